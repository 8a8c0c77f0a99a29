//! The hours of heat: those of which a rule speaks, else from 11 to 16 where some post is in the sun.

use super::view::View;
use crate::ground::Slot;
use crate::io::calendar::{Calendar, DAY};
use crate::model::Setting;
use std::ops::Range;

/// When it is hot where no rule says so, in minutes of the day.
const MIDDAY: Range<i64> = 11 * 60..16 * 60;

/// The minutes of each slot that lie in the heat; nothing where the scenario knows none.
pub(super) fn minutes(view: &View<'_>) -> Option<Vec<i64>> {
    if view.calendar.slot_minutes() >= DAY {
        return None;
    }
    let mut hot = vec![0; view.problem.grid.slots()];
    let exposures = || view.problem.rules.iter().flat_map(|rules| &rules.exposure);
    for exposure in exposures() {
        for (slot, _, minutes) in &exposure.window.inside {
            hot[slot.index()] = minutes.0.max(hot[slot.index()]);
        }
    }
    if exposures().next().is_none() {
        if view.problem.posts.iter().all(|post| post.setting != Setting::Outdoor) {
            return None;
        }
        return Some(midday(view.calendar));
    }
    Some(hot)
}

/// The minutes of each slot from 11 to 16 by the local clock.
pub fn midday(calendar: &Calendar) -> Vec<i64> {
    let inside = |minute: &i64| MIDDAY.contains(&calendar.face(*minute).rem_euclid(DAY));
    let minutes_in = |slot| {
        let from = calendar.minute(Slot(slot));
        (from..from + calendar.slot_minutes()).filter(inside).count() as i64
    };
    (0..calendar.slots()).map(minutes_in).collect()
}
