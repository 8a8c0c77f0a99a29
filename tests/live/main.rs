//! The day itself: storms of events, repairs, and what is asked of a plan in force.

#![expect(clippy::unwrap_used, reason = "what a test is set up with is there, or the test fails")]

mod asking;
mod events;
mod lines;
mod stage;
mod storms;
mod swaps;
