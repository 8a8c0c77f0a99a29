//! Rest between duties, on the same date or on different ones, and time for the way.

use super::Step;
use crate::ground::Minutes;

/// Is there rest enough before the next duty, and time to get there?
pub(super) fn admits(step: &Step<'_>) -> bool {
    let Step { problem, member, rules, next, .. } = *step;
    let start = problem.grid.minutes(next.from);
    let Some(&last) = step.past.last() else {
        let history = problem.volunteers[member].history.last_end;
        return history.is_none_or(|end| start - end >= rules.min_rest);
    };
    let rest = if step.day_of(last) == step.day() { rules.min_break } else { rules.min_rest };
    let way = problem.travel.minutes(problem.posts[last.post].zone, problem.posts[next.post].zone, last.to);
    start - problem.grid.minutes(last.to) >= rest.max(way).max(Minutes(0))
}
