//! `arafat-day`: the day of Arafat 1448, 15 May 2027 from 04:00, and the night at Muzdalifah until 06:00.
//!
//! Twenty points ([`super::arafat`]) and 400 volunteers of whom nobody serves more than six hours: 2,194 person-hours are needed
//! and 2,400 are there. In the heat, from 11 to 16, nobody stays in the sun for more than ninety minutes, so that posts there are
//! filled by short turns. After sunset everybody leaves Arafat at once: whoever serves there until then reaches Muzdalifah too
//! late for its busiest hours.

use super::arafat::{HOURS, legs, points, shared, zones};
use super::calendar::Calendar;
use super::mosque::organisations;
use super::needs::{by_half_hour, headcount, skills};
use super::people::{Traits, dealt, in_the_shade, languages};
use super::rule_sets::{heat, named_sets, one_duty, two_turns};
use super::windows::{Deal, in_minutes};
use crate::ground::Seed;
use crate::io::scenario::{Objective, Point, Policy, Rules, RulesRef, Scenario, Text, Volunteer};

const PEOPLE: usize = 400;

/// The day of Arafat: 400 volunteers, 20 points, 26 hours.
pub fn arafat_day() -> Scenario {
    let calendar = Calendar::new(2027, 5, 15, 4);
    let points = points(&calendar);
    let volunteers = volunteers(&points, &calendar);
    Scenario {
        name: Some(Text::both("The day of Arafat and the night at Muzdalifah", "يوم عرفة وليلة مزدلفة")),
        skills: Some(skills(["first_aid", "bls", "child_care", "crowd"])),
        organisations: Some(organisations()),
        zones: zones(),
        travel: legs(),
        shared: shared(&points),
        points,
        volunteers,
        rules: rule_sets(),
        objective: Some(Objective { travel_weight: Some(1), ..Objective::default() }),
        ..calendar.scenario("arafat-day", HOURS as i64, Some(30))
    }
}

/// Six hours in one duty, or in two an hour apart; ninety minutes in the sun of midday.
fn rule_sets() -> Vec<(String, Rules)> {
    let default = Rules { exposure: heat(90), ..one_duty(360) };
    named_sets([("default", default), ("two_turns", two_turns()), ("minor", Policy::Minor.rules())])
}

fn volunteers(points: &[Point], calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(9);
    let traits = Traits::dealt(PEOPLE, [("first_aid", 210), ("child_care", 140), ("crowd", 540)], &mut seed);
    let (twice, in_shade) = (dealt(PEOPLE, 300, &mut seed), dealt(PEOPLE, 100, &mut seed));
    let spoken = languages(PEOPLE, &mut seed);

    let demand = by_half_hour(&headcount(points));
    // Blocks of six hours in windows of seven to thirteen; those of minors end by 22:00.
    let windows =
        Deal { demand: &demand, block: 12, longer: 2..15 }.windows(&traits.minors, 2..36, &mut seed);

    let mut all = Vec::with_capacity(PEOPLE);
    for (i, (languages, skills)) in spoken.into_iter().zip(traits.skills(4)).enumerate() {
        let others = [None, Some("youth"), Some("scouts"), Some("scouts")];
        let organisation = traits.body(i, &languages, others, &mut seed);
        let person = traits.volunteer(i, i + 1, &mut seed);
        all.push(Volunteer {
            organisation,
            languages,
            skills,
            rules: person.rules.or_else(|| twice[i].then(|| RulesRef::Named("two_turns".to_owned()))),
            available: vec![calendar.interval(in_minutes(0, windows[i], 30))],
            wishes: in_shade[i].then(in_the_shade).into_iter().collect(),
            ..person
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_tenths_of_what_can_be_served_are_needed() {
        let needed: u32 = headcount(&arafat_day().points).iter().sum();
        assert_eq!(needed, 2_194);
        let there = PEOPLE as u32 * 6;
        assert!((90..93).contains(&(needed * 100 / there)), "{needed} of {there}");
    }
}
