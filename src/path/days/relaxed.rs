//! The relaxed path: what a unit can earn at most from each slot on, with so many minutes left.
//!
//! A dynamic program backwards. `G[s][m]` is the most that duties starting at slot `s` or later earn with `m` levels of
//! minutes left, or duties where it is their number that is capped, on a date that has no duty yet; `H[s][m]` the same when the next duty starts on the same date as the
//! one before. Kept are: hours, lengths, rest, breaks, duties per date (exactly up to two), minutes in all, fairness
//! and minima as far as levels tell minutes apart, the way from home, kept duties. Left out are rules that look further
//! back, the way from duty to duty, and minutes per date of several duties: each can only lower what is earned, so no roster
//! earns more than `G[0]`.

use super::choices::{Choices, Open};
use super::menu;
use super::task::{Task, Used};
use crate::ground::{Day, Minutes, Slot, Window};
use crate::model::{Duty, PostId, Problem, Roster, UnitId};
use crate::path::{Graph, Graphs, Number, own};

/// The most levels that minutes are told apart in.
const LEVELS: i64 = 96;
/// Where nothing caps minutes in all, no more are told apart than so many of the longest duties on each date add up to.
pub const MOST_A_DAY: u32 = 3;

/// The relaxed path of one unit, with room that is used again.
#[derive(Debug, Default)]
pub struct Relaxed<V> {
    starts: Option<Window>,
    shortest: u32,
    width: usize,
    /// Best choice by start and length, as the first of its date with the way from home.
    first: Vec<Option<Best<V>>>,
    /// The same as a later one; empty where nothing but a first one is asked for, or no way costs.
    later: Vec<Option<Best<V>>>,
    /// How many levels there are above 0, and minutes in each.
    top: usize,
    level: i64,
    /// Is a duty one level, however long it is?
    by_duties: bool,
    /// Do some posts count differently for the same hours? Then levels are the least that a duty may count.
    mixed: bool,
    /// Is the top a hard limit, or only where telling apart ends?
    hard: bool,
    g: Vec<V>,
    h: Vec<V>,
    /// Kept duties, with what they earn as the first of their date, and as a later one.
    kept: Vec<(Duty, V, V)>,
}

/// What a choice earns, its post, and how many levels of minutes it takes.
type Best<V> = (V, PostId, usize);

/// Where one goes on after a duty: at `fresh` on a later date, at `again` on the same one.
#[derive(Clone, Copy)]
struct Onward {
    fresh: Option<usize>,
    again: Option<usize>,
}

impl Onward {
    /// The same after a second duty of a date: with room for two, the date is over.
    fn second(self, graph: &Graph) -> Self {
        Self { again: self.again.filter(|_| graph.most_a_day > 2), ..self }
    }

    fn or_second(self, graph: &Graph, again: bool) -> Self {
        if again { self.second(graph) } else { self }
    }
}

impl<V: Number> Relaxed<V> {
    /// Works the program out for a task and its choices.
    pub fn solve(&mut self, task: &Task<'_, V>, choices: &Choices<V>) {
        let Task { problem, graphs, id, offer, starts, .. } = *task;
        self.starts = Some(starts);
        let graph = &graphs.of[id];
        self.set_levels(task);
        self.fill(task, choices);
        let unit = &problem.units[id];
        self.kept.clear();
        for &duty in unit.kept.iter().filter(|duty| starts.from <= duty.from && duty.from < starts.to) {
            let later = menu::value_of(problem, id, offer, duty);
            // Of several on one date, only the first comes from home.
            let comes_from_home = self.kept.last().is_none_or(|(before, ..)| {
                problem.grid.day_of(before.from) != problem.grid.day_of(duty.from)
            });
            let home = || menu::home_cost(problem, unit, offer, duty);
            let first = if comes_from_home { later - home() } else { later };
            match self.kept.last_mut() {
                // Facts may start at once: they earn together, and the first to end leaves the most room.
                Some((other, as_first, as_later)) if other.from == duty.from => {
                    *as_first += later;
                    *as_later += later;
                }
                _ => self.kept.push((duty, first, later)),
            }
        }
        let slots = (starts.to.0 - starts.from.0) as usize;
        let stride = self.top + 1;
        let several = graph.most_a_day > 1;
        self.g.clear();
        self.g.resize((slots + 1) * stride, V::NEVER);
        self.h.clear();
        self.h.resize(if several { (slots + 1) * stride } else { 0 }, V::NEVER);
        for left in 0..stride {
            let inside = if self.by_duties { 0 } else { (self.top - left) as i64 * self.level };
            let used = Minutes(inside) + task.fixed;
            let cost = if self.by_duties || self.is_exact(problem, id) && (self.hard || left > 0) {
                own::end_cost(problem, unit, used)
            } else {
                own::least_end_cost(problem, unit, used)
            };
            self.g[slots * stride + left] = -V::of_units(cost.in_units(), offer.unit);
        }
        for at in (0..slots).rev() {
            self.step(problem, graph, at, stride, several);
        }
    }

