//! The roster in force.

use super::LocalTime;
use serde::Serialize;

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
