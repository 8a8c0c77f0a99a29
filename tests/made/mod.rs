//! Scenarios, plans and certificates made for tests: files that use every key, and values drawn at random.

use fastrand::Rng;
use rifada::io::certificate_file::{CERTIFICATE_FORMAT, CertificateFile, PostCharges, PricedAt, RowPrices};
use rifada::io::line_at::LineAt;
use rifada::io::plan_file::*;
use rifada::io::scenario::*;
use rifada::price::PRICE_UNIT;

pub const FULL: &str = include_str!("full.json");
pub const PLAN: &str = include_str!("plan.json");
pub const CERTIFICATE: &str = include_str!("certificate.json");

/// Nothing, half of the time.
fn maybe<T>(rng: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    if rng.bool() { Some(make(rng)) } else { None }
}

/// Up to three.
fn some<T>(rng: &mut Rng, mut make: impl FnMut(&mut Rng) -> T) -> Vec<T> {
    (0..rng.usize(0..4)).map(|_| make(rng)).collect()
}

fn id(rng: &mut Rng) -> String {
    let letters = ['a', 'Z', '_', ' ', '"', '\\', '/', '.', '[', ']', '{', ',', ':', 'ض', '😀', '9'];
    (0..rng.usize(1..8)).map(|_| letters[rng.usize(0..letters.len())]).collect()
}

fn written<T: From<String>>(rng: &mut Rng) -> T {
    let mut any = id(rng);
    any.push(['\n', '\u{202E}', 'x', '\u{7F}'][rng.usize(0..4)]);
    T::from(any)
}

fn number(rng: &mut Rng) -> u32 {
    [0, 1, 60, 1_000_000_000][rng.usize(0..4)]
}

fn text(rng: &mut Rng) -> Text {
    match rng.u8(0..4) {
        0 => Text::Plain(written(rng)),
        1 => Text::both("one", "واحد"),
        2 => Text::ByLanguage(TextByLanguage { en: Some(written(rng)), ar: None }),
        _ => Text::ByLanguage(TextByLanguage { en: None, ar: Some(String::new()) }),
    }
}

fn named(rng: &mut Rng) -> Named {
    Named { id: id(rng), name: maybe(rng, text) }
}

fn interval(rng: &mut Rng) -> Interval {
    Interval { from: written(rng), to: written(rng) }
}

fn setting(rng: &mut Rng) -> Setting {
    [Setting::Indoor, Setting::Shaded, Setting::Outdoor][rng.usize(0..3)]
}

fn gender(rng: &mut Rng) -> Gender {
    if rng.bool() { Gender::Female } else { Gender::Male }
}

fn level(rng: &mut Rng) -> Level {
    [Level::A1, Level::A2, Level::B1, Level::B2, Level::C1, Level::C2, Level::Native][rng.usize(0..7)]
}

fn need(rng: &mut Rng, deep: u32) -> Need {
    let least = if deep == 0 { 7 } else { 0 };
    match rng.u32(least..15) {
        0 | 1 => Need::All((0..rng.usize(1..3)).map(|_| need(rng, deep - 1)).collect()),
        2 | 3 => Need::Any((0..rng.usize(1..3)).map(|_| need(rng, deep - 1)).collect()),
        4..7 => Need::Not(Box::new(need(rng, deep - 1))),
        7 => Need::Skill(id(rng)),
        8 => Need::Language(LanguageNeed::Code(id(rng))),
        9 => Need::Language(LanguageNeed::AtLeast { code: id(rng), min: maybe(rng, level) }),
        10 => Need::Gender(gender(rng)),
        11 => Need::MinAge(rng.u32(0..151)),
        12 => Need::MaxAge(rng.u32(0..151)),
        _ => Need::Organisation(id(rng)),
    }
}

fn line(rng: &mut Rng) -> Line {
    let by_hour = rng.bool();
    let window = |rng: &mut Rng| DemandWindow { from: written(rng), to: written(rng), people: number(rng) };
    Line {
        name: maybe(rng, text),
        needs: maybe(rng, |rng| need(rng, 31)),
        hourly: maybe(rng, |rng| some(rng, number)).filter(|_| by_hour),
        windows: maybe(rng, |rng| some(rng, window)).filter(|_| !by_hour),
        weight: maybe(rng, number),
        surplus_weight: maybe(rng, number),
    }
}