    /// The most that any roster earns in this frame.
    pub fn most(&self) -> V {
        self.g[self.top]
    }

    /// The most that duties starting at `slot` or later, on later dates than those so far, earn with so much used inside the
    /// frame.
    pub fn most_after(&self, slot: Slot, used: Used) -> V {
        let Some(starts) = self.starts else { return V::ZERO };
        let slots = (starts.to.0 - starts.from.0) as usize;
        let at = (slot.0.saturating_sub(starts.from.0) as usize).min(slots);
        let left = self.left_after(used);
        self.g[at * (self.top + 1) + left]
    }

    /// The most that duties starting at `slot` or later earn, the next of them on the date of the one before, with so much
    /// used inside the frame; never where no second duty of a date is allowed.
    pub fn most_again(&self, slot: Slot, used: Used) -> V {
        let left = self.left_after(used);
        self.h.get(self.index(slot) * (self.top + 1) + left).copied().unwrap_or(V::NEVER)
    }

    /// How many levels are left.
    fn left_after(&self, used: Used) -> usize {
        let levels =
            if self.by_duties { used.duties as usize } else { (used.minutes.0 / self.level) as usize };
        self.top.saturating_sub(levels)
    }

    /// A roster that earns the most, inside the frame, kept duties with it.
    pub fn roster(&self, problem: &Problem, graphs: &Graphs, id: UnitId) -> Roster {
        let Some(starts) = self.starts else { return Roster::new() };
        let graph = &graphs.of[id];
        let slots = (starts.to.0 - starts.from.0) as usize;
        let stride = self.top + 1;
        let (mut at, mut left, mut again) = (0, self.top, false);
        let mut roster = Roster::new();
        while at < slots {
            let table = if again { &self.h } else { &self.g };
            let value = table[at * stride + left];
            if let Some(&(duty, first, later)) = self.kept_at(at) {
                let own = if again { later } else { first };
                let onward = self.onward_of_kept(problem, graph, duty).or_second(graph, again);
                roster.push(duty);
                (at, again) = self.better(onward, stride, left, own, value).unwrap_or((slots, false));
                continue;
            }
            let taken =
                self.takes(problem, graph, at, again).into_iter().find_map(|(duty, own, levels, onward)| {
                    let rest = self.rest_of(left, levels)?;
                    let next = self.better(onward.or_second(graph, again), stride, rest, own, value)?;
                    Some((duty, rest, next))
                });
            match taken {
                Some((duty, rest, next)) => {
                    roster.push(duty);
                    left = rest;
                    (at, again) = next;
                }
                None => at += 1,
            }
        }
        roster
    }

