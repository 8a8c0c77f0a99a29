//! The parts that files are made of: objects with known keys, lists, whole numbers, ids, words of a closed family.
//!
//! A reader here takes a node and its place, and answers with the value, or with nothing once it has noted the fault.
//! Nothing stops at a fault: a placeholder stands in, lists keep their length, and the reader goes on.

use super::diagnostic::{Code, Diagnostics};
use super::json::Node;
use super::place::{Place, quoted, turns_direction};
use std::borrow::Cow;

/// The most people, minutes, and cost per hour that a file may ask for.
pub const LARGEST: u32 = 1_000_000_000;

/// The most bytes of an id.
pub const LONGEST_ID: usize = 200;

/// What keys of the embedder's own begin with.
pub const OWN_KEYS: &str = "x_";

/// What reads a value from a node and its place, or notes the fault.
pub trait Reader<T>: Fn(&Node<'_>, &Place<'_>, &mut Diagnostics) -> Option<T> {}

impl<T, F: Fn(&Node<'_>, &Place<'_>, &mut Diagnostics) -> Option<T>> Reader<T> for F {}

/// The keys of one kind of object.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// What the schema calls this kind of object.
    pub object: &'static str,
    /// Each key, and whether it must be there.
    pub keys: &'static [(&'static str, bool)],
    /// Are keys that the format does not know allowed?
    pub open: bool,
}

/// An object of the file while its keys are read.
pub struct Object<'o, 'n> {
    entries: &'n [(Cow<'n, str>, Node<'n>)],
    at: &'o Place<'o>,
    keys: &'static Keys,
    faults: &'o mut Diagnostics,
}

impl<'o, 'n> Object<'o, 'n> {
    /// The object at a place; its unknown keys and those given twice are noted.
    pub fn open(
        node: &'n Node<'n>,
        at: &'o Place<'o>,
        faults: &'o mut Diagnostics,
        keys: &'static Keys,
    ) -> Option<Self> {
        let Node::Map(entries) = node else {
            return wrong_type(node, at, faults, "give an object, { … }");
        };
        for (number, (key, _)) in entries.iter().enumerate() {
            if keys.keys.iter().any(|(known, _)| known == key) {
                // No object of the format has many keys.
                if entries[..number].iter().any(|(earlier, _)| earlier == key) {
                    twice(key, at, faults);
                }
            } else if !keys.open && !key.starts_with(OWN_KEYS) {
                unknown_key(key, keys.keys.iter().map(|(known, _)| *known), at, faults);
            }
        }
        Some(Self { entries, at, keys, faults })
    }

    /// Is this key given?
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(given, _)| given == key)
    }

    fn get<T>(&mut self, key: &'static str, read: impl Reader<T>) -> Option<T> {
        debug_assert!(self.keys.keys.iter().any(|(known, _)| *known == key), "{key} is in the table");
        let (_, node) = self.entries.iter().find(|(given, _)| given == key)?;
        read(node, &self.at.key(key), self.faults)
    }

    /// The value of a key that must be there.
    pub fn needed<T: Default>(&mut self, key: &'static str, read: impl Reader<T>) -> T {
        if !self.has(key) {
            missing_key(key, self.at, self.faults);
        }
        self.get(key, read).unwrap_or_default()
    }

    /// The value of a key that may be left out.
    pub fn maybe<T>(&mut self, key: &'static str, read: impl Reader<T>) -> Option<T> {
        self.get(key, read)
    }

    /// The list of a key that may be left out; empty then.
    pub fn many<T: Default>(&mut self, key: &'static str, read: impl Reader<T>) -> Vec<T> {
        self.get(key, list(read)).unwrap_or_default()
    }

    /// The value of a key that may be left out; its type's default then.
    pub fn default<T: Default>(&mut self, key: &'static str, read: impl Reader<T>) -> T {
        self.get(key, read).unwrap_or_default()
    }
}

/// Is the value at a place in doubt already, as [`Diagnostics::covers`] says?
pub fn in_doubt(at: &Place<'_>, faults: &Diagnostics) -> bool {
    !faults.is_empty() && faults.covers(&at.to_string())
}

/// Notes a key that an object must have and has not.
pub fn missing_key(key: &str, at: &Place<'_>, faults: &mut Diagnostics) {
    let path = at.key(key).to_string();
    faults.push(Code::MissingKey, path, format!("`{key}` is missing"), format!("add `{key}`"));
}

/// Notes a key given twice.
pub fn twice(key: &str, at: &Place<'_>, faults: &mut Diagnostics) {
    let found = format!("the key {} is given twice", quoted(key));
    faults.push(Code::DuplicateKey, at.key(key).to_string(), found, "keep one of them");
}

