//! The laws that hold the fast parts to the slow ones, on random tiny problems.

pub mod common;

use common::brute::{all_rosters, optimum};
use common::build::{Sketch, duty};
use common::tiny::tiny_problems;
use rifada::engine::{Limit, Options, Stop, solve};
use rifada::ground::{Cost, Day, Seed};
use rifada::model::{ANYONE, Duty, Plan, Problem, Rules};
use rifada::path::{
    Asks, Bench, Found, Graphs, Lane, Offer, Reach, Stretches, WalkBench, best_roster, ceiling, ceilings, own,
};
use rifada::price::{Certificate, Rows, certify, price_range, replay};
use rifada::score::{RunningCost, legal, plain};
use std::num::NonZeroUsize;

/// Tiny problems of each shape; `RIFADA_LAW_TIMES` asks for more of them.
fn problems(count: u64) -> impl Iterator<Item = (String, Problem)> {
    let times = std::env::var("RIFADA_LAW_TIMES").ok().and_then(|times| times.parse::<u64>().ok());
    tiny_problems(count * times.unwrap_or(1))
}

/// Random rewards per line and slot, in whole units, now and then below zero.
fn random_rewards(problem: &Problem, seed: u64) -> Vec<i64> {
    let mut seed = Seed::new(seed);
    let rows = problem.lines.len() * problem.grid.slots();
    (0..rows).map(|_| (seed.below(40) as i64 - 8) * 3600).collect()
}

/// What a roster earns under rewards, own costs deducted, by the plain evaluator.
fn earned(
    problem: &Problem,
    unit: rifada::model::UnitId,
    roster: &[rifada::model::Duty],
    rewards: &[i64],
) -> i128 {
    let slots = problem.grid.slots();
    let mut earned = 0;
    for duty in roster {
        let cast = problem.cast_on(unit, duty.from, duty.to);
        for term in &problem.posts[duty.post].terms {
            for slot in duty.from.index()..duty.to.index() {
                let reward = rewards[term.line.0 as usize * slots + slot];
                earned += i128::from(reward * term.coefficient * cast.count(term.need));
            }
        }
    }
    let own = |roster: &[rifada::model::Duty]| -> Cost {
        let members = problem.units[unit].members.iter();
        members.map(|&member| plain::own_cost(problem, member, roster).total()).sum()
    };
    earned - (own(roster) - own(&[])).in_units()
}

#[test]
fn the_running_cost_equals_the_plain_evaluator_after_any_moves_and_undo_restores_it() {
    for (name, problem) in problems(60) {
        let mut running = RunningCost::of_kept(&problem);
        let mut seed = Seed::new(9);
        let choices: Vec<_> = problem.units.ids().map(|unit| all_rosters(&problem, unit)).collect();
        for _ in 0..12 {
            let unit = rifada::model::UnitId(seed.below(problem.units.len()) as u32);
            let rosters = &choices[unit.0 as usize];
            let before_cost = running.terms();
            let before = running.set(unit, rosters[seed.below(rosters.len())].clone());
            assert_eq!(running.terms(), plain::cost(&problem, &running.plan()), "{name}");
            if seed.chance(40) {
                running.set(unit, before);
                assert_eq!(running.terms(), before_cost, "{name}: undone");
            }
        }
    }
}

#[test]
fn the_own_cost_of_a_path_equals_the_plain_evaluator() {
    for (name, problem) in problems(60) {
        for (unit, entry) in problem.units.pairs() {
            for roster in all_rosters(&problem, unit).iter().take(40) {
                let plain: Cost =
                    entry.members.iter().map(|&m| plain::own_cost(&problem, m, roster).total()).sum();
                let path = own::empty_cost(&problem, unit) + own::roster_cost(&problem, unit, roster);
                assert_eq!(path, plain, "{name} {unit:?} {roster:?}");
            }
        }
    }
}

