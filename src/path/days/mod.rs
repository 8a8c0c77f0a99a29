//! Rosters of several duties: a relaxed path that proves, and a walk that keeps every rule.
//!
//! [`Menu`] lists what each duty earns. [`Relaxed`] is a dynamic program backwards over slots and minutes left: it
//! keeps rest, breaks, duties per date and minutes in all, and leaves out what looks further back, so that no roster
//! earns more. [`walk()`] goes forward day by day with a few labels, asks every rule of every duty, and ranks the labels
//! by what they have earned plus what the relaxed path says can still be earned.

pub mod menu;
pub mod relaxed;
pub mod walk;

pub use menu::{Choice, Menu, Room};
pub use relaxed::Relaxed;
pub use walk::walk;