    /// Levels of duties, where they are capped and no cap of minutes or cost is within reach; otherwise of minutes: none where
    /// nothing depends on minutes in all.
    fn set_levels(&mut self, task: &Task<'_, V>) {
        let most = most_duties(task);
        self.by_duties = most.is_some();
        if let Some(most) = most {
            (self.top, self.level, self.hard) = (most as usize, 1, true);
            return;
        }
        let Task { problem, graphs, id, days, fixed, .. } = *task;
        let graph = &graphs.of[id];
        let unit = &problem.units[id];
        let tells = problem.objective.fairness.is_some()
            || unit.members.iter().any(|&member| problem.rules_of(member).min_minutes.0 > 0);
        let kept: Minutes = unit.kept.iter().map(|duty| problem.counted(*duty)).sum();
        let grain = self.grain(problem, id);
        self.hard = graph.budget.is_some() || !tells;
        let cap = match graph.budget {
            // The budget is what kept duties leave; other fixed duties take more of it.
            Some(budget) => (budget - (fixed - kept)).0.max(0),
            None if tells => {
                let days = i64::from(days.1.0 - days.0.0);
                let a_duty = graph.longest.map_or(i64::MAX, |most| most.0).min(problem.longest_duty().0);
                a_duty * i64::from(graph.most_a_day.min(MOST_A_DAY)) * days
            }
            None => 0,
        };
        let levels = cap / grain;
        let per_level = levels / LEVELS + i64::from(levels % LEVELS > 0);
        self.level = if cap == 0 && graph.budget.is_none() { i64::MAX } else { grain * per_level.max(1) };
        self.top = (cap / self.level) as usize;
    }

    /// The greatest number of minutes that all counted minutes are multiples of.
    fn grain(&self, problem: &Problem, id: UnitId) -> i64 {
        let posts = problem.post_sets[problem.units[id].posts].iter();
        let counted = posts.map(|&post| problem.posts[post].counted.unwrap_or(problem.grid.slot_minutes()).0);
        counted.fold(0, gcd).max(1)
    }

    fn is_exact(&self, problem: &Problem, id: UnitId) -> bool {
        !self.mixed && self.level == self.grain(problem, id)
    }

    /// Keeps the best choice for each start and length.
    fn fill(&mut self, task: &Task<'_, V>, choices: &Choices<V>) {
        let Task { problem, graphs, id, starts, .. } = *task;
        let posts = || problem.post_sets[problem.units[id].posts].iter().map(|&post| &problem.posts[post]);
        self.shortest = posts().map(|post| post.min_slots).min().unwrap_or(1);
        let longest = posts().map(|post| post.max_slots).max().unwrap_or(1).min(problem.grid.slots() as u32);
        self.width = (longest.max(self.shortest) - self.shortest + 1) as usize;
        let size = (starts.to.0 - starts.from.0) as usize * self.width;
        let ways = graphs.of[id].most_a_day > 1 && problem.objective.travel_weight.0 > 0;
        for (table, size) in [(&mut self.first, size), (&mut self.later, if ways { size } else { 0 })] {
            table.clear();
            table.resize(size, None);
        }
        let (level, by_duties) = (self.level, self.by_duties);
        self.mixed = false;
        let (width, shortest, mixed) = (self.width, self.shortest, &mut self.mixed);
        let (first, later) = (&mut self.first, &mut self.later);
        for Open { choice, .. } in choices.all(task.days) {
            let at = (choice.duty.from.0 - starts.from.0) as usize * width;
            let at = at + (choice.duty.slots() - shortest) as usize;
            let levels = if by_duties { 1 } else { (choice.counted.0 / level) as usize };
            let mut best = |entry: &mut Option<Best<V>>, earned: V| match entry {
                // Among posts that count differently, the best value with the least count: never too little.
                Some((value, post, least)) => {
                    *mixed |= levels != *least;
                    *least = levels.min(*least);
                    if earned > *value {
                        (*value, *post) = (earned, choice.duty.post);
                    }
                }
                None => *entry = Some((earned, choice.duty.post, levels)),
            };
            best(&mut first[at], choice.value - choice.home);
            if ways {
                best(&mut later[at], choice.value);
            }
        }
    }

