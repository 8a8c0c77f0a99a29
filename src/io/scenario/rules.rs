//! Sets of rules as they stand in a file.

use super::{ClockTime, Setting};
use serde::{Serialize, Serializer};

/// One key of a rule set: left out, lifted by `null`, or given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rule<T> {
    /// Left out: what lies beneath holds.
    #[default]
    Inherit,
    /// `null`: no such rule.
    Lifted,
    /// This value.
    Is(T),
}

impl<T> Rule<T> {
    /// Is it left out?
    pub const fn is_inherited(&self) -> bool {
        matches!(self, Self::Inherit)
    }

    /// The value, where one is given.
    pub const fn given(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Inherit | Self::Lifted => None,
        }
    }
}

impl<T: Serialize> Serialize for Rule<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.given().serialize(serializer)
    }
}

/// A set of rules. Every key may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the key of the same name in the format")]
pub struct Rules {
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_shifts_per_day: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_minutes_per_day: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_break_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_rest_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub rolling: Rule<Vec<Rolling>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_consecutive_days: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_consecutive_days: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_consecutive_days_off: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub weekends: Rule<Weekends>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_duties: Rule<Vec<MaxDuties>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub not_next_day: Rule<Vec<NotNextDay>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub not_between: Rule<Vec<ClockInterval>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub exposure: Rule<Vec<Exposure>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_minutes_weight: Rule<u32>,
}

/// Caps in every window of so many dates; one of the two at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rolling {
    /// Dates in the window, at least 1.
    pub days: u32,
    /// The most minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_minutes: Option<u32>,
    /// The most dates with a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

/// At most so many weekends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weekends {
    /// Which weekdays: `mon` to `sun`.
    pub days: Vec<String>,
    /// How many.
    pub max: u32,
}

/// A cap by tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MaxDuties {
    /// The tag; every duty counts where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// How many.
    pub max: u32,
}

/// A forbidden succession.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NotNextDay {
    /// After this tag,
    pub after: String,
    /// not this one on the next date.
    pub then: String,
}

/// A daily window of the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClockInterval {
    /// Included.
    pub from: ClockTime,
    /// Excluded.
    pub to: ClockTime,
}

/// A cap on heat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Posts of this setting count.
    pub setting: Setting,
    /// From this clock time,
    pub from: ClockTime,
    /// up to this one.
    pub to: ClockTime,
    /// The most minutes per date.
    pub max_minutes: u32,
}
