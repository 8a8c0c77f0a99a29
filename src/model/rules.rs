//! The rules that bind one person, resolved: the default set with the person's own laid over it.

use super::{Setting, TagId};
use crate::ground::{Day, Grid, Minutes, Slot, Weight};
use std::sync::Arc;

/// A daily window of the local clock, as minutes of each slot inside it.
///
/// A window that passes midnight belongs to the date on which it opens, which may be the one before the horizon (−1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockWindow {
    /// (slot, date on which the window opened, minutes of the slot inside), sorted; only where minutes > 0.
    pub inside: Box<[(Slot, i64, Minutes)]>,
}

impl ClockWindow {
    /// The parts of the window that lie in the slots from `from` up to `to`.
    pub fn within(&self, from: Slot, to: Slot) -> &[(Slot, i64, Minutes)] {
        let start = self.inside.partition_point(|part| part.0 < from);
        let end = self.inside.partition_point(|part| part.0 < to);
        &self.inside[start..end]
    }
}

/// At most so many minutes, or so many dates with a duty, in every window of `days` dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolling {
    /// Length of the window in dates, at least 1.
    pub days: u32,
    /// The most counted minutes.
    pub max_minutes: Option<Minutes>,
    /// The most dates with a duty.
    pub max_days: Option<u32>,
}

/// At most `max` weekends with a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekends {
    /// For each date of the horizon, the number of the weekend it belongs to, or nothing.
    pub block: Arc<[Option<u32>]>,
    /// The most weekends, history included.
    pub max: u32,
}

/// At most `max` duties with a tag, or of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxDuties {
    /// The tag; nothing means every duty counts.
    pub tag: Option<TagId>,
    /// The most duties over the horizon.
    pub max: u32,
}

/// No duty tagged `then` on the date after one tagged `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNextDay {
    /// The tag of the first date.
    pub after: TagId,
    /// The tag forbidden on the next.
    pub then: TagId,
}

/// At most `max_minutes` at posts of one setting inside a daily window, per date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Posts of this setting count.
    pub setting: Setting,
    /// The hours that count.
    pub window: Arc<ClockWindow>,
    /// The most minutes per date on which the window opened.
    pub max_minutes: Minutes,
}

/// What binds one person. All of it is hard but the minimum, which costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The most duties that start on one date.
    pub max_shifts_per_day: Option<u32>,
    /// The most counted minutes of the duties that start on one date.
    pub max_minutes_per_day: Option<Minutes>,
    /// The most counted minutes over the horizon, history included.
    pub max_minutes: Option<Minutes>,
    /// Least gap between two duties that start on the same date.
    pub min_break: Minutes,
    /// Least gap between two duties that start on different dates, and after the history's last end.
    pub min_rest: Minutes,
    /// Caps in every window of dates inside the horizon, or the whole of a shorter one.
    pub rolling: Box<[Rolling]>,
    /// The longest run of dates with a duty, history included.
    pub max_consecutive_days: Option<u32>,
    /// The shortest run of dates with a duty; 0 or 1 binds nothing.
    pub min_consecutive_days: u32,
    /// The shortest run of dates without, between two with; 0 or 1 binds nothing.
    pub min_consecutive_days_off: u32,
    /// The most weekends.
    pub weekends: Option<Weekends>,
    /// Caps by tag.
    pub max_duties: Box<[MaxDuties]>,
    /// Forbidden successions.
    pub not_next_day: Box<[NotNextDay]>,
    /// No minute on duty inside any of these.
    pub not_between: Box<[Arc<ClockWindow>]>,
    /// Caps on heat.
    pub exposure: Box<[Exposure]>,
    /// Minutes below which each hour missing costs; history included.
    pub min_minutes: Minutes,
    /// Cost per hour missing.
    pub min_minutes_weight: Weight,
}

impl Default for Rules {
    /// The rules of somebody of whom the scenario says nothing: one duty a date.
    fn default() -> Self {
        Self {
            max_shifts_per_day: Some(1),
            max_minutes_per_day: None,
            max_minutes: None,
            min_break: Minutes(0),
            min_rest: Minutes(0),
            rolling: Box::default(),
            max_consecutive_days: None,
            min_consecutive_days: 0,
            min_consecutive_days_off: 0,
            weekends: None,
            max_duties: Box::default(),
            not_next_day: Box::default(),
            not_between: Box::default(),
            exposure: Box::default(),
            min_minutes: Minutes(0),
            min_minutes_weight: Weight(1000),
        }
    }
}

impl Weekends {
    /// Numbers the blocks of consecutive dates of `grid` whose weekday `is_weekend` holds for.
    pub fn number(grid: &Grid, is_weekend: impl Fn(u8) -> bool) -> Arc<[Option<u32>]> {
        let mut block = 0;
        let mut inside = false;
        (0..grid.days())
            .map(|day| {
                let is = is_weekend(grid.weekday(Day(day as u32)).0);
                block += u32::from(inside && !is);
                inside = is;
                is.then_some(block)
            })
            .collect()
    }
}
