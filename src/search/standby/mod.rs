//! The reserve: who goes on standby, and when, so that the expected cost falls most.
//!
//! A sample average over draws of who comes, the same for every plan that is compared (common random numbers; Kleywegt, Shapiro
//! and Homem-de-Mello 2002). What people may do next is put in order by what it promises, and looked at lazily (Minoux 1978): the
//! first is estimated with everybody else sent as before, goes back into the order if another promises more now, and is taken if
//! the whole cost falls with everybody sent anew. Where nobody makes it fall alone, two together may: a team may need both.

mod promise;

use self::promise::Promises;
use crate::ground::Cost;
use crate::model::{Duty, Plan, Problem, Roster, UnitId};
use crate::score::RunningCost;
use crate::score::legal::is_legal;
use crate::score::turnout::{Standby, Turnout, at_once};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many change something before everybody is sent anew, at most; and one for so many units.
const TAKEN: usize = 16;
const ONE_FOR: usize = 600;
/// Up to so many units, all that promises anything is estimated before it is put in order.
const FEW: usize = 1000;
/// How many are tried out two by two.
const PAIRED: usize = 12;

/// The plan with a reserve at its standby posts, and how many more people than before are on standby. Whoever is already there,
/// or serves, may be sent elsewhere; what is kept stays. It ends with the best so far where it is `stopped`.
pub fn with_reserve(problem: &Problem, plan: &Plan, seed: u64, stopped: &dyn Fn() -> bool) -> (Plan, i64) {
    let unchanged = || (plan.clone(), 0);
    if problem.posts.iter().all(|post| !post.standby) {
        return unchanged();
    }
    // What these draws buy is measured by others.
    let draws = 0..at_once(problem);
    let Some(turnout) = Turnout::new(problem, plan, Standby::Sent, (seed, draws), stopped) else {
        return unchanged();
    };
    let mut running = RunningCost::of_kept(problem);
    for (unit, entry) in problem.units.pairs() {
        running.set(unit, plan.rosters[entry.members[0]].clone());
    }
    let cost = turnout.cost();
    let mut choice = Choice { problem, plan, turnout, cost, running, stopped };
    while choice.round() || choice.round_of_two() {}
    let chosen = choice.running.plan();
    let more = on_standby(problem, &chosen) - on_standby(problem, plan);
    (chosen, more)
}

/// How many people are on standby.
pub fn on_standby(problem: &Problem, plan: &Plan) -> i64 {
    let stands = |roster: &&Roster| roster.iter().any(|duty| problem.posts[duty.post].standby);
    plan.rosters.iter().filter(stands).count() as i64
}

/// The choice as it stands.
struct Choice<'p, 's> {
    problem: &'p Problem,
    /// The plan it began with.
    plan: &'p Plan,
    turnout: Turnout<'p>,
    /// What all draws cost with everybody sent anew.
    cost: Cost,
    running: RunningCost<'p>,
    stopped: &'s dyn Fn() -> bool,
}

/// Something that a unit may do, those first that promise most.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Promise {
    worth: Cost,
    unit: Reverse<UnitId>,
    roster: Roster,
}

