//! The lane of stints, held to the enumeration of all rosters on random small wards.

pub mod common;

use common::brute::{all_rosters, optimum};
use common::build::{Sketch, hours, wish};
use common::chance::{draw, maybe, pick};
use rifada::engine::{Limit, Options, solve};
use rifada::ground::{Cost, Day, Minutes, Seed, Weight};
use rifada::model::{
    ANYONE, Duty, Fairness, History, MaxDuties, NotNextDay, Plan, Problem, Rules, TagId, UnitId, Weekends,
    WishKind,
};
use rifada::path::stints::Allowed;
use rifada::path::{Bench, Graphs, Lane, Offer, Reach, WalkBench, best_allowed, best_roster, ceiling};
use rifada::price::{Certificate, Columns, PRICE_UNIT, Prices, Rows, certify, replay};
use rifada::score::{legal, plain};
use rifada::search::Hand;
use rifada::search::plunge::{Turn, Turns};
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;

/// One person on a ward of a few kinds of duty, one a date, under random rules.
fn ward(seed: u64) -> Problem {
    ward_of(1, 4..=6, seed)
}

/// So many people on such a ward.
fn ward_of(people: usize, days: RangeInclusive<i64>, seed: u64) -> Problem {
    let seed = &mut Seed::new(seed);
    let slot = pick(seed, &[1440, 1440, 480]);
    let days = if slot == 1440 { draw(seed, *days.start(), *days.end()) } else { 3 } as u32;
    let mut sketch = Sketch::days(slot, days);
    for _ in 0..pick(seed, &[1, 1, 2, 2]) {
        let post = sketch.post();
        sketch.at(post).max_slots = 1;
        sketch.at(post).counted = maybe(seed, 70, |seed| Minutes(pick(seed, &[480, 480, 600, 720])));
        sketch.line(post, ANYONE, draw(seed, 1, people as i64), pick(seed, &[1, 3]));
        for tag in 0..2 {
            if seed.chance(40) {
                sketch.tag(post, TagId(tag));
            }
        }
    }
    for _ in 0..people {
        add_person(seed, &mut sketch);
    }
    if seed.chance(30) {
        sketch.parts.objective.fairness = Some(Fairness { weight: Weight(1), share: Minutes(960) });
    }
    sketch.problem()
}

fn add_person(seed: &mut Seed, sketch: &mut Sketch) {
    let rules = rules(seed, sketch);
    let person = sketch.person_under(rules);
    let end = sketch.end().0;
    let slots_a_day = 1440 / sketch.parts.grid.slot_minutes().0 as u32;
    let days = end / slots_a_day;
    if seed.chance(50) {
        let off = draw(seed, 0, i64::from(days) - 1) as u32 * slots_a_day;
        let windows = [(0, off), (off + slots_a_day, end)].into_iter().filter(|(from, to)| from < to);
        sketch.who(person).free = windows.map(|(from, to)| hours(from, to)).collect();
    }
    sketch.who(person).wishes = (0..draw(seed, 0, 3))
        .map(|_| {
            let from = draw(seed, 0, i64::from(days) - 1) * 1440;
            let kind = pick(seed, &[WishKind::Prefer, WishKind::Avoid, WishKind::Rather]);
            wish(kind, from, from + 1440, pick(seed, &[1, 2, 5]))
        })
        .collect();
    if seed.chance(40) {
        sketch.who(person).history = History {
            minutes: Minutes(pick(seed, &[0, 480, 960])),
            last_end: Some(Minutes(pick(seed, &[-1440, -480, 0]))),
            consecutive_days: pick(seed, &[0, 1, 2, 3]),
            weekends: pick(seed, &[0, 1]),
        };
    }
}

