//! Known rosters: what people may have, as columns, and what each has on every date.

use crate::ground::{Cost, IdVec};
use crate::model::{Problem, Roster, UnitId};
use crate::path::own;
use crate::path::stints::{Allowed, Had, Stints};
use crate::price::{Column, Pool};

/// The rosters that are known of all units, which lasts from one plunge to the next.
#[derive(Debug)]
pub struct Known {
    of: IdVec<UnitId, Vec<Met>>,
    /// Makes columns of new rosters.
    pool: Pool,
    /// Prices with nothing settled: they tell which rosters to begin with.
    pub prices: Vec<f64>,
    /// How many plunges there have been.
    plunges: u64,
}

/// A roster that is known.
#[derive(Debug)]
pub struct Met {
    /// With what it covers and costs.
    pub column: Column,
    /// What it has on each date.
    pub had: Box<[Had]>,
    /// In which plunge it last had a share.
    used: u64,
}

/// So many rosters of each are known at most when a plunge begins: those that had a share of late.
const KEPT: usize = 200;
/// A plunge begins with so many of each.
const FIRST: usize = 60;

impl Known {
    /// The rosters of a pool.
    pub fn new(problem: &Problem, stints: &Stints, mut pool: Pool) -> Self {
        let all = pool.of.iter_mut().map(std::mem::take).collect::<Vec<_>>();
        let met = |column: Column| Met { had: stints.had(problem, &column.roster), used: 0, column };
        let of = all.into_iter().map(|columns| columns.into_iter().map(met).collect()).collect();
        Self { of, pool, prices: Vec::new(), plunges: 0 }
    }

    /// Another plunge begins.
    pub const fn begin(&mut self) {
        self.plunges += 1;
    }

    /// Are there too many?
    pub fn is_full(&self) -> bool {
        self.of.iter().map(Vec::len).sum::<usize>() > KEPT * self.of.len()
    }

    /// Forgets what had no share for long. No plunge may go on.
    pub fn forget(&mut self) {
        for met in self.of.iter_mut().filter(|met| met.len() > KEPT) {
            met.sort_by_key(|met| std::cmp::Reverse(met.used));
            met.truncate(KEPT / 2);
        }
    }

    /// The rosters of a unit.
    pub fn of(&self, unit: UnitId) -> &[Met] {
        &self.of[unit]
    }

    /// What it costs that a unit has nothing, with what the first of its columns costs.
    pub fn base_of(&self, problem: &Problem, unit: UnitId) -> Cost {
        self.pool.base_of(unit) + own::empty_cost(problem, unit)
    }

    /// What a roster is as a column.
    pub fn column(&mut self, problem: &Problem, unit: UnitId, roster: Roster) -> Column {
        self.pool.column(problem, unit, roster)
    }

    /// Where a column stands among a unit's, which it joins if it is new.
    pub fn learn(&mut self, problem: &Problem, stints: &Stints, unit: UnitId, column: Column) -> usize {
        let known = self.of[unit].iter().position(|met| met.column.roster == column.roster);
        known.unwrap_or_else(|| {
            let had = stints.had(problem, &column.roster);
            self.of[unit].push(Met { column, had, used: self.plunges });
            self.of[unit].len() - 1
        })
    }

    /// Notes that a roster has a share.
    pub fn note_use(&mut self, unit: UnitId, at: usize) {
        self.of[unit][at].used = self.plunges;
    }

    /// Which of a unit's rosters a plunge begins with: those that lose least at the last prices with nothing settled.
    pub fn first(&self, unit: UnitId) -> Vec<usize> {
        let met = &self.of[unit];
        let mut first: Vec<(f64, usize)> =
            met.iter().enumerate().map(|(at, met)| (self.loss(&met.column), at)).collect();
        first.sort_by(|a, b| a.0.total_cmp(&b.0));
        first.into_iter().take(FIRST).map(|(_, at)| at).collect()
    }

    /// What a column loses at these prices, but for what its unit's cost alike.
    fn loss(&self, column: &Column) -> f64 {
        let earned =
            |&(row, count): &(u32, i32)| self.prices.get(row as usize).unwrap_or(&0.0) * f64::from(count);
        column.cost - column.cover.iter().map(earned).sum::<f64>()
    }
}

impl Met {
    /// Is it allowed on every date?
    pub fn is_allowed(&self, allowed: &Allowed) -> bool {
        self.had.iter().enumerate().all(|(day, &had)| allowed.may(day, had))
    }
}
