//! Events about people: who is not there, who goes, who comes, what somebody can do, what somebody refuses.
//!
//! Whoever loses a duty that their group keeps is planned apart from it from then on.

use super::Live;
use super::lookups::fault;
use crate::ground::Slot;
use crate::io::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::io::fields::check_id;
use crate::io::lower::alone::{LoneVolunteer, lone_volunteer};
use crate::io::lower::slots_of;
use crate::io::place::{Place, quoted};
use crate::io::plan_file::PlannedDuty;
use crate::io::scenario::{HeldSkill, Interval, LocalTime, Volunteer};
use crate::model::{Duty, LinePlace, Roster, RulesId, VolunteerDraft, VolunteerId};

/// Duties that somebody has lost.
type Lost = Vec<(VolunteerId, Duty)>;

/// Before and after all times of a scenario.
const ALWAYS: (i64, i64) = (i64::MIN / 2, i64::MAX / 2);

impl Live {
    /// Somebody did not come and will not.
    pub(super) fn absent(&mut self, place: &Place<'_>, id: &str) -> Result<Lost, Diagnostics> {
        let volunteer = self.find_volunteer(&place.key("volunteer"), id)?;
        let now = self.present().0;
        let wanted = self.duties(volunteer).into_iter().filter(|duty| self.ends(*duty) <= now).collect();
        self.without_hours(place, volunteer, (self.ahead(), ALWAYS.1), wanted)
    }

    /// Somebody is not there before a time.
    pub(super) fn late(
        &mut self,
        place: &Place<'_>,
        id: &str,
        until: &LocalTime,
    ) -> Result<Lost, Diagnostics> {
        let volunteer = self.find_volunteer(&place.key("volunteer"), id)?;
        let place_of_time = place.key("until");
        let (until, now) = (self.minute(&place_of_time, until)?, self.present().0);
        if until <= now {
            return Err(self.passed(&place_of_time));
        }
        self.check_inside(&place_of_time, until)?;
        let stays = |duty: &Duty| self.starts(*duty) >= until || self.ends(*duty) <= now;
        let wanted = self.duties(volunteer).into_iter().filter(stays).collect();
        self.without_hours(place, volunteer, (self.ahead(), until), wanted)
    }

    /// Somebody goes home; what they serve then is cut to that time, in whole slots.
    pub(super) fn leaves(
        &mut self,
        place: &Place<'_>,
        id: &str,
        at: Option<&LocalTime>,
    ) -> Result<Lost, Diagnostics> {
        let volunteer = self.find_volunteer(&place.key("volunteer"), id)?;
        let place_of_time = place.key("at");
        let at = match (at, self.now) {
            (Some(at), _) => self.minute(&place_of_time, at)?,
            (None, Some(now)) => now,
            (None, None) => {
                let found = "the scenario has no present, and no time is given";
                return Err(fault(Code::MissingKey, &place_of_time, found, "add `at`"));
            }
        };
        self.check_inside(&place_of_time, at)?;
        let step = self.calendar.slot_minutes();
        let end = Slot((at.max(0) / step) as u32);
        let mut wanted = Roster::new();
        for duty in self.duties(volunteer) {
            if duty.to <= end {
                wanted.push(duty);
            } else if duty.from < end && self.starts(duty) < self.present().0 {
                wanted.push(Duty { to: end, ..duty });
            }
        }
        self.without_hours(place, volunteer, (if at <= 0 { ALWAYS.0 } else { at }, ALWAYS.1), wanted)
    }

    /// Somebody refuses a duty, in force or proposed: they are not free then.
    pub(super) fn decline(&mut self, place: &Place<'_>, duty: &PlannedDuty) -> Result<Lost, Diagnostics> {
        let (volunteer, duty) = self.find_duty(place, duty)?;
        self.check_not_begun(place, duty)?;
        let wanted = self.duties(volunteer).into_iter().filter(|other| *other != duty).collect();
        self.without_hours(place, volunteer, (self.starts(duty), self.ends(duty)), wanted)
    }

    /// Somebody comes who is not in the scenario, or who had left and comes back.
    pub(super) fn arrives(&mut self, place: &Place<'_>, volunteer: &Volunteer) -> Result<Lost, Diagnostics> {
        let place = &place.key("volunteer");
        let mut faults = Diagnostics::default();
        check_id(&volunteer.id, &place.key("id"), &mut faults);
        if faults.has_errors() {
            return Err(faults);
        }
        let known = self.volunteers.get(&volunteer.id).copied();
        if let Some(known) = known
            && (self.has_hours_ahead(known)
                || self.duties(known).iter().any(|duty| self.ends(*duty) > self.present().0))
        {
            let found = format!("the volunteer {} is there already", quoted(&volunteer.id));
            return Err(fault(Code::DuplicateId, &place.key("id"), found, "give each their own id"));
        }
        let lone = lone_volunteer(&self.scenario, &self.names, place, volunteer)?;
        self.check_dear_person(place, volunteer)?;
        let draft = self.learn(lone);
        match known {
            Some(known) => self.comes_back(known, volunteer, draft),
            None => self.comes(volunteer, draft),
        }
        Ok(Lost::new())
    }

