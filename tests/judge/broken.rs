//! Plans broken on purpose, one rule at a time: the judge finds just that rule, under its code.

use crate::stage::*;
use rifada::io::scenario::*;
use rifada::judge::judge;
use std::collections::BTreeSet;

fn clock_interval(from: &str, to: &str) -> ClockInterval {
    ClockInterval { from: from.into(), to: to.into() }
}

fn tags(after: &str, then: &str) -> Vec<NotNextDay> {
    vec![NotNextDay { after: after.into(), then: then.into() }]
}

fn broken(name: &'static str, scenario: Scenario, duties: &[&str], code: &'static str) -> Case {
    let plan = honest(&scenario, duties);
    case(name, &scenario, plan, &[code])
}

pub fn cases() -> Vec<Case> {
    let mut cases = of_single_duties();
    cases.extend(of_gaps_and_sums());
    cases.extend(of_dates());
    cases.extend(of_facts());
    cases
}

fn of_single_duties() -> Vec<Case> {
    let needs_nurse = |scenario: &mut Scenario| guide(scenario).requires = Some(Need::Skill("nurse".into()));
    vec![
        broken("a stranger serves", week(), &["zayd gate/guide 26T08:00 26T12:00"], "unknown-volunteer"),
        broken("a post that is nowhere", week(), &["amal gate/helper 26T08:00 26T12:00"], "unknown-post"),
        broken("a duty off the grid", week(), &["amal gate/guide 26T08:30 26T12:30"], "off-grid"),
        broken(
            "a duty that ends after the horizon",
            week(),
            &["amal gate/guide 31T22:00 2026-06-01T02:00"],
            "off-grid",
        ),
        broken(
            "a duty that starts before the horizon",
            week(),
            &["amal gate/guide 24T22:00 25T02:00"],
            "off-grid",
        ),
        broken("a duty that is empty", week(), &["amal gate/guide 26T08:00 26T08:00"], "off-grid"),
        broken("a duty that is too short", week(), &["amal gate/guide 26T08:00 26T09:00"], "shift-length"),
        broken("a duty that is too long", week(), &["amal gate/guide 26T08:00 26T17:00"], "shift-length"),
        broken(
            "a duty starts when none may",
            week_with(|s| guide(s).shifts.starts = Some(vec!["06:00".into(), "14:00".into()])),
            &["amal gate/guide 26T08:00 26T12:00"],
            "starts",
        ),
        broken(
            "a duty lasts beyond the open hours",
            week_with(|s| {
                guide(s).shifts.open = Some(vec![interval("2026-05-26T06:00", "2026-05-26T11:00")])
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
            "open",
        ),
        broken(
            "a person is not there",
            week_with(|s| {
                amal(s).available = vec![
                    interval("2026-05-26T00:00", "2026-05-26T10:00"),
                    interval("2026-05-26T10:15", "2026-05-27T00:00"),
                ];
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
            "available",
        ),
        broken(
            "a person lacks the skill",
            week_with(needs_nurse),
            &["amal gate/guide 26T08:00 26T12:00"],
            "requires",
        ),
        broken(
            "a skill runs out on the date before the duty ends",
            week_with(|s| {
                needs_nurse(s);
                let until = Some("2026-05-26".into());
                amal(s).skills = vec![HeldSkill::Dated { id: "nurse".into(), from: None, until }];
            }),
            &["amal gate/guide 26T22:00 27T01:00"],
            "requires",
        ),
        broken(
            "a skill begins on the date on which the duty ends",
            week_with(|s| {
                needs_nurse(s);
                let from = Some("2026-05-27".into());
                amal(s).skills = vec![HeldSkill::Dated { id: "nurse".into(), from, until: None }];
            }),
            &["amal gate/guide 26T22:00 27T01:00"],
            "requires",
        ),
        broken(
            "somebody of unknown gender at a point for women",
            week_with(|s| s.points[0].admits = Some(Admits::Women)),
            &["amal gate/guide 26T08:00 26T12:00"],
            "admits",
        ),
        broken(
            "a woman at a point for men",
            week_with(|s| {
                s.points[0].admits = Some(Admits::Men);
                amal(s).gender = Some(Gender::Female);
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
            "admits",
        ),
        broken(
            "a zone that the person does not accept",
            week_with(|s| amal(s).zones = Some(vec!["arafat".into()])),
            &["amal gate/guide 26T08:00 26T12:00"],
            "zones",
        ),
        broken(
            "a point that the person does not accept",
            week_with(|s| amal(s).points = Some(Vec::new())),
            &["amal gate/guide 26T08:00 26T12:00"],
            "points",
        ),
        broken(
            "a duty reaches into the forbidden night",
            week_of_rules(|rules| rules.not_between = Rule::Is(vec![clock_interval("22:00", "06:00")])),
            &["amal gate/guide 26T05:00 26T08:00"],
            "not-between",
        ),
    ]
}

fn of_gaps_and_sums() -> Vec<Case> {
    let heat = |setting, from: &str, to: &str| {
        Rule::Is(vec![Exposure { setting, from: from.into(), to: to.into(), max_minutes: 120 }])
    };
    let two = ["amal gate/guide 26T08:00 26T10:00", "amal gate/guide 26T12:00 26T14:00"];
    vec![
        broken(
            "two duties overlap",
            week(),
            &["amal gate/guide 26T08:00 26T11:00", "amal gate/late 26T10:00 26T12:00"],
            "overlap",
        ),
        broken(
            "a duty twice",
            week(),
            &["amal gate/guide 26T08:00 26T11:00", "amal gate/guide 26T08:00 26T11:00"],
            "twice",
        ),
        broken(
            "a break that is too short",
            week_of_rules(|r| r.min_break_minutes = Rule::Is(180)),
            &two,
            "break",
        ),
        broken(
            "a rest that is too short",
            week_of_rules(|r| r.min_rest_minutes = Rule::Is(600)),
            &["amal gate/guide 26T20:00 26T23:00", "amal gate/guide 27T08:00 27T11:00"],
            "rest",
        ),
        broken(
            "no time for the way",
            week(),
            &["amal gate/guide 26T08:00 26T10:00", "amal camp/helper 26T10:00 26T12:00"],
            "travel",
        ),
        broken(
            "no time for the way at the hour of setting out",
            week_with(|s| {
                s.travel[0].windows =
                    vec![LegWindow { from: "23:00".into(), to: "10:30".into(), minutes: 90 }];
            }),
            &["amal gate/guide 26T08:00 26T10:00", "amal camp/helper 26T11:00 26T13:00"],
            "travel",
        ),
        broken(
            "the last duty before the horizon ended late",
            week_with(|s| {
                s.rules[0].1.min_rest_minutes = Rule::Is(600);
                let last_end = Some("2026-05-24T23:00".into());
                amal(s).history = Some(History { last_end, ..Default::default() });
            }),
            &["amal gate/guide 25T08:00 25T11:00"],
            "history-rest",
        ),
        broken(
            "more minutes than allowed with those of before",
            week_with(|s| {
                s.rules[0].1.max_minutes = Rule::Is(400);
                amal(s).history = Some(History { minutes: Some(181), ..Default::default() });
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
            "max-minutes",
        ),
        broken(
            "two duties on a date that allows one",
            week_with(|s| s.rules.clear()),
            &two,
            "max-shifts-per-day",
        ),
        broken(
            "too many minutes on a date",
            week_of_rules(|r| r.max_minutes_per_day = Rule::Is(239)),
            &two,
            "max-minutes-per-day",
        ),
        broken(
            "too long in the sun",
            week_with(|s| {
                guide(s).setting = Some(Setting::Outdoor);
                s.rules[0].1.exposure = heat(Setting::Outdoor, "11:00", "16:00");
            }),
            &["amal gate/guide 26T10:00 26T14:00"],
            "exposure",
        ),
        broken(
            "too long in one night that passes midnight",
            week_with(|s| {
                s.points[0].setting = Some(Setting::Shaded);
                s.rules[0].1.exposure = heat(Setting::Shaded, "23:00", "02:00");
            }),
            &["amal gate/guide 26T21:00 27T02:00"],
            "exposure",
        ),
        broken(
            "too many duties with a tag",
            week_of_rules(|r| r.max_duties = Rule::Is(vec![MaxDuties { tag: Some("night".into()), max: 1 }])),
            &["amal gate/late 26T20:00 26T23:00", "amal gate/late 28T20:00 28T23:00"],
            "max-duties",
        ),
        broken(
            "too many duties of any kind",
            week_of_rules(|r| r.max_duties = Rule::Is(vec![MaxDuties { tag: None, max: 1 }])),
            &["amal gate/late 26T20:00 26T23:00", "amal camp/helper 28T20:00 28T23:00"],
            "max-duties",
        ),
        broken(
            "too many people at a post",
            week_with(|s| guide(s).max_people = Some(1)),
            &["amal gate/guide 26T08:00 26T11:00", "badr gate/guide 26T10:00 26T12:00"],
            "max-people",
        ),
        broken(
            "one of two who serve together stays away",
            week_with(|s| s.together = vec![vec!["amal".into(), "badr".into()]]),
            &["amal gate/guide 26T08:00 26T11:00"],
            "together",
        ),
    ]
}

fn of_dates() -> Vec<Case> {
    let rolling = |days, max_minutes, max_days| Rule::Is(vec![Rolling { days, max_minutes, max_days }]);
    let run = [
        "amal gate/guide 26T08:00 26T10:00",
        "amal gate/guide 27T08:00 27T10:00",
        "amal gate/guide 28T08:00 28T10:00",
    ];
    let first = "amal gate/guide 25T08:00 25T10:00";
    vec![
        broken(
            "too many minutes in a window of dates",
            week_of_rules(|r| r.rolling = rolling(3, Some(359), None)),
            &run,
            "rolling",
        ),
        broken(
            "too many dates in a window of dates",
            week_of_rules(|r| r.rolling = rolling(4, None, Some(2))),
            &run,
            "rolling",
        ),
        broken(
            "too many minutes in a window longer than the horizon",
            week_of_rules(|r| r.rolling = rolling(28, Some(300), None)),
            &run,
            "rolling",
        ),
        broken(
            "too many dates in a row",
            week_of_rules(|r| r.max_consecutive_days = Rule::Is(2)),
            &run,
            "max-consecutive-days",
        ),
        broken(
            "too many dates in a row with those of before",
            week_with(|s| {
                s.rules[0].1.max_consecutive_days = Rule::Is(4);
                amal(s).history = Some(History { consecutive_days: Some(4), ..Default::default() });
            }),
            &[first],
            "max-consecutive-days",
        ),
        broken(
            "too few dates in a row",
            week_of_rules(|r| r.min_consecutive_days = Rule::Is(4)),
            &run,
            "min-consecutive-days",
        ),
        broken(
            "too few dates off in a row",
            week_of_rules(|r| r.min_consecutive_days_off = Rule::Is(2)),
            &[first, "amal gate/guide 27T08:00 27T10:00"],
            "min-consecutive-days-off",
        ),
        broken(
            "too many weekends with those of before",
            week_with(|s| {
                let days = vec!["fri".into(), "sat".into()];
                s.rules[0].1.weekends = Rule::Is(Weekends { days, max: 2 });
                amal(s).history = Some(History { weekends: Some(2), ..Default::default() });
            }),
            &["amal gate/guide 30T08:00 30T10:00"],
            "weekends",
        ),
        broken(
            "a day after a night",
            week_of_rules(|r| r.not_next_day = Rule::Is(tags("night", "guide"))),
            &["amal gate/late 26T20:00 26T23:00", "amal gate/guide 27T20:00 27T23:00"],
            "not-next-day",
        ),
    ]
}

fn of_facts() -> Vec<Case> {
    let morning = "amal gate/guide 26T08:00 26T11:00";
    let replan = |duties: &[&str], pinned: bool| {
        week_with(|s| {
            s.now = Some("2026-05-26T10:05".into());
            s.freeze_minutes = Some(120);
            s.published = duties.iter().map(|text| duty(text).published(Some(pinned))).collect();
        })
    };
    let capped = |duties: &[&str]| {
        let mut scenario = replan(duties, false);
        scenario.rules[0].1.max_minutes_per_day = Rule::Is(60);
        scenario
    };
    let group = |duties: &[&str]| {
        let mut scenario = replan(duties, false);
        scenario.together = vec![vec!["amal".into(), "badr".into()]];
        scenario
    };
    vec![
        broken(
            "a duty that was not published begins before now",
            replan(&[], false),
            &[morning],
            "before-now",
        ),
        broken("a duty that had begun is missing", replan(&[morning], false), &[], "kept"),
        broken(
            "a frozen duty is missing",
            replan(&["amal gate/guide 26T12:00 26T15:00"], false),
            &[],
            "kept",
        ),
        broken("a pinned duty is missing", replan(&["amal gate/guide 28T12:00 28T15:00"], true), &[], "kept"),
        broken(
            "a duty is added to a date that the facts had filled",
            capped(&[morning]),
            &[morning, "amal gate/guide 26T14:00 26T16:00"],
            "max-minutes-per-day",
        ),
        broken(
            "a third person joins two that are too many already",
            {
                let mut scenario = replan(&[morning, "badr gate/guide 26T08:00 26T11:00"], false);
                guide(&mut scenario).max_people = Some(1);
                scenario.volunteers.push(Volunteer { id: "cyma".into(), ..scenario.volunteers[0].clone() });
                scenario.published.push(duty("cyma gate/late 27T08:00 27T11:00").published(Some(false)));
                scenario.now = Some("2026-05-26T08:05".into());
                scenario
            },
            &[
                morning,
                "badr gate/guide 26T08:00 26T11:00",
                "cyma gate/guide 26T09:00 26T11:00",
                "cyma gate/late 27T08:00 27T11:00",
            ],
            "max-people",
        ),
        broken(
            "a group that the facts had parted is parted again",
            group(&[morning]),
            &[morning, "amal gate/guide 28T08:00 28T11:00"],
            "together",
        ),
        broken(
            "a duty inside another that a third had overlapped already",
            replan(&["amal gate/guide 26T08:00 26T16:00", "amal camp/helper 26T09:00 26T11:00"], false),
            &[
                "amal gate/guide 26T08:00 26T16:00",
                "amal camp/helper 26T09:00 26T11:00",
                "amal camp/helper 26T13:00 26T15:00",
            ],
            "overlap",
        ),
    ]
    .into_iter()
    .map(|mut case| {
        // Three duties on one date would break that cap, too.
        case.scenario.rules[0].1.max_shifts_per_day = Rule::Lifted;
        case
    })
    .collect()
}

#[test]
fn each_broken_rule_is_found_under_its_code_and_no_other() {
    for case in cases() {
        let verdict = judge(&case.scenario, &case.plan).unwrap();
        let found: BTreeSet<_> = verdict.broken.iter().map(|broken| broken.breach.code()).collect();
        assert_eq!(found, case.codes.iter().copied().collect(), "{}: {:?}", case.name, verdict.broken);
        assert!(verdict.wrong.is_empty(), "{}: {:?}", case.name, verdict.wrong);
    }
}

#[test]
fn a_broken_rule_names_the_person_the_post_the_time_and_the_figures() {
    let scenario = week_of_rules(|rules| rules.min_rest_minutes = Rule::Is(600));
    let plan = honest(&scenario, &["amal gate/guide 26T20:00 26T23:00", "amal gate/guide 27T08:00 27T11:00"]);
    let sentences: Vec<_> = judge(&scenario, &plan).unwrap().broken.iter().map(ToString::to_string).collect();
    assert_eq!(
        sentences,
        ["rule[rest] amal at gate/guide 2026-05-27T08:00: 540 min of rest before, 600 needed"]
    );
}
