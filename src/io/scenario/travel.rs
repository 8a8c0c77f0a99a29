//! The ways between zones.

use super::ClockTime;
use serde::Serialize;

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
