//! The lines of a board: cover against demand, exact cost, and what one more person is worth in each row.

use crate::model::LineId;
use crate::price::{Prices, Rows};

/// A line's place on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LineAt(pub u32);

/// How much a person on duty adds to a line of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub line: LineAt,
    pub count: i32,
}

/// The rows of all lines of a board, at `line × slots + slot`.
#[derive(Debug)]
pub(super) struct Lines {
    pub slots: usize,
    pub cover: Vec<i32>,
    pub demand: Vec<i32>,
    pub prices: Vec<f32>,
    /// What one more is worth by itself, and with regard to prices.
    pub exact: Vec<f32>,
    pub guided: Vec<f32>,
    /// Of each line: what one person short and one person over cost in a slot, exactly.
    units: Vec<(i128, i128)>,
    /// Of each line: the greatest and the least price.
    range: Vec<(f32, f32)>,
    lean: f32,
    /// The cost of all rows, in units.
    pub cost: i128,
}

impl Lines {
    /// The rows of these lines with nobody on duty.
    pub fn new(lines: &[LineId], rows: &Rows, prices: &Prices, lean: f32) -> Self {
        let slots = rows.slots;
        let of = |id: &LineId| id.0 as usize * slots..(id.0 as usize + 1) * slots;
        let demand: Vec<i32> = lines.iter().flat_map(|id| rows.demand[of(id)].iter().copied()).collect();
        let mut made = Self {
            slots,
            cover: vec![0; demand.len()],
            prices: lines.iter().flat_map(|id| prices.line[of(id)].iter().copied()).collect(),
            exact: vec![0.0; demand.len()],
            guided: vec![0.0; demand.len()],
            units: lines.iter().map(|&id| (rows.short_units[id], rows.over_units[id])).collect(),
            range: lines.iter().map(|&id| (rows.most[id], rows.least[id])).collect(),
            demand,
            lean,
            cost: 0,
        };
        for row in 0..made.demand.len() {
            let (short, over) = made.units[row / slots];
            let missing = i128::from(made.demand[row]);
            made.cost += if missing > 0 { short * missing } else { -over * missing };
            made.renew(row);
        }
        made
    }

    /// Adds `sign` times the share to the cover of the slots from `from` up to `to`. Answers whether anything is worth
    /// something else now.
    pub fn count(&mut self, share: Share, from: usize, to: usize, sign: i32) -> bool {
        let change = share.count * sign;
        let line = share.line.0 as usize;
        let start = line * self.slots;
        let (mut short, mut over) = (0_i64, 0_i64);
        let mut turned = false;
        for row in start + from..start + to {
            let gap = self.demand[row] - self.cover[row];
            let after = gap - change;
            short += i64::from(after.max(0) - gap.max(0));
            over += i64::from((-after).max(0) - (-gap).max(0));
            self.cover[row] += change;
            if (gap > 0) != (after > 0) {
                self.renew(row);
                turned = true;
            }
        }
        let (a_short, an_over) = self.units[line];
        self.cost += a_short * i128::from(short) + an_over * i128::from(over);
        turned
    }

    fn renew(&mut self, row: usize) {
        let (most, least) = self.range[row / self.slots];
        let marginal = if self.cover[row] < self.demand[row] { most } else { least };
        self.exact[row] = marginal;
        self.guided[row] = self.prices[row] + self.lean * (marginal - self.prices[row]);
    }

    /// What the plan loses on a row against the prices.
    pub fn loss(&self, row: usize) -> f32 {
        let (most, least) = self.range[row / self.slots];
        let gap = self.demand[row] - self.cover[row];
        if gap > 0 {
            (most - self.prices[row]).max(0.02 * most) * gap as f32
        } else {
            (self.prices[row] - least) * -gap as f32
        }
    }
}
