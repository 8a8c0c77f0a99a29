//! A page of JSON laid out in lines, value by value, from JSON without any space.
//!
//! What fits on a line stands on one; so does every list of plain values, and every entry of the long lists. The rest is
//! broken, two spaces deeper each time.

/// How many characters a line may have before it is broken.
pub(super) const WIDTH: usize = 110;

/// Lists whose entries stand on one line each, however long.
pub(super) const ONE_LINE_EACH: &[&str] =
    &["volunteers", "duties", "shortages", "published", "travel", "prices", "charges"];

/// A page being laid out.
#[derive(Default)]
pub(super) struct Page {
    /// What is laid out of it and not yet gone.
    pub(super) text: String,
}

impl Page {
    /// Lays out a value. `each` says that its entries stand on one line each, however long.
    pub(super) fn value(&mut self, flat: &str, indent: usize, each: bool) {
        Setting { flat, ends: ends(flat), text: &mut self.text }.value(0, indent, each);
    }

    /// Lays out entries of a list, with commas between them, on a line of their own each.
    pub(super) fn entries(&mut self, flat: &str, indent: usize, each: bool) {
        Setting { flat, ends: ends(flat), text: &mut self.text }.each_entry(
            (0, flat.len()),
            indent,
            each,
            false,
        );
    }

    pub(super) fn column(&self) -> usize {
        column(&self.text)
    }

    pub(super) fn break_line(&mut self, indent: usize) {
        break_line(&mut self.text, indent);
    }
}

/// The length of the last line.
fn column(text: &str) -> usize {
    text.len() - text.rfind('\n').map_or(0, |line| line + 1)
}

fn break_line(text: &mut String, indent: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Flat JSON on its way to the page.
struct Setting<'a> {
    /// The JSON without any space.
    flat: &'a str,
    ends: Vec<usize>,
    text: &'a mut String,
}

impl Setting<'_> {
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
        let fits = column(self.text) + self.flat[at..end].chars().count() <= WIDTH && !each;
        if !is_container || is_plain || fits || end == at + 2 {
            self.line(at, end);
            return end;
        }
        self.text.push(char::from(self.byte(at)));
        self.each_entry((at + 1, end - 1), indent + 2, each, self.byte(at) == b'{');
        break_line(self.text, indent);
        self.text.push(char::from(self.byte(end - 1)));
        end
    }

    /// Lays out the entries from one place to another, of an object or of a list, with an entry a line.
    fn each_entry(&mut self, (from, to): (usize, usize), indent: usize, each: bool, of_object: bool) {
        let mut next = from;
        while next < to {
            break_line(self.text, indent);
            let mut key = "";
            if of_object {
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
            if next < to {
                self.text.push(',');
                next += 1;
            }
        }
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
