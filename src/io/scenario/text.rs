//! Texts for people.

use serde::Serialize;

/// A text for people: plain, or in several languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// One text for all.
    Plain(String),
    /// By language.
    ByLanguage(TextByLanguage),
}

/// A text in English and Arabic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextByLanguage {
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Arabic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
}

impl Text {
    /// The same in English and Arabic.
    pub fn both(en: &str, ar: &str) -> Self {
        Self::ByLanguage(TextByLanguage { en: Some(en.to_owned()), ar: Some(ar.to_owned()) })
    }
}
