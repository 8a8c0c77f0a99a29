//! Column generation: prices out of the rosters that everybody has answered with so far.
//!
//! The prices of the master ask everybody for a better roster, which joins it, and so on: when nobody has a
//! better one, its cost is what the best prices prove. The price loop comes near that quickly and then ever more slowly; where
//! people are few and rosters long, this goes the rest of the way in a few dozen rounds. (Dantzig & Wolfe 1960; for rosters,
//! Legrain, Omer & Rosat 2020.)
//!
//! Each round asks at the master's prices and on the way there from those that have proved most (Wentges 1997), where more is
//! proved, mostly.

use super::master::{self, Solved};
use super::{Certificate, Column, PRICE_UNIT, Pool, Prices, Rows, certificate};
use crate::ground::Cost;
use crate::model::{Plan, Problem, Roster, UnitId};
use crate::path::{Graphs, Lane, own};
use std::time::Duration;

/// Where column generation stands.
#[derive(Debug)]
pub struct Columns {
    pool: Pool,
    /// The prices that have proved most, and what.
    best: Prices,
    proven: f64,
    /// How far the master was solved the last time.
    precision: f64,
    is_done: bool,
}

/// People and rows are no more than that: the master has a row for each, and takes their cube.
const MOST_UNITS: usize = 200;
const MOST_ROWS: usize = 800;
/// How many columns each unit has on average before those go that are far from any use.
const MOST_COLUMNS: usize = 60;
/// Everybody is asked so far on the way from the prices that have proved most to the master's. To ask takes less than to solve.
const WAYS: [f32; 4] = [0.15, 0.4, 0.7, 1.0];
/// The first and the last precision of the master.
const PRECISION: (f64, f64) = (1e-2, 1e-7);

impl Columns {
    /// Is it worth while? It is where all are planned by stints, and are few.
    pub fn is_for(problem: &Problem, graphs: &Graphs, rows: &Rows) -> bool {
        problem.units.len() <= MOST_UNITS
            && rows.demand.len() <= MOST_ROWS
            && rows.cap.is_empty()
            && graphs.of.iter().all(|graph| graph.lane == Lane::Stints)
    }

    /// No column but those of a plan; and prices to begin with, and what they prove.
    pub fn new(problem: &Problem, plan: &Plan, prices: Prices, proven: i128) -> Self {
        let mut pool = Pool::new(problem.units.len());
        for (id, unit) in problem.units.pairs() {
            pool.learn(problem, id, plan.rosters[unit.members[0]].clone());
        }
        Self {
            pool,
            best: prices,
            proven: proven as f64 / PRICE_UNIT as f64,
            precision: PRECISION.0,
            is_done: false,
        }
    }

    /// Has everybody given all the rosters that make a difference?
    pub const fn is_done(&self) -> bool {
        self.is_done
    }

    /// The rosters that everybody has answered with, but for those forgotten.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Takes in a roster.
    pub fn learn(&mut self, problem: &Problem, unit: UnitId, roster: Roster) {
        self.pool.learn(problem, unit, roster);
    }

    /// One round: what the best of its prices prove, and those prices; nothing where it was stopped, or where the solver
    /// fails, and it is done.
    pub fn round(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        left: Option<Duration>,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Certificate, Prices)> {
        let all: Vec<Vec<&Column>> = self.pool.of.iter().map(|of| of.iter().collect()).collect();
        let Some(solved) = master::solve(rows, &all, self.precision, left) else {
            self.is_done = !stopped();
            return None;
        };
        self.forget(&solved);
        let places = WAYS.map(|way| between(&self.best, &solved.prices, way));
        let mut found: Option<(Certificate, Prices)> = None;
        let mut is_new = false;
        for prices in places {
            let mut met =
                |unit: UnitId, roster: &Roster| is_new |= self.pool.learn(problem, unit, roster.clone());
            let certificate =
                certificate::certify_meeting(problem, graphs, rows, &prices, &mut met, stopped)?;
            if found.as_ref().is_none_or(|(best, _)| certificate.proven > best.proven) {
                found = Some((certificate, prices));
            }
        }
        let (certificate, prices) = found?;
        let proven = certificate.proven as f64 / PRICE_UNIT as f64;
        if proven > self.proven {
            self.proven = proven;
            self.best.clone_from(&prices);
        }
        let empty: Cost = problem.units.ids().map(|unit| own::empty_cost(problem, unit)).sum();
        let cost = solved.cost + (self.pool.base() + empty).value();
        let gap = (cost - self.proven).max(0.0) / cost.abs().max(1.0);
        let is_precise = self.precision <= PRECISION.1;
        // Where the bound rounds up to what the master costs, no prices prove more.
        self.is_done = is_precise && (certificate.bound.value() >= cost || !is_new);
        self.precision = if is_new { (gap / 10.0).clamp(PRECISION.1, self.precision) } else { PRECISION.1 };
        Some((certificate, prices))
    }

    /// Forgets the columns that lose most against these prices, where there are too many.
    fn forget(&mut self, solved: &Solved) {
        let all: usize = self.pool.of.iter().map(Vec::len).sum();
        if all <= MOST_COLUMNS * self.pool.of.len() {
            return;
        }
        for (columns, price) in self.pool.of.iter_mut().zip(&solved.units) {
            columns.sort_by(|a, b| solved.loss(a, *price).total_cmp(&solved.loss(b, *price)));
            columns.truncate(MOST_COLUMNS / 2);
        }
    }
}

/// The prices so far on the way from these to those.
fn between(these: &Prices, those: &Prices, way: f32) -> Prices {
    let at = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a + way * (b - a)).collect();
    Prices { line: at(&these.line, &those.line), head: at(&these.head, &those.head) }
}
