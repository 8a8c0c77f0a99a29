//! `arafat-day`: the day of Arafat 1448, 15 May 2027 from 04:00, and the night at Muzdalifah until 06:00.
//!
//! Twenty points ([`super::arafat`]) and 400 volunteers of whom nobody serves more than six hours: 2,194 person-hours are needed
//! and 2,400 are there. In the heat, from 11 to 16, nobody stays in the sun for more than ninety minutes, so that posts there are
//! filled by short turns. After sunset everybody leaves Arafat at once: whoever serves there until then reaches Muzdalifah too
//! late for its busiest hours.

use super::arafat::{legs, points, shared, zones};
use super::calendar::Calendar;
use super::mosque::organisations;
use super::needs::{headcount, named};
use super::people::{body, dealt, languages, somebody};
use super::windows::Deal;
use crate::ground::Seed;
use crate::io::scenario::{
    Exposure, HeldSkill, Named, Objective, Point, Policy, Rule, Rules, RulesRef, SCENARIO_FORMAT, Scenario,
    Setting, Text, Volunteer, Wish, WishKind,
};

const PEOPLE: usize = 400;

/// The day of Arafat: 400 volunteers, 20 points, 26 hours.
pub fn arafat_day() -> Scenario {
    let calendar = Calendar::new(2027, 5, 15, 4);
    let points = points(&calendar);
    let volunteers = volunteers(&points, &calendar);
    Scenario {
        format: SCENARIO_FORMAT.to_owned(),
        id: "arafat-day".to_owned(),
        name: Some(Text::both("The day of Arafat and the night at Muzdalifah", "يوم عرفة وليلة مزدلفة")),
        time_zone: "Asia/Riyadh".to_owned(),
        start: calendar.at(0),
        end: calendar.at(26 * 60),
        slot_minutes: Some(30),
        skills: Some(skills()),
        organisations: Some(organisations()),
        zones: zones(),
        travel: legs(),
        shared: shared(&points),
        points,
        volunteers,
        rules: rule_sets(),
        objective: Some(Objective { travel_weight: Some(1), ..Objective::default() }),
        ..Scenario::default()
    }
}

fn skills() -> Vec<Named> {
    vec![
        named("first_aid", "First aid", "الإسعافات الأولية"),
        named("bls", "Basic life support", "الإنعاش القلبي الرئوي الأساسي"),
        named("child_care", "Child care", "رعاية الأطفال"),
        named("crowd", "Crowd course", "دورة إدارة الحشود"),
    ]
}

/// Six hours in one duty, or in two an hour apart; ninety minutes in the sun of midday.
fn rule_sets() -> Vec<(String, Rules)> {
    let heat =
        Exposure { setting: Setting::Outdoor, from: "11:00".into(), to: "16:00".into(), max_minutes: 90 };
    let default = Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(360),
        max_minutes: Rule::Is(360),
        min_rest_minutes: Rule::Is(480),
        exposure: Rule::Is(vec![heat]),
        ..Rules::default()
    };
    let two_turns =
        Rules { max_shifts_per_day: Rule::Is(2), min_break_minutes: Rule::Is(60), ..Rules::default() };
    [("default", default), ("two_turns", two_turns), ("minor", Policy::Minor.rules())]
        .map(|(name, rules)| (name.to_owned(), rules))
        .to_vec()
}

fn volunteers(points: &[Point], calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(9);
    let mut deal = |per_thousand| dealt(PEOPLE, per_thousand, &mut seed);
    let (women, minors) = (deal(430), deal(60));
    let trades = [("first_aid", 210), ("child_care", 140), ("crowd", 540)]
        .map(|(trade, per_thousand)| (trade, deal(per_thousand)));
    let (twice, in_shade) = (deal(300), deal(100));
    let spoken = languages(PEOPLE, &mut seed);

    let demand: Vec<u32> = headcount(points).into_iter().flat_map(|n| [n, n]).collect();
    // Blocks of six hours in windows of seven to thirteen; those of minors end by 22:00.
    let windows = Deal { demand: &demand, block: 12, longer: 2..15 }.windows(&minors, 2..36, &mut seed);

    let mut first_aiders = 0;
    let mut all = Vec::with_capacity(PEOPLE);
    for (i, languages) in spoken.into_iter().enumerate() {
        let held = trades.iter().filter(|(_, holders)| holders[i] && !minors[i]);
        let mut skills: Vec<HeldSkill> =
            held.map(|(trade, _)| HeldSkill::Always((*trade).to_owned())).collect();
        // Every fourth first-aider knows life support too.
        if trades[0].1[i] && !minors[i] {
            first_aiders += 1;
            if first_aiders % 4 == 1 {
                skills.push(HeldSkill::Always("bls".to_owned()));
            }
        }
        let others = [None, Some("youth"), Some("scouts"), Some("scouts")];
        let organisation = body(minors[i], trades[0].1[i], &languages, others, &mut seed);
        let shade = Wish { kind: WishKind::Avoid, tag: Some("sun".to_owned()), weight: 1, ..Wish::default() };
        let person = somebody(i + 1, women[i], minors[i], &mut seed);
        let rules =
            if twice[i] && !minors[i] { Some(RulesRef::Named("two_turns".to_owned())) } else { person.rules };
        all.push(Volunteer {
            organisation,
            languages,
            skills,
            rules,
            available: vec![calendar.interval((windows[i].0 as i64 * 30, windows[i].1 as i64 * 30))],
            wishes: if in_shade[i] { vec![shade] } else { Vec::new() },
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
