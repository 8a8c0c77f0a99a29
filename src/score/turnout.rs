//! Turnout: what a plan costs when people come as likely as their `show_up` says, in many draws; and what a reserve buys then.
//!
//! In a draw, whoever does not come serves nothing. Whoever has come and is on standby is sent to one place of the zone: a duty
//! inside the hours of their reserve that keeps every rule in its stead, under the cap of its post, to where it saves most as
//! things stand; and nowhere where it saves nothing. They are sent one after the other in the scenario's order; a group that
//! serves together goes together. A place begins in any slot and lasts as long as post and reserve let it. For a plan, the same
//! seed draws the same.
//!
//! What counts is the cost of the lines and teams of each draw, and what people's own rosters cost as they are planned.

use super::crew::Crew;
use super::field::{Field, There};
use super::places::Places;
use super::plain;
use super::regions::regions;
use super::running::missing_in;
use crate::ground::{Cost, IdVec, Seed, Slot, Weight};
use crate::model::{Duty, Plan, PostId, Problem, Roster, UnitId, VolunteerId};
use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::Range;

/// Sent nowhere.
const NOWHERE: u32 = u32::MAX;

/// What is expected of a plan: sums over so many draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// How many draws.
    pub draws: u32,
    /// What the people missing cost.
    pub shortage: Cost,
    /// All costs together.
    pub cost: Cost,
}

impl Expected {
    /// The means over the draws: of the shortage, and of all costs.
    pub fn means(&self) -> (f64, f64) {
        let draws = f64::from(self.draws.max(1));
        (self.shortage.value() / draws, self.cost.value() / draws)
    }
}

impl Sum for Expected {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::default(), |a, b| Self {
            draws: a.draws + b.draws,
            shortage: a.shortage + b.shortage,
            cost: a.cost + b.cost,
        })
    }
}

/// The fewest draws that are looked at side by side, the most, and of how many numbers in all.
const AT_ONCE: (usize, usize) = (16, 200);
const NUMBERS: usize = 1 << 24;

/// How many draws of a problem are looked at side by side: 200, or fewer where they would take too much memory.
pub fn at_once(problem: &Problem) -> u32 {
    let rows = (problem.lines.len() + problem.posts.len()) * problem.grid.slots();
    let numbers = rows + problem.volunteers.len() / 8;
    (NUMBERS / numbers.max(1)).clamp(AT_ONCE.0, AT_ONCE.1) as u32
}

/// Does anybody on standby go anywhere?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standby {
    /// To where they save most.
    Sent,
    /// Nobody does, as if there were no reserve.
    Idle,
}

/// What is expected of `plan` over these draws of the seed; nothing where it is `stopped`.
pub fn expected(
    problem: &Problem,
    plan: &Plan,
    standby: Standby,
    (seed, draws): (u64, Range<u32>),
    stopped: &dyn Fn() -> bool,
) -> Option<Expected> {
    let turnout = Turnout::new(problem, plan, standby, (seed, draws.clone()), stopped)?;
    Some(Expected { draws: draws.end - draws.start, shortage: turnout.shortage(), cost: turnout.cost() })
}

/// A plan in many draws.
#[derive(Clone, Debug)]
pub struct Turnout<'p> {
    problem: &'p Problem,
    field: Field<'p>,
    rosters: IdVec<UnitId, Roster>,
    own: Cost,
    /// Who is on standby, in the order in which they are sent.
    reserve: BTreeMap<(VolunteerId, Duty), Reserve>,
    /// Posts that may change what happens at one another have the same number.
    regions: IdVec<PostId, usize>,
    /// The regions in which something has changed, with the first who is to be sent anew.
    stale: BTreeMap<usize, VolunteerId>,
}

/// A unit on one standby duty, and where it is sent in each draw.
#[derive(Clone, Debug)]
struct Reserve {
    places: Places,
    sent: Vec<u32>,
}

