//! The stretches of all looks under one offer, and what is read off them for everybody.

use super::asks::{Ask, Asks};
use super::cluster::{Clusters, Look, LookId, View, ViewId};
use super::hours::{self, Limits, Open};
use super::single::BestDuty;
use super::stretch::{Rows, fill, lengths, raise, size};
use super::{Graph, Graphs, Lane, Number, Offer};
use crate::ground::ids::Id;
use crate::ground::{IdVec, Minutes, Slot, Window};
use crate::model::{Casts, Duty, Problem, Unit, UnitId};
use rayon::prelude::*;
use smallvec::SmallVec;
use std::ops::Range;

/// Horizons of more slots than this have no stretches.
pub(super) const MOST_SLOTS: usize = 1024;

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

/// Has the unit a view of every cluster where it may serve, whatever the dates?
pub fn is_seen(graphs: &Graphs, unit: &Unit) -> bool {
    let Casts::Always(cast) = unit.casts else { return false };
    graphs.clusters.of[unit.posts].iter().all(|&at| graphs.clusters.view(cast, at).is_some())
}

/// The views of the clusters that `positions` names among those open to the unit.
pub fn views_of<'a, P: Iterator<Item = usize> + 'a>(
    problem: &'a Problem,
    graphs: &'a Graphs,
    id: UnitId,
    positions: impl Fn(UnitId, usize) -> P,
) -> impl Iterator<Item = ViewId> + 'a {
    let unit = &problem.units[id];
    let clusters = &graphs.clusters;
    let open = &clusters.of[unit.posts];
    positions(id, open.len()).filter_map(move |position| match unit.casts {
        Casts::Always(cast) => clusters.view(cast, open[position]),
        Casts::ByDates { .. } => None,
    })
}

/// Are all looks of the view in one zone, and as long as each other?
fn is_even(problem: &Problem, clusters: &Clusters, view: &View) -> bool {
    let mut looks = view.looks.iter().map(|&look| {
        let post = &problem.posts[clusters.looks[look].post];
        (post.zone, lengths(post, problem.grid.slots()))
    });
    let first = looks.next();
    first.is_some() && looks.all(|look| Some(look) == first)
}

/// The best duty of somebody who asked: what it earns, and the position of its cluster among theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<V> {
    /// Who asked, by their place among the units.
    pub asker: usize,
    /// What the duty earns.
    pub value: V,
    /// The duty.
    pub duty: Duty,
    /// The position of its cluster.
    pub position: usize,
}

/// The stretches of every look of a problem, under one offer.
#[derive(Clone, Debug)]
pub struct Stretches<V> {
    slots: usize,
    /// How many numbers each look has.
    size: usize,
    most: Vec<V>,
    /// For each view, where several duties are planned: the most that any of its looks earns, row by row. Empty where its
    /// looks are in several zones or of different lengths.
    of_views: Vec<V>,
    is_even: IdVec<ViewId, bool>,
    /// How many offers there have been, and the last of them for which each look and each view was worked out.
    offers: u64,
    looks_known: IdVec<LookId, u64>,
    views_known: IdVec<ViewId, u64>,
    /// Room to work in.
    rewards: Vec<V>,
    sums: Vec<V>,
}

impl<V: Number> Stretches<V> {
    /// All stretches under `offer`.
    pub fn new(problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>) -> Self {
        let mut stretches = Self::unknown(problem, graphs);
        stretches.learn_all(problem, graphs, offer);
        stretches
    }

    /// Nothing is known yet.
    pub fn unknown(problem: &Problem, graphs: &Graphs) -> Self {
        let slots = problem.grid.slots();
        let clusters = &graphs.clusters;
        let looks = if slots <= MOST_SLOTS { clusters.looks.as_slice() } else { &[] };
        let size = looks.iter().map(|look| size(&problem.posts[look.post], slots)).max().unwrap_or(0);
        let hours = slots <= MOST_SLOTS && graphs.of_hours.iter().any(|&of_hours| of_hours);
        let is_even = |view: &View| hours && is_even(problem, clusters, view);
        Self {
            slots,
            size,
            most: vec![V::NEVER; looks.len() * size],
            of_views: vec![V::NEVER; if hours { clusters.views.len() * size } else { 0 }],
            is_even: clusters.views.iter().map(is_even).collect(),
            offers: 1,
            looks_known: IdVec::filled(0, looks.len()),
            views_known: IdVec::filled(0, clusters.views.len()),
            rewards: vec![V::ZERO; slots],
            sums: Vec::with_capacity(slots + 1),
        }
    }

