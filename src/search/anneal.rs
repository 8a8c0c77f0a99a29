//! Ruin and recreate, annealed.

use super::hand::Hand;
use super::ruin::{Ruins, dates_around};
use super::team::{self, Before, accepts, undo};
use super::wants::Wants;
use super::worth::By;
use crate::ground::{Day, Seed, Slot};
use crate::model::{PostId, UnitId};
use crate::path::Reach;

/// The search by ruin and recreate.
#[derive(Debug)]
pub struct Annealing {
    ruins: Ruins,
    teams: Vec<PostId>,
    temperature: f64,
    seed: Seed,
    moves: u64,
    wants: Option<Wants>,
}

/// After how many moves the loss map is drawn anew, at least.
const SURVEY: u64 = 512;
/// Moves in a hundred that start with somebody who loses.
///
/// Measured with none, 60, 80 and 95, one seed unless said: the Jamarat, 60 s, 1,222, 1,181, 1,170 and 1,181; full days of 600
/// over nine, 30 s, 119,457, 118,992, 118,792 and 118,595; rich days of 500, 10 s, 30,077, 29,888, 29,840 and 29,747; rich days of
/// 1,500 over eight, 10 s, 154,699, 152,976, 152,565 and 152,720; the 27th night, 30 s, three seeds, medians of 544.5, 539.5 and
/// 543.5 with the first three.
const WITH_LOSERS: u32 = 80;
/// Moves in a hundred that go by exact marginals; the others by prices.
///
/// Measured with 10, 20 and 35, one seed: full days of 600 over nine, 30 s, 119,530, 118,792 and 118,681; rich days of 1,500 over
/// eight, 10 s, 153,393, 152,565 and 152,439; the Jamarat, 60 s, 1,156, 1,170 and 1,164.
const BY_MARGINALS: u32 = 30;
/// Moves in a hundred that open or close a post with a whole team, where there are such posts.
const TEAM_MOVES: u32 = 8;
/// Moves in a hundred that change the dates around the place from which they start.
///
/// Measured on the last ten nights, 30 s: costs of 3,808, and of 3,947 where dates were always those of somebody's duties.
const NEAR: u32 = 80;
/// Horizons of more dates than this are changed a few dates at a time.
const DATES_AT_ONCE: usize = 3;

impl Annealing {
    /// A search from the plan in hand, at `temperature` in cost.
    pub fn new(hand: &Hand<'_>, temperature: f64, seed: Seed) -> Self {
        Self {
            ruins: Ruins::new(hand),
            teams: team::posts_with_team(hand),
            temperature,
            seed,
            moves: 0,
            wants: None,
        }
    }

    /// Learns what everybody would rather do.
    pub fn want(&mut self, wants: Wants) {
        self.wants = Some(wants);
    }

    /// Goes on at another temperature.
    pub const fn heat(&mut self, temperature: f64) {
        self.temperature = temperature;
    }

    /// One move: takes a small set of units out, puts them back one by one by their best paths, and keeps the result
    /// or undoes it.
    pub fn step(&mut self, hand: &mut Hand<'_>) {
        if self.moves.is_multiple_of(SURVEY.max(hand.problem.units.len() as u64)) {
            self.ruins.survey(hand);
            self.wants.iter_mut().for_each(|wants| wants.survey(hand));
        }
        self.moves += 1;
        let cost = hand.running.total();
        let changed = if !self.teams.is_empty() && self.seed.chance(TEAM_MOVES) {
            team::open_or_close(hand, &self.teams, &mut self.seed)
        } else {
            let size = 2 + self.seed.below(3);
            let wants = self.wants.as_ref().filter(|_| self.seed.chance(WITH_LOSERS));
            let loser = wants.and_then(|wants| wants.loser(hand, &mut self.seed));
            let (set, near) = match loser {
                Some(loser) => self.ruins.choose_with(hand, &loser, size, &mut self.seed),
                None => self.ruins.choose(hand, size, &mut self.seed),
            };
            Some(self.recreate(hand, set, near))
        };
        let Some(before) = changed else { return };
        if accepts(hand.running.total() - cost, self.temperature, &mut self.seed) {
            hand.remember();
        } else {
            undo(hand, before);
        }
    }

    fn recreate(&mut self, hand: &mut Hand<'_>, mut set: Vec<UnitId>, near: Option<Slot>) -> Before {
        let reach = self.reach(hand, &set, near);
        let before: Before = set.iter().map(|&unit| (unit, hand.clear(unit, reach))).collect();
        self.seed.shuffle(&mut set);
        let by = if self.seed.chance(BY_MARGINALS) { By::Marginals } else { By::Prices };
        for (done, &unit) in set.iter().enumerate() {
            hand.hope(done + 1 < set.len());
            let roster = hand.best_roster(unit, by, reach);
            hand.hope(false);
            let Some(roster) = roster else {
                // Somebody cannot be put back: all of it is taken back.
                undo(hand, before);
                debug_assert!(done < set.len(), "only units of the set are put back");
                return Before::new();
            };
            hand.set(unit, roster);
        }
        before
    }

    /// Which dates the move may change.
    fn reach(&mut self, hand: &Hand<'_>, set: &[UnitId], near: Option<Slot>) -> Reach {
        let days = hand.problem.grid.days();
        if days <= DATES_AT_ONCE {
            return Reach::All;
        }
        let width = 1 + self.seed.below(DATES_AT_ONCE);
        if let Some(slot) = near.filter(|_| self.seed.chance(NEAR)) {
            let day = hand.problem.grid.day_of(slot).index();
            let from = day.saturating_sub(self.seed.below(width));
            return Reach::Days(Day(from as u32), Day((from + width).min(days) as u32));
        }
        match set.first() {
            Some(&unit) => {
                let (from, to) = dates_around(hand, unit, width, &mut self.seed);
                Reach::Days(from, Day(to.0.max(from.0 + 1)))
            }
            None => Reach::All,
        }
    }
}
