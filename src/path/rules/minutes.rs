//! Minutes over the horizon, with those of the history.
//!
//! Remembers their sum.

use super::{Automaton, Over, Step};
use crate::ground::Minutes;
use crate::model::{History, Rules};

/// A cap on minutes in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InAll {
    most: Minutes,
    before: Minutes,
}

impl InAll {
    pub(super) fn new(rules: &Rules, history: &History) -> Option<Self> {
        rules.max_minutes.map(|most| Self { most, before: history.minutes })
    }
}

impl Automaton for InAll {
    fn words(&self) -> usize {
        1
    }

    fn begin(&self, words: &mut [u32]) {
        words[0] = self.before.0 as u32;
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        Minutes(i64::from(words[0])) + next.counted <= self.most
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        words[0] += next.counted.0 as u32;
    }

    fn leads(&self, a: &[u32], b: &[u32], _over: Over) -> bool {
        a[0] <= b[0]
    }
}
