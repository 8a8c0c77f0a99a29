//! What each unit may still do in a plan that is better than the best one: reduced-cost fixing.
//!
//! With prices that prove `L` (not rounded) and a best plan of cost `C`, a better plan costs at most `C − grain`, since every
//! cost is a whole multiple of the grain. Its losses against the prices, all of them at least 0, add up to its cost less
//! `L`; so they add up to at most the budget `C − grain − L`, and a roster whose reduced cost alone exceeds that is in no
//! better plan. All of it whole numbers of 1/(3600 × 256) of cost: nothing is rounded, so nothing is fixed in error.

use super::losses::Losses;
use crate::ground::{Cost, IdVec};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::{Bench, Graphs, Lane, Offer, ceiling, own, single};
use crate::price::certificate::{FRACTIONS, grain};
use crate::price::rows::cover_of;
use crate::price::{Certificate, Rows};
use rayon::prelude::*;

/// One roster that a unit may have.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The duties.
    pub roster: Roster,
    /// Its reduced cost: what the unit loses by it against its best roster under the prices.
    pub loss: i128,
    /// What it adds to the cover of each row it touches; sorted by row.
    pub effects: Vec<(u32, i64)>,
}

/// What everybody may still do.
#[derive(Clone, Debug)]
pub struct Choices {
    /// How the rows lose.
    pub losses: Losses,
    /// The rosters that some better plan may use, for units whose rosters can all be looked at; nothing for others.
    pub of: IdVec<UnitId, Option<Vec<Choice>>>,
    /// What each unit does in the best plan.
    pub present: IdVec<UnitId, Choice>,
    /// The most that a better plan loses.
    pub budget: i128,
    /// One grain of cost: what a better plan saves at least.
    pub step: i128,
}

/// Not more than this many duties are looked at, and not more than this many are kept.
const MOST_LOOKS: usize = 1 << 23;
const MOST_CHOICES: usize = 1 << 19;

/// The most that a plan of less than `cost` loses against the prices: less than 0 where they prove that there is none.
pub fn budget(problem: &Problem, certificate: &Certificate, cost: Cost) -> i128 {
    (cost - grain(problem)).in_units() * i128::from(FRACTIONS) - certificate.proven
}

impl Choices {
    /// What everybody may still do in a plan that costs less than `plan`, a plan of this `cost`.
    ///
    /// Nothing where there is too much to look at, or where `stopped` says so.
    pub fn new(
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        certificate: &Certificate,
        (plan, cost): (&IdVec<UnitId, Roster>, Cost),
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        if looks(problem, graphs) > MOST_LOOKS {
            return None;
        }
        let losses = Losses::new(problem, rows, certificate)?;
        let wide = |prices: &[i64]| -> Vec<i128> { prices.iter().map(|&price| i128::from(price)).collect() };
        let (line, head) = (wide(&certificate.line), wide(&certificate.head));
        let offer = Offer {
            line: line.as_slice(),
            head: (!head.is_empty()).then_some(head.as_slice()),
            heads: None,
            unit: i128::from(FRACTIONS),
        };
        let budget = budget(problem, certificate, cost);
        let units: Vec<UnitId> = problem.units.ids().collect();
        let of_unit = |(bench, singles): &mut (Bench<i128>, single::Bench<i128>), &unit: &UnitId| {
            if stopped() {
                return None;
            }
            let choice = |value: i128, best: i128, roster: Roster| Choice {
                loss: best - value,
                effects: losses.effects(problem, unit, &roster),
                roster,
            };
            let now = plan[unit].clone();
            let earns = earned(problem, unit, &now, &offer);
            if graphs.of[unit].lane != Lane::Single {
                let best = ceiling(problem, graphs, unit, &offer, bench).0.value();
                let present = choice(earns, best, now);
                let only = graphs.of[unit].spans.is_empty().then(|| vec![present.clone()]);
                return Some((present, only));
            }
            let mut duties: Vec<(i128, Duty)> = Vec::new();
            let mut note = |value, duty| duties.push((value, duty));
            single::every_duty(problem, graphs, unit, &offer, singles, &mut note);
            let best = duties.iter().map(|(value, _)| *value).fold(0, i128::max);
            let mut kept: Vec<Choice> = Vec::new();
            if best <= budget {
                kept.push(choice(0, best, Roster::new()));
            }
            let within = duties.iter().filter(|(value, _)| best - value <= budget);
            kept.extend(within.map(|&(value, duty)| choice(value, best, vec![duty])));
            Some((choice(earns, best, now), Some(kept)))
        };
        let found: Vec<_> =
            units.par_iter().with_min_len(8).map_init(Default::default, of_unit).collect::<Option<_>>()?;
        let kept: usize = found.iter().filter_map(|(_, kept)| kept.as_ref()).map(Vec::len).sum();
        let (present, of): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let (present, of) = (present.into_iter().collect(), of.into_iter().collect());
        let step = grain(problem).in_units() * i128::from(FRACTIONS);
        (kept <= MOST_CHOICES).then_some(Self { losses, of, present, budget, step })
    }
}

/// About how many duties of single units there are to look at.
fn looks(problem: &Problem, graphs: &Graphs) -> usize {
    let mut looks = 0;
    for (unit, graph) in graphs.of.pairs().filter(|(_, graph)| graph.lane == Lane::Single) {
        let slots: usize = graph.spans.iter().map(|span| (span.to.0 - span.from.0) as usize).sum();
        looks += slots * problem.post_sets[problem.units[unit].posts].len();
    }
    looks
}

/// What a roster earns under whole prices, own costs deducted.
fn earned(problem: &Problem, unit: UnitId, roster: &[Duty], offer: &Offer<'_, i128>) -> i128 {
    let mut earned = -own::roster_cost(problem, unit, roster).in_units() * offer.unit;
    for &duty in roster {
        cover_of(problem, unit, duty, |row, count| earned += offer.line[row] * i128::from(count));
        if let Some(head) = offer.head {
            let start = duty.post.0 as usize * problem.grid.slots();
            let heads: i128 = head[start + duty.from.index()..start + duty.to.index()].iter().sum();
            earned += heads * problem.units[unit].members.len() as i128;
        }
    }
    earned
}
