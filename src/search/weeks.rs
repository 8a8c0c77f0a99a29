//! The search over weeks and months: dives, and moves that change two or three people over some dates in a row.
//!
//! After each dive come moves. A few people are taken out of all duties inside a window of dates and put back one by one,
//! each by the exact best path for what is missing, all but the last under noise that shakes what duties are worth. How
//! long the window is, how many people, how much noise: drawn by how often each choice has made the plan better for its
//! work (adaptive large neighbourhood search; Røpke & Pisinger 2006). Now and then the moves go on from the best plan.
//!
//! Where column generation has come to its end, [plunges](super::plunge) take the place of dives.
//!
//! Measured on instance 8 of Curtois and Qu, whose optimum is 1,300: moves alone came to 1,350 to 1,460 in 20 s, whatever
//! the temperature; a dive takes about two seconds, and the best of eight came to 1,303 to 1,310 before any move.

use super::dive::Dive;
use super::hand::Hand;
use super::plunge::{Turn, Turns};
use super::team::{Before, accepts, undo};
use super::worth::By;
use crate::ground::{Cost, Day, Seed};
use crate::model::UnitId;
use crate::path::{Lane, Reach};
use crate::price::Pool;

/// How many dates are changed at once, how many people, and how much noise there is, in the cost of the cheapest person
/// short for a slot.
const DAYS: [usize; 7] = [4, 7, 10, 14, 21, 28, 42];
const PEOPLE: [usize; 4] = [1, 2, 3, 4];
const NOISE: [f32; 6] = [0.0, 0.003, 0.01, 0.03, 0.1, 0.3];

/// The search over weeks.
#[derive(Debug)]
pub struct Weeks {
    units: Vec<UnitId>,
    pace: Pace,
    stage: Stage,
    dives: u64,
    /// Plunges instead of dives, where column generation is done.
    plunges: Option<Box<Turns>>,
    days: Choice,
    people: Choice,
    noise: Choice,
    /// The cost of the cheapest person short for a slot.
    unit: f32,
    seed: Seed,
}

/// What is under way.
#[derive(Debug)]
enum Stage {
    /// A dive.
    Dive(Dive),
    /// One plunge after another.
    Plunge,
    /// Moves: so many are done of so many; after a dive, or from the best plan.
    Moves { done: u64, all: u64, from_best: bool },
}

/// Of more people a dive would take too long, and two or three at random too seldom have to do with each other.
const MOST_UNITS: usize = 1000;
/// Where paths are not by stints, units times slots are no more than that: a dive takes some ten thousands of paths.
///
/// Measured with 60 s: the last ten nights, 340 people over 466 slots, 3,335 with dives, where annealing came to 2,484, as one
/// dive took most of the time.
const MOST_WORK: usize = 100_000;

/// How long a dive takes, and how many moves come after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    /// Passes of a dive before the first is fixed, and before each other.
    passes: (usize, usize),
    /// Moves after a dive that comes near the best plan, and after any other.
    moves: (u64, u64),
    /// Moves before the first dive.
    first: u64,
}

impl Pace {
    /// For stints: measured on instance 8 of Curtois and Qu, with 24 and 5 passes and steps of 0.01 to 0.04 that do not fall,
    /// dives came to 1,440 to 2,300; with 60 and 20, and steps that fall from 0.1 to 0.005, to 1,310 to 1,520.
    const OF_STINTS: Self = Self { passes: (60, 20), moves: (20_000, 2_000), first: 2_000 };
    /// Elsewhere, where a path takes longer and a dive leaves more to do.
    const OF_DAYS: Self = Self { passes: (40, 10), moves: (20_000, 20_000), first: 0 };
}

/// A dive is near where it costs no more than so much of the best plan's cost.
const NEAR: f64 = 1.015;
/// Once in so many dives twice as many moves go on from the best plan.
const BACK: u64 = 4;
/// What chance may add to the shares that a plunge goes by.
const CHANCE: f64 = 0.2;
/// How hot the first and the last moves are, in the cost of the cheapest person short for a slot.
const HEAT: (f64, f64) = (0.01, 0.002);

