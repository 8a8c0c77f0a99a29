//! On which dates: runs with and without duty, weekends, and what may follow what.

use super::Served;
use crate::ground::Day;
use crate::model::{Duty, TagId};
use crate::score::Breach;
use std::collections::BTreeSet;

/// Adds what is wrong with the dates on which the person serves.
pub(super) fn judge(served: &Served, broken: &mut Vec<Breach>) {
    runs(served, broken);
    weekends(served, broken);
    successions(served, broken);
}

/// Goes through the longest stretches of dates that are alike: all with a duty, or all without.
fn runs(served: &Served, broken: &mut Vec<Breach>) {
    let dates = served.by_day.len();
    let works = |day: usize| !served.by_day[day].is_empty();
    let mut first = 0;
    while first < dates {
        let mut end = first + 1;
        while end < dates && works(end) == works(first) {
            end += 1;
        }
        if works(first) {
            on_duty(served, first, end, broken);
        } else {
            off_duty(served, first, end, broken);
        }
        first = end;
    }
}

fn on_duty(served: &Served, first: usize, end: usize, broken: &mut Vec<Breach>) {
    let volunteer = served.volunteer;
    let before = if first == 0 { served.person.history.consecutive_days } else { 0 };
    let days = ((end - first) as u32).saturating_add(before);
    if let Some(limit) = served.rules.max_consecutive_days
        && days > limit
    {
        broken.push(Breach::Consecutive { volunteer, last: Day(end as u32 - 1), days, limit });
    }
    let needed = served.rules.min_consecutive_days;
    let at_an_edge = first == 0 || end == served.by_day.len();
    if !at_an_edge && days < needed && !(first..end).any(|day| served.is_kept(day)) {
        broken.push(Breach::TooShortRun { volunteer, first: Day(first as u32), days, needed });
    }
}

fn off_duty(served: &Served, first: usize, end: usize, broken: &mut Vec<Breach>) {
    let days = (end - first) as u32;
    let needed = served.rules.min_consecutive_days_off;
    let at_an_edge = first == 0 || end == served.by_day.len();
    if !at_an_edge && days < needed && !(served.is_kept(first - 1) && served.is_kept(end)) {
        let volunteer = served.volunteer;
        broken.push(Breach::TooShortOff { volunteer, first: Day(first as u32), days, needed });
    }
}

fn weekends(served: &Served, broken: &mut Vec<Breach>) {
    let Some(rule) = &served.rules.weekends else { return };
    let worked: BTreeSet<u32> = served
        .days()
        .filter(|(_, of_day)| !of_day.is_empty())
        .filter_map(|(day, _)| rule.block[day.index()])
        .collect();
    let weekends = worked.len() as u32;
    let before = served.person.history.weekends;
    if weekends > 0 && weekends.saturating_add(before) > rule.max {
        let volunteer = served.volunteer;
        broken.push(Breach::Weekends { volunteer, weekends, before, limit: rule.max });
    }
}

fn successions(served: &Served, broken: &mut Vec<Breach>) {
    let holds =
        |of_day: &[Duty], tag: TagId| of_day.iter().any(|duty| served.problem.posts[duty.post].has_tag(tag));
    for (rule, forbidden) in served.rules.not_next_day.iter().enumerate() {
        for (day, pair) in served.by_day.windows(2).enumerate() {
            if holds(&pair[0], forbidden.after) && holds(&pair[1], forbidden.then) {
                let day = Day(day as u32);
                broken.push(Breach::NotNextDay { volunteer: served.volunteer, rule, day });
            }
        }
    }
}
