//! The words of the page: one catalogue for each language, in Fluent, and how a sentence is made from it.
//!
//! A further language is one more file beside `words/en.ftl`, named in [`Language`]. The catalogue itself says in which
//! direction it is read, in which digits it writes unless told otherwise, and in which language the names of the data are
//! looked up.

use super::numbers::{Amount, Digits};
use crate::io::scenario::Text;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Arabic.
    Arabic,
}

impl Language {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::English, Self::Arabic];

    /// The language of this code, if there is one.
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its BCP 47 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    const fn catalogue(self) -> &'static str {
        match self {
            Self::English => include_str!("words/en.ftl"),
            Self::Arabic => include_str!("words/ar.ftl"),
        }
    }
}

/// What is put into a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// A name or a text, kept apart from the direction of the sentence.
    Text(&'a str),
    /// A word of the catalogue itself.
    Word(&'a str),
    /// A number: `$it` chooses the plural, `$it-shown` is how it is written.
    Number(Amount),
}

impl Part<'_> {
    /// A count.
    pub(super) const fn count(number: usize) -> Self {
        Self::Number(Amount::count(number))
    }
}

/// The words of one language: its catalogue at work.
pub struct Words {
    language: Language,
    /// The digits in which numbers are written.
    pub(super) digits: Digits,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of `language`, with numbers in `digits`, or in those that its catalogue names.
    pub fn of(language: Language, digits: Option<Digits>) -> Self {
        // What cannot be read of a catalogue is left out; a test holds that there is nothing of the kind.
        let resource =
            FluentResource::try_new(language.catalogue().to_owned()).unwrap_or_else(|(read, _)| read);
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![identifier]);
        // Names are isolated by themselves, numbers must not be: their signs belong to the sentence.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut words = Self { language, digits: Digits::Latin, bundle };
        let own = if words.text("digits") == "arabic" { Digits::Arabic } else { Digits::Latin };
        words.digits = digits.unwrap_or(own);
        words
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Is it read from right to left?
    pub(super) fn is_right_to_left(&self) -> bool {
        self.text("direction") == "rtl"
    }

    /// A text that nothing is put into; its own digits are written as all others.
    pub fn text(&self, key: &str) -> String {
        self.digits.shown(&self.with(key, &[]))
    }

    /// A text of the catalogue, where it has one of this key.
    pub(super) fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.text(key))
    }

    /// A sentence with its parts put in; the key itself where the catalogue lacks it.
    pub(super) fn with(&self, key: &str, parts: &[(&str, Part<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, part) in parts {
            match part {
                Part::Text(text) => arguments.set(*name, format!("\u{2068}{text}\u{2069}")),
                Part::Word(text) => arguments.set(*name, (*text).to_owned()),
                Part::Number(amount) => {
                    arguments.set(*name, FluentValue::from(amount.0 as f64 / 100.0));
                    arguments.set(format!("{name}-shown"), self.number(*amount));
                }
            }
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }

    /// A number.
    pub(super) fn number(&self, amount: Amount) -> String {
        amount.shown(self.digits)
    }

    /// A count.
    pub(super) fn count(&self, number: usize) -> String {
        self.number(Amount::count(number))
    }

    /// A share in percent.
    pub(super) fn percent(&self, share: Amount) -> String {
        self.with("percent", &[("share", Part::Number(share))])
    }

    /// What `text` says in this language, else in another; `id` where there is none. What stands in the data is not made visible yet.
    pub fn name<'a>(&self, text: Option<&'a Text>, id: &'a str) -> &'a str {
        let given = match text {
            None => None,
            Some(Text::Plain(text)) => Some(text),
            Some(Text::ByLanguage(texts)) if self.text("names-in") == "ar" => {
                texts.ar.as_ref().or(texts.en.as_ref())
            }
            Some(Text::ByLanguage(texts)) => texts.en.as_ref().or(texts.ar.as_ref()),
        };
        given.map_or(id, String::as_str)
    }

    /// The name of the language with this BCP 47 code; the code where the catalogue has none.
    pub(super) fn language_name(&self, code: &str) -> String {
        let lower = code.to_lowercase();
        let primary = lower.split('-').next().unwrap_or_default();
        let is_letters = !primary.is_empty() && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        match self.find(&format!("language-{primary}")).filter(|_| is_letters) {
            None => code.to_owned(),
            Some(name) if lower.len() == primary.len() => name,
            Some(name) => format!("{name} ({code})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::scenario::TextByLanguage;

    fn both() -> [Words; 2] {
        Language::ALL.map(|language| Words::of(language, None))
    }

    #[test]
    fn a_name_is_taken_in_the_language_asked_for_else_in_the_other() {
        let [english, arabic] = both();
        let gate = Text::both("Gate", "باب");
        assert_eq!(english.name(Some(&gate), "g"), "Gate");
        assert_eq!(arabic.name(Some(&gate), "g"), "باب");
        let only_arabic = Text::ByLanguage(TextByLanguage { en: None, ar: Some("باب".into()) });
        assert_eq!(english.name(Some(&only_arabic), "g"), "باب");
        assert_eq!(english.name(None, "g"), "g");
    }

    #[test]
    fn languages_are_known_by_name_and_regional_forms_keep_their_code() {
        let [english, arabic] = both();
        assert_eq!(english.language_name("ur"), "Urdu");
        assert_eq!(arabic.language_name("UR"), "الأردية");
        assert_eq!(english.language_name("ar-EG"), "Arabic (ar-EG)");
        assert_eq!(english.language_name("xx"), "xx");
    }
}
