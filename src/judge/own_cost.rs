//! The part of the cost that is each person's own: wishes, fairness, the minimum and the way; and changes.

use super::case::{Case, Duty, Wish};
use super::exact::{Costs, Term};
use super::facts::Facts;
use super::roster::Rosters;
use super::rules_sum::minutes;
use super::unjudgeable::Unjudgeable;
use crate::io::scenario::WishKind;
use std::collections::BTreeSet;

/// Adds everybody's own cost.
pub(super) fn add(case: &Case<'_>, plan: &Rosters, costs: &mut Costs) -> Result<(), Unjudgeable> {
    let objective = case.scenario.objective.as_ref();
    let fairness = objective.and_then(|objective| objective.fairness.as_ref());
    let travel_weight = objective.and_then(|objective| objective.travel_weight).unwrap_or(0);
    // Rosters are in the order of people, so each person's follow those of the one before.
    let mut left = plan.all();
    for (place, person) in case.people.iter().enumerate() {
        let duties;
        (duties, left) = left.split_at(left.iter().take_while(|(who, _)| *who == place).count());
        for wish in &person.wishes {
            costs.add_hours(Term::Wishes, wish.weight, unwished(case, wish, duties), 1)?;
        }
        let served = minutes(case, place, duties);
        if let Some(fairness) = fairness {
            let above = served - i64::from(fairness.share_minutes);
            costs.add_square(Term::Fairness, i64::from(fairness.weight), above.max(0))?;
        }
        let limits = case.limits(person);
        let missing = (limits.min_minutes - served).max(0);
        costs.add_hours(Term::Minimum, limits.min_minutes_weight, missing, 1)?;
        if travel_weight > 0 {
            let minutes = on_the_way(case, person.home, duties);
            costs.add_hours(Term::Travel, i64::from(travel_weight), minutes, 1)?;
        }
    }
    Ok(())
}

/// The minutes for which a wish is not met.
fn unwished(case: &Case<'_>, wish: &Wish<'_>, duties: &[(usize, Duty)]) -> i64 {
    let mut there = 0;
    let mut anywhere = 0;
    for (_, duty) in duties {
        let minutes = (duty.to.min(wish.to) - duty.from.max(wish.from)).max(0);
        let stand = &case.posts[duty.post];
        let is_there = wish.point.is_none_or(|point| stand.point.id == point)
            && wish.tag.is_none_or(|tag| stand.bears(tag));
        anywhere += minutes;
        there += if is_there { minutes } else { 0 };
    }
    match wish.kind {
        WishKind::Avoid => there,
        WishKind::Rather => anywhere - there,
        WishKind::Prefer => (wish.to.min(case.clock.end) - wish.from.max(0)).max(0) - there,
    }
}

/// The minutes between duties that start on the same date, and from home to the first of each date.
fn on_the_way(case: &Case<'_>, home: Option<usize>, duties: &[(usize, Duty)]) -> i64 {
    let clock = &case.clock;
    let mut sum = 0;
    let mut before: Option<Duty> = None;
    for (_, duty) in duties {
        let zone = case.posts[duty.post].zone;
        sum += match (before, home) {
            (Some(before), _) if clock.date(before.from) == clock.date(duty.from) => {
                case.travel.minutes(case.posts[before.post].zone, zone, clock.face(before.to))
            }
            (_, Some(home)) => case.travel.minutes(home, zone, clock.face(duty.from)),
            (_, None) => 0,
        };
        before = Some(*duty);
    }
    sum
}

/// Adds what the changes to the published roster cost.
pub(super) fn add_changes(
    case: &Case<'_>,
    facts: &Facts,
    plan: &Rosters,
    costs: &mut Costs,
) -> Result<(), Unjudgeable> {
    let changes = case.scenario.objective.as_ref().and_then(|objective| objective.changes.as_ref());
    let Some(changes) = changes else { return Ok(()) };
    let mut tiers: Vec<(i64, i64)> =
        changes.tiers.iter().map(|tier| (i64::from(tier.within_minutes), i64::from(tier.weight))).collect();
    tiers.sort_unstable();
    let planned: BTreeSet<(usize, Duty)> = plan.all().iter().copied().collect();
    for (_, duty) in facts.published.symmetric_difference(&planned) {
        let ahead = duty.from - facts.now.unwrap_or(0);
        let tier = tiers.iter().find(|(within, _)| *within >= ahead);
        let weight = tier.map_or(i64::from(changes.weight), |(_, weight)| *weight);
        costs.add_hours(Term::Changes, weight, duty.to - duty.from, 1)?;
    }
    Ok(())
}
