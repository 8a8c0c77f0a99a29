//! Whatever the engine plans, the judge accepts to the last digit; whatever is spoiled in such a plan, it refuses. Where
//! `RIFADA_JUDGE` names the judge in Python, that says the same of every plan.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

pub mod common;
#[path = "judge/python.rs"]
mod python;

use chrono::{Duration, NaiveDateTime};
use common::planned::planned;
use common::rewrite::moved_to;
use python::{Said, ask, assert_agreement, difference};
use rifada::engine::Outcome;
use rifada::generate::{
    Options, RuleStyle, arafat_day, hira_thursday, jamarat_10_13, last_nine, last_ten, ramadan_27, scenario,
};
use rifada::io::plan_file::{PlanFile, PlannedDuty, StopWord};
use rifada::io::scenario::{LocalTime, Scenario};
use rifada::judge::judge;

const STYLES: [RuleStyle; 3] = [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full];

/// Volunteers, points, days, slot minutes and how tight the need is.
const SIZES: [(u32, u32, u32, u32, u32); 5] =
    [(20, 3, 2, 60, 100), (40, 12, 2, 60, 60), (24, 5, 3, 30, 90), (60, 12, 4, 60, 110), (30, 12, 2, 15, 80)];

/// Small scenarios of every style.
fn generated(seeds: u64) -> Vec<Scenario> {
    let mut all = Vec::new();
    for rules in STYLES {
        for (volunteers, points, days, slot_minutes, tightness) in SIZES {
            for seed in 1..=seeds {
                let sizes =
                    Options { volunteers, points, days, slot_minutes, tightness, ..Options::default() };
                all.push(scenario(&Options { rules, seed, zones: 3, ..sizes }));
            }
        }
    }
    all
}

/// A plan of each, held to both judges.
fn assert_accepted(scenarios: &[Scenario], iterations: u64) -> Vec<PlanFile> {
    let plans: Vec<(Outcome, PlanFile)> = scenarios.iter().map(|one| planned(one, iterations)).collect();
    for (scenario, (outcome, plan)) in scenarios.iter().zip(&plans) {
        let verdict = judge(scenario, plan).unwrap();
        let (name, slots) = (&scenario.id, scenario.slot_minutes);
        assert!(verdict.broken.is_empty(), "{name} {slots:?}: {:#?}", verdict.broken);
        assert!(verdict.wrong.is_empty(), "{name} {slots:?}: {:#?}", verdict.wrong);
        for ((term, judged), (own_term, own)) in verdict.cost.named().iter().zip(outcome.cost.named()) {
            assert_eq!((*term, judged.value()), (own_term, own.value()), "{name} {slots:?}");
        }
        assert!(!plan.duties.is_empty(), "{name} has something to plan");
    }
    let plans: Vec<PlanFile> = plans.into_iter().map(|(_, plan)| plan).collect();
    let pairs: Vec<_> = scenarios.iter().zip(&plans).map(|(one, plan)| (one.id.clone(), one, plan)).collect();
    assert_agreement(&pairs);
    plans
}

#[test]
fn what_the_engine_plans_both_judges_accept() {
    assert_accepted(&generated(3), 4);
}

#[test]
fn both_judges_accept_plans_of_the_presets() {
    assert_accepted(
        &[ramadan_27(), arafat_day(), hira_thursday(), last_ten(), last_nine(), jamarat_10_13(1)],
        1,
    );
}

#[test]
fn both_judges_accept_plans_across_a_change_of_the_clock() {
    let moved: Vec<Scenario> = generated(1)
        .iter()
        .filter(|scenario| scenario.now.is_none())
        .flat_map(|scenario| {
            let back = moved_to(scenario, chrono_tz::Europe::Berlin, "2026-10-24T06:00");
            let forth = moved_to(scenario, chrono_tz::America::New_York, "2026-03-07T06:00");
            [back, forth]
        })
        .collect();
    assert_accepted(&moved, 3);
}

#[test]
fn both_judges_accept_ten_nights_across_a_change_of_the_clock_and_the_end_of_a_month() {
    let moved = [
        moved_to(&last_ten(), chrono_tz::Europe::Berlin, "2027-03-25T15:00"),
        moved_to(&last_ten(), chrono_tz::America::New_York, "2026-10-27T15:00"),
    ];
    assert_accepted(&moved, 1);
}

