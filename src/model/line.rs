//! A line: what couples people. A row per slot, a demand, and a price for each unit short or over.

use super::PostId;
use crate::ground::{Cost, Minutes, Slot, Weight};

/// Where a line stands in the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinePlace {
    /// The demand line with this number at a post.
    Post(PostId, u32),
    /// A demand line shared by several points: number of the shared entry, number of the line in it.
    Shared(u32, u32),
    /// The supervision rule with this number at a post: cover is ratio × `by` − `who`, demand is 0.
    Supervision(PostId, u32),
}

/// A row per slot: Σ coefficient × people on duty against a demand.
///
/// The coefficients stand with the posts, as [`Term`](super::Term)s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the scenario.
    pub place: LinePlace,
    /// The demand in each slot; empty means 0 everywhere.
    pub demand: Box<[i64]>,
    /// Cost per person-hour short.
    pub weight: Weight,
    /// Cost per person-hour over.
    pub surplus: Weight,
}

impl Line {
    /// The demand in `slot`.
    pub fn demand_in(&self, slot: Slot) -> i64 {
        self.demand.get(slot.index()).copied().unwrap_or(0)
    }

    /// What `cover` against `demand` costs in one slot of `length`: (short, over).
    pub fn cost(&self, demand: i64, cover: i64, length: Minutes) -> (Cost, Cost) {
        let short = Cost::of(self.weight, length).times(i128::from((demand - cover).max(0)));
        let over = Cost::of(self.surplus, length).times(i128::from((cover - demand).max(0)));
        (short, over)
    }

    /// Is it a demand line, whose shortage is listed in a plan, and not a supervision rule?
    pub const fn is_demand(&self) -> bool {
        !matches!(self.place, LinePlace::Supervision(..))
    }
}