fn rules(seed: &mut Seed, sketch: &Sketch) -> Rules {
    let tag = |seed: &mut Seed| TagId(draw(seed, 0, 1) as u32);
    Rules {
        max_minutes: maybe(seed, 40, |seed| Minutes(pick(seed, &[960, 1440, 2000, 2400]))),
        min_minutes: Minutes(pick(seed, &[0, 0, 960, 1500, 2400])),
        min_minutes_weight: Weight(pick(seed, &[1, 3, 1000])),
        min_rest: Minutes(pick(seed, &[0, 0, 660, 960])),
        max_consecutive_days: maybe(seed, 60, |seed| draw(seed, 1, 4) as u32),
        min_consecutive_days: pick(seed, &[0, 0, 2, 3]),
        min_consecutive_days_off: pick(seed, &[0, 0, 2, 3]),
        weekends: maybe(seed, 50, |seed| {
            let days: Vec<u8> = (0..7).filter(|_| seed.chance(45)).collect();
            let block = Weekends::number(&sketch.parts.grid, |weekday| days.contains(&weekday));
            Weekends { block, max: pick(seed, &[0, 1, 1, 2]) }
        }),
        max_duties: (0..pick(seed, &[0, 0, 1, 1, 2]))
            .map(|_| MaxDuties { tag: maybe(seed, 80, tag), max: draw(seed, 0, 3) as u32 })
            .collect(),
        not_next_day: (0..pick(seed, &[0, 1, 1, 2]))
            .map(|_| NotNextDay { after: tag(seed), then: tag(seed) })
            .collect(),
        ..Rules::default()
    }
}

/// What a roster earns under rewards, own costs deducted, by the plain evaluator.
fn earned(problem: &Problem, roster: &[Duty], rewards: &[i64]) -> i128 {
    let unit = problem.units.ids().next().expect("there is somebody");
    let member = problem.units[unit].members[0];
    let of = |duty: &Duty| -> i64 {
        let terms = problem.posts[duty.post].terms.iter();
        let row = |line: u32| line as usize * problem.grid.slots();
        terms
            .map(|term| rewards[row(term.line.0)..][duty.from.index()..duty.to.index()].iter().sum::<i64>())
            .sum()
    };
    let own = |roster: &[Duty]| -> Cost { plain::own_cost(problem, member, roster).total() };
    i128::from(roster.iter().map(of).sum::<i64>()) - (own(roster) - own(&[])).in_units()
}

/// Random rewards per line and slot, in whole units, now and then below zero.
fn random_rewards(problem: &Problem, seed: u64) -> Vec<i64> {
    let mut seed = Seed::new(seed);
    let rows = problem.lines.len() * problem.grid.slots();
    (0..rows).map(|_| (seed.below(90) as i64 - 25) * 3600).collect()
}

/// Wards whose person is planned by stints.
fn wards(count: u64) -> impl Iterator<Item = (u64, Problem, Graphs)> {
    let times = std::env::var("RIFADA_LAW_TIMES").ok().and_then(|times| times.parse::<u64>().ok());
    (0..count * times.unwrap_or(1)).filter_map(|seed| {
        let problem = ward(seed);
        let graphs = Graphs::new(&problem);
        let unit = problem.units.ids().next().expect("there is somebody");
        (graphs.of[unit].lane == Lane::Stints).then_some((seed, problem, graphs))
    })
}

#[test]
fn a_chain_of_stints_earns_as_much_as_the_best_of_all_rosters() {
    let (mut met, mut bench) = (0, Bench::default());
    for (seed, problem, graphs) in wards(400) {
        let unit = problem.units.ids().next().expect("there is somebody");
        let rewards = random_rewards(&problem, seed);
        let offer = Offer { line: rewards.as_slice(), head: None, heads: None, unit: 1 };
        let rosters = all_rosters(&problem, unit);
        let best = rosters.iter().map(|roster| earned(&problem, roster, &rewards)).max();
        let (most, roster) = ceiling(&problem, &graphs, unit, &offer, &mut bench);
        assert_eq!(Some(i128::from(most.value())), best, "ward {seed}: {roster:?}");
        assert!(
            legal::is_legal(&problem, problem.units[unit].members[0], &roster),
            "ward {seed}: {roster:?}"
        );
        assert_eq!(Some(earned(&problem, &roster, &rewards)), best, "ward {seed}: {roster:?}");
        met += 1;
    }
    assert!(met > 200, "only {met} wards are planned by stints");
}

