//! What is allowed on each date: kinds of duty, and to be without one.

use super::kinds::Set;

/// What one person may have on each date of the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    kinds: Box<[Set]>,
    may_be_off: Box<[bool]>,
}

/// What a person has on a date: a duty of a kind, or none.
pub type Had = Option<u8>;

impl Allowed {
    /// Everything on so many dates.
    pub fn all(days: usize) -> Self {
        Self { kinds: vec![Set::MAX; days].into(), may_be_off: vec![true; days].into() }
    }

    /// How many dates there are.
    pub fn days(&self) -> usize {
        self.kinds.len()
    }

    /// May the person have this on the date?
    pub fn may(&self, day: usize, had: Had) -> bool {
        had.map_or(self.may_be_off[day], |kind| self.kinds[day] & 1 << kind != 0)
    }

    /// From now on the person has this on the date, and nothing else.
    pub fn require(&mut self, day: usize, had: Had) {
        self.kinds[day] &= had.map_or(0, |kind| 1 << kind);
        self.may_be_off[day] &= had.is_none();
    }

    /// From now on the person has anything but this on the date.
    pub fn forbid(&mut self, day: usize, had: Had) {
        match had {
            Some(kind) => self.kinds[day] &= !(1 << kind),
            None => self.may_be_off[day] = false,
        }
    }

    /// The kinds allowed on a date.
    pub(super) fn kinds(&self, day: usize) -> Set {
        self.kinds[day]
    }

    /// Must there be a duty on the date?
    pub(super) fn must(&self, day: usize) -> bool {
        !self.may_be_off[day]
    }
}
