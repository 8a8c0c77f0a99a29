//! What tables say that no report does, in each language. All other words are those of the report's catalogues.

use rifada::report::{Digits, Language, Words};

/// The one of two texts that is in the language.
pub(super) const fn either<'a>(language: Language, en: &'a str, ar: &'a str) -> &'a str {
    match language {
        Language::English => en,
        Language::Arabic => ar,
    }
}

/// The words of a language for a terminal, which aligns numbers in Latin digits.
pub(super) fn words(language: Language) -> Words {
    Words::of(language, Some(Digits::Latin))
}
