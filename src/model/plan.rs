//! Duties, the roster of one person, and the plan of all.

use super::{PostId, VolunteerId};
use crate::ground::{IdVec, Slot};

/// One stretch of service at one post, from the slot `from` up to the slot `to`.
///
/// It belongs to the date on which it starts. Duties sort by time first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duty {
    /// The first slot.
    pub from: Slot,
    /// The first slot after.
    pub to: Slot,
    /// Where.
    pub post: PostId,
}

impl Duty {
    /// Its length in slots.
    pub const fn slots(&self) -> u32 {
        self.to.0 - self.from.0
    }
}

/// One person's duties, sorted by time.
pub type Roster = Vec<Duty>;

/// A roster with one duty more.
pub fn with_duty(roster: &[Duty], duty: Duty) -> Roster {
    let mut all = roster.to_vec();
    all.push(duty);
    all.sort_unstable();
    all
}

/// A roster for every volunteer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Each volunteer's duties, sorted by time.
    pub rosters: IdVec<VolunteerId, Roster>,
}

impl Plan {
    /// A plan in which nobody of `volunteers` people serves.
    pub fn empty(volunteers: usize) -> Self {
        Self { rosters: IdVec::filled(Roster::new(), volunteers) }
    }

    /// Every duty with its volunteer, in the scenario's order of volunteers, then by time.
    pub fn duties(&self) -> impl Iterator<Item = (VolunteerId, Duty)> + '_ {
        self.rosters.pairs().flat_map(|(volunteer, roster)| roster.iter().map(move |duty| (volunteer, *duty)))
    }

    /// How many duties there are.
    pub fn len(&self) -> usize {
        self.rosters.iter().map(Vec::len).sum()
    }

    /// Does nobody serve?
    pub fn is_empty(&self) -> bool {
        self.rosters.iter().all(Vec::is_empty)
    }
}
