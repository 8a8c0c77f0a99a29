//! Dates as they are written on the page: Gregorian, and Hijri by the calendar of Umm al-Qura; times of the clock.
//!
//! The Hijri date is that of the Gregorian day. At sunset the next one begins, and the sighting of the moon may move a month
//! by a day: the page says so.

use super::numbers::Amount;
use super::words::{Part, Words};
use crate::ground::{Day, Grid, Slot};
use crate::io::calendar::{Calendar, DAY};
use icu_calendar::cal::Hijri;
use icu_calendar::{Date, Iso};

/// A date of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    /// Year.
    pub(super) year: i32,
    /// Month, 1 to 12.
    pub(super) month: u8,
    /// Day of the month.
    pub(super) day: u8,
}

impl Civil {
    /// The date of `day` by the scenario's calendar.
    pub(super) fn of(calendar: &Calendar, day: Day) -> Self {
        let text = calendar.date_of(day).to_string();
        let mut parts = text.rsplitn(3, '-').map(|part| part.parse::<i32>().unwrap_or(1));
        let mut next = || parts.next().unwrap_or(1);
        let (day, month) = (next(), next());
        Self { day: day as u8, month: month as u8, year: next() }
    }

    fn iso(self) -> Option<Date<Iso>> {
        Date::try_new_iso(self.year, self.month, self.day).ok()
    }

    /// The same day in the calendar of Umm al-Qura; nothing beyond what that knows.
    pub(super) fn hijri(self) -> Option<Self> {
        let date = self.iso()?.to_calendar(Hijri::new_umm_al_qura());
        Some(Self {
            year: date.year().extended_year(),
            month: date.month().ordinal,
            day: date.day_of_month().0,
        })
    }

    /// Days from 1 January 2000 to this date.
    pub(super) fn days_of_millennium(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leaps + (month * 153 + 2) / 5 + i64::from(self.day) - 1 - 730_425
    }
}

/// Writes dates and times of one horizon.
pub(super) struct Dates<'a> {
    words: &'a Words,
    calendar: &'a Calendar,
    grid: &'a Grid,
}

impl<'a> Dates<'a> {
    /// Writes the dates of `calendar`, whose grid is `grid`.
    pub(super) const fn of(words: &'a Words, calendar: &'a Calendar, grid: &'a Grid) -> Self {
        Self { words, calendar, grid }
    }

    /// `Friday 5 March 2027`.
    pub(super) fn long(&self, day: Day) -> String {
        self.written("date-long", day)
    }

    /// `Fri 5 March`.
    pub(super) fn short(&self, day: Day) -> String {
        self.written("date-short", day)
    }

    /// `26 Ramadan 1448`; nothing where the calendar does not reach.
    pub(super) fn hijri(&self, day: Day) -> Option<String> {
        let date = Civil::of(self.calendar, day).hijri()?;
        let month = self.words.text(&format!("hijri-month-{}", date.month));
        Some(self.put("date-hijri", "", date, &month))
    }

    fn written(&self, key: &str, day: Day) -> String {
        let date = Civil::of(self.calendar, day);
        let style = if key == "date-short" { "weekday-short" } else { "weekday" };
        let weekday = self.words.text(&format!("{style}-{}", self.grid.weekday(day).0 + 1));
        let month = self.words.text(&format!("month-{}", date.month));
        self.put(key, &weekday, date, &month)
    }

    fn put(&self, key: &str, weekday: &str, date: Civil, month: &str) -> String {
        let year = self.words.digits.shown(&date.year.to_string());
        let day = Part::Number(Amount::count(usize::from(date.day)));
        let parts = [
            ("weekday", Part::Word(weekday)),
            ("day", day),
            ("month", Part::Word(month)),
            ("year", Part::Word(&year)),
        ];
        self.words.with(key, &parts)
    }

    /// The date on which the slot begins.
    pub(super) fn day_of(&self, slot: Slot) -> Day {
        self.grid.day_of(slot)
    }

    /// What the clock shows at a minute of the day: `06:30`.
    pub(super) fn clock(&self, minute: i64) -> String {
        let minute = minute.rem_euclid(DAY);
        self.words.digits.shown(&format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    /// What the clock shows at a boundary of the grid; midnight that ends something is 24:00.
    pub(super) fn time(&self, slot: Slot, is_end: bool) -> String {
        match self.calendar.clock_at(slot) {
            0 if is_end => self.words.digits.shown("24:00"),
            minute => self.clock(minute),
        }
    }

    /// A window with its date: `Fri 5 March 18:00–19:30`; dates alone where a slot is a whole one.
    pub(super) fn period(&self, from: Slot, to: Slot) -> String {
        let (first, last) = (self.grid.day_of(from), self.grid.day_before(to));
        let (opens, closes) = (self.short(first), self.short(last));
        if self.calendar.slot_minutes() == DAY {
            return if first == last { opens } else { format!("{opens} – {closes}") };
        }
        let (from, to) = (self.time(from, false), self.time(to, true));
        if first == last {
            format!("{opens} {from}–{to}")
        } else {
            format!("{opens} {from} – {closes} {to}")
        }
    }

    /// Dates of both calendars in one line.
    pub(super) fn both(&self, [gregorian, hijri]: &[String; 2]) -> String {
        if hijri.is_empty() {
            return gregorian.clone();
        }
        self.words.with("both-dates", &[("one", Part::Word(gregorian)), ("other", Part::Word(hijri))])
    }

    /// The dates from one to another in both calendars.
    pub(super) fn span(&self, first: Day, last: Day) -> [String; 2] {
        let both = |one: String, other: String| if one == other { one } else { format!("{one} – {other}") };
        let gregorian = both(self.long(first), self.long(last));
        let hijri = match (self.hijri(first), self.hijri(last)) {
            (Some(one), Some(other)) => both(one, other),
            _ => String::new(),
        };
        [gregorian, hijri]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hijri_dates_are_those_of_umm_al_qura() {
        // 1 Ramadan 1448 is 8 February 2027, 9 Dhu al-Hijjah 1448 is 15 May 2027; 1 Muharram 1446 was 7 July 2024.
        for ((year, month, day), hijri) in [
            ((2027, 2, 8), (1448, 9, 1)),
            ((2027, 3, 5), (1448, 9, 26)),
            ((2027, 3, 9), (1448, 10, 1)),
            ((2027, 5, 15), (1448, 12, 9)),
            ((2024, 7, 7), (1446, 1, 1)),
        ] {
            let found = Civil { year, month, day }.hijri().unwrap();
            assert_eq!((found.year, found.month, found.day), hijri);
        }
    }

    #[test]
    fn days_are_counted_from_the_start_of_the_millennium() {
        let days = |year, month, day| Civil { year, month, day }.days_of_millennium();
        assert_eq!((days(2000, 1, 1), days(2000, 3, 1), days(2001, 1, 1)), (0, 60, 366));
        assert_eq!(days(2027, 3, 5) - days(2027, 2, 28), 5);
    }
}
