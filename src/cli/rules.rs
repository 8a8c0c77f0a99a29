//! `rifada rules`: policies, sets of rules to choose from.

use super::Exit;
use super::args::Rules;
use super::language::{either, words};
use super::layout::{Align, Rows};
use super::output::{Failure, print};
use rifada::io::scenario::Policy;
use rifada::report::Language;

/// Prints the rules of the policy asked for; else a line for each policy.
pub(super) fn run(wanted: &Rules) -> Result<Exit, Failure> {
    let text = match wanted.policy {
        Some(policy) => {
            let rules = serde_json::to_string_pretty(&policy.rules()).expect("rules are plain data");
            format!("{rules}\n")
        }
        None => list(wanted.lang),
    };
    print(&text)?;
    Ok(Exit::Done)
}

fn list(language: Language) -> String {
    let words = words(language);
    let mut rows = Rows::of(&[Align::Left, Align::Left]);
    for policy in Policy::ALL {
        rows.push([policy.name().into(), words.name(Some(&policy.about()), policy.name()).into()]);
    }
    let note = either(
        language,
        "Policies to begin with and to change; they are not law. `rifada rules mosque` prints one as JSON.",
        "سياسات للبدء بها وتعديلها، وليست نظامًا ملزمًا. يطبع الأمر `rifada rules mosque` إحداها بصيغة JSON.",
    );
    format!("{}\n{note}\n", rows.to_text())
}
