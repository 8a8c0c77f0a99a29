//! Caps by tag and forbidden successions.

use super::Step;
use crate::ground::Day;

/// Does the next duty stay within the caps on its tags, and may it follow the date before?
pub(super) fn admits(step: &Step<'_>) -> bool {
    let Step { problem, rules, .. } = *step;
    let next = &problem.posts[step.next.post];
    let capped = rules.max_duties.iter().all(|rule| {
        let counts = |post: &crate::model::Post| rule.tag.is_none_or(|tag| post.has_tag(tag));
        !counts(next)
            || step.past.iter().filter(|duty| counts(&problem.posts[duty.post])).count() < rule.max as usize
    });
    let day = step.day();
    capped
        && rules.not_next_day.iter().all(|rule| {
            let yesterday = || {
                let since = step.since(Day(day.0.wrapping_sub(1)));
                since.iter().take_while(|duty| step.day_of(**duty) < day)
            };
            !next.has_tag(rule.then)
                || day.0 == 0
                || !yesterday().any(|duty| problem.posts[duty.post].has_tag(rule.after))
        })
}