    /// Nothing is known any longer: there is another offer.
    pub const fn forget(&mut self) {
        self.offers += 1;
    }

    /// Works out the looks of a view under the present offer, those that are not known.
    pub fn learn(&mut self, problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>, view: ViewId) {
        if std::mem::replace(&mut self.views_known[view], self.offers) == self.offers {
            return;
        }
        let (size, clusters) = (self.size, &graphs.clusters);
        let looks = &clusters.views[view].looks;
        for &look in looks {
            if std::mem::replace(&mut self.looks_known[look], self.offers) != self.offers {
                let most = &mut self.most[look.index() * size..][..size];
                work_out(
                    problem,
                    graphs,
                    offer,
                    &clusters.looks[look],
                    (&mut self.rewards, &mut self.sums),
                    most,
                );
            }
        }
        if self.is_even[view] {
            let best = &mut self.of_views[view.index() * size..][..size];
            best_of(looks, &self.most, best);
        }
    }

    /// Works out everything under the present offer, by all threads.
    fn learn_all(&mut self, problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>) {
        let (slots, size) = (self.slots, self.size.max(1));
        let looks = graphs.clusters.looks.as_slice();
        // No more parts than threads can take: every part costs as much as some looks.
        let looks_at_once = looks.len().div_ceil(2 * rayon::current_num_threads()).max(64);
        let room = || (vec![V::ZERO; slots], Vec::with_capacity(slots + 1));
        self.most
            .par_chunks_mut(size)
            .zip(looks)
            .with_min_len(looks_at_once)
            .for_each_init(room, |(rewards, sums), (most, look)| {
                work_out(problem, graphs, offer, look, (rewards, sums), most)
            });
        let views = graphs.clusters.views.as_slice();
        let even = self.of_views.par_chunks_mut(size).zip(views).zip(self.is_even.as_slice());
        even.with_min_len(16)
            .filter(|(_, even)| **even)
            .for_each(|((best, view), _)| best_of(&view.looks, &self.most, best));
        self.looks_known.iter_mut().for_each(|known| *known = self.offers);
        self.views_known.iter_mut().for_each(|known| *known = self.offers);
    }

