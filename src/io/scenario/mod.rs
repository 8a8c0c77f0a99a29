//! The scenario as plain data, just as it stands in the file.
//!
//! Times are kept as written; nothing here is checked. Fields that a file may leave out are options, or lists that may
//! be empty. [`Default`] gives the least that one can write, so code builds a part with `..Default::default()`.

mod need;
mod point;
mod policy;
mod rules;
mod text;
mod volunteer;

pub use need::{Gender, LanguageNeed, Level, Need};
pub use point::{
    Admits, DemandWindow, Interval, Line, Location, MinTeam, Point, Post, Setting, Shifts, Supervision,
};
pub use policy::Policy;
pub use rules::{ClockInterval, Exposure, MaxDuties, NotNextDay, Rolling, Rule, Rules, Weekends};
pub use text::{ClockTime, Date, LocalTime, Text, TextByLanguage};
pub use volunteer::{HeldSkill, History, RulesRef, Spoken, Volunteer, Wish, WishKind};

use serde::{Serialize, Serializer};

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

/// A leg between two zones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Leg {
    /// From this zone.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Minutes it takes, 0 to 1440.
    pub minutes: u32,
    /// Only in this direction?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_way: Option<bool>,
    /// Other minutes at some hours, by the time of setting out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<LegWindow>,
}

/// Other minutes of a leg at some hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LegWindow {
    /// From this clock time.
    pub from: ClockTime,
    /// Up to this one.
    pub to: ClockTime,
    /// Minutes it takes then.
    pub minutes: u32,
}

/// The terms of the cost that are not lines, wishes or minima.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Objective {
    /// Hours above a share cost their square.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fairness: Option<Fairness>,
    /// Cost per hour of travel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel_weight: Option<u32>,
    /// What changes to the published roster cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

/// Hours above a share cost their square.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fairness {
    /// Cost per square hour.
    pub weight: u32,
    /// Minutes up to which nothing costs.
    pub share_minutes: u32,
}

/// What changes cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Cost per hour beyond the last tier.
    pub weight: u32,
    /// Other costs for duties that start soon.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
}

/// What a change costs to a duty that starts within so many minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tier {
    /// Its start lies at most so long after now.
    pub within_minutes: u32,
    /// Cost per hour.
    pub weight: u32,
}

/// A duty of the roster in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Whose.
    pub volunteer: String,
    /// Where.
    pub point: String,
    /// At which post.
    pub post: String,
    /// Its start.
    pub from: LocalTime,
    /// Its end.
    pub to: LocalTime,
    /// Is it in every plan?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
}

/// Demand over everybody on duty at any post of some points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The points.
    pub points: Vec<String>,
    /// The lines.
    pub demand: Vec<Line>,
}
