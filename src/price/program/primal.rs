//! The primal simplex: what saves something enters, until nothing does.

use super::{LITTLE_PIVOT, MOST_FOR_A_ROW, MOST_PIVOTS, Program};

/// So many columns that save most enter one after the other before others are looked at.
const AT_ONCE: usize = 12;
/// So many are looked at before all are again.
const NEAR: usize = 300;
/// So much less than nothing of an amount is nothing.
const LITTLE_AMOUNT: f64 = 1e-9;

impl Program {
    /// Lets columns enter that save something, until none does. Answers whether it came to that.
    pub(super) fn improve(&mut self, stopped: &dyn Fn() -> bool) -> bool {
        let mut is_fresh = false;
        let mut left = MOST_FOR_A_ROW * self.basis.len();
        loop {
            let entering = self.entering();
            if entering.is_empty() {
                if is_fresh || self.is_sound() {
                    return true;
                }
                if !self.refresh(stopped) {
                    return false;
                }
                is_fresh = true;
                continue;
            }
            is_fresh = false;
            for column in entering {
                if self.reduced(column) < -self.little {
                    left = left.saturating_sub(1);
                    if left == 0 || stopped() || !self.enter(column) {
                        return false;
                    }
                }
            }
            if self.pivots > MOST_PIVOTS && !self.refresh(stopped) {
                return false;
            }
        }
    }

    /// The columns that save most: of those that did when all were looked at, as long as any of them does.
    fn entering(&mut self) -> Vec<usize> {
        let of_near = self.saving(self.near.iter().copied(), AT_ONCE);
        if !of_near.is_empty() {
            return of_near;
        }
        self.near = self.saving(0..self.columns.len(), NEAR);
        self.near.iter().copied().take(AT_ONCE).collect()
    }

    /// So many of these columns, those that save most, the first the most.
    fn saving(&self, of: impl Iterator<Item = usize>, most: usize) -> Vec<usize> {
        let may_enter = |column: &usize| {
            let side = &self.columns[*column];
            side.place.is_none() && !side.is_barred
        };
        let saves = of.filter(may_enter).map(|column| (self.reduced(column), column));
        let mut saving: Vec<(f64, usize)> = saves.filter(|(cost, _)| *cost < -self.little).collect();
        if saving.len() > most {
            saving.select_nth_unstable_by(most, |a, b| a.0.total_cmp(&b.0));
            saving.truncate(most);
        }
        saving.sort_by(|a, b| a.0.total_cmp(&b.0));
        saving.into_iter().map(|(_, column)| column).collect()
    }

    /// A column enters the basis, and another leaves it. Answers whether one did.
    fn enter(&mut self, column: usize) -> bool {
        let moved = self.moved(column);
        // The first amount to be used up; of those within a little of it, the one that is safest to divide by (Harris 1973).
        let falls =
            || moved.iter().zip(&self.amounts).enumerate().filter(|(_, (moved, _))| **moved > LITTLE_PIVOT);
        let most = falls().map(|(_, (moved, amount))| (amount.max(0.0) + LITTLE_AMOUNT) / moved);
        let most = most.fold(f64::INFINITY, f64::min);
        let first = falls()
            .filter(|(_, (moved, amount))| amount.max(0.0) / **moved <= most)
            .max_by(|a, b| a.1.0.total_cmp(b.1.0));
        let Some((place, (&pivot, &amount))) = first else { return false };
        self.pivot(column, place, &moved, amount.max(0.0) / pivot);
        true
    }
}
