//! What is said of a text that is not JSON: what breaks it, in the planner's words, and what mends it.

use super::place::quoted;

/// Says in the planner's words what breaks the JSON at the beginning of `rest`, and what mends it.
pub(super) fn explain(rest: &str, message: &str, awaits_colon: bool) -> (String, &'static str) {
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    let near = quoted(first_line(rest));
    if rest.is_empty() {
        return (
            "the file ends in the middle".to_owned(),
            "close every list and object; perhaps the file was cut off",
        );
    }
    if message.starts_with("Unexpected end of file") {
        return if rest.starts_with('"') {
            (format!("a text is never closed: {near}"), "end the text with a double quote")
        } else {
            (format!("the file ends in the middle: {near}"), "complete the file; perhaps it was cut off")
        };
    }
    if message.ends_with("is not allowed in JSON strings") {
        let code = rest.chars().next().map_or(0, u32::from);
        return (
            format!("a control character (U+{code:04X}) inside a text"),
            "write it as an escape, \\n for a line end, or remove it",
        );
    }
    if message.starts_with("Trailing commas") {
        return (format!("a comma before {near}"), "remove the comma after the last entry");
    }
    if starts(&["NaN", "nan", "Infinity", "inf", "-Infinity", "-inf"]) {
        return (format!("{near} is not a JSON number"), "give a whole number, or leave the key out");
    }
    if starts(&["True", "False", "None"]) {
        return (format!("{near} is Python, not JSON"), "write true or false, or leave the key out");
    }
    if starts(&["//", "/*", "#"]) {
        return (
            format!("a comment, {near}"),
            "JSON has no comments: remove it, or keep it as a text under a key that begins with x_",
        );
    }
    if starts(&["'"]) {
        return (format!("a single quote, {near}"), "put texts and keys in double quotes");
    }
    if awaits_colon && message.starts_with("Object keys") {
        return (format!("a colon is missing before {near}"), "put a colon between key and value");
    }
    let said = match message {
        "Object keys must be strings" => "a key in double quotes should stand before",
        text if text.starts_with("Object values must") || text.starts_with("Array values must") => {
            "a comma or the end of the list or object should stand before"
        }
        text if text.contains("escape") || text.contains("surrogate") => "a wrong escape at",
        _ => "this is not JSON:",
    };
    (format!("{said} {near}"), "mend the file at that place")
}

/// What stands on the first line of a text.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
