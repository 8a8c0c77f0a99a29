//! Rifada plans volunteers: it finds the roster that leaves the least need unmet, never breaks a rule that protects a
//! person, proves how far from the best possible it is, and says what is short.
//!
//! # The model in one screen
//!
//! - A **scenario** has *points* where service is given. Each point has *posts*, the jobs at it.
//! - A post has **lines**. A line says how many of the people on duty there must meet a need: anybody, a first-aider,
//!   somebody who speaks Urdu. One person counts in every line whose need they meet, and each person-hour missing costs
//!   the line's weight. Lines may also be *shared*: one Hausa speaker anywhere in the mosque.
//! - **Volunteers** are free at some hours, meet some needs, and are bound by **rules**: hours, rest, travel, heat, age,
//!   runs of days. Rules are never broken; lines may stay short. So there always is a plan, if need be the empty one.
//! - A **duty** is one person at one post from one time to another. A **plan** is everybody's duties. Its **cost** is a
//!   sum of eight terms: shortage, surplus, supervision, wishes, fairness, minimum hours, travel and changes.
//! - The **bound** is proven: no plan costs less. Cost and bound together say how good a plan is.
//!
//! # From a file to a plan
//!
//! ```
//! use rifada::engine::{Limit, Options, Stop, solve};
//! use rifada::io::plan_write::{Claims, plan_file};
//! use rifada::io::scenario::Scenario;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scenario = Scenario::from_json(br#"{
//!   "format": "rifada-scenario/1", "id": "evening", "time_zone": "Asia/Riyadh",
//!   "start": "2027-03-05T16:00", "end": "2027-03-06T00:00",
//!   "zones": [{"id": "mosque"}],
//!   "points": [{"id": "gate", "zone": "mosque", "posts": [{
//!     "id": "guide",
//!     "shifts": {"min_minutes": 240, "max_minutes": 300},
//!     "demand": [
//!       {"hourly": [1, 1, 2, 2, 2, 2, 1, 1]},
//!       {"hourly": [0, 0, 1, 1, 1, 1, 0, 0], "needs": {"language": "ur"}, "weight": 3}
//!     ]
//!   }]}],
//!   "volunteers": [
//!     {"id": "amal", "languages": [{"code": "ar"}, {"code": "ur", "level": "B2"}],
//!      "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]},
//!     {"id": "badr", "languages": [{"code": "ar"}],
//!      "available": [{"from": "2027-03-05T16:00", "to": "2027-03-05T21:00"}]}
//!   ]
//! }"#)?;
//! let (problem, warnings) = scenario.problem()?; // or everything that is wrong, each fault with its place and a remedy
//! assert!(warnings.is_empty());
//!
//! let outcome = solve(&problem, &Options { limit: Limit::Iterations(20), ..Options::default() });
//! assert_eq!(outcome.stop, Stop::Optimal);
//! assert_eq!(outcome.cost.total().value(), 2.0); // twelve hours are needed, and two people can give ten
//!
//! let claims = Claims { cost: outcome.cost, bound: Some(outcome.bound), ..Claims::default() };
//! let plan = plan_file(&scenario, &problem, &outcome.plan, claims);
//! assert_eq!(plan.duties[0].volunteer, "amal"); // on duty while Urdu is needed
//! assert!(plan.duties[0].from.as_str() <= "2027-03-05T18:00" && plan.duties[0].to.as_str() >= "2027-03-05T22:00");
//! assert!(rifada::judge::judge(&scenario, &plan)?.broken.is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! # Where to go on
//!
//! - [`io::scenario`]: every part of a scenario, as plain data that a file holds or code builds.
//! - [`engine`]: [`solve`](engine::solve), its [`Options`](engine::Options) (limits, threads, seed, a plan to start from, a
//!   handle to cancel), and [`solve_observed`](engine::solve_observed) for progress.
//! - [`io::plan_file`] and [`io::plan_write`]: plans as data, out of the engine and back into it.
//! - [`io::certificate_file`] and [`io::certificate_write`]: what proves a bound, as a file and replayed.
//! - [`io::diagnostic`]: what is wrong with a file, with stable codes.
//! - [`live`]: a plan in force on the day: what happens, what to change, who could help.
//! - `report`, with the feature of this name: one page that shows a plan, in Arabic and English.
//! - [`judge`]: whether a plan keeps every rule, read anew from the file format.
//! - [`generate`]: realistic scenarios from a seed.
//!
//! Nothing here keeps global state; every call may run on a thread of its own. The floors below [`engine`] are public
//! for whoever wants to look inside or measure; `ARCHITECTURE.md` is their map.

pub mod engine;
pub mod generate;
pub mod ground;
pub mod io;
pub mod judge;
pub mod live;
pub mod model;
pub mod path;
pub mod price;
#[cfg(feature = "report")]
pub mod report;
pub mod score;
pub mod search;
