//! What embedders call: from a problem to a plan with its cost, its bound and why the engine stopped.
//!
//! Prices first, then a plan by construction and sweeps; from then on search and prices go on side by side, the search
//! guided by the prices that prove most; where little is left between plan and bound, the close comes in between. There
//! are two lanes: boards, for people bound by little more than their hours, and seasons, for all else. Nothing here can
//! fail: there is a plan at every moment, and the bound is never above what any plan costs.

mod boards;
pub mod options;
pub mod outcome;
mod run;
mod season;

pub use options::{Limit, Options, Phase, Progress};
pub use outcome::{Outcome, Stop};
pub use run::{solve, solve_observed};
