//! What is left to decide: some units free, with the rosters each may still have; everybody else where they are.
//!
//! Every row keeps the least and the greatest cover that is still possible, so that `floor`, the sum of what is lost for
//! certain, is never above what any plan among those left loses. A choice with which the floor would exceed the budget
//! goes, and that may drive out others.

use super::choices::{Choice, Choices};
use super::losses::Row;
use crate::ground::ids::Id;
use crate::model::UnitId;
use std::rc::Rc;

/// One unit that is free.
#[derive(Clone, Debug)]
pub struct Free {
    /// Who.
    pub unit: UnitId,
    /// Which of its choices are left.
    pub left: Rc<[u32]>,
    /// The rows that those touch.
    reach: Rc<[Reach]>,
    /// The least loss among those.
    least: i128,
}

/// The cover that a unit may add to a row.
#[derive(Clone, Copy, Debug)]
struct Reach {
    row: u32,
    low: i64,
    high: i64,
}

/// What is left to decide.
#[derive(Clone, Debug)]
pub struct Rest<'a> {
    choices: &'a Choices,
    /// The units that are free.
    pub free: Vec<Free>,
    /// The least and the greatest cover of each row.
    cover: Vec<(i64, i64)>,
    /// What is lost for certain.
    pub floor: i128,
    /// The most that may be lost.
    pub budget: i128,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Bench {
    /// By row: the reach of the unit that is looked at, and what no cover of it there would lose more than now.
    at: Vec<(i64, i64, i128)>,
    counts: Vec<(u32, i64, i64)>,
}

impl<'a> Rest<'a> {
    /// The units `free` at liberty within `budget`, everybody else where the best plan has them.
    ///
    /// Units whose rosters cannot all be looked at stay where they are.
    pub fn new(choices: &'a Choices, free: &[UnitId], budget: i128, bench: &mut Bench) -> Self {
        let rows = choices.losses.rows();
        let mut is_free = vec![false; choices.of.len()];
        for &unit in free {
            is_free[unit.index()] = choices.of[unit].is_some();
        }
        let mut cover = vec![(0_i64, 0_i64); rows.len()];
        let mut floor = 0;
        for (unit, present) in choices.present.pairs().filter(|(unit, _)| !is_free[unit.index()]) {
            debug_assert!(present.loss >= 0, "no roster of {unit:?} earns more than the best");
            floor += present.loss;
            for &(row, count) in &present.effects {
                let (low, high) = &mut cover[row as usize];
                (*low, *high) = (*low + count, *high + count);
            }
        }
        let mut rest = Self { choices, free: Vec::new(), cover, floor, budget };
        for unit in choices.of.ids().filter(|unit| is_free[unit.index()]) {
            let all: Vec<u32> = (0..choices.of[unit].as_ref().map_or(0, Vec::len) as u32).collect();
            let entry = rest.entry(unit, all.into(), bench);
            rest.floor += entry.least;
            for reach in entry.reach.iter() {
                let (low, high) = &mut rest.cover[reach.row as usize];
                (*low, *high) = (*low + reach.low, *high + reach.high);
            }
            rest.free.push(entry);
        }
        rest.floor += rows.iter().zip(&rest.cover).map(|(row, cover)| row.least(cover.0, cover.1)).sum::<i128>();
        rest
    }

    /// The choices of the free unit at `place` that are left.
    pub fn left(&self, place: usize) -> impl ExactSizeIterator<Item = (u32, &'a Choice)> + use<'_, 'a> {
        let Free { unit, left, .. } = &self.free[place];
        let all = self.choices.of[*unit].as_deref().unwrap_or_default();
        left.iter().map(move |&choice| (choice, &all[choice as usize]))
    }

