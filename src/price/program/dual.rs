//! The dual simplex: what is barred leaves, for what costs least.

use super::{LITTLE_PIVOT, MOST_FOR_A_ROW, MOST_PIVOTS, Program, golden};

/// What is barred may have so much.
const LITTLE_EXCESS: f64 = 1e-8;
/// Of what no column enters for, so small a part makes no difference.
const LITTLE_PART: f64 = 1e-3;

impl Program {
    /// Makes dearer, for a while, what would save anything or nothing: so every step of what follows costs something, and none is
    /// taken twice.
    pub(super) fn shift(&mut self) {
        for column in 0..self.columns.len() {
            if self.columns[column].place.is_some() {
                continue;
            }
            let reduced = self.reduced(column);
            if reduced < self.little {
                self.columns[column].shift = self.little * (0.5 + golden(column)) - reduced;
            }
        }
    }

    /// Drives what is barred out of the basis, by the dual simplex method (Lemke 1954). Answers whether it has done what it
    /// could: it may be stopped.
    pub(super) fn drive_out(&mut self, stopped: &dyn Fn() -> bool) -> bool {
        let all = self.basis.len();
        for _ in 0..MOST_FOR_A_ROW * all {
            let excess = |place: usize| {
                let amount = self.amounts[place];
                if self.columns[self.basis[place]].is_barred { amount.abs() } else { -amount }
            };
            let worst = (0..all).map(|place| (excess(place), place)).max_by(|a, b| a.0.total_cmp(&b.0));
            let Some(worst) = worst else { return true };
            if worst.0 <= LITTLE_EXCESS {
                return true;
            }
            if stopped() {
                return false;
            }
            let place = worst.1;
            let sign = self.amounts[place].signum();
            let row: Vec<f64> = (0..all).map(|row| sign * self.inverse[row * all + place]).collect();
            let may_enter =
                self.columns.iter().enumerate().filter(|(_, side)| side.place.is_none() && !side.is_barred);
            let ways: Vec<(f64, f64, usize)> = may_enter
                .map(|(column, side)| {
                    let by = side.adds.iter().map(|&(at, add)| row[at as usize] * add).sum::<f64>();
                    (by, column)
                })
                .filter(|(by, _)| *by > LITTLE_PIVOT)
                .map(|(by, column)| (self.reduced(column).max(0.0), by, column))
                .collect();
            let most = ways
                .iter()
                .map(|(cost, by, _)| (cost + LITTLE_PART * self.little) / by)
                .fold(f64::INFINITY, f64::min);
            let first =
                ways.iter().filter(|(cost, by, _)| cost / by <= most).max_by(|a, b| a.1.total_cmp(&b.1));
            let Some(&(.., column)) = first else { return true };
            let moved = self.moved(column);
            self.pivot(column, place, &moved, self.amounts[place] / moved[place]);
            if self.pivots > MOST_PIVOTS && !self.refresh(stopped) {
                return false;
            }
        }
        false
    }
}
