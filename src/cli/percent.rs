//! Shares in percent, as tables and lines of progress show them.

use rifada::ground::Cost;
use rifada::report::{Amount, Digits};

/// (cost − bound) / cost in percent, rounded up: `0.47 %`.
pub(super) fn percent_up(cost: Cost, bound: Cost) -> String {
    format!("{} %", Amount::gap(cost, bound))
}

/// `part` of `whole` in percent to a tenth, rounded down, so that 100 % is all of it; all of nothing is 100 %.
pub(super) fn percent_down(part: i128, whole: i128) -> String {
    format!("{} %", Amount::percent_down(part, whole).with_decimals(1, Digits::Latin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_has_the_decimals_it_needs_and_what_is_met_has_one() {
        let cost = |whole: i128| Cost::units(whole * 3600);
        assert_eq!(percent_up(cost(1068), cost(1063)), "0.47 %");
        assert_eq!(percent_up(cost(1_000_000), cost(999_999)), "0.01 %");
        assert_eq!(percent_up(cost(0), cost(0)), "0 %");
        assert_eq!(percent_down(9_999, 10_000), "99.9 %");
        assert_eq!(percent_down(0, 0), "100.0 %");
    }
}
