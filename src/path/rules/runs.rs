//! Runs of dates with a duty, and of dates without.
//!
//! Remembers the last date with a duty, the length of its run, whether that owes the minimum, and whether the date holds a
//! kept duty. A run that touches an edge of the horizon owes no minimum, nor does one that holds a kept duty, nor do days
//! off between two kept ones.

use super::{Automaton, Over, Step};
use crate::ground::Day;
use crate::model::{History, Problem, Rules};

/// The longest and the shortest runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Runs {
    longest: u32,
    shortest: u32,
    shortest_off: u32,
    /// Dates with a duty right before the horizon.
    before: u32,
    /// The last date of the horizon.
    last: u32,
}

/// The last date, with 1 added; the length of its run; and two marks.
const WORDS: usize = 3;
/// The run owes the minimum.
const OWES: u32 = 1;
/// There is a kept duty on the last date.
const KEPT: u32 = 2;

impl Runs {
    pub(super) fn new(problem: &Problem, rules: &Rules, history: &History) -> Option<Self> {
        let bound = rules.max_consecutive_days.is_some()
            || rules.min_consecutive_days > 1
            || rules.min_consecutive_days_off > 1;
        bound.then(|| Self {
            longest: rules.max_consecutive_days.unwrap_or(u32::MAX),
            shortest: rules.min_consecutive_days,
            shortest_off: rules.min_consecutive_days_off,
            before: history.consecutive_days,
            last: problem.grid.days() as u32 - 1,
        })
    }

    /// The dates that the run still lacks.
    const fn owed(&self, words: &[u32]) -> u32 {
        if words[2] & OWES == 0 { 0 } else { self.shortest.saturating_sub(words[1]) }
    }

    /// How long the run is that a duty on `day` goes on, or begins.
    const fn length_on(&self, words: &[u32], day: Day) -> u32 {
        let goes_on = words[0] == day.0;
        match (day.0, words[0]) {
            (0, 0) => self.before.saturating_add(1),
            (_, last) if last != 0 && goes_on => words[1].saturating_add(1),
            _ => 1,
        }
    }
}

impl Automaton for Runs {
    fn words(&self) -> usize {
        WORDS
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        let day = next.day;
        if words[0] == day.0 + 1 {
            return true;
        }
        if self.length_on(words, day) > self.longest {
            return false;
        }
        if words[0] == 0 || words[0] == day.0 {
            return true;
        }
        let off = day.0 - words[0];
        let between_kept = words[2] & KEPT != 0 && next.kept_on_day;
        (off >= self.shortest_off || between_kept) && self.owed(words) == 0
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        let day = next.day;
        if words[0] != day.0 + 1 {
            let goes_on = words[0] != 0 && words[0] == day.0;
            let owes = if goes_on { words[2] & OWES } else { u32::from(day.0 > 0) * OWES };
            words[1] = self.length_on(words, day);
            words[0] = day.0 + 1;
            words[2] = owes;
        }
        if next.kept_on_day {
            words[2] = KEPT;
        }
    }

    fn may_end(&self, words: &[u32]) -> bool {
        words[0] == 0 || words[0] == self.last + 1 || self.owed(words) == 0
    }

    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        let today = over.day.0 + 1;
        if self.owed(a) > self.owed(b) {
            return false;
        }
        let rested = |words: &[u32]| words[0] == 0 || today - words[0] >= self.shortest_off;
        match (a[0] == today, b[0] == today) {
            (true, true) => {
                let no_longer = self.longest == u32::MAX || a[1] <= b[1];
                no_longer && (self.shortest_off <= 1 || a[2] & KEPT == b[2] & KEPT)
            }
            // Who is off may begin where another goes on, unless that other's run counts for a minimum.
            (false, true) => self.shortest <= 1 && (self.shortest_off <= 1 || rested(a)),
            (true, false) => false,
            (false, false) => {
                self.shortest_off <= 1
                    || rested(a)
                    || (b[0] != 0 && a[0] <= b[0] && a[2] & KEPT == b[2] & KEPT)
            }
        }
    }
}
