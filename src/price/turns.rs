//! Turns: where people on duty come and go, by line and by post; summed up over time, how many there are.

use super::Rows;
use crate::ground::Window;
use crate::model::{Duty, Problem, UnitId};

/// Who has come and gone in each slot, at `line × slots + slot` and at `post × slots + slot`.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    pub line: Vec<i32>,
    /// Empty where no post has a cap.
    pub head: Vec<i32>,
}

/// What one duty adds to turns: on a line, or on the heads of a post, from a slot to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    on_heads: bool,
    /// The line, or the post.
    of: u32,
    window: Window,
    count: i32,
}

impl Turns {
    /// Nobody is on duty.
    pub fn new(rows: &Rows) -> Self {
        Self { line: vec![0; rows.demand.len()], head: vec![0; rows.cap.len()] }
    }

    /// Adds a turn.
    pub fn count(&mut self, rows: &Rows, Turn { on_heads, of, window, count }: Turn) {
        let turns = if on_heads { &mut self.head } else { &mut self.line };
        let first = of as usize * rows.slots;
        turns[first + window.from.index()] += count;
        if window.to.index() < rows.slots {
            turns[first + window.to.index()] -= count;
        }
    }
}

/// Notes what a unit's duty counts for.
pub(super) fn turns_of(problem: &Problem, rows: &Rows, unit: UnitId, duty: Duty, turns: &mut Vec<Turn>) {
    let cast = problem.cast_on(unit, duty.from, duty.to);
    let window = Window { from: duty.from, to: duty.to };
    for term in &problem.posts[duty.post].terms {
        let count = (term.coefficient * cast.count(term.need)) as i32;
        if count != 0 {
            turns.push(Turn { on_heads: false, of: term.line.0, window, count });
        }
    }
    if !rows.cap.is_empty() {
        let count = problem.units[unit].members.len() as i32;
        turns.push(Turn { on_heads: true, of: duty.post.0, window, count });
    }
}
