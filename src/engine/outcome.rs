//! What a run ends with.

use super::options::gap;
use crate::ground::Cost;
use crate::model::Plan;
use crate::price::Certificate;
use crate::score::CostTerms;
use std::time::Duration;

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The cost equals the bound: no plan is better.
    Optimal,
    /// The gap asked for was reached.
    Gap,
    /// Time ran out.
    Time,
    /// The iterations asked for were done.
    Iterations,
    /// Somebody asked it to.
    Cancelled,
}

/// The best plan of a run, what it costs, and what is proven of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The plan. It keeps every rule.
    pub plan: Plan,
    /// Its cost, by term.
    pub cost: CostTerms,
    /// No plan costs less: proven, not estimated.
    pub bound: Cost,
    /// The prices that prove the bound, in whole numbers; or nearly: see [`certified`](super::Options::certified).
    pub certificate: Certificate,
    /// Why the run ended.
    pub stop: Stop,
    /// How many threads it used.
    pub threads: usize,
    /// The seed that decided every choice left to chance.
    pub seed: u64,
    /// How long it took.
    pub elapsed: Duration,
}

impl Outcome {
    /// (cost − bound) / cost; 0 where the cost is 0.
    pub fn gap(&self) -> f64 {
        gap(self.cost.total(), self.bound)
    }
}
