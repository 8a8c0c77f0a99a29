//! What a batch answers to prices: where everybody would serve, and what that counts for.

use super::rounds::Work;
use super::scouts::Scouts;
use super::turns::{Turn, turns_of};
use super::{Prices, Rows};
use crate::ground::Cost;
use crate::model::{Duty, Problem, UnitId};
use crate::path::shared::views_of;
use crate::path::{Asks, Bench, Graphs, Offer, Stretches, ceiling};
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
    /// What threads work on, while nobody does.
    pub desks: &'a Mutex<Vec<Desk>>,
}

/// What a thread works on: stretches of its own, of which it learns what it is asked about.
///
/// Two threads learn some of it twice. To learn all of it together instead, and read what the other has learnt, was slower on
/// 10,000 people, quicker on 100,000, and slower everywhere by one thread, which then learns what nobody asks about.
#[derive(Debug)]
pub(super) struct Desk {
    /// The round of which the stretches are.
    round: Option<u32>,
    /// Where there is anybody who is read off them.
    stretches: Option<Stretches<f32>>,
    bench: Bench<f32>,
}

/// The answers of all batches, each in a round of its number.
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

/// So many parts there are for each thread, and so many units in each of them: few enough that no thread waits long for
/// another's last part, enough to share rows. Measured on 10,000 people and two threads: with 4 parts for each a pass takes
/// 14.3 ms, with 8 it takes 10.3 ms, with 16 it takes 10.5 ms.
const PARTS_A_THREAD: usize = 8;
const TOGETHER: (usize, usize) = (8, 1 << 14);

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
    fn answer(&self, units: &[UnitId], desk: &mut Desk, brought: &mut Brought) {
        let Asked { problem, graphs, rows, scouts, .. } = self.asked;
        let Brought { turns, answers } = brought;
        let looks = |unit, clusters| scouts.looks(unit, clusters);
        let prices = self.prices.read().unwrap_or_else(PoisonError::into_inner);
        let offer = offer(&prices);
        if let Some(stretches) = &mut desk.stretches {
            let asks = Asks::new(problem, graphs, units, looks);
            asks.views().for_each(|view| stretches.learn(problem, graphs, &offer, view));
            let found = stretches.best_duties(problem, graphs, &asks);
            for (&unit, found) in units.iter().zip(found).filter(|(unit, _)| graphs.stretched[**unit]) {
                let duty = found.map(|(_, duty, _)| duty);
                answers.push(Answer { unit, duty, position: found.map(|(.., position)| position) });
                duty.into_iter().for_each(|duty| turns_of(problem, rows, unit, duty, turns));
            }
        }
        for &unit in units.iter().filter(|unit| !graphs.stretched[**unit]) {
            match desk.stretches.as_mut().filter(|_| graphs.of_hours[unit]) {
                Some(stretches) => {
                    let views = views_of(problem, graphs, unit, looks);
                    views.for_each(|view| stretches.learn(problem, graphs, &offer, view));
                    let bench = &mut desk.bench.hours;
                    let (_, duties) = stretches.best_hours(problem, graphs, unit, looks, bench);
                    let middle = duties.get(duties.len() / 2).map(|&(duty, _)| duty);
                    answers.push(Answer { unit, duty: middle, position: None });
                    for (duty, position) in duties {
                        answers.push(Answer { unit, duty: middle, position: Some(position) });
                        turns_of(problem, rows, unit, duty, turns);
                    }
                }
                None => {
                    let (_, roster) = ceiling(problem, graphs, unit, &offer, &mut desk.bench);
                    roster.into_iter().for_each(|duty| turns_of(problem, rows, unit, duty, turns));
                }
            }
        }
    }
}

impl Work for Answers<'_> {
    type Bench = Desk;

    fn take(&self) -> Desk {
        let Asked { problem, graphs, desks, .. } = self.asked;
        let desk = desks.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let anew = || Desk {
            round: None,
            stretches: graphs.share_stretches().then(|| Stretches::unknown(problem, graphs)),
            bench: Bench::default(),
        };
        Desk { round: None, ..desk.unwrap_or_else(anew) }
    }

    fn give_back(&self, desk: Desk) {
        self.asked.desks.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }

    fn parts(&self, round: u32) -> usize {
        self.asked.batches[round as usize].len().div_ceil(self.together)
    }

    fn part(&self, round: u32, part: usize, desk: &mut Desk) {
        if desk.round.replace(round) != Some(round) {
            desk.stretches.iter_mut().for_each(Stretches::forget);
        }
        if let Some(units) = self.asked.batches[round as usize].chunks(self.together).nth(part) {
            let mut brought = self.brought[part].lock().unwrap_or_else(PoisonError::into_inner);
            self.answer(units, desk, &mut brought);
        }
    }
}

/// What prices offer.
fn offer(prices: &Prices) -> Offer<'_, f32> {
    let head = (!prices.head.is_empty()).then_some(prices.head.as_slice());
    Offer { line: &prices.line, head, heads: None, unit: 1.0 / Cost::UNITS as f32 }
}
