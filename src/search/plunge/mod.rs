//! The plunge: a dive by shares, with a linear program, that turns back where it cannot come to a better plan.
//!
//! Column generation leaves shares of rosters that cost least together. What has the greatest share, a kind of duty of one
//! person on one date or a date without, is taken for settled; the others are priced anew, and so on until every share is whole
//! but for posts of one kind.
//! Where the program says that nothing better than the best plan is left, what was settled last is forbidden instead
//! (depth first; Barnhart et al. 1998), a few times; then the plunge is over.
//!
//! Of all people it comes to plans that nobody had in mind; of some, the others' rosters as they are in the best plan, it finds
//! what moves of two or three people cannot.
//!
//! Measured on instances 5, 6 and 12 of Curtois and Qu: 1,143, 1,950 and 4,040, their optima, after some 10, 20 and 45 s, where
//! plunges that fixed whole rosters and never turned back came to 1,145, 1,951 and 4,052 in 60 s.

mod known;
mod turns;

pub use known::{Known, Met};
pub use turns::{Turn, Turns};

use super::Hand;
use super::worth::By;
use crate::ground::{Cost, Seed};
use crate::model::UnitId;
use crate::path::stints::{Allowed, Had, Stints};
use crate::path::{Reach, own};
use crate::price::Program;
use crate::price::certificate::{PRICE_UNIT, grain, rounded_up};
use crate::price::rows::cover_of;

/// One plunge.
#[derive(Debug)]
pub struct Plunge {
    people: Vec<Person>,
    program: Program,
    /// Are these all?
    is_of_all: bool,
    /// What all cost but for the program.
    base: Cost,
    /// What was settled by chance and may be forbidden instead, the latest last.
    forks: Vec<Fork>,
    /// What people were allowed before it was settled.
    trail: Vec<(usize, Allowed)>,
    /// How often all have been priced since something was settled.
    rounds: usize,
    /// How often it has turned back.
    turns: usize,
    /// How many are settled at once.
    at_once: f64,
    /// What the program came to before the last of that.
    cost: f64,
}

/// Whom a plunge plans.
#[derive(Debug)]
struct Person {
    unit: UnitId,
    allowed: Allowed,
    /// Which of the rosters known are in the program, and where.
    columns: Vec<(usize, usize)>,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The plunge goes on.
    On,
    /// It has come to a plan, which is in hand.
    Plan,
    /// It has ended without a plan: at once, as none is better, or after it had turned back too often.
    Nothing {
        /// Was it at once?
        at_once: bool,
    },
}

/// What somebody has on a date.
#[derive(Clone, Copy, Debug)]
struct Settled {
    person: usize,
    day: usize,
    had: Had,
}

#[derive(Debug)]
struct Fork {
    /// How long the trail was.
    trail: usize,
    settled: Settled,
}

/// All are priced so often before more is settled, or before it turns back, if they have something new each time.
const ROUNDS: usize = 12;
const ROUNDS_BACK: usize = 60;
/// What has no less than this share is as good as settled, and no more than that as good as nothing.
const WHOLE: f64 = 0.999;
const NOTHING: f64 = 1e-4;
/// How many times more are settled at once each time, up to this part of all, unless the cost rises by this part of it, or of
/// what is left to the best.
const MORE: f64 = 1.3;
const MOST: f64 = 0.25;
const RISE: f64 = 5e-4;
const PART: f64 = 0.1;
/// It turns back so often.
const TURNS: usize = 15;
/// So small a part of the cost, and of what two plans can cost apart, is nothing: rewards are asked in single precision.
const LITTLE: f64 = 1e-7;
const LITTLE_OF_A_GRAIN: f64 = 0.01;

impl Plunge {
    /// A plunge of these units, the others as they are in hand.
    pub fn new(hand: &Hand<'_>, stints: &Stints, units: &[UnitId], known: &mut Known) -> Self {
        let problem = hand.problem;
        known.begin();
        let mut demand: Vec<i32> = hand.rows.demand.clone();
        let mut base = Cost::ZERO;
        for unit in problem.units.ids().filter(|unit| !units.contains(unit)) {
            let roster = hand.running.roster(unit);
            base += own::roster_cost(problem, unit, roster) + own::empty_cost(problem, unit);
            for &duty in roster {
                cover_of(problem, unit, duty, |row, count| demand[row] -= count as i32);
            }
        }
        let mut plunge = Self {
            people: Vec::with_capacity(units.len()),
            program: Program::new(hand.rows, &demand, units.len()),
            is_of_all: units.len() == problem.units.len(),
            base,
            forks: Vec::new(),
            trail: Vec::new(),
            rounds: 0,
            turns: 0,
            at_once: 1.0,
            cost: f64::NEG_INFINITY,
        };
        for &unit in units {
            let present = known.column(problem, unit, hand.running.roster(unit).to_vec());
            let present = known.learn(problem, stints, unit, present);
            plunge.base += known.base_of(problem, unit);
            let person = plunge.people.len();
            plunge.people.push(Person {
                unit,
                allowed: Allowed::all(problem.grid.days()),
                columns: Vec::new(),
            });
            let first = known.first(unit);
            for at in std::iter::once(present).chain(first.into_iter().filter(|&at| at != present)) {
                plunge.add(known, person, at);
            }
        }
        plunge
    }

