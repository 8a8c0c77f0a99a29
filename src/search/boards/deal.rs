//! How posts and people are dealt to boards.

use super::plan::Duties;
use crate::ground::ids::Id;
use crate::ground::{IdVec, Seed, Slot, Window};
use crate::model::{Duty, PostId, Problem, UnitId};
use crate::path::Graphs;
use crate::path::cluster::ClusterId;
use crate::path::hours::{Limits, ways};
use petgraph::unionfind::UnionFind;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::ops::Range;

/// About how many posts a board has, where there are enough.
const POSTS: usize = 25;
/// Fewer posts than this are not worth a second board.
const FEW_POSTS: usize = 8;

/// What of a problem does not change from one deal to the next.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub problem: &'a Problem,
    pub graphs: &'a Graphs,
    pub cluster_of: IdVec<PostId, ClusterId>,
    /// Posts that stay on one board: they share lines; where there are clusters enough, whole clusters.
    parcels: Vec<Vec<PostId>>,
    boards: usize,
    /// The first look and the first view of each cluster, and the ends.
    first_look: Vec<u32>,
    first_view: Vec<u32>,
    longest_way: u32,
}

/// A board's posts, sorted, its units, and duties there of units that are on other boards.
#[derive(Debug, Default)]
pub(super) struct Hold {
    pub posts: Vec<PostId>,
    pub units: Vec<UnitId>,
    pub guests: Vec<(UnitId, Duty)>,
}

impl<'a> Layout<'a> {
    pub fn new(problem: &'a Problem, graphs: &'a Graphs) -> Self {
        let clusters = &graphs.clusters;
        let mut cluster_of = IdVec::filled(ClusterId(0), problem.posts.len());
        for (cluster, posts) in clusters.posts.pairs() {
            for &post in posts {
                cluster_of[post] = cluster;
            }
        }
        let count = |ids: &mut dyn Iterator<Item = ClusterId>| {
            let mut first = vec![0; clusters.posts.len() + 1];
            for cluster in ids {
                first[cluster.index() + 1] += 1;
            }
            for at in 1..first.len() {
                first[at] += first[at - 1];
            }
            first
        };
        let first_look = count(&mut clusters.looks.iter().map(|look| cluster_of[look.post]));
        let first_view = count(&mut clusters.views.iter().map(|view| view.cluster));
        let posts = problem.posts.len();
        let boards = if posts < FEW_POSTS { 1 } else { posts.div_ceil(POSTS).max(2) };
        let whole = clusters.posts.len() >= 2 * boards;
        let parcels = parcels(problem, whole.then_some(&cluster_of));
        let boards = boards.min(parcels.len());
        let (_, longest_way) = ways(problem);
        Self { problem, graphs, cluster_of, parcels, boards, first_look, first_view, longest_way }
    }

    /// The numbers of the looks at a cluster's posts.
    pub fn looks(&self, cluster: ClusterId) -> Range<u32> {
        self.first_look[cluster.index()]..self.first_look[cluster.index() + 1]
    }

    /// The numbers of the views of a cluster.
    pub fn views(&self, cluster: ClusterId) -> Range<u32> {
        self.first_view[cluster.index()]..self.first_view[cluster.index() + 1]
    }

    /// What binds a unit beside its free hours, where it may have several duties, if these are kept elsewhere.
    pub fn limits_beside(&self, unit: UnitId, away: &[Duty]) -> Option<Limits> {
        if !self.graphs.of_hours[unit] {
            return None;
        }
        let limits = Limits::of(self.problem, &self.graphs.of[unit]).with_ways(self.longest_way);
        let spent: usize = away.iter().map(|duty| duty.slots() as usize).sum();
        Some(Limits { budget: limits.budget.map(|budget| budget.saturating_sub(spent)), ..limits })
    }

    /// The free hours of a unit in which it may serve if these duties are kept elsewhere: on other dates, and with time
    /// to rest and for the way.
    pub fn spans_beside(&self, unit: UnitId, away: &[Duty]) -> SmallVec<[Window; 4]> {
        let mut spans: SmallVec<[Window; 4]> = self.graphs.of[unit].spans.iter().copied().collect();
        let Some(limits) = self.limits_beside(unit, &[]) else { return spans };
        let grid = &self.problem.grid;
        for duty in away {
            let date = grid.slots_of(grid.day_of(duty.from));
            let from = Slot(duty.from.0.saturating_sub(limits.way).min(date.from.0));
            let to = Slot((duty.to.0 + limits.way).max(date.to.0));
            let parts = spans.iter().flat_map(|span| {
                let before = Window { from: span.from, to: span.to.min(from) };
                let after = Window { from: span.from.max(to), to: span.to };
                [before, after].into_iter().filter(|part| part.from < part.to)
            });
            spans = parts.collect();
        }
        spans
    }

    /// Deals all posts to boards by chance; people to where they serve or, by `hint`, would like to, or else where they
    /// may.
    pub fn deal(
        &self,
        seed: &mut Seed,
        now: &IdVec<UnitId, Duties>,
        hint: impl Fn(UnitId) -> Option<Duty>,
    ) -> Vec<Hold> {
        let mut holds: Vec<Hold> = Vec::new();
        holds.resize_with(self.boards, Hold::default);
        let mut parcels: Vec<&Vec<PostId>> = self.parcels.iter().collect();
        seed.shuffle(&mut parcels);
        let mut board_of = IdVec::filled(0_u32, self.problem.posts.len());
        let share = self.problem.posts.len().div_ceil(self.boards);
        let mut board = 0;
        for parcel in parcels {
            if holds[board].posts.len() >= share && board + 1 < self.boards {
                board += 1;
            }
            holds[board].posts.extend(parcel);
            for &post in parcel {
                board_of[post] = board as u32;
            }
        }
        for hold in &mut holds {
            hold.posts.sort_unstable();
        }
        for (id, unit) in self.problem.units.pairs() {
            let open = &self.problem.post_sets[unit.posts];
            let duties = &now[id];
            let post = match duties.get(seed.below(duties.len())).copied().or_else(|| hint(id)) {
                Some(duty) => duty.post,
                None if open.is_empty() => continue,
                None => open[seed.below(open.len())],
            };
            let board = board_of[post];
            holds[board as usize].units.push(id);
            for &duty in duties.iter().filter(|duty| board_of[duty.post] != board) {
                holds[board_of[duty.post] as usize].guests.push((id, duty));
            }
        }
        holds
    }
}

/// Posts joined by lines that they share, and by clusters where these are to stay whole.
fn parcels(problem: &Problem, whole: Option<&IdVec<PostId, ClusterId>>) -> Vec<Vec<PostId>> {
    let mut joined = UnionFind::<usize>::new(problem.posts.len());
    let mut first_of_line: BTreeMap<u32, usize> = BTreeMap::new();
    let mut first_of_cluster: BTreeMap<ClusterId, usize> = BTreeMap::new();
    for (id, post) in problem.posts.pairs() {
        for term in &post.terms {
            joined.union(*first_of_line.entry(term.line.0).or_insert(id.index()), id.index());
        }
        if let Some(cluster_of) = whole {
            joined.union(*first_of_cluster.entry(cluster_of[id]).or_insert(id.index()), id.index());
        }
    }
    let mut parcels: BTreeMap<usize, Vec<PostId>> = BTreeMap::new();
    for id in problem.posts.ids() {
        parcels.entry(joined.find(id.index())).or_default().push(id);
    }
    parcels.into_values().collect()
}
