//! The scenario's clock: local wall-clock texts to minutes elapsed since the start of the horizon, and back.
//!
//! Inside the horizon the local clock runs evenly but for a few changes, so it is kept as [`Span`]s: from this minute
//! on, the *face* of the clock is ahead of the minutes elapsed by so much. The face counts minutes from the midnight
//! that opens the first local date; its quotient by 1,440 is the date, its remainder the time that the clock shows.

use super::diagnostic::{Code, Diagnostics};
use super::local_time::{TimeFault, instant_in, local_at, offset_at, offset_text, parse_date, parse_local};
use super::scenario::{LocalTime, Scenario};
use crate::ground::{Day, Grid, Slot, Weekday};
use chrono::{Datelike, Duration, MappedLocalTime, NaiveDate, TimeZone};
use chrono_tz::Tz;

/// Minutes in a day of the clock's face.
pub const DAY: i64 = 1440;
/// The longest horizon, in days.
pub const MAX_DAYS: i64 = 400;

/// A stretch of the horizon in which the clock runs evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first minute, from the start of the horizon.
    pub from: i64,
    /// The face of the clock less the minutes elapsed.
    pub shift: i64,
}

/// The clock of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    /// Seconds of the start of the horizon in universal time.
    start: i64,
    /// The length of the horizon.
    minutes: i64,
    slot_minutes: u32,
    first_date: NaiveDate,
    spans: Vec<Span>,
}

impl Calendar {
    /// The clock of `scenario`; nothing where its zone, horizon or grid is wrong, which `diagnostics` then say.
    pub fn of(scenario: &Scenario, diagnostics: &mut Diagnostics) -> Option<Self> {
        let slot_minutes = scenario.slot_minutes.unwrap_or(60);
        let mut whole = true;
        if !matches!(slot_minutes, 15 | 30 | 60 | 1440) {
            let found = format!("slots of {slot_minutes} minutes");
            diagnostics.push(Code::OutOfRange, "$.slot_minutes", found, "write 15, 30, 60 or 1440");
            whole = false;
        }
        let zone = zone_named(&scenario.time_zone, diagnostics);
        let mut instant = |time: &LocalTime, path: &str| {
            let text = time.as_str();
            let parsed = match zone {
                Some(zone) => instant_in(zone, text).map(Some),
                None => parse_local(text).map(|_| None),
            };
            match parsed {
                Ok(seconds) => seconds,
                Err(fault) => {
                    let found = fault.found(text, &scenario.time_zone);
                    diagnostics.push(fault.code(), path, found, fault.remedy(text));
                    None
                }
            }
        };
        let start = instant(&scenario.start, "$.start");
        let end = instant(&scenario.end, "$.end");
        let (zone, start, end) = (zone?, start?, end?);
        let calendar = whole.then(|| Self::between(zone, start, end, slot_minutes));
        let (first, last) = (local_at(zone, start), local_at(zone, end));
        if end <= start {
            let found = format!("the horizon ends at {} and starts at {}", scenario.end.0, scenario.start.0);
            diagnostics.push(Code::EmptyInterval, "$.end", found, "let it end after its start");
            return None;
        }
        if last - first > Duration::days(MAX_DAYS) {
            let found = format!("a horizon of {} days", (last - first).num_days());
            diagnostics.push(Code::HorizonTooLong, "$.end", found, format!("plan {MAX_DAYS} days at most"));
            return None;
        }
        let calendar = calendar?.with_spans();
        calendar.check_grid(scenario, diagnostics).then_some(calendar)
    }

    fn between(zone: Tz, start: i64, end: i64, slot_minutes: u32) -> Self {
        let first_date = local_at(zone, start).date();
        Self {
            zone,
            start,
            minutes: (end - start).div_euclid(60),
            slot_minutes,
            first_date,
            spans: Vec::new(),
        }
    }

