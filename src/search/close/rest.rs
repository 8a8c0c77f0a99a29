//! What is left to decide: some units free, with the rosters each may still have; everybody else where they are.
//!
//! Every row keeps the least and the greatest cover that is still possible, so that `floor`, the sum of what is lost for
//! certain, is never above what any plan among those left loses. A choice with which the floor would exceed the budget
//! goes, and that may drive out others.

use super::losses::{Losses, Row};
use super::standing::{Choice, Standing};
use crate::model::{Roster, UnitId};
use crate::path::single;
use crate::score::RunningCost;
use std::rc::Rc;

/// One unit that is free.
#[derive(Clone, Debug)]
pub struct Free {
    /// Who.
    pub unit: UnitId,
    /// What it may do.
    all: Rc<[Choice]>,
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
    losses: &'a Losses,
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
    counts: Vec<(u32, i64)>,
    single: single::Bench<i128>,
}

impl<'a> Rest<'a> {
    /// The units `free` at liberty, everybody else where `plan` has them, the plan that `standing` speaks of.
    ///
    /// Units whose rosters cannot all be looked at stay where they are. Nothing where more than `most` choices are left.
    pub fn new(
        standing: &'a Standing<'a>,
        plan: &RunningCost<'_>,
        free: &[UnitId],
        most: usize,
        bench: &mut Bench,
    ) -> Option<Self> {
        let cover = standing.cover.iter().map(|&cover| (cover, cover)).collect();
        let floor = standing.lost.iter().sum();
        let mut rest =
            Self { losses: &standing.losses, free: Vec::new(), cover, floor, budget: standing.budget };
        let free: Vec<UnitId> = free.iter().copied().filter(|&unit| standing.is_plain(unit)).collect();
        for &unit in &free {
            rest.floor -= standing.lost[unit];
            for (row, count) in standing.present(unit, plan.roster(unit)).effects {
                let (low, high) = &mut rest.cover[row as usize];
                (*low, *high) = (*low - count, *high - count);
            }
        }
        // What the others lose by themselves is not to be had for anything else.
        let budget = rest.budget - rest.floor;
        let mut left = 0;
        for unit in free {
            let all: Rc<[Choice]> = standing.choices(unit, budget, &mut bench.single)?.into();
            left += all.len();
            if left > most {
                return None;
            }
            let numbers: Vec<u32> = (0..all.len() as u32).collect();
            let entry = entry(unit, all, numbers.into(), bench);
            rest.floor += entry.least;
            for reach in entry.reach.iter() {
                let (low, high) = &mut rest.cover[reach.row as usize];
                (*low, *high) = (*low + reach.low, *high + reach.high);
            }
            rest.free.push(entry);
        }
        let rows = rest.losses.rows().iter().zip(&rest.cover);
        rest.floor += rows.map(|(row, cover)| row.least(cover.0, cover.1)).sum::<i128>();
        Some(rest)
    }

    /// The choices of the free unit at `place` that are left.
    pub fn left(&self, place: usize) -> impl ExactSizeIterator<Item = (u32, &Choice)> + use<'_> {
        let Free { all, left, .. } = &self.free[place];
        left.iter().map(move |&choice| (choice, &all[choice as usize]))
    }

    /// The first choice left to each free unit.
    pub fn chosen(&self) -> Vec<(UnitId, Roster)> {
        let first = |free: &Free| free.left.first().map(|&choice| free.all[choice as usize].roster.clone());
        self.free.iter().filter_map(|free| Some((free.unit, first(free)?))).collect()
    }

    /// The free units that still have a choice, as places in `free`.
    pub fn open(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.free.len()).filter(|&place| self.free[place].left.len() > 1)
    }

    /// Each row that open units touch, and its cover without them; and what is lost by all other rows and units.
    pub fn at_stake(&self) -> (Vec<(u32, i64)>, i128) {
        let rows = self.losses.rows();
        let mut fixed: Vec<Option<i64>> = vec![None; rows.len()];
        let mut lost = self.floor;
        for place in self.open() {
            lost -= self.free[place].least;
            for reach in self.free[place].reach.iter() {
                let (low, high) = self.cover[reach.row as usize];
                let cover = fixed[reach.row as usize].get_or_insert_with(|| {
                    lost -= rows[reach.row as usize].least(low, high);
                    low
                });
                *cover -= reach.low;
            }
        }
        let at_stake = fixed.into_iter().enumerate().filter_map(|(row, cover)| Some((row as u32, cover?)));
        (at_stake.collect(), lost)
    }

    /// How a row loses, and the least and the greatest cover it may have.
    pub fn row(&self, row: u32) -> (&Row, (i64, i64)) {
        (&self.losses.rows()[row as usize], self.cover[row as usize])
    }

    /// Drives out every choice that no plan within the budget uses. Answers whether any plan may be left.
    pub fn settle(&mut self, bench: &mut Bench) -> bool {
        let mut place = 0;
        let mut unchanged = 0;
        while self.floor <= self.budget && unchanged < self.free.len() {
            let room = self.budget - self.floor;
            let risen = self.rises(place, bench);
            let left: Vec<u32> = self.free[place].left.iter().copied().collect();
            let stays: Rc<[u32]> = left
                .iter()
                .zip(&risen)
                .filter(|(_, rise)| **rise <= room)
                .map(|(choice, _)| *choice)
                .collect();
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
        let rows = self.losses.rows();
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
        let rows = self.losses.rows();
        let entry = entry(self.free[place].unit, self.free[place].all.clone(), left, bench);
        let before = std::mem::replace(&mut self.free[place], entry);
        self.floor += self.free[place].least - before.least;
        // What goes is taken out of the cover row by row, and what stays put in.
        let mut stays = self.free[place].reach.iter().peekable();
        for reach in before.reach.iter() {
            let after =
                stays.next_if(|after| after.row == reach.row).map_or((0, 0), |after| (after.low, after.high));
            let cover = &mut self.cover[reach.row as usize];
            let how = &rows[reach.row as usize];
            self.floor -= how.least(cover.0, cover.1);
            *cover = (cover.0 - reach.low + after.0, cover.1 - reach.high + after.1);
            self.floor += how.least(cover.0, cover.1);
        }
    }
}

/// A unit free to do what is left of all that it may do.
fn entry(unit: UnitId, all: Rc<[Choice]>, left: Rc<[u32]>, bench: &mut Bench) -> Free {
    let chosen = || left.iter().map(|&choice| &all[choice as usize]);
    bench.counts.clear();
    bench.counts.extend(chosen().flat_map(|choice| choice.effects.iter().copied()));
    bench.counts.sort_unstable();
    let reach = bench.counts.chunk_by(|a, b| a.0 == b.0).map(|same| {
        let (low, high) = (same[0].1, same[same.len() - 1].1);
        // Some choice does without the row unless all touch it.
        if same.len() < left.len() {
            Reach { row: same[0].0, low: low.min(0), high: high.max(0) }
        } else {
            Reach { row: same[0].0, low, high }
        }
    });
    let reach = reach.collect();
    let least = chosen().map(|choice| choice.loss).min().unwrap_or(0);
    Free { unit, all, left, reach, least }
}
