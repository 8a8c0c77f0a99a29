//! The way back: which kinds of duty on which dates make up the best roster.

use super::chain::{Chain, End, Spot, may_end, weekends_of};
use super::frame::{After, Frame};
use super::kinds::{Kinds, Set};
use super::own::Own;
use super::runs::{Runs, each, first_of, is_reached, starts};
use crate::path::Number;

/// A run: its start, its length, and what it adds to counts and levels.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    counts: usize,
    level: usize,
}

/// The date and kind of each duty of the best roster inside the frame.
pub fn kinds<V: Number>(
    all: &Kinds,
    own: &Own,
    frame: &Frame,
    values: &[V],
    runs: &Runs<V>,
    chain: &Chain<V>,
) -> Vec<(usize, usize)> {
    let mut duties = Vec::new();
    let Some((end, mut spot)) = chain.end else { return duties };
    let mut over = match end {
        End::Empty => return duties,
        End::Over(day) => day,
        End::Joined(start) => {
            let Some((run, before)) = last_run(frame, runs, chain, start, spot) else { return duties };
            walk(all, own, frame, values, runs, run, &mut duties);
            match over_before(own, frame, chain, start, before) {
                Some(day) => {
                    spot = before;
                    day
                }
                None => return duties,
            }
        }
    };
    while let Some((run, before)) = run_before(own, frame, runs, chain, over, spot) {
        walk(all, own, frame, values, runs, run, &mut duties);
        spot = before;
        match over_before(own, frame, chain, run.start, before) {
            Some(day) => over = day,
            None => break,
        }
    }
    duties
}

/// The ways to a spot by a run of this start and length that earns what stands in `table`: what is earned in all, the run,
/// and the spot before it.
fn ways<'a, V: Number>(
    frame: &'a Frame,
    runs: &'a Runs<V>,
    chain: &'a Chain<V>,
    table: &'a [V],
    (start, length): (usize, usize),
    spot: Spot,
) -> impl Iterator<Item = (V, Run, Spot)> + 'a {
    let sums = &runs.sums;
    let weekends = spot.weekends.checked_sub(weekends_of(frame, start, length));
    let reached =
        table.iter().enumerate().filter(move |(_, earned)| weekends.is_some() && is_reached(**earned));
    reached.flat_map(move |(at, &earned)| {
        let (counts, level) = (at / sums.levels, sums.base(length) + at % sums.levels);
        let fits =
            move |before: &usize| level <= spot.level && sums.add(*before, counts) == Some(spot.counts);
        (0..sums.counts).filter(fits).filter_map(move |before| {
            let before = Spot { weekends: weekends?, counts: before, level: spot.level - level };
            let earlier = chain.before(frame, start, before);
            is_reached(earlier).then(|| (earlier + earned, Run { start, length, counts, level }, before))
        })
    })
}

/// The run from `start` on that goes on after the frame, and the spot before it.
fn last_run<V: Number>(
    frame: &Frame,
    runs: &Runs<V>,
    chain: &Chain<V>,
    start: usize,
    spot: Spot,
) -> Option<(Run, Spot)> {
    let length = frame.days() - if start == frame.days() { 0 } else { start };
    let ways = ways(frame, runs, chain, runs.joined(start), (start, length), spot);
    let best = ways.reduce(|best, way| if way.0 > best.0 { way } else { best });
    best.map(|(_, run, before)| (run, before))
}

/// The run that ended the date before `over` at this spot, and the spot before it.
fn run_before<V: Number>(
    own: &Own,
    frame: &Frame,
    runs: &Runs<V>,
    chain: &Chain<V>,
    over: usize,
    spot: Spot,
) -> Option<(Run, Spot)> {
    let value = chain.over().get(over, spot);
    starts(own, frame).find_map(|start| {
        let length = over.checked_sub(if start == frame.days() { 0 } else { start })?;
        if !(1..=runs.longest).contains(&length) || !may_end(own, frame, start, length) {
            return None;
        }
        let mut ways = ways(frame, runs, chain, runs.most(start, length), (start, length), spot);
        ways.find(|way| way.0 >= value).map(|(_, run, before)| (run, before))
    })
}

/// On which date the run before one that begins at `start` was over; nothing where there is none.
fn over_before<V: Number>(
    own: &Own,
    frame: &Frame,
    chain: &Chain<V>,
    start: usize,
    spot: Spot,
) -> Option<usize> {
    if start == frame.days() {
        return None;
    }
    let value = chain.open().get(start, spot);
    let latest = (start + 1).checked_sub(own.shortest_off)?;
    (0..latest).rev().find(|&day| {
        let over = chain.over().get(day, spot);
        is_reached(over) && over >= value && frame.may_be_off(day, start)
    })
}

/// Adds the duties of a run, the last first.
fn walk<V: Number>(
    all: &Kinds,
    own: &Own,
    frame: &Frame,
    values: &[V],
    runs: &Runs<V>,
    run: Run,
    duties: &mut Vec<(usize, usize)>,
) {
    let sums = &runs.sums;
    let (size, count) = (sums.size(), all.len());
    let before = all.before(own.rules);
    let first = if run.start == frame.days() { 0 } else { run.start };
    let joins = match frame.after {
        After::Run { kind, .. } if first + run.length == frame.days() => before[kind],
        _ => Set::MAX,
    };
    // The run once more, date by date, with all its tables kept.
    let mut tables: Vec<Vec<V>> = Vec::with_capacity(run.length);
    for length in 0..run.length {
        let values = &values[(first + length) * count..][..count];
        let mut now = vec![V::NEVER; count * size];
        for kind in (0..count).filter(|&kind| values[kind] > V::NEVER) {
            let level = sums.level_of(all, kind);
            if length == 0 {
                let (may, _) = first_of(own, frame, before, run.start);
                if let (true, Some(to)) = (may & 1 << kind != 0, sums.onward(kind, 0)) {
                    now[kind * size + to * sums.levels + level] = values[kind];
                }
                continue;
            }
            let earlier = &tables[length - 1];
            for last in each(before[kind]) {
                for from in 0..size {
                    let (sum, spent) = (from / sums.levels, from % sums.levels);
                    let earned = earlier[last * size + from];
                    let fits = is_reached(earned) && spent + level < sums.levels;
                    if let (true, Some(to)) = (fits, sums.onward(kind, sum)) {
                        let at = kind * size + to * sums.levels + spent + level;
                        let value = earned + values[kind];
                        now[at] = if value > now[at] { value } else { now[at] };
                    }
                }
            }
        }
        tables.push(now);
    }
    let mut at = run.counts * sums.levels + run.level - sums.base(run.length);
    let mut may = joins;
    for length in (0..run.length).rev() {
        let table = &tables[length];
        let best = each(may).filter(|&kind| kind < count).fold(None, |best: Option<(V, usize)>, kind| {
            let value = table[kind * size + at];
            if is_reached(value) && best.is_none_or(|(most, _)| value > most) {
                Some((value, kind))
            } else {
                best
            }
        });
        let Some((_, kind)) = best else { return };
        duties.push((first + length, kind));
        let (sum, level) = (at / sums.levels, at % sums.levels);
        let mut earlier = (0..sums.counts).filter(|&sum_before| sums.onward(kind, sum_before) == Some(sum));
        let left = level.checked_sub(sums.level_of(all, kind));
        // Of several sums of counts that lead here there is one: a kind adds the same to each.
        let (Some(before_sum), Some(left)) = (earlier.next(), left) else { return };
        at = before_sum * sums.levels + left;
        may = before[kind];
    }
}
