//! What is wrong with a file: every fault at once, each with a stable code, its place, what was found, and a remedy.

use serde::Serialize;
use std::collections::BTreeSet;
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
    // Bytes and JSON: io/files.rs, io/json.rs
    FileUnreadable, "file-unreadable", Error, "The file cannot be read.";
    JsonSyntax, "json-syntax", Error, "The file is not JSON.";
    JsonEmpty, "json-empty", Error, "The file is empty.";
    JsonTrailing, "json-trailing", Error, "Something follows the end of the JSON value.";
    JsonEncoding, "json-encoding", Error, "The file is not UTF-8.";
    JsonBom, "json-bom", Error, "The file begins with a byte order mark.";
    JsonDepth, "json-depth", Error, "Lists and objects are nested more than 128 deep.";
    // Shape: io/read
    WrongFormat, "wrong-format", Error, "The key `format` does not name the format that is read.";
    WrongType, "wrong-type", Error, "A value is of another JSON type than the format wants.";
    MissingKey, "missing-key", Error, "An object lacks a key that it must have.";
    UnknownKey, "unknown-key", Error, "An object has a key that the format does not know.";
    DuplicateKey, "duplicate-key", Error, "An object has a key twice.";
    ExclusiveKeys, "exclusive-keys", Error, "An object has two keys that exclude one another.";
    UnknownValue, "unknown-value", Error, "A word is none of those that the format allows there.";
    NotWhole, "not-whole", Error, "A number that must be whole has a fraction or an exponent.";
    NegativeNumber, "negative-number", Error, "A number that must not be negative is.";
    TooLarge, "too-large", Error, "A number is above a limit of the format.";
    OutOfRange, "out-of-range", Error, "A number lies outside the range that it may have there.";
    IdEmpty, "id-empty", Error, "An id is empty.";
    IdLong, "id-long", Error, "An id is longer than 200 bytes.";
    IdCharacter, "id-character", Error, "An id holds a control character or one that turns the direction of text.";
    TextEmpty, "text-empty", Error, "A text for people is given in no language.";
    NeedKeys, "need-keys", Error, "A need has no key, or several.";
    NeedDepth, "need-depth", Error, "Needs are nested more than 32 deep.";
    NeedEmpty, "need-empty", Error, "An `all` or `any` of a need is empty.";
    RollingLimit, "rolling-limit", Error, "A rolling rule has no limit.";
    // Meaning: io/lower
    UnknownId, "unknown-id", Error, "An id names nothing in the scenario.";
    DuplicateId, "duplicate-id", Error, "An id stands twice in its list.";
    UnknownTag, "unknown-tag", Error, "A wish or a rule names a tag that no post bears.";
    UnknownTimeZone, "unknown-time-zone", Error, "The time zone is not one of the IANA database.";
    LanguageTag, "language-tag", Error, "A language code is not a well-formed BCP 47 tag.";
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
    HourlyDemand, "hourly-demand", Error, "Hourly demand does not fit the horizon or its slots.";
    TeamAboveMaxPeople, "team-above-max-people", Error, "The least team is larger than the most people a post takes.";
    SkillDates, "skill-dates", Error, "A skill ends before it begins.";
    GroupTwice, "together-twice", Error, "A person is in two `together` groups, or twice in one.";
    PublishedTwice, "published-twice", Error, "A published duty is listed twice, or two of one person overlap.";
    PinBreaksRule, "pin-breaks-rule", Error, "A pinned or frozen duty breaks a hard rule, alone or with others.";
    CostTooLarge, "cost-too-large", Error, "The worst possible cost is above 9 × 10¹⁵.";
    ScenarioTooLarge, "scenario-too-large", Error, "The scenario does not fit into memory.";
    OtherScenario, "other-scenario", Error, "A plan or a certificate belongs to another scenario.";
    UnknownLine, "unknown-line", Error, "A number names no line, rule or shared entry of the scenario.";
    PricedTwice, "priced-twice", Error, "A certificate has prices of a line, or charges of a post, twice.";
    PriceCount, "price-count", Error, "Prices or charges are not one for each slot.";
    ChargeWithoutCap, "charge-without-cap", Error, "A certificate charges for heads at a post without a cap.";
    // The day itself: live
    NothingToChange, "nothing-to-change", Error, "An event says what is so already.";
    OutOfOrder, "out-of-order", Error, "An event speaks of a time that has passed, or time runs back.";
    HasBegun, "has-begun", Error, "A duty that has begun cannot be declined, released or pinned.";
    NoSuchDuty, "no-such-duty", Error, "A volunteer has no such duty in the plan in force.";
    DutyBreaksRule, "duty-breaks-rule", Error, "A duty that is to be pinned breaks a hard rule.";
    PlanBreaksRule, "plan-breaks-rule", Error, "A plan that is to be in force breaks a hard rule.";
    NothingToUndo, "nothing-to-undo", Error, "There is no accepted change set to undo.";
    UndoOvertaken, "undo-overtaken", Error, "What has happened since does not let a change set be undone.";
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

