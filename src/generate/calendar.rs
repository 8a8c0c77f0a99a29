//! The wall clock of a generated horizon: minutes after its start, as the file writes them.
//!
//! Only for zones whose clock never changes, such as Asia/Riyadh.

use crate::io::scenario::{Date, DemandWindow, Interval, LocalTime, SCENARIO_FORMAT, Scenario};

/// Minutes in a day.
pub(super) const DAY: i64 = 24 * 60;

/// The horizon's first instant, on the clock of a zone without changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// Days from 1970-01-01 to the first date.
    first: i64,
    /// The clock hour at which the horizon starts.
    pub(super) hour: u32,
}

impl Calendar {
    /// The calendar of a horizon that starts at `hour` on a date of the Gregorian calendar.
    pub(super) fn new(year: i64, month: i64, day: i64, hour: u32) -> Self {
        // Years are counted from March, so that the leap day is the last of its year.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Self { first: year * 365 + leaps + (month * 153 + 2) / 5 + day - 1 - 719_468, hour }
    }

    /// The local time so many minutes after the start.
    pub(super) fn at(&self, minutes: i64) -> LocalTime {
        let clock = minutes + i64::from(self.hour) * 60;
        let date = self.date(clock.div_euclid(DAY));
        let minute = clock.rem_euclid(DAY);
        LocalTime(format!("{}T{:02}:{:02}", date.as_str(), minute / 60, minute % 60))
    }

    /// The date so many days after the first.
    pub(super) fn date(&self, days: i64) -> Date {
        let from_march = self.first + days + 719_468;
        let era = from_march.div_euclid(146_097);
        let of_era = from_march.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Date(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The interval between two instants, in minutes after the start.
    pub(super) fn interval(&self, (from, to): (i64, i64)) -> Interval {
        Interval { from: self.at(from), to: self.at(to) }
    }

    /// The clock hour of the horizon's hour `index`, 0 to 23.
    pub(super) fn clock_hour(&self, index: usize) -> usize {
        (self.hour as usize + index) % 24
    }

    /// A scenario over so many hours from the start, with nothing in it yet.
    pub(super) fn scenario(&self, id: &str, hours: i64, slot_minutes: Option<u32>) -> Scenario {
        Scenario {
            format: SCENARIO_FORMAT.to_owned(),
            id: id.to_owned(),
            time_zone: "Asia/Riyadh".to_owned(),
            start: self.at(0),
            end: self.at(hours * 60),
            slot_minutes,
            ..Scenario::default()
        }
    }

    /// Numbers by hour of the horizon as windows of equal numbers, the zeros left out.
    pub(super) fn windows(&self, hourly: &[u32]) -> Vec<DemandWindow> {
        let mut windows = Vec::new();
        let mut hour = 0;
        for run in hourly.chunk_by(|a, b| a == b) {
            let (from, to) = (self.at(hour * 60), self.at((hour + run.len() as i64) * 60));
            if run[0] > 0 {
                windows.push(DemandWindow { from, to, people: run[0] });
            }
            hour += run.len() as i64;
        }
        windows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_with_the_calendar_over_four_hundred_years() {
        let calendar = Calendar::new(1899, 12, 31, 6);
        let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 31).unwrap();
        for days in 0..146_500 {
            let there = first + chrono::Days::new(days);
            assert_eq!(calendar.date(days as i64), Date::from(there));
        }
    }

    #[test]
    fn a_time_is_written_as_the_wall_clock_shows_it() {
        let calendar = Calendar::new(2027, 3, 5, 12);
        assert_eq!(calendar.at(0).as_str(), "2027-03-05T12:00");
        assert_eq!(calendar.at(12 * 60 + 30).as_str(), "2027-03-06T00:30");
        assert_eq!(calendar.at(-13 * 60).as_str(), "2027-03-04T23:00");
    }

    #[test]
    fn equal_hours_become_one_window() {
        let windows = Calendar::new(2027, 3, 5, 12).windows(&[0, 2, 2, 3, 0]);
        let seen: Vec<(&str, &str, u32)> =
            windows.iter().map(|w| (w.from.as_str(), w.to.as_str(), w.people)).collect();
        assert_eq!(
            seen,
            [("2027-03-05T13:00", "2027-03-05T15:00", 2), ("2027-03-05T15:00", "2027-03-05T16:00", 3)]
        );
    }
}
