//! Plain data into files: JSON laid out so that people can read it and `diff` shows what changed.
//!
//! What fits on a line stands on one; so does every list of plain values, and every entry of the long lists, a
//! volunteer, a duty, a window. The rest is broken, two spaces deeper each time.

use super::certificate_file::CertificateFile;
use super::plan_file::PlanFile;
use super::scenario::Scenario;
use serde::Serialize;

/// How many characters a line may have before it is broken.
const WIDTH: usize = 110;

/// Lists whose entries stand on one line each, however long.
const ONE_LINE_EACH: &[&str] =
    &["volunteers", "duties", "shortages", "published", "travel", "prices", "charges"];

impl Scenario {
    /// The scenario as it stands in a file.
    pub fn to_json(&self) -> String {
        laid_out(self)
    }
}

impl PlanFile {
    /// The plan as it stands in a file.
    pub fn to_json(&self) -> String {
        laid_out(self)
    }
}

impl CertificateFile {
    /// The certificate as it stands in a file.
    pub fn to_json(&self) -> String {
        laid_out(self)
    }
}

fn laid_out(value: &impl Serialize) -> String {
    let flat = serde_json::to_string(value).expect("plain data with texts as keys is always JSON");
    let mut page = Page { flat: &flat, ends: ends(&flat), text: String::with_capacity(2 * flat.len()) };
    page.value(0, 0, false);
    page.text.push('\n');
    page.text
}

/// For each byte that opens a list, an object or a text: where it ends, its last byte included. For others 0.
fn ends(flat: &str) -> Vec<usize> {
    let mut ends = vec![0; flat.len()];
    let mut open = Vec::new();
    let mut text_from = None;
    let mut escaped = false;
    for (at, byte) in flat.bytes().enumerate() {
        match (text_from, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(from), b'"') => {
                ends[from] = at;
                text_from = None;
            }
            (Some(_), _) => {}
            (None, b'"') => text_from = Some(at),
            (None, b'[' | b'{') => open.push(at),
            (None, b']' | b'}') => {
                if let Some(from) = open.pop() {
                    ends[from] = at;
                }
            }
            (None, _) => {}
        }
    }
    ends
}

/// A page being laid out.
struct Page<'a> {
    /// The JSON without any space.
    flat: &'a str,
    ends: Vec<usize>,
    text: String,
}

impl Page<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.flat.as_bytes()[at]
    }

    /// Where the value at a place ends, the byte after it.
    fn end_of(&self, at: usize) -> usize {
        match self.byte(at) {
            b'[' | b'{' | b'"' => self.ends[at] + 1,
            _ => at + self.flat[at..].find([',', ']', '}']).unwrap_or(self.flat.len() - at),
        }
    }

    /// Lays out the value at a place and answers with the place after it. `each` says that its entries stand on one
    /// line each, however long.
    fn value(&mut self, at: usize, indent: usize, each: bool) -> usize {
        let end = self.end_of(at);
        let is_container = matches!(self.byte(at), b'[' | b'{');
        let is_plain = self.byte(at) == b'[' && !self.flat[at + 1..end].contains(['[', '{', '"']);
        let column = self.text.len() - self.text.rfind('\n').map_or(0, |line| line + 1);
        let fits = column + self.flat[at..end].chars().count() <= WIDTH && at > 0 && !each;
        if !is_container || is_plain || fits || end == at + 2 {
            self.line(at, end);
            return end;
        }
        self.entries(at, end, indent + 2, each);
        end
    }

    /// Lays out a list or object with an entry a line.
    fn entries(&mut self, at: usize, end: usize, indent: usize, each: bool) {
        self.text.push(char::from(self.byte(at)));
        let mut next = at + 1;
        while next < end - 1 {
            self.break_line(indent);
            let mut key = "";
            if self.byte(at) == b'{' {
                let after = self.end_of(next);
                key = &self.flat[next + 1..after - 1];
                self.text.push_str(&self.flat[next..after]);
                self.text.push_str(": ");
                next = after + 1;
            }
            if each {
                let after = self.end_of(next);
                self.line(next, after);
                next = after;
            } else {
                next = self.value(next, indent, ONE_LINE_EACH.contains(&key));
            }
            if self.byte(next) == b',' {
                self.text.push(',');
                next += 1;
            }
        }
        self.break_line(indent - 2);
        self.text.push(char::from(self.byte(end - 1)));
    }

    fn break_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// Writes what stands from one place to another on one line, with a space after commas and colons, but for
    /// commas between numbers.
    fn line(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let step = if self.byte(at) == b'"' { self.end_of(at) - at } else { 1 };
            self.text.push_str(&self.flat[at..at + step]);
            let between_numbers = self.byte(at) == b',' && matches!(self.byte(at + 1), b'0'..=b'9' | b'-');
            if matches!(self.byte(at), b':' | b',') && !between_numbers {
                self.text.push(' ');
            }
            at += step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_on_one_line_and_the_rest_is_broken() {
        let long = "x".repeat(100);
        let value = serde_json::json!({
            "a": {"text": "with \"quotes\", and: [brackets", "numbers": [0, -1, 2.5], "none": []},
            "b": [{"c": long}, {"c": long}],
            "hourly": vec![10; 100],
            "volunteers": [{"id": "v", "long": long, "more": {"x": [1]}}, {}],
            "z": {},
        });
        let numbers = vec!["10"; 100].join(",");
        let expected = format!(
            r#"{{
  "a": {{"none": [], "numbers": [0,-1,2.5], "text": "with \"quotes\", and: [brackets"}},
  "b": [
    {{
      "c": "{long}"
    }},
    {{
      "c": "{long}"
    }}
  ],
  "hourly": [{numbers}],
  "volunteers": [
    {{"id": "v", "long": "{long}", "more": {{"x": [1]}}}},
    {{}}
  ],
  "z": {{}}
}}
"#
        );
        assert_eq!(laid_out(&value), expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&laid_out(&value)).unwrap(), value);
    }
}
