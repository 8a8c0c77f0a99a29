//! Valid plans, one per feature and each at the very limit that the rule allows, and the cost terms by hand.

use crate::stage::*;
use rifada::io::scenario::*;
use rifada::judge::{Term, judge};

fn valid(name: &'static str, scenario: Scenario, duties: &[&str]) -> Case {
    let plan = honest(&scenario, duties);
    case(name, &scenario, plan, &[])
}

pub fn cases() -> Vec<Case> {
    let mut cases = of_duties();
    cases.extend(of_limits());
    cases.extend(of_facts());
    cases.extend(of_clock_changes());
    cases.extend(costed().into_iter().map(|(case, ..)| case));
    cases
}

fn spoken(code: &str, level: Option<Level>) -> Spoken {
    Spoken { code: code.into(), level }
}

fn of_duties() -> Vec<Case> {
    let morning = ["amal gate/guide 26T08:00 26T12:00"];
    let requires = |need: Need, change: fn(&mut Volunteer)| {
        week_with(|s| {
            guide(s).requires = Some(need);
            change(amal(s));
        })
    };
    let urdu = |min| Need::Language(LanguageNeed::AtLeast { code: "UR".into(), min });
    vec![
        valid("nobody serves", week(), &[]),
        valid("one serves", week(), &morning),
        valid(
            "hours that touch are joined",
            week_with(|s| {
                amal(s).available = vec![
                    interval("2026-05-26T10:00", "2026-05-26T12:00"),
                    interval("2026-05-20T00:00", "2026-05-26T10:00"),
                ];
                guide(s).shifts.open = Some(vec![
                    interval("2026-05-26T07:15", "2026-05-26T11:00"),
                    interval("2026-05-26T10:30", "2026-05-26T12:00"),
                ]);
            }),
            &morning,
        ),
        valid(
            "a duty starts when it may",
            week_with(|s| {
                guide(s).shifts.starts = Some(vec!["06:00".into(), "08:00".into()]);
            }),
            &morning,
        ),
        valid(
            "a women's point and a men's",
            week_with(|s| {
                s.points[0].admits = Some(Admits::Women);
                s.points[1].admits = Some(Admits::Men);
                amal(s).gender = Some(Gender::Female);
                s.volunteers[1].gender = Some(Gender::Male);
            }),
            &["amal gate/guide 26T08:00 26T12:00", "badr camp/helper 26T08:00 26T12:00"],
        ),
        valid(
            "accepted zones and points",
            week_with(|s| {
                amal(s).zones = Some(vec!["mina".into()]);
                amal(s).points = Some(vec!["gate".into()]);
            }),
            &morning,
        ),
        valid(
            "a dialect meets its language, of two levels the better",
            requires(urdu(Some(Level::B1)), |v| {
                v.languages = vec![spoken("ur-PK", Some(Level::A2)), spoken("ur-IN", Some(Level::B1))];
            }),
            &morning,
        ),
        valid(
            "a language without level is native",
            requires(urdu(Some(Level::Native)), |v| {
                v.languages = vec![spoken("ur", None)];
            }),
            &morning,
        ),
        valid(
            "a language is no part of another",
            requires(Need::Not(Box::new(urdu(None))), |v| {
                v.languages = vec![spoken("urd", None), spoken("u", None)];
            }),
            &morning,
        ),
        valid(
            "all, any and not",
            requires(
                Need::All(vec![
                    Need::Any(vec![Need::Skill("cart".into()), Need::Organisation("crescent".into())]),
                    Need::MinAge(18),
                    Need::MaxAge(18),
                    Need::Not(Box::new(Need::Gender(Gender::Male))),
                ]),
                |v| (v.age, v.organisation) = (Some(18), Some("crescent".into())),
            ),
            &morning,
        ),
        valid(
            "a skill dated over both dates of a duty",
            requires(Need::Skill("nurse".into()), |v| {
                v.skills = vec![
                    HeldSkill::Dated { id: "nurse".into(), from: None, until: Some("2026-05-20".into()) },
                    HeldSkill::Dated {
                        id: "nurse".into(),
                        from: Some("2026-05-26".into()),
                        until: Some("2026-05-27".into()),
                    },
                ];
            }),
            &["amal gate/guide 26T22:00 27T01:00"],
        ),
        valid(
            "a skill that ends at midnight with the duty",
            requires(Need::Skill("nurse".into()), |v| {
                v.skills = vec![HeldSkill::Dated {
                    id: "nurse".into(),
                    from: None,
                    until: Some("2026-05-26".into()),
                }];
            }),
            &["amal gate/guide 26T22:00 27T00:00"],
        ),
        valid(
            "duties of whole days",
            week_with(|s| {
                s.slot_minutes = Some(1440);
                for post in s.points.iter_mut().flat_map(|point| &mut point.posts) {
                    post.shifts = Shifts {
                        min_minutes: 1440,
                        max_minutes: 1440,
                        counted_minutes: Some(480),
                        ..Default::default()
                    };
                    post.demand.clear();
                }
                s.rules[0].1.max_minutes_per_day = Rule::Is(480);
            }),
            &["amal gate/guide 26T00:00 27T00:00", "amal gate/guide 27T00:00 28T00:00"],
        ),
    ]
}

