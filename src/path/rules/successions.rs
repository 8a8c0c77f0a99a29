//! Tags that may not follow one another from one date to the next.
//!
//! Remembers the last date with a duty, which rules it has set off, and which the date before it had.

use super::{Automaton, Over, Step};
use crate::model::{NotNextDay, TagId};

/// As many rules as a word has marks.
pub(super) const MOST: usize = 32;

/// Forbidden successions, a mark for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Successions<'a> {
    rules: &'a [NotNextDay],
}

impl<'a> Successions<'a> {
    pub(super) const fn new(rules: &'a [NotNextDay]) -> Self {
        Self { rules }
    }

    /// The marks of rules of which the next duty has this tag.
    fn marks(&self, next: &Step<'_>, tag: impl Fn(&NotNextDay) -> TagId) -> u32 {
        let post = &next.problem.posts[next.duty.post];
        let rules = self.rules.iter().enumerate();
        rules.fold(0, |marks, (at, rule)| marks | u32::from(post.has_tag(tag(rule))) << at)
    }
}

impl Automaton for Successions<'_> {
    fn words(&self) -> usize {
        3
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        let yesterday = match words[0].wrapping_sub(next.day.0) {
            1 => words[2],
            0 if words[0] > 0 => words[1],
            _ => return true,
        };
        yesterday == 0 || yesterday & self.marks(next, |rule| rule.then) == 0
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        if words[0] != next.day.0 + 1 {
            let was_yesterday = words[0] > 0 && words[0] == next.day.0;
            words[2] = if was_yesterday { words[1] } else { 0 };
            words[1] = 0;
            words[0] = next.day.0 + 1;
        }
        words[1] |= self.marks(next, |rule| rule.after);
    }

    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        let today = |words: &[u32]| if words[0] == over.day.0 + 1 { words[1] } else { 0 };
        today(a) & !today(b) == 0
    }
}
