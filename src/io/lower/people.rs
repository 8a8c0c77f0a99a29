//! Volunteers: what is known of them, when they are free, where they serve, what they wish, what they carry in.

use super::Lowering;
use crate::ground::Minutes;
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario;
use crate::model::{
    History, Language, Level, OrganisationId, PointId, RulesId, Skill, SkillId, TagId, Traits,
    VolunteerDraft, VolunteerId, Wish, WishKind, ZoneId,
};

/// The most members of a group.
const LARGEST_GROUP: usize = 10_000;

impl<'s> Lowering<'s, '_> {
    /// All volunteers, without their published duties.
    pub(super) fn volunteers(&mut self) -> Vec<VolunteerDraft> {
        let scenario = self.scenario;
        let list = Place::ROOT.key("volunteers");
        let people = scenario.volunteers.iter().enumerate();
        people.map(|(index, volunteer)| self.volunteer(&list.item(index), volunteer)).collect()
    }

    pub(super) fn volunteer(
        &mut self,
        place: &Place<'_>,
        volunteer: &'s scenario::Volunteer,
    ) -> VolunteerDraft {
        let home = volunteer.home_zone.as_ref();
        let home = home.and_then(|zone| self.ids.zones.find(&place.key("home_zone"), zone, &mut self.faults));
        let zones = volunteer.zones.as_ref().map(|zones| {
            let found = self.ids.zones.find_all(&place.key("zones"), zones, &mut self.faults);
            found.into_iter().map(ZoneId).collect()
        });
        let points = volunteer.points.as_ref().map(|points| {
            let found = self.ids.points.find_all(&place.key("points"), points, &mut self.faults);
            found.into_iter().map(PointId).collect()
        });
        let show_up = volunteer.show_up.unwrap_or(100);
        if show_up > 100 {
            let found = format!("{show_up} percent");
            self.faults.note(Code::OutOfRange, &place.key("show_up"), found, "write 0 to 100");
        }
        VolunteerDraft {
            traits: self.traits(place, volunteer),
            home: home.map(ZoneId),
            free: self.joined(&place.key("available"), &volunteer.available),
            rules: self.person_rules(place, volunteer),
            zones,
            points,
            wishes: self.wishes(&place.key("wishes"), &volunteer.wishes),
            show_up: show_up.min(100) as u8,
            history: self.history(&place.key("history"), volunteer.history.as_ref()),
            published: Box::default(),
            kept: Box::default(),
            begun: Box::default(),
        }
    }

    fn person_rules(&mut self, place: &Place<'_>, volunteer: &'s scenario::Volunteer) -> RulesId {
        self.rules_of_person(&place.key("rules"), volunteer.rules.as_ref())
    }

    fn traits(&mut self, place: &Place<'_>, volunteer: &'s scenario::Volunteer) -> Traits {
        let organisation = volunteer.organisation.as_ref().and_then(|organisation| {
            self.ids.organisations.find(&place.key("organisation"), organisation, &mut self.faults)
        });
        let mut languages = Vec::with_capacity(volunteer.languages.len());
        let list = place.key("languages");
        for (index, spoken) in volunteer.languages.iter().enumerate() {
            let code = self.language_code(&list.item(index).key("code"), &spoken.code);
            let level = spoken.level.map_or(Level::Native, super::needs::level);
            languages.extend(code.map(|code| Language { code, level }));
        }
        let list = place.key("skills");
        let mut skills = Vec::with_capacity(volunteer.skills.len());
        for (index, held) in volunteer.skills.iter().enumerate() {
            skills.extend(self.held_skill(&list.item(index), held));
        }
        Traits {
            female: volunteer.gender.map(|gender| gender == scenario::Gender::Female),
            age: volunteer.age.map(|age| self.number(&place.key("age"), age)),
            organisation: organisation.map(OrganisationId),
            languages,
            skills,
        }
    }

    fn held_skill(&mut self, place: &Place<'_>, held: &'s scenario::HeldSkill) -> Option<Skill> {
        let (id, from, until) = match held {
            scenario::HeldSkill::Always(id) => {
                (self.ids.skills.find(place, id, &mut self.faults), None, None)
            }
            scenario::HeldSkill::Dated { id, from, until } => {
                let skill = self.ids.skills.find(&place.key("id"), id, &mut self.faults);
                let first = from.as_ref().and_then(|date| self.date(&place.key("from"), date));
                let last = until.as_ref().and_then(|date| self.date(&place.key("until"), date));
                if let (Some(from), Some(until)) = (from, until)
                    && first.zip(last).is_some_and(|(first, last)| first > last)
                {
                    let found = format!("from {} until {}", from.0, until.0);
                    self.faults.note(Code::SkillDates, place, found, "let it end no earlier than it begins");
                }
                (skill, first, last)
            }
        };
        Some(Skill { skill: SkillId(id?), from, until })
    }

    fn wishes(&mut self, list: &Place<'_>, wishes: &'s [scenario::Wish]) -> Box<[Wish]> {
        let mut lowered = Vec::with_capacity(wishes.len());
        for (index, wish) in wishes.iter().enumerate() {
            lowered.extend(self.wish(&list.item(index), wish));
        }
        lowered.into_boxed_slice()
    }

    /// A wish with its window cut to the horizon; nothing where no part of it lies inside.
    fn wish(&mut self, place: &Place<'_>, wish: &'s scenario::Wish) -> Option<Wish> {
        let kind = match wish.kind {
            scenario::WishKind::Prefer => WishKind::Prefer,
            scenario::WishKind::Avoid => WishKind::Avoid,
            scenario::WishKind::Rather => WishKind::Rather,
        };
        let lacks = match kind {
            WishKind::Prefer => [("from", wish.from.is_none()), ("to", wish.to.is_none())],
            WishKind::Rather => [("point", wish.point.is_none() && wish.tag.is_none()), ("tag", false)],
            WishKind::Avoid => [("from", false), ("to", false)],
        };
        for (key, _) in lacks.into_iter().filter(|(_, lacks)| *lacks) {
            self.faults.missing_key(place, key);
        }
        let point = wish.point.as_ref();
        let point = point.map(|point| self.ids.points.find(&place.key("point"), point, &mut self.faults));
        let tag = wish.tag.as_ref();
        let tag = tag.map(|tag| self.ids.tags.find(&place.key("tag"), tag, &mut self.faults));
        let weight = self.weight(&place.key("weight"), wish.weight);
        let horizon = self.calendar.as_ref().map_or(0, crate::io::calendar::Calendar::minutes);
        let (from, to) = match (&wish.from, &wish.to) {
            (Some(from), Some(to)) => self.interval(place, from, to)?,
            (from, to) => {
                let from = from.as_ref().map(|from| self.instant(&place.key("from"), from));
                let to = to.as_ref().map(|to| self.instant(&place.key("to"), to));
                (from.unwrap_or(Some(0))?, to.unwrap_or(Some(horizon))?)
            }
        };
        let (from, to) = (from.max(0), to.min(horizon));
        (from < to).then_some(Wish {
            kind,
            from: Minutes(from),
            to: Minutes(to),
            point: point.flatten().map(PointId),
            tag: tag.flatten().map(TagId),
            weight,
        })
    }

    fn history(&mut self, place: &Place<'_>, history: Option<&scenario::History>) -> History {
        let Some(history) = history else { return History::default() };
        let last_end = history.last_end.as_ref();
        let mut count = |key, value: Option<u32>| self.number(&place.key(key), value.unwrap_or(0));
        let minutes = count("minutes", history.minutes);
        let consecutive_days = count("consecutive_days", history.consecutive_days);
        let weekends = count("weekends", history.weekends);
        History {
            minutes: Minutes(i64::from(minutes)),
            last_end: last_end.and_then(|end| self.instant(&place.key("last_end"), end)).map(Minutes),
            consecutive_days,
            weekends,
        }
    }

    /// The groups whose members serve the same duties, each of two or more.
    pub(super) fn groups(&mut self) -> Vec<Vec<VolunteerId>> {
        let list = Place::ROOT.key("together");
        let mut group_of: Vec<Option<usize>> = vec![None; self.ids.volunteers.len()];
        let mut groups = Vec::with_capacity(self.scenario.together.len());
        for (number, names) in self.scenario.together.iter().enumerate() {
            let place = list.item(number);
            let mut group = Vec::with_capacity(names.len());
            for (index, name) in names.iter().enumerate() {
                let place = place.item(index);
                let Some(id) = self.ids.volunteers.find(&place, name, &mut self.faults) else { continue };
                if let Some(other) = group_of[id as usize].replace(number) {
                    let found = format!("{name:?} is in group {other} already");
                    self.faults.note(Code::GroupTwice, &place, found, "name each person once, in one group");
                } else {
                    group.push(VolunteerId(id));
                }
            }
            if group.len() > LARGEST_GROUP {
                let found = format!("a group of {}", group.len());
                let remedy = format!("let {LARGEST_GROUP} serve together at most");
                self.faults.note(Code::ScenarioTooLarge, &place, found, remedy);
            }
            if group.len() > 1 {
                groups.push(group);
            }
        }
        groups
    }
}
