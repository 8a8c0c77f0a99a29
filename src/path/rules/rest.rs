//! Rest between duties, on the same date or on different ones, and time for the way.
//!
//! Remembers the last duty: where it ended, and the date on which it began.

use super::{Automaton, Over, Step};
use crate::ground::{Minutes, Slot};
use crate::model::{History, Problem, Rules, Unit, ZoneId};

/// What must lie between two duties in a row.
#[derive(Clone, Debug)]
pub(super) struct Rest<'a> {
    problem: &'a Problem,
    unit: &'a Unit,
    min_break: Minutes,
    min_rest: Minutes,
    /// No duty before this, for the rest owed to the history.
    ready: Minutes,
}

/// The last duty's end and date, each with 1 added, and its zone; no duty where the first is 0.
const WORDS: usize = 3;

impl PartialEq for Rest<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.min_break, self.min_rest, self.ready) == (other.min_break, other.min_rest, other.ready)
    }
}

impl Eq for Rest<'_> {}

impl<'a> Rest<'a> {
    pub(super) fn new(problem: &'a Problem, unit: &'a Unit, rules: &Rules, history: &History) -> Self {
        let ready = history.last_end.map_or(Minutes(i64::MIN), |end| end + rules.min_rest);
        Self { problem, unit, min_break: rules.min_break, min_rest: rules.min_rest, ready }
    }

    /// Where the next duty on a later date may begin, after so much rest.
    fn next_start(&self, words: &[u32], rest: Minutes, over: Over) -> Slot {
        let grid = &self.problem.grid;
        let ready = words[0].checked_sub(1).map_or(self.ready, |end| grid.minutes(Slot(end)) + rest);
        self.unit.next_start(grid.at_or_after(ready).max(over.tomorrow))
    }
}

impl Automaton for Rest<'_> {
    fn words(&self) -> usize {
        WORDS
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        let Step { problem, duty, day, .. } = *next;
        let start = problem.grid.minutes(duty.from);
        let Some(end) = words[0].checked_sub(1).map(Slot) else { return start >= self.ready };
        let rest = if words[1] == day.0 + 1 { self.min_break } else { self.min_rest };
        let way = problem.travel.minutes(ZoneId(words[2]), problem.posts[duty.post].zone, end);
        start - problem.grid.minutes(end) >= rest.max(way).max(Minutes(0))
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        words[0] = next.duty.to.0 + 1;
        words[1] = next.day.0 + 1;
        words[2] = next.problem.posts[next.duty.post].zone.0;
    }

    /// Who is ready for the next duty, wherever it is, as soon as the other can be for any leads; and who ends at the same
    /// time and place.
    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        let longest = self.problem.travel.range().map_or(Minutes(0), |(_, longest)| longest);
        let for_sure = self.next_start(a, self.min_rest.max(longest), over);
        for_sure <= self.next_start(b, self.min_rest, over) || (a[0] > 0 && (a[0], a[2]) == (b[0], b[2]))
    }
}
