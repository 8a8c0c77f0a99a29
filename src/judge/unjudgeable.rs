//! Why a plan cannot be judged: something in the files has no meaning to judge by.

use std::error::Error;
use std::fmt;

/// The first place of a scenario or a plan that has no meaning, so that no verdict can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unjudgeable {
    /// The file and the JSON path there: `scenario $.points[3].zone`.
    pub place: String,
    /// What was found.
    pub found: String,
}

impl Unjudgeable {
    /// Something in the scenario, `path` without the leading `$.`.
    pub(super) fn scenario(path: impl fmt::Display, found: impl fmt::Display) -> Self {
        Self { place: format!("scenario $.{path}"), found: found.to_string() }
    }

    /// Something in the plan, `path` without the leading `$.`.
    pub(super) fn plan(path: impl fmt::Display, found: impl fmt::Display) -> Self {
        Self { place: format!("plan $.{path}"), found: found.to_string() }
    }
}

impl fmt::Display for Unjudgeable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot judge: {}: {}", self.place, self.found)
    }
}

impl Error for Unjudgeable {}
