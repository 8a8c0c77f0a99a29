//! A unit: one volunteer, or a `together` group that serves the same duties; and its casts.
//!
//! Everything above this floor plans units. A cast says how many members of a unit meet each need, so that a group
//! is priced as easily as a person; who meets what may depend on the dates that a duty touches.

use super::{CastId, Duty, Hours, NeedId, PostSetId, VolunteerId};
use crate::ground::{Day, Slot};

/// How many members of a unit meet each need, for a duty on certain dates.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cast {
    /// One count per need; the first need is "anyone", so the first count is the size of the unit.
    pub met: Box<[u16]>,
}

impl Cast {
    /// How many members meet `need`.
    pub fn count(&self, need: NeedId) -> i64 {
        i64::from(self.met[need.0 as usize])
    }

    /// Do all members meet `need`?
    pub fn all_meet(&self, need: NeedId) -> bool {
        self.met[need.0 as usize] == self.met[0]
    }
}

/// The casts of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Casts {
    /// The same on all dates.
    Always(CastId),
    /// By the first and last date that a duty touches.
    ByDates {
        /// The most dates that any duty of the problem touches.
        span: usize,
        /// Cast of a duty from date `first` to date `last`, at `first × span + (last − first)`.
        of: Box<[CastId]>,
    },
}

impl Casts {
    /// The cast for a duty that touches the dates `first` to `last`.
    pub fn on(&self, first: Day, last: Day) -> CastId {
        match self {
            Self::Always(cast) => *cast,
            Self::ByDates { span, of } => of[first.index() * span + (last.index() - first.index())],
        }
    }

    /// All casts the unit can have, each once, sorted.
    pub fn distinct(&self) -> Vec<CastId> {
        let mut all = match self {
            Self::Always(cast) => vec![*cast],
            Self::ByDates { of, .. } => of.to_vec(),
        };
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What is planned as one: one volunteer, or several who serve the same duties or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Who.
    pub members: Box<[VolunteerId]>,
    /// Hours in which all members are free.
    pub free: Hours,
    /// Posts where all members may serve on some date.
    pub posts: PostSetId,
    /// Who meets what, when.
    pub casts: Casts,
    /// Duties in every plan, sorted; the same for all members.
    pub kept: Box<[Duty]>,
    /// Those kept duties that began before now.
    pub begun: Box<[Duty]>,
}

impl Unit {
    /// The first slot from `slot` on in which the unit is free, or a kept duty begins; a slot after all others where there is
    /// none. No duty begins in between.
    pub fn next_start(&self, slot: Slot) -> Slot {
        let next = self.free.partition_point(|window| window.to <= slot);
        let free = self.free.get(next).map(|window| window.from.max(slot));
        let kept = self.kept.get(self.kept.partition_point(|duty| duty.from < slot)).map(|duty| duty.from);
        free.into_iter().chain(kept).min().unwrap_or(Slot(u32::MAX))
    }
}
