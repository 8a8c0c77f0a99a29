//! The cost of a plan as the eight terms it is the sum of.

use crate::ground::Cost;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// The cost of a plan, or of a part of one, by term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostTerms {
    /// People missing on lines.
    pub shortage: Cost,
    /// People above demand on lines.
    pub surplus: Cost,
    /// Too few to watch over others, and teams too small.
    pub supervision: Cost,
    /// Wishes not met.
    pub wishes: Cost,
    /// Hours above the share, squared.
    pub fairness: Cost,
    /// Hours below the minimum.
    pub minimum: Cost,
    /// Time on the way.
    pub travel: Cost,
    /// Duties that differ from the published roster.
    pub changes: Cost,
}

impl CostTerms {
    /// Each term with its name in the plan file.
    pub const fn named(&self) -> [(&'static str, Cost); 8] {
        [
            ("shortage", self.shortage),
            ("surplus", self.surplus),
            ("supervision", self.supervision),
            ("wishes", self.wishes),
            ("fairness", self.fairness),
            ("minimum", self.minimum),
            ("travel", self.travel),
            ("changes", self.changes),
        ]
    }

    /// The sum of all terms: the cost of the plan.
    pub fn total(&self) -> Cost {
        self.named().into_iter().map(|(_, cost)| cost).sum()
    }
}

impl Add for CostTerms {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            shortage: self.shortage + other.shortage,
            surplus: self.surplus + other.surplus,
            supervision: self.supervision + other.supervision,
            wishes: self.wishes + other.wishes,
            fairness: self.fairness + other.fairness,
            minimum: self.minimum + other.minimum,
            travel: self.travel + other.travel,
            changes: self.changes + other.changes,
        }
    }
}

impl Sub for CostTerms {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            shortage: self.shortage - other.shortage,
            surplus: self.surplus - other.surplus,
            supervision: self.supervision - other.supervision,
            wishes: self.wishes - other.wishes,
            fairness: self.fairness - other.fairness,
            minimum: self.minimum - other.minimum,
            travel: self.travel - other.travel,
            changes: self.changes - other.changes,
        }
    }
}

impl AddAssign for CostTerms {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for CostTerms {
    fn sum<S: Iterator<Item = Self>>(items: S) -> Self {
        items.fold(Self::default(), Add::add)
    }
}
