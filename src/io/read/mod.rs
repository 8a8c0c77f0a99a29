//! Files into plain data: scenarios, plans and certificates, with every fault of their shape noted.
//!
//! Shape is what one value can be judged by alone: its JSON type, its keys, its range. What values mean together
//! (times, ids that refer to one another, rules) is looked at when the scenario is lowered.

mod certificate;
mod document;
mod event;
mod need;
mod plan;
mod point;
mod rules;
mod scenario;
mod volunteer;

pub use self::event::{LONGEST_LINE, read_event, read_request};
pub(super) use self::need::DEEPEST_NEED;
use super::certificate_file::{CERTIFICATE_FORMAT, CertificateFile};
use super::diagnostic::{Code, Diagnostics};
#[cfg(test)]
use super::fields::Keys;
use super::fields::{in_doubt, plain, wrong_type};
use super::json::Node;
use super::place::Place;
use super::plan_file::{PLAN_FORMAT, PlanFile};
use super::scenario::{SCENARIO_FORMAT, Scenario, Text, TextByLanguage};
use document::Kind;

/// Declares how an object is read: a table of its keys, and the function that reads them. Of each key it says how:
/// `needed`, `maybe` (an option), `many` (a list that may be left out), `rule`, or `default`. What `then` names is
/// called with the value, to note what the keys say against one another.
macro_rules! object {
    ($read:ident, $keys:ident, $name:literal => $($made:ident)::+ as $out:ty {
        $($field:ident: $mode:ident($reader:expr)),* $(,)?
    } $(then $check:path)?) => {
        #[doc = concat!("The keys of `", $name, "` in the schema.")]
        pub(super) const $keys: $crate::io::fields::Keys =
            $crate::io::read::table!($name: $($field $mode),*);

        pub(super) fn $read(
            node: &$crate::io::json::Node<'_>,
            at: &$crate::io::place::Place<'_>,
            faults: &mut $crate::io::diagnostic::Diagnostics,
        ) -> Option<$out> {
            let mut object = $crate::io::fields::Object::open(node, at, faults, &$keys)?;
            let made = $($made)::+ { $($field: object.$mode(stringify!($field), $reader)),* };
            $($check(&made, at, faults);)?
            Some(made)
        }
    };
}

/// The table of the keys of an object, each with the way in which it is read.
macro_rules! table {
    ($name:literal: $($field:ident $mode:ident),*) => {
        $crate::io::fields::Keys {
            object: $name,
            keys: &[$((stringify!($field), $crate::io::read::must!($mode))),*],
            open: false,
        }
    };
}

/// Must a key that is read so be there?
macro_rules! must {
    (needed) => {
        true
    };
    (each) => {
        true
    };
    ($other:ident) => {
        false
    };
}

use {must, object, table};

/// Every kind of object in the files with its keys; `scenario`, `plan` and `certificate` are the files themselves.
#[cfg(test)]
pub(super) fn objects() -> Vec<&'static Keys> {
    vec![
        &scenario::SCENARIO,
        &scenario::NAMED,
        &scenario::LEG,
        &scenario::LEG_WINDOW,
        &scenario::SHARED,
        &scenario::OBJECTIVE,
        &scenario::FAIRNESS,
        &scenario::CHANGES,
        &scenario::TIER,
        &scenario::PUBLISHED,
        &TEXT,
        &point::POINT,
        &point::LOCATION,
        &point::POST,
        &point::SHIFTS,
        &point::INTERVAL,
        &point::LINE,
        &point::DEMAND_WINDOW,
        &point::SUPERVISION,
        &point::MIN_TEAM,
        &need::NEED,
        &need::LANGUAGE,
        &volunteer::VOLUNTEER,
        &volunteer::SPOKEN,
        &volunteer::HELD_SKILL,
        &volunteer::WISH,
        &volunteer::HISTORY,
        &rules::RULES,
        &rules::ROLLING,
        &rules::WEEKENDS,
        &rules::MAX_DUTIES,
        &rules::NOT_NEXT_DAY,
        &rules::CLOCK_INTERVAL,
        &rules::EXPOSURE,
        &plan::PLAN,
        &plan::DUTY,
        &plan::COST,
        &plan::SHORTAGE,
        &plan::ENGINE,
        &certificate::CERTIFICATE,
        &certificate::PRICES,
        &certificate::CHARGES,
    ]
}

