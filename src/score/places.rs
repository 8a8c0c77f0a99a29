//! The places to which people on standby may be sent: duties in their zone, inside the hours of their reserve, that keep every
//! rule in its stead.

use super::crew::{Crew, all_qualify};
use super::legal::is_legal;
use crate::ground::{Day, Slot};
use crate::model::{Duty, Problem, Roster, UnitId};

/// The places of one unit on one standby duty, by post, then by start.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub unit: UnitId,
    /// The standby duty.
    pub reserve: Duty,
    /// The unit's other duties.
    rest: Roster,
    /// What its people count for, where they are sent.
    pub crews: Vec<Crew>,
    pub all: Vec<Place>,
}

/// One duty that people on standby may be sent to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub duty: Duty,
    /// Which crew they are there.
    pub crew: usize,
    /// Does the roster keep every rule with it? Asked when it first matters.
    is_legal: Option<bool>,
}

impl Places {
    /// The places of a unit that has `roster`, with `reserve` in it: from each slot on, for as long as the post and the reserve
    /// let them.
    pub fn of(problem: &Problem, unit: UnitId, roster: &[Duty], reserve: Duty) -> Self {
        let rest = roster.iter().copied().filter(|duty| *duty != reserve).collect();
        let mut places = Self { unit, reserve, rest, crews: Vec::new(), all: Vec::new() };
        let zone = problem.posts[reserve.post].zone;
        let open = problem.post_sets[problem.units[unit].posts].iter();
        let open = open.filter(|post| !problem.posts[**post].standby && problem.posts[**post].zone == zone);
        let members = &problem.units[unit].members;
        for &id in open {
            let post = &problem.posts[id];
            // What people count for depends on the dates at most.
            let mut last: Option<(Day, Day, bool)> = None;
            for from in reserve.from.max(problem.first_start).0..reserve.to.0 {
                let latest = post.latest_end[from as usize].min(reserve.to).0;
                let to = latest.min(from.saturating_add(post.max_slots));
                let duty = Duty { from: Slot(from), to: Slot(to), post: id };
                if to < from.saturating_add(post.min_slots) {
                    continue;
                }
                let dates = (problem.grid.day_of(duty.from), problem.grid.day_before(duty.to));
                let is_known = last.is_some_and(|(first, last, _)| (first, last) == dates);
                if !is_known {
                    let qualify = all_qualify(problem, members, duty);
                    last = Some((dates.0, dates.1, qualify));
                    if qualify {
                        places.crews.push(Crew::of(problem, members, duty));
                    }
                }
                if last.is_some_and(|(.., qualify)| qualify) {
                    places.all.push(Place { duty, crew: places.crews.len() - 1, is_legal: None });
                }
            }
        }
        places
    }

    /// The same as if every place kept the rules, and everybody were there so many times.
    pub fn unasked(mut self, times: usize) -> Self {
        for crew in &mut self.crews {
            crew.people = crew.people.repeat(times).into();
            for (_, counts) in &mut crew.lines {
                *counts = counts.repeat(times);
            }
        }
        for place in &mut self.all {
            place.is_legal = Some(true);
        }
        self
    }

    /// May the people be sent to the place with this number?
    pub fn may(&mut self, problem: &Problem, number: usize) -> bool {
        let place = &mut self.all[number];
        *place.is_legal.get_or_insert_with(|| {
            let mut roster = self.rest.clone();
            roster.push(place.duty);
            roster.sort_unstable();
            let members = problem.units[self.unit].members.iter();
            members.into_iter().all(|&member| is_legal(problem, member, &roster))
        })
    }
}
