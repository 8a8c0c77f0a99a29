//! Caps in every window of so many dates.
//!
//! Remembers the last date with a duty and, for each date of the window that ends with it, the minutes and whether there is
//! a duty at all.

use super::{Automaton, Over, Step};
use crate::ground::Minutes;
use crate::model;
use crate::model::Problem;

/// A cap on minutes, on dates with a duty, or on both, in every window of so many dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rolling {
    rule: model::Rolling,
    /// How many dates the horizon has.
    dates: u32,
}

/// What is remembered of a date: its minutes twice, and 1 where it has a duty.
const fn word(minutes: Minutes, serves: bool) -> u32 {
    minutes.0 as u32 * 2 + serves as u32
}

impl Rolling {
    pub(super) fn new(problem: &Problem, rule: &model::Rolling) -> Self {
        Self { rule: *rule, dates: problem.grid.days() as u32 }
    }

    /// Minutes, and dates with a duty, from date `first` on.
    fn since(words: &[u32], first: u32) -> (Minutes, u32) {
        let Some(last) = words[0].checked_sub(1) else { return (Minutes(0), 0) };
        let dates = (last + 1).saturating_sub(first) as usize;
        let of_dates = &words[1..][..dates.min(words.len() - 1)];
        let minutes = of_dates.iter().map(|word| i64::from(word / 2)).sum();
        (Minutes(minutes), of_dates.iter().map(|word| word % 2).sum())
    }
}

impl Automaton for Rolling {
    fn words(&self) -> usize {
        1 + self.rule.days as usize
    }

    /// Windows that end later are asked by the duties that come later.
    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        let (minutes, days) = Self::since(words, (next.day.0 + 1).saturating_sub(self.rule.days));
        let is_new = words[0] != next.day.0 + 1;
        self.rule.max_minutes.is_none_or(|most| minutes + next.counted <= most)
            && self.rule.max_days.is_none_or(|most| days + u32::from(is_new) <= most)
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        let count = words.len() - 1;
        let gone = if words[0] == 0 { count } else { (next.day.0 + 1 - words[0]) as usize };
        words[0] = next.day.0 + 1;
        if gone >= count {
            words[1..].fill(0);
        } else {
            words.copy_within(1..=count - gone, 1 + gone);
            words[1..=gone].fill(0);
        }
        let today = Minutes(i64::from(words[1] / 2)) + next.counted;
        words[1] = word(today, true);
    }

    /// Leads who has no more in what every later window still sees.
    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        let ends = over.day.0 + 1..self.dates.min(over.day.0 + self.rule.days);
        let mut firsts = ends.map(|end| (end + 1).saturating_sub(self.rule.days));
        let mut known = None;
        firsts.all(|first| {
            if known.replace(first) == Some(first) {
                return true;
            }
            let (a, b) = (Self::since(a, first), Self::since(b, first));
            (self.rule.max_minutes.is_none() || a.0 <= b.0) && (self.rule.max_days.is_none() || a.1 <= b.1)
        })
    }
}
