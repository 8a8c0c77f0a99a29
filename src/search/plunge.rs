//! The plunge: a dive by shares, with a linear program.
//!
//! Column generation leaves shares of rosters that cost least together. Whoever has the greatest share in one roster is given it,
//! the others are priced anew for the need that is left, and so on until nobody is left. It comes to other plans than a
//! [dive](super::dive) and takes longer: a linear program for each step.
//!
//! Measured on instances 14 and 17 of Curtois and Qu, 60 s: their optima, 1,278 and 5,746, proven after 27 and 50 s, where dives
//! alone came to 1,282 and 5,750. Where three were fixed at once, after one round, plunges were worse than dives.

use super::Hand;
use crate::ground::Seed;
use crate::ground::ids::Id;
use crate::model::{Roster, UnitId};
use crate::path::Reach;
use crate::price::master::{Solved, solve};
use crate::price::rows::cover_of;
use crate::price::{Column, Pool};
use std::time::Duration;

/// One plunge.
#[derive(Debug)]
pub struct Plunge {
    /// Units that are not fixed, and what each of them may have.
    open: Vec<UnitId>,
    columns: Vec<Vec<Column>>,
    /// Makes columns of new rosters.
    pool: Pool,
    /// What is left to be met on each row.
    demand: Vec<i32>,
    /// How often all have been priced since one was fixed.
    rounds: usize,
    /// By how much chance may raise a share.
    chance: f64,
}

/// All are priced so often before the next are fixed, if they have something new each time.
const ROUNDS: usize = 6;
/// Each keeps so many columns, those that lose least.
const KEPT: usize = 24;
/// Whoever has no less than this share in one roster is fixed with the next.
const WHOLE: f64 = 0.999;
const WHOLE_AT_ONCE: usize = 2;
/// Shares are found to within this part of the cost.
const PRECISION: f64 = 1e-4;

impl Plunge {
    /// A plunge of these units, which lose all their duties, among the rosters of the pool; `chance` is what chance may add to
    /// a share.
    pub fn new(hand: &mut Hand<'_>, units: &[UnitId], pool: &Pool, chance: f64) -> Self {
        for &unit in units {
            hand.clear(unit, Reach::All);
        }
        let left = hand.rows.demand.iter().zip(hand.running.cover());
        let mut pool = pool.clone();
        Self {
            demand: left.map(|(&demand, &cover)| (i64::from(demand) - cover) as i32).collect(),
            open: units.to_vec(),
            columns: units.iter().map(|unit| std::mem::take(&mut pool.of[unit.index()])).collect(),
            pool,
            rounds: 0,
            chance,
        }
    }

    /// Prices all that are left, and fixes some of them if that brings nothing new. Answers whether the plunge goes on.
    pub fn step(&mut self, hand: &mut Hand<'_>, left: Option<Duration>, seed: &mut Seed) -> bool {
        let solved = solve(hand.rows, &self.demand, &self.columns, PRECISION, left);
        let Some(solved) = solved.filter(|_| !self.open.is_empty()) else { return false };
        self.rounds += 1;
        if self.rounds > ROUNDS || !self.ask(hand, &solved) {
            self.rounds = 0;
            self.fix(hand, &solved, seed);
        } else {
            self.forget(&solved);
        }
        !self.open.is_empty()
    }

    /// Forgets the columns that lose most.
    fn forget(&mut self, solved: &Solved) {
        for (columns, price) in self.columns.iter_mut().zip(&solved.units) {
            columns.sort_by(|a, b| solved.loss(a, *price).total_cmp(&solved.loss(b, *price)));
            columns.truncate(KEPT);
        }
    }

    /// Asks all that are left for a better roster. Answers whether there is one.
    fn ask(&mut self, hand: &mut Hand<'_>, solved: &Solved) -> bool {
        let mut is_new = false;
        for ((&unit, columns), price) in self.open.iter().zip(&mut self.columns).zip(&solved.units) {
            let Some(roster) = hand.best_under(unit, &solved.prices.line) else { continue };
            let column = self.pool.column(hand.problem, unit, roster);
            if solved.loss(&column, *price) < -PRECISION * solved.cost.abs() / self.open.len() as f64
                && columns.iter().all(|known| known.roster != column.roster)
            {
                columns.push(column);
                is_new = true;
            }
        }
        is_new
    }

    /// Fixes who has the greatest share in one roster.
    fn fix(&mut self, hand: &mut Hand<'_>, solved: &Solved, seed: &mut Seed) {
        let greatest =
            |shares: &Vec<f64>| shares.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let mut order: Vec<(f64, usize, usize)> = Vec::new();
        for (at, shares) in solved.shares.iter().enumerate() {
            let Some((column, share)) = greatest(shares) else { continue };
            order.push((share + self.chance * seed.unit(), at, column));
        }
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let whole = order.iter().take_while(|(share, ..)| *share >= WHOLE).count();
        order.truncate(whole.clamp(1, WHOLE_AT_ONCE));
        order.sort_by_key(|&(_, at, _)| std::cmp::Reverse(at));
        for (_, at, column) in order {
            let unit = self.open.swap_remove(at);
            let roster = self.columns.swap_remove(at).swap_remove(column).roster;
            self.give(hand, unit, roster);
        }
    }

    fn give(&mut self, hand: &mut Hand<'_>, unit: UnitId, roster: Roster) {
        let fits = hand.keeps_rules(unit, &roster);
        let roster = if fits { roster } else { hand.problem.units[unit].kept.to_vec() };
        for &duty in &roster {
            cover_of(hand.problem, unit, duty, |row, count| self.demand[row] -= count as i32);
        }
        hand.set(unit, roster);
    }
}
