//! The frame: the dates inside which a roster is chosen anew, and what the fixed rest of it leaves there.

use super::Inside;
use super::kinds::{Kinds, Set};
use super::own::Own;
use crate::ground::{Day, Slot};
use crate::model::{Duty, Problem};
use std::ops::Range;

/// What lies before the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// No duty on the date before: so many dates more must stay without.
    Off {
        /// Dates that must stay without a duty.
        owed: usize,
        /// Is there any duty before?
        any: bool,
        /// How many dates without there are, right before.
        given: usize,
    },
    /// A run of dates with a duty up to the date before.
    Run {
        /// How long it is, with the history.
        length: usize,
        /// Does it owe the minimum?
        owes: bool,
        /// The kind of its last duty.
        kind: usize,
    },
}

/// What lies after the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// No duty on the next date, and so many without in a row; any number where none follows.
    Off {
        /// Dates without a duty.
        given: usize,
    },
    /// A run of dates with a duty from the next date on.
    Run {
        /// How long it is.
        length: usize,
        /// Does it owe the minimum?
        owes: bool,
        /// The kind of its first duty.
        kind: usize,
    },
}

/// The dates, and what is left for them.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The first date.
    pub first: usize,
    days: usize,
    /// Where duties inside may start.
    pub starts: Range<Slot>,
    pub before: Before,
    pub after: After,
    /// Does the frame reach the end of the horizon?
    pub to_the_end: bool,
    /// Levels of minutes of the fixed duties.
    pub levels: usize,
    /// For each date: would a duty on it be on a weekend that no fixed duty is on, and on another than the date before?
    pub is_weekend: Vec<bool>,
    /// For each date: the same, whether or not the date before is on the same weekend.
    pub is_first_of_weekend: Vec<bool>,
    /// How many weekends are left.
    pub weekends: usize,
    /// Are weekends and minutes left out, as there are too many of them to tell apart?
    pub is_coarse: bool,
    /// The dates by which the limits of the whole horizon are to be kept in proportion, and all of them.
    proportion: (usize, usize),
    /// How many duties each cap leaves.
    pub caps: Vec<u32>,
    /// Kinds of which none is left.
    pub barred: Set,
    /// On how many dates before each there must be a duty; empty where there must be none.
    musts: Vec<usize>,
}

/// So many dates are as many as any.
const ANY: usize = usize::MAX / 4;

