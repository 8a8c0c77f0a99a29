//! The close: what is left between the best plan and the bound.
//!
//! Prices that prove nearly what the best plan costs leave little room for a better one, and reduced costs say where:
//! [`standing`] fixes what no better plan uses, [`losses`] and [`rest`] fix more from row to row. Where few choices are
//! left in all, [`mod@exhaust`] looks at each plan among them: it finds the best one and proves it in whole numbers. Otherwise
//! a set of units is freed where the plan loses, everybody else stays, and what is left to the set goes to a solver of
//! mixed-integer programs ([`master`]).
//!
//! Every plan proposed is held against the rules and the running cost and taken only if it is cheaper. What a solver in
//! floating point says proves nothing here: the bound rises by whole numbers alone.

pub mod closing;
pub mod exhaust;
pub mod losses;
pub mod master;
pub mod rest;
pub mod standing;

pub use closing::{Closed, Closing};
pub use exhaust::exhaust;
pub use rest::Rest;
pub use standing::{Choice, Standing, budget};

use std::time::Duration;

/// When to leave off.
#[derive(Clone, Copy)]
pub struct Until<'a> {
    /// Must it end now?
    pub stopped: &'a (dyn Fn() -> bool + Sync),
    /// How much time there is; nothing where no clock may be read.
    pub left: &'a (dyn Fn() -> Option<Duration> + Sync),
}
