//! Runs: the best stint for each first date, length, sum of counts under the caps looked at, and sum of minutes.

use super::frame::{After, Before, Frame};
use super::kinds::{Kinds, Set};
use super::own::Own;
use crate::path::Number;
use crate::path::stretch::raise;
use std::ops::Range;

/// How counts under several caps, and levels of minutes, lie side by side.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// How many sums of counts there are.
    pub counts: usize,
    /// How many levels of minutes a run is told apart in, above those that every run of its length has.
    pub levels: usize,
    /// How many levels of minutes there are in all.
    pub levels_in_all: usize,
    /// The least and the most levels of a duty on offer; nothing where minutes do not matter.
    a_duty: (usize, usize),
    /// Each sum's counts side by side, a cap in so many bits of a number.
    packed: Vec<u64>,
    /// The most that each cap allows, side by side, with a bit above each.
    most: u64,
    above: u64,
    /// Where a duty of a kind leads from a sum of counts, at `kind × counts + sum`; none where a cap is passed.
    onward: Vec<Option<u32>>,
}

/// The best stints.
#[derive(Debug, Default)]
pub struct Runs<V> {
    pub sums: Sums,
    /// The most lengths of a run.
    pub longest: usize,
    most: Vec<V>,
    joined: Vec<V>,
    /// The kinds on offer on each date.
    offered: Vec<Set>,
    now: Vec<V>,
    next: Vec<V>,
    room: Vec<V>,
}

/// So many bits one cap's count takes, and so many caps there are at most.
const BITS: u32 = 16;
pub const MOST_CAPS: usize = (u64::BITS / BITS) as usize;

/// Could this be the value of anything, and not of what cannot be?
pub fn is_reached<V: Number>(value: V) -> bool {
    value + value > V::NEVER
}

impl Sums {
    fn new(kinds: &Kinds, own: &Own, frame: &Frame, caps: &[usize], offered: Set) -> Self {
        let longest = own.longest_run.min(frame.days());
        let mut sums = Self { counts: 1, levels: 1, levels_in_all: 1, ..Self::default() };
        let mut all: Vec<(usize, usize)> = Vec::with_capacity(caps.len());
        for (at, &cap) in caps.iter().enumerate() {
            let size = frame.caps[cap] as usize + 1;
            all.push((sums.counts, size));
            sums.counts *= size;
            sums.above |= 1 << (at as u32 * BITS + BITS - 1);
            sums.most |= (size as u64 - 1) << (at as u32 * BITS);
        }
        sums.most |= sums.above;
        sums.packed = (0..sums.counts)
            .map(|sum| {
                let counts =
                    all.iter().zip(0..).map(|(&(apart, size), at)| (sum / apart % size) << (at * BITS));
                counts.sum::<usize>() as u64
            })
            .collect();
        if let Some(most) = own.most_levels.filter(|_| !frame.is_coarse) {
            let most = frame.in_proportion(most);
            let of = || each(offered).map(|kind| kinds.levels(kind));
            sums.a_duty = (of().min().unwrap_or(0), of().max().unwrap_or(0));
            sums.levels_in_all = most.saturating_sub(frame.levels).min(frame.days() * sums.a_duty.1) + 1;
            sums.levels = longest * (sums.a_duty.1 - sums.a_duty.0) + 1;
        }
        let counts = |kind: usize, cap: usize| kinds.counts(kind, own.caps[cap].0);
        for kind in 0..kinds.len() {
            for sum in 0..sums.counts {
                let mut to = Some(sum);
                for (&cap, &(apart, size)) in caps.iter().zip(&all) {
                    if counts(kind, cap) {
                        to = to.filter(|_| sum / apart % size + 1 < size).map(|to| to + apart);
                    }
                }
                sums.onward.push(to.map(|to| to as u32));
            }
        }
        sums
    }

    /// The sum of two sums of counts; nothing where a cap is passed.
    pub fn add(&self, a: usize, b: usize) -> Option<usize> {
        // A cap that is passed takes the bit above it away.
        let left = self.most.wrapping_sub(self.packed[a]).wrapping_sub(self.packed[b]);
        (left & self.above == self.above).then_some(a + b)
    }

    /// Where a duty of this kind leads.
    pub fn onward(&self, kind: usize, sum: usize) -> Option<usize> {
        self.onward[kind * self.counts + sum].map(|to| to as usize)
    }

    /// How many levels a duty of this kind has above the least.
    pub fn level_of(&self, kinds: &Kinds, kind: usize) -> usize {
        kinds.levels(kind).saturating_sub(self.a_duty.0).min(self.a_duty.1 - self.a_duty.0)
    }

    /// How many levels every run of this length has.
    pub const fn base(&self, length: usize) -> usize {
        length * self.a_duty.0
    }

    /// How many numbers one table has: by counts, then by levels.
    pub const fn size(&self) -> usize {
        self.counts * self.levels
    }
}

/// The kinds in a set.
pub fn each(mut set: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let kind = (set != 0).then_some(set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(kind)
    })
}

