//! One unit's paths: its best roster under given rewards, whatever the others do.
//!
//! Every rule that binds a person is read off that person's own roster, so the best roster is a path through the
//! unit's own graph of duties. This floor knows nothing of other people and nothing of the loop above it.

mod asks;
pub mod cluster;
pub mod days;
pub mod graph;
pub mod hours;
pub mod number;
pub mod offer;
pub mod own;
pub mod rules;
pub mod shared;
pub mod single;
pub mod stints;
pub mod stretch;

pub use asks::Asks;
pub use graph::{Graph, Graphs, Lane};
pub use number::Number;
pub use offer::Offer;
pub use shared::{Found, Stretches};

use crate::ground::{Day, Seed};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::score::legal;
use days::Task;
use rayon::prelude::*;
use stints::{Allowed, Inside};

/// No roster of the unit earns more: proven. Only an exact search makes one, or one that leaves something out or ends before it
/// has looked at all, never what a truncated search has found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ceiling<V> {
    value: V,
    is_exact: bool,
}

impl<V: Number> Ceiling<V> {
    const fn exact(value: V) -> Self {
        Self { value, is_exact: true }
    }

    /// The proven amount.
    pub const fn value(self) -> V {
        self.value
    }

    /// Is there a roster that keeps every rule and earns so much?
    pub const fn is_exact(self) -> bool {
        self.is_exact
    }
}

/// The most labels of a path that is part of a bound, and of one that the search asks for.
///
/// Measured on full scenarios of 600 people over nine days, two seeds, 10 s: plans of 137,171 with no labels in the search,
/// 134,202 with 20, 134,551 with 60, 135,174 with 300.
const LABELS: (usize, usize) = (1000, 24);

/// Room to work in for ceilings, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    /// No path of several duties looks at more labels than that; nothing leaves it at what a proof takes.
    pub most_labels: Option<usize>,
    single: single::Bench<V>,
    days: days::Bench<V>,
    stints: stints::Bench<V>,
    /// For units that are bound by hours.
    pub hours: hours::Bench<V>,
}

/// Room to work in for rosters.
#[derive(Debug, Default)]
pub struct WalkBench {
    single: single::Bench<f32>,
    stints: stints::Bench<f32>,
    days: days::Bench<f32>,
}

impl WalkBench {
    /// From now on keeps the limits of the horizon in proportion up to this date, where the unit is planned by stints; nothing
    /// ends it.
    pub const fn keep_in_proportion(&mut self, until: Option<Day>) {
        self.stints.until = until;
    }

    /// From now on shakes what duties earn by up to so much, where the unit is planned by stints; nothing ends it.
    pub fn shake(&mut self, noise: Option<(Seed, f32)>) {
        self.stints.noise = noise.map(|(seed, most)| (seed, most / 1000.0));
    }
}

/// The most that any roster of the unit earns under `offer`, own costs deducted, with a roster that would earn it:
/// legal where the ceiling is exact.
///
/// All is relative to the roster without any duty.
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
                Some((value, duty)) => (Ceiling::exact(value), vec![duty]),
                None => (Ceiling::exact(V::ZERO), Roster::new()),
            }
        }
        Lane::Stints => {
            let stints = graphs.stints.as_ref();
            let all = Inside { days: all_days(problem), present: &[], allowed: None };
            let found = stints.and_then(|stints| stints.best(problem, unit, offer, all, &mut bench.stints));
            found.map_or((Ceiling::exact(V::ZERO), Roster::new()), |found| {
                (Ceiling { value: found.most, is_exact: found.is_exact }, found.roster)
            })
        }
        Lane::Days => {
            let task = Task::new(problem, graphs, unit, offer, all_days(problem), &[]);
            let best = bench.days.best(&task, bench.most_labels.unwrap_or(LABELS.0));
            let roster = best.roster.filter(|_| best.is_exact);
            let roster = roster.unwrap_or_else(|| bench.days.relaxed_roster(&task));
            (Ceiling { value: best.most, is_exact: best.is_exact }, roster)
        }
    }
}

