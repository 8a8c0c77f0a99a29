//! The judge's own clock: what the clock on the wall reads, and which minute of the horizon a written time means.
//!
//! A *minute* is counted from the start of the horizon as it elapses, whatever the wall says; a *date* is a number of
//! days since 1970-01-01 as the wall shows it. A written time that the wall skips, or shows twice without an offset
//! to tell which is meant, is refused.

use super::unjudgeable::Unjudgeable;
use crate::io::scenario::{ClockTime, Scenario};
use chrono::{DateTime, Datelike, MappedLocalTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use std::fmt;

/// Minutes in a day of 24 hours.
pub(super) const DAY: i64 = 24 * 60;
/// The longest horizon, in dates.
const LONGEST: i64 = 400;
/// Days from 0000-12-31 to 1970-01-01.
const EPOCH_FROM_CE: i64 = 719_163;

/// Why a text is no time; it completes "`text` ...".
#[derive(Clone, Debug)]
pub(super) struct NotATime(String);

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An instant as it was read.
struct Read {
    /// Seconds since 1970 in UTC.
    utc: i64,
    /// Does it carry an offset that the local time alone would not have needed?
    idle_offset: bool,
}

/// A window of the daily clock, `from` included, `to` excluded, in minutes after midnight; `from` above `to` passes
/// midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DailyWindow {
    /// Included.
    pub from: i64,
    /// Excluded.
    pub to: i64,
}

impl DailyWindow {
    /// The window between two written clock times.
    pub fn read(from: &ClockTime, to: &ClockTime) -> Result<Self, NotATime> {
        let window = Self { from: clock_time(from, false)?, to: clock_time(to, true)? };
        if window.from == window.to {
            return Err(NotATime(format!("a window from {} to itself is empty", from.as_str())));
        }
        Ok(window)
    }

    /// Is the clock inside when it reads so many minutes after midnight?
    pub const fn holds(self, minute: i64) -> bool {
        if self.from < self.to {
            self.from <= minute && minute < self.to
        } else {
            minute >= self.from || minute < self.to
        }
    }