#[test]
fn no_roster_earns_more_than_the_ceiling_and_the_best_reaches_it() {
    let (mut singles, mut several, mut exact) = (0, 0, 0);
    for (name, problem) in problems(120) {
        let graphs = Graphs::new(&problem);
        let rewards = random_rewards(&problem, 5);
        let offer = Offer { line: &rewards, head: None, heads: None, unit: 1_i64 };
        for unit in problem.units.ids() {
            let rosters = all_rosters(&problem, unit);
            let best = rosters.iter().map(|roster| earned(&problem, unit, roster, &rewards)).max().unwrap();
            let (most, roster) = ceiling(&problem, &graphs, unit, &offer, &mut Bench::default());
            assert!(i128::from(most.value()) >= best, "{name} {unit:?}: {} < {best}", most.value());
            let is_single = graphs.of[unit].lane == Lane::Single;
            singles += usize::from(is_single);
            several += usize::from(!is_single);
            exact += usize::from(!is_single && most.is_exact());
            assert!(most.is_exact() || !is_single);
            if most.is_exact() {
                assert_eq!(i128::from(most.value()), best, "{name} {unit:?}");
                assert_eq!(earned(&problem, unit, &roster, &rewards), best, "{name} {unit:?}");
            }
        }
    }
    assert!(singles > 100, "the fast lane is taken");
    // Left over are those that facts bind which break rules by themselves.
    assert!(exact * 100 >= several * 97, "{exact} of {several} paths of several duties are exact");
}

#[test]
fn a_stretch_that_many_share_answers_what_a_look_at_every_duty_does() {
    let generated = (0..6).map(|seed| {
        let options =
            rifada::generate::Options { volunteers: 300, points: 24, zones: 5, seed, ..Default::default() };
        let (problem, _) = rifada::generate::scenario(&options).problem().unwrap();
        (format!("generated {seed}"), problem)
    });
    let mut read_off = 0;
    for (name, problem) in problems(120).chain(generated) {
        let graphs = Graphs::new(&problem);
        let rewards = random_rewards(&problem, 11);
        let offer = Offer { line: rewards.as_slice(), head: None, heads: None, unit: 1 };
        let units: Vec<_> = problem.units.ids().collect();
        let mut bench = Bench::default();
        let stretches = Stretches::new(&problem, &graphs, &offer);
        let asks = Asks::new(&problem, &graphs, &units, |_, clusters| 0..clusters);
        let mut learnt = Stretches::unknown(&problem, &graphs);
        for rewards in [random_rewards(&problem, 12), rewards.clone()] {
            let offer = Offer { line: rewards.as_slice(), ..offer };
            learnt.forget();
            asks.views(asks.all()).for_each(|view| learnt.learn(&problem, &graphs, &offer, view));
        }
        let nothing = || vec![0; units.len()];
        let all = stretches.best_duties(&problem, &graphs, &asks, asks.all(), &mut nothing());
        let found = learnt.best_duties(&problem, &graphs, &asks, asks.all(), &mut nothing());
        assert_eq!(found, all, "{name}: learnt as they are asked about");
        let mut most = nothing();
        let mut parts = asks.dealt(&graphs, 7);
        assert!(parts.windows(2).all(|two| two[0].end == two[1].start), "{name}: each ask is in one part");
        assert_eq!(parts.iter().map(ExactSizeIterator::len).sum::<usize>(), asks.all().len(), "{name}");
        parts.reverse();
        let mut best: Vec<Option<Found<i64>>> = vec![None; units.len()];
        for part in parts {
            for found in learnt.best_duties(&problem, &graphs, &asks, part, &mut most) {
                best[found.asker] = Some(found);
            }
        }
        let best: Vec<_> = best.into_iter().flatten().collect();
        assert_eq!(best, all, "{name}: part by part, the last first");
        let answers = ceilings(&problem, &graphs, &units, &offer, &stretches);
        for (&unit, (most, roster)) in units.iter().zip(answers) {
            let (alone, _) = ceiling(&problem, &graphs, unit, &offer, &mut bench);
            if graphs.of_hours[unit] {
                // All ways are the shortest here: enumeration knows them all.
                let rosters = all_rosters(&problem, unit);
                let best = rosters.iter().map(|roster| earned(&problem, unit, roster, &rewards)).max();
                assert_eq!(best, Some(i128::from(alone.value())), "{name} {unit:?}");
                assert!(alone.value() <= most.value(), "{name} {unit:?}");
                assert!(!most.is_exact() || most == alone, "{name} {unit:?}");
                continue;
            }
            assert_eq!(most, alone, "{name} {unit:?}");
            if graphs.stretched[unit] {
                read_off += 1;
                assert_eq!(
                    earned(&problem, unit, &roster, &rewards),
                    i128::from(most.value()),
                    "{name} {unit:?}"
                );
                for &member in &problem.units[unit].members {
                    assert!(legal::is_legal(&problem, member, &roster), "{name} {unit:?} {roster:?}");
                }
            }
        }
    }
    assert!(read_off > 1500, "stretches are used: {read_off}");
}