    fn comes(&mut self, volunteer: &Volunteer, draft: VolunteerDraft) {
        self.widen_supervision();
        let id = self.problem.add_volunteer(draft, self.span);
        self.people.push(volunteer.clone());
        self.volunteers.insert(volunteer.id.clone(), id);
        let unit = self.unit(id);
        self.graphs.renew_unit(&self.problem, unit);
        self.tally.take_in(&self.problem, unit, Roster::new());
        self.freed.insert(unit);
    }

    fn comes_back(&mut self, id: VolunteerId, volunteer: &Volunteer, draft: VolunteerDraft) {
        self.part(id);
        self.people[id.0 as usize] = volunteer.clone();
        let (unit, span) = (self.unit(id), self.span);
        self.settle(unit, self.duties(id), |live| live.problem.renew_volunteer(id, draft, span));
        self.freed.insert(unit);
    }

    /// Somebody gains a skill, or loses it.
    pub(super) fn certificate(
        &mut self,
        place: &Place<'_>,
        id: &str,
        skill: &HeldSkill,
        held: bool,
    ) -> Result<Lost, Diagnostics> {
        let volunteer = self.find_volunteer(&place.key("volunteer"), id)?;
        let mut person = self.people[volunteer.0 as usize].clone();
        let before = person.skills.clone();
        let name = |held: &HeldSkill| match held {
            HeldSkill::Always(id) | HeldSkill::Dated { id, .. } => id.clone(),
        };
        if !held {
            person.skills.retain(|other| name(other) != name(skill));
        } else if !before.contains(skill) {
            person.skills.push(skill.clone());
        }
        if person.skills == before {
            let so = if held { "is held already" } else { "is not held" };
            return Err(Self::so_already(&place.key("skill"), format!("{} {so}", quoted(&name(skill)))));
        }
        let at = place.key("skill");
        let mut faults = Diagnostics::default();
        check_id(&name(skill), &at, &mut faults);
        if faults.has_errors() {
            return Err(faults);
        }
        let lone = lone_volunteer(&self.scenario, &self.names, place, &person).map_err(|faults| {
            faults
                .list
                .into_iter()
                .map(|fault| Diagnostic { path: at.to_string(), ..fault })
                .collect::<Diagnostics>()
        })?;
        let draft = self.learn(lone);
        let roster = self.duties(volunteer);
        if !held && !roster.is_empty() {
            self.part(volunteer);
        }
        self.people[volunteer.0 as usize] = person;
        let (unit, span) = (self.unit(volunteer), self.span);
        for &duty in roster.iter().filter(|_| !held) {
            self.note_hole(duty);
        }
        let lost = self.settle(unit, roster, |live| live.problem.renew_volunteer(volunteer, draft, span));
        self.freed.insert(unit);
        Ok(self.of_all(unit, lost))
    }

    /// Takes hours from a volunteer, whose duties of those in force are those `wanted`.
    fn without_hours(
        &mut self,
        place: &Place<'_>,
        volunteer: VolunteerId,
        cut: (i64, i64),
        wanted: Roster,
    ) -> Result<Lost, Diagnostics> {
        let before = self.duties(volunteer);
        let available = self.hours_without(volunteer, cut);
        let person = &self.people[volunteer.0 as usize];
        if before == wanted && available == person.available {
            return Err(Self::so_already(
                place,
                format!("{} has no such hours or duties", quoted(&person.id)),
            ));
        }
        let gone: Vec<Duty> = before.iter().copied().filter(|duty| !wanted.contains(duty)).collect();
        if !gone.is_empty() {
            self.part(volunteer);
        }
        self.people[volunteer.0 as usize].available = available;
        let free = slots_of(&self.calendar, &self.minutes_free(volunteer));
        let unit = self.unit(volunteer);
        for &duty in &gone {
            self.pinned.remove(&(volunteer, duty));
            let rest = wanted.iter().find(|other| other.post == duty.post && other.from == duty.from);
            self.note_hole(Duty { from: rest.map_or(duty.from, |rest| rest.to), ..duty });
        }
        let lost = self.settle(unit, wanted, |live| live.problem.renew_hours(volunteer, free.into()));
        self.freed.insert(unit);
        let mut all = self.of_all(unit, lost);
        all.extend(gone.into_iter().map(|duty| (volunteer, duty)));
        all.sort_unstable();
        Ok(all)
    }

