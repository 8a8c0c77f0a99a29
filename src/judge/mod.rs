//! The judge: does a plan keep every rule, and is what it says of itself so?
//!
//! It works from the plain types of the two files alone, and reads the file format anew: with its own clock, its own
//! reading of needs, rules and costs. It knows no model, no score and no price, so that it can find a fault in any of
//! them. Words are shared with the solver, code is not.
//!
//! ```
//! use rifada::io::plan_file::{PLAN_FORMAT, PlanFile};
//! use rifada::io::scenario::{SCENARIO_FORMAT, Scenario};
//!
//! let scenario = Scenario {
//!     format: SCENARIO_FORMAT.into(),
//!     id: "empty".into(),
//!     time_zone: "Asia/Riyadh".into(),
//!     start: "2026-05-26T00:00".into(),
//!     end: "2026-05-27T00:00".into(),
//!     ..Scenario::default()
//! };
//! let plan = PlanFile { format: PLAN_FORMAT.into(), scenario: "empty".into(), ..PlanFile::default() };
//! assert!(rifada::judge::judge(&scenario, &plan).is_ok_and(|verdict| verdict.is_clean()));
//! ```

mod case;
mod claims;
mod clock;
mod cover;
mod docket;
mod exact;
mod facts;
mod limits;
mod needs;
mod own_cost;
mod people;
mod roster;
mod rules_duty;
mod rules_gap;
mod rules_run;
mod rules_sum;
mod travel;
mod unjudgeable;
mod verdict;

pub use exact::{Costs, Exact, Term};
pub use unjudgeable::Unjudgeable;
pub use verdict::{Breach, Broken, Claim, Verdict, WrongClaim};

use crate::io::plan_file::PlanFile;
use crate::io::scenario::Scenario;

/// The verdict on a plan of a scenario.
///
/// What began before the scenario's `now` is a fact, whatever it breaks: a plan is judged for what it adds.
///
/// # Errors
/// [`Unjudgeable`] names the first place of either file that has no meaning: a time that cannot be read, an id that
/// names nothing, a sum beyond all bounds.
pub fn judge(scenario: &Scenario, plan: &PlanFile) -> Result<Verdict, Unjudgeable> {
    let case = case::Case::of(scenario)?;
    let facts = facts::Facts::of(&case)?;
    let (rosters, mut broken) = roster::Rosters::of_plan(&case, plan)?;
    let mut cost = Costs::default();
    broken.extend(people::judge(&case, &facts, &rosters));
    broken.extend(facts.breaches(&case, &rosters));
    let found = cover::judge(&case, &facts, &rosters, &mut cost)?;
    broken.extend(found.broken);
    broken.truncate(Verdict::MOST_LISTED);
    own_cost::add(&case, &rosters, &mut cost)?;
    own_cost::add_changes(&case, &facts, &rosters, &mut cost)?;
    let wrong = claims::judge(&case, plan, &cost, &found.missing)?;
    let shortages = found.missing.iter().map(|missing| cover::listed(&case, missing)).collect();
    Ok(Verdict { broken, wrong, cost, shortages, bound: plan.bound })
}