impl Choice<'_, '_> {
    /// Lets everybody do what makes the cost fall, those first who promise most; answers whether anybody did.
    fn round(&mut self) -> bool {
        let mut promises = Promises::new(1);
        let Some(mut order) = self.promised(&mut promises) else { return false };
        let largest = (self.problem.units.len() / ONE_FOR).clamp(1, TAKEN);
        let (mut gained, mut most) = (false, largest);
        let mut taken: Vec<(UnitId, Roster)> = Vec::new();
        loop {
            if (self.stopped)() {
                for (unit, roster) in taken.into_iter().rev() {
                    self.running.set(unit, roster);
                }
                return false;
            }
            if taken.len() >= most || order.is_empty() {
                if taken.is_empty() {
                    return gained;
                }
                let units: Vec<UnitId> = taken.iter().map(|(unit, _)| *unit).collect();
                let is_better = self.keep_if_better(&mut taken);
                gained |= is_better;
                // Where they are not worth together what it seemed, fewer are looked at; one alone who is not, no more.
                if is_better || units.len() > 1 {
                    for unit in units {
                        order.extend(self.promise(&mut promises, unit));
                    }
                }
                most = if is_better { largest.min(2 * most) } else { 1.max(most / 4) };
                continue;
            }
            let Some(Promise { unit: Reverse(unit), roster, .. }) = order.pop() else { continue };
            if !self.may(unit, &roster) {
                continue;
            }
            let worth = -self.turnout.estimate(unit, &roster);
            if worth <= Cost::ZERO {
                continue;
            }
            // Nearly the first is good enough: each has to be looked at anew after the next.
            let next = order.peek().map_or(Cost::ZERO, |next| next.worth);
            if worth.times(10) < next.times(9) {
                order.push(Promise { worth, unit: Reverse(unit), roster });
            } else {
                taken.push((unit, self.turnout.roster(unit).to_vec()));
                self.set(unit, roster);
            }
        }
    }

    /// What everybody promises, in order; nothing where it is stopped.
    fn promised(&mut self, promises: &mut Promises) -> Option<BinaryHeap<Promise>> {
        let mut order = BinaryHeap::new();
        for unit in self.problem.units.ids() {
            if (self.stopped)() {
                return None;
            }
            order.extend(self.promise(promises, unit));
        }
        Some(order)
    }

    /// Sends everybody anew, and takes back what has been taken since they were last, unless the cost has fallen by it.
    fn keep_if_better(&mut self, taken: &mut Vec<(UnitId, Roster)>) -> bool {
        self.turnout.send_anew();
        let is_better = self.turnout.cost() < self.cost;
        if is_better {
            self.cost = self.turnout.cost();
            taken.clear();
        }
        while let Some((unit, roster)) = taken.pop() {
            self.set(unit, roster);
        }
        self.turnout.send_anew();
        is_better
    }

    /// Lets two who promise something together do it, if the cost falls; answers whether it did.
    fn round_of_two(&mut self) -> bool {
        let Some(order) = self.promised(&mut Promises::new(2)) else { return false };
        let mut order = order.into_vec();
        order.sort_unstable_by(|a, b| b.cmp(a));
        order.truncate(PAIRED);
        let mut gained = false;
        for first in &order {
            gained |= self.take_with_another(first, &order);

            if (self.stopped)() {
                break;
            }
        }
        gained
    }

    /// Gives a unit what it promises together with whoever then makes the cost fall most, if it falls.
    fn take_with_another(&mut self, first: &Promise, others: &[Promise]) -> bool {
        let Reverse(unit) = first.unit;
        if !self.may(unit, &first.roster) {
            return false;
        }
        let mut taken = vec![(unit, self.turnout.roster(unit).to_vec())];
        self.set(unit, first.roster.clone());
        let mut best: Option<(Cost, &Promise)> = None;
        for other in others.iter().filter(|other| other.unit != first.unit) {
            if (self.stopped)() {
                break;
            }
            let after = self.turnout.cost() + self.turnout.estimate(other.unit.0, &other.roster);
            if after < best.as_ref().map_or(self.cost, |best| best.0) && self.may(other.unit.0, &other.roster)
            {
                best = Some((after, other));
            }
        }
        if let Some((_, other)) = best {
            taken.push((other.unit.0, self.turnout.roster(other.unit.0).to_vec()));
            self.set(other.unit.0, other.roster.clone());
        }
        self.keep_if_better(&mut taken)
    }

    fn set(&mut self, unit: UnitId, roster: Roster) {
        self.running.set(unit, roster.clone());
        self.turnout.set(unit, roster);
    }

    /// May the unit's people have this roster, as everybody else is planned?
    fn may(&mut self, unit: UnitId, roster: &[Duty]) -> bool {
        let members = &self.problem.units[unit].members;
        if !members.iter().all(|&member| is_legal(self.problem, member, roster)) {
            return false;
        }
        let before = self.running.set(unit, Roster::new());
        let fits = self.running.fits(unit, roster);
        self.running.set(unit, before);
        fits
    }
}
