//! Hours by the face of the clock: daily windows as minutes of slots, and until when a duty may last that starts in a
//! slot. Equal hours share one table.

use crate::ground::{Minutes, Slot, Window};
use crate::io::calendar::{Calendar, DAY};
use crate::model::ClockWindow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When duties at a post may start, and when it is open: nothing means always.
type PostHours = (Option<BTreeSet<i64>>, Option<Box<[Window]>>);

/// The hours met so far, each once.
#[derive(Default)]
pub(super) struct Hours {
    windows: BTreeMap<(i64, i64), Arc<ClockWindow>>,
    latest_ends: BTreeMap<PostHours, Arc<[Slot]>>,
}

impl Hours {
    /// The daily window from the clock time `from` up to `to`, in minutes from midnight.
    pub(super) fn window(&mut self, calendar: &Calendar, from: i64, to: i64) -> Arc<ClockWindow> {
        let table = self.windows.entry((from, to));
        Arc::clone(table.or_insert_with(|| Arc::new(clock_window(calendar, from, to))))
    }

    /// The latest end of a duty for each slot it may start in.
    pub(super) fn latest_end(
        &mut self,
        calendar: &Calendar,
        starts: Option<BTreeSet<i64>>,
        open: Option<Box<[Window]>>,
    ) -> Arc<[Slot]> {
        let table = self.latest_ends.entry((starts, open));
        let (starts, open) = table.key().clone();
        Arc::clone(table.or_insert_with(|| latest_end(calendar, starts.as_ref(), open.as_deref())))
    }
}

fn latest_end(calendar: &Calendar, starts: Option<&BTreeSet<i64>>, open: Option<&[Window]>) -> Arc<[Slot]> {
    let whole = [Window { from: Slot(0), to: Slot(calendar.slots()) }];
    let open = open.unwrap_or(&whole);
    (0..calendar.slots())
        .map(Slot)
        .map(|slot| {
            if starts.is_some_and(|starts| !starts.contains(&calendar.clock_at(slot))) {
                return slot;
            }
            let next = open.partition_point(|window| window.to <= slot);
            open.get(next).filter(|window| window.from <= slot).map_or(slot, |window| window.to)
        })
        .collect()
}

/// Each slot's minutes inside the daily window, by the date on which that window opened.
///
/// A slot is cut where the clock changes; each piece is an interval of the clock's face.
fn clock_window(calendar: &Calendar, from: i64, to: i64) -> ClockWindow {
    let to = if to < from { to + DAY } else { to };
    let step = calendar.slot_minutes();
    let mut inside = Vec::new();
    for slot in 0..i64::from(calendar.slots()) {
        let mut of_slot: BTreeMap<i64, i64> = BTreeMap::new();
        for (start, end) in faces(calendar, slot * step, (slot + 1) * step) {
            for date in start.div_euclid(DAY) - 1..=(end - 1).div_euclid(DAY) {
                let (opens, closes) = (date * DAY + from, date * DAY + to);
                let minutes = end.min(closes) - start.max(opens);
                if minutes > 0 {
                    *of_slot.entry(date).or_default() += minutes;
                }
            }
        }
        inside.extend(of_slot.into_iter().map(|(date, minutes)| (Slot(slot as u32), date, Minutes(minutes))));
    }
    ClockWindow { inside: inside.into_boxed_slice() }
}

/// What the clock shows from minute `from` up to `to` of the horizon, piece by piece.
fn faces(calendar: &Calendar, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
    let spans = calendar.spans();
    let first = spans.partition_point(|span| span.from <= from).saturating_sub(1);
    let pieces = spans[first..].iter().take_while(move |span| span.from < to).enumerate();
    pieces.map(move |(index, span)| {
        let end = spans.get(first + index + 1).map_or(to, |next| next.from.min(to));
        (span.from.max(from) + span.shift, end + span.shift)
    })
}
