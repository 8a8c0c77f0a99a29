//! Which part of the plan is closed next, and what becomes of it.

use super::exhaust::{Exhausted, exhaust};
use super::rest::{Bench, Rest};
use super::standing::{Standing, budget};
use super::{Until, master};
use crate::ground::{Cost, Seed};
use crate::model::{Problem, Roster, UnitId};
use crate::price::certificate::FRACTIONS;
use crate::price::{Certificate, Rows};
use crate::score::legal;
use crate::search::Hand;
use crate::search::ruin::Ruins;
use crate::search::team::undo;

/// What a close came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Is there a better plan than before?
    pub improved: bool,
    /// No plan costs less than this; nothing where nothing more was proven.
    pub bound: Option<Cost>,
}

/// The close, from one time to the next.
#[derive(Debug)]
pub struct Closing {
    seed: Seed,
    bench: Bench,
    /// The budget within which all plans were too many to look at, the last time.
    too_many: Option<i128>,
    /// The best cost to which, with everybody free, the solver had nothing to add.
    exhausted: Option<Cost>,
}

/// How many units are freed at a time, from and to: about 2, 4 or 8 places where the plan loses, with people around each.
///
/// Measured on days of 1,000 people, 3 s each: 16 at a time saved 3 of 6 in cost, 32 saved 5, 64 all of it; from 48 to 128
/// made no difference; 300 were slower, and the solver came 46 ms too late. Several places were as good as one or better.
const UNITS: (usize, usize) = (40, 120);
/// Not more than this many choices go to the solver: the most it was ever late then is 5 ms.
const MOST_CHOICES: usize = 1 << 13;
/// The most nodes that the solver looks at; nearly always it is done within a few.
const SOLVER_NODES: u64 = 32;
/// Where no more than that is left to all, plans are looked at one by one, for about this many looks at a choice.
const EXACT_LOOKS: usize = 1 << 18;
/// A gap of more than this many people short for a slot on the cheapest line is not for the close.
///
/// Measured on the 27th night, 30 s: 64 left costs of 600.5 to 633 (three seeds), 256 left 587.5 and 615 (two).
const MOST_GAP: i128 = 256;

impl Closing {
    /// A close that has not begun.
    pub fn new(seed: Seed) -> Self {
        Self { seed, bench: Bench::default(), too_many: None, exhausted: None }
    }

    /// Is a plan of this cost close enough to what the prices prove?
    pub fn is_for(problem: &Problem, rows: &Rows, certificate: &Certificate, cost: Cost) -> bool {
        let cheapest = rows.short_units.iter().copied().filter(|units| *units > 0).min().unwrap_or(1);
        budget(problem, certificate, cost) <= MOST_GAP * cheapest * i128::from(FRACTIONS)
    }

    /// Tries to prove that there is no better plan than the best, or else to find one: in `tries` places at most.
    ///
    /// What is in hand changes only where a better plan is found, which is then in hand and remembered. It asks `until` at
    /// every turn; without a clock the same plan, prices and seed give the same.
    pub fn close(
        &mut self,
        hand: &mut Hand<'_>,
        certificate: &Certificate,
        tries: usize,
        until: &Until<'_>,
    ) -> Closed {
        let mut closed = Closed::default();
        if budget(hand.problem, certificate, hand.best_cost()) < 0 {
            closed.bound = Some(hand.best_cost());
            return closed;
        }
        if !Self::is_for(hand.problem, hand.rows, certificate, hand.best_cost()) || (until.stopped)() {
            return closed;
        }
        let before = hand.take_best();
        self.go(hand, certificate, tries, until, &mut closed);
        if !closed.improved {
            undo(hand, before);
        }
        closed
    }

