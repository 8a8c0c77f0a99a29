//! Ruin and recreate at a constant low temperature.

use super::Hand;
use super::ruin::Ruins;
use super::worth::By;
use crate::ground::{Cost, Seed};
use crate::model::{Roster, UnitId};
use crate::path::Reach;

/// The search by ruin and recreate.
#[derive(Debug)]
pub struct Annealing {
    ruins: Ruins,
    temperature: f64,
    seed: Seed,
    moves: u64,
}

/// After how many moves the loss map is drawn anew.
const SURVEY: u64 = 512;

impl Annealing {
    /// A search from the plan in hand, at `temperature` in cost.
    pub fn new(hand: &Hand<'_>, temperature: f64, seed: Seed) -> Self {
        Self { ruins: Ruins::new(hand), temperature, seed, moves: 0 }
    }

    /// One move: takes a small set of units out, puts them back one by one by their best paths, and keeps the result
    /// or undoes it.
    pub fn step(&mut self, hand: &mut Hand<'_>) {
        if self.moves % SURVEY == 0 {
            self.ruins.survey(hand);
        }
        self.moves += 1;
        let size = 2 + self.seed.below(3);
        let set = self.ruins.choose(hand, size, &mut self.seed);
        self.recreate(hand, set);
    }

    fn recreate(&mut self, hand: &mut Hand<'_>, mut set: Vec<UnitId>) {
        let cost = hand.running.total();
        let reach = Reach::All;
        let before: Vec<(UnitId, Roster)> =
            set.iter().map(|&unit| (unit, hand.set(unit, hand.problem.units[unit].kept.to_vec()))).collect();
        self.seed.shuffle(&mut set);
        let by = if self.seed.chance(20) { By::Marginals } else { By::Prices };
        let mut whole = true;
        for &unit in &set {
            match hand.best_roster(unit, by, reach) {
                Some(roster) => {
                    hand.set(unit, roster);
                }
                None => whole = false,
            }
        }
        let rise = hand.running.total() - cost;
        if whole && (rise <= Cost::ZERO || self.seed.unit() < (-rise.value() / self.temperature).exp()) {
            hand.remember();
        } else {
            for (unit, roster) in before {
                hand.set(unit, roster);
            }
        }
    }
}
