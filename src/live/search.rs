//! The draft: a plan on its way from the one in force to the one that is proposed, which remembers how to go back.

use crate::ground::{Cost, Stopwatch};
use crate::model::{Duty, PostId, Problem, Roster, UnitId};
use crate::path::single::{self, best_duty};
use crate::path::{Graphs, Lane, Reach, WalkBench, best_roster};
use crate::price::{Prices, Rows, rows::cover_of};
use crate::score::running::missing_in;
use crate::score::{RunningCost, Tally};
use crate::search::worth::{By, Worth};
use std::collections::BTreeMap;
use std::time::Duration;

/// What a draft is drawn from: everything that stays as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'a> {
    pub problem: &'a Problem,
    pub graphs: &'a Graphs,
    pub rows: &'a Rows,
    pub prices: &'a Prices,
}

/// A plan on its way.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub ground: Ground<'a>,
    pub running: RunningCost<'a>,
    pub worth: Worth,
    /// What units had before each step, in order.
    journal: Vec<(UnitId, Roster)>,
    walk: WalkBench,
    single: single::Bench<f32>,
    watch: Stopwatch,
    within: Duration,
}

/// How much the guided worth leans from prices to what is short.
const LEAN: f32 = 0.04;

impl<'a> Draft<'a> {
    /// The draft that is the plan of `tally`, to be worked on for so long.
    pub fn new(ground: Ground<'a>, tally: Tally, within: Duration) -> Self {
        let watch = Stopwatch::start();
        let running = RunningCost::resumed(ground.problem, tally);
        let worth = Worth::new(&running, ground.rows, ground.prices, LEAN);
        let (walk, single) = (WalkBench::default(), single::Bench::default());
        Self { ground, running, worth, journal: Vec::new(), walk, single, watch, within }
    }

    /// Is the time up?
    pub fn is_late(&self) -> bool {
        self.watch.elapsed() >= self.within
    }

    /// What the plan costs.
    pub fn cost(&self) -> Cost {
        self.running.total()
    }

    /// The unit's duties.
    pub fn roster(&self, unit: UnitId) -> &[Duty] {
        self.running.roster(unit)
    }

    /// Gives a unit these duties.
    pub fn set(&mut self, unit: UnitId, roster: Roster) {
        let before = self.put(unit, roster);
        self.journal.push((unit, before));
    }

    fn put(&mut self, unit: UnitId, roster: Roster) -> Roster {
        let before = self.running.set(unit, roster);
        let after = self.running.roster(unit).to_vec();
        let Ground { rows, prices, .. } = self.ground;
        for &duty in missing_in(&before, &after).chain(missing_in(&after, &before)) {
            self.worth.after(&self.running, rows, prices, unit, duty);
        }
        before
    }

    /// Is nobody too many at the post of a duty that is in the draft, while it lasts?
    pub fn is_within_cap(&self, duty: Duty) -> bool {
        let problem = self.ground.problem;
        let start = duty.post.0 as usize * problem.grid.slots();
        let heads = &self.running.heads()[start + duty.from.index()..start + duty.to.index()];
        problem.posts[duty.post].max_people.is_none_or(|most| heads.iter().all(|heads| *heads <= most))
    }

    /// Where the draft stands, to come back to.
    pub fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Goes back to where the draft stood.
    pub fn back_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            let Some((unit, roster)) = self.journal.pop() else { return };
            self.put(unit, roster);
        }
    }

    /// The units that have changed since a mark, with what they had then.
    pub fn changed_since(&self, mark: usize) -> BTreeMap<UnitId, Roster> {
        let mut first: BTreeMap<UnitId, Roster> = BTreeMap::new();
        for (unit, before) in &self.journal[mark..] {
            first.entry(*unit).or_insert_with(|| before.clone());
        }
        first.retain(|unit, before| self.running.roster(*unit) != before.as_slice());
        first
    }

    /// The plan, as it was at first, apart from its problem.
    pub fn into_tally(mut self) -> Tally {
        self.back_to(0);
        self.running.into_tally()
    }

    /// The duties of a unit that no plan may change within `reach`, and all outside.
    fn fixed(&self, unit: UnitId, reach: Reach) -> Roster {
        let problem = self.ground.problem;
        let kept = &problem.units[unit].kept;
        let stays = |duty: &Duty| {
            let inside = match reach {
                Reach::All => true,
                Reach::Days(from, to) => (from..to).contains(&problem.grid.day_of(duty.from)),
            };
            !inside || kept.binary_search(duty).is_ok()
        };
        self.roster(unit).iter().copied().filter(stays).collect()
    }

    /// Gives a unit its best duties within `reach` for what is worth most now; only at `posts`, where they are given and the unit
    /// holds one duty at most.
    pub fn improve(&mut self, unit: UnitId, reach: Reach, posts: Option<&[PostId]>, by: By) {
        let fixed = self.fixed(unit, reach);
        self.set(unit, fixed);
        let Ground { problem, graphs, .. } = self.ground;
        let offer = self.worth.offer(&self.running, by, false);
        let best = match (graphs.of[unit].lane, posts) {
            (Lane::Single, Some(posts)) => {
                let best = best_duty(problem, graphs, unit, &offer, posts, &mut self.single);
                Some(best.map(|(_, duty)| vec![duty]).unwrap_or_default())
            }
            _ => best_roster(problem, graphs, unit, &offer, reach, self.running.roster(unit), &mut self.walk),
        };
        if let Some(best) = best {
            self.set(unit, best);
        }
    }

    /// What a duty that a unit does not have would earn on lines, as the plan stands.
    pub fn gain(&self, unit: UnitId, duty: Duty) -> f32 {
        let mut gain = 0.0;
        cover_of(self.ground.problem, unit, duty, |row, count| {
            gain += self.worth.marginal(row) * count as f32
        });
        gain
    }

    /// Roughly what is lost where a unit does not serve a duty it has: by exact marginals, and by prices.
    pub fn losses(&self, unit: UnitId, duty: Duty) -> (f32, f32) {
        let Ground { problem, rows, prices, .. } = self.ground;
        let (mut exact, mut priced) = (0.0, 0.0);
        let cast = problem.cast_on(unit, duty.from, duty.to);
        for term in &problem.posts[duty.post].terms {
            let count = term.coefficient * cast.count(term.need);
            if count == 0 {
                continue;
            }
            let (most, least) = (rows.most[term.line], rows.least[term.line]);
            let start = term.line.0 as usize * rows.slots;
            let here = start + duty.from.index()..start + duty.to.index();
            let cover = &self.running.cover()[here.clone()];
            let (mut short, mut over, mut sum) = (0, 0, 0.0);
            for ((&cover, &demand), &price) in
                cover.iter().zip(&rows.demand[here.clone()]).zip(&prices.line[here])
            {
                let is_short = cover - count < i64::from(demand);
                short += i64::from(is_short);
                over += i64::from(!is_short);
                sum += price;
            }
            exact += (most * short as f32 + least * over as f32) * count as f32;
            priced += sum * count as f32;
        }
        (exact, priced)
    }
}
