//! The day itself: a plan in force, what happens to it, and what to change, as little as possible.
//!
//! A [`Live`] holds a problem, the plan in force and the clock. Events change the facts at once, each in place: whoever is absent
//! has no duties any more. What to do about it is asked for: a proposal is a set of changes with what they gain, and nothing
//! changes until it is accepted. The plan in force is also the roster that is published, so changes cost what
//! `objective.changes` says, and nothing once they are accepted.
//!
//! Facts are what a fresh build of the saved state has, which tests hold after storms of events.
//!
//! ```
//! use rifada::io::event::{Asked, Event};
//! use rifada::io::plan_file::PlanFile;
//! use rifada::io::scenario::Scenario;
//! use rifada::live::Live;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scenario = Scenario::from_json(br#"{
//!   "format": "rifada-scenario/1", "id": "evening", "time_zone": "Asia/Riyadh",
//!   "start": "2027-03-05T16:00", "end": "2027-03-06T00:00", "zones": [{"id": "mosque"}],
//!   "points": [{"id": "gate", "zone": "mosque", "posts": [{
//!     "id": "guide", "shifts": {"min_minutes": 240, "max_minutes": 480}, "demand": [{"hourly": [1, 1, 1, 1, 1, 1, 1, 1]}]
//!   }]}],
//!   "volunteers": [
//!     {"id": "amal", "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]},
//!     {"id": "badr", "available": [{"from": "2027-03-05T16:00", "to": "2027-03-06T00:00"}]}
//!   ]
//! }"#)?;
//! let mut live = Live::of(scenario, &[])?; // nobody serves yet
//! let first = live.propose(&Asked::default());
//! assert_eq!((first.after.shortage, first.changes.len()), (0.0, 1));
//! let who = first.changes[0].volunteer.clone();
//! live.accept(&Asked::default());
//! live.happen(&Event::Absent { volunteer: who.clone() })?;
//! let second = live.accept(&Asked::default());
//! assert_ne!(second.changes[0].volunteer, who);
//! # Ok(())
//! # }
//! ```

mod bound;
mod candidates;
mod changes;
mod dear;
mod facts;
mod lookups;
mod opportunities;
mod people;
mod pins;
mod places;
mod propose;
mod repair;
mod save;
mod search;
mod serve;
mod settle;
mod state;

pub use state::Live;
