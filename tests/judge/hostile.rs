//! Whatever the two files hold, the judge gives a verdict or says why it cannot; it never panics.

use crate::stage::*;
use rifada::io::plan_file::PlanFile;
use rifada::io::scenario::*;
use rifada::judge::judge;
use std::time::Instant;

fn refusal(scenario: &Scenario) -> String {
    let plan = bare(scenario, &[]);
    judge(scenario, &plan).expect_err("the scenario has no meaning").to_string()
}

/// Says where each of these changes to the week makes it meaningless.
#[test]
fn a_scenario_without_a_meaning_is_refused_at_its_place() {
    type Change = fn(&mut Scenario);
    let changes: &[(&str, Change)] = &[
        ("scenario $.format", |s| s.format = "rifada-scenario/2".into()),
        ("scenario $.time_zone", |s| s.time_zone = "../../etc/passwd".into()),
        ("scenario $.start", |s| s.start = "2026-05-25T24:00".into()),
        ("scenario $.start", |s| s.start = "2026-05-25 00:00".into()),
        ("scenario $.start", |s| s.start = "2026-05-25T00:00:00".into()),
        ("scenario $.start", |s| s.start = "2026-05-25T00:00+04:00".into()),
        ("scenario $.start", |s| s.start = "٢٠٢٦-05-25T0".into()),
        ("scenario $.end", |s| s.end = s.start.clone()),
        ("scenario $.end", |s| s.end = "2026-06-01T00:15".into()),
        ("scenario $.end", |s| s.end = "2027-06-30T00:00".into()),
        ("scenario $.end", |s| (s.start, s.end) = ("0001-01-01T00:00".into(), "9999-12-31T23:00".into())),
        ("scenario $.slot_minutes", |s| s.slot_minutes = Some(0)),
        ("scenario $.slot_minutes", |s| s.slot_minutes = Some(45)),
        ("scenario $.slot_minutes", |s| {
            s.slot_minutes = Some(1440);
            (s.start, s.end) = ("2026-05-25T06:00".into(), "2026-05-27T06:00".into());
        }),
        ("scenario $.now", |s| s.now = Some("2026-06-01T00:01".into())),
        ("scenario $.zones", |s| s.zones.push(named("mina"))),
        ("scenario $.points", |s| s.points[1].id = "gate".into()),
        ("scenario $.points[0].posts[1]", |s| s.points[0].posts[1].id = "guide".into()),
        ("scenario $.volunteers", |s| s.volunteers[1].id = "amal".into()),
        ("scenario $.rules", |s| s.rules.push(("default".into(), Rules::default()))),
        ("scenario $.points[0].zone", |s| s.points[0].zone = "nowhere".into()),
        ("scenario $.travel[0]", |s| s.travel[0].to = "nowhere".into()),
        ("scenario $.travel[0]", |s| s.travel[0].to = "mina".into()),
        ("scenario $.travel[0]", |s| s.travel[0].minutes = 1441),
        ("scenario $.travel[0].windows", |s| {
            let window = |from: &str, to: &str| LegWindow { from: from.into(), to: to.into(), minutes: 1 };
            s.travel[0].windows = vec![window("22:00", "06:00"), window("05:30", "07:00")];
        }),
        ("scenario $.travel[0].windows", |s| {
            s.travel[0].windows = vec![LegWindow { from: "6:00".into(), to: "07:00".into(), minutes: 1 }];
        }),
        ("scenario $.points[0].posts[0].shifts", |s| guide(s).shifts.starts = Some(vec!["24:00".into()])),
        ("scenario $.points[0].posts[0].shifts", |s| {
            guide(s).shifts.open = Some(vec![interval("2026-05-26T09:00", "2026-05-26T09:00")]);
        }),
        ("scenario $.points[0].posts[0].shifts", |s| guide(s).shifts.counted_minutes = Some(100)),
        ("scenario $.points[0].posts[0].requires", |s| guide(s).requires = Some(Need::Any(vec![]))),
        ("scenario $.points[0].posts[0].requires", |s| {
            s.skills = Some(vec![named("nurse")]);
            guide(s).requires = Some(Need::Not(Box::new(Need::Skill("norse".into()))));
        }),
        ("scenario $.points[0].posts[0].demand[0].needs", |s| {
            s.organisations = Some(vec![]);
            guide(s).demand[0].needs = Some(Need::Organisation("scouts".into()));
        }),
        ("scenario $.points[0].posts[0].demand[0]", |s| guide(s).demand[0].hourly = Some(vec![0; 168])),
        ("scenario $.points[0].posts[0].demand[0]", |s| {
            guide(s).demand = vec![Line { hourly: Some(vec![0; 167]), ..Default::default() }];
        }),
        ("scenario $.points[0].posts[0].demand[0]", |s| {
            let windows = guide(s).demand[0].windows.as_mut().unwrap();
            windows.push(DemandWindow { people: 0, ..windows[0].clone() });
        }),
        ("scenario $.points[0].posts[0].demand[0]", |s| {
            guide(s).demand[0].windows.as_mut().unwrap()[0].from = "2026-05-26T07:15".into();
        }),
        ("scenario $.points[0].posts[0].supervision[0]", |s| {
            let (who, by) = (Need::MinAge(1), Need::MinAge(2));
            guide(s).supervision = vec![Supervision { who, by, ratio: 0, weight: 1 }];
        }),
        ("scenario $.rules.default.rolling", |s| s.rules[0].1.rolling = Rule::Is(vec![Rolling::default()])),
        ("scenario $.rules.default.rolling", |s| {
            s.rules[0].1.rolling = Rule::Is(vec![Rolling { days: 7, ..Default::default() }]);
        }),
        ("scenario $.rules.default.weekends", |s| {
            s.rules[0].1.weekends = Rule::Is(Weekends { days: vec!["Fri".into()], max: 1 });
        }),
        ("scenario $.rules.default.max_duties", |s| {
            s.rules[0].1.max_duties = Rule::Is(vec![MaxDuties { tag: Some("day".into()), max: 1 }]);
        }),
        ("scenario $.rules.default.not_next_day", |s| {
            let (after, then) = ("night".into(), "day".into());
            s.rules[0].1.not_next_day = Rule::Is(vec![NotNextDay { after, then }]);
        }),
        ("scenario $.rules.default.not_between", |s| {
            let (from, to) = ("06:00".into(), "06:00".into());
            s.rules[0].1.not_between = Rule::Is(vec![ClockInterval { from, to }]);
        }),
        ("scenario $.volunteers[0].rules", |s| amal(s).rules = Some(RulesRef::Named("minors".into()))),
        ("scenario $.volunteers[0].home_zone", |s| amal(s).home_zone = Some("nowhere".into())),
        ("scenario $.volunteers[0].zones", |s| amal(s).zones = Some(vec!["nowhere".into()])),
        ("scenario $.volunteers[0].points", |s| amal(s).points = Some(vec!["nowhere".into()])),
        ("scenario $.volunteers[0].available", |s| {
            amal(s).available.push(interval("2026-05-26T09:00", "2026-05-26T08:00"));
        }),
        ("scenario $.volunteers[0].skills", |s| {
            let until = Some("2026-02-29".into());
            amal(s).skills = vec![HeldSkill::Dated { id: "nurse".into(), from: None, until }];
        }),
        ("scenario $.volunteers[0].wishes", |s| amal(s).wishes = vec![Wish::default()]),
        ("scenario $.volunteers[0].wishes", |s| {
            amal(s).wishes = vec![Wish { kind: WishKind::Rather, ..Default::default() }];
        }),
        ("scenario $.volunteers[0].history.last_end", |s| {
            amal(s).history = Some(History { last_end: Some("yesterday".into()), ..Default::default() });
        }),
        ("scenario $.together[1]", |s| {
            s.together = vec![vec!["amal".into()], vec!["badr".into(), "amal".into()]]
        }),
        ("scenario $.together[0]", |s| s.together = vec![vec!["zayd".into()]]),
        ("scenario $.shared[0]", |s| {
            s.shared = vec![Shared { points: vec!["nowhere".into()], ..Default::default() }];
        }),
        ("scenario $.published[0]", |s| {
            s.published = vec![duty("zayd gate/guide 26T08:00 26T12:00").published(Some(false))];
        }),
        ("scenario $.published[0]", |s| {
            s.published = vec![duty("amal gate/helper 26T08:00 26T12:00").published(Some(false))];
        }),
        ("scenario $.published[0]", |s| {
            s.published = vec![duty("amal gate/guide 26T08:15 26T12:00").published(Some(false))];
        }),
    ];
    for (place, change) in changes {
        let found = refusal(&week_with(change));
        assert!(found.contains(&format!("{place}: ")), "{found}, not at {place}");
    }
}

