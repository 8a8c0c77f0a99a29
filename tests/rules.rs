//! Each hard rule by itself, by example: what breaks it, what just does not, and how facts are waived.

pub mod common;

use common::build::{OWN_TAG, Sketch, duty, hours};
use rifada::ground::{Day, Minutes, Slot};
use rifada::model::{
    Admits, Duty, Exposure, History, MaxDuties, Need, NotNextDay, Plan, PointId, PostId, Rolling, Rules,
    Setting, Skill, SkillId, TagId, VolunteerId, Weekends, ZoneId,
};
use rifada::score::Breach;
use rifada::score::legal::{breaches, is_legal, new_breaches, plan_breaches};

const V: VolunteerId = VolunteerId(0);
const P: PostId = PostId(0);
const Q: PostId = PostId(1);

/// One person under `rules`, two posts, hours of so many days.
fn hourly(days: u32, rules: Rules) -> Sketch {
    let mut sketch = Sketch::days(60, days);
    sketch.post();
    sketch.post();
    sketch.person_under(rules);
    sketch
}

/// One person under `rules`, two posts, one slot a date.
fn daily(days: u32, rules: Rules) -> Sketch {
    let mut sketch = Sketch::days(1440, days);
    sketch.post();
    sketch.post();
    sketch.person_under(rules);
    sketch
}

fn broken(sketch: &Sketch, roster: &[Duty]) -> Vec<Breach> {
    breaches(&sketch.problem(), V, roster)
}

/// A duty of one date each on these dates.
fn dates(days: &[u32]) -> Vec<Duty> {
    days.iter().map(|day| duty(P, *day, day + 1)).collect()
}

/// Rules without the cap of one duty a date.
fn any_number() -> Rules {
    Rules { max_shifts_per_day: None, ..Rules::default() }
}

#[test]
fn nobody_breaks_a_rule_by_staying_at_home() {
    let mut sketch = daily(
        7,
        Rules {
            max_minutes: Some(Minutes(10)),
            max_consecutive_days: Some(1),
            min_consecutive_days: 3,
            min_consecutive_days_off: 3,
            min_rest: Minutes(600),
            ..Rules::default()
        },
    );
    sketch.who(V).history =
        History { minutes: Minutes(999), last_end: Some(Minutes(0)), consecutive_days: 9, weekends: 9 };
    assert_eq!(broken(&sketch, &[]), []);
}

#[test]
fn a_duty_is_as_long_as_its_post_says() {
    let mut sketch = hourly(1, any_number());
    (sketch.at(P).min_slots, sketch.at(P).max_slots) = (2, 3);
    assert_eq!(broken(&sketch, &[duty(P, 0, 2), duty(P, 5, 8)]), []);
    let short = Breach::Length { volunteer: V, post: P, from: Slot(4), minutes: Minutes(60) };
    let long = Breach::Length { volunteer: V, post: P, from: Slot(8), minutes: Minutes(240) };
    assert_eq!(broken(&sketch, &[duty(P, 4, 5), duty(P, 8, 12)]), [short, long]);
}

#[test]
fn a_duty_that_is_empty_or_leaves_the_horizon_is_outside_it() {
    let sketch = hourly(1, Rules::default());
    let late = Breach::OutsideHorizon { volunteer: V, post: P, from: Slot(20), to: Slot(25) };
    let empty = Breach::OutsideHorizon { volunteer: V, post: P, from: Slot(3), to: Slot(3) };
    assert_eq!(broken(&sketch, &[duty(P, 3, 3), duty(P, 20, 25)]), [empty, late]);
}

#[test]
fn a_duty_ends_by_the_latest_end_of_its_start() {
    let mut sketch = hourly(1, Rules::default());
    sketch.at(P).latest_end = (0..24).map(|slot| if slot == 6 { Slot(10) } else { Slot(slot) }).collect();
    assert_eq!(broken(&sketch, &[duty(P, 6, 10)]), []);
    let hours = |from| Breach::PostHours { volunteer: V, post: P, from: Slot(from) };
    assert_eq!(broken(&sketch, &[duty(P, 6, 11)]), [hours(6)]);
    assert_eq!(broken(&sketch, &[duty(P, 7, 8)]), [hours(7)]);
}

