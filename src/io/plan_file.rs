//! The plan as plain data, just as it stands in the file.

use super::scenario::{LocalTime, Published};
use serde::Serialize;

/// The `format` of a plan file.
pub const PLAN_FORMAT: &str = "rifada-plan/1";

/// A plan: who serves where and when, what it costs, and what is proven of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlanFile {
    /// Always [`PLAN_FORMAT`] in a valid file.
    pub format: String,
    /// The id of its scenario.
    pub scenario: String,
    /// Duties, in the scenario's order of volunteers, then by `from`.
    pub duties: Vec<PlannedDuty>,
    /// The cost by term.
    pub cost: PlanCost,
    /// No plan costs less: proven. Nothing where nothing is.
    pub bound: Option<f64>,
    /// Why the engine stopped.
    pub stop: StopWord,
    /// Every line with people missing.
    pub shortages: Vec<Shortage>,
    /// What made the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<EngineNote>,
}

/// A duty of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlannedDuty {
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
}

impl PlannedDuty {
    /// The duty as a scenario publishes it, to plan on from there; a pinned one is in every plan.
    pub fn published(&self, pinned: Option<bool>) -> Published {
        let Self { volunteer, point, post, from, to } = self.clone();
        Published { volunteer, point, post, from, to, pinned }
    }
}

impl From<&Published> for PlannedDuty {
    fn from(published: &Published) -> Self {
        let Published { volunteer, point, post, from, to, .. } = published.clone();
        Self { volunteer, point, post, from, to }
    }
}

/// The cost of a plan by term; each as in the format.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each field is the term of the same name in the format")]
pub struct PlanCost {
    pub total: f64,
    pub shortage: f64,
    pub surplus: f64,
    pub supervision: f64,
    pub wishes: f64,
    pub fairness: f64,
    pub minimum: f64,
    pub travel: f64,
    pub changes: f64,
}

/// Why the engine stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StopWord {
    /// Cost equals bound.
    Optimal,
    /// The gap asked for was reached.
    Gap,
    /// Time ran out.
    #[default]
    Time,
    /// The iterations asked for were done.
    Iterations,
    /// Somebody asked it to.
    Cancelled,
}

/// People missing on a line from one time to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shortage {
    /// The line's place.
    #[serde(flatten)]
    pub at: ShortageAt,
    /// The number of the line there.
    pub line: u32,
    /// Included.
    pub from: LocalTime,
    /// Excluded.
    pub to: LocalTime,
    /// How many, in every slot of the interval.
    pub missing: u32,
}

/// Where a line that is short stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ShortageAt {
    /// At a post.
    Post {
        /// Its point.
        point: String,
        /// Its id.
        post: String,
    },
    /// In the shared entry of this number.
    Shared {
        /// The number.
        shared: u32,
    },
}

impl Default for ShortageAt {
    fn default() -> Self {
        Self::Post { point: String::new(), post: String::new() }
    }
}

/// What made a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EngineNote {
    /// Version of Rifada.
    pub version: String,
    /// The seed.
    pub seed: u64,
    /// How many threads.
    pub threads: u32,
    /// How long it took.
    pub seconds: f64,
}