#[test]
fn a_walk_keeps_every_rule_and_mostly_finds_the_best_roster() {
    let (mut found, mut all) = (0, 0);
    for (name, problem) in problems(120) {
        let graphs = Graphs::new(&problem);
        let rewards = random_rewards(&problem, 7);
        let floats: Vec<f32> = rewards.iter().map(|&reward| reward as f32 / 3600.0).collect();
        let offer = Offer { line: &floats, head: None, heads: None, unit: 1.0 / 3600.0 };
        for (unit, entry) in problem.units.pairs() {
            let rosters = all_rosters(&problem, unit);
            let best = rosters.iter().map(|roster| earned(&problem, unit, roster, &rewards)).max().unwrap();
            let mut bench = WalkBench::default();
            let roster =
                best_roster(&problem, &graphs, unit, &offer, Reach::All, &entry.kept, &mut bench).unwrap();
            for &member in &entry.members {
                assert!(legal::is_legal(&problem, member, &roster), "{name} {unit:?} {roster:?}");
            }
            all += 1;
            found += usize::from(earned(&problem, unit, &roster, &rewards) == best);
        }
    }
    assert!(found * 100 >= all * 97, "{found} of {all}");
}

#[test]
fn a_walk_over_some_dates_keeps_every_rule_and_the_rest_of_the_roster() {
    let mut changed = 0;
    for (name, problem) in problems(200) {
        let graphs = Graphs::new(&problem);
        let rewards = random_rewards(&problem, 11);
        // Mostly not worth serving, so that dates fall empty.
        let floats: Vec<f32> = rewards.iter().map(|&reward| reward as f32 / 3600.0 - 20.0).collect();
        let offer = Offer { line: &floats, head: None, heads: None, unit: 1.0 / 3600.0 };
        let mut seed = Seed::new(13);
        for (unit, entry) in problem.units.pairs() {
            if graphs.of[unit].lane == Lane::Single {
                continue;
            }
            let rosters = all_rosters(&problem, unit);
            for _ in 0..6 {
                let present = &rosters[seed.below(rosters.len())];
                let first = seed.below(problem.grid.days());
                let end = first + 1 + seed.below(problem.grid.days() - first);
                let (first, end) = (Day(first as u32), Day(end as u32));
                let (reach, mut bench) = (Reach::Days(first, end), WalkBench::default());
                let found = best_roster(&problem, &graphs, unit, &offer, reach, present, &mut bench);
                let Some(roster) = found else { continue };
                for &member in &entry.members {
                    assert!(legal::is_legal(&problem, member, &roster), "{name} {unit:?} {roster:?}");
                }
                let outside = |roster: &[Duty]| -> Vec<Duty> {
                    let day = |duty: &Duty| problem.grid.day_of(duty.from);
                    roster.iter().copied().filter(|duty| day(duty) < first || end <= day(duty)).collect()
                };
                assert_eq!(outside(&roster), outside(present), "{name} {unit:?}");
                changed += usize::from(roster != *present);
            }
        }
    }
    assert!(changed > 200, "only {changed} rosters changed");
}

#[test]
fn a_walk_leaves_no_gap_too_short_between_a_kept_duty_and_the_rest_of_the_roster() {
    let mut sketch = Sketch::days(1440, 5);
    let post = sketch.post();
    let line = sketch.line(post, ANYONE, 1, 1);
    let person = sketch.person_under(Rules { min_consecutive_days_off: 3, ..Rules::default() });
    sketch.kept(person, &[duty(post, 0, 1)]);
    let problem = sketch.problem();
    let present: Vec<Duty> = (0..4).map(|day| duty(post, day, day + 1)).collect();
    let costs = vec![-5.0; problem.lines.len() * problem.grid.slots()];
    assert_eq!((line.0, legal::is_legal(&problem, person, &present)), (0, true));
    let offer = Offer { line: &costs, head: None, heads: None, unit: 1.0 / 3600.0 };
    let (reach, unit) = (Reach::Days(Day(1), Day(3)), problem.unit_of[person]);
    let (graphs, mut bench) = (Graphs::new(&problem), WalkBench::default());
    let roster = best_roster(&problem, &graphs, unit, &offer, reach, &present, &mut bench);
    assert_eq!(roster, Some(present));
}

