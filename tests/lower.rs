//! Scenarios lowered to problems: each fault and each warning alone, and tiny scenarios to exactly the arrays expected.

use rifada::ground::{Day, IdVec, Minutes, Slot, Weekday, Weight, Window};
use rifada::io::diagnostic::{Code, Diagnostics};
use rifada::io::lower::lower;
use rifada::io::scenario::*;
use rifada::model::{
    self, ANYONE, Duty, LineId, LinePlace, NeedId, PostId, Problem, SkillId, Term, VolunteerId, ZoneId,
};

fn at(text: &str) -> LocalTime {
    LocalTime::from(text)
}

/// A time of the first date of the base scenario.
fn clock(text: &str) -> LocalTime {
    LocalTime(format!("2026-05-26T{text}"))
}

fn interval(from: &str, to: &str) -> Interval {
    Interval { from: at(from), to: at(to) }
}

fn needed(from: &str, to: &str, people: u32) -> Line {
    let window = DemandWindow { from: clock(from), to: clock(to), people };
    Line { windows: Some(vec![window]), ..Line::default() }
}

fn post(id: &str) -> Post {
    Post {
        id: id.to_owned(),
        shifts: Shifts { min_minutes: 120, max_minutes: 480, ..Shifts::default() },
        demand: vec![needed("06:00", "10:00", 1)],
        ..Post::default()
    }
}

fn point(id: &str, zone: &str, posts: Vec<Post>) -> Point {
    Point { id: id.to_owned(), zone: zone.to_owned(), posts, ..Point::default() }
}

fn volunteer(id: &str) -> Volunteer {
    let all = interval("2026-05-26T00:00", "2026-05-27T00:00");
    Volunteer { id: id.to_owned(), available: vec![all], age: Some(30), ..Volunteer::default() }
}

fn zone(id: &str) -> Named {
    Named { id: id.to_owned(), name: None }
}

/// One date, one zone, one point with one post, two people; nothing wrong with it.
fn base() -> Scenario {
    Scenario {
        format: SCENARIO_FORMAT.to_owned(),
        id: "base".to_owned(),
        time_zone: "Asia/Riyadh".to_owned(),
        start: at("2026-05-26T00:00"),
        end: at("2026-05-27T00:00"),
        zones: vec![zone("mina")],
        points: vec![point("gate", "mina", vec![post("guide")])],
        volunteers: vec![volunteer("ali"), volunteer("omar")],
        ..Scenario::default()
    }
}

fn changed(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = base();
    change(&mut scenario);
    scenario
}

fn changed_post(change: impl FnOnce(&mut Post)) -> Scenario {
    changed(|scenario| change(&mut scenario.points[0].posts[0]))
}

fn changed_person(change: impl FnOnce(&mut Volunteer)) -> Scenario {
    changed(|scenario| change(&mut scenario.volunteers[0]))
}

fn with_rules(change: impl FnOnce(&mut Rules)) -> Scenario {
    let mut rules = Rules::default();
    change(&mut rules);
    changed(|scenario| scenario.rules = vec![("default".to_owned(), rules)])
}

fn listed(diagnostics: &Diagnostics) -> Vec<(Code, &str)> {
    diagnostics.list.iter().map(|fault| (fault.code, fault.path.as_str())).collect()
}

/// Lowering finds exactly these errors.
#[track_caller]
fn refused(scenario: &Scenario, expected: &[(Code, &str)]) -> Diagnostics {
    let diagnostics = scenario.problem().err().expect("an error");
    let errors: Vec<_> = diagnostics
        .list
        .iter()
        .filter(|fault| fault.code.severity() == rifada::io::diagnostic::Severity::Error)
        .collect();
    let found: Vec<(Code, &str)> = errors.iter().map(|fault| (fault.code, fault.path.as_str())).collect();
    assert_eq!(found, expected, "{diagnostics:#?}");
    assert!(errors.iter().all(|fault| !fault.found.is_empty() && !fault.remedy.is_empty()));
    diagnostics
}

/// Lowering finds no error, and exactly these warnings.
#[track_caller]
fn warned(scenario: &Scenario, expected: &[(Code, &str)]) -> (Problem, Diagnostics) {
    let (problem, diagnostics) = scenario.problem().unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(listed(&diagnostics), expected, "{diagnostics:#?}");
    (problem, diagnostics)
}

fn sound(scenario: &Scenario) -> Problem {
    warned(scenario, &[]).0
}

const POST: &str = "$.points[0].posts[0]";

/// A path below the only post.
fn in_post(rest: &str) -> String {
    format!("{POST}{rest}")
}

// ---- What is lowered ----

#[test]
fn a_tiny_scenario_lowers_to_exactly_these_arrays() {
    let skill = Need::Skill("aid".to_owned());
    let scenario = changed(|scenario| {
        let post = &mut scenario.points[0].posts[0];
        post.tags = vec!["night".to_owned()];
        post.requires = Some(Need::MinAge(18));
        post.shifts.starts = Some(vec!["06:00".into(), "08:00".into()]);
        post.shifts.open = Some(vec![interval("2026-05-26T06:00", "2026-05-26T12:00")]);
        post.demand.push(Line { needs: Some(skill.clone()), weight: Some(5), ..needed("07:00", "08:00", 2) });
        post.supervision =
            vec![Supervision { who: Need::Not(Box::new(skill.clone())), by: skill, ratio: 9, weight: 7 }];
        post.min_team = Some(MinTeam { people: 2, weight: 3 });
        scenario.volunteers[0].skills = vec![HeldSkill::Always("aid".to_owned())];
        let line = Line { hourly: Some(vec![1; 24]), surplus_weight: Some(4), ..Line::default() };
        scenario.shared = vec![Shared { points: vec!["gate".to_owned()], demand: vec![line], name: None }];
        scenario.together = vec![vec!["ali".to_owned(), "omar".to_owned()]];
    });
    let (problem, _) = warned(&scenario, &[]);
    let aid = model::Need::Skill(SkillId(0));
    let needs = [model::Need::Anyone, model::Need::MinAge(18), aid.clone(), model::Need::Not(Box::new(aid))];
    assert_eq!(problem.needs.as_slice(), needs);

    let place = |line: u32| problem.lines[LineId(line)].place;
    assert_eq!(
        [place(0), place(1), place(2), place(3)],
        [
            LinePlace::Post(PostId(0), 0),
            LinePlace::Post(PostId(0), 1),
            LinePlace::Supervision(PostId(0), 0),
            LinePlace::Shared(0, 0)
        ]
    );
    let lines = problem.lines.as_slice();
    assert_eq!(lines[0].demand.len(), 24);
    let by_slot = |line: usize| lines[line].demand.iter().copied().enumerate().filter(|slot| slot.1 > 0);
    assert_eq!(by_slot(0).collect::<Vec<_>>(), [(6, 1), (7, 1), (8, 1), (9, 1)]);
    assert_eq!(by_slot(1).collect::<Vec<_>>(), [(7, 2)]);
    assert!(lines[2].demand.is_empty());
    assert_eq!(by_slot(3).count(), 24);
    assert_eq!((lines[1].weight, lines[1].surplus), (Weight(5), Weight(0)));
    assert_eq!((lines[2].weight, lines[2].surplus), (Weight(7), Weight(0)));
    assert_eq!((lines[3].weight, lines[3].surplus), (Weight(1), Weight(4)));

    let post = &problem.posts[PostId(0)];
    let term = |line, need, coefficient| Term { line: LineId(line), need: NeedId(need), coefficient };
    // A ratio above the number of people is that number.
    assert_eq!(*post.terms, [term(0, 0, 1), term(1, 2, 1), term(2, 2, 2), term(2, 3, -1), term(3, 0, 1)]);
    assert_eq!((post.min_slots, post.max_slots, post.requires), (2, 8, NeedId(1)));
    let ends: Vec<(usize, Slot)> =
        post.latest_end.iter().copied().enumerate().filter(|(slot, end)| end.index() != *slot).collect();
    assert_eq!(ends, [(6, Slot(12)), (8, Slot(12))]);
    assert_eq!(post.tags.len(), 2);
    assert_eq!(post.team, Some(model::MinTeam { people: 2, weight: Weight(3) }));
    assert_eq!(problem.units.len(), 1);
    assert_eq!(problem.rules.len(), 1);
}

