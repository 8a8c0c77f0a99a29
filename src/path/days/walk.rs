//! The walk: a roster that keeps every rule, found day by day with a few labels.
//!
//! A label is a roster up to some date and what it has earned. Each date extends every label by nothing, by one of the
//! best choices of that date, or by several, and asks every rule of every member. Labels are ranked by what they have
//! earned plus the most that the relaxed path can still earn, and only the best few go on: the walk may miss the best
//! roster, so what it finds is never part of a bound.

use super::menu::{self, Choice, Menu, Room, starts};
use super::relaxed::{Frame, Relaxed};
use crate::ground::{Day, Minutes, Slot};
use crate::model::{Duty, Problem, Roster, UnitId};
use crate::path::{Graphs, Offer, own, rules};

/// How many labels go on from one date to the next.
const LABELS: usize = 8;
/// How many choices of a date are tried.
const CHOICES: usize = 16;
/// How many of a date's choices are ranked among one another.
const RANKED: usize = 96;
/// How many of them at one post.
const AT_ONE_POST: usize = 3;

/// Room to work in, kept from one walk to the next.
#[derive(Debug, Default)]
pub struct Bench {
    relaxed: Relaxed<f32>,
    room: Room<f32>,
    choices: Vec<Vec<Choice<f32>>>,
}

/// A roster so far.
#[derive(Clone, Debug)]
struct Label {
    roster: Roster,
    value: f32,
    /// Counted minutes of offered duties.
    used: Minutes,
    /// Does it hold an offered duty?
    free: bool,
}

/// The best roster found that keeps every rule: on the dates of `days` (second exclusive) chosen anew, elsewhere as in
/// `present`. Nothing where none was found, not even one without offered duties.
pub fn walk(
    problem: &Problem,
    graphs: &Graphs,
    id: UnitId,
    offer: &Offer<'_, f32>,
    days: (Day, Day),
    present: &[Duty],
    bench: &mut Bench,
) -> Option<Roster> {
    let starts = starts(problem, days);
    let before: Roster = present.iter().copied().filter(|duty| duty.from < starts.from).collect();
    let after: Roster = present.iter().copied().filter(|duty| duty.from >= starts.to).collect();
    let kept: Roster = problem.units[id].kept.to_vec();
    let inside = |duty: &&Duty| starts.from <= duty.from && duty.from < starts.to;
    let outside: Minutes = before.iter().chain(&after).map(|duty| problem.counted(*duty)).sum();
    let fixed = outside + kept.iter().filter(inside).map(|duty| problem.counted(*duty)).sum();
    bench.relaxed.solve(problem, graphs, id, offer, Frame { days, fixed });
    let first_label = Label {
        free: before.iter().any(|duty| kept.binary_search(duty).is_err()),
        roster: before,
        value: 0.0,
        used: Minutes(0),
    };
    let reach = Walk { problem, graphs, id, offer, kept: &kept };
    reach.choose(days, after.first().copied(), bench);
    let mut labels = vec![first_label];
    for day in days.0.0..days.1.0 {
        let choices = &bench.choices[(day - days.0.0) as usize];
        let mut next = Vec::with_capacity(labels.len() * (choices.len() + 1));
        for label in &labels {
            reach.extend_over(Day(day), label, choices, 0, &mut next);
        }
        let tomorrow = problem.grid.slots_of(Day(day)).to;
        let rank = |label: &Label| {
            label.value + bench.relaxed.most_after(reach.fresh_after(label, tomorrow), label.used)
        };
        labels = best_few(next, rank);
    }
    let finished = labels.into_iter().filter_map(|label| reach.finish(label, &after, fixed));
    let best = finished.fold(None, |best: Option<Label>, label| match best {
        Some(best) if best.value >= label.value => Some(best),
        _ => Some(label),
    });
    best.map(|label| label.roster)
}

struct Walk<'a> {
    problem: &'a Problem,
    graphs: &'a Graphs,
    id: UnitId,
    offer: &'a Offer<'a, f32>,
    kept: &'a [Duty],
}

