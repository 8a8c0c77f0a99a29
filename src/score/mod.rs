//! What is good and what is allowed: the plain evaluator that defines it, and the running cost that is fast.
//!
//! This floor knows nothing of how plans are found.

pub mod breach;
mod crew;
mod field;
pub mod legal;
mod places;
pub mod plain;
mod regions;
pub mod running;
pub mod terms;
pub mod turnout;

pub use breach::Breach;
pub use running::{RunningCost, Tally};
pub use terms::CostTerms;
