//! Windows of availability dealt after the demand: everybody is free around one block of service, and all blocks
//! together follow the demand as closely as whole people can.

use std::ops::Range;

use crate::ground::Seed;

/// How windows are dealt; all lengths are in steps of the demand.
#[derive(Clone, Debug)]
pub(super) struct Deal<'a> {
    /// People needed in each step of the horizon.
    pub(super) demand: &'a [u32],
    /// The length of a block.
    pub(super) block: usize,
    /// How much longer than its block a window is; the horizon cuts it.
    pub(super) longer: Range<usize>,
}

impl Deal<'_> {
    /// The window of each of so many people, as steps from and to; those marked in `by_day` get theirs inside `day`,
    /// as long as there are blocks enough in it.
    pub(super) fn windows(&self, by_day: &[bool], day: Range<usize>, seed: &mut Seed) -> Vec<(usize, usize)> {
        let mut blocks = self.blocks(by_day.len());
        seed.shuffle(&mut blocks);
        for (i, _) in by_day.iter().enumerate().filter(|(_, only)| **only) {
            let fits = |&from: &usize| day.start <= from && from + self.block <= day.end;
            let other = (0..blocks.len()).find(|&j| fits(&blocks[j]) && (j == i || !by_day[j]));
            if let (false, Some(j)) = (fits(&blocks[i]), other) {
                blocks.swap(i, j);
            }
        }
        let mut windows = Vec::with_capacity(blocks.len());
        for (from, only_by_day) in blocks.into_iter().zip(by_day) {
            let longer = self.longer.start + seed.below(self.longer.len());
            let before = seed.below(longer + 1);
            let (first, last) = if *only_by_day { (day.start, day.end) } else { (0, self.demand.len()) };
            let start = from.saturating_sub(before).max(first.min(from));
            let end = (from + self.block + longer - before).min(last.max(from + self.block));
            windows.push((start, end));
        }
        windows
    }

    /// The windows as [`Deal::windows`] deals them, but the earlier in the list somebody stands, the earlier is their window;
    /// those marked in `by_day` stand apart. Dealt date by date to one list of people, everybody keeps their usual hours.
    pub(super) fn in_turn(&self, by_day: &[bool], day: Range<usize>, seed: &mut Seed) -> Vec<(usize, usize)> {
        let mut windows = self.windows(by_day, day, seed);
        let mut turns: Vec<_> =
            windows.iter().zip(by_day).filter(|(_, only)| !**only).map(|(w, _)| *w).collect();
        turns.sort_unstable();
        let others = windows.iter_mut().zip(by_day).filter(|(_, only)| !**only);
        for ((window, _), turn) in others.zip(turns) {
            *window = turn;
        }
        windows
    }

    /// Where each block starts: one after another where most is still open, then each again where it serves most.
    fn blocks(&self, people: usize) -> Vec<usize> {
        let mut open: Vec<i64> = self.demand.iter().map(|&n| i64::from(n)).collect();
        let mut blocks: Vec<usize> = Vec::with_capacity(people);
        for _ in 0..people {
            let from = self.best(&open, |left| left);
            self.shift(&mut open, from, -1);
            blocks.push(from);
        }
        for _ in 0..SWEEPS {
            for block in &mut blocks {
                self.shift(&mut open, *block, 1);
                // A step that somebody is missing in counts most; between equals, where more are missing.
                *block = self.best(&open, |left| if left > 0 { 1_000_000 + left } else { left });
                self.shift(&mut open, *block, -1);
            }
        }
        blocks
    }

    /// The start of the block over which the worth of what is open is greatest.
    fn best(&self, open: &[i64], worth: impl Fn(i64) -> i64) -> usize {
        let mut best = (i64::MIN, 0);
        for (from, steps) in open.windows(self.block).enumerate() {
            let gain: i64 = steps.iter().map(|&left| worth(left)).sum();
            if gain > best.0 {
                best = (gain, from);
            }
        }
        best.1
    }

    /// Opens the steps of a block by one person, or closes them.
    fn shift(&self, open: &mut [i64], from: usize, by: i64) {
        for left in &mut open[from..from + self.block] {
            *left += by;
        }
    }
}

/// The windows of everybody on each date on which they are free, with its number: in steps from where its `deal` starts. From
/// date to date everybody keeps to their usual hours, as far as the demand lets them; those marked in `by_day` serve inside
/// `day`.
pub(super) fn date_by_date<'d>(
    free: &[Vec<bool>],
    deal: impl Fn(usize) -> Deal<'d>,
    (by_day, day): (&[bool], &Range<usize>),
    seed: &mut Seed,
) -> Vec<Vec<(usize, (usize, usize))>> {
    let mut by_hours: Vec<usize> = (0..by_day.len()).collect();
    seed.shuffle(&mut by_hours);
    let mut windows = vec![Vec::new(); by_day.len()];
    for (date, free) in free.iter().enumerate() {
        let there: Vec<usize> = by_hours.iter().copied().filter(|&i| free[i]).collect();
        let by_day: Vec<bool> = there.iter().map(|&i| by_day[i]).collect();
        for (i, window) in there.into_iter().zip(deal(date).in_turn(&by_day, day.clone(), seed)) {
            windows[i].push((date, window));
        }
    }
    windows
}

/// A window in steps as minutes from the start of the horizon, where it is counted from a step of that.
pub(super) fn in_minutes(start: usize, (from, to): (usize, usize), step_minutes: i64) -> (i64, i64) {
    ((start + from) as i64 * step_minutes, (start + to) as i64 * step_minutes)
}

/// How often every block is placed again.
const SWEEPS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_follow_the_demand() {
        let deal = Deal { demand: &[1, 1, 3, 3, 2, 2], block: 2, longer: 0..1 };
        let mut cover = [0; 6];
        for (from, to) in deal.windows(&[false; 6], 0..6, &mut Seed::new(1)) {
            cover[from..to].iter_mut().for_each(|n| *n += 1);
        }
        assert_eq!(cover, [1, 1, 3, 3, 2, 2]);
    }

    #[test]
    fn who_stands_earlier_in_the_list_is_free_earlier() {
        let deal = Deal { demand: &[1, 1, 3, 3, 2, 2, 4, 4], block: 2, longer: 0..3 };
        let by_day = [false, true, false, false, false, true, false];
        let windows = deal.in_turn(&by_day, 2..6, &mut Seed::new(1));
        let others: Vec<_> = windows.iter().zip(by_day).filter(|(_, only)| !only).map(|(w, _)| *w).collect();
        assert!(others.is_sorted());
        let (mut dealt, mut anew) = (windows, deal.windows(&by_day, 2..6, &mut Seed::new(1)));
        assert_eq!((dealt[1], dealt[5]), (anew[1], anew[5]));
        dealt.sort_unstable();
        anew.sort_unstable();
        assert_eq!(dealt, anew);
    }

    #[test]
    fn who_serves_by_day_is_free_only_by_day() {
        let deal = Deal { demand: &[2; 24], block: 4, longer: 2..6 };
        let by_day: Vec<bool> = (0..12).map(|i| i % 4 == 0).collect();
        for seed in 0..20 {
            let windows = deal.windows(&by_day, 4..16, &mut Seed::new(seed));
            for ((from, to), only) in windows.into_iter().zip(&by_day) {
                assert!(to - from >= 4 && to <= 24);
                assert!(!only || (from >= 4 && to <= 16));
            }
        }
    }
}