#[test]
fn equal_hours_and_equal_rules_are_shared() {
    let scenario = changed(|scenario| {
        scenario.points[0].posts.push(post("usher"));
        scenario.rules = vec![
            ("default".to_owned(), Rules { max_minutes: Rule::Is(600), ..Rules::default() }),
            ("same".to_owned(), Rules { max_shifts_per_day: Rule::Is(1), ..Rules::default() }),
            ("free".to_owned(), Rules { max_shifts_per_day: Rule::Lifted, ..Rules::default() }),
        ];
        scenario.volunteers[0].rules = Some(RulesRef::Named("same".to_owned()));
        scenario.volunteers[1].rules =
            Some(RulesRef::Own(Box::new(Rules { max_minutes: Rule::Lifted, ..Rules::default() })));
        scenario.volunteers.push(volunteer("zayd"));
        scenario.volunteers[2].rules = Some(RulesRef::Named("free".to_owned()));
        scenario.volunteers.push(volunteer("sara"));
    });
    let problem = sound(&scenario);
    let posts = problem.posts.as_slice();
    assert!(std::sync::Arc::ptr_eq(&posts[0].latest_end, &posts[1].latest_end));
    let rules = |id: u32| problem.rules_of(VolunteerId(id));
    assert_eq!(problem.volunteers[VolunteerId(0)].rules, problem.volunteers[VolunteerId(3)].rules);
    assert_eq!((rules(0).max_minutes, rules(0).max_shifts_per_day), (Some(Minutes(600)), Some(1)));
    assert_eq!((rules(1).max_minutes, rules(1).max_shifts_per_day), (None, Some(1)));
    assert_eq!((rules(2).max_minutes, rules(2).max_shifts_per_day), (Some(Minutes(600)), None));
    assert_eq!(problem.rules.len(), 3);
}

#[test]
fn every_rule_is_lowered() {
    let problem = sound(&with_rules(|rules| {
        rules.max_shifts_per_day = Rule::Is(2);
        rules.max_minutes_per_day = Rule::Is(300);
        rules.min_break_minutes = Rule::Is(30);
        rules.min_rest_minutes = Rule::Is(600);
        rules.rolling = Rule::Is(vec![Rolling { days: 7, max_minutes: Some(900), max_days: Some(5) }]);
        rules.max_consecutive_days = Rule::Is(5);
        rules.min_consecutive_days = Rule::Is(2);
        rules.min_consecutive_days_off = Rule::Is(3);
        rules.weekends = Rule::Is(Weekends { days: vec!["tue".to_owned()], max: 4 });
        rules.max_duties = Rule::Is(vec![MaxDuties { tag: Some("guide".to_owned()), max: 6 }]);
        rules.not_next_day =
            Rule::Is(vec![NotNextDay { after: "guide".to_owned(), then: "guide".to_owned() }]);
        rules.not_between = Rule::Is(vec![ClockInterval { from: "22:30".into(), to: "06:00".into() }]);
        rules.min_minutes = Rule::Is(60);
    }));
    let rules = problem.rules_of(VolunteerId(0));
    assert_eq!(rules.max_shifts_per_day, Some(2));
    assert_eq!(rules.max_minutes_per_day, Some(Minutes(300)));
    assert_eq!((rules.min_break, rules.min_rest), (Minutes(30), Minutes(600)));
    let whole = model::Rolling { days: 1, max_minutes: Some(Minutes(900)), max_days: Some(5) };
    assert_eq!(*rules.rolling, [whole], "a window longer than the horizon is the horizon");
    assert_eq!(rules.max_consecutive_days, Some(5));
    assert_eq!((rules.min_consecutive_days, rules.min_consecutive_days_off), (2, 3));
    let weekends = rules.weekends.as_ref().unwrap();
    assert_eq!((&*weekends.block, weekends.max), (&[Some(0)][..], 4));
    assert_eq!((rules.max_duties[0].max, rules.not_next_day.len()), (6, 1));
    assert_eq!((rules.min_minutes, rules.min_minutes_weight), (Minutes(60), Weight(1000)));
    let night = &rules.not_between[0].inside;
    let opened_before = (0..6).map(|slot| (Slot(slot), -1, Minutes(60)));
    let opens = [(Slot(22), 0, Minutes(30)), (Slot(23), 0, Minutes(60))];
    assert_eq!(night.iter().copied().collect::<Vec<_>>(), opened_before.chain(opens).collect::<Vec<_>>());
}

#[test]
fn needs_with_the_same_meaning_share_an_id() {
    let urdu = |code: &str, min| Need::Language(LanguageNeed::AtLeast { code: code.to_owned(), min });
    let scenario = changed(|scenario| {
        let lines = [
            Need::Language(LanguageNeed::Code("UR".to_owned())),
            urdu("ur", None),
            urdu("ur", Some(Level::A1)),
            urdu("ur", Some(Level::B1)),
        ];
        let demand = lines.into_iter().map(|need| Line { needs: Some(need), ..Line::default() });
        scenario.points[0].posts[0].demand.extend(demand);
        scenario.volunteers[0].languages = vec![Spoken { code: "Ur-PK".to_owned(), level: None }];
    });
    let problem = sound(&scenario);
    let used: Vec<u32> = problem.posts[PostId(0)].terms.iter().map(|term| term.need.0).collect();
    assert_eq!(used, [0, 1, 1, 1, 2]);
    assert_eq!(&*problem.volunteers[VolunteerId(0)].traits.languages[0].code, "ur-pk");
}