/// Notes a key that the format does not know.
pub fn unknown_key(
    key: &str,
    known: impl Iterator<Item = &'static str> + Clone,
    at: &Place<'_>,
    faults: &mut Diagnostics,
) {
    let remedy = match nearest(key, known.clone()) {
        Some(near) => format!("did you mean `{near}`? Keys of your own begin with `{OWN_KEYS}`"),
        None => {
            let all: Vec<&str> = known.collect();
            format!("remove it, or let it begin with `{OWN_KEYS}`; known here: {}", all.join(", "))
        }
    };
    faults.push(Code::UnknownKey, at.key(key).to_string(), format!("unknown key {}", quoted(key)), remedy);
}

/// The candidate that a misspelt word most likely meant.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    if lower.len() > 64 {
        return None; // Nobody misspells at such length, and the distance would take long.
    }
    let allowed = (lower.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Notes a value of the wrong JSON type, unless its fault is noted already.
pub fn wrong_type<T>(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics, remedy: &str) -> Option<T> {
    let found = match node {
        Node::TooDeep => return None,
        Node::Null => "null".to_owned(),
        Node::Bool(value) => format!("{value}"),
        Node::Number(text) => format!("the number {}", shortened(text)),
        Node::Text(text) => format!("the text {}", quoted(text)),
        Node::List(items) => format!("a list of {}", items.len()),
        Node::Map(_) => "an object".to_owned(),
    };
    faults.push(Code::WrongType, at.to_string(), found, remedy);
    None
}

/// A list of whatever `read` reads; what cannot be read is replaced, so that the others keep their numbers.
pub fn list<T: Default>(read: impl Reader<T>) -> impl Reader<Vec<T>> {
    move |node, at, faults| {
        let Node::List(items) = node else {
            return wrong_type(node, at, faults, "give a list, [ … ]");
        };
        let each = items.iter().enumerate();
        Some(each.map(|(i, item)| read(item, &at.item(i), faults).unwrap_or_default()).collect())
    }
}

/// `true` or `false`.
pub fn flag(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(*value),
        _ => wrong_type(node, at, faults, "give true or false"),
    }
}

/// Any text. Times come so: what they mean is looked at later.
pub fn plain<T: From<String>>(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<T> {
    match node {
        Node::Text(text) => Some(T::from(text.clone().into_owned())),
        _ => wrong_type(node, at, faults, "give a text in double quotes"),
    }
}

/// An id. A faulty one is noted and kept, so that what refers to it is not called unknown as well.
pub fn id(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<String> {
    let id: String = plain(node, at, faults)?;
    check_id(&id, at, faults);
    Some(id)
}

/// Notes what is wrong with an id.
pub fn check_id(id: &str, at: &Place<'_>, faults: &mut Diagnostics) {
    if id.is_empty() {
        faults.push(Code::IdEmpty, at.to_string(), "an empty id", "give at least one character");
    }
    if id.len() > LONGEST_ID {
        let found = format!("an id of {} bytes: {}", id.len(), quoted(id));
        faults.push(Code::IdLong, at.to_string(), found, format!("use at most {LONGEST_ID} bytes"));
    }
    if let Some(bad) = id.chars().find(|&c| c.is_control() || turns_direction(c)) {
        let kind = if bad.is_control() { "a control character" } else { "a character that turns the text" };
        let found = format!("{kind}, U+{:04X}, in the id {}", u32::from(bad), quoted(id));
        faults.push(Code::IdCharacter, at.to_string(), found, "remove it");
    }
}

/// A word of a closed family.
pub fn word<T: Copy>(family: &'static [(&'static str, T)]) -> impl Reader<T> {
    move |node, at, faults| {
        let words = || family.iter().map(|(word, _)| *word);
        let all = || words().collect::<Vec<_>>().join(", ");
        let Node::Text(text) = node else {
            return wrong_type(node, at, faults, &format!("give one of: {}", all()));
        };
        let known = family.iter().find(|(word, _)| word == text);
        if known.is_none() {
            let remedy = match nearest(text, words()) {
                Some(near) => format!("did you mean \"{near}\"? Allowed: {}", all()),
                None => format!("give one of: {}", all()),
            };
            faults.push(Code::UnknownValue, at.to_string(), format!("unknown word {}", quoted(text)), remedy);
        }
        known.map(|(_, value)| *value)
    }
}

