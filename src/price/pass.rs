//! The price loop: passes of the incremental subgradient method with lazy projection.
//!
//! Each row keeps an unclamped shadow price `y`; the price is `π = clamp(y)` to what is allowed, and `y` itself stays
//! within a little more (dual averaging; Nesterov 2009, Xiao 2010): projecting `π` at every step instead biases all
//! rows whose price ends at an edge. After each batch of units
//!
//! `y += α × scale / max(1, demand) × (demand × share of the batch − cover of the batch)`.
//!
//! The scale of a line lies between the width of its prices and that of the cheapest line: with the width itself, rare
//! and heavy lines shake everybody's prices (measured on the 27th night: a bound of 324 after 200 passes, 404 with the
//! geometric mean, 453 with the cheapest, which in turn is slower where most lines are short).
//!
//! Batches are fixed by the seed and cover is counted in whole numbers, so the prices are the same for any number of
//! threads. The average of a pass's prices is the point to evaluate.

use super::rows::cover_of;
use super::{Prices, Rows};
use crate::ground::{IdVec, Seed};
use crate::model::{LineId, Problem, Roster, UnitId};
use crate::path::{Graphs, Offer, ceilings};

/// How the step falls.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// α of the first pass.
    pub first: f32,
    /// What α is multiplied by after each pass.
    pub fall: f32,
    /// α never falls below this.
    pub least: f32,
}

/// The state of the price loop.
#[derive(Debug)]
pub struct Pricing {
    shadow: Prices,
    prices: Prices,
    average: Prices,
    step: f32,
    /// The step's length on each line at α = 1.
    scale: IdVec<LineId, f32>,
    steps: Steps,
    order: Vec<UnitId>,
    batch: usize,
    seed: Seed,
}

/// The fewest and the usual most batches of a pass, and the most where there are thousands of people in each: what a
/// bound lacks for the noise of the steps is proportional to the step and to the length of a batch.
const BATCHES: (usize, usize) = (12, 40);
const MOST_BATCHES: usize = 100;

impl Pricing {
    /// A loop at its first prices.
    pub fn new(problem: &Problem, rows: &Rows, steps: Steps, seed: Seed) -> Self {
        let units = problem.units.len();
        let batches = (units / 64).clamp(BATCHES.0, BATCHES.1).max((units / 1000).min(MOST_BATCHES));
        Self {
            shadow: rows.first_prices(),
            prices: rows.first_prices(),
            average: rows.first_prices(),
            step: steps.first,
            scale: rows.scales(0.5),
            steps,
            order: problem.units.ids().collect(),
            batch: units.div_ceil(batches).max(1),
            seed,
        }
    }

    /// The average prices of the last pass: the point to evaluate and to search by.
    pub const fn average(&self) -> &Prices {
        &self.average
    }

    /// The present step.
    pub const fn step(&self) -> f32 {
        self.step
    }

    /// Sets what the step is multiplied by after each pass from now on.
    pub const fn set_fall(&mut self, fall: f32) {
        self.steps.fall = fall;
    }

    /// Lets the step fall on, down to `least`.
    pub const fn fall_to(&mut self, least: f32) {
        self.steps.least = least;
    }

    /// Goes on from `step`, with steps on all lines as long as on the cheapest: slower where much is short, and exact
    /// where lines of very different weights meet.
    pub fn go_evenly(&mut self, rows: &Rows, step: f32, least: f32) {
        self.step = step;
        self.steps.least = least;
        self.scale = rows.scales(1.0);
    }

    /// One pass over all units. Answers whether it was finished: `stopped` is asked after each batch.
    pub fn pass(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        self.seed.shuffle(&mut self.order);
        let mut sum = rows.no_prices();
        let mut cover = vec![0_i32; rows.demand.len()];
        let mut heads = vec![0_i32; rows.cap.len()];
        let order = std::mem::take(&mut self.order);
        let mut batches = 0;
        for batch in order.chunks(self.batch) {
            if stopped() {
                break;
            }
            cover.fill(0);
            heads.fill(0);
            for (&unit, roster) in batch.iter().zip(self.best_rosters(problem, graphs, batch)) {
                for duty in roster {
                    cover_of(problem, unit, duty, |row, count| cover[row] += count as i32);
                    if !heads.is_empty() {
                        let members = problem.units[unit].members.len() as i32;
                        let start = duty.post.0 as usize * rows.slots;
                        for heads in &mut heads[start + duty.from.index()..start + duty.to.index()] {
                            *heads += members;
                        }
                    }
                }
            }
            let share = batch.len() as f32 / order.len() as f32;
            self.move_prices(rows, share, &cover, &heads);
            add(&mut sum.line, &self.prices.line);
            add(&mut sum.head, &self.prices.head);
            batches += 1;
        }
        let finished = batches * self.batch >= order.len();
        self.order = order;
        if finished && batches > 0 {
            scale(&mut sum.line, 1.0 / batches as f32);
            scale(&mut sum.head, 1.0 / batches as f32);
            self.average = sum;
            self.step = (self.step * self.steps.fall).max(self.steps.least);
        }
        finished
    }

    fn best_rosters(&self, problem: &Problem, graphs: &Graphs, batch: &[UnitId]) -> Vec<Roster> {
        let head = (!self.prices.head.is_empty()).then_some(self.prices.head.as_slice());
        let unit = 1.0 / crate::ground::Cost::UNITS as f32;
        let offer = Offer { line: &self.prices.line, head, heads: None, unit };
        ceilings(problem, graphs, batch, &offer).into_iter().map(|(_, roster)| roster).collect()
    }

    fn move_prices(&mut self, rows: &Rows, share: f32, cover: &[i32], heads: &[i32]) {
        for (row, &cover) in cover.iter().enumerate() {
            let line = rows.line_of(row);
            let (least, most) = (rows.least[line], rows.most[line]);
            let demand = rows.demand[row] as f32;
            let step = self.step * self.scale[line] / demand.max(1.0);
            let slack = 2.0 * self.step * self.scale[line];
            let y = self.shadow.line[row] + step * (demand * share - cover as f32);
            let y = y.clamp(least - slack, most + slack);
            self.shadow.line[row] = y;
            self.prices.line[row] = y.clamp(least, most);
        }
        for (row, &heads) in heads.iter().enumerate().filter(|(row, _)| rows.is_capped(*row)) {
            let width = rows.charge_of(row);
            let cap = rows.cap[row] as f32;
            let step = self.step * width / cap.max(1.0);
            let y = self.shadow.head[row] + step * (cap * share - heads as f32);
            let y = y.clamp(-width, 2.0 * self.step * width);
            self.shadow.head[row] = y;
            self.prices.head[row] = y.min(0.0);
        }
    }
}

fn add(sum: &mut [f32], more: &[f32]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

fn scale(sum: &mut [f32], factor: f32) {
    for sum in sum {
        *sum *= factor;
    }
}
