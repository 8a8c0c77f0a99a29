//! What must lie between two duties in a row: no overlap, a break or a rest, and the way.

use super::Served;
use crate::score::Breach;

/// Adds the gaps that are too short.
pub(super) fn judge(served: &Served, broken: &mut Vec<Breach>) {
    let (problem, rules, volunteer) = (served.problem, served.rules, served.volunteer);
    for pair in served.duties.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let at = after.from;
        if after.from < before.to {
            broken.push(Breach::Overlap { volunteer, at });
            continue;
        }
        let minutes = problem.grid.minutes(after.from) - problem.grid.minutes(before.to);
        let same_date = problem.grid.day_of(before.from) == problem.grid.day_of(after.from);
        let pause = if same_date { rules.min_break } else { rules.min_rest };
        let (here, there) = (problem.posts[before.post].zone, problem.posts[after.post].zone);
        let needed = pause.max(problem.travel.minutes(here, there, before.to));
        if minutes < needed {
            broken.push(Breach::Gap { volunteer, at, minutes, needed });
        }
    }
    if let (Some(first), Some(last_end)) = (served.duties.first(), served.person.history.last_end) {
        let minutes = problem.grid.minutes(first.from) - last_end;
        if minutes < rules.min_rest {
            broken.push(Breach::HistoryRest { volunteer, minutes, needed: rules.min_rest });
        }
    }
}
