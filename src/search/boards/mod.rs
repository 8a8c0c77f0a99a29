//! The lane of boards: people whom nothing binds but free hours, lengths of duties, one duty a date, rest, the way from
//! zone to zone and minutes, and whose duties cost nothing but what lines cost.
//!
//! Such days and weeks come with tens of thousands of people, so here the plan is cut into boards. A board holds some
//! posts with everybody who serves there, and some people who are idle; what happens on it changes no line of any other
//! board. Who serves on several boards may change their duties on one of them, and those elsewhere stay. So boards are
//! worked on side by side, each in a small part of memory, and what comes out of it does not depend on how many threads
//! there are. After each epoch all posts and people are dealt anew. The cost is the sum of the boards' costs, and the
//! best plan of an epoch is made of the best that each board has seen.
//!
//! On a board the search is the one of the floor above: ruin and recreate at a constant low temperature, guided by
//! prices.

mod board;
mod deal;
mod draw;
mod lines;
mod lists;
mod moves;
mod plan;
mod worth;

pub use plan::{BoardPlan, Duties};

use crate::model::{Casts, Problem};
use crate::path::Graphs;

/// Can the whole problem be planned on boards?
pub fn is_for_boards(problem: &Problem, graphs: &Graphs) -> bool {
    const MOST: i64 = 1 << 20;
    let small = |coefficient: i64| coefficient.abs() <= MOST;
    !problem.units.is_empty()
        && !problem.posts.is_empty()
        && problem.units.ids().all(|unit| graphs.stretched[unit] || graphs.of_hours[unit])
        && problem.units.iter().all(|unit| matches!(unit.casts, Casts::Always(_)))
        && problem.posts.iter().all(|post| {
            post.max_people.is_none()
                && post.team.is_none()
                && post.terms.iter().all(|term| small(term.coefficient))
        })
}
