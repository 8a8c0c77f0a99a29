//! What one person can give at most, whatever the plan: which needs they may meet, when, and for how long in all.

use crate::ground::{Slot, Window};
use crate::model::{Need, Problem, Traits, VolunteerId};

/// May the person meet the need for some duty of the horizon?
pub(super) fn may_meet(traits: &Traits, need: &Need, problem: &Problem) -> bool {
    if !traits.depend_on_dates() {
        return traits.meet(need, 0, 0);
    }
    let days = problem.grid.days() as i64;
    // A duty may touch several dates, and a skill held on some of them only is then not held: what `not` makes of that
    // is not looked into.
    has_not(need) || (0..days).any(|day| traits.meet(need, day, day))
}

fn has_not(need: &Need) -> bool {
    match need {
        Need::Not(_) => true,
        Need::All(parts) | Need::Any(parts) => parts.iter().any(has_not),
        _ => false,
    }
}

/// The free hours of a person that their rules do not forbid altogether.
pub(super) fn windows(problem: &Problem, person: VolunteerId) -> Vec<Window> {
    let forbidden = &problem.rules_of(person).not_between;
    let mut windows: Vec<Window> = Vec::new();
    for free in &problem.volunteers[person].free {
        if forbidden.is_empty() {
            windows.push(*free);
            continue;
        }
        let mut from = free.from;
        for at in (free.from.0..free.to.0).map(Slot) {
            let next = Slot(at.0 + 1);
            if forbidden.iter().any(|window| !window.within(at, next).is_empty()) {
                if from < at {
                    windows.push(Window { from, to: at });
                }
                from = next;
            }
        }
        if from < free.to {
            windows.push(Window { from, to: free.to });
        }
    }
    windows
}

/// The most minutes that a person can give over the horizon, where minutes count by the clock.
pub(super) fn minutes(problem: &Problem, person: VolunteerId, windows: &[Window]) -> i128 {
    let (rules, volunteer) = (problem.rules_of(person), &problem.volunteers[person]);
    let slot = problem.grid.slot_minutes().0;
    let mut most: i64 = windows.iter().map(|window| i64::from(window.to.0 - window.from.0) * slot).sum();
    let mut dates: Vec<u32> = windows
        .iter()
        .flat_map(|window| problem.grid.day_of(window.from).0..=problem.grid.day_before(window.to).0)
        .collect();
    dates.dedup();
    let dates = dates.len() as i64;
    if let Some(per_day) = rules.max_minutes_per_day {
        most = most.min(per_day.0.saturating_mul(dates));
    }
    if let Some(shifts) = rules.max_shifts_per_day {
        most = most.min(problem.longest_duty().0.saturating_mul(i64::from(shifts)).saturating_mul(dates));
    }
    if let Some(in_all) = rules.max_minutes {
        most = most.min((in_all - volunteer.history.minutes).0.max(0));
    }
    // What is kept is a fact, whatever it breaks.
    let kept: i64 = volunteer.kept.iter().map(|duty| i64::from(duty.slots()) * slot).sum();
    i128::from(most + kept)
}