#[test]
fn any_prices_of_the_right_sign_prove_a_bound_below_the_optimum() {
    for (name, problem) in problems(80) {
        let (optimum, _) = optimum(&problem).unwrap();
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let mut seed = Seed::new(3);
        for _ in 0..4 {
            let mut prices = rows.no_prices();
            for (row, price) in prices.line.iter_mut().enumerate() {
                let line = rows.line_of(row);
                *price = rows.least[line] + seed.unit() as f32 * (rows.most[line] - rows.least[line]);
            }
            for price in &mut prices.head {
                *price = -(seed.unit() as f32) * 3.0;
            }
            let certificate = certify(&problem, &graphs, &rows, &prices, &|| false).unwrap();
            assert!(certificate.bound <= optimum, "{name}: {} > {optimum}", certificate.bound);
        }
    }
}

/// What the certificate proves, replayed from nothing but the problem.
fn replayed(problem: &Problem, certificate: &Certificate) -> Option<Cost> {
    let (graphs, rows) = (Graphs::new(problem), Rows::new(problem));
    let Certificate { line, head, .. } = certificate.clone();
    replay(problem, &graphs, &rows, line, head, &|| false).map(|replayed| replayed.bound)
}

#[test]
fn the_certificate_of_a_run_that_asks_for_one_replays_to_its_bound() {
    for (name, problem) in problems(60) {
        let options = Options { limit: Limit::Iterations(20), certified: true, ..Options::default() };
        let outcome = solve(&problem, &options);
        assert_eq!(outcome.certificate.bound, outcome.bound, "{name}");
        assert_eq!(replayed(&problem, &outcome.certificate), Some(outcome.bound), "{name}");
    }
}

#[test]
fn without_that_a_run_may_prove_more_than_its_certificate_and_never_less() {
    let mut more = 0;
    for (name, problem) in problems(60) {
        let outcome = solve(&problem, &Options { limit: Limit::Iterations(20), ..Options::default() });
        assert_eq!(replayed(&problem, &outcome.certificate), Some(outcome.certificate.bound), "{name}");
        assert!(outcome.certificate.bound <= outcome.bound, "{name}");
        more += usize::from(outcome.certificate.bound < outcome.bound);
    }
    assert!(more > 0, "nothing was proven by looking at all that was left");
}

#[test]
fn with_nobody_there_the_weights_prove_the_whole_cost() {
    let mut sketch = Sketch::slots(60, 4, 480, 0);
    let post = sketch.post();
    // More than an f32 tells apart from its neighbours.
    sketch.line(post, ANYONE, 3, 16_777_217);
    let problem = sketch.problem();
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(1), ..Options::default() });
    assert_eq!((outcome.stop, outcome.bound), (Stop::Optimal, Cost::units(12 * 16_777_217 * Cost::UNITS)));
    assert_eq!(outcome.certificate.bound, outcome.bound);
    assert_eq!(replayed(&problem, &outcome.certificate), Some(outcome.bound));
}

#[test]
fn the_certificate_of_a_run_cut_short_proves_no_less_than_the_run_says() {
    for (name, problem) in problems(20) {
        let options = Options::default();
        options.cancel.cancel();
        let outcome = solve(&problem, &options);
        let proven = replayed(&problem, &outcome.certificate).unwrap();
        assert!(outcome.bound <= proven && proven <= outcome.cost.total(), "{name}");
    }
}

#[test]
fn a_certificate_with_any_one_price_moved_within_its_range_still_proves_a_bound_below_the_optimum() {
    let (mut moved, mut charged) = (0, 0);
    for (name, problem) in problems(40) {
        let (optimum, _) = optimum(&problem).unwrap();
        let rows = Rows::new(&problem);
        let outcome = solve(&problem, &Options { limit: Limit::Iterations(20), ..Options::default() });
        let mut seed = Seed::new(17);
        let caps: Vec<usize> = (0..rows.cap.len()).filter(|row| rows.is_capped(*row)).collect();
        for _ in 0..6 {
            let mut certificate = outcome.certificate.clone();
            if !caps.is_empty() && seed.chance(30) {
                let row = caps[seed.below(caps.len())];
                certificate.head[row] = [0, -1, -(seed.below(40 * 921_600) as i64), i64::MIN][seed.below(4)];
                charged += 1;
            } else if !certificate.line.is_empty() {
                let row = seed.below(certificate.line.len());
                let (least, most) = price_range(&rows, rows.line_of(row)).into_inner();
                let between = least + seed.below((most - least + 1) as usize) as i64;
                certificate.line[row] = [least, most, 0, between][seed.below(4)];
                moved += usize::from(certificate.line[row] != outcome.certificate.line[row]);
            }
            let proven = replayed(&problem, &certificate).unwrap();
            assert!(proven <= optimum, "{name}: {proven} > {optimum}");
        }
    }
    assert!(moved > 200 && charged > 20, "{moved} prices and {charged} charges moved");
}

