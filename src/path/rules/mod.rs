//! The rules that bind one person, asked one duty at a time.
//!
//! Each rule has a file of its own. It answers for one member of a unit whether the next duty may follow those before
//! it; minima on runs also answer whether the roster may end as it does. Hours free, posts open and the clock are not
//! asked here: the graph offers no duty outside them.

mod exposure;
mod hours;
mod rest;
mod rolling;
mod runs;
mod tags;
mod weekends;

use crate::ground::Day;
use crate::model::{Duty, Problem, Rules, UnitId, VolunteerId};

/// The next duty of one member, after those before it.
struct Step<'a> {
    problem: &'a Problem,
    member: VolunteerId,
    rules: &'a Rules,
    /// Sorted by time; all of them start before the next.
    past: &'a [Duty],
    next: Duty,
}

impl Step<'_> {
    fn day_of(&self, duty: Duty) -> Day {
        self.problem.grid.day_of(duty.from)
    }

    /// The date of the next duty.
    fn day(&self) -> Day {
        self.day_of(self.next)
    }

    /// The past duties that start on `day` or later.
    fn since(&self, day: Day) -> &[Duty] {
        let start = self.past.partition_point(|duty| self.day_of(*duty) < day);
        &self.past[start..]
    }
}

/// May every member of the unit serve `next` after `past`, by the rules that count up?
pub fn may_follow(problem: &Problem, unit: UnitId, past: &[Duty], next: Duty) -> bool {
    problem.units[unit].members.iter().all(|&member| {
        let step = Step { problem, member, rules: problem.rules_of(member), past, next };
        rest::admits(&step)
            && hours::admits(&step)
            && rolling::admits(&step)
            && runs::admits(&step)
            && weekends::admits(&step)
            && tags::admits(&step)
            && exposure::admits(&step)
    })
}

/// May the roster of every member end as it does?
pub fn may_end(problem: &Problem, unit: UnitId, roster: &[Duty]) -> bool {
    problem.units[unit].members.iter().all(|&member| runs::may_end(problem, member, roster))
}