#[test]
fn both_judges_accept_what_the_engine_replans_in_mid_course() {
    let scenarios = generated(1);
    let replanned: Vec<Scenario> = scenarios
        .into_iter()
        .map(|mut scenario| {
            let (_, plan) = planned(&scenario, 2);
            let start = time(&scenario.start);
            scenario.now = Some((start + Duration::minutes(20 * 60 + 10)).into());
            scenario.freeze_minutes = Some(120);
            scenario.published = plan.duties.iter().map(|duty| duty.published(Some(false))).collect();
            // Everybody who comes third has fallen ill, but for what is under way.
            for volunteer in scenario.volunteers.iter_mut().step_by(3) {
                let until = start + Duration::hours(36);
                volunteer.available.retain(|window| time(&window.from) < until);
            }
            scenario
        })
        .collect();
    assert_accepted(&replanned, 4);
}

fn time(text: &LocalTime) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text.as_str(), "%Y-%m-%dT%H:%M").unwrap()
}

/// Is the volunteer of the duty available for all of it?
fn is_free(scenario: &Scenario, duty: &PlannedDuty) -> bool {
    let person = scenario.volunteers.iter().find(|volunteer| volunteer.id == duty.volunteer).unwrap();
    person.available.iter().any(|free| free.from <= duty.from && duty.to <= free.to)
}

/// The same duty so long before or after.
fn moved(duty: &PlannedDuty, by: Duration) -> PlannedDuty {
    PlannedDuty { from: (time(&duty.from) + by).into(), to: (time(&duty.to) + by).into(), ..duty.clone() }
}

/// Puts duties into the order of a plan, so that nothing but their sense is wrong.
fn sorted(scenario: &Scenario, mut plan: PlanFile) -> PlanFile {
    let place = |duty: &PlannedDuty| scenario.volunteers.iter().position(|one| one.id == duty.volunteer);
    plan.duties.sort_by_key(|duty| (place(duty), duty.from.clone()));
    plan
}

/// A way to spoil a plan: its name, what the judge finds, and the plan so spoiled, where that can be done.
type Spoiler = (&'static str, &'static str, fn(&Scenario, &PlanFile) -> Option<PlanFile>);