impl Frame {
    /// The frame of these dates in a roster; nothing where a fixed duty is of no kind that is known.
    pub fn new(
        problem: &Problem,
        kinds: &Kinds,
        own: &Own,
        inside: &Inside<'_>,
        until: Option<Day>,
    ) -> Option<Self> {
        let all = problem.grid.days();
        let proportion = (until.map_or(all, Day::index), all);
        let (first, end) = (inside.days.0.index(), inside.days.1.index().min(all));
        let present = inside.present;
        let is_coarse = own.is_long(end - first);
        let start = problem.grid.slots_of(Day(first as u32)).from;
        let starts =
            start..if end == all { problem.grid.end() } else { problem.grid.slots_of(Day(end as u32)).from };
        let day_of = |duty: &Duty| problem.grid.day_of(duty.from).index();
        let split = present.partition_point(|duty| duty.from < starts.start);
        let (earlier, rest) = present.split_at(split);
        let later = &rest[rest.partition_point(|duty| duty.from < starts.end)..];
        let mut caps: Vec<u32> = own.caps.iter().map(|cap| cap.1).collect();
        let mut levels = 0;
        let mut worked: Vec<u32> = Vec::new();
        for duty in earlier.iter().chain(later) {
            let kind = kinds.of(problem, *duty)?;
            if own.most_levels.is_some() {
                levels += kinds.levels(kind);
            }
            for (left, (tag, _)) in caps.iter_mut().zip(&own.caps) {
                *left = left.saturating_sub(u32::from(kinds.counts(kind, *tag)));
            }
            worked.extend(own.weekends.as_ref().and_then(|(block, _)| block[day_of(duty)]));
        }
        worked.dedup();
        let barred = (0..kinds.len()).filter(|&kind| {
            let caps = || own.caps.iter().zip(&caps);
            caps().any(|((tag, _), left)| *left == 0 && kinds.counts(kind, *tag))
        });
        let weekend = |day: usize| {
            let block = own.weekends.as_ref().filter(|_| !is_coarse)?.0[day]?;
            (!worked.contains(&block)).then_some(block)
        };
        Some(Self {
            first,
            days: end - first,
            before: before(problem, kinds, own, first, earlier)?,
            after: after(problem, kinds, end, all, later)?,
            to_the_end: end == all,
            levels,
            is_first_of_weekend: (first..end).map(|day| weekend(day).is_some()).collect(),
            is_weekend: (first..end)
                .map(|day| weekend(day).is_some() && (day == first || weekend(day) != weekend(day - 1)))
                .collect(),
            weekends: own.weekends.as_ref().map_or(0, |(_, left)| {
                (left * proportion.0).div_ceil(proportion.1).saturating_sub(worked.len())
            }),
            is_coarse,
            proportion,
            barred: barred.fold(0, |set, kind| set | 1 << kind),
            caps,
            starts,
            musts: inside.allowed.map_or_else(Vec::new, |allowed| {
                let mut musts = 0;
                let count = |day| {
                    musts += usize::from(allowed.must(day));
                    musts
                };
                std::iter::once(0).chain((first..end).map(count)).collect()
            }),
        })
    }

    /// May all dates from the first up to the second, exclusive, be without a duty?
    pub fn may_be_off(&self, from: usize, to: usize) -> bool {
        self.musts.is_empty() || self.musts[from] == self.musts[to]
    }

    /// On how many dates no new run may begin, whatever is chosen.
    pub const fn owed(&self) -> usize {
        match self.before {
            Before::Off { owed, .. } => owed,
            Before::Run { .. } => 0,
        }
    }

    /// The most levels of minutes, of so many for the whole horizon.
    pub const fn in_proportion(&self, most: usize) -> usize {
        most * self.proportion.0 / self.proportion.1
    }

    /// What so many levels of minutes come to in the whole horizon.
    pub const fn in_all(&self, levels: usize) -> usize {
        levels * self.proportion.1 / self.proportion.0
    }

    /// How many dates there are.
    pub const fn days(&self) -> usize {
        self.days
    }
}

fn before(problem: &Problem, kinds: &Kinds, own: &Own, first: usize, earlier: &[Duty]) -> Option<Before> {
    let Some(last) = earlier.last() else { return Some(Before::Off { owed: 0, any: false, given: ANY }) };
    let day_of = |duty: &Duty| problem.grid.day_of(duty.from).index();
    let off = first - 1 - day_of(last);
    if off > 0 {
        return Some(Before::Off { owed: own.shortest_off.saturating_sub(off), any: true, given: off });
    }
    let run = earlier.iter().rev().zip(1..).take_while(|(duty, back)| day_of(duty) + back == first).count();
    let at_start = run == first;
    Some(Before::Run {
        length: run + if at_start { own.history_run } else { 0 },
        owes: !at_start,
        kind: kinds.of(problem, *last)?,
    })
}

fn after(problem: &Problem, kinds: &Kinds, end: usize, all: usize, later: &[Duty]) -> Option<After> {
    let Some(next) = later.first() else { return Some(After::Off { given: ANY }) };
    let day_of = |duty: &Duty| problem.grid.day_of(duty.from).index();
    if day_of(next) > end {
        return Some(After::Off { given: day_of(next) - end });
    }
    let run = later.iter().zip(end..).take_while(|(duty, day)| day_of(duty) == *day).count();
    Some(After::Run { length: run, owes: end + run < all, kind: kinds.of(problem, *next)? })
}
