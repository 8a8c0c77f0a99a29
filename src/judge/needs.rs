//! Who meets a need: what a person is, speaks and holds on the dates of a duty.

use super::clock::{NotATime, date};
use super::unjudgeable::Unjudgeable;
use crate::io::scenario::{Date, HeldSkill, LanguageNeed, Level, Named, Need, Scenario, Spoken, Volunteer};
use std::collections::HashSet;

/// How deep needs may be nested.
const DEEPEST: u32 = 32;

/// A skill as a person holds it: which, from which date, until which date.
pub(super) type Held<'a> = (&'a str, Option<i64>, Option<i64>);

/// The skills and organisations that may be named: any, where the scenario lists none.
pub(super) struct Vocabulary<'a> {
    skills: Option<HashSet<&'a str>>,
    organisations: Option<HashSet<&'a str>>,
}

impl<'a> Vocabulary<'a> {
    /// What `scenario` lists.
    pub fn of(scenario: &'a Scenario) -> Self {
        let ids = |list: &'a Option<Vec<Named>>| {
            list.as_ref().map(|list| list.iter().map(|named| named.id.as_str()).collect())
        };
        Self { skills: ids(&scenario.skills), organisations: ids(&scenario.organisations) }
    }

    /// May this skill be named?
    pub fn has_skill(&self, id: &str) -> bool {
        self.skills.as_ref().is_none_or(|known| known.contains(id))
    }

    /// May this organisation be named?
    pub fn has_organisation(&self, id: &str) -> bool {
        self.organisations.as_ref().is_none_or(|known| known.contains(id))
    }

    /// Refuses a need that has no meaning.
    pub fn check(&self, need: &Need, path: &str) -> Result<(), Unjudgeable> {
        match self.fault(need, DEEPEST) {
            None => Ok(()),
            Some(found) => Err(Unjudgeable::scenario(path, found)),
        }
    }

    /// What is wrong with a need that may still be nested `left` deep.
    fn fault(&self, need: &Need, left: u32) -> Option<String> {
        if left == 0 {
            return Some(format!("needs are nested more than {DEEPEST} deep"));
        }
        match need {
            Need::Skill(id) if !self.has_skill(id) => Some(format!("no skill \"{id}\" is listed")),
            Need::Organisation(id) if !self.has_organisation(id) => {
                Some(format!("no organisation \"{id}\" is listed"))
            }
            Need::All(parts) | Need::Any(parts) if parts.is_empty() => {
                Some("\"all\" and \"any\" need a part".to_owned())
            }
            Need::All(parts) | Need::Any(parts) => parts.iter().find_map(|part| self.fault(part, left - 1)),
            Need::Not(part) => self.fault(part, left - 1),
            Need::Skill(_)
            | Need::Organisation(_)
            | Need::Language(_)
            | Need::Gender(_)
            | Need::MinAge(_)
            | Need::MaxAge(_) => None,
        }
    }
}

/// The skills of a person with their dates read.
pub(super) fn held<'a>(volunteer: &'a Volunteer) -> Result<Vec<Held<'a>>, NotATime> {
    let read = |skill: &'a HeldSkill| -> Result<Held<'a>, NotATime> {
        match skill {
            HeldSkill::Always(id) => Ok((id.as_str(), None, None)),
            HeldSkill::Dated { id, from, until } => {
                let date = |text: &Option<Date>| text.as_ref().map(|text| date(text.as_str())).transpose();
                Ok((id, date(from)?, date(until)?))
            }
        }
    };
    volunteer.skills.iter().map(read).collect()
}

/// Does a person who holds `held` meet the need for a duty that touches the dates from `first` to `last`?
///
/// The need was checked, so that it is not too deep.
pub(super) fn meets(need: &Need, person: &Volunteer, held: &[Held<'_>], first: i64, last: i64) -> bool {
    match need {
        Need::Skill(id) => held.iter().any(|(skill, from, until)| {
            skill == id && from.is_none_or(|from| from <= first) && until.is_none_or(|until| last <= until)
        }),
        Need::Language(LanguageNeed::Code(code)) => speaks(&person.languages, code, Level::A1),
        Need::Language(LanguageNeed::AtLeast { code, min }) => {
            speaks(&person.languages, code, min.unwrap_or(Level::A1))
        }
        Need::Gender(gender) => person.gender == Some(*gender),
        Need::MinAge(age) => person.age.is_some_and(|own| own >= *age),
        Need::MaxAge(age) => person.age.is_some_and(|own| own <= *age),
        Need::Organisation(id) => person.organisation.as_ref() == Some(id),
        Need::All(parts) => parts.iter().all(|part| meets(part, person, held, first, last)),
        Need::Any(parts) => parts.iter().any(|part| meets(part, person, held, first, last)),
        Need::Not(part) => !meets(part, person, held, first, last),
    }
}

/// Is one of the languages `code`, or a kind of it, spoken at `least` or better?
fn speaks(languages: &[Spoken], code: &str, least: Level) -> bool {
    languages.iter().any(|spoken| {
        let own = spoken.code.as_bytes();
        let is_kind = own.len() >= code.len()
            && own[..code.len()].eq_ignore_ascii_case(code.as_bytes())
            && own.get(code.len()).is_none_or(|next| *next == b'-');
        is_kind && spoken.level.unwrap_or(Level::Native) >= least
    })
}