#[test]
fn a_chain_of_stints_over_some_dates_is_the_best_that_goes_with_the_rest_of_the_roster() {
    let (mut bench, mut met) = (WalkBench::default(), 0);
    for (seed, problem, graphs) in wards(250) {
        let unit = problem.units.ids().next().expect("there is somebody");
        let rewards = random_rewards(&problem, seed + 7);
        let floats: Vec<f32> = rewards.iter().map(|&reward| reward as f32 / 3600.0).collect();
        let offer = Offer { line: &floats, head: None, heads: None, unit: 1.0 / 3600.0 };
        let rosters = all_rosters(&problem, unit);
        let mut draws = Seed::new(seed);
        for _ in 0..8 {
            let present = &rosters[draws.below(rosters.len())];
            let first = draws.below(problem.grid.days());
            let end = first + 1 + draws.below(problem.grid.days() - first);
            let (first, end) = (Day(first as u32), Day(end as u32));
            let outside = |roster: &[Duty]| -> Vec<Duty> {
                let day = |duty: &Duty| problem.grid.day_of(duty.from);
                roster.iter().copied().filter(|duty| day(duty) < first || end <= day(duty)).collect()
            };
            let others = rosters.iter().filter(|roster| outside(roster) == outside(present));
            let best = others.map(|roster| earned(&problem, roster, &rewards)).max();
            let found =
                best_roster(&problem, &graphs, unit, &offer, Reach::Days(first, end), present, &mut bench);
            let roster = found.unwrap_or_else(|| panic!("ward {seed}: {first:?}..{end:?} of {present:?}"));
            assert_eq!(outside(&roster), outside(present), "ward {seed}");
            assert_eq!(
                Some(earned(&problem, &roster, &rewards)),
                best,
                "ward {seed}: {first:?}..{end:?} of {present:?}: {roster:?}"
            );
            met += 1;
        }
    }
    assert!(met > 1000, "only {met} rosters were changed");
}

#[test]
fn minima_dearer_than_all_else_do_not_hide_what_rosters_differ_in() {
    let mut bench = WalkBench::default();
    for seed in 0..60 {
        let draws = &mut Seed::new(seed);
        let mut sketch = Sketch::days(1440, 6);
        for _ in 0..2 {
            let post = sketch.post();
            sketch.at(post).max_slots = 1;
            sketch.at(post).counted = Some(Minutes(pick(draws, &[480, 600])));
            sketch.line(post, ANYONE, 1, 1);
        }
        sketch.person_under(Rules {
            min_minutes: Minutes(480 * 3),
            min_minutes_weight: Weight(1_000_000),
            max_minutes: Some(Minutes(480 * 4)),
            ..Rules::default()
        });
        let problem = sketch.problem();
        let graphs = Graphs::new(&problem);
        let unit = problem.units.ids().next().expect("there is somebody");
        // Rewards of a thousandth and more, where a minimum missed costs millions.
        let rewards: Vec<i64> = (0..12).map(|_| draws.below(1000) as i64 * 4).collect();
        let floats: Vec<f32> = rewards.iter().map(|&reward| reward as f32 / 3600.0).collect();
        let offer = Offer { line: &floats, head: None, heads: None, unit: 1.0 / 3600.0 };
        let rosters = all_rosters(&problem, unit);
        let best = rosters.iter().map(|roster| earned(&problem, roster, &rewards)).max();
        let roster = best_roster(&problem, &graphs, unit, &offer, Reach::All, &[], &mut bench);
        let roster = roster.expect("some roster keeps the rules");
        assert_eq!(Some(earned(&problem, &roster, &rewards)), best, "ward {seed}: {roster:?}");
    }
}

