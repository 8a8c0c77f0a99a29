//! The scenario as plain data, just as it stands in the file.
//!
//! Times are kept as written; nothing here is checked. Fields that a file may leave out are options, or lists that may
//! be empty. [`Default`] gives the least that one can write, so code builds a part with `..Default::default()`.

mod demand;
mod needs;
mod objective;
mod people;
mod places;
mod published;
mod rules;
mod text;
mod times;
mod travel;

use serde::{Serialize, Serializer};

pub use demand::{DemandWindow, Line, MinTeam, Shared, Supervision};
pub use needs::{Gender, LanguageNeed, Level, Need};
pub use objective::{Changes, Fairness, Objective, Tier};
pub use people::{HeldSkill, History, RulesRef, Spoken, Volunteer, Wish, WishKind};
pub use places::{Admits, Location, Point, Post, Setting, Shifts};
pub use published::Published;
pub use rules::{ClockInterval, Exposure, MaxDuties, NotNextDay, Rolling, Rule, Rules, Weekends};
pub use text::{Text, TextByLanguage};
pub use times::{ClockTime, Date, Interval, LocalTime};
pub use travel::{Leg, LegWindow};

/// The `format` of a scenario file.
pub const SCENARIO_FORMAT: &str = "rifada-scenario/1";

/// A scenario: who is there, what is needed, what binds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scenario {
    /// Always [`SCENARIO_FORMAT`] in a valid file.
    pub format: String,
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// IANA zone, such as `Asia/Riyadh`.
    pub time_zone: String,
    /// The start of the horizon.
    pub start: LocalTime,
    /// Its end.
    pub end: LocalTime,
    /// 15, 30, 60 (default) or 1440.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot_minutes: Option<u32>,
    /// The present, when replanning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<LocalTime>,
    /// Published duties that begin less than so long after `now` are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freeze_minutes: Option<u32>,
    /// The skills there are; where given, no other may be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<Named>>,
    /// The organisations there are; where given, no other may be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<Vec<Named>>,
    /// The zones.
    pub zones: Vec<Named>,
    /// Legs between zones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub travel: Vec<Leg>,
    /// Where service is given.
    pub points: Vec<Point>,
    /// Who gives it.
    pub volunteers: Vec<Volunteer>,
    /// Rule sets by name, in the file's order; `default` is laid under all.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub rules: Vec<(String, Rules)>,
    /// Lines over several points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Shared>,
    /// Groups that serve the same duties or none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<Vec<String>>,
    /// The rest of the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<Objective>,
    /// The roster in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Published>,
}

fn as_map<S: Serializer>(entries: &[(String, Rules)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}

/// A thing with an id and perhaps a name: a skill, an organisation, a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}
