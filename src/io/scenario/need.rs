//! A condition on a person, as it stands in a file.

use serde::Serialize;

/// A condition on a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Holds this skill.
    Skill(String),
    /// Speaks this language.
    Language(LanguageNeed),
    /// Is of this gender.
    Gender(Gender),
    /// Is of this age or older.
    MinAge(u32),
    /// Is of this age or younger.
    MaxAge(u32),
    /// Belongs to this body.
    Organisation(String),
    /// Meets all of these.
    All(Vec<Need>),
    /// Meets one of these.
    Any(Vec<Need>),
    /// Does not meet this.
    Not(Box<Need>),
}

impl Default for Need {
    /// What everybody meets; in a file one leaves the need out for that.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// A language, at any level or from one on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum LanguageNeed {
    /// At any level.
    Code(String),
    /// At this level or better.
    AtLeast {
        /// BCP 47 code.
        code: String,
        /// The least level.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<Level>,
    },
}

/// How well a language is spoken: CEFR, then native.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[expect(missing_docs, reason = "the CEFR names are their own documentation")]
pub enum Level {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    #[serde(rename = "native")]
    Native,
}

/// A gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Gender {
    Female,
    Male,
}