#[test]
fn availability_that_touches_is_joined_before_it_is_shrunk() {
    let scenario = changed_person(|person| {
        person.available = vec![
            interval("2026-05-26T09:30", "2026-05-26T12:00"),
            interval("2026-05-25T20:00", "2026-05-26T09:30"),
        ];
    });
    let problem = sound(&scenario);
    assert_eq!(*problem.volunteers[VolunteerId(0)].free, [Window { from: Slot(0), to: Slot(12) }]);
}

#[test]
fn wishes_are_cut_to_the_horizon() {
    let wish = |from: Option<&str>, to: Option<&str>| Wish {
        kind: WishKind::Avoid,
        from: from.map(LocalTime::from),
        to: to.map(LocalTime::from),
        weight: 2,
        ..Wish::default()
    };
    let problem = sound(&changed_person(|person| {
        person.wishes = vec![
            wish(None, None),
            wish(Some("2026-05-26T10:05"), None),
            wish(None, Some("2026-06-26T10:00")),
            wish(Some("2026-06-01T00:00"), Some("2026-06-02T00:00")),
        ];
    }));
    let windows = problem.volunteers[VolunteerId(0)].wishes.iter().map(|wish| (wish.from.0, wish.to.0));
    assert_eq!(windows.collect::<Vec<_>>(), [(0, 1440), (605, 1440), (0, 1440)]);
}

#[test]
fn travel_takes_the_shortest_way_over_the_legs_then_in_force() {
    let leg = |from: &str, to: &str, minutes| Leg {
        from: from.to_owned(),
        to: to.to_owned(),
        minutes,
        ..Leg::default()
    };
    let scenario = changed(|scenario| {
        scenario.zones = vec![zone("mina"), zone("arafat"), zone("muzdalifah"), zone("jeddah")];
        let mut slow = leg("mina", "arafat", 200);
        slow.one_way = Some(true);
        let mut rush = leg("arafat", "muzdalifah", 30);
        rush.windows = vec![LegWindow { from: "18:30".into(), to: "02:00".into(), minutes: 150 }];
        scenario.travel = vec![slow, rush, leg("muzdalifah", "mina", 20), leg("mina", "muzdalifah", 90)];
    });
    let problem = sound(&scenario);
    let minutes = |from, to, slot| problem.travel.minutes(ZoneId(from), ZoneId(to), Slot(slot)).0;
    assert_eq!([minutes(0, 1, 12), minutes(1, 0, 12)], [50, 50]);
    assert_eq!(
        [minutes(0, 1, 18), minutes(0, 1, 19), minutes(0, 1, 24), minutes(0, 1, 2)],
        [50, 170, 170, 50]
    );
    assert_eq!([minutes(0, 3, 12), minutes(2, 2, 12)], [1440, 0]);
}

#[test]
fn supervision_of_a_need_by_itself_is_one_term() {
    let anyone = Need::MinAge(0);
    let problem = sound(&changed_post(|post| {
        post.supervision = vec![Supervision { who: anyone.clone(), by: anyone, ratio: 2, weight: 1 }];
    }));
    let of_rule: Vec<_> =
        problem.posts[PostId(0)].terms.iter().filter(|term| term.line == LineId(1)).collect();
    assert_eq!(of_rule.len(), 1);
    assert_eq!(of_rule[0].coefficient, 1);
}

#[test]
fn a_shared_line_has_a_term_at_each_post_of_its_points() {
    let problem = sound(&changed(|scenario| {
        scenario.points.push(point("east", "mina", vec![post("guide"), post("usher")]));
        scenario.points.push(point("west", "mina", vec![post("guide")]));
        let demand = vec![needed("06:00", "07:00", 1)];
        scenario.shared =
            vec![Shared { points: vec!["west".to_owned(), "gate".to_owned()], demand, name: None }];
    }));
    let shared = LineId(4);
    let counts = |post: u32| problem.posts[PostId(post)].terms.iter().any(|term| term.line == shared);
    assert_eq!([counts(0), counts(1), counts(2), counts(3)], [true, false, false, true]);
}

#[test]
fn an_empty_list_of_volunteers_is_fine() {
    let problem = sound(&changed(|scenario| scenario.volunteers.clear()));
    assert!(problem.volunteers.is_empty() && problem.units.is_empty());
}

// ---- Replanning ----

fn published(whose: &str, from: &str, to: &str) -> Published {
    Published {
        volunteer: whose.to_owned(),
        point: "gate".to_owned(),
        post: "guide".to_owned(),
        from: clock(from),
        to: clock(to),
        pinned: None,
    }
}

#[test]
fn what_began_is_frozen_or_pinned_is_kept() {
    let scenario = changed(|scenario| {
        scenario.now = Some(clock("06:05"));
        scenario.freeze_minutes = Some(60);
        scenario.rules =
            vec![("default".to_owned(), Rules { max_shifts_per_day: Rule::Lifted, ..Rules::default() })];
        scenario.published = vec![
            published("ali", "20:00", "22:00"),
            published("ali", "07:00", "09:00"),
            published("ali", "04:00", "06:00"),
            Published { pinned: Some(true), ..published("ali", "10:00", "12:00") },
            published("omar", "06:00", "08:00"),
        ];
    });
    let problem = sound(&scenario);
    let duty = |from, to| Duty { from: Slot(from), to: Slot(to), post: PostId(0) };
    let ali = &problem.volunteers[VolunteerId(0)];
    assert_eq!(*ali.published, [duty(4, 6), duty(7, 9), duty(10, 12), duty(20, 22)]);
    assert_eq!(*ali.kept, [duty(4, 6), duty(7, 9), duty(10, 12)]);
    assert_eq!(*ali.begun, [duty(4, 6)]);
    assert_eq!(*problem.volunteers[VolunteerId(1)].begun, [duty(6, 8)]);
    assert_eq!(problem.first_start, Slot(7));
}

#[test]
fn the_tier_with_the_least_bound_that_holds_prices_a_change() {
    let tier = |within_minutes, weight| Tier { within_minutes, weight };
    let scenario = changed(|scenario| {
        let changes = Changes { weight: 1, tiers: vec![tier(300, 5), tier(120, 9)] };
        scenario.objective = Some(Objective { changes: Some(changes), ..Objective::default() });
        scenario.now = Some(clock("02:30"));
    });
    let weights = sound(&scenario).objective.change_weight.unwrap();
    let of = |slot: usize| weights[slot].0;
    assert_eq!([of(0), of(4), of(5), of(7), of(8)], [9, 9, 5, 5, 1]);
    let free = changed(|scenario| {
        let changes = Changes { weight: 0, tiers: vec![tier(300, 0)] };
        scenario.objective = Some(Objective { changes: Some(changes), ..Objective::default() });
    });
    assert_eq!(sound(&free).objective.change_weight, None);
}