    fn step(&mut self, problem: &Problem, graph: &Graph, at: usize, stride: usize, several: bool) {
        if let Some(&(duty, first, later)) = self.kept_at(at) {
            let onward = self.onward_of_kept(problem, graph, duty);
            for left in 0..stride {
                self.g[at * stride + left] = first + self.after(onward, stride, left);
                if several {
                    self.h[at * stride + left] = later + self.after(onward.second(graph), stride, left);
                }
            }
            return;
        }
        let takes = self.takes(problem, graph, at, false);
        let (row, later) = self.g[at * stride..].split_at_mut(stride);
        row.copy_from_slice(&later[..stride]);
        for &(_, own, levels, onward) in &takes {
            let fresh = onward.fresh.map(|next| &later[(next - at - 1) * stride..][..stride]);
            let again = onward.again.map(|next| &self.h[next * stride..][..stride]);
            for onward in [fresh, again].into_iter().flatten() {
                raise(row, onward, own, levels, self.hard);
            }
        }
        if !several {
            return;
        }
        let takes = if self.later.is_empty() { takes } else { self.takes(problem, graph, at, true) };
        let same_date = self.same_date(problem, at, at + 1);
        let (row, later) = self.h[at * stride..].split_at_mut(stride);
        if same_date {
            row.copy_from_slice(&later[..stride]);
        }
        for &(_, own, levels, onward) in &takes {
            let onward = onward.second(graph);
            let fresh = onward.fresh.map(|next| &self.g[next * stride..][..stride]);
            let again = onward.again.map(|next| &later[(next - at - 1) * stride..][..stride]);
            for onward in [fresh, again].into_iter().flatten() {
                raise(row, onward, own, levels, self.hard);
            }
        }
    }

    /// What is left of `left` levels after a duty of so many.
    fn rest_of(&self, left: usize, levels: usize) -> Option<usize> {
        if self.hard { left.checked_sub(levels) } else { Some(left.saturating_sub(levels)) }
    }

    fn after(&self, onward: Onward, stride: usize, left: usize) -> V {
        let fresh = onward.fresh.map_or(V::NEVER, |at| self.g[at * stride + left]);
        let again = onward.again.map_or(V::NEVER, |at| self.h[at * stride + left]);
        if again > fresh { again } else { fresh }
    }

    /// Where one goes on so that `own` and what follows come to `value`: the place, and whether on the same date.
    fn better(&self, onward: Onward, stride: usize, left: usize, own: V, value: V) -> Option<(usize, bool)> {
        let reaches = |table: &[V], at: usize| own + table[at * stride + left] >= value;
        match onward {
            Onward { fresh: Some(at), .. } if reaches(&self.g, at) => Some((at, false)),
            Onward { again: Some(at), .. } if reaches(&self.h, at) => Some((at, true)),
            _ => None,
        }
    }

    fn kept_at(&self, at: usize) -> Option<&(Duty, V, V)> {
        self.kept.iter().find(|(duty, ..)| self.index(duty.from) == at)
    }

    /// The choices that start at a place, first ones or later ones of their date, each with where it leads.
    fn takes(
        &self,
        problem: &Problem,
        graph: &Graph,
        at: usize,
        again: bool,
    ) -> Vec<(Duty, V, usize, Onward)> {
        let Some(starts) = self.starts else { return Vec::new() };
        let from = Slot(starts.from.0 + at as u32);
        let best = if again && !self.later.is_empty() { &self.later } else { &self.first };
        let row = &best[at * self.width..(at + 1) * self.width];
        let mut takes = Vec::new();
        for (length, best) in row.iter().enumerate() {
            let Some((value, post, levels)) = *best else { continue };
            let duty = Duty { from, to: Slot(from.0 + self.shortest + length as u32), post };
            if self.kept.iter().any(|(kept, ..)| kept.from < duty.to && duty.from < kept.to) {
                continue;
            }
            let onward = self.onward(problem, graph, duty);
            if onward.fresh.is_some() || onward.again.is_some() {
                takes.push((duty, value, levels, onward));
            }
        }
        takes
    }

    /// Where one goes on after a free duty; a kept duty that would be passed over, or come too early, bars the way.
    fn onward(&self, problem: &Problem, graph: &Graph, duty: Duty) -> Onward {
        let (fresh, again) = self.places_after(problem, graph, duty);
        let next_kept = self.next_kept(duty);
        Onward { fresh: fresh.filter(|at| next_kept >= *at), again: again.filter(|at| next_kept >= *at) }
    }

