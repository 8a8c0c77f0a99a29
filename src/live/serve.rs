//! May somebody serve a duty, besides those they have? Yes, or every rule that forbids it.

use super::Live;
use crate::io::breach_words::{rule_key, said};
use crate::io::change_file::Objection;
use crate::io::diagnostic::Diagnostics;
use crate::io::place::Place;
use crate::io::plan_file::PlannedDuty;
use crate::io::plan_write::post_names;
use crate::model::{Duty, UnitId, with_duty};
use crate::score::Breach;
use crate::score::legal::breaches;

impl Live {
    /// Every rule that forbids a volunteer, with their group, to serve a duty besides those in force; none where they may.
    ///
    /// # Errors
    /// The duty names nothing, or is not on the grid.
    pub fn can_serve(&self, duty: &PlannedDuty) -> Result<Vec<Objection>, Diagnostics> {
        let (volunteer, duty) = self.find_duty(&Place::ROOT, duty)?;
        Ok(self.objections(self.unit(volunteer), duty))
    }

    /// Every rule that forbids a unit to serve a duty besides those it has.
    pub(super) fn objections(&self, unit: UnitId, duty: Duty) -> Vec<Objection> {
        let names = post_names(&self.scenario);
        let roster = self.tally.roster(unit);
        let crowd = self.crowd(unit, roster, duty);
        let mut objections: Vec<Objection> = self
            .forbidden(unit, roster, duty)
            .into_iter()
            .chain(crowd)
            .map(|breach| Objection {
                rule: rule_key(&breach).to_owned(),
                text: said(&names, Some(&self.calendar), &breach),
            })
            .collect();
        objections.dedup();
        objections
    }

    /// What a unit's people break by themselves with a duty more than with this roster alone.
    fn forbidden(&self, unit: UnitId, roster: &[Duty], duty: Duty) -> Vec<Breach> {
        let mut broken = Vec::new();
        let with = with_duty(roster, duty);
        let members = &self.problem.units[unit].members;
        for &member in members {
            let before = breaches(&self.problem, member, roster);
            broken.extend(
                breaches(&self.problem, member, &with).into_iter().filter(|breach| !before.contains(breach)),
            );
            if duty.from < self.first_start() {
                broken.push(Breach::BeforeNow { volunteer: member, post: duty.post, from: duty.from });
            }
        }
        broken
    }

    /// May a unit serve a duty besides those of this roster, whoever else is at its post?
    pub(super) fn may(&self, unit: UnitId, roster: &[Duty], duty: Duty) -> bool {
        self.forbidden(unit, roster, duty).is_empty()
    }

    /// The first slot in which the duty would be one too many at its post.
    fn crowd(&self, unit: UnitId, roster: &[Duty], duty: Duty) -> Option<Breach> {
        let limit = self.problem.posts[duty.post].max_people?;
        let members = self.problem.units[unit].members.len() as u32;
        let start = duty.post.0 as usize * self.problem.grid.slots();
        let own = |slot: u32| {
            roster.iter().any(|own| own.post == duty.post && own.from.0 <= slot && slot < own.to.0)
        };
        (duty.from.0..duty.to.0).find_map(|slot| {
            let others = self.tally.heads()[start + slot as usize] - if own(slot) { members } else { 0 };
            let people = others + members;
            let slot = crate::ground::Slot(slot);
            (people > limit).then_some(Breach::MaxPeople { post: duty.post, slot, people, limit })
        })
    }
}