    /// The hours of a volunteer as intervals, without those from one minute to another.
    fn hours_without(&self, volunteer: VolunteerId, (from, to): (i64, i64)) -> Vec<Interval> {
        let mut left = Vec::new();
        let available = &self.people[volunteer.0 as usize].available;
        for (interval, (start, end)) in available.iter().zip(self.minutes_free(volunteer)) {
            if end <= from || to <= start {
                left.push(interval.clone());
                continue;
            }
            if start < from {
                left.push(Interval { from: interval.from.clone(), to: self.calendar.text(from) });
            }
            if to < end {
                left.push(Interval { from: self.calendar.text(to), to: interval.to.clone() });
            }
        }
        left
    }

    /// When a volunteer is free, as minutes of the horizon, interval by interval.
    fn minutes_free(&self, volunteer: VolunteerId) -> Vec<(i64, i64)> {
        let minute = |time: &LocalTime| self.calendar.instant(time.as_str()).unwrap_or_default();
        let available = &self.people[volunteer.0 as usize].available;
        available.iter().map(|interval| (minute(&interval.from), minute(&interval.to))).collect()
    }

    fn has_hours_ahead(&self, volunteer: VolunteerId) -> bool {
        self.problem.volunteers[volunteer].free.iter().any(|window| window.to > self.first_start())
    }

    /// The duties of a volunteer in force.
    pub(super) fn duties(&self, volunteer: VolunteerId) -> Roster {
        self.tally.roster(self.unit(volunteer)).to_vec()
    }

    /// These duties for all members of a unit.
    pub(super) fn of_all(&self, unit: crate::model::UnitId, duties: Vec<Duty>) -> Lost {
        let members = self.problem.units[unit].members.iter();
        members.flat_map(|&member| duties.iter().map(move |duty| (member, *duty))).collect()
    }

    /// From when on hours are taken: from now, or from the very first.
    fn ahead(&self) -> i64 {
        self.now.filter(|now| *now > 0).unwrap_or(ALWAYS.0)
    }

    pub(super) fn starts(&self, duty: Duty) -> i64 {
        self.problem.grid.minutes(duty.from).0
    }

    pub(super) fn ends(&self, duty: Duty) -> i64 {
        self.problem.grid.minutes(duty.to).0
    }

    pub(super) fn check_not_begun(&self, place: &Place<'_>, duty: Duty) -> Result<(), Diagnostics> {
        if self.starts(duty) >= self.present().0 {
            return Ok(());
        }
        let found = format!("it began at {}", self.calendar.text_at(duty.from).0);
        Err(fault(Code::HasBegun, place, found, "say `leaves` or `absent` where it is not served to its end"))
    }

    fn check_inside(&self, place: &Place<'_>, minute: i64) -> Result<(), Diagnostics> {
        if (0..=self.calendar.minutes()).contains(&minute) {
            return Ok(());
        }
        let (start, end) = (&self.scenario.start.0, &self.scenario.end.0);
        let remedy = format!("stay within {start} to {end}");
        Err(fault(Code::OutsideHorizon, place, "it lies outside the horizon", remedy))
    }

    /// The draft of a volunteer read alone, with the names and the rules that come with it learnt.
    fn learn(&mut self, lone: LoneVolunteer) -> VolunteerDraft {
        let LoneVolunteer { mut draft, rules, names } = lone;
        self.names = names;
        let known = self.problem.rules.pairs().find(|(_, known)| **known == rules).map(|(id, _)| id);
        draft.rules = known.unwrap_or_else(|| -> RulesId { self.problem.rules.push(rules) });
        draft
    }

    /// With one volunteer more, those who may watch over more than there were watch over one more.
    fn widen_supervision(&mut self) {
        let people = self.problem.volunteers.len();
        let wider = |live: &Self, place: LinePlace| match place {
            LinePlace::Supervision(post, rule) if people > 0 => {
                (live.stated(post).supervision[rule as usize].ratio as usize > people).then_some(post)
            }
            _ => None,
        };
        let lines: Vec<_> =
            self.lines.iter().filter_map(|(place, line)| Some((wider(self, *place)?, *line))).collect();
        for (post, line) in lines {
            let there =
                |unit: &crate::model::UnitId| self.tally.roster(*unit).iter().any(|duty| duty.post == post);
            let units: Vec<_> = self.problem.units.ids().filter(there).collect();
            let rosters: Vec<Roster> =
                units.iter().map(|&unit| self.tally.take_out(&self.problem, unit)).collect();
            let mut terms = self.problem.posts[post].terms.iter_mut();
            if let Some(term) = terms.find(|term| term.line == line && term.coefficient > 0) {
                term.coefficient += 1;
            }
            for (unit, roster) in units.into_iter().zip(rosters) {
                self.tally.take_in(&self.problem, unit, roster);
            }
        }
    }
}
