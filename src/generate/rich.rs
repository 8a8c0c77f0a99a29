//! Rich scenarios: what a real season brings, over one day or many.
//!
//! The horizon starts at 06:00 on Thursday 13 May 2027, so that a night belongs to one day of it and a weekend
//! (Friday and Saturday) comes second. Each person has usual hours: morning, evening or night.

use super::Options;
use super::calendar::{Calendar, DAY};
use super::crowd::Crowds;
use super::lines::rare_languages;
use super::needs::{named, skills};
use super::people::{Traits, always, capacity, dealt, languages};
use super::places::{Kind, point};
use super::rule_sets::{heat, named_sets, not_at_night};
use crate::ground::Seed;
use crate::io::scenario::{
    Fairness, Gender, HeldSkill, Leg, LegWindow, Line, NotNextDay, Objective, Rolling, Rule, Rules, RulesRef,
    Scenario, Shared, Volunteer, Weekends, Wish, WishKind,
};

/// A rich scenario with what its file does not show: everybody's windows in minutes after the start.
pub(super) struct Draft {
    pub(super) scenario: Scenario,
    pub(super) calendar: Calendar,
    pub(super) windows: Vec<Vec<(i64, i64)>>,
}

/// The rich scenario of these options.
pub(super) fn scenario(options: &Options) -> Scenario {
    draft(options).scenario
}

/// The rich scenario of these options, with its calendar and windows.
pub(super) fn draft(options: &Options) -> Draft {
    let calendar = Calendar::new(2027, 5, 13, 6);
    let (volunteers, windows) = volunteers(options, &calendar);
    let minutes: i64 = volunteers.iter().zip(&windows).map(|(v, w)| could_give(v, w)).sum();

    let mut seed = Seed::part(options.seed, 11);
    let of = (0..options.points).map(|number| Kind::of(number).crowd(&mut seed)).collect();
    let mut crowds = Crowds::new(of, options.days, &calendar, &mut seed);
    crowds.scale_to(minutes as f64 / 60.0 * f64::from(options.tightness) / 100.0);
    let points: Vec<_> = (0..options.points)
        .map(|number| {
            let spread = seed.below(options.zones as usize) as u32;
            let zone = if number < options.zones { number } else { spread };
            point(number, zone, &crowds.hourly(number as usize), &calendar)
        })
        .collect();

    let mean = minutes / i64::from(options.volunteers.max(1));
    let scenario = Scenario {
        skills: Some(skills(["first_aid", "bls", "cart", "child_care", "crowd", "leader"])),
        zones: (0..options.zones)
            .map(|z| named(&format!("z{z}"), &format!("Zone {}", z + 1), &format!("المنطقة {}", z + 1)))
            .collect(),
        travel: legs(options, &mut seed),
        shared: shared(&points, options, &calendar),
        points,
        volunteers,
        rules: rule_sets(options.points > 0),
        objective: Some(Objective {
            fairness: Some(Fairness { weight: 1, share_minutes: (mean * 4 / 5 / 30 * 30) as u32 }),
            travel_weight: Some(4),
            changes: None,
        }),
        ..options.without_people(&calendar)
    };
    Draft { scenario, calendar, windows }
}

/// The named sets; those that speak of tags only where a point bears them.
fn rule_sets(tagged: bool) -> Vec<(String, Rules)> {
    let weekend = |max| Rule::Is(Weekends { days: vec!["fri".to_owned(), "sat".to_owned()], max });
    let default = Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(480),
        max_minutes: Rule::Is(2400),
        min_break_minutes: Rule::Is(60),
        min_rest_minutes: Rule::Is(660),
        rolling: Rule::Is(vec![Rolling { days: 7, max_minutes: Some(2100), max_days: Some(6) }]),
        max_consecutive_days: Rule::Is(5),
        weekends: weekend(2),
        not_next_day: if tagged {
            Rule::Is(vec![NotNextDay { after: "night".to_owned(), then: "day".to_owned() }])
        } else {
            Rule::Inherit
        },
        exposure: heat(120),
        ..Rules::default()
    };
    let minor = Rules {
        max_minutes_per_day: Rule::Is(300),
        max_minutes: Rule::Is(1200),
        not_between: not_at_night(),
        exposure: heat(60),
        ..Rules::default()
    };
    let double = Rules {
        max_shifts_per_day: Rule::Is(2),
        max_minutes_per_day: Rule::Is(540),
        min_break_minutes: Rule::Is(90),
        ..Rules::default()
    };
    let light = Rules {
        max_minutes_per_day: Rule::Is(300),
        max_minutes: Rule::Is(900),
        weekends: Rule::Lifted,
        ..Rules::default()
    };
    let weekdays = Rules { weekends: weekend(0), ..Rules::default() };
    let steady = Rules { min_minutes: Rule::Is(360), min_minutes_weight: Rule::Is(8), ..Rules::default() };
    named_sets([
        ("default", default),
        ("minor", minor),
        ("double", double),
        ("light", light),
        ("weekdays", weekdays),
        ("steady", steady),
    ])
}

