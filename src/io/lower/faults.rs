//! The faults found while lowering, beside those that the reader of the file found before.
//!
//! Where the reader has refused a value it left a placeholder; what is said of that would only repeat it.

use crate::io::calendar::Calendar;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{check_id, in_doubt, missing_key, nearest};
use crate::io::local_time::TimeFault;
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::io::scenario::Scenario;

/// How many unknown names are compared with the known ones; no more than this are printed.
const COMPARED: usize = crate::io::diagnostic::SHOWN;

/// Notes faults, but where the value in question is in doubt already.
pub(super) struct Faults<'a> {
    diagnostics: &'a mut Diagnostics,
    compared: usize,
}

impl<'a> Faults<'a> {
    /// The faults found after those in `diagnostics`.
    pub(super) fn after(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, compared: 0 }
    }

    /// Notes a fault at `place`, unless the value there is in doubt already.
    pub(super) fn note(
        &mut self,
        code: Code,
        place: &Place<'_>,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.note_at(code, place.to_string(), found, remedy);
    }

    /// The same for a place that is written out.
    pub(super) fn note_at(
        &mut self,
        code: Code,
        path: String,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if !self.diagnostics.covers(&path) {
            self.diagnostics.push(code, path, found, remedy);
        }
    }

    /// The clock of `scenario`; its faults are noted like any other.
    pub(super) fn calendar(&mut self, scenario: &Scenario) -> Option<Calendar> {
        let mut own = Diagnostics::default();
        let calendar = Calendar::of(scenario, &mut own);
        for fault in own.list {
            self.note_at(fault.code, fault.path, fault.found, fault.remedy);
        }
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

    /// Notes an id that the format refuses.
    pub(super) fn check_id(&mut self, place: &Place<'_>, id: &str) {
        if !self.in_doubt(place) {
            check_id(id, place, self.diagnostics);
        }
    }

    /// Notes that the object at `place` lacks `key`.
    pub(super) fn missing_key(&mut self, place: &Place<'_>, key: &str) {
        if !self.in_doubt(&place.key(key)) {
            missing_key(key, place, self.diagnostics);
        }
    }

    /// Is the value at `place` in doubt, or an object or list that it lies in?
    pub(super) fn in_doubt(&self, place: &Place<'_>) -> bool {
        in_doubt(place, self.diagnostics)
    }

    /// Is the list at `place`, of `len` items as it stands, not what was meant? Faults of its items do not count.
    pub(super) fn list_in_doubt(&self, place: &Place<'_>, len: usize) -> bool {
        // No fault lies below an item past the end: what covers it is the list, or what the list lies in.
        self.in_doubt(&place.item(len))
    }

    /// Is there an error, of the reader or of lowering?
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }
}
