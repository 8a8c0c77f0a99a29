//! How much: minutes and duties by date, in every window of dates and over the horizon, and time in the heat.

use super::Served;
use crate::ground::{Day, Minutes};
use crate::score::Breach;
use std::collections::BTreeMap;

/// Adds the caps that are passed.
pub(super) fn judge(served: &Served, broken: &mut Vec<Breach>) {
    in_all(served, broken);
    by_date(served, broken);
    in_the_heat(served, broken);
    rolling(served, broken);
    by_tag(served, broken);
}

fn in_all(served: &Served, broken: &mut Vec<Breach>) {
    let Some(limit) = served.rules.max_minutes else { return };
    let minutes = served.counted(&served.duties) + served.person.history.minutes;
    // A history over the limit breaks nothing until a duty is added.
    if !served.duties.is_empty() && minutes > limit {
        broken.push(Breach::TotalMinutes { volunteer: served.volunteer, minutes, limit });
    }
}

fn by_date(served: &Served, broken: &mut Vec<Breach>) {
    let volunteer = served.volunteer;
    for (day, of_day) in served.days() {
        let duties = of_day.len() as u32;
        if let Some(limit) = served.rules.max_shifts_per_day
            && duties > limit
        {
            broken.push(Breach::Shifts { volunteer, day, duties, limit });
        }
        let minutes = served.counted(of_day);
        if let Some(limit) = served.rules.max_minutes_per_day
            && minutes > limit
        {
            broken.push(Breach::DayMinutes { volunteer, day, minutes, limit });
        }
    }
}

fn in_the_heat(served: &Served, broken: &mut Vec<Breach>) {
    for (rule, exposure) in served.rules.exposure.iter().enumerate() {
        let mut spent: BTreeMap<i64, Minutes> = BTreeMap::new();
        for duty in &served.duties {
            if served.problem.posts[duty.post].setting == exposure.setting {
                for (_, day, minutes) in exposure.window.within(duty.from, duty.to) {
                    *spent.entry(*day).or_default() += *minutes;
                }
            }
        }
        for (day, minutes) in spent {
            let limit = exposure.max_minutes;
            if minutes > limit {
                broken.push(Breach::Exposure { volunteer: served.volunteer, rule, day, minutes, limit });
            }
        }
    }
}

fn rolling(served: &Served, broken: &mut Vec<Breach>) {
    let dates = served.by_day.len();
    for (rule, window) in served.rules.rolling.iter().enumerate() {
        let length = (window.days as usize).min(dates);
        for first in 0..=dates - length {
            let of_window = &served.by_day[first..first + length];
            let minutes: Minutes = of_window.iter().map(|of_day| served.counted(of_day)).sum();
            let days = of_window.iter().filter(|of_day| !of_day.is_empty()).count() as u32;
            if window.max_minutes.is_some_and(|limit| minutes > limit)
                || window.max_days.is_some_and(|limit| days > limit)
            {
                let first = Day(first as u32);
                broken.push(Breach::Rolling { volunteer: served.volunteer, rule, first, minutes, days });
            }
        }
    }
}

fn by_tag(served: &Served, broken: &mut Vec<Breach>) {
    for (rule, cap) in served.rules.max_duties.iter().enumerate() {
        let counts = |post| cap.tag.is_none_or(|tag| served.problem.posts[post].has_tag(tag));
        let duties = served.duties.iter().filter(|duty| counts(duty.post)).count() as u32;
        if duties > cap.max {
            let volunteer = served.volunteer;
            broken.push(Breach::MaxDuties { volunteer, rule, duties, limit: cap.max });
        }
    }
}
