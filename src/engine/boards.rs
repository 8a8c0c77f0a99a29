//! The lane of boards: boards side by side, and prices beside them.

use super::run::{LAST_STEP, LEAN, PASSES, Pace, Run};
use super::{Limit, Phase};
use crate::ground::Seed;
use crate::model::Plan;
use crate::price::{Pricing, certify};
use crate::score::legal;
use crate::search::{BoardPlan, Hand};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Passes go on this many times as long as it takes to prove a bound, before the next is proven.
const PASSING_TO_PROVING: u32 = 6;
/// With more units than this the close has not been seen to find anything.
const MOST_TO_CLOSE: usize = 20_000;

/// The best plan that the run finds.
pub(super) fn plan(run: &mut Run<'_>) -> Plan {
    let (problem, graphs, rows) = (run.problem, run.graphs, run.rows);
    let mut pricing = Pricing::new(problem, graphs, rows, run.first_steps(), Seed::part(run.options.seed, 0));
    let mut plan = BoardPlan::new(problem, graphs, rows, run.options.seed);
    run.tell(Phase::Prices, plan.best_cost());
    let pace = run.price_first(&mut pricing, plan.best_cost());

    let stop = run.stopper();
    plan.guide(pricing.average().clone(), LEAN.0);
    if let Some(start) = &run.options.start {
        plan.adopt(start, |unit, duties| {
            let mut members = problem.units[unit].members.iter();
            members.all(|&member| legal::is_legal(problem, member, duties))
        });
    }
    run.tell(Phase::Construction, plan.best_cost());
    plan.construct(pricing.answers(), &stop);
    run.rehearse(|| plan.best());
    run.tell(Phase::Construction, plan.best_cost());

    plan.guide(pricing.average().clone(), LEAN.1);
    search(run, &mut pricing, &mut plan, pace);
    plan.best()
}

/// Epochs of search, with prices beside them, until something ends it.
fn search(run: &mut Run<'_>, pricing: &mut Pricing, plan: &mut BoardPlan<'_>, pace: Pace) {
    let (problem, graphs, rows) = (run.problem, run.graphs, run.rows);
    let stop = run.stopper();
    let temperature = run.temperature();
    let mut iterations = match run.options.limit {
        Limit::Iterations(count) => count,
        Limit::Time(_) => u64::MAX,
    };
    let mut passes = PASSES;
    let go_on = |pricing: &mut Pricing, passes: f32| {
        pricing.go_on_from(pace.next_step(), LAST_STEP);
        pricing.set_fall((LAST_STEP / pace.next_step()).powf(1.0 / passes));
    };
    let has_fallen = |pricing: &Pricing| pricing.step() <= LAST_STEP * 1.01;
    go_on(pricing, passes);
    let mut moves_a_unit = 1.0;
    let mut hand: Option<Hand<'_>> = None;
    // How long passes have gone on since a bound was proven, and how long that took.
    let (mut passing, mut proving) = (Duration::ZERO, Duration::ZERO);
    while run.ended(plan.best_cost()).is_none() && iterations > 0 {
        if has_fallen(pricing) {
            passes *= 2.0;
            go_on(pricing, passes);
        }
        let slice = run.slice();
        let searched = AtomicBool::new(false);
        let watch = run.watch;
        let began = watch.elapsed();
        let (moves, fresh) = rayon::join(
            || {
                let moves = plan.anneal(moves_a_unit, temperature, &stop);
                searched.store(true, Ordering::Relaxed);
                moves
            },
            || {
                loop {
                    if !pricing.pass(problem, graphs, rows, &stop) {
                        return None;
                    }
                    // By the clock, passes go on as long as the search does.
                    if slice.is_none() || searched.load(Ordering::Relaxed) || has_fallen(pricing) {
                        break;
                    }
                }
                let passed = watch.elapsed();
                passing += passed - began;
                if slice.is_some() && passing < proving * PASSING_TO_PROVING && !has_fallen(pricing) {
                    return None;
                }
                let certificate = certify(problem, graphs, rows, pricing.average(), &stop);
                (passing, proving) = (Duration::ZERO, watch.elapsed() - passed);
                certificate
            },
        );
        if let Some(slice) = slice {
            moves_a_unit = moves_in(slice, moves, watch.elapsed() - began, problem.units.len());
        }
        if let Some(certificate) = fresh {
            // Prices that prove less also guide worse.
            if run.keep(certificate) {
                plan.guide(pricing.average().clone(), LEAN.1);
            }
        }
        if run.closes(plan.best_cost(), iterations) && problem.units.len() <= MOST_TO_CLOSE {
            let prices = pricing.average();
            let hand = hand.get_or_insert_with(|| Hand::new(problem, graphs, rows, prices.clone(), LEAN.1));
            plan.show(hand);
            if run.close(hand) {
                plan.take(hand.best(), hand.best_cost());
            }
        }
        iterations -= 1;
        run.tell(Phase::Search, plan.best_cost());
    }
}

/// How many moves a unit fill `slice`, one at least, where so many took so long.
fn moves_in(slice: Duration, moves: usize, took: Duration, units: usize) -> f64 {
    let a_second = moves as f64 / took.as_secs_f64().max(1e-6);
    (a_second * slice.as_secs_f64() / units as f64).max(1.0)
}
