//! What a plan meets and what it leaves short, added up by place, by kind of need and by hour.

use super::view::View;
use crate::ground::Slot;
use crate::io::stated::Site;
use std::collections::BTreeMap;

/// Minutes of need, and those of them that are missing. A person counts in every line whose need they meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// People × minutes needed.
    pub needed: i128,
    /// People × minutes missing.
    pub missing: i128,
}

impl Tally {
    /// Adds more of both.
    pub fn add(&mut self, needed: i128, missing: i128) {
        self.needed += needed;
        self.missing += missing;
    }

    /// People × minutes met.
    pub const fn met(self) -> i128 {
        self.needed - self.missing
    }
}

/// The sums of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// How many volunteers have a duty.
    pub(super) serving: usize,
    /// How many duties there are.
    pub(super) duties: usize,
    /// Minutes on duty by the clock, of all people.
    pub(super) on_duty: i128,
    /// All demand lines.
    pub(super) all: Tally,
    /// By place and kind of need.
    pub(super) by_kind: BTreeMap<(Site, usize), Tally>,
    /// By place, column by column.
    pub(super) by_column: BTreeMap<Site, Vec<Tally>>,
}

impl Figures {
    /// The sums of the view's plan.
    pub(super) fn of(view: &View<'_>) -> Self {
        let slot = view.slot_minutes();
        let slots: i128 = view.plan.duties().map(|(_, duty)| i128::from(duty.slots())).sum();
        let mut figures = Self {
            serving: view.plan.rosters.iter().filter(|roster| !roster.is_empty()).count(),
            duties: view.plan.len(),
            on_duty: slot * slots,
            ..Self::default()
        };
        let columns = &view.blocks.columns;
        for line in &view.lines {
            let mut whole = Tally::default();
            let here =
                figures.by_column.entry(line.place).or_insert_with(|| vec![Tally::default(); columns.len()]);
            for (column, tally) in columns.iter().zip(here) {
                for at in column.from.0..column.to.0 {
                    let (needed, missing) = view.need_in(line.id, Slot(at));
                    let (needed, missing) = (i128::from(needed) * slot, i128::from(missing) * slot);
                    tally.add(needed, missing);
                    whole.add(needed, missing);
                }
            }
            figures.all.add(whole.needed, whole.missing);
            figures.by_kind.entry((line.place, line.kind)).or_default().add(whole.needed, whole.missing);
        }
        figures
    }

    /// The column in which most is missing, and how much; nothing where nothing is.
    pub(super) fn worst(&self) -> Option<(usize, i128)> {
        let columns = self.by_column.values().map(Vec::len).max().unwrap_or(0);
        let missing = |column: usize| self.by_column.values().map(|of| of[column].missing).sum::<i128>();
        (0..columns).map(|column| (column, missing(column))).filter(|(_, missing)| *missing > 0).fold(
            None,
            |worst: Option<(usize, i128)>, here| match worst {
                Some(worst) if worst.1 >= here.1 => Some(worst),
                _ => Some(here),
            },
        )
    }
}
