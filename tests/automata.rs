//! Every rule of one person as an automaton, alone and in pairs, held to the definition and to all rosters there are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod common;

use common::brute::{all_duties, all_rosters, rosters_to_try};
use common::rules::random_rules;
use common::tiny::{Shape, tiny_problem, tiny_sketch};
use rifada::ground::{Cost, Day, Seed};
use rifada::model::{Duty, Problem, Roster, Rules, UnitId};
use rifada::path::rules::Rules as Automata;
use rifada::path::{Bench, Graphs, Offer, ceiling};
use rifada::score::{legal, plain};

/// What takes one key of a rule set over from another set.
type Take = fn(&mut Rules, &Rules);

/// The keys of a rule set that bind.
const KEYS: [(&str, Take); 15] = [
    ("max_shifts_per_day", |to, from| to.max_shifts_per_day = from.max_shifts_per_day),
    ("max_minutes_per_day", |to, from| to.max_minutes_per_day = from.max_minutes_per_day),
    ("max_minutes", |to, from| to.max_minutes = from.max_minutes),
    ("min_break_minutes", |to, from| to.min_break = from.min_break),
    ("min_rest_minutes", |to, from| to.min_rest = from.min_rest),
    ("rolling", |to, from| to.rolling = from.rolling.clone()),
    ("max_consecutive_days", |to, from| to.max_consecutive_days = from.max_consecutive_days),
    ("min_consecutive_days", |to, from| to.min_consecutive_days = from.min_consecutive_days),
    ("min_consecutive_days_off", |to, from| to.min_consecutive_days_off = from.min_consecutive_days_off),
    ("weekends", |to, from| to.weekends = from.weekends.clone()),
    ("max_duties", |to, from| to.max_duties = from.max_duties.clone()),
    ("not_next_day", |to, from| to.not_next_day = from.not_next_day.clone()),
    ("not_between", |to, from| to.not_between = from.not_between.clone()),
    ("exposure", |to, from| to.exposure = from.exposure.clone()),
    ("min_minutes", |to, from| {
        (to.min_minutes, to.min_minutes_weight) = (from.min_minutes, from.min_minutes_weight);
    }),
];

/// A tiny problem in which these keys bind everybody and no others do.
fn bound_by(keys: &[usize], seed: u64) -> Problem {
    for attempt in 0.. {
        let mut sketch = tiny_sketch(seed * 1000 + attempt, Shape::Days);
        let mut chance = Seed::part(seed, attempt);
        let none = Rules { max_shifts_per_day: None, ..Rules::default() };
        for index in 0..sketch.parts.rules.len() {
            let mut rules = none.clone();
            for &key in keys {
                let before = rules.clone();
                while rules == before {
                    KEYS[key].1(&mut rules, &random_rules(&mut chance, &sketch, Shape::Days));
                }
            }
            *sketch.parts.rules.iter_mut().nth(index).unwrap() = rules;
        }
        let problem = sketch.problem();
        if problem.units.ids().all(|unit| rosters_to_try(&problem, unit) <= 1500) {
            return problem;
        }
    }
    unreachable!("some attempt is small enough")
}

/// Is the roster legal for each member of the unit?
fn is_legal(problem: &Problem, unit: UnitId, roster: &[Duty]) -> bool {
    problem.units[unit].members.iter().all(|&member| legal::is_legal(problem, member, roster))
}

/// Random duties of one unit, none of which breaks a rule by itself, that do not overlap; kept ones among them.
fn random_roster(problem: &Problem, unit: UnitId, seed: &mut Seed) -> Roster {
    let unit = &problem.units[unit];
    let mut roster: Roster = unit.kept.to_vec();
    let mut duties = all_duties(problem, unit.members[0]);
    for member in &unit.members[1..] {
        let theirs = all_duties(problem, *member);
        duties.retain(|duty| theirs.contains(duty));
    }
    for _ in 0..1 + seed.below(5) {
        if duties.is_empty() {
            break;
        }
        let duty = duties[seed.below(duties.len())];
        if roster.iter().all(|other| duty.to <= other.from || other.to <= duty.from) {
            roster.push(duty);
        }
    }
    roster.sort_unstable();
    roster
}

#[test]
fn the_automata_allow_what_the_definition_does() {
    let (mut allowed, mut refused) = (0, 0);
    for shape in [Shape::Days, Shape::Rich] {
        for number in 0..250 {
            let problem = tiny_problem(number, shape);
            let mut seed = Seed::part(7, number);
            for (unit, entry) in problem.units.pairs() {
                let automata = Automata::of(&problem, unit);
                for _ in 0..12 {
                    let roster = random_roster(&problem, unit, &mut seed);
                    let (is, by_definition) = (automata.allow(&roster), is_legal(&problem, unit, &roster));
                    // A fact that breaks a rule waives what others may then break no more than it does.
                    let waived = !entry.begun.is_empty() && by_definition;
                    assert!(is == by_definition || waived, "{shape:?} {number} {unit:?} {roster:?}: {is}");
                    allowed += usize::from(is);
                    refused += usize::from(!is);
                }
            }
        }
    }
    assert!(allowed > 2000 && refused > 2000, "{allowed} allowed, {refused} refused");
}

