//! The task: on which dates a unit's roster is to be chosen anew, and what is fixed around them.

use super::menu;
use crate::ground::{Day, Minutes, Slot, Window};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::rules::Rules;
use crate::path::{Graphs, Number, Offer, own};

/// What a roster of one unit is searched for.
pub struct Task<'a, V> {
    /// The problem.
    pub problem: &'a Problem,
    /// All graphs.
    pub graphs: &'a Graphs,
    /// Whose roster it is.
    pub id: UnitId,
    /// What service is worth.
    pub offer: &'a Offer<'a, V>,
    /// Duties are chosen that start on these dates, the second exclusive.
    pub days: (Day, Day),
    /// The slots of these dates.
    pub starts: Window,
    /// What binds the unit's members.
    pub rules: Rules<'a>,
    /// The fixed duties before these dates.
    pub before: Roster,
    /// And those after them.
    pub after: Roster,
    /// The kept duties on these dates.
    pub kept: &'a [Duty],
    /// Counted minutes of all that is fixed: before, after, and kept.
    pub fixed: Minutes,
}

/// Where a roster stands after some of its duties.
#[derive(Clone, Copy, Debug)]
pub struct Standing<V> {
    /// The last duty, if there is any.
    pub last: Option<Duty>,
    /// What has been earned inside, ways deducted.
    pub value: V,
    /// What duties chosen inside have used up.
    pub used: Used,
    /// Is there a duty that is not kept? Kept ones before it are facts, whatever they break.
    pub free: bool,
}

/// What duties chosen for a task use up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Counted minutes.
    pub minutes: Minutes,
    /// How many duties they are.
    pub duties: u32,
}

impl Used {
    /// The same with another duty of so many counted minutes.
    pub fn and(self, counted: Minutes) -> Self {
        Self { minutes: self.minutes + counted, duties: self.duties + 1 }
    }
}

impl<'a, V: Number> Task<'a, V> {
    /// The task of choosing anew on `days`, with the rest of the roster as in `present`.
    pub fn new(
        problem: &'a Problem,
        graphs: &'a Graphs,
        id: UnitId,
        offer: &'a Offer<'a, V>,
        days: (Day, Day),
        present: &[Duty],
    ) -> Self {
        let starts = menu::starts(problem, days);
        let before: Roster = present.iter().copied().filter(|duty| duty.from < starts.from).collect();
        let after: Roster = present.iter().copied().filter(|duty| duty.from >= starts.to).collect();
        let kept = &problem.units[id].kept;
        let first = kept.partition_point(|duty| duty.from < starts.from);
        let kept = &kept[first..kept.partition_point(|duty| duty.from < starts.to)];
        let fixed = before.iter().chain(&after).chain(kept).map(|duty| problem.counted(*duty)).sum();
        let rules = Rules::of(problem, id);
        Self { problem, graphs, id, offer, days, starts, rules, before, after, kept, fixed }
    }

    /// The words and the standing of the roster before the dates.
    pub fn begin(&self) -> (Vec<u32>, Standing<V>) {
        let mut words = self.rules.begin();
        for &duty in &self.before {
            self.rules.take(&mut words, duty);
        }
        let free = self.before.iter().any(|&duty| !self.is_kept(duty));
        (words, Standing { last: self.before.last().copied(), value: V::ZERO, used: Used::default(), free })
    }

    fn is_kept(&self, duty: Duty) -> bool {
        self.problem.units[self.id].kept.binary_search(&duty).is_ok()
    }

    /// What the way to the next duty costs.
    pub fn way(&self, last: Option<Duty>, next: Duty) -> V {
        let problem = self.problem;
        if problem.objective.travel_weight.0 == 0 {
            return V::ZERO;
        }
        let unit = &problem.units[self.id];
        let cost = match last {
            Some(last) if problem.grid.day_of(last.from) == problem.grid.day_of(next.from) => {
                own::way_cost(problem, unit, last, next)
            }
            _ => own::home_cost(problem, unit, next),
        };
        V::of_units(cost.in_units(), self.offer.unit)
    }

    /// The first slot at which a duty on a date after `day` may start, after a last one; a kept duty comes when it comes.
    pub fn fresh_after(&self, last: Option<Duty>, day: Day, next_kept: Option<&Duty>) -> Slot {
        let grid = &self.problem.grid;
        let tomorrow = grid.slots_of(day).to;
        let rest = self.graphs.of[self.id].min_rest;
        let fresh =
            last.map_or(tomorrow, |last| tomorrow.max(grid.at_or_after(grid.minutes(last.to) + rest)));
        next_kept.map_or(fresh, |next| fresh.min(next.from))
    }

    /// The first slot at which another duty of the same date may start, which ends at `tomorrow`.
    pub fn again_after(&self, duty: Duty, tomorrow: Slot) -> Option<Slot> {
        let graph = &self.graphs.of[self.id];
        let grid = &self.problem.grid;
        let again = grid.at_or_after(grid.minutes(duty.to) + graph.min_break);
        (graph.most_a_day > 1 && again < tomorrow).then_some(again)
    }

    /// What a roster earns in all that stands so at the end of the dates; nothing where the rules forbid it.
    pub fn finish(&self, mut words: Vec<u32>, standing: Standing<V>) -> Option<V> {
        let Standing { mut last, mut value, used, mut free } = standing;
        for &duty in &self.after {
            free |= !self.is_kept(duty);
            if free && !self.rules.admit(&words, duty) {
                return None;
            }
            value -= self.way(last, duty);
            self.rules.take(&mut words, duty);
            last = Some(duty);
        }
        if free && !self.rules.may_end(&words) {
            return None;
        }
        Some(value - self.end_cost(used.minutes))
    }

    /// What minutes in all cost, with so many of them chosen here.
    pub fn end_cost(&self, used: Minutes) -> V {
        let unit = &self.problem.units[self.id];
        V::of_units(own::end_cost(self.problem, unit, self.fixed + used).in_units(), self.offer.unit)
    }

    /// What these duties on the dates earn, with all that is fixed; nothing where they break a rule, or lack a kept one.
    pub fn worth(&self, inside: &[Duty]) -> Option<V> {
        let (mut words, mut standing) = self.begin();
        let mut kept = self.kept.iter().peekable();
        for &duty in inside {
            let is_kept = kept.next_if(|next| **next == duty).is_some();
            standing.free |= !is_kept;
            if standing.free && !self.rules.admit(&words, duty) {
                return None;
            }
            self.rules.take(&mut words, duty);
            standing.value += menu::value_of(self.problem, self.id, self.offer, duty);
            standing.value -= self.way(standing.last, duty);
            standing.last = Some(duty);
            if !is_kept {
                standing.used = standing.used.and(self.problem.counted(duty));
            }
        }
        if kept.next().is_some() { None } else { self.finish(words, standing) }
    }

    /// The whole roster with these duties on the dates.
    pub fn whole(&self, inside: impl IntoIterator<Item = Duty>) -> Roster {
        self.before.iter().copied().chain(inside).chain(self.after.iter().copied()).collect()
    }
}
