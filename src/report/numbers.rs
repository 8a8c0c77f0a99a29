//! Numbers as a planner reads them: exact to the hundredth, rounded to the safe side, in the digits asked for.

use crate::ground::Cost;
use std::fmt;

/// The digits in which numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// 0 1 2 3 4 5 6 7 8 9
    #[default]
    Latin,
    /// ٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩
    Arabic,
}

impl Digits {
    /// The ten digits, from zero on.
    pub(super) const fn all(self) -> [char; 10] {
        match self {
            Self::Latin => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            Self::Arabic => ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'],
        }
    }

    /// Between thousands, and before decimals.
    pub(super) const fn separators(self) -> [char; 2] {
        match self {
            Self::Latin => [',', '.'],
            Self::Arabic => ['٬', '٫'],
        }
    }

    /// `text` with its digits in these; all else stays.
    pub(super) fn shown(self, text: &str) -> String {
        let all = self.all();
        text.chars().map(|c| c.to_digit(10).map_or(c, |digit| all[digit as usize])).collect()
    }
}

/// A number in hundredths. It prints in Latin digits with the decimals that it needs, such as `1,068.25`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub(super) i128);

impl Amount {
    /// A count.
    pub const fn count(number: usize) -> Self {
        Self(number as i128 * 100)
    }

    /// The hours of so many minutes: exact, since slots are quarters of an hour or longer.
    pub const fn hours(minutes: i128) -> Self {
        Self(minutes * 100 / 60)
    }

    /// A cost, never less than it is.
    pub const fn cost_up(cost: Cost) -> Self {
        Self(divided_up(cost.in_units() * 100, Cost::UNITS))
    }

    /// A bound, never more than it is.
    pub const fn cost_down(cost: Cost) -> Self {
        Self((cost.in_units() * 100).div_euclid(Cost::UNITS))
    }

    /// (cost − bound) / cost in percent, rounded up.
    pub fn gap(cost: Cost, bound: Cost) -> Self {
        if cost <= bound {
            return Self(0);
        }
        Self(divided_up((cost - bound).in_units() * 10_000, cost.in_units()))
    }

    /// `part` of `whole` in percent to a tenth, rounded down, so that 100 is all of it; all of nothing is 100.
    pub const fn percent_down(part: i128, whole: i128) -> Self {
        Self(if whole == 0 { 10_000 } else { part * 1000 / whole * 10 })
    }

    /// How many decimals it needs: 0 to 2.
    pub const fn decimals(self) -> usize {
        match (self.0 % 100, self.0 % 10) {
            (0, _) => 0,
            (_, 0) => 1,
            _ => 2,
        }
    }

    /// The number, with the decimals that it needs.
    pub fn shown(self, digits: Digits) -> String {
        self.with_decimals(self.decimals(), digits)
    }

    /// The number with so many decimals, two at most.
    pub fn with_decimals(self, decimals: usize, digits: Digits) -> String {
        let [thousands, point] = digits.separators();
        let whole = (self.0.unsigned_abs() / 100).to_string();
        let mut text = String::from(if self.0 < 0 { "−" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push(point);
            let rest = format!("{:02}", self.0.unsigned_abs() % 100);
            text.push_str(&rest[..decimals.min(2)]);
        }
        digits.shown(&text)
    }

    /// The same with its sign, also where it is more than nothing, and kept together whatever stands around it.
    pub(super) fn signed(self, digits: Digits) -> String {
        let plus = if self.0 > 0 { "+" } else { "" };
        format!("\u{2066}{plus}{}\u{2069}", self.shown(digits))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(Digits::Latin))
    }
}

const fn divided_up(value: i128, by: i128) -> i128 {
    -(-value).div_euclid(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_digits_asked_for() {
        let amount = Amount(479_150);
        assert_eq!(amount.shown(Digits::Latin), "4,791.5");
        assert_eq!(amount.shown(Digits::Arabic), "٤٬٧٩١٫٥");
        assert_eq!(Amount(-325).shown(Digits::Latin), "−3.25");
        assert_eq!(Amount(150).with_decimals(2, Digits::Arabic), "١٫٥٠");
        assert_eq!(Amount::hours(90).signed(Digits::Latin), "\u{2066}+1.5\u{2069}");
    }

    #[test]
    fn amounts_have_commas_and_only_the_decimals_they_need() {
        for (hundredths, text) in [
            (0, "0"),
            (99, "0.99"),
            (10_050, "100.5"),
            (100_000, "1,000"),
            (12_345_678_900, "123,456,789"),
            (-150, "−1.5"),
        ] {
            assert_eq!(Amount(hundredths).to_string(), text);
        }
        assert_eq!(Amount::hours(75).to_string(), "1.25");
    }

    #[test]
    fn a_gap_is_rounded_up_and_what_is_met_down() {
        let cost = |whole: i128| Cost::units(whole * 3600);
        assert_eq!(Amount::gap(cost(1068), cost(1063)), Amount(47));
        assert_eq!(Amount::gap(cost(1_000_000), cost(999_999)), Amount(1));
        assert_eq!(Amount::percent_down(9_999, 10_000), Amount(9_990));
        assert_eq!(Amount::percent_down(0, 0), Amount(10_000));
        assert_eq!(
            (Amount::cost_up(Cost::units(1200)), Amount::cost_down(Cost::units(1200))),
            (Amount(34), Amount(33))
        );
    }
}
