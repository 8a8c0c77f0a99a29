//! Values on the command line, and what is said of those that make no sense.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rifada::io::scenario::Policy;
use rifada::report::{Digits, Language};
use std::num::NonZeroUsize;
use std::time::Duration;

/// The longest time limit, in seconds: 30 days.
const LONGEST: f64 = 30.0 * 24.0 * 3600.0;
/// The most threads.
const MOST_THREADS: usize = 1024;

/// A length of time such as `30s`, `2m`, `1.5h` or `500ms`; seconds where no unit is named.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let at = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '+' | '-')));
    let (number, unit) = text.split_at(at.unwrap_or(text.len()));
    let unit = match unit.trim() {
        "" | "s" => 1.0,
        "ms" => 0.001,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err("write a number and ms, s, m or h, such as 30s".to_owned()),
    };
    let number: f64 =
        number.parse().map_err(|_| "write a number and a unit, such as 30s or 2m".to_owned())?;
    let seconds = number * unit;
    if seconds > LONGEST {
        Err("that is beyond all patience: give 30 days (720h) at most".to_owned())
    } else if seconds >= 0.001 {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("there is no time to plan in that: give 1ms or more, such as 30s".to_owned())
    }
}

/// A share such as `1%` or `0.01`, from 0 to 1.
pub(super) fn gap(text: &str) -> Result<f64, String> {
    let form = || "write a share such as 1% or 0.01".to_owned();
    let (number, unit) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), 0.01),
        None => (text, 1.0),
    };
    let number: f64 = number.parse().map_err(|_| form())?;
    let share = number * unit;
    if !share.is_finite() {
        Err(form())
    } else if share < 0.0 {
        Err("no plan costs less than the bound: give 0 or more, such as 1%".to_owned())
    } else if share >= 1.0 && unit == 1.0 {
        Err(format!("any plan has a gap below 1, which is 100 %: for percent write {text}%"))
    } else if share > 1.0 {
        Err("no gap is above 100%: give less".to_owned())
    } else {
        Ok(share)
    }
}

/// How many threads: at least one.
pub(super) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let remedy = || format!("give 1 to {MOST_THREADS}, or leave it out to use all that the machine has");
    let threads: usize = text.parse().map_err(|_| remedy())?;
    NonZeroUsize::new(threads).filter(|threads| threads.get() <= MOST_THREADS).ok_or_else(remedy)
}

/// How many iterations: at least one.
pub(super) fn iterations(text: &str) -> Result<u64, String> {
    let remedy = || "give a whole number from 1 on".to_owned();
    let iterations: u64 = text.parse().map_err(|_| remedy())?;
    if iterations == 0 { Err(remedy()) } else { Ok(iterations) }
}

/// A seed: any number that fits.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("give a whole number from 0 to {}", u64::MAX))
}

/// The length of a slot that is no whole date.
pub(super) fn slot_minutes(text: &str) -> Result<u32, String> {
    match text {
        "15" => Ok(15),
        "30" => Ok(30),
        "60" => Ok(60),
        _ => Err("give 15, 30 or 60".to_owned()),
    }
}

/// A policy by its name.
pub(super) fn policy() -> impl TypedValueParser<Value = Policy> {
    let names = PossibleValuesParser::new(Policy::ALL.map(Policy::name));
    names.try_map(|name| Policy::named(&name).ok_or("there is no such policy"))
}

/// A language by its code.
pub(super) fn language() -> impl TypedValueParser<Value = Language> {
    let known = Language::ALL.map(|language| {
        let name = match language {
            Language::English => "English",
            Language::Arabic => "Arabic",
        };
        PossibleValue::new(language.code()).help(name)
    });
    let codes = PossibleValuesParser::new(known);
    codes.try_map(|code| Language::coded(&code).ok_or("there is no such language"))
}

/// Digits by the script that they are of.
pub(super) fn digits() -> impl TypedValueParser<Value = Digits> {
    let latin = PossibleValue::new("latin").help("0 1 2 3 4 5 6 7 8 9");
    let arabic = PossibleValue::new("arabic").help("٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩");
    let scripts = PossibleValuesParser::new([latin, arabic]);
    scripts.map(|script| if script == "arabic" { Digits::Arabic } else { Digits::Latin })
}

/// A whole number in a range, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    least: u32,
    most: u32,
}

impl Amount {
    /// The numbers from `least` to `most`.
    pub(super) const fn new(least: u32, most: u32) -> Self {
        Self { least, most }
    }

    fn read(self, text: &str) -> Result<u32, String> {
        let inside = text.parse().ok().filter(|number| (self.least..=self.most).contains(number));
        inside.ok_or_else(|| format!("give a whole number from {} to {}", self.least, self.most))
    }
}

impl TypedValueParser for Amount {
    type Value = u32;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<u32, clap::Error> {
        let amount = *self;
        TypedValueParser::parse_ref(&move |text: &str| amount.read(text), command, argument, value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_units() {
        for (text, millis) in
            [("30s", 30_000), ("2m", 120_000), ("500ms", 500), ("1.5s", 1500), ("1h", 3_600_000), ("7", 7000)]
        {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn times_that_are_none_are_refused() {
        let refused = [
            "", "-1", "-1s", "0", "0s", "s", "ten", "inf", "NaN", "1e400", "1e3", "5 weeks", "999999h",
            "1.2.3s", "--5",
        ];
        for text in refused {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn gaps_are_percent_or_shares() {
        for (text, share) in [("0", 0.0), ("1%", 0.01), ("0.01", 0.01), ("2.5 %", 0.025), ("100%", 1.0)] {
            assert!(gap(text).is_ok_and(|read| (read - share).abs() < 1e-12), "{text}");
        }
    }

    #[test]
    fn gaps_that_are_none_are_refused() {
        for text in ["nan", "NaN%", "inf", "-inf", "-1", "-1%", "101%", "1", "5", "", "%", "1%%", "1e400"] {
            assert!(gap(text).is_err(), "{text}");
        }
        assert!(gap("5").unwrap_err().contains("5%"));
    }

    #[test]
    fn counts_are_whole_and_in_range() {
        assert_eq!(threads("4").map(NonZeroUsize::get), Ok(4));
        for text in ["0", "-1", "1.5", "100000", "", "99999999999999999999"] {
            assert!(threads(text).is_err(), "{text}");
        }
        assert!(iterations("0").is_err() && iterations("-3").is_err());
        assert_eq!(Amount::new(1, 5).read("5"), Ok(5));
        assert!(Amount::new(1, 5).read("6").is_err() && Amount::new(1, 5).read("x").is_err());
    }
}
