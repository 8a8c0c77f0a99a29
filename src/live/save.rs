//! The state in the file formats, to go on from later; and how things stand.

use super::Live;
use crate::io::change_file::Status;
use crate::io::lower::Hold;
use crate::io::plan_file::{EngineNote, PlanFile, StopWord};
use crate::io::plan_write::{Claims, plan_cost, plan_file};
use crate::io::scenario::Scenario;
use crate::model::{Duty, Plan, UnitId, VolunteerId};

impl Live {
    /// The scenario with all that has happened, and the plan in force, which it publishes. Read back, they go on identically.
    pub fn save(&self) -> (Scenario, PlanFile) {
        let scenario = self.saved_scenario();
        let claims = Claims {
            cost: self.tally.terms(),
            bound: None,
            stop: StopWord::Time,
            engine: Some(EngineNote {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                seed: 1,
                threads: 1,
                seconds: 0.0,
            }),
        };
        let plan = plan_file(&scenario, &self.problem, &self.plan(), claims);
        (scenario, plan)
    }

    /// The scenario with all that has happened.
    pub fn saved_scenario(&self) -> Scenario {
        let mut scenario = self.scenario.clone();
        scenario.volunteers.clone_from(&self.people);
        scenario.published = self
            .plan()
            .duties()
            .map(|(volunteer, duty)| {
                let pinned = self.pinned.contains(&(volunteer, duty)).then_some(true);
                self.named(volunteer, duty).published(pinned)
            })
            .collect();
        scenario
    }

    /// The plan in force.
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::empty(self.problem.volunteers.len());
        for (id, unit) in self.problem.units.pairs() {
            for &member in &unit.members {
                plan.rosters[member] = self.tally.roster(id).to_vec();
            }
        }
        plan
    }

    /// How things stand.
    pub fn status(&self) -> Status {
        let duties = |unit: UnitId| self.tally.roster(unit).len() * self.problem.units[unit].members.len();
        let kept = |unit: UnitId| {
            let is_kept = |duty: &&Duty| self.hold(unit, **duty) != Hold::Free;
            self.tally.roster(unit).iter().filter(is_kept).count() * self.problem.units[unit].members.len()
        };
        Status {
            now: self.scenario.now.clone(),
            volunteers: self.people.len(),
            duties: self.problem.units.ids().map(duties).sum(),
            kept: self.problem.units.ids().map(kept).sum(),
            cost: plan_cost(&self.tally.terms()),
            events: self.events,
            proposal: self.proposal.is_some(),
            undoable: self.accepted.len(),
        }
    }

    /// The number of the volunteer of this id.
    pub fn volunteer(&self, id: &str) -> Option<VolunteerId> {
        self.volunteers.get(id).copied()
    }
}
