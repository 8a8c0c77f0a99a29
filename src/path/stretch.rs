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

use super::cluster::{Look, LookId, ViewId};
use super::hours::{self, Limits, Open};
use super::single::BestDuty;
use super::{Graph, Graphs, Lane, Number, Offer};
use crate::ground::ids::Id;
use crate::ground::{Minutes, Slot, Window};
use crate::model::{Casts, Duty, Post, Problem, Roster, Unit, UnitId};
use rayon::prelude::*;
use std::ops::Range;

/// Horizons of more slots than this have no stretches.
pub(super) const MOST_SLOTS: usize = 1024;
/// Rows begin at multiples of so many numbers, which vector code likes.
const LANES: usize = 8;

/// May the unit's best path be read off stretches?
///
/// It may where nothing but lines, hours and the posts' own lengths decides on a duty.
pub fn is_stretched(problem: &Problem, graphs: &Graphs, id: UnitId, graph: &Graph) -> bool {
    let unit = &problem.units[id];
    let slot = problem.grid.slot_minutes();
    let fits = |longest: Minutes| {
        problem.post_sets[unit.posts].iter().all(|&post| {
            let post = &problem.posts[post];
            post.counted.is_none() && i64::from(post.max_slots) * slot.0 <= longest.0
        })
    };
    problem.grid.slots() <= MOST_SLOTS
        && graph.lane == Lane::Single
        && graphs.clusters.posts.len() < Ask::POSITIONS
        && is_seen(graphs, unit)
        && !graph.has_own_cost
        && !graphs.has_heat(problem, unit)
        && graph.longest.is_none_or(fits)
}

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
fn raise<V: Number>(values: &mut [V], others: impl Iterator<Item = V>) {
    for (value, other) in values.iter_mut().zip(others) {
        *value = if other > *value { other } else { *value };
    }
}

/// Has the unit a view of every cluster where it may serve, whatever the dates?
pub fn is_seen(graphs: &Graphs, unit: &Unit) -> bool {
    let Casts::Always(cast) = unit.casts else { return false };
    graphs.clusters.of[unit.posts].iter().all(|&at| graphs.clusters.view(cast, at).is_some())
}

/// Somebody asking for their best duty at one cluster: the view, who asks, and the position of the cluster among theirs.
/// Asks sort by view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ask(u64);

impl Ask {
    /// Units that ask together.
    const MOST: usize = 1 << 16;
    /// Clusters of one of them.
    const POSITIONS: usize = 1 << 20;

    fn new(view: ViewId, asker: usize, position: usize) -> Self {
        debug_assert!(asker < Self::MOST && position < Self::POSITIONS, "more than there is room for");
        Self((view.index() as u64) << 36 | (asker as u64) << 20 | position as u64)
    }

    fn view(self) -> ViewId {
        ViewId::at((self.0 >> 36) as usize)
    }

    const fn asker(self) -> usize {
        (self.0 >> 20) as usize % Self::MOST
    }

    const fn position(self) -> usize {
        self.0 as usize % Self::POSITIONS
    }
}

/// The stretches of every look of a problem, under one offer.
#[derive(Clone, Debug)]
pub struct Stretches<V> {
    slots: usize,
    /// How many numbers each look has.
    size: usize,
    most: Vec<V>,
}

impl<V: Number> Stretches<V> {
    /// The stretches under `offer`.
    pub fn new(problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>) -> Self {
        let slots = problem.grid.slots();
        let looks = if slots <= MOST_SLOTS { graphs.clusters.looks.as_slice() } else { &[] };
        let size = looks.iter().map(|look| size(&problem.posts[look.post], slots)).max().unwrap_or(0);
        let mut stretches = Self { slots, size, most: vec![V::NEVER; looks.len() * size] };
        stretches.renew(problem, graphs, offer);
        stretches
    }

    /// Works everything out anew under another offer.
    pub fn renew(&mut self, problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>) {
        let slots = self.slots;
        let looks = graphs.clusters.looks.as_slice();
        let room = || (vec![V::ZERO; slots], Vec::with_capacity(slots + 1));
        self.most.par_chunks_mut(self.size.max(1)).zip(looks).with_min_len(64).for_each_init(
            room,
            |(rewards, sums), (most, look)| {
                offer.rewards(problem, look.post, &problem.casts[look.cast], Slot(0), rewards);
                let bounded = !graphs.always_open[look.post];
                fill(&problem.posts[look.post], bounded, slots, 0..slots, rewards, sums, most);
            },
        );
    }