#[test]
fn a_duty_lies_inside_one_stretch_of_free_hours() {
    let mut sketch = hourly(1, Rules::default());
    sketch.who(V).free = Box::new([hours(2, 6), hours(8, 12)]);
    assert_eq!(broken(&sketch, &[duty(P, 2, 6)]), []);
    let away = |from| Breach::NotAvailable { volunteer: V, post: P, from: Slot(from) };
    assert_eq!(broken(&sketch, &[duty(P, 5, 9)]), [away(5)]);
    assert_eq!(broken(&sketch, &[duty(P, 11, 13)]), [away(11)]);
}

#[test]
fn a_post_asks_for_its_requirement_on_every_date_that_the_duty_touches() {
    let mut sketch = hourly(3, Rules::default());
    sketch.at(P).requires = sketch.need(Need::Skill(SkillId(0)));
    sketch.who(V).traits.skills = vec![Skill { skill: SkillId(0), from: None, until: Some(1) }];
    assert_eq!(broken(&sketch, &[duty(P, 46, 48)]), []);
    let lacks = Breach::Lacks { volunteer: V, post: P, from: Slot(46) };
    assert_eq!(broken(&sketch, &[duty(P, 46, 49)]), [lacks]);
}

#[test]
fn two_entries_of_a_skill_do_not_add_up_within_one_duty() {
    let mut sketch = hourly(2, Rules::default());
    sketch.at(P).requires = sketch.need(Need::Skill(SkillId(0)));
    let entry = |from, until| Skill { skill: SkillId(0), from, until };
    sketch.who(V).traits.skills = vec![entry(None, Some(0)), entry(Some(1), None)];
    assert_eq!(broken(&sketch, &[duty(P, 20, 24)]), []);
    let lacks = Breach::Lacks { volunteer: V, post: P, from: Slot(22) };
    assert_eq!(broken(&sketch, &[duty(P, 22, 26)]), [lacks]);
}

#[test]
fn a_point_for_women_admits_neither_men_nor_people_of_unknown_gender() {
    let mut sketch = hourly(1, Rules::default());
    sketch.at(P).admits = Admits::Women;
    let refused = Breach::Admits { volunteer: V, post: P, from: Slot(0) };
    for (female, expected) in [(Some(true), vec![]), (Some(false), vec![refused]), (None, vec![refused])] {
        sketch.who(V).traits.female = female;
        assert_eq!(broken(&sketch, &[duty(P, 0, 1)]), expected);
    }
}

#[test]
fn people_serve_only_where_both_zone_and_point_are_accepted() {
    let mut sketch = hourly(1, any_number());
    sketch.parts.zones = 2;
    sketch.at(Q).zone = ZoneId(1);
    sketch.who(V).zones = Some(vec![ZoneId(1)]);
    let refused = |post, from| Breach::NotAccepted { volunteer: V, post, from: Slot(from) };
    assert_eq!(broken(&sketch, &[duty(P, 0, 1)]), [refused(P, 0)]);
    assert_eq!(broken(&sketch, &[duty(Q, 0, 1)]), []);
    sketch.who(V).points = Some(vec![PointId(0)]);
    assert_eq!(broken(&sketch, &[duty(Q, 0, 1)]), [refused(Q, 0)]);
}

#[test]
fn no_minute_lies_inside_forbidden_hours() {
    let mut sketch = hourly(2, Rules::default());
    // 22:30 to 06:00: the slot from 22:00 is half inside.
    let night = sketch.clock(1350, 360);
    sketch.parts.rules[sketch.parts.volunteers[0].rules].not_between = Box::new([night]);
    assert_eq!(broken(&sketch, &[duty(P, 6, 22)]), []);
    let inside = |from| Breach::ForbiddenHours { volunteer: V, rule: 0, post: P, from: Slot(from) };
    assert_eq!(broken(&sketch, &[duty(P, 20, 23)]), [inside(20)]);
    assert_eq!(broken(&sketch, &[duty(P, 5, 8)]), [inside(5)]);
}

#[test]
fn duties_do_not_overlap_and_may_touch() {
    let sketch = hourly(1, any_number());
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(Q, 4, 6)]), []);
    let overlap = Breach::Overlap { volunteer: V, at: Slot(3) };
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(Q, 3, 6)]), [overlap]);
}

