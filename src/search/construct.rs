//! The first plan, and sweeps of best response.

use super::Hand;
use super::worth::By;
use crate::ground::Day;
use crate::model::UnitId;
use crate::path::{Lane, Reach};

/// Gives everybody, the least free first, the best path for prices with a lean to what is short; then sweeps.
///
/// At every moment the plan keeps all rules, so `stopped` may end it anywhere. Answers whether it was finished.
pub fn construct(hand: &mut Hand<'_>, stopped: &dyn Fn() -> bool) -> bool {
    let mut order: Vec<UnitId> = hand.problem.units.ids().collect();
    let freedom = |unit: UnitId| -> u32 {
        let spans = hand.graphs.of[unit].spans.iter();
        spans.map(|span| span.to.0 - span.from.0).sum()
    };
    order.sort_by_key(|&unit| freedom(unit));
    let windows = if hand.is_long() { windows(hand.problem.grid.days()) } else { vec![Reach::All] };
    for reach in windows {
        for &unit in &order {
            if stopped() {
                hand.keep_in_proportion(None);
                hand.remember();
                return false;
            }
            if let Reach::Days(_, until) = reach {
                hand.keep_in_proportion(Some(until));
            }
            if hand.graphs.of[unit].lane != Lane::Stints {
                place(hand, unit, reach);
            } else if !improve(hand, unit, By::Prices, reach) {
                improve(hand, unit, By::Marginals, reach);
            }
        }
    }
    hand.keep_in_proportion(None);
    hand.remember();
    true
}

/// Gives the unit its best path for prices, in the hope that others follow whoever is the first of a team. What the plan costs
/// on the way says little of what it comes to.
///
/// Measured on rich days of 1,500 over eight, 10 s: 156,330, and 161,243 where nobody was placed who made the plan dearer.
fn place(hand: &mut Hand<'_>, unit: UnitId, reach: Reach) {
    let before = hand.clear(unit, reach);
    hand.hope(true);
    let roster = hand.best_roster(unit, By::Prices, reach);
    hand.hope(false);
    hand.set(unit, roster.unwrap_or(before));
}

/// So many dates are planned at once where the horizon is too long.
const DATES_AT_ONCE: usize = 28;

/// The whole horizon, some weeks at a time.
fn windows(days: usize) -> Vec<Reach> {
    let day = |day: usize| Day(day as u32);
    let firsts = (0..days).step_by(DATES_AT_ONCE);
    firsts.map(|first| Reach::Days(day(first), day((first + DATES_AT_ONCE).min(days)))).collect()
}

/// Lets every unit, in order, take the roster that lowers the cost most as the others stand. Answers how many moved,
/// or nothing where `stopped` ended it.
pub fn sweep(hand: &mut Hand<'_>, stopped: &dyn Fn() -> bool) -> Option<usize> {
    let mut moved = 0;
    for unit in hand.problem.units.ids() {
        if stopped() {
            hand.remember();
            return None;
        }
        moved += usize::from(improve(hand, unit, By::Marginals, Reach::All));
    }
    hand.remember();
    Some(moved)
}

/// Puts the unit anew by its best path; keeps it where the cost falls. Answers whether it did.
pub fn improve(hand: &mut Hand<'_>, unit: UnitId, by: By, reach: Reach) -> bool {
    let cost = hand.running.total();
    let before = hand.clear(unit, reach);
    let better = match hand.best_roster(unit, by, reach) {
        Some(roster) if roster != before => {
            hand.set(unit, roster);
            hand.running.total() < cost
        }
        _ => false,
    };
    if !better {
        hand.set(unit, before);
    }
    better
}
