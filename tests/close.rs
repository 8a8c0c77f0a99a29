//! The close on tiny problems: what it fixes, finds and proves, against enumeration.

pub mod common;

use common::brute::{all_rosters, optimum};
use common::tiny::tiny_problems;
use rifada::ground::{Cost, Seed};
use rifada::model::{Plan, Problem, Roster, UnitId};
use rifada::path::{Graphs, single};
use rifada::price::certificate::FRACTIONS;
use rifada::price::{Certificate, Pricing, Rows, Steps, certify};
use rifada::score::legal;
use rifada::search::close::rest::Bench;
use rifada::search::close::{Closed, Closing, Rest, Standing, Until, exhaust, master};
use rifada::search::{Hand, construct, sweep};

/// The most plans of one problem that a test looks at.
const MOST_PLANS: usize = 4000;

/// Random prices of the right sign, as a certificate.
fn random_certificate(problem: &Problem, graphs: &Graphs, rows: &Rows, seed: u64) -> Certificate {
    let mut seed = Seed::new(seed);
    let mut prices = rows.no_prices();
    for (row, price) in prices.line.iter_mut().enumerate() {
        let line = rows.line_of(row);
        *price = rows.least[line] + seed.unit() as f32 * (rows.most[line] - rows.least[line]);
    }
    for price in &mut prices.head {
        *price = -(seed.unit() as f32) * 3.0;
    }
    certify(problem, graphs, rows, &prices, &|| false).expect("nothing stops it")
}

/// The certificate of prices that a few passes find.
fn good_certificate(problem: &Problem, graphs: &Graphs, rows: &Rows) -> Certificate {
    let steps = Steps { first: 0.5, fall: 0.9, least: 0.001 };
    let mut pricing = Pricing::new(problem, graphs, rows, steps, Seed::new(1));
    for _ in 0..60 {
        pricing.pass(problem, graphs, rows, &|| false);
    }
    certify(problem, graphs, rows, pricing.average(), &|| false).expect("nothing stops it")
}

/// Every plan that breaks nothing, as a roster for each unit; nothing where there are too many.
fn all_plans(problem: &Problem) -> Option<Vec<Vec<Roster>>> {
    let mut plans: Vec<Vec<Roster>> = vec![Vec::new()];
    for unit in problem.units.ids() {
        let rosters = all_rosters(problem, unit);
        if plans.len() * rosters.len() > MOST_PLANS {
            return None;
        }
        let with = |plan: &Vec<Roster>| -> Vec<Vec<Roster>> {
            rosters.iter().map(|roster| [plan.as_slice(), std::slice::from_ref(roster)].concat()).collect()
        };
        plans = plans.iter().flat_map(with).collect();
    }
    Some(plans)
}

fn lay(hand: &mut Hand<'_>, plan: &[Roster]) {
    for (unit, roster) in hand.problem.units.ids().zip(plan) {
        hand.set(unit, roster.clone());
    }
}

const NEVER: Until<'static> = Until { stopped: &|| false, left: &|| None };

#[test]
fn what_a_plan_loses_adds_up_to_its_cost_less_what_the_prices_prove() {
    let mut plans = 0;
    for (name, problem) in tiny_problems(80) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let certificate = random_certificate(&problem, &graphs, &rows, 3);
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        for plan in all_plans(&problem).unwrap_or_default().iter().step_by(37) {
            lay(&mut hand, plan);
            if !legal::plan_breaches(&problem, &hand.running.plan()).is_empty() {
                continue;
            }
            let standing = Standing::new(&hand, &certificate, &|| false).unwrap();
            let rest = Rest::new(&standing, &hand.running, &[], usize::MAX, &mut Bench::default()).unwrap();
            let cost = hand.running.total().in_units() * i128::from(FRACTIONS);
            assert_eq!(rest.floor, cost - certificate.proven, "{name} {plan:?}");
            plans += 1;
        }
    }
    assert!(plans > 1000, "only {plans} plans were looked at");
}

#[test]
fn no_choice_that_a_better_plan_uses_is_fixed_or_driven_out() {
    let (mut better, mut gone) = (0, 0);
    for (name, problem) in tiny_problems(150) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let Some(plans) = all_plans(&problem) else { continue };
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        let mut costs: Vec<(Cost, usize)> = Vec::new();
        for (number, plan) in plans.iter().enumerate() {
            lay(&mut hand, plan);
            if legal::plan_breaches(&problem, &hand.running.plan()).is_empty() {
                costs.push((hand.running.total(), number));
            }
        }
        costs.sort_unstable();
        let random = random_certificate(&problem, &graphs, &rows, 5);
        for certificate in [good_certificate(&problem, &graphs, &rows), random] {
            let (cost, number) = costs[costs.len() / 6];
            lay(&mut hand, &plans[number]);
            let standing = Standing::new(&hand, &certificate, &|| false).unwrap();
            let units: Vec<UnitId> = problem.units.ids().filter(|&unit| standing.is_plain(unit)).collect();
            let mut bench = Bench::default();
            let mut rest = Rest::new(&standing, &hand.running, &units, usize::MAX, &mut bench).unwrap();
            let all = rest.free.len();
            let open = rest.settle(&mut bench);
            for &(_, number) in costs.iter().take_while(|(less, _)| *less < cost) {
                let plan = &plans[number];
                let same = |unit: UnitId| plan[unit.0 as usize] == hand.running.roster(unit);
                if !problem.units.ids().all(|unit| units.contains(&unit) || same(unit)) {
                    continue;
                }
                assert!(open && all == rest.free.len(), "{name}");
                for place in 0..rest.free.len() {
                    let roster = &plan[rest.free[place].unit.0 as usize];
                    let stays = rest.left(place).any(|(_, choice)| choice.roster == *roster);
                    assert!(stays, "{name} {:?} {roster:?}", rest.free[place].unit);
                }
                better += 1;
            }
            for &unit in &units {
                let kept = standing.choices(unit, standing.budget, &mut single::Bench::default()).unwrap();
                gone += all_rosters(&problem, unit).len() - kept.len();
            }
        }
    }
    assert!(better > 1000, "only {better} better plans were looked at");
    assert!(gone > 500, "only {gone} choices were fixed");
}