#[test]
fn the_break_is_for_duties_that_start_on_one_date_and_the_rest_for_others() {
    let rules = Rules { min_break: Minutes(60), min_rest: Minutes(300), ..any_number() };
    let sketch = hourly(2, rules);
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(P, 5, 8)]), []);
    // The first ends on the second date and still belongs to the first.
    assert_eq!(broken(&sketch, &[duty(P, 22, 26), duty(P, 31, 32)]), []);
    let gap = |at, minutes, needed| Breach::Gap {
        volunteer: V,
        at: Slot(at),
        minutes: Minutes(minutes),
        needed: Minutes(needed),
    };
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(P, 4, 8)]), [gap(4, 0, 60)]);
    assert_eq!(broken(&sketch, &[duty(P, 22, 26), duty(P, 30, 32)]), [gap(30, 240, 300)]);
}

#[test]
fn the_way_is_always_needed_and_the_larger_of_way_and_pause_counts() {
    let rules = Rules { min_break: Minutes(60), ..any_number() };
    let mut sketch = hourly(2, rules);
    sketch.at(Q).zone = ZoneId(1);
    sketch.travel(2, &[0, 90, 30, 0]);
    let gap = |at, minutes, needed| Breach::Gap {
        volunteer: V,
        at: Slot(at),
        minutes: Minutes(minutes),
        needed: Minutes(needed),
    };
    assert_eq!(broken(&sketch, &[duty(P, 0, 2), duty(Q, 3, 4)]), [gap(3, 60, 90)]);
    assert_eq!(broken(&sketch, &[duty(Q, 0, 2), duty(P, 3, 4)]), []);
    assert_eq!(broken(&sketch, &[duty(Q, 0, 2), duty(P, 2, 4)]), [gap(2, 0, 60)]);
    // On different dates as well, where no rest is asked for.
    assert_eq!(broken(&sketch, &[duty(P, 20, 24), duty(Q, 25, 26)]), [gap(25, 60, 90)]);
}

#[test]
fn the_way_takes_as_long_as_when_one_sets_out() {
    let mut sketch = hourly(1, any_number());
    sketch.at(Q).zone = ZoneId(1);
    sketch.parts.zones = 2;
    let at = (0..=24).map(|slot| u32::from(slot >= 12)).collect();
    let tables: Vec<Box<[u16]>> = vec![Box::new([0, 30, 30, 0]), Box::new([0, 120, 120, 0])];
    sketch.parts.travel = rifada::model::Travel::by_tables(2, at, tables);
    assert_eq!(broken(&sketch, &[duty(P, 8, 11), duty(Q, 12, 14)]), []);
    assert_eq!(broken(&sketch, &[duty(P, 8, 12), duty(Q, 13, 14)]).len(), 1);
}

#[test]
fn zones_without_a_leg_are_a_day_apart() {
    let mut sketch = hourly(3, any_number());
    sketch.at(Q).zone = ZoneId(1);
    sketch.parts.zones = 2;
    sketch.parts.travel = rifada::model::Travel::without_legs(2);
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(Q, 28, 30)]), []);
    assert_eq!(broken(&sketch, &[duty(P, 0, 4), duty(Q, 27, 30)]).len(), 1);
}

#[test]
fn rest_is_owed_after_the_end_of_the_history() {
    let mut sketch = hourly(1, Rules { min_rest: Minutes(660), ..Rules::default() });
    sketch.who(V).history.last_end = Some(Minutes(-120));
    assert_eq!(broken(&sketch, &[duty(P, 9, 12)]), []);
    let rest = Breach::HistoryRest { volunteer: V, minutes: Minutes(600), needed: Minutes(660) };
    assert_eq!(broken(&sketch, &[duty(P, 8, 12)]), [rest]);
}

#[test]
fn nobody_starts_before_their_history_has_ended() {
    let mut sketch = hourly(1, Rules::default());
    sketch.who(V).history.last_end = Some(Minutes(90));
    let rest = Breach::HistoryRest { volunteer: V, minutes: Minutes(-30), needed: Minutes(0) };
    assert_eq!(broken(&sketch, &[duty(P, 1, 2)]), [rest]);
    assert_eq!(broken(&sketch, &[duty(P, 2, 3)]), []);
}

