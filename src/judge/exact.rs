//! Exact cost, the judge's own: whole multiples of 1/3600 by term, refused where a sum would overflow.

use super::unjudgeable::Unjudgeable;
use std::fmt;

/// An exact amount of cost, in units of 1/3600: a weight per hour times minutes, or times squared minutes, is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(i128);

impl Exact {
    /// The units of 1/3600 in this amount.
    pub const fn units(self) -> i128 {
        self.0
    }

    /// The nearest `f64`, or one next to it.
    pub fn value(self) -> f64 {
        let (whole, rest) = (self.0.div_euclid(3600), self.0.rem_euclid(3600));
        whole as f64 + rest as f64 / 3600.0
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

/// A term of the cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the term of the same name in the format")]
pub enum Term {
    Shortage,
    Surplus,
    Supervision,
    Wishes,
    Fairness,
    Minimum,
    Travel,
    Changes,
}

impl Term {
    /// All terms, in the order of the plan file.
    pub const ALL: [Self; 8] = [
        Self::Shortage,
        Self::Surplus,
        Self::Supervision,
        Self::Wishes,
        Self::Fairness,
        Self::Minimum,
        Self::Travel,
        Self::Changes,
    ];

    /// The name in the plan file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shortage => "shortage",
            Self::Surplus => "surplus",
            Self::Supervision => "supervision",
            Self::Wishes => "wishes",
            Self::Fairness => "fairness",
            Self::Minimum => "minimum",
            Self::Travel => "travel",
            Self::Changes => "changes",
        }
    }
}

/// The cost of a plan by term, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    terms: [Exact; 8],
    total: Exact,
}

impl Costs {
    /// One term.
    pub const fn term(&self, term: Term) -> Exact {
        self.terms[term as usize]
    }

    /// Each term with its name in the plan file.
    pub fn named(&self) -> [(&'static str, Exact); 8] {
        Term::ALL.map(|term| (term.name(), self.term(term)))
    }

    /// The sum of all terms.
    pub const fn total(&self) -> Exact {
        self.total
    }

    /// Adds weight × minutes / 60, as often as `count` says, to a term.
    pub(super) fn add_hours(
        &mut self,
        term: Term,
        weight: i64,
        minutes: i64,
        count: i64,
    ) -> Result<(), Unjudgeable> {
        self.add(term, product(&[weight, minutes, count, 60]))
    }

    /// Adds weight × (minutes / 60)² to a term.
    pub(super) fn add_square(&mut self, term: Term, weight: i64, minutes: i64) -> Result<(), Unjudgeable> {
        self.add(term, product(&[weight, minutes, minutes]))
    }

    fn add(&mut self, term: Term, amount: Option<i128>) -> Result<(), Unjudgeable> {
        let place = &mut self.terms[term as usize];
        let sum =
            amount.and_then(|amount| Some((place.0.checked_add(amount)?, self.total.0.checked_add(amount)?)));
        let Some((sum, total)) = sum else {
            return Err(Unjudgeable::plan("cost", format!("the {} is too large to add up", term.name())));
        };
        (*place, self.total) = (Exact(sum), Exact(total));
        Ok(())
    }
}

fn product(factors: &[i64]) -> Option<i128> {
    factors.iter().try_fold(1, |product: i128, factor| product.checked_mul(i128::from(*factor)))
}