#[test]
fn prices_out_of_their_range_prove_nothing() {
    for (name, problem) in problems(20) {
        let rows = Rows::new(&problem);
        let none = Certificate::of_nothing(&rows);
        assert!(replayed(&problem, &none).is_some(), "{name}");
        for row in 0..none.line.len() {
            let range = price_range(&rows, rows.line_of(row));
            for price in [*range.end() + 1, *range.start() - 1] {
                let mut certificate = none.clone();
                certificate.line[row] = price;
                assert_eq!(replayed(&problem, &certificate), None, "{name}: {price} outside {range:?}");
            }
        }
        for row in 0..none.head.len() {
            let mut certificate = none.clone();
            certificate.head[row] = if rows.is_capped(row) { 1 } else { -1 };
            assert_eq!(replayed(&problem, &certificate), None, "{name}");
        }
        let mut longer = none.clone();
        longer.line.push(0);
        assert_eq!(replayed(&problem, &longer), None, "{name}");
    }
}

#[test]
fn a_charge_where_there_is_no_cap_proves_nothing() {
    let mut sketch = Sketch::slots(60, 2, 480, 0);
    let (open, capped) = (sketch.post(), sketch.post());
    sketch.at(capped).max_people = Some(1);
    sketch.line(open, ANYONE, 1, 5);
    sketch.person();
    let problem = sketch.problem();
    let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
    let mut prices = rows.no_prices();
    prices.line.fill(5.0);
    // Nobody would serve where it costs more than it earns, and what is charged is nowhere given back.
    prices.head[..2].fill(-9.0);
    let certificate = certify(&problem, &graphs, &rows, &prices, &|| false).unwrap();
    assert_eq!((optimum(&problem).unwrap().0, certificate.bound), (Cost::ZERO, Cost::ZERO));
    assert_eq!(certificate.head[..2], [0, 0]);
}

#[test]
fn bound_optimum_and_plan_stand_in_that_order_and_the_plan_keeps_every_rule() {
    let (mut best, mut proven, mut all) = (0, 0, 0);
    for (name, problem) in problems(60) {
        let (optimum, _) = optimum(&problem).unwrap();
        let outcome = solve(&problem, &Options { limit: Limit::Iterations(40), ..Options::default() });
        assert_eq!(legal::plan_breaches(&problem, &outcome.plan), [], "{name}");
        assert_eq!(outcome.cost, plain::cost(&problem, &outcome.plan), "{name}");
        let cost = outcome.cost.total();
        assert!(outcome.bound <= optimum && optimum <= cost, "{name}: {} {optimum} {cost}", outcome.bound);
        assert_eq!(outcome.stop == Stop::Optimal, outcome.bound == cost, "{name}");
        all += 1;
        best += usize::from(cost == optimum);
        proven += usize::from(outcome.stop == Stop::Optimal);
    }
    assert!(best * 100 >= all * 95, "{best} of {all} optimal");
    assert!(proven * 100 >= all * 40, "{proven} of {all} proven");
}

#[test]
fn the_same_seed_gives_the_same_duties_for_any_number_of_threads() {
    for (name, problem) in problems(12) {
        let plan = |threads: usize| -> Plan {
            let limit = Limit::Iterations(12);
            solve(&problem, &Options { limit, threads: NonZeroUsize::new(threads), ..Options::default() })
                .plan
        };
        let one = plan(1);
        assert_eq!(one, plan(2), "{name}");
        assert_eq!(one, plan(8), "{name}");
    }
}

#[test]
fn a_run_stopped_at_any_moment_has_a_plan_that_keeps_every_rule() {
    use std::time::Duration;
    for (name, problem) in problems(8) {
        for micros in [0, 50, 300, 2000, 8000] {
            let limit = Limit::Time(Duration::from_micros(micros));
            let outcome = solve(&problem, &Options { limit, ..Options::default() });
            assert_eq!(legal::plan_breaches(&problem, &outcome.plan), [], "{name} after {micros} µs");
        }
        let options = Options::default();
        options.cancel.cancel();
        let outcome = solve(&problem, &options);
        assert_eq!(legal::plan_breaches(&problem, &outcome.plan), [], "{name} cancelled");
    }
}
