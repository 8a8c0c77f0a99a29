//! Small scenarios and honest plans to judge.

use rifada::io::plan_file::{PLAN_FORMAT, PlanCost, PlanFile, PlannedDuty, StopWord};
use rifada::io::scenario::*;
use rifada::judge::{Term, judge};

/// A scenario with a plan, and the codes that the judge must find in it.
pub struct Case {
    pub name: &'static str,
    pub scenario: Scenario,
    pub plan: PlanFile,
    pub codes: Vec<&'static str>,
}

pub fn case(name: &'static str, scenario: &Scenario, plan: PlanFile, codes: &[&'static str]) -> Case {
    Case { name, scenario: scenario.clone(), plan, codes: codes.to_vec() }
}

pub fn interval(from: &str, to: &str) -> Interval {
    Interval { from: from.into(), to: to.into() }
}

pub fn named(id: &str) -> Named {
    Named { id: id.into(), name: None }
}

/// A week from Monday 2026-05-25 in Makkah: two zones, 30 minutes apart; the gate with a guide and a night post in
/// one, the camp with a helper in the other; Amal and Badr free all week, two duties of 2 to 8 hours a date.
pub fn week() -> Scenario {
    let post = |id: &str| Post {
        id: id.into(),
        shifts: Shifts { min_minutes: 120, max_minutes: 480, ..Default::default() },
        demand: vec![Line {
            windows: Some(vec![DemandWindow {
                from: "2026-05-26T08:00".into(),
                to: "2026-05-26T12:00".into(),
                people: 2,
            }]),
            weight: Some(3),
            ..Default::default()
        }],
        ..Default::default()
    };
    let night = Post { tags: vec!["night".into()], ..post("late") };
    let volunteer = |id: &str| Volunteer {
        id: id.into(),
        available: vec![interval("2026-05-25T00:00", "2026-06-01T00:00")],
        ..Default::default()
    };
    Scenario {
        format: SCENARIO_FORMAT.into(),
        id: "week".into(),
        time_zone: "Asia/Riyadh".into(),
        start: "2026-05-25T00:00".into(),
        end: "2026-06-01T00:00".into(),
        zones: vec![named("mina"), named("arafat")],
        travel: vec![Leg { from: "mina".into(), to: "arafat".into(), minutes: 30, ..Default::default() }],
        points: vec![
            Point {
                id: "gate".into(),
                zone: "mina".into(),
                posts: vec![post("guide"), night],
                ..Default::default()
            },
            Point {
                id: "camp".into(),
                zone: "arafat".into(),
                posts: vec![post("helper")],
                ..Default::default()
            },
        ],
        volunteers: vec![volunteer("amal"), volunteer("badr")],
        rules: vec![("default".into(), Rules { max_shifts_per_day: Rule::Is(2), ..Default::default() })],
        ..Default::default()
    }
}

/// The week with something changed.
pub fn week_with(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = week();
    change(&mut scenario);
    scenario
}

/// The week with something changed in the default rules.
pub fn week_of_rules(change: impl FnOnce(&mut Rules)) -> Scenario {
    week_with(|scenario| change(&mut scenario.rules[0].1))
}

pub fn guide(scenario: &mut Scenario) -> &mut Post {
    &mut scenario.points[0].posts[0]
}

pub fn amal(scenario: &mut Scenario) -> &mut Volunteer {
    &mut scenario.volunteers[0]
}

/// A duty in May 2026, written `amal gate/guide 26T08:00 26T12:00`.
pub fn duty(text: &str) -> PlannedDuty {
    let words: Vec<&str> = text.split(' ').collect();
    let (point, post) = words[1].split_once('/').unwrap();
    let time = |text: &str| {
        if text.len() > 9 { text.into() } else { format!("2026-05-{text}").into() }
    };
    PlannedDuty {
        volunteer: words[0].into(),
        point: point.into(),
        post: post.into(),
        from: time(words[2]),
        to: time(words[3]),
    }
}

/// A plan of these duties that claims nothing yet.
pub fn bare(scenario: &Scenario, duties: &[&str]) -> PlanFile {
    PlanFile {
        format: PLAN_FORMAT.into(),
        scenario: scenario.id.clone(),
        duties: duties.iter().map(|text| duty(text)).collect(),
        stop: StopWord::Time,
        ..Default::default()
    }
}

/// A plan of these duties that claims what the judge finds to be so.
pub fn honest(scenario: &Scenario, duties: &[&str]) -> PlanFile {
    let mut plan = bare(scenario, duties);
    tell_the_truth(scenario, &mut plan);
    plan
}

/// Fills in the claims of a plan with what the judge finds to be so.
pub fn tell_the_truth(scenario: &Scenario, plan: &mut PlanFile) {
    let verdict = judge(scenario, plan).unwrap();
    let term = |term| verdict.cost.term(term).value();
    plan.cost = PlanCost {
        total: verdict.cost.total().value(),
        shortage: term(Term::Shortage),
        surplus: term(Term::Surplus),
        supervision: term(Term::Supervision),
        wishes: term(Term::Wishes),
        fairness: term(Term::Fairness),
        minimum: term(Term::Minimum),
        travel: term(Term::Travel),
        changes: term(Term::Changes),
    };
    plan.bound = Some(0.0);
    plan.shortages = verdict.shortages;
}
