//! Costs, hours and shares as a planner reads them: exact to the hundredth, with commas, rounded to the safe side.

use rifada::ground::{Cost, Minutes};
use std::fmt;

/// A number in hundredths. It prints as `1,068.25`, without decimals that are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Amount(i128);

impl Amount {
    /// A count.
    pub(super) const fn count(number: usize) -> Self {
        Self(number as i128 * 100)
    }

    /// The hours of so many minutes: exact, since slots are quarters of an hour or longer.
    pub(super) const fn hours(minutes: i128) -> Self {
        Self(minutes * 100 / 60)
    }

    /// A cost, never less than it is.
    pub(super) const fn cost_up(cost: Cost) -> Self {
        Self(divided_up(cost.in_units() * 100, Cost::UNITS))
    }

    /// A bound, never more than it is.
    pub(super) const fn cost_down(cost: Cost) -> Self {
        Self((cost.in_units() * 100).div_euclid(Cost::UNITS))
    }

    /// How many decimals it needs: 0 to 2.
    pub(super) const fn decimals(self) -> usize {
        match (self.0 % 100, self.0 % 10) {
            (0, _) => 0,
            (_, 0) => 1,
            _ => 2,
        }
    }

    /// The number with so many decimals.
    pub(super) fn with_decimals(self, decimals: usize) -> String {
        let whole = grouped(self.0.unsigned_abs() / 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        let rest = format!("{:02}", self.0.unsigned_abs() % 100);
        match decimals {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{}", &rest[..decimals.min(2)]),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_decimals(self.decimals()))
    }
}

/// (cost − bound) / cost in percent, rounded up: `0.47 %`.
pub(super) fn percent_up(cost: Cost, bound: Cost) -> String {
    if cost <= bound {
        return "0 %".to_owned();
    }
    let share = divided_up((cost - bound).in_units() * 10_000, cost.in_units());
    format!("{} %", Amount(share))
}

/// `part` of `whole` in percent to a tenth, rounded down, so that 100 % is all of it; all of nothing is 100 %.
pub(super) fn percent_down(part: i128, whole: i128) -> String {
    let tenths = if whole == 0 { 1000 } else { part * 1000 / whole };
    format!("{} %", Amount(tenths * 10).with_decimals(1))
}

/// The minutes of a sum of slots.
pub(super) fn minutes(slot: Minutes, slots: i128) -> i128 {
    i128::from(slot.0) * slots
}

const fn divided_up(value: i128, by: i128) -> i128 {
    -(-value).div_euclid(by)
}

/// A whole number with commas between thousands.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_commas_and_only_the_decimals_they_need() {
        for (hundredths, text) in [
            (0, "0"),
            (99, "0.99"),
            (10_050, "100.5"),
            (100_000, "1,000"),
            (12_345_678_900, "123,456,789"),
            (-150, "-1.5"),
        ] {
            assert_eq!(Amount(hundredths).to_string(), text);
        }
        assert_eq!(Amount(150).with_decimals(2), "1.50");
        assert_eq!(Amount::hours(75).to_string(), "1.25");
    }

    #[test]
    fn costs_are_rounded_up_and_bounds_down() {
        let third = Cost::units(1200);
        assert_eq!(Amount::cost_up(third).to_string(), "0.34");
        assert_eq!(Amount::cost_down(third).to_string(), "0.33");
    }

    #[test]
    fn a_gap_is_rounded_up_and_what_is_met_down() {
        let cost = |whole: i128| Cost::units(whole * 3600);
        assert_eq!(percent_up(cost(1068), cost(1063)), "0.47 %");
        assert_eq!(percent_up(cost(1_000_000), cost(999_999)), "0.01 %");
        assert_eq!(percent_up(cost(0), cost(0)), "0 %");
        assert_eq!(percent_down(9_999, 10_000), "99.9 %");
        assert_eq!(percent_down(0, 0), "100.0 %");
    }
}
