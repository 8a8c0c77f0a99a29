//! Settling: a unit's facts change, and its roster in force with them; what is no longer allowed goes.

use super::Live;
use super::state::Hole;
use crate::ground::{Slot, Window};
use crate::io::lower::Hold;
use crate::io::plan_file::PlannedDuty;
use crate::model::{Duty, Problem, Roster, UnitId, VolunteerId};
use crate::score::legal::new_breaches;

impl Live {
    /// Lets `change` have its way with facts about the unit's people, then gives the unit of these duties those that it may still
    /// serve; they are published, and kept where they have begun, are frozen or pinned. Answers the duties that it may not.
    pub(super) fn settle(
        &mut self,
        unit: UnitId,
        wanted: Roster,
        change: impl FnOnce(&mut Self),
    ) -> Vec<Duty> {
        if unit.0 < self.problem.units.len() as u32 {
            self.tally.take_out(&self.problem, unit);
        }
        change(self);
        let begun: Roster = self.of_hold(unit, &wanted, |hold| hold == Hold::Begun);
        self.problem.renew_published(unit, &begun, &begun, &begun);
        let kept = self.of_hold(unit, &wanted, |hold| hold != Hold::Free);
        let (roster, lost) = lawful(&self.problem, unit, wanted, &begun, &kept);
        let kept = self.of_hold(unit, &roster, |hold| hold != Hold::Free);
        self.problem.renew_published(unit, &roster, &kept, &begun);
        self.graphs.renew_unit(&self.problem, unit);
        self.tally.take_in(&self.problem, unit, roster);
        for &duty in &lost {
            for &member in &self.problem.units[unit].members {
                self.pinned.remove(&(member, duty));
            }
            self.note_hole(duty);
        }
        lost
    }

    fn of_hold(&self, unit: UnitId, roster: &[Duty], wanted: impl Fn(Hold) -> bool) -> Roster {
        roster.iter().copied().filter(|duty| wanted(self.hold(unit, *duty))).collect()
    }

    /// Remembers where service is lost: there a repair begins.
    pub(super) fn note_hole(&mut self, duty: Duty) {
        let from = duty.from.max(self.first_start());
        if from < duty.to {
            self.holes.insert(Hole { post: duty.post, window: Window { from, to: duty.to } });
        }
    }

    /// The first slot at which a duty may start that is not in force.
    pub(super) const fn first_start(&self) -> Slot {
        self.problem.first_start
    }

    /// Takes a volunteer out of their group, if they are in one: from now on they are planned apart.
    pub(super) fn part(&mut self, volunteer: VolunteerId) {
        let old = self.problem.unit_of[volunteer];
        if self.problem.units[old].members.len() == 1 {
            return;
        }
        let roster = self.tally.take_out(&self.problem, old);
        let new = self.problem.part(volunteer, self.span);
        for unit in [Some(old), new].into_iter().flatten() {
            self.graphs.renew_unit(&self.problem, unit);
            self.tally.take_in(&self.problem, unit, roster.clone());
        }
        let id = &self.people[volunteer.0 as usize].id;
        for group in &mut self.scenario.together {
            group.retain(|member| member != id);
        }
        self.scenario.together.retain(|group| group.len() > 1);
    }

    /// The duty of a volunteer with the names of the scenario.
    pub(super) fn named(&self, volunteer: VolunteerId, duty: Duty) -> PlannedDuty {
        self.service(duty).by(&self.people[volunteer.0 as usize].id)
    }
}

/// Of the duties wanted those that the unit's people may serve, and the rest. What has begun is a fact; then those that are kept
/// come first.
fn lawful(
    problem: &Problem,
    unit: UnitId,
    wanted: Roster,
    begun: &[Duty],
    kept: &[Duty],
) -> (Roster, Vec<Duty>) {
    let is_allowed = |roster: &[Duty]| {
        let starts_late = |duty: &Duty| duty.from >= problem.first_start || begun.contains(duty);
        roster.iter().all(starts_late)
            && problem.units[unit]
                .members
                .iter()
                .all(|&member| new_breaches(problem, member, roster).is_empty())
    };
    if is_allowed(&wanted) {
        return (wanted, Vec::new());
    }
    // Most often one duty is in the way of the rest; where it is more, each is looked at by itself.
    for duty in &wanted {
        let rest: Roster = wanted.iter().copied().filter(|other| other != duty).collect();
        if !begun.contains(duty) && is_allowed(&rest) {
            return (rest, vec![*duty]);
        }
    }
    let mut roster = begun.to_vec();
    let free = wanted.iter().filter(|duty| !kept.contains(duty));
    for &duty in kept.iter().chain(free).filter(|duty| !begun.contains(duty)) {
        let mut longer = roster.clone();
        longer.push(duty);
        longer.sort_unstable();
        if is_allowed(&longer) {
            roster = longer;
        }
    }
    let lost = wanted.into_iter().filter(|duty| !roster.contains(duty)).collect();
    (roster, lost)
}
