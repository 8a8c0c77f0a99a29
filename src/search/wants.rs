//! What everybody would rather do at the prices, and who loses most by what they do.
//!
//! `cost − bound(π) = Σ_units reduced cost + Σ_rows [(w − π) × short + (π + s) × over]`. At good prices nearly everybody has one
//! of their best rosters, and much of the gap lies with the few who have not: somebody is where they would rather be, or
//! nobody else has come to where they are. Moves that start with them close it.

use super::Hand;
use crate::ground::{IdVec, Seed, Slot};
use crate::model::{Duty, PostId, Problem, Roster, UnitId};
use crate::path::own;
use crate::price::Prices;
use crate::price::rows::cover_of_roster;
use crate::score::legal;
use crate::score::running::missing_in;

/// What everybody would rather do.
#[derive(Debug)]
pub struct Wants {
    prices: Prices,
    /// The best roster of each unit at these prices, and what it earns; nothing where what was found breaks a rule.
    best: IdVec<UnitId, Option<(Roster, f64)>>,
    /// Units that lose, with the sum of losses up to each.
    losing: Vec<(UnitId, f64)>,
}

/// Prices are no more exact than this, in cost.
const LEAST_LOSS: f64 = 1e-3;

impl Wants {
    /// What these rosters say, everybody's best at these prices. Nobody loses before the first survey.
    pub fn new(problem: &Problem, prices: Prices, best: IdVec<UnitId, Roster>) -> Self {
        let want = |(unit, roster): (UnitId, Roster)| {
            let mut members = problem.units[unit].members.iter();
            let is_legal = members.all(|&member| legal::is_legal(problem, member, &roster));
            let most = earned(problem, &prices, unit, &roster);
            is_legal.then_some((roster, most))
        };
        let best = problem.units.ids().zip(best).map(want).collect();
        Self { prices, best, losing: Vec::new() }
    }

    /// Works out anew what everybody loses by the plan in hand.
    pub fn survey(&mut self, hand: &Hand<'_>) {
        self.losing.clear();
        let mut sum = 0.0;
        for unit in hand.problem.units.ids() {
            if let Some(loss) = self.loss(hand, unit).filter(|loss| *loss > LEAST_LOSS) {
                sum += loss;
                self.losing.push((unit, sum));
            }
        }
    }

    /// What a unit loses by its roster in hand, in cost, at the prices of the wants: its reduced cost. Nothing where its best
    /// is not known.
    pub fn loss(&self, hand: &Hand<'_>, unit: UnitId) -> Option<f64> {
        let (_, most) = self.best[unit].as_ref()?;
        Some(most - earned(hand.problem, &self.prices, unit, hand.running.roster(unit)))
    }

    /// Somebody who lost at the last survey, the more the likelier; nothing where nobody did.
    pub fn loser(&self, hand: &Hand<'_>, seed: &mut Seed) -> Option<Loser> {
        let all = self.losing.last()?.1;
        let drawn = seed.unit() * all;
        let at = self.losing.partition_point(|(_, sum)| *sum <= drawn).min(self.losing.len() - 1);
        let unit = self.losing[at].0;
        let (best, _) = self.best[unit].as_ref()?;
        let present = hand.running.roster(unit);
        Some(Loser {
            unit,
            rather: missing_in(best, present).copied().collect(),
            rather_not: missing_in(present, best).copied().collect(),
        })
    }
}

/// Somebody who loses.
#[derive(Debug)]
pub struct Loser {
    /// Who it is.
    pub unit: UnitId,
    /// Duties that they would rather have.
    pub rather: Vec<Duty>,
    /// Duties that they have and would rather not.
    pub rather_not: Vec<Duty>,
}

impl Loser {
    /// A post and slot of a duty that they would rather have, or else of one that they would rather not; `rather` says which
    /// is asked for, and the answer which it is.
    pub fn place(&self, rather: bool, seed: &mut Seed) -> Option<(bool, PostId, Slot)> {
        let rather = if rather { !self.rather.is_empty() } else { self.rather_not.is_empty() };
        let duties = if rather { &self.rather } else { &self.rather_not };
        let duty = duties.get(seed.below(duties.len().max(1)))?;
        let slot = duty.from.index() + seed.below(duty.to.index() - duty.from.index());
        Some((rather, duty.post, Slot(slot as u32)))
    }
}

/// What a roster earns at these prices, less what it costs.
fn earned(problem: &Problem, prices: &Prices, unit: UnitId, roster: &[Duty]) -> f64 {
    let cover = cover_of_roster(problem, unit, roster);
    let price = |row: u32| f64::from(prices.line[row as usize]);
    let of_lines: f64 = cover.iter().map(|&(row, count)| price(row) * count as f64).sum();
    let of_head = |duty: &Duty| -> f64 {
        let start = duty.post.0 as usize * problem.grid.slots();
        let charges = prices.head.get(start + duty.from.index()..start + duty.to.index());
        charges.unwrap_or_default().iter().copied().map(f64::from).sum()
    };
    let of_heads: f64 = roster.iter().map(of_head).sum::<f64>() * problem.units[unit].members.len() as f64;
    of_lines + of_heads - own::roster_cost(problem, unit, roster).value()
}
