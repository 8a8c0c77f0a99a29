//! What the judge finds: rules broken, claims that are not so, and what the plan truly costs.

use super::exact::Costs;
use crate::io::plan_file::Shortage;
use std::fmt;

/// The judgement on a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Every rule the plan breaks beyond what had happened anyway; at most [`Verdict::MOST_LISTED`] are listed.
    pub broken: Vec<Broken>,
    /// Everything the plan says of itself that is not so.
    pub wrong: Vec<WrongClaim>,
    /// What the plan costs.
    pub cost: Costs,
    /// Who is missing where, just as the plan should list it.
    pub shortages: Vec<Shortage>,
    /// The bound that the plan claims. Whether it is one cannot be told from the plan.
    pub bound: Option<f64>,
}

impl Verdict {
    /// How many broken rules are listed at most.
    pub const MOST_LISTED: usize = 100_000;

    /// Does the plan break no rule and say nothing wrong?
    pub const fn is_clean(&self) -> bool {
        self.broken.is_empty() && self.wrong.is_empty()
    }
}

/// One rule broken at one place. Two are equal where they say the same, figures included, of the same place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Who, where it is one person.
    pub volunteer: Option<String>,
    /// The point and the post, where it is one post.
    pub post: Option<(String, String)>,
    /// The local time or date in question, where there is one.
    pub when: Option<String>,
    /// Which rule, and by how much.
    pub breach: Breach,
}