    fn rows(&self, problem: &Problem, look: &Look, id: LookId) -> Rows<'_, V> {
        let most = &self.most[id.index() * self.size..(id.index() + 1) * self.size];
        Rows::new(&problem.posts[look.post], self.slots, most)
    }

    /// The best duty of each of a few stretched units, those that are not left out, in order: at the clusters that
    /// `positions` names among those open to the unit; with the position of its cluster. Nothing where no duty earns
    /// anything.
    ///
    /// All who look alike to a cluster are answered together, so that its rows are at hand. No more than 2^16 units at
    /// once.
    pub fn best_duties<P: Iterator<Item = usize>>(
        &self,
        problem: &Problem,
        graphs: &Graphs,
        units: &[UnitId],
        positions: impl Fn(UnitId, usize) -> P,
    ) -> Vec<Option<(V, Duty, usize)>> {
        let clusters = &graphs.clusters;
        let mut asks: Vec<Ask> = Vec::with_capacity(units.len() * 4);
        // Everybody's free hours side by side: asks come in an order in which the units lie far apart.
        let mut spans: Vec<Window> = Vec::with_capacity(units.len());
        let mut spans_of: Vec<(u32, u32)> = vec![(0, 0); units.len()];
        for (asker, &id) in units.iter().enumerate().filter(|(_, id)| graphs.stretched[**id]) {
            let first = spans.len() as u32;
            spans.extend(&graphs.of[id].spans);
            spans_of[asker] = (first, spans.len() as u32);
            let unit = &problem.units[id];
            let Casts::Always(cast) = unit.casts else { continue };
            let open = &clusters.of[unit.posts];
            for position in positions(id, open.len()) {
                if let Some(view) = clusters.view(cast, open[position]) {
                    asks.push(Ask::new(view, asker, position));
                }
            }
        }
        asks.sort_unstable();
        let mut best = vec![(V::ZERO, None); units.len()];
        for ask in asks {
            let (best, found) = &mut best[ask.asker()];
            let (first, end) = spans_of[ask.asker()];
            let spans = &spans[first as usize..end as usize];
            for &look in &clusters.views[ask.view()].looks {
                let rows = self.rows(problem, &clusters.looks[look], look);
                for &span in spans {
                    let value = rows.best(span);
                    if value > *best {
                        *best = value;
                        *found = Some((look, span, ask.position()));
                    }
                }
            }
        }
        let placed = best.into_iter().map(|(best, found)| {
            let (id, span, position) = found?;
            let look = &clusters.looks[id];
            let Window { from, to } = self.rows(problem, look, id).place(span, best)?;
            Some((best, Duty { from, to, post: look.post }, position))
        });
        placed.collect()
    }

    /// The most that a roster of a unit bound by hours earns anywhere it may serve, with a roster that earns it; all ways
    /// from zone to zone are as short as the shortest, so that no roster that keeps the rules earns more.
    pub fn best_hours(
        &self,
        problem: &Problem,
        graphs: &Graphs,
        id: UnitId,
        bench: &mut hours::Bench<V>,
    ) -> (V, Roster) {
        let unit = &problem.units[id];
        let graph = &graphs.of[id];
        let clusters = &graphs.clusters;
        let Casts::Always(cast) = unit.casts else { return (V::ZERO, Roster::new()) };
        let views = clusters.of[unit.posts].iter().filter_map(|&cluster| clusters.view(cast, cluster));
        let looks = views.flat_map(|view| clusters.views[view].looks.iter().copied());
        let mut open: Vec<Open<'_, V>> = looks
            .map(|id| {
                let look = &clusters.looks[id];
                let zone = problem.posts[look.post].zone.0;
                Open { look: id.0, zone, rows: self.rows(problem, look, id) }
            })
            .filter(|open| open.rows.top() > V::ZERO)
            .collect();
        let limits = Limits::of(problem, graph).with_ways(graphs.shortest_way);
        if limits.way > limits.rest {
            open.sort_by_key(|open| open.zone);
        }
        let (value, turns) = hours::best_roster(&problem.grid, &graph.spans, &limits, &open, bench);
        let duty = |(look, Window { from, to })| Duty { from, to, post: clusters.looks[LookId(look)].post };
        (value, turns.into_iter().map(duty).collect())
    }

    /// The best duty of each of a few stretched units anywhere they may serve.
    pub fn best_anywhere(&self, problem: &Problem, graphs: &Graphs, units: &[UnitId]) -> Vec<BestDuty<V>> {
        let found = self.best_duties(problem, graphs, units, |_, clusters| 0..clusters);
        found.into_iter().map(|found| found.map(|(value, duty, _)| (value, duty))).collect()
    }
}
