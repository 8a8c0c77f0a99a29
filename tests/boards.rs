//! The lane of boards: its plans keep every rule and cost what they say, whatever the threads.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod common;

use common::brute::optimum;
use common::tiny::{Shape, plans, tiny_sketch};
use rifada::engine::{Limit, Options, solve};
use rifada::ground::{Cost, IdVec, Seed};
use rifada::model::{Objective, Plan, Problem, Rules, UnitId};
use rifada::path::{Bench, Graphs, Offer, Stretches, ceiling, ceilings};
use rifada::price::Rows;
use rifada::price::rows::cover_of;
use rifada::score::{legal, plain};
use rifada::search::BoardPlan;
use rifada::search::boards::is_for_boards;
use std::num::NonZeroUsize;

fn generated(volunteers: u32, points: u32, zones: u32, seed: u64) -> Problem {
    let options = rifada::generate::Options { volunteers, points, zones, seed, ..Default::default() };
    rifada::generate::scenario(&options).problem().unwrap().0
}

fn several_days(volunteers: u32, points: u32, zones: u32, days: u32, seed: u64) -> Problem {
    let options = rifada::generate::Options { volunteers, points, zones, days, seed, ..Default::default() };
    rifada::generate::scenario(&options).problem().unwrap().0
}

/// Tiny days that this lane takes: random ones without what people want for themselves, caps and teams.
fn tiny_days() -> impl Iterator<Item = (u64, Problem)> {
    let all = (0..200).map(|seed| {
        let mut sketch = tiny_sketch(seed, Shape::OneDuty);
        let parts = &mut sketch.parts;
        parts.objective = Objective::default();
        for rules in parts.rules.iter_mut() {
            *rules = Rules { not_between: std::mem::take(&mut rules.not_between), ..Rules::default() };
        }
        for volunteer in &mut parts.volunteers {
            volunteer.wishes = Box::default();
            volunteer.traits.skills.retain(|skill| skill.from.is_none() && skill.until.is_none());
        }
        for post in parts.posts.iter_mut() {
            (post.max_people, post.team, post.counted) = (None, None, None);
        }
        (seed, sketch.problem())
    });
    all.filter(|(_, problem)| {
        is_for_boards(problem, &Graphs::new(problem)) && plans(problem).is_some_and(|n| n < 20_000)
    })
}

/// The plan after construction and after each of some epochs, with the cost that the lane says it has.
fn best_plans(problem: &Problem, epochs: usize) -> Vec<(Plan, Cost)> {
    let (graphs, rows) = (Graphs::new(problem), Rows::new(problem));
    let mut plan = BoardPlan::new(problem, &graphs, &rows, 3);
    let mut seen = vec![(plan.best(), plan.best_cost())];
    plan.guide(rows.first_prices(), 0.05);
    plan.construct(&IdVec::filled(None, problem.units.len()), &|| false);
    seen.push((plan.best(), plan.best_cost()));
    for _ in 0..epochs {
        plan.anneal(3.0, 0.2, &|| false);
        seen.push((plan.best(), plan.best_cost()));
    }
    seen
}

#[test]
fn a_plan_of_boards_costs_what_the_plain_evaluator_says_and_keeps_every_rule() {
    let large = [
        generated(400, 30, 6, 1),
        generated(300, 60, 1, 2),
        several_days(120, 30, 4, 5, 3),
        several_days(150, 12, 1, 3, 4),
        several_days(100, 40, 20, 8, 5),
    ];
    assert!(large.iter().all(|problem| is_for_boards(problem, &Graphs::new(problem))));
    let large = large.into_iter().map(|problem| (0, problem));
    let mut tried = 0;
    for (seed, problem) in tiny_days().chain(large) {
        let mut least = None;
        for (plan, cost) in best_plans(&problem, 5) {
            assert_eq!(plain::cost(&problem, &plan).total(), cost, "{seed}");
            assert_eq!(legal::plan_breaches(&problem, &plan), [], "{seed}");
            assert!(least.is_none_or(|least| cost <= least), "{seed}: a better plan was forgotten");
            least = Some(cost);
        }
        tried += 1;
    }
    assert!(tried > 40, "only {tried} days are of this lane");
}