fn post(rng: &mut Rng) -> Post {
    Post {
        id: id(rng),
        name: maybe(rng, text),
        setting: maybe(rng, setting),
        tags: some(rng, id),
        requires: maybe(rng, |rng| need(rng, 3)),
        shifts: Shifts {
            min_minutes: number(rng),
            max_minutes: number(rng),
            starts: maybe(rng, |rng| some(rng, written)),
            open: maybe(rng, |rng| some(rng, interval)),
            counted_minutes: maybe(rng, number),
            counted_percent: maybe(rng, |rng| rng.u32(0..=100)),
        },
        standby: maybe(rng, |rng| rng.bool()),
        max_people: maybe(rng, number),
        demand: some(rng, line),
        supervision: some(rng, |rng| Supervision {
            who: need(rng, 2),
            by: need(rng, 2),
            ratio: 1 + rng.u32(0..9),
            weight: number(rng),
        }),
        min_team: maybe(rng, |rng| MinTeam { people: number(rng), weight: number(rng) }),
    }
}

fn point(rng: &mut Rng) -> Point {
    Point {
        id: id(rng),
        name: maybe(rng, text),
        zone: written(rng),
        setting: maybe(rng, setting),
        admits: maybe(rng, |rng| [Admits::All, Admits::Women, Admits::Men][rng.usize(0..3)]),
        location: maybe(rng, |rng| Location {
            lat: rng.f64() * 180.0 - 90.0,
            lon: rng.f64() * 360.0 - 180.0,
        }),
        posts: some(rng, post),
    }
}

