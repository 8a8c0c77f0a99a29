//! Where prices have come to within a pass.
//!
//! Every thread that answers keeps a place of its own and takes all steps itself: what a batch counts for is a short list,
//! the prices of all rows are a long one, and cores hand each other memory slowly. Measured on 10,000 people: to step in one
//! thread what two had read took five times as long as to step in one alone.

use super::turns::{Turn, Turns};
use super::{Prices, Rows};
use crate::model::LineId;

/// Where the prices have come to.
#[derive(Clone, Debug)]
pub(super) struct Place {
    shadow: Prices,
    prices: Prices,
    /// The sum of the prices after each step of the pass, and how many of them there were.
    sum: Prices,
    steps: u32,
    /// Nobody is on duty in between steps.
    turns: Turns,
}

impl Place {
    /// At the first prices.
    pub fn new(rows: &Rows) -> Self {
        Self::at(rows, rows.first_prices())
    }

    /// At these prices, cut to what is allowed.
    pub fn at(rows: &Rows, mut prices: Prices) -> Self {
        for (row, price) in prices.line.iter_mut().enumerate() {
            let line = rows.line_of(row);
            *price = price.clamp(rows.least[line], rows.most[line]);
        }
        Self { shadow: prices.clone(), prices, sum: rows.no_prices(), steps: 0, turns: Turns::new(rows) }
    }

    /// Begins another pass.
    pub fn begin(&mut self) {
        self.sum.line.fill(0.0);
        self.sum.head.fill(0.0);
        self.steps = 0;
    }

    /// The prices here.
    pub const fn prices(&self) -> &Prices {
        &self.prices
    }

    /// How many steps of the pass have been taken.
    pub const fn steps(&self) -> u32 {
        self.steps
    }

    /// The average of the prices after each step.
    pub fn average(&self) -> Prices {
        let mean = |sum: &[f32]| sum.iter().map(|sum| sum * (1.0 / self.steps as f32)).collect();
        Prices { line: mean(&self.sum.line), head: mean(&self.sum.head) }
    }

    /// Moves the prices of all rows after a batch of that share of everybody, by what it counts for.
    pub fn step(&mut self, rows: &Rows, step: f32, share: f32, counted: &[Turn]) {
        let Self { shadow, prices, sum, turns, steps } = self;
        *steps += 1;
        counted.iter().for_each(|&turn| turns.count(rows, turn));
        let slots = rows.slots;
        let lines = shadow.line.chunks_mut(slots).zip(prices.line.chunks_mut(slots));
        let lines = lines.zip(sum.line.chunks_mut(slots)).zip(turns.line.chunks_mut(slots));
        let mut cover = vec![0.0; slots];
        for (line, (((shadow, prices), sum), turns)) in lines.enumerate() {
            let id = LineId(line as u32);
            let (least, most) = (rows.least[id], rows.most[id]);
            let step = step * rows.scale_of(id);
            let slack = 2.0 * step;
            let mut people = 0;
            for (cover, turn) in cover.iter_mut().zip(&mut *turns) {
                people += std::mem::take(turn);
                *cover = people as f32;
            }
            let demand = &rows.demand[line * slots..][..slots];
            let moved = shadow.iter_mut().zip(prices).zip(sum).zip(&cover).zip(demand);
            for ((((y, price), sum), &cover), &demand) in moved {
                let demand = demand as f32;
                *y += step / demand.max(1.0) * (demand * share - cover);
                *y = y.clamp(least - slack, most + slack);
                *price = y.clamp(least, most);
                *sum += *price;
            }
        }
        let mut heads = 0;
        for row in 0..turns.head.len() {
            if row.is_multiple_of(slots) {
                heads = 0;
            }
            heads += std::mem::take(&mut turns.head[row]);
            if rows.is_capped(row) {
                let width = rows.charge_of(row);
                let cap = rows.cap[row] as f32;
                let y = shadow.head[row] + step * width / cap.max(1.0) * (cap * share - heads as f32);
                let y = y.clamp(-width, 2.0 * step * width);
                shadow.head[row] = y;
                prices.head[row] = y.min(0.0);
            }
            sum.head[row] += prices.head[row];
        }
    }
}