#[test]
fn minutes_in_all_count_the_history_once_a_duty_is_added() {
    let mut sketch = hourly(1, Rules { max_minutes: Some(Minutes(300)), ..Rules::default() });
    sketch.who(V).history.minutes = Minutes(180);
    assert_eq!(broken(&sketch, &[duty(P, 0, 2)]), []);
    let total = Breach::TotalMinutes { volunteer: V, minutes: Minutes(360), limit: Minutes(300) };
    assert_eq!(broken(&sketch, &[duty(P, 0, 3)]), [total]);
}

#[test]
fn one_duty_a_date_unless_the_rules_say_otherwise() {
    let roster = [duty(P, 0, 2), duty(P, 22, 26), duty(P, 30, 31)];
    let shifts = Breach::Shifts { volunteer: V, day: Day(0), duties: 2, limit: 1 };
    assert_eq!(broken(&hourly(2, Rules::default()), &roster), [shifts]);
    let two = Rules { max_shifts_per_day: Some(2), ..Rules::default() };
    assert_eq!(broken(&hourly(2, two), &roster), []);
    assert_eq!(broken(&hourly(2, any_number()), &roster), []);
}

#[test]
fn minutes_of_a_date_are_those_of_the_duties_that_start_on_it() {
    let sketch = hourly(2, Rules { max_minutes_per_day: Some(Minutes(360)), ..any_number() });
    assert_eq!(broken(&sketch, &[duty(P, 22, 28), duty(P, 30, 36)]), []);
    let day = Breach::DayMinutes { volunteer: V, day: Day(0), minutes: Minutes(420), limit: Minutes(360) };
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(P, 22, 28)]), [day]);
}

#[test]
fn caps_on_minutes_go_by_counted_minutes() {
    let mut sketch = hourly(
        1,
        Rules {
            max_minutes_per_day: Some(Minutes(450)),
            max_minutes: Some(Minutes(450)),
            rolling: Box::new([Rolling { days: 1, max_minutes: Some(Minutes(450)), max_days: None }]),
            ..Rules::default()
        },
    );
    assert_eq!(broken(&sketch, &[duty(P, 0, 8)]).len(), 3);
    (sketch.at(P).min_slots, sketch.at(P).max_slots) = (8, 8);
    sketch.at(P).counted = Some(Minutes(450));
    assert_eq!(broken(&sketch, &[duty(P, 0, 8)]), []);
}

#[test]
fn heat_is_capped_by_the_date_and_at_posts_of_its_setting_only() {
    let mut sketch = hourly(2, any_number());
    let noon = sketch.clock(660, 960);
    let cap = Exposure { setting: Setting::Outdoor, window: noon, max_minutes: Minutes(120) };
    sketch.parts.rules[sketch.parts.volunteers[0].rules].exposure = Box::new([cap]);
    sketch.at(P).setting = Setting::Outdoor;
    assert_eq!(broken(&sketch, &[duty(P, 8, 13), duty(Q, 13, 16), duty(P, 35, 37)]), []);
    let hot = Breach::Exposure { volunteer: V, rule: 0, day: 0, minutes: Minutes(180), limit: Minutes(120) };
    assert_eq!(broken(&sketch, &[duty(P, 10, 13), duty(P, 15, 18)]), [hot]);
}

#[test]
fn a_window_past_midnight_belongs_to_the_date_on_which_it_opened() {
    let mut sketch = hourly(2, any_number());
    let night = sketch.clock(1320, 120);
    let cap = Exposure { setting: Setting::Indoor, window: night, max_minutes: Minutes(120) };
    sketch.parts.rules[sketch.parts.volunteers[0].rules].exposure = Box::new([cap]);
    // Two hours of the night that opened the date before, then two of the one that opens on the first date.
    assert_eq!(broken(&sketch, &[duty(P, 0, 3), duty(P, 23, 25)]), []);
    let hot = Breach::Exposure { volunteer: V, rule: 0, day: 0, minutes: Minutes(180), limit: Minutes(120) };
    assert_eq!(broken(&sketch, &[duty(P, 23, 26)]), [hot]);
    let cap = Minutes(60);
    sketch.parts.rules[sketch.parts.volunteers[0].rules].exposure[0].max_minutes = cap;
    let before = Breach::Exposure { volunteer: V, rule: 0, day: -1, minutes: Minutes(120), limit: cap };
    assert_eq!(broken(&sketch, &[duty(P, 0, 2)]), [before]);
}

