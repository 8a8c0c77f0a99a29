//! A breach: one hard rule broken at one place, with the value that breaks it.
//!
//! Plans are judged for what they add to the facts. So two breaches are equal exactly where they say the same of the
//! same place: a breach that the duties already begun have by themselves is waived only while its value stays as it is.

use crate::ground::{Day, Minutes, Slot};
use crate::model::{PostId, VolunteerId};
use std::fmt;

/// One hard rule that is broken.
///
/// `rule` is the position of the rule in its list; a `from` or `at` is the slot in which the duty in question starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each variant says what it is; its fields are the place, then the value, then the limit"
)]
pub enum Breach {
    /// A duty that is empty, or ends after the horizon; it is judged no further.
    OutsideHorizon { volunteer: VolunteerId, post: PostId, from: Slot, to: Slot },
    /// A duty shorter or longer than its post's shifts.
    Length { volunteer: VolunteerId, post: PostId, from: Slot, minutes: Minutes },
    /// A duty that starts when none may, or is not inside the post's open hours.
    PostHours { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty outside the person's hours.
    NotAvailable { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty by somebody who does not meet what the post requires on its dates.
    Lacks { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty at a point that does not admit the person.
    Admits { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty in a zone or at a point where the person does not accept to serve.
    NotAccepted { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty inside hours forbidden to the person.
    ForbiddenHours { volunteer: VolunteerId, rule: usize, post: PostId, from: Slot },
    /// A duty that starts before the one before it has ended.
    Overlap { volunteer: VolunteerId, at: Slot },
    /// Too little time since the duty before, for the break, the rest or the way.
    Gap { volunteer: VolunteerId, at: Slot, minutes: Minutes, needed: Minutes },
    /// Too little rest since the last duty of the history.
    HistoryRest { volunteer: VolunteerId, minutes: Minutes, needed: Minutes },
    /// Too many minutes over the horizon, history included.
    TotalMinutes { volunteer: VolunteerId, minutes: Minutes, limit: Minutes },
    /// Too many minutes in the duties of one date.
    DayMinutes { volunteer: VolunteerId, day: Day, minutes: Minutes, limit: Minutes },
    /// Too many duties on one date.
    Shifts { volunteer: VolunteerId, day: Day, duties: u32, limit: u32 },
    /// Too long in the heat; the date, on which the window opened, may be the one before the horizon (−1).
    Exposure { volunteer: VolunteerId, rule: usize, day: i64, minutes: Minutes, limit: Minutes },
    /// Too many minutes, or dates with a duty, in the window of dates that begins on `first`.
    Rolling { volunteer: VolunteerId, rule: usize, first: Day, minutes: Minutes, days: u32 },
    /// Too many dates in a row with a duty, history included.
    Consecutive { volunteer: VolunteerId, last: Day, days: u32, limit: u32 },
    /// Too few dates in a row with a duty.
    TooShortRun { volunteer: VolunteerId, first: Day, days: u32, needed: u32 },
    /// Too few dates in a row without a duty.
    TooShortOff { volunteer: VolunteerId, first: Day, days: u32, needed: u32 },
    /// Too many weekends, with those of the history.
    Weekends { volunteer: VolunteerId, weekends: u32, before: u32, limit: u32 },
    /// Too many duties with a tag, or in all.
    MaxDuties { volunteer: VolunteerId, rule: usize, duties: u32, limit: u32 },
    /// A tag on the date after one that forbids it.
    NotNextDay { volunteer: VolunteerId, rule: usize, day: Day },
    /// A duty of every plan that this one lacks.
    KeptMissing { volunteer: VolunteerId, post: PostId, from: Slot },
    /// A duty that is in no published roster and begins before now.
    BeforeNow { volunteer: VolunteerId, post: PostId, from: Slot },
    /// Two who serve the same duties or none, and do not.
    NotTogether { volunteer: VolunteerId, with: VolunteerId },
    /// Too many people at a post.
    MaxPeople { post: PostId, slot: Slot, people: u32, limit: u32 },
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(volunteer) = self.volunteer() {
            write!(f, "volunteer {}: ", volunteer.0)?;
        }
        match self {
            Self::OutsideHorizon { post, from, to, .. } => {
                write!(
                    f,
                    "the duty at post {} from slot {} to {} is empty or outside the horizon",
                    post.0, from.0, to.0
                )
            }
            Self::Length { post, from, minutes, .. } => {
                write!(
                    f,
                    "{} minutes is no length for a duty at post {} (slot {})",
                    minutes.0, post.0, from.0
                )
            }
            Self::PostHours { post, from, .. } => {
                write!(f, "the duty from slot {} is outside the hours of post {}", from.0, post.0)
            }
            Self::NotAvailable { post, from, .. } => {
                write!(f, "not available for the duty at post {} from slot {}", post.0, from.0)
            }
            Self::Lacks { post, from, .. } => {
                write!(f, "lacks what post {} requires for the duty from slot {}", post.0, from.0)
            }
            Self::Admits { post, from, .. } => {
                write!(f, "the point of post {} does not admit them (slot {})", post.0, from.0)
            }
            Self::NotAccepted { post, from, .. } => {
                write!(f, "does not accept to serve at post {} (slot {})", post.0, from.0)
            }
            Self::ForbiddenHours { rule, post, from, .. } => {
                write!(f, "the duty at post {} from slot {} is inside forbidden hours {rule}", post.0, from.0)
            }
            Self::Overlap { at, .. } => write!(f, "overlapping duties at slot {}", at.0),
            Self::Gap { at, minutes, needed, .. } => {
                write!(f, "{} minutes before the duty at slot {}, {} needed", minutes.0, at.0, needed.0)
            }
            Self::HistoryRest { minutes, needed, .. } => {
                write!(f, "{} minutes of rest after the history, {} needed", minutes.0, needed.0)
            }
            Self::TotalMinutes { minutes, limit, .. } => {
                write!(f, "{} minutes in all, more than {}", minutes.0, limit.0)
            }
            Self::DayMinutes { day, minutes, limit, .. } => {
                write!(f, "{} minutes on date {}, more than {}", minutes.0, day.0, limit.0)
            }
            Self::Shifts { day, duties, limit, .. } => {
                write!(f, "{duties} duties on date {}, more than {limit}", day.0)
            }
            Self::Exposure { rule, day, minutes, limit, .. } => {
                write!(f, "{} minutes of exposure {rule} on date {day}, more than {}", minutes.0, limit.0)
            }
            Self::Rolling { rule, first, minutes, days, .. } => {
                let minutes = minutes.0;
                write!(
                    f,
                    "{minutes} minutes on {days} dates from date {}, too much for rolling rule {rule}",
                    first.0
                )
            }
            Self::Consecutive { last, days, limit, .. } => {
                write!(f, "{days} dates in a row to date {}, more than {limit}", last.0)
            }
            Self::TooShortRun { first, days, needed, .. } => {
                write!(f, "only {days} dates in a row from date {}, {needed} needed", first.0)
            }
            Self::TooShortOff { first, days, needed, .. } => {
                write!(f, "only {days} dates off in a row from date {}, {needed} needed", first.0)
            }
            Self::Weekends { weekends, before, limit, .. } => {
                write!(f, "{weekends} weekends and {before} before, more than {limit}")
            }
            Self::MaxDuties { rule, duties, limit, .. } => {
                write!(f, "{duties} duties under cap {rule}, more than {limit}")
            }
            Self::NotNextDay { rule, day, .. } => {
                write!(f, "succession {rule} is forbidden and follows date {}", day.0)
            }
            Self::KeptMissing { post, from, .. } => {
                write!(f, "the kept duty at post {} from slot {} is missing", post.0, from.0)
            }
            Self::BeforeNow { post, from, .. } => {
                write!(f, "the duty at post {} from slot {} begins before now", post.0, from.0)
            }
            Self::NotTogether { with, .. } => write!(f, "not with volunteer {}", with.0),
            Self::MaxPeople { post, slot, people, limit } => {
                write!(f, "{people} people at post {} in slot {}, at most {limit}", post.0, slot.0)
            }
        }
    }
}

impl Breach {
    /// Whose roster breaks the rule; nothing where it takes several.
    pub const fn volunteer(&self) -> Option<VolunteerId> {
        match *self {
            Self::MaxPeople { .. } => None,
            Self::OutsideHorizon { volunteer, .. }
            | Self::Length { volunteer, .. }
            | Self::PostHours { volunteer, .. }
            | Self::NotAvailable { volunteer, .. }
            | Self::Lacks { volunteer, .. }
            | Self::Admits { volunteer, .. }
            | Self::NotAccepted { volunteer, .. }
            | Self::ForbiddenHours { volunteer, .. }
            | Self::Overlap { volunteer, .. }
            | Self::Gap { volunteer, .. }
            | Self::HistoryRest { volunteer, .. }
            | Self::TotalMinutes { volunteer, .. }
            | Self::DayMinutes { volunteer, .. }
            | Self::Shifts { volunteer, .. }
            | Self::Exposure { volunteer, .. }
            | Self::Rolling { volunteer, .. }
            | Self::Consecutive { volunteer, .. }
            | Self::TooShortRun { volunteer, .. }
            | Self::TooShortOff { volunteer, .. }
            | Self::Weekends { volunteer, .. }
            | Self::MaxDuties { volunteer, .. }
            | Self::NotNextDay { volunteer, .. }
            | Self::KeptMissing { volunteer, .. }
            | Self::BeforeNow { volunteer, .. }
            | Self::NotTogether { volunteer, .. } => Some(volunteer),
        }
    }
}