impl<'p> Turnout<'p> {
    /// A plan in these draws of the seed; nothing where it is `stopped`.
    pub fn new(
        problem: &'p Problem,
        plan: &Plan,
        standby: Standby,
        (seed, draws): (u64, Range<u32>),
        stopped: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let count = draws.len();
        let mut comes = vec![0; problem.volunteers.len() * count];
        for (draw, number) in draws.enumerate() {
            if stopped() {
                return None;
            }
            let seed = &mut Seed::part(seed, u64::from(number));
            for (number, person) in problem.volunteers.iter().enumerate() {
                comes[number * count + draw] = u8::from(seed.chance(u32::from(person.show_up)));
            }
        }
        let mut turnout = Self {
            problem,
            field: Field::new(problem, count, comes),
            rosters: IdVec::filled(Roster::new(), problem.units.len()),
            own: Cost::ZERO,
            reserve: BTreeMap::new(),
            regions: regions(problem),
            stale: BTreeMap::new(),
        };
        for (unit, entry) in problem.units.pairs() {
            if stopped() {
                return None;
            }
            let roster = &plan.rosters[entry.members[0]];
            turnout.own += turnout.own_cost(unit, roster);
            for &duty in roster {
                turnout.field.lay(&Crew::of(problem, &entry.members, duty), duty, 1);
            }
            turnout.rosters[unit].clone_from(roster);
            turnout.enter(unit);
        }
        let all: Vec<(VolunteerId, Duty)> = match standby {
            Standby::Sent => turnout.reserve.keys().copied().collect(),
            Standby::Idle => Vec::new(),
        };
        for key in all {
            if stopped() {
                return None;
            }
            turnout.send(key);
        }
        Some(turnout)
    }

    /// How many draws there are.
    pub const fn draws(&self) -> usize {
        self.field.draws
    }

    /// The unit's duties as planned.
    pub fn roster(&self, unit: UnitId) -> &[Duty] {
        &self.rosters[unit]
    }

    /// What all draws cost together: lines, teams, and the own costs of people, once for each draw.
    pub fn cost(&self) -> Cost {
        self.worth(self.field.cost) + self.own.times(self.field.draws as i128)
    }

    /// What the people cost who are missing, over all draws.
    pub fn shortage(&self) -> Cost {
        self.worth(self.field.shortage())
    }

    /// Gives a unit these duties instead of those it has. Its people on standby are sent after all others, who go where they
    /// went, until the reserve is [sent anew](Self::send_anew).
    pub fn set(&mut self, unit: UnitId, roster: Roster) {
        let before = std::mem::replace(&mut self.rosters[unit], roster.clone());
        if before == roster {
            return;
        }
        let first = self.problem.units[unit].members[0];
        for duty in self.standby_in(&before) {
            self.call_back((first, duty));
            self.reserve.remove(&(first, duty));
        }
        self.own += self.own_cost(unit, &roster) - self.own_cost(unit, &before);
        self.change(unit, &before, &roster, 1);
        self.enter(unit);
        for duty in self.standby_in(&roster) {
            self.send((first, duty));
        }
        // Whatever it may matter to is looked at anew: those after it where the field was the same for those before.
        let is_standby = |duty: &Duty| self.problem.posts[duty.post].standby;
        let changed = || missing_in(&before, &roster).chain(missing_in(&roster, &before));
        let from = if changed().all(is_standby) { first } else { VolunteerId(0) };
        let standing = before.iter().chain(&roster).filter(|duty| is_standby(duty));
        for duty in changed().chain(standing) {
            let stale = self.stale.entry(self.regions[duty.post]).or_insert(from);
            *stale = from.min(*stale);
        }
    }

    /// Sends everybody on standby anew, one after the other as they always are, where anything has changed that may matter.
    pub fn send_anew(&mut self) {
        let stale = std::mem::take(&mut self.stale);
        let matters = |(volunteer, duty): &(VolunteerId, Duty)| {
            stale.get(&self.regions[duty.post]).is_some_and(|from| from <= volunteer)
        };
        let keys: Vec<(VolunteerId, Duty)> = self.reserve.keys().copied().filter(matters).collect();
        for &key in &keys {
            self.call_back(key);
        }
        for &key in &keys {
            self.send(key);
        }
    }