#[test]
fn a_local_time_that_the_clock_skips_or_shows_twice_is_refused() {
    let with_availability = |from: &str| {
        week_with(|s| {
            s.time_zone = "Europe/Berlin".into();
            amal(s).available = vec![interval(from, "2026-12-01T00:00")];
        })
    };
    assert!(refusal(&with_availability("2026-03-29T02:30")).contains("does not exist in Europe/Berlin"));
    assert!(refusal(&with_availability("2026-10-25T02:30")).contains("comes twice"));
    assert!(refusal(&with_availability("2026-10-25T02:30+03:00")).contains("offset"));
    let plan = PlanFile::default();
    assert!(judge(&with_availability("2026-10-25T02:30+01:00"), &plan).is_ok());
}

#[test]
fn a_plan_with_unreadable_times_is_refused_at_its_place() {
    let scenario = week();
    let mut plan = bare(&scenario, &["amal gate/guide 26T08:00 26T12:00"]);
    plan.duties[0].to = "26T12".into();
    let found = judge(&scenario, &plan).unwrap_err().to_string();
    assert_eq!(found, "cannot judge: plan $.duties[0]: \"26T12\" is no local time to the minute");
}

#[test]
fn needs_nested_thirty_two_deep_are_judged_and_deeper_ones_refused() {
    let nested = |depth| {
        let mut need = Need::MinAge(18);
        for _ in 1..depth {
            need = Need::Not(Box::new(need));
        }
        week_with(|s| guide(s).requires = Some(need))
    };
    let plan = bare(&week(), &["amal gate/guide 26T08:00 26T12:00"]);
    assert!(judge(&nested(32), &plan).is_ok());
    assert!(judge(&nested(33), &plan).is_err());
    assert!(judge(&nested(5000), &plan).is_err());
}

