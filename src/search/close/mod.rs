//! The close: what is left between the best plan and the bound.
//!
//! Prices that prove nearly what the best plan costs leave little room for a better one, and reduced costs say where:
//! [`standing`] fixes what no better plan uses, [`losses`] and [`rest`] fix more from row to row. Where few choices are
//! left in all, [`exhaust`] looks at each plan among them: it finds the best one and proves it in whole numbers. Otherwise
//! a set of units is freed where the plan loses, everybody else stays, and what is left of their choices goes to
//! [`exhaust`] and, where that is too much for it, to a solver of mixed-integer programs ([`master`]).
//!
//! Every plan proposed is held against the rules and the running cost and taken only if it is cheaper. What a solver in
//! floating point says proves nothing here: the bound rises by whole numbers alone.

pub mod exhaust;
pub mod losses;
pub mod master;
pub mod rest;
pub mod standing;

pub use standing::{Choice, Standing, budget};

use super::Hand;
use super::ruin::Ruins;
use super::team::undo;
use crate::ground::{Cost, Seed};
use crate::model::{Roster, UnitId};
use crate::price::Certificate;
use crate::score::legal;
use rest::{Bench, Rest};
use std::time::Duration;

/// When to leave off.
#[derive(Clone, Copy)]
pub struct Until<'a> {
    /// Must it end now?
    pub stopped: &'a (dyn Fn() -> bool + Sync),
    /// How much time there is; nothing where no clock may be read.
    pub left: &'a (dyn Fn() -> Option<Duration> + Sync),
}

/// What a close came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Is there a better plan than before?
    pub improved: bool,
    /// No plan costs less than this; nothing where nothing was proven.
    pub bound: Option<Cost>,
}

/// The close, from one time to the next.
#[derive(Debug)]
pub struct Closing {
    seed: Seed,
    bench: Bench,
    /// How many units are freed at a time.
    pub size: usize,
    /// Plans are looked at one by one up to so many nodes.
    pub exact_nodes: u64,
    /// The solver looks at so many nodes.
    pub solver_nodes: u64,
    /// Counts for measuring.
    pub counts: [u64; 8],
}

impl Closing {
    /// A close that has not begun.
    pub fn new(seed: Seed) -> Self {
        Self { seed, bench: Bench::default(), size: 16, exact_nodes: 100, solver_nodes: 50, counts: [0; 8] }
    }

    /// Tries to find a better plan than the best, or to prove that there is none.
    pub fn close(&mut self, hand: &mut Hand<'_>, certificate: &Certificate, tries: usize, until: &Until<'_>) -> Closed {
        let mut closed = Closed::default();
        if budget(hand.problem, certificate, hand.best_cost()) < 0 {
            closed.bound = Some(hand.best_cost());
            return closed;
        }
        let before = hand.take_best();
        for _ in 0..tries {
            if (until.stopped)() {
                break;
            }
            let found = self.near(hand, certificate, until);
            if let Some(found) = found
                && take(hand, found)
            {
                closed.improved = true;
            }
        }
        if !closed.improved {
            undo(hand, before);
        }
        closed
    }

    fn near(&mut self, hand: &Hand<'_>, certificate: &Certificate, until: &Until<'_>) -> Option<Vec<(UnitId, Roster)>> {
        let standing = Standing::new(&hand.running, hand.graphs, hand.rows, certificate, until.stopped)?;
        let ruins = Ruins::new(hand);
        let free = ruins.choose(hand, self.size, &mut self.seed);
        let mut rest = Rest::new(&standing, &hand.running, &free, 1 << 14, &mut self.bench)?;
        self.counts[0] += 1;
        if !rest.settle(&mut self.bench) {
            self.counts[1] += 1;
            return None;
        }
        self.counts[7] += (0..rest.free.len()).map(|at| rest.free[at].left.len() as u64).sum::<u64>();
        let exhausted = exhaust::exhaust(&rest, standing.step, self.exact_nodes, &mut self.bench, until.stopped);
        if exhausted.found.is_some() || exhausted.finished {
            self.counts[2] += 1;
            self.counts[3] += u64::from(exhausted.found.is_some());
            return exhausted.found;
        }
        let proposal = master::propose(&rest, standing.step, self.solver_nodes, until, &mut self.bench);
        self.counts[4] += 1;
        self.counts[5] += u64::from(proposal.chosen.is_some());
        self.counts[6] += u64::from(proposal.status == master::Status::Finished);
        proposal.chosen
    }
}

/// Gives these units these rosters, if that keeps every rule and costs less than the best plan. Answers whether it did.
fn take(hand: &mut Hand<'_>, found: Vec<(UnitId, Roster)>) -> bool {
    let problem = hand.problem;
    let best = hand.best_cost();
    let empty = |unit: UnitId| problem.units[unit].kept.to_vec();
    let before: Vec<(UnitId, Roster)> = found.iter().map(|(unit, _)| (*unit, hand.set(*unit, empty(*unit)))).collect();
    for (unit, roster) in found {
        let legal = problem.units[unit].members.iter().all(|&member| legal::is_legal(problem, member, &roster));
        let kept = hand.set(unit, Roster::new());
        let fits = hand.running.fits(unit, &roster);
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
