//! Moves for weeks and months: two or three people anew over some dates in a row.
//!
//! A few people are taken out of all duties inside a window of dates and put back one by one, each by the exact best path
//! for what is missing, all but the last under noise that shakes what duties are worth. How long the window is, how many
//! people, how much noise: drawn by how often each choice has made the plan better for its time (adaptive large
//! neighbourhood search; Røpke & Pisinger 2006). No fixed setting is best on all instances.

use super::hand::Hand;
use super::team::{Before, accepts, undo};
use super::worth::By;
use crate::ground::{Cost, Day, Seed};
use crate::model::UnitId;
use crate::path::{Lane, Reach};

/// How many dates are changed at once, how many people, and how much noise there is, in the cost of the cheapest person
/// short for a slot.
const DAYS: [usize; 7] = [4, 7, 10, 14, 21, 28, 42];
const PEOPLE: [usize; 4] = [1, 2, 3, 4];
const NOISE: [f32; 6] = [0.0, 0.003, 0.01, 0.03, 0.1, 0.3];

/// The search over weeks.
#[derive(Debug)]
pub struct Weeks {
    units: Vec<UnitId>,
    days: Choice,
    people: Choice,
    noise: Choice,
    /// The cost of the cheapest person short for a slot.
    unit: f32,
    temperature: f64,
    seed: Seed,
}

/// Options to draw from, and how each has done.
#[derive(Debug)]
struct Choice {
    /// How often each option has saved something, of late, for the work it makes.
    merits: Vec<f64>,
}

/// How much of an option's merit stays after it was tried once more, and the least share of draws it gets.
const STAYS: f64 = 0.995;
const LEAST: f64 = 0.05;

impl Choice {
    fn new(options: usize) -> Self {
        Self { merits: vec![1.0; options] }
    }

    fn draw(&self, options: usize, seed: &mut Seed) -> usize {
        let merits = &self.merits[..options];
        let sum: f64 = merits.iter().sum();
        let share = |merit: f64| LEAST + if sum > 0.0 { merit / sum } else { 0.0 };
        let mut at = seed.unit() * merits.iter().map(|&merit| share(merit)).sum::<f64>();
        for (option, &merit) in merits.iter().enumerate() {
            at -= share(merit);
            if at < 0.0 {
                return option;
            }
        }
        options - 1
    }

    fn learn(&mut self, option: usize, merit: f64) {
        self.merits[option] = STAYS * self.merits[option] + (1.0 - STAYS) * merit;
    }
}

impl Weeks {
    /// A search over the units planned by stints, where they are most of all; nothing elsewhere.
    pub fn new(hand: &Hand<'_>, unit: f64, temperature: f64, seed: Seed) -> Option<Self> {
        let units: Vec<UnitId> =
            hand.problem.units.ids().filter(|&unit| hand.graphs.of[unit].lane == Lane::Stints).collect();
        (units.len() * 2 > hand.problem.units.len()).then(|| Self {
            units,
            days: Choice::new(DAYS.len()),
            people: Choice::new(PEOPLE.len()),
            noise: Choice::new(NOISE.len()),
            unit: unit as f32,
            temperature,
            seed,
        })
    }

    /// Goes on at another temperature.
    pub const fn heat(&mut self, temperature: f64) {
        self.temperature = temperature;
    }

    /// One move: it is kept, or undone.
    pub fn step(&mut self, hand: &mut Hand<'_>) {
        let horizon = hand.problem.grid.days();
        let lengths = DAYS.iter().take_while(|&&days| days <= horizon).count().max(1);
        let days = self.days.draw(lengths, &mut self.seed);
        let people = self.people.draw(PEOPLE.len(), &mut self.seed);
        let noise = self.noise.draw(NOISE.len(), &mut self.seed);
        let length = DAYS[days].min(horizon);
        let from = self.seed.below(horizon + length - 1).saturating_sub(length - 1).min(horizon - length);
        let reach = Reach::Days(Day(from as u32), Day((from + length) as u32));
        let mut set: Vec<UnitId> = Vec::with_capacity(PEOPLE[people]);
        for _ in 0..PEOPLE[people] {
            let unit = self.units[self.seed.below(self.units.len())];
            if !set.contains(&unit) {
                set.push(unit);
            }
        }
        let cost = hand.running.total();
        let best = hand.best_cost();
        let before = self.recreate(hand, &set, reach, NOISE[noise] * self.unit);
        let rise = hand.running.total() - cost;
        if accepts(rise, self.temperature, &mut self.seed) {
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
        // The time it takes, as far as one can tell without a clock.
        let merit = saved / (set.len() * (length + 7)) as f64;
        self.days.learn(days, merit);
        self.people.learn(people, merit);
        self.noise.learn(noise, merit);
    }

    fn recreate(&mut self, hand: &mut Hand<'_>, set: &[UnitId], reach: Reach, noise: f32) -> Before {
        let before: Before = set.iter().map(|&unit| (unit, hand.clear(unit, reach))).collect();
        for (turn, &unit) in set.iter().enumerate() {
            let is_last = turn + 1 == set.len();
            let shaken = (noise > 0.0 && !is_last).then(|| (Seed::new(self.seed.below(usize::MAX) as u64), noise));
            hand.shake(shaken);
            let roster = hand.best_roster(unit, By::Marginals, reach);
            hand.shake(None);
            let Some(roster) = roster else {
                undo(hand, before);
                return Before::new();
            };
            hand.set(unit, roster);
        }
        before
    }
}
