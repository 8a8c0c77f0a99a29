//! One duty on one date: what the search asks most often, answered without labels.
//!
//! All else of the roster is fixed, so choices are ranked by what they earn, and the first that the rules allow is the best.

use super::Best;
use super::choices::{Choices, Open};
use super::task::{Standing, Task};
use crate::ground::Minutes;
use crate::model::Duty;
use crate::path::Number;
use std::cmp::Ordering;

/// Is the task to choose one duty, or none, for one date?
pub fn is_one<V: Number>(task: &Task<'_, V>) -> bool {
    task.days.1.0 == task.days.0.0 + 1 && task.kept.is_empty() && task.graphs.of[task.id].most_a_day == 1
}

/// The best roster of a task that [`is_one`].
pub fn best<V: Number>(task: &Task<'_, V>, choices: &Choices<V>, ranked: &mut Vec<(V, usize)>) -> Best<V> {
    let (words, standing) = task.begin();
    let none = task.finish(words.clone(), standing);
    let idle = V::ZERO - task.end_cost(Minutes(0));
    let open = choices.of(0);
    ranked.clear();
    for (at, Open { choice, .. }) in open.iter().enumerate() {
        let earned = choice.value - choice.home - task.end_cost(choice.counted);
        if none.is_none() || earned > idle {
            ranked.push((earned, at));
        }
    }
    while let Some(next) = take_best(ranked) {
        let choice = open[next].choice;
        if !task.rules.admit(&words, choice.duty) {
            continue;
        }
        let mut words = words.clone();
        task.rules.take(&mut words, choice.duty);
        let value = choice.value - choice.home;
        let standing =
            Standing { last: Some(choice.duty), value, used: standing.used.and(choice.counted), free: true };
        if let Some(most) = task.finish(words, standing) {
            return exact(task, most, Some(choice.duty));
        }
    }
    match none {
        Some(most) => exact(task, most, None),
        None => Best { most: V::NEVER, is_exact: false, roster: None },
    }
}

fn exact<V: Number>(task: &Task<'_, V>, most: V, duty: Option<Duty>) -> Best<V> {
    Best { most, is_exact: true, roster: Some(task.whole(duty)) }
}

/// Takes out the best, the first of them among equals.
fn take_best<V: Number>(ranked: &mut Vec<(V, usize)>) -> Option<usize> {
    let by_rank =
        |a: &(V, usize), b: &(V, usize)| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal).then(b.1.cmp(&a.1));
    let (at, _) = ranked.iter().enumerate().max_by(|a, b| by_rank(a.1, b.1))?;
    Some(ranked.swap_remove(at).1)
}
