//! What a batch answers to prices: where everybody would serve, and what that counts for.

use super::rounds::Work;
use super::scouts::Scouts;
use super::turns::{Turn, turns_of};
use super::{Prices, Rows};
use crate::ground::Cost;
use crate::model::{Duty, Problem, UnitId};
use crate::path::{Bench, Graphs, Offer, Reading, Stretches, ceiling};
use std::sync::{Mutex, PoisonError, RwLock};

/// What is asked, and of whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub problem: &'a Problem,
    pub graphs: &'a Graphs,
    pub rows: &'a Rows,
    /// Everybody; each batch answers to other prices.
    pub batches: &'a [Vec<UnitId>],
    pub scouts: &'a Scouts,
    /// Where there is anybody who is read off them.
    pub stretches: Option<&'a Stretches<f32>>,
}

/// The answers of all batches, one batch after the other. Each takes two rounds: in the first the stretches are worked out
/// for the present prices, in the second everybody answers.
#[derive(Debug)]
pub(super) struct Answers<'a> {
    asked: Asked<'a>,
    prices: RwLock<Prices>,
    /// How many units answer in one part of a round.
    together: usize,
    /// What each part of a round has brought, until it is collected.
    brought: Vec<Mutex<Brought>>,
}

/// The duty with which a unit has answered, and the position of its cluster among the unit's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub unit: UnitId,
    pub duty: Option<Duty>,
    pub position: Option<usize>,
}

#[derive(Debug, Default)]
struct Brought {
    turns: Vec<Turn>,
    answers: Vec<Answer>,
}

/// So many parts there are for each thread, and so many units in each of them: enough to share rows.
const PARTS_A_THREAD: usize = 4;
const TOGETHER: (usize, usize) = (16, 1 << 14);

impl<'a> Answers<'a> {
    /// Nobody has answered yet; the first will answer to these prices.
    pub fn new(asked: Asked<'a>, prices: Prices) -> Self {
        let most = asked.batches.iter().map(Vec::len).max().unwrap_or(0);
        let together = most.div_ceil(PARTS_A_THREAD * rayon::current_num_threads());
        let together = together.clamp(TOGETHER.0, TOGETHER.1);
        let mut brought = Vec::new();
        brought.resize_with(most.div_ceil(together), Mutex::default);
        Self { asked, prices: RwLock::new(prices), together, brought }
    }

    /// The rounds in which a batch answers.
    pub const fn rounds_of(batch: usize) -> [u32; 2] {
        [2 * batch as u32, 2 * batch as u32 + 1]
    }

    /// Collects what the present batch has answered.
    pub fn collect(&self, mut count: impl FnMut(Turn), answers: &mut Vec<Answer>) {
        for brought in &self.brought {
            let mut brought = brought.lock().unwrap_or_else(PoisonError::into_inner);
            brought.turns.drain(..).for_each(&mut count);
            answers.append(&mut brought.answers);
        }
    }

    /// Changes the prices to which the next batch answers.
    pub fn change(&self, change: impl FnOnce(&mut Prices)) {
        change(&mut self.prices.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// The last prices.
    pub fn into_prices(self) -> Prices {
        self.prices.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets some units of a batch answer.
    fn answer(&self, units: &[UnitId], bench: &mut Bench<f32>, brought: &mut Brought) {
        let Asked { problem, graphs, rows, stretches, scouts, .. } = self.asked;
        let Brought { turns, answers } = brought;
        let looks = |unit, clusters| scouts.looks(unit, clusters);
        let reading = stretches.map(Reading::of);
        if let Some(reading) = &reading {
            let found = reading.best_duties(problem, graphs, units, looks);
            for (&unit, found) in units.iter().zip(found).filter(|(unit, _)| graphs.stretched[**unit]) {
                let duty = found.map(|(_, duty, _)| duty);
                answers.push(Answer { unit, duty, position: found.map(|(.., position)| position) });
                duty.into_iter().for_each(|duty| turns_of(problem, rows, unit, duty, turns));
            }
        }
        let prices = self.prices.read().unwrap_or_else(PoisonError::into_inner);
        for &unit in units.iter().filter(|unit| !graphs.stretched[**unit]) {
            match reading.as_ref().filter(|_| graphs.of_hours[unit]) {
                Some(reading) => {
                    let (_, duties) = reading.best_hours(problem, graphs, unit, looks, &mut bench.hours);
                    let middle = duties.get(duties.len() / 2).map(|&(duty, _)| duty);
                    answers.push(Answer { unit, duty: middle, position: None });
                    for (duty, position) in duties {
                        answers.push(Answer { unit, duty: middle, position: Some(position) });
                        turns_of(problem, rows, unit, duty, turns);
                    }
                }
                None => {
                    let (_, roster) = ceiling(problem, graphs, unit, &offer(&prices), bench);
                    roster.into_iter().for_each(|duty| turns_of(problem, rows, unit, duty, turns));
                }
            }
        }
    }
}

impl Work for Answers<'_> {
    type Bench = Bench<f32>;

    fn parts(&self, round: u32) -> usize {
        match round.is_multiple_of(2) {
            true => self.asked.stretches.map_or(0, Stretches::parts),
            false => self.asked.batches[round as usize / 2].len().div_ceil(self.together),
        }
    }

    fn part(&self, round: u32, part: usize, bench: &mut Bench<f32>) {
        let Asked { problem, graphs, batches, stretches, .. } = self.asked;
        if round.is_multiple_of(2) {
            let prices = self.prices.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(stretches) = stretches {
                stretches.renew(problem, graphs, &offer(&prices), part);
            }
        } else if let Some(units) = batches[round as usize / 2].chunks(self.together).nth(part) {
            let mut brought = self.brought[part].lock().unwrap_or_else(PoisonError::into_inner);
            self.answer(units, bench, &mut brought);
        }
    }
}

/// What prices offer.
fn offer(prices: &Prices) -> Offer<'_, f32> {
    let head = (!prices.head.is_empty()).then_some(prices.head.as_slice());
    Offer { line: &prices.line, head, heads: None, unit: 1.0 / Cost::UNITS as f32 }
}
