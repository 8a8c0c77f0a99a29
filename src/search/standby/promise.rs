//! What a unit may do about the reserve, and what it promises: roughly, from what people alike would save and what they leave.

use super::{Choice, FEW, Promise};
use crate::ground::{Cost, Slot};
use crate::model::{CastId, Duty, PostId, PostSetId, Problem, Roster, UnitId, with_duty};
use crate::score::plain;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

/// How many of the best are held against the rules before a unit is passed over.
const HELD: usize = 6;

/// What people alike would save and lose in each draw, as things stood when it was first asked.
pub(super) struct Promises {
    /// How many such people it is asked for at once.
    times: usize,
    savings: HashMap<(Duty, CastId, PostSetId), Rc<[i64]>>,
    losses: HashMap<(Duty, CastId), Rc<[i64]>>,
}

impl Promises {
    pub fn new(times: usize) -> Self {
        Self { times, savings: HashMap::new(), losses: HashMap::new() }
    }
}

/// One way to change a roster: what stays, and what is served no more.
struct Rest {
    roster: Roster,
    lost: Option<Duty>,
}

impl Choice<'_, '_> {
    /// What the unit may do that promises most; nothing where nothing promises anything.
    pub(super) fn promise(&mut self, promises: &mut Promises, unit: UnitId) -> Option<Promise> {
        let ways = self.rests(unit);
        let reserve = self.standby_duties(unit);
        let is_few = promises.times == 1 && self.problem.units.len() <= FEW;
        let mut options: Vec<(Cost, usize, Duty)> = Vec::new();
        for (number, Rest { roster, lost }) in ways.iter().enumerate() {
            for &duty in reserve.iter().filter(|duty| !self.turnout.roster(unit).contains(duty)) {
                if roster.iter().all(|other| other.to <= duty.from || duty.to <= other.from) {
                    let worth = self.roughly(promises, unit, *lost, duty);
                    if worth > Cost::ZERO || is_few {
                        options.push((worth, number, duty));
                    }
                }
            }
        }
        options.sort_unstable_by(|a, b| b.cmp(a));
        options.truncate(HELD);
        let onto = options.into_iter().map(|(worth, way, duty)| (worth, with_duty(&ways[way].roster, duty)));
        let mut rosters: Vec<(Cost, Roster)> = onto.collect();
        if promises.times == 1 {
            rosters.extend(self.ways_back(unit, &ways));
        }
        let draws = self.turnout.draws() as i128;
        let before = self.own_cost(unit, self.turnout.roster(unit));
        let mut best: Option<(Cost, Roster)> = None;
        for (worth, roster) in rosters {
            let worth = match is_few {
                true if !self.may(unit, &roster) => continue,
                true => -self.turnout.estimate(unit, &roster),
                false => worth - (self.own_cost(unit, &roster) - before).times(draws),
            };
            if best.as_ref().is_none_or(|best| worth > best.0) && self.may(unit, &roster) {
                best = Some((worth, roster));
            }
        }
        let (worth, roster) = best.filter(|(worth, _)| *worth > Cost::ZERO)?;
        Some(Promise { worth, unit: Reverse(unit), roster })
    }

    fn own_cost(&self, unit: UnitId, roster: &[Duty]) -> Cost {
        plain::own_cost_of_unit(self.problem, unit, roster).total()
    }

    /// What a standby duty instead of the one that is lost promises over all draws, own costs left aside.
    fn roughly(&self, promises: &mut Promises, unit: UnitId, lost: Option<Duty>, duty: Duty) -> Cost {
        let entry = &self.problem.units[unit];
        let cast = |duty: Duty| {
            entry.casts.on(self.problem.grid.day_of(duty.from), self.problem.grid.day_before(duty.to))
        };
        let times = promises.times;
        let saved = promises.savings.entry((duty, cast(duty), entry.posts));
        let saved = saved.or_insert_with(|| self.turnout.savings(unit, duty, times).into());
        let comes = self.turnout.comes(entry.members[0]);
        let Some(lost) = lost else {
            let sum = saved.iter().zip(comes).map(|(saved, comes)| i128::from(saved * i64::from(*comes)));
            return self.turnout.worth(sum.sum());
        };
        let (posts, is_back) = (&self.problem.posts, duty.from <= lost.from && lost.to <= duty.to);
        // Whoever is on standby in the zone where they served, may go there still.
        let back = i64::from(is_back && posts[duty.post].zone == posts[lost.post].zone);
        let left =
            promises.losses.entry((lost, cast(lost))).or_insert_with(|| match posts[lost.post].standby {
                true => self.turnout.savings(unit, lost, 1).into(),
                false => self.turnout.losses(unit, lost).into(),
            });
        let gains = saved.iter().zip(left.iter()).zip(comes);
        let gains = gains.map(|((saved, left), comes)| {
            i128::from(((*saved).max(back * *left) - left) * i64::from(*comes))
        });
        self.turnout.worth(gains.sum())
    }

