//! The plan in hand and how it gets better: construct, sweep, ruin and recreate.
//!
//! Construct gives everybody their best path under the prices; sweeps of best response follow until nobody moves; then
//! small sets of people are taken out and put back, one after another, by their best paths for what is missing
//! (ruin and recreate; Schrimpf 2000, Pisinger & Røpke 2010). This floor knows nothing of files.

pub mod anneal;
pub mod boards;
pub mod close;
pub mod construct;
pub mod dive;
pub mod hand;
pub mod plunge;
pub mod ruin;
pub mod standby;
pub mod team;
pub mod wants;
pub mod weeks;
pub mod worth;

pub use anneal::Annealing;
pub use boards::BoardPlan;
pub use close::Closing;
pub use construct::{construct, sweep};
pub use hand::Hand;
pub use wants::Wants;
pub use weeks::Weeks;
pub use worth::Worth;
