//! Plans between the engine's ids and the names of the file.

use rifada::ground::{Cost, Slot};
use rifada::io::diagnostic::{Code, Diagnostics};
use rifada::io::plan_file::{PLAN_FORMAT, PlanFile, PlannedDuty, Shortage, ShortageAt, StopWord};
use rifada::io::plan_write::{Claims, plan_file, plan_of};
use rifada::io::scenario::*;
use rifada::model::{Duty, Plan, PostId, Problem, VolunteerId};
use rifada::score::plain;

fn window(from: &str, to: &str, people: u32) -> DemandWindow {
    DemandWindow { from: from.into(), to: to.into(), people }
}

/// The night on which the clock of Berlin goes back, two posts, two people.
fn scenario() -> Scenario {
    let shifts = Shifts { min_minutes: 60, max_minutes: 300, ..Shifts::default() };
    let watch = Line {
        windows: Some(vec![
            window("2026-10-25T01:00", "2026-10-25T02:00+01:00", 1),
            window("2026-10-25T02:00+01:00", "2026-10-25T04:00", 2),
        ]),
        ..Line::default()
    };
    let free = Line { weight: Some(0), ..watch.clone() };
    let quiet = Post { id: "quiet".to_owned(), shifts: shifts.clone(), ..Post::default() };
    let watch = Post { id: "watch".to_owned(), shifts, demand: vec![watch, free], ..Post::default() };
    let available = vec![Interval { from: "2026-10-25T00:00".into(), to: "2026-10-25T06:00".into() }];
    let person =
        |id: &str| Volunteer { id: id.to_owned(), available: available.clone(), ..Volunteer::default() };
    let line = Line { hourly: Some(vec![1; 7]), ..Line::default() };
    Scenario {
        id: "night".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        start: "2026-10-25T00:00".into(),
        end: "2026-10-25T06:00".into(),
        zones: vec![Named { id: "z".to_owned(), name: None }],
        points: vec![Point {
            id: "p".to_owned(),
            zone: "z".to_owned(),
            posts: vec![quiet, watch],
            ..Point::default()
        }],
        volunteers: vec![person("a"), person("b")],
        shared: vec![Shared { points: vec!["p".to_owned()], demand: vec![line], name: None }],
        ..Scenario::default()
    }
}

fn problem() -> (Scenario, Problem) {
    let scenario = scenario();
    let (problem, _) = scenario.problem().unwrap();
    (scenario, problem)
}

fn a_plan() -> Plan {
    let mut plan = Plan::empty(2);
    plan.rosters[VolunteerId(1)].push(Duty { from: Slot(2), to: Slot(4), post: PostId(1) });
    plan.rosters[VolunteerId(0)].push(Duty { from: Slot(4), to: Slot(7), post: PostId(0) });
    plan
}

#[test]
fn a_plan_is_written_with_names_offsets_and_the_longest_shortages() {
    let (scenario, problem) = problem();
    let plan = a_plan();
    let cost = plain::cost(&problem, &plan);
    let claims = Claims { cost, bound: Some(Cost::units(1)), stop: StopWord::Gap, engine: None };
    let file = plan_file(&scenario, &problem, &plan, claims);
    assert_eq!((file.format.as_str(), file.scenario.as_str()), (PLAN_FORMAT, "night"));
    let duty = |who: &str, post: &str, from: &str, to: &str| PlannedDuty {
        volunteer: who.to_owned(),
        point: "p".to_owned(),
        post: post.to_owned(),
        from: from.into(),
        to: to.into(),
    };
    assert_eq!(
        file.duties,
        [
            duty("a", "quiet", "2026-10-25T03:00", "2026-10-25T06:00"),
            duty("b", "watch", "2026-10-25T02:00+02:00", "2026-10-25T03:00"),
        ]
    );
    let short = |line, from: &str, to: &str, missing| Shortage {
        at: ShortageAt::Post { point: "p".to_owned(), post: "watch".to_owned() },
        line,
        from: from.into(),
        to: to.into(),
        missing,
    };
    let of_line = |line| {
        [
            short(line, "2026-10-25T01:00", "2026-10-25T02:00+02:00", 1),
            short(line, "2026-10-25T02:00+01:00", "2026-10-25T03:00", 1),
            short(line, "2026-10-25T03:00", "2026-10-25T04:00", 2),
        ]
    };
    let shared = Shortage {
        at: ShortageAt::Shared { shared: 0 },
        ..short(0, "2026-10-25T00:00", "2026-10-25T02:00+02:00", 1)
    };
    let expected: Vec<Shortage> = of_line(0).into_iter().chain(of_line(1)).chain([shared]).collect();
    assert_eq!(file.shortages, expected);
    assert_eq!((file.cost.total, file.cost.shortage), (6.0, 6.0));
    assert!(file.bound.unwrap() <= 1.0 / 3600.0);
    assert_eq!(file.stop, StopWord::Gap);
}