    /// After a kept duty the next kept one follows whatever rests lie between.
    fn onward_of_kept(&self, problem: &Problem, graph: &Graph, duty: Duty) -> Onward {
        let (fresh, again) = self.places_after(problem, graph, duty);
        let next_kept = self.next_kept(duty);
        Onward { fresh: fresh.map(|at| at.min(next_kept)), again }
    }

    fn places_after(&self, problem: &Problem, graph: &Graph, duty: Duty) -> (Option<usize>, Option<usize>) {
        let Some(starts) = self.starts else { return (None, None) };
        let grid = &problem.grid;
        let slots = (starts.to.0 - starts.from.0) as usize;
        let end = grid.minutes(duty.to);
        let tomorrow = grid.slots_of(grid.day_of(duty.from)).to;
        let fresh = tomorrow.max(grid.at_or_after(end + graph.min_rest));
        let again = grid.at_or_after(end + graph.min_break);
        let again = (graph.most_a_day > 1 && again < tomorrow).then(|| self.index(again));
        (Some(self.index(fresh).min(slots)), again.filter(|at| *at < slots))
    }

    fn next_kept(&self, duty: Duty) -> usize {
        let next = self
            .kept
            .iter()
            .filter(|(kept, ..)| kept.from > duty.from)
            .map(|(kept, ..)| self.index(kept.from));
        next.min().unwrap_or(usize::MAX)
    }

    fn same_date(&self, problem: &Problem, a: usize, b: usize) -> bool {
        let Some(starts) = self.starts else { return false };
        let (a, b) = (Slot(starts.from.0 + a as u32), Slot(starts.from.0 + b as u32));
        b < starts.to && problem.grid.day_of(a) == problem.grid.day_of(b)
    }

    fn index(&self, slot: Slot) -> usize {
        self.starts.map_or(0, |starts| slot.0.saturating_sub(starts.from.0) as usize)
    }
}

/// How many duties the task may choose, where dates with a duty are capped over the whole horizon, each has one at most, and
/// so many may be as long as can be without reaching a cap on minutes or changing what minutes cost.
fn most_duties<V: Number>(task: &Task<'_, V>) -> Option<u32> {
    let (problem, graph) = (task.problem, &task.graphs.of[task.id]);
    let unit = &problem.units[task.id];
    let dates = graph.most_dates.filter(|_| graph.most_a_day == 1)?;
    let fixed = || task.before.iter().chain(task.kept).chain(&task.after);
    let mut taken: Vec<Day> = fixed().map(|duty| problem.grid.day_of(duty.from)).collect();
    taken.dedup();
    let left = dates.saturating_sub(taken.len() as u32);
    let a_duty = graph.longest.map_or(i64::MAX, |most| most.0).min(problem.longest_duty().0);
    let minutes = Minutes(a_duty * i64::from(left));
    let kept: Minutes = unit.kept.iter().map(|duty| problem.counted(*duty)).sum();
    let is_free = graph.budget.is_none_or(|budget| minutes + (task.fixed - kept) <= budget);
    let owes = unit.members.iter().any(|&member| problem.rules_of(member).min_minutes.0 > 0);
    let costs =
        own::end_cost(problem, unit, task.fixed + minutes) != own::end_cost(problem, unit, task.fixed);
    (is_free && !owes && !costs).then_some(left)
}

/// Raises each level of `row` to what a duty of so many levels earns with what follows it.
fn raise<V: Number>(row: &mut [V], onward: &[V], own: V, levels: usize, hard: bool) {
    let levels = levels.min(row.len());
    for (most, &after) in row[levels..].iter_mut().zip(onward) {
        let value = own + after;
        *most = if value > *most { value } else { *most };
    }
    if !hard {
        for most in &mut row[..levels] {
            let value = own + onward[0];
            *most = if value > *most { value } else { *most };
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
