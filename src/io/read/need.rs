//! Needs as they stand in a file: one key each, nested at most 32 deep.

use super::object;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{Keys, OWN_KEYS, Object, id, in_doubt, plain, within, word, wrong_type};
use crate::io::json::Node;
use crate::io::place::Place;
use crate::io::scenario::{Gender, LanguageNeed, Level, Need};

/// How many needs may lie inside one another.
pub const DEEPEST_NEED: usize = 32;

/// The oldest that anybody may be.
pub(super) const OLDEST: u32 = 150;

/// Genders.
pub(super) const GENDERS: &[(&str, Gender)] = &[("female", Gender::Female), ("male", Gender::Male)];

/// Levels of a language.
pub(super) const LEVELS: &[(&str, Level)] = &[
    ("A1", Level::A1),
    ("A2", Level::A2),
    ("B1", Level::B1),
    ("B2", Level::B2),
    ("C1", Level::C1),
    ("C2", Level::C2),
    ("native", Level::Native),
];

/// The keys of a need, of which it has one.
pub(super) const NEED: Keys = Keys {
    object: "need",
    keys: &[
        ("skill", false),
        ("language", false),
        ("gender", false),
        ("min_age", false),
        ("max_age", false),
        ("organisation", false),
        ("all", false),
        ("any", false),
        ("not", false),
    ],
    open: false,
};

/// A need.
pub(super) fn need(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Need> {
    nested(node, at, faults, 1)
}

fn nested(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics, depth: usize) -> Option<Need> {
    if depth > DEEPEST_NEED {
        // Where even the JSON is too deep, that is said already.
        if !in_doubt(at, faults) {
            let found = format!("needs nested more than {DEEPEST_NEED} deep");
            faults.push(Code::NeedDepth, at.to_string(), found, "nest less: join what `all` or `any` holds");
        }
        return None;
    }
    let mut object = Object::open(node, at, faults, &NEED)?;
    let some = |node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics| several(node, at, faults, depth);
    // Each is read, so that the faults of all come out; a sound need has one.
    let mut read = [
        object.maybe("skill", id).map(Need::Skill),
        object.maybe("language", language).map(Need::Language),
        object.maybe("gender", word(GENDERS)).map(Need::Gender),
        object.maybe("min_age", within(0, OLDEST)).map(Need::MinAge),
        object.maybe("max_age", within(0, OLDEST)).map(Need::MaxAge),
        object.maybe("organisation", id).map(Need::Organisation),
        object.maybe("all", some).map(Need::All),
        object.maybe("any", some).map(Need::Any),
        object
            .maybe("not", |node, at, faults| nested(node, at, faults, depth + 1))
            .map(|inner| Need::Not(Box::new(inner))),
    ];
    check_keys(node, at, faults);
    read.iter_mut().find_map(Option::take)
}

/// The needs of an `all` or `any`.
fn several(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics, depth: usize) -> Option<Vec<Need>> {
    let Node::List(items) = node else {
        return wrong_type(node, at, faults, "give a list of needs");
    };
    if items.is_empty() {
        faults.push(Code::NeedEmpty, at.to_string(), "an empty list of needs", "name at least one need");
    }
    let each = items.iter().enumerate();
    Some(each.map(|(i, item)| nested(item, &at.item(i), faults, depth + 1).unwrap_or_default()).collect())
}

fn check_keys(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) {
    let Node::Map(entries) = node else { return };
    let is_known = |key: &str| NEED.keys.iter().any(|(known, _)| *known == key);
    let mut known: Vec<&str> =
        entries.iter().map(|(key, _)| key.as_ref()).filter(|key| is_known(key)).collect();
    known.sort_unstable();
    known.dedup();
    let misspelt = entries.iter().any(|(key, _)| !key.starts_with(OWN_KEYS) && !is_known(key));
    if known.is_empty() && !misspelt {
        let all: Vec<&str> = NEED.keys.iter().map(|(key, _)| *key).collect();
        let remedy =
            format!("give one of: {}; leave the whole need out where anyone will do", all.join(", "));
        faults.push(Code::NeedKeys, at.to_string(), "a need without a key", remedy);
    } else if known.len() > 1 {
        let found = format!("a need with {} keys: {}", known.len(), known.join(", "));
        let remedy = r#"put each in an object of its own: {"all": [{…}, {…}]}"#;
        faults.push(Code::NeedKeys, at.to_string(), found, remedy);
    }
}

object! { at_least, LANGUAGE, "language_at_least" => LanguageNeed::AtLeast as LanguageNeed {
    code: needed(plain),
    min: maybe(word(LEVELS)),
} }

fn language(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<LanguageNeed> {
    match node {
        Node::Text(code) => Some(LanguageNeed::Code(code.clone().into_owned())),
        Node::Map(_) => at_least(node, at, faults),
        _ => wrong_type(node, at, faults, r#"give a code, "ur", or {"code": "ur", "min": "B1"}"#),
    }
}
