//! The bytes of a file as text, and lines and columns of that.

use super::diagnostic::{Code, Diagnostics};
use std::borrow::Cow;

/// The text of a file: UTF-8 without byte order mark. Nothing where the file is in another encoding altogether.
///
/// A byte order mark is noted and taken off. Bytes that are not UTF-8 are noted and replaced, so that the rest of
/// the file can be looked at.
pub fn decode<'a>(bytes: &'a [u8], faults: &mut Diagnostics) -> Option<Cow<'a, str>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        faults.push(
            Code::JsonEncoding,
            "$",
            "the file is UTF-16: it begins with its byte order mark",
            "save it as UTF-8, without byte order mark",
        );
        return None;
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => {
            faults.push(
                Code::JsonBom,
                "$",
                "line 1, column 1: the file begins with a byte order mark (EF BB BF)",
                "save it as UTF-8 without byte order mark",
            );
            rest
        }
        None => bytes,
    };
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = std::str::from_utf8(bytes) {
        let offset = error.valid_up_to();
        let (line, column) = line_and_column(&text, offset);
        faults.push(
            Code::JsonEncoding,
            "$",
            format!("line {line}, column {column}: byte {:#04X} is not UTF-8", bytes[offset]),
            "save the file as UTF-8",
        );
    }
    Some(text)
}

/// Line and column, in characters and from 1, of a place in a text.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[begin..].chars().count() + 1)
}
