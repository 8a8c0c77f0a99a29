//! Duties and minutes per date, and minutes in all.

use super::Step;
use crate::ground::Minutes;

/// Does the next duty stay within the caps of its date and of the horizon?
pub(super) fn admits(step: &Step<'_>) -> bool {
    let Step { problem, member, rules, next, .. } = *step;
    let counted = problem.counted(next);
    let today = step.since(step.day());
    let most = rules.max_shifts_per_day.unwrap_or(u32::MAX) as usize;
    if today.len() >= most {
        return false;
    }
    let minutes =
        |duties: &[crate::model::Duty]| -> Minutes { duties.iter().map(|d| problem.counted(*d)).sum() };
    let in_day = rules.max_minutes_per_day.is_none_or(|most| minutes(today) + counted <= most);
    let in_all = rules
        .max_minutes
        .is_none_or(|most| minutes(step.past) + counted + problem.volunteers[member].history.minutes <= most);
    in_day && in_all
}