/// What a person could give under the caps of their rules, in minutes.
fn could_give(volunteer: &Volunteer, windows: &[(i64, i64)]) -> i64 {
    let (per_day, in_all) = match &volunteer.rules {
        Some(RulesRef::Named(name)) if name == "minor" => (300, 1200),
        Some(RulesRef::Named(name)) if name == "light" => (300, 900),
        _ => (480, 2100),
    };
    capacity(windows, per_day, in_all)
}

/// Everybody, and everybody's windows.
fn volunteers(options: &Options, calendar: &Calendar) -> (Vec<Volunteer>, Vec<Vec<(i64, i64)>>) {
    let n = options.volunteers as usize;
    let mut seed = Seed::part(options.seed, 12);
    let trades =
        [("first_aid", 200), ("bls", 100), ("cart", 200), ("child_care", 90), ("crowd", 500), ("leader", 90)];
    let traits = Traits::dealt(n, trades, &mut seed);
    let mut deal = |per_thousand| dealt(n, per_thousand, &mut seed);
    let sets = [("double", 100), ("light", 80), ("weekdays", 40), ("steady", 60)]
        .map(|(set, per_thousand)| (set, deal(per_thousand)));
    let (own, choosy, wishful) = (deal(30), deal(30), deal(250));
    let mut spoken = languages(n, &mut seed).into_iter();

    let mut wishes = 0;
    let mut certificates = 0;
    let mut all_windows = Vec::with_capacity(n);
    let mut all = Vec::with_capacity(n);
    for i in 0..n {
        let windows = availability(options, traits.minors[i], &mut seed);
        let home = seed.below(options.zones as usize) as u32;
        let rules = if traits.minors[i] {
            Some(RulesRef::Named("minor".to_owned()))
        } else if own[i] {
            let most = 600 + 60 * seed.below(11) as u32;
            Some(RulesRef::Own(Box::new(Rules { max_minutes: Rule::Is(most), ..Rules::default() })))
        } else {
            let set = sets.iter().find(|(_, members)| members[i]);
            set.map(|(name, _)| RulesRef::Named((*name).to_owned()))
        };
        let points = (choosy[i] && options.points > 0).then(|| {
            let first = seed.below(options.points as usize) as u32;
            (first..options.points.min(first.saturating_add(6))).map(|p| format!("p{p}")).collect()
        });
        let mut skills = Vec::new();
        for trade in traits.practised(i) {
            certificates += usize::from(trade == "first_aid");
            skills.push(held(trade, certificates, options, calendar));
        }
        let mut mine = Vec::new();
        if wishful[i] && options.points > 0 {
            mine.extend(wish(wishes, &windows, options, calendar, &mut seed));
            wishes += 1;
        }
        all.push(Volunteer {
            id: format!("v{i}"),
            gender: Some(if traits.women[i] { Gender::Female } else { Gender::Male }),
            age: Some(if traits.minors[i] { 15 + seed.below(3) } else { 18 + seed.below(43) } as u32),
            home_zone: Some(format!("z{home}")),
            languages: spoken.next().unwrap_or_default(),
            skills,
            available: windows.iter().map(|w| calendar.interval(*w)).collect(),
            rules,
            zones: zones(options, home, &mut seed),
            points,
            wishes: mine,
            ..Volunteer::default()
        });
        all_windows.push(windows);
    }
    (all, all_windows)
}

