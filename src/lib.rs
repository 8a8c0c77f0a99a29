//! Rifada plans volunteers: it finds the roster that leaves the least need unmet, never breaks a rule that protects a
//! person, proves how far from the best possible it is, and says what is short.

pub mod engine;
pub mod generate;
pub mod ground;
pub mod io;
pub mod judge;
pub mod model;
pub mod path;
pub mod price;
pub mod score;
pub mod search;
