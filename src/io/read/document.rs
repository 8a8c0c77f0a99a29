//! A file read from its beginning to its end: key by key, its long lists entry by entry.
//!
//! No more of the file than one entry of a list is ever held as a tree. Faults come in the order of the format's keys,
//! wherever in the file these stand.

use crate::io::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::io::fields::{Keys, OWN_KEYS, Reader, list, missing_key, nearest, twice, unknown_key, wrong_type};
use crate::io::json::{Document, NotJson};
use crate::io::place::{Place, quoted};
use crate::io::utf8::decode;

/// The kinds of files: what their format begins with, what each is, and what is asked for where another is given.
const FILES: [(&str, &str, &str); 3] = [
    ("rifada-scenario", "a scenario", "its scenario"),
    ("rifada-plan", "a plan", "a plan of it"),
    ("rifada-certificate", "a certificate", "a certificate of it"),
];

/// A kind of file: its format, its keys, and how the value of each is read into `T`.
pub(super) struct Kind<T> {
    /// What its key `format` must say.
    pub(super) format: &'static str,
    /// What that key says.
    pub(super) format_of: fn(&T) -> &str,
    /// Its keys.
    pub(super) keys: &'static Keys,
    /// Reads the value of a key.
    pub(super) read: fn(&str, &mut Value<'_, '_>, &mut T) -> Result<(), NotJson>,
}

/// Declares how a file is read: a table of its keys, and the function that reads the value of one. Of each key it says
/// how, as `object!` does; `each` and `each_if_any` are lists that are read entry by entry.
macro_rules! document {
    ($read:ident, $keys:ident, $name:literal => $out:ty {
        $($field:ident: $mode:ident($reader:expr)),* $(,)?
    }) => {
        #[doc = concat!("The keys of `", $name, "` in the schema.")]
        pub(super) const $keys: $crate::io::fields::Keys =
            $crate::io::read::table!($name: $($field $mode),*);

        pub(super) fn $read(
            key: &str,
            value: &mut $crate::io::read::document::Value<'_, '_>,
            made: &mut $out,
        ) -> Result<(), $crate::io::json::NotJson> {
            $(if key == stringify!($field) {
                made.$field = value.$mode($reader)?;
            })*
            Ok(())
        }
    };
}

pub(super) use document;

/// The value of a key of the file, about to be read.
pub(super) struct Value<'v, 't> {
    document: &'v mut Document<'t>,
    at: Place<'v>,
    faults: &'v mut Diagnostics,
}

impl Value<'_, '_> {
    /// The value of a key that must be there.
    pub(super) fn needed<T: Default>(&mut self, read: impl Reader<T>) -> Result<T, NotJson> {
        Ok(self.maybe(read)?.unwrap_or_default())
    }

    /// The value of a key that may be left out.
    pub(super) fn maybe<T>(&mut self, read: impl Reader<T>) -> Result<Option<T>, NotJson> {
        let tree = self.document.tree(self.faults)?;
        Ok(read(&tree, &self.at, self.faults))
    }

    /// The value of a key that may be left out; its type's default then.
    pub(super) fn default<T: Default>(&mut self, read: impl Reader<T>) -> Result<T, NotJson> {
        self.needed(read)
    }

    /// A list that must be there, entry by entry.
    pub(super) fn each<T: Default>(&mut self, read: impl Reader<T>) -> Result<Vec<T>, NotJson> {
        if let Some(other) = self.document.items(self.faults)? {
            return Ok(list(read)(&other, &self.at, self.faults).unwrap_or_default());
        }
        let mut entries = Vec::new();
        while let Some(entry) = self.document.item(self.faults)? {
            let place = self.at.item(entries.len());
            entries.push(read(&entry, &place, self.faults).unwrap_or_default());
        }
        entries.shrink_to_fit();
        Ok(entries)
    }

    /// The same of a list that may be left out.
    pub(super) fn each_if_any<T: Default>(&mut self, read: impl Reader<T>) -> Result<Vec<T>, NotJson> {
        self.each(read)
    }
}

/// What is in a file of this kind, and all that is wrong with its shape. There is nothing in it where it is not JSON,
/// not UTF-8, or not of this kind at all.
pub(super) fn read<T: Default>(bytes: &[u8], kind: &Kind<T>) -> (Option<T>, Diagnostics) {
    let mut reading = Reading::default();
    let Some(text) = decode(bytes, &mut reading.faults) else {
        return (None, reading.faults);
    };
    let made = reading.document(&text, kind);
    let faults = match made {
        Ok(_) if reading.is_foreign => reading.told(Rank::Format),
        Ok(_) => reading.told(Rank::Key(usize::MAX)),
        Err(NotJson) => reading.told(Rank::Bytes),
    };
    // With texts that are not what was meant, nothing can be said of what they mean.
    let readable = !faults.has(Code::JsonEncoding);
    (made.ok().flatten().filter(|_| readable), faults)
}

