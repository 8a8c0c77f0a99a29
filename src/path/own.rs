//! What a unit's roster costs its members themselves: wishes, changes, travel, fairness, minima.
//!
//! Everything here is relative to the roster without any duty, so that an empty path is worth exactly nothing. Wishes
//! and changes belong to single duties, travel to successions, fairness and minima to the sum of minutes.

use crate::ground::{Cost, Minutes, Slot};
use crate::model::{Duty, PostId, Problem, Unit, UnitId, VolunteerId, Wish, WishKind};

/// Is service at `post` "there" for the wish?
fn is_there(problem: &Problem, wish: &Wish, post: PostId) -> bool {
    let place = &problem.posts[post];
    wish.point.is_none_or(|point| place.point == point) && wish.tag.is_none_or(|tag| place.has_tag(tag))
}

/// What an hour of service at `post` inside the wish's window costs: negative where it is wished for.
fn rate(problem: &Problem, wish: &Wish, post: PostId) -> i64 {
    let there = is_there(problem, wish, post);
    let weight = i64::from(wish.weight.0);
    match wish.kind {
        WishKind::Avoid if there => weight,
        WishKind::Prefer if there => -weight,
        WishKind::Rather if !there => weight,
        _ => 0,
    }
}

/// Minutes that the half-open intervals share.
fn overlap(a: Minutes, b: Minutes, from: Minutes, to: Minutes) -> Minutes {
    Minutes((b.0.min(to.0) - a.0.max(from.0)).max(0))
}

/// The wishes of a unit's members, as cost of one duty: wishes are linear in the minutes served.
pub fn wish_cost(problem: &Problem, unit: &Unit, duty: Duty) -> Cost {
    let (from, to) = (problem.grid.minutes(duty.from), problem.grid.minutes(duty.to));
    let wishes = unit.members.iter().flat_map(|&member| problem.volunteers[member].wishes.iter());
    wishes
        .map(|wish| {
            let minutes = overlap(from, to, wish.from, wish.to);
            Cost::units(i128::from(rate(problem, wish, duty.post)) * i128::from(minutes.0) * 60)
        })
        .sum()
}

/// Adds to `units` what each slot from `from` on at `post` costs by wishes, in units of 1/3600.
pub fn add_wish_units(problem: &Problem, unit: &Unit, post: PostId, from: Slot, units: &mut [i64]) {
    for &member in &unit.members {
        for wish in &problem.volunteers[member].wishes {
            let rate = rate(problem, wish, post);
            if rate == 0 {
                continue;
            }
            for (offset, units) in units.iter_mut().enumerate() {
                let slot = Slot(from.0 + offset as u32);
                let start = problem.grid.minutes(slot);
                let minutes = overlap(start, start + problem.grid.slot_minutes(), wish.from, wish.to);
                *units += rate * minutes.0 * 60;
            }
        }
    }
}

/// What having `duty` costs by changes, against not having it: negative for a published one.
pub fn change_cost(problem: &Problem, unit: &Unit, duty: Duty) -> Cost {
    let Some(weights) = &problem.objective.change_weight else { return Cost::ZERO };
    let length = Minutes(i64::from(duty.slots()) * problem.grid.slot_minutes().0);
    let once = Cost::of(weights[duty.from.index()], length);
    unit.members
        .iter()
        .map(|&member| if problem.volunteers[member].published.contains(&duty) { -once } else { once })
        .sum()
}

/// What the way from home to `duty` costs its members, as the first duty of a date.
pub fn home_cost(problem: &Problem, unit: &Unit, duty: Duty) -> Cost {
    let zone = problem.posts[duty.post].zone;
    let homes = unit.members.iter().filter_map(|&member| problem.volunteers[member].home);
    homes
        .map(|home| Cost::of(problem.objective.travel_weight, problem.travel.minutes(home, zone, duty.from)))
        .sum()
}

/// What the way from one duty to the next of the same date costs the unit's members.
pub fn way_cost(problem: &Problem, unit: &Unit, before: Duty, after: Duty) -> Cost {
    let (from, to) = (problem.posts[before.post].zone, problem.posts[after.post].zone);
    let minutes = problem.travel.minutes(from, to, before.to);
    Cost::of(problem.objective.travel_weight, minutes).times(unit.members.len() as i128)
}

/// What `minutes` counted minutes in all cost one volunteer by fairness, and by minimum; the history on top.
fn end_costs_of(problem: &Problem, volunteer: VolunteerId, minutes: Minutes) -> (Cost, Cost) {
    let rules = problem.rules_of(volunteer);
    let total = minutes + problem.volunteers[volunteer].history.minutes;
    let fairness = match problem.objective.fairness {
        Some(fair) => Cost::of_square(fair.weight, Minutes((total - fair.share).0.max(0))),
        None => Cost::ZERO,
    };
    (fairness, Cost::of(rules.min_minutes_weight, Minutes((rules.min_minutes - total).0.max(0))))
}

fn end_cost_of(problem: &Problem, volunteer: VolunteerId, minutes: Minutes) -> Cost {
    let (fairness, minimum) = end_costs_of(problem, volunteer, minutes);
    fairness + minimum
}

/// What `minutes` counted minutes in all cost the unit by fairness and minima, against none.
pub fn end_cost(problem: &Problem, unit: &Unit, minutes: Minutes) -> Cost {
    let members = unit.members.iter();
    members
        .map(|&member| end_cost_of(problem, member, minutes) - end_cost_of(problem, member, Minutes(0)))
        .sum()
}

/// The least that `minutes` or more counted minutes in all cost the unit by fairness and minima, against none.
pub fn least_end_cost(problem: &Problem, unit: &Unit, minutes: Minutes) -> Cost {
    let members = unit.members.iter();
    members
        .map(|&member| end_costs_of(problem, member, minutes).0 - end_cost_of(problem, member, Minutes(0)))
        .sum()
}

/// What the roster without any duty costs the unit's members: the zero that all else here is relative to.
pub fn empty_cost(problem: &Problem, id: UnitId) -> Cost {
    let mut cost = Cost::ZERO;
    for &member in &problem.units[id].members {
        let volunteer = &problem.volunteers[member];
        cost += end_cost_of(problem, member, Minutes(0));
        for wish in volunteer.wishes.iter().filter(|wish| wish.kind == WishKind::Prefer) {
            cost += Cost::of(wish.weight, wish.to - wish.from);
        }
        if let Some(weights) = &problem.objective.change_weight {
            for duty in &volunteer.published {
                let length = Minutes(i64::from(duty.slots()) * problem.grid.slot_minutes().0);
                cost += Cost::of(weights[duty.from.index()], length);
            }
        }
    }
    cost
}

/// What `roster` costs the unit's members, against the roster without any duty. Duties are sorted by time.
pub fn roster_cost(problem: &Problem, id: UnitId, roster: &[Duty]) -> Cost {
    let unit = &problem.units[id];
    let mut cost = Cost::ZERO;
    let mut minutes = Minutes(0);
    let mut before: Option<Duty> = None;
    for &duty in roster {
        cost += wish_cost(problem, unit, duty) + change_cost(problem, unit, duty);
        minutes += problem.counted(duty);
        if problem.objective.travel_weight.0 > 0 {
            cost += match before {
                Some(before) if problem.grid.day_of(before.from) == problem.grid.day_of(duty.from) => {
                    way_cost(problem, unit, before, duty)
                }
                _ => home_cost(problem, unit, duty),
            };
        }
        before = Some(duty);
    }
    cost + end_cost(problem, unit, minutes)
}
