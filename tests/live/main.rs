//! The day itself: storms of events, repairs, and what is asked of a plan in force.

mod asking;
mod events;
mod stage;
mod storms;