/// The [`ceiling`] of each unit of a batch, in order, in parallel; read off `stretches`, which are those of `offer`, where
/// that can be.
pub fn ceilings<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    units: &[UnitId],
    offer: &Offer<'_, V>,
    stretches: &Stretches<V>,
) -> Vec<(Ceiling<V>, Roster)> {
    let answer = |bench: &mut Bench<V>, part: &[UnitId]| -> Vec<(Ceiling<V>, Roster)> {
        let found = stretches.best_anywhere(problem, graphs, part);
        let of = part.iter().zip(found).map(|(&unit, found)| match found {
            Some((value, duty)) => (Ceiling::exact(value), vec![duty]),
            None if graphs.stretched[unit] => (Ceiling::exact(V::ZERO), Roster::new()),
            None if graphs.of_hours[unit] => {
                let all = |_, clusters| 0..clusters;
                let (value, duties) = stretches.best_hours(problem, graphs, unit, all, &mut bench.hours);
                (
                    Ceiling { value, is_exact: graphs.is_exact_by_hours(problem, unit) },
                    duties.into_iter().map(|(duty, _)| duty).collect(),
                )
            }
            None => ceiling(problem, graphs, unit, offer, bench),
        });
        of.collect()
    };
    // Paths over stretches share rows; others take long.
    let are_read_off = units.iter().all(|&unit| graphs.stretched[unit] || graphs.of_hours[unit]);
    let part = if are_read_off { part_of(units.len()) } else { part_of(units.len()).min(PATHS_AT_ONCE) };
    units.par_chunks(part).map_init(Bench::default, answer).flatten_iter().collect()
}

/// So many paths one thread works out one after the other.
const PATHS_AT_ONCE: usize = 4;

/// Into how many units' parts a batch is cut: so many that they share rows, so few that threads share the work.
pub fn part_of(batch: usize) -> usize {
    batch.div_ceil(2 * rayon::current_num_threads()).clamp(64, 1 << 14)
}

/// Which part of its roster a unit may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All but the kept duties.
    All,
    /// Only duties that start on these dates: from the first up to the second, exclusive.
    Days(Day, Day),
}

/// The best roster found for the unit under `offer`. It keeps every rule of its people, and outside `reach` it is
/// `present`, whose own offered duties inside do not matter. Nothing where none but perhaps `present` is found.
pub fn best_roster(
    problem: &Problem,
    graphs: &Graphs,
    unit: UnitId,
    offer: &Offer<'_, f32>,
    reach: Reach,
    present: &[Duty],
    bench: &mut WalkBench,
) -> Option<Roster> {
    let days = match reach {
        Reach::All => all_days(problem),
        Reach::Days(from, to) => (from, to),
    };
    if let (Lane::Stints, Some(stints)) = (graphs.of[unit].lane, &graphs.stints) {
        let inside = Inside { days, present, allowed: None };
        let found = stints.best(problem, unit, offer, inside, &mut bench.stints)?;
        if found.is_exact {
            return kept_to_rules(problem, unit, found.roster);
        }
    }
    match graphs.of[unit].lane {
        Lane::Single => {
            let posts = &problem.post_sets[problem.units[unit].posts];
            let best = single::best_duty(problem, graphs, unit, offer, posts, &mut bench.single);
            Some(best.map(|(_, duty)| vec![duty]).unwrap_or_default())
        }
        Lane::Days | Lane::Stints => {
            let task = Task::new(problem, graphs, unit, offer, days, present);
            let best = bench.days.best(&task, LABELS.1);
            let roster = match best.roster.filter(|_| best.is_exact) {
                Some(roster) => roster,
                None => bench.days.walk(&task)?,
            };
            kept_to_rules(problem, unit, roster)
        }
    }
}

/// The best roster found for a unit planned by stints, of all that is allowed. It keeps every rule. Nothing where none is found.
pub fn best_allowed(
    problem: &Problem,
    graphs: &Graphs,
    unit: UnitId,
    offer: &Offer<'_, f32>,
    allowed: &Allowed,
    bench: &mut WalkBench,
) -> Option<Roster> {
    let inside = Inside { days: all_days(problem), present: &[], allowed: Some(allowed) };
    let found = graphs.stints.as_ref()?.best(problem, unit, offer, inside, &mut bench.stints)?;
    if !found.is_exact {
        return None;
    }
    kept_to_rules(problem, unit, found.roster)
}

/// The roster, where it keeps every rule of the unit's people: as it always does.
fn kept_to_rules(problem: &Problem, unit: UnitId, roster: Roster) -> Option<Roster> {
    let mut members = problem.units[unit].members.iter();
    let is_legal = members.all(|&member| legal::is_legal(problem, member, &roster));
    debug_assert!(is_legal, "a path asks every rule: {roster:?}");
    is_legal.then_some(roster)
}

/// All dates of the horizon.
fn all_days(problem: &Problem) -> (Day, Day) {
    (Day(0), Day(problem.grid.days() as u32))
}
