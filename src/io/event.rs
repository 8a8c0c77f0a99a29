//! What happens on the day, as plain data, just as it stands in a line: a volunteer is absent, a point closes, time passes.

use super::line_at::LineAt;
use super::plan_file::PlannedDuty;
use super::scenario::{HeldSkill, LocalTime, Volunteer};

/// Something that happens. Names and times are as in the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A volunteer did not come and will not: what they had begun did not take place.
    Absent {
        /// Who.
        volunteer: String,
    },
    /// A volunteer is not there before a time.
    Late {
        /// Who.
        volunteer: String,
        /// From then on they may serve.
        until: LocalTime,
    },
    /// A volunteer goes home: what they serve then is cut to that time.
    Leaves {
        /// Who.
        volunteer: String,
        /// When; now where left out.
        at: Option<LocalTime>,
    },
    /// Somebody comes who is not in the scenario, or one who had left comes back.
    Arrives {
        /// All that is known of them.
        volunteer: Box<Volunteer>,
    },
    /// A volunteer gains a skill, or loses it.
    Certificate {
        /// Who.
        volunteer: String,
        /// Which skill, perhaps with dates; a loss takes all entries of it.
        skill: HeldSkill,
        /// Is it held from now on?
        held: bool,
    },
    /// The demand of a line changes.
    Demand {
        /// Which line.
        line: LineAt,
        /// Included; now where left out.
        from: Option<LocalTime>,
        /// Excluded; the end of the horizon where left out.
        to: Option<LocalTime>,
        /// To what, or by how much.
        people: People,
    },
    /// A point opens or closes.
    Point {
        /// Which.
        point: String,
        /// Does it open?
        open: bool,
        /// Included; now where left out.
        from: Option<LocalTime>,
        /// Excluded; the end of the horizon where left out.
        to: Option<LocalTime>,
    },
    /// A volunteer has promised a duty of the plan in force: it is pinned.
    Confirm {
        /// Which duty.
        duty: PlannedDuty,
    },
    /// A volunteer refuses a duty, in force or proposed: they are not free then.
    Decline {
        /// Which duty.
        duty: PlannedDuty,
    },
    /// A duty, in force or not, is to be in every plan.
    Pin {
        /// Which duty.
        duty: PlannedDuty,
    },
    /// A duty is no longer pinned.
    Release {
        /// Which duty.
        duty: PlannedDuty,
    },
    /// Time has passed.
    Time {
        /// The present.
        now: LocalTime,
    },
}

/// What the demand of a line becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// So many.
    Exactly(u32),
    /// So many more than in each slot now.
    More(u32),
    /// So many fewer, but none below 0.
    Fewer(u32),
}

/// The number that a request carries, to know its answer by: as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RequestId {
    /// None is given, or it cannot be read.
    #[default]
    None,
    /// A text.
    Text(String),
    /// A number, as written.
    Number(String),
}

/// A line of the protocol: something that happens, or something that is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// These happen, one after the other; all of them, or none where one is faulty.
    Events(Vec<Event>),
    /// Asks for a change set.
    Propose(Asked),
    /// Takes the change set at hand; proposes first where there is none.
    Accept(Asked),
    /// Takes the last accepted change set back.
    Undo,
    /// Asks who could help at a gap.
    Candidates {
        /// Where.
        point: String,
        /// At which post.
        post: String,
        /// From when.
        from: LocalTime,
        /// Until when.
        to: LocalTime,
        /// How many answers at most.
        most: u32,
    },
    /// Asks what a volunteer may take.
    Opportunities {
        /// Who.
        volunteer: String,
        /// How many answers at most.
        most: u32,
    },
    /// Asks whether a volunteer may serve a duty.
    CanServe {
        /// Which.
        duty: PlannedDuty,
    },
    /// Asks for the state in the file formats.
    Save,
    /// Asks how things stand.
    Status,
}

/// What is asked of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How long it may take, in milliseconds.
    pub within_ms: u32,
    /// Is a bound asked for? Half of the time is then kept for it.
    pub bound: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self { within_ms: 1000, bound: false }
    }
}
