//! The certificate: prices in whole numbers, and the bound they prove in exact arithmetic.
//!
//! Prices are rounded to whole multiples of a fraction of the cost unit and cut to what is allowed, so that they are
//! valid whatever the loop that found them did. Every plan's cost is a whole multiple of a grain, so the bound rounds
//! up to the next.

use super::{Prices, Rows};
use crate::ground::{Cost, IdVec};
use crate::model::{LineId, Problem, UnitId};
use crate::path::{Graphs, Number, Offer, ceilings, own};

/// How many units are priced before somebody may stop it: all by tables, or some one by one.
const AT_ONCE: (usize, usize) = (1 << 14, 256);
/// Whole fractions of a cost unit (1/3600) that certificate prices count in.
pub const FRACTIONS: i64 = 256;

/// Prices that prove a bound, in 1/(3600 × 256) of cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// At `line × slots + slot`.
    pub line: Vec<i64>,
    /// At `post × slots + slot`; empty where no post has a cap.
    pub head: Vec<i64>,
    /// What they prove before it is rounded up to what a plan can cost; it may be less than nothing.
    pub proven: i128,
    /// No plan costs less.
    pub bound: Cost,
}

/// The bound that `prices` prove, in exact arithmetic; nothing where `stopped` says so before all is summed up.
pub fn certify(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    prices: &Prices,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    let line: Vec<i64> = prices
        .line
        .iter()
        .enumerate()
        .map(|(row, &price)| {
            let line = rows.line_of(row);
            let least = -rows.over_units[line].saturating_mul(i128::from(FRACTIONS));
            let most = rows.short_units[line].saturating_mul(i128::from(FRACTIONS));
            i128::from(whole(price)).clamp(least, most) as i64
        })
        .collect();
    // A charge where there is no cap would prove nothing.
    let charge = |(row, &price)| if rows.is_capped(row) { whole(price).min(0) } else { 0 };
    let head: Vec<i64> = prices.head.iter().enumerate().map(charge).collect();
    let proven = replay(problem, graphs, rows, &line, &head, stopped)?;
    let grain = grain(problem);
    let step = grain.in_units() * i128::from(FRACTIONS);
    let grains = proven.div_euclid(step) + i128::from(proven.rem_euclid(step) > 0);
    Some(Certificate { line, head, proven, bound: grain.times(grains).max(Cost::ZERO) })
}

/// A price in whole fractions.
fn whole(price: f32) -> i64 {
    (f64::from(price) * Cost::UNITS as f64 * FRACTIONS as f64).round() as i64
}

