//! The test equipment itself: random tiny problems are valid, varied and small, and enumeration is complete.

pub mod common;

use common::brute::{all_rosters, optimum, rosters_to_try};
use common::tiny::{Shape, kept_plan, tiny_problem};
use rifada::ground::{Seed, Slot};
use rifada::model::{Duty, Plan, PostId, Problem, Roster};
use rifada::score::legal::{is_legal, plan_breaches};
use rifada::score::plain::cost;
use std::collections::BTreeSet;

#[test]
fn what_is_kept_is_a_plan_by_itself_in_every_tiny_problem() {
    for shape in Shape::ALL {
        for seed in 0..100 {
            let problem = tiny_problem(seed, shape);
            assert_eq!(plan_breaches(&problem, &kept_plan(&problem)), [], "{shape:?} {seed}");
        }
    }
}

#[test]
fn the_optimum_is_a_plan_that_breaks_nothing_and_costs_no_more_than_what_is_kept() {
    let mut better = 0;
    for shape in Shape::ALL {
        for seed in 0..40 {
            let problem = tiny_problem(seed, shape);
            let (least, plan) = optimum(&problem).unwrap();
            let kept = cost(&problem, &kept_plan(&problem)).total();
            assert_eq!(plan_breaches(&problem, &plan), [], "{shape:?} {seed}");
            assert_eq!(cost(&problem, &plan).total(), least, "{shape:?} {seed}");
            assert!(least <= kept, "{shape:?} {seed}");
            better += u32::from(least < kept);
        }
    }
    assert!(better > 60, "only {better} of 120 problems have anything to plan");
}

#[test]
fn enumeration_misses_no_legal_roster_of_one_or_two_duties_beside_what_is_kept() {
    for shape in Shape::ALL {
        for seed in 0..25 {
            let problem = tiny_problem(seed, shape);
            let every = every_duty(&problem);
            for (id, unit) in problem.units.pairs() {
                let found: BTreeSet<Roster> = all_rosters(&problem, id).into_iter().collect();
                assert!(found.len() <= rosters_to_try(&problem, id));
                for one in &every {
                    for other in every.iter().filter(|other| *other >= one) {
                        let mut roster = unit.kept.to_vec();
                        roster.extend([one, other]);
                        roster.sort_unstable();
                        roster.dedup();
                        let legal = unit.members.iter().all(|member| is_legal(&problem, *member, &roster));
                        assert_eq!(found.contains(&roster), legal, "{shape:?} {seed} {roster:?}");
                    }
                }
            }
        }
    }
}

fn every_duty(problem: &Problem) -> Vec<Duty> {
    let end = problem.grid.end().0;
    let spans = (0..end).flat_map(|from| (from + 1..=end).map(move |to| (Slot(from), Slot(to))));
    let at = |(from, to)| problem.posts.ids().map(move |post| Duty { from, to, post });
    spans.flat_map(at).collect()
}

#[test]
fn every_rule_and_every_cost_binds_in_some_tiny_problem() {
    let mut rules: BTreeSet<String> = BTreeSet::new();
    let mut costs: BTreeSet<&str> = BTreeSet::new();
    for seed in 0..300 {
        let problem = tiny_problem(seed, Shape::Rich);
        let plan = any_plan(&problem, &mut Seed::new(seed));
        for breach in plan_breaches(&problem, &plan) {
            rules.insert(format!("{breach:?}").split(' ').next().unwrap().to_owned());
        }
        let least = optimum(&problem).unwrap();
        costs.extend(
            cost(&problem, &least.1).named().iter().filter(|term| term.1 > Default::default()).map(|t| t.0),
        );
    }
    let expected = [
        "Admits",
        "BeforeNow",
        "Consecutive",
        "DayMinutes",
        "Exposure",
        "ForbiddenHours",
        "Gap",
        "HistoryRest",
        "KeptMissing",
        "Lacks",
        "Length",
        "MaxDuties",
        "MaxPeople",
        "NotAccepted",
        "NotAvailable",
        "NotNextDay",
        "NotTogether",
        "Overlap",
        "PostHours",
        "Rolling",
        "Shifts",
        "TooShortOff",
        "TooShortRun",
        "TotalMinutes",
        "Weekends",
    ];
    assert_eq!(rules.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert_eq!(costs.len(), 8, "{costs:?}");
}

/// A plan of short duties anywhere, whatever it breaks; what is kept is mostly in it.
fn any_plan(problem: &Problem, chance: &mut Seed) -> Plan {
    let mut plan = kept_plan(problem);
    for volunteer in problem.volunteers.ids() {
        let roster = &mut plan.rosters[volunteer];
        if chance.chance(5) {
            roster.clear();
        }
        for from in 0..problem.grid.end().0 {
            if chance.chance(40) {
                let to = (from + 1 + u32::from(chance.chance(20))).min(problem.grid.end().0);
                let post = PostId(chance.below(problem.posts.len()) as u32);
                roster.push(Duty { from: Slot(from), to: Slot(to), post });
            }
        }
        roster.sort_unstable();
        roster.dedup();
    }
    plan
}
