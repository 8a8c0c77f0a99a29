//! A place in a JSON file, as a chain of steps from the root: cheap to extend, written out only when a fault is noted.

use std::fmt;

/// A place in a JSON file. It prints as its path, `$.points[3].posts[0].demand[1].hourly`.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    above: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Item(usize),
}

impl<'a> Place<'a> {
    /// The file as a whole, `$`.
    pub const ROOT: Place<'static> = Place { above: None, step: Step::Root };

    /// The value of a key of the object here.
    pub const fn key(&'a self, key: &'a str) -> Place<'a> {
        Place { above: Some(self), step: Step::Key(key) }
    }

    /// An item of the list here, counted from 0.
    pub const fn item(&'a self, number: usize) -> Place<'a> {
        Place { above: Some(self), step: Step::Item(number) }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chain = Vec::new();
        let mut here = Some(self);
        while let Some(place) = here {
            chain.push(place.step);
            here = place.above;
        }
        let mut path = String::new();
        for step in chain.into_iter().rev() {
            match step {
                Step::Root => path.push('$'),
                Step::Key(key) => push_key(&mut path, key),
                Step::Item(number) => push_item(&mut path, number),
            }
        }
        f.write_str(&path)
    }
}

/// How much of a key a path shows: keys of the format and ids are shorter, others only bloat a message.
const LONGEST_KEY: usize = 200;

/// Appends the step into a key to a path: `.key`, or `["the key"]` where it is not made of letters, digits, `_` and `-`.
pub fn push_key(path: &mut String, key: &str) {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if plain && key.len() <= LONGEST_KEY {
        path.push('.');
        path.push_str(key);
        return;
    }
    let shown = &key[..key.floor_char_boundary(LONGEST_KEY)];
    path.push_str("[\"");
    for c in shown.chars() {
        push_visibly(path, c);
    }
    if shown.len() < key.len() {
        path.push('…');
    }
    path.push_str("\"]");
}

/// Appends the step into an item of a list to a path: `[3]`.
pub fn push_item(path: &mut String, number: usize) {
    path.push('[');
    path.push_str(&number.to_string());
    path.push(']');
}

/// Does a character turn the direction of the text around it?
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Appends a character so that no terminal is moved by it: quotes escaped, what cannot be seen as `\u{…}`.
fn push_visibly(text: &mut String, c: char) {
    match c {
        '"' | '\\' => text.extend(['\\', c]),
        c if c.is_control() || turns_direction(c) => text.extend(c.escape_unicode()),
        c => text.push(c),
    }
}

/// A text of the file, quoted for a message: at most 60 characters, what cannot be seen escaped.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => quoted_whole(&format!("{}…", &text[..end])),
        None => quoted_whole(text),
    }
}

/// A text quoted for a message as a whole, what cannot be seen escaped.
pub fn quoted_whole(text: &str) -> String {
    let mut shown = String::from("\"");
    for c in text.chars() {
        push_visibly(&mut shown, c);
    }
    shown.push('"');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_prints_as_its_path() {
        let points = Place::ROOT.key("points");
        let point = points.item(3);
        assert_eq!(point.key("zone").to_string(), "$.points[3].zone");
    }

    #[test]
    fn a_key_with_other_characters_stands_in_brackets() {
        assert_eq!(Place::ROOT.key("a \"b\"\n.c").to_string(), r#"$["a \"b\"\u{a}.c"]"#);
        assert_eq!(Place::ROOT.key("").to_string(), r#"$[""]"#);
    }

    #[test]
    fn a_long_text_is_cut_and_a_hidden_character_shown() {
        assert_eq!(quoted("a\u{202E}b"), "\"a\\u{202e}b\"");
        assert_eq!(quoted(&"ض".repeat(100)).chars().count(), 63);
        let key = "ض".repeat(5000);
        assert!(Place::ROOT.key(&key).to_string().len() < 220);
    }
}
