//! What is wrong with a file: every fault at once, each with a stable code, its place, what was found, and a remedy.

use serde::Serialize;
use std::fmt;

/// How many diagnostics are printed; the rest are counted.
pub const SHOWN: usize = 100;

/// Declares the codes: name in the program, name in files and print, whether it is a warning, what it means.
macro_rules! codes {
    ($($name:ident, $text:literal, $severity:ident, $meaning:literal;)*) => {
        /// The stable name of a kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// All codes, in the order of the index.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in files and print; it never changes.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Error or warning.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    // Bytes and JSON: io/json.rs
    JsonSyntax, "json-syntax", Error, "The file is not JSON.";
    // Shape: io/read
    UnknownKey, "unknown-key", Error, "An object has a key that the format does not know.";
    // Meaning: io/lower
    UnknownId, "unknown-id", Error, "An id names nothing in the scenario.";
}

/// Does a fault stop the reader, or only ask for a look?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is taken, but probably not meant so.
    Warning,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// JSON path of the place, `$.points[3].posts[0].demand[1].hourly`; `$` for the file as a whole.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What would mend it.
    pub remedy: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{kind}[{}] {}: {}\n  remedy: {}", self.code.text(), self.path, self.found, self.remedy)
    }
}

/// All faults of a file, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    /// The faults.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Notes a fault.
    pub fn push(
        &mut self,
        code: Code,
        path: impl Into<String>,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.list.push(Diagnostic { code, path: path.into(), found: found.into(), remedy: remedy.into() });
    }

    /// Is any of them an error?
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity() == Severity::Error)
    }

    /// Is there nothing to say?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
