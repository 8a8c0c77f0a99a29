//! Full scenarios: rich ones that use every key of the format somewhere, replanned in the course of the first day.

use super::Options;
use super::needs::{adult, called, named, of_them, speaks_at};
use super::rich::{Draft, draft};
use super::roster::published;
use crate::ground::Seed;
use crate::io::scenario::{
    Changes, History, Leg, Level, Location, MaxDuties, Need, Rule, Rules, RulesRef, Scenario, Setting, Text,
    Tier, Volunteer,
};

/// The present: 09:05 on the first day, which starts at 06:00.
pub(super) const NOW: i64 = 185;
/// Duties that begin within this of the present stay as they are.
pub(super) const FREEZE: u32 = 60;

/// The full scenario of these options.
pub(super) fn scenario(options: &Options) -> Scenario {
    let Draft { mut scenario, calendar, windows } = draft(options);
    let mut seed = Seed::part(options.seed, 21);
    scenario.name = Some(Text::both("Generated season", "موسم مولَّد"));
    scenario.now = Some(calendar.at(NOW));
    scenario.freeze_minutes = Some(FREEZE);
    scenario.slot_minutes = Some(options.slot_minutes);
    scenario.organisations = Some(vec![
        named("scouts", "Scouts", "الكشافة"),
        named("health", "Health volunteers", "المتطوعون الصحيون"),
        named("city", "City volunteers", "متطوعو المدينة"),
    ]);
    for group in &mut scenario.shared {
        group.name = Some(Text::both("Scarce languages", "اللغات النادرة"));
    }
    if options.zones > 2 {
        let (from, to) = ("z1".to_owned(), format!("z{}", options.zones - 1));
        scenario.travel.push(Leg { from, to, minutes: 8, one_way: Some(true), windows: Vec::new() });
    }
    name_places(&mut scenario, &mut seed);
    for (number, volunteer) in scenario.volunteers.iter_mut().enumerate() {
        dress(number, volunteer, &mut seed);
    }

    scenario.rules.push(("blocks".to_owned(), blocks()));
    scenario.rules.push(("few_nights".to_owned(), few_nights(options.points > 0)));
    // Who has no rules or choices of their own takes one of ten parts in turn.
    let free = |v: &Volunteer| v.rules.is_none() && v.points.is_none() && v.age.is_some_and(|age| age >= 18);
    let free: Vec<usize> =
        (0..scenario.volunteers.len()).filter(|&i| free(&scenario.volunteers[i])).collect();
    let mut rostered = Vec::new();
    for ten in free.chunks(10) {
        for (part, &i) in ten.iter().enumerate() {
            match part {
                0 => scenario.volunteers[i].rules = Some(RulesRef::Named("blocks".to_owned())),
                1 => scenario.volunteers[i].rules = Some(RulesRef::Named("few_nights".to_owned())),
                2 => {
                    scenario.volunteers[i].history = Some(History {
                        minutes: Some(300 + 30 * seed.below(20) as u32),
                        last_end: Some(calendar.at(-60 * (4 + seed.below(8) as i64))),
                        consecutive_days: Some(1 + seed.below(3) as u32),
                        weekends: Some(seed.below(2) as u32),
                    });
                }
                3 => {}
                4 => join(&mut scenario, ten[3], i),
                _ => rostered.push(i),
            }
        }
    }
    scenario.published = published(&scenario, &rostered, &windows, options, &calendar, &mut seed);
    if let Some(objective) = &mut scenario.objective {
        objective.changes = Some(Changes {
            weight: 1,
            tiers: vec![Tier { within_minutes: 720, weight: 10 }, Tier { within_minutes: 1440, weight: 4 }],
        });
    }
    scenario
}

fn blocks() -> Rules {
    Rules { min_consecutive_days: Rule::Is(2), min_consecutive_days_off: Rule::Is(2), ..Rules::default() }
}

fn few_nights(tagged: bool) -> Rules {
    let mut caps = vec![MaxDuties { tag: None, max: 5 }];
    if tagged {
        caps.push(MaxDuties { tag: Some("night".to_owned()), max: 2 });
    }
    Rules { max_duties: Rule::Is(caps), ..Rules::default() }
}

/// Gives points a place around the Grand Mosque, posts and lines a name, gates a line for scouts and one for good Urdu.
fn name_places(scenario: &mut Scenario, seed: &mut Seed) {
    for point in &mut scenario.points {
        let mut near = |degrees: f64| ((degrees + (seed.unit() - 0.5) * 0.04) * 10_000.0).round() / 10_000.0;
        point.location = Some(Location { lat: near(21.4225), lon: near(39.8262) });
        for post in &mut point.posts {
            let (en, ar) = post_name(&post.id);
            post.name = Some(Text::both(en, ar));
            if let Some(first) = post.demand.first_mut() {
                *first = called(first.clone(), "People", "العدد");
            }
            if post.id == "prayer_area" {
                post.setting = Some(Setting::Shaded);
            }
            if post.id == "guide" {
                let people = post.demand.first().and_then(|line| line.hourly.clone()).unwrap_or_default();
                let one: Vec<u32> = people.iter().map(|&n| u32::from(n > 0)).collect();
                let scouts = Need::All(vec![Need::Organisation("scouts".to_owned()), adult()]);
                post.demand.push(called(of_them(scouts, one.clone(), 10), "A grown scout", "كشاف راشد"));
                post.demand.push(of_them(speaks_at("ur", Level::B1), one, 25));
            }
        }
    }
}

fn post_name(id: &str) -> (&'static str, &'static str) {
    match id {
        "guide" => ("Guidance by day", "إرشاد نهاري"),
        "night_guide" => ("Guidance by night", "إرشاد ليلي"),
        "steward" => ("Stewards", "منظمو الممرات"),
        "aid" => ("First aid", "إسعاف"),
        "desk" => ("Desk", "مكتب"),
        "children" => ("Lost children", "الأطفال التائهون"),
        "water" => ("Water", "سقيا"),
        "cart" => ("Carts", "عربات"),
        "host" => ("Hosts", "مستقبلو الزوار"),
        "clinic" => ("Clinic", "عيادة"),
        _ => ("Prayer area", "مصلى"),
    }
}

/// What everybody carries: a label, a body, how likely they turn up.
fn dress(number: usize, volunteer: &mut Volunteer, seed: &mut Seed) {
    let label = number + 1;
    volunteer.name = Some(Text::both(&format!("Volunteer {label}"), &format!("متطوع {label}")));
    volunteer.show_up = Some([85, 90, 95, 100][seed.below(4)]);
    let is_minor = volunteer.age.is_some_and(|age| age < 18);
    let body = if is_minor { "scouts" } else { ["scouts", "health", "city", "city"][seed.below(4)] };
    volunteer.organisation = Some(body.to_owned());
}

/// Makes two people one team: alike in all that decides where and when they can serve.
fn join(scenario: &mut Scenario, first: usize, second: usize) {
    let like = scenario.volunteers[first].clone();
    let mate = &mut scenario.volunteers[second];
    *mate = Volunteer { id: mate.id.clone(), name: mate.name.clone(), wishes: Vec::new(), ..like };
    let names = vec![scenario.volunteers[first].id.clone(), scenario.volunteers[second].id.clone()];
    scenario.together.push(names);
}