#[test]
fn shortages_join_where_as_many_are_missing_and_part_where_not() {
    let (scenario, problem) = problem();
    let file = plan_file(&scenario, &problem, &Plan::empty(2), Claims::default());
    let spans: Vec<(&str, &str, u32)> =
        file.shortages.iter().map(|s| (s.from.as_str(), s.to.as_str(), s.missing)).collect();
    let of_post = [
        ("2026-10-25T01:00", "2026-10-25T02:00+01:00", 1),
        ("2026-10-25T02:00+01:00", "2026-10-25T04:00", 2),
    ];
    assert_eq!(spans[..2], of_post);
    assert_eq!(spans[2..4], of_post);
    assert_eq!(spans[4..], [("2026-10-25T00:00", "2026-10-25T06:00", 1)]);
}

#[test]
fn a_written_plan_reads_back_as_the_same_plan() {
    let (scenario, problem) = problem();
    let plan = a_plan();
    let file = plan_file(&scenario, &problem, &plan, Claims::default());
    let mut faults = Diagnostics::default();
    assert_eq!(plan_of(&scenario, &problem, &file, &mut faults), Some(plan));
    assert!(faults.is_empty());
}

#[test]
fn a_plan_with_unknown_names_or_wrong_times_says_all_of_it() {
    let (scenario, problem) = problem();
    let mut file = plan_file(&scenario, &problem, &a_plan(), Claims::default());
    file.scenario = "other".to_owned();
    let good = file.duties[0].clone();
    let duty = |change: fn(&mut PlannedDuty)| {
        let mut duty = good.clone();
        change(&mut duty);
        duty
    };
    file.duties = vec![
        duty(|d| d.volunteer = "c".to_owned()),
        duty(|d| d.point = "q".to_owned()),
        duty(|d| d.post = "quite".to_owned()),
        duty(|d| d.from = "2026-10-25T02:00".into()),
        duty(|d| d.from = "2026-10-25T03:30".into()),
        duty(|d| d.to = "2026-10-25T07:00".into()),
        duty(|d| d.to = d.from.clone()),
    ];
    let mut faults = Diagnostics::default();
    assert_eq!(plan_of(&scenario, &problem, &file, &mut faults), None);
    let listed: Vec<(Code, &str)> =
        faults.list.iter().map(|fault| (fault.code, fault.path.as_str())).collect();
    assert_eq!(
        listed,
        [
            (Code::OtherScenario, "$.scenario"),
            (Code::UnknownId, "$.duties[0].volunteer"),
            (Code::UnknownId, "$.duties[1].point"),
            (Code::UnknownId, "$.duties[2].post"),
            (Code::AmbiguousTime, "$.duties[3].from"),
            (Code::OffGrid, "$.duties[4].from"),
            (Code::OutsideHorizon, "$.duties[5].to"),
            (Code::EmptyInterval, "$.duties[6]"),
        ]
    );
}

#[test]
fn a_plan_of_nobody_reads_as_nobody() {
    let (scenario, problem) = problem();
    let file = PlanFile { scenario: scenario.id.clone(), ..PlanFile::default() };
    let plan = plan_of(&scenario, &problem, &file, &mut Diagnostics::default()).unwrap();
    assert!(plan.is_empty());
}
