//! At most so many duties with a tag, or of any kind.
//!
//! Remembers how many there were.

use super::{Automaton, Over, Step};
use crate::model::MaxDuties;

/// A cap by tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cap {
    rule: MaxDuties,
}

impl Cap {
    pub(super) const fn new(rule: &MaxDuties) -> Self {
        Self { rule: *rule }
    }

    fn counts(&self, next: &Step<'_>) -> bool {
        self.rule.tag.is_none_or(|tag| next.problem.posts[next.duty.post].has_tag(tag))
    }
}

impl Automaton for Cap {
    fn words(&self) -> usize {
        1
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        words[0] < self.rule.max || !self.counts(next)
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        words[0] += u32::from(self.counts(next));
    }

    fn leads(&self, a: &[u32], b: &[u32], _over: Over) -> bool {
        a[0] <= b[0]
    }
}
