//! `rifada solve`: a plan for a scenario, judged before it is written.

use super::Exit;
use super::args::Solve;
use super::check;
use super::input::{Reading, refuse_two_standard};
use super::output::{Destination, Failure, print, print_error};
use super::progress::ProgressLine;
use super::signals;
use super::table::Table;
use rifada::engine::{Limit, Options, Outcome, Stop, solve_observed};
use rifada::ground::{Cancel, Stopwatch};
use rifada::io::certificate_write::certificate_file;
use rifada::io::files;
use rifada::io::plan_file::{EngineNote, PlanFile, StopWord};
use rifada::io::plan_write::{Claims, plan_file, plan_of};
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use rifada::model::{Plan, Problem};
use rifada::score::plain;
use rifada::score::turnout::{Expected, Standby, at_once, expected};
use rifada::search::standby::with_reserve;
use std::path::Path;
use std::time::Duration;

/// Plans the scenario, writes the plan where it is wanted, and prints the table.
pub(super) fn run(wanted: &Solve) -> Result<Exit, Failure> {
    let destination = wanted.output.as_deref().map(Destination::named);
    let proof = wanted.certificate.as_deref().map(Destination::named);
    let inputs: Vec<&Path> =
        [Some(wanted.scenario.as_path()), wanted.start.as_deref()].into_iter().flatten().collect();
    refuse_two_standard(&inputs)?;
    for destination in destination.iter().chain(&proof) {
        destination.check(&inputs)?;
    }
    if let (Some(destination), Some(proof)) = (&destination, &proof) {
        destination.check_apart(proof)?;
    }
    let mut reading = Reading::of(&wanted.scenario, wanted.diagnostics);
    let cancel = Cancel::new();
    signals::heed(&cancel);
    let read = reading.problem();
    reading.accept()?;
    let Some((scenario, problem)) = read else { return Err(Failure::of_input(reading.report())) };
    let start = match &wanted.start {
        Some(path) => Some(plan_in(path, wanted, &scenario, &problem)?),
        None => None,
    };

    let watch = Stopwatch::start();
    let mut outcome = planned(wanted, &problem, start, cancel.clone());
    let bought = wanted.standby.then(|| put_on_standby(wanted, &problem, &mut outcome, (watch, &cancel)));
    let file = plan_file(&scenario, &problem, &outcome.plan, claims(&outcome));
    let fault = fault(&scenario, &file);
    if let Some(destination) = &destination {
        let written = destination.write(&|out| file.write_json(out));
        written.map_err(|failure| failure.with_note(&rescued(&file)))?;
    }
    let kept = |failure: Failure| match &destination {
        Some(Destination::File(path)) => {
            failure.with_note(&format!("The plan itself is safe in {}.", path.display()))
        }
        _ => failure,
    };
    if let Some(proof) = &proof {
        let certificate = certificate_file(&scenario, &problem, &outcome.certificate);
        proof.write(&|out| certificate.write_json(out)).map_err(kept)?;
    }
    let text = Table::of(&scenario, &problem, &outcome, wanted.lang).to_text() + &bought.unwrap_or_default();
    if destination.iter().chain(&proof).any(|place| *place == Destination::Standard) {
        print_error(&text)?;
    } else {
        print(&text).map_err(kept)?;
    }
    match fault {
        Some(fault) => {
            print_error(&fault)?;
            Ok(Exit::Broken)
        }
        None => Ok(Exit::Done),
    }
}

/// Where a plan is that could not be written where it was asked for: among the temporary files, if even there.
fn rescued(file: &PlanFile) -> String {
    let path = std::env::temp_dir().join(format!("rifada-plan-{}.json", std::process::id()));
    match files::fill_file(&path, &|out| file.write_json(out)) {
        Ok(()) => format!("The plan itself is safe in {}.", path.display()),
        Err(_) => "The plan is lost: it could not be written among the temporary files either.".to_owned(),
    }
}

/// The plan in the file at `path`.
fn plan_in(path: &Path, wanted: &Solve, scenario: &Scenario, problem: &Problem) -> Result<Plan, Failure> {
    let mut reading = Reading::of(path, wanted.diagnostics);
    let file = reading.plan();
    let plan = file.and_then(|file| plan_of(scenario, problem, &file, &mut reading.faults));
    reading.accept()?;
    plan.ok_or_else(|| Failure::of_input(reading.report()))
}

