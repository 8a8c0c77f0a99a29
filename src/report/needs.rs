//! Needs in the words of a catalogue, and the kinds of need that are summed up together.

use super::numbers::Amount;
use super::words::{Part, Words};
use crate::io::scenario::{Gender, LanguageNeed, Level, Named, Need, Scenario};

/// A kind of need: the lines that ask for it are summed up together. Kinds sort as they are listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// What sort of need it is.
    pub(super) rank: Rank,
    /// What it asks for, in words. Names of the data are in it as they stand there.
    pub words: String,
}

/// The sorts of need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Anyone counts.
    Headcount,
    /// A certificate, by its position in the scenario's list.
    Skill(usize),
    /// A language, at any level.
    Language,
    /// Women or men.
    Gender,
    /// An age.
    Age,
    /// A body, by its position in the scenario's list.
    Organisation(usize),
    /// Several of these.
    Mixed,
}

/// Writes needs in words.
#[derive(Clone, Copy)]
pub struct Needs<'a> {
    /// Whose skills and bodies have names.
    pub scenario: &'a Scenario,
    /// In which words.
    pub words: &'a Words,
}

impl Needs<'_> {
    /// The kind of a line that counts who meets `needs` among people who all meet `required`. Levels of a language are
    /// one kind. Where anyone counts, but a skill is required of everybody, it is that skill which is needed.
    pub fn kind(self, needs: Option<&Need>, required: Option<&Need>) -> Kind {
        let position = |id: &str, list: Option<&Vec<Named>>| {
            list.and_then(|list| list.iter().position(|named| named.id == id)).unwrap_or(usize::MAX)
        };
        let Some(need) = needs.or_else(|| skill_in(required?)) else {
            return Kind { rank: Rank::Headcount, words: self.words.text("need-anyone") };
        };
        let rank = match need {
            Need::Skill(id) => Rank::Skill(position(id, self.scenario.skills.as_ref())),
            Need::Language(_) => Rank::Language,
            Need::Gender(_) => Rank::Gender,
            Need::MinAge(_) | Need::MaxAge(_) => Rank::Age,
            Need::Organisation(id) => Rank::Organisation(position(id, self.scenario.organisations.as_ref())),
            Need::All(_) | Need::Any(_) | Need::Not(_) => Rank::Mixed,
        };
        let words = match need {
            Need::Language(LanguageNeed::Code(code) | LanguageNeed::AtLeast { code, .. }) => {
                self.words.language_name(code)
            }
            _ => self.said(need, false),
        };
        Kind { rank, words }
    }

    /// `need` in words; in brackets where it stands inside another and has several parts.
    fn said(self, need: &Need, is_inside: bool) -> String {
        match need {
            Need::Skill(id) => self.named(id, self.scenario.skills.as_deref()),
            Need::Organisation(id) => self.named(id, self.scenario.organisations.as_deref()),
            Need::Language(LanguageNeed::Code(code) | LanguageNeed::AtLeast { code, min: None }) => {
                self.words.language_name(code)
            }
            Need::Language(LanguageNeed::AtLeast { code, min: Some(level) }) => {
                let (language, level) = (self.words.language_name(code), self.level(*level));
                self.words.with(
                    "need-from-level",
                    &[("language", Part::Word(&language)), ("level", Part::Word(&level))],
                )
            }
            Need::Gender(Gender::Female) => self.words.text("need-women"),
            Need::Gender(Gender::Male) => self.words.text("need-men"),
            Need::MinAge(age) => self.age("need-or-older", *age),
            Need::MaxAge(age) => self.age("need-or-younger", *age),
            Need::All(parts) => self.joined(parts, "need-and", is_inside),
            Need::Any(parts) => self.joined(parts, "need-or", is_inside),
            Need::Not(part) => {
                let part = self.said(part, true);
                self.words.with("need-not", &[("need", Part::Word(&part))])
            }
        }
    }

    fn age(self, key: &str, age: u32) -> String {
        self.words.with(key, &[("age", Part::Number(Amount::count(age as usize)))])
    }

    fn joined(self, parts: &[Need], key: &str, is_inside: bool) -> String {
        let words: Vec<String> = parts.iter().map(|part| self.said(part, true)).collect();
        let text = words.join(&format!(" {} ", self.words.text(key)));
        if is_inside && words.len() > 1 { format!("({text})") } else { text }
    }

    /// The name of a skill or a body, or its id as words.
    pub(super) fn named(self, id: &str, list: Option<&[Named]>) -> String {
        let known = list.into_iter().flatten().find(|named| named.id == id);
        match known.and_then(|named| named.name.as_ref()) {
            Some(name) => self.words.name(Some(name), id).to_owned(),
            None => readable(id),
        }
    }

    fn level(self, level: Level) -> String {
        match level {
            Level::A1 => "A1",
            Level::A2 => "A2",
            Level::B1 => "B1",
            Level::B2 => "B2",
            Level::C1 => "C1",
            Level::C2 => "C2",
            Level::Native => return self.words.text("level-native"),
        }
        .to_owned()
    }
}

/// The first skill that whoever meets `need` must hold.
fn skill_in(need: &Need) -> Option<&Need> {
    match need {
        Need::Skill(_) => Some(need),
        Need::All(parts) => parts.iter().find_map(skill_in),
        _ => None,
    }
}

/// An id as words: `first_aid` as `First aid`.
fn readable(id: &str) -> String {
    let spaced = id.replace(['_', '-'], " ");
    let mut rest = spaced.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    fn kind(needs: Option<&Need>, required: Option<&Need>) -> Kind {
        let words = Words::of(Language::English, None);
        Needs { scenario: &Scenario::default(), words: &words }.kind(needs, required)
    }

    fn words(need: &Need) -> String {
        kind(Some(need), None).words
    }

    fn language(code: &str) -> Need {
        Need::Language(LanguageNeed::Code(code.to_owned()))
    }

    #[test]
    fn needs_are_described_in_words() {
        assert_eq!(words(&Need::Skill("first_aid".into())), "First aid");
        assert_eq!(words(&Need::Any(vec![language("id"), language("ms")])), "Indonesian or Malay");
        let adult = Need::All(vec![
            Need::MinAge(18),
            Need::Any(vec![Need::Gender(Gender::Female), Need::Not(Box::new(language("fr")))]),
        ]);
        assert_eq!(words(&adult), "18 or older and (Women or not French)");
    }

    #[test]
    fn all_levels_of_a_language_are_one_kind() {
        let at_least = Need::Language(LanguageNeed::AtLeast { code: "ur".into(), min: Some(Level::B1) });
        assert_eq!(kind(Some(&at_least), None), kind(Some(&language("ur")), None));
    }

    #[test]
    fn where_a_skill_is_required_of_everybody_headcount_is_a_need_for_it() {
        let required = Need::All(vec![Need::MinAge(18), Need::Skill("first_aid".into())]);
        assert_eq!(kind(None, Some(&required)).words, "First aid");
        assert_eq!(kind(None, Some(&Need::MinAge(18))).words, "Headcount");
        assert_eq!(kind(Some(&language("ur")), Some(&required)).words, "Urdu");
    }

    #[test]
    fn headcount_comes_first_and_mixed_needs_last() {
        let skill = Need::Skill("bls".into());
        let mixed = Need::Any(vec![language("id"), language("ms")]);
        let sorted = [None, Some(&skill), Some(&language("ur")), Some(&mixed)].map(|need| kind(need, None));
        assert!(sorted.is_sorted());
    }
}
