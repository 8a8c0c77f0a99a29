//! Tables that a whole batch of units shares: the best single duty in every window of hours, worked out once for each
//! view of a cluster of posts instead of once for each person.
//!
//! For a post, prefix sums `P` of the rewards make `P[a + n] − P[a]` the worth of `n` slots from `a` on. The best of
//! all posts for each `(n, a)` comes first; then the best duty inside a window of `n` slots from `a` is the best of
//! that and of the two windows one slot shorter within. A person takes one look at each cluster for each span of free
//! hours. Exact, and all of it maxima of rows that lie side by side, which a compiler turns into vector code.

use super::cluster::ViewId;
use super::single::BestDuty;
use super::{Graph, Graphs, Lane, Number, Offer};
use crate::ground::ids::Id;
use crate::ground::{Minutes, Slot};
use crate::model::{Casts, Duty, PostId, Problem, UnitId};
use rayon::prelude::*;

/// Horizons of more slots than this have no tables: most windows in them would never be asked for.
const MOST_SLOTS: usize = 64;
/// About how many asks one thread takes at a time.
const ASKS_AT_ONCE: usize = 512;

/// May the unit's best path be read off tables?
///
/// It may where nothing but lines, hours and the posts' own lengths decides on a duty.
pub fn is_tabled(problem: &Problem, graphs: &Graphs, id: UnitId, graph: &Graph) -> bool {
    let unit = &problem.units[id];
    let slot = problem.grid.slot_minutes();
    let fits = |longest: Minutes| {
        problem.post_sets[unit.posts].iter().all(|&post| {
            let post = &problem.posts[post];
            post.counted.is_none() && i64::from(post.max_slots) * slot.0 <= longest.0
        })
    };
    let seen =
        |cast| graphs.clusters.of[unit.posts].iter().all(|&at| graphs.clusters.view(cast, at).is_some());
    problem.grid.slots() <= MOST_SLOTS
        && graph.lane == Lane::Single
        && matches!(unit.casts, Casts::Always(cast) if seen(cast))
        && !graph.has_own_cost
        && !graphs.has_heat(problem, unit)
        && graph.longest.is_none_or(fits)
}

/// One unit asking one cluster for its best duty there, in one span of its free hours.
///
/// The span stands here and not with the unit, since asks are answered view by view and units lie far apart.
#[derive(Clone, Copy, Debug)]
struct Ask {
    view: ViewId,
    /// The unit's position in the batch.
    by: u32,
    from: u8,
    to: u8,
}

/// The best duty of each of `units`, in order; nothing for those that are not tabled or that no duty earns anything.
pub fn best_duties<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    units: &[UnitId],
    offer: &Offer<'_, V>,
) -> Vec<BestDuty<V>> {
    let asks = asks(problem, graphs, units);
    let answers: Vec<BestDuty<V>> = parts(graphs, &asks)
        .into_par_iter()
        .map_init(
            || Table::new(problem.grid.slots()),
            |table, part| {
                let mut answers = Vec::with_capacity(part.len());
                for ask in part {
                    table.see(problem, graphs, ask.view, offer);
                    answers.push(table.best(ask.from as usize, ask.to as usize));
                }
                answers
            },
        )
        .flatten_iter()
        .collect();
    let mut best: Vec<BestDuty<V>> = vec![None; units.len()];
    for (ask, answer) in asks.iter().zip(answers) {
        let Some((value, duty)) = answer else { continue };
        let best = &mut best[ask.by as usize];
        if best.is_none_or(|(other, _)| value > other) {
            *best = Some((value, duty));
        }
    }
    best
}

/// All asks of the batch, sorted by view.
fn asks(problem: &Problem, graphs: &Graphs, units: &[UnitId]) -> Vec<Ask> {
    let clusters = &graphs.clusters;
    let mut of_view = vec![0_u32; clusters.views.len() + 1];
    let tabled = || units.iter().enumerate().filter(|(_, unit)| graphs.tabled[**unit]);
    let views = |unit: UnitId| {
        let unit = &problem.units[unit];
        let cast = match unit.casts {
            Casts::Always(cast) => Some(cast),
            Casts::ByDates { .. } => None,
        };
        cast.into_iter().flat_map(move |cast| {
            clusters.of[unit.posts].iter().filter_map(move |&cluster| clusters.view(cast, cluster))
        })
    };
    for (_, &unit) in tabled() {
        for view in views(unit) {
            of_view[view.index() + 1] += graphs.of[unit].spans.len() as u32;
        }
    }
    for view in 1..of_view.len() {
        of_view[view] += of_view[view - 1];
    }
    let total = of_view.last().copied().unwrap_or(0) as usize;
    let mut asks = vec![Ask { view: ViewId(0), by: 0, from: 0, to: 0 }; total];
    for (by, &unit) in tabled() {
        for view in views(unit) {
            for span in &graphs.of[unit].spans {
                let place = &mut of_view[view.index()];
                let (from, to) = (span.from.0 as u8, span.to.0 as u8);
                asks[*place as usize] = Ask { view, by: by as u32, from, to };
                *place += 1;
            }
        }
    }
    asks
}

/// The asks in parts of about the same length, none of which cuts a cluster in two.
fn parts<'a>(graphs: &Graphs, asks: &'a [Ask]) -> Vec<&'a [Ask]> {
    let views = &graphs.clusters.views;
    let mut parts = Vec::new();
    let mut from = 0;
    for to in 1..=asks.len() {
        let ends = to == asks.len()
            || to - from >= ASKS_AT_ONCE && views[asks[to].view].cluster != views[asks[to - 1].view].cluster;
        if ends {
            parts.push(&asks[from..to]);
            from = to;
        }
    }
    parts
}