    /// The rows with the least and the greatest cover of each.
    pub fn rows(&self) -> impl Iterator<Item = (&Row, (i64, i64))> + use<'_> {
        self.choices.losses.rows().iter().zip(self.cover.iter().copied())
    }

    /// Drives out every choice that no plan within the budget uses. Answers whether any plan may be left.
    pub fn settle(&mut self, bench: &mut Bench) -> bool {
        let mut place = 0;
        let mut unchanged = 0;
        while self.floor <= self.budget && unchanged < self.free.len() {
            let room = self.budget - self.floor;
            let risen = self.rises(place, bench);
            let left: Vec<u32> = self.free[place].left.iter().copied().collect();
            let stays: Rc<[u32]> =
                left.iter().zip(&risen).filter(|(_, rise)| **rise <= room).map(|(choice, _)| *choice).collect();
            if stays.is_empty() {
                return false;
            }
            unchanged += 1;
            if stays.len() < left.len() {
                self.keep(place, stays, bench);
                unchanged = 1;
            }
            place = (place + 1) % self.free.len();
        }
        self.floor <= self.budget
    }

    /// By how much the floor rises with each choice left to the free unit at `place`.
    pub fn rises(&self, place: usize, bench: &mut Bench) -> Vec<i128> {
        let rows = self.choices.losses.rows();
        bench.at.resize(rows.len(), (0, 0, 0));
        let free = &self.free[place];
        let mut idle = 0;
        for &Reach { row, low, high } in free.reach.iter() {
            let now = self.cover[row as usize];
            let others = (now.0 - low, now.1 - high);
            let how = &rows[row as usize];
            let now = how.least(now.0, now.1);
            let rise = how.least(others.0, others.1) - now;
            idle += rise;
            bench.at[row as usize] = (others.0, others.1, now + rise);
        }
        self.left(place)
            .map(|(_, choice)| {
                let mut rise = choice.loss - free.least + idle;
                for &(row, count) in &choice.effects {
                    let (low, high, without) = bench.at[row as usize];
                    rise += rows[row as usize].least(low + count, high + count) - without;
                }
                rise
            })
            .collect()
    }

    /// Leaves the free unit at `place` these choices alone.
    pub fn keep(&mut self, place: usize, left: Rc<[u32]>, bench: &mut Bench) {
        let rows = self.choices.losses.rows();
        let entry = self.entry(self.free[place].unit, left, bench);
        let before = std::mem::replace(&mut self.free[place], entry);
        self.floor += self.free[place].least - before.least;
        // What goes is taken out of the cover row by row, and what stays put in.
        let mut stays = self.free[place].reach.iter().peekable();
        for reach in before.reach.iter() {
            let after = stays.next_if(|after| after.row == reach.row).map_or((0, 0), |after| (after.low, after.high));
            let cover = &mut self.cover[reach.row as usize];
            let how = &rows[reach.row as usize];
            self.floor -= how.least(cover.0, cover.1);
            *cover = (cover.0 - reach.low + after.0, cover.1 - reach.high + after.1);
            self.floor += how.least(cover.0, cover.1);
        }
    }

    fn entry(&self, unit: UnitId, left: Rc<[u32]>, bench: &mut Bench) -> Free {
        let all = self.choices.of[unit].as_deref().unwrap_or_default();
        let chosen = || left.iter().map(|&choice| &all[choice as usize]);
        bench.counts.clear();
        bench.counts.extend(chosen().flat_map(|choice| choice.effects.iter().map(|&(row, count)| (row, count, 1))));
        bench.counts.sort_unstable();
        let reach = bench.counts.chunk_by(|a, b| a.0 == b.0).map(|same| {
            let (least, most) = (same[0].1, same[same.len() - 1].1);
            // Some choice does without the row unless all touch it.
            let idle = if same.len() < left.len() { 0 } else { least };
            Reach { row: same[0].0, low: least.min(idle), high: if same.len() < left.len() { most.max(0) } else { most } }
        });
        let reach = reach.collect();
        let least = chosen().map(|choice| choice.loss).min().unwrap_or(0);
        Free { unit, left, reach, least }
    }
}