#[test]
fn a_fact_that_breaks_a_rule_is_a_warning_and_a_pin_is_an_error() {
    let fact = changed(|scenario| {
        scenario.volunteers[0].available.clear();
        scenario.now = Some(clock("06:30"));
        scenario.published = vec![published("ali", "06:00", "08:00")];
    });
    warned(&fact, &[(Code::FactBreaksRule, "$.published[0]")]);
    let pin = changed(|scenario| {
        scenario.volunteers[0].available.clear();
        scenario.published = vec![Published { pinned: Some(true), ..published("ali", "06:00", "08:00") }];
    });
    let faults = refused(&pin, &[(Code::PinBreaksRule, "$.published[0]")]);
    assert!(faults.list[0].found.contains("not available"), "{}", faults.list[0].found);
    let frozen = changed(|scenario| {
        scenario.volunteers[0].available.clear();
        scenario.now = Some(clock("05:30"));
        scenario.freeze_minutes = Some(31);
        scenario.published = vec![published("ali", "06:00", "08:00")];
    });
    refused(&frozen, &[(Code::PinBreaksRule, "$.published[0]")]);
}

#[test]
fn pins_that_break_a_rule_together_are_both_named() {
    let scenario = changed(|scenario| {
        scenario.published = vec![
            Published { pinned: Some(true), ..published("ali", "16:00", "18:00") },
            Published { pinned: Some(true), ..published("ali", "06:00", "08:00") },
        ];
    });
    let faults = refused(&scenario, &[(Code::PinBreaksRule, "$.published[0]")]);
    let found = &faults.list[0].found;
    assert!(found.contains("$.published[1]") && found.contains("2 duties on 2026-05-26"), "{found}");
}

#[test]
fn pins_that_break_a_cap_together_are_both_named() {
    let scenario = changed(|scenario| {
        scenario.points[0].posts[0].max_people = Some(1);
        scenario.published = vec![
            Published { pinned: Some(true), ..published("ali", "06:00", "08:00") },
            Published { pinned: Some(true), ..published("omar", "07:00", "09:00") },
        ];
    });
    let faults = refused(&scenario, &[(Code::PinBreaksRule, "$.published[1]")]);
    let found = &faults.list[0].found;
    assert!(found.contains("$.published[0]") && found.contains("2026-05-26T07:00"), "{found}");
    let facts = changed(|scenario| {
        scenario.points[0].posts[0].max_people = Some(1);
        scenario.now = Some(clock("08:00"));
        scenario.published = vec![published("ali", "06:00", "08:00"), published("omar", "07:00", "09:00")];
    });
    warned(&facts, &[(Code::FactBreaksRule, "$.published[0]")]);
}

#[test]
fn a_pin_of_half_a_group_is_an_error_and_a_fact_parts_them() {
    let group = vec![vec!["ali".to_owned(), "omar".to_owned()]];
    let pin = changed(|scenario| {
        scenario.together = group.clone();
        scenario.published = vec![Published { pinned: Some(true), ..published("omar", "06:00", "08:00") }];
    });
    let faults = refused(&pin, &[(Code::PinBreaksRule, "$.published[0]")]);
    let found = &faults.list[0].found;
    assert!(found.contains("ali") && found.contains("omar"), "{found}");
    let fact = changed(|scenario| {
        scenario.together = group;
        scenario.now = Some(clock("07:00"));
        scenario.published = vec![published("omar", "06:00", "08:00")];
    });
    let (problem, _) = warned(&fact, &[(Code::FactBreaksRule, "$.published[0]")]);
    assert_eq!(problem.units.len(), 2);
}

#[test]
fn a_duty_published_twice_or_across_another_is_an_error() {
    for to in ["08:00", "09:00"] {
        let scenario = changed(|scenario| {
            scenario.published = vec![published("ali", "06:00", "08:00"), published("ali", "06:00", to)];
        });
        refused(&scenario, &[(Code::PublishedTwice, "$.published[1]")]);
    }
}

// ---- Ids ----

#[test]
fn unknown_ids_are_named_with_the_nearest_known_one() {
    type Change = fn(&mut Scenario);
    let unknown: [(Change, &str); 14] = [
        (|s| s.points[0].zone = "mena".into(), "$.points[0].zone"),
        (|s| s.volunteers[0].home_zone = Some("mena".into()), "$.volunteers[0].home_zone"),
        (|s| s.volunteers[0].zones = Some(vec!["mena".into()]), "$.volunteers[0].zones[0]"),
        (|s| s.volunteers[0].points = Some(vec!["gata".into()]), "$.volunteers[0].points[0]"),
        (|s| s.volunteers[0].rules = Some(RulesRef::Named("defult".into())), "$.volunteers[0].rules"),
        (|s| s.together = vec![vec!["ali".into(), "omr".into()]], "$.together[0][1]"),
        (
            |s| s.shared = vec![Shared { points: vec!["gat".into()], ..Shared::default() }],
            "$.shared[0].points[0]",
        ),
        (
            |s| s.travel = vec![Leg { from: "mina".into(), to: "minaa".into(), ..Leg::default() }],
            "$.travel[0].to",
        ),
        (
            |s| s.published = vec![Published { post: "guid".into(), ..published("ali", "06:00", "08:00") }],
            "$.published[0].post",
        ),
        (
            |s| s.published = vec![Published { point: "gte".into(), ..published("ali", "06:00", "08:00") }],
            "$.published[0].point",
        ),
        (|s| s.published = vec![published("aly", "06:00", "08:00")], "$.published[0].volunteer"),
        (
            |s| s.volunteers[0].skills = vec![HeldSkill::Always("firstaid".into())],
            "$.volunteers[0].skills[0]",
        ),
        (|s| s.volunteers[0].organisation = Some("red_cresent".into()), "$.volunteers[0].organisation"),
        (
            |s| {
                let inner = Need::Any(vec![Need::MinAge(3), Need::Skill("first_ad".into())]);
                s.points[0].posts[0].requires = Some(Need::Not(Box::new(inner)));
            },
            "$.points[0].posts[0].requires.not.any[1].skill",
        ),
    ];
    for (change, path) in unknown {
        let scenario = changed(|scenario| {
            scenario.skills = Some(vec![zone("first_aid")]);
            scenario.organisations = Some(vec![zone("red_crescent")]);
            scenario.rules = vec![("default".to_owned(), Rules::default())];
            change(scenario);
        });
        let faults = refused(&scenario, &[(Code::UnknownId, path)]);
        assert!(faults.list[0].remedy.contains("nearest"), "{path}: {}", faults.list[0].remedy);
    }
}

#[test]
fn a_tag_that_no_post_bears_is_an_error_wherever_it_is_named() {
    let wish = Wish { kind: WishKind::Avoid, tag: Some("guid".to_owned()), weight: 1, ..Wish::default() };
    let in_wish = changed_person(|person| person.wishes = vec![wish]);
    refused(&in_wish, &[(Code::UnknownTag, "$.volunteers[0].wishes[0].tag")]);
    let cap = with_rules(|rules| {
        rules.max_duties = Rule::Is(vec![MaxDuties { tag: Some("nite".to_owned()), max: 1 }]);
    });
    refused(&cap, &[(Code::UnknownTag, "$.rules.default.max_duties[0].tag")]);
    let succession = with_rules(|rules| {
        rules.not_next_day = Rule::Is(vec![NotNextDay { after: "x".to_owned(), then: "y".to_owned() }]);
    });
    let list = "$.rules.default.not_next_day[0]";
    let (after, then) = (format!("{list}.after"), format!("{list}.then"));
    refused(&succession, &[(Code::UnknownTag, &after), (Code::UnknownTag, &then)]);
}

