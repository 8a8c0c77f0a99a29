//! Too dear: no event may make the worst possible cost larger than a scenario may have, or what is saved would be refused.
//!
//! What is far from the limit by a rough sum is let through; the rest is weighed as a file is, all of it.

use super::Live;
use super::lookups::fault;
use crate::ground::Cost;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::place::Place;
use crate::io::scenario::{Scenario, Volunteer};
use crate::model::LineId;

/// The greatest worst cost of a scenario, in units of 1/3600.
const WORST: i128 = 9_000_000_000_000_000 * Cost::UNITS;

impl Live {
    /// Refuses demand that would make the worst plan too dear.
    pub(super) fn check_dear_line(
        &self,
        place: &Place<'_>,
        id: LineId,
        demand: &[i64],
    ) -> Result<(), Diagnostics> {
        let more: i128 = demand.iter().map(|people| i128::from(*people)).sum();
        let weight = i128::from(self.problem.lines[id].weight.0);
        let units = weight * more * i128::from(self.calendar.slot_minutes()) * 60;
        if self.roughly_worst(0).saturating_add(units) <= WORST {
            return Ok(());
        }
        let mut tried = self.clone();
        tried.problem.lines[id].demand = demand.into();
        let line = tried.written_demand(id, demand);
        if let Some(stated) = tried.stated_line(id) {
            *stated = line;
        }
        is_bearable(place, &tried.saved_scenario())
    }

    /// Refuses somebody who would make the worst plan too dear.
    pub(super) fn check_dear_person(
        &self,
        place: &Place<'_>,
        volunteer: &Volunteer,
    ) -> Result<(), Diagnostics> {
        let history = volunteer.history.as_ref().and_then(|history| history.minutes).unwrap_or(0);
        let dear = volunteer.wishes.iter().map(|wish| wish.weight).max().unwrap_or(0);
        let own = volunteer.rules.is_some() || dear > 1000;
        if !own && self.roughly_worst(i128::from(history)) <= WORST {
            return Ok(());
        }
        let mut scenario = self.saved_scenario();
        scenario.volunteers.retain(|other| other.id != volunteer.id);
        scenario.published.retain(|duty| duty.volunteer != volunteer.id);
        scenario.together.clear();
        scenario.volunteers.push(volunteer.clone());
        is_bearable(place, &scenario)
    }

    /// More than the worst plan can cost with one person more, who carries in so many minutes, in units; a rough sum.
    fn roughly_worst(&self, carried: i128) -> i128 {
        let problem = &self.problem;
        let minutes = i128::from(self.calendar.minutes());
        let people = problem.volunteers.len() as i128 + 1;
        let of = |weight: u32, minutes: i128| i128::from(weight) * minutes * 60;
        let slot = i128::from(self.calendar.slot_minutes());
        let mut sum: i128 = 0;
        for line in &problem.lines {
            let missing: i128 = line.demand.iter().map(|people| i128::from(*people)).sum();
            sum = sum.saturating_add(of(line.weight.0, missing * slot));
            sum = sum.saturating_add(of(
                line.surplus.0.max(if line.is_demand() { 0 } else { line.weight.0 }),
                minutes * people,
            ));
        }
        for team in problem.posts.iter().filter_map(|post| post.team) {
            sum = sum.saturating_add(of(team.weight.0, minutes * i128::from(team.people)));
        }
        let rules = problem.rules.iter();
        let least = rules.map(|rules| of(rules.min_minutes_weight.0, i128::from(rules.min_minutes.0))).max();
        let wishes = problem.volunteers.iter().flat_map(|person| &person.wishes);
        let wishes = wishes.map(|wish| of(wish.weight.0, minutes)).fold(0, i128::saturating_add);
        let changes =
            problem.objective.change_weight.iter().flatten().map(|weight| weight.0).max().unwrap_or(0);
        let fair = problem.objective.fairness.map_or(0, |fair| {
            let history = problem.volunteers.iter().map(|person| i128::from(person.history.minutes.0)).max();
            let most = history.unwrap_or(0).max(carried) + 2 * minutes;
            i128::from(fair.weight.0).saturating_mul(most.saturating_mul(most))
        });
        let travel = of(problem.objective.travel_weight.0, 3 * minutes + 2880);
        let each = least
            .unwrap_or(0)
            .saturating_add(fair)
            .saturating_add(travel)
            .saturating_add(of(changes, 3 * minutes));
        sum.saturating_add(wishes).saturating_add(each.saturating_mul(people))
    }
}

/// Is the scenario one whose worst cost may be?
fn is_bearable(place: &Place<'_>, scenario: &Scenario) -> Result<(), Diagnostics> {
    match scenario.problem() {
        Err(faults) if faults.has(Code::CostTooLarge) => {
            let found = faults.list.iter().find(|fault| fault.code == Code::CostTooLarge);
            let found = found.map_or_else(String::new, |fault| fault.found.clone());
            Err(fault(Code::CostTooLarge, place, found, "ask for less"))
        }
        _ => Ok(()),
    }
}
