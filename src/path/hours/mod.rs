//! The best roster of somebody whom nothing binds but free hours, one duty a date, rest, the way from zone to zone,
//! and minutes: of one duty, and in all.
//!
//! A dynamic program backwards over the starts from which one may have to go on, the rungs of a ladder: a duty begins on
//! one rung, and when it has ended one goes on from another. `any[r][m]` is the most that duties from rung `r` on earn
//! with `m` slots of service left; `same[z][r][m]` the most when the next of them is in zone `z`. After a duty in `z` one
//! goes on in `z` once rested, or anywhere once there was time for the way. All ways are taken to be the same: as short as
//! the shortest where a bound is to be proven, as long as the longest where the roster must keep the rules. Exact where
//! they are, or where none is longer than the rest.
//!
//! What posts earn comes from stretches. Where each night is rest enough there is a rung a day, and a person costs the
//! days times lengths times levels that can be left on that day: some hundred sums and maxima.
//!
//! Measured on 10,000 people and eight days: a program over every start and every level takes 0.40 s for a pass of all of
//! them; on rungs, with the levels that can be left, 0.23 s; with one row for all posts of a view, and scouts, 0.12 s.

mod ladder;
mod program;

pub use program::{Bench, best_roster};

use super::shared::{MOST_SLOTS, is_seen};
use super::stretch::Rows;
use super::{Graph, Graphs};
use crate::ground::{Minutes, Window};
use crate::model::{Problem, UnitId};

/// The most slots of service that are told apart.
const MOST_LEVELS: usize = 512;

/// What binds somebody beside their free hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Slots from the end of a duty to the next in the same zone.
    pub rest: u32,
    /// Slots from the end of a duty to the next in another zone; no fewer.
    pub way: u32,
    /// The most slots of a duty.
    pub longest: usize,
    /// The most slots in all; nothing means any.
    pub budget: Option<usize>,
}

impl Limits {
    /// What binds the unit of this graph, with ways as short as the rest.
    pub fn of(problem: &Problem, graph: &Graph) -> Self {
        let slot = problem.grid.slot_minutes().0;
        let whole = |minutes: Minutes| usize::try_from(minutes.0 / slot).unwrap_or(0);
        let rest = (graph.min_rest.0.max(0) + slot - 1) / slot;
        let rest = u32::try_from(rest).unwrap_or(u32::MAX).min(problem.grid.slots() as u32);
        Self {
            rest,
            way: rest,
            longest: graph.longest.map_or(problem.grid.slots(), whole),
            budget: graph.budget.map(whole),
        }
    }

    /// The same with ways of so many slots between any two zones: with the shortest there are, no roster that keeps the
    /// rules is missed; with the longest, every roster keeps them.
    pub fn with_ways(self, way: u32) -> Self {
        Self { way: self.rest.max(way), ..self }
    }
}

/// The shortest and the longest way between two zones at any hour, in whole slots.
pub fn ways(problem: &Problem) -> (u32, u32) {
    let slot = problem.grid.slot_minutes().0;
    let slots = |minutes: Minutes| ((minutes.0 + slot - 1) / slot) as u32;
    problem.travel.range().map_or((0, 0), |(least, most)| (slots(least), slots(most)))
}

/// Is the unit bound by nothing that this lane does not know?
pub fn is_of_hours(problem: &Problem, graphs: &Graphs, id: UnitId, graph: &Graph) -> bool {
    let unit = &problem.units[id];
    let slot = problem.grid.slot_minutes();
    problem.grid.slots() <= MOST_SLOTS
        && is_seen(graphs, unit)
        && graph.most_a_day == 1
        && graph.budget.is_none_or(|budget| budget.0 / slot.0 <= MOST_LEVELS as i64)
        && unit.kept.is_empty()
        && !graph.has_own_cost
        && !graphs.has_heat(problem, unit)
        && unit.members.iter().all(|&member| {
            let rules = problem.rules_of(member);
            super::graph::is_plain(rules)
                && rules.not_next_day.is_empty()
                && rules.min_consecutive_days_off <= 1
        })
        && problem.post_sets[unit.posts].iter().all(|&post| problem.posts[post].counted.is_none())
}

/// What is open to somebody: its number, its zone, and its rows.
#[derive(Clone, Copy, Debug)]
pub struct Open<'a, V> {
    /// What it is answered by.
    pub what: u32,
    /// What is in the same zone stands side by side.
    pub zone: u32,
    /// What it earns.
    pub rows: Rows<'a, V>,
}

/// A duty of the best roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<V> {
    /// Where.
    pub what: u32,
    /// When.
    pub window: Window,
    /// What it earns.
    pub value: V,
}
