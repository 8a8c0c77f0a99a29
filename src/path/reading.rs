//! What is read off stretches: the best duties of everybody.

use super::cluster::{Look, LookId, ViewId};
use super::hours::{self, Limits, Open};
use super::shared::{MOST_POSITIONS, Part, Stretches};
use super::single::BestDuty;
use super::stretch::Rows;
use super::{Graphs, Number};
use crate::ground::Window;
use crate::ground::ids::Id;
use crate::model::{Casts, Duty, Post, Problem, UnitId};
use smallvec::SmallVec;
use std::sync::RwLockReadGuard;

/// All stretches, held still.
#[derive(Debug)]
pub struct Reading<'a, V> {
    stretches: &'a Stretches<V>,
    parts: Vec<RwLockReadGuard<'a, Part<V>>>,
}

/// Somebody asking for their best duty at one cluster: the view, who asks, and the position of the cluster among theirs.
/// Asks sort by view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ask(u64);

impl Ask {
    /// Units that ask together.
    const MOST: usize = 1 << 16;

    fn new(view: ViewId, asker: usize, position: usize) -> Self {
        debug_assert!(asker < Self::MOST && position < MOST_POSITIONS, "more than there is room for");
        Self((view.index() as u64) << 36 | (asker as u64) << 20 | position as u64)
    }

    fn view(self) -> ViewId {
        ViewId::at((self.0 >> 36) as usize)
    }

    const fn asker(self) -> usize {
        (self.0 >> 20) as usize % Self::MOST
    }

    const fn position(self) -> usize {
        self.0 as usize % MOST_POSITIONS
    }
}

impl<'a, V: Number> Reading<'a, V> {
    /// All of `stretches`; waits for whoever renews a part.
    pub fn of(stretches: &'a Stretches<V>) -> Self {
        Self { stretches, parts: stretches.held() }
    }

    /// The rows of a look, as a view sees it.
    fn rows(&self, problem: &Problem, view: ViewId, look: &Look, id: LookId) -> Rows<'_, V> {
        let Stretches { slots, size, .. } = *self.stretches;
        let part = self.part_of(view);
        let most = &part.most[(id.index() - part.looks.start) * size..][..size];
        Rows::new(&problem.posts[look.post], slots, most)
    }

    /// The rows of the best of all looks of an even view.
    fn rows_of_all(&self, post: &Post, view: ViewId) -> Rows<'_, V> {
        let Stretches { slots, size, .. } = *self.stretches;
        let part = self.part_of(view);
        Rows::new(post, slots, &part.of_views[(view.index() - part.views.start) * size..][..size])
    }

    fn part_of(&self, view: ViewId) -> &Part<V> {
        &self.parts[self.stretches.part_of[view] as usize]
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
                let rows = self.rows(problem, ask.view(), &clusters.looks[look], look);
                for &span in spans {
                    let value = rows.best(span);
                    if value > *best {
                        *best = value;
                        *found = Some((look, span, ask));
                    }
                }
            }
        }
        let placed = best.into_iter().map(|(best, found)| {
            let (id, span, ask) = found?;
            let look = &clusters.looks[id];
            let Window { from, to } = self.rows(problem, ask.view(), look, id).place(span, best)?;
            Some((best, Duty { from, to, post: look.post }, ask.position()))
        });
        placed.collect()
    }

    /// The most that a roster of a unit bound by hours earns at the clusters that `positions` names among those open to
    /// it, with a roster that earns it, and the position of each duty's cluster. All ways from zone to zone are as short
    /// as the shortest, so that no roster that keeps the rules earns more.
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
        let mut seen: Vec<(&[LookId], ViewId, usize)> = Vec::new();
        let Casts::Always(cast) = unit.casts else { return (V::ZERO, Vec::new()) };
        let of = &clusters.of[unit.posts];
        let mut positions: SmallVec<[usize; 32]> = positions(id, of.len()).collect();
        positions.sort_unstable();
        positions.dedup();
        for position in positions {
            let Some(view) = clusters.view(cast, of[position]) else { continue };
            let looks = &clusters.views[view].looks[..];
            let is_even = self.stretches.is_even[view];
            let parts = if is_even { looks.chunks(looks.len()) } else { looks.chunks(1) };
            for part in parts {
                let look = &clusters.looks[part[0]];
                let post = &problem.posts[look.post];
                let rows = match is_even {
                    true => self.rows_of_all(post, view),
                    false => self.rows(problem, view, look, part[0]),
                };
                open.push(Open { what: seen.len() as u32, zone: post.zone.0, rows });
                seen.push((part, view, position));
            }
        }
        let limits = Limits::of(problem, &graphs.of[id]).with_ways(graphs.shortest_way);
        if limits.way > limits.rest {
            open.sort_by_key(|open| open.zone);
        }
        let (value, turns) = hours::best_roster(&problem.grid, &graphs.of[id].spans, &limits, &open, bench);
        let duties = turns.into_iter().filter_map(|turn| {
            let (looks, view, position) = seen[turn.what as usize];
            let Window { from, to } = turn.window;
            let earns = |&&look: &&LookId| {
                let rows = self.rows(problem, view, &clusters.looks[look], look);
                rows.row((to.0 - from.0) as usize)[from.index()] >= turn.value
            };
            let &look = looks.iter().find(earns)?;
            Some((Duty { from, to, post: clusters.looks[look].post }, position))
        });
        (value, duties.collect())
    }

    /// The best duty of each of a few stretched units anywhere they may serve.
    pub fn best_anywhere(&self, problem: &Problem, graphs: &Graphs, units: &[UnitId]) -> Vec<BestDuty<V>> {
        let found = self.best_duties(problem, graphs, units, |_, clusters| 0..clusters);
        found.into_iter().map(|found| found.map(|(value, duty, _)| (value, duty))).collect()
    }
}