    /// How the cost of all draws would change if a unit had these duties and everybody else on standby still went where they go.
    pub fn estimate(&mut self, unit: UnitId, roster: &[Duty]) -> Cost {
        let first = self.problem.units[unit].members[0];
        let cost = self.field.cost;
        let before = self.rosters[unit].clone();
        let own: Vec<(VolunteerId, Duty)> =
            self.standby_in(&before).into_iter().map(|duty| (first, duty)).collect();
        let sent: Vec<Vec<u32>> = own.iter().map(|key| self.call_back(*key)).collect();
        self.change(unit, &before, roster, 1);
        let mut tried: Vec<(Places, Vec<u32>)> = Vec::new();
        for duty in self.standby_in(roster) {
            let mut places = Places::of(self.problem, unit, roster, duty);
            let (_, sent) = best(self.problem, &self.field, &mut places, There::WhoComes);
            lay_sent(&mut self.field, &places, &sent, 1);
            tried.push((places, sent));
        }
        let change = self.field.cost - cost;
        for (places, sent) in tried.iter().rev() {
            lay_sent(&mut self.field, places, sent, -1);
        }
        self.change(unit, &before, roster, -1);
        for (key, sent) in own.into_iter().zip(sent) {
            self.send_back(key, sent);
        }
        debug_assert_eq!(self.field.cost, cost, "everything is as it was");
        let own = self.own_cost(unit, roster) - self.own_cost(unit, &before);
        self.worth(change) + own.times(self.field.draws as i128)
    }

    /// What so many pairs of hands like a unit's would save on a standby duty in each draw, if they came and no rule forbade
    /// them any place; in whole numbers of a weight of one for one person and slot.
    pub fn savings(&self, unit: UnitId, duty: Duty, times: usize) -> Vec<i64> {
        let mut places = Places::of(self.problem, unit, &[], duty).unasked(times);
        best(self.problem, &self.field, &mut places, There::All).0
    }

    /// What would be lost in each draw without a duty of a unit, where they came; in the same numbers.
    pub fn losses(&self, unit: UnitId, duty: Duty) -> Vec<i64> {
        let crew = Crew::of(self.problem, &self.problem.units[unit].members, duty);
        let mut saved = self.field.savings(&crew, duty, There::All, -1);
        saved.truncate(self.field.draws);
        saved.iter_mut().for_each(|saved| *saved = -*saved);
        saved
    }

    /// What a unit's people would save in each slot of a stretch at a post, over all draws in which they come.
    pub fn saved_by_slot(&self, unit: UnitId, stretch: Duty) -> Vec<i128> {
        let crew = Crew::of(self.problem, &self.problem.units[unit].members, stretch);
        let saved = self.field.savings(&crew, stretch, There::WhoComes, 1);
        let sums: Vec<i128> = saved
            .chunks(self.field.draws)
            .map(|row| row.iter().map(|saved| i128::from(*saved)).sum())
            .collect();
        sums.windows(2).map(|pair| pair[0] - pair[1]).collect()
    }

    /// In which draws somebody comes: 0 or 1 each.
    pub fn comes(&self, volunteer: VolunteerId) -> &[u8] {
        self.field.comes(volunteer)
    }

    /// So many weights of one for one person and slot.
    pub fn worth(&self, numbers: i128) -> Cost {
        Cost::of(Weight(1), self.problem.grid.slot_minutes()).times(numbers)
    }

    fn own_cost(&self, unit: UnitId, roster: &[Duty]) -> Cost {
        plain::own_cost_of_unit(self.problem, unit, roster).total()
    }

    fn standby_in(&self, roster: &[Duty]) -> Vec<Duty> {
        roster.iter().copied().filter(|duty| self.problem.posts[duty.post].standby).collect()
    }