impl Walk<'_> {
    /// Lists the most promising choices of each date, ranked by what they earn with what can follow.
    fn choose(&self, days: (Day, Day), next_fixed: Option<Duty>, bench: &mut Bench) {
        let Self { problem, graphs, id, offer, .. } = *self;
        let count = (days.1.0 - days.0.0) as usize;
        bench.choices.resize_with(count.max(bench.choices.len()), Vec::new);
        for choices in &mut bench.choices {
            choices.clear();
        }
        let choices = &mut bench.choices;
        let menu = Menu { problem, graphs, unit: id, offer, starts: starts(problem, days) };
        menu.each(&mut bench.room, |choice| {
            if next_fixed.is_none_or(|next| choice.duty.to <= next.from) {
                let day = problem.grid.day_of(choice.duty.from);
                choices[(day.0 - days.0.0) as usize].push(choice);
            }
        });
        let relaxed = &bench.relaxed;
        let graph = &graphs.of[id];
        let rank = |choice: &Choice<f32>| {
            let rested = problem.grid.at_or_after(problem.grid.minutes(choice.duty.to) + graph.min_rest);
            let tomorrow = problem.grid.slots_of(problem.grid.day_of(choice.duty.from)).to;
            choice.value + relaxed.most_after(tomorrow.max(rested), choice.counted)
        };
        for choices in choices.iter_mut().take(count) {
            let mut ranked: Vec<(f32, Choice<f32>)> =
                choices.iter().map(|choice| (rank(choice), *choice)).collect();
            if ranked.len() > RANKED {
                ranked.select_nth_unstable_by(RANKED, |a, b| b.0.total_cmp(&a.0));
                ranked.truncate(RANKED);
            }
            ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
            choices.clear();
            for (_, choice) in ranked {
                let here = choices.iter().filter(|other| other.duty.post == choice.duty.post).count();
                if here < AT_ONE_POST {
                    choices.push(choice);
                }
                if choices.len() == CHOICES {
                    break;
                }
            }
            choices.sort_by_key(|choice| choice.duty);
        }
    }

    /// Adds to `next` every legal way for `label` to go through `day`, duties before `from` in the list passed.
    fn extend_over(
        &self,
        day: Day,
        label: &Label,
        choices: &[Choice<f32>],
        from: usize,
        next: &mut Vec<Label>,
    ) {
        let today = self.problem.grid.slots_of(day);
        let kept = self.kept.iter().copied();
        let due = kept
            .filter(|duty| today.from <= duty.from && duty.from < today.to)
            .find(|duty| !label.roster.contains(duty));
        match due {
            None => next.push(label.clone()),
            Some(duty) => {
                let fits = !label.free || rules::may_follow(self.problem, self.id, &label.roster, duty);
                if fits {
                    let mut longer = label.clone();
                    longer.value +=
                        menu::value_of(self.problem, self.id, self.offer, duty) - self.way(label, duty);
                    longer.roster.push(duty);
                    self.extend_over(day, &longer, choices, 0, next);
                }
            }
        }
        for (index, choice) in choices.iter().enumerate().skip(from) {
            let after_last = label.roster.last().is_none_or(|last| choice.duty.from >= last.to);
            let before_due = due.is_none_or(|duty| choice.duty.to <= duty.from);
            if !after_last || !before_due {
                continue;
            }
            if rules::may_follow(self.problem, self.id, &label.roster, choice.duty) {
                let mut longer = label.clone();
                longer.value += choice.value - self.way(label, choice.duty);
                longer.used += choice.counted;
                longer.free = true;
                longer.roster.push(choice.duty);
                if self.graphs.of[self.id].most_a_day > 1 || due.is_some() {
                    self.extend_over(day, &longer, choices, index + 1, next);
                } else {
                    next.push(longer);
                }
            }
        }
    }

    /// What the way to the next duty costs.
    fn way(&self, label: &Label, next: Duty) -> f32 {
        let problem = self.problem;
        if problem.objective.travel_weight.0 == 0 {
            return 0.0;
        }
        let unit = &problem.units[self.id];
        let cost = match label.roster.last() {
            Some(&last) if problem.grid.day_of(last.from) == problem.grid.day_of(next.from) => {
                own::way_cost(problem, unit, last, next)
            }
            _ => own::home_cost(problem, unit, next),
        };
        cost.in_units() as f32 * self.offer.unit
    }

    /// The first slot at which a duty of a later date may start.
    fn fresh_after(&self, label: &Label, tomorrow: Slot) -> Slot {
        let grid = &self.problem.grid;
        let Some(last) = label.roster.last() else { return tomorrow };
        tomorrow.max(grid.at_or_after(grid.minutes(last.to) + self.graphs.of[self.id].min_rest))
    }

    /// The label with the duties that come after, if the rules let it end so, worth what it earns in all.
    fn finish(&self, mut label: Label, after: &[Duty], fixed: Minutes) -> Option<Label> {
        for &duty in after {
            label.free |= self.kept.binary_search(&duty).is_err();
            if label.free && !rules::may_follow(self.problem, self.id, &label.roster, duty) {
                return None;
            }
            label.value -= self.way(&label, duty);
            label.roster.push(duty);
        }
        if label.free && !rules::may_end(self.problem, self.id, &label.roster) {
            return None;
        }
        let unit = &self.problem.units[self.id];
        let end = own::end_cost(self.problem, unit, fixed + label.used);
        label.value -= end.in_units() as f32 * self.offer.unit;
        Some(label)
    }
}

/// The best labels by rank, and of those alike in what comes after only the best; the one without offered duties
/// always stays, so that there is always a roster.
fn best_few(labels: Vec<Label>, rank: impl Fn(&Label) -> f32) -> Vec<Label> {
    let mut ranked: Vec<(f32, Label)> = labels.into_iter().map(|label| (rank(&label), label)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut few: Vec<Label> = Vec::with_capacity(LABELS + 1);
    let mut spare = None;
    for (_, label) in ranked {
        if !label.free && spare.is_none() {
            spare = Some(label.clone());
        }
        let alike = |other: &Label| {
            other.used == label.used
                && other.roster.len() == label.roster.len()
                && other.roster.last().map(|duty| (duty.to, duty.post))
                    == label.roster.last().map(|duty| (duty.to, duty.post))
        };
        if few.len() < LABELS && few.iter().filter(|other| alike(other)).count() < 2 {
            few.push(label);
        }
    }
    match spare {
        Some(spare) if few.iter().all(|label| label.free) => few.push(spare),
        _ => {}
    }
    few
}