    /// How long it is when no clock change falls into it.
    const fn length(self) -> i64 {
        if self.from < self.to { self.to - self.from } else { self.to + DAY - self.from }
    }
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// Minutes after midnight of a written clock time; `24:00` only where it is an end.
pub(super) fn clock_time(text: &ClockTime, is_end: bool) -> Result<i64, NotATime> {
    let fault = || NotATime(format!("\"{}\" is no clock time", text.as_str()));
    let bytes = text.as_str().as_bytes();
    if bytes.len() != 5 || bytes[2] != b':' {
        return Err(fault());
    }
    let (hour, minute) = (digits(&bytes[..2]).ok_or_else(fault)?, digits(&bytes[3..]).ok_or_else(fault)?);
    let is_time = hour < 24 && minute < 60 || is_end && hour == 24 && minute == 0;
    if is_time { Ok(hour * 60 + minute) } else { Err(fault()) }
}

/// The date that a text means.
pub(super) fn date(text: &str) -> Result<i64, NotATime> {
    let bytes = text.as_bytes();
    let read = || {
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (digits(&bytes[..4])?, digits(&bytes[5..7])?, digits(&bytes[8..])?);
        let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
        let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
        Some(i64::from(date.num_days_from_ce()) - EPOCH_FROM_CE)
    };
    read().ok_or_else(|| NotATime(format!("\"{text}\" is no date")))
}

/// A date as it is written.
pub(super) fn written_date(date: i64) -> String {
    let date = i32::try_from(date + EPOCH_FROM_CE).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    date.map_or_else(|| "a date that no calendar has".to_owned(), |date| date.to_string())
}

/// The number that some digits write; nothing where one is no digit.
fn digits(bytes: &[u8]) -> Option<i64> {
    let mut number = 0;
    for byte in bytes {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    Some(number)
}

/// The local seconds since 1970 that a written time shows, and the offset it carries, in seconds.
fn shown(text: &str) -> Option<(i64, Option<i64>)> {
    let bytes = text.as_bytes();
    if bytes.len() != 16 && bytes.len() != 22 || bytes[10] != b'T' || bytes[13] != b':' {
        return None;
    }
    let date = date(text.get(..10)?).ok()?;
    let (hour, minute) = (digits(&bytes[11..13])?, digits(&bytes[14..16])?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let local = date * 86_400 + hour * 3600 + minute * 60;
    if bytes.len() == 16 {
        return Some((local, None));
    }
    let (hours, minutes) = (digits(&bytes[17..19])?, digits(&bytes[20..])?);
    if bytes[19] != b':' || hours > 23 || minutes > 59 {
        return None;
    }
    let offset = hours * 3600 + minutes * 60;
    match bytes[16] {
        b'+' => Some((local, Some(offset))),
        b'-' => Some((local, Some(-offset))),
        _ => None,
    }
}

/// How far the wall of a zone is ahead of UTC at an instant, in seconds.
fn offset(zone: Tz, utc: i64) -> i64 {
    // Years of four digits are always inside what chrono can hold.
    DateTime::from_timestamp(utc, 0)
        .map_or(0, |at| i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()))
}

/// The offsets that a zone gives to a local time: none, one, or the earlier and the later.
fn offsets(zone: Tz, local: i64) -> MappedLocalTime<i64> {
    let Some(at) = DateTime::from_timestamp(local, 0) else { return MappedLocalTime::None };
    zone.offset_from_local_datetime(&at.naive_utc()).map(|offset| i64::from(offset.fix().local_minus_utc()))
}

/// The instant that a text means in a zone.
fn instant(zone: Tz, text: &str) -> Result<Read, NotATime> {
    let Some((local, carried)) = shown(text) else {
        return Err(NotATime(format!("\"{text}\" is no local time to the minute")));
    };
    let known = offsets(zone, local);
    let idle_offset = carried.is_some() && matches!(known, MappedLocalTime::Single(_));
    let offset = match (known, carried) {
        (MappedLocalTime::None, _) => Err("does not exist"),
        (MappedLocalTime::Single(known), None) => Ok(known),
        (MappedLocalTime::Ambiguous(..), None) => Err("comes twice, and carries no offset to tell which,"),
        (MappedLocalTime::Single(known), Some(given)) if known == given => Ok(given),
        (MappedLocalTime::Ambiguous(one, two), Some(given)) if given == one || given == two => Ok(given),
        (_, Some(_)) => Err("carries an offset that the clock does not have"),
    };
    match offset {
        Ok(offset) => Ok(Read { utc: local - offset, idle_offset }),
        Err(fault) => Err(NotATime(format!("\"{text}\" {fault} in {zone}"))),
    }
}

/// The clock of a scenario, with its horizon and its grid.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    zone: Tz,
    /// The start of the horizon, in seconds since 1970 in UTC.
    start: i64,
    /// The end of the horizon, in minutes.
    pub end: i64,
    /// Minutes of a slot.
    pub slot: i64,
    /// The only offset within two days of the horizon, where there is only one.
    calm: Option<i64>,
    /// The minutes inside the horizon at which the offset changes.
    turns: Vec<i64>,
    /// The first date of the horizon.
    pub first_date: i64,
    /// How many dates it touches.
    pub dates: usize,
}

impl Clock {
    /// The clock of `scenario`.
    pub fn of(scenario: &Scenario) -> Result<Self, Unjudgeable> {
        let Ok(zone) = scenario.time_zone.parse::<Tz>() else {
            return Err(Unjudgeable::scenario(
                "time_zone",
                format!("\"{}\" is no time zone", scenario.time_zone),
            ));
        };
        let read = |key: &str, text: &str| {
            instant(zone, text).map(|read| read.utc).map_err(|fault| Unjudgeable::scenario(key, fault))
        };
        let start = read("start", scenario.start.as_str())?;
        let last = read("end", scenario.end.as_str())?;
        let slot = i64::from(scenario.slot_minutes.unwrap_or(60));
        if ![15, 30, 60, DAY].contains(&slot) {
            return Err(Unjudgeable::scenario("slot_minutes", format!("{slot} is not 15, 30, 60 or 1440")));
        }
        let wall = (last + offset(zone, last)) - (start + offset(zone, start));
        if last <= start || (last - start) % (slot * 60) != 0 || wall > LONGEST * 86_400 {
            let found =
                format!("the horizon is empty, longer than {LONGEST} days, or no whole number of slots");
            return Err(Unjudgeable::scenario("end", found));
        }
        let end = (last - start) / 60;
        let turns = turns(zone, start, -2 * DAY, end + 2 * DAY);
        let mut clock = Self { zone, start, end, slot, calm: None, turns: vec![], first_date: 0, dates: 0 };
        clock.calm = turns.is_empty().then(|| offset(zone, start));
        clock.turns = turns.into_iter().filter(|turn| (1..end).contains(turn)).collect();
        clock.first_date = clock.date(0);
        clock.dates = usize::try_from(clock.date(end - 1) - clock.first_date + 1).unwrap_or(0);
        let midnights = clock.wall(0) % DAY == 0 && clock.wall(end) % DAY == 0;
        if slot == DAY && !(midnights && clock.turns.is_empty()) {
            let found = "whole-day slots need midnights at both ends and no clock change between them";
            return Err(Unjudgeable::scenario("slot_minutes", found));
        }
        Ok(clock)
    }

