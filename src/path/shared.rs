//! The stretches of all looks under one offer, worked out part by part.

use super::cluster::{Clusters, View, ViewId};
use super::stretch::{fill, lengths, raise, size};
use super::{Graph, Graphs, Lane, Number, Offer};
use crate::ground::ids::Id;
use crate::ground::{IdVec, Minutes, Slot};
use crate::model::{Casts, Problem, Unit, UnitId};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Horizons of more slots than this have no stretches.
pub(super) const MOST_SLOTS: usize = 1024;
/// Where there are more clusters than this, nobody's path is read off stretches.
pub(super) const MOST_POSITIONS: usize = 1 << 20;

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
        && graphs.clusters.posts.len() < MOST_POSITIONS
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

/// Are all looks of the view in one zone, and as long as each other?
fn is_even(problem: &Problem, clusters: &Clusters, view: &View) -> bool {
    let mut looks = view.looks.iter().map(|&look| {
        let post = &problem.posts[clusters.looks[look].post];
        (post.zone, lengths(post, problem.grid.slots()))
    });
    let first = looks.next();
    first.is_some() && looks.all(|look| Some(look) == first)
}

/// The stretches of every look of a problem, under one offer.
///
/// They lie in parts of whole clusters, each behind a lock of its own, so that threads may renew some side by side; a
/// [`Reading`](super::Reading) holds all of them still.
#[derive(Debug)]
pub struct Stretches<V> {
    pub(super) slots: usize,
    /// How many numbers each look has.
    pub(super) size: usize,
    parts: Vec<RwLock<Part<V>>>,
    pub(super) part_of: IdVec<ViewId, u32>,
    pub(super) is_even: IdVec<ViewId, bool>,
}

/// The stretches of the looks of some clusters.
#[derive(Debug)]
pub(super) struct Part<V> {
    pub looks: Range<usize>,
    pub views: Range<usize>,
    pub most: Vec<V>,
    /// For each view, where several duties are planned: the most that any of its looks earns, row by row. Empty where its
    /// looks are in several zones or of different lengths.
    pub of_views: Vec<V>,
    /// Room to work in.
    rewards: Vec<V>,
    sums: Vec<V>,
}

/// A part has at least so many looks, where there are so many.
const LOOKS_IN_A_PART: usize = 16;

impl<V: Number> Stretches<V> {
    /// The stretches under `offer`.
    pub fn new(problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>) -> Self {
        let stretches = Self::unwritten(problem, graphs);
        (0..stretches.parts()).into_par_iter().for_each(|part| stretches.renew(problem, graphs, offer, part));
        stretches
    }

    /// Room for stretches, each part to be renewed before it is read.
    pub fn unwritten(problem: &Problem, graphs: &Graphs) -> Self {
        let slots = problem.grid.slots();
        let clusters = &graphs.clusters;
        let looks = if slots <= MOST_SLOTS { clusters.looks.as_slice() } else { &[] };
        let size = looks.iter().map(|look| size(&problem.posts[look.post], slots)).max().unwrap_or(0);
        let hours = slots <= MOST_SLOTS && graphs.of_hours.iter().any(|&of_hours| of_hours);
        let is_even = |view: &View| hours && is_even(problem, clusters, view);
        let mut part_of = IdVec::new();
        let mut parts = Vec::new();
        let shared = looks.len().div_ceil(4 * rayon::current_num_threads()).max(LOOKS_IN_A_PART);
        let (mut first_look, mut first_view) = (0, 0);
        for views in clusters.views.as_slice().chunk_by(|view, next| view.cluster == next.cluster) {
            let last = views.iter().flat_map(|view| &view.looks).map(|look| look.index()).max();
            for _ in views {
                part_of.push(parts.len() as u32);
            }
            let end = last.map_or(first_look, |last| last + 1).min(looks.len());
            if end - first_look >= shared || part_of.len() == clusters.views.len() {
                let (looks, views) = (first_look..end, first_view..part_of.len());
                (first_look, first_view) = (end, part_of.len());
                parts.push(RwLock::new(Part {
                    most: vec![V::NEVER; looks.len() * size],
                    of_views: vec![V::NEVER; if hours { views.len() * size } else { 0 }],
                    looks,
                    views,
                    rewards: vec![V::ZERO; slots],
                    sums: Vec::with_capacity(slots + 1),
                }));
            }
        }
        Self { slots, size, parts, part_of, is_even: clusters.views.iter().map(is_even).collect() }
    }

    /// How many parts there are.
    pub const fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Works out one part anew under another offer. Waits for whoever reads.
    pub fn renew(&self, problem: &Problem, graphs: &Graphs, offer: &Offer<'_, V>, part: usize) {
        let mut part = self.parts[part].write().unwrap_or_else(PoisonError::into_inner);
        let Part { looks, views, most, of_views, rewards, sums } = &mut *part;
        let size = self.size.max(1);
        let clusters = &graphs.clusters;
        for (most, look) in most.chunks_mut(size).zip(&clusters.looks.as_slice()[looks.clone()]) {
            offer.rewards(problem, look.post, &problem.casts[look.cast], Slot(0), rewards);
            let bounded = !graphs.always_open[look.post];
            fill(&problem.posts[look.post], bounded, self.slots, 0..self.slots, rewards, sums, most);
        }
        for (best, view) in of_views.chunks_mut(size).zip(views.clone().map(ViewId::at)) {
            if !self.is_even[view] {
                continue;
            }
            let seen = clusters.views[view].looks.iter();
            let mut seen = seen.map(|look| &most[(look.index() - looks.start) * size..][..size]);
            if let Some(first) = seen.next() {
                best.copy_from_slice(first);
            }
            for look in seen {
                raise(best, look.iter().copied());
            }
        }
    }

    /// All parts, held still: they cannot be renewed as long as somebody reads.
    pub(super) fn held(&self) -> Vec<RwLockReadGuard<'_, Part<V>>> {
        self.parts.iter().map(|part| part.read().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}