#[test]
fn every_window_of_dates_inside_the_horizon_is_capped() {
    let cap = Rolling { days: 3, max_minutes: None, max_days: Some(2) };
    let sketch = daily(6, Rules { rolling: Box::new([cap]), ..Rules::default() });
    assert_eq!(broken(&sketch, &dates(&[0, 1, 3, 4])), []);
    let rolling = |first, days: u32| Breach::Rolling {
        volunteer: V,
        rule: 0,
        first: Day(first),
        minutes: Minutes(i64::from(days) * 1440),
        days,
    };
    assert_eq!(broken(&sketch, &dates(&[1, 2, 3])), [rolling(1, 3)]);
    assert_eq!(broken(&sketch, &dates(&[2, 3, 4, 5])), [rolling(2, 3), rolling(3, 3)]);
}

#[test]
fn a_window_of_dates_longer_than_the_horizon_is_the_whole_of_it() {
    let cap = Rolling { days: 7, max_minutes: Some(Minutes(1440)), max_days: None };
    let sketch = daily(3, Rules { rolling: Box::new([cap]), ..Rules::default() });
    assert_eq!(broken(&sketch, &dates(&[1])), []);
    assert_eq!(broken(&sketch, &dates(&[0, 2])).len(), 1);
}

#[test]
fn the_history_lengthens_only_the_first_run_of_dates() {
    let mut sketch = daily(7, Rules { max_consecutive_days: Some(3), ..Rules::default() });
    sketch.who(V).history.consecutive_days = 2;
    assert_eq!(broken(&sketch, &dates(&[0, 2, 3, 4])), []);
    let long = |last, days| Breach::Consecutive { volunteer: V, last: Day(last), days, limit: 3 };
    assert_eq!(broken(&sketch, &dates(&[0, 1])), [long(1, 4)]);
    assert_eq!(broken(&sketch, &dates(&[1, 2, 3, 4])), [long(4, 4)]);
}

#[test]
fn a_run_that_touches_an_edge_owes_no_minimum() {
    let sketch = daily(7, Rules { min_consecutive_days: 3, ..Rules::default() });
    assert_eq!(broken(&sketch, &dates(&[0, 2, 3, 4, 6])), []);
    let short = Breach::TooShortRun { volunteer: V, first: Day(1), days: 2, needed: 3 };
    assert_eq!(broken(&sketch, &dates(&[1, 2])), [short]);
    let short = Breach::TooShortRun { volunteer: V, first: Day(5), days: 1, needed: 3 };
    assert_eq!(broken(&sketch, &dates(&[5])), [short]);
}

#[test]
fn a_run_that_holds_a_kept_duty_owes_no_minimum() {
    let mut sketch = daily(7, Rules { min_consecutive_days: 3, ..Rules::default() });
    sketch.kept(V, &dates(&[2]));
    assert_eq!(broken(&sketch, &dates(&[2, 3])), []);
    assert_eq!(broken(&sketch, &dates(&[2, 4])).len(), 1);
}

#[test]
fn days_off_at_an_edge_owe_no_minimum() {
    let sketch = daily(7, Rules { min_consecutive_days_off: 2, ..Rules::default() });
    assert_eq!(broken(&sketch, &dates(&[1, 2, 5])), []);
    let short = Breach::TooShortOff { volunteer: V, first: Day(3), days: 1, needed: 2 };
    assert_eq!(broken(&sketch, &dates(&[2, 4])), [short]);
}

#[test]
fn days_off_between_two_kept_duties_owe_no_minimum() {
    let mut sketch = daily(7, Rules { min_consecutive_days_off: 2, ..Rules::default() });
    sketch.kept(V, &dates(&[1, 3]));
    assert_eq!(broken(&sketch, &dates(&[1, 3])), []);
    assert_eq!(broken(&sketch, &dates(&[1, 3, 5])).len(), 1);
}

