//! The dive: a plan that prices lead to, one person fixed after another.
//!
//! Prices alone say of nobody which of several rosters as good as each other to take. While they move a little around
//! where they have settled, each person answers now with one roster, now with another, and how often is what a linear
//! program would call its share (the volume algorithm; Barahona & Anbil 2000). Whoever answers most alike is fixed, the
//! need that is left is priced anew among the others, and so on until nobody is left: a column-generation dive, without
//! a linear program.

use super::Hand;
use crate::ground::Seed;
use crate::model::{LineId, Roster, UnitId};
use crate::path::Reach;
use crate::price::Rows;
use crate::price::rows::cover_of;

/// One dive.
#[derive(Debug)]
pub struct Dive {
    /// Units that are not fixed, in the order of this pass.
    open: Vec<UnitId>,
    /// What each of them has answered of late, and its share.
    met: Vec<Vec<(Roster, f32)>>,
    turn: usize,
    /// How many passes are done, of how many before the next is fixed.
    passes: (usize, usize),
    /// How many come before each but the first.
    each: usize,
    /// How many are fixed at once.
    at_once: usize,
    /// Unclamped shadow prices, and the prices.
    shadow: Vec<f32>,
    price: Vec<f32>,
    /// What is left to be met on each row.
    demand: Vec<f32>,
    step: f32,
}

/// In so many rounds all are fixed, where they are as many.
const ROUNDS: usize = 40;
/// How far prices move for each answer, in the first and the last of these passes. A constant step is worse: what is still
/// short when few are left must grow dear within a few passes.
const STEPS: (f32, f32) = (0.06, 0.005);
/// What older answers' shares are multiplied by after each pass, and when they are forgotten.
const FADES: f32 = 0.85;
const FORGOTTEN: f32 = 0.02;

/// How far the prices of a line may move.
#[derive(Clone, Copy)]
struct Width {
    least: f32,
    most: f32,
    step: f32,
}

impl Width {
    fn of(rows: &Rows, line: LineId, step: f32) -> Self {
        Self { least: rows.least[line], most: rows.most[line], step: step * rows.scale_of(line) }
    }

    /// Moves a shadow price, and the price with it, `by` so many people, where so many are to be met.
    fn move_by(self, by: f32, demand: f32, shadow: &mut f32, price: &mut f32) {
        let Self { least, most, step } = self;
        let y = *shadow + by * step / demand.max(1.0);
        *shadow = y.clamp(least - 2.0 * step, most + 2.0 * step);
        *price = shadow.clamp(least, most);
    }
}

impl Dive {
    /// A dive of these units from the guiding prices of the hand, with so many passes before the first is fixed and before each
    /// other; they lose all their duties.
    pub fn new(hand: &mut Hand<'_>, units: &[UnitId], passes: (usize, usize), seed: &mut Seed) -> Self {
        for &unit in units {
            hand.clear(unit, Reach::All);
        }
        let rows = hand.rows;
        let left = rows.demand.iter().zip(hand.running.cover());
        let mut open = units.to_vec();
        seed.shuffle(&mut open);
        Self {
            met: vec![Vec::new(); open.len()],
            at_once: open.len().div_ceil(ROUNDS),
            open,
            turn: 0,
            passes: (0, passes.0),
            each: passes.1,
            shadow: hand.prices.line.clone(),
            price: hand.prices.line.clone(),
            demand: left.map(|(&demand, &cover)| (i64::from(demand) - cover) as f32).collect(),
            step: STEPS.0,
        }
    }

    /// Asks one unit. Answers whether the dive goes on.
    pub fn step(&mut self, hand: &mut Hand<'_>) -> bool {
        let Some(&unit) = self.open.get(self.turn) else { return false };
        let roster = hand.best_under(unit, &self.price).unwrap_or_default();
        self.move_prices(hand, unit, &roster);
        let met = &mut self.met[self.turn];
        match met.iter_mut().find(|(other, _)| *other == roster) {
            Some((_, share)) => *share += 1.0,
            None => met.push((roster, 1.0)),
        }
        self.turn += 1;
        if self.turn == self.open.len() {
            self.turn = 0;
            self.end_pass(hand);
        }
        !self.open.is_empty()
    }

    fn end_pass(&mut self, hand: &mut Hand<'_>) {
        let (done, all) = &mut self.passes;
        *done += 1;
        if *done == *all {
            self.passes = (0, self.each);
            (0..self.at_once).for_each(|_| self.fix(hand));
        }
        let share = self.passes.0 as f32 / self.passes.1 as f32;
        self.step = STEPS.0 * (STEPS.1 / STEPS.0).powf(share);
        for met in &mut self.met {
            met.iter_mut().for_each(|(_, share)| *share *= FADES);
            met.retain(|(_, share)| *share > FORGOTTEN);
        }
    }

    /// Moves prices after one answer.
    fn move_prices(&mut self, hand: &Hand<'_>, unit: UnitId, roster: &Roster) {
        let rows = hand.rows;
        let share = 1.0 / self.open.len() as f32;
        // All rows move for each answer: line by line, whose slots move alike.
        let of_lines = self.shadow.chunks_mut(rows.slots).zip(self.price.chunks_mut(rows.slots));
        for ((id, (shadow, price)), demand) in
            (0..).map(LineId).zip(of_lines).zip(self.demand.chunks(rows.slots))
        {
            let width = Width::of(rows, id, self.step);
            for ((shadow, price), &demand) in shadow.iter_mut().zip(price).zip(demand) {
                width.move_by(demand * share, demand, shadow, price);
            }
        }
        for &duty in roster {
            cover_of(hand.problem, unit, duty, |row, count| {
                let width = Width::of(rows, rows.line_of(row), self.step);
                let (shadow, price) = (&mut self.shadow[row], &mut self.price[row]);
                width.move_by(-(count as f32), self.demand[row], shadow, price);
            });
        }
    }

    /// Fixes who answers most alike.
    fn fix(&mut self, hand: &mut Hand<'_>) {
        let alike = |met: &[(Roster, f32)]| {
            let all: f32 = met.iter().map(|(_, share)| share).sum();
            met.iter().map(|(_, share)| *share).fold(0.0, f32::max) / all.max(f32::MIN_POSITIVE)
        };
        let order = self.met.iter().enumerate().map(|(at, met)| (alike(met), at));
        let Some((_, at)) = order.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
        let unit = self.open.swap_remove(at);
        let met = self.met.swap_remove(at);
        let best = met.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let roster = best.map(|(roster, _)| roster).filter(|roster| hand.running.fits(unit, roster));
        for &duty in roster.iter().flatten() {
            cover_of(hand.problem, unit, duty, |row, count| self.demand[row] -= count as f32);
        }
        hand.set(unit, roster.unwrap_or_default());
    }
}