/// Draws by which is measured what a reserve buys.
const DRAWS: u32 = 1000;
/// The part of the time in which the plan is found; the rest is for its reserve.
const PLAN_SHARE: f64 = 0.6;
/// How much longer a plan takes to measure with a reserve than without.
const LONGER: u32 = 6;

/// Chooses a reserve for the plan of an outcome in what is left of the time, and says what it buys.
fn put_on_standby(
    wanted: &Solve,
    problem: &Problem,
    outcome: &mut Outcome,
    (watch, cancel): (Stopwatch, &Cancel),
) -> String {
    let is_late =
        |ahead: Duration| wanted.iterations.is_none() && watch.elapsed() + ahead >= wanted.time_limit;
    // Other draws than those by which people are chosen.
    let measure = |plan: &Plan, standby: Standby| -> Vec<Expected> {
        let most = at_once(problem);
        let batches = (0..DRAWS).step_by(most as usize).map(|first| first..DRAWS.min(first + most));
        let seed = outcome.seed.wrapping_add(1);
        batches
            .map_while(|draws| expected(problem, plan, standby, (seed, draws), &|| is_late(Duration::ZERO)))
            .collect()
    };
    let began = watch.elapsed();
    let without = measure(&outcome.plan, Standby::Idle);
    let ahead = (watch.elapsed() - began) * LONGER;
    let stopped = || cancel.is_cancelled() || is_late(ahead);
    let (plan, more) = with_reserve(problem, &outcome.plan, outcome.seed, &stopped);
    let with = measure(&plan, Standby::Sent);
    outcome.cost = plain::cost(problem, &plan);
    outcome.plan = plan;
    if outcome.stop == Stop::Optimal && outcome.cost.total() > outcome.bound {
        // The reserve has a cost of its own, which the bound does not speak of.
        outcome.stop = Stop::Time;
    }
    let people = if more == 1 { "person" } else { "people" };
    let chosen = format!("\n{more} {people} more on standby. ");
    let both = without.len().min(with.len());
    let [without, with] = [without, with].map(|all| all.into_iter().take(both).sum::<Expected>());
    if both == 0 {
        return chosen + "There was no time to measure what that buys.\n";
    }
    let ((shortage, cost), (shortage_with, cost_with)) = (without.means(), with.means());
    format!(
        "{chosen}Over {} draws of who comes, the shortage is expected to cost {shortage:.1} without a reserve and \
         {shortage_with:.1} with it; all costs together, {cost:.1} and {cost_with:.1}.\n",
        with.draws
    )
}

/// What the engine finds.
fn planned(wanted: &Solve, problem: &Problem, start: Option<Plan>, cancel: Cancel) -> Outcome {
    let share = if wanted.standby { PLAN_SHARE } else { 1.0 };
    let limit = wanted.iterations.map_or(Limit::Time(wanted.time_limit.mul_f64(share)), Limit::Iterations);
    let by_clock = match limit {
        Limit::Time(limit) => Some(limit),
        Limit::Iterations(_) => None,
    };
    let options = Options {
        limit,
        gap: wanted.gap,
        threads: wanted.threads,
        seed: wanted.seed,
        start,
        certified: wanted.certificate.is_some(),
        cancel,
    };
    let mut line = ProgressLine::new(by_clock);
    let outcome = solve_observed(problem, &options, &mut |progress| line.show(progress));
    line.clear();
    outcome
}

fn claims(outcome: &Outcome) -> Claims {
    Claims {
        cost: outcome.cost,
        bound: Some(outcome.bound),
        stop: match outcome.stop {
            Stop::Optimal => StopWord::Optimal,
            Stop::Gap => StopWord::Gap,
            Stop::Time => StopWord::Time,
            Stop::Iterations => StopWord::Iterations,
            Stop::Cancelled => StopWord::Cancelled,
        },
        engine: Some(EngineNote {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: outcome.seed,
            threads: u32::try_from(outcome.threads).unwrap_or(u32::MAX),
            seconds: outcome.elapsed.as_secs_f64(),
        }),
    }
}

/// What the judge finds wrong with a plan, in words; nothing, unless the engine or the judge has a fault.
fn fault(scenario: &Scenario, file: &PlanFile) -> Option<String> {
    let found = match judge(scenario, file) {
        Ok(verdict) if verdict.is_clean() => return None,
        Ok(verdict) => check::said(&verdict),
        Err(unjudgeable) => format!("error: {unjudgeable}\n"),
    };
    Some(format!(
        "The judge does not accept this plan. That is a fault of Rifada: please report it.\n{found}"
    ))
}