#[test]
fn ids_given_twice_are_errors() {
    type Change = fn(&mut Scenario);
    let twice: [(Change, &str); 9] = [
        (|s| s.zones.push(zone("mina")), "$.zones[1].id"),
        (|s| s.skills = Some(vec![zone("a"), zone("a")]), "$.skills[1].id"),
        (|s| s.organisations = Some(vec![zone("a"), zone("a")]), "$.organisations[1].id"),
        (|s| s.points.push(point("gate", "mina", vec![])), "$.points[1].id"),
        (|s| s.points[0].posts.push(post("guide")), "$.points[0].posts[1].id"),
        (|s| s.volunteers.push(volunteer("ali")), "$.volunteers[2].id"),
        (|s| s.rules = vec![("a".into(), Rules::default()), ("a".into(), Rules::default())], "$.rules.a"),
        (|s| s.volunteers[0].zones = Some(vec!["mina".into(), "mina".into()]), "$.volunteers[0].zones[1]"),
        (
            |s| s.shared = vec![Shared { points: vec!["gate".into(), "gate".into()], ..Shared::default() }],
            "$.shared[0].points[1]",
        ),
    ];
    for (change, path) in twice {
        refused(&changed(change), &[(Code::DuplicateId, path)]);
    }
    let elsewhere = changed(|s| s.points.push(point("east", "mina", vec![post("guide")])));
    sound(&elsewhere);
}

#[test]
fn a_person_is_in_one_group_once() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let two = changed(|s| {
        s.volunteers.push(volunteer("zayd"));
        s.together = vec![names(&["ali", "omar"]), names(&["zayd", "ali"])];
    });
    refused(&two, &[(Code::GroupTwice, "$.together[1][1]")]);
    let twice = changed(|s| s.together = vec![names(&["ali", "omar", "ali"])]);
    refused(&twice, &[(Code::GroupTwice, "$.together[0][2]")]);
}

// ---- Time ----

#[test]
fn times_that_are_wrong_say_how() {
    let person =
        |from: &str| changed_person(|person| person.available = vec![interval(from, "2026-05-26T12:00")]);
    let path = "$.volunteers[0].available[0].from";
    for text in [
        "2026-05-26T25:00",
        "2026-05-26T6:00",
        "2026-05-26 06:00",
        "2026-02-30T06:00",
        "2026-05-26T06:00:00",
        "2026-05-26T24:00",
        "2026-05-26T06:00Z",
        "2026-05-26T06:00+3:00",
        "2026-05-26T06:00é",
        "",
        "tomorrow",
    ] {
        refused(&person(text), &[(Code::MalformedTime, path)]);
    }
    refused(&person("2026-05-26T06:00+02:00"), &[(Code::WrongOffset, path)]);
    sound(&person("2026-05-26T06:00+03:00"));
    let reversed = person("2026-05-26T12:00");
    refused(&reversed, &[(Code::EmptyInterval, "$.volunteers[0].available[0]")]);
}

#[test]
fn clock_times_are_strict_and_a_day_ends_at_24_00() {
    let window = |from: &str, to: &str| {
        with_rules(|rules| {
            rules.not_between = Rule::Is(vec![ClockInterval { from: from.into(), to: to.into() }]);
        })
    };
    let place = "$.rules.default.not_between[0]";
    for bad in ["25:00", "6:00", "24:00", "06:60", "0600", "-1:00", ""] {
        refused(&window(bad, "12:00"), &[(Code::MalformedTime, &format!("{place}.from"))]);
    }
    for bad in ["24:01", "6:00"] {
        refused(&window("01:00", bad), &[(Code::MalformedTime, &format!("{place}.to"))]);
    }
    refused(&window("06:00", "06:00"), &[(Code::EmptyInterval, place)]);
    sound(&window("22:00", "24:00"));
    let start = changed_post(|post| post.shifts.starts = Some(vec!["24:00".into()]));
    refused(&start, &[(Code::MalformedTime, &in_post(".shifts.starts[0]"))]);
}

#[test]
fn what_must_lie_on_the_grid_does() {
    let off = changed_post(|post| post.shifts.starts = Some(vec!["06:30".into()]));
    refused(&off, &[(Code::OffGrid, &in_post(".shifts.starts[0]"))]);
    let lengths = changed_post(|post| post.shifts.min_minutes = 90);
    refused(&lengths, &[(Code::OffGrid, &in_post(".shifts.min_minutes"))]);
    let demand = changed_post(|post| post.demand = vec![needed("06:15", "08:00", 1)]);
    refused(&demand, &[(Code::OffGrid, &in_post(".demand[0].windows[0].from"))]);
    let duty = changed(|scenario| scenario.published = vec![published("ali", "06:00", "08:20")]);
    refused(&duty, &[(Code::OffGrid, "$.published[0].to")]);
    refused(&changed(|scenario| scenario.end = clock("20:30")), &[(Code::OffGrid, "$.end")]);
}

#[test]
fn demand_and_published_duties_lie_inside_the_horizon() {
    let window = DemandWindow { from: at("2026-05-26T22:00"), to: at("2026-05-27T02:00"), people: 1 };
    let demand = changed_post(|post| post.demand[0].windows = Some(vec![window]));
    refused(&demand, &[(Code::OutsideHorizon, &in_post(".demand[0].windows[0].to"))]);
    let mut early = published("ali", "00:00", "04:00");
    early.from = at("2026-05-25T22:00");
    let duty = changed(|scenario| scenario.published = vec![early]);
    refused(&duty, &[(Code::OutsideHorizon, "$.published[0].from")]);
}

#[test]
fn a_horizon_is_neither_reversed_nor_too_long_and_now_not_after_it() {
    refused(&changed(|s| s.end = at("2026-05-26T00:00")), &[(Code::EmptyInterval, "$.end")]);
    refused(&changed(|s| s.end = at("2027-07-01T00:00")), &[(Code::HorizonTooLong, "$.end")]);
    sound(&changed(|s| s.end = at("2027-06-30T00:00")));
    refused(&changed(|s| s.now = Some(at("2026-05-27T00:01"))), &[(Code::NowAfterEnd, "$.now")]);
    sound(&changed(|s| s.now = Some(at("2026-01-01T00:00"))));
}

#[test]
fn a_zone_that_is_no_zone_is_an_error() {
    for zone in ["../../etc/passwd", "Mecca", ""] {
        refused(&changed(|s| s.time_zone = zone.to_owned()), &[(Code::UnknownTimeZone, "$.time_zone")]);
    }
    let faults =
        refused(&changed(|s| s.time_zone = "asia/Riyad".into()), &[(Code::UnknownTimeZone, "$.time_zone")]);
    assert!(faults.list[0].remedy.contains("Asia/Riyadh"));
}

