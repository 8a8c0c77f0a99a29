//! Labels: the best roster that keeps every rule, and what it proves.
//!
//! A label is a roster up to some date, with the words that the rules remember of it. The one that can still earn most goes
//! on first (Hart, Nilsson & Raphael 1968): what it has earned, and what the relaxed path says it can earn from there on, which
//! is never too little. The first roster to come out whole is the best. A label is dropped at the end of a date where another
//! has earned as much with no more minutes and the rules leave open to it whatever they leave open to the first: minutes
//! cost by a convex function, so that who has fewer never pays more for what is added.
//!
//! Where too many labels are open it ends before: then no roster earns more than the best open label can.

use super::choices::{Choices, Open};
use super::menu;
use super::relaxed::Relaxed;
use super::task::{Standing, Task, Used};
use crate::ground::{Day, Slot};
use crate::model::{Duty, Roster};
use crate::path::Number;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Room to work in, kept from one search to the next.
#[derive(Debug, Default)]
pub struct Labels<V> {
    labels: Vec<Label<V>>,
    /// What the rules remember: so many words for each label.
    words: Vec<u32>,
    waiting: BinaryHeap<Waiting<V>>,
    /// The labels that stand at the start of each date.
    at_start: Vec<Vec<u32>>,
    /// What kept duties earn.
    kept: Vec<V>,
    /// The best whole roster so far, and its last label.
    best: Option<(V, u32)>,
    /// What can follow a label.
    following: Vec<(V, Next)>,
    /// How many have waited.
    number: u32,
}

/// What leads a search: the task, what is open to it, and what can still be earned.
struct Guide<'a, V> {
    task: &'a Task<'a, V>,
    choices: &'a Choices<V>,
    relaxed: &'a Relaxed<V>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found<V> {
    /// No roster earns more.
    pub most: V,
    /// The best whole roster found, and whether it earns that much.
    pub roster: Option<(Roster, bool)>,
}

#[derive(Clone, Copy, Debug)]
struct Label<V> {
    parent: u32,
    duty: Option<Duty>,
    standing: Standing<V>,
    /// The date it stands on, from the first on, and how many duties it has there.
    day: usize,
    today: u32,
    /// How many kept duties it has.
    kept: usize,
    /// What it has earned less what its minutes cost so far; known at the start of a date.
    settled: V,
}

/// What a label may go on by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// No more duty on its date.
    Over,
    /// The choice of this number.
    Choice(u32),
    /// The next kept duty.
    Kept,
    /// What is not waiting yet, as it can earn less.
    Rest,
    /// Nothing: it is whole.
    End,
}

/// How many of what can follow a label wait at once: the best, and those that can earn as much; the rest follow when it is
/// their turn (partial expansion; Yoshizumi, Miura & Ishida 2000).
const AT_ONCE: usize = 6;

#[derive(Clone, Copy, Debug)]
struct Waiting<V> {
    most: V,
    day: usize,
    number: u32,
    from: u32,
    next: Next,
    /// All that can earn no less has been waiting already.
    below: V,
}

impl<V: Number> Waiting<V> {
    /// What can earn most goes first; then what has come further; then what came first.
    fn rank(&self, other: &Self) -> Ordering {
        let by_most = self.most.partial_cmp(&other.most).unwrap_or(Ordering::Equal);
        let whole = |of: &Self| of.next == Next::End;
        by_most
            .then(whole(self).cmp(&whole(other)))
            .then(self.day.cmp(&other.day))
            .then(Reverse(self.number).cmp(&Reverse(other.number)))
    }
}

impl<V: Number> PartialEq for Waiting<V> {
    fn eq(&self, other: &Self) -> bool {
        self.rank(other) == Ordering::Equal
    }
}

impl<V: Number> Eq for Waiting<V> {}

impl<V: Number> PartialOrd for Waiting<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<V: Number> Ord for Waiting<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank(other)
    }
}

