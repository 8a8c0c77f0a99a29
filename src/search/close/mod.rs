//! The close: what is left between the best plan and the bound.

pub mod choices;
pub mod exhaust;
pub mod losses;
pub mod rest;

pub use choices::{Choice, Choices, budget};
