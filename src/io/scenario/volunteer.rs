//! A volunteer as they stand in a file: what they can do, when they are free, what they wish.

use super::{Date, Gender, Interval, Level, LocalTime, Rules, Text};
use serde::Serialize;

/// A volunteer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Volunteer {
    /// Their id.
    pub id: String,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Their gender, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Their age, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u32>,
    /// The body they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Where their travel begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_zone: Option<String>,
    /// Languages they speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Spoken>,
    /// Skills they hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<HeldSkill>,
    /// When they are free.
    pub available: Vec<Interval>,
    /// A rule set by name, or rules of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<RulesRef>,
    /// Zones they accept; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zones: Option<Vec<String>>,
    /// Points they accept; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Vec<String>>,
    /// Wishes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<Wish>,
    /// Percent likely to turn up; 100 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_up: Option<u32>,
    /// What they carry in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
}

/// A language that a person speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// BCP 47 code.
    pub code: String,
    /// How well; native where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// A skill that a person holds: always, or between dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HeldSkill {
    /// Always.
    Always(String),
    /// From one date to another, both included.
    Dated {
        /// Which skill.
        id: String,
        /// First date.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// Last date.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
}

impl Default for HeldSkill {
    fn default() -> Self {
        Self::Always(String::new())
    }
}

/// Rules by name, or given in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RulesRef {
    /// The set of this name.
    Named(String),
    /// These.
    Own(Box<Rules>),
}

/// What a wish asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum WishKind {
    #[default]
    Prefer,
    Avoid,
    Rather,
}

/// A wish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Wish {
    /// What it asks for.
    pub kind: WishKind,
    /// Start of its window; the horizon's where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<LocalTime>,
    /// End of its window; the horizon's where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<LocalTime>,
    /// Only service at this point is "there".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// Only service at posts with this tag is "there".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Cost per hour.
    pub weight: u32,
}

/// What a person carries in from before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// Minutes served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// When the last duty ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_end: Option<LocalTime>,
    /// Dates in a row with a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consecutive_days: Option<u32>,
    /// Weekends worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekends: Option<u32>,
}
