//! The faults found while lowering, beside those that the reader of the file found before.
//!
//! Where the reader has refused a value it left a placeholder; what is said of that would only repeat it.

use super::place::Place;
use crate::io::calendar::{Calendar, TimeFault};
use crate::io::diagnostic::{Code, Diagnostics, Severity};
use crate::io::nearest::nearest;
use crate::io::scenario::Scenario;
use std::collections::BTreeSet;

/// How many unknown names are compared with the known ones; no more than this are printed.
const COMPARED: usize = crate::io::diagnostic::SHOWN;

/// Notes faults, and knows where the reader has noted some already.
pub(super) struct Faults<'a> {
    diagnostics: &'a mut Diagnostics,
    refused: BTreeSet<String>,
    compared: usize,
}

impl<'a> Faults<'a> {
    /// The faults found after those in `diagnostics`.
    pub(super) fn after(diagnostics: &'a mut Diagnostics) -> Self {
        let errors = diagnostics.list.iter().filter(|fault| fault.code.severity() == Severity::Error);
        let refused = errors.map(|fault| fault.path.clone()).filter(|path| path != "$").collect();
        Self { diagnostics, refused, compared: 0 }
    }

    /// Notes a fault at `place`, unless the reader has refused that place, one above or one below it.
    pub(super) fn note(
        &mut self,
        code: Code,
        place: &Place<'_>,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let path = place.to_string();
        if !self.has_refused(&path) {
            self.diagnostics.push(code, path, found, remedy);
        }
    }

    /// The clock of `scenario`; its faults are noted like any other.
    pub(super) fn calendar(&mut self, scenario: &Scenario) -> Option<Calendar> {
        let mut own = Diagnostics::default();
        let calendar = Calendar::of(scenario, &mut own);
        own.list.retain(|fault| !self.has_refused(&fault.path));
        self.diagnostics.list.append(&mut own.list);
        calendar
    }

    /// Notes a fault of the time `text` at `place`.
    pub(super) fn time(&mut self, fault: &TimeFault, place: &Place<'_>, text: &str, zone: &str) {
        self.note(fault.code(), place, fault.found(text, zone), fault.remedy(text));
    }

    /// Notes that `name` at `place` names no `kind`, and which of `known` is nearest to it.
    pub(super) fn unknown<'k>(
        &mut self,
        code: Code,
        place: &Place<'_>,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        self.compared += 1;
        let near = if self.compared <= COMPARED { nearest(name, known) } else { None };
        let remedy = near.map_or_else(
            || format!("name a known {kind}, or add it to the scenario"),
            |near| format!("the nearest is {near:?}"),
        );
        self.note(code, place, format!("no {kind} {}", quoted(name)), remedy);
    }

    /// Has the reader refused something at, above or below `path`?
    pub(super) fn has_refused(&self, path: &str) -> bool {
        if self.refused.is_empty() {
            return false;
        }
        let above = path.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| &path[..at]);
        let below = |step: char| {
            let stem = format!("{path}{step}");
            self.refused.range(stem.clone()..).next().is_some_and(|next| next.starts_with(&stem))
        };
        self.refused.contains(path)
            || above.into_iter().any(|above| self.refused.contains(above))
            || below('.')
            || below('[')
    }

    /// Is there an error, of the reader or of lowering?
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// The diagnostics themselves.
    pub(super) fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }
}

/// `name` in quotes, without control characters, cut where it is long.
pub(super) fn quoted(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", &name[..end]),
        None => format!("{name:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_refused_is_not_said_again_above_or_below() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Code::UnknownKey, "$.points[1].posts", "", "");
        let faults = Faults::after(&mut diagnostics);
        for path in ["$.points[1]", "$.points[1].posts", "$.points[1].posts[0].id", "$.points"] {
            assert!(faults.has_refused(path), "{path}");
        }
        for path in ["$.points[10]", "$.points[1].postscript", "$.points[1].id", "$.point"] {
            assert!(!faults.has_refused(path), "{path}");
        }
    }
}
