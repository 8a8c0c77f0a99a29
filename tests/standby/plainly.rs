//! Turnout, slowly and plainly: every draw by itself, every place tried out by the cost of the whole plan.

use rifada::ground::{Cost, IdVec, Seed, Slot};
use rifada::model::{Duty, Plan, Problem, UnitId, VolunteerId};
use rifada::score::legal::is_legal;
use rifada::score::plain;
use std::ops::Range;

/// What lines and teams cost.
fn of_lines(problem: &Problem, plan: &Plan) -> Cost {
    let terms = plain::cost(problem, plan);
    terms.shortage + terms.surplus + terms.supervision
}

/// What all costs and what people missing are expected to come to, over these draws together.
pub fn expected(problem: &Problem, plan: &Plan, seed: u64, draws: Range<u32>) -> (Cost, Cost) {
    let own: Cost =
        plan.rosters.pairs().map(|(id, roster)| plain::own_cost(problem, id, roster).total()).sum();
    let (mut cost, mut shortage) = (Cost::ZERO, Cost::ZERO);
    for draw in draws {
        let seed = &mut Seed::part(seed, u64::from(draw));
        let comes: IdVec<VolunteerId, bool> =
            problem.volunteers.iter().map(|person| seed.chance(u32::from(person.show_up))).collect();
        let mut day = plan.clone();
        for (id, comes) in comes.pairs() {
            if !comes {
                day.rosters[id].clear();
            }
        }
        for unit in problem.units.ids() {
            let first = problem.units[unit].members[0];
            let standby = plan.rosters[first].iter().filter(|duty| problem.posts[duty.post].standby);
            for &reserve in standby {
                send(problem, plan, &comes, (unit, reserve), &mut day);
            }
        }
        cost += of_lines(problem, &day) + own;
        shortage += plain::cost(problem, &day).shortage;
    }
    (cost, shortage)
}

/// Sends the people of a unit to where they save most in a draw.
fn send(
    problem: &Problem,
    plan: &Plan,
    comes: &IdVec<VolunteerId, bool>,
    (unit, reserve): (UnitId, Duty),
    day: &mut Plan,
) {
    let members = &problem.units[unit].members;
    let mut best: Option<(Cost, Plan)> = None;
    let before = of_lines(problem, day);
    for (id, post) in problem.posts.pairs() {
        if post.standby || post.zone != problem.posts[reserve.post].zone {
            continue;
        }
        for from in reserve.from.0..reserve.to.0 {
            let last =
                post.latest_end[from as usize].0.min(reserve.to.0).min(from.saturating_add(post.max_slots));
            let duty = Duty { from: Slot(from), to: Slot(last), post: id };
            let may = |member: &VolunteerId| {
                let mut roster = plan.rosters[*member].clone();
                roster.retain(|other| *other != reserve);
                roster.push(duty);
                roster.sort_unstable();
                is_legal(problem, *member, &roster)
            };
            if last < from + post.min_slots || !members.iter().all(may) {
                continue;
            }
            let mut tried = day.clone();
            for &member in members.iter().filter(|member| comes[**member]) {
                tried.rosters[member].push(duty);
            }
            let heads = &plain::heads(problem, &tried)[id][from as usize..last as usize];
            let saved = before - of_lines(problem, &tried);
            let has_room = post.max_people.is_none_or(|most| heads.iter().all(|heads| *heads <= most));
            if has_room && saved > best.as_ref().map_or(Cost::ZERO, |best| best.0) {
                best = Some((saved, tried));
            }
        }
    }
    if let Some((_, sent)) = best {
        *day = sent;
    }
}
