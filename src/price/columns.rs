//! Column generation: prices out of the rosters that everybody has answered with so far.
//!
//! The prices of the [master](super::master) ask everybody for a better roster, which joins it, and so on: when nobody has a
//! better one, its cost is what the best prices prove. The price loop comes near that quickly and then ever more slowly; where
//! people are few and rosters long, this goes the rest of the way in a few dozen rounds. (Dantzig & Wolfe 1960; for rosters,
//! Legrain, Omer & Rosat 2020.)
//!
//! Each round asks at two places: at the master's prices, and half the way from those that have proved most to them (Wentges
//! 1997), where more is proved, mostly.

use super::master::{self, Column, Solved};
use super::rows::cover_of;
use super::{Certificate, PRICE_UNIT, Prices, Rows, certificate};
use crate::ground::ids::Id;
use crate::ground::{Cost, IdVec};
use crate::model::{Plan, Problem, Roster, UnitId};
use crate::path::{Graphs, Lane, own};
use std::time::Duration;

/// Where column generation stands.
#[derive(Debug)]
pub struct Columns {
    of: Vec<Vec<Column>>,
    /// What the roster costs that each unit's others are held against.
    base: IdVec<UnitId, Option<Cost>>,
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

    /// No column but those of a plan, and prices to begin with.
    pub fn new(problem: &Problem, plan: &Plan, prices: Prices) -> Self {
        let units = problem.units.len();
        let mut columns = Self {
            of: vec![Vec::new(); units],
            base: IdVec::filled(None, units),
            best: prices,
            proven: f64::NEG_INFINITY,
            precision: PRECISION.0,
            is_done: false,
        };
        columns.learn_plan(problem, plan);
        columns
    }

    /// Has everybody given all the rosters that make a difference?
    pub const fn is_done(&self) -> bool {
        self.is_done
    }

    /// Takes in everybody's roster of a plan.
    pub fn learn_plan(&mut self, problem: &Problem, plan: &Plan) {
        for (id, unit) in problem.units.pairs() {
            self.learn(problem, id, &plan.rosters[unit.members[0]]);
        }
    }

    /// Takes in a roster. Answers whether it is a new one.
    fn learn(&mut self, problem: &Problem, unit: UnitId, roster: &Roster) -> bool {
        let cost = own::roster_cost(problem, unit, roster);
        let base = *self.base[unit].get_or_insert(cost);
        let mut cover: Vec<(u32, i32)> = Vec::new();
        for &duty in roster {
            cover_of(problem, unit, duty, |row, count| cover.push((row as u32, count as i32)));
        }
        cover.sort_unstable();
        cover.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        let column = Column { cover, cost: (cost - base).value() };
        let known = &mut self.of[unit.index()];
        let is_new = !known.contains(&column);
        if is_new {
            known.push(column);
        }
        is_new
    }

    /// One round: what the better of two prices proves, and those prices; nothing where it was stopped, or where the solver
    /// fails, and it is done.
    pub fn round(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        left: Option<Duration>,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Certificate, Prices)> {
        let Some(solved) = master::solve(rows, &self.of, self.precision, left) else {
            self.is_done = !stopped();
            return None;
        };
        self.forget(&solved);
        let middle = between(&self.best, &solved.prices);
        let mut found: Option<(Certificate, Prices)> = None;
        let mut is_new = false;
        for prices in [middle, solved.prices] {
            let mut met = |unit: UnitId, roster: &Roster| is_new |= self.learn(problem, unit, roster);
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
        let base: Cost = self.base.iter().flatten().copied().sum();
        let empty: Cost = problem.units.ids().map(|unit| own::empty_cost(problem, unit)).sum();
        let cost = solved.cost + (base + empty).value();
        let gap = (cost - self.proven).max(0.0) / cost.abs().max(1.0);
        let is_precise = self.precision <= PRECISION.1;
        // Where the bound rounds up to what the master costs, no prices prove more.
        self.is_done = certificate.bound.value() >= cost && is_precise || !is_new && is_precise;
        self.precision = if is_new { (gap / 10.0).clamp(PRECISION.1, self.precision) } else { PRECISION.1 };
        Some((certificate, prices))
    }

    /// Forgets the columns that lose most against these prices, where there are too many.
    fn forget(&mut self, solved: &Solved) {
        let all: usize = self.of.iter().map(Vec::len).sum();
        if all <= MOST_COLUMNS * self.of.len() {
            return;
        }
        let price = |row: u32| f64::from(solved.prices.line[row as usize]);
        for (columns, unit) in self.of.iter_mut().zip(&solved.units) {
            let loss = |column: &Column| {
                let earned: f64 =
                    column.cover.iter().map(|&(row, count)| price(row) * f64::from(count)).sum();
                column.cost - earned - unit
            };
            columns.sort_by(|a, b| loss(a).total_cmp(&loss(b)));
            columns.truncate(MOST_COLUMNS / 2);
        }
    }
}

/// The prices half the way from these to those.
fn between(these: &Prices, those: &Prices) -> Prices {
    let half = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a + b) / 2.0).collect();
    Prices { line: half(&these.line, &those.line), head: half(&these.head, &those.head) }
}
