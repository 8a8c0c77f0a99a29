//! The lane of single days: everybody serves once at most, and nothing but lines, hours and lengths of duties counts.
//!
//! Such days come with tens of thousands of people, so here the plan is cut into boards. A board holds some posts with
//! everybody who serves there, and some people who are idle; what happens on it changes no line of any other board. So
//! boards are worked on side by side, each in a small part of memory, and what comes out of it does not depend on how
//! many threads there are. After each epoch all posts and people are dealt anew. The cost is the sum of the boards'
//! costs, and the best plan of an epoch is made of the best that each board has seen.
//!
//! On a board the search is the one of the floor above: ruin and recreate at a constant low temperature, guided by
//! prices.

mod board;
mod deal;
mod draw;
mod lines;
mod moves;
mod plan;
mod worth;

pub use plan::DayPlan;

use crate::model::{Casts, Problem};
use crate::path::Graphs;

/// Can the whole problem be planned in this lane?
pub fn is_single_day(problem: &Problem, graphs: &Graphs) -> bool {
    const MOST: i64 = 1 << 20;
    let small = |coefficient: i64| coefficient.abs() <= MOST;
    !problem.units.is_empty()
        && !problem.posts.is_empty()
        && graphs.stretched.iter().all(|&stretched| stretched)
        && problem.units.iter().all(|unit| matches!(unit.casts, Casts::Always(_)))
        && problem.posts.iter().all(|post| {
            post.max_people.is_none()
                && post.team.is_none()
                && post.terms.iter().all(|term| small(term.coefficient))
        })
}
