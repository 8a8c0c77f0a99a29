//! How the best plan stands against the prices, and what each unit may still do in a better one: reduced-cost fixing.
//!
//! With prices that prove `L` (not rounded) and a best plan of cost `C`, a better plan costs at most `C − grain`, since every
//! cost is a whole multiple of the grain. Its losses against the prices, all of them at least 0, add up to its cost less
//! `L`; so they add up to at most the budget `C − grain − L`, and a roster whose reduced cost alone exceeds that is in no
//! better plan. All of it whole numbers of 1/(3600 × 256) of cost: nothing is rounded, so nothing is fixed in error.

use super::losses::Losses;
use crate::ground::{Cost, IdVec};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::{Graphs, Lane, Offer, Stretches, ceilings, own, single};
use crate::price::Certificate;
use crate::price::certificate::{FRACTIONS, batch_of, grain};
use crate::price::rows::cover_of;
use crate::search::Hand;

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

/// How a plan stands against prices.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    problem: &'a Problem,
    graphs: &'a Graphs,
    /// How the rows lose.
    pub losses: Losses,
    line: Vec<i128>,
    head: Vec<i128>,
    /// What each unit's best roster earns under the prices.
    best: IdVec<UnitId, i128>,
    /// What each unit loses by its present roster.
    pub lost: IdVec<UnitId, i128>,
    /// The present cover of each row.
    pub cover: Vec<i64>,
    /// The most that a better plan loses.
    pub budget: i128,
    /// One grain of cost: what a better plan saves at least.
    pub step: i128,
}

/// The most that a plan of less than `cost` loses against the prices: less than 0 where they prove that there is none.
pub fn budget(problem: &Problem, certificate: &Certificate, cost: Cost) -> i128 {
    (cost - grain(problem)).in_units() * i128::from(FRACTIONS) - certificate.proven
}

impl<'a> Standing<'a> {
    /// How the plan in hand stands against the prices of `certificate`; nothing where `stopped` says so.
    pub fn new(hand: &Hand<'a>, certificate: &Certificate, stopped: &dyn Fn() -> bool) -> Option<Self> {
        let (problem, graphs, plan) = (hand.problem, hand.graphs, &hand.running);
        let losses = Losses::new(problem, hand.rows, certificate)?;
        let wide = |prices: &[i64]| -> Vec<i128> { prices.iter().map(|&price| i128::from(price)).collect() };
        let cover = vec![0; losses.rows().len()];
        let mut standing = Self {
            problem,
            graphs,
            losses,
            line: wide(&certificate.line),
            head: wide(&certificate.head),
            best: IdVec::new(),
            lost: IdVec::new(),
            cover,
            budget: budget(problem, certificate, plan.total()),
            step: grain(problem).in_units() * i128::from(FRACTIONS),
        };
        let units: Vec<UnitId> = problem.units.ids().collect();
        let stretches = Stretches::new(problem, graphs, &standing.offer());
        for batch in units.chunks(batch_of(graphs)) {
            if stopped() {
                return None;
            }
            let most = ceilings(problem, graphs, batch, &standing.offer(), &stretches);
            for (&unit, (most, _)) in batch.iter().zip(most) {
                let present = standing.choice(unit, plan.roster(unit).to_vec(), most.value());
                debug_assert!(present.loss >= 0, "no roster earns more than the best");
                standing.best.push(most.value());
                standing.lost.push(present.loss);
                for (row, count) in present.effects {
                    standing.cover[row as usize] += count;
                }
            }
        }
        Some(standing)
    }

    fn offer(&self) -> Offer<'_, i128> {
        let head = (!self.head.is_empty()).then_some(self.head.as_slice());
        Offer { line: &self.line, head, heads: None, unit: i128::from(FRACTIONS) }
    }

    /// Can all rosters of the unit be looked at?
    pub fn is_plain(&self, unit: UnitId) -> bool {
        let graph = &self.graphs.of[unit];
        graph.lane == Lane::Single || graph.spans.is_empty()
    }

    /// About how many rosters of the unit there are to look at.
    pub fn looks(&self, unit: UnitId) -> usize {
        let slots = self.graphs.of[unit].spans.iter().map(|span| (span.to.0 - span.from.0) as usize);
        slots.sum::<usize>() * self.problem.post_sets[self.problem.units[unit].posts].len()
    }

    /// The unit's `present` roster as a choice.
    pub fn present(&self, unit: UnitId, present: &[Duty]) -> Choice {
        self.choice(unit, present.to_vec(), self.best[unit])
    }

    /// Every roster of the unit whose reduced cost is within `budget`; nothing where they cannot all be looked at.
    pub fn choices(
        &self,
        unit: UnitId,
        budget: i128,
        bench: &mut single::Bench<i128>,
    ) -> Option<Vec<Choice>> {
        let best = self.best[unit];
        if self.graphs.of[unit].lane != Lane::Single {
            let kept = self.problem.units[unit].kept.to_vec();
            return self.is_plain(unit).then(|| vec![self.choice(unit, kept, best)]);
        }
        let mut kept = Vec::new();
        let mut note = |loss: i128, roster: Roster| {
            debug_assert!(loss >= 0, "no roster earns more than the best");
            if loss <= budget {
                let effects = self.losses.effects(self.problem, unit, &roster);
                kept.push(Choice { roster, loss, effects });
            }
        };
        note(best, Roster::new());
        single::every_duty(self.problem, self.graphs, unit, &self.offer(), bench, &mut |value, duty| {
            note(best - value, vec![duty]);
        });
        Some(kept)
    }

    fn choice(&self, unit: UnitId, roster: Roster, best: i128) -> Choice {
        Choice {
            loss: best - self.earned(unit, &roster),
            effects: self.losses.effects(self.problem, unit, &roster),
            roster,
        }
    }

    /// What a roster earns under the prices, own costs deducted.
    fn earned(&self, unit: UnitId, roster: &[Duty]) -> i128 {
        let mut earned = -own::roster_cost(self.problem, unit, roster).in_units() * i128::from(FRACTIONS);
        for &duty in roster {
            cover_of(self.problem, unit, duty, |row, count| earned += self.line[row] * i128::from(count));
            if !self.head.is_empty() {
                let start = duty.post.0 as usize * self.problem.grid.slots();
                let heads: i128 = self.head[start + duty.from.index()..start + duty.to.index()].iter().sum();
                earned += heads * self.problem.units[unit].members.len() as i128;
            }
        }
        earned
    }
}
