//! Asks: who looks for their best duty at which cluster.

use super::Graphs;
use super::cluster::ViewId;
use crate::ground::Window;
use crate::ground::ids::Id;
use crate::model::{Casts, Problem, UnitId};
use std::ops::Range;

/// To learn a look takes as long as to answer so many asks about it.
const LEARNT_IN: usize = 24;

/// Somebody asking for their best duty at one cluster: the view, who asks, and the position of the cluster among theirs.
/// Asks sort by view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ask(u64);

impl Ask {
    /// Units that ask together.
    pub const MOST: usize = 1 << 20;
    /// Clusters of one of them.
    pub const POSITIONS: usize = 1 << 16;

    fn new(view: ViewId, asker: usize, position: usize) -> Self {
        debug_assert!(asker < Self::MOST && position < Self::POSITIONS, "more than there is room for");
        Self((view.index() as u64) << 36 | (asker as u64) << 16 | position as u64)
    }

    pub fn view(self) -> ViewId {
        ViewId::at((self.0 >> 36) as usize)
    }

    pub const fn asker(self) -> usize {
        (self.0 >> 16) as usize % Self::MOST
    }

    pub const fn position(self) -> usize {
        self.0 as usize % Self::POSITIONS
    }
}

/// Who asks for their best duty, and where.
///
/// All who look alike to a cluster are answered together, so that its rows are at hand.
#[derive(Debug)]
pub struct Asks<'a> {
    pub(super) units: &'a [UnitId],
    /// Sorted.
    pub(super) asks: Vec<Ask>,
    /// Everybody's free hours side by side: asks come in an order in which the units lie far apart.
    spans: Vec<Window>,
    spans_of: Vec<Range<u32>>,
}

impl<'a> Asks<'a> {
    /// Units that may ask together.
    pub const MOST: usize = Ask::MOST;

    /// The stretched units among these, no more than [`Asks::MOST`], ask at the clusters that `positions` names among those open
    /// to each.
    pub fn new<P: Iterator<Item = usize>>(
        problem: &Problem,
        graphs: &Graphs,
        units: &'a [UnitId],
        positions: impl Fn(UnitId, usize) -> P,
    ) -> Self {
        let clusters = &graphs.clusters;
        let mut asks: Vec<Ask> = Vec::with_capacity(units.len() * 4);
        let mut spans: Vec<Window> = Vec::with_capacity(units.len());
        let mut spans_of: Vec<Range<u32>> = vec![0..0; units.len()];
        for (asker, &id) in units.iter().enumerate().filter(|(_, id)| graphs.stretched[**id]) {
            let first = spans.len() as u32;
            spans.extend(&graphs.of[id].spans);
            spans_of[asker] = first..spans.len() as u32;
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
        Self { units, asks, spans, spans_of }
    }

    /// All asks.
    pub fn all(&self) -> Range<usize> {
        0..self.asks.len()
    }

    /// All asks in so many parts at most, each about views of its own, which take about as long to answer as each other.
    pub fn dealt(&self, graphs: &Graphs, parts: usize) -> Vec<Range<usize>> {
        let views = || self.asks.chunk_by(|ask, next| ask.view() == next.view());
        let work =
            |asks: &[Ask]| (LEARNT_IN + asks.len()) * graphs.clusters.views[asks[0].view()].looks.len();
        let all: usize = views().map(work).sum();
        let mut dealt: Vec<Range<usize>> = Vec::with_capacity(parts);
        let (mut before, mut first, mut end) = (0, 0, 0);
        for asks in views() {
            before += work(asks);
            end += asks.len();
            if before * parts >= all * (dealt.len() + 1) {
                dealt.push(first..end);
                first = end;
            }
        }
        dealt
    }

    /// The views that these asks are about, each once.
    pub fn views(&self, part: Range<usize>) -> impl Iterator<Item = ViewId> {
        self.asks[part].chunk_by(|ask, next| ask.view() == next.view()).map(|asks| asks[0].view())
    }

    /// The free hours of one who asks.
    pub(super) fn spans_of(&self, asker: usize) -> &[Window] {
        let Range { start, end } = self.spans_of[asker];
        &self.spans[start as usize..end as usize]
    }
}
