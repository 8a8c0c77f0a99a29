//! The bound of a moment: no plan costs less, as the facts stand and with changes priced as they are.

use super::Live;
use crate::ground::Cost;
use crate::path::Graphs;
use crate::price::{Rows, certify};

impl Live {
    /// What the prices found before the day prove now. That looks at everybody, and takes longer than a proposal.
    pub(super) fn bound(&self) -> Cost {
        let (graphs, rows) = (Graphs::new(&self.problem), Rows::new(&self.problem));
        let certificate = certify(&self.problem, &graphs, &rows, &self.prices, &|| false);
        certificate.map_or(Cost::ZERO, |certificate| certificate.bound.max(Cost::ZERO))
    }
}
