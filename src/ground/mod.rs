//! What everything stands on: typed ids, the slot grid, exact cost, the one clock and the one source of chance.
//!
//! This floor knows nothing of rosters.

pub mod clock;
pub mod cost;
pub mod grid;
pub mod ids;
pub mod seed;

pub use clock::{Cancel, Stopwatch};
pub use cost::{Cost, Minutes, Weight};
pub use grid::{Day, Grid, Slot, Weekday, Window};
pub use ids::IdVec;
pub use seed::Seed;
