//! Plain data into files: JSON laid out so that people can read it and `diff` shows what changed.
//!
//! What fits on a line stands on one; so does every list of plain values, and every entry of the long lists, a
//! volunteer, a duty, a window. The rest is broken, two spaces deeper each time.
//!
//! The page goes out while it is laid out: of a long list no more than one entry is held.

use super::certificate_file::CertificateFile;
use super::page::{ONE_LINE_EACH, Page, WIDTH};
use super::plan_file::PlanFile;
use super::scenario::Scenario;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::cell::RefCell;
use std::io::{self, Write};

impl Scenario {
    /// The scenario as it stands in a file.
    pub fn to_json(&self) -> String {
        text(self)
    }

    /// Writes the scenario as it stands in a file, piece by piece.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        lay_out(self, out)
    }
}

impl PlanFile {
    /// The plan as it stands in a file.
    pub fn to_json(&self) -> String {
        text(self)
    }

    /// Writes the plan as it stands in a file, piece by piece.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        lay_out(self, out)
    }
}

impl CertificateFile {
    /// The certificate as it stands in a file.
    pub fn to_json(&self) -> String {
        text(self)
    }

    /// Writes the certificate as it stands in a file, piece by piece.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        lay_out(self, out)
    }
}

fn text(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    lay_out(value, &mut text).expect("plain data with texts as keys is always JSON");
    String::from_utf8(text).expect("JSON is written in UTF-8")
}

/// Writes an object.
fn lay_out(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let flat = RefCell::default();
    let press = Press {
        out,
        flat: &flat,
        page: Page::default(),
        depth: 0,
        is_empty: true,
        each: false,
        is_plain: false,
        is_broken: false,
    };
    value.serialize(&mut serde_json::Serializer::with_formatter(Flat(&flat), press))?;
    Ok(())
}

/// JSON without any space, as far as it is not laid out yet.
struct Flat<'a>(&'a RefCell<Vec<u8>>);

impl Write for Flat<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lays out an object while it is written flat: each value of it once it is whole, but a list that is surely broken
/// entry by entry.
struct Press<'a> {
    out: &'a mut dyn Write,
    flat: &'a RefCell<Vec<u8>>,
    page: Page,
    /// How many lists and objects are open.
    depth: usize,
    /// Has the object no key so far?
    is_empty: bool,
    /// Do the entries of the present value stand on one line each?
    each: bool,
    /// Is the present value a list without texts, lists and objects so far?
    is_plain: bool,
    /// Is the present value a list that is broken already?
    is_broken: bool,
}

impl Press<'_> {
    /// What was written flat since the last time.
    fn taken(&self) -> io::Result<String> {
        String::from_utf8(self.flat.take()).map_err(io::Error::other)
    }

    /// Breaks the list that is written if it cannot become a line any more.
    fn break_list(&mut self) -> io::Result<()> {
        let is_wide = |flat: &[u8]| {
            let chars = flat.iter().filter(|byte| !matches!(**byte, 0x80..=0xBF)).count();
            self.page.column() + chars >= WIDTH
        };
        if self.is_plain || !(self.each || is_wide(&self.flat.borrow())) {
            return Ok(());
        }
        self.is_broken = true;
        let flat = self.taken()?;
        self.page.text.push('[');
        self.page.entries(&flat[1..], 4, self.each);
        Ok(())
    }

    fn print(&mut self) -> io::Result<()> {
        self.out.write_all(self.page.text.as_bytes())?;
        self.page.text.clear();
        Ok(())
    }
}

