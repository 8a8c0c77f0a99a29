//! How many people are needed, of which kind, and what it costs when they are missing.

use super::{LocalTime, Need, Text};
use serde::Serialize;

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