    /// Lays what differs between two rosters of a unit into the field; `sign` −1 takes it back.
    fn change(&mut self, unit: UnitId, before: &[Duty], after: &[Duty], sign: i64) {
        let members = &self.problem.units[unit].members;
        for (from, to, sign) in [(before, after, -sign), (after, before, sign)] {
            for &duty in missing_in(from, to) {
                self.field.lay(&Crew::of(self.problem, members, duty), duty, sign);
            }
        }
    }

    /// Takes a unit into the reserve where its roster says so, sent nowhere yet.
    fn enter(&mut self, unit: UnitId) {
        let first = self.problem.units[unit].members[0];
        for duty in self.standby_in(&self.rosters[unit]) {
            let places = Places::of(self.problem, unit, &self.rosters[unit], duty);
            let sent = vec![NOWHERE; self.field.draws];
            self.reserve.insert((first, duty), Reserve { places, sent });
        }
    }

    /// Sends somebody who is nowhere yet.
    fn send(&mut self, key: (VolunteerId, Duty)) {
        let Some(reserve) = self.reserve.get_mut(&key) else { return };
        let (_, sent) = best(self.problem, &self.field, &mut reserve.places, There::WhoComes);
        lay_sent(&mut self.field, &reserve.places, &sent, 1);
        reserve.sent = sent;
    }

    /// Sends somebody to where they were.
    fn send_back(&mut self, key: (VolunteerId, Duty), sent: Vec<u32>) {
        let Some(reserve) = self.reserve.get_mut(&key) else { return };
        lay_sent(&mut self.field, &reserve.places, &sent, 1);
        reserve.sent = sent;
    }

    /// Calls somebody back from wherever they are; answers where that was.
    fn call_back(&mut self, key: (VolunteerId, Duty)) -> Vec<u32> {
        let Some(reserve) = self.reserve.get_mut(&key) else { return Vec::new() };
        let nowhere = vec![NOWHERE; self.field.draws];
        lay_sent(&mut self.field, &reserve.places, &reserve.sent, -1);
        std::mem::replace(&mut reserve.sent, nowhere)
    }
}

/// Lays where people are sent into the field, or takes it out.
fn lay_sent(field: &mut Field<'_>, places: &Places, sent: &[u32], sign: i64) {
    for (draw, &number) in sent.iter().enumerate().filter(|(_, number)| **number != NOWHERE) {
        let place = &places.all[number as usize];
        field.lay_once(&places.crews[place.crew], place.duty, draw, sign);
    }
}

/// The most that people save in each draw, and the place where they do: the first of those that save as much.
fn best(problem: &Problem, field: &Field<'_>, places: &mut Places, there: There) -> (Vec<i64>, Vec<u32>) {
    let draws = field.draws;
    let (mut most, mut sent) = (vec![0_i64; draws], vec![NOWHERE; draws]);
    let mut crew = None;
    let mut saved = Vec::new();
    for number in 0..places.all.len() {
        let place = places.all[number];
        if crew != Some(place.crew) {
            crew = Some(place.crew);
            let stretch = Duty { post: place.duty.post, ..places.reserve };
            saved = field.savings(&places.crews[place.crew], stretch, there, 1);
        }
        let row = |slot: Slot| {
            let start = (slot.0 - places.reserve.from.0) as usize * draws;
            &saved[start..start + draws]
        };
        let here = row(place.duty.from).iter().zip(row(place.duty.to)).map(|(all, after)| all - after);
        let here: Vec<i64> = here.collect();
        if !here.iter().zip(&most).any(|(here, most)| here > most) || !places.may(problem, number) {
            continue;
        }
        let is_capped = problem.posts[place.duty.post].max_people.is_some();
        for draw in 0..draws {
            let is_better = here[draw] > most[draw];
            if is_better && (!is_capped || field.has_room(&places.crews[place.crew], place.duty, draw)) {
                (most[draw], sent[draw]) = (here[draw], number as u32);
            }
        }
    }
    (most, sent)
}
