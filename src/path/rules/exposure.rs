//! Caps on heat: minutes at posts of one setting inside a daily window.

use super::Step;
use crate::ground::Minutes;
use crate::model::Exposure;

/// Does the next duty stay within the caps on heat, with what came before on the same dates?
pub(super) fn admits(step: &Step<'_>) -> bool {
    step.rules.exposure.iter().all(|rule| {
        let next = step.next;
        if step.problem.posts[next.post].setting != rule.setting {
            return true;
        }
        let parts = rule.window.within(next.from, next.to);
        let mut dates: Vec<i64> = parts.iter().map(|part| part.1).collect();
        dates.dedup();
        dates.iter().all(|&date| {
            let own: Minutes = parts.iter().filter(|part| part.1 == date).map(|part| part.2).sum();
            own + before(step, rule, date) <= rule.max_minutes
        })
    })
}

/// Minutes already spent in the window that opened on `date`.
fn before(step: &Step<'_>, rule: &Exposure, date: i64) -> Minutes {
    let mut spent = Minutes(0);
    for duty in step.past.iter().filter(|duty| step.problem.posts[duty.post].setting == rule.setting) {
        let parts = rule.window.within(duty.from, duty.to).iter();
        spent += parts.filter(|part| part.1 == date).map(|part| part.2).sum();
    }
    spent
}
