//! Exact cost: whole multiples of 1/3600, so that sums never round.
//!
//! A weight is per person-hour, so `weight × minutes / 60` is a multiple of 1/60, and fairness,
//! `weight × hours²`, of 1/3600. One unit of [`Cost`] is that 1/3600.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A length of time, or an instant counted from the start of the horizon, in whole minutes.
///
/// Instants before the start are negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub i64);

impl Add for Minutes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Minutes {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Minutes {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Minutes {
    fn sum<S: Iterator<Item = Self>>(items: S) -> Self {
        Self(items.map(|m| m.0).sum())
    }
}

/// What one person-hour is worth: a whole number from 0 to 10⁹.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(pub u32);

/// An exact amount of cost, in units of 1/3600.
///
/// ```
/// use rifada::ground::{Cost, Minutes, Weight};
/// let cost = Cost::of(Weight(3), Minutes(90));
/// assert_eq!(cost.value(), 4.5);
/// assert_eq!(cost.to_string(), "4.5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost(i128);

impl Cost {
    /// No cost at all.
    pub const ZERO: Self = Self(0);
    /// Units in a cost of one.
    pub const UNITS: i128 = 3600;

    /// The cost of `units` × 1/3600.
    pub const fn units(units: i128) -> Self {
        Self(units)
    }

    /// The units of 1/3600 in this cost.
    pub const fn in_units(self) -> i128 {
        self.0
    }

    /// `weight × minutes / 60`, exactly.
    pub const fn of(weight: Weight, minutes: Minutes) -> Self {
        Self(weight.0 as i128 * minutes.0 as i128 * 60)
    }

    /// `weight × hours²` of so many minutes, exactly.
    pub const fn of_square(weight: Weight, minutes: Minutes) -> Self {
        Self(weight.0 as i128 * minutes.0 as i128 * minutes.0 as i128)
    }

    /// This cost `count` times.
    pub const fn times(self, count: i128) -> Self {
        Self(self.0 * count)
    }

    /// The nearest `f64`.
    pub fn value(self) -> f64 {
        let whole = self.0.div_euclid(Self::UNITS);
        let rest = self.0.rem_euclid(Self::UNITS);
        whole as f64 + rest as f64 / Self::UNITS as f64
    }

    /// An `f64` that is never above the exact value: what a bound is written as.
    pub fn value_rounded_down(self) -> f64 {
        let near = self.value();
        let whole = near.floor();
        // Compare in units: the whole part exactly, the rest as a fraction of 1/3600.
        let above = (whole as i128 * Self::UNITS - self.0) as f64 + (near - whole) * Self::UNITS as f64 > 0.0;
        if above { near.next_down() } else { near }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Cost {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Cost {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Cost {
    fn sum<S: Iterator<Item = Self>>(items: S) -> Self {
        Self(items.map(|c| c.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_in_a_file_is_never_above_the_exact_one() {
        for units in [1, 59, 3599, 3600, 3601, 7 * 3600 + 1800, 123_456_789_012_345_678, i128::from(i64::MAX)]
        {
            let cost = Cost::units(units);
            let down = cost.value_rounded_down();
            assert!(down <= cost.value());
            assert!((cost.value() - down) <= cost.value() * 1e-15 + 1e-12);
        }
        assert_eq!(Cost::units(1063 * 3600).value_rounded_down(), 1063.0);
    }
}
