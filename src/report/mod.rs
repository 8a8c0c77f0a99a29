//! The planner's picture: one page that shows the day, in Arabic or English.
//!
//! [`page`] writes a whole HTML page as a text: no file beside it, no request, no server. It shows what the plan comes to and how
//! far that is from the best possible; coverage by point and hour; need against people on duty over time, with prayers and
//! heat; crews and people's days as timelines; a roster that can be searched; what is short by kind of need, where somebody is
//! alone, how service is spread; what no plan can cure, with the numbers that prove it; and, where another plan is given, what
//! has changed. Numbers are added up anew from scenario and plan by the plain evaluator ([`crate::score::plain`]); nothing is taken
//! from what a plan file says of itself but its bound, and that is shown as a claim.
//!
//! Whatever stands in the data is shown as text: it is escaped, controls and marks that turn direction are written out,
//! and a content security policy lets the page run its own script and nothing else.
//!
//! Words come from a catalogue for each language, `words/*.ftl`. In a language that is read from right to left all is
//! mirrored, the axes of time too. Whoever writes a table of their own finds here how amounts are written ([`Amount`]), what
//! kinds of need there are ([`Needs`]), words ([`Words`]), and what each person bears ([`MayServe`]).
//!
//! ```
//! use rifada::engine::{Limit, Options, solve};
//! use rifada::generate::{self, scenario};
//! use rifada::report::{Bound, Language, Look, Subject, page};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scenario = scenario(&generate::Options { volunteers: 20, points: 3, zones: 2, ..Default::default() });
//! let (problem, _) = scenario.problem()?;
//! let outcome = solve(&problem, &Options { limit: Limit::Iterations(3), ..Options::default() });
//! let subject = Subject {
//!     scenario: &scenario,
//!     problem: &problem,
//!     plan: &outcome.plan,
//!     bound: Bound::Proven(outcome.bound),
//!     before: None,
//! };
//! let html = page(&subject, &Look { language: Language::Arabic, digits: None });
//! assert!(html.starts_with("<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\">"));
//! # Ok(())
//! # }
//! ```

mod able;
mod alone;
mod axis;
mod blocks;
mod burden;
mod changes;
mod course;
mod coverage;
mod data;
mod dates;
mod figures;
mod headline;
mod heat;
mod incurable;
mod markup;
mod needs;
mod numbers;
mod policy;
mod prayers;
mod reasons;
mod roster;
mod sheet;
mod shortfalls;
mod spread;
mod view;
mod words;

pub use burden::MayServe;
pub use figures::Tally;
pub use heat::midday;
pub use needs::{Kind, Needs};
pub use numbers::{Amount, Digits};
pub use sheet::page;
pub use words::{Language, Words};

use crate::ground::Cost;
use crate::io::scenario::Scenario;
use crate::model::{Plan, Problem};

/// What is known of how little any plan can cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// Nothing.
    #[default]
    Unknown,
    /// A plan file says so of itself.
    Claimed(Cost),
    /// It has been proven here: by the run that found the plan, or by a certificate that was replayed.
    Proven(Cost),
}

impl Bound {
    /// The claim of a plan file. Costs are whole multiples of 1/3600, and so is the least of them.
    pub fn claimed(bound: Option<f64>) -> Self {
        bound.map_or(Self::Unknown, |bound| Self::Claimed(in_units(bound)))
    }
}

/// The least cost that is not below `bound`, but for the rounding of an `f64`.
fn in_units(bound: f64) -> Cost {
    let units = bound * Cost::UNITS as f64;
    let near = units.round();
    Cost::units(if (units - near).abs() < 0.01 { near } else { units.floor() } as i128)
}

/// What a page is of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The problem that it states.
    pub problem: &'a Problem,
    /// A plan of it.
    pub plan: &'a Plan,
    /// How little any plan can cost.
    pub bound: Bound,
    /// Another plan of the same scenario, to say what has changed since.
    pub before: Option<&'a Plan>,
}

/// How a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// In which language.
    pub language: Language,
    /// In which digits; in those usual in the language where left out: ٠–٩ in Arabic, 0–9 in English.
    pub digits: Option<Digits>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_out_of_a_file_is_the_cost_that_was_written() {
        for units in [0, 1, 1200, 1_866_600, 123_456_789] {
            let cost = Cost::units(units);
            assert_eq!(Bound::claimed(Some(cost.value_rounded_down())), Bound::Claimed(cost));
        }
        assert_eq!(Bound::claimed(None), Bound::Unknown);
    }
}