    /// The minute that a written time means.
    pub fn minute(&self, text: &str) -> Result<i64, NotATime> {
        if let (Some(offset), Some((local, None))) = (self.calm, shown(text)) {
            let utc = local - offset;
            if (self.start..=self.start + self.end * 60).contains(&utc) {
                return Ok((utc - self.start).div_euclid(60));
            }
        }
        instant(self.zone, text).map(|read| (read.utc - self.start).div_euclid(60))
    }

    /// The minutes that the two ends of an interval mean.
    pub fn interval(&self, from: &str, to: &str) -> Result<(i64, i64), NotATime> {
        let (start, end) = (self.minute(from)?, self.minute(to)?);
        if start < end {
            Ok((start, end))
        } else {
            Err(NotATime(format!("the interval from {from} to {to} is empty")))
        }
    }

    /// Does the text carry an offset though its local time comes only once?
    pub fn has_idle_offset(&self, text: &str) -> bool {
        text.len() > 16 && instant(self.zone, text).is_ok_and(|read| read.idle_offset)
    }

    /// The minutes since 1970-01-01T00:00 that the wall shows at a minute.
    fn wall(&self, minute: i64) -> i64 {
        let utc = self.start + minute * 60;
        let near = -DAY <= minute && minute <= self.end + DAY;
        let offset = self.calm.filter(|_| near).unwrap_or_else(|| offset(self.zone, utc));
        (utc + offset).div_euclid(60)
    }

    /// The date that the wall shows at a minute.
    pub fn date(&self, minute: i64) -> i64 {
        self.wall(minute).div_euclid(DAY)
    }

    /// The minutes after midnight that the wall shows at a minute.
    pub fn face(&self, minute: i64) -> i64 {
        self.wall(minute).rem_euclid(DAY)
    }

    /// The place of a date among those of the horizon.
    pub fn day(&self, date: i64) -> Option<usize> {
        usize::try_from(date - self.first_date).ok().filter(|day| *day < self.dates)
    }

    /// Does the interval lie on the grid, inside the horizon, and hold something?
    pub fn holds(&self, from: i64, to: i64) -> bool {
        0 <= from && from < to && to <= self.end && from % self.slot == 0 && to % self.slot == 0
    }

    /// A minute as a plan would write it.
    pub fn written(&self, minute: i64) -> String {
        let (date, face) = (self.date(minute), self.face(minute));
        let text = format!("{}T{:02}:{:02}", written_date(date), face / 60, face % 60);
        let local = (date * DAY + face) * 60;
        if !matches!(offsets(self.zone, local), MappedLocalTime::Ambiguous(..)) {
            return text;
        }
        let offset = offset(self.zone, self.start + minute * 60) / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        format!("{text}{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    }

    /// The minutes from `from` up to `to`, inside the horizon, at which the wall shows a time in `window`, by the date
    /// on which that window opened; only dates with some.
    pub fn inside(&self, from: i64, to: i64, window: DailyWindow) -> Vec<(i64, i64)> {
        let mut spent: Vec<(i64, i64)> = Vec::new();
        let mut start = from;
        while start < to {
            // Between two changes of the clock the wall runs evenly; after one it repeats two dates at most.
            let end = self.turns.iter().copied().find(|turn| *turn > start).map_or(to, |turn| turn.min(to));
            let (wall, wall_end) = (self.wall(start), self.wall(start) + end - start);
            for date in wall.div_euclid(DAY) - 1..=(wall_end - 1).div_euclid(DAY) {
                let opens = date * DAY + window.from;
                let minutes = wall_end.min(opens + window.length()) - wall.max(opens);
                if minutes > 0 {
                    match spent.iter_mut().rev().take(3).find(|(day, _)| *day == date) {
                        Some((_, sum)) => *sum += minutes,
                        None => spent.push((date, minutes)),
                    }
                }
            }
            start = end;
        }
        spent
    }
}

/// The minutes after `start`, between two of them, at which the offset of a zone is no longer what it was before.
fn turns(zone: Tz, start: i64, from: i64, to: i64) -> Vec<i64> {
    // No zone has ever changed twice within so short a time.
    const STEP: usize = 15;
    let at = |minute: i64| offset(zone, start + minute * 60);
    let mut turns = Vec::new();
    for low in (from..to).step_by(STEP) {
        let high = (low + STEP as i64).min(to);
        if at(low) != at(high) {
            let turn = (low + 1..=high).find(|minute| at(*minute) != at(low));
            turns.extend(turn);
        }
    }
    turns
}
