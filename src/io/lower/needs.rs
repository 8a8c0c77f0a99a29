//! Needs: names to ids, language codes to lower case, equal needs to one id.

use super::Lowering;
use crate::ground::IdVec;
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::io::scenario;
use crate::model::{ANYONE, Level, Need, NeedId, OrganisationId, SkillId};
use std::collections::HashMap;

use crate::io::read::DEEPEST_NEED;

/// The needs met so far, each once; the first is "anyone".
pub(super) struct Needs {
    items: IdVec<NeedId, Need>,
    ids: HashMap<Need, NeedId>,
}

impl Needs {
    /// No needs yet but "anyone".
    pub(super) fn new() -> Self {
        let mut needs = Self { items: IdVec::new(), ids: HashMap::new() };
        needs.id(Need::Anyone);
        needs
    }

    fn id(&mut self, need: Need) -> NeedId {
        let Self { items, ids } = self;
        *ids.entry(need).or_insert_with_key(|need| items.push(need.clone()))
    }

    /// The needs in the order of their ids.
    pub(super) fn into_items(self) -> IdVec<NeedId, Need> {
        self.items
    }
}

/// Where a need stands inside others.
#[derive(Clone, Copy)]
struct Nesting {
    depth: usize,
    /// Is it inside an odd number of `not`?
    negated: bool,
}

impl<'s> Lowering<'s, '_> {
    /// The id of `need`, or of "anyone" where there is none or it is faulty.
    pub(super) fn need(&mut self, place: &Place<'_>, need: Option<&'s scenario::Need>) -> NeedId {
        let Some(need) = need else { return ANYONE };
        let lowered = self.lower_need(place, need, Nesting { depth: 1, negated: false });
        lowered.map_or(ANYONE, |need| self.needs.id(need))
    }

    fn lower_need(&mut self, place: &Place<'_>, need: &'s scenario::Need, at: Nesting) -> Option<Need> {
        use scenario::Need as Written;
        if at.depth > DEEPEST_NEED {
            let found = format!("a need nested more than {DEEPEST_NEED} deep");
            self.faults.note(Code::NeedDepth, place, found, "write it with fewer levels");
            return None;
        }
        Some(match need {
            Written::Skill(skill) => {
                let id = self.ids.skills.find(&place.key("skill"), skill, &mut self.faults)?;
                Need::Skill(SkillId(id))
            }
            Written::Organisation(organisation) => {
                let place = place.key("organisation");
                let id = self.ids.organisations.find(&place, organisation, &mut self.faults)?;
                Need::Organisation(OrganisationId(id))
            }
            Written::Language(language) => self.language_need(&place.key("language"), language)?,
            Written::Gender(gender) => Need::Gender { female: *gender == scenario::Gender::Female },
            Written::MinAge(age) => Need::MinAge(self.number(&place.key("min_age"), *age)),
            Written::MaxAge(age) => {
                if at.negated && self.unknown_ages > 0 {
                    let found = format!("{} people of unknown age meet it", self.unknown_ages);
                    let remedy = "ask for min_age instead, or give their ages";
                    self.faults.note(Code::NotMaxAge, place, found, remedy);
                }
                Need::MaxAge(self.number(&place.key("max_age"), *age))
            }
            Written::All(parts) => Need::All(self.parts(&place.key("all"), parts, at)?),
            Written::Any(parts) => Need::Any(self.parts(&place.key("any"), parts, at)?),
            Written::Not(part) => {
                let inside = Nesting { depth: at.depth + 1, negated: !at.negated };
                Need::Not(Box::new(self.lower_need(&place.key("not"), part, inside)?))
            }
        })
    }

    fn parts(&mut self, place: &Place<'_>, parts: &'s [scenario::Need], at: Nesting) -> Option<Box<[Need]>> {
        if parts.is_empty() {
            self.faults.note(Code::NeedEmpty, place, "an empty list", "name one need at least");
            return None;
        }
        let inside = Nesting { depth: at.depth + 1, ..at };
        let mut lowered = Vec::with_capacity(parts.len());
        for (index, part) in parts.iter().enumerate() {
            lowered.push(self.lower_need(&place.item(index), part, inside));
        }
        lowered.into_iter().collect()
    }

    fn language_need(&mut self, place: &Place<'_>, need: &'s scenario::LanguageNeed) -> Option<Need> {
        let (code, min) = match need {
            scenario::LanguageNeed::Code(code) => (self.language_code(place, code)?, None),
            scenario::LanguageNeed::AtLeast { code, min } => {
                (self.language_code(&place.key("code"), code)?, *min)
            }
        };
        Some(Need::Language { code, min: min.map_or(Level::A1, level) })
    }

    /// The language code in lower case; nothing where it is not well-formed.
    pub(super) fn language_code(&mut self, place: &Place<'_>, code: &str) -> Option<Box<str>> {
        if !is_language_tag(code) {
            let found = format!("{} is not a language tag", quoted(code));
            self.faults.note(Code::LanguageTag, place, found, "write a BCP 47 code, such as ur or ar-EG");
            return None;
        }
        Some(code.to_ascii_lowercase().into_boxed_str())
    }
}

/// The level of a written one.
pub(super) const fn level(written: scenario::Level) -> Level {
    match written {
        scenario::Level::A1 => Level::A1,
        scenario::Level::A2 => Level::A2,
        scenario::Level::B1 => Level::B1,
        scenario::Level::B2 => Level::B2,
        scenario::Level::C1 => Level::C1,
        scenario::Level::C2 => Level::C2,
        scenario::Level::Native => Level::Native,
    }
}

/// Is `code` well-formed: two to eight letters, then parts of one to eight letters or digits?
fn is_language_tag(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
