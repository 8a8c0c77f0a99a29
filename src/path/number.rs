//! The two arithmetics that paths are searched in: fast and rounded to guide, exact and whole to prove.

use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A number that rewards are counted in.
///
/// `f32` guides the search and the price loop. `i32`, `i64` and `i128` count whole fractions of a cost unit and carry
/// the certificate, which must not round: the narrowest in which no sum can overflow.
pub trait Number:
    Copy
    + PartialOrd
    + Default
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + 'static
{
    /// Nothing.
    const ZERO: Self;
    /// Less than any reward, and safe to add rewards to.
    const NEVER: Self;
    /// This number `count` times.
    fn times(self, count: i64) -> Self;
    /// The value of `units` (1/3600 of cost each), where one unit is worth `unit`.
    fn of_units(units: i128, unit: Self) -> Self;
    /// Is it as much as `most`, but for what this arithmetic rounds away?
    fn reaches(self, most: Self) -> bool {
        self >= most
    }
}

impl Number for f32 {
    const ZERO: Self = 0.0;
    const NEVER: Self = -1e30;
    fn times(self, count: i64) -> Self {
        self * count as Self
    }
    fn of_units(units: i128, unit: Self) -> Self {
        i64::try_from(units).map_or_else(|_| rounded(units), |units| units as Self) * unit
    }
    fn reaches(self, most: Self) -> bool {
        self >= most - most.abs().max(1.0) * 1e-5
    }
}

/// The nearest number to more units than 64 bits hold: apart, as it takes long.
#[cold]
const fn rounded(units: i128) -> f32 {
    units as f32
}

impl Number for i32 {
    const ZERO: Self = 0;
    const NEVER: Self = Self::MIN / 4;
    fn times(self, count: i64) -> Self {
        self * count as Self
    }
    fn of_units(units: i128, unit: Self) -> Self {
        units as Self * unit
    }
}

impl Number for i64 {
    const ZERO: Self = 0;
    const NEVER: Self = Self::MIN / 4;
    fn times(self, count: i64) -> Self {
        self * count
    }
    fn of_units(units: i128, unit: Self) -> Self {
        units as Self * unit
    }
}

impl Number for i128 {
    const ZERO: Self = 0;
    const NEVER: Self = Self::MIN / 4;
    fn times(self, count: i64) -> Self {
        self * Self::from(count)
    }
    fn of_units(units: i128, unit: Self) -> Self {
        units * unit
    }
}
