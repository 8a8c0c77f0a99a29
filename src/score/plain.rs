//! What a plan costs: the eight terms, added up from nothing, slowly and plainly.
//!
//! This is the definition that everything faster is checked against.

use super::CostTerms;
use crate::ground::{Cost, IdVec, Minutes, Slot};
use crate::model::{
    Duty, LineId, LinePlace, Plan, PostId, Problem, Roster, UnitId, VolunteerId, Wish, WishKind,
};
use std::collections::BTreeSet;

/// The cost of `plan`, by term.
pub fn cost(problem: &Problem, plan: &Plan) -> CostTerms {
    let own: CostTerms = plan.rosters.pairs().map(|(id, roster)| own_cost(problem, id, roster)).sum();
    own + of_lines(problem, plan) + of_teams(problem, plan)
}

/// The part of the cost that is one person's own: wishes, fairness, minimum, travel and changes.
pub fn own_cost(problem: &Problem, volunteer: VolunteerId, roster: &[Duty]) -> CostTerms {
    let mut duties: Roster = roster.iter().copied().filter(|duty| is_on_grid(problem, *duty)).collect();
    duties.sort_unstable();
    let person = &problem.volunteers[volunteer];
    let rules = problem.rules_of(volunteer);
    let counted: Minutes = duties.iter().map(|duty| problem.counted(*duty)).sum();
    let minutes = person.history.minutes + counted;

    let wishes = person.wishes.iter().map(|wish| of_wish(problem, wish, &duties)).sum();
    let fairness = problem.objective.fairness.map_or(Cost::ZERO, |fairness| {
        let above = (minutes - fairness.share).max(Minutes(0));
        Cost::of_square(fairness.weight, above)
    });
    let minimum = Cost::of(rules.min_minutes_weight, (rules.min_minutes - minutes).max(Minutes(0)));
    let travel = Cost::of(problem.objective.travel_weight, on_the_way(problem, volunteer, &duties));
    let changes = of_changes(problem, volunteer, &duties);
    CostTerms { wishes, fairness, minimum, travel, changes, ..CostTerms::default() }
}

/// The part of the cost that is a unit's own: all its members serve the same roster.
pub fn own_cost_of_unit(problem: &Problem, unit: UnitId, roster: &[Duty]) -> CostTerms {
    problem.units[unit].members.iter().map(|&member| own_cost(problem, member, roster)).sum()
}

/// The cover of each line in each slot: Σ coefficient over the people on duty who meet the term's need.
pub fn line_cover(problem: &Problem, plan: &Plan) -> IdVec<LineId, Vec<i64>> {
    let mut cover = IdVec::filled(vec![0; problem.grid.slots()], problem.lines.len());
    for (volunteer, duty) in plan.duties().filter(|(_, duty)| is_on_grid(problem, *duty)) {
        let traits = &problem.volunteers[volunteer].traits;
        let first = i64::from(problem.grid.day_of(duty.from).0);
        let last = i64::from(problem.grid.day_before(duty.to).0);
        for term in &problem.posts[duty.post].terms {
            if traits.meet(&problem.needs[term.need], first, last) {
                for slot in duty.from.index()..duty.to.index() {
                    cover[term.line][slot] += term.coefficient;
                }
            }
        }
    }
    cover
}

/// How many people are on duty at each post in each slot.
pub fn heads(problem: &Problem, plan: &Plan) -> IdVec<PostId, Vec<u32>> {
    let mut heads = IdVec::filled(vec![0; problem.grid.slots()], problem.posts.len());
    for (_, duty) in plan.duties().filter(|(_, duty)| is_on_grid(problem, *duty)) {
        for slot in duty.from.index()..duty.to.index() {
            heads[duty.post][slot] += 1;
        }
    }
    heads
}

/// Every demand line and slot with people missing, and how many; lines of weight 0 too; by line, then slot.
pub fn shortages(problem: &Problem, plan: &Plan) -> Vec<(LineId, Slot, i64)> {
    let cover = line_cover(problem, plan);
    let mut missing = Vec::new();
    for (id, line) in problem.lines.pairs().filter(|(_, line)| line.is_demand()) {
        for (slot, covered) in cover[id].iter().enumerate() {
            let slot = Slot(slot as u32);
            let short = line.demand_in(slot) - covered;
            if short > 0 {
                missing.push((id, slot, short));
            }
        }
    }
    missing
}