impl<V: Number> Labels<V> {
    /// The best roster of the task, by no more labels than that; `relaxed` is solved for its choices.
    pub fn search(
        &mut self,
        task: &Task<'_, V>,
        choices: &Choices<V>,
        relaxed: &Relaxed<V>,
        most_labels: usize,
    ) -> Found<V> {
        self.begin(task);
        let guide = Guide { task, choices, relaxed };
        self.open(&guide, 0, None);
        while let Some(waiting) = self.waiting.pop() {
            if waiting.next == Next::End || self.labels.len() >= most_labels {
                let best = self.best.map(|(value, end)| (self.roster(task, end), value >= waiting.most));
                return Found { most: waiting.most, roster: best };
            }
            if waiting.next == Next::Rest {
                self.open(&guide, waiting.from, Some(waiting.below));
            } else if let Some(label) = self.go_on(&guide, waiting) {
                self.open(&guide, label, None);
            }
        }
        Found { most: relaxed.most(), roster: None }
    }

    fn begin(&mut self, task: &Task<'_, V>) {
        self.labels.clear();
        self.waiting.clear();
        self.best = None;
        self.number = 0;
        let days = (task.days.1.0 - task.days.0.0) as usize;
        self.at_start.resize_with((days + 1).max(self.at_start.len()), Vec::new);
        self.at_start.iter_mut().for_each(Vec::clear);
        self.kept.clear();
        let worth = |duty: &Duty| menu::value_of(task.problem, task.id, task.offer, *duty);
        self.kept.extend(task.kept.iter().map(worth));
        let (words, standing) = task.begin();
        self.words = words;
        let settled = V::ZERO;
        self.labels.push(Label { parent: 0, duty: None, standing, day: 0, today: 0, kept: 0, settled });
    }

    fn words_of(&self, task: &Task<'_, V>, label: u32) -> &[u32] {
        let count = task.rules.words();
        &self.words[label as usize * count..][..count]
    }

