//! The languages of the table, and the names that languages have in them.

use clap::ValueEnum;
use rifada::io::scenario::Text;

/// A language of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

impl Lang {
    /// One of two texts.
    pub(super) const fn of<'a>(self, en: &'a str, ar: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Ar => ar,
        }
    }

    /// What `text` says in this language, else in the other; `id` where there is none.
    pub(super) fn name<'a>(self, text: Option<&'a Text>, id: &'a str) -> &'a str {
        let given = match text {
            None => None,
            Some(Text::Plain(text)) => Some(text),
            Some(Text::ByLanguage(texts)) => match self {
                Self::En => texts.en.as_ref().or(texts.ar.as_ref()),
                Self::Ar => texts.ar.as_ref().or(texts.en.as_ref()),
            },
        };
        given.map_or(id, String::as_str)
    }

    /// The name of the language with this BCP 47 code; the code where it is not known here.
    pub(super) fn name_of_language(self, code: &str) -> String {
        let lower = code.to_lowercase();
        let primary = lower.split('-').next().unwrap_or_default();
        let known = NAMES.iter().find(|(code, ..)| *code == primary);
        match known {
            None => code.to_owned(),
            Some((_, en, ar)) if lower.len() == primary.len() => self.of(en, ar).to_owned(),
            Some((_, en, ar)) => format!("{} ({code})", self.of(en, ar)),
        }
    }
}

/// Languages of pilgrims: code, English, Arabic.
const NAMES: &[(&str, &str, &str)] = &[
    ("am", "Amharic", "الأمهرية"),
    ("ar", "Arabic", "العربية"),
    ("az", "Azerbaijani", "الأذرية"),
    ("ber", "Berber", "الأمازيغية"),
    ("bm", "Bambara", "البمبارية"),
    ("bn", "Bengali", "البنغالية"),
    ("bs", "Bosnian", "البوسنية"),
    ("ckb", "Sorani Kurdish", "الكردية السورانية"),
    ("de", "German", "الألمانية"),
    ("dv", "Dhivehi", "الديفيهية"),
    ("en", "English", "الإنجليزية"),
    ("es", "Spanish", "الإسبانية"),
    ("fa", "Persian", "الفارسية"),
    ("ff", "Fula", "الفولانية"),
    ("fil", "Filipino", "الفلبينية"),
    ("fr", "French", "الفرنسية"),
    ("gu", "Gujarati", "الغوجاراتية"),
    ("ha", "Hausa", "الهوسا"),
    ("hi", "Hindi", "الهندية"),
    ("id", "Indonesian", "الإندونيسية"),
    ("it", "Italian", "الإيطالية"),
    ("jv", "Javanese", "الجاوية"),
    ("kk", "Kazakh", "الكازاخية"),
    ("ku", "Kurdish", "الكردية"),
    ("ky", "Kyrgyz", "القيرغيزية"),
    ("ml", "Malayalam", "المليالم"),
    ("ms", "Malay", "الملايوية"),
    ("my", "Burmese", "البورمية"),
    ("nl", "Dutch", "الهولندية"),
    ("om", "Oromo", "الأورومية"),
    ("pa", "Punjabi", "البنجابية"),
    ("ps", "Pashto", "البشتو"),
    ("pt", "Portuguese", "البرتغالية"),
    ("ru", "Russian", "الروسية"),
    ("sd", "Sindhi", "السندية"),
    ("si", "Sinhala", "السنهالية"),
    ("so", "Somali", "الصومالية"),
    ("sq", "Albanian", "الألبانية"),
    ("sw", "Swahili", "السواحيلية"),
    ("ta", "Tamil", "التاميلية"),
    ("te", "Telugu", "التيلوغوية"),
    ("tg", "Tajik", "الطاجيكية"),
    ("th", "Thai", "التايلاندية"),
    ("ti", "Tigrinya", "التغرينية"),
    ("tk", "Turkmen", "التركمانية"),
    ("tl", "Tagalog", "التاغالوغية"),
    ("tr", "Turkish", "التركية"),
    ("ug", "Uyghur", "الأويغورية"),
    ("ur", "Urdu", "الأردية"),
    ("uz", "Uzbek", "الأوزبكية"),
    ("vi", "Vietnamese", "الفيتنامية"),
    ("wo", "Wolof", "الولوفية"),
    ("yo", "Yoruba", "اليوروبا"),
    ("zh", "Chinese", "الصينية"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_in_the_language_asked_for_else_in_the_other() {
        let both = Text::both("Gate", "باب");
        assert_eq!(Lang::En.name(Some(&both), "g"), "Gate");
        assert_eq!(Lang::Ar.name(Some(&both), "g"), "باب");
        let arabic =
            Text::ByLanguage(rifada::io::scenario::TextByLanguage { en: None, ar: Some("باب".into()) });
        assert_eq!(Lang::En.name(Some(&arabic), "g"), "باب");
        assert_eq!(Lang::En.name(None, "g"), "g");
    }

    #[test]
    fn languages_are_known_by_name_and_regional_forms_keep_their_code() {
        assert_eq!(Lang::En.name_of_language("ur"), "Urdu");
        assert_eq!(Lang::Ar.name_of_language("UR"), "الأردية");
        assert_eq!(Lang::En.name_of_language("ar-EG"), "Arabic (ar-EG)");
        assert_eq!(Lang::En.name_of_language("xx"), "xx");
    }

    #[test]
    fn the_names_are_sorted_by_code_and_none_stands_twice() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