fn of_limits() -> Vec<Case> {
    let window = |from: &str, to: &str| ClockInterval { from: from.into(), to: to.into() };
    let two = ["amal gate/guide 26T08:00 26T10:00", "amal gate/guide 26T12:00 26T14:00"];
    let run = [
        "amal gate/guide 26T08:00 26T10:00",
        "amal gate/guide 27T08:00 27T10:00",
        "amal gate/guide 28T08:00 28T10:00",
    ];
    let history = |change: fn(&mut History)| {
        move |s: &mut Scenario| {
            let mut history = History::default();
            change(&mut history);
            amal(s).history = Some(history);
        }
    };
    vec![
        valid("a break just long enough", week_of_rules(|r| r.min_break_minutes = Rule::Is(120)), &two),
        valid(
            "a rest binds duties of different dates only",
            week_of_rules(|r| r.min_rest_minutes = Rule::Is(600)),
            &two,
        ),
        valid(
            "a way just long enough, over a third zone",
            week_with(|s| {
                s.zones.push(named("muzdalifah"));
                s.travel = vec![
                    Leg { from: "mina".into(), to: "muzdalifah".into(), minutes: 20, ..Default::default() },
                    Leg {
                        from: "muzdalifah".into(),
                        to: "arafat".into(),
                        minutes: 100,
                        one_way: Some(true),
                        windows: vec![LegWindow { from: "10:00".into(), to: "24:00".into(), minutes: 40 }],
                    },
                ];
            }),
            &["amal gate/guide 26T08:00 26T10:00", "amal camp/helper 26T11:00 26T13:00"],
        ),
        valid(
            "rest after the history just long enough",
            week_with(|s| {
                history(|h| h.last_end = Some("2026-05-24T22:00".into()))(s);
                s.rules[0].1.min_rest_minutes = Rule::Is(600);
            }),
            &["amal gate/guide 25T08:00 25T11:00"],
        ),
        valid(
            "a history over every limit breaks nothing by itself",
            week_with(|s| {
                history(|h| {
                    *h = History {
                        minutes: Some(9000),
                        last_end: Some("2026-05-25T20:00".into()),
                        consecutive_days: Some(20),
                        weekends: Some(5),
                    };
                })(s);
                let rules = &mut s.rules[0].1;
                rules.max_minutes = Rule::Is(400);
                rules.max_consecutive_days = Rule::Is(3);
                rules.weekends = Rule::Is(Weekends { days: vec!["sun".into()], max: 0 });
            }),
            &["badr gate/guide 26T08:00 26T12:00"],
        ),
        valid(
            "minutes with those of before up to the limit",
            week_with(|s| {
                history(|h| h.minutes = Some(160))(s);
                s.rules[0].1.max_minutes = Rule::Is(400);
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
        ),
        valid(
            "counted minutes count, not those of the clock",
            week_with(|s| {
                let shifts = &mut guide(s).shifts;
                (shifts.min_minutes, shifts.max_minutes, shifts.counted_minutes) = (240, 240, Some(200));
                s.rules[0].1.max_minutes_per_day = Rule::Is(200);
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
        ),
        valid(
            "a lifted cap binds nobody",
            week_with(|s| {
                s.rules[0].1.max_shifts_per_day = Rule::Is(1);
                s.rules
                    .push(("hands".into(), Rules { max_shifts_per_day: Rule::Lifted, ..Default::default() }));
                amal(s).rules = Some(RulesRef::Named("hands".into()));
            }),
            &two,
        ),
        valid(
            "a person's own value replaces the default's",
            week_with(|s| {
                s.rules[0].1.max_minutes = Rule::Is(60);
                s.rules[0].1.not_between = Rule::Is(vec![window("00:00", "24:00")]);
                let own = Rules {
                    max_minutes: Rule::Is(300),
                    not_between: Rule::Is(vec![window("12:00", "08:00")]),
                    ..Default::default()
                };
                amal(s).rules = Some(RulesRef::Own(Box::new(own)));
            }),
            &["amal gate/guide 26T08:00 26T12:00"],
        ),
        valid(
            "heat on two nights up to the limit on each",
            week_with(|s| {
                s.points[0].setting = Some(Setting::Outdoor);
                s.points[0].posts[1].setting = Some(Setting::Indoor);
                let (from, to) = ("22:00".into(), "02:00".into());
                s.rules[0].1.exposure =
                    Rule::Is(vec![Exposure { setting: Setting::Outdoor, from, to, max_minutes: 120 }]);
            }),
            &[
                "amal gate/guide 26T00:00 26T02:00",
                "amal gate/guide 26T22:00 27T00:00",
                "amal gate/late 27T00:00 27T02:00",
            ],
        ),
        valid(
            "windows of dates up to the limit",
            week_of_rules(|r| {
                r.rolling = Rule::Is(vec![
                    Rolling { days: 3, max_minutes: Some(360), max_days: None },
                    Rolling { days: 7, max_minutes: None, max_days: Some(3) },
                ]);
            }),
            &run,
        ),
        valid(
            "runs of dates up to the limit",
            week_of_rules(|r| {
                (r.max_consecutive_days, r.min_consecutive_days) = (Rule::Is(3), Rule::Is(3));
            }),
            &run,
        ),
        valid(
            "runs at the ends of the horizon owe no minimum",
            week_of_rules(|r| {
                (r.min_consecutive_days, r.min_consecutive_days_off) = (Rule::Is(3), Rule::Is(5));
            }),
            &["amal gate/guide 25T08:00 25T10:00", "amal gate/guide 31T08:00 31T10:00"],
        ),
        valid(
            "a weekend counts once",
            week_with(|s| {
                history(|h| h.weekends = Some(1))(s);
                s.rules[0].1.weekends = Rule::Is(Weekends { days: vec!["sat".into(), "fri".into()], max: 2 });
            }),
            &["amal gate/guide 29T08:00 29T10:00", "amal gate/guide 30T08:00 30T10:00"],
        ),
        valid(
            "tags up to the limit, and no night before a day",
            week_of_rules(|r| {
                r.max_duties = Rule::Is(vec![MaxDuties { tag: Some("late".into()), max: 2 }]);
                r.not_next_day = Rule::Is(vec![NotNextDay { after: "night".into(), then: "guide".into() }]);
            }),
            &[
                "amal gate/late 26T20:00 26T23:00",
                "amal gate/late 27T20:00 27T23:00",
                "amal gate/guide 29T08:00 29T10:00",
            ],
        ),
        valid(
            "as many people as a post may have",
            week_with(|s| guide(s).max_people = Some(1)),
            &["amal gate/guide 26T08:00 26T11:00", "badr gate/guide 26T11:00 26T13:00"],
        ),
        valid(
            "two who serve together",
            week_with(|s| s.together = vec![vec!["badr".into(), "amal".into()]]),
            &["amal gate/guide 26T08:00 26T11:00", "badr gate/guide 26T08:00 26T11:00"],
        ),
    ]
}

fn of_facts() -> Vec<Case> {
    let begun = ["amal gate/guide 26T02:00 26T12:00", "amal camp/helper 26T09:00 26T10:00"];
    let replan = |duties: &[&str]| {
        week_with(|s| {
            s.now = Some("2026-05-26T10:05".into());
            s.published = duties.iter().map(|text| duty(text).published(Some(false))).collect();
        })
    };
    vec![
        valid(
            "facts may break any rule",
            {
                let mut scenario = replan(&begun);
                scenario.rules[0].1 = Rules {
                    max_shifts_per_day: Rule::Is(1),
                    max_minutes: Rule::Is(60),
                    not_between: Rule::Is(vec![ClockInterval { from: "00:00".into(), to: "12:00".into() }]),
                    ..Default::default()
                };
                amal(&mut scenario).available.clear();
                guide(&mut scenario).max_people = Some(0);
                scenario.together = vec![vec!["badr".into(), "amal".into()]];
                scenario
            },
            &begun,
        ),
        valid(
            "a published duty that has not begun may be dropped",
            replan(&["amal gate/guide 26T11:00 26T13:00"]),
            &[],
        ),
        valid(
            "a run with a kept duty owes no minimum, nor days off between two",
            {
                let mut scenario =
                    replan(&["amal gate/guide 26T08:00 26T10:00", "amal gate/guide 28T08:00 28T10:00"]);
                scenario.published[1].pinned = Some(true);
                let rules = &mut scenario.rules[0].1;
                (rules.min_consecutive_days, rules.min_consecutive_days_off) = (Rule::Is(3), Rule::Is(2));
                scenario
            },
            &["amal gate/guide 26T08:00 26T10:00", "amal gate/guide 28T08:00 28T10:00"],
        ),
    ]
}

fn of_clock_changes() -> Vec<Case> {
    // On 25 October 2026 the clock of Berlin shows 02:00 to 03:00 twice; on 29 March it skips it.
    let berlin = |start: &str, end: &str| {
        week_with(|s| {
            s.time_zone = "Europe/Berlin".into();
            (s.start, s.end) = (start.into(), end.into());
            for volunteer in &mut s.volunteers {
                volunteer.available = vec![interval(start, end)];
            }
            for post in s.points.iter_mut().flat_map(|point| &mut point.posts) {
                post.demand.clear();
            }
        })
    };
    let autumn = || berlin("2026-10-24T00:00", "2026-10-27T00:00");
    vec![
        valid(
            "an hour that comes twice is told apart by its offset",
            {
                let mut scenario = autumn();
                guide(&mut scenario).shifts.max_minutes = 120;
                scenario
            },
            &[
                "amal gate/guide 2026-10-25T00:00 2026-10-25T02:00+02:00",
                "amal gate/guide 2026-10-25T02:00+02:00 2026-10-25T03:00",
            ],
        ),
        valid(
            "a window counts an hour that comes twice two times",
            {
                let mut scenario = autumn();
                scenario.points[0].setting = Some(Setting::Outdoor);
                let exposure = Exposure {
                    setting: Setting::Outdoor,
                    from: "02:00".into(),
                    to: "03:00".into(),
                    max_minutes: 120,
                };
                scenario.rules[0].1.exposure = Rule::Is(vec![exposure]);
                scenario
            },
            &["amal gate/guide 2026-10-25T00:00 2026-10-25T04:00"],
        ),
        valid(
            "a forbidden hour that the clock skips forbids nothing",
            {
                let mut scenario = berlin("2026-03-28T00:00", "2026-03-31T00:00");
                let hours = ClockInterval { from: "02:00".into(), to: "03:00".into() };
                scenario.rules[0].1.not_between = Rule::Is(vec![hours]);
                scenario
            },
            &["amal gate/guide 2026-03-29T00:00 2026-03-29T04:00"],
        ),
    ]
}

/// Plans with a cost term worked out by hand.
fn costed() -> Vec<(Case, Term, f64)> {
    let morning = "amal gate/guide 26T08:00 26T12:00";
    let wish = |kind, from: Option<&str>, to: Option<&str>, point: Option<&str>, tag: Option<&str>| {
        week_with(|s| {
            let text = |text: Option<&str>| text.map(|text| LocalTime::from(format!("2026-05-{text}")));
            let (from, to) = (text(from), text(to));
            let (point, tag) = (point.map(str::to_owned), tag.map(str::to_owned));
            amal(s).wishes = vec![Wish { kind, from, to, point, tag, weight: 5 }];
        })
    };
    let objective = |objective: Objective| week_with(|s| s.objective = Some(objective));
    let changes = |duties: &[&str]| {
        week_with(|s| {
            let tiers =
                vec![Tier { within_minutes: 1440, weight: 10 }, Tier { within_minutes: 60, weight: 100 }];
            let changes = Some(Changes { weight: 1, tiers });
            s.objective = Some(Objective { changes, ..Default::default() });
            s.now = Some("2026-05-26T07:00".into());
            s.published = duties.iter().map(|text| duty(text).published(Some(false))).collect();
        })
    };
    let supervised = |who: Need, by: Need, ratio| {
        week_with(|s| {
            guide(s).supervision = vec![Supervision { who, by, ratio, weight: 7 }];
            (amal(s).age, s.volunteers[1].age) = (Some(16), Some(40));
        })
    };
    let of =
        |name, scenario: Scenario, duties: &[&str], term, cost| (valid(name, scenario, duties), term, cost);
    vec![
        // Three lines of two people over four hours, weight 3; one of the six is there.
        of("people missing", week(), &[morning], Term::Shortage, 3.0 * 4.0 * 5.0),
        of(
            "people missing of those who are asked for",
            week_with(|s| {
                guide(s).demand[0].needs = Some(Need::MinAge(18));
            }),
            &[morning],
            Term::Shortage,
            3.0 * 4.0 * 6.0,
        ),
        of(
            "people above demand",
            week_with(|s| guide(s).demand[0].surplus_weight = Some(2)),
            &["amal gate/guide 26T10:00 26T14:00"],
            Term::Surplus,
            2.0 * 2.0,
        ),
        of(
            "hourly demand in half hours",
            week_with(|s| {
                s.slot_minutes = Some(30);
                let mut hourly = vec![0; 7 * 24];
                hourly[24 + 9] = 4;
                guide(s).demand = vec![Line { hourly: Some(hourly), ..Default::default() }];
            }),
            &["amal gate/guide 26T09:30 26T11:30"],
            Term::Shortage,
            3.5 + 48.0,
        ),
        of(
            "a shared line counts who serves at any of its points",
            week_with(|s| {
                let mut line = guide(s).demand[0].clone();
                line.weight = Some(1);
                for post in s.points.iter_mut().flat_map(|point| &mut point.posts) {
                    post.demand.clear();
                }
                let points = vec!["gate".into(), "camp".into(), "gate".into()];
                s.shared = vec![Shared { points, demand: vec![line], ..Default::default() }];
            }),
            &[morning, "badr camp/helper 26T09:00 26T11:00"],
            Term::Shortage,
            2.0,
        ),
        of(
            "minors with one who watches over two, and without",
            supervised(Need::MaxAge(17), Need::MinAge(18), 2),
            &[morning, "badr gate/guide 26T09:00 26T11:00"],
            Term::Supervision,
            7.0 * 2.0,
        ),
        of(
            "a team too small while somebody is there",
            week_with(|s| {
                guide(s).min_team = Some(MinTeam { people: 3, weight: 50 });
            }),
            &[morning, "badr gate/guide 26T09:00 26T11:00"],
            Term::Supervision,
            50.0 * (2.0 + 1.0 + 1.0 + 2.0),
        ),
        of(
            "a time to avoid",
            wish(WishKind::Avoid, Some("26T10:30"), Some("27T00:00"), None, None),
            &[morning],
            Term::Wishes,
            5.0 * 1.5,
        ),
        of(
            "a tag to avoid at any time",
            wish(WishKind::Avoid, None, None, None, Some("guide")),
            &[morning],
            Term::Wishes,
            5.0 * 4.0,
        ),
        of(
            "a time to serve",
            wish(WishKind::Prefer, Some("26T10:30"), Some("26T16:30"), Some("gate"), None),
            &[morning],
            Term::Wishes,
            5.0 * 4.5,
        ),
        of(
            "a time to serve that begins before the horizon",
            wish(WishKind::Prefer, Some("24T10:00"), Some("25T10:00"), None, None),
            &[],
            Term::Wishes,
            5.0 * 10.0,
        ),
        of(
            "rather elsewhere",
            wish(WishKind::Rather, None, Some("26T11:00"), Some("camp"), None),
            &[morning],
            Term::Wishes,
            5.0 * 3.0,
        ),
        of(
            "hours above the share, squared",
            {
                let mut scenario = objective(Objective {
                    fairness: Some(Fairness { weight: 3, share_minutes: 210 }),
                    ..Default::default()
                });
                amal(&mut scenario).history = Some(History { minutes: Some(60), ..Default::default() });
                scenario
            },
            &[morning],
            Term::Fairness,
            3.0 * 1.5 * 1.5,
        ),
        of(
            "hours short of the minimum",
            week_with(|s| {
                s.rules[0].1.min_minutes = Rule::Is(300);
                let own = Rules { min_minutes_weight: Rule::Is(2), ..Default::default() };
                amal(s).rules = Some(RulesRef::Own(Box::new(own)));
            }),
            &[morning],
            Term::Minimum,
            2.0 + 5.0 * 1000.0,
        ),
        of(
            "the way from home and between duties of one date",
            {
                let mut scenario = objective(Objective { travel_weight: Some(4), ..Default::default() });
                amal(&mut scenario).home_zone = Some("arafat".into());
                scenario
            },
            &[
                "amal gate/guide 26T08:00 26T10:00",
                "amal camp/helper 26T11:00 26T13:00",
                "amal camp/helper 27T11:00 27T13:00",
            ],
            Term::Travel,
            4.0,
        ),
        // Dropped within an hour, dropped within a day, added beyond it; the one that stays costs nothing.
        of(
            "changes by how soon they come",
            changes(&[
                "amal gate/guide 26T08:00 26T10:00",
                "amal gate/guide 27T07:00 27T09:00",
                "badr gate/guide 27T07:00 27T09:00",
            ]),
            &["amal gate/guide 28T08:00 28T11:00", "badr gate/guide 27T07:00 27T09:00"],
            Term::Changes,
            100.0 * 2.0 + 10.0 * 2.0 + 3.0,
        ),
    ]
}

#[test]
fn a_valid_plan_of_every_feature_passes() {
    for case in cases() {
        let verdict = judge(&case.scenario, &case.plan).unwrap();
        assert!(verdict.is_clean(), "{}: {:?} {:?}", case.name, verdict.broken, verdict.wrong);
    }
}

#[test]
fn each_cost_term_is_what_one_adds_up_by_hand() {
    for (case, term, expected) in costed() {
        let verdict = judge(&case.scenario, &case.plan).unwrap();
        assert_eq!(verdict.cost.term(term).value(), expected, "{}", case.name);
        let terms: i128 = Term::ALL.into_iter().map(|term| verdict.cost.term(term).units()).sum();
        assert_eq!(verdict.cost.total().units(), terms, "{}", case.name);
    }
}
