//! What one plan changes against another: whose duties, and where need is met better or worse.

use super::figures::Figures;
use super::view::View;
use crate::io::stated::Site;
use crate::model::{Duty, VolunteerId};
use std::collections::BTreeSet;

/// How many people are listed with their duties.
const LISTED: usize = 200;

/// The differences of a plan from an earlier one.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// Whose duties are not the same, with what they lose and what they get; the first of them.
    pub(super) people: Vec<(VolunteerId, Vec<Duty>, Vec<Duty>)>,
    /// How many people that is of.
    pub(super) moved: usize,
    /// Duties that only the earlier plan has, and that only this one has.
    pub(super) duties: [usize; 2],
    /// Minutes missing at a place by kind of need, before and now, where they are not the same.
    pub(super) missing: Vec<(Site, usize, i128, i128)>,
}

impl Changes {
    /// What `now` changes against `before`, both of one problem.
    pub(super) fn of(before: (&View<'_>, &Figures), now: (&View<'_>, &Figures)) -> Self {
        let mut changes = Self::default();
        for id in now.0.problem.volunteers.ids() {
            let old: BTreeSet<&Duty> = before.0.plan.rosters[id].iter().collect();
            let new: BTreeSet<&Duty> = now.0.plan.rosters[id].iter().collect();
            if old == new {
                continue;
            }
            let lost: Vec<Duty> = old.difference(&new).map(|duty| **duty).collect();
            let got: Vec<Duty> = new.difference(&old).map(|duty| **duty).collect();
            changes.moved += 1;
            changes.duties[0] += lost.len();
            changes.duties[1] += got.len();
            if changes.people.len() < LISTED {
                changes.people.push((id, lost, got));
            }
        }
        for (&(place, kind), tally) in &now.1.by_kind {
            let old = before.1.by_kind.get(&(place, kind)).map_or(0, |tally| tally.missing);
            if old != tally.missing {
                changes.missing.push((place, kind, old, tally.missing));
            }
        }
        changes.missing.sort_by_key(|(place, kind, old, new)| (-(new - old).abs(), *place, *kind));
        changes
    }
}
