//! How service is spread over people: hours, nights and minutes in the heat of each who may serve.

use super::heat;
use super::view::View;
use crate::ground::Slot;
use crate::io::calendar::DAY;
use crate::model::{Duty, Setting, VolunteerId};
use std::ops::Range;

/// When it is night by the local clock, as minutes from noon to noon: 22:00 to 06:00.
const NIGHT: Range<i64> = 10 * 60..18 * 60;

/// What each who may serve has of it: whoever has a duty, or free hours and a post open to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Burden {
    /// How many they are.
    pub(super) people: usize,
    /// Has anybody served before the horizon?
    pub(super) with_history: bool,
    /// Counted minutes, with those from before the horizon.
    pub(super) minutes: Vec<i64>,
    /// Duties that touch the night; nothing where slots are whole dates.
    pub(super) nights: Option<Vec<i64>>,
    /// Minutes in the sun in the hours of heat; nothing where the scenario knows no heat.
    pub(super) heat: Option<Vec<i64>>,
}

impl Burden {
    /// The burden of the view's plan.
    pub(super) fn of(view: &View<'_>) -> Self {
        let (problem, plan) = (view.problem, view.plan);
        let may_serve = |id: &VolunteerId| {
            let volunteer = &problem.volunteers[*id];
            let is_open = !volunteer.free.is_empty() && !problem.post_sets[volunteer.posts].is_empty();
            is_open || !plan.rosters[*id].is_empty()
        };
        let people: Vec<VolunteerId> = problem.volunteers.ids().filter(may_serve).collect();
        let each = |amount: &dyn Fn(&[Duty]) -> i64| -> Vec<i64> {
            people.iter().map(|id| amount(&plan.rosters[*id])).collect()
        };
        let hot = heat::minutes(view);
        Self {
            people: people.len(),
            with_history: people.iter().any(|id| problem.volunteers[*id].history.minutes.0 > 0),
            minutes: people
                .iter()
                .map(|id| {
                    let served: i64 = plan.rosters[*id].iter().map(|duty| problem.counted(*duty).0).sum();
                    problem.volunteers[*id].history.minutes.0 + served
                })
                .collect(),
            nights: (view.calendar.slot_minutes() < DAY).then(|| {
                let night = nights(view);
                each(&|roster| {
                    let touches = |duty: &&Duty| (duty.from.index()..duty.to.index()).any(|slot| night[slot]);
                    roster.iter().filter(touches).count() as i64
                })
            }),
            heat: hot.map(|hot| {
                each(&|roster| {
                    let outdoors =
                        roster.iter().filter(|duty| problem.posts[duty.post].setting == Setting::Outdoor);
                    outdoors.map(|duty| hot[duty.from.index()..duty.to.index()].iter().sum::<i64>()).sum()
                })
            }),
        }
    }
}

/// Does the slot touch the night?
fn nights(view: &View<'_>) -> Vec<bool> {
    let is_night = |minute: i64| NIGHT.contains(&(view.calendar.face(minute) - DAY / 2).rem_euclid(DAY));
    (0..view.calendar.slots())
        .map(|slot| {
            let from = view.calendar.minute(Slot(slot));
            (from..from + view.calendar.slot_minutes()).any(is_night)
        })
        .collect()
}