#[test]
fn looking_at_every_plan_and_the_solver_both_find_the_optimum() {
    let (mut looked, mut improved) = (0, 0);
    for (name, problem) in tiny_problems(120) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let certificate = good_certificate(&problem, &graphs, &rows);
        let hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        let standing = Standing::new(&hand, &certificate, &|| false).unwrap();
        let units: Vec<UnitId> = problem.units.ids().collect();
        if !units.iter().all(|&unit| standing.is_plain(unit)) {
            continue;
        }
        let (optimum, _) = optimum(&problem).unwrap();
        let mut bench = Bench::default();
        let rest = Rest::new(&standing, &hand.running, &units, usize::MAX, &mut bench).unwrap();
        let cost = |found: Option<Vec<(UnitId, Roster)>>| {
            let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
            for (unit, roster) in found.unwrap_or_default() {
                hand.set(unit, roster);
            }
            assert_eq!(legal::plan_breaches(&problem, &hand.running.plan()), [], "{name}");
            hand.running.total()
        };
        let all = exhaust(&rest, standing.step, u64::MAX, &mut bench, &|| false);
        assert!(all.finished, "{name}");
        improved += usize::from(all.found.is_some());
        assert_eq!(cost(all.found), optimum, "{name}: one by one");
        let proposal = master::propose(&rest, standing.step, 100_000, &NEVER, &mut bench);
        assert_eq!(proposal.status, master::Status::Finished, "{name}");
        assert_eq!(cost(proposal.chosen), optimum, "{name}: the solver");
        looked += 1;
    }
    assert!(looked > 100 && improved > 50, "{looked} problems, {improved} with a better plan");
}

#[test]
fn the_close_proves_the_optimum_of_tiny_days() {
    let mut proven = 0;
    for (name, problem) in tiny_problems(120) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let certificate = good_certificate(&problem, &graphs, &rows);
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        let (optimum, _) = optimum(&problem).unwrap();
        let closed = Closing::new(Seed::new(1)).close(&mut hand, &certificate, 8, &NEVER);
        assert_eq!(legal::plan_breaches(&problem, hand.best()), [], "{name}");
        assert!(hand.best_cost() >= optimum, "{name}");
        if let Some(bound) = closed.bound {
            assert_eq!((bound, hand.best_cost()), (optimum, optimum), "{name}");
            proven += 1;
        }
    }
    assert!(proven > 100, "only {proven} proven");
}

#[test]
fn a_close_that_is_stopped_leaves_the_plan_as_it_was() {
    for (name, problem) in tiny_problems(20) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let certificate = good_certificate(&problem, &graphs, &rows);
        for asks in 0..6 {
            let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
            let (plan, cost) = (hand.running.plan(), hand.best_cost());
            let left = std::sync::atomic::AtomicUsize::new(asks);
            let stopped = || {
                use std::sync::atomic::Ordering::Relaxed;
                left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err()
            };
            let until = Until { stopped: &stopped, left: &|| None };
            let closed = Closing::new(Seed::new(1)).close(&mut hand, &certificate, 8, &until);
            if closed.improved {
                assert!(hand.best_cost() < cost, "{name}");
            } else {
                assert_eq!((hand.running.plan(), hand.best_cost()), (plan, cost), "{name} after {asks}");
            }
            assert_eq!(legal::plan_breaches(&problem, hand.best()), [], "{name} after {asks}");
        }
    }
}

#[test]
fn the_close_does_the_same_every_time() {
    let mut improved = 0;
    for seed in [4, 5] {
        let options =
            rifada::generate::Options { volunteers: 60, points: 3, zones: 1, seed, ..Default::default() };
        let (problem, _) = rifada::generate::scenario(&options).problem().unwrap();
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let certificate = good_certificate(&problem, &graphs, &rows);
        let close = || -> (Plan, Cost, Closed) {
            let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
            construct(&mut hand, &|| false);
            while sweep(&mut hand, &|| false).is_some_and(|moved| moved > 0) {}
            let closed = Closing::new(Seed::new(9)).close(&mut hand, &certificate, 6, &NEVER);
            (hand.best().clone(), hand.best_cost(), closed)
        };
        let once = close();
        assert_eq!(once, close(), "{seed}");
        improved += usize::from(once.2.improved);
    }
    assert!(improved > 0, "{improved} plans got better");
}
