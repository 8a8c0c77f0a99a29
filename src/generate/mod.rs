//! Seeded, realistic scenarios: for trying the engine, for tests, for load.
//!
//! A generated scenario is the same plain data that a file holds ([`crate::io::scenario::Scenario`]), and the same
//! options and seed always give the same one. [`scenario`] makes scenarios of any size in one of three styles;
//! [`ramadan_27`], [`arafat_day`], [`hira_thursday`], [`last_ten`] (without its tenth night [`last_nine`]) and [`jamarat_10_13`] are fixed
//! ones, drawn after published figures of Makkah; the last comes in any number of areas, for load.
//!
//! ```
//! use rifada::generate::{Options, RuleStyle, scenario};
//! let small = scenario(&Options { volunteers: 40, points: 4, rules: RuleStyle::Rich, ..Options::default() });
//! assert_eq!(small.volunteers.len(), 40);
//! assert_eq!(small, scenario(&Options { volunteers: 40, points: 4, rules: RuleStyle::Rich, ..Options::default() }));
//! ```

mod arafat;
mod arafat_day;
mod calendar;
mod crowd;
mod full;
mod hira_thursday;
mod jamarat;
mod jamarat_10_13;
mod last_ten;
mod lines;
mod mosque;
mod needs;
mod nights;
mod people;
mod places;
mod plain;
mod ramadan_27;
mod rich;
mod roster;
mod rule_sets;
mod sites;
mod windows;

use crate::io::scenario::Scenario;
use calendar::Calendar;

pub use arafat_day::arafat_day;
pub use hira_thursday::hira_thursday;
pub use jamarat_10_13::jamarat_10_13;
pub use last_ten::{last_nine, last_ten};
pub use ramadan_27::ramadan_27;

/// Which rules, costs and keys of the format a generated scenario uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RuleStyle {
    /// Headcount, first aid and language lines; no rules but hours and rest when there are several days.
    #[default]
    Plain,
    /// What a real season brings: rest, travel, heat, teams, supervision, minors, wishes, fairness, certificates.
    Rich,
    /// Every key of the format somewhere, given at least 40 volunteers, 12 points, 3 zones and 2 days.
    Full,
}

/// What to generate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many volunteers there are.
    pub volunteers: u32,
    /// How many service points there are.
    pub points: u32,
    /// The length of the horizon in days of 24 hours, from 1 to 399.
    pub days: u32,
    /// How many zones the points lie in; never more than there are points.
    pub zones: u32,
    /// The person-hours of all headcount lines, in percent of what the volunteers could give if hours, availability and
    /// caps were all that bound them; at most 10,000. Some need stays short from about 90 on.
    pub tightness: u32,
    /// How many in a hundred volunteers of a plain scenario accept any zone; the others accept one to three.
    pub anywhere: u32,
    /// Which rules and keys are used.
    pub rules: RuleStyle,
    /// The grid: 15, 30 or 60 minutes; anything else is read as 60.
    pub slot_minutes: u32,
    /// What decides every draw.
    pub seed: u64,
}

impl Default for Options {
    /// A day of 500 volunteers at 15 points of 5 zones, plain, with as much need as the volunteers can meet.
    fn default() -> Self {
        Self {
            volunteers: 500,
            points: 15,
            days: 1,
            zones: 5,
            tightness: 100,
            anywhere: 33,
            rules: RuleStyle::Plain,
            slot_minutes: 60,
            seed: 1,
        }
    }
}

impl Options {
    /// The options with every number inside the bounds that its field names.
    fn within_bounds(&self) -> Self {
        let slot_minutes = if matches!(self.slot_minutes, 15 | 30) { self.slot_minutes } else { 60 };
        Self {
            days: self.days.clamp(1, 399),
            zones: self.zones.min(self.points).max(1),
            tightness: self.tightness.min(10_000),
            anywhere: self.anywhere.min(100),
            slot_minutes,
            ..*self
        }
    }

    /// A scenario of these options from the start of the calendar on: without points and people as yet.
    fn without_people(&self, calendar: &Calendar) -> Scenario {
        let slot_minutes = (self.slot_minutes != 60).then_some(self.slot_minutes);
        calendar.scenario(&self.id(), i64::from(self.days) * 24, slot_minutes)
    }

    /// The name of what these options make, such as `rich-500x15x2-1`.
    fn id(&self) -> String {
        let style = match self.rules {
            RuleStyle::Plain => "plain",
            RuleStyle::Rich => "rich",
            RuleStyle::Full => "full",
        };
        format!("{style}-{}x{}x{}-{}", self.volunteers, self.points, self.days, self.seed)
    }
}

/// The scenario that these options and their seed decide.
pub fn scenario(options: &Options) -> Scenario {
    let options = options.within_bounds();
    match options.rules {
        RuleStyle::Plain => plain::scenario(&options),
        RuleStyle::Rich => rich::scenario(&options),
        RuleStyle::Full => full::scenario(&options),
    }
}
