//! Duties and minutes of one date.
//!
//! Remembers the last date with a duty, and how many duties and minutes it has.

use super::{Automaton, Over, Step};
use crate::ground::{Day, Minutes};
use crate::model::Rules;

/// Caps on what starts on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    most_duties: u32,
    most_minutes: Minutes,
}

impl Dates {
    pub(super) fn new(rules: &Rules) -> Option<Self> {
        let bound = rules.max_shifts_per_day.is_some() || rules.max_minutes_per_day.is_some();
        bound.then(|| Self {
            most_duties: rules.max_shifts_per_day.unwrap_or(u32::MAX),
            most_minutes: rules.max_minutes_per_day.unwrap_or(Minutes(i64::MAX)),
        })
    }

    /// Duties and minutes on `day`.
    fn on(words: &[u32], day: Day) -> (u32, Minutes) {
        if words[0] == day.0 + 1 { (words[1], Minutes(i64::from(words[2]))) } else { (0, Minutes(0)) }
    }
}

impl Automaton for Dates {
    fn words(&self) -> usize {
        3
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        let (duties, minutes) = Self::on(words, next.day);
        duties < self.most_duties && minutes + next.counted <= self.most_minutes
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        let (duties, minutes) = Self::on(words, next.day);
        words[0] = next.day.0 + 1;
        words[1] = duties + 1;
        words[2] = (minutes + next.counted).0 as u32;
    }

    /// A date that is over binds no other.
    fn leads(&self, _a: &[u32], _b: &[u32], _over: Over) -> bool {
        true
    }
}
