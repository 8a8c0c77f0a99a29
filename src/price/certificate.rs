//! The certificate: prices in whole numbers, and the bound they prove in exact arithmetic.
//!
//! Prices are rounded to whole multiples of a fraction of the cost unit and cut to what is allowed, so that they are
//! valid whatever the loop that found them did. Every plan's cost is a whole multiple of a grain, so the bound rounds
//! up to the next.

use super::{Prices, Rows};
use crate::ground::{Cost, IdVec, Minutes};
use crate::model::{LineId, Problem, Roster, UnitId};
use crate::path::days::relaxed::MOST_A_DAY;
use crate::path::{Graphs, Lane, Number, Offer, Stretches, ceilings, own};
use std::ops::RangeInclusive;

/// How many units are priced before somebody may stop it: fewer where their paths take long.
pub fn batch_of(graphs: &Graphs) -> usize {
    let is_quick =
        |unit| graphs.stretched[unit] || graphs.of_hours[unit] || graphs.of[unit].lane == Lane::Single;
    if graphs.of.ids().all(is_quick) { 1 << 13 } else { 1 << 6 }
}

/// Less than any prices prove.
const NOTHING: i128 = i128::MIN / 4;
/// Whole fractions of a cost unit (1/3600) that certificate prices count in.
pub const FRACTIONS: i64 = 256;
/// Whole fractions of a cost of one that certificate prices count in.
pub const PRICE_UNIT: i64 = Cost::UNITS as i64 * FRACTIONS;

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
    /// For how many people the proof leaves a rule out, or ends before it has looked at all their rosters: it allows them more
    /// than they can do.
    pub relaxed: usize,
}

impl Certificate {
    /// Where nothing is looked at yet: no prices, and that no plan costs less than nothing, whatever more they prove.
    pub fn of_nothing(rows: &Rows) -> Self {
        Self {
            line: vec![0; rows.demand.len()],
            head: vec![0; rows.cap.len()],
            proven: NOTHING,
            bound: Cost::ZERO,
            relaxed: 0,
        }
    }

    /// The prices in cost.
    pub fn prices(&self) -> Prices {
        let cost =
            |prices: &[i64]| prices.iter().map(|&price| (price as f64 / PRICE_UNIT as f64) as f32).collect();
        Prices { line: cost(&self.line), head: cost(&self.head) }
    }
}

/// The bound that `prices` prove, in exact arithmetic; nothing where `stopped` says so before all is summed up.
pub fn certify(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    prices: &Prices,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    certify_meeting(problem, graphs, rows, prices, &mut |_, _| {}, stopped)
}

/// The same, telling `met` the best roster of each unit under these prices.
pub fn certify_meeting(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    prices: &Prices,
    met: &mut dyn FnMut(UnitId, &Roster),
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    let line: Vec<i64> = prices
        .line
        .iter()
        .enumerate()
        .map(|(row, &price)| {
            let range = price_range(rows, rows.line_of(row));
            whole(price).clamp(*range.start(), *range.end())
        })
        .collect();
    let head = prices.head.iter().enumerate();
    let head = head.map(|(row, &price)| if rows.is_capped(row) { whole(price).min(0) } else { 0 }).collect();
    prove(problem, graphs, rows, line, head, met, stopped)
}

/// The bound that the whole weight proves as price wherever there is demand: with nobody to serve, the whole cost.
pub fn certify_weights(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    let weight = |(row, &demand): (usize, &i32)| {
        if demand > 0 { *price_range(rows, rows.line_of(row)).end() } else { 0 }
    };
    let line = rows.demand.iter().enumerate().map(weight).collect();
    replay(problem, graphs, rows, line, vec![0; rows.cap.len()], stopped)
}

/// What a whole price may be on each slot of a line: from minus the cost of one person over to that of one short.
pub fn price_range(rows: &Rows, line: LineId) -> RangeInclusive<i64> {
    let whole = |units: i128| i64::try_from(units * i128::from(FRACTIONS)).unwrap_or(i64::MAX);
    -whole(rows.over_units[line])..=whole(rows.short_units[line])
}