#[test]
fn a_weekend_counts_once_and_the_history_only_with_one_of_them() {
    let mut sketch = daily(14, Rules::default());
    let block = Weekends::number(&sketch.parts.grid, |weekday| weekday == 4 || weekday == 5);
    sketch.parts.rules[sketch.parts.volunteers[0].rules].weekends = Some(Weekends { block, max: 2 });
    sketch.who(V).history.weekends = 1;
    assert_eq!(broken(&sketch, &dates(&[3, 4, 5, 6])), []);
    let many = Breach::Weekends { volunteer: V, weekends: 2, before: 1, limit: 2 };
    assert_eq!(broken(&sketch, &dates(&[5, 11])), [many]);
    sketch.who(V).history.weekends = 5;
    assert_eq!(broken(&sketch, &dates(&[3, 6])), []);
}

#[test]
fn duties_are_capped_by_tag_and_a_posts_own_id_is_one() {
    let cap = |tag| MaxDuties { tag, max: 1 };
    let own = TagId(OWN_TAG);
    let sketch = daily(7, Rules { max_duties: Box::new([cap(Some(own))]), ..Rules::default() });
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(Q, 1, 2), duty(Q, 2, 3)]), []);
    let many = Breach::MaxDuties { volunteer: V, rule: 0, duties: 2, limit: 1 };
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(P, 2, 3)]), [many]);
    let sketch = daily(7, Rules { max_duties: Box::new([cap(None)]), ..Rules::default() });
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(Q, 2, 3)]), [many]);
}

#[test]
fn what_may_not_follow_may_come_two_dates_later_or_on_the_same_date() {
    let rule = NotNextDay { after: TagId(OWN_TAG), then: TagId(OWN_TAG + 1) };
    let mut sketch = hourly(3, Rules { not_next_day: Box::new([rule]), ..any_number() });
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(Q, 2, 3), duty(Q, 50, 51)]), []);
    assert_eq!(broken(&sketch, &[duty(Q, 0, 1), duty(P, 30, 31)]), []);
    let next = Breach::NotNextDay { volunteer: V, rule: 0, day: Day(0) };
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(Q, 47, 48)]), [next]);
    sketch.tag(P, TagId(OWN_TAG + 1));
    assert_eq!(broken(&sketch, &[duty(P, 0, 1), duty(P, 47, 48)]), [next]);
}

#[test]
fn a_grid_may_pass_midnight_inside_a_slot() {
    // From 12:30 on, so the slot from 23:30 ends on the next date.
    let mut sketch = Sketch::slots(60, 20, 750, 0);
    sketch.post();
    sketch.person();
    assert_eq!(broken(&sketch, &[duty(P, 0, 5), duty(P, 12, 14)]), []);
    let shifts = Breach::Shifts { volunteer: V, day: Day(0), duties: 2, limit: 1 };
    assert_eq!(broken(&sketch, &[duty(P, 0, 5), duty(P, 11, 14)]), [shifts]);
}

#[test]
fn a_breach_of_the_facts_is_waived_while_its_value_stays() {
    let mut sketch = daily(5, Rules { max_consecutive_days: Some(1), ..Rules::default() });
    sketch.begun(V, &dates(&[0, 1]), 2);
    let problem = sketch.problem();
    assert_eq!(breaches(&problem, V, &dates(&[0, 1])).len(), 1);
    assert_eq!(new_breaches(&problem, V, &dates(&[0, 1])), []);
    assert_eq!(new_breaches(&problem, V, &dates(&[0, 1, 3])), []);
    let longer = Breach::Consecutive { volunteer: V, last: Day(2), days: 3, limit: 1 };
    assert_eq!(new_breaches(&problem, V, &dates(&[0, 1, 2])), [longer]);
    assert!(is_legal(&problem, V, &dates(&[0, 1, 3])));
    assert!(!is_legal(&problem, V, &dates(&[0, 1, 2])));
}

#[test]
fn what_a_begun_duty_alone_breaks_bars_no_other_duty() {
    let mut sketch = hourly(2, Rules::default());
    sketch.who(V).free = Box::new([hours(24, 48)]);
    sketch.begun(V, &[duty(P, 3, 5)], 4);
    let problem = sketch.problem();
    assert_eq!(new_breaches(&problem, V, &[duty(P, 3, 5), duty(P, 25, 30)]), []);
    assert_eq!(new_breaches(&problem, V, &[duty(P, 3, 5), duty(P, 10, 12)]).len(), 2);
}

