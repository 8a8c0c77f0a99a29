//! Whose turn it is to be planned by a plunge: all, or some of them from the best plan.

use super::{Known, Plunge, Step};
use crate::ground::Seed;
use crate::model::UnitId;
use crate::path::stints::Stints;
use crate::price::Pool;
use crate::search::Hand;

/// Plunges one after another.
#[derive(Debug)]
pub struct Turns {
    units: Vec<UnitId>,
    known: Known,
    /// The plunge of all, which begins once more each time, and one of some, while that is under way.
    all: Option<Plunge>,
    some: Option<Plunge>,
    /// How many a plunge of some is of.
    size: usize,
    /// How many plunges of some are left before the next of all.
    left: usize,
}

/// What a turn has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It goes on, or the next begins.
    On,
    /// All have been planned; the plan is in hand.
    Planned,
}

/// So many plunges of some come to nothing before the next of all.
const SOME: usize = 40;

impl Turns {
    /// Plunges of these units, who may have the rosters of the pool, and others.
    pub fn new(hand: &Hand<'_>, stints: &Stints, units: &[UnitId], pool: Pool) -> Self {
        Self {
            units: units.to_vec(),
            known: Known::new(hand.problem, stints, pool),
            all: None,
            some: None,
            size: units.len().div_ceil(2),
            left: 0,
        }
    }

    /// One step of the plunge under way, or of the next; `chance` is what chance may add to a share.
    pub fn step(
        &mut self,
        hand: &mut Hand<'_>,
        stints: &Stints,
        stopped: &dyn Fn() -> bool,
        (chance, seed): (f64, &mut Seed),
    ) -> Turn {
        let Self { units, known, all, some, .. } = self;
        if some.is_none() && self.left > 0 {
            hand.take_best();
            seed.shuffle(units);
            *some = Some(Plunge::new(hand, stints, &units[..self.size], known));
        }
        let is_of_all = some.is_none();
        let plunge = match some {
            Some(plunge) => plunge,
            None => all.get_or_insert_with(|| Plunge::new(hand, stints, units, known)),
        };
        let step = plunge.step(hand, stints, known, stopped, (chance, seed));
        if step == Step::On {
            return Turn::On;
        }
        if is_of_all {
            self.left = SOME;
            plunge.again(known);
            if known.is_full() {
                self.all = None;
                self.known.forget();
            }
            return if step == Step::Plan { Turn::Planned } else { Turn::On };
        }
        self.some = None;
        let best = hand.best_cost();
        hand.remember();
        match step {
            Step::Nothing { at_once: true } => self.size = (self.size + 1).min(self.units.len()),
            Step::Nothing { at_once: false } => self.size = (self.size - 1).max(1),
            _ if hand.best_cost() < best => self.left = SOME,
            _ => {}
        }
        self.left -= 1;
        Turn::On
    }
}