#[test]
fn column_generation_ends_where_no_other_prices_prove_more() {
    let mut met = 0;
    for seed in 0..60 {
        let problem = ward_of(4, 4..=6, seed);
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        if !Columns::is_for(&problem, &graphs, &rows) {
            continue;
        }
        let proven = |prices: &Prices| {
            let certificate = certify(&problem, &graphs, &rows, prices, &|| false);
            certificate.expect("nothing stops it").proven
        };
        let first = rows.first_prices();
        let nobody = Plan::empty(problem.volunteers.len());
        let mut columns = Columns::new(&problem, &nobody, first.clone(), proven(&first));
        let mut best: Option<(Certificate, Prices)> = None;
        for _ in 0..200 {
            if columns.is_done() {
                break;
            }
            let fresh = columns.round(&problem, &graphs, &rows, None, &|| false).expect("nothing stops it");
            if best.as_ref().is_none_or(|(best, _)| fresh.0.proven > best.proven) {
                best = Some(fresh);
            }
        }
        assert!(columns.is_done(), "ward {seed} ends");
        let (certificate, prices) = best.expect("there are rounds");
        let replayed =
            replay(&problem, &graphs, &rows, certificate.line.clone(), certificate.head.clone(), &|| false);
        assert_eq!(replayed.as_ref(), Some(&certificate), "ward {seed}");
        // A thousandth of a cost of one is left to floating point.
        let most = certificate.proven + i128::from(PRICE_UNIT) / 1000;
        let mut draws = Seed::new(seed);
        for size in [0.01, 0.1, 1.0, 10.0].into_iter().cycle().take(40) {
            let mut other = prices.clone();
            other.line.iter_mut().for_each(|price| *price += size * (draws.unit() as f32 - 0.5));
            assert!(proven(&other) <= most, "ward {seed}: {} below {}", certificate.proven, proven(&other));
        }
        assert!(proven(&first) <= most, "ward {seed}");
        if let Some((optimum, _)) = optimum(&problem) {
            assert!(certificate.bound <= optimum, "ward {seed}");
        }
        met += 1;
    }
    assert!(met >= 15, "only {met} wards are for columns");
}

#[test]
fn plunges_give_everybody_a_roster_and_end_at_the_optimum() {
    let mut met = 0;
    for seed in 0..80 {
        let problem = ward_of(2 + seed as usize % 2, 4..=5, seed);
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let Some((optimum, _)) = optimum(&problem) else { continue };
        let Some(stints) = graphs.stints.as_ref().filter(|_| Columns::is_for(&problem, &graphs, &rows))
        else {
            continue;
        };
        let nobody = Plan::empty(problem.volunteers.len());
        let mut columns = Columns::new(&problem, &nobody, rows.first_prices(), i128::MIN / 4);
        while !columns.is_done() {
            columns.round(&problem, &graphs, &rows, None, &|| false).expect("nothing stops it");
        }
        let units: Vec<UnitId> = problem.units.ids().collect();
        let mut hand = Hand::new(&problem, &graphs, &rows, rows.no_prices(), 0.0);
        let mut plunges = Turns::new(&hand, stints, &units, columns.pool().clone());
        let mut draws = Seed::new(seed);
        for _ in 0..2000 {
            if plunges.step(&mut hand, stints, &|| false, (0.2, &mut draws)) == Turn::Planned {
                let plan = hand.running.plan();
                assert_eq!(legal::plan_breaches(&problem, &plan), [], "ward {seed}");
                hand.remember();
            }
            if hand.best_cost() == optimum {
                break;
            }
        }
        assert_eq!(plain::cost(&problem, hand.best()).total(), optimum, "ward {seed}");
        met += 1;
    }
    assert!(met >= 20, "only {met} wards are for columns");
}

#[test]
fn what_is_allowed_on_each_date_is_kept_at_the_least_cost() {
    let (mut met, mut none) = (0, 0);
    for (seed, problem, graphs) in wards(300) {
        let Some(stints) = graphs.stints.as_ref().filter(|_| graphs.of[UnitId(0)].lane == Lane::Stints)
        else {
            continue;
        };
        let mut draws = Seed::new(seed);
        let rewards = random_rewards(&problem, seed);
        let line: Vec<f32> = rewards.iter().map(|&units| units as f32 / Cost::UNITS as f32).collect();
        let offer = Offer { line: &line, head: None, heads: None, unit: 1.0 / Cost::UNITS as f32 };
        let rosters = all_rosters(&problem, UnitId(0));
        let mut allowed = Allowed::all(problem.grid.days());
        let some = &rosters[draws.below(rosters.len())];
        for (day, &had) in stints.had(&problem, some).iter().enumerate() {
            match draws.below(4) {
                0 => allowed.require(day, had),
                1 => allowed.forbid(day, if draws.chance(50) { None } else { Some(0) }),
                _ => {}
            }
        }
        let may = |roster: &Vec<Duty>| {
            stints.had(&problem, roster).iter().enumerate().all(|(day, &had)| allowed.may(day, had))
        };
        let best = rosters.iter().filter(|roster| may(roster)).map(|r| earned(&problem, r, &rewards)).max();
        let found = best_allowed(&problem, &graphs, UnitId(0), &offer, &allowed, &mut WalkBench::default());
        if let Some(found) = &found {
            assert!(may(found), "ward {seed}: {found:?}");
        }
        let found = found.map(|roster| earned(&problem, &roster, &rewards));
        // Rewards are asked in single precision.
        let near = |(best, found): (i128, i128)| (best - found) as f64 <= 1e-5 * (best.abs() as f64).max(1.0);
        assert!(best.is_some() == found.is_some(), "ward {seed}: {best:?} and {found:?}");
        assert!(best.zip(found).is_none_or(near), "ward {seed}: {best:?} and {found:?}");
        met += 1;
        none += usize::from(best.is_none());
    }
    assert!(met >= 100 && none >= 5, "{none} of {met} allow nothing");
}

