//! Events about single duties: confirmed, pinned, released. A group's duty is pinned for all of it.

use super::Live;
use super::lookups::fault;
use crate::io::change_file::Service;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::place::{Place, quoted};
use crate::io::plan_file::PlannedDuty;
use crate::model::{Duty, Roster, UnitId, VolunteerId, with_duty};

impl Live {
    /// A duty in force is pinned: somebody has promised it; or it is no longer.
    pub(super) fn pin_in_force(
        &mut self,
        place: &Place<'_>,
        duty: &PlannedDuty,
        pinned: bool,
    ) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        let (volunteer, duty) = self.find_duty_in_force(place, duty)?;
        self.set_pin(place, volunteer, duty, pinned)
    }

    /// A duty, in force or not, is to be in every plan.
    pub(super) fn pin(
        &mut self,
        place: &Place<'_>,
        duty: &PlannedDuty,
    ) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        let (volunteer, duty) = self.find_duty(place, duty)?;
        let unit = self.unit(volunteer);
        if !self.tally.roster(unit).contains(&duty) {
            self.check_not_begun(place, duty)?;
            let objections = self.objections(unit, duty);
            if !objections.is_empty() {
                let texts: Vec<String> = objections.into_iter().map(|why| why.text).collect();
                let remedy = "pin another duty, or take the one in the way back first";
                return Err(fault(Code::DutyBreaksRule, place, texts.join("; "), remedy));
            }
            let roster = with_duty(self.tally.roster(unit), duty);
            self.set_for_all(unit, duty, true, roster);
            return Ok(Vec::new());
        }
        self.set_pin(place, volunteer, duty, true)
    }

    fn set_pin(
        &mut self,
        place: &Place<'_>,
        volunteer: VolunteerId,
        duty: Duty,
        pinned: bool,
    ) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        self.check_not_begun(place, duty)?;
        let unit = self.unit(volunteer);
        if self.is_pinned(unit, duty) == pinned {
            let what = if pinned { "it is pinned already" } else { "it is not pinned" };
            return Err(Self::so_already(place, what));
        }
        let roster = self.tally.roster(unit).to_vec();
        self.set_for_all(unit, duty, pinned, roster);
        self.freed.insert(unit);
        Ok(Vec::new())
    }

    /// Pins a duty for every member of a unit, or for none, and settles the roster that they then have.
    fn set_for_all(&mut self, unit: UnitId, duty: Duty, pinned: bool, roster: Roster) {
        for &member in &self.problem.units[unit].members {
            if pinned {
                self.pinned.insert((member, duty));
            } else {
                self.pinned.remove(&(member, duty));
            }
        }
        self.settle(unit, roster, |_| {});
    }

    fn is_pinned(&self, unit: UnitId, duty: Duty) -> bool {
        self.problem.units[unit].members.iter().any(|&member| self.pinned.contains(&(member, duty)))
    }

    fn find_duty_in_force(
        &self,
        place: &Place<'_>,
        duty: &PlannedDuty,
    ) -> Result<(VolunteerId, Duty), Diagnostics> {
        let (volunteer, found) = self.find_duty(place, duty)?;
        let roster = self.tally.roster(self.unit(volunteer));
        if roster.contains(&found) {
            return Ok((volunteer, found));
        }
        let theirs: Vec<String> = roster
            .iter()
            .map(|duty| {
                let Service { point, post, from, to } = self.service(*duty);
                format!("{point}/{post} from {} to {}", from.0, to.0)
            })
            .collect();
        let said = format!("{} has no such duty", quoted(&duty.volunteer));
        let remedy = match theirs.is_empty() {
            true => "name somebody who is on duty".to_owned(),
            false => format!("theirs: {}", theirs.join(", ")),
        };
        Err(fault(Code::NoSuchDuty, place, said, remedy))
    }
}