/// Which rule is broken, with the figures that break it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the sentence that Display writes says what each figure is")]
pub enum Breach {
    UnknownVolunteer,
    UnknownPost,
    Twice,
    OffGrid { to: String },
    Length { minutes: i64, least: i64, most: i64 },
    Start { to: String },
    Closed { to: String },
    Unavailable { to: String },
    Unfit { to: String },
    NotAdmitted { to: String },
    Zone { to: String },
    Point { to: String },
    ForbiddenHours { to: String, hours: String },
    Overlap { to: String },
    Break { minutes: i64, needed: i64 },
    Rest { minutes: i64, needed: i64 },
    Way { minutes: i64, needed: i64 },
    HistoryRest { minutes: i64, needed: i64 },
    Minutes { minutes: i64, most: i64 },
    ShiftsOfDay { duties: i64, most: i64 },
    MinutesOfDay { minutes: i64, most: i64 },
    Exposure { setting: &'static str, hours: String, minutes: i64, most: i64 },
    Rolling { days: i64, minutes: i64, worked: i64 },
    TooManyDays { days: i64, most: i64 },
    TooFewDays { days: i64, least: i64 },
    TooFewDaysOff { days: i64, least: i64 },
    Weekends { weekends: i64, before: i64, most: i64 },
    MaxDuties { tag: Option<String>, duties: i64, most: i64 },
    NextDay { after: String, then: String },
    Apart { from: String, to: String },
    BeforeNow,
    KeptMissing,
    Crowd { to: String, people: i64, most: i64 },
}

impl Breach {
    /// The stable code of the rule.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownVolunteer => "unknown-volunteer",
            Self::UnknownPost => "unknown-post",
            Self::Twice => "twice",
            Self::OffGrid { .. } => "off-grid",
            Self::Length { .. } => "shift-length",
            Self::Start { .. } => "starts",
            Self::Closed { .. } => "open",
            Self::Unavailable { .. } => "available",
            Self::Unfit { .. } => "requires",
            Self::NotAdmitted { .. } => "admits",
            Self::Zone { .. } => "zones",
            Self::Point { .. } => "points",
            Self::ForbiddenHours { .. } => "not-between",
            Self::Overlap { .. } => "overlap",
            Self::Break { .. } => "break",
            Self::Rest { .. } => "rest",
            Self::Way { .. } => "travel",
            Self::HistoryRest { .. } => "history-rest",
            Self::Minutes { .. } => "max-minutes",
            Self::ShiftsOfDay { .. } => "max-shifts-per-day",
            Self::MinutesOfDay { .. } => "max-minutes-per-day",
            Self::Exposure { .. } => "exposure",
            Self::Rolling { .. } => "rolling",
            Self::TooManyDays { .. } => "max-consecutive-days",
            Self::TooFewDays { .. } => "min-consecutive-days",
            Self::TooFewDaysOff { .. } => "min-consecutive-days-off",
            Self::Weekends { .. } => "weekends",
            Self::MaxDuties { .. } => "max-duties",
            Self::NextDay { .. } => "not-next-day",
            Self::Apart { .. } => "together",
            Self::BeforeNow => "before-now",
            Self::KeptMissing => "kept",
            Self::Crowd { .. } => "max-people",
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVolunteer => write!(f, "the scenario has no such volunteer"),
            Self::UnknownPost => write!(f, "the scenario has no such post"),
            Self::Twice => write!(f, "the same duty is listed twice"),
            Self::OffGrid { to } => {
                write!(f, "the duty until {to} is empty, off the slot grid, or outside the horizon")
            }
            Self::Length { minutes, least, most } => {
                write!(f, "a duty of {minutes} min, where {least} to {most} are allowed")
            }
            Self::Start { .. } => write!(f, "no duty may start here at that time"),
            Self::Closed { to } => write!(f, "the duty until {to} is outside the post's open hours"),
            Self::Unavailable { to } => write!(f, "not available for the duty until {to}"),
            Self::Unfit { to } => write!(f, "does not meet what the post requires for the duty until {to}"),
            Self::NotAdmitted { .. } => write!(f, "the point does not admit this person"),
            Self::Zone { .. } => write!(f, "does not accept to serve in this zone"),
            Self::Point { .. } => write!(f, "does not accept to serve at this point"),
            Self::ForbiddenHours { to, hours } => {
                write!(f, "the duty until {to} reaches into the forbidden hours {hours}")
            }
            Self::Overlap { to } => write!(f, "the duty until {to} starts before an earlier one has ended"),
            Self::Break { minutes, needed } => {
                write!(f, "{minutes} min between two duties of one date, {needed} needed")
            }
            Self::Rest { minutes, needed } => write!(f, "{minutes} min of rest before, {needed} needed"),
            Self::Way { minutes, needed } => write!(f, "{minutes} min for a way of {needed} min"),
            Self::HistoryRest { minutes, needed } => {
                write!(f, "{minutes} min of rest after the last duty of the history, {needed} needed")
            }
            Self::Minutes { minutes, most } => write!(f, "{minutes} min in all, more than {most}"),
            Self::ShiftsOfDay { duties, most } => write!(f, "{duties} duties on one date, more than {most}"),
            Self::MinutesOfDay { minutes, most } => write!(f, "{minutes} min on one date, more than {most}"),
            Self::Exposure { setting, hours, minutes, most } => {
                write!(f, "{minutes} min {setting} between {hours}, more than {most}")
            }
            Self::Rolling { days, minutes, worked } => {
                write!(f, "{minutes} min on {worked} dates are too much for {days} dates from this one on")
            }
            Self::TooManyDays { days, most } => {
                write!(f, "{days} dates in a row with a duty up to this one, more than {most}")
            }
            Self::TooFewDays { days, least } => {
                write!(f, "only {days} dates in a row with a duty from this one on, {least} needed")
            }
            Self::TooFewDaysOff { days, least } => {
                write!(f, "only {days} dates in a row off from this one on, {least} needed")
            }
            Self::Weekends { weekends, before, most } => {
                write!(f, "{weekends} weekends with a duty and {before} before, more than {most}")
            }
            Self::MaxDuties { tag: Some(tag), duties, most } => {
                write!(f, "{duties} duties tagged \"{tag}\", more than {most}")
            }
            Self::MaxDuties { tag: None, duties, most } => write!(f, "{duties} duties, more than {most}"),
            Self::NextDay { after, then } => {
                write!(f, "a duty tagged \"{then}\" on the date after one tagged \"{after}\"")
            }
            Self::Apart { from, to } => {
                write!(f, "\"{from}\" and \"{to}\" serve together, and only one has the duty")
            }
            Self::BeforeNow => write!(f, "a duty that was not published begins before now"),
            Self::KeptMissing => write!(f, "a duty that has begun, is frozen or pinned is missing"),
            Self::Crowd { to, people, most } => write!(f, "{people} people until {to}, more than {most}"),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule[{}]", self.breach.code())?;
        if let Some(volunteer) = &self.volunteer {
            write!(f, " {volunteer}")?;
        }
        if let Some((point, post)) = &self.post {
            write!(f, " at {point}/{post}")?;
        }
        if let Some(when) = &self.when {
            write!(f, " {when}")?;
        }
        write!(f, ": {}", self.breach)
    }
}

/// What a claim of a plan speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// The format of the file.
    Format,
    /// Which scenario it is a plan of.
    Scenario,
    /// The order of the duties.
    Order,
    /// The way times are written.
    Time,
    /// A cost term, or the total.
    Cost,
    /// The bound.
    Bound,
    /// That the plan is optimal.
    Optimal,
    /// Who is missing where.
    Shortages,
    /// The order and the extent of the listed shortages.
    ShortageOrder,
}

impl Claim {
    /// The stable code of the claim.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Format => "format-claim",
            Self::Scenario => "scenario-claim",
            Self::Order => "order-claim",
            Self::Time => "time-claim",
            Self::Cost => "cost-claim",
            Self::Bound => "bound-claim",
            Self::Optimal => "optimal-claim",
            Self::Shortages => "shortage-claim",
            Self::ShortageOrder => "shortage-order-claim",
        }
    }
}

/// Something the plan says of itself that is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongClaim {
    /// What it speaks of.
    pub claim: Claim,
    /// What it says and what is so, in a sentence.
    pub found: String,
}

impl fmt::Display for WrongClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "claim[{}]: {}", self.claim.code(), self.found)
    }
}
