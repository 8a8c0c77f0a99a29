//! The price loop: passes of the incremental subgradient method with lazy projection.
//!
//! Each row keeps an unclamped shadow price `y`; the price is `π = clamp(y)` to what is allowed, and `y` itself stays
//! within a little more (dual averaging; Nesterov 2009, Xiao 2010): projecting `π` at every step instead biases all
//! rows whose price ends at an edge. After each batch of units
//!
//! `y += α × scale / max(1, demand) × (demand × share of the batch − cover of the batch)`.
//!
//! The scale of a line is the width of its prices, but no more than that of the cheapest line: with the width itself, rare
//! and heavy lines shake everybody's prices (measured on the 27th night: a bound of 324 after 200 passes, 404 with the
//! geometric mean of both, 453 with the cheapest). Once the cheapest seemed slower where most lines are short; it only
//! wanted a longer first step.
//!
//! Batches are fixed by the seed and cover is counted in whole numbers, so the prices are the same for any number of
//! threads. The average of a pass's prices is the point to evaluate.

use super::answers::{Answer, Answers, Asked, Desk};
use super::place::Place;
use super::rounds::lead_through;
use super::scouts::Scouts;
use super::{Prices, Rows};
use crate::ground::{IdVec, Seed};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::{Asks, Graphs};
use std::collections::VecDeque;
use std::sync::Mutex;

/// How the step falls.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// α of the first pass.
    pub first: f32,
    /// What α is multiplied by after each pass.
    pub fall: f32,
    /// α never falls below this.
    pub least: f32,
}

/// The state of the price loop.
#[derive(Debug)]
pub struct Pricing {
    place: Place,
    average: Prices,
    step: f32,
    steps: Steps,
    /// All units, in an order of batches that is drawn anew for each pass.
    batches: Vec<Vec<UnitId>>,
    scouts: Scouts,
    /// What each unit that is read off stretches has answered last.
    answers: IdVec<UnitId, Option<Duty>>,
    desks: Mutex<Vec<Desk>>,
    most_labels: Option<usize>,
    /// The rosters of the last passes, one list for each, where they are noted.
    noted: Option<VecDeque<Vec<(UnitId, Roster)>>>,
    seed: Seed,
}

/// The fewest and the most batches of a pass, and how many units a batch has between them.
const BATCHES: (usize, usize) = (12, 40);
const IN_A_BATCH: usize = 64;

/// As long as prices are rough, a path of several duties looks at no more labels than that: a roster that breaks a rule or two
/// leads prices as well.
///
/// Measured on rich days, 1,500 people over eight, 10 s: a bound of 128,170; where each path took the care of a proof,
/// 112,716 after far fewer passes. On full ones, 300 people over five, such care after the first passes gives 64,082, and
/// none at all 63,155.
const FEW_LABELS: usize = 16;

/// Of so many passes rosters are noted.
const NOTED: usize = 40;

impl Pricing {
    /// A loop at its first prices.
    pub fn new(problem: &Problem, graphs: &Graphs, rows: &Rows, steps: Steps, seed: Seed) -> Self {
        let units = problem.units.len();
        let batches = (units / IN_A_BATCH).clamp(BATCHES.0, BATCHES.1).max(units.div_ceil(Asks::MOST));
        let stretched = graphs.share_stretches();
        Self {
            place: Place::new(rows),
            average: rows.first_prices(),
            step: steps.first,
            steps,
            batches: dealt(problem, batches),
            scouts: Scouts::new(problem, graphs),
            answers: IdVec::filled(None, if stretched { units } else { 0 }),
            desks: Mutex::default(),
            most_labels: Some(FEW_LABELS),
            noted: None,
            seed,
        }
    }

    /// Sets out from prices that were found before, cut to what is allowed.
    pub fn set_out_from(&mut self, rows: &Rows, prices: Prices) {
        self.place = Place::at(rows, prices);
        self.average = self.place.prices().clone();
    }

    /// The average prices of the last pass: the point to evaluate and to search by.
    pub const fn average(&self) -> &Prices {
        &self.average
    }

    /// The duty with which each unit that is read off stretches has answered last; empty where there is no such unit.
    pub const fn answers(&self) -> &IdVec<UnitId, Option<Duty>> {
        &self.answers
    }

    /// The present step.
    pub const fn step(&self) -> f32 {
        self.step
    }

    /// Sets what the step is multiplied by after each pass from now on.
    pub const fn set_fall(&mut self, fall: f32) {
        self.steps.fall = fall;
    }

    /// Goes on from `step`, which falls down to `least`.
    pub const fn go_on_from(&mut self, step: f32, least: f32) {
        self.step = step;
        self.steps.least = least;
    }

    /// From now on takes as much care of each path as a proof does.
    pub const fn take_care(&mut self) {
        self.most_labels = None;
    }

    /// From now on notes the rosters of several duties that units answer with.
    pub fn note(&mut self) {
        self.noted = Some(VecDeque::new());
    }

    /// What is noted of the last passes; nothing more is noted.
    pub fn take_noted(&mut self) -> impl Iterator<Item = (UnitId, Roster)> + use<> {
        self.noted.take().into_iter().flatten().flatten()
    }

    /// One pass over all units. Answers whether it was finished: `stopped` is asked after each batch.
    pub fn pass(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        self.seed.shuffle(&mut self.batches);
        self.scouts.next_pass();
        let (batches, scouts, desks) = (&self.batches[..], &self.scouts, &self.desks);
        let (step, notes, most_labels) = (self.step, self.noted.is_some(), self.most_labels);
        let asked =
            Asked { problem, graphs, rows, batches, scouts, desks, step, notes, most_labels, stopped };
        self.place.begin();
        let answers = Answers::new(asked, &self.place);
        let (mut given, mut rosters) = (Vec::new(), Vec::new());
        let mut done = 0;
        let desk = lead_through(&answers, |round| {
            for _ in batches.iter().take_while(|_| !stopped()) {
                round(done);
                if stopped() {
                    break;
                }
                answers.collect(done, &mut given, &mut rosters);
                done += 1;
            }
        });
        self.place = answers.end(desk, done);
        for Answer { unit, duty, position } in given {
            self.answers[unit] = duty;
            if let Some(position) = position {
                self.scouts.remember(unit, position);
            }
        }
        if let Some(noted) = &mut self.noted {
            noted.push_back(rosters);
            if noted.len() > NOTED {
                noted.pop_front();
            }
        }
        let finished = done as usize == self.batches.len();
        if finished && done > 0 {
            self.average = self.place.average();
            self.step = (self.step * self.steps.fall).max(self.steps.least);
        }
        finished
    }
}

/// All units dealt into batches, so that people who may serve at the same posts are in as many batches as can be: each
/// batch is a small crowd like the whole one.
fn dealt(problem: &Problem, batches: usize) -> Vec<Vec<UnitId>> {
    let mut alike: Vec<UnitId> = problem.units.ids().collect();
    alike.sort_by_key(|&unit| problem.units[unit].posts);
    let batch = |first| alike.iter().copied().skip(first).step_by(batches).collect();
    (0..batches.min(alike.len())).map(batch).collect()
}