#[test]
fn every_kept_duty_is_in_a_legal_roster() {
    let mut sketch = daily(3, Rules::default());
    sketch.kept(V, &dates(&[1]));
    let problem = sketch.problem();
    assert!(!is_legal(&problem, V, &dates(&[0])));
    assert!(is_legal(&problem, V, &dates(&[0, 1])));
    let missing = Breach::KeptMissing { volunteer: V, post: P, from: Slot(1) };
    assert_eq!(plan_breaches(&problem, &Plan::empty(1)), [missing]);
}

#[test]
fn nothing_but_what_had_begun_starts_before_now() {
    let mut sketch = daily(4, Rules::default());
    sketch.begun(V, &dates(&[0]), 2);
    let problem = sketch.problem();
    assert!(is_legal(&problem, V, &dates(&[0, 2])));
    assert!(!is_legal(&problem, V, &dates(&[0, 1])));
    let plan = Plan { rosters: [dates(&[0, 1])].into_iter().collect() };
    let early = Breach::BeforeNow { volunteer: V, post: P, from: Slot(1) };
    assert_eq!(plan_breaches(&problem, &plan), [early]);
}

#[test]
fn a_post_holds_no_more_people_than_its_cap() {
    let mut sketch = daily(2, Rules::default());
    sketch.person();
    sketch.at(P).max_people = Some(1);
    let plan = |other| Plan { rosters: [dates(&[0]), dates(other)].into_iter().collect() };
    let problem = sketch.problem();
    assert_eq!(plan_breaches(&problem, &plan(&[1])), []);
    let crowd = Breach::MaxPeople { post: P, slot: Slot(0), people: 2, limit: 1 };
    assert_eq!(plan_breaches(&problem, &plan(&[0, 1])), [crowd]);
}

#[test]
fn a_crowd_of_facts_is_waived_and_one_more_person_is_not() {
    let mut sketch = hourly(1, Rules::default());
    let (second, third) = (sketch.person(), sketch.person());
    sketch.at(P).max_people = Some(1);
    for person in [V, second] {
        sketch.begun(person, &[duty(P, 0, 4)], 1);
    }
    let problem = sketch.problem();
    let mut plan = Plan { rosters: [vec![duty(P, 0, 4)], vec![duty(P, 0, 4)], vec![]].into_iter().collect() };
    assert_eq!(plan_breaches(&problem, &plan), []);
    plan.rosters[third] = vec![duty(P, 3, 5)];
    let crowd = Breach::MaxPeople { post: P, slot: Slot(3), people: 3, limit: 1 };
    assert_eq!(plan_breaches(&problem, &plan), [crowd]);
}

#[test]
fn a_group_serves_the_same_duties_or_none() {
    let mut sketch = daily(3, Rules::default());
    let other = sketch.person();
    sketch.parts.together = vec![vec![V, other]];
    let problem = sketch.problem();
    let plan = |other: &[u32]| Plan { rosters: [dates(&[0, 2]), dates(other)].into_iter().collect() };
    assert_eq!(plan_breaches(&problem, &plan(&[0, 2])), []);
    let apart = Breach::NotTogether { volunteer: other, with: V };
    assert_eq!(plan_breaches(&problem, &plan(&[0])), [apart]);
}

#[test]
fn a_group_that_facts_have_split_stays_split() {
    let mut sketch = daily(3, Rules::default());
    let other = sketch.person();
    sketch.parts.together = vec![vec![V, other]];
    sketch.begun(V, &dates(&[0]), 1);
    let problem = sketch.problem();
    let plan = Plan { rosters: [dates(&[0, 2]), dates(&[1])].into_iter().collect() };
    assert_eq!(plan_breaches(&problem, &plan), []);
}

#[test]
fn a_breach_reads_as_a_sentence() {
    let breach = Breach::DayMinutes { volunteer: V, day: Day(2), minutes: Minutes(540), limit: Minutes(480) };
    assert_eq!(breach.to_string(), "volunteer 0: 540 minutes on date 2, more than 480");
    let crowd = Breach::MaxPeople { post: P, slot: Slot(3), people: 4, limit: 2 };
    assert_eq!(crowd.to_string(), "4 people at post 0 in slot 3, at most 2");
}