    /// Finds the changes of the clock: looks every hour, and closes in on the minute where two looks differ.
    fn with_spans(mut self) -> Self {
        let mut last = Span { from: 0, shift: self.shift_at(0) };
        self.spans.push(last);
        let mut seen = 0;
        while seen < self.minutes {
            let next = (seen + 60).min(self.minutes);
            let shift = self.shift_at(next);
            if shift != last.shift {
                let (mut before, mut after) = (seen, next);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if self.shift_at(middle) == last.shift {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                last = Span { from: after, shift };
                self.spans.push(last);
            }
            seen = next;
        }
        self
    }

    fn shift_at(&self, minute: i64) -> i64 {
        let local = local_at(self.zone, self.start + minute * 60);
        let midnight = self.first_date.and_time(chrono::NaiveTime::MIN);
        (local - midnight).num_seconds().div_euclid(60) - minute
    }

    /// Is the grid sound: does it meet the end, do its dates run forwards, are slots of a day whole dates?
    fn check_grid(&self, scenario: &Scenario, diagnostics: &mut Diagnostics) -> bool {
        let step = i64::from(self.slot_minutes);
        if step == DAY {
            let mut whole = true;
            for (time, path, at) in [(&scenario.start, "$.start", 0), (&scenario.end, "$.end", self.minutes)]
            {
                if self.face(at).rem_euclid(DAY) != 0 {
                    let found = format!("{} is not midnight, and a slot is a whole date", time.0);
                    diagnostics.push(
                        Code::DayGrid,
                        path,
                        found,
                        "start and end at T00:00, or use shorter slots",
                    );
                    whole = false;
                }
            }
            if let Some(change) = self.spans.get(1).filter(|span| span.from < self.minutes) {
                let found =
                    format!("the clock changes at {}, and a slot is a whole date", self.text(change.from).0);
                diagnostics.push(Code::DayGrid, "$.slot_minutes", found, "use slots of 60 minutes or less");
                whole = false;
            }
            return whole;
        }
        if self.minutes % step != 0 {
            let found =
                format!("the horizon of {} minutes is not a whole number of slots of {step}", self.minutes);
            diagnostics.push(
                Code::OffGrid,
                "$.end",
                found,
                "move the end onto the grid that counts from the start",
            );
            return false;
        }
        let (mut before, mut at) = (0, 0);
        while at < self.minutes {
            let (first, last) = (self.face(at).div_euclid(DAY), self.face(at + step - 1).div_euclid(DAY));
            if first < before || last < first {
                let found = format!("the clock goes back to an earlier date after {}", self.text(at).0);
                diagnostics.push(
                    Code::DateRunsBack,
                    "$.end",
                    found,
                    "let the horizon end before it, or start after it",
                );
                return false;
            }
            before = last;
            at += step;
        }
        true
    }

    /// The zone's name.
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// Seconds of the start of the horizon in universal time, from the start of 1970.
    pub const fn universal_start(&self) -> i64 {
        self.start
    }

    /// The length of the horizon in minutes.
    pub const fn minutes(&self) -> i64 {
        self.minutes
    }

    /// The length of a slot in minutes.
    pub const fn slot_minutes(&self) -> i64 {
        self.slot_minutes as i64
    }

    /// How many slots the horizon has.
    pub const fn slots(&self) -> u32 {
        (self.minutes / self.slot_minutes as i64) as u32
    }

    /// The stretches of the horizon in which the clock runs evenly, in order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// What the clock shows after `minute` minutes of the horizon: minutes from the midnight that opens date 0.
    pub fn face(&self, minute: i64) -> i64 {
        let after = self.spans.partition_point(|span| span.from <= minute);
        minute + self.spans[after.saturating_sub(1)].shift
    }

    /// The time of day that the clock shows at the boundary `slot`, in minutes from midnight.
    pub fn clock_at(&self, slot: Slot) -> i64 {
        self.face(self.minute(slot)).rem_euclid(DAY)
    }

    /// Minutes from the start of the horizon to the local time `text`; negative before it.
    pub fn instant(&self, text: &str) -> Result<i64, TimeFault> {
        instant_in(self.zone, text).map(|seconds| (seconds - self.start).div_euclid(60))
    }

    /// Minutes from the start of the horizon to the boundary `slot`.
    pub fn minute(&self, slot: Slot) -> i64 {
        i64::from(slot.0) * self.slot_minutes()
    }

    /// The boundary of the grid at `minute`; nothing off the grid or outside the horizon.
    pub fn slot(&self, minute: i64) -> Option<Slot> {
        let on_grid = (0..=self.minutes).contains(&minute) && minute % self.slot_minutes() == 0;
        on_grid.then(|| Slot((minute / self.slot_minutes()) as u32))
    }

    /// The date `text` counted from the first date of the horizon; nothing where it is not a date.
    pub fn date(&self, text: &str) -> Option<i64> {
        Some((parse_date(text)? - self.first_date).num_days())
    }

    /// The local time `minute` minutes after the start, with its offset where the clock shows it twice.
    pub fn text(&self, minute: i64) -> LocalTime {
        let local = local_at(self.zone, self.start + minute * 60);
        let mut text = local.format("%Y-%m-%dT%H:%M").to_string();
        if matches!(self.zone.from_local_datetime(&local), MappedLocalTime::Ambiguous(..)) {
            text += &offset_text(offset_at(self.zone, self.start + minute * 60));
        }
        LocalTime(text)
    }

    /// The local time at the boundary `slot`.
    pub fn text_at(&self, slot: Slot) -> LocalTime {
        self.text(self.minute(slot))
    }

    /// The local date of `day`.
    pub fn date_of(&self, day: Day) -> NaiveDate {
        self.first_date + Duration::days(i64::from(day.0))
    }

    /// The grid with the local dates of its slots.
    pub fn grid(&self) -> Grid {
        let step = self.slot_minutes();
        let day_at = |minute: i64| Day(self.face(minute).div_euclid(DAY) as u32);
        let starts = (0..i64::from(self.slots())).map(|slot| slot * step);
        let first_day = starts.clone().map(day_at).collect();
        let last_day = starts.map(|at| day_at(at + step - 1)).collect();
        let days = day_at(self.minutes - 1).0 + 1;
        let monday = self.first_date.weekday().num_days_from_monday();
        let weekdays = (0..days).map(|day| Weekday(((monday + day) % 7) as u8)).collect();
        Grid::new(self.slot_minutes, first_day, last_day, weekdays)
    }
}

fn zone_named(name: &str, diagnostics: &mut Diagnostics) -> Option<Tz> {
    let zone = name.parse::<Tz>().ok();
    if zone.is_none() {
        let shown: String = name.chars().take(60).collect();
        let near = super::fields::nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let remedy = near.map_or_else(
            || "name an IANA zone, such as \"Asia/Riyadh\"".to_owned(),
            |near| format!("name an IANA zone; the nearest is {near:?}"),
        );
        diagnostics.push(Code::UnknownTimeZone, "$.time_zone", format!("no time zone {shown:?}"), remedy);
    }
    zone
}