/// Options to draw from, and how each has done.
#[derive(Debug)]
struct Choice {
    /// How often each option has saved something, of late, for the work it makes.
    merits: Vec<f64>,
}

/// How much of an option's merit stays after it was tried once more, and the least share of draws it gets.
const STAYS: f64 = 0.998;
const LEAST: f64 = 0.05;

impl Choice {
    fn new(options: usize) -> Self {
        Self { merits: vec![1.0; options] }
    }

    /// One of the first `options`, the better the likelier.
    fn draw(&self, options: usize, seed: &mut Seed) -> usize {
        let merits = &self.merits[..options];
        let sum: f64 = merits.iter().sum();
        let share = |merit: f64| LEAST + if sum > 0.0 { merit / sum } else { 0.0 };
        let mut at = seed.unit() * merits.iter().map(|&merit| share(merit)).sum::<f64>();
        let drawn = merits.iter().position(|&merit| {
            at -= share(merit);
            at < 0.0
        });
        drawn.unwrap_or(options - 1)
    }

    fn learn(&mut self, option: usize, merit: f64) {
        self.merits[option] = STAYS * self.merits[option] + (1.0 - STAYS) * merit;
    }
}

impl Weeks {
    /// A search over the units planned by stints, where they are most of all, or over all that may have several duties, where
    /// their paths are quick; and where they are not too many. Nothing elsewhere. `unit` is the cost of the cheapest person
    /// short for a slot.
    pub fn new(hand: &Hand<'_>, unit: f64, seed: Seed) -> Option<Self> {
        let (problem, graphs) = (hand.problem, hand.graphs);
        let of = |are: fn(Lane) -> bool| -> Vec<UnitId> {
            let units = problem.units.ids().filter(|&unit| are(graphs.of[unit].lane)).collect::<Vec<_>>();
            if units.len() * 2 > problem.units.len() { units } else { Vec::new() }
        };
        let stints = of(|lane| lane == Lane::Stints);
        let (units, pace) = match stints.is_empty() {
            true => (of(|lane| lane != Lane::Single), Pace::OF_DAYS),
            false => (stints, Pace::OF_STINTS),
        };
        let is_quick = pace == Pace::OF_STINTS || units.len() * problem.grid.slots() <= MOST_WORK;
        (!units.is_empty() && is_quick && units.len() <= MOST_UNITS).then(|| Self {
            units,
            pace,
            stage: Stage::Moves { done: 0, all: pace.first, from_best: true },
            dives: 0,
            plunges: None,
            days: Choice::new(DAYS.len()),
            people: Choice::new(PEOPLE.len()),
            noise: Choice::new(NOISE.len()),
            unit: unit as f32,
            seed,
        })
    }

    /// Is it over units planned by stints?
    pub fn is_of_stints(&self) -> bool {
        self.pace == Pace::OF_STINTS
    }

    /// Learns which rosters column generation has left: from now on there are plunges instead of dives.
    pub fn learn(&mut self, hand: &Hand<'_>, pool: Pool) {
        // A plunge asks for whole rosters.
        if let Some(stints) = hand.graphs.stints.as_ref().filter(|_| !hand.is_long()) {
            self.plunges = Some(Box::new(Turns::new(hand, stints, &self.units, pool)));
            self.stage = Stage::Plunge;
        }
    }