impl Formatter for Press<'_> {
    fn begin_object<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.is_plain = false;
        if self.depth > 1 {
            return flat.write_all(b"{");
        }
        self.page.text.push('{');
        Ok(())
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, flat: &mut W, first: bool) -> io::Result<()> {
        match (self.depth, first) {
            (_, true) => {}
            (1, _) => self.page.text.push(','),
            _ => flat.write_all(b",")?,
        }
        Ok(())
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        if self.depth > 1 {
            return flat.write_all(b":");
        }
        let key = self.taken()?;
        self.is_empty = false;
        self.each = ONE_LINE_EACH.contains(&key.trim_matches('"'));
        self.page.break_line(2);
        self.page.text.push_str(&key);
        self.page.text.push_str(": ");
        Ok(())
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        if self.depth == 1 {
            if !std::mem::take(&mut self.is_broken) {
                let value = self.taken()?;
                self.page.value(&value, 2, self.each);
            }
            self.print()?;
        }
        Ok(())
    }

    fn end_object<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth > 0 {
            return flat.write_all(b"}");
        }
        if !self.is_empty {
            self.page.break_line(0);
        }
        self.page.text.push_str("}\n");
        self.print()
    }

    fn begin_array<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.is_plain = self.depth == 2;
        flat.write_all(b"[")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, flat: &mut W, first: bool) -> io::Result<()> {
        match first {
            true => Ok(()),
            false if self.is_broken && self.depth == 2 => {
                self.page.text.push(',');
                Ok(())
            }
            false => flat.write_all(b","),
        }
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        if self.depth != 2 {
            return Ok(());
        }
        if !self.is_broken {
            return self.break_list();
        }
        let entry = self.taken()?;
        self.page.entries(&entry, 4, self.each);
        self.print()
    }

    fn end_array<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth == 1 && self.is_broken {
            self.page.break_line(2);
            self.page.text.push(']');
            return Ok(());
        }
        flat.write_all(b"]")
    }

    fn begin_string<W: Write + ?Sized>(&mut self, flat: &mut W) -> io::Result<()> {
        self.is_plain = false;
        flat.write_all(b"\"")
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
        assert_eq!(text(&value), expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text(&value)).unwrap(), value);
    }

    #[test]
    fn a_list_of_the_file_is_broken_where_it_does_not_fit() {
        let value = serde_json::json!({
            "few": ["a", {"b": [1]}, []],
            "many": vec!["some text"; 9],
            "mixed": [1, 2, 3, [4], "five".repeat(30)],
            "none": [],
            "travel": [],
            "travels": {"travel": [{"a": 1}], "to": "x".repeat(90)},
            "wide": [vec!["word"; 20], [-1], []],
        });
        let (word, five, wide) = ("\"some text\"", "five".repeat(30), "x".repeat(90));
        let many = vec![format!("    {word}"); 9].join(",\n");
        let words = vec!["      \"word\""; 20].join(",\n");
        let expected = format!(
            r#"{{
  "few": ["a", {{"b": [1]}}, []],
  "many": [
{many}
  ],
  "mixed": [
    1,
    2,
    3,
    [4],
    "{five}"
  ],
  "none": [],
  "travel": [],
  "travels": {{
    "to": "{wide}",
    "travel": [
      {{"a": 1}}
    ]
  }},
  "wide": [
    [
{words}
    ],
    [-1],
    []
  ]
}}
"#
        );
        assert_eq!(text(&value), expected);
        assert_eq!(text(&serde_json::json!({})), "{}\n");
    }

    /// Notes the longest piece that is written.
    #[derive(Default)]
    struct Longest(usize);

    impl Write for Longest {
        fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
            self.0 = self.0.max(piece.len());
            Ok(piece.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_long_list_goes_out_an_entry_at_a_time() {
        let duties = vec![crate::io::plan_file::PlannedDuty::default(); 1000];
        let plan = PlanFile { duties, ..PlanFile::default() };
        let mut longest = Longest::default();
        plan.write_json(&mut longest).unwrap();
        assert!(longest.0 < 300, "{} bytes at once", longest.0);
    }

    #[test]
    fn what_cannot_be_written_is_told_as_it_was_said() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = PlanFile::default().write_json(&mut Full).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
