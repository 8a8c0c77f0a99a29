//! What a plan costs beyond lines, wishes and minima.

use serde::Serialize;

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
