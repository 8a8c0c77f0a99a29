//! The slot grid: the horizon cut into slots of equal length, and the local dates they lie on.
//!
//! Times inside the engine are slots elapsed since the start of the horizon. A slot may pass local midnight (a grid
//! of hours that starts at 12:30), so each slot has the date of its first and of its last minute.

use super::cost::Minutes;

/// A position on the grid: the slot that begins there, or the boundary between two slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    /// This position as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A local date of the horizon: 0 is the date on which it starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// This date as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A day of the week, 0 = Monday to 6 = Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weekday(pub u8);

/// A half-open interval of slots, `from` included, `to` excluded, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The first slot inside.
    pub from: Slot,
    /// The first slot after.
    pub to: Slot,
}

/// The horizon as equal slots with their local dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    slot_minutes: u32,
    first_day: Vec<Day>,
    last_day: Vec<Day>,
    day_start: Vec<Slot>,
    weekdays: Vec<Weekday>,
}

impl Grid {
    /// A grid from the dates of each slot's first and last minute and the weekday of each date.
    ///
    /// `first_day` and `last_day` have one entry a slot and never fall; `weekdays` has one entry a date, from date 0
    /// to the date of the horizon's last minute.
    pub fn new(slot_minutes: u32, first_day: Vec<Day>, last_day: Vec<Day>, weekdays: Vec<Weekday>) -> Self {
        let days = weekdays.len();
        let mut day_start = Vec::with_capacity(days + 1);
        for day in 0..=days {
            let at = first_day.partition_point(|d| d.index() < day);
            day_start.push(Slot(at as u32));
        }
        Self { slot_minutes, first_day, last_day, day_start, weekdays }
    }

    /// A grid of whole days of 24 hours that begins at midnight on a Monday: what tests and examples in code use.
    pub fn plain(slot_minutes: u32, days: u32) -> Self {
        let per_day = 24 * 60 / slot_minutes;
        let of_slot: Vec<Day> = (0..days * per_day).map(|slot| Day(slot / per_day)).collect();
        let weekdays = (0..days).map(|day| Weekday((day % 7) as u8)).collect();
        Self::new(slot_minutes, of_slot.clone(), of_slot, weekdays)
    }

    /// The length of a slot.
    pub const fn slot_minutes(&self) -> Minutes {
        Minutes(self.slot_minutes as i64)
    }

    /// How many slots the horizon has.
    pub fn slots(&self) -> usize {
        self.first_day.len()
    }

    /// The end of the horizon.
    pub fn end(&self) -> Slot {
        Slot(self.first_day.len() as u32)
    }

    /// How many local dates the horizon touches.
    pub fn days(&self) -> usize {
        self.weekdays.len()
    }

    /// The date of the slot's first minute: the date a duty that starts there belongs to.
    pub fn day_of(&self, slot: Slot) -> Day {
        self.first_day[slot.index()]
    }

    /// The date of the last minute before the boundary `to`: the last date a duty that ends there touches.
    pub fn day_before(&self, to: Slot) -> Day {
        self.last_day[to.index() - 1]
    }

    /// The slots that begin on `day`.
    pub fn slots_of(&self, day: Day) -> Window {
        Window { from: self.day_start[day.index()], to: self.day_start[day.index() + 1] }
    }

    /// The weekday of `day`.
    pub fn weekday(&self, day: Day) -> Weekday {
        self.weekdays[day.index()]
    }

    /// Minutes from the start of the horizon to the boundary `slot`.
    pub const fn minutes(&self, slot: Slot) -> Minutes {
        Minutes(slot.0 as i64 * self.slot_minutes as i64)
    }

    /// The first boundary that is not before `at`; the start for an instant before it.
    pub fn at_or_after(&self, at: Minutes) -> Slot {
        let step = i64::from(self.slot_minutes);
        let slot = at.0.max(0).div_euclid(step) + i64::from(at.0.max(0).rem_euclid(step) > 0);
        Slot(u32::try_from(slot).unwrap_or(u32::MAX))
    }
}