/// Are these prices for every row, each within what is allowed there? Others prove nothing.
fn are_allowed(rows: &Rows, line: &[i64], head: &[i64]) -> bool {
    let of_lines = || line.iter().enumerate();
    let of_heads = || head.iter().enumerate();
    line.len() == rows.demand.len()
        && head.len() == rows.cap.len()
        && of_lines().all(|(row, price)| price_range(rows, rows.line_of(row)).contains(price))
        && of_heads().all(|(row, &charge)| charge == 0 || charge < 0 && rows.is_capped(row))
}

/// A price in whole fractions.
fn whole(price: f32) -> i64 {
    (f64::from(price) * Cost::UNITS as f64 * FRACTIONS as f64).round() as i64
}

/// What whole prices prove, summed up exactly, in 1/(3600 × 256) of cost: on every line and slot, at
/// `line × slots + slot`, and on every head, at `post × slots + slot`.
///
/// Nothing where a price is missing or not allowed, as [`price_range`] says of lines; a charge on heads is never
/// positive, and 0 where there is no cap. Nothing, too, where `stopped` says so before all is summed up.
pub fn replay(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    line: Vec<i64>,
    head: Vec<i64>,
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    prove(problem, graphs, rows, line, head, &mut |_, _| {}, stopped)
}

fn prove(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    line: Vec<i64>,
    head: Vec<i64>,
    met: &mut dyn FnMut(UnitId, &Roster),
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<Certificate> {
    if !are_allowed(rows, &line, &head) {
        return None;
    }
    let (proven, relaxed) = proven(problem, graphs, rows, (&line, &head), met, stopped)?;
    let bound = rounded_up(problem, proven).max(Cost::ZERO);
    Some(Certificate { line, head, proven, bound, relaxed })
}

/// The least that a plan can cost of what is no less than this many fractions.
///
/// Where minima are dear, a plan that misses one costs a lot, and the cost of all others is a multiple of a greater grain.
pub fn rounded_up(problem: &Problem, proven: i128) -> Cost {
    let up = |grain: Cost| {
        let step = grain.in_units() * i128::from(FRACTIONS);
        grain.times(proven.div_euclid(step) + i128::from(proven.rem_euclid(step) > 0))
    };
    let (others, missed) = grains(problem);
    match missed {
        Some((grain, least)) => up(grain).max(up(others).min(least)),
        None => up(others),
    }
}

/// What allowed prices prove, in fractions, and for how many people by a relaxed path.
fn proven(
    problem: &Problem,
    graphs: &Graphs,
    rows: &Rows,
    (line, head): (&[i64], &[i64]),
    met: &mut dyn FnMut(UnitId, &Roster),
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<(i128, usize)> {
    let demanded: i128 =
        line.iter().zip(&rows.demand).map(|(&price, &demand)| i128::from(price) * i128::from(demand)).sum();
    let capped: i128 = (0..head.len())
        .filter(|&row| rows.is_capped(row))
        .map(|row| i128::from(head[row]) * i128::from(rows.cap[row]))
        .sum();
    let most = greatest_sum(problem, line, head);
    let (earned, relaxed) = if most < f64::from(i32::MAX) / 4.0 {
        let narrow = |prices: &[i64]| -> Vec<i32> { prices.iter().map(|&price| price as i32).collect() };
        earned(problem, graphs, (&narrow(line), &narrow(head)), FRACTIONS as i32, met, stopped)?
    } else if most < i64::MAX as f64 / 64.0 {
        earned(problem, graphs, (line, head), FRACTIONS, met, stopped)?
    } else {
        let wide = |prices: &[i64]| -> Vec<i128> { prices.iter().map(|&price| i128::from(price)).collect() };
        earned(problem, graphs, (&wide(line), &wide(head)), i128::from(FRACTIONS), met, stopped)?
    };
    let empty: Cost = problem.units.ids().map(|unit| own::empty_cost(problem, unit)).sum();
    Some((demanded + capped - earned + empty.in_units() * i128::from(FRACTIONS), relaxed))
}

/// What all units' best paths earn together, and of how many people they are relaxed.
fn earned<V: Number + Into<i128>>(
    problem: &Problem,
    graphs: &Graphs,
    (line, head): (&[V], &[V]),
    unit: V,
    met: &mut dyn FnMut(UnitId, &Roster),
    stopped: &(dyn Fn() -> bool + Sync),
) -> Option<(i128, usize)> {
    let offer = Offer { line, head: (!head.is_empty()).then_some(head), heads: None, unit };
    let stretches = Stretches::new(problem, graphs, &offer);
    let units: Vec<UnitId> = problem.units.ids().collect();
    let (mut earned, mut relaxed) = (0, 0);
    for batch in units.chunks(batch_of(graphs)) {
        if stopped() {
            return None;
        }
        let ceilings = ceilings(problem, graphs, batch, &offer, &stretches);
        earned += ceilings.iter().map(|(ceiling, _)| ceiling.value().into()).sum::<i128>();
        batch.iter().zip(&ceilings).for_each(|(&unit, (_, roster))| met(unit, roster));
        let of = batch.iter().zip(&ceilings).filter(|(_, (ceiling, _))| !ceiling.is_exact());
        relaxed += of.map(|(&unit, _)| problem.units[unit].members.len()).sum::<usize>();
    }
    Some((earned, relaxed))
}

/// No sum of a path's rewards is greater, up to any slot of the horizon.
fn greatest_sum(problem: &Problem, line: &[i64], head: &[i64]) -> f64 {
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
    let clock = slots as f64 * problem.grid.slot_minutes().0 as f64 / 60.0;
    // Levels of minutes may tell apart more than anybody can serve.
    let told = problem.longest_duty().0 as f64 / 60.0 * f64::from(MOST_A_DAY) * problem.grid.days() as f64;
    let hours = clock.max(told);
    let history = problem.volunteers.iter().map(|v| v.history.minutes.0 as f64 / 60.0).fold(0.0, f64::max);
    let fairness = problem.objective.fairness.map_or(0.0, |fair| f64::from(fair.weight.0));
    let travel = f64::from(problem.objective.travel_weight.0) * 24.0;
    let hourly = weights + minimum + changes + travel;
    let own =
        (hourly + fairness * (hours + history)) * (hours + history) * Cost::UNITS as f64 * FRACTIONS as f64;
    (a_slot * slots as f64 + own) * members
}

/// The greatest cost that every plan's cost is a whole multiple of; at least one unit.
pub fn grain(problem: &Problem) -> Cost {
    let (others, missed) = grains(problem);
    missed.map_or(others, |(all, _)| all)
}

/// The greatest cost of at least one unit that the cost of every plan which misses no minimum is a multiple of; and, where
/// there are minima, the same of all plans, with the least that missing one costs.
fn grains(problem: &Problem) -> (Cost, Option<(Cost, Cost)>) {
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
        add(hourly(wish.weight.0, common(slot, [wish.from, wish.to])));
    }
    if let Some(fair) = problem.objective.fairness {
        add(i128::from(fair.weight.0));
    }
    add(hourly(problem.objective.travel_weight.0, 1));
    for weight in problem.objective.change_weight.iter().flat_map(|weights| weights.iter()) {
        add(hourly(weight.0, slot));
    }
    let level = common(slot, problem.posts.iter().filter_map(|post| post.counted));
    let mut missed: Option<(i128, i128)> = None;
    for volunteer in problem.volunteers.iter() {
        let rules = &problem.rules[volunteer.rules];
        let weight = rules.min_minutes_weight.0;
        if rules.min_minutes.0 > 0 && weight > 0 {
            let one = hourly(weight, common(level, [rules.min_minutes, volunteer.history.minutes]));
            let (all, least) = missed.unwrap_or((grain, one));
            missed = Some((gcd(all, one), least.min(one)));
        }
    }
    let missed = missed.map(|(all, least)| (Cost::units(all.max(1)), Cost::units(least)));
    (Cost::units(grain.max(1)), missed)
}

/// The greatest number of minutes that divides `minutes` and all of these.
fn common(minutes: i64, others: impl IntoIterator<Item = Minutes>) -> i64 {
    others.into_iter().fold(minutes, |common, other| gcd(common.into(), other.0.into()) as i64).max(1)
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
