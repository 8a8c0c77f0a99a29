//! At most so many weekends with a duty.
//!
//! Remembers how many there were, history included, and which was the last.

use super::{Automaton, Over, Step};
use crate::ground::Day;
use crate::model;
use crate::model::{History, Rules};

/// A cap on weekends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Weekends<'a> {
    rule: &'a model::Weekends,
    before: u32,
}

impl<'a> Weekends<'a> {
    pub(super) fn new(rules: &'a Rules, history: &History) -> Option<Self> {
        rules.weekends.as_ref().map(|rule| Self { rule, before: history.weekends })
    }

    /// The weekend of a date, with 1 added.
    fn block(&self, day: Day) -> Option<u32> {
        self.rule.block.get(day.index()).copied().flatten().map(|block| block + 1)
    }
}

impl Automaton for Weekends<'_> {
    fn words(&self) -> usize {
        2
    }

    fn begin(&self, words: &mut [u32]) {
        words[0] = self.before;
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        self.block(next.day)
            .is_none_or(|block| words[0].saturating_add(u32::from(words[1] != block)) <= self.rule.max)
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        if let Some(block) = self.block(next.day) {
            words[0] = words[0].saturating_add(u32::from(words[1] != block));
            words[1] = block;
        }
    }

    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        // With one more on the date that follows, should it go on a weekend.
        let tomorrow = |words: &[u32]| {
            let block = self.block(Day(over.day.0 + 1));
            words[0].saturating_add(u32::from(block.is_some_and(|block| words[1] != block)))
        };
        a[0] <= b[0] && tomorrow(a) <= tomorrow(b)
    }
}
