//! The problem as the engine sees it: checked, dense, without names.
//!
//! What couples people is a [`Line`]: a row per slot. What binds one person is in the [`Volunteer`] and their
//! [`Rules`]. A [`Problem`] holds both and cannot be wrong: whoever builds one (the file reader) has checked it.
//! This floor knows nothing of what is good.

mod doors;
mod intake;
pub mod line;
pub mod need;
pub mod plan;
pub mod post;
pub mod problem;
mod renew;
pub mod rules;
pub mod travel;
pub mod unit;
pub mod volunteer;

pub use line::{Line, LinePlace};
pub use need::{Language, Level, Need, Skill, Traits};
pub use plan::{Duty, Plan, Roster, with_duty};
pub use post::{Admits, MinTeam, Post, Setting, Term};
pub use problem::{Fairness, Objective, Problem, ProblemParts};
pub use rules::{ClockWindow, Exposure, MaxDuties, NotNextDay, Rolling, Rules, Weekends};
pub use travel::Travel;
pub use unit::{Cast, Casts, Unit};
pub use volunteer::{History, Hours, Volunteer, VolunteerDraft, Wish, WishKind};

crate::typed_ids! {
    /// Names a volunteer, in the scenario's order.
    VolunteerId;
    /// Names a unit: one volunteer, or a group that serves the same duties.
    UnitId;
    /// Names a point, in the scenario's order.
    PointId;
    /// Names a post; posts are numbered through all points, in the scenario's order.
    PostId;
    /// Names a line.
    LineId;
    /// Names a need; 0 is "anyone".
    NeedId;
    /// Names a zone.
    ZoneId;
    /// Names a tag.
    TagId;
    /// Names a skill.
    SkillId;
    /// Names an organisation.
    OrganisationId;
    /// Names a set of rules.
    RulesId;
    /// Names a cast: how many members of a unit meet each need.
    CastId;
    /// Names a set of posts that people may serve at.
    PostSetId;
}

/// The need that everybody meets.
pub const ANYONE: NeedId = NeedId(0);
