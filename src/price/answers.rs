//! What a batch answers to prices: where everybody would serve, and what that counts for.

use super::place::Place;
use super::rounds::Work;
use super::scouts::Scouts;
use super::turns::{Turn, turns_of};
use super::{Prices, Rows};
use crate::ground::Cost;
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::shared::views_of;
use crate::path::{Asks, Bench, Found, Graphs, Offer, Stretches, ceiling};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What is asked, and of whom.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub problem: &'a Problem,
    pub graphs: &'a Graphs,
    pub rows: &'a Rows,
    /// Everybody; each batch answers to other prices.
    pub batches: &'a [Vec<UnitId>],
    pub scouts: &'a Scouts,
    /// What threads work on, while nobody does.
    pub desks: &'a Mutex<Vec<Desk>>,
    /// How far prices move after each batch.
    pub step: f32,
    /// Are rosters of several duties to be noted?
    pub notes: bool,
    /// The most labels of a path; nothing means as many as a proof takes.
    pub most_labels: Option<usize>,
    /// Says that a batch need not be answered to its end.
    pub stopped: &'a (dyn Fn() -> bool + Sync),
}

/// What a thread works on: a place and stretches of its own, of which it learns what it is asked about.
///
/// Little of it is learnt twice, as parts are dealt view by view. Tried and lost: stretches that threads learn together and
/// read from each other (memory that goes from core to core), people instead of views dealt to parts (two threads learnt 1.7
/// times as much as one), a second round in which threads put together what was found (1,000 people: twice as slow).
#[derive(Debug)]
pub(super) struct Desk {
    /// The round for which it is all ready.
    round: Option<u32>,
    place: Place,
    /// Where there is anybody who is read off them.
    stretches: Option<Stretches<f32>>,
    /// The most that each asker of the round is known to earn.
    most: Vec<f32>,
    bench: Bench<f32>,
}

/// The answers of all batches, each in a round of its number.
pub(super) struct Answers<'a> {
    asked: Asked<'a>,
    first: &'a Place,
    /// What each batch counts for, once it has answered.
    counted: Vec<OnceLock<Vec<Turn>>>,
    batches: Vec<Batch<'a>>,
    /// What each part of a round has brought, until it is collected.
    brought: Vec<Mutex<Brought>>,
}

/// A batch, dealt to parts.
#[derive(Debug)]
struct Batch<'a> {
    units: &'a [UnitId],
    /// What those ask who are read off stretches for one duty; the first parts answer it, view by view.
    asks: Asks<'a>,
    asked: Vec<Range<usize>>,
    /// Everybody else; the other parts answer for so many each.
    others: Vec<UnitId>,
    together: usize,
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
    /// The best that each asker has found in this part.
    found: Vec<Found<f32>>,
    turns: Vec<Turn>,
    answers: Vec<Answer>,
    rosters: Vec<(UnitId, Roster)>,
}

/// So many parts there are for each of several threads, and so many units at least in each of them: few enough that no
/// thread waits long for another's last part, enough to share rows. Measured on 10,000 people and two threads: with 4 parts
/// for each a pass takes 14.3 ms, with 8 it takes 10.3 ms, with 16 it takes 10.5 ms.
const PARTS_A_THREAD: usize = 8;
const TOGETHER: usize = 8;

impl<'a> Batch<'a> {
    fn new(asked: &Asked<'a>, units: &'a [UnitId]) -> Self {
        let &Asked { problem, graphs, scouts, .. } = asked;
        let threads = rayon::current_num_threads();
        let parts = if threads == 1 { 1 } else { PARTS_A_THREAD * threads };
        let asks = Asks::new(problem, graphs, units, |unit, clusters| scouts.looks(unit, clusters));
        let others: Vec<UnitId> = units.iter().copied().filter(|unit| !graphs.stretched[*unit]).collect();
        let together = others.len().div_ceil(parts).max(TOGETHER);
        Self { units, asked: asks.dealt(graphs, parts), asks, others, together }
    }

    fn parts(&self) -> usize {
        self.asked.len() + self.others.len().div_ceil(self.together)
    }
}

impl<'a> Answers<'a> {
    /// Nobody has answered yet; the first will answer to the prices of this place.
    pub fn new(asked: Asked<'a>, first: &'a Place) -> Self {
        let batches: Vec<Batch<'a>> =
            asked.batches.par_iter().map(|units| Batch::new(&asked, units)).collect();
        let mut brought = Vec::new();
        brought.resize_with(batches.iter().map(Batch::parts).max().unwrap_or(0), Mutex::default);
        let counted = batches.iter().map(|_| OnceLock::new()).collect();
        Self { asked, first, counted, batches, brought }
    }

