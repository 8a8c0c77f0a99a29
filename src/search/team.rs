//! Whole teams.