/// A number of people or minutes, or a weight: whole, from 0 to [`LARGEST`].
pub fn amount(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<u32> {
    within(0, LARGEST)(node, at, faults)
}

/// A whole number in a range, both ends included.
pub fn within(least: u32, most: u32) -> impl Reader<u32> {
    move |node, at, faults| {
        let range = || format!("a whole number from {least} to {most}");
        let value = whole(node, at, faults, range, u64::from(most))?;
        match u32::try_from(value) {
            Ok(value) if value >= least => Some(value),
            _ => {
                faults.push(Code::OutOfRange, at.to_string(), value.to_string(), format!("give {}", range()));
                None
            }
        }
    }
}

/// A whole number up to `most`, described as `range`. Above it is [`Code::TooLarge`] where `most` is a limit of the
/// format, [`Code::OutOfRange`] else.
fn whole(
    node: &Node<'_>,
    at: &Place<'_>,
    faults: &mut Diagnostics,
    range: impl Fn() -> String,
    most: u64,
) -> Option<u64> {
    let Node::Number(text) = node else {
        return wrong_type(node, at, faults, &format!("give {}, without quotes", range()));
    };
    let mut note = |code, why: &str, remedy: String| {
        faults.push(code, at.to_string(), format!("{}{why}", shortened(text)), remedy);
        None
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return note(
            Code::NotWhole,
            " is not whole",
            format!("give {}, without fraction or exponent", range()),
        );
    }
    if digits.len() < text.len() && digits != "0" {
        return note(Code::NegativeNumber, " is negative", format!("give {}", range()));
    }
    match digits.parse::<u64>() {
        Ok(value) if value <= most => Some(value),
        _ if most >= u64::from(LARGEST) => note(
            Code::TooLarge,
            " is too large",
            format!("the limit of the format is {most}: give {}", range()),
        ),
        _ => note(Code::OutOfRange, " is out of range", format!("give {}", range())),
    }
}

/// A seed: any whole number of 64 bits.
pub fn seed(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<u64> {
    whole(node, at, faults, || "a whole number of 64 bits".to_owned(), u64::MAX)
}

/// A whole number of 64 bits with or without a sign, in a range, both ends included.
pub fn signed(least: i64, most: i64) -> impl Reader<i64> {
    move |node, at, faults| {
        let range = || format!("give a whole number from {least} to {most}");
        let Node::Number(text) = node else {
            return wrong_type(node, at, faults, &format!("{}, without quotes", range()));
        };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (code, why, remedy) = if !digits.bytes().all(|b| b.is_ascii_digit()) {
            let remedy = format!("{}, without fraction or exponent", range());
            (Code::NotWhole, " is not whole", remedy)
        } else {
            match text.parse::<i64>() {
                Ok(value) if (least..=most).contains(&value) => return Some(value),
                _ => (Code::OutOfRange, " is out of range", range()),
            }
        };
        faults.push(code, at.to_string(), format!("{}{why}", shortened(text)), remedy);
        None
    }
}

/// A number, with or without fraction, between two others.
pub fn decimal(least: f64, most: f64) -> impl Reader<f64> {
    move |node, at, faults| {
        let Node::Number(text) = node else {
            return wrong_type(node, at, faults, "give a number, without quotes");
        };
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        let (code, remedy) = match value {
            Some(value) if (least..=most).contains(&value) => return Some(value),
            Some(_) => (Code::OutOfRange, format!("give a number from {least} to {most}")),
            None => (Code::TooLarge, "give a number that a double holds, at most 1.7e308".to_owned()),
        };
        faults.push(code, at.to_string(), shortened(text), remedy);
        None
    }
}

/// A number as written, cut where it is very long.
fn shortened(number: &str) -> String {
    let shown = &number[..number.floor_char_boundary(40)];
    if shown.len() < number.len() { format!("{shown}…") } else { shown.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &'static str) -> (Option<u32>, Option<Code>) {
        let mut faults = Diagnostics::default();
        let value = amount(&Node::Number(text.into()), &Place::ROOT, &mut faults);
        (value, faults.list.first().map(|d| d.code))
    }

    #[test]
    fn whole_numbers_have_no_fraction_no_exponent_no_sign_and_a_limit() {
        assert_eq!(number("1000000000"), (Some(LARGEST), None));
        assert_eq!(number("-0"), (Some(0), None));
        assert_eq!(number("1000000001"), (None, Some(Code::TooLarge)));
        assert_eq!(number("99999999999999999999999999"), (None, Some(Code::TooLarge)));
        assert_eq!(number("-1"), (None, Some(Code::NegativeNumber)));
        for text in ["1.0", "1e3", "1e400", "-1.5", "1E0"] {
            assert_eq!(number(text), (None, Some(Code::NotWhole)), "{text}");
        }
    }

    #[test]
    fn the_nearest_word_is_proposed_and_a_distant_one_is_not() {
        let words = ["demand", "shifts", "id"];
        assert_eq!(nearest("demnad", words.into_iter()), Some("demand"));
        assert_eq!(nearest("Shift", words.into_iter()), Some("shifts"));
        assert_eq!(nearest("colour", words.into_iter()), None);
        assert_eq!(nearest(&"demand".repeat(100_000), words.into_iter()), None);
    }

    #[test]
    fn a_list_keeps_its_length_when_an_item_is_faulty() {
        let mut faults = Diagnostics::default();
        let node = Node::List(vec![Node::Number("1".into()), Node::Null, Node::Number("3".into())]);
        assert_eq!(list(amount)(&node, &Place::ROOT, &mut faults), Some(vec![1, 0, 3]));
        assert_eq!(faults.list[0].path, "$[1]");
    }
}