/// Every closed family of words, by its name in the schema.
#[cfg(test)]
pub(super) fn families() -> Vec<(&'static str, Vec<&'static str>)> {
    fn words<T>(family: &[(&'static str, T)]) -> Vec<&'static str> {
        family.iter().map(|(word, _)| *word).collect()
    }
    vec![
        ("setting", words(point::SETTINGS)),
        ("admits", words(point::ADMITS)),
        ("gender", words(need::GENDERS)),
        ("level", words(need::LEVELS)),
        ("wish_kind", words(volunteer::WISH_KINDS)),
        ("weekday", words(rules::WEEKDAYS)),
        ("stop", words(plan::STOPS)),
    ]
}

/// The scenario in a file. Where there are errors its values are placeholders in part; there is none where the file
/// is not JSON, not UTF-8, or not a scenario at all.
pub fn read_scenario(bytes: &[u8]) -> (Option<Scenario>, Diagnostics) {
    let kind = Kind {
        format: SCENARIO_FORMAT,
        format_of: |scenario: &Scenario| &scenario.format,
        keys: &scenario::SCENARIO,
        read: scenario::scenario,
    };
    document::read(bytes, &kind)
}

/// The plan in a file, as [`read_scenario`] reads a scenario.
pub fn read_plan(bytes: &[u8]) -> (Option<PlanFile>, Diagnostics) {
    let kind = Kind {
        format: PLAN_FORMAT,
        format_of: |plan: &PlanFile| &plan.format,
        keys: &plan::PLAN,
        read: plan::plan,
    };
    document::read(bytes, &kind)
}

/// The certificate in a file, as [`read_scenario`] reads a scenario.
pub fn read_certificate(bytes: &[u8]) -> (Option<CertificateFile>, Diagnostics) {
    let kind = Kind {
        format: CERTIFICATE_FORMAT,
        format_of: |certificate: &CertificateFile| &certificate.format,
        keys: &certificate::CERTIFICATE,
        read: certificate::certificate,
    };
    document::read(bytes, &kind)
}

impl Scenario {
    /// The scenario in a file, where there is no fault in its shape; the faults else. What it means is looked at when
    /// it is lowered.
    ///
    /// ```
    /// use rifada::io::scenario::Scenario;
    ///
    /// let faults = Scenario::from_json(br#"{"format": "rifada-scenario/1", "id": ""}"#).unwrap_err();
    /// assert_eq!(faults.list[0].path, "$.id");
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Self, Diagnostics> {
        sound(read_scenario(bytes))
    }
}

impl PlanFile {
    /// The plan in a file, where there is no fault in its shape; the faults else.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Diagnostics> {
        sound(read_plan(bytes))
    }
}

impl CertificateFile {
    /// The certificate in a file, where there is no fault in its shape; the faults else.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Diagnostics> {
        sound(read_certificate(bytes))
    }
}

fn sound<T>((value, faults): (Option<T>, Diagnostics)) -> Result<T, Diagnostics> {
    value.filter(|_| !faults.has_errors()).ok_or(faults)
}

object! { by_language, TEXT, "text_by_language" => TextByLanguage as TextByLanguage {
    en: maybe(plain),
    ar: maybe(plain),
} then check_text }

fn check_text(text: &TextByLanguage, at: &Place<'_>, faults: &mut Diagnostics) {
    if text.en.is_none() && text.ar.is_none() && !in_doubt(at, faults) {
        faults.push(Code::TextEmpty, at.to_string(), "a text in no language", "give `en`, `ar` or both");
    }
}

/// A text for people.
fn text(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Text> {
    match node {
        Node::Text(text) => Some(Text::Plain(text.clone().into_owned())),
        Node::Map(_) => by_language(node, at, faults).map(Text::ByLanguage),
        _ => wrong_type(node, at, faults, "give a text, or an object with texts as `en` and `ar`"),
    }
}
