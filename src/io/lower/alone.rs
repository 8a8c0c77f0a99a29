//! Parts of a scenario by themselves: one volunteer, one line, the hours of one post, by the same reading as the whole.
//!
//! What a part refers to is looked up in the rest of the scenario, whose volunteers need not be there. Skills and organisations
//! that no list holds are numbered as they are met, so the names met so far are handed in.

use super::Lowering;
use crate::ground::{Slot, Weight};
use crate::io::diagnostic::Diagnostics;
use crate::io::place::Place;
use crate::io::scenario::{Line, Post, Scenario, Volunteer};
use crate::model::{Rules, VolunteerDraft};
use std::sync::Arc;

/// The names of skills and organisations that no list of the scenario holds, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenNames {
    skills: Vec<String>,
    organisations: Vec<String>,
}

/// A volunteer by themselves.
#[derive(Clone, Debug)]
pub struct LoneVolunteer {
    /// What the problem knows of them; the id of their rules means nothing.
    pub draft: VolunteerDraft,
    /// The rules that bind them.
    pub rules: Rules,
    /// The names met so far.
    pub names: OpenNames,
}

/// What is read of `volunteer`, who stands at `place`; or all that is wrong with them.
pub fn lone_volunteer(
    scenario: &Scenario,
    names: &OpenNames,
    place: &Place<'_>,
    volunteer: &Volunteer,
) -> Result<LoneVolunteer, Diagnostics> {
    let mut faults = Diagnostics::default();
    let mut lowering = Lowering::beside(scenario, names, &mut faults);
    lowering.rule_sets();
    let draft = lowering.volunteer(place, volunteer);
    let (rules, names) = (lowering.rules.get(draft.rules).cloned(), lowering.open_names());
    match rules {
        Some(rules) if !faults.has_errors() => Ok(LoneVolunteer { draft, rules, names }),
        _ => Err(faults),
    }
}

/// The demand of `line` in each slot, empty where it is 0 everywhere; or all that is wrong with it, as it stands at `place`.
pub fn lone_demand(scenario: &Scenario, place: &Place<'_>, line: &Line) -> Result<Box<[i64]>, Diagnostics> {
    let mut faults = Diagnostics::default();
    let demand = Lowering::of(scenario, &mut faults).demand(place, line);
    if faults.has_errors() { Err(faults) } else { Ok(demand) }
}

/// The latest end of a duty at `post` for each slot it may start in; or all that is wrong with its shifts.
pub fn lone_hours(scenario: &Scenario, place: &Place<'_>, post: &Post) -> Result<Arc<[Slot]>, Diagnostics> {
    let mut faults = Diagnostics::default();
    let hours = Lowering::of(scenario, &mut faults).latest_end(place, &post.shifts);
    if faults.has_errors() { Err(faults) } else { Ok(hours) }
}

/// What a change costs for each slot at which the duty starts, as seen from the scenario's `now`.
pub fn lone_change_weights(scenario: &Scenario) -> Option<Box<[Weight]>> {
    let mut faults = Diagnostics::default();
    let mut lowering = Lowering::of(scenario, &mut faults);
    let now = lowering.now();
    lowering.objective(now).change_weight
}

impl<'s, 'd> Lowering<'s, 'd> {
    /// The lowering of parts of a scenario, with these names met before.
    fn beside(scenario: &'s Scenario, names: &'s OpenNames, diagnostics: &'d mut Diagnostics) -> Self {
        let mut lowering = Self::of(scenario, diagnostics);
        for (known, met) in [
            (&mut lowering.ids.skills, &names.skills),
            (&mut lowering.ids.organisations, &names.organisations),
        ] {
            if known.is_open() {
                for name in met {
                    known.add(name);
                }
            }
        }
        lowering
    }

    /// The names met so far that no list holds.
    pub(super) fn open_names(&self) -> OpenNames {
        let met = |names: &super::ids::Names<'_>| if names.is_open() { names.in_order() } else { Vec::new() };
        OpenNames { skills: met(&self.ids.skills), organisations: met(&self.ids.organisations) }
    }
}
