//! What a line counts or a post requires, and what is known of a person.

use super::{NeedId, OrganisationId, SkillId};
use crate::ground::IdVec;

/// How well a language is spoken: CEFR levels, then native.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the CEFR names are their own documentation")]
pub enum Level {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    Native,
}

/// A condition on a person for one duty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// Met by everybody.
    Anyone,
    /// Met by who holds the skill on every date that the duty touches.
    Skill(SkillId),
    /// Met by who speaks the language, or a regional form of it, at this level at least.
    Language {
        /// BCP 47 code in lower case.
        code: Box<str>,
        /// The least level.
        min: Level,
    },
    /// Met by women (`true`) or men; not by people of unknown gender.
    Gender {
        /// Is it women who meet it?
        female: bool,
    },
    /// Met from this age on; not by people of unknown age.
    MinAge(u32),
    /// Met up to this age; not by people of unknown age.
    MaxAge(u32),
    /// Met by members of the organisation.
    Organisation(OrganisationId),
    /// Met where every part is.
    All(Box<[Need]>),
    /// Met where some part is.
    Any(Box<[Need]>),
    /// Met where the part is not.
    Not(Box<Need>),
}

/// A language that a person speaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    /// BCP 47 code in lower case.
    pub code: Box<str>,
    /// How well.
    pub level: Level,
}

/// A skill that a person holds, on the dates from `from` to `until`, both included.
///
/// Dates are counted from the first date of the horizon and may lie outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Skill {
    /// Which skill.
    pub skill: SkillId,
    /// The first date on which it counts.
    pub from: Option<i64>,
    /// The last date on which it counts.
    pub until: Option<i64>,
}

/// What is known of a person and needs may ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Traits {
    /// A woman, a man, or unknown.
    pub female: Option<bool>,
    /// Age in years, where known.
    pub age: Option<u32>,
    /// The body the person belongs to.
    pub organisation: Option<OrganisationId>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// Skills held; one skill may stand several times, with other dates.
    pub skills: Vec<Skill>,
}

impl Traits {
    /// Does the person meet `need` for a duty that touches the dates `first` to `last`?
    pub fn meet(&self, need: &Need, first: i64, last: i64) -> bool {
        match need {
            Need::Anyone => true,
            Need::Skill(skill) => self.skills.iter().any(|held| {
                held.skill == *skill
                    && held.from.is_none_or(|from| from <= first)
                    && held.until.is_none_or(|until| last <= until)
            }),
            Need::Language { code, min } => {
                self.languages.iter().any(|spoken| spoken.level >= *min && is_form_of(&spoken.code, code))
            }
            Need::Gender { female } => self.female == Some(*female),
            Need::MinAge(age) => self.age.is_some_and(|own| own >= *age),
            Need::MaxAge(age) => self.age.is_some_and(|own| own <= *age),
            Need::Organisation(organisation) => self.organisation == Some(*organisation),
            Need::All(parts) => parts.iter().all(|part| self.meet(part, first, last)),
            Need::Any(parts) => parts.iter().any(|part| self.meet(part, first, last)),
            Need::Not(part) => !self.meet(part, first, last),
        }
    }

    /// Can the dates of a duty change which needs this person meets?
    pub fn depend_on_dates(&self) -> bool {
        self.skills.iter().any(|held| held.from.is_some() || held.until.is_some())
    }

    /// How many of `needs` each hold for a duty on those dates: 0 or 1 per need.
    pub fn meet_each(&self, needs: &IdVec<NeedId, Need>, first: i64, last: i64) -> Box<[u16]> {
        needs.iter().map(|need| u16::from(self.meet(need, first, last))).collect()
    }
}

/// Is `spoken` the language `code` or a regional form of it (`ar-eg` of `ar`)? Both in lower case.
fn is_form_of(spoken: &str, code: &str) -> bool {
    spoken.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regional_form_meets_the_language_and_not_the_other_way_round() {
        assert!(is_form_of("ar-eg", "ar"));
        assert!(is_form_of("ar", "ar"));
        assert!(!is_form_of("ar", "ar-eg"));
        assert!(!is_form_of("arc", "ar"));
    }
}
