//! How service is spread over people: hours, nights and minutes in the heat of each who may serve.

use super::heat;
use super::view::View;
use crate::ground::Slot;
use crate::io::calendar::{Calendar, DAY};
use crate::model::{Duty, Plan, Problem, Setting, VolunteerId};
use std::ops::Range;

/// When it is night by the local clock, as minutes from noon to noon: 22:00 to 06:00.
const NIGHT: Range<i64> = 10 * 60..18 * 60;

/// Who may serve under a plan: whoever has a duty, or free hours and a post open to them.
#[derive(Clone, Debug)]
pub struct MayServe<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    people: Vec<VolunteerId>,
}

impl<'a> MayServe<'a> {
    /// Who may serve under `plan`.
    pub fn under(problem: &'a Problem, plan: &'a Plan) -> Self {
        let may_serve = |id: &VolunteerId| {
            let volunteer = &problem.volunteers[*id];
            let is_open = !volunteer.free.is_empty() && !problem.post_sets[volunteer.posts].is_empty();
            is_open || !plan.rosters[*id].is_empty()
        };
        Self { problem, plan, people: problem.volunteers.ids().filter(may_serve).collect() }
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.people.len()
    }

    /// Has any of them served before the horizon?
    pub fn has_history(&self) -> bool {
        self.people.iter().any(|id| self.problem.volunteers[*id].history.minutes.0 > 0)
    }

    /// What each has of something that is read off a roster.
    pub fn each(&self, amount: impl Fn(&[Duty]) -> i64) -> Vec<i64> {
        self.people.iter().map(|id| amount(&self.plan.rosters[*id])).collect()
    }

    /// The counted minutes of each, with those from before the horizon.
    pub fn minutes(&self) -> Vec<i64> {
        let counted = |roster: &[Duty]| roster.iter().map(|duty| self.problem.counted(*duty).0).sum();
        let before = self.people.iter().map(|id| self.problem.volunteers[*id].history.minutes.0);
        self.each(counted)
            .into_iter()
            .zip(before)
            .map(|(served, before): (i64, i64)| served + before)
            .collect()
    }

    /// How many duties of each touch the night.
    pub fn nights(&self, calendar: &Calendar) -> Vec<i64> {
        let is_night = |minute: i64| NIGHT.contains(&(calendar.face(minute) - DAY / 2).rem_euclid(DAY));
        let night: Vec<bool> = (0..calendar.slots())
            .map(|slot| {
                let from = calendar.minute(Slot(slot));
                (from..from + calendar.slot_minutes()).any(is_night)
            })
            .collect();
        let touches = |duty: &&Duty| night[duty.from.index()..duty.to.index()].contains(&true);
        self.each(|roster| roster.iter().filter(touches).count() as i64)
    }

    /// The minutes that each is outdoors in the heat, of which there are so many in each slot.
    pub fn in_heat(&self, hot: &[i64]) -> Vec<i64> {
        self.each(|roster| {
            let outdoors =
                roster.iter().filter(|duty| self.problem.posts[duty.post].setting == Setting::Outdoor);
            outdoors.map(|duty| hot[duty.from.index()..duty.to.index()].iter().sum::<i64>()).sum()
        })
    }
}

/// What each who may serve has of it.
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
        let people = MayServe::under(view.problem, view.plan);
        Self {
            people: people.count(),
            with_history: people.has_history(),
            minutes: people.minutes(),
            nights: (view.calendar.slot_minutes() < DAY).then(|| people.nights(view.calendar)),
            heat: heat::minutes(view).map(|hot| people.in_heat(&hot)),
        }
    }
}
