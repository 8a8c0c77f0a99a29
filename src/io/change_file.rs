//! What a live plan answers, as plain data: change sets, who could help, what a volunteer may take, how things stand.

use super::plan_file::{PlanCost, PlannedDuty};
use super::scenario::LocalTime;
use serde::Serialize;

/// Plain data of any of the formats as JSON, on one line.
pub fn written<T: Serialize + ?Sized>(data: &T) -> String {
    serde_json::to_string(data).expect("plain data have text for keys, and no number that JSON lacks")
}

/// Service at a post from one time to another, whoever gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Service {
    /// Where.
    pub point: String,
    /// At which post.
    pub post: String,
    /// Its start.
    pub from: LocalTime,
    /// Its end.
    pub to: LocalTime,
}

impl Service {
    /// The duty of whoever gives it.
    pub fn by(self, volunteer: &str) -> PlannedDuty {
        let Self { point, post, from, to } = self;
        PlannedDuty { volunteer: volunteer.to_owned(), point, post, from, to }
    }
}

/// What a change does to one person's roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// A duty is added.
    Added,
    /// A duty is removed.
    Removed,
    /// A duty is replaced by another.
    Moved,
}

/// One phone call: a duty of one person that comes, goes or moves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What happens.
    pub kind: ChangeKind,
    /// To whom.
    pub volunteer: String,
    /// The duty that goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Service>,
    /// The duty that comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Service>,
    /// What it is for.
    pub reason: String,
    /// By how much the plan would cost more without it, with all other changes as they are; nothing where it cannot be left
    /// out by itself.
    pub gain: Option<f64>,
}

/// A plan that is proposed instead of the one in force, as what it changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeSet {
    /// What changes, in the scenario's order of volunteers.
    pub changes: Vec<Change>,
    /// What the plan in force costs.
    pub before: PlanCost,
    /// What the proposed one costs; its changes among it.
    pub after: PlanCost,
    /// No plan costs less, changes priced as they are: proven. Nothing where it was not asked for, or no proof fitted into the
    /// time.
    pub bound: Option<f64>,
}

/// How a gap is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By a duty more.
    Direct,
    /// By a duty instead of another.
    Swap,
    /// By a duty instead of another, which somebody else takes.
    Chain,
}

/// Somebody who could help at a gap, and what that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Who serves at the gap.
    pub volunteer: String,
    /// How.
    pub way: Way,
    /// The own duty that is left for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaves: Option<Service>,
    /// Who takes the duty that is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relieved_by: Option<String>,
    /// What the plan would cost more or less, by term.
    pub cost: PlanCost,
    /// Minutes counted on that date, with the gap.
    pub minutes: i64,
    /// Least minutes between this and another duty of theirs; nothing where they have no other.
    pub rest: Option<i64>,
}

/// A duty that a volunteer may take.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opportunity {
    /// Which.
    pub duty: Service,
    /// How much less the plan would cost.
    pub gain: f64,
}

/// Why somebody may not serve a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// The key of the format that speaks of it.
    pub rule: String,
    /// In words.
    pub text: String,
}

/// How things stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// The present, where the scenario has one.
    pub now: Option<LocalTime>,
    /// How many volunteers there are, whether they came or not.
    pub volunteers: usize,
    /// How many duties are in force.
    pub duties: usize,
    /// How many of these are in every plan: begun, frozen or pinned.
    pub kept: usize,
    /// What the plan in force costs.
    pub cost: PlanCost,
    /// How many events have happened since the last accepted change set.
    pub events: u64,
    /// Is a proposal at hand?
    pub proposal: bool,
    /// How many accepted change sets may be undone.
    pub undoable: usize,
}

/// What an event has done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The duties that are no longer in force because of it.
    pub dropped: Vec<super::plan_file::PlannedDuty>,
}
