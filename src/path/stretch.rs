//! Stretches: the best service from each slot on, worked out once for everybody who looks alike to a post.
//!
//! For a post, prefix sums `P` of the rewards make `P[a + n] − P[a]` the worth of `n` slots from `a` on. A row for each
//! length `n` the post allows holds `E[n][a]`, the most that a duty of at most `n` slots earns which starts in `a`. A
//! person who is free from `f` up to `t` then takes a look at few numbers: those of the longest duties at the starts
//! from `f` on, and one of each shorter length before `t`. Exact, and all of it sums and maxima of rows that lie side
//! by side, which a compiler turns into vector code.
//!
//! Measured: the best of all posts of a cluster in every window of hours, once for each different view of the cluster,
//! made one look of each person enough; but in batches of some hundred people the tables were as many as the people.

use super::Number;
use crate::ground::{Slot, Window};
use crate::model::Post;
use std::ops::Range;

/// Rows begin at multiples of so many numbers, which vector code likes.
const LANES: usize = 8;

/// The rows of one look: the lengths its post allows, and what service there earns.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, V> {
    shortest: usize,
    longest: usize,
    width: usize,
    /// First, by their end, what duties shorter than the longest earn; then `E[longest − i][a]` at `(1 + i) × width + a`.
    /// Never where there is no such duty.
    most: &'a [V],
}

/// The lengths of duties at a post, in slots of a horizon of so many: the shortest and the longest.
pub fn lengths(post: &Post, slots: usize) -> (usize, usize) {
    (post.min_slots as usize, (post.max_slots as usize).min(slots))
}

/// How many numbers a row takes: one for each boundary of `slots`.
pub const fn width(slots: usize) -> usize {
    (slots + 1).next_multiple_of(LANES)
}

/// How many numbers the rows of a post take.
pub fn size(post: &Post, slots: usize) -> usize {
    let (shortest, longest) = lengths(post, slots);
    (longest + 2).saturating_sub(shortest) * width(slots)
}

impl<'a, V: Number> Rows<'a, V> {
    /// The rows of a post that `fill` has worked out.
    pub fn new(post: &Post, slots: usize, most: &'a [V]) -> Self {
        let (shortest, longest) = lengths(post, slots);
        Self { shortest, longest, width: width(slots), most }
    }

    /// What a duty of at most so many slots earns that starts there.
    const fn at(&self, length: usize, start: usize) -> V {
        self.most[(1 + self.longest - length) * self.width + start]
    }

    /// The shortest duty, in slots.
    pub const fn shortest(&self) -> usize {
        self.shortest
    }

    /// The longest duty, in slots.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    /// What a duty of at most so many slots earns, by its start.
    pub fn row(&self, length: usize) -> &'a [V] {
        &self.most[(1 + self.longest - length) * self.width..][..self.width]
    }

    /// The most that any duty earns.
    pub fn top(&self) -> V {
        let row = if self.shortest <= self.longest { &self.most[self.width..2 * self.width] } else { &[] };
        greatest(row)
    }

    /// The most that a duty inside the window earns; never where none fits.
    pub fn best(&self, window: Window) -> V {
        let (from, to) = (window.from.index(), window.to.index());
        if to - from >= self.longest && self.shortest <= self.longest {
            let best = greatest(&self.most[self.width + from..=self.width + to - self.longest]);
            let shorter = self.most[to];
            return if shorter > best { shorter } else { best };
        }
        let mut best = V::NEVER;
        for start in from..(to + 1).saturating_sub(self.shortest) {
            let value = self.at(self.longest.min(to - start), start);
            best = if value > best { value } else { best };
        }
        best
    }

    /// A duty's hours inside the window that earn `value`, the earliest and shortest; nothing where none does.
    pub fn place(&self, window: Window, value: V) -> Option<Window> {
        let (from, to) = (window.from.index(), window.to.index());
        (from..(to + 1).saturating_sub(self.shortest)).find_map(|start| {
            let longest = self.longest.min(to - start);
            if self.at(longest, start) < value {
                return None;
            }
            let length = (self.shortest..=longest).find(|&length| self.at(length, start) >= value)?;
            Some(Window { from: Slot(start as u32), to: Slot((start + length) as u32) })
        })
    }
}

/// The greatest of `values`.
fn greatest<V: Number>(values: &[V]) -> V {
    let mut lanes = [V::NEVER; 4];
    let mut parts = values.chunks_exact(4);
    for part in &mut parts {
        for (most, &value) in lanes.iter_mut().zip(part) {
            *most = if value > *most { value } else { *most };
        }
    }
    let mut best = V::NEVER;
    for &value in lanes.iter().chain(parts.remainder()) {
        best = if value > best { value } else { best };
    }
    best
}

/// Works out what the rows of a post hold for these starts into `most`, from what each slot earns from the first of them
/// on. `bounded` says that not every duty may start and end anywhere; `sums` is room to work in.
pub fn fill<V: Number>(
    post: &Post,
    bounded: bool,
    slots: usize,
    starts: Range<usize>,
    rewards: &[V],
    sums: &mut Vec<V>,
    most: &mut [V],
) {
    let (shortest, longest) = lengths(post, slots);
    let width = width(slots);
    sums.clear();
    sums.push(V::ZERO);
    let mut sum = V::ZERO;
    for &reward in rewards {
        sum += reward;
        sums.push(sum);
    }
    let (shorter, most) = most.split_at_mut(width);
    let ends = starts.start + shortest..(starts.end + longest).min(slots + 1);
    if ends.start < ends.end {
        shorter[ends.clone()].fill(V::NEVER);
    }
    for length in shortest..=longest {
        let (row, before) = most[(longest - length) * width..].split_at_mut(width);
        let (from, to) = (starts.start, starts.end);
        match length > shortest {
            true => row[from..to].copy_from_slice(&before[from..to]),
            false => row[from..to].fill(V::NEVER),
        }
        let to = to.min(slots + 1 - length);
        if from < to && bounded {
            for start in from..to {
                let value = sums[start - from + length] - sums[start - from];
                if value > row[start] && start + length <= post.latest_end[start].index() {
                    row[start] = value;
                }
            }
        } else if from < to {
            let values = sums[length..].iter().zip(&sums[..]).map(|(&end, &start)| end - start);
            raise(&mut row[from..to], values);
        }
        let first = ends.start.max(length);
        if length < longest && first < ends.end {
            raise(&mut shorter[first..ends.end], row[first - length..].iter().copied());
        }
    }
}

/// How many slots, from the first of these starts on, duties that begin there can reach.
pub fn reach(post: &Post, slots: usize, starts: &Range<usize>) -> usize {
    (starts.end - 1 + lengths(post, slots).1).min(slots) - starts.start
}

/// Raises each of `values` to at least its fellow of `others`.
pub(super) fn raise<V: Number>(values: &mut [V], others: impl Iterator<Item = V>) {
    for (value, other) in values.iter_mut().zip(others) {
        *value = if other > *value { other } else { *value };
    }
}
