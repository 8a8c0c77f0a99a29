//! The bound of a moment: no plan costs less, as the facts stand and with changes priced as they are.

use super::Live;
use crate::ground::{Cost, Seed};
use crate::path::Graphs;
use crate::price::{Pricing, Rows, Steps, certify};

/// How the step of the price loop falls, and in how many passes.
const STEPS: Steps = Steps { first: 2.0, fall: 0.93, least: 0.01 };
const PASSES: usize = 70;

impl Live {
    /// What prices prove that are found for it. That looks at everybody many times, and takes far longer than a proposal.
    pub(super) fn bound(&self) -> Cost {
        // What changes cost is left out of the loop, which is quicker by far without, and not out of the proof.
        let mut free = self.problem.clone();
        free.objective.change_weight = None;
        let (graphs, rows) = (Graphs::new(&free), Rows::new(&free));
        let mut pricing = Pricing::new(&free, &graphs, &rows, STEPS, Seed::new(1));
        for _ in 0..PASSES {
            if free.units.is_empty() || !pricing.pass(&free, &graphs, &rows, &|| false) {
                break;
            }
        }
        let graphs = Graphs::new(&self.problem);
        let certificate = certify(&self.problem, &graphs, &rows, pricing.average(), &|| false);
        certificate.map_or(Cost::ZERO, |certificate| certificate.bound.max(Cost::ZERO))
    }
}
