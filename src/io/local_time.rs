//! Times and dates as they are written, on the clock of a zone: read strictly, with what is wrong where they are none.

use super::calendar::DAY;
use super::diagnostic::Code;
use chrono::{Duration, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// What is wrong with a text that should be a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeFault {
    /// It is not written as `2026-05-26T06:00`, perhaps with an offset, or there is no such date or hour.
    Malformed,
    /// The clock skips it.
    Skipped,
    /// The clock shows it twice, with these offsets; it carries none.
    Ambiguous(String, String),
    /// It carries an offset that the zone does not have then; this is the true one, or these.
    WrongOffset(String),
}

impl TimeFault {
    /// The code of a diagnostic about it.
    pub const fn code(&self) -> Code {
        match self {
            Self::Malformed => Code::MalformedTime,
            Self::Skipped => Code::SkippedTime,
            Self::Ambiguous(..) => Code::AmbiguousTime,
            Self::WrongOffset(_) => Code::WrongOffset,
        }
    }

    /// What is said of the text `written` in `zone`.
    pub fn found(&self, written: &str, zone: &str) -> String {
        match self {
            Self::Malformed => format!("{written:?} is not a local time to the minute"),
            Self::Skipped => format!("the clock of {zone} skips {written}"),
            Self::Ambiguous(..) => format!("the clock of {zone} shows {written} twice"),
            Self::WrongOffset(_) => format!("{written} does not carry the offset of {zone}"),
        }
    }

    /// What would mend it.
    pub fn remedy(&self, written: &str) -> String {
        match self {
            Self::Malformed => {
                "write it as 2026-05-26T06:00, with an offset such as +03:00 where needed".to_owned()
            }
            Self::Skipped => "name a time that the clock shows on that date".to_owned(),
            Self::Ambiguous(one, two) => format!("write {written}{one} or {written}{two}"),
            Self::WrongOffset(true_one) => format!("leave the offset out, or write {true_one}"),
        }
    }
}

/// Minutes from midnight of the clock time `text`, strictly `HH:MM`; `24:00` is the end of the day.
pub fn clock_minutes(text: &str) -> Option<i64> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return None };
    let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
    let within = (hours < 24 && minutes < 60) || (hours == 24 && minutes == 0);
    within.then(|| i64::from(hours * 60 + minutes))
}

/// The date `text`, strictly `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn number(digits: &[u8]) -> Option<u32> {
    let mut value = 0;
    for digit in digits {
        value = value * 10 + char::from(*digit).to_digit(10)?;
    }
    Some(value)
}

/// The local time and, in seconds, the offset that `text` carries.
pub fn parse_local(text: &str) -> Result<(NaiveDateTime, Option<i64>), TimeFault> {
    let read = || {
        let (date, rest) = text.split_once('T')?;
        let (clock, offset) = rest.split_at_checked(5)?;
        let minutes = clock_minutes(clock).filter(|minutes| *minutes < DAY)?;
        let offset = match (offset, offset.strip_prefix('+'), offset.strip_prefix('-')) {
            ("", ..) => None,
            (_, Some(ahead), _) => Some(clock_minutes(ahead)? * 60),
            (.., Some(behind)) => Some(clock_minutes(behind)? * -60),
            _ => return None,
        };
        let at = parse_date(date)?.and_time(chrono::NaiveTime::MIN) + Duration::minutes(minutes);
        Some((at, offset))
    };
    read().ok_or(TimeFault::Malformed)
}

/// Seconds of the local time `text` of `zone` in universal time.
pub(super) fn instant_in(zone: Tz, text: &str) -> Result<i64, TimeFault> {
    let (local, offset) = parse_local(text)?;
    let (one, two) = match zone.from_local_datetime(&local) {
        MappedLocalTime::None => return Err(TimeFault::Skipped),
        MappedLocalTime::Single(one) => (one.timestamp(), None),
        MappedLocalTime::Ambiguous(one, two) => (one.timestamp(), Some(two.timestamp())),
    };
    let at_offset = |at: i64| offset_text(offset_at(zone, at));
    match (offset, two) {
        (None, None) => Ok(one),
        (None, Some(two)) => Err(TimeFault::Ambiguous(at_offset(one), at_offset(two))),
        (Some(offset), two) => {
            [Some(one), two].into_iter().flatten().find(|&at| offset_at(zone, at) == offset).ok_or_else(
                || {
                    TimeFault::WrongOffset(
                        two.map_or(at_offset(one), |two| format!("{} or {}", at_offset(one), at_offset(two))),
                    )
                },
            )
        }
    }
}

pub(super) fn offset_at(zone: Tz, seconds: i64) -> i64 {
    let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

pub(super) fn local_at(zone: Tz, seconds: i64) -> NaiveDateTime {
    let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    utc + Duration::seconds(offset_at(zone, seconds))
}

pub(super) fn offset_text(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