    /// Begins once more, with nothing settled.
    pub fn again(&mut self, known: &mut Known) {
        known.begin();
        while self.take_back(known).is_some() {}
        for (person, allowed) in std::mem::take(&mut self.trail).into_iter().rev() {
            self.people[person].allowed = allowed;
            self.bar(known, person);
        }
        (self.rounds, self.turns, self.at_once, self.cost) = (0, 0, 1.0, f64::NEG_INFINITY);
    }

    /// Adds a known roster of a person to the program.
    fn add(&mut self, known: &Known, person: usize, at: usize) {
        let of = &mut self.people[person];
        let column = &known.of(of.unit)[at].column;
        of.columns.push((at, self.program.add(person, &column.cover, column.cost)));
    }

    /// Solves the program and prices all, or settles something if that brings nothing new; `chance` is what chance may add to a
    /// share. In the end the plan is in hand, if there is one.
    pub fn step(
        &mut self,
        hand: &mut Hand<'_>,
        stints: &Stints,
        known: &mut Known,
        stopped: &dyn Fn() -> bool,
        (chance, seed): (f64, &mut Seed),
    ) -> Step {
        if !self.program.solve(stopped) {
            return Step::Nothing { at_once: false };
        }
        self.rounds += 1;
        let (cost, best) = (self.program.cost() + self.base.value(), hand.best_cost().value());
        // Where the cost rises by more than there is to the best and back, too little is left of what has been found.
        if self.rounds == 1 && cost - best > best - self.cost && self.settle_less(known) {
            return Step::On;
        }
        let is_beaten = self.is_beaten(hand, cost);
        let rounds = if is_beaten || self.forks.is_empty() { ROUNDS_BACK } else { ROUNDS };
        if self.rounds <= rounds {
            let Some(saved) = self.ask(hand, stints, known, stopped) else {
                return Step::Nothing { at_once: false };
            };
            // Prices prove so much even before nobody has a better roster (Lasdon 1970).
            if self.is_beaten(hand, cost - saved) {
                return self.turn_back(known);
            }
            if saved > self.program.slack().max(LITTLE * cost.abs()) {
                return Step::On;
            }
        }
        if is_beaten {
            return self.turn_back(known);
        }
        let rise = (RISE * cost).min(PART * (best - cost));
        if cost - self.cost > rise && self.settle_less(known) {
            return Step::On;
        }
        if self.is_of_all && self.forks.is_empty() {
            known.prices = self.program.prices().to_vec();
        }
        (self.rounds, self.cost) = (0, cost);
        self.at_once = (self.at_once * MORE).min((self.people.len() as f64 * MOST).max(1.0));
        if self.settle(known, (chance, seed)) {
            return Step::On;
        }
        self.give(hand, known);
        Step::Plan
    }

    /// Is no plan that costs so much or more better than the best?
    fn is_beaten(&self, hand: &Hand<'_>, cost: f64) -> bool {
        let little = self.program.slack() + LITTLE_OF_A_GRAIN * grain(hand.problem).value();
        let cost = cost - LITTLE * cost.abs() - little;
        rounded_up(hand.problem, (cost * PRICE_UNIT as f64) as i128) >= hand.best_cost()
    }

    /// Asks all for a better roster of what is allowed. Answers what they would save together; nothing where it was stopped.
    fn ask(
        &mut self,
        hand: &mut Hand<'_>,
        stints: &Stints,
        known: &mut Known,
        stopped: &dyn Fn() -> bool,
    ) -> Option<f64> {
        let mut saved = 0.0;
        let line: Vec<f32> = self.program.prices().iter().map(|&price| price as f32).collect();
        for person in 0..self.people.len() {
            if stopped() {
                return None;
            }
            let Person { unit, allowed, .. } = &self.people[person];
            let unit = *unit;
            let Some(roster) = hand.best_allowed(unit, &line, allowed) else { continue };
            let column = known.column(hand.problem, unit, roster);
            let loss = self.program.loss(person, &column.cover, column.cost).min(0.0);
            saved -= loss;
            if loss < -self.program.little() {
                let at = known.learn(hand.problem, stints, unit, column);
                if self.people[person].columns.iter().all(|(known, _)| *known != at) {
                    self.add(known, person, at);
                }
            }
        }
        Some(saved)
    }