fn rule<T>(rng: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Rule<T> {
    match rng.u8(0..3) {
        0 => Rule::Inherit,
        1 => Rule::Lifted,
        _ => Rule::Is(make(rng)),
    }
}

fn rules(rng: &mut Rng) -> Rules {
    Rules {
        max_shifts_per_day: rule(rng, number),
        max_minutes_per_day: rule(rng, number),
        max_minutes: rule(rng, number),
        min_break_minutes: rule(rng, number),
        min_rest_minutes: rule(rng, number),
        rolling: rule(rng, |rng| {
            some(rng, |rng| Rolling {
                days: rng.u32(1..9),
                max_minutes: Some(number(rng)),
                max_days: maybe(rng, number),
            })
        }),
        max_consecutive_days: rule(rng, number),
        min_consecutive_days: rule(rng, number),
        min_consecutive_days_off: rule(rng, number),
        weekends: rule(rng, |rng| Weekends { days: vec!["fri".into(), "sat".into()], max: number(rng) }),
        max_duties: rule(rng, |rng| some(rng, |rng| MaxDuties { tag: maybe(rng, id), max: number(rng) })),
        not_next_day: rule(rng, |rng| some(rng, |rng| NotNextDay { after: id(rng), then: id(rng) })),
        not_between: rule(rng, |rng| some(rng, |rng| ClockInterval { from: written(rng), to: written(rng) })),
        exposure: rule(rng, |rng| {
            some(rng, |rng| Exposure {
                setting: setting(rng),
                from: written(rng),
                to: written(rng),
                max_minutes: number(rng),
            })
        }),
        min_minutes: rule(rng, number),
        min_minutes_weight: rule(rng, number),
    }
}

fn wish(rng: &mut Rng) -> Wish {
    let kind = [WishKind::Prefer, WishKind::Avoid, WishKind::Rather][rng.usize(0..3)];
    let bounded = kind == WishKind::Prefer;
    Wish {
        kind,
        from: maybe(rng, written).or_else(|| bounded.then(|| "a".into())),
        to: maybe(rng, written).or_else(|| bounded.then(|| "b".into())),
        point: maybe(rng, id),
        tag: maybe(rng, id).or_else(|| (kind == WishKind::Rather).then(|| "t".into())),
        weight: number(rng),
    }
}

fn volunteer(rng: &mut Rng) -> Volunteer {
    Volunteer {
        id: id(rng),
        name: maybe(rng, text),
        gender: maybe(rng, gender),
        age: maybe(rng, |rng| rng.u32(0..151)),
        organisation: maybe(rng, id),
        home_zone: maybe(rng, id),
        languages: some(rng, |rng| Spoken { code: id(rng), level: maybe(rng, level) }),
        skills: some(rng, |rng| match rng.bool() {
            true => HeldSkill::Always(id(rng)),
            false => HeldSkill::Dated { id: id(rng), from: maybe(rng, written), until: maybe(rng, written) },
        }),
        available: some(rng, interval),
        rules: maybe(rng, |rng| match rng.bool() {
            true => RulesRef::Named(id(rng)),
            false => RulesRef::Own(Box::new(rules(rng))),
        }),
        zones: maybe(rng, |rng| some(rng, id)),
        points: maybe(rng, |rng| some(rng, id)),
        wishes: some(rng, wish),
        show_up: maybe(rng, |rng| rng.u32(0..101)),
        history: maybe(rng, |rng| History {
            minutes: maybe(rng, number),
            last_end: maybe(rng, written),
            consecutive_days: maybe(rng, number),
            weekends: maybe(rng, number),
        }),
    }
}

/// A scenario drawn at random, of the shape that the format wants; what it means is nonsense.
pub fn scenario(seed: u64) -> Scenario {
    let rng = &mut Rng::with_seed(seed);
    Scenario {
        format: SCENARIO_FORMAT.into(),
        id: id(rng),
        name: maybe(rng, text),
        time_zone: written(rng),
        start: written(rng),
        end: written(rng),
        slot_minutes: maybe(rng, |rng| [15, 30, 60, 1440][rng.usize(0..4)]),
        now: maybe(rng, written),
        freeze_minutes: maybe(rng, number),
        skills: maybe(rng, |rng| some(rng, named)),
        organisations: maybe(rng, |rng| some(rng, named)),
        zones: some(rng, named),
        travel: some(rng, |rng| Leg {
            from: written(rng),
            to: written(rng),
            minutes: rng.u32(0..1441),
            one_way: maybe(rng, Rng::bool),
            windows: some(rng, |rng| LegWindow {
                from: written(rng),
                to: written(rng),
                minutes: rng.u32(0..1441),
            }),
        }),
        points: some(rng, point),
        volunteers: some(rng, volunteer),
        rules: (0..rng.usize(0..3)).map(|i| (format!("{i}{}", id(rng)), rules(rng))).collect(),
        shared: some(rng, |rng| Shared {
            name: maybe(rng, text),
            points: some(rng, id),
            demand: some(rng, line),
        }),
        together: some(rng, |rng| some(rng, id)),
        objective: maybe(rng, |rng| Objective {
            fairness: maybe(rng, |rng| Fairness { weight: number(rng), share_minutes: number(rng) }),
            travel_weight: maybe(rng, number),
            changes: maybe(rng, |rng| Changes {
                weight: number(rng),
                tiers: some(rng, |rng| Tier { within_minutes: number(rng), weight: number(rng) }),
            }),
        }),
        published: some(rng, |rng| Published {
            volunteer: id(rng),
            point: id(rng),
            post: id(rng),
            from: written(rng),
            to: written(rng),
            pinned: maybe(rng, Rng::bool),
        }),
    }
}

/// Any number that a file can hold.
fn decimal(rng: &mut Rng) -> f64 {
    let any = f64::from_bits(rng.u64(..));
    if any.is_finite() { any } else { rng.f64() }
}

/// A plan drawn at random, of the shape that the format wants.
pub fn plan(seed: u64) -> PlanFile {
    let rng = &mut Rng::with_seed(seed);
    let stops = [StopWord::Optimal, StopWord::Gap, StopWord::Time, StopWord::Iterations, StopWord::Cancelled];
    PlanFile {
        format: PLAN_FORMAT.into(),
        scenario: id(rng),
        duties: some(rng, |rng| PlannedDuty {
            volunteer: id(rng),
            point: id(rng),
            post: id(rng),
            from: written(rng),
            to: written(rng),
        }),
        cost: PlanCost {
            total: decimal(rng),
            shortage: decimal(rng),
            surplus: decimal(rng),
            supervision: decimal(rng),
            wishes: decimal(rng),
            fairness: decimal(rng),
            minimum: decimal(rng),
            travel: decimal(rng),
            changes: decimal(rng),
        },
        bound: maybe(rng, decimal),
        stop: stops[rng.usize(0..5)],
        shortages: some(rng, |rng| Shortage {
            at: match rng.bool() {
                true => ShortageAt::Post { point: id(rng), post: id(rng) },
                false => ShortageAt::Shared { shared: number(rng) },
            },
            line: number(rng),
            from: written(rng),
            to: written(rng),
            missing: number(rng),
        }),
        engine: maybe(rng, |rng| EngineNote {
            version: written(rng),
            seed: rng.u64(..),
            threads: number(rng),
            seconds: decimal(rng),
        }),
    }
}

/// A certificate drawn at random, of the shape that the format wants.
pub fn certificate(seed: u64) -> CertificateFile {
    let rng = &mut Rng::with_seed(seed);
    let price = |rng: &mut Rng| [0, 1, -1, rng.i64(-921_600..921_600), i64::MIN, i64::MAX][rng.usize(0..6)];
    CertificateFile {
        format: CERTIFICATE_FORMAT.into(),
        scenario: id(rng),
        unit: PRICE_UNIT,
        bound: decimal(rng).abs(),
        prices: some(rng, |rng| RowPrices {
            at: match rng.u8(0..3) {
                0 => PricedAt::Demand(LineAt::Post { point: id(rng), post: id(rng), line: number(rng) }),
                1 => PricedAt::Demand(LineAt::Shared { shared: number(rng), line: number(rng) }),
                _ => PricedAt::Supervision { point: id(rng), post: id(rng), supervision: number(rng) },
            },
            prices: some(rng, price),
        }),
        charges: some(rng, |rng| PostCharges {
            point: id(rng),
            post: id(rng),
            charges: some(rng, |rng| price(rng).min(0)),
        }),
    }
}
