//! Needs in words, and the kinds of need that a table sums up by.

use super::language::Lang;
use rifada::io::scenario::{Gender, LanguageNeed, Level, Named, Need, Scenario};

/// A kind of need: the lines that ask for it are summed up together. Kinds sort as a table lists them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    rank: Rank,
    /// What it asks for, in words.
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Headcount,
    Skill(usize),
    Language,
    Gender,
    Age,
    Organisation(usize),
    Mixed,
}

impl Kind {
    /// The kind of a line that counts who meets `needs` among people who all meet `required`. Levels of a language are
    /// one kind. Where anyone counts, but a skill is required of everybody, it is that skill which is needed.
    pub(super) fn of(needs: Option<&Need>, required: Option<&Need>, scenario: &Scenario, lang: Lang) -> Self {
        let position = |id: &str, list: Option<&Vec<Named>>| {
            list.and_then(|list| list.iter().position(|named| named.id == id)).unwrap_or(usize::MAX)
        };
        let Some(need) = needs.or_else(|| skill_in(required?)) else {
            return Self { rank: Rank::Headcount, words: lang.of("Headcount", "العدد").to_owned() };
        };
        let rank = match need {
            Need::Skill(id) => Rank::Skill(position(id, scenario.skills.as_ref())),
            Need::Language(_) => Rank::Language,
            Need::Gender(_) => Rank::Gender,
            Need::MinAge(_) | Need::MaxAge(_) => Rank::Age,
            Need::Organisation(id) => Rank::Organisation(position(id, scenario.organisations.as_ref())),
            Need::All(_) | Need::Any(_) | Need::Not(_) => Rank::Mixed,
        };
        let words = match need {
            Need::Language(LanguageNeed::Code(code) | LanguageNeed::AtLeast { code, .. }) => {
                lang.name_of_language(code)
            }
            _ => Words { scenario, lang }.of(need, false),
        };
        Self { rank, words }
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

/// Writes needs in words.
struct Words<'a> {
    scenario: &'a Scenario,
    lang: Lang,
}

impl Words<'_> {
    /// `need` in words; in brackets where it stands inside another and has several parts.
    fn of(&self, need: &Need, is_inside: bool) -> String {
        let lang = self.lang;
        match need {
            Need::Skill(id) => self.named(id, self.scenario.skills.as_deref()),
            Need::Organisation(id) => self.named(id, self.scenario.organisations.as_deref()),
            Need::Language(LanguageNeed::Code(code) | LanguageNeed::AtLeast { code, min: None }) => {
                lang.name_of_language(code)
            }
            Need::Language(LanguageNeed::AtLeast { code, min: Some(level) }) => {
                let name = lang.name_of_language(code);
                match lang {
                    Lang::En => format!("{name} from {}", level_name(*level, lang)),
                    Lang::Ar => format!("{name} من {}", level_name(*level, lang)),
                }
            }
            Need::Gender(Gender::Female) => lang.of("Women", "نساء").to_owned(),
            Need::Gender(Gender::Male) => lang.of("Men", "رجال").to_owned(),
            Need::MinAge(age) => match lang {
                Lang::En => format!("{age} or older"),
                Lang::Ar => format!("العمر {age} فأكثر"),
            },
            Need::MaxAge(age) => match lang {
                Lang::En => format!("{age} or younger"),
                Lang::Ar => format!("العمر {age} فأقل"),
            },
            Need::All(parts) => self.joined(parts, lang.of(" and ", " مع "), is_inside),
            Need::Any(parts) => self.joined(parts, lang.of(" or ", " أو "), is_inside),
            Need::Not(part) => format!("{}{}", lang.of("not ", "من غير "), self.of(part, true)),
        }
    }

    fn joined(&self, parts: &[Need], word: &str, is_inside: bool) -> String {
        let words: Vec<String> = parts.iter().map(|part| self.of(part, true)).collect();
        let text = words.join(word);
        if is_inside && words.len() > 1 { format!("({text})") } else { text }
    }

    fn named(&self, id: &str, list: Option<&[Named]>) -> String {
        let known = list.into_iter().flatten().find(|named| named.id == id);
        match known.and_then(|named| named.name.as_ref()) {
            Some(name) => self.lang.name(Some(name), id).to_owned(),
            None => readable(id),
        }
    }
}

/// An id as words: `first_aid` as `First aid`.
fn readable(id: &str) -> String {
    let spaced = id.replace(['_', '-'], " ");
    let mut rest = spaced.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

const fn level_name(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::A1 => "A1",
        Level::A2 => "A2",
        Level::B1 => "B1",
        Level::B2 => "B2",
        Level::C1 => "C1",
        Level::C2 => "C2",
        Level::Native => lang.of("native", "اللغة الأم"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(need: &Need) -> String {
        Kind::of(Some(need), None, &Scenario::default(), Lang::En).words
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
        let scenario = Scenario::default();
        let at_least = Need::Language(LanguageNeed::AtLeast { code: "ur".into(), min: Some(Level::B1) });
        let kind = |need: &Need| Kind::of(Some(need), None, &scenario, Lang::En);
        assert_eq!(kind(&at_least), kind(&language("ur")));
    }

    #[test]
    fn where_a_skill_is_required_of_everybody_headcount_is_a_need_for_it() {
        let scenario = Scenario::default();
        let required = Need::All(vec![Need::MinAge(18), Need::Skill("first_aid".into())]);
        let kind = |needs, required| Kind::of(needs, required, &scenario, Lang::En).words;
        assert_eq!(kind(None, Some(&required)), "First aid");
        assert_eq!(kind(None, Some(&Need::MinAge(18))), "Headcount");
        assert_eq!(kind(Some(&language("ur")), Some(&required)), "Urdu");
    }

    #[test]
    fn headcount_comes_first_and_mixed_needs_last() {
        let scenario = Scenario::default();
        let kind = |need: Option<&Need>| Kind::of(need, None, &scenario, Lang::En);
        let skill = Need::Skill("bls".into());
        let mixed = Need::Any(vec![language("id"), language("ms")]);
        let sorted = [kind(None), kind(Some(&skill)), kind(Some(&language("ur"))), kind(Some(&mixed))];
        assert!(sorted.is_sorted());
    }
}