impl<V: Number> Runs<V> {
    /// Works out all stints in the frame. The start after the last date stands for the run that goes on from before.
    pub fn fill(&mut self, kinds: &Kinds, own: &Own, frame: &Frame, caps: &[usize], values: &[V]) {
        let (days, count) = (frame.days(), kinds.len());
        self.longest = own.longest_run.min(days);
        let offered = |values: &[V]| {
            let on_offer = values.iter().enumerate().filter(|(_, value)| **value > V::NEVER);
            on_offer.fold(0, |set, (kind, _)| set | 1 << kind)
        };
        self.offered.clear();
        self.offered.extend(values.chunks(count.max(1)).take(days).map(offered));
        let any = self.offered.iter().fold(0, |all, set| all | set);
        self.sums = Sums::new(kinds, own, frame, caps, any);
        let size = self.sums.size();
        self.most.clear();
        self.most.resize((days + 1) * self.longest * size, V::NEVER);
        self.joined.clear();
        self.joined.resize((days + 1) * size, V::NEVER);
        let before = kinds.before(own.rules);
        let last = match frame.after {
            After::Run { kind, .. } => before[kind],
            After::Off { .. } => 0,
        };
        for start in starts(own, frame) {
            let (first, longest) = first_of(own, frame, before, start);
            let day = if start == days { 0 } else { start };
            for length in 1..=longest.min(days - day) {
                let today = (day + length - 1, &values[(day + length - 1) * count..]);
                match length {
                    1 => self.begin(kinds, first, today),
                    _ => self.go_on(kinds, before, today),
                }
                let at = (start * self.longest + length - 1) * size;
                let offered = self.offered[today.0];
                if offered == 0 {
                    break;
                }
                for kind in each(offered) {
                    raise(&mut self.most[at..at + size], self.now[kind * size..][..size].iter().copied());
                    if day + length == days && last & 1 << kind != 0 {
                        let joined = &mut self.joined[start * size..][..size];
                        raise(joined, self.now[kind * size..][..size].iter().copied());
                    }
                }
            }
        }
    }

    /// The first dates of runs: `now` holds the best by the kind of their last duty.
    fn begin(&mut self, kinds: &Kinds, first: Set, (day, values): (usize, &[V])) {
        let size = self.sums.size();
        self.now.clear();
        self.now.resize(kinds.len() * size, V::NEVER);
        self.next.resize(kinds.len() * size, V::NEVER);
        for kind in each(self.offered[day] & first) {
            if let Some(to) = self.sums.onward(kind, 0) {
                let level = self.sums.level_of(kinds, kind);
                self.now[kind * size + to * self.sums.levels + level] = values[kind];
            }
        }
    }

    /// One date more.
    fn go_on(&mut self, kinds: &Kinds, before: &[Set], (day, values): (usize, &[V])) {
        let (size, levels) = (self.sums.size(), self.sums.levels);
        let yesterday = self.offered[day - 1];
        let mut known: Option<Set> = None;
        let mut todo = self.offered[day];
        // Kinds that may follow the same kinds are done together.
        while todo != 0 {
            let one = todo.trailing_zeros() as usize;
            let set = before[one] & yesterday;
            if known != Some(set) {
                known = Some(set);
                self.room.clear();
                self.room.resize(size, V::NEVER);
                for kind in each(set) {
                    raise(&mut self.room, self.now[kind * size..][..size].iter().copied());
                }
            }
            for kind in each(todo).filter(|&kind| before[kind] & yesterday == set) {
                todo &= !(1 << kind);
                let next = &mut self.next[kind * size..][..size];
                next.fill(V::NEVER);
                let level = self.sums.level_of(kinds, kind);
                for sum in 0..self.sums.counts {
                    let Some(to) = self.sums.onward(kind, sum) else { continue };
                    let row = &mut next[to * levels + level..(to + 1) * levels];
                    for (next, &before) in row.iter_mut().zip(&self.room[sum * levels..]) {
                        *next = before + values[kind];
                    }
                }
            }
        }
        std::mem::swap(&mut self.now, &mut self.next);
    }

    /// What the best stints of this start and length earn: by counts, then by levels.
    pub fn most(&self, start: usize, length: usize) -> &[V] {
        let size = self.sums.size();
        &self.most[(start * self.longest + length - 1) * size..][..size]
    }

    /// The same of those that reach the end of the frame and go on after it.
    pub fn joined(&self, start: usize) -> &[V] {
        let size = self.sums.size();
        &self.joined[start * size..][..size]
    }
}

/// Which runs may begin in the frame: the number of days stands for the one that goes on from before.
pub fn starts(own: &Own, frame: &Frame) -> impl Iterator<Item = usize> + use<> {
    let (first, goes_on): (usize, Range<usize>) = match frame.before {
        Before::Off { owed, .. } => (owed, 0..0),
        Before::Run { .. } => (own.shortest_off, frame.days()..frame.days() + 1),
    };
    (first..frame.days()).chain(goes_on)
}

/// The kinds that a run may begin with, and how long it may be.
pub fn first_of(own: &Own, frame: &Frame, before: &[Set], start: usize) -> (Set, usize) {
    match frame.before {
        Before::Run { length, kind: last, .. } if start == frame.days() => {
            let may_follow = |kind: &usize| before[*kind] & 1 << last != 0;
            let first = (0..before.len()).filter(may_follow).fold(0, |set, kind| set | 1 << kind);
            (first, own.longest_run.saturating_sub(length))
        }
        _ if frame.first + start == 0 => (Set::MAX, own.longest_run.saturating_sub(own.history_run)),
        _ => (Set::MAX, own.longest_run),
    }
}
