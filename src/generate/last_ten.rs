//! `last-ten`: the Grand Mosque over the last ten nights of Ramadan 1448, from 27 February 2027; `last-nine` without the
//! tenth.
//!
//! 8 points ([`super::nights`]), 340 volunteers who have served in this Ramadan before. Nobody serves more than five
//! hours a day, seven nights, or four dates in a row: 11,900 person-hours are there at most, and most of them are
//! needed. A duty belongs to the date on which it starts, so whoever starts after midnight serves on the next date.
//!
//! Whether there is a tenth night is known when the moon is sighted, or not, on the evening of the 29th day: both
//! scenarios have the same people, free at the same hours of the nine nights that are certain.

use super::calendar::{Calendar, DAY};
use super::mosque::{SKILLS, legs, organisations, zones};
use super::needs::{by_half_hour, headcount, skills};
use super::nights::{NIGHTS, hours, points, shared};
use super::people::{Traits, always, dealt, languages, rather_at};
use super::rule_sets::named_sets;
use super::windows::{Deal, date_by_date, in_minutes};
use crate::ground::Seed;
use crate::io::scenario::{
    Fairness, HeldSkill, History, Objective, Policy, Rolling, Rule, Rules, Scenario, Text, Volunteer,
    Weekends, Wish, WishKind,
};

const PEOPLE: usize = 340;

/// How many in a thousand are free in each night.
const FREE: [u32; 10] = [850, 850, 900, 850, 910, 850, 980, 850, 950, 740];

/// From the start of one night to that of the next, in half hours.
const NIGHT_STEPS: usize = 48;

/// Which of the nights is that of the 27th, counted from 0.
const THE_27TH: i64 = 6;

/// The last ten nights of Ramadan at the Grand Mosque: 340 volunteers with a history, 8 points.
pub fn last_ten() -> Scenario {
    scenario(
        10,
        "last-ten",
        Text::both(
            "The last ten nights of Ramadan at the Grand Mosque",
            "العشر الأواخر من رمضان في المسجد الحرام",
        ),
    )
}

/// [`last_ten`] without its tenth night, as when the moon is sighted on the evening of the 29th day.
pub fn last_nine() -> Scenario {
    scenario(
        9,
        "last-nine",
        Text::both(
            "The last nights of a Ramadan of 29 days at the Grand Mosque",
            "العشر الأواخر من رمضان في المسجد الحرام إذا كان الشهر تسعة وعشرين يومًا",
        ),
    )
}

fn scenario(nights: usize, id: &str, name: Text) -> Scenario {
    let calendar = Calendar::new(2027, 2, 27, 15);
    let points = points(nights, &calendar);
    Scenario {
        name: Some(name),
        skills: Some(skills(SKILLS)),
        organisations: Some(organisations()),
        zones: zones(),
        travel: legs(),
        shared: shared(&points, nights, &calendar),
        points,
        volunteers: volunteers(nights, &calendar),
        rules: named_sets([("default", seven_nights()), ("minor", Policy::Minor.rules())]),
        // Sixty-four hours are a fair share of the whole month.
        objective: Some(Objective {
            fairness: Some(Fairness { weight: 1, share_minutes: 64 * 60 }),
            ..Objective::default()
        }),
        ..calendar.scenario(id, hours(nights) as i64, Some(30))
    }
}

/// The policy of the mosque, seven times at most, four dates in a row at most, on four weekends of the month at most. The
/// window of eleven dates is the whole horizon.
fn seven_nights() -> Rules {
    Rules {
        rolling: Rule::Is(vec![Rolling { days: 11, max_minutes: Some(7 * 300), max_days: Some(7) }]),
        max_consecutive_days: Rule::Is(4),
        weekends: Rule::Is(Weekends { days: vec!["fri".to_owned(), "sat".to_owned()], max: 4 }),
        ..Policy::Mosque.rules()
    }
}

