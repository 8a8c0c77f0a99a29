//! What a caller may ask of a run, and what a run tells while it works.

use crate::ground::{Cancel, Cost};
use crate::model::Plan;
use std::num::NonZeroUsize;
use std::time::Duration;

/// When a run ends at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// After so much time by the clock.
    Time(Duration),
    /// After so many iterations: half as many price passes before the first plan, and then for each iteration one more
    /// pass and one search move per unit. Reads no clock, so the same seed gives the same duties for any number of
    /// threads.
    Iterations(u64),
}

/// What a caller may ask of a run.
///
/// ```
/// use rifada::engine::{Limit, Options};
/// let options = Options { limit: Limit::Iterations(20), seed: 7, ..Options::default() };
/// assert_eq!(options.gap, 0.0);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// When to end at the latest; 30 seconds unless said.
    pub limit: Limit,
    /// End as soon as (cost − bound) / cost is no more than this; 0 asks for a proven optimum.
    pub gap: f64,
    /// How many threads; as many as the machine has where left out.
    pub threads: Option<NonZeroUsize>,
    /// Decides every choice left to chance.
    pub seed: u64,
    /// A plan to start from. Rosters in it that break a rule are left out.
    pub start: Option<Plan>,
    /// Claim no bound but what the certificate proves. Otherwise it may be higher: where few choices are left, all are
    /// looked at, and that cannot be replayed from prices.
    pub certified: bool,
    /// The handle by which somebody else ends the run.
    pub cancel: Cancel,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: Limit::Time(Duration::from_secs(30)),
            gap: 0.0,
            threads: None,
            seed: 1,
            start: None,
            certified: false,
            cancel: Cancel::new(),
        }
    }
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Finding prices and the bound they prove.
    Prices,
    /// Building the first plan.
    Construction,
    /// Making the plan better and the bound tighter.
    Search,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// The cost of the best plan so far.
    pub cost: Cost,
    /// No plan costs less.
    pub bound: Cost,
    /// Time since the run began.
    pub elapsed: Duration,
}

impl Progress {
    /// (cost − bound) / cost; 0 where the cost is 0.
    pub fn gap(&self) -> f64 {
        gap(self.cost, self.bound)
    }
}

/// (cost − bound) / cost; 0 where the cost is 0.
pub(super) fn gap(cost: Cost, bound: Cost) -> f64 {
    if cost == Cost::ZERO { 0.0 } else { (cost - bound).value() / cost.value() }
}
