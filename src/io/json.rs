//! JSON from bytes, without recursion, with line and column where it breaks: a document read piece by piece, and trees.
//!
//! A long list is read item by item, so that no more than one item of it is ever a tree. Keys given twice are kept, for
//! the reader to note; numbers stay as written. No tree is deeper than [`DEEPEST`], so whoever walks or drops it may
//! recurse.

use super::diagnostic::{Code, Diagnostics};
use super::json_fault::{explain, first_line};
use super::place::{push_item, push_key, quoted};
use super::utf8::line_and_column;
use json_event_parser::{JsonEvent, JsonSyntaxError, LowLevelJsonParser};
use std::borrow::Cow;

/// How many lists and objects may lie inside one another.
pub const DEEPEST: usize = 128;

/// A value of a JSON file.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(Cow<'a, str>),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object, its keys in the file's order, also those given twice.
    Map(Vec<(Cow<'a, str>, Node<'a>)>),
    /// What lay deeper than [`DEEPEST`]; the fault is noted already.
    TooDeep,
}

/// The tree of a text. Nothing where the text is not JSON; the fault is noted then.
pub fn parse<'a>(text: &'a str, faults: &mut Diagnostics) -> Option<Node<'a>> {
    let mut document = Document::of(text, faults).ok()?;
    let tree = document.tree(faults).ok()?;
    document.end(faults).ok()?;
    Some(tree)
}

/// The text is not JSON; where and why is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson;

/// A text being read from its beginning to its end, a value at a time: only of what is asked for as a tree is there
/// one, and only for as long as the tree is held.
pub struct Document<'a> {
    text: &'a str,
    parser: LowLevelJsonParser,
    /// How much of the text is read.
    read: usize,
    /// Lists and objects that are not closed yet, the outermost first.
    open: Vec<Open<'a>>,
    /// How many lists and objects are open below the deepest that is kept.
    skipped: usize,
    /// Is the depth noted already?
    noted: bool,
    /// The tree that was asked for, once it is closed.
    done: Option<Node<'a>>,
    /// Is the value of the whole document read?
    whole: bool,
}