#[test]
fn the_roster_of_hours_keeps_the_rules_and_earns_what_the_relaxed_path_does_for_who_stays_in_one_zone() {
    let (mut several, mut of_one_zone) = (0, 0);
    for (zones, days, seed) in [(1, 3, 1), (4, 5, 2), (9, 8, 3)] {
        let problem = several_days(60, 18, zones, days, seed);
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let mut chance = Seed::new(seed);
        let line: Vec<i64> = rows.demand.iter().map(|_| chance.below(2000) as i64 - 700).collect();
        let offer = Offer { line: &line, head: None, heads: None, unit: 1 };
        let stretches = Stretches::new(&problem, &graphs, &offer);
        let units: Vec<UnitId> = problem.units.ids().filter(|&unit| graphs.of_hours[unit]).collect();
        assert!(units.len() > 50, "only {} units are bound by hours", units.len());
        for (&unit, (most, roster)) in
            units.iter().zip(ceilings(&problem, &graphs, &units, &offer, &stretches))
        {
            let labels = ceiling(&problem, &graphs, unit, &offer, &mut Bench::default()).0;
            let open = &problem.post_sets[problem.units[unit].posts];
            let stays = open.iter().all(|&post| problem.posts[post].zone == problem.posts[open[0]].zone);
            assert!(!labels.is_exact() || labels.value() <= most.value(), "{unit:?}: {most:?} {labels:?}");
            assert!(!most.is_exact() || most.value() <= labels.value(), "{unit:?}: {most:?} {labels:?}");
            assert!(!stays || most.value() == labels.value(), "{unit:?}: {most:?} {labels:?}");
            of_one_zone += usize::from(zones > 1 && stays);
            for &member in &problem.units[unit].members {
                assert!(legal::is_legal(&problem, member, &roster), "{unit:?} {roster:?}");
            }
            let mut earned = 0;
            for &duty in &roster {
                cover_of(&problem, unit, duty, |row, count| earned += line[row] * count);
            }
            assert_eq!(earned, most.value(), "{unit:?} {roster:?}");
            several += usize::from(roster.len() > 1);
        }
    }
    assert!(several > 50, "only {several} rosters have several duties");
    assert!(of_one_zone > 10, "only {of_one_zone} people stay in one zone of several");
}

#[test]
fn a_tiny_day_ends_at_the_optimum_of_enumeration_and_is_never_below_it() {
    let (mut reached, mut all) = (0, 0);
    for (seed, problem) in tiny_days() {
        let (least, _) = optimum(&problem).unwrap();
        let options = Options { limit: Limit::Iterations(60), ..Options::default() };
        let outcome = solve(&problem, &options);
        assert!(outcome.bound <= least, "{seed}: a bound above the optimum");
        assert!(outcome.cost.total() >= least, "{seed}: a cost below the optimum");
        reached += usize::from(outcome.cost.total() == least);
        all += 1;
    }
    assert!(reached * 100 >= all * 97, "the optimum was reached in {reached} of {all}");
}

#[test]
fn the_same_seed_gives_the_same_plan_of_a_day_for_any_number_of_threads() {
    for problem in [generated(500, 40, 8, 4), several_days(150, 40, 8, 4, 4)] {
        same_for_any_number_of_threads(&problem);
    }
}

fn same_for_any_number_of_threads(problem: &Problem) {
    let plan = |threads| {
        let options = Options {
            limit: Limit::Iterations(12),
            threads: NonZeroUsize::new(threads),
            ..Options::default()
        };
        let outcome = solve(problem, &options);
        (outcome.plan, outcome.bound)
    };
    let alone = plan(1);
    for threads in [2, 3, 8] {
        assert!(plan(threads) == alone, "{threads} threads plan otherwise");
    }
}

#[test]
fn a_day_that_is_stopped_at_any_moment_has_a_plan_that_keeps_every_rule() {
    for problem in [generated(300, 30, 5, 5), several_days(100, 30, 3, 4, 6)] {
        stopped_after_any_number_of_questions(&problem);
    }
}

fn stopped_after_any_number_of_questions(problem: &Problem) {
    let (graphs, rows) = (Graphs::new(problem), Rows::new(problem));
    for asked in [0, 1, 3, 10, 40] {
        let left = std::sync::atomic::AtomicUsize::new(asked);
        let stopped = || {
            let one_less = |left: usize| left.checked_sub(1);
            let order = std::sync::atomic::Ordering::Relaxed;
            left.fetch_update(order, order, one_less).is_err()
        };
        let mut plan = BoardPlan::new(problem, &graphs, &rows, 3);
        plan.construct(&IdVec::filled(None, problem.units.len()), &stopped);
        plan.anneal(3.0, 0.2, &stopped);
        assert_eq!(legal::plan_breaches(problem, &plan.best()), [], "{asked}");
        assert_eq!(plain::cost(problem, &plan.best()).total(), plan.best_cost(), "{asked}");
        // The same from a plan that was given: what it costs is known only once every board has been looked at.
        let given = plan.best();
        let mut plan = BoardPlan::new(problem, &graphs, &rows, 4);
        plan.adopt(&given, |_, _| true);
        for _ in 0..2 {
            plan.anneal(1.0, 0.2, &|| true);
        }
        assert_eq!(plan.best(), given, "{asked}");
        assert_eq!(plain::cost(problem, &given).total(), plan.best_cost(), "{asked}");
    }
}
