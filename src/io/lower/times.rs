//! Texts of time to minutes and slots of the horizon, with every fault noted where it stands.

use super::Lowering;
use crate::ground::{Slot, Window};
use crate::io::calendar::Calendar;
use crate::io::diagnostic::Code;
use crate::io::local_time::{clock_minutes, parse_date, parse_local};
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::io::scenario::{ClockTime, Date, Interval, LocalTime};

impl Lowering<'_, '_> {
    /// Minutes from the start of the horizon to `time`; nothing where it is wrong or there is no calendar.
    pub(super) fn instant(&mut self, place: &Place<'_>, time: &LocalTime) -> Option<i64> {
        let text = time.as_str();
        let result = match &self.calendar {
            Some(calendar) => calendar.instant(text).map(Some),
            None => parse_local(text).map(|_| None),
        };
        result.unwrap_or_else(|fault| {
            self.faults.time(&fault, place, text, &self.scenario.time_zone);
            None
        })
    }

    /// The bounds of an interval at `place`, neither empty nor reversed.
    pub(super) fn interval(
        &mut self,
        place: &Place<'_>,
        from: &LocalTime,
        to: &LocalTime,
    ) -> Option<(i64, i64)> {
        let start = self.instant(&place.key("from"), from);
        let end = self.instant(&place.key("to"), to);
        let (start, end) = (start?, end?);
        if start < end {
            return Some((start, end));
        }
        let found = format!("from {} to {}", from.0, to.0);
        self.faults.note(Code::EmptyInterval, place, found, "let it end after it starts");
        None
    }

    /// The slots of an interval at `place` that must lie on the grid and inside the horizon.
    pub(super) fn window(&mut self, place: &Place<'_>, from: &LocalTime, to: &LocalTime) -> Option<Window> {
        let (start, end) = self.interval(place, from, to)?;
        let start = self.boundary(&place.key("from"), from, start);
        let end = self.boundary(&place.key("to"), to, end);
        Some(Window { from: start?, to: end? })
    }

    fn boundary(&mut self, place: &Place<'_>, time: &LocalTime, minute: i64) -> Option<Slot> {
        let calendar = self.calendar.as_ref()?;
        if !(0..=calendar.minutes()).contains(&minute) {
            let found = format!("{} lies outside the horizon", time.0);
            let remedy = format!("stay within {} to {}", self.scenario.start.0, self.scenario.end.0);
            self.faults.note(Code::OutsideHorizon, place, found, remedy);
            return None;
        }
        let slot = calendar.slot(minute);
        if slot.is_none() {
            let step = calendar.slot_minutes();
            let below = calendar.text(minute - minute % step);
            let found = format!("{} is not on the grid of {step} minutes", time.0);
            self.faults.note(Code::OffGrid, place, found, format!("the grid has {}", below.0));
        }
        slot
    }

    /// The slots of intervals that are joined where they touch, cut to the horizon, and shrunk to the grid.
    pub(super) fn joined(&mut self, list: &Place<'_>, intervals: &[Interval]) -> Box<[Window]> {
        let mut spans = Vec::with_capacity(intervals.len());
        for (index, interval) in intervals.iter().enumerate() {
            if let Some((from, to)) = self.interval(&list.item(index), &interval.from, &interval.to) {
                spans.push((from, to, index));
            }
        }
        let joined = touching_joined(spans);
        let Self { calendar, faults, .. } = self;
        let Some(calendar) = calendar.as_ref() else { return Box::default() };
        let mut windows = Vec::with_capacity(joined.len());
        for (from, to, index) in joined {
            let (from, to) = (from.max(0), to.min(calendar.minutes()));
            if from >= to {
                continue;
            }
            let inside = shrunk(calendar, from, to);
            if inside
                .is_none_or(|window| calendar.minute(window.from) != from || calendar.minute(window.to) != to)
            {
                let found = format!("{} to {} is off the grid", calendar.text(from).0, calendar.text(to).0);
                let remedy = inside.map_or_else(
                    || "no whole slot lies inside, so it counts for nothing".to_owned(),
                    |w| format!("{} to {} counts", calendar.text_at(w.from).0, calendar.text_at(w.to).0),
                );
                faults.note(Code::ShrunkToGrid, &list.item(index), found, remedy);
            }
            windows.extend(inside);
        }
        windows.into_boxed_slice()
    }

    /// Minutes from midnight of a clock time; `24:00` only `as_end`.
    pub(super) fn clock(&mut self, place: &Place<'_>, time: &ClockTime, as_end: bool) -> Option<i64> {
        let minutes = clock_minutes(time.as_str()).filter(|minutes| as_end || *minutes < 1440);
        if minutes.is_none() {
            let found = format!("{} is not a clock time", quoted(&time.0));
            let remedy =
                if as_end { "write 00:00 to 24:00, as 06:00" } else { "write 00:00 to 23:59, as 06:00" };
            self.faults.note(Code::MalformedTime, place, found, remedy);
        }
        minutes
    }

    /// The bounds of a daily window, which may pass midnight.
    pub(super) fn clock_interval(
        &mut self,
        place: &Place<'_>,
        from: &ClockTime,
        to: &ClockTime,
    ) -> Option<(i64, i64)> {
        let start = self.clock(&place.key("from"), from, false);
        let end = self.clock(&place.key("to"), to, true);
        let (start, end) = (start?, end?);
        if start == end {
            let found = format!("from {} to {}", from.0, to.0);
            let remedy = "let them differ; the whole day is 00:00 to 24:00";
            self.faults.note(Code::EmptyInterval, place, found, remedy);
            return None;
        }
        Some((start, end))
    }

    /// A date, counted from the first of the horizon.
    pub(super) fn date(&mut self, place: &Place<'_>, date: &Date) -> Option<i64> {
        if parse_date(date.as_str()).is_none() {
            let found = format!("{} is not a date", quoted(&date.0));
            self.faults.note(Code::MalformedTime, place, found, "write it as 2026-06-30");
        }
        self.calendar.as_ref()?.date(date.as_str())
    }
}

/// Intervals in order, those that touch or overlap made one, each with the number of its first.
fn touching_joined(mut spans: Vec<(i64, i64, usize)>) -> Vec<(i64, i64, usize)> {
    spans.sort_unstable();
    let mut joined: Vec<(i64, i64, usize)> = Vec::with_capacity(spans.len());
    for (from, to, index) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to, index)),
        }
    }
    joined
}

/// The slots of these intervals of minutes: joined where they touch, cut to the horizon, and shrunk to the grid.
pub fn slots_of(calendar: &Calendar, intervals: &[(i64, i64)]) -> Box<[Window]> {
    let spans = intervals.iter().map(|&(from, to)| (from, to, 0)).collect();
    let joined = touching_joined(spans).into_iter();
    joined.filter_map(|(from, to, _)| shrunk(calendar, from.max(0), to.min(calendar.minutes()))).collect()
}

/// The whole slots inside an interval of the horizon.
fn shrunk(calendar: &Calendar, from: i64, to: i64) -> Option<Window> {
    let step = calendar.slot_minutes();
    let (first, end) = ((from + step - 1).div_euclid(step), to.div_euclid(step));
    (first < end).then_some(Window { from: Slot(first as u32), to: Slot(end as u32) })
}
