//! Caps in every window of so many dates.

use super::Step;
use crate::ground::{Day, Minutes};

/// Does the window that ends on the next duty's date stay within its caps?
///
/// Windows that end later are asked by the duties that come later.
pub(super) fn admits(step: &Step<'_>) -> bool {
    let day = step.day();
    step.rules.rolling.iter().all(|rule| {
        let past = step.since(Day((day.0 + 1).saturating_sub(rule.days)));
        let minutes: Minutes = past.iter().map(|duty| step.problem.counted(*duty)).sum();
        let mut days = 1;
        let mut last = day;
        for duty in past.iter().rev() {
            let worked = step.day_of(*duty);
            days += u32::from(worked != last);
            last = worked;
        }
        rule.max_minutes.is_none_or(|most| minutes + step.problem.counted(step.next) <= most)
            && rule.max_days.is_none_or(|most| days <= most)
    })
}