/// One window on most days: in the morning, in the evening or at night.
fn availability(options: &Options, is_minor: bool, seed: &mut Seed) -> Vec<(i64, i64)> {
    let grid = i64::from(options.slot_minutes);
    // In minutes after 06:00; usual hours drift by an hour from day to day, so windows of two days never meet.
    let (earliest, latest) = match (seed.below(100), is_minor) {
        (0..28, _) => (0, 120),
        (28..74, _) | (_, true) => (360, 660),
        _ => (780, 960),
    };
    let mut between = |from: i64, to: i64| from + seed.below(((to - from) / grid + 1) as usize) as i64 * grid;
    let usual = between(earliest, latest);
    let length = between(480, 720);
    let mut windows = Vec::new();
    let end = i64::from(options.days) * DAY;
    for day in 0..i64::from(options.days) {
        if options.days > 1 && seed.chance(18) {
            continue;
        }
        let moved = (seed.below(3) as i64 - 1) * 60;
        let from = day * DAY + (usual + moved).max(0);
        windows.push((from, (from + length).min(end)));
    }
    windows
}

/// Half accept any zone, the others their own and some more.
fn zones(options: &Options, home: u32, seed: &mut Seed) -> Option<Vec<String>> {
    if seed.chance(50) {
        return None;
    }
    let mut chosen = vec![home];
    for _ in 0..1 + seed.below(3) {
        chosen.push(seed.below(options.zones as usize) as u32);
    }
    chosen.sort_unstable();
    chosen.dedup();
    Some(chosen.into_iter().map(|zone| format!("z{zone}")).collect())
}

/// A skill that is held: first aid by certificates, of which one in eight runs out within the horizon.
fn held(trade: &str, number: usize, options: &Options, calendar: &Calendar) -> HeldSkill {
    if trade != "first_aid" || number.is_multiple_of(4) {
        return always(trade);
    }
    let days = i64::from(options.days);
    let left = if number % 8 == 1 { days / 2 } else { 30 + number as i64 * 7 % 600 };
    let from = calendar.date(left - 730);
    HeldSkill::Dated { id: trade.to_owned(), from: Some(from), until: Some(calendar.date(left)) }
}

/// The wish of the person who is the `number`th to have one.
fn wish(
    number: u32,
    windows: &[(i64, i64)],
    options: &Options,
    calendar: &Calendar,
    seed: &mut Seed,
) -> Option<Wish> {
    let weight = 2 + seed.below(5) as u32;
    let point = Some(format!("p{}", seed.below(options.points as usize)));
    let (from, to) = *windows.get(seed.below(windows.len()))?;
    let tag = |tag: &str| Some(tag.to_owned());
    let wish = match number % 5 {
        0 => Wish {
            kind: WishKind::Prefer,
            from: Some(calendar.at(from)),
            to: Some(calendar.at((from + 300).min(to))),
            ..Wish::default()
        },
        1 => Wish { kind: WishKind::Avoid, tag: tag("night"), ..Wish::default() },
        2 => Wish {
            kind: WishKind::Avoid,
            from: Some(calendar.at(from)),
            to: Some(calendar.at(to)),
            ..Wish::default()
        },
        3 => Wish { kind: WishKind::Rather, tag: tag("day"), ..Wish::default() },
        _ => Wish { kind: WishKind::Rather, point, ..Wish::default() },
    };
    Some(Wish { weight, ..wish })
}

/// Every zone is joined to the first, and to the next one: slow in the evening, when the ways are full.
fn legs(options: &Options, seed: &mut Seed) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut join = |from: u32, to: u32, seed: &mut Seed| {
        let minutes = 10 + 5 * seed.below(7) as u32;
        let evening = LegWindow { from: "18:30".into(), to: "22:30".into(), minutes: minutes * 5 / 2 };
        legs.push(Leg {
            from: format!("z{from}"),
            to: format!("z{to}"),
            minutes,
            one_way: None,
            windows: vec![evening],
        });
    };
    for zone in 1..options.zones {
        join(0, zone, seed);
        if zone + 1 < options.zones {
            join(zone, zone + 1, seed);
        }
    }
    legs
}

/// Scarce languages, of which one speaker on duty somewhere is enough.
fn shared(points: &[crate::io::scenario::Point], options: &Options, calendar: &Calendar) -> Vec<Shared> {
    let points: Vec<String> = points.iter().take(40).map(|p| p.id.clone()).collect();
    if points.is_empty() {
        return Vec::new();
    }
    let evenings: Vec<u32> = (0..options.days as usize * 24)
        .map(|hour| u32::from(!(2..14).contains(&calendar.clock_hour(hour))))
        .collect();
    let line = Line { windows: Some(calendar.windows(&evenings)), weight: Some(40), ..Line::default() };
    let demand = rare_languages(["ha", "fa", "fr", "tr"], &line);
    vec![Shared { name: None, points, demand }]
}