#[test]
fn costs_beyond_all_bounds_are_refused_and_not_wrapped() {
    let scenario = week_with(|s| {
        s.objective = Some(Objective {
            fairness: Some(Fairness { weight: u32::MAX, share_minutes: 0 }),
            ..Default::default()
        });
        let shifts = &mut guide(s).shifts;
        (shifts.min_minutes, shifts.max_minutes, shifts.counted_minutes) = (240, 240, Some(u32::MAX));
        amal(s).history = Some(History { minutes: Some(u32::MAX), ..Default::default() });
    });
    let few = judge(&scenario, &bare(&scenario, &["amal gate/guide 26T08:00 26T12:00"])).unwrap();
    assert!(few.cost.total().value() > 3e29 / 3600.0);
    let many = vec!["amal gate/guide 26T08:00 26T12:00"; 50_000];
    let found = judge(&scenario, &bare(&scenario, &many)).unwrap_err().to_string();
    assert_eq!(found, "cannot judge: plan $.cost: the fairness is too large to add up");
}

#[test]
fn duties_of_thousands_of_years_are_judged_at_once() {
    let scenario = week_with(|s| {
        let exposure =
            Exposure { setting: Setting::Indoor, from: "11:00".into(), to: "16:00".into(), max_minutes: 0 };
        let rules = &mut s.rules[0].1;
        rules.exposure = Rule::Is(vec![exposure]);
        rules.rolling = Rule::Is(vec![Rolling { days: u32::MAX, max_minutes: Some(1), max_days: None }]);
        rules.not_between = Rule::Is(vec![ClockInterval { from: "22:00".into(), to: "21:00".into() }]);
    });
    let long = vec!["amal gate/guide 0001-01-01T00:00 9999-12-31T23:59"; 2000];
    let verdict = judge(&scenario, &bare(&scenario, &long)).unwrap();
    assert!(verdict.broken.iter().any(|broken| broken.breach.code() == "off-grid"));
}

#[test]
fn a_scenario_without_people_points_or_zones_is_judged() {
    let scenario = week_with(|s| {
        s.volunteers.clear();
        s.points.clear();
        s.zones.clear();
        s.travel.clear();
        s.rules.clear();
    });
    assert!(judge(&scenario, &honest(&scenario, &[])).unwrap().is_clean());
}

/// Ten thousand people at a hundred posts; in the release profile it takes some hundredths of a second.
#[test]
fn a_plan_of_ten_thousand_people_is_judged_in_seconds() {
    let scenario = week_with(|s| {
        let (person, point) = (s.volunteers[0].clone(), s.points[0].clone());
        s.end = "2026-05-27T00:00".into();
        s.points = (0..50).map(|n| Point { id: format!("p{n}"), ..point.clone() }).collect();
        s.volunteers = (0..10_000).map(|n| Volunteer { id: format!("v{n}"), ..person.clone() }).collect();
    });
    let duties: Vec<String> = (0..10_000)
        .map(|n| {
            let (point, hour) = (n % 50, n % 20);
            format!("v{n} p{point}/guide 26T{hour:02}:00 26T{:02}:00", hour + 3)
        })
        .collect();
    let duties: Vec<&str> = duties.iter().map(String::as_str).collect();
    let plan = honest(&scenario, &duties);
    let start = clock();
    assert!(judge(&scenario, &plan).unwrap().is_clean());
    assert!(start.elapsed().as_secs() < 5);
}

#[expect(clippy::disallowed_methods, reason = "a test of speed reads the clock")]
fn clock() -> Instant {
    Instant::now()
}
