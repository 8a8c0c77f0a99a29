//! A cap on heat: minutes at posts of one setting inside a daily window.
//!
//! Remembers the date of the last window that was touched, and the minutes spent in it: windows follow one another in time,
//! as duties do, so that no earlier one is touched again.

use super::{Automaton, Over, Step};
use crate::ground::Minutes;
use crate::model;

/// A cap on minutes in each window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exposure<'a> {
    rule: &'a model::Exposure,
}

/// The date on which a window opened, from -1 on, as a word that is never 0.
const fn word(date: i64) -> u32 {
    (date + 2) as u32
}

impl<'a> Exposure<'a> {
    pub(super) const fn new(rule: &'a model::Exposure) -> Self {
        Self { rule }
    }

    /// The date of each window that the duty touches, with the minutes spent in it.
    fn spent(&self, next: &Step<'_>) -> impl Iterator<Item = (u32, Minutes)> {
        let counts = next.problem.posts[next.duty.post].setting == self.rule.setting;
        let parts = if counts { self.rule.window.within(next.duty.from, next.duty.to) } else { &[] };
        parts.chunk_by(|a, b| a.1 == b.1).map(|part| (word(part[0].1), part.iter().map(|of| of.2).sum()))
    }
}

impl Automaton for Exposure<'_> {
    fn words(&self) -> usize {
        2
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        self.spent(next).all(|(date, minutes)| {
            let before = if words[0] == date { i64::from(words[1]) } else { 0 };
            Minutes(before) + minutes <= self.rule.max_minutes
        })
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        for (date, minutes) in self.spent(next) {
            let before = if words[0] == date { words[1] } else { 0 };
            words[0] = date;
            words[1] = before + minutes.0 as u32;
        }
    }

    /// Leads who has spent no more in the same window; in one that is over, nobody can spend any more.
    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        if a[1] == 0 || (a[0] == b[0] && a[1] <= b[1]) {
            return true;
        }
        let mut parts = self.rule.window.inside.iter().rev();
        parts.find(|part| word(part.1) == a[0]).is_none_or(|last| last.0 < over.tomorrow)
    }
}
