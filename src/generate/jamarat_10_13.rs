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
use super::mosque::{organisations, skills};
use super::needs::headcount;
use super::people::{body, dealt, languages, somebody};
use super::windows::Deal;
use crate::ground::Seed;
use crate::io::scenario::{
    Exposure, Fairness, HeldSkill, Interval, Objective, Policy, Rule, Rules, SCENARIO_FORMAT, Scenario,
    Setting, Text, Volunteer, Wish, WishKind,
};

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
        format: SCENARIO_FORMAT.to_owned(),
        id,
        name: Some(name),
        time_zone: "Asia/Riyadh".to_owned(),
        start: calendar.at(0),
        end: calendar.at(96 * 60),
        slot_minutes: Some(60),
        skills: Some(skills()),
        organisations: Some(organisations()),
        zones: areas.iter().flat_map(|area| area.zones()).collect(),
        travel: areas.iter().flat_map(|area| area.legs()).collect(),
        points,
        volunteers,
        rules: vec![("default".to_owned(), fifteen_hours()), ("minor".to_owned(), Policy::Minor.rules())],
        shared,
        objective: Some(Objective {
            fairness: Some(Fairness { weight: 1, share_minutes: 13 * 60 }),
            ..Objective::default()
        }),
        ..Scenario::default()
    }
}

/// Six hours a day in one duty, fifteen in all, ten of rest, two in the sun of midday.
fn fifteen_hours() -> Rules {
    let heat =
        Exposure { setting: Setting::Outdoor, from: "11:00".into(), to: "16:00".into(), max_minutes: 120 };
    Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(360),
        max_minutes: Rule::Is(900),
        min_rest_minutes: Rule::Is(600),
        exposure: Rule::Is(vec![heat]),
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
    let mut deal = |per_thousand| dealt(PEOPLE, per_thousand, seed);
    let (women, minors) = (deal(430), deal(60));
    let trades = [("first_aid", 270), ("child_care", 85), ("crowd", 560)]
        .map(|(trade, per_thousand)| (trade, deal(per_thousand)));
    let (helpful, in_shade) = (deal(80), deal(100));
    let free = DATES.map(|(per_thousand, _)| deal(per_thousand));
    let spoken = languages(PEOPLE, seed);
    let windows = windows(demand, &free, &minors, calendar, seed);

    let mut first_aiders = 0;
    let mut all = Vec::with_capacity(PEOPLE);
    for (i, (languages, available)) in spoken.into_iter().zip(windows).enumerate() {
        let held = trades.iter().filter(|(_, holders)| holders[i] && !minors[i]);
        let mut skills: Vec<HeldSkill> =
            held.map(|(trade, _)| HeldSkill::Always((*trade).to_owned())).collect();
        // Every fifth first-aider knows life support too.
        if trades[0].1[i] && !minors[i] {
            first_aiders += 1;
            if first_aiders % 5 == 1 {
                skills.push(HeldSkill::Always("bls".to_owned()));
            }
        }
        let others = [None, Some("youth"), Some("scouts"), Some("scouts")];
        let organisation = body(minors[i], trades[0].1[i], &languages, others, seed);
        let mut wishes = Vec::new();
        if women[i] && helpful[i] {
            let point = Some("lost-1".to_owned());
            wishes.push(Wish { kind: WishKind::Rather, point, weight: 1, ..Wish::default() });
        }
        if in_shade[i] {
            let tag = Some("sun".to_owned());
            wishes.push(Wish { kind: WishKind::Avoid, tag, weight: 1, ..Wish::default() });
        }
        let person = somebody(first + i + 1, women[i], minors[i], seed);
        all.push(Volunteer { organisation, languages, skills, available, wishes, ..person });
    }
    all
}

/// A window on each date on which somebody is free. From date to date everybody keeps to their usual hours, as far as the
/// peaks let them.
fn windows(
    demand: &[u32],
    free: &[Vec<bool>; 4],
    minors: &[bool],
    calendar: &Calendar,
    seed: &mut Seed,
) -> Vec<Vec<Interval>> {
    let mut by_hours: Vec<usize> = (0..PEOPLE).collect();
    seed.shuffle(&mut by_hours);
    let mut windows = vec![Vec::new(); PEOPLE];
    for (date, ((_, block), free)) in DATES.into_iter().zip(free).enumerate() {
        let there: Vec<usize> = by_hours.iter().copied().filter(|&i| free[i]).collect();
        let by_day: Vec<bool> = there.iter().map(|&i| minors[i]).collect();
        let from = date * 24;
        let deal = Deal { demand: &demand[from..from + 24], block, longer: 1..6 };
        for (i, window) in there.into_iter().zip(deal.in_turn(&by_day, 6..22, seed)) {
            let [opens, closes] = [window.0, window.1].map(|hour| (from + hour) as i64 * 60);
            windows[i].push(calendar.interval((opens, closes)));
        }
    }
    windows
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
