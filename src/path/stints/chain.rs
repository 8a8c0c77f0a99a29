//! The chain of stints over dates, weekends, counts and minutes.
//!
//! `open[d]` is the most that duties before date `d` earn where a run may begin on `d`; `over[d]` the same where the last
//! run ended the date before. Both are told apart by weekends used, sums of counts, and levels of minutes.

use super::frame::{After, Before, Frame};
use super::own::Own;
use super::runs::{Runs, is_reached, starts};
use crate::ground::Cost;
use crate::path::Number;
use std::ops::Range;

/// The tables of the chain.
#[derive(Debug, Default)]
pub struct Chain<V> {
    weekends: usize,
    open: Table<V>,
    over: Table<V>,
    /// The best way to end.
    pub end: Option<(End, Spot)>,
    ends: Vec<V>,
    /// Room to work in: rows that hold anything, and what runs earn by counts and levels.
    rows: Vec<(usize, usize)>,
    earned: Vec<(usize, usize, V)>,
}

/// Caps by tag are told apart in so many sums of counts at most, and in so many numbers of a table.
const MOST_COUNTS: usize = 1 << 10;
const MOST_NUMBERS: usize = 1 << 22;

/// How a roster ends in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No duty inside.
    Empty,
    /// Its last run ends the date before this one.
    Over(usize),
    /// A run from this start on goes on after the frame.
    Joined(usize),
}

/// Weekends used, the sum of counts, and levels of minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub weekends: usize,
    pub counts: usize,
    pub level: usize,
}

/// A number for each date and spot.
#[derive(Debug, Default)]
pub struct Table<V> {
    values: Vec<V>,
    /// The levels that each row holds anything at: by date, weekends and counts.
    held: Vec<Range<usize>>,
    weekends: usize,
    counts: usize,
    levels: usize,
}

impl<V: Number> Table<V> {
    fn clear(&mut self, days: usize, weekends: usize, counts: usize, levels: usize) {
        (self.weekends, self.counts, self.levels) = (weekends, counts, levels);
        self.values.clear();
        self.values.resize(days * weekends * counts * levels, V::NEVER);
        self.held.clear();
        self.held.resize(days * weekends * counts, 0..0);
    }

    const fn row_at(&self, day: usize, weekends: usize, counts: usize) -> usize {
        (day * self.weekends + weekends) * self.counts + counts
    }

    /// The levels at which a row of a date holds anything, and what it holds there.
    fn row(&self, day: usize, weekends: usize, counts: usize) -> (usize, &[V]) {
        let row = self.row_at(day, weekends, counts);
        let held = self.held[row].clone();
        (held.start, &self.values[row * self.levels..][held])
    }

    /// Raises a row, from a level on, to these numbers.
    fn raise(&mut self, row: usize, level: usize, numbers: impl ExactSizeIterator<Item = V>) {
        let held = &mut self.held[row];
        let end = (level + numbers.len()).min(self.levels);
        if level >= end {
            return;
        }
        *held = if held.start >= held.end { level..end } else { held.start.min(level)..held.end.max(end) };
        for (value, number) in self.values[row * self.levels..][level..end].iter_mut().zip(numbers) {
            *value = most(*value, number);
        }
    }

    /// The number of a date and spot.
    pub fn get(&self, day: usize, spot: Spot) -> V {
        self.values[self.row_at(day, spot.weekends, spot.counts) * self.levels + spot.level]
    }

    /// Raises a date's rows to another's of another table.
    fn raise_to(&mut self, day: usize, other: &Self, other_day: usize) {
        for weekends in 0..self.weekends {
            for counts in 0..self.counts {
                let (level, numbers) = other.row(other_day, weekends, counts);
                self.raise(self.row_at(day, weekends, counts), level, numbers.iter().copied());
            }
        }
    }

    /// Raises a date's rows to those of the date before, which hold nothing else.
    fn raise_to_yesterday(&mut self, day: usize) {
        let rows = self.weekends * self.counts;
        let size = rows * self.levels;
        self.values.copy_within((day - 1) * size..day * size, day * size);
        for row in day * rows..(day + 1) * rows {
            self.held[row] = self.held[row - rows].clone();
        }
    }
}

fn most<V: Number>(a: V, b: V) -> V {
    if b > a { b } else { a }
}

impl<V: Number> Chain<V> {
    /// Where runs may begin.
    pub const fn open(&self) -> &Table<V> {
        &self.open
    }

    /// Where runs have ended.
    pub const fn over(&self) -> &Table<V> {
        &self.over
    }

