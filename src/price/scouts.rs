//! Scouts: which clusters of posts somebody who may go almost anywhere looks at in a pass of the price loop.
//!
//! They look at the clusters where they were last found best, and at some others by chance; only the bound looks at all
//! of them. That is quicker, and it keeps a crowd of people who may all go anywhere from running to one post at once
//! (measured on 100,000 people at 1,000 posts, a third of them free to go anywhere: see `BENCHMARKS.md`).

use crate::ground::IdVec;
use crate::model::{Problem, UnitId};
use crate::path::Graphs;

/// Who has more clusters than this looks at some of them only.
const MANY: usize = 9;
/// How many clusters are remembered, and how many are drawn.
const KEPT: usize = 5;
const DRAWN: usize = 3;

/// What is remembered of everybody who has many clusters.
#[derive(Clone, Debug)]
pub(super) struct Scouts {
    /// The place in `kept` of each such unit.
    place: IdVec<UnitId, u32>,
    /// Positions among the unit's clusters, and which is the next to be forgotten.
    kept: Vec<([u16; KEPT], u8)>,
    pass: u32,
}

const NO_PLACE: u32 = u32::MAX;

impl Scouts {
    pub fn new(problem: &Problem, graphs: &Graphs) -> Self {
        let mut kept = Vec::new();
        let place = problem.units.pairs().map(|(id, unit)| {
            let clusters = graphs.clusters.of[unit.posts].len();
            if clusters <= MANY
                || clusters > usize::from(u16::MAX)
                || !(graphs.stretched[id] || graphs.of_hours[id])
            {
                return NO_PLACE;
            }
            let first = std::array::from_fn(|i| drawn(id, 0, i, clusters) as u16);
            kept.push((first, 0));
            kept.len() as u32 - 1
        });
        Self { place: place.collect(), kept, pass: 0 }
    }

    /// Other clusters are drawn from now on.
    pub const fn next_pass(&mut self) {
        self.pass += 1;
    }

    /// The positions, among the `clusters` open to the unit, of those that it looks at.
    pub fn looks(&self, unit: UnitId, clusters: usize) -> impl Iterator<Item = usize> {
        let scout = self.kept.get(self.place[unit] as usize).map(|(kept, _)| *kept);
        let kept = scout.into_iter().flatten().map(usize::from);
        let drawn =
            (0..DRAWN).filter(move |_| scout.is_some()).map(move |i| drawn(unit, self.pass, i, clusters));
        kept.chain(drawn).chain(0..if scout.is_some() { 0 } else { clusters })
    }

    /// Remembers where the unit was found best, instead of where it was longest ago.
    pub fn remember(&mut self, unit: UnitId, position: usize) {
        let Some((kept, next)) = self.kept.get_mut(self.place[unit] as usize) else { return };
        let position = position as u16;
        if !kept.contains(&position) {
            kept[usize::from(*next)] = position;
            *next = (*next + 1) % KEPT as u8;
        }
    }
}

/// A position that the unit, the pass and the number of the draw decide.
fn drawn(unit: UnitId, pass: u32, number: usize, clusters: usize) -> usize {
    let mixed = u64::from(unit.0) << 32 | u64::from(pass) << 4 | number as u64;
    let mixed = (mixed ^ mixed >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((mixed >> 32) as usize * clusters) >> 32
}
