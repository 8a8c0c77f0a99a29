//! One unit's paths: its best roster under given rewards, whatever the others do.
//!
//! Every rule that binds a person is read off that person's own roster, so the best roster is a path through the
//! unit's own graph of duties. This floor knows nothing of other people and nothing of the loop above it.

pub mod graph;
pub mod number;
pub mod offer;
pub mod own;
pub mod single;

pub use graph::{Graph, Graphs, Lane};
pub use number::Number;
pub use offer::Offer;

use crate::model::{Problem, Roster, UnitId};

/// No roster of the unit earns more: proven. Only an exact or a relaxed search makes one, never a truncated one.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Ceiling<V>(pub(crate) V);

/// Room to work in, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    single: single::Bench<V>,
}

/// The most that any roster of the unit earns under `offer`, with a roster that earns it, though it may break rules
/// that the [`Lane::Days`] search leaves out.
pub fn ceiling<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    unit: UnitId,
    offer: &Offer<'_, V>,
    bench: &mut Bench<V>,
) -> (Ceiling<V>, Roster) {
    match graphs.of[unit].lane {
        Lane::Single => {
            let posts = &problem.post_sets[problem.units[unit].posts];
            match single::best_duty(problem, graphs, unit, offer, posts, &mut bench.single) {
                Some((value, duty)) => (Ceiling(value), vec![duty]),
                None => (Ceiling(V::ZERO), Roster::new()),
            }
        }
        Lane::Days => (Ceiling(V::ZERO), Roster::new()),
    }
}

/// Which part of its roster a unit may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All but the kept duties.
    All,
    /// Only duties that start on these dates: from the first up to the second, exclusive.
    Days(crate::ground::Day, crate::ground::Day),
}

/// The best roster found for the unit under `offer`. It keeps every rule of its people, and outside `reach` it is
/// `present`, whose duties inside do not matter.
pub fn best_roster(
    problem: &Problem,
    graphs: &Graphs,
    unit: UnitId,
    offer: &Offer<'_, f32>,
    _reach: Reach,
    _present: &[crate::model::Duty],
    bench: &mut Bench<f32>,
) -> Roster {
    match graphs.of[unit].lane {
        Lane::Single => {
            let posts = &problem.post_sets[problem.units[unit].posts];
            single::best_duty(problem, graphs, unit, offer, posts, &mut bench.single)
                .map(|(_, duty)| vec![duty])
                .unwrap_or_default()
        }
        Lane::Days => problem.units[unit].kept.to_vec(),
    }
}
