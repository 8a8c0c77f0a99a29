//! Rosters of several duties: a relaxed path that proves, labels that find the best, and a walk where that takes too long.
//!
//! [`Menu`] lists what each duty earns. [`Relaxed`] is a dynamic program backwards over slots and minutes left: it
//! keeps rest, breaks, duties per date and minutes in all, and leaves out what looks further back, so that no roster
//! earns more. Where its roster keeps every rule, it is the best. Elsewhere [`Labels`] goes forward from what can still earn
//! most, asks every rule of every duty, and ends with the best roster, or with what none can exceed. A walk goes forward day by
//! day with a few labels, and always has a roster.

pub mod choices;
pub mod labels;
pub mod menu;
mod one;
pub mod relaxed;
pub mod task;
mod walk;

pub use choices::Choices;
pub use labels::Labels;
pub use menu::{Choice, Menu, Room};
pub use relaxed::Relaxed;
pub use task::Task;

use super::Number;
use crate::model::Roster;
use walk::walk;

/// Room to work in, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    choices: Choices<V>,
    relaxed: Relaxed<V>,
    labels: Labels<V>,
    /// What single duties earn, and which they are.
    ranked: Vec<(V, usize)>,
}

/// The most that a roster of a task earns, or more.
#[derive(Clone, Debug)]
pub struct Best<V> {
    /// No roster earns more.
    pub most: V,
    /// Is there a roster that earns so much?
    pub is_exact: bool,
    /// That roster; otherwise the best one found that keeps every rule, if any was.
    pub roster: Option<Roster>,
}

impl<V: Number> Bench<V> {
    /// The best roster of the task, by no more labels than that.
    pub fn best(&mut self, task: &Task<'_, V>, most_labels: usize) -> Best<V> {
        let Self { choices, relaxed, labels, ranked } = self;
        choices.fill(task);
        if one::is_one(task) {
            return one::best(task, choices, ranked);
        }
        relaxed.solve(task, choices);
        let most = relaxed.most();
        let inside = relaxed.roster(task.problem, task.graphs, task.id);
        if task.worth(&inside).is_some_and(|worth| worth.reaches(most)) {
            return Best { most, is_exact: true, roster: Some(task.whole(inside)) };
        }
        if task.graphs.of[task.id].is_waived {
            return Best { most, is_exact: false, roster: None };
        }
        let found = labels.search(task, choices, relaxed, most_labels);
        let is_exact = found.roster.as_ref().is_some_and(|(_, is_best)| *is_best);
        Best { most: found.most, is_exact, roster: found.roster.map(|(roster, _)| roster) }
    }

    /// A roster that earns what the relaxed path says, whatever rules it breaks.
    pub fn relaxed_roster(&self, task: &Task<'_, V>) -> Roster {
        self.relaxed.roster(task.problem, task.graphs, task.id)
    }
}

impl Bench<f32> {
    /// A roster that keeps every rule, found by a walk, after [`Bench::best`] of the same task.
    pub fn walk(&self, task: &Task<'_, f32>) -> Option<Roster> {
        walk(task, &self.choices, &self.relaxed)
    }
}
