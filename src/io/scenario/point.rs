//! A service point as it stands in a file: its posts, their hours and their demand.

use super::{ClockTime, LocalTime, Need, Text};
use serde::Serialize;

/// How a post stands to sun and heat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Setting {
    #[default]
    Indoor,
    Shaded,
    Outdoor,
}

/// Whom a point admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Admits {
    All,
    Women,
    Men,
}

/// A service point.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The zone it lies in.
    pub zone: String,
    /// Its stand to the heat; indoor where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Whom it admits; all where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admits: Option<Admits>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Its jobs.
    pub posts: Vec<Post>,
}

impl Eq for Point {}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Location {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// One job at a point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Its id, unique at its point.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Its own stand to the heat, instead of its point's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Tags that wishes and rules name; its id counts as one too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What every person here must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires: Option<Need>,
    /// Which duties there may be.
    pub shifts: Shifts,
    /// Is it a reserve of its zone, whose people count in no line that points share?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standby: Option<bool>,
    /// The most people on duty in any slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_people: Option<u32>,
    /// How many people are needed, line by line.
    pub demand: Vec<Line>,
    /// Ratios of one kind of people to another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supervision: Vec<Supervision>,
    /// Nobody alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_team: Option<MinTeam>,
}

/// Which duties a post has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shifts {
    /// The shortest.
    pub min_minutes: u32,
    /// The longest.
    pub max_minutes: u32,
    /// Clock times at which one may start; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<Vec<ClockTime>>,
    /// Hours in which the post is open; always where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<Interval>>,
    /// What a duty counts for in its person's minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_minutes: Option<u32>,
    /// The same as a share of its length, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_percent: Option<u32>,
}

/// A half-open interval of local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Included.
    pub from: LocalTime,
    /// Excluded.
    pub to: LocalTime,
}

/// How many of the people on duty must meet a need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Who counts; anyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Need>,
    /// One number per hour of the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hourly: Option<Vec<u32>>,
    /// Or these, and 0 elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<Vec<DemandWindow>>,
    /// Cost per person-hour missing; 1 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Cost per person-hour above; 0 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surplus_weight: Option<u32>,
}

/// So many people needed from one time to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DemandWindow {
    /// Included.
    pub from: LocalTime,
    /// Excluded.
    pub to: LocalTime,
    /// How many.
    pub people: u32,
}

/// At most `ratio` of `who` for each of `by`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Supervision {
    /// Who is watched over.
    pub who: Need,
    /// Who watches.
    pub by: Need,
    /// How many each can watch over, at least 1.
    pub ratio: u32,
    /// Cost per person-hour of `who` too many.
    pub weight: u32,
}

/// The least team, as a cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MinTeam {
    /// How many.
    pub people: u32,
    /// Cost per person-hour missing to it while somebody is there.
    pub weight: u32,
}
