//! Runs of dates with a duty, and of dates without.

use super::Step;
use crate::ground::Day;
use crate::model::{Duty, Problem, VolunteerId};

/// Does the next duty leave the runs of dates within their limits?
pub(super) fn admits(step: &Step<'_>) -> bool {
    let Step { problem, member, rules, past, .. } = *step;
    if rules.max_consecutive_days.is_none()
        && rules.min_consecutive_days <= 1
        && rules.min_consecutive_days_off <= 1
    {
        return true;
    }
    let day = step.day();
    let history = problem.volunteers[member].history.consecutive_days;
    let most = rules.max_consecutive_days.unwrap_or(u32::MAX);
    let Some(&last) = past.last() else {
        let length = if day.0 == 0 { 1 + history } else { 1 };
        return length <= most;
    };
    let last_day = step.day_of(last);
    if last_day == day {
        return true;
    }
    let first = run_start(problem, past);
    if last_day.0 + 1 == day.0 {
        let length = day.0 - first.0 + 1 + if first.0 == 0 { history } else { 0 };
        return length <= most;
    }
    let off = day.0 - last_day.0 - 1;
    let kept = &problem.volunteers[member].kept;
    let between_kept = holds_kept(problem, kept, last_day, last_day) && kept.contains(&step.next);
    let rested = off >= rules.min_consecutive_days_off || between_kept;
    rested && most >= 1 && run_is_long_enough(problem, member, first, last_day)
}

/// Is the last run of dates with a duty long enough, or does it owe no minimum?
pub(super) fn may_end(problem: &Problem, member: VolunteerId, roster: &[Duty]) -> bool {
    let Some(&last) = roster.last() else { return true };
    if problem.rules_of(member).min_consecutive_days <= 1 {
        return true;
    }
    let last_day = problem.grid.day_of(last.from);
    last_day.index() + 1 == problem.grid.days()
        || run_is_long_enough(problem, member, run_start(problem, roster), last_day)
}

/// The first date of the run that ends with the last of these duties.
fn run_start(problem: &Problem, duties: &[Duty]) -> Day {
    let mut days = duties.iter().rev().map(|duty| problem.grid.day_of(duty.from));
    let mut first = days.next().unwrap_or_default();
    for day in days {
        if day.0 + 1 < first.0 {
            break;
        }
        first = day;
    }
    first
}

/// A run that touches the start of the horizon owes no minimum, nor does one that holds a kept duty.
fn run_is_long_enough(problem: &Problem, member: VolunteerId, first: Day, last: Day) -> bool {
    let least = problem.rules_of(member).min_consecutive_days;
    first.0 == 0
        || last.0 - first.0 + 1 >= least
        || holds_kept(problem, &problem.volunteers[member].kept, first, last)
}

fn holds_kept(problem: &Problem, kept: &[Duty], first: Day, last: Day) -> bool {
    kept.iter().any(|duty| (first..=last).contains(&problem.grid.day_of(duty.from)))
}
