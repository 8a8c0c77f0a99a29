//! `jamarat-10-13`: the Jamarat on 10 to 13 Dhu al-Hijjah 1448, 16 to 19 May 2027, in one area or in many.
//!
//! An area has 12 points ([`super::jamarat`]) and 640 volunteers of whom nobody serves more than six hours a day or
//! fifteen in all: 9,600 person-hours are there, and more than nine tenths of them are needed. The peaks lie at odd
//! hours, each date at others. In the heat, from 11 to 16, nobody stays in the sun for more than two hours.
//!
//! For load there may be many areas, each with its own points and people, as the real season has tens of thousands. The
//! bridge is one and does not grow; what grows is how many such places are planned at once. Areas lie in a row, and
//! people serve in their own or in one beside it, so that no part of the plan stands alone.

use super::calendar::Calendar;
use super::jamarat::Area;
use super::mosque::{SKILLS, organisations};
use super::needs::{headcount, skills};
use super::people::{Traits, dealt, in_the_shade, languages, rather_at};
use super::rule_sets::{heat, named_sets};
use super::windows::{Deal, date_by_date, in_minutes};
use crate::ground::Seed;
use crate::io::scenario::{Fairness, Objective, Policy, Rule, Rules, Scenario, Text, Volunteer};

/// Volunteers of an area.
const PEOPLE: usize = 640;

/// How many in a thousand are free on each date, and for how many hours around which windows are dealt.
const DATES: [(u32, usize); 4] = [(950, 6), (930, 5), (930, 5), (500, 4)];

/// The Jamarat on 10 to 13 Dhu al-Hijjah, in `times` areas: 640 volunteers and 12 points in each. There is one at least.
///
/// The first areas are the same people however many there are; with several, ids and names bear the area's number.
pub fn jamarat_10_13(times: u32) -> Scenario {
    let times = times.max(1);
    let calendar = Calendar::new(2027, 5, 16, 0);
    let areas: Vec<Area> = (1..=times).map(|number| Area { number: (times > 1).then_some(number) }).collect();
    let (mut points, mut shared, mut volunteers) = (Vec::new(), Vec::new(), Vec::new());
    let mut seed = Seed::new(1013);
    for area in &areas {
        let here = area.points();
        let people = volunteers_of(&headcount(&here), volunteers.len(), &calendar, &mut seed);
        volunteers.extend(people.into_iter().map(|person| placed(person, *area, times)));
        shared.extend(area.shared(&here));
        points.extend(here);
    }
    let (id, name) = match times {
        1 => (
            "jamarat-10-13".to_owned(),
            Text::both("The Jamarat, 10 to 13 Dhu al-Hijjah 1448", "الجمرات من 10 إلى 13 ذي الحجة 1448"),
        ),
        _ => (
            format!("jamarat-10-13-x{times}"),
            Text::both(
                &format!("The Jamarat in {times} areas, 10 to 13 Dhu al-Hijjah 1448"),
                &format!("الجمرات من 10 إلى 13 ذي الحجة 1448، عدد المناطق {times}"),
            ),
        ),
    };
    Scenario {
        name: Some(name),
        skills: Some(skills(SKILLS)),
        organisations: Some(organisations()),
        zones: areas.iter().flat_map(|area| area.zones()).collect(),
        travel: areas.iter().flat_map(|area| area.legs()).collect(),
        points,
        volunteers,
        rules: named_sets([("default", fifteen_hours()), ("minor", Policy::Minor.rules())]),
        shared,
        objective: Some(Objective {
            fairness: Some(Fairness { weight: 1, share_minutes: 13 * 60 }),
            ..Objective::default()
        }),
        ..calendar.scenario(&id, 96, Some(60))
    }
}

/// Six hours a day in one duty, fifteen in all, ten of rest, two in the sun of midday.
fn fifteen_hours() -> Rules {
    Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(360),
        max_minutes: Rule::Is(900),
        min_rest_minutes: Rule::Is(600),
        exposure: heat(120),
        ..Rules::default()
    }
}

