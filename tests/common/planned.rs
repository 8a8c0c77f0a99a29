//! Scenarios planned by the engine, as the files it writes.

use rifada::engine::{Limit, Options, Outcome, Stop, solve};
use rifada::io::plan_file::{PlanFile, StopWord};
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::Scenario;
use std::num::NonZeroUsize;

/// What the engine finds for `scenario` in so many iterations, and the file of it.
pub fn planned(scenario: &Scenario, iterations: u64) -> (Outcome, PlanFile) {
    planned_by(scenario, iterations, None)
}

/// The same with so many threads; as many as the machine has where left out.
pub fn planned_by(
    scenario: &Scenario,
    iterations: u64,
    threads: Option<NonZeroUsize>,
) -> (Outcome, PlanFile) {
    let (problem, _) = scenario.problem().unwrap_or_else(|faults| panic!("{}: {faults:?}", scenario.id));
    let options = Options { limit: Limit::Iterations(iterations), seed: 1, threads, ..Options::default() };
    let outcome = solve(&problem, &options);
    let stop = match outcome.stop {
        Stop::Optimal => StopWord::Optimal,
        Stop::Gap => StopWord::Gap,
        Stop::Time => StopWord::Time,
        Stop::Iterations => StopWord::Iterations,
        Stop::Cancelled => StopWord::Cancelled,
    };
    let claims = Claims { cost: outcome.cost, bound: Some(outcome.bound), stop, engine: None };
    let file = plan_file(scenario, &problem, &outcome.plan, claims);
    (outcome, file)
}
