//! Standby: a reserve that counts in no shared line, what its hours count for, and what it buys when not everybody comes.

#![expect(clippy::unwrap_used, reason = "what a test is set up with is there, or the test fails")]

use rifada::engine::{Limit, Options, solve};
use rifada::io::diagnostic::Code;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use rifada::model::{Plan, PostId, Problem};
use rifada::score::plain;
use rifada::score::turnout::expected;
use rifada::search::standby::with_reserve;
use serde_json::{Value, json};

/// An evening at two gates, with a reserve for their zone and so many people of whom seven in ten come.
fn evening(people: usize) -> Value {
    let at = |hour: u32| format!("2027-03-05T{hour:02}:00");
    let volunteers: Vec<Value> = (0..people)
        .map(|number| {
            json!({"id": format!("v{number}"), "show_up": 70, "available": [{"from": at(16), "to": at(22)}]})
        })
        .collect();
    let gate = |id: &str| {
        json!({"id": id, "zone": "mosque", "posts": [{
            "id": "guide", "shifts": {"min_minutes": 180, "max_minutes": 360},
            "demand": [{"hourly": [3, 3, 3, 3, 3, 3], "weight": 5}]}]})
    };
    json!({
        "format": "rifada-scenario/1", "id": "evening", "time_zone": "Asia/Riyadh", "start": at(16), "end": at(22),
        "zones": [{"id": "mosque"}, {"id": "camp"}],
        "points": [gate("east"), gate("west"), {"id": "tent", "zone": "mosque", "posts": [{
            "id": "reserve", "standby": true, "shifts": {"min_minutes": 240, "max_minutes": 240, "counted_percent": 50},
            "demand": []}]}],
        "shared": [{"points": ["east", "west", "tent"], "demand": [{"hourly": [8, 8, 8, 8, 8, 8], "weight": 1}]}],
        "volunteers": volunteers, "rules": {"default": {"min_minutes": 120, "min_minutes_weight": 1}}})
}

fn read(day: &Value) -> (Scenario, Problem) {
    let scenario = Scenario::from_json(day.to_string().as_bytes()).unwrap();
    let (problem, _) = scenario.problem().unwrap_or_else(|faults| panic!("{faults}"));
    (scenario, problem)
}

fn planned(problem: &Problem) -> Plan {
    solve(problem, &Options { limit: Limit::Iterations(5), ..Options::default() }).plan
}

#[track_caller]
fn accepted(scenario: &Scenario, problem: &Problem, plan: &Plan) {
    let claims = Claims { cost: plain::cost(problem, plan), ..Claims::default() };
    let file = plan_file(scenario, problem, plan, claims);
    let verdict = judge(scenario, &file).unwrap();
    assert!(verdict.is_clean(), "{:?} {:?}", verdict.broken, verdict.wrong);
}

#[test]
fn people_on_standby_count_in_no_shared_line_and_their_hours_at_their_share() {
    let (scenario, problem) = read(&evening(12));
    let reserve = &problem.posts[PostId(2)];
    assert!(reserve.standby && reserve.terms.is_empty());
    assert_eq!(reserve.counted.unwrap().0, 120);
    let mut plan = Plan::empty(12);
    let duty =
        rifada::model::Duty { from: rifada::ground::Slot(0), to: rifada::ground::Slot(4), post: PostId(2) };
    plan.rosters[rifada::model::VolunteerId(0)] = vec![duty];
    let cost = plain::cost(&problem, &plan);
    assert_eq!(cost.shortage, plain::cost(&problem, &Plan::empty(12)).shortage);
    assert_eq!(cost.minimum.value(), 11.0 * 2.0, "two hours count of four");
    accepted(&scenario, &problem, &plan);
}

#[test]
fn a_reserve_lets_the_expected_shortage_fall_over_a_thousand_draws() {
    let mut day = evening(20);
    day["rules"] = json!({});
    let (scenario, problem) = read(&day);
    let plan = planned(&problem);
    let (with, added) = with_reserve(&problem, &plan, 1);
    assert!(added >= 2, "{added} of the people who are free");
    accepted(&scenario, &problem, &with);
    let before = expected(&problem, &plan, 1000, 7);
    assert_eq!(before.without, before.with, "there is no reserve yet");
    let after = expected(&problem, &with, 1000, 7);
    assert_eq!(after.without, before.without, "the same people come in each draw");
    let (without, with_it) = after.means();
    assert!(with_it < 0.8 * without, "{without} without, {with_it} with it");
    assert_eq!(with_reserve(&problem, &plan, 1).0, with, "the same seed chooses the same people");
}

#[test]
fn where_everybody_comes_or_serves_nobody_goes_on_standby() {
    let mut sure = evening(12);
    for volunteer in sure["volunteers"].as_array_mut().unwrap() {
        volunteer["show_up"] = json!(100);
    }
    // Free people cost something where they fall short of their minimum; take that away.
    sure["rules"] = json!({});
    let (_, problem) = read(&sure);
    let (_, added) = with_reserve(&problem, &planned(&problem), 1);
    assert_eq!(added, 0);
    let (_, problem) = read(&evening(4));
    let plan = planned(&problem);
    assert!(plan.len() == 4 && with_reserve(&problem, &plan, 1).1 == 0);
}

#[test]
fn a_share_of_hours_needs_one_length_and_excludes_minutes() {
    let codes = |change: fn(&mut Value)| {
        let mut day = evening(2);
        change(&mut day["points"][2]["posts"][0]["shifts"]);
        let faults = Scenario::from_json(day.to_string().as_bytes())
            .and_then(|scenario| scenario.problem().map(|_| ()))
            .unwrap_err();
        faults
            .list
            .iter()
            .filter(|fault| fault.code != Code::NobodyForPost)
            .map(|fault| fault.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(|shifts| shifts["max_minutes"] = json!(300)), [Code::CountedMinutes]);
    assert_eq!(codes(|shifts| shifts["counted_minutes"] = json!(100)), [Code::ExclusiveKeys]);
    assert_eq!(codes(|shifts| shifts["counted_percent"] = json!(101)), [Code::OutOfRange]);
}