const SPOILERS: [Spoiler; 14] = [
    ("moved out of its hours", "available", |scenario, plan| {
        let places = plan.duties.iter().enumerate();
        let (number, other) = places
            .flat_map(|(number, duty)| {
                let hours = (-20..20).map(|hour| moved(duty, Duration::hours(hour)));
                hours.map(move |other| (number, other))
            })
            .find(|(_, other)| {
                let inside = scenario.start <= other.from && other.to <= scenario.end;
                inside && !is_free(scenario, other)
            })?;
        let mut plan = plan.clone();
        plan.duties[number] = other;
        Some(sorted(scenario, plan))
    }),
    ("a pinned duty dropped", "kept", |scenario, plan| {
        let pin = scenario.published.iter().find(|duty| duty.pinned == Some(true))?;
        let mut plan = plan.clone();
        plan.duties.retain(|duty| duty.published(Some(true)) != *pin);
        Some(plan)
    }),
    ("a duty at another place at the same time", "overlap", |scenario, plan| {
        let mut second = plan.duties.first()?.clone();
        let points = scenario.points.iter();
        let mut posts = points.flat_map(|point| point.posts.iter().map(move |post| (&point.id, &post.id)));
        let (point, post) = posts.find(|(point, _)| **point != second.point)?;
        (second.point, second.post) = (point.clone(), post.clone());
        let mut plan = plan.clone();
        plan.duties.insert(1, second);
        Some(sorted(scenario, plan))
    }),
    ("a duty given to somebody idle who is not free", "available", |scenario, plan| {
        let idle = |id: &String| plan.duties.iter().all(|duty| duty.volunteer != *id);
        let people = scenario.volunteers.iter().filter(|volunteer| idle(&volunteer.id));
        let mut duties = people.flat_map(|person| {
            plan.duties.iter().map(|duty| PlannedDuty { volunteer: person.id.clone(), ..duty.clone() })
        });
        let added = duties.find(|duty| !is_free(scenario, duty))?;
        let mut plan = plan.clone();
        plan.duties.push(added);
        Some(sorted(scenario, plan))
    }),
    ("a duty fewer than is counted", "cost-claim", |scenario, plan| {
        let cost = |plan: &PlanFile| judge(scenario, plan).unwrap().cost;
        let without = |number: usize| {
            let mut plan = plan.clone();
            plan.duties.remove(number);
            plan
        };
        (0..plan.duties.len()).map(without).find(|fewer| cost(fewer) != cost(plan))
    }),
    ("two people swapped", "available", |scenario, plan| {
        let pairs = plan.duties.iter().enumerate();
        let mut pairs = pairs.flat_map(|(one, a)| {
            plan.duties.iter().enumerate().skip(one + 1).map(move |(other, b)| (one, a, other, b))
        });
        let (one, a, other, b) = pairs.find(|(_, a, _, b)| {
            let swapped = PlannedDuty { volunteer: b.volunteer.clone(), ..(*a).clone() };
            a.volunteer != b.volunteer && !is_free(scenario, &swapped)
        })?;
        let mut plan = plan.clone();
        plan.duties[one].volunteer.clone_from(&b.volunteer);
        plan.duties[other].volunteer.clone_from(&a.volunteer);
        Some(sorted(scenario, plan))
    }),
    ("a duty by nobody", "unknown-volunteer", |_, plan| {
        let mut plan = plan.clone();
        plan.duties.first_mut()?.volunteer = "nobody".to_owned();
        Some(plan)
    }),
    ("a lower total", "cost-claim", |_, plan| {
        let mut plan = plan.clone();
        plan.cost.total -= 1.0;
        Some(plan)
    }),
    ("a term larger by one", "cost-claim", |_, plan| {
        let mut plan = plan.clone();
        plan.cost.travel += 1.0;
        plan.cost.total += 1.0;
        Some(plan)
    }),
    ("a bound above the cost", "bound-claim", |_, plan| {
        Some(PlanFile { bound: Some(plan.cost.total + 0.5), ..plan.clone() })
    }),
    ("an optimum unproven", "optimal-claim", |_, plan| {
        let bound = plan.bound.filter(|bound| *bound < plan.cost.total)?;
        Some(PlanFile { bound: Some(bound), stop: StopWord::Optimal, ..plan.clone() })
    }),
    ("a shortage hushed up", "shortage-claim", |_, plan| {
        let mut plan = plan.clone();
        plan.shortages.pop()?;
        Some(plan)
    }),
    ("one more missing than there are", "shortage-claim", |_, plan| {
        let mut plan = plan.clone();
        plan.shortages.first_mut()?.missing += 1;
        Some(plan)
    }),
    ("another scenario named", "scenario-claim", |_, plan| {
        Some(PlanFile { scenario: "another".to_owned(), ..plan.clone() })
    }),
];

#[test]
fn whatever_is_spoiled_in_a_plan_both_judges_refuse() {
    let scenarios = generated(1);
    let plans: Vec<PlanFile> = scenarios.iter().map(|scenario| planned(scenario, 2).1).collect();
    let mut spoiled = Vec::new();
    for (name, code, spoil) in SPOILERS {
        let before = spoiled.len();
        for (scenario, plan) in scenarios.iter().zip(&plans) {
            let Some(plan) = spoil(scenario, plan) else { continue };
            let verdict = judge(scenario, &plan).unwrap();
            let broken = verdict.broken.iter().map(|broken| broken.breach.code());
            let codes: Vec<_> = broken.chain(verdict.wrong.iter().map(|wrong| wrong.claim.code())).collect();
            assert!(codes.contains(&code), "{name} in {}: only {codes:?} found", scenario.id);
            spoiled.push((format!("{name} in {}", scenario.id), scenario, plan));
        }
        assert!(spoiled.len() - before >= 3, "{name}: tried too seldom");
    }
    let pairs: Vec<_> = spoiled.iter().map(|(_, scenario, plan)| (*scenario, plan)).collect();
    let Some(said) = ask(&pairs) else { return };
    for ((name, scenario, plan), said) in spoiled.iter().zip(&said) {
        let accepts =
            matches!(said, Said::Verdict { broken, wrong, .. } if broken.is_empty() && wrong.is_empty());
        assert!(!accepts, "{name}: the judge in Python accepts it");
        assert_eq!(difference(scenario, &judge(scenario, plan), said), None, "{name}");
    }
}
