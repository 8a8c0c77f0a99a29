//! What everybody would rather do: losses add up to the gap, and moves start with those who lose.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

pub mod common;

use common::brute::all_rosters;
use common::tiny::tiny_problems;
use rifada::ground::{IdVec, Seed};
use rifada::model::{Problem, Roster, UnitId};
use rifada::path::Graphs;
use rifada::price::{Certificate, PRICE_UNIT, Prices, Rows, certify_meeting};
use rifada::score::legal;
use rifada::search::ruin::Ruins;
use rifada::search::{Hand, Wants};

/// Some prices or other that are allowed.
fn some_prices(rows: &Rows, seed: &mut Seed) -> Prices {
    let mut prices = rows.no_prices();
    for (row, price) in prices.line.iter_mut().enumerate() {
        let line = rows.line_of(row);
        *price = rows.least[line] + (rows.most[line] - rows.least[line]) * seed.unit() as f32;
    }
    for (row, charge) in prices.head.iter_mut().enumerate().filter(|(row, _)| rows.is_capped(*row)) {
        *charge = -0.3 * seed.unit() as f32 * rows.charge_of(row);
    }
    prices
}

/// What everybody would rather do at some prices, as the rosters say and as the wants say, and what the prices prove.
fn wants_of(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    seed: &mut Seed,
) -> (IdVec<UnitId, Roster>, Wants, Certificate) {
    let prices = some_prices(rows, seed);
    let mut best = IdVec::filled(Roster::new(), problem.units.len());
    let mut met = |unit: UnitId, roster: &Roster| best[unit].clone_from(roster);
    let certificate = certify_meeting(problem, graphs, rows, &prices, &mut met, &|| false).unwrap();
    let wants = Wants::new(problem, certificate.prices(), best.clone());
    (best, wants, certificate)
}

/// Lays some legal plan that fits; the duties that are kept where chance finds none.
fn lay_any(hand: &mut Hand<'_>, seed: &mut Seed) {
    for unit in hand.problem.units.ids() {
        let rosters = all_rosters(hand.problem, unit);
        hand.set(unit, hand.problem.units[unit].kept.to_vec());
        let roster = &rosters[seed.below(rosters.len())];
        if hand.keeps_rules(unit, roster) {
            hand.set(unit, roster.clone());
        }
    }
}

/// What a plan loses on all rows and caps together.
fn lost_on_rows(hand: &Hand<'_>, prices: &Prices) -> f64 {
    let rows = hand.rows;
    let of_lines = prices.line.iter().enumerate().map(|(row, &price)| {
        let line = rows.line_of(row);
        let gap = (i64::from(rows.demand[row]) - hand.running.cover()[row]) as f64;
        let each = if gap > 0.0 { rows.most[line] - price } else { rows.least[line] - price };
        gap * f64::from(each)
    });
    let of_caps =
        prices.head.iter().enumerate().filter(|(row, _)| rows.is_capped(*row)).map(|(row, &charge)| {
            f64::from(-charge) * (f64::from(rows.cap[row]) - f64::from(hand.running.heads()[row]))
        });
    of_lines.sum::<f64>() + of_caps.sum::<f64>()
}

#[test]
fn what_people_lose_and_what_rows_lose_is_all_that_a_plan_costs_more_than_the_prices_prove() {
    let mut seed = Seed::new(11);
    let (mut held, mut lost) = (0, 0);
    for (name, problem) in tiny_problems(300) {
        if problem.posts.iter().any(|post| post.team.is_some()) {
            // No price stands on the least team.
            continue;
        }
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let (_, wants, certificate) = wants_of(&problem, &graphs, &rows, &mut seed);
        if certificate.relaxed > 0 {
            continue;
        }
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        for _ in 0..5 {
            lay_any(&mut hand, &mut seed);
            let losses = problem.units.ids().map(|unit| wants.loss(&hand, unit).unwrap());
            let losses: Vec<f64> = losses.collect();
            assert!(
                losses.iter().all(|&loss| loss > -1e-3),
                "{name}: nobody has more than their best: {losses:?}"
            );
            let gap = hand.running.total().value() - certificate.proven as f64 / PRICE_UNIT as f64;
            let all = losses.iter().sum::<f64>() + lost_on_rows(&hand, &certificate.prices());
            assert!((gap - all).abs() < 1e-3 * gap.abs().max(1.0), "{name}: {gap} and {all}");
            held += 1;
            lost += usize::from(losses.iter().any(|&loss| loss > 0.1));
        }
    }
    assert!(held > 300 && lost > 150, "{held} plans, in {lost} somebody loses");
}

