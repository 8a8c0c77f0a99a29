//! The choices of each date: of duties that are alike to every rule, the one that earns most.

use super::menu::{Choice, Menu, Room};
use super::task::Task;
use crate::ground::{Day, Minutes, Slot};
use crate::model::{PostId, Problem, Setting, TagId};
use crate::path::Number;

/// The choices of each date, by time.
#[derive(Debug, Default)]
pub struct Choices<V> {
    by_day: Vec<Vec<Open<V>>>,
    /// The best by start, length and kind.
    table: Vec<Option<Choice<V>>>,
    room: Room<V>,
}

/// A choice, and when one may serve again after it.
#[derive(Clone, Copy, Debug)]
pub struct Open<V> {
    /// The choice.
    pub choice: Choice<V>,
    /// The first slot at which a duty of a later date may start.
    pub fresh: Slot,
    /// The same of another duty of its date, where one may start.
    pub again: Option<Slot>,
}

impl<V: Number> Choices<V> {
    /// Lists what the task offers.
    pub fn fill(&mut self, task: &Task<'_, V>) {
        let problem = task.problem;
        let posts = &problem.post_sets[problem.units[task.id].posts];
        let (kind_of, kinds) = kinds(task);
        let lengths =
            posts.iter().map(|&post| (problem.posts[post].min_slots, problem.posts[post].max_slots));
        let shortest = lengths.clone().map(|length| length.0).min().unwrap_or(1);
        let longest = lengths.map(|length| length.1).max().unwrap_or(1).min(problem.grid.slots() as u32);
        let width = (longest.max(shortest) - shortest + 1) as usize;
        let row = width * kinds;
        self.table.clear();
        self.table.resize((task.starts.to.0 - task.starts.from.0) as usize * row, None);
        let table = &mut self.table;
        let next = task.after.first().copied();
        let menu =
            Menu { problem, graphs: task.graphs, unit: task.id, offer: task.offer, starts: task.starts };
        // Choices come post by post.
        let mut here = (posts.first().copied(), kind_of.first().copied().unwrap_or_default());
        menu.each(&mut self.room, |choice| {
            let duty = choice.duty;
            if next.is_some_and(|next| duty.to > next.from) {
                return;
            }
            if here.0 != Some(duty.post) {
                here = (Some(duty.post), kind_of[posts.binary_search(&duty.post).unwrap_or_default()]);
            }
            let length = (duty.slots() - shortest) as usize;
            let from = (duty.from.0 - task.starts.from.0) as usize;
            let best = &mut table[from * row + length * kinds + here.1 as usize];
            if best.is_none_or(|best| choice.value - choice.home > best.value - best.home) {
                *best = Some(choice);
            }
        });
        if task.graphs.of[task.id].most_a_day == 1 {
            self.drop_led(task, width, kinds);
        }
        let days = task.days.0.0..task.days.1.0;
        self.by_day.resize_with(days.len().max(self.by_day.len()), Vec::new);
        for (day, choices) in days.zip(&mut self.by_day) {
            let slots = problem.grid.slots_of(Day(day));
            let at = |slot: u32| (slot - task.starts.from.0) as usize * row;
            choices.clear();
            for choice in self.table[at(slots.from.0)..at(slots.to.0)].iter().flatten() {
                let fresh = task.fresh_after(Some(choice.duty), Day(day), None);
                let again = task.again_after(choice.duty, slots.to);
                choices.push(Open { choice: *choice, fresh, again });
            }
        }
    }