#[test]
fn stints_prove_a_bound_that_no_roster_is_below() {
    for (seed, problem, graphs) in wards(100) {
        let rows = Rows::new(&problem);
        let unit = problem.units.ids().next().expect("there is somebody");
        let member = problem.units[unit].members[0];
        let certificate = certify(&problem, &graphs, &rows, &rows.first_prices(), &|| false);
        let bound = certificate.expect("nothing stops it").bound;
        for roster in all_rosters(&problem, unit) {
            let mut plan = rifada::model::Plan::empty(problem.volunteers.len());
            plan.rosters[member] = roster;
            assert!(bound <= plain::cost(&problem, &plan).total(), "ward {seed}: {plan:?}");
        }
    }
}

#[test]
fn seasons_of_stints_are_planned_to_the_optimum_and_threads_decide_on_nothing() {
    let (mut met, mut best_found) = (0, 0);
    for seed in 0..40 {
        let problem = ward_of(2, 4..=5, seed);
        let graphs = Graphs::new(&problem);
        if problem.units.ids().any(|unit| graphs.of[unit].lane != Lane::Stints) {
            continue;
        }
        let Some((optimum, _)) = optimum(&problem) else { continue };
        let planned = |threads: usize| {
            let limit = Limit::Iterations(1500);
            solve(&problem, &Options { limit, threads: NonZeroUsize::new(threads), ..Options::default() })
        };
        let (one, three) = (planned(1), planned(3));
        assert_eq!(one.plan, three.plan, "ward {seed}: threads decide on nothing");
        assert_eq!(legal::plan_breaches(&problem, &one.plan), [], "ward {seed}");
        assert!(
            one.bound <= optimum && optimum <= one.cost.total(),
            "ward {seed}: {} {}",
            one.bound,
            optimum
        );
        met += 1;
        best_found += usize::from(one.cost.total() == optimum);
    }
    assert!(met >= 15 && best_found == met, "{best_found} of {met}");
}

#[test]
fn a_year_is_planned_window_by_window_with_every_minimum_met_and_a_bound_below_it() {
    let mut sketch = Sketch::days(1440, 364);
    for _ in 0..3 {
        let post = sketch.post();
        sketch.at(post).max_slots = 1;
        sketch.at(post).counted = Some(Minutes(480));
        sketch.line(post, ANYONE, 1, 3);
    }
    let block = Weekends::number(&sketch.parts.grid, |weekday| weekday >= 5);
    for _ in 0..3 {
        sketch.person_under(Rules {
            max_minutes: Some(Minutes(480 * 260)),
            min_minutes: Minutes(480 * 230),
            max_consecutive_days: Some(6),
            min_consecutive_days: 2,
            min_consecutive_days_off: 2,
            weekends: Some(Weekends { block: block.clone(), max: 40 }),
            ..Rules::default()
        });
    }
    let problem = sketch.problem();
    let graphs = Graphs::new(&problem);
    let is_long = |unit| graphs.stints.as_ref().is_some_and(|stints| stints.is_long(&problem, unit));
    assert!(problem.units.ids().all(is_long), "a year is too long for one exact path");
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(10), ..Options::default() });
    assert_eq!(legal::plan_breaches(&problem, &outcome.plan), []);
    assert_eq!(outcome.cost.minimum, Cost::ZERO, "every minimum is met");
    assert!(outcome.bound <= outcome.cost.total());
    assert!(outcome.bound > Cost::ZERO, "three people with days off cannot fill three posts");
}