#[test]
fn whoever_has_their_best_roster_is_never_drawn() {
    let mut seed = Seed::new(12);
    let mut drawn = 0;
    for (name, problem) in tiny_problems(200) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let (best, mut wants, _) = wants_of(&problem, &graphs, &rows, &mut seed);
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        lay_any(&mut hand, &mut seed);
        assert!(wants.loser(&hand, &mut seed).is_none(), "{name}: nobody loses before the first survey");
        for unit in problem.units.ids().filter(|_| seed.chance(50)) {
            if hand.keeps_rules(unit, &best[unit]) {
                hand.set(unit, best[unit].clone());
            }
        }
        wants.survey(&hand);
        for _ in 0..20 {
            let Some(loser) = wants.loser(&hand, &mut seed) else { break };
            let (present, best) = (hand.running.roster(loser.unit), &best[loser.unit]);
            assert_ne!(present, best.as_slice(), "{name}: {loser:?}");
            assert!(loser.rather.iter().all(|duty| best.contains(duty) && !present.contains(duty)), "{name}");
            assert!(
                loser.rather_not.iter().all(|duty| present.contains(duty) && !best.contains(duty)),
                "{name}"
            );
            assert!(!loser.rather.is_empty() || !loser.rather_not.is_empty(), "{name}");
            drawn += 1;
        }
    }
    assert!(drawn > 500, "only {drawn} were drawn");
}

#[test]
fn a_best_roster_that_breaks_a_rule_is_nobodys_want() {
    let mut seed = Seed::new(13);
    let mut broken = 0;
    for (name, problem) in tiny_problems(200) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        // Everybody is said to want all they may do, at once.
        let all = |unit: UnitId| -> Roster {
            let mut all: Roster = all_rosters(&problem, unit).into_iter().flatten().collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let best: IdVec<UnitId, Roster> = problem.units.ids().map(all).collect();
        let wants = Wants::new(&problem, some_prices(&rows, &mut seed), best.clone());
        let hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        for unit in problem.units.ids() {
            let mut members = problem.units[unit].members.iter();
            let is_legal = members.all(|&member| legal::is_legal(&problem, member, &best[unit]));
            assert_eq!(wants.loss(&hand, unit).is_some(), is_legal, "{name}");
            broken += usize::from(!is_legal);
        }
    }
    assert!(broken > 100, "only {broken} break a rule");
}

#[test]
fn a_set_around_somebody_who_loses_starts_with_them_and_names_nobody_twice() {
    let mut seed = Seed::new(14);
    let (mut sets, mut full) = (0, 0);
    for (name, problem) in tiny_problems(200) {
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let (_, mut wants, _) = wants_of(&problem, &graphs, &rows, &mut seed);
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        lay_any(&mut hand, &mut seed);
        wants.survey(&hand);
        let ruins = Ruins::new(&hand);
        for size in 1..=4 {
            let Some(loser) = wants.loser(&hand, &mut seed) else { break };
            let (set, near) = ruins.choose_with(&hand, &loser, size, &mut seed);
            assert_eq!(set[0], loser.unit, "{name}");
            assert!(set.len() <= size, "{name}: {set:?}");
            full += usize::from(set.len() == size.min(problem.units.len()));
            let mut different = set.clone();
            different.sort_unstable();
            different.dedup();
            assert_eq!(different.len(), set.len(), "{name}: {set:?}");
            let inside = |slot| {
                loser.rather.iter().chain(&loser.rather_not).any(|duty| duty.from <= slot && slot < duty.to)
            };
            assert!(size == 1 || near.is_some_and(inside), "{name}: {near:?} of {loser:?}");
            sets += 1;
        }
    }
    assert!(sets > 200 && full * 10 > sets * 8, "{sets} sets, of which {full} are full");
}