/// The best duty in every window, as one view of one cluster sees it.
#[derive(Debug)]
struct Table<V> {
    slots: usize,
    view: Option<ViewId>,
    /// What the best duty inside a window of `n` slots from `a` on earns, at `n × slots + a`; zero for none.
    within: Vec<V>,
    /// What each look of the cluster's posts earns, at `(look × (slots + 1) + n) × slots + a`.
    looks: Vec<V>,
    /// The post of each look of the view, with the lengths of its duties.
    posts: Vec<(usize, PostId, usize, usize)>,
    rewards: Vec<V>,
    sums: Vec<V>,
}

impl<V: Number> Table<V> {
    fn new(slots: usize) -> Self {
        Self {
            slots,
            view: None,
            within: vec![V::ZERO; (slots + 1) * slots],
            looks: Vec::new(),
            posts: Vec::new(),
            rewards: vec![V::ZERO; slots],
            sums: vec![V::ZERO; slots + 1],
        }
    }

    /// Works out the table of a view, unless it is the one at hand.
    fn see(&mut self, problem: &Problem, graphs: &Graphs, id: ViewId, offer: &Offer<'_, V>) {
        if self.view == Some(id) {
            return;
        }
        let clusters = &graphs.clusters;
        let view = &clusters.views[id];
        if self.view.is_none_or(|before| clusters.views[before].cluster != view.cluster) {
            self.look(problem, graphs, id, offer);
        }
        self.view = Some(id);
        self.posts.clear();
        for &look in &view.looks {
            let post = clusters.looks[view.cluster][look as usize].post;
            let place = &problem.posts[post];
            let longest = (place.max_slots as usize).min(self.slots);
            self.posts.push((look as usize, post, place.min_slots as usize, longest));
        }
        let slots = self.slots;
        self.within.fill(V::ZERO);
        for &(look, _, shortest, longest) in &self.posts {
            if shortest > longest {
                continue;
            }
            let looks = &self.looks[look * (slots + 1) * slots..];
            raise(
                &mut self.within[shortest * slots..(longest + 1) * slots],
                &looks[shortest * slots..(longest + 1) * slots],
            );
        }
        for n in 1..=slots {
            let (shorter, these) = self.within.split_at_mut(n * slots);
            let shorter = &shorter[(n - 1) * slots..];
            let these = &mut these[..slots + 1 - n];
            raise(these, &shorter[..slots + 1 - n]);
            raise(&mut these[..slots + 1 - n], &shorter[1..]);
        }
    }

    /// Works out what every look of the view's cluster earns.
    fn look(&mut self, problem: &Problem, graphs: &Graphs, id: ViewId, offer: &Offer<'_, V>) {
        let cluster = graphs.clusters.views[id].cluster;
        let (slots, size) = (self.slots, (self.slots + 1) * self.slots);
        let looks = &graphs.clusters.looks[cluster];
        if self.looks.len() < looks.len() * size {
            self.looks.resize(looks.len() * size, V::ZERO);
        }
        for (look, values) in looks.iter().zip(self.looks.chunks_mut(size)) {
            let post = &problem.posts[look.post];
            offer.rewards(problem, look.post, &problem.casts[look.cast], Slot(0), &mut self.rewards);
            let mut sum = V::ZERO;
            for (place, &reward) in self.sums[1..].iter_mut().zip(&self.rewards) {
                sum += reward;
                *place = sum;
            }
            for n in post.min_slots as usize..=(post.max_slots as usize).min(slots) {
                let row = &mut values[n * slots..(n + 1) * slots];
                for ((value, &start), &end) in row.iter_mut().zip(&self.sums).zip(&self.sums[n..]) {
                    *value = end - start;
                }
                row[slots + 1 - n..].fill(V::ZERO);
                if !graphs.always_open[look.post] {
                    for (from, value) in row.iter_mut().enumerate() {
                        if from + n > post.latest_end[from].index() {
                            *value = V::ZERO;
                        }
                    }
                }
            }
        }
    }

    /// The best duty from `from` to `to`; nothing where none earns anything.
    fn best(&self, mut from: usize, to: usize) -> BestDuty<V> {
        let slots = self.slots;
        let mut n = to - from;
        let best = self.within[n * slots + from];
        if best <= V::ZERO {
            return None;
        }
        // The duty is the window that no shorter one inside is as good as.
        loop {
            let shorter = &self.within[(n - 1) * slots..n * slots];
            if shorter[from] >= best {
                n -= 1;
            } else if from + 1 < slots && shorter[from + 1] >= best {
                n -= 1;
                from += 1;
            } else {
                break;
            }
        }
        let size = (slots + 1) * slots;
        let at = n * slots + from;
        let there = self.posts.iter().find(|(look, _, shortest, longest)| {
            (*shortest..=*longest).contains(&n) && self.looks[look * size + at] >= best
        });
        let &(_, post, ..) = there?;
        Some((best, Duty { from: Slot(from as u32), to: Slot((from + n) as u32), post }))
    }
}

/// Raises each of `values` to at least its fellow of `others`.
fn raise<V: Number>(values: &mut [V], others: &[V]) {
    for (value, &other) in values.iter_mut().zip(others) {
        *value = if other > *value { other } else { *value };
    }
}
