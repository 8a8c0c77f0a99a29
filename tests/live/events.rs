//! Events one by one: what each does, and when it is refused.

use super::stage::hold;
use rifada::io::diagnostic::Code;
use rifada::io::event::{Asked, Event, People};
use rifada::io::line_at::LineAt;
use rifada::io::plan_file::PlannedDuty;
use rifada::io::read::read_event;
use rifada::io::scenario::Scenario;
use rifada::live::Live;

const EVENING: &str = r#"{
  "format": "rifada-scenario/1", "id": "evening", "time_zone": "Asia/Riyadh",
  "start": "2027-03-05T16:00", "end": "2027-03-06T00:00", "now": "2027-03-05T16:05", "freeze_minutes": 30,
  "zones": [{"id": "mosque"}], "skills": [{"id": "first_aid"}],
  "points": [
    {"id": "gate", "zone": "mosque", "posts": [{
      "id": "guide", "shifts": {"min_minutes": 120, "max_minutes": 480},
      "demand": [{"hourly": [2,2,2,2,2,2,2,2], "weight": 4},
                 {"hourly": [1,1,1,1,1,1,1,1], "weight": 9, "needs": {"skill": "first_aid"}}]}]},
    {"id": "court", "zone": "mosque", "posts": [{
      "id": "water", "shifts": {"min_minutes": 120, "max_minutes": 480}, "demand": [{"hourly": [1,1,1,1,1,1,1,1], "weight": 2}]}]}],
  "volunteers": [
    {"id": "amal", "skills": ["first_aid"], "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]},
    {"id": "badr", "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]},
    {"id": "dima", "available": [{"from": "2027-03-05T17:00", "to": "2027-03-06T00:00"}]},
    {"id": "esra", "skills": ["first_aid"], "available": [{"from": "2027-03-05T18:00", "to": "2027-03-06T00:00"}]},
    {"id": "faisal", "available": [{"from": "2027-03-05T18:00", "to": "2027-03-06T00:00"}]},
    {"id": "ghada", "available": [{"from": "2027-03-05T18:00", "to": "2027-03-06T00:00"}]}],
  "together": [["faisal", "ghada"]],
  "objective": {"changes": {"weight": 1}}, "published": [
    {"volunteer": "amal", "point": "gate", "post": "guide", "from": "2027-03-05T16:00", "to": "2027-03-05T20:00"},
    {"volunteer": "badr", "point": "gate", "post": "guide", "from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]
}"#;

fn duty(volunteer: &str, (point, post): (&str, &str), from: &str, to: &str) -> PlannedDuty {
    let at = |time: &str| match time {
        "24" => "2027-03-06T00:00".into(),
        hour => format!("2027-03-05T{hour}:00").into(),
    };
    PlannedDuty {
        volunteer: volunteer.into(),
        point: point.into(),
        post: post.into(),
        from: at(from),
        to: at(to),
    }
}

const GATE: (&str, &str) = ("gate", "guide");
const COURT: (&str, &str) = ("court", "water");

/// The evening, with amal and badr at the gate since four, dima with the water from five, and esra at the gate from eight.
fn evening() -> Live {
    let scenario = Scenario::from_json(EVENING.as_bytes()).unwrap();
    let duties = [
        duty("amal", GATE, "16", "20"),
        duty("badr", GATE, "16", "24"),
        duty("dima", COURT, "17", "24"),
        duty("esra", GATE, "20", "24"),
    ];
    let live = Live::of(scenario, &duties).unwrap();
    hold(&live);
    live
}

/// What somebody serves, as `post from-to`.
fn serves(live: &Live, volunteer: &str) -> Vec<String> {
    let (_, plan) = live.save();
    let theirs = plan.duties.iter().filter(|duty| duty.volunteer == volunteer);
    theirs.map(|duty| format!("{} {}-{}", duty.post, &duty.from.0[11..13], &duty.to.0[11..13])).collect()
}

fn tell(live: &mut Live, line: &str) -> Result<usize, Code> {
    let event = read_event(line.as_bytes()).map_err(|faults| faults.list[0].code)?;
    let told = live.happen(&event).map(|done| done.dropped.len()).map_err(|faults| faults.list[0].code);
    hold(live);
    told
}

#[test]
fn who_is_absent_has_no_duties_any_more_and_others_take_them() {
    let mut live = evening();
    assert_eq!(tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#), Ok(1));
    assert!(serves(&live, "amal").is_empty());
    let set = live.accept(&Asked::default());
    assert!(set.after.total < set.before.total && !set.changes.is_empty());
    assert!(set.changes.iter().any(|change| change.volunteer == "esra"), "{set:?}");
    assert_eq!(tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#), Err(Code::NothingToChange));
}

#[test]
fn who_leaves_in_mid_duty_has_served_to_the_last_whole_hour() {
    let mut live = evening();
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T18:20"}"#), Ok(0));
    assert_eq!(tell(&mut live, r#"{"kind": "leaves", "volunteer": "badr"}"#), Ok(1));
    assert_eq!(serves(&live, "badr"), ["guide 16-18"]);
    assert_eq!(tell(&mut live, r#"{"kind": "leaves", "volunteer": "badr"}"#), Err(Code::NothingToChange));
    assert_eq!(
        tell(&mut live, r#"{"kind": "leaves", "volunteer": "dima", "at": "2027-03-05T22:30"}"#),
        Ok(1)
    );
    assert_eq!(serves(&live, "dima"), ["water 17-22"]);
}

#[test]
fn who_is_late_may_serve_from_then_on() {
    let mut live = evening();
    let late = r#"{"kind": "late", "volunteer": "dima", "until": "2027-03-05T19:00"}"#;
    assert_eq!(tell(&mut live, late), Ok(1));
    live.accept(&Asked::default());
    assert!(
        serves(&live, "dima").iter().all(|duty| duty.as_str() >= "water 19"),
        "{:?}",
        serves(&live, "dima")
    );
    let passed = r#"{"kind": "late", "volunteer": "dima", "until": "2027-03-05T16:00"}"#;
    assert_eq!(tell(&mut live, passed), Err(Code::OutOfOrder));
}

#[test]
fn who_arrives_is_planned_like_anybody() {
    let mut live = evening();
    let arrives = r#"{"kind": "arrives", "volunteer": {"id": "hind", "skills": ["first_aid"],
        "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]}}"#;
    assert_eq!(tell(&mut live, arrives), Ok(0));
    assert_eq!(tell(&mut live, arrives), Err(Code::DuplicateId));
    assert_eq!(tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#), Ok(1));
    live.accept(&Asked::default());
    assert_eq!(serves(&live, "hind").len(), 1);
    let unskilled = arrives.replace("hind", "iman").replace("first_aid", "flying");
    assert_eq!(tell(&mut live, &unskilled), Err(Code::UnknownId));
}

#[test]
fn who_was_absent_may_arrive_after_all() {
    let mut live = evening();
    tell(&mut live, r#"{"kind": "absent", "volunteer": "dima"}"#).unwrap();
    let back = r#"{"kind": "arrives", "volunteer": {"id": "dima",
        "available": [{"from": "2027-03-05T19:00", "to": "2027-03-06T00:00"}]}}"#;
    assert_eq!(tell(&mut live, back), Ok(0));
    live.accept(&Asked::default());
    assert_eq!(serves(&live, "dima").len(), 1);
}

#[test]
fn a_certificate_that_is_lost_no_longer_counts() {
    let mut live = evening();
    let before = live.status().cost.total;
    let lost = r#"{"kind": "certificate", "volunteer": "esra", "skill": "first_aid", "held": false}"#;
    assert_eq!(tell(&mut live, lost), Ok(0));
    assert_eq!(live.status().cost.total, before + 4.0 * 9.0);
    assert_eq!(tell(&mut live, lost), Err(Code::NothingToChange));
    let gained = r#"{"kind": "certificate", "volunteer": "badr", "skill": "first_aid"}"#;
    assert_eq!(tell(&mut live, gained), Ok(0));
    assert_eq!(live.status().cost.total, before);
    let unknown = r#"{"kind": "certificate", "volunteer": "badr", "skill": "first_iad"}"#;
    assert_eq!(tell(&mut live, unknown), Err(Code::UnknownId));
}

#[test]
fn demand_rises_and_falls_in_its_hours_alone() {
    let mut live = evening();
    let before = live.status().cost.total;
    let more = r#"{"kind": "demand", "point": "court", "post": "water", "from": "2027-03-05T18:00",
        "to": "2027-03-05T20:00", "more": 3}"#;
    assert_eq!(tell(&mut live, more), Ok(0));
    assert_eq!(live.status().cost.total, before + 12.0);
    let line = LineAt::Post { point: "court".into(), post: "water".into(), line: 0 };
    let none = Event::Demand { line, from: None, to: None, people: People::Exactly(0) };
    live.happen(&none).unwrap();
    hold(&live);
    assert_eq!(live.happen(&none).unwrap_err().list[0].code, Code::NothingToChange);
    let beyond = r#"{"kind": "demand", "point": "court", "post": "water", "line": 1, "people": 3}"#;
    assert_eq!(tell(&mut live, beyond), Err(Code::UnknownLine));
    let off = more.replace("18:00", "18:20");
    assert_eq!(tell(&mut live, &off), Err(Code::OffGrid));
}

#[test]
fn a_point_that_closes_sends_its_people_away_and_asks_for_nobody() {
    let mut live = evening();
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T18:00"}"#), Ok(0));
    assert_eq!(tell(&mut live, r#"{"kind": "point", "point": "gate", "open": false}"#), Ok(3));
    assert_eq!(serves(&live, "badr"), ["guide 16-18"]);
    assert!(serves(&live, "esra").is_empty());
    let again = r#"{"kind": "point", "point": "gate", "open": false}"#;
    assert_eq!(tell(&mut live, again), Err(Code::NothingToChange));
    assert_eq!(tell(&mut live, r#"{"kind": "point", "point": "gate", "open": true}"#), Ok(0));
    let asks =
        r#"{"kind": "demand", "point": "gate", "post": "guide", "from": "2027-03-05T20:00", "people": 2}"#;
    assert_eq!(tell(&mut live, asks), Ok(0));
    let set = live.accept(&Asked::default());
    hold(&live);
    assert!(set.before.shortage - set.after.shortage >= 32.0, "{set:?}");
}

#[test]
fn a_confirmed_duty_stays_and_a_released_one_may_move() {
    let mut live = evening();
    let confirm = Event::Confirm { duty: duty("esra", GATE, "20", "24") };
    live.happen(&confirm).unwrap();
    hold(&live);
    assert_eq!(live.happen(&confirm).unwrap_err().list[0].code, Code::NothingToChange);
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    let set = live.propose(&Asked::default());
    assert!(set.changes.iter().all(|change| change.volunteer != "esra"), "{set:?}");
    live.happen(&Event::Release { duty: duty("esra", GATE, "20", "24") }).unwrap();
    hold(&live);
    let set = live.accept(&Asked::default());
    assert!(set.changes.iter().any(|change| change.volunteer == "esra"), "{set:?}");
    let none = Event::Confirm { duty: duty("amal", GATE, "16", "20") };
    assert_eq!(live.happen(&none).unwrap_err().list[0].code, Code::NoSuchDuty);
    let begun = Event::Confirm { duty: duty("badr", GATE, "16", "24") };
    assert_eq!(live.happen(&begun).unwrap_err().list[0].code, Code::HasBegun);
}

#[test]
fn a_duty_that_is_declined_is_not_proposed_to_that_person_again() {
    let mut live = evening();
    live.happen(&Event::Decline { duty: duty("dima", COURT, "17", "24") }).unwrap();
    hold(&live);
    let set = live.accept(&Asked::default());
    assert!(set.changes.iter().all(|change| change.volunteer != "dima"), "{set:?}");
    // One that was only proposed can be declined as well.
    live.happen(&Event::Decline { duty: duty("esra", GATE, "18", "24") }).unwrap();
    assert!(serves(&live, "esra").is_empty());
}

#[test]
fn a_pin_of_a_group_holds_for_all_of_it_and_one_that_breaks_a_rule_is_refused() {
    let mut live = evening();
    live.happen(&Event::Pin { duty: duty("faisal", COURT, "20", "22") }).unwrap();
    hold(&live);
    assert_eq!(serves(&live, "ghada"), ["water 20-22"]);
    let overlaps = Event::Pin { duty: duty("faisal", GATE, "21", "24") };
    assert_eq!(live.happen(&overlaps).unwrap_err().list[0].code, Code::DutyBreaksRule);
    // One of two who serve together goes home: the other stays, and is planned alone.
    assert_eq!(tell(&mut live, r#"{"kind": "absent", "volunteer": "faisal"}"#), Ok(1));
    assert_eq!(serves(&live, "ghada"), ["water 20-22"]);
}

#[test]
fn time_runs_forwards_alone() {
    let mut live = evening();
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T16:05"}"#), Err(Code::NothingToChange));
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T16:00"}"#), Err(Code::OutOfOrder));
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-07T16:00"}"#), Err(Code::NowAfterEnd));
    assert_eq!(tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T19:30"}"#), Ok(0));
    let status = live.status();
    assert_eq!((status.duties, status.kept), (4, 3), "esra's duty begins in half an hour, and is not frozen");
    tell(&mut live, r#"{"kind": "time", "now": "2027-03-05T19:31"}"#).unwrap();
    assert_eq!(live.status().kept, 4);
}

#[test]
fn an_accepted_change_set_can_be_undone_until_it_is_overtaken() {
    let mut live = evening();
    assert_eq!(live.undo().unwrap_err().list[0].code, Code::NothingToUndo);
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    let before = live.save();
    live.accept(&Asked::default());
    let changed = live.save();
    assert_ne!(before, changed);
    live.undo().unwrap();
    assert_eq!(live.save(), before);
    hold(&live);
    let set = live.accept(&Asked::default());
    let who = set.changes[0].volunteer.clone();
    live.happen(&Event::Absent { volunteer: who }).unwrap();
    assert_eq!(live.undo().unwrap_err().list[0].code, Code::UndoOvertaken);
    hold(&live);
}

#[test]
fn several_events_at_once_leave_what_they_leave_one_by_one() {
    let events = [
        r#"{"kind": "absent", "volunteer": "amal"}"#,
        r#"{"kind": "demand", "point": "court", "post": "water", "more": 2}"#,
        r#"{"kind": "time", "now": "2027-03-05T17:00"}"#,
        r#"{"kind": "late", "volunteer": "esra", "until": "2027-03-05T21:00"}"#,
    ];
    let events: Vec<Event> = events.iter().map(|line| read_event(line.as_bytes()).unwrap()).collect();
    let (mut single, mut batch) = (evening(), evening());
    for event in &events {
        single.happen(event).unwrap();
    }
    batch.happen_all(&events).unwrap();
    assert_eq!(single.save(), batch.save());
    assert_eq!(single.accept(&Asked::default()), batch.accept(&Asked::default()));
    assert_eq!(single.save(), batch.save());
    // Of a batch with a fault in it nothing is taken.
    let before = batch.save();
    let faulty = [Event::Absent { volunteer: "badr".into() }, Event::Absent { volunteer: "nobody".into() }];
    let faults = batch.happen_all(&faulty).unwrap_err();
    assert_eq!(faults.list[0].path, "$.events[1].volunteer");
    assert_eq!(batch.save(), before);
}

#[test]
fn a_saved_state_read_back_goes_on_identically() {
    let mut live = evening();
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    live.accept(&Asked::default());
    let (scenario, plan) = live.save();
    let mut resumed = Live::of(scenario, &plan.duties).unwrap();
    for line in [
        r#"{"kind": "time", "now": "2027-03-05T18:00"}"#,
        r#"{"kind": "leaves", "volunteer": "badr"}"#,
        r#"{"kind": "demand", "point": "court", "post": "water", "more": 2}"#,
    ] {
        tell(&mut live, line).unwrap();
        tell(&mut resumed, line).unwrap();
        assert_eq!(live.accept(&Asked::default()), resumed.accept(&Asked::default()));
        assert_eq!(live.save(), resumed.save());
    }
}

#[test]
fn a_plan_that_breaks_a_rule_cannot_be_in_force() {
    let scenario = Scenario::from_json(EVENING.as_bytes()).unwrap();
    let faults = Live::of(scenario, &[duty("dima", COURT, "17", "24")]).unwrap_err();
    assert!(faults.list.iter().all(|fault| fault.code == Code::PlanBreaksRule));
    assert_eq!(faults.list.len(), 2, "what amal and badr have begun is missing: {faults}");
}

#[test]
fn no_event_makes_the_worst_plan_too_dear() {
    let dear = EVENING.replace(r#""weight": 9, "needs""#, r#""weight": 1000000000, "needs""#);
    let scenario = Scenario::from_json(dear.as_bytes()).unwrap();
    let duties = [duty("amal", GATE, "16", "20"), duty("badr", GATE, "16", "24")];
    let mut live = Live::of(scenario, &duties).unwrap();
    let before = live.save();
    let line = LineAt::Post { point: "gate".into(), post: "guide".into(), line: 1 };
    let all = Event::Demand { line, from: None, to: None, people: People::Exactly(1_000_000_000) };
    assert_eq!(live.happen(&all).unwrap_err().list[0].code, Code::CostTooLarge);
    assert_eq!(live.save(), before);
}

#[test]
fn a_proposal_that_may_take_no_time_changes_nothing() {
    let mut live = evening();
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    let before = live.save();
    let set = live.propose(&Asked { within_ms: 0, bound: true });
    assert!(set.changes.is_empty() && set.before == set.after);
    assert_eq!(set.bound, None, "no proof fits into no time");
    assert_eq!(live.save(), before);
}

#[test]
fn a_bound_that_is_asked_for_is_no_more_than_any_plan_costs() {
    let mut live = evening();
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    let set = live.propose(&Asked { bound: true, ..Asked::default() });
    let (scenario, _) = live.save();
    let (problem, _) = scenario.problem().unwrap();
    let outcome = rifada::engine::solve(&problem, &rifada::engine::Options::default());
    assert_eq!(outcome.stop, rifada::engine::Stop::Optimal);
    let best = outcome.cost.total().value();
    assert!(set.bound.unwrap() <= best && best <= set.after.total, "{set:?} and {best}");
}

#[test]
fn each_gain_is_what_the_plan_costs_more_without_the_change() {
    let mut live = evening();
    tell(&mut live, r#"{"kind": "absent", "volunteer": "amal"}"#).unwrap();
    tell(&mut live, r#"{"kind": "demand", "point": "court", "post": "water", "more": 2}"#).unwrap();
    let set = live.propose(&Asked::default());
    assert!(!set.changes.is_empty());
    for change in &set.changes {
        assert!(change.gain.is_none_or(|gain| gain > 0.0), "{change:?}");
        assert!(change.after.is_none() || change.reason.starts_with("meets"), "{change:?}");
    }
    // Where there is one change alone, it gains all that is gained.
    if let [change] = &set.changes[..] {
        assert_eq!(change.gain, Some(set.before.total - set.after.total));
    }
}