#[test]
fn with_a_broken_clock_everything_else_is_still_checked() {
    let scenario = changed(|s| {
        s.time_zone = "Mars/Olympus".to_owned();
        s.points[0].zone = "nowhere".to_owned();
        s.volunteers[0].available = vec![interval("noon", "2026-05-26T12:00")];
    });
    refused(
        &scenario,
        &[
            (Code::UnknownTimeZone, "$.time_zone"),
            (Code::UnknownId, "$.points[0].zone"),
            (Code::MalformedTime, "$.volunteers[0].available[0].from"),
        ],
    );
}

// ---- Posts and lines ----

#[test]
fn hourly_demand_has_one_number_an_hour() {
    let hours = |count: usize, change: fn(&mut Scenario)| {
        changed(|scenario| {
            let demand = &mut scenario.points[0].posts[0].demand[0];
            (demand.windows, demand.hourly) = (None, Some(vec![1; count]));
            change(scenario);
        })
    };
    let path = in_post(".demand[0].hourly");
    sound(&hours(24, |_| ()));
    refused(&hours(23, |_| ()), &[(Code::HourlyDemand, &path)]);
    let uneven = hours(24, |s| {
        (s.slot_minutes, s.end) = (Some(30), at("2026-05-26T23:30"));
    });
    refused(&uneven, &[(Code::HourlyDemand, &path)]);
    let whole_days = hours(24, |s| {
        s.slot_minutes = Some(1440);
        (s.points[0].posts[0].shifts.min_minutes, s.points[0].posts[0].shifts.max_minutes) = (1440, 1440);
    });
    refused(&whole_days, &[(Code::HourlyDemand, &path)]);
    let quarters = sound(&hours(24, |s| {
        s.slot_minutes = Some(15);
        s.points[0].posts[0].demand[0].hourly.as_mut().unwrap()[1] = 7;
    }));
    assert_eq!(quarters.lines[LineId(0)].demand[3..9], [1, 7, 7, 7, 7, 1]);
}

#[test]
fn windows_of_one_line_do_not_overlap() {
    let two = |second: (&str, &str)| {
        changed_post(|post| {
            let first = needed("06:00", "09:00", 1).windows.unwrap().remove(0);
            let second = needed(second.0, second.1, 2).windows.unwrap().remove(0);
            post.demand[0].windows = Some(vec![first, second]);
        })
    };
    sound(&two(("09:00", "10:00")));
    refused(&two(("08:00", "10:00")), &[(Code::OverlappingWindows, &in_post(".demand[0].windows[1]"))]);
    refused(&two(("05:00", "07:00")), &[(Code::OverlappingWindows, &in_post(".demand[0].windows[0]"))]);
}

#[test]
fn shift_lengths_fit_and_counted_minutes_need_one_length() {
    let lengths = |min, max, counted| {
        changed_post(|post| {
            (post.shifts.min_minutes, post.shifts.max_minutes) = (min, max);
            post.shifts.counted_minutes = counted;
        })
    };
    refused(&lengths(480, 240, None), &[(Code::ShiftLengths, &in_post(".shifts"))]);
    refused(&lengths(0, 0, None), &[(Code::ShiftLengths, &in_post(".shifts"))]);
    refused(&lengths(240, 480, Some(450)), &[(Code::CountedMinutes, &in_post(".shifts.counted_minutes"))]);
    let problem = sound(&lengths(480, 480, Some(450)));
    assert_eq!(problem.posts[PostId(0)].counted, Some(Minutes(450)));
}

#[test]
fn a_team_fits_into_the_most_people() {
    let scenario = changed_post(|post| {
        post.max_people = Some(1);
        post.min_team = Some(MinTeam { people: 2, weight: 1 });
    });
    refused(&scenario, &[(Code::TeamAboveMaxPeople, &in_post(".min_team.people"))]);
}

#[test]
fn needs_are_neither_empty_nor_too_deep_nor_of_ratio_0() {
    let require = |need: Need| changed_post(|post| post.requires = Some(need));
    let nested = |depth: usize| (1..depth).fold(Need::MinAge(18), |need, _| Need::All(vec![need]));
    sound(&require(nested(32)));
    let faults = require(nested(33)).problem().unwrap_err();
    assert_eq!(faults.list.len(), 1);
    for need in [Need::All(vec![]), Need::Any(vec![])] {
        assert!(require(need).problem().is_err());
    }
    let rule = Supervision { who: Need::MaxAge(9), by: Need::MinAge(18), ratio: 0, weight: 1 };
    let faults = changed_post(|post| post.supervision = vec![rule]).problem().unwrap_err();
    assert_eq!(faults.list[0].path, in_post(".supervision[0].ratio"));
}

#[test]
fn language_codes_are_well_formed() {
    for bad in ["", "u", "ur_PK", "ur-", "12", "ur-toolongsub", "urdu language"] {
        let spoken = Spoken { code: bad.to_owned(), level: None };
        let scenario = changed_person(|person| person.languages = vec![spoken]);
        refused(&scenario, &[(Code::LanguageTag, "$.volunteers[0].languages[0].code")]);
        let need = Need::Language(LanguageNeed::Code(bad.to_owned()));
        let scenario = changed_post(|post| post.requires = Some(need));
        refused(&scenario, &[(Code::LanguageTag, &in_post(".requires.language"))]);
    }
}

// ---- Travel ----

#[test]
fn legs_join_two_zones_in_a_day_at_most_with_windows_apart() {
    let leg = |change: fn(&mut Leg)| {
        changed(|scenario| {
            scenario.zones.push(zone("arafat"));
            let mut leg = Leg { from: "mina".into(), to: "arafat".into(), minutes: 30, ..Leg::default() };
            change(&mut leg);
            scenario.travel = vec![leg];
        })
    };
    let window = |from: &str, to: &str| LegWindow { from: from.into(), to: to.into(), minutes: 60 };
    sound(&leg(|_| ()));
    refused(&leg(|leg| leg.to = "mina".into()), &[(Code::LegToItself, "$.travel[0]")]);
    let slow = leg(|leg| leg.minutes = 1441).problem().unwrap_err();
    assert_eq!(slow.list[0].path, "$.travel[0].minutes");
    let mut late = leg(|_| ());
    late.travel[0].windows = vec![window("22:00", "02:00"), window("01:00", "03:00")];
    refused(&late, &[(Code::OverlappingWindows, "$.travel[0].windows[1]")]);
    late.travel[0].windows = vec![window("22:00", "02:00"), window("02:00", "22:00")];
    sound(&late);
}

// ---- People and rules ----