/// The person where they serve: anywhere if there is but one area, else in their own and in those beside it.
fn placed(mut person: Volunteer, area: Area, times: u32) -> Volunteer {
    if let Some(number) = area.number {
        let near = (number.max(2) - 1)..=(number + 1).min(times);
        let zones = near.flat_map(|number| Area { number: Some(number) }.zones());
        person.zones = Some(zones.map(|zone| zone.id).collect());
        for wish in &mut person.wishes {
            wish.point = wish.point.take().map(|point| area.id(&point));
        }
    }
    person
}

/// The people of an area that needs so many by the hour; the first is the `first`th of all.
fn volunteers_of(demand: &[u32], first: usize, calendar: &Calendar, seed: &mut Seed) -> Vec<Volunteer> {
    let trades = [("first_aid", 270), ("child_care", 85), ("crowd", 560)];
    let traits = Traits::dealt(PEOPLE, trades, seed);
    let mut deal = |per_thousand| dealt(PEOPLE, per_thousand, seed);
    let (helpful, in_shade) = (deal(80), deal(100));
    let free = DATES.map(|(per_thousand, _)| deal(per_thousand));
    let spoken = languages(PEOPLE, seed);
    let date = |date: usize| {
        let from = date * 24;
        Deal { demand: &demand[from..from + 24], block: DATES[date].1, longer: 1..6 }
    };
    let windows = date_by_date(&free, date, (&traits.minors, &(6..22)), seed);

    let mut all = Vec::with_capacity(PEOPLE);
    for (i, (languages, skills)) in spoken.into_iter().zip(traits.skills(5)).enumerate() {
        let others = [None, Some("youth"), Some("scouts"), Some("scouts")];
        let organisation = traits.body(i, &languages, others, seed);
        let mut wishes = Vec::new();
        if traits.women[i] && helpful[i] {
            wishes.push(rather_at("lost-1"));
        }
        if in_shade[i] {
            wishes.push(in_the_shade());
        }
        let opens = |(date, window): &(usize, _)| calendar.interval(in_minutes(date * 24, *window, 60));
        let available = windows[i].iter().map(opens).collect();
        let person = traits.volunteer(i, first + i + 1, seed);
        all.push(Volunteer { organisation, languages, skills, available, wishes, ..person });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(scenario: &Scenario) -> u32 {
        headcount(&scenario.points).iter().sum()
    }

    #[test]
    fn most_of_what_can_be_served_is_needed() {
        let needed = needed(&jamarat_10_13(1));
        let there = PEOPLE as u32 * 15;
        assert!((90..96).contains(&(needed * 100 / there)), "{needed} of {there}");
    }

    #[test]
    fn ten_areas_are_ten_times_as_much_of_everything() {
        let (one, ten) = (jamarat_10_13(1), jamarat_10_13(10));
        assert_eq!((ten.volunteers.len(), ten.points.len(), ten.zones.len()), (6_400, 120, 30));
        assert_eq!(needed(&ten), 10 * needed(&one));
        assert_eq!(ten.id, "jamarat-10-13-x10");
        assert_eq!(jamarat_10_13(0), one);
        for (lone, first) in one.volunteers.iter().zip(&ten.volunteers) {
            assert_eq!((&lone.id, &lone.available), (&first.id, &first.available));
        }
    }

    #[test]
    fn people_serve_in_their_own_area_and_in_those_beside_it() {
        let ten = jamarat_10_13(10);
        let zones = |person: usize| ten.volunteers[person].zones.clone().unwrap_or_default();
        let ids = |areas: &[u32]| -> Vec<String> {
            let of = |area: &u32| ["bridge", "approach", "road"].map(|zone| format!("{zone}-{area}"));
            areas.iter().flat_map(of).collect()
        };
        assert_eq!(zones(0), ids(&[1, 2]));
        assert_eq!(zones(4 * PEOPLE), ids(&[4, 5, 6]));
        assert_eq!(zones(10 * PEOPLE - 1), ids(&[9, 10]));
        assert!(jamarat_10_13(1).volunteers.iter().all(|person| person.zones.is_none()));
    }
}