/// What whole prices prove, summed up exactly, in fractions.
fn replay(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    line: &[i64],
    head: &[i64],
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<i128> {
    let demanded: i128 =
        line.iter().zip(&rows.demand).map(|(&price, &demand)| i128::from(price) * i128::from(demand)).sum();
    let capped: i128 = (0..head.len())
        .filter(|&row| rows.is_capped(row))
        .map(|row| i128::from(head[row]) * i128::from(rows.cap[row]))
        .sum();
    let earned = if sums_fit(problem, line, head) {
        earned(problem, graphs, line, head, FRACTIONS, stopped)?
    } else {
        let wide = |prices: &[i64]| -> Vec<i128> { prices.iter().map(|&price| i128::from(price)).collect() };
        earned(problem, graphs, &wide(line), &wide(head), i128::from(FRACTIONS), stopped)?
    };
    let empty: Cost = problem.units.ids().map(|unit| own::empty_cost(problem, unit)).sum();
    Some(demanded + capped - earned + empty.in_units() * i128::from(FRACTIONS))
}

/// What all units' best paths earn together.
fn earned<V: Number + Into<i128>>(
    problem: &Problem,
    graphs: &Graphs,
    line: &[V],
    head: &[V],
    unit: V,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<i128> {
    let offer = Offer { line, head: (!head.is_empty()).then_some(head), heads: None, unit };
    let units: Vec<UnitId> = problem.units.ids().collect();
    let mut earned = 0;
    for batch in units.chunks(at_once(graphs)) {
        if stopped() {
            return None;
        }
        let ceilings = ceilings(problem, graphs, batch, &offer);
        earned += ceilings.iter().map(|(ceiling, _)| ceiling.value().into()).sum::<i128>();
    }
    Some(earned)
}

/// How many units are priced before somebody may stop it.
pub fn at_once(graphs: &Graphs) -> usize {
    if graphs.tabled.iter().all(|&tabled| tabled) { AT_ONCE.0 } else { AT_ONCE.1 }
}

/// Does no path's sum leave the range of `i64`?
fn sums_fit(problem: &Problem, line: &[i64], head: &[i64]) -> bool {
    let slots = problem.grid.slots();
    let most_of: IdVec<LineId, i64> = line
        .chunks(slots)
        .map(|prices| prices.iter().map(|p| p.unsigned_abs()).max().unwrap_or(0) as i64)
        .collect();
    let heads = head.iter().map(|price| price.unsigned_abs()).max().unwrap_or(0) as f64;
    let members = problem.units.iter().map(|unit| unit.members.len()).max().unwrap_or(1) as f64;
    let a_slot = problem
        .posts
        .iter()
        .map(|post| {
            let terms = post.terms.iter();
            terms.map(|term| most_of[term.line] as f64 * term.coefficient.unsigned_abs() as f64).sum::<f64>()
        })
        .fold(heads, f64::max);
    let weights: f64 = problem
        .volunteers
        .iter()
        .map(|volunteer| volunteer.wishes.iter().map(|wish| f64::from(wish.weight.0)).sum::<f64>())
        .fold(0.0, f64::max);
    let minimum = problem.rules.iter().map(|rules| f64::from(rules.min_minutes_weight.0)).fold(0.0, f64::max);
    let changes = problem.objective.change_weight.iter().flat_map(|weights| weights.iter());
    let changes = changes.map(|weight| f64::from(weight.0)).fold(0.0, f64::max);
    let hours = slots as f64 * problem.grid.slot_minutes().0 as f64 / 60.0;
    let history = problem.volunteers.iter().map(|v| v.history.minutes.0 as f64 / 60.0).fold(0.0, f64::max);
    let fairness = problem.objective.fairness.map_or(0.0, |fair| f64::from(fair.weight.0));
    let travel = f64::from(problem.objective.travel_weight.0) * 24.0;
    let hourly = weights + minimum + changes + travel;
    let own =
        (hourly + fairness * (hours + history)) * (hours + history) * Cost::UNITS as f64 * FRACTIONS as f64;
    (a_slot * slots as f64 + own) * members * 4.0 < i64::MAX as f64 / 16.0
}

/// The greatest cost that every plan's cost is a whole multiple of; at least one unit.
pub fn grain(problem: &Problem) -> Cost {
    let slot = problem.grid.slot_minutes().0;
    let hourly = |weight: u32, minutes: i64| i128::from(weight) * i128::from(minutes) * 60;
    let mut grain: i128 = 0;
    let mut add = |units: i128| grain = gcd(grain, units);
    for line in &problem.lines {
        add(hourly(line.weight.0, slot));
        add(hourly(line.surplus.0, slot));
    }
    for team in problem.posts.iter().filter_map(|post| post.team) {
        add(hourly(team.weight.0, slot));
    }
    for wish in problem.volunteers.iter().flat_map(|volunteer| &volunteer.wishes) {
        add(hourly(wish.weight.0, 1));
    }
    for volunteer in problem.volunteers.iter() {
        let rules = &problem.rules[volunteer.rules];
        if rules.min_minutes.0 > 0 {
            add(hourly(rules.min_minutes_weight.0, 1));
        }
    }
    if let Some(fair) = problem.objective.fairness {
        add(i128::from(fair.weight.0));
    }
    add(hourly(problem.objective.travel_weight.0, 1));
    for weight in problem.objective.change_weight.iter().flat_map(|weights| weights.iter()) {
        add(hourly(weight.0, slot));
    }
    Cost::units(grain.max(1))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
