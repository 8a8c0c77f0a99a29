//! The walk: a roster that keeps every rule, found day by day with a few labels.
//!
//! A label is a roster up to some date and what it has earned. Each date extends every label by nothing, by one of the
//! best choices of that date, or by several, and asks every rule of every member. Labels are ranked by what they have
//! earned plus the most that the relaxed path can still earn, and only the best few go on: the walk may miss the best
//! roster, so what it finds is never part of a bound.

use super::choices::{Choices, Open};
use super::menu::{self, Choice};
use super::relaxed::Relaxed;
use super::task::{Standing, Task, Used};
use crate::ground::Day;
use crate::model::{Duty, Roster};

/// How many labels go on from one date to the next.
const LABELS: usize = 8;
/// How many choices of a date are tried.
const CHOICES: usize = 16;
/// How many of a date's choices are ranked among one another.
const RANKED: usize = 96;
/// How many of them at one post.
const AT_ONE_POST: usize = 3;

/// A roster so far.
#[derive(Clone, Debug)]
struct Label {
    inside: Roster,
    standing: Standing<f32>,
    /// What the rules remember.
    words: Vec<u32>,
}

/// The best roster found that keeps every rule; nothing where none was found, not even one without offered duties.
/// `relaxed` is solved for the choices of the task.
pub fn walk(task: &Task<'_, f32>, choices: &Choices<f32>, relaxed: &Relaxed<f32>) -> Option<Roster> {
    let (words, standing) = task.begin();
    let mut labels = vec![Label { inside: Roster::new(), standing, words }];
    for day in task.days.0.0..task.days.1.0 {
        let choices = promising(choices.of((day - task.days.0.0) as usize), relaxed);
        let mut next = Vec::with_capacity(labels.len() * (choices.len() + 1));
        for label in &labels {
            extend_over(task, Day(day), label, &choices, 0, &mut next);
        }
        let rank = |label: &Label| {
            let fresh = task.fresh_after(label.standing.last, Day(day), None);
            label.standing.value + relaxed.most_after(fresh, label.standing.used)
        };
        labels = best_few(next, rank);
    }
    let finished = labels
        .into_iter()
        .filter_map(|label| Some((task.finish(label.words, label.standing)?, label.inside)));
    let best = finished.reduce(|best, one| if one.0 > best.0 { one } else { best });
    best.map(|(_, inside)| task.whole(inside))
}

/// The most promising choices of a date, ranked by what they earn with what can follow, by time.
fn promising(choices: &[Open<f32>], relaxed: &Relaxed<f32>) -> Vec<Choice<f32>> {
    let rank = |open: &Open<f32>| {
        open.choice.value - open.choice.home
            + relaxed.most_after(open.fresh, Used::default().and(open.choice.counted))
    };
    let mut ranked: Vec<(f32, Choice<f32>)> = choices.iter().map(|open| (rank(open), open.choice)).collect();
    if ranked.len() > RANKED {
        ranked.select_nth_unstable_by(RANKED, |a, b| b.0.total_cmp(&a.0));
        ranked.truncate(RANKED);
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut promising: Vec<Choice<f32>> = Vec::with_capacity(CHOICES);
    for (_, choice) in ranked {
        let here = promising.iter().filter(|other| other.duty.post == choice.duty.post).count();
        if here < AT_ONE_POST {
            promising.push(choice);
        }
        if promising.len() == CHOICES {
            break;
        }
    }
    promising.sort_by_key(|choice| choice.duty);
    promising
}

/// Adds to `next` every legal way for `label` to go through `day`, duties before `from` in the list passed.
fn extend_over(
    task: &Task<'_, f32>,
    day: Day,
    label: &Label,
    choices: &[Choice<f32>],
    from: usize,
    next: &mut Vec<Label>,
) {
    let today = task.problem.grid.slots_of(day);
    let kept = task.kept.iter().filter(|duty| today.from <= duty.from && duty.from < today.to);
    let due = kept.copied().find(|duty| !label.inside.contains(duty));
    match due {
        None => next.push(label.clone()),
        Some(duty) => {
            if !label.standing.free || task.rules.admit(&label.words, duty) {
                let earned = menu::value_of(task.problem, task.id, task.offer, duty);
                extend_over(task, day, &with(task, label, duty, earned), choices, 0, next);
            }
        }
    }
    for (index, choice) in choices.iter().enumerate().skip(from) {
        let after_last = label.standing.last.is_none_or(|last| choice.duty.from >= last.to);
        let before_due = due.is_none_or(|duty| choice.duty.to <= duty.from);
        if !after_last || !before_due || !task.rules.admit(&label.words, choice.duty) {
            continue;
        }
        let mut longer = with(task, label, choice.duty, choice.value);
        longer.standing.used = longer.standing.used.and(choice.counted);
        longer.standing.free = true;
        if task.graphs.of[task.id].most_a_day > 1 || due.is_some() {
            extend_over(task, day, &longer, choices, index + 1, next);
        } else {
            next.push(longer);
        }
    }
}

/// The label with one duty more, which earns so much.
fn with(task: &Task<'_, f32>, label: &Label, duty: Duty, earned: f32) -> Label {
    let mut longer = label.clone();
    longer.standing.value += earned - task.way(label.standing.last, duty);
    longer.standing.last = Some(duty);
    longer.inside.push(duty);
    task.rules.take(&mut longer.words, duty);
    longer
}

/// The best labels by rank, and of those alike in what comes after only the best; the one without offered duties
/// always stays, so that there is always a roster.
fn best_few(labels: Vec<Label>, rank: impl Fn(&Label) -> f32) -> Vec<Label> {
    let mut ranked: Vec<(f32, Label)> = labels.into_iter().map(|label| (rank(&label), label)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut few: Vec<Label> = Vec::with_capacity(LABELS + 1);
    let mut spare = None;
    for (_, label) in ranked {
        if !label.standing.free && spare.is_none() {
            spare = Some(label.clone());
        }
        let alike = |other: &Label| {
            other.standing.used == label.standing.used
                && other.inside.len() == label.inside.len()
                && other.standing.last.map(|duty| (duty.to, duty.post))
                    == label.standing.last.map(|duty| (duty.to, duty.post))
        };
        if few.len() < LABELS && few.iter().filter(|other| alike(other)).count() < 2 {
            few.push(label);
        }
    }
    match spare {
        Some(spare) if few.iter().all(|label| label.standing.free) => few.push(spare),
        _ => {}
    }
    few
}