    /// Is there room for these caps, after the chain was worked out for fewer?
    pub fn has_room(&self, frame: &Frame, caps: &[usize]) -> bool {
        let counts: usize = caps.iter().map(|&cap| frame.caps[cap] as usize + 1).product();
        counts <= MOST_COUNTS
            && self.open.held.len() / self.open.counts * self.open.levels * counts <= MOST_NUMBERS
    }

    /// Works out the chain, and the most that a roster earns; nothing where no roster keeps the rules.
    pub fn fill(&mut self, own: &Own, frame: &Frame, unit: V, runs: &Runs<V>) -> Option<V> {
        let days = frame.days();
        let sums = &runs.sums;
        self.weekends = if own.weekends.is_some() && !frame.is_coarse { frame.weekends + 1 } else { 1 };
        let levels = sums.levels_in_all;
        self.open.clear(days + 1, self.weekends, sums.counts, levels);
        self.over.clear(days + 1, self.weekends, sums.counts, levels);
        let goes_on = match frame.before {
            Before::Off { owed, .. } => {
                if owed < days && frame.may_be_off(0, owed) {
                    self.open.raise(self.open.row_at(owed, 0, 0), 0, [V::ZERO].into_iter());
                }
                None
            }
            Before::Run { length, owes, .. } => {
                if !owes || length >= own.shortest_run {
                    self.over.raise(0, 0, [V::ZERO].into_iter());
                }
                Some(days)
            }
        };
        for start in goes_on.into_iter().chain(0..days) {
            if start < days {
                if start > 0 && frame.owed() < start && frame.may_be_off(start - 1, start) {
                    self.open.raise_to_yesterday(start);
                }
                if start >= own.shortest_off && frame.may_be_off(start - own.shortest_off, start) {
                    self.open.raise_to(start, &self.over, start - own.shortest_off);
                }
            }
            self.extend(own, frame, start, runs);
        }
        self.finish(own, frame, unit, runs)
    }

    /// Chains the runs of a start to what came before.
    fn extend(&mut self, own: &Own, frame: &Frame, start: usize, runs: &Runs<V>) {
        let days = frame.days();
        let sums = &runs.sums;
        let goes_on = start == days;
        let first = if goes_on { 0 } else { start };
        self.rows.clear();
        if goes_on {
            self.rows.push((0, 0));
        } else {
            let all = (0..self.weekends)
                .flat_map(|weekends| (0..sums.counts).map(move |counts| (weekends, counts)));
            let open = &self.open;
            self.rows
                .extend(all.filter(|&(weekends, counts)| !open.row(start, weekends, counts).1.is_empty()));
        }
        for length in 1..=runs.longest.min(days - first) {
            if self.rows.is_empty() || !may_end(own, frame, start, length) {
                continue;
            }
            self.earned.clear();
            let most = runs.most(start, length).iter().enumerate().filter(|(_, earned)| is_reached(**earned));
            self.earned.extend(most.map(|(at, &earned)| (at / sums.levels, at % sums.levels, earned)));
            let weekends = weekends_of(frame, start, length);
            for &(before, counts) in self.rows.iter().filter(|row| row.0 + weekends < self.weekends) {
                let alone = [V::ZERO];
                let (level, from) =
                    if goes_on { (0, &alone[..]) } else { self.open.row(start, before, counts) };
                let base = level + sums.base(length);
                for &(added, above, earned) in &self.earned {
                    if let Some(to) = sums.add(counts, added) {
                        let row = self.over.row_at(first + length, before + weekends, to);
                        self.over.raise(row, base + above, from.iter().map(|&before| before + earned));
                    }
                }
            }
        }
    }