    /// The same with the best plan in hand, noting in `closed` what comes of it.
    fn go<'a>(
        &mut self,
        hand: &mut Hand<'a>,
        certificate: &Certificate,
        tries: usize,
        until: &Until<'_>,
        closed: &mut Closed,
    ) {
        let stand = |hand: &Hand<'a>| Standing::new(hand, certificate, until.stopped);
        let Some(mut standing) = stand(hand) else { return };
        // A budget a tenth smaller leaves far less to look at.
        if self.too_many.is_none_or(|budget| standing.budget * 10 <= budget * 9) {
            let all = self.whole(hand, &standing, until);
            let finished = all.as_ref().is_some_and(|all| all.finished);
            let found = all.and_then(|all| all.found);
            let nothing_found = found.is_none();
            let taken = found.is_some_and(|found| take(hand, found));
            debug_assert!(taken || nothing_found, "a plan within the budget is legal and cheaper");
            closed.improved = taken;
            if finished && (taken || nothing_found) {
                closed.bound = Some(hand.best_cost());
                return;
            }
            self.too_many = Some(standing.budget);
            if taken {
                let Some(anew) = stand(hand) else { return };
                standing = anew;
            }
        }
        let mut ruins = Ruins::new(hand);
        for _ in 0..tries {
            if (until.stopped)() || standing.budget < 0 || self.exhausted == Some(hand.best_cost()) {
                return;
            }
            let Some(found) = self.near(hand, &standing, &ruins, until) else { continue };
            if take(hand, found) {
                closed.improved = true;
                let Some(anew) = stand(hand) else { return };
                standing = anew;
                ruins.survey(hand);
            }
        }
    }

    /// All plans that may be better, one by one; nothing where they are too many.
    fn whole(&mut self, hand: &Hand<'_>, standing: &Standing<'_>, until: &Until<'_>) -> Option<Exhausted> {
        let units: Vec<UnitId> = hand.problem.units.ids().collect();
        if !units.iter().all(|&unit| standing.is_plain(unit)) {
            return None;
        }
        let mut rest = Rest::new(standing, &hand.running, &units, MOST_CHOICES, &mut self.bench)?;
        rest.settle(&mut self.bench);
        let left: usize = (0..rest.free.len()).map(|place| rest.left(place).len()).sum();
        let nodes = (EXACT_LOOKS / left.max(1)) as u64;
        Some(exhaust(&rest, standing.step, nodes, &mut self.bench, until.stopped))
    }

    /// A better plan that differs in a set of units, most often where the present one loses.
    fn near(
        &mut self,
        hand: &Hand<'_>,
        standing: &Standing<'_>,
        ruins: &Ruins,
        until: &Until<'_>,
    ) -> Option<Vec<(UnitId, Roster)>> {
        let size = UNITS.0 + self.seed.below(UNITS.1 - UNITS.0 + 1);
        let everybody = size >= hand.problem.units.len();
        let free: Vec<UnitId> = if everybody {
            hand.problem.units.ids().collect()
        } else {
            let places = 2 << self.seed.below(3);
            let mut free: Vec<UnitId> = Vec::new();
            for _ in 0..places {
                free.extend(ruins.choose(hand, size / places, &mut self.seed).0);
            }
            free.sort_unstable();
            free.dedup();
            free
        };
        // What the others lose by themselves is lost whatever these do.
        let all: i128 = standing.lost.iter().sum();
        if all - free.iter().map(|&unit| standing.lost[unit]).sum::<i128>() > standing.budget {
            return None;
        }
        let mut rest = Rest::new(standing, &hand.running, &free, MOST_CHOICES, &mut self.bench)?;
        if !rest.settle(&mut self.bench) {
            return None;
        }
        let proposal = master::propose(&rest, standing.step, SOLVER_NODES, until, &mut self.bench);
        if everybody && proposal.chosen.is_none() && proposal.status == master::Status::Finished {
            self.exhausted = Some(hand.best_cost());
        }
        proposal.chosen
    }
}

/// Gives these units these rosters, if that keeps every rule and costs less than the best plan. Answers whether it did.
fn take(hand: &mut Hand<'_>, found: Vec<(UnitId, Roster)>) -> bool {
    let problem: &Problem = hand.problem;
    let best = hand.best_cost();
    let mut before: Vec<(UnitId, Roster)> = Vec::new();
    for (unit, _) in &found {
        before.push((*unit, hand.set(*unit, problem.units[*unit].kept.to_vec())));
    }
    for (unit, roster) in found {
        let members = &problem.units[unit].members;
        let legal = members.iter().all(|&member| legal::is_legal(problem, member, &roster));
        let kept = hand.set(unit, Roster::new());
        let fits = roster == kept || hand.running.fits(unit, &roster);
        hand.set(unit, if legal && fits { roster } else { kept });
    }
    let better = hand.running.total() < best;
    if better {
        hand.remember();
    } else {
        undo(hand, before);
    }
    better
}
