//! The reserve: who goes on standby, and when, so that the expected shortage falls most.
//!
//! One after the other, whoever saves most over draws of who comes is added, as long as that is worth more than what it costs
//! them, or than what is lost where they serve now.

use crate::ground::ids::Id;
use crate::ground::{Cost, Slot};
use crate::model::{Duty, Plan, PostId, Problem, Roster, UnitId, VolunteerId};
use crate::score::legal::is_legal;
use crate::score::plain;
use crate::score::turnout::Turnout;

/// Draws by which people are chosen; what they buy is measured by others.
const DRAWS: u32 = 200;
/// How many people are looked at closely for each place in the reserve.
const LOOKED_AT: usize = 12;

/// The plan with a reserve at its standby posts, and how many people were added to it. Whoever serves already stays.
pub fn with_reserve(problem: &Problem, plan: &Plan, seed: u64) -> (Plan, usize) {
    let mut plan = plan.clone();
    let mut turnout = Turnout::new(problem, &plan, DRAWS, seed);
    let reserve: Vec<(VolunteerId, Duty)> =
        plan.duties().filter(|(_, duty)| problem.posts[duty.post].standby).collect();
    for (volunteer, duty) in reserve {
        turnout.send(volunteer, duty);
    }
    let mut added = 0;
    let mut passed = vec![false; problem.units.len()];
    while let Some((unit, duty)) = best(problem, &plan, &turnout, &mut passed) {
        for &member in &problem.units[unit].members {
            plan.rosters[member] = with(&plan.rosters[member], duty);
            turnout.send(member, duty);
            added += 1;
        }
    }
    (plan, added)
}

/// Whoever is worth most on standby, among the next who may be; those who are worth nothing are passed over from then on.
fn best(
    problem: &Problem,
    plan: &Plan,
    turnout: &Turnout<'_>,
    passed: &mut [bool],
) -> Option<(UnitId, Duty)> {
    let mut found: Option<(Cost, UnitId, Duty)> = None;
    let mut looked = 0;
    for unit in problem.units.ids() {
        if looked >= LOOKED_AT {
            break;
        }
        if passed[unit.index()] {
            continue;
        }
        match worth(problem, plan, turnout, unit) {
            Some((worth, duty)) => {
                looked += 1;
                if found.is_none_or(|(most, ..)| worth > most) {
                    found = Some((worth, unit, duty));
                }
            }
            None => passed[unit.index()] = true,
        }
    }
    found.map(|(_, unit, duty)| (unit, duty))
}

/// The standby duty that a unit's people may serve besides their own and that is worth most, over all draws; nothing where none
/// is worth anything.
fn worth(problem: &Problem, plan: &Plan, turnout: &Turnout<'_>, unit: UnitId) -> Option<(Cost, Duty)> {
    let members = &problem.units[unit].members;
    let first = members[0];
    let posts = problem.post_sets[problem.units[unit].posts].iter();
    let duties =
        posts.filter(|post| problem.posts[**post].standby).flat_map(|&post| duties(problem, unit, post));
    let mut found: Option<(Cost, Duty)> = None;
    for duty in duties {
        let roster = with(&plan.rosters[first], duty);
        if !members.iter().all(|&member| is_legal(problem, member, &roster))
            || is_crowded(problem, plan, unit, duty)
        {
            continue;
        }
        let mut worth = Cost::ZERO;
        for &member in members {
            worth += turnout.saving(member, duty);
            let own = |roster: &[Duty]| plain::own_cost(problem, member, roster).total();
            worth -= (own(&roster) - own(&plan.rosters[member])).times(i128::from(DRAWS));
        }
        if worth > found.map_or(Cost::ZERO, |(most, _)| most) {
            found = Some((worth, duty));
        }
    }
    found
}

/// The duties at a post inside the hours of a unit: the longest from each slot on.
fn duties(problem: &Problem, unit: UnitId, id: PostId) -> Vec<Duty> {
    let post = &problem.posts[id];
    let mut all = Vec::new();
    for window in &problem.units[unit].free {
        for from in window.from.max(problem.first_start).0..window.to.0 {
            let latest = post.latest_end[from as usize].min(window.to).0;
            let to = latest.min(from.saturating_add(post.max_slots));
            if to >= from.saturating_add(post.min_slots) {
                all.push(Duty { from: Slot(from), to: Slot(to), post: id });
            }
        }
    }
    all
}

/// Would the unit be too many at the post?
fn is_crowded(problem: &Problem, plan: &Plan, unit: UnitId, duty: Duty) -> bool {
    let Some(most) = problem.posts[duty.post].max_people else { return false };
    let meets = |other: &Duty| other.post == duty.post && other.from < duty.to && duty.from < other.to;
    let there = plan.duties().filter(|(_, other)| meets(other)).count();
    there + problem.units[unit].members.len() > most as usize
}

fn with(roster: &[Duty], duty: Duty) -> Roster {
    let mut all = roster.to_vec();
    all.push(duty);
    all.sort_unstable();
    all
}