#[test]
fn a_skill_does_not_end_before_it_begins() {
    let held = |from: &str, until: &str| {
        changed_person(|person| {
            person.skills = vec![HeldSkill::Dated {
                id: "aid".to_owned(),
                from: Some(from.into()),
                until: Some(until.into()),
            }];
        })
    };
    let problem = sound(&held("2026-05-25", "2026-06-30"));
    let skill = problem.volunteers[VolunteerId(0)].traits.skills[0];
    assert_eq!((skill.from, skill.until), (Some(-1), Some(35)));
    refused(&held("2026-06-01", "2026-05-31"), &[(Code::SkillDates, "$.volunteers[0].skills[0]")]);
    refused(
        &held("2026-6-1", "2026-06-31"),
        &[
            (Code::MalformedTime, "$.volunteers[0].skills[0].from"),
            (Code::MalformedTime, "$.volunteers[0].skills[0].until"),
        ],
    );
}

#[test]
fn a_wish_has_what_its_kind_needs() {
    let wish =
        |kind| changed_person(|person| person.wishes = vec![Wish { kind, weight: 1, ..Wish::default() }]);
    let place = "$.volunteers[0].wishes[0]";
    let (from, to) = (format!("{place}.from"), format!("{place}.to"));
    refused(&wish(WishKind::Prefer), &[(Code::MissingKey, &from), (Code::MissingKey, &to)]);
    refused(&wish(WishKind::Rather), &[(Code::MissingKey, &format!("{place}.point"))]);
    sound(&wish(WishKind::Avoid));
}

#[test]
fn rules_that_bind_nothing_or_nobody_knows_are_errors() {
    let rolling = |days, max_days| {
        with_rules(|rules| rules.rolling = Rule::Is(vec![Rolling { days, max_minutes: None, max_days }]))
    };
    assert_eq!(rolling(7, None).problem().unwrap_err().list[0].path, "$.rules.default.rolling[0]");
    assert_eq!(rolling(0, Some(1)).problem().unwrap_err().list[0].path, "$.rules.default.rolling[0].days");
    let weekends = with_rules(|rules| {
        rules.weekends = Rule::Is(Weekends { days: vec!["fri".to_owned(), "Sat".to_owned()], max: 1 });
    });
    refused(&weekends, &[(Code::UnknownValue, "$.rules.default.weekends.days[1]")]);
}

// ---- Limits ----

#[test]
fn numbers_above_the_limits_are_errors() {
    let most = 1_000_000_000;
    sound(&changed_post(|post| post.max_people = Some(most)));
    for (scenario, path) in [
        (changed_post(|post| post.max_people = Some(most + 1)), in_post(".max_people")),
        (changed_post(|post| post.demand[0].weight = Some(u32::MAX)), in_post(".demand[0].weight")),
        (changed_person(|person| person.show_up = Some(101)), "$.volunteers[0].show_up".to_owned()),
    ] {
        let faults = scenario.problem().unwrap_err();
        assert_eq!(faults.list[0].path, path);
    }
}

#[test]
fn a_worst_cost_that_is_too_large_says_which_part() {
    let scenario = changed_post(|post| {
        post.demand.push(Line { weight: Some(1_000_000_000), ..needed("06:00", "10:00", 1_000_000_000) });
    });
    let faults = refused(&scenario, &[(Code::CostTooLarge, &in_post(".demand[1]"))]);
    assert!(faults.list[0].found.contains("shortage"));
    let fairness = changed(|s| {
        let history = History { minutes: Some(1_000_000_000), ..History::default() };
        s.volunteers[0].history = Some(history);
        let fairness = Fairness { weight: 1_000_000_000, share_minutes: 0 };
        s.objective = Some(Objective { fairness: Some(fairness), ..Objective::default() });
    });
    refused(&fairness, &[(Code::CostTooLarge, "$.objective.fairness")]);
}

#[test]
fn everything_huge_at_once_is_an_error_and_no_overflow() {
    let most = 1_000_000_000;
    let scenario = changed(|s| {
        s.end = at("2027-06-30T00:00");
        s.slot_minutes = Some(15);
        let post = &mut s.points[0].posts[0];
        post.shifts =
            Shifts { min_minutes: 15, max_minutes: 15, counted_minutes: Some(most), ..Shifts::default() };
        let line = Line { weight: Some(most), surplus_weight: Some(most), ..needed("06:00", "10:00", most) };
        post.demand = vec![line; 50];
        post.min_team = Some(MinTeam { people: most, weight: most });
        for person in &mut s.volunteers {
            person.available = vec![interval("2026-01-01T00:00", "2030-01-01T00:00")];
            let wish = Wish { kind: WishKind::Avoid, weight: most, ..Wish::default() };
            person.wishes = vec![wish; 9];
            person.history =
                Some(History { minutes: Some(most), weekends: Some(most), ..History::default() });
        }
        let fairness = Fairness { weight: most, share_minutes: 0 };
        let changes = Changes { weight: most, tiers: vec![] };
        s.objective =
            Some(Objective { fairness: Some(fairness), travel_weight: Some(most), changes: Some(changes) });
        let rules =
            Rules { min_minutes: Rule::Is(most), min_minutes_weight: Rule::Is(most), ..Rules::default() };
        s.rules = vec![("default".to_owned(), rules)];
    });
    refused(&scenario, &[(Code::CostTooLarge, "$.objective.fairness")]);
}

// ---- Warnings ----

#[test]
fn hours_off_the_grid_shrink_with_a_warning() {
    let person = changed_person(|person| {
        person.available = vec![interval("2026-05-26T05:30", "2026-05-26T12:45")];
    });
    let (problem, faults) = warned(&person, &[(Code::ShrunkToGrid, "$.volunteers[0].available[0]")]);
    assert_eq!(*problem.volunteers[VolunteerId(0)].free, [Window { from: Slot(6), to: Slot(12) }]);
    assert!(faults.list[0].remedy.contains("T06:00 to 2026-05-26T12:00"));
    let nothing = changed_person(|person| {
        person.available = vec![interval("2026-05-26T05:30", "2026-05-26T06:45")];
    });
    let (problem, _) = warned(&nothing, &[(Code::ShrunkToGrid, "$.volunteers[0].available[0]")]);
    assert!(problem.volunteers[VolunteerId(0)].free.is_empty());
    let open = changed_post(|post| {
        post.shifts.open = Some(vec![interval("2026-05-26T05:30", "2026-05-26T12:00")]);
    });
    warned(&open, &[(Code::ShrunkToGrid, &in_post(".shifts.open[0]"))]);
}

#[test]
fn zones_that_no_legs_join_are_a_warning_where_somebody_could_serve_in_both() {
    let two_zones = |change: fn(&mut Scenario)| {
        changed(|scenario| {
            scenario.zones.push(zone("arafat"));
            scenario.points.push(point("tent", "arafat", vec![post("guide")]));
            change(scenario);
        })
    };
    sound(&two_zones(|_| ()));
    fn twice(scenario: &mut Scenario) {
        let rules = Rules { max_shifts_per_day: Rule::Is(2), ..Rules::default() };
        scenario.rules = vec![("default".to_owned(), rules)];
    }
    warned(&two_zones(twice), &[(Code::ZonesNotJoined, "$.travel")]);
    sound(&two_zones(|scenario| {
        twice(scenario);
        scenario.travel = vec![Leg { from: "mina".into(), to: "arafat".into(), ..Leg::default() }];
    }));
    sound(&two_zones(|scenario| {
        twice(scenario);
        scenario.volunteers[0].zones = Some(vec!["mina".to_owned()]);
        scenario.volunteers[1].zones = Some(vec!["arafat".to_owned()]);
    }));
}

