//! The scenarios under `data/` are what the generator makes. `RIFADA_BLESS=1` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use rifada::generate::{arafat_day, hira_thursday, jamarat_10_13, last_ten, ramadan_27};
use rifada::io::scenario::Scenario;
use serde_json::Value;

fn held_equal(name: &str, made: &Scenario) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(&path, written(made)).unwrap();
    }
    let made = serde_json::to_value(made).unwrap();
    let text = std::fs::read(&path).unwrap();
    assert!(text.len() < 600_000, "{name} has {} bytes", text.len());
    let read: Value = serde_json::from_slice(&text).unwrap();
    assert!(read == made, "{name} is not what the generator makes; RIFADA_BLESS=1 writes it anew");
}

/// The scenario in the order of its fields, with a line to each volunteer and, elsewhere, to each object in a list, so
/// that a difference shows the person or the line.
fn written(scenario: &Scenario) -> String {
    let json = serde_json::to_string(scenario).unwrap();
    let (mut out, mut open, mut top_key) = (String::new(), Vec::<bool>::new(), String::new());
    let (mut in_text, mut escaped, mut text) = (false, false, String::new());
    for (at, c) in json.char_indices() {
        if in_text {
            in_text = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            text.push(c);
            out.push(c);
            continue;
        }
        let next = json[at + 1..].chars().next();
        let line = |out: &mut String, depth: usize| {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        };
        match c {
            '"' => (in_text, text) = (true, String::new()),
            '{' => open.push(open.is_empty()),
            // Volunteers stand on one line each, and so do the parts of a need.
            '[' => {
                open.push((top_key != "volunteers" || open.len() < 2) && !matches!(&*text, "any\"" | "all\""))
            }
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
        if c == '}' && open.is_empty() {
            line(&mut out, 0);
        }
        out.push(c);
        if c == ':' {
            out.push(' ');
            if open.len() == 1 {
                top_key = text.trim_end_matches('"').to_owned();
            }
        }
        if c == ',' || c == '[' || c == '{' {
            let breaks = open.last() == Some(&true) && (open.len() == 1 || next == Some('{'));
            if breaks {
                line(&mut out, open.len());
            } else if c == ',' {
                out.push(' ');
            }
        }
    }
    out.push('\n');
    out
}

#[test]
fn ramadan_27_is_what_the_generator_makes() {
    held_equal("ramadan-27.json", &ramadan_27());
}

#[test]
fn arafat_day_is_what_the_generator_makes() {
    held_equal("arafat-day.json", &arafat_day());
}

#[test]
fn hira_thursday_is_what_the_generator_makes() {
    held_equal("hira-thursday.json", &hira_thursday());
}

#[test]
fn last_ten_is_what_the_generator_makes() {
    held_equal("last-ten.json", &last_ten());
}

#[test]
fn jamarat_10_13_is_what_the_generator_makes() {
    held_equal("jamarat-10-13.json", &jamarat_10_13(1));
}
