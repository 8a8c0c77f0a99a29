//! The horizon cut for the page: columns of an hour, in blocks of a day that fit on a sheet of paper.
//!
//! A block counts 24 hours from the start of the horizon, so that a night from noon to noon is one block and not two halves. What
//! is left at the end is added to the last block where it is a quarter of a day at most. Where a slot is a whole date, a
//! column is a date and a block four weeks.

use crate::ground::{Grid, Slot, Window};
use std::ops::Range;

/// The columns and blocks of a horizon.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    /// Each column.
    pub(super) columns: Vec<Window>,
    /// The columns of each block.
    pub(super) blocks: Vec<Range<usize>>,
}

impl Blocks {
    /// The columns and blocks of `grid`.
    pub(super) fn of(grid: &Grid) -> Self {
        let (step, least, most, rest) = match grid.slot_minutes().0 {
            minutes @ ..60 => (60 / minutes.max(1) as usize, 24, 24, 6),
            60 => (1, 24, 24, 6),
            _ => (1, 28, 28, 3),
        };
        let end = grid.slots();
        let columns: Vec<Window> = (0..end)
            .step_by(step)
            .map(|from| Window { from: Slot(from as u32), to: Slot((from + step).min(end) as u32) })
            .collect();
        let mut blocks = Vec::new();
        let mut from = 0;
        while from < columns.len() {
            let left = columns.len() - from;
            let to = if left <= most + rest { columns.len() } else { from + least };
            blocks.push(from..to);
            from = to;
        }
        Self { columns, blocks }
    }

    /// The window of a block.
    pub(super) fn window(&self, block: &Range<usize>) -> Window {
        Window { from: self.columns[block.start].from, to: self.columns[block.end - 1].to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(grid: &Grid) -> Vec<usize> {
        Blocks::of(grid).blocks.iter().map(ExactSizeIterator::len).collect()
    }

    #[test]
    fn a_block_is_a_day_and_a_short_rest_belongs_to_the_last() {
        assert_eq!(hours(&Grid::plain(30, 1)), [24]);
        assert_eq!(hours(&Grid::plain(60, 4)), [24, 24, 24, 24]);
        assert_eq!(hours(&Grid::plain(1440, 31)), [31]);
        assert_eq!(hours(&Grid::plain(1440, 60)), [28, 28, 4]);
        let days = |slots: u32| {
            let of_slot: Vec<_> = (0..slots).map(|slot| crate::ground::Day(slot / 24)).collect();
            let weekdays =
                (0..slots.div_ceil(24)).map(|day| crate::ground::Weekday((day % 7) as u8)).collect();
            Grid::new(60, of_slot.clone(), of_slot, weekdays)
        };
        assert_eq!(hours(&days(26)), [26]);
        assert_eq!(hours(&days(31)), [24, 7]);
        assert_eq!(hours(&days(233)), [24, 24, 24, 24, 24, 24, 24, 24, 24, 17]);
    }
}