    /// Settles by chance what has the greatest shares of all that is not whole. Answers whether there was anything.
    fn settle(&mut self, known: &mut Known, (chance, seed): (f64, &mut Seed)) -> bool {
        let mut open: Vec<(f64, f64, Settled)> = Vec::new();
        for (person, of) in self.people.iter().enumerate() {
            let shares: Vec<(usize, f64)> = of
                .columns
                .iter()
                .map(|&(at, column)| (at, self.program.share(column)))
                .filter(|(_, share)| *share > NOTHING)
                .collect();
            shares.iter().for_each(|(at, _)| known.note_use(of.unit, *at));
            let mut best: Option<(f64, f64, Settled)> = None;
            for day in 0..of.allowed.days() {
                for (had, share) in shares_on(day, &shares, known.of(of.unit)) {
                    let merit = share + chance * seed.unit();
                    if share < WHOLE && best.is_none_or(|(most, ..)| merit > most) {
                        best = Some((merit, share, Settled { person, day, had }));
                    }
                }
            }
            open.extend(best);
        }
        open.sort_by(|a, b| b.0.total_cmp(&a.0));
        open.truncate(self.at_once as usize);
        let trail = self.trail.len();
        for &(_, _, Settled { person, day, had }) in &open {
            self.trail.push((person, self.people[person].allowed.clone()));
            self.people[person].allowed.require(day, had);
            self.bar(known, person);
        }
        // The least of them is what is forbidden first.
        let least = open.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        self.forks.extend(least.map(|&(.., settled)| Fork { trail, settled }));
        least.is_some()
    }

    /// Bars the rosters of a person that are not allowed, and no others.
    fn bar(&mut self, known: &Known, person: usize) {
        let Person { unit, allowed, columns } = &self.people[person];
        for &(at, column) in columns {
            self.program.bar(column, !known.of(*unit)[at].is_allowed(allowed));
        }
    }

    /// Takes back what was settled last.
    fn take_back(&mut self, known: &Known) -> Option<Fork> {
        let fork = self.forks.pop()?;
        let back: Vec<(usize, Allowed)> = self.trail.drain(fork.trail..).rev().collect();
        for (person, allowed) in back {
            self.people[person].allowed = allowed;
            self.bar(known, person);
        }
        Some(fork)
    }

    /// Takes back what was settled last, to settle half of that. Answers whether there was anything to halve.
    fn settle_less(&mut self, known: &Known) -> bool {
        let can = self.at_once >= 2.0 && self.take_back(known).is_some();
        if can {
            (self.rounds, self.at_once) = (0, self.at_once / 2.0 / MORE);
        }
        can
    }

    /// Forbids what was settled last.
    fn turn_back(&mut self, known: &Known) -> Step {
        let at_once = self.turns == 0 && self.forks.is_empty();
        (self.rounds, self.at_once, self.turns) = (0, 1.0, self.turns + 1);
        let fork = if self.turns > TURNS { None } else { self.take_back(known) };
        let Some(Fork { settled: Settled { person, day, had }, .. }) = fork else {
            return Step::Nothing { at_once };
        };
        self.trail.push((person, self.people[person].allowed.clone()));
        self.people[person].allowed.forbid(day, had);
        self.bar(known, person);
        Step::On
    }

    /// Gives everybody the roster with the greatest share.
    fn give(&self, hand: &mut Hand<'_>, known: &Known) {
        self.people.iter().for_each(|person| drop(hand.clear(person.unit, Reach::All)));
        let greatest = |of: &Person| {
            let shares = of.columns.iter().map(|&(at, column)| (self.program.share(column), at));
            shares.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(share, at)| (share, of.unit, at))
        };
        let mut order: Vec<(f64, UnitId, usize)> = self.people.iter().filter_map(greatest).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (share, unit, at) in order {
            // Posts of one kind may still share somebody, who takes the best of what the others leave.
            let is_shared = share < WHOLE;
            let other = if is_shared { hand.best_roster(unit, By::Marginals, Reach::All) } else { None };
            let roster = other.unwrap_or_else(|| known.of(unit)[at].column.roster.clone());
            if hand.keeps_rules(unit, &roster) {
                hand.set(unit, roster);
            }
        }
    }
}

/// What a person has on a date, and its share.
fn shares_on(day: usize, shares: &[(usize, f64)], met: &[Met]) -> Vec<(Had, f64)> {
    let mut of: Vec<(Had, f64)> = Vec::new();
    for &(at, share) in shares {
        let had = met[at].had[day];
        match of.iter_mut().find(|(other, _)| *other == had) {
            Some((_, sum)) => *sum += share,
            None => of.push((had, share)),
        }
    }
    of
}
