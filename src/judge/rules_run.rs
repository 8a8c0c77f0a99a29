//! The rules over the dates of the horizon: windows of dates, runs of them, weekends, and what may follow what.

use super::case::{Case, Duty};
use super::clock::written_date;
use super::docket::Docket;
use super::facts::Facts;
use super::limits::{Limits, Rolling};
use super::verdict::Breach;

/// What a person does on each date of the horizon.
struct Calendar<'a> {
    /// The date of the first.
    first_date: i64,
    /// For each date, counted minutes, and the duties that start on it.
    days: Vec<(i64, Vec<Duty>)>,
    limits: &'a Limits<'a>,
}

impl Calendar<'_> {
    fn works(&self, day: usize) -> bool {
        !self.days[day].1.is_empty()
    }

    fn date(&self, day: usize) -> i64 {
        self.first_date + day as i64
    }

    fn written(&self, day: usize) -> String {
        written_date(self.date(day))
    }
}

/// Notes each rule over dates that is broken.
pub(super) fn judge(case: &Case<'_>, facts: &Facts, docket: &mut Docket<'_>) {
    let limits = case.limits(&case.people[docket.person]);
    let clock = &case.clock;
    let mut calendar =
        Calendar { first_date: clock.first_date, days: vec![(0, Vec::new()); clock.dates], limits };
    for (_, duty) in docket.duties.iter().filter(|(_, duty)| case.is_placed(*duty)) {
        if let Some(day) = clock.day(clock.date(duty.from)) {
            calendar.days[day].0 += case.counted(*duty);
            calendar.days[day].1.push(*duty);
        }
    }
    for rule in &limits.rolling {
        rolling(&calendar, rule, docket);
    }
    let history = case.people[docket.person].volunteer.history.clone().unwrap_or_default();
    let carried = i64::from(history.consecutive_days.unwrap_or(0));
    runs(&calendar, facts, carried, docket);
    weekends(&calendar, i64::from(history.weekends.unwrap_or(0)), docket);
    successions(case, &calendar, docket);
}

/// Every window of dates inside the horizon, or the whole of a shorter one.
fn rolling(calendar: &Calendar<'_>, rule: &Rolling, docket: &mut Docket<'_>) {
    let days = &calendar.days;
    let length = rule.days.min(days.len());
    let (mut minutes, mut worked) = (0, 0);
    for end in 0..days.len() {
        minutes += days[end].0;
        worked += i64::from(calendar.works(end));
        if end >= length {
            minutes -= days[end - length].0;
            worked -= i64::from(calendar.works(end - length));
        }
        let is_over = rule.max_minutes.is_some_and(|most| minutes > most)
            || rule.max_days.is_some_and(|most| worked > most);
        if end + 1 >= length && is_over {
            let days = i64::try_from(rule.days).unwrap_or(i64::MAX);
            let first = calendar.written(end + 1 - length);
            docket.on_date(first, Breach::Rolling { days, minutes, worked });
        }
    }
}

/// Runs of dates with a duty, and without between two of them.
fn runs(calendar: &Calendar<'_>, facts: &Facts, carried: i64, docket: &mut Docket<'_>) {
    let limits = calendar.limits;
    let dates = calendar.days.len();
    let is_kept = |day: usize| facts.is_kept_date(docket.person, calendar.date(day));
    let mut found = Vec::new();
    let mut first = 0;
    while first < dates {
        let mut next = first;
        while next < dates && calendar.works(next) == calendar.works(first) {
            next += 1;
        }
        let length = (next - first) as i64;
        let is_at_edge = first == 0 || next == dates;
        if calendar.works(first) {
            let days = if first == 0 { length + carried } else { length };
            if let Some(most) = limits.max_consecutive_days.filter(|most| days > *most) {
                found.push((next - 1, Breach::TooManyDays { days, most }));
            }
            let least = limits.min_consecutive_days;
            if length < least && !is_at_edge && !(first..next).any(is_kept) {
                found.push((first, Breach::TooFewDays { days: length, least }));
            }
        } else {
            let least = limits.min_consecutive_days_off;
            if length < least && !is_at_edge && !(is_kept(first - 1) && is_kept(next)) {
                found.push((first, Breach::TooFewDaysOff { days: length, least }));
            }
        }
        first = next;
    }
    for (day, breach) in found {
        docket.on_date(calendar.written(day), breach);
    }
}

/// Blocks of weekend dates with a duty.
fn weekends(calendar: &Calendar<'_>, before: i64, docket: &mut Docket<'_>) {
    let Some((is_weekend, most)) = calendar.limits.weekends else { return };
    let mut weekends = 0;
    let mut is_counted = false;
    for day in 0..calendar.days.len() {
        // 1970-01-01 was a Thursday, the fourth day from Monday.
        let weekday = (calendar.date(day) + 3).rem_euclid(7) as usize;
        if !is_weekend[weekday] {
            is_counted = false;
        } else if calendar.works(day) && !is_counted {
            is_counted = true;
            weekends += 1;
        }
    }
    if weekends > 0 && weekends + before > most {
        docket.in_all(Breach::Weekends { weekends, before, most });
    }
}

/// Tags on the date after tags that forbid them.
fn successions(case: &Case<'_>, calendar: &Calendar<'_>, docket: &mut Docket<'_>) {
    let bears = |duty: &Duty, tag: &str| case.posts[duty.post].bears(tag);
    for (after, then) in &calendar.limits.not_next_day {
        for days in calendar.days.windows(2) {
            if !days[0].1.iter().any(|duty| bears(duty, after)) {
                continue;
            }
            for duty in days[1].1.iter().filter(|duty| bears(duty, then)) {
                let (after, then) = ((*after).to_owned(), (*then).to_owned());
                docket.at_duty(*duty, Breach::NextDay { after, then });
            }
        }
    }
}