#[test]
fn a_rule_of_exposure_without_settings_is_a_warning() {
    let exposure = |change: fn(&mut Scenario)| {
        let mut scenario = with_rules(|rules| {
            rules.exposure = Rule::Is(vec![Exposure {
                setting: Setting::Outdoor,
                from: "11:00".into(),
                to: "16:00".into(),
                max_minutes: 60,
            }]);
        });
        change(&mut scenario);
        scenario
    };
    warned(&exposure(|_| ()), &[(Code::SettingUnknown, "$.points[0]")]);
    sound(&exposure(|s| s.points[0].setting = Some(Setting::Shaded)));
    sound(&exposure(|s| s.points[0].posts[0].setting = Some(Setting::Outdoor)));
}

#[test]
fn not_max_age_over_people_of_unknown_age_is_a_warning() {
    let adults = Need::Not(Box::new(Need::MaxAge(17)));
    let mut scenario = changed_post(|post| post.requires = Some(adults));
    sound(&scenario);
    scenario.volunteers[1].age = None;
    let (_, faults) = warned(&scenario, &[(Code::NotMaxAge, &in_post(".requires.not"))]);
    assert!(faults.list[0].found.contains('1'));
    scenario.points[0].posts[0].requires = Some(Need::MaxAge(60));
    sound(&scenario);
}

#[test]
fn a_post_that_nobody_can_fill_says_why() {
    type Change = fn(&mut Scenario);
    let cases: [(Change, &str); 5] = [
        (|s| s.points[0].admits = Some(Admits::Women), "admits nobody"),
        (|s| s.volunteers.iter_mut().for_each(|v| v.points = Some(vec![])), "accepts its zone and point"),
        (|s| s.points[0].posts[0].requires = Some(Need::Skill("aid".into())), "meets what it requires"),
        (
            |s| {
                let late = interval("2026-05-26T09:00", "2026-05-26T10:00");
                s.volunteers.iter_mut().for_each(|v| v.available = vec![late.clone()]);
            },
            "is free for a whole duty",
        ),
        (
            |s| {
                s.together = vec![vec!["ali".to_owned(), "omar".to_owned()]];
                s.points[0].posts[0].requires = Some(Need::MinAge(30));
                s.volunteers[1].age = Some(20);
                s.points.push(point("east", "mina", vec![post("usher")]));
            },
            "no group that serves together",
        ),
    ];
    for (change, why) in cases {
        let (_, faults) = warned(&changed(change), &[(Code::NobodyForPost, POST)]);
        assert!(faults.list[0].found.contains(why), "{why}: {}", faults.list[0].found);
    }
}

#[test]
fn a_line_whose_need_nobody_meets_is_a_warning() {
    let hausa = Need::Language(LanguageNeed::Code("ha".to_owned()));
    let line = Line { needs: Some(hausa), ..needed("06:00", "08:00", 1) };
    let at_post = changed_post(|post| post.demand.push(line.clone()));
    warned(&at_post, &[(Code::NobodyForLine, &in_post(".demand[1]"))]);
    let shared = changed(|scenario| {
        scenario.shared = vec![Shared { points: vec!["gate".to_owned()], demand: vec![line], name: None }];
    });
    warned(&shared, &[(Code::NobodyForLine, "$.shared[0].demand[0]")]);
}

#[test]
fn demand_while_the_post_is_closed_is_a_warning() {
    let scenario = changed_post(|post| {
        post.shifts.open = Some(vec![interval("2026-05-26T08:00", "2026-05-26T12:00")]);
    });
    let (_, faults) = warned(&scenario, &[(Code::DemandWhileClosed, &in_post(".demand[0]"))]);
    assert!(faults.list[0].found.contains("from 2026-05-26T06:00 to 2026-05-26T08:00"));
}

#[test]
fn a_group_that_can_never_serve_together_says_why() {
    let group = |change: fn(&mut Scenario)| {
        changed(|scenario| {
            scenario.volunteers.push(volunteer("zayd"));
            scenario.together = vec![vec!["ali".to_owned(), "omar".to_owned()]];
            change(scenario);
        })
    };
    let hours = group(|s| {
        s.volunteers[0].available = vec![interval("2026-05-26T00:00", "2026-05-26T08:00")];
        s.volunteers[1].available = vec![interval("2026-05-26T08:00", "2026-05-26T20:00")];
    });
    let (_, faults) = warned(&hours, &[(Code::NeverTogether, "$.together[0]")]);
    assert!(faults.list[0].found.contains("never free at the same time"));
    let posts = group(|s| s.volunteers[1].points = Some(vec![]));
    let (_, faults) = warned(&posts, &[(Code::NeverTogether, "$.together[0]")]);
    assert!(faults.list[0].found.contains("no post is open to both"));
    let short = group(|s| {
        s.volunteers[0].available = vec![interval("2026-05-26T00:00", "2026-05-26T08:00")];
        s.volunteers[1].available = vec![interval("2026-05-26T07:00", "2026-05-26T20:00")];
    });
    let (_, faults) = warned(&short, &[(Code::NeverTogether, "$.together[0]")]);
    assert!(faults.list[0].found.contains("whole duty"));
}

// ---- All at once ----

#[test]
fn all_faults_are_found_at_once_and_none_is_said_twice() {
    let scenario = changed(|s| {
        s.points[0].zone = "mena".to_owned();
        s.points[0].posts[0].demand[0].windows = None;
        s.points[0].posts[0].demand[0].hourly = Some(vec![1]);
        s.volunteers[0].available = vec![interval("2026-05-26T6:00", "2026-05-26T12:00")];
        s.published = vec![published("nobody", "06:00", "08:00")];
    });
    refused(
        &scenario,
        &[
            (Code::UnknownId, "$.points[0].zone"),
            (Code::HourlyDemand, &in_post(".demand[0].hourly")),
            (Code::MalformedTime, "$.volunteers[0].available[0].from"),
            (Code::UnknownId, "$.published[0].volunteer"),
        ],
    );
}

#[test]
fn an_earlier_error_means_no_problem() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Code::UnknownKey, "$.zonez", "unknown key", "remove it");
    assert!(lower(&base(), &mut diagnostics).is_none());
    assert_eq!(diagnostics.list.len(), 1);
}

#[test]
fn the_grid_of_a_plain_date_is_plain() {
    let problem = sound(&base());
    let day = vec![Day(0); 24];
    let expected = rifada::ground::Grid::new(60, day.clone(), day, vec![Weekday(1)]);
    assert_eq!(problem.grid, expected);
    assert_eq!(problem.needs[ANYONE], model::Need::Anyone);
    let _: &IdVec<PostId, model::Post> = &problem.posts;
}
