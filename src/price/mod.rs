//! Prices on lines, by which people who never meet agree on who is needed where; and the bound they prove.
//!
//! With a price π on every line and slot, each unit's best path is independent of all others, and
//!
//! `bound(π) = Σ_rows demand × π − Σ_units (best path under π) + Σ_units (cost of the empty roster)`
//!
//! is a lower bound on the cost of every plan, whatever the prices, so long as `−surplus ≤ π ≤ weight` on lines and
//! the price of a cap is a charge (Lagrangian relaxation; Geoffrion 1974). Good prices come from the incremental
//! subgradient method (Nedić & Bertsekas 2001): they move after every small batch of people. Where people are few and rosters
//! long, [column generation](columns) goes the rest of the way; the search goes on from its [program].
//!
//! This floor knows nothing of the plan in hand.

mod answers;
pub mod certificate;
pub mod columns;
pub mod master;
pub mod pass;
mod place;
pub mod pool;
pub mod program;
mod rounds;
pub mod rows;
mod scouts;
mod turns;

pub use certificate::{
    Certificate, PRICE_UNIT, certify, certify_meeting, certify_weights, price_range, replay,
};
pub use columns::Columns;
pub use pass::{Pricing, Steps};
pub use pool::{Column, Pool};
pub use program::Program;
pub use rows::{Prices, Rows};
