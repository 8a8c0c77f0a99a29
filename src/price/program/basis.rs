//! The basis: which columns stand in it, its inverse in full, and what follows from that.

use super::{LITTLE_PIVOT, Program, SHAKE, golden};

/// Of what a column costs, so small a part is nothing.
const LITTLE_COST: f64 = 1e-6;

impl Program {
    /// Takes everybody's first roster as basis, with what is short besides, or over.
    pub(super) fn begin(&mut self) {
        self.columns.iter_mut().for_each(|side| side.place = None);
        let mut left: Vec<f64> = (0..self.rows).map(|row| self.shaken(row)).collect();
        for (unit, first) in self.first.iter().enumerate() {
            let Some(first) = *first else { continue };
            for &(row, add) in self.columns[first].adds.iter().filter(|(row, _)| (*row as usize) < self.rows)
            {
                left[row as usize] -= add * self.shaken(self.rows + unit);
            }
            self.basis[self.rows + unit] = first;
        }
        for (row, left) in left.iter().enumerate() {
            self.basis[row] = 2 * row + usize::from(*left < 0.0);
        }
        for (place, &column) in self.basis.iter().enumerate() {
            self.columns[column].place = Some(place);
        }
    }

    /// By how much a column takes from each amount of the basis.
    pub(super) fn moved(&self, column: usize) -> Vec<f64> {
        let all = self.basis.len();
        let mut moved = vec![0.0; all];
        for &(row, add) in &self.columns[column].adds {
            let of = &self.inverse[row as usize * all..][..all];
            moved.iter_mut().zip(of).for_each(|(moved, of)| *moved += add * of);
        }
        moved
    }

    /// So much of a column takes a place in the basis.
    pub(super) fn pivot(&mut self, column: usize, place: usize, moved: &[f64], amount: f64) {
        let all = self.basis.len();
        let saved = self.reduced(column);
        for (left, moved) in self.amounts.iter_mut().zip(moved) {
            *left -= amount * moved;
        }
        self.amounts[place] = amount;
        for (price, of) in self.prices.iter_mut().zip(self.inverse.chunks_exact_mut(all)) {
            let part = of[place] / moved[place];
            if part != 0.0 {
                *price += saved * part;
                of.iter_mut().zip(moved).for_each(|(of, moved)| *of -= part * moved);
                of[place] = part;
            }
        }
        let left = std::mem::replace(&mut self.basis[place], column);
        self.columns[left].place = None;
        self.columns[column].place = Some(place);
        self.pivots += 1;
    }

    /// Works out the prices.
    pub(super) fn price(&mut self) {
        let costs: Vec<f64> = self.basis.iter().map(|&column| self.cost_of(&self.columns[column])).collect();
        for (price, of) in self.prices.iter_mut().zip(self.inverse.chunks_exact(costs.len().max(1))) {
            *price = costs.iter().zip(of).map(|(cost, of)| cost * of).sum();
        }
    }

    /// Do the prices of the basis still say that it earns what it costs, and its amounts that it meets what is wanted?
    pub(super) fn is_sound(&self) -> bool {
        let earns = |&column: &usize| {
            self.reduced(column).abs() <= LITTLE_COST * self.cost_of(&self.columns[column]).abs().max(1.0)
        };
        let mut missing: Vec<f64> = (0..self.wanted.len()).map(|row| self.shaken(row)).collect();
        for (&column, amount) in self.basis.iter().zip(&self.amounts) {
            for &(row, add) in &self.columns[column].adds {
                missing[row as usize] -= add * amount;
            }
        }
        self.basis.iter().all(earns) && missing.iter().all(|missing| missing.abs() < 0.1 * SHAKE)
    }

    /// What is wanted on a row, shaken a little.
    fn shaken(&self, row: usize) -> f64 {
        self.wanted[row] + SHAKE * (1.0 + golden(row))
    }

    /// Works out the inverse of the basis, the amounts and the prices anew. Where the basis has no inverse any more, the
    /// first takes its place. Answers whether it has: all stays as it is where `stopped` says so.
    pub(super) fn refresh(&mut self, stopped: &dyn Fn() -> bool) -> bool {
        let all = self.basis.len();
        // Row by row, the basis to the left and what becomes its inverse to the right.
        let mut left = vec![0.0; all * all];
        for (place, &column) in self.basis.iter().enumerate() {
            for &(row, add) in &self.columns[column].adds {
                left[row as usize * all + place] = add;
            }
        }
        let mut right = vec![0.0; all * all];
        for row in 0..all {
            right[row * all + row] = 1.0;
        }
        for place in 0..all {
            if stopped() {
                return false;
            }
            let best = (place..all)
                .max_by(|&a, &b| left[a * all + place].abs().total_cmp(&left[b * all + place].abs()));
            let best = best.unwrap_or(place);
            if best != place {
                for of in [&mut left, &mut right] {
                    let (above, below) = of.split_at_mut(best * all);
                    above[place * all..][..all].swap_with_slice(&mut below[..all]);
                }
            }
            let pivot = left[place * all + place];
            if pivot.abs() < LITTLE_PIVOT {
                self.begin();
                return self.refresh(stopped);
            }
            for of in [&mut left, &mut right] {
                of[place * all..][..all].iter_mut().for_each(|number| *number /= pivot);
            }
            let (top, bottom): (Vec<f64>, Vec<f64>) =
                (left[place * all..][..all].to_vec(), right[place * all..][..all].to_vec());
            for row in (0..all).filter(|&row| row != place) {
                let part = left[row * all + place];
                if part != 0.0 {
                    left[row * all..][..all]
                        .iter_mut()
                        .zip(&top)
                        .for_each(|(number, top)| *number -= part * top);
                    right[row * all..][..all]
                        .iter_mut()
                        .zip(&bottom)
                        .for_each(|(number, bottom)| *number -= part * bottom);
                }
            }
        }
        for row in 0..all {
            for column in 0..all {
                self.inverse[column * all + row] = right[row * all + column];
            }
        }
        self.amounts.fill(0.0);
        for row in 0..all {
            let wanted = self.shaken(row);
            let of = &self.inverse[row * all..][..all];
            self.amounts.iter_mut().zip(of).for_each(|(amount, of)| *amount += wanted * of);
        }
        self.price();
        self.pivots = 0;
        true
    }
}
