//! `ramadan-27`: the Grand Mosque on the 27th night of Ramadan 1448, noon to noon.
//!
//! 14 points ([`super::mosque`]), 700 volunteers of whom nobody serves more than five hours: 3,580 person-hours are
//! needed and 3,500 are there, so about two in a hundred stay short whatever one does. Shares of languages and skills
//! are assumptions; `data/README.md` names them.

use super::calendar::Calendar;
use super::mosque::{SKILLS, legs, organisations, points, shared, zones};
use super::needs::{by_half_hour, headcount, skills};
use super::people::{Traits, always, dealt, languages, rather_at};
use super::rule_sets::{named_sets, not_at_night};
use super::windows::{Deal, in_minutes};
use crate::ground::Seed;
use crate::io::scenario::{HeldSkill, Point, Policy, Rule, Rules, Scenario, Text, Volunteer, Wish, WishKind};

const PEOPLE: usize = 700;

/// The 27th night of Ramadan at the Grand Mosque: 700 volunteers, 14 points, 24 hours.
pub fn ramadan_27() -> Scenario {
    let calendar = Calendar::new(2027, 3, 5, 12);
    let points = points(&calendar);
    let volunteers = volunteers(&points, &calendar);
    Scenario {
        name: Some(Text::both(
            "The 27th night of Ramadan at the Grand Mosque",
            "ليلة السابع والعشرين من رمضان في المسجد الحرام",
        )),
        skills: Some(skills(SKILLS)),
        organisations: Some(organisations()),
        zones: zones(),
        travel: legs(),
        shared: shared(&points, vec![1; 24], &[2; 24]),
        points,
        volunteers,
        rules: named_sets([("default", five_hours()), ("minor", no_night())]),
        ..calendar.scenario("ramadan-27", 24, Some(30))
    }
}

/// The policy of the mosque, and no more in all than on a day: nobody serves on both dates.
fn five_hours() -> Rules {
    Rules { max_minutes: Rule::Is(300), ..Policy::Mosque.rules() }
}

/// Nobody under 18 serves from 22:00 to 06:00.
fn no_night() -> Rules {
    Rules { not_between: not_at_night(), ..Rules::default() }
}

fn volunteers(points: &[Point], calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(27);
    let trades = [("first_aid", 160), ("cart", 213), ("child_care", 85), ("crowd", 532)];
    let traits = Traits::dealt(PEOPLE, trades, &mut seed);
    let (helpful, early) = (dealt(PEOPLE, 80, &mut seed), dealt(PEOPLE, 100, &mut seed));
    let spoken = languages(PEOPLE, &mut seed);

    let demand = by_half_hour(&headcount(points));
    // Blocks of five hours in windows of six to twelve; those of minors end by 22:00.
    let windows =
        Deal { demand: &demand, block: 10, longer: 2..15 }.windows(&traits.minors, 0..20, &mut seed);

    let mut first_aiders = 0;
    let mut all = Vec::with_capacity(PEOPLE);
    for (i, languages) in spoken.into_iter().enumerate() {
        let mut skills = Vec::new();
        for trade in traits.practised(i) {
            if trade == "first_aid" {
                first_aiders += 1;
                // One certificate in forty runs out at midnight; every third first-aider knows life support too.
                let left = if first_aiders % 40 == 0 { 0 } else { 30 + first_aiders * 13 % 500 };
                let until = Some(calendar.date(left));
                skills.push(HeldSkill::Dated { id: trade.to_owned(), from: None, until });
                if first_aiders % 3 == 0 {
                    skills.push(always("bls"));
                }
            } else {
                skills.push(always(trade));
            }
        }
        let others = [None, Some("youth"), Some("youth"), Some("scouts")];
        let organisation = traits.body(i, &languages, others, &mut seed);
        let window = in_minutes(0, windows[i], 30);
        let to_women = traits.women[i] && helpful[i];
        let wishes = match (to_women, early[i] && window.1 > 15 * 60) {
            (true, _) => vec![rather_at("women")],
            // Home for the meal before dawn.
            (_, true) => vec![Wish {
                kind: WishKind::Avoid,
                from: Some(calendar.at(15 * 60)),
                to: Some(calendar.at(17 * 60)),
                weight: 1,
                ..Wish::default()
            }],
            _ => Vec::new(),
        };
        let person = traits.volunteer(i, i + 1, &mut seed);
        all.push(Volunteer {
            organisation,
            languages,
            skills,
            available: vec![calendar.interval(window)],
            wishes,
            ..person
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_two_in_a_hundred_and_a_half_must_stay_short() {
        let scenario = ramadan_27();
        let lines = scenario.points.iter().flat_map(|p| &p.posts).flat_map(|post| &post.demand);
        let needed: u32 =
            lines.filter(|line| line.needs.is_none()).flat_map(|line| line.hourly.iter().flatten()).sum();
        assert_eq!(needed, 3580);
        let there = scenario.volunteers.len() as u32 * 5;
        assert!((200..250).contains(&((needed - there) * 10_000 / needed)));
    }
}