    /// With one duty a date, drops each choice that another of its kind leads: it begins no earlier, counts no more, earns
    /// as much, is not in the heat, and leaves one rested before one is free on a later date, wherever that is. Where minima count, nobody is led.
    fn drop_led(&mut self, task: &Task<'_, V>, width: usize, kinds: usize) {
        let problem = task.problem;
        let unit = &problem.units[task.id];
        let rules = || unit.members.iter().map(|&member| problem.rules_of(member));
        if rules().any(|rules| rules.min_minutes.0 > 0) {
            return;
        }
        // What is earned by the best choice of each kind that is no longer than so many slots.
        let mut best = vec![V::NEVER; width * kinds];
        let row = width * kinds;
        let rest = Minutes(task.graphs.of[task.id].min_rest.0.max(longest_way(problem).0));
        for day in (task.days.0.0..task.days.1.0).map(Day) {
            let slots = problem.grid.slots_of(day);
            let next_date = unit.next_start(slots.to);
            best.fill(V::NEVER);
            for from in (slots.from.0..slots.to.0).rev() {
                let choices = &mut self.table[(from - task.starts.from.0) as usize * row..][..row];
                for at in 0..row {
                    let Some(choice) = choices[at] else { continue };
                    let value = choice.value - choice.home;
                    if best[at] >= value {
                        choices[at] = None;
                        continue;
                    }
                    let ready = problem.grid.at_or_after(problem.grid.minutes(choice.duty.to) + rest);
                    let is_rested = ready <= next_date;
                    if is_rested && !task.graphs.is_in_heat(problem, unit, choice.duty) {
                        for best in best[at..].iter_mut().step_by(kinds).filter(|best| **best < value) {
                            *best = value;
                        }
                    }
                }
            }
        }
    }

    /// The choices of the date so many after the first.
    pub fn of(&self, day: usize) -> &[Open<V>] {
        &self.by_day[day]
    }

    /// The choices of so many dates, all of them.
    pub fn all(&self, days: (Day, Day)) -> impl Iterator<Item = &Open<V>> {
        self.by_day[..(days.1.0 - days.0.0) as usize].iter().flatten()
    }
}

/// The longest way between two zones at any hour.
fn longest_way(problem: &Problem) -> Minutes {
    problem.travel.range().map_or(Minutes(0), |(_, longest)| longest)
}

/// The kind of each of the unit's posts, by number, and how many there are: posts are of one kind that no rule can tell apart.
///
/// A rule tells what they count, their zone where a way may bar the next duty or cost something, and the tags and settings that it
/// names.
fn kinds<V: Number>(task: &Task<'_, V>) -> (Vec<u32>, usize) {
    let problem = task.problem;
    let unit = &problem.units[task.id];
    let rules = || unit.members.iter().map(|&member| problem.rules_of(member));
    let mut tags: Vec<TagId> = Vec::new();
    let mut settings: Vec<Setting> = Vec::new();
    for rules in rules() {
        tags.extend(rules.max_duties.iter().filter_map(|cap| cap.tag));
        tags.extend(rules.not_next_day.iter().flat_map(|pair| [pair.after, pair.then]));
        settings.extend(rules.exposure.iter().map(|rule| rule.setting));
    }
    tags.sort_unstable();
    tags.dedup();
    // With one duty a date, a way no longer than the rest never bars the next.
    let graph = &task.graphs.of[task.id];
    let ways_matter = graph.most_a_day > 1 || longest_way(problem) > graph.min_rest;
    let are_alike = |one: PostId, other: PostId| {
        let (one, other) = (&problem.posts[one], &problem.posts[other]);
        one.counted == other.counted
            && (!ways_matter || one.zone == other.zone)
            && tags.iter().all(|&tag| one.has_tag(tag) == other.has_tag(tag))
            && settings.iter().all(|&setting| (one.setting == setting) == (other.setting == setting))
    };
    // The first post of each kind: every path asks, so nothing is built for each post.
    let mut firsts: Vec<PostId> = Vec::new();
    let kind = |&post: &PostId| {
        let known = firsts.iter().position(|&first| are_alike(first, post));
        known.unwrap_or_else(|| {
            firsts.push(post);
            firsts.len() - 1
        }) as u32
    };
    let of = problem.post_sets[unit.posts].iter().map(kind).collect();
    (of, firsts.len().max(1))
}