fn volunteers(nights: usize, calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(21);
    let trades = [("first_aid", 270), ("cart", 213), ("child_care", 85)];
    let traits = Traits::dealt(PEOPLE, trades, &mut seed);
    let mut deal = |per_thousand| dealt(PEOPLE, per_thousand, &mut seed);
    let (helpful, praying, veterans) = (deal(80), deal(80), deal(700));
    let free = FREE.map(deal);
    let spoken = languages(PEOPLE, &mut seed);
    let demand = by_half_hour(&headcount(&points(NIGHTS.len(), calendar)));
    // Blocks of five hours in windows of six and a half to ten; those of minors end by 22:00.
    let night = |night: usize| {
        let from = night * NIGHT_STEPS;
        Deal { demand: &demand[from..from + 34], block: 10, longer: 3..12 }
    };
    let windows = date_by_date(&free, night, (&traits.minors, &(0..14)), &mut seed);

    let mut first_aiders = 0_usize;
    let mut all = Vec::with_capacity(PEOPLE);
    for (i, languages) in spoken.into_iter().enumerate() {
        let mut skills = Vec::new();
        for trade in traits.practised(i) {
            first_aiders += usize::from(trade == "first_aid");
            skills.push(match trade {
                // One certificate in fifteen runs out half way.
                "first_aid" if first_aiders.is_multiple_of(15) => {
                    HeldSkill::Dated { id: trade.to_owned(), from: None, until: Some(calendar.date(5)) }
                }
                trade => always(trade),
            });
            // Every fifth first-aider knows life support too.
            if trade == "first_aid" && first_aiders % 5 == 1 {
                skills.push(always("bls"));
            }
        }
        let others = [None, Some("youth"), Some("youth"), Some("scouts")];
        let organisation = traits.body(i, &languages, others, &mut seed);
        let mut wishes = Vec::new();
        if traits.women[i] && helpful[i] {
            wishes.push(rather_at("women"));
        }
        if praying[i] {
            // The night of the 27th for prayer of their own.
            wishes.push(Wish {
                kind: WishKind::Avoid,
                from: Some(calendar.at(THE_27TH * DAY)),
                to: Some(calendar.at(THE_27TH * DAY + 17 * 60)),
                weight: 2,
                ..Wish::default()
            });
        }
        let free = windows[i].iter().filter(|(night, _)| *night < nights);
        let available = free
            .map(|(night, window)| calendar.interval(in_minutes(night * NIGHT_STEPS, *window, 30)))
            .collect();
        let person = traits.volunteer(i, i + 1, &mut seed);
        all.push(Volunteer {
            organisation,
            languages,
            skills,
            available,
            wishes,
            history: veterans[i].then(|| history(traits.minors[i], calendar, &mut seed)),
            ..person
        });
    }
    all
}

/// What somebody carries in who has served on one to nine of the days before, some of them without a break to the last.
fn history(is_minor: bool, calendar: &Calendar, seed: &mut Seed) -> History {
    let served = 1 + seed.below(9) as u32;
    let hours = if is_minor { 240 } else { 240 + 30 * seed.below(3) as u32 };
    let in_a_row = (seed.below(6) as u32).saturating_sub(2).min(served);
    // From 20:00 to 06:00, the night before or some nights before that; minors end by 22:00.
    let late = if is_minor { 17 + seed.below(3) } else { 9 + seed.below(11) } as i64;
    let nights_before = if in_a_row > 0 { 0 } else { 1 + seed.below(4) as i64 };
    History {
        minutes: Some(served * hours),
        last_end: Some(calendar.at(-nights_before * DAY - late * 60)),
        consecutive_days: (in_a_row > 0).then_some(in_a_row),
        weekends: (served >= 3).then_some(served / 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_what_can_be_served_is_needed() {
        let needed: u32 = headcount(&last_ten().points).iter().sum();
        let there = PEOPLE as u32 * 7 * 5;
        assert!((90..96).contains(&(needed * 100 / there)), "{needed} of {there}");
    }

    #[test]
    fn without_the_tenth_night_the_other_nine_stay_as_they_are() {
        let (ten, nine) = (last_ten(), last_nine());
        assert_eq!(nine.end.as_str(), "2027-03-08T08:00");
        for (with, without) in ten.volunteers.iter().zip(&nine.volunteers) {
            let before = with.available.iter().filter(|window| window.from < nine.end);
            let cut = Volunteer { available: before.cloned().collect(), ..with.clone() };
            assert_eq!(&cut, without);
        }
        let (ten, nine) = (headcount(&ten.points), headcount(&nine.points));
        assert_eq!(ten[..nine.len()], nine[..]);
        assert!(ten[nine.len()..].iter().sum::<u32>() > 700);
    }

    #[test]
    fn nobody_who_is_under_18_is_asked_for_at_night() {
        let ten = last_ten();
        let minors = ten.volunteers.iter().filter(|v| v.rules.is_some());
        let mut windows = minors.flat_map(|v| &v.available);
        assert!(windows.all(|window| &window.to.as_str()[11..] <= "22:00"));
    }
}