    /// Finds the best way to end.
    fn finish(&mut self, own: &Own, frame: &Frame, unit: V, runs: &Runs<V>) -> Option<V> {
        let sums = &runs.sums;
        self.ends.clear();
        // Minima may be dearer than all else: the costs of ends lie beside the least of them, or little would be left of what
        // the others differ in.
        let end_cost = |level| own.end_cost(frame.in_all(frame.levels + level));
        let least = match frame.is_coarse {
            true => own.least_end_cost(),
            false => (0..sums.levels_in_all).map(end_cost).min().unwrap_or(Cost::ZERO),
        };
        let beside = |cost: Cost| V::of_units((cost - least).in_units(), unit);
        match frame.is_coarse {
            true => self.ends.push(V::ZERO),
            false => self.ends.extend((0..sums.levels_in_all).map(|level| beside(end_cost(level)))),
        }
        let mut best: Option<(V, End, Spot)> = None;
        let mut look = |value: V, end: End, spot: Spot| {
            if is_reached(value) {
                let value = value - self.ends[spot.level];
                if best.is_none_or(|(most, ..)| value > most) {
                    best = Some((value, end, spot));
                }
            }
        };
        if may_stay_empty(own, frame) {
            look(V::ZERO, End::Empty, Spot::default());
        }
        for day in (0..=frame.days()).filter(|&day| may_be_over(own, frame, day)) {
            for weekends in 0..self.weekends {
                for counts in 0..sums.counts {
                    let (first, row) = self.over.row(day, weekends, counts);
                    for (above, &value) in row.iter().enumerate() {
                        look(value, End::Over(day), Spot { weekends, counts, level: first + above });
                    }
                }
            }
        }
        for start in starts(own, frame).filter(|&start| may_join(own, frame, start)) {
            let goes_on = start == frame.days();
            let length = frame.days() - if goes_on { 0 } else { start };
            let added = weekends_of(frame, start, length);
            let joined = runs.joined(start).iter().enumerate().filter(|(_, earned)| is_reached(**earned));
            for (at, &earned) in joined {
                let (joined, above) = (at / sums.levels, sums.base(length) + at % sums.levels);
                for before in 0..self.weekends.saturating_sub(added) {
                    for counts in 0..sums.counts {
                        let alone = [V::ZERO];
                        let (first, row) = match goes_on {
                            true if (before, counts) == (0, 0) => (0, &alone[..]),
                            true => (0, &[][..]),
                            false => self.open.row(start, before, counts),
                        };
                        let Some(counts) = sums.add(counts, joined).filter(|_| !row.is_empty()) else {
                            continue;
                        };
                        for (level, &before_it) in (first + above..sums.levels_in_all).zip(row) {
                            let spot = Spot { weekends: before + added, counts, level };
                            look(before_it + earned, End::Joined(start), spot);
                        }
                    }
                }
            }
        }
        self.end = best.map(|(_, end, spot)| (end, spot));
        best.map(|(most, ..)| most - V::of_units(least.in_units(), unit))
    }

    /// What has been earned before a run from this start.
    pub fn before(&self, frame: &Frame, start: usize, spot: Spot) -> V {
        match start == frame.days() {
            true if spot == Spot::default() => V::ZERO,
            true => V::NEVER,
            false => self.open.get(start, spot),
        }
    }
}

/// How many more weekends a run uses.
pub fn weekends_of(frame: &Frame, start: usize, length: usize) -> usize {
    let (first, goes_on) = if start == frame.days() { (0, true) } else { (start, false) };
    let at_first = if goes_on { frame.is_weekend[first] } else { frame.is_first_of_weekend[first] };
    usize::from(at_first) + frame.is_weekend[first + 1..first + length].iter().filter(|&&is| is).count()
}

/// May a run of this start and length end inside the frame, or with it?
pub fn may_end(own: &Own, frame: &Frame, start: usize, length: usize) -> bool {
    let days = frame.days();
    let goes_on = start == days;
    let end = if goes_on { length } else { start + length };
    if end == days && matches!(frame.after, After::Run { .. }) {
        return false;
    }
    let (length, owes) = match frame.before {
        Before::Run { length: before, owes, .. } if goes_on => (before + length, owes),
        _ => (length, frame.first + start > 0),
    };
    !owes || length >= own.shortest_run || (end == days && frame.to_the_end)
}

/// May the last run end the date before this one, with what comes after the frame?
fn may_be_over(own: &Own, frame: &Frame, day: usize) -> bool {
    let off = frame.days() - day;
    if !frame.may_be_off(day, frame.days()) {
        return false;
    }
    match frame.after {
        After::Off { given } => off.saturating_add(given) >= own.shortest_off,
        After::Run { length, owes, .. } => off >= own.shortest_off && (!owes || length >= own.shortest_run),
    }
}

/// May the frame stay without any duty, where the date before it has none?
fn may_stay_empty(own: &Own, frame: &Frame) -> bool {
    let Before::Off { any, given: before, .. } = frame.before else { return false };
    let off = before.saturating_add(frame.days());
    if !frame.may_be_off(0, frame.days()) {
        return false;
    }
    match frame.after {
        After::Off { given } => !any || off.saturating_add(given) >= own.shortest_off,
        After::Run { length, owes, .. } => {
            (!any || off >= own.shortest_off) && (!owes || length >= own.shortest_run)
        }
    }
}

/// May a run from this start on go on after the frame?
fn may_join(own: &Own, frame: &Frame, start: usize) -> bool {
    let After::Run { length: after, owes: owes_after, .. } = frame.after else { return false };
    let days = frame.days();
    let (before, owes_before) = match frame.before {
        Before::Run { length, owes, .. } if start == days => (length, owes),
        _ if frame.first + start == 0 => (own.history_run, false),
        _ => (0, true),
    };
    let length = before + if start == days { days } else { days - start } + after;
    length <= own.longest_run && (!owes_before || !owes_after || length >= own.shortest_run)
}
