//! A problem kept in step with what happens: one person, or one unit, renewed in place instead of everything anew.
//!
//! Casts and sets of posts that nobody has any more stay where they are; nothing asks for them. A unit that comes later stands
//! after those that were assembled. All else is as a fresh build would have it.

use super::intake::Intake;
use super::problem::{Interner, casts_of, dates_spanned, sum_of_casts, unit_of};
use super::{Cast, Casts, Duty, Hours, Problem, Unit, UnitId, Volunteer, VolunteerDraft, VolunteerId};

impl Problem {
    /// The most dates that any duty touches, as casts by dates count them.
    pub fn dates_spanned(&self) -> usize {
        let kept = self.volunteers.iter().flat_map(|volunteer| &volunteer.kept);
        dates_spanned(&self.grid, &self.posts, kept)
    }

    /// Takes what is known of a volunteer from `draft` from now on; duties of more than `span` dates are nobody's.
    pub fn renew_volunteer(&mut self, id: VolunteerId, draft: VolunteerDraft, span: usize) {
        self.volunteers[id] = self.volunteer(draft, span);
        self.renew_unit(self.unit_of[id], span);
    }

    /// Adds a volunteer, in a unit alone.
    pub fn add_volunteer(&mut self, draft: VolunteerDraft, span: usize) -> VolunteerId {
        let volunteer = self.volunteer(draft, span);
        let id = self.volunteers.push(volunteer);
        self.unit_of.push(UnitId(0));
        self.add_unit(id, span);
        id
    }

    /// Takes a volunteer out of a group, into a unit alone, which is answered; nothing where they are alone already.
    pub fn part(&mut self, id: VolunteerId, span: usize) -> Option<UnitId> {
        let old = self.unit_of[id];
        if self.units[old].members.len() == 1 {
            return None;
        }
        self.units[old].members =
            self.units[old].members.iter().copied().filter(|other| *other != id).collect();
        self.renew_unit(old, span);
        Some(self.add_unit(id, span))
    }

    /// Gives a volunteer other hours, and their unit those that all of it share.
    pub fn renew_hours(&mut self, id: VolunteerId, free: Hours) {
        self.volunteers[id].free = free;
        let unit = &self.units[self.unit_of[id]];
        let mut all = self.volunteers[unit.members[0]].free.clone();
        for &member in &unit.members[1..] {
            all = super::problem::intersection(&all, &self.volunteers[member].free).into();
        }
        self.units[self.unit_of[id]].free = all;
    }

    /// Publishes `roster` for all members of a unit; of these duties some are kept, and some of those have begun.
    pub fn renew_published(&mut self, id: UnitId, roster: &[Duty], kept: &[Duty], begun: &[Duty]) {
        let unit = &mut self.units[id];
        unit.kept = kept.into();
        unit.begun = begun.into();
        for &member in &unit.members {
            let volunteer = &mut self.volunteers[member];
            volunteer.published = roster.into();
            volunteer.kept = kept.into();
            volunteer.begun = begun.into();
        }
    }

    fn add_unit(&mut self, id: VolunteerId, span: usize) -> UnitId {
        let unit = self.unit(vec![id], span);
        self.unit_of[id] = self.units.push(unit);
        self.unit_of[id]
    }

    fn renew_unit(&mut self, id: UnitId, span: usize) {
        let members = self.units[id].members.to_vec();
        self.units[id] = self.unit(members, span);
    }

    fn unit(&mut self, members: Vec<VolunteerId>, span: usize) -> Unit {
        let mut casts = Interner::after(std::mem::take(&mut self.casts));
        let mut post_sets = Interner::after(std::mem::take(&mut self.post_sets));
        let Self { grid, needs, volunteers, .. } = &*self;
        let own = |casts: &mut Interner<_, Cast>, id: VolunteerId| {
            casts_of(casts, grid, span, needs, &volunteers[id].traits)
        };
        let first = own(&mut casts, members[0]);
        let sum = |casts: &mut Interner<_, Cast>, a: &Casts, b: VolunteerId| {
            let b = own(casts, b);
            sum_of_casts(casts, grid, span, a, &b)
        };
        let unit = unit_of(members, volunteers, &mut post_sets, (&mut casts, first), sum);
        (self.casts, self.post_sets) = (casts.items, post_sets.items);
        unit
    }

    fn volunteer(&mut self, draft: VolunteerDraft, span: usize) -> Volunteer {
        let (casts, post_sets) = (std::mem::take(&mut self.casts), std::mem::take(&mut self.post_sets));
        let mut intake = Intake::of((&self.grid, span), &self.needs, &self.posts, casts, post_sets);
        let (volunteer, _) = intake.volunteer(draft);
        let Intake { casts, post_sets, .. } = intake;
        (self.casts, self.post_sets) = (casts.items, post_sets.items);
        volunteer
    }
}