/// What a fault speaks of, in the order in which faults are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The bytes, and that they are JSON.
    Bytes,
    /// The format of the file.
    Format,
    /// The keys of the file as such.
    Keys,
    /// The value of the key of this number, or that it is missing.
    Key(usize),
}

/// A file while it is read.
#[derive(Default)]
struct Reading {
    faults: Diagnostics,
    /// The rank of each fault, but of those noted last.
    ranks: Vec<Rank>,
    /// Does the file say that it is something else?
    is_foreign: bool,
}

impl Reading {
    fn document<T: Default>(&mut self, text: &str, kind: &Kind<T>) -> Result<Option<T>, NotJson> {
        let mut document = Document::of(text, &mut self.faults)?;
        if let Some(other) = document.keys(&mut self.faults)? {
            document.end(&mut self.faults)?;
            return Ok(wrong_type(&other, &Place::ROOT, &mut self.faults, "give an object, { … }"));
        }
        let mut made = T::default();
        let mut given = vec![false; kind.keys.keys.len()];
        while let Some(key) = document.key(&mut self.faults)? {
            let Some(number) = self.first_of(&key, kind.keys, &mut given).filter(|_| !self.is_foreign) else {
                document.pass(&mut self.faults)?;
                continue;
            };
            let noted = self.faults.list.len();
            let at = Place::ROOT.key(&key);
            let mut value = Value { document: &mut document, at, faults: &mut self.faults };
            (kind.read)(&key, &mut value, &mut made)?;
            self.rank(Rank::Key(number));
            if key == "format" && self.faults.list.len() == noted {
                self.check_format((kind.format_of)(&made), kind.format);
            }
        }
        document.end(&mut self.faults)?;
        for (number, (key, _)) in kind.keys.keys.iter().enumerate().filter(|(_, (_, needed))| *needed) {
            if !given[number] {
                missing_key(key, &Place::ROOT, &mut self.faults);
                self.rank(Rank::Key(number));
            }
        }
        Ok((!self.is_foreign).then_some(made))
    }

    /// The number of a key that stands in the file for the first time; a key that the format does not know and one that
    /// stands again are noted.
    fn first_of(&mut self, key: &str, keys: &Keys, given: &mut [bool]) -> Option<usize> {
        let number = keys.keys.iter().position(|(known, _)| *known == key);
        let stood = number.is_some_and(|number| std::mem::replace(&mut given[number], true));
        if stood {
            twice(key, &Place::ROOT, &mut self.faults);
        } else if number.is_none() && !key.starts_with(OWN_KEYS) {
            unknown_key(key, keys.keys.iter().map(|(known, _)| *known), &Place::ROOT, &mut self.faults);
        }
        self.rank(Rank::Keys);
        number.filter(|_| !stood)
    }

    /// Notes a format that is not the one that is read. Where it is not even meant to be, the file is not read on.
    fn check_format(&mut self, given: &str, format: &'static str) {
        if given == format {
            return;
        }
        let of = |text: &str| {
            FILES.iter().find(|(kind, ..)| text.split_once('/').is_some_and(|(start, _)| start == *kind))
        };
        let (kind, wanted) = (of(given), of(format));
        let remedy = match (kind, wanted) {
            (Some((kind, this, _)), Some((other, _, remedy))) if kind != other => {
                format!("this is {this}: give {remedy}")
            }
            _ => format!("this version of Rifada reads \"{format}\""),
        };
        let found = format!("the format {}", quoted(given));
        self.faults.push(Code::WrongFormat, "$.format", found, remedy);
        self.rank(Rank::Format);
        self.is_foreign = kind.is_some() || nearest(given, [format].into_iter()).is_none();
    }

    /// Ranks what was noted since the last time.
    fn rank(&mut self, rank: Rank) {
        for fault in &self.faults.list[self.ranks.len()..] {
            self.ranks.push(if fault.code.is_of_bytes() { Rank::Bytes } else { rank });
        }
    }

    /// The faults up to a rank, in the order of ranks.
    fn told(mut self, last: Rank) -> Diagnostics {
        self.rank(Rank::Key(0));
        let mut ranked: Vec<(Rank, Diagnostic)> = self.ranks.into_iter().zip(self.faults.list).collect();
        ranked.retain(|(rank, _)| *rank <= last);
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, fault)| fault).collect()
    }
}