    /// What may follow a label waits for its turn: what can earn most, of all that can earn less than `below`.
    fn open(&mut self, guide: &Guide<'_, V>, from: u32, below: Option<V>) {
        let task = guide.task;
        let label = self.labels[from as usize];
        let floor = self.best.map_or(V::NEVER, |(value, _)| value);
        if label.day + task.days.0.index() == task.days.1.index() {
            let words = self.words_of(task, from).to_vec();
            if let Some(whole) = task.finish(words, label.standing).filter(|whole| *whole > floor) {
                self.best = Some((whole, from));
                self.wait(whole, from, Next::End, whole);
            }
            return;
        }
        let mut following = std::mem::take(&mut self.following);
        following.clear();
        self.follow(guide, &label, |most, next| {
            if most > floor && below.is_none_or(|below| most < below) {
                following.push((most, next));
            }
        });
        let by_most = |a: &(V, Next), b: &(V, Next)| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal);
        let least = if following.len() > AT_ONCE {
            following.select_nth_unstable_by(AT_ONCE - 1, by_most).1.0
        } else {
            V::NEVER
        };
        let mut left = V::NEVER;
        for &(most, next) in &following {
            if most >= least {
                self.wait(most, from, next, most);
            } else if most > left {
                left = most;
            }
        }
        if left > V::NEVER {
            self.wait(left, from, Next::Rest, least);
        }
        self.following = following;
    }

    fn wait(&mut self, most: V, from: u32, next: Next, below: V) {
        let day = self.labels[from as usize].day + usize::from(next == Next::Over);
        self.waiting.push(Waiting { most, day, number: self.number, from, next, below });
        self.number += 1;
    }

    /// Shows what may follow a label, with the most that can be earned by it.
    fn follow(&self, guide: &Guide<'_, V>, label: &Label<V>, mut show: impl FnMut(V, Next)) {
        let Guide { task, choices, relaxed } = *guide;
        let Standing { last, value, used, .. } = label.standing;
        let day = Day(task.days.0.0 + label.day as u32);
        let tomorrow = task.problem.grid.slots_of(day).to;
        let next_kept = task.kept.get(label.kept);
        let onward = |fresh: Slot, again: Option<Slot>, used: Used, next_kept: Option<&Duty>| {
            let fresh = relaxed.most_after(next_kept.map_or(fresh, |next| fresh.min(next.from)), used);
            match again.map(|again| relaxed.most_again(again, used)) {
                Some(again) if again > fresh => again,
                _ => fresh,
            }
        };
        let due = next_kept.filter(|duty| duty.from < tomorrow);
        match due {
            Some(&duty) => {
                let earned = value + self.kept[label.kept] - task.way(last, duty);
                let fresh = task.fresh_after(Some(duty), day, None);
                let again = task.again_after(duty, tomorrow);
                show(earned + onward(fresh, again, used, task.kept.get(label.kept + 1)), Next::Kept);
            }
            None => {
                let fresh = task.fresh_after(last, day, next_kept);
                show(value + relaxed.most_after(fresh, used), Next::Over);
            }
        }
        if label.today >= task.graphs.of[task.id].most_a_day {
            return;
        }
        let choices = choices.of(label.day);
        let first = match last.filter(|_| label.today > 0) {
            Some(last) => choices.partition_point(|open| open.choice.duty.from < last.to),
            None => 0,
        };
        for (at, Open { choice, fresh, again }) in choices.iter().enumerate().skip(first) {
            if due.is_some_and(|due| choice.duty.to > due.from) {
                continue;
            }
            let way = if label.today == 0 { choice.home } else { task.way(last, choice.duty) };
            let earned = value + choice.value - way;
            let most = earned + onward(*fresh, *again, used.and(choice.counted), next_kept);
            show(most, Next::Choice(at as u32));
        }
    }

    /// The label that goes on so, where the rules allow it and no other leads it.
    fn go_on(&mut self, guide: &Guide<'_, V>, waiting: Waiting<V>) -> Option<u32> {
        let task = guide.task;
        let before = self.labels[waiting.from as usize];
        let mut label = Label { parent: waiting.from, duty: None, ..before };
        let count = task.rules.words();
        let start = waiting.from as usize * count;
        match waiting.next {
            Next::Over | Next::End | Next::Rest => {}
            Next::Choice(at) => {
                let choice = guide.choices.of(before.day)[at as usize].choice;
                label.standing.free = true;
                if !task.rules.admit(&self.words[start..start + count], choice.duty) {
                    return None;
                }
                let way =
                    if before.today == 0 { choice.home } else { task.way(before.standing.last, choice.duty) };
                label.standing.value += choice.value - way;
                label.standing.used = label.standing.used.and(choice.counted);
                label.duty = Some(choice.duty);
            }
            Next::Kept => {
                let duty = task.kept[before.kept];
                if before.standing.free && !task.rules.admit(&self.words[start..start + count], duty) {
                    return None;
                }
                label.standing.value += self.kept[before.kept] - task.way(before.standing.last, duty);
                label.kept += 1;
                label.duty = Some(duty);
            }
        }
        let at = self.words.len();
        self.words.extend_from_within(start..start + count);
        if let Some(duty) = label.duty {
            task.rules.take(&mut self.words[at..], duty);
            label.standing.last = Some(duty);
            label.today += 1;
        }
        let day = Day(task.days.0.0 + label.day as u32);
        let tomorrow = task.problem.grid.slots_of(day).to;
        let due = task.kept.get(label.kept).is_some_and(|duty| duty.from < tomorrow);
        let full = label.today >= task.graphs.of[task.id].most_a_day;
        let number = self.labels.len() as u32;
        if waiting.next == Next::Over || (full && !due) {
            label.day += 1;
            label.today = 0;
            label.settled = label.standing.value - task.end_cost(label.standing.used.minutes);
            if self.is_led(task, &label, &self.words[at..], day) {
                self.words.truncate(at);
                return None;
            }
            self.at_start[label.day].push(number);
        }
        self.labels.push(label);
        Some(number)
    }

    /// Is there a label at the start of the same date that is as good, whatever follows?
    fn is_led(&self, task: &Task<'_, V>, label: &Label<V>, words: &[u32], over: Day) -> bool {
        self.at_start[label.day].iter().any(|&other| {
            let is = &self.labels[other as usize];
            is.settled >= label.settled
                && is.standing.used.minutes <= label.standing.used.minutes
                && is.standing.free <= label.standing.free
                && task.rules.lead(self.words_of(task, other), words, over)
        })
    }

    /// The whole roster that ends with a label.
    fn roster(&self, task: &Task<'_, V>, end: u32) -> Roster {
        let mut inside = Roster::new();
        let mut at = end;
        while at != 0 {
            inside.extend(self.labels[at as usize].duty);
            at = self.labels[at as usize].parent;
        }
        inside.reverse();
        task.whole(inside)
    }
}