/// Shortage and surplus of demand lines, and the short side of supervision rules.
fn of_lines(problem: &Problem, plan: &Plan) -> CostTerms {
    let cover = line_cover(problem, plan);
    let mut terms = CostTerms::default();
    for (id, line) in problem.lines.pairs() {
        for (slot, &covered) in cover[id].iter().enumerate() {
            let demand = line.demand_in(Slot(slot as u32));
            let (short, over) = line.cost(demand, covered, problem.grid.slot_minutes());
            match line.place {
                LinePlace::Post(..) | LinePlace::Shared(..) => {
                    terms.shortage += short;
                    terms.surplus += over;
                }
                LinePlace::Supervision(..) => terms.supervision += short,
            }
        }
    }
    terms
}

/// What teams cost that are too small, where somebody is on duty at all.
fn of_teams(problem: &Problem, plan: &Plan) -> CostTerms {
    let heads = heads(problem, plan);
    let mut terms = CostTerms::default();
    for (id, post) in problem.posts.pairs() {
        let Some(team) = post.team else { continue };
        for &people in heads[id].iter().filter(|&&people| 0 < people && people < team.people) {
            let hour = Cost::of(team.weight, problem.grid.slot_minutes());
            terms.supervision += hour.times(i128::from(team.people - people));
        }
    }
    terms
}

fn of_wish(problem: &Problem, wish: &Wish, duties: &[Duty]) -> Cost {
    let mut inside = Minutes(0);
    let mut there = Minutes(0);
    for duty in duties {
        let post = &problem.posts[duty.post];
        let from = problem.grid.minutes(duty.from).max(wish.from);
        let to = problem.grid.minutes(duty.to).min(wish.to);
        let served = (to - from).max(Minutes(0));
        inside += served;
        if wish.point.is_none_or(|point| point == post.point) && wish.tag.is_none_or(|tag| post.has_tag(tag))
        {
            there += served;
        }
    }
    let window = (wish.to - wish.from).max(Minutes(0));
    let against = match wish.kind {
        WishKind::Prefer => window - there,
        WishKind::Avoid => there,
        WishKind::Rather => inside - there,
    };
    Cost::of(wish.weight, against)
}

/// Minutes on the way: between duties of one date, and from home to the first duty of each date.
fn on_the_way(problem: &Problem, volunteer: VolunteerId, duties: &[Duty]) -> Minutes {
    let mut way = Minutes(0);
    let mut before: Option<&Duty> = None;
    for duty in duties {
        let there = problem.posts[duty.post].zone;
        let on = problem.grid.day_of(duty.from);
        let same_date = before.filter(|before| problem.grid.day_of(before.from) == on);
        if let Some(before) = same_date {
            way += problem.travel.minutes(problem.posts[before.post].zone, there, before.to);
        } else if let Some(home) = problem.volunteers[volunteer].home {
            way += problem.travel.minutes(home, there, duty.from);
        }
        before = Some(duty);
    }
    way
}

/// What the duties cost that are in exactly one of the published roster and this one.
fn of_changes(problem: &Problem, volunteer: VolunteerId, duties: &[Duty]) -> Cost {
    let Some(weights) = &problem.objective.change_weight else { return Cost::ZERO };
    let old: BTreeSet<&Duty> = problem.volunteers[volunteer].published.iter().collect();
    let new: BTreeSet<&Duty> = duties.iter().collect();
    let changed = old.symmetric_difference(&new);
    changed.map(|duty| Cost::of(weights[duty.from.index()], length(problem, duty))).sum()
}

fn length(problem: &Problem, duty: &Duty) -> Minutes {
    problem.grid.minutes(duty.to) - problem.grid.minutes(duty.from)
}

/// Is the duty not empty and inside the horizon? Others cover nothing.
fn is_on_grid(problem: &Problem, duty: Duty) -> bool {
    duty.from < duty.to && duty.to <= problem.grid.end()
}