    /// One step of a dive, or one move, which is kept or undone; it ends early where `stopped` says so.
    pub fn step(&mut self, hand: &mut Hand<'_>, stopped: &dyn Fn() -> bool) {
        match &mut self.stage {
            Stage::Dive(dive) => {
                if !dive.step(hand) {
                    self.end_dive(hand);
                }
            }
            Stage::Plunge => {
                let (Some(plunges), Some(stints)) = (&mut self.plunges, &hand.graphs.stints) else { return };
                if plunges.step(hand, stints, stopped, (CHANCE, &mut self.seed)) == Turn::Planned {
                    self.end_dive(hand);
                }
            }
            Stage::Moves { done, all, .. } if *done < *all => {
                let heat = HEAT.0 * (HEAT.1 / HEAT.0).powf(*done as f64 / *all as f64);
                *done += 1;
                self.change(hand, heat * f64::from(self.unit));
            }
            Stage::Moves { from_best: false, .. } if self.dives.is_multiple_of(BACK) => {
                hand.take_best();
                self.stage = Stage::Moves { done: 0, all: 2 * self.pace.moves.0, from_best: true };
            }
            // A dive asks for whole rosters.
            Stage::Moves { done, .. } if hand.is_long() => *done = 0,
            Stage::Moves { .. } => {
                self.stage = match &self.plunges {
                    Some(_) => Stage::Plunge,
                    None => Stage::Dive(Dive::new(hand, &self.units, self.pace.passes, &mut self.seed)),
                };
            }
        }
    }

    fn end_dive(&mut self, hand: &mut Hand<'_>) {
        self.dives += 1;
        let is_near = hand.running.total().value() <= NEAR * hand.best_cost().value();
        let all = if is_near { self.pace.moves.0 } else { self.pace.moves.1 };
        self.stage = Stage::Moves { done: 0, all, from_best: false };
        hand.remember();
    }

    /// One move at this temperature.
    fn change(&mut self, hand: &mut Hand<'_>, temperature: f64) {
        let horizon = hand.problem.grid.days();
        let lengths = DAYS.iter().take_while(|&&days| days <= horizon).count().max(1);
        let days = self.days.draw(lengths, &mut self.seed);
        let people = self.people.draw(PEOPLE.len(), &mut self.seed);
        let noise = self.noise.draw(NOISE.len(), &mut self.seed);
        let length = DAYS[days].min(horizon);
        // Every date is inside as many windows as any other.
        let from = self.seed.below(horizon + length - 1).saturating_sub(length - 1).min(horizon - length);
        let reach = Reach::Days(Day(from as u32), Day((from + length) as u32));
        let mut set: Vec<UnitId> = Vec::with_capacity(PEOPLE[people]);
        for _ in 0..PEOPLE[people] {
            let unit = self.units[self.seed.below(self.units.len())];
            if !set.contains(&unit) {
                set.push(unit);
            }
        }
        let (cost, best) = (hand.running.total(), hand.best_cost());
        let before = self.recreate(hand, &set, reach, NOISE[noise] * self.unit);
        let rise = hand.running.total() - cost;
        if accepts(rise, temperature, &mut self.seed) {
            hand.remember();
        } else {
            undo(hand, before);
        }
        let saved = if hand.best_cost() < best {
            8.0
        } else if rise < Cost::ZERO {
            1.0
        } else {
            0.0
        };
        // What it takes, as far as one can tell without a clock.
        let merit = saved / (set.len() * (length + 7)) as f64;
        self.days.learn(days, merit);
        self.people.learn(people, merit);
        self.noise.learn(noise, merit);
    }

    fn recreate(&mut self, hand: &mut Hand<'_>, set: &[UnitId], reach: Reach, noise: f32) -> Before {
        let before: Before = set.iter().map(|&unit| (unit, hand.clear(unit, reach))).collect();
        for (turn, &unit) in set.iter().enumerate() {
            let is_shaken = noise > 0.0 && turn + 1 < set.len();
            let part = self.seed.below(usize::MAX) as u64;
            hand.shake(is_shaken.then(|| (Seed::new(part), noise)));
            hand.hope(turn + 1 < set.len());
            let roster = hand.best_roster(unit, By::Marginals, reach);
            hand.shake(None);
            hand.hope(false);
            let Some(roster) = roster else {
                undo(hand, before);
                return Before::new();
            };
            hand.set(unit, roster);
        }
        before
    }
}