    /// What may stay of a unit's roster: all of it, all but one duty, or a part of one where people may serve twice a day.
    fn rests(&self, unit: UnitId) -> Vec<Rest> {
        let (problem, roster) = (self.problem, self.turnout.roster(unit));
        let entry = &problem.units[unit];
        let mut ways = vec![Rest { roster: roster.to_vec(), lost: None }];
        let may_serve_twice = entry
            .members
            .iter()
            .all(|&id| problem.rules_of(id).max_shifts_per_day.is_none_or(|most| most > 1));
        for &own in roster.iter().filter(|own| entry.kept.binary_search(own).is_err()) {
            let others: Roster = roster.iter().copied().filter(|other| *other != own).collect();
            let shortest = problem.posts[own.post].min_slots;
            if may_serve_twice && !problem.posts[own.post].standby {
                for cut in own.from.0 + shortest..own.to.0 {
                    let (stays, lost) = (Duty { to: Slot(cut), ..own }, Duty { from: Slot(cut), ..own });
                    ways.push(Rest { roster: with_duty(&others, stays), lost: Some(lost) });
                }
                for cut in own.from.0 + 1..=own.to.0.saturating_sub(shortest) {
                    let (stays, lost) = (Duty { from: Slot(cut), ..own }, Duty { to: Slot(cut), ..own });
                    ways.push(Rest { roster: with_duty(&others, stays), lost: Some(lost) });
                }
            }
            ways.push(Rest { roster: others, lost: Some(own) });
        }
        ways
    }

    /// Ways out of the reserve, for whoever is in it: home, back to where they were, or to the best place for them now.
    fn ways_back(&mut self, unit: UnitId, ways: &[Rest]) -> Vec<(Cost, Roster)> {
        let problem = self.problem;
        let is_out = |way: &&Rest| way.lost.is_some_and(|lost| problem.posts[lost.post].standby);
        let mut rosters: Vec<Roster> = Vec::new();
        for way in ways.iter().filter(is_out) {
            rosters.push(way.roster.clone());
            rosters.extend(self.best_service(unit, &way.roster));
        }
        if !rosters.is_empty() {
            rosters.push(self.plan.rosters[problem.units[unit].members[0]].clone());
        }
        let mut found = Vec::new();
        for roster in rosters {
            let draws = self.turnout.draws() as i128;
            let own = self.own_cost(unit, &roster) - self.own_cost(unit, self.turnout.roster(unit));
            if self.may(unit, &roster) {
                let worth = -self.turnout.estimate(unit, &roster) + own.times(draws);
                found.push((worth, roster));
            }
        }
        found
    }

    /// The roster with the duty that saves most over all draws, where any does.
    fn best_service(&mut self, unit: UnitId, rest: &[Duty]) -> Option<Roster> {
        let problem = self.problem;
        let mut found: Vec<(i128, Roster)> = Vec::new();
        for &id in
            problem.post_sets[problem.units[unit].posts].iter().filter(|id| !problem.posts[**id].standby)
        {
            let post = &problem.posts[id];
            for window in &problem.units[unit].free {
                let stretch = Duty { from: window.from, to: window.to, post: id };
                let saved = self.turnout.saved_by_slot(unit, stretch);
                let mut sums = vec![0_i128];
                for saved in saved {
                    sums.push(sums[sums.len() - 1] + saved);
                }
                let mut best: Option<(i128, Duty)> = None;
                for from in window.from.max(problem.first_start).0..window.to.0 {
                    let latest = post.latest_end[from as usize].min(window.to).0;
                    let last = latest.min(from.saturating_add(post.max_slots));
                    for to in from.saturating_add(post.min_slots)..=last {
                        let at = |slot: u32| sums[(slot - window.from.0) as usize];
                        let sum = at(to) - at(from);
                        if sum > best.map_or(0, |best| best.0) {
                            best = Some((sum, Duty { from: Slot(from), to: Slot(to), post: id }));
                        }
                    }
                }
                found.extend(best.map(|(sum, duty)| (sum, with_duty(rest, duty))));
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().take(HELD).map(|(_, roster)| roster).find(|roster| self.may(unit, roster))
    }

    /// The standby duties inside the unit's hours: the longest from each slot on.
    fn standby_duties(&self, unit: UnitId) -> Vec<Duty> {
        let problem = self.problem;
        let posts = problem.post_sets[problem.units[unit].posts].iter();
        let standby = posts.filter(|post| problem.posts[**post].standby);
        standby.flat_map(|&post| duties(problem, unit, post)).collect()
    }
}

/// The duties at a post inside the hours of a unit: the longest from each slot on.
fn duties(problem: &Problem, unit: UnitId, id: PostId) -> Vec<Duty> {
    let post = &problem.posts[id];
    let mut all = Vec::new();
    for window in &problem.units[unit].free {
        for from in window.from.max(problem.first_start).0..window.to.0 {
            let latest = post.latest_end[from as usize].min(window.to).0;
            let to = latest.min(from.saturating_add(post.max_slots));
            if to >= from.saturating_add(post.min_slots) {
                all.push(Duty { from: Slot(from), to: Slot(to), post: id });
            }
        }
    }
    all
}
