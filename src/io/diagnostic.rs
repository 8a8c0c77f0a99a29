//! What is wrong with a file: every fault at once, each with a stable code, its place, what was found, and a remedy.

use serde::Serialize;
use std::fmt;

/// How many diagnostics are printed; the rest are counted.
pub const SHOWN: usize = 100;

/// Declares the codes: name in the program, name in files and print, whether it is a warning, what it means.
macro_rules! codes {
    ($($name:ident, $text:literal, $severity:ident, $meaning:literal;)*) => {
        /// The stable name of a kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// All codes, in the order of the index.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in files and print; it never changes.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Error or warning.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    // Bytes and JSON: io/json.rs
    JsonSyntax, "json-syntax", Error, "The file is not JSON.";
    // Shape: io/read
    UnknownKey, "unknown-key", Error, "An object has a key that the format does not know.";
    // Meaning: io/lower
    UnknownId, "unknown-id", Error, "An id names nothing in the scenario.";
    DuplicateId, "duplicate-id", Error, "An id stands twice in its list.";
    BadId, "bad-id", Error, "An id is empty, longer than 200 bytes, or has control or bidirectional characters.";
    UnknownTag, "unknown-tag", Error, "A wish or a rule names a tag that no post bears.";
    UnknownWeekday, "unknown-weekday", Error, "A weekday is not one of mon, tue, wed, thu, fri, sat, sun.";
    UnknownTimeZone, "unknown-time-zone", Error, "The time zone is not one of the IANA database.";
    LanguageTag, "language-tag", Error, "A language code is not a well-formed BCP 47 tag.";
    NumberOutOfRange, "number-out-of-range", Error, "A number is beyond the limits of the format.";
    SlotMinutes, "slot-minutes", Error, "Slots are not 15, 30, 60 or 1440 minutes long.";
    HorizonTooLong, "horizon-too-long", Error, "The horizon is longer than 400 days.";
    DayGrid, "day-grid", Error, "Slots of whole dates need midnights and a clock that does not change.";
    DateRunsBack, "date-runs-back", Error, "The clock goes back past midnight, so that dates are not in order.";
    MalformedTime, "malformed-time", Error, "A time, clock time or date is not written as the format asks.";
    SkippedTime, "skipped-time", Error, "The local clock skips a time.";
    AmbiguousTime, "ambiguous-time", Error, "The local clock shows a time twice, and it carries no offset.";
    WrongOffset, "wrong-offset", Error, "A time carries an offset that the zone does not have then.";
    OffGrid, "off-grid", Error, "A time or length does not lie on the slot grid.";
    OutsideHorizon, "outside-horizon", Error, "Demand or a published duty lies outside the horizon.";
    EmptyInterval, "empty-interval", Error, "An interval ends when or before it starts.";
    NowAfterEnd, "now-after-end", Error, "The present is after the end of the horizon.";
    LegToItself, "leg-to-itself", Error, "A leg joins a zone to itself.";
    OverlappingWindows, "overlapping-windows", Error, "Windows of one line or leg overlap.";
    ShiftLengths, "shift-lengths", Error, "The shortest shift is longer than the longest, or the longest is 0.";
    CountedMinutes, "counted-minutes", Error, "Counted minutes are given where shifts may have several lengths.";
    HourlyDemand, "hourly-demand", Error, "Hourly demand does not fit the horizon or its slots, or stands beside windows.";
    TeamAboveMaxPeople, "team-above-max-people", Error, "The least team is larger than the most people a post takes.";
    RatioZero, "ratio-zero", Error, "A supervision ratio is 0.";
    EmptyNeed, "empty-need", Error, "An `all` or `any` has no parts.";
    NeedTooDeep, "need-too-deep", Error, "A need is nested more than 32 deep.";
    RollingRule, "rolling-rule", Error, "A rolling rule has no limit, or no days.";
    SkillDates, "skill-dates", Error, "A skill ends before it begins.";
    WishIncomplete, "wish-incomplete", Error, "A wish lacks the bounds, point or tag that its kind needs.";
    GroupTwice, "together-twice", Error, "A person is in two `together` groups, or twice in one.";
    PublishedTwice, "published-twice", Error, "A published duty is listed twice, or two of one person overlap.";
    PinBreaksRule, "pin-breaks-rule", Error, "A pinned or frozen duty breaks a hard rule, alone or with others.";
    CostTooLarge, "cost-too-large", Error, "The worst possible cost is above 9 × 10¹⁵.";
    ScenarioTooLarge, "scenario-too-large", Error, "The scenario does not fit into memory.";
    OtherScenario, "other-scenario", Error, "A plan belongs to another scenario.";
    ShrunkToGrid, "shrunk-to-grid", Warning, "Hours that do not lie on the grid are shrunk inwards.";
    ZonesNotJoined, "zones-not-joined", Warning, "No legs join two zones where a person could serve.";
    SettingUnknown, "setting-unknown", Warning, "A rule speaks of exposure, and a post has no setting: it counts as indoor.";
    NotMaxAge, "not-max-age", Warning, "People of unknown age meet a need that excludes the young.";
    NobodyForPost, "nobody-for-post", Warning, "Nobody can fill a post that has demand.";
    NobodyForLine, "nobody-for-line", Warning, "Nobody who can serve there meets the need of a line.";
    NeverTogether, "never-together", Warning, "People of a `together` group can never serve together.";
    FactBreaksRule, "fact-breaks-rule", Warning, "A duty that began before now breaks a rule.";
    DemandWhileClosed, "demand-while-closed", Warning, "There is demand when no duty at the post is possible.";
}

/// Does a fault stop the reader, or only ask for a look?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is taken, but probably not meant so.
    Warning,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// JSON path of the place, `$.points[3].posts[0].demand[1].hourly`; `$` for the file as a whole.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What would mend it.
    pub remedy: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{kind}[{}] {}: {}\n  remedy: {}", self.code.text(), self.path, self.found, self.remedy)
    }
}

/// All faults of a file, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    /// The faults.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Notes a fault.
    pub fn push(
        &mut self,
        code: Code,
        path: impl Into<String>,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.list.push(Diagnostic { code, path: path.into(), found: found.into(), remedy: remedy.into() });
    }

    /// Is any of them an error?
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity() == Severity::Error)
    }

    /// Is there nothing to say?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