/// A list or an object that is not closed yet.
enum Open<'a> {
    List(Vec<Node<'a>>),
    /// Entries, and the key whose value comes next.
    Map(Vec<(Cow<'a, str>, Node<'a>)>, Option<Cow<'a, str>>),
    /// A list that is read item by item, and how many were.
    Items(usize),
    /// An object that is read key by key, and the key whose value comes next.
    Keys(Option<Cow<'a, str>>),
}

impl<'a> Document<'a> {
    /// The document at its beginning. An empty one is noted.
    pub fn of(text: &'a str, faults: &mut Diagnostics) -> Result<Self, NotJson> {
        if text.bytes().all(|b| b.is_ascii_whitespace()) {
            faults.push(Code::JsonEmpty, "$", "the file is empty", "give a file that holds a JSON object");
            return Err(NotJson);
        }
        Ok(Self {
            text,
            parser: LowLevelJsonParser::new().with_max_stack_size(usize::MAX),
            read: 0,
            open: Vec::new(),
            skipped: 0,
            noted: false,
            done: None,
            whole: false,
        })
    }

    /// The tree of the value that comes next.
    pub fn tree(&mut self, faults: &mut Diagnostics) -> Result<Node<'a>, NotJson> {
        let first = self.event(faults)?;
        self.tree_from(first, faults)
    }

    /// Opens the object that comes next, to be read key by key; any other value is answered with.
    pub fn keys(&mut self, faults: &mut Diagnostics) -> Result<Option<Node<'a>>, NotJson> {
        match self.event(faults)? {
            JsonEvent::StartObject => self.open.push(Open::Keys(None)),
            other => return self.tree_from(other, faults).map(Some),
        }
        Ok(None)
    }

    /// The next key of the object that was opened; nothing at its end. The value of each key must be read.
    pub fn key(&mut self, faults: &mut Diagnostics) -> Result<Option<Cow<'a, str>>, NotJson> {
        let JsonEvent::ObjectKey(key) = self.event(faults)? else {
            self.close();
            return Ok(None);
        };
        if let Some(Open::Keys(next)) = self.open.last_mut() {
            *next = Some(key.clone());
        }
        Ok(Some(key))
    }

    /// Opens the list that comes next, to be read item by item; any other value is answered with.
    pub fn items(&mut self, faults: &mut Diagnostics) -> Result<Option<Node<'a>>, NotJson> {
        match self.event(faults)? {
            JsonEvent::StartArray => self.open.push(Open::Items(0)),
            other => return self.tree_from(other, faults).map(Some),
        }
        Ok(None)
    }

    /// The tree of the next item of the list that was opened; nothing at its end.
    pub fn item(&mut self, faults: &mut Diagnostics) -> Result<Option<Node<'a>>, NotJson> {
        match self.event(faults)? {
            JsonEvent::EndArray => self.close(),
            first => return self.tree_from(first, faults).map(Some),
        }
        Ok(None)
    }

    /// Passes over the value that comes next; a long list or object of it is never held as a whole.
    pub fn pass(&mut self, faults: &mut Diagnostics) -> Result<(), NotJson> {
        match self.event(faults)? {
            JsonEvent::StartArray => {
                self.open.push(Open::Items(0));
                while self.item(faults)?.is_some() {}
            }
            JsonEvent::StartObject => {
                self.open.push(Open::Keys(None));
                while self.key(faults)?.is_some() {
                    self.tree(faults)?;
                }
            }
            first => drop(self.tree_from(first, faults)?),
        }
        Ok(())
    }

    /// Sees that nothing follows.
    pub fn end(&mut self, faults: &mut Diagnostics) -> Result<(), NotJson> {
        self.event(faults).map(|_| ())
    }

    fn event(&mut self, faults: &mut Diagnostics) -> Result<JsonEvent<'a>, NotJson> {
        loop {
            let step = self.parser.parse_next(&self.text.as_bytes()[self.read..], true);
            self.read += step.consumed_bytes;
            match step.event {
                None => {}
                Some(Ok(event)) => return Ok(event),
                Some(Err(error)) => {
                    self.note(&error, faults);
                    return Err(NotJson);
                }
            }
        }
    }

    fn tree_from(&mut self, first: JsonEvent<'a>, faults: &mut Diagnostics) -> Result<Node<'a>, NotJson> {
        self.take(first, faults);
        loop {
            if let Some(tree) = self.done.take() {
                return Ok(tree);
            }
            let event = self.event(faults)?;
            self.take(event, faults);
        }
    }

    fn take(&mut self, event: JsonEvent<'a>, faults: &mut Diagnostics) {
        match event {
            JsonEvent::StartArray => self.begin(Open::List(Vec::new()), faults),
            JsonEvent::StartObject => self.begin(Open::Map(Vec::new(), None), faults),
            JsonEvent::EndArray | JsonEvent::EndObject => self.finish(),
            JsonEvent::ObjectKey(key) => {
                if self.skipped == 0
                    && let Some(Open::Map(_, next)) = self.open.last_mut()
                {
                    *next = Some(key);
                }
            }
            JsonEvent::String(text) => self.put(Node::Text(text)),
            JsonEvent::Number(text) => self.put(Node::Number(text)),
            JsonEvent::Boolean(value) => self.put(Node::Bool(value)),
            // The end comes only after a whole value.
            JsonEvent::Null | JsonEvent::Eof => self.put(Node::Null),
        }
    }

    fn begin(&mut self, container: Open<'a>, faults: &mut Diagnostics) {
        if self.skipped == 0 && self.open.len() < DEEPEST {
            self.open.push(container);
            return;
        }
        self.skipped += 1;
        if !self.noted {
            self.noted = true;
            faults.push(
                Code::JsonDepth,
                self.path(),
                format!("lists and objects are nested more than {DEEPEST} deep"),
                "nest less: no part of the format goes so deep",
            );
        }
    }

    fn finish(&mut self) {
        if self.skipped > 1 {
            self.skipped -= 1;
        } else if self.skipped == 1 {
            self.skipped = 0;
            self.put(Node::TooDeep);
        } else {
            match self.open.pop() {
                Some(Open::List(items)) => self.put(Node::List(items)),
                Some(Open::Map(entries, _)) => self.put(Node::Map(entries)),
                Some(Open::Items(_) | Open::Keys(_)) | None => {}
            }
        }
    }

    fn put(&mut self, node: Node<'a>) {
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map(entries, next)) => {
                if let Some(key) = next.take() {
                    entries.push((key, node));
                }
            }
            Some(Open::Items(_) | Open::Keys(_)) | None => {
                self.step();
                self.done = Some(node);
            }
        }
    }

    /// Closes the list or object that was opened to be read piece by piece.
    fn close(&mut self) {
        self.open.pop();
        self.step();
    }

    /// Goes on behind a value of what is read piece by piece.
    fn step(&mut self) {
        match self.open.last_mut() {
            Some(Open::Items(read)) => *read += 1,
            Some(Open::Keys(next)) => *next = None,
            Some(Open::List(_) | Open::Map(..)) => {}
            None => self.whole = true,
        }
    }

    /// The path of the value that comes next.
    fn path(&self) -> String {
        let mut path = String::from("$");
        for open in &self.open {
            match open {
                Open::List(items) => push_item(&mut path, items.len()),
                Open::Items(read) => push_item(&mut path, *read),
                Open::Map(_, Some(key)) | Open::Keys(Some(key)) => push_key(&mut path, key),
                Open::Map(_, None) | Open::Keys(None) => {}
            }
        }
        path
    }

    /// Notes where and why the text stops to be JSON.
    fn note(&self, error: &JsonSyntaxError, faults: &mut Diagnostics) {
        let text = self.text;
        let offset = usize::try_from(error.location().start.offset).unwrap_or(text.len());
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let rest = &text[offset..];
        if rest.starts_with(char::REPLACEMENT_CHARACTER) && faults.has(Code::JsonEncoding) {
            return; // The byte that stood here is noted already.
        }
        let (line, column) = line_and_column(text, offset);
        let (code, found, remedy) = if self.whole {
            let found = format!("more after the end of the JSON value: {}", quoted(first_line(rest)));
            (Code::JsonTrailing, found, "keep one JSON object in the file and remove what follows it")
        } else {
            let awaits_colon = matches!(self.open.last(), Some(Open::Map(_, Some(_)) | Open::Keys(Some(_))));
            let (found, remedy) = explain(rest, error.message(), awaits_colon && self.skipped == 0);
            (Code::JsonSyntax, found, remedy)
        };
        faults.push(code, self.path(), format!("line {line}, column {column}: {found}"), remedy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::utf8::decode;

    /// Code, path and finding of the only fault.
    fn fault(bytes: &[u8]) -> (Code, String, String) {
        let mut faults = Diagnostics::default();
        if let Some(text) = decode(bytes, &mut faults) {
            parse(&text, &mut faults);
        }
        assert_eq!(faults.list.len(), 1, "{faults:?}");
        let first = faults.list.remove(0);
        (first.code, first.path, first.found)
    }

    #[test]
    fn keys_given_twice_and_numbers_stay_as_written() {
        let mut faults = Diagnostics::default();
        let tree = parse(r#"{"a": 1e400, "a": [null, true, "x\u0041"]}"#, &mut faults);
        let list = Node::List(vec![Node::Null, Node::Bool(true), Node::Text("xA".into())]);
        assert_eq!(
            tree,
            Some(Node::Map(vec![("a".into(), Node::Number("1e400".into())), ("a".into(), list)]))
        );
        assert!(faults.is_empty());
    }

    #[test]
    fn broken_json_is_noted_with_line_column_and_path() {
        let (code, path, found) = fault("{\n \"ä\": 1, \"b\": [1,\n  2 3]}".as_bytes());
        assert_eq!((code, path.as_str()), (Code::JsonSyntax, "$.b[2]"));
        assert!(found.starts_with("line 3, column 5: a comma"), "{found}");
        for (text, said) in [
            (r#"{"a": NaN}"#, "line 1, column 7: \"NaN}\" is not a JSON number"),
            (r#"{"a": -Infinity}"#, "column 8: \"Infinity}\" is not a JSON number"),
            (r#"{"a": 1,}"#, "column 9: a comma before \"}\""),
            (r#"{"a" 1}"#, "column 6: a colon is missing"),
            (r#"{a: 1}"#, "column 2: this is not JSON: \"a: 1}\""),
            (r#"{"a": 'b'}"#, "column 7: a single quote"),
            ("{ // so\n}", "column 3: a comment, \"// so\""),
            (r#"{"a": "b"#, "column 7: a text is never closed"),
            (r#"{"a": [1"#, "the file ends in the middle"),
            (r#"{"a": tru"#, "the file ends in the middle"),
            ("{\"a\": \"b\nc\"}", "column 9: a control character (U+000A) inside a text"),
            (r#"{"a": "\q"}"#, "column 8: a wrong escape at"),
            (r#"{"a": "\ud800"}"#, ""),
            (r#"{"a": 012}"#, "column 8: a comma or the end"),
            (r#"{"a": True}"#, "column 7: \"True}\" is Python"),
            (r#"{"a": 1 "b": 2}"#, "column 9: a comma or the end"),
        ] {
            let (code, _, found) = fault(text.as_bytes());
            assert_eq!(code, Code::JsonSyntax, "{text}");
            assert!(found.contains(said), "{text}: {found}");
        }
    }

    #[test]
    fn broken_utf8_is_noted_once_with_line_and_column() {
        let (code, _, found) = fault(b"{\"a\":\n \"\xC3\xA9\xE9\"}");
        assert_eq!(code, Code::JsonEncoding);
        assert!(found.starts_with("line 2, column 4: byte 0xE9"), "{found}");
        assert_eq!(fault(b"{\"a\": \xFF}").0, Code::JsonEncoding);
        assert_eq!(fault(b"\xFF\xFE{\0}\0").0, Code::JsonEncoding);
    }

    #[test]
    fn a_byte_order_mark_is_noted_and_the_rest_read() {
        let mut faults = Diagnostics::default();
        let text = decode(b"\xEF\xBB\xBF{} ]", &mut faults).unwrap();
        assert!(parse(&text, &mut faults).is_none());
        let codes: Vec<Code> = faults.list.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::JsonBom, Code::JsonTrailing]);
    }

    #[test]
    fn an_empty_file_and_one_that_goes_on_are_noted() {
        assert_eq!(fault(b"").0, Code::JsonEmpty);
        assert_eq!(fault(b" \n\t").0, Code::JsonEmpty);
        let (code, _, found) = fault(b"{}\n{}");
        assert_eq!(code, Code::JsonTrailing);
        assert!(found.starts_with("line 2, column 1: more after the end"), "{found}");
        assert_eq!(fault(b"[1] @").0, Code::JsonTrailing);
    }

    #[test]
    fn what_lies_too_deep_is_one_fault_and_does_not_stop_the_reader() {
        for deep in [129, 50_000, 1_000_000] {
            let text = format!("{{\"a\": {}{}, \"b\": 1}}", "[".repeat(deep), "]".repeat(deep));
            let mut faults = Diagnostics::default();
            let tree = parse(&text, &mut faults).unwrap();
            let Node::Map(entries) = tree else { panic!("not an object") };
            assert_eq!(entries[1], ("b".into(), Node::Number("1".into())));
            assert_eq!(faults.list.len(), 1);
            assert_eq!(faults.list[0].code, Code::JsonDepth);
            assert!(faults.list[0].path.starts_with("$.a[0][0]"));
        }
        let mut faults = Diagnostics::default();
        assert!(parse(&"{\"not\":".repeat(50_000), &mut faults).is_none());
        let codes: Vec<Code> = faults.list.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::JsonDepth, Code::JsonSyntax]);
    }

    #[test]
    fn an_item_of_a_list_is_there_before_what_follows_it_is_read() {
        let mut faults = Diagnostics::default();
        let mut document = Document::of(r#"{"a": [[1], "x", @"#, &mut faults).unwrap();
        assert_eq!(document.keys(&mut faults), Ok(None));
        assert_eq!(document.key(&mut faults), Ok(Some("a".into())));
        assert_eq!(document.items(&mut faults), Ok(None));
        let one = Node::List(vec![Node::Number("1".into())]);
        assert_eq!(document.item(&mut faults), Ok(Some(one)));
        assert_eq!(document.item(&mut faults), Ok(Some(Node::Text("x".into()))));
        assert!(faults.is_empty());
        assert_eq!(document.item(&mut faults), Err(NotJson));
        assert_eq!(faults.list[0].path, "$.a[2]");
    }

    #[test]
    fn what_is_neither_a_list_nor_an_object_is_answered_with() {
        let mut faults = Diagnostics::default();
        let mut document = Document::of(r#"{"a": 1, "b": {"c": 2}, "d": [3]} 4"#, &mut faults).unwrap();
        assert_eq!(document.keys(&mut faults), Ok(None));
        assert_eq!(document.key(&mut faults), Ok(Some("a".into())));
        assert_eq!(document.items(&mut faults), Ok(Some(Node::Number("1".into()))));
        assert_eq!(document.key(&mut faults), Ok(Some("b".into())));
        let inner = Node::Map(vec![("c".into(), Node::Number("2".into()))]);
        assert_eq!(document.items(&mut faults), Ok(Some(inner)));
        assert_eq!(document.key(&mut faults), Ok(Some("d".into())));
        assert_eq!(document.pass(&mut faults), Ok(()));
        assert_eq!(document.key(&mut faults), Ok(None));
        assert_eq!(document.end(&mut faults), Err(NotJson));
        assert_eq!(faults.list[0].code, Code::JsonTrailing);
    }

    #[test]
    fn a_tree_of_the_greatest_depth_is_read() {
        let text = format!("{}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST));
        let mut faults = Diagnostics::default();
        assert!(parse(&text, &mut faults).is_some());
        assert!(faults.is_empty());
    }
}
