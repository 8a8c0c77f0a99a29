//! The hours of heat: those of which a rule speaks, else from 11 to 16 where some post is in the sun.

use super::view::View;
use crate::ground::Slot;
use crate::io::calendar::DAY;
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
        for (at, hot) in hot.iter_mut().enumerate() {
            let from = view.calendar.minute(Slot(at as u32));
            let inside = |minute: &i64| MIDDAY.contains(&view.calendar.face(*minute).rem_euclid(DAY));
            *hot = (from..from + view.calendar.slot_minutes()).filter(inside).count() as i64;
        }
    }
    Some(hot)
}