/// The roster up to a date, and from then on.
fn cut(problem: &Problem, roster: &[Duty], day: Day) -> (Roster, Roster) {
    roster.iter().copied().partition(|duty| problem.grid.day_of(duty.from) <= day)
}

#[test]
fn who_leads_may_go_on_by_whatever_the_other_may() {
    let (mut leads, mut does_not) = (0, 0);
    let singles = (0..KEYS.len()).map(|key| vec![key]);
    let pairs = (0..KEYS.len()).flat_map(|a| (a + 1..KEYS.len()).map(move |b| vec![a, b]));
    let of_keys = singles.chain(pairs).map(|keys| bound_by(&keys, 3));
    let of_all = (0..60).map(|seed| tiny_problem(seed, Shape::Days));
    for (number, problem) in of_keys.chain(of_all).enumerate() {
        let mut seed = Seed::part(11, number as u64);
        for unit in problem.units.ids() {
            let automata = Automata::of(&problem, unit);
            let rosters = all_rosters(&problem, unit);
            let words = |roster: &[Duty]| {
                let mut words = automata.begin();
                roster.iter().for_each(|&duty| automata.take(&mut words, duty));
                words
            };
            for _ in 0..40 {
                let day = Day(seed.below(problem.grid.days()) as u32);
                let a = cut(&problem, &rosters[seed.below(rosters.len())], day).0;
                let (b, after) = cut(&problem, &rosters[seed.below(rosters.len())], day);
                if !automata.lead(&words(&a), &words(&b), day) {
                    does_not += 1;
                    continue;
                }
                leads += 1;
                let other = [&a[..], &after[..]].concat();
                assert!(is_legal(&problem, unit, &other), "{number} {unit:?} {day:?}: {a:?} {b:?} {after:?}");
            }
        }
    }
    assert!(leads > 3000 && does_not > 1000, "{leads} lead, {does_not} do not");
}

/// What a roster earns under rewards, own costs deducted, by the plain evaluator.
fn earned(problem: &Problem, unit: UnitId, roster: &[Duty], rewards: &[i64]) -> i128 {
    let slots = problem.grid.slots();
    let of = |duty: &Duty| -> i64 {
        let cast = problem.cast_on(unit, duty.from, duty.to);
        let terms = problem.posts[duty.post].terms.iter();
        let of_term = |term: &rifada::model::Term| -> i64 {
            let rows = term.line.0 as usize * slots;
            let served = &rewards[rows + duty.from.index()..rows + duty.to.index()];
            served.iter().map(|reward| reward * term.coefficient * cast.count(term.need)).sum()
        };
        terms.map(of_term).sum()
    };
    let own = |roster: &[Duty]| -> Cost {
        let members = problem.units[unit].members.iter();
        members.map(|&member| plain::own_cost(problem, member, roster).total()).sum()
    };
    roster.iter().map(|duty| i128::from(of(duty))).sum::<i128>() - (own(roster) - own(&[])).in_units()
}

#[test]
fn the_best_path_under_any_rule_and_any_pair_of_rules_is_the_best_of_all_rosters() {
    let singles = (0..KEYS.len()).map(|key| vec![key]);
    let pairs = (0..KEYS.len()).flat_map(|a| (a + 1..KEYS.len()).map(move |b| vec![a, b]));
    let mut binding = vec![0; KEYS.len()];
    for keys in singles.chain(pairs) {
        for seed in 0..3 {
            let problem = bound_by(&keys, seed);
            let graphs = Graphs::new(&problem);
            let mut chance = Seed::part(5, seed);
            let rows = problem.lines.len() * problem.grid.slots();
            let rewards: Vec<i64> = (0..rows).map(|_| (chance.below(40) as i64 - 8) * 3600).collect();
            let offer = Offer { line: &rewards, head: None, heads: None, unit: 1_i64 };
            let names: Vec<&str> = keys.iter().map(|&key| KEYS[key].0).collect();
            for unit in problem.units.ids() {
                let rosters = all_rosters(&problem, unit);
                let best =
                    rosters.iter().map(|roster| earned(&problem, unit, roster, &rewards)).max().unwrap();
                let (most, roster) = ceiling(&problem, &graphs, unit, &offer, &mut Bench::default());
                assert!(most.is_exact(), "{names:?} {seed} {unit:?}");
                assert_eq!(i128::from(most.value()), best, "{names:?} {seed} {unit:?}");
                assert_eq!(earned(&problem, unit, &roster, &rewards), best, "{names:?} {seed} {unit:?}");
                assert!(is_legal(&problem, unit, &roster), "{names:?} {seed} {unit:?} {roster:?}");
                if rosters.len() < rosters_to_try(&problem, unit) {
                    keys.iter().for_each(|&key| binding[key] += 1);
                }
            }
        }
    }
    assert!(binding.iter().all(|&times| times > 20), "each rule binds: {binding:?}");
}
