//! Texts as they stand in a file: times and dates as written, and texts for people.

use serde::Serialize;

/// A text that stands in the file as it is: an instant (`2026-05-26T06:00`), a clock time (`22:00`) or a date.
macro_rules! written {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
        impl $name {
            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

written! {
    /// A local wall-clock time to the minute, `2026-05-26T06:00`, with an offset where the clock shows it twice.
    LocalTime;
    /// A time of the local clock, `22:00`; `24:00` only as an end.
    ClockTime;
    /// A date, `2026-06-30`.
    Date;
}

impl From<chrono::NaiveDateTime> for LocalTime {
    fn from(at: chrono::NaiveDateTime) -> Self {
        Self(at.format("%Y-%m-%dT%H:%M").to_string())
    }
}

impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.format("%Y-%m-%d").to_string())
    }
}

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