impl Code {
    /// The last code of the shape of a file; those after it speak of its meaning.
    const LAST_OF_SHAPE: Self = Self::RollingLimit;

    /// The last code of the bytes of a file, and of their being JSON.
    const LAST_OF_BYTES: Self = Self::JsonDepth;

    /// Does a fault of this kind speak of the bytes of a file, whatever kind of file it is?
    pub(super) fn is_of_bytes(self) -> bool {
        self <= Self::LAST_OF_BYTES
    }

    /// Does a fault of this kind leave the value at its path in doubt?
    fn spoils_its_place(self) -> bool {
        let harmless = matches!(self, Self::UnknownKey | Self::DuplicateKey | Self::JsonBom);
        self <= Self::LAST_OF_SHAPE && !harmless
    }
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
    /// Paths of values that could not be read.
    spoilt: BTreeSet<String>,
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
        let path = path.into();
        if code.spoils_its_place() {
            self.spoilt.insert(path.clone());
        }
        self.list.push(Diagnostic { code, path, found: found.into(), remedy: remedy.into() });
    }

    /// Is any of them an error?
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity() == Severity::Error)
    }

    /// Is there nothing to say?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Is a fault of this kind noted?
    pub fn has(&self, code: Code) -> bool {
        self.list.iter().any(|d| d.code == code)
    }

    /// Is the value at this path in doubt already, since a fault of the file's shape stands there, above, or below?
    ///
    /// What is said of its meaning would then only repeat that fault. Unknown keys and keys given twice leave no
    /// value in doubt. A fault below the root does not put the root in doubt.
    pub fn covers(&self, path: &str) -> bool {
        if self.spoilt.is_empty() {
            return false;
        }
        let steps = path.match_indices(['.', '[']).map(|(at, _)| at);
        if self.spoilt.contains(path) || steps.clone().any(|at| self.spoilt.contains(&path[..at])) {
            return true;
        }
        path != "$" && ['.', '['].into_iter().any(|step| self.has_below(format!("{path}{step}")))
    }

    fn has_below(&self, prefix: String) -> bool {
        self.spoilt.range(prefix.clone()..).next().is_some_and(|first| first.starts_with(&prefix))
    }

    /// How many errors and how many warnings there are.
    pub fn count(&self) -> Count {
        let errors = self.list.iter().filter(|d| d.code.severity() == Severity::Error).count();
        Count { errors, warnings: self.list.len() - errors }
    }

    /// The first [`SHOWN`], errors before warnings, otherwise in the order they were found.
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        let of = |severity| self.list.iter().filter(move |d| d.code.severity() == severity);
        of(Severity::Error).chain(of(Severity::Warning)).take(SHOWN)
    }

    /// What is printed for people: the first [`SHOWN`], then how many there are in all. Empty where there are none.
    pub fn to_text(&self) -> String {
        let mut text: String = self.shown().map(|d| format!("{d}\n")).collect();
        if self.list.len() > SHOWN {
            text.push_str(&format!("and {} more\n", self.list.len() - SHOWN));
        }
        if !self.is_empty() {
            text.push_str(&format!("{}\n", self.count()));
        }
        text
    }

    /// What is printed for programs: an object with the numbers of `errors` and `warnings`, how many are `omitted`,
    /// and the first [`SHOWN`] as `diagnostics`, each with `code`, `severity`, `path`, `found` and `remedy`.
    pub fn to_json(&self) -> String {
        let count = self.count();
        let omitted = self.list.len().saturating_sub(SHOWN);
        let diagnostics: Vec<serde_json::Value> = self
            .shown()
            .map(|d| {
                serde_json::json!({
                    "code": d.code.text(),
                    "severity": d.code.severity(),
                    "path": d.path,
                    "found": d.found,
                    "remedy": d.remedy,
                })
            })
            .collect();
        let whole = serde_json::json!({
            "errors": count.errors,
            "warnings": count.warnings,
            "omitted": omitted,
            "diagnostics": diagnostics,
        });
        format!("{whole:#}\n")
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(faults: I) -> Self {
        let mut all = Self::default();
        for fault in faults {
            all.push(fault.code, fault.path, fault.found, fault.remedy);
        }
        all
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl std::error::Error for Diagnostics {}

/// How many errors and warnings there are. It prints as `2 errors, 1 warning`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Faults for which the file is refused.
    pub errors: usize,
    /// Faults with which it is taken.
    pub warnings: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        write!(f, "{} error{}", self.errors, plural(self.errors))?;
        write!(f, ", {} warning{}", self.warnings, plural(self.warnings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(faults: &[(Code, &str)]) -> Diagnostics {
        let mut all = Diagnostics::default();
        for (code, path) in faults {
            all.push(*code, *path, "found", "remedy");
        }
        all
    }

    #[test]
    fn a_fault_of_shape_covers_its_place_what_is_above_and_what_is_below() {
        let faults = noted(&[(Code::WrongType, "$.points[1].posts[0].shifts")]);
        for path in [
            "$.points[1].posts[0].shifts",
            "$.points[1].posts[0].shifts.open[2]",
            "$.points[1].posts[0]",
            "$.points[1]",
            "$.points",
        ] {
            assert!(faults.covers(path), "{path}");
        }
        for path in
            ["$", "$.points[10]", "$.points[1].posts[0].shift", "$.points[1].posts[1]", "$.volunteers"]
        {
            assert!(!faults.covers(path), "{path}");
        }
    }

    #[test]
    fn only_a_fault_at_the_root_itself_covers_everything() {
        assert!(noted(&[(Code::WrongType, "$")]).covers("$.points[3].zone"));
        assert!(noted(&[(Code::WrongType, "$")]).covers("$"));
        assert!(!noted(&[(Code::JsonBom, "$")]).covers("$.points[3].zone"));
    }

    #[test]
    fn keys_unknown_or_given_twice_and_faults_of_meaning_cover_nothing() {
        for code in [Code::UnknownKey, Code::DuplicateKey, Code::UnknownId] {
            assert!(!noted(&[(code, "$.points[3]")]).covers("$.points[3]"), "{code:?}");
        }
    }

    #[test]
    fn names_of_codes_are_unique_and_the_codes_of_shape_come_first() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.text()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::UnknownId > Code::LAST_OF_SHAPE);
    }

    #[test]
    fn a_hundred_are_shown_and_the_rest_counted() {
        let many = noted(&[(Code::WrongType, "$.id"); 103]);
        let text = many.to_text();
        assert_eq!(text.lines().count(), 2 * SHOWN + 2);
        assert!(text.starts_with("error[wrong-type] $.id: found\n  remedy: remedy\n"));
        assert!(text.ends_with("and 3 more\n103 errors, 0 warnings\n"));
        let json: serde_json::Value = serde_json::from_str(&many.to_json()).unwrap();
        assert_eq!(json["diagnostics"].as_array().unwrap().len(), SHOWN);
        assert_eq!((&json["errors"], &json["omitted"]), (&103.into(), &3.into()));
        let first =
            r#"{"code":"wrong-type","severity":"error","path":"$.id","found":"found","remedy":"remedy"}"#;
        assert_eq!(json["diagnostics"][0], serde_json::from_str::<serde_json::Value>(first).unwrap());
        assert_eq!(Diagnostics::default().to_text(), "");
    }
}
