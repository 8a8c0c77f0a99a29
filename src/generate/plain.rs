//! Plain scenarios: points that need people, first-aiders and languages; people who are free for part of a day.

use super::Options;
use super::calendar::{Calendar, DAY};
use super::crowd::{Crowd, Crowds};
use super::needs::{heads, of_them, skill, speaks};
use super::people::capacity;
use crate::ground::Seed;
use crate::io::scenario::{
    Gender, HeldSkill, Named, Point, Post, Rule, Rules, Scenario, Shifts, Spoken, Volunteer,
};

/// Languages, with how many in a hundred speak them and how likely a line asks for them.
const LANGUAGES: [(&str, u32); 10] = [
    ("ar", 25),
    ("en", 14),
    ("ur", 9),
    ("id", 8),
    ("bn", 6),
    ("tr", 5),
    ("fa", 4),
    ("fr", 3),
    ("ha", 3),
    ("ms", 2),
];

const LONGEST: u32 = 480;
const MOST: u32 = 2400;

/// The plain scenario of these options.
pub(super) fn scenario(options: &Options) -> Scenario {
    let calendar = Calendar::new(2027, 5, 15, 0);
    let several_days = options.days > 1;
    let most = if several_days { MOST } else { u32::MAX };
    let mut minutes = 0;
    let mut seed = Seed::part(options.seed, 0);
    let volunteers = (0..options.volunteers)
        .map(|i| {
            let windows = availability(options, &mut seed);
            minutes += capacity(&windows, i64::from(LONGEST), i64::from(most));
            volunteer(i, options, &mut seed, windows.into_iter().map(|w| calendar.interval(w)).collect())
        })
        .collect();

    let mut seed = Seed::part(options.seed, 1);
    let of = (0..options.points).map(|_| crowd(&mut seed)).collect();
    let mut crowds = Crowds::new(of, options.days, &calendar, &mut seed);
    crowds.scale_to(minutes as f64 / 60.0 * f64::from(options.tightness) / 100.0);
    let points =
        (0..options.points).map(|i| point(i, options, crowds.hourly(i as usize), &mut seed)).collect();

    let rules = Rules {
        max_minutes_per_day: Rule::Is(LONGEST),
        min_rest_minutes: Rule::Is(660),
        max_minutes: Rule::Is(MOST),
        ..Rules::default()
    };
    Scenario {
        zones: (0..options.zones).map(|z| Named { id: format!("z{z}"), name: None }).collect(),
        points,
        volunteers,
        rules: if several_days { vec![("default".to_owned(), rules)] } else { Vec::new() },
        ..options.without_people(&calendar)
    }
}

/// The windows of one person, in minutes after the start: one on most days, around their usual hours.
fn availability(options: &Options, seed: &mut Seed) -> Vec<(i64, i64)> {
    let grid = i64::from(options.slot_minutes);
    let mut on_grid = |from: i64, to: i64| from + seed.below(((to - from) / grid + 1) as usize) as i64 * grid;
    let usual = on_grid(0, 15 * 60);
    let length = on_grid(7 * 60, 14 * 60);
    let mut windows = Vec::new();
    for day in 0..i64::from(options.days) {
        if options.days > 1 && seed.chance(20) {
            continue;
        }
        let moved = if day == 0 { 0 } else { (seed.below(3) as i64 - 1) * 60 };
        let from = (usual + moved).clamp(0, 15 * 60);
        windows.push((day * DAY + from, (day * DAY + from + length).min((day + 1) * DAY)));
    }
    windows
}

fn volunteer(
    number: u32,
    options: &Options,
    seed: &mut Seed,
    available: Vec<crate::io::scenario::Interval>,
) -> Volunteer {
    let mut languages = Vec::new();
    for (code, percent) in LANGUAGES {
        if seed.chance(percent) {
            languages.push(Spoken { code: code.to_owned(), level: None });
        }
    }
    let zones = (!seed.chance(options.anywhere)).then(|| {
        let mut chosen: Vec<usize> =
            (0..1 + seed.below(3)).map(|_| seed.below(options.zones as usize)).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen.into_iter().map(|zone| format!("z{zone}")).collect()
    });
    Volunteer {
        id: format!("v{number}"),
        gender: Some(if seed.chance(45) { Gender::Female } else { Gender::Male }),
        languages,
        skills: if seed.chance(20) { vec![HeldSkill::Always("first_aid".to_owned())] } else { Vec::new() },
        available,
        zones,
        ..Volunteer::default()
    }
}

/// A crowd that peaks in the afternoon at two points in three, at any hour at the others.
fn crowd(seed: &mut Seed) -> Crowd {
    let peak = if seed.chance(67) { 11.0 + 8.0 * seed.unit() } else { 24.0 * seed.unit() };
    let spread = seed.unit();
    Crowd {
        size: 0.4 + 2.1 * spread * spread,
        peak,
        width: 4.0 + 4.0 * seed.unit(),
        floor: 0.15 + 0.25 * seed.unit(),
        open: (0, 24),
        midday: 1.0,
    }
}

fn point(number: u32, options: &Options, people: Vec<u32>, seed: &mut Seed) -> Point {
    let zone = if number < options.zones { number as usize } else { seed.below(options.zones as usize) };
    let first_aid = some(&people, 0.12 + 0.08 * seed.unit());
    let mut demand = vec![of_them(skill("first_aid"), first_aid, 5)];
    for _ in 0..1 + seed.below(3) {
        let share = 0.08 + 0.17 * seed.unit();
        demand.push(of_them(speaks(language(seed)), some(&people, share), 3));
    }
    demand.insert(0, heads(people, 3));
    let shifts = Shifts { min_minutes: 240, max_minutes: LONGEST, ..Shifts::default() };
    Point {
        id: format!("p{number}"),
        zone: format!("z{zone}"),
        posts: vec![Post { id: "serve".to_owned(), shifts, demand, ..Post::default() }],
        ..Point::default()
    }
}

/// A share of the people of each hour, rounded to the nearest.
fn some(people: &[u32], share: f64) -> Vec<u32> {
    people.iter().map(|&n| (f64::from(n) * share).round() as u32).collect()
}

/// A language, the likelier the more people speak it.
fn language(seed: &mut Seed) -> &'static str {
    let all: u32 = LANGUAGES.iter().map(|(_, percent)| percent).sum();
    let mut at = seed.below(all as usize) as u32;
    for (code, percent) in LANGUAGES {
        if at < percent {
            return code;
        }
        at -= percent;
    }
    LANGUAGES[0].0
}
