//! Every plan that is left, one by one: an exact branch and bound over whole numbers.
//!
//! Depth first, the unit with the fewest choices next, its cheapest choice first; after each, [`Rest::settle`] drives out
//! what has become too dear. When it has come to its end there is no better plan than the best one found, and that is as
//! much a proof as the certificate: no rounding, and nothing but this file, the floor and the fixing to be believed.

use super::rest::{Bench, Rest};
use crate::model::{Roster, UnitId};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhausted {
    /// The last plan found that loses no more than the budget did: a roster for each free unit.
    pub found: Option<Vec<(UnitId, Roster)>>,
    /// Has every plan been looked at or ruled out? Then none loses less than the one found, or none is within the budget.
    pub finished: bool,
    /// How many nodes were looked at.
    pub nodes: u64,
}

/// Looks at every plan of `rest`, at `most` nodes at most.
///
/// Each plan found lowers the budget to what it loses, less one `step`. `stopped` is asked at every node.
pub fn exhaust(
    rest: &Rest<'_>,
    step: i128,
    most: u64,
    bench: &mut Bench,
    stopped: &dyn Fn() -> bool,
) -> Exhausted {
    let mut dive = Dive { step, budget: rest.budget, most, nodes: 0, found: None, bench, stopped };
    let finished = dive.descend(rest.clone());
    Exhausted { found: dive.found, finished, nodes: dive.nodes }
}

struct Dive<'b> {
    step: i128,
    budget: i128,
    most: u64,
    nodes: u64,
    found: Option<Vec<(UnitId, Roster)>>,
    bench: &'b mut Bench,
    stopped: &'b dyn Fn() -> bool,
}

impl Dive<'_> {
    /// Answers whether all below `rest` was looked at or ruled out.
    fn descend(&mut self, mut rest: Rest<'_>) -> bool {
        if self.nodes >= self.most || (self.stopped)() {
            return false;
        }
        self.nodes += 1;
        rest.budget = self.budget;
        if !rest.settle(self.bench) {
            return true;
        }
        let Some(place) = rest.open().min_by_key(|&place| rest.free[place].left.len()) else {
            // Nothing is left to decide, so the floor is what the plan loses.
            self.found = Some(rest.chosen());
            self.budget = rest.floor - self.step;
            return true;
        };
        let rises = rest.rises(place, self.bench);
        let mut order: Vec<(i128, u32)> =
            rises.into_iter().zip(rest.free[place].left.iter().copied()).collect();
        order.sort_unstable();
        for (_, choice) in order {
            let mut with = rest.clone();
            with.keep(place, [choice].into(), self.bench);
            if !self.descend(with) {
                return false;
            }
        }
        true
    }
}