    fn rows(&self, problem: &Problem, look: &Look, id: LookId) -> Rows<'_, V> {
        let most = &self.most[id.index() * self.size..(id.index() + 1) * self.size];
        Rows::new(&problem.posts[look.post], self.slots, most)
    }

    /// The best duty of each whose asks are among these, where it earns at least what `most` knows of the asker, which it
    /// raises. All that is asked about must be known.
    pub fn best_duties(
        &self,
        problem: &Problem,
        graphs: &Graphs,
        asks: &Asks<'_>,
        part: Range<usize>,
        most: &mut [V],
    ) -> Vec<Found<V>> {
        debug_assert!(
            asks.views(part.clone()).all(|view| self.views_known[view] == self.offers),
            "all is known"
        );
        let clusters = &graphs.clusters;
        let mut best = vec![(V::ZERO, None); asks.units.len()];
        for ask in &asks.asks[part] {
            let (best, found) = &mut best[ask.asker()];
            let spans = asks.spans_of(ask.asker());
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
        let placed = best.into_iter().enumerate().filter_map(|(asker, (value, found))| {
            let (id, span, position) = found.filter(|_| value >= most[asker])?;
            most[asker] = value;
            let look = &clusters.looks[id];
            let Window { from, to } = self.rows(problem, look, id).place(span, value)?;
            Some(Found { asker, value, duty: Duty { from, to, post: look.post }, position })
        });
        placed.collect()
    }

    /// The most that a roster of a unit bound by hours earns at the clusters that `positions` names among those open to
    /// it, with a roster that earns it, and the position of each duty's cluster. All ways from zone to zone are as short
    /// as the shortest, so that no roster that keeps the rules earns more. All that is looked at must be known.
    pub fn best_hours<P: Iterator<Item = usize>>(
        &self,
        problem: &Problem,
        graphs: &Graphs,
        id: UnitId,
        positions: impl Fn(UnitId, usize) -> P,
        bench: &mut hours::Bench<V>,
    ) -> (V, Vec<(Duty, usize)>) {
        let unit = &problem.units[id];
        let clusters = &graphs.clusters;
        let mut open: Vec<Open<'_, V>> = Vec::new();
        let mut seen: Vec<(&[LookId], usize)> = Vec::new();
        let Casts::Always(cast) = unit.casts else { return (V::ZERO, Vec::new()) };
        let of = &clusters.of[unit.posts];
        let mut positions: SmallVec<[usize; 32]> = positions(id, of.len()).collect();
        positions.sort_unstable();
        positions.dedup();
        for position in positions {
            let Some(view) = clusters.view(cast, of[position]) else { continue };
            let looks = &clusters.views[view].looks[..];
            let parts = if self.is_even[view] { looks.chunks(looks.len()) } else { looks.chunks(1) };
            for part in parts {
                let look = &clusters.looks[part[0]];
                let post = &problem.posts[look.post];
                let rows = match self.is_even[view] {
                    true => {
                        Rows::new(post, self.slots, &self.of_views[view.index() * self.size..][..self.size])
                    }
                    false => self.rows(problem, look, part[0]),
                };
                open.push(Open { what: seen.len() as u32, zone: post.zone.0, rows });
                seen.push((part, position));
            }
        }
        let limits = Limits::of(problem, &graphs.of[id]).with_ways(graphs.shortest_way);
        if limits.way > limits.rest {
            open.sort_by_key(|open| open.zone);
        }
        let (value, turns) = hours::best_roster(&problem.grid, &graphs.of[id].spans, &limits, &open, bench);
        let duties = turns.into_iter().filter_map(|turn| {
            let (looks, position) = seen[turn.what as usize];
            let Window { from, to } = turn.window;
            let earns = |&&look: &&LookId| {
                let rows = self.rows(problem, &clusters.looks[look], look);
                rows.row((to.0 - from.0) as usize)[from.index()] >= turn.value
            };
            let &look = looks.iter().find(earns)?;
            Some((Duty { from, to, post: clusters.looks[look].post }, position))
        });
        (value, duties.collect())
    }

    /// The best duty of each of a few stretched units anywhere they may serve.
    pub fn best_anywhere(&self, problem: &Problem, graphs: &Graphs, units: &[UnitId]) -> Vec<BestDuty<V>> {
        let asks = Asks::new(problem, graphs, units, |_, clusters| 0..clusters);
        let mut best = vec![None; units.len()];
        let most = &mut vec![V::ZERO; units.len()];
        for Found { asker, value, duty, .. } in self.best_duties(problem, graphs, &asks, asks.all(), most) {
            best[asker] = Some((value, duty));
        }
        best
    }
}

/// Works out the rows of a look under `offer`.
fn work_out<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    offer: &Offer<'_, V>,
    look: &Look,
    (rewards, sums): (&mut Vec<V>, &mut Vec<V>),
    most: &mut [V],
) {
    let slots = problem.grid.slots();
    offer.rewards(problem, look.post, &problem.casts[look.cast], Slot(0), rewards);
    let bounded = !graphs.always_open[look.post];
    fill(&problem.posts[look.post], bounded, slots, 0..slots, rewards, sums, most);
}

/// Takes of each number the greatest of the rows of all these looks.
fn best_of<V: Number>(looks: &[LookId], most: &[V], best: &mut [V]) {
    let size = best.len();
    let mut looks = looks.iter().map(|look| &most[look.index() * size..][..size]);
    if let Some(first) = looks.next() {
        best.copy_from_slice(first);
    }
    for look in looks {
        raise(best, look.iter().copied());
    }
}
