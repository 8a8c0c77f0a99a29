//! Standby: a reserve that counts in no shared line, what its hours count for, and what it buys when not everybody comes.

#![expect(clippy::unwrap_used, reason = "what a test is set up with is there, or the test fails")]

#[path = "../common/mod.rs"]
pub mod common;
mod laws;
mod plainly;

use rifada::engine::{Limit, Options, solve};
use rifada::io::diagnostic::Code;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use rifada::model::{Plan, PostId, Problem};
use rifada::score::plain;
use rifada::score::turnout::{Expected, Standby, expected};
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

/// What is expected over a thousand draws, with nobody sent or with everybody.
fn measured(problem: &Problem, plan: &Plan, standby: Standby) -> Expected {
    expected(problem, plan, standby, (7, 0..1000), &|| false).unwrap()
}

fn chosen(problem: &Problem, plan: &Plan) -> (Plan, i64) {
    with_reserve(problem, plan, 1, &|| false)
}

#[test]
fn a_reserve_lets_the_expected_shortage_fall_over_a_thousand_draws() {
    let mut day = evening(20);
    day["rules"] = json!({});
    let (scenario, problem) = read(&day);
    let plan = planned(&problem);
    let (with, added) = chosen(&problem, &plan);
    assert!(added >= 2, "{added} of the people who are free");
    accepted(&scenario, &problem, &with);
    let before = measured(&problem, &plan, Standby::Idle);
    assert_eq!(before, measured(&problem, &plan, Standby::Sent), "there is no reserve yet");
    let ((without, _), (with_it, _)) = (before.means(), measured(&problem, &with, Standby::Sent).means());
    assert!(with_it < 0.8 * without, "{without} without, {with_it} with it");
    assert_eq!(chosen(&problem, &plan).0, with, "the same seed chooses the same people");
}

#[test]
fn where_everybody_comes_nobody_goes_on_standby() {
    let mut sure = evening(12);
    for volunteer in sure["volunteers"].as_array_mut().unwrap() {
        volunteer["show_up"] = json!(100);
    }
    // Free people cost something where they fall short of their minimum; take that away.
    sure["rules"] = json!({});
    let (_, problem) = read(&sure);
    assert_eq!(chosen(&problem, &planned(&problem)).1, 0);
}

#[test]
fn whoever_serves_goes_on_standby_where_others_can_spare_them() {
    // Everybody serves; whoever does not come is missed at one gate, and hardly at the other.
    let mut day = evening(6);
    day["rules"] = json!({});
    day["shared"] = json!([]);
    day["points"][1]["posts"][0]["demand"][0]["weight"] = json!(1);
    day["points"][2]["posts"][0]["shifts"] = json!({"min_minutes": 360, "max_minutes": 360});
    let (scenario, problem) = read(&day);
    let plan = planned(&problem);
    assert!(plan.rosters.iter().all(|roster| !roster.is_empty()));
    let (with, added) = chosen(&problem, &plan);
    assert!(added > 0, "nobody is free");
    accepted(&scenario, &problem, &with);
    let (before, after) =
        (measured(&problem, &plan, Standby::Idle), measured(&problem, &with, Standby::Sent));
    assert!(after.cost < before.cost && after.shortage < before.shortage, "{before:?} {after:?}");
}

#[test]
fn nobody_is_sent_where_a_rule_forbids_them_to_serve() {
    let expected_of = |change: fn(&mut Value)| {
        let mut day = evening(12);
        day["rules"] = json!({});
        for point in [0, 1] {
            day["points"][point]["setting"] = json!("outdoor");
        }
        day["points"][2]["setting"] = json!("indoor");
        change(&mut day);
        let (_, problem) = read(&day);
        let mut plan = Plan::empty(12);
        let duty = rifada::model::Duty {
            from: rifada::ground::Slot(0),
            to: rifada::ground::Slot(4),
            post: PostId(2),
        };
        for volunteer in problem.volunteers.ids() {
            plan.rosters[volunteer] = vec![duty];
        }
        let (idle, sent) =
            (measured(&problem, &plan, Standby::Idle), measured(&problem, &plan, Standby::Sent));
        (idle.shortage, sent.shortage)
    };
    let (idle, sent) = expected_of(|_| {});
    assert!(sent < idle);
    let (idle, sent) = expected_of(|day| {
        day["rules"] = json!({"default": {"exposure": [
            {"setting": "outdoor", "from": "16:00", "to": "20:00", "max_minutes": 30}]}});
    });
    assert_eq!(sent, idle, "too long in the sun");
    let (idle, sent) = expected_of(|day| {
        day["points"][0]["posts"][0]["requires"] = json!({"language": "ur"});
        day["points"][1]["posts"][0]["requires"] = json!({"language": "ur"});
    });
    assert_eq!(sent, idle, "nobody speaks Urdu");
    let (idle, sent) = expected_of(|day| {
        for point in [0, 1] {
            day["points"][point]["posts"][0]["shifts"] = json!({"min_minutes": 300, "max_minutes": 360});
        }
    });
    assert_eq!(sent, idle, "no shift there is as short as the reserve");
}

#[test]
fn a_choice_that_is_stopped_at_any_moment_keeps_the_best_so_far() {
    let mut day = evening(20);
    day["rules"] = json!({});
    let (scenario, problem) = read(&day);
    let plan = planned(&problem);
    let mut costs = Vec::new();
    for most in [0_u32, 1, 30, 100, 215, 230, 250, 280, 320, 400, 600, 1000, 100_000] {
        let asked = std::cell::Cell::new(0_u32);
        let stopped = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        let (with, _) = with_reserve(&problem, &plan, 1, &stopped);
        accepted(&scenario, &problem, &with);
        let draws = expected(&problem, &with, Standby::Sent, (1, 0..200), &|| false);
        costs.push(draws.unwrap().cost);
    }
    assert!(costs.is_sorted_by(|early, late| early >= late), "{costs:?}");
    let different: std::collections::BTreeSet<_> = costs.iter().collect();
    assert!(different.len() > 3, "{costs:?}");
}

#[test]
fn whoever_is_kept_at_a_post_stays_there_and_the_reserve_stays_under_its_cap() {
    // All others are free, and would be of use at the other gate.
    let mut day = evening(14);
    day["rules"] = json!({});
    day["points"][2]["posts"][0]["max_people"] = json!(2);
    let at = |hour: u32| format!("2027-03-05T{hour:02}:00");
    let published: Vec<Value> = (0..5)
        .map(|number| {
            json!({"volunteer": format!("v{number}"), "point": "east", "post": "guide", "from": at(16), "to": at(22),
                   "pinned": true})
        })
        .collect();
    day["published"] = json!(published);
    let (scenario, problem) = read(&day);
    let mut plan = Plan::empty(14);
    for (volunteer, person) in problem.volunteers.pairs() {
        plan.rosters[volunteer] = person.kept.to_vec();
    }
    let (with, added) = chosen(&problem, &plan);
    accepted(&scenario, &problem, &with);
    assert_eq!(added, 2);
    for volunteer in problem.volunteers.ids().take(5) {
        assert_eq!(with.rosters[volunteer], problem.volunteers[volunteer].kept.to_vec());
    }
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