    /// Collects what a batch has answered, and its rosters where they are to be noted.
    pub fn collect(&self, round: u32, answers: &mut Vec<Answer>, rosters: &mut Vec<(UnitId, Roster)>) {
        let Asked { problem, graphs, rows, .. } = self.asked;
        let Batch { units, .. } = self.batches[round as usize];
        let mut best: Vec<Option<Found<f32>>> = vec![None; units.len()];
        let mut turns = Vec::new();
        for brought in &self.brought {
            let mut brought = brought.lock().unwrap_or_else(PoisonError::into_inner);
            for found in brought.found.drain(..) {
                let best = &mut best[found.asker];
                if best.is_none_or(|best| found.value > best.value) {
                    *best = Some(found);
                }
            }
            turns.append(&mut brought.turns);
            answers.append(&mut brought.answers);
            rosters.append(&mut brought.rosters);
        }
        for (&unit, found) in units.iter().zip(best).filter(|(unit, _)| graphs.stretched[**unit]) {
            let duty = found.map(|found| found.duty);
            answers.push(Answer { unit, duty, position: found.map(|found| found.position) });
            duty.into_iter().for_each(|duty| turns_of(problem, rows, unit, duty, &mut turns));
        }
        self.counted[round as usize].get_or_init(|| turns);
    }

    /// Takes all steps up to a batch.
    fn step_up_to(&self, round: u32, place: &mut Place) {
        let Asked { problem, rows, step, .. } = self.asked;
        for done in place.steps()..round {
            let share = self.batches[done as usize].units.len() as f32 / problem.units.len() as f32;
            let counted = self.counted[done as usize].get();
            place.step(rows, step, share, counted.map_or(&[], Vec::as_slice));
        }
    }

    /// Where prices have come to after so many batches.
    pub fn end(&self, mut desk: Desk, batches: u32) -> Place {
        self.step_up_to(batches, &mut desk.place);
        let place = desk.place.clone();
        self.give_back(desk);
        place
    }

    /// Finds the best duties that these asks are about.
    fn find(&self, batch: &Batch<'_>, asked: &Range<usize>, desk: &mut Desk, found: &mut Vec<Found<f32>>) {
        let Asked { problem, graphs, .. } = self.asked;
        let Some(stretches) = &mut desk.stretches else { return };
        let offer = offer(desk.place.prices());
        batch.asks.views(asked.clone()).for_each(|view| stretches.learn(problem, graphs, &offer, view));
        found.extend(stretches.best_duties(problem, graphs, &batch.asks, asked.clone(), &mut desk.most));
    }

    /// Lets some of the other units answer.
    fn answer(&self, units: &[UnitId], desk: &mut Desk, brought: &mut Brought) {
        let Asked { problem, graphs, rows, scouts, notes, stopped, .. } = self.asked;
        let Brought { turns, answers, rosters, .. } = brought;
        let looks = |unit, clusters| scouts.looks(unit, clusters);
        let offer = offer(desk.place.prices());
        for &unit in units {
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
                None if stopped() => return,
                None => {
                    let (_, roster) = ceiling(problem, graphs, unit, &offer, &mut desk.bench);
                    roster.iter().for_each(|&duty| turns_of(problem, rows, unit, duty, turns));
                    if notes {
                        rosters.push((unit, roster));
                    }
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
        let mut desk = desk.unwrap_or_else(|| Desk {
            round: None,
            place: self.first.clone(),
            stretches: graphs.share_stretches().then(|| Stretches::unknown(problem, graphs)),
            most: Vec::new(),
            bench: Bench::default(),
        });
        desk.place.clone_from(self.first);
        desk.bench.most_labels = self.asked.most_labels;
        Desk { round: None, ..desk }
    }

    fn give_back(&self, desk: Desk) {
        self.asked.desks.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }

    fn parts(&self, round: u32) -> usize {
        self.batches[round as usize].parts()
    }

    fn part(&self, round: u32, part: usize, desk: &mut Desk) {
        let batch = &self.batches[round as usize];
        if desk.round.replace(round) != Some(round) {
            self.step_up_to(round, &mut desk.place);
            desk.stretches.iter_mut().for_each(Stretches::forget);
            desk.most.clear();
            desk.most.resize(batch.units.len(), 0.0);
        }
        let mut brought = self.brought[part].lock().unwrap_or_else(PoisonError::into_inner);
        match batch.asked.get(part) {
            Some(asked) => self.find(batch, asked, desk, &mut brought.found),
            None => {
                if let Some(units) = batch.others.chunks(batch.together).nth(part - batch.asked.len()) {
                    self.answer(units, desk, &mut brought);
                }
            }
        }
    }
}

/// What prices offer.
fn offer(prices: &Prices) -> Offer<'_, f32> {
    let head = (!prices.head.is_empty()).then_some(prices.head.as_slice());
    Offer { line: &prices.line, head, heads: None, unit: 1.0 / Cost::UNITS as f32 }
}
