//! The best roster of somebody whom nothing binds but free hours, one duty a date, rest, the way from zone to zone,
//! and minutes: of one duty, and in all.
//!
//! A dynamic program backwards over the slots in which a duty may start. `any[i][m]` is the most that duties from the
//! `i`-th start on earn with `m` slots of service left; `same[z][i][m]` the most when the next of them is in zone `z`.
//! After a duty in `z` one goes on in `z` once rested, or anywhere once there was time for the way. All ways are taken
//! to be the same: as short as the shortest where a bound is to be proven, as long as the longest where the roster must
//! keep the rules. Exact where they are, or where none is longer than the rest.
//!
//! What posts earn comes from stretches, so a person costs the starts of their free hours times lengths times levels, a
//! few thousand sums and maxima.

use super::stretch::{MOST_SLOTS, Rows, is_seen};
use super::{Graph, Graphs, Number};
use crate::ground::{Grid, Minutes, Slot, Window};
use crate::model::{Problem, UnitId};

/// The most slots of service that are told apart.
const MOST_LEVELS: usize = 512;

/// What binds somebody beside their free hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Slots from the end of a duty to the next in the same zone.
    pub rest: u32,
    /// Slots from the end of a duty to the next in another zone; no fewer.
    pub way: u32,
    /// The most slots of a duty.
    pub longest: usize,
    /// The most slots in all; nothing means any.
    pub budget: Option<usize>,
}

impl Limits {
    /// What binds the unit of this graph, with ways as short as the rest.
    pub fn of(problem: &Problem, graph: &Graph) -> Self {
        let slot = problem.grid.slot_minutes().0;
        let whole = |minutes: Minutes| usize::try_from(minutes.0 / slot).unwrap_or(0);
        let rest = (graph.min_rest.0.max(0) + slot - 1) / slot;
        let rest = u32::try_from(rest).unwrap_or(u32::MAX).min(problem.grid.slots() as u32);
        Self {
            rest,
            way: rest,
            longest: graph.longest.map_or(problem.grid.slots(), whole),
            budget: graph.budget.map(whole),
        }
    }

    /// The same with ways of so many slots between any two zones: with the shortest there are, no roster that keeps the
    /// rules is missed; with the longest, every roster keeps them.
    pub fn with_ways(self, way: u32) -> Self {
        Self { way: self.rest.max(way), ..self }
    }
}

/// The shortest and the longest way between two zones at any hour, in whole slots.
pub fn ways(problem: &Problem) -> (u32, u32) {
    let slot = problem.grid.slot_minutes().0;
    let slots = |minutes: Minutes| ((minutes.0 + slot - 1) / slot) as u32;
    problem.travel.range().map_or((0, 0), |(least, most)| (slots(least), slots(most)))
}

/// Is the unit bound by nothing that this lane does not know?
pub fn is_of_hours(problem: &Problem, graphs: &Graphs, id: UnitId, graph: &Graph) -> bool {
    let unit = &problem.units[id];
    let slot = problem.grid.slot_minutes();
    problem.grid.slots() <= MOST_SLOTS
        && is_seen(graphs, unit)
        && graph.most_a_day == 1
        && graph.budget.is_none_or(|budget| budget.0 / slot.0 <= MOST_LEVELS as i64)
        && unit.kept.is_empty()
        && !graph.has_own_cost
        && !graphs.has_heat(problem, unit)
        && unit.members.iter().all(|&member| {
            let rules = problem.rules_of(member);
            super::graph::is_plain(rules)
                && rules.not_next_day.is_empty()
                && rules.min_consecutive_days_off <= 1
        })
        && problem.post_sets[unit.posts].iter().all(|&post| problem.posts[post].counted.is_none())
}

/// A look that is open to somebody: its number, its zone, and its rows.
#[derive(Clone, Copy, Debug)]
pub struct Open<'a, V> {
    /// What it is answered by.
    pub look: u32,
    /// Looks of a zone stand side by side.
    pub zone: u32,
    /// What it earns.
    pub rows: Rows<'a, V>,
}

/// Room to work in, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    starts: Vec<u32>,
    /// Where the span of each start ends.
    ends: Vec<u32>,
    /// For each slot, the first start that is not before it.
    first: Vec<u32>,
    /// Per zone, length and start: the most that any look there earns.
    most: Vec<V>,
    any: Vec<V>,
    same: Vec<V>,
}

/// The most that a roster earns, and its duties in order: look and hours. Zero and none where none earns anything.
pub fn best_roster<V: Number>(
    grid: &Grid,
    spans: &[Window],
    limits: &Limits,
    open: &[Open<'_, V>],
    bench: &mut Bench<V>,
) -> (V, Vec<(u32, Window)>) {
    let shortest = open.iter().map(|open| open.rows.shortest()).min().unwrap_or(1);
    let longest = open.iter().map(|open| open.rows.longest()).max().unwrap_or(0).min(limits.longest);
    let levels = limits.budget.map_or(0, |budget| budget.min(MOST_LEVELS));
    if longest < shortest || open.is_empty() {
        return (V::ZERO, Vec::new());
    }
    bench.find_starts(grid, spans, shortest);
    let zones: Vec<&[Open<'_, V>]> = match limits.way > limits.rest {
        true => open.chunk_by(|one, other| one.zone == other.zone).collect(),
        false => vec![open],
    };
    bench.find_most(spans, &zones, (shortest, longest));
    let program = Program { grid, limits, zones: &zones, shortest, longest, levels };
    program.run(bench);
    (bench.any[levels], program.roster(bench))
}

struct Program<'a, 'o, V> {
    grid: &'a Grid,
    limits: &'a Limits,
    zones: &'a [&'a [Open<'o, V>]],
    shortest: usize,
    longest: usize,
    levels: usize,
}

impl<V: Number> Bench<V> {
    fn find_starts(&mut self, grid: &Grid, spans: &[Window], shortest: usize) {
        self.starts.clear();
        self.ends.clear();
        self.first.clear();
        for span in spans {
            for start in span.from.0..(span.to.0 + 1).saturating_sub(shortest as u32) {
                self.first.resize(start as usize + 1, self.starts.len() as u32);
                self.starts.push(start);
                self.ends.push(span.to.0);
            }
        }
        self.first.resize(grid.slots() + 1, self.starts.len() as u32);
    }

    /// Works out the most that each zone earns, by length and start.
    fn find_most(&mut self, spans: &[Window], zones: &[&[Open<'_, V>]], (shortest, longest): (usize, usize)) {
        let count = self.starts.len();
        self.most.clear();
        self.most.resize(zones.len() * (longest + 1 - shortest) * count, V::ZERO);
        let mut rows = self.most.chunks_mut(count.max(1));
        for zone in zones {
            for (length, most) in (shortest..=longest).zip(&mut rows) {
                for open in zone.iter().filter(|open| length >= open.rows.shortest()) {
                    let row = open.rows.row(length.min(open.rows.longest()));
                    for span in spans.iter().filter(|span| (span.to.0 - span.from.0) as usize >= length) {
                        let at = self.first[span.from.index()] as usize;
                        let row = &row[span.from.index()..=span.to.index() - length];
                        for (most, &value) in most[at..].iter_mut().zip(row) {
                            *most = if value > *most { value } else { *most };
                        }
                    }
                }
            }
        }
    }
}

impl<V: Number> Program<'_, '_, V> {
    /// What a duty of this length from the start on earns in a zone; nothing that is not more than zero is worth it.
    fn most(&self, bench: &Bench<V>, zone: usize, length: usize, start: usize) -> V {
        let lengths = self.longest + 1 - self.shortest;
        bench.most[(zone * lengths + length - self.shortest) * bench.starts.len() + start]
    }

    /// Where one goes on after a duty: in the same zone, and anywhere.
    fn onward(&self, bench: &Bench<V>, start: usize, length: usize) -> (usize, usize) {
        let from = bench.starts[start];
        let tomorrow = self.grid.slots_of(self.grid.day_of(Slot(from))).to.0;
        let after = |gap: u32| {
            let slot = tomorrow.max(from + length as u32 + gap) as usize;
            bench.first[slot.min(self.grid.slots())] as usize
        };
        (after(self.limits.rest), after(self.limits.way))
    }

    const fn spent(&self, length: usize) -> usize {
        if self.limits.budget.is_some() { length } else { 0 }
    }

    fn run(&self, bench: &mut Bench<V>) {
        let (count, stride) = (bench.starts.len(), self.levels + 1);
        let several = self.zones.len() > 1;
        bench.any.clear();
        bench.any.resize((count + 1) * stride, V::ZERO);
        bench.same.clear();
        bench.same.resize(if several { self.zones.len() * (count + 1) * stride } else { 0 }, V::ZERO);
        let (mut any, mut same) = (std::mem::take(&mut bench.any), std::mem::take(&mut bench.same));
        for start in (0..count).rev() {
            let (now, later) = any[start * stride..].split_at_mut(stride);
            now.copy_from_slice(&later[..stride]);
            for zone in 0..self.zones.len() {
                let base = zone * (count + 1) * stride;
                if several {
                    let (now, later) = same[base + start * stride..].split_at_mut(stride);
                    now.copy_from_slice(&later[..stride]);
                }
                for length in self.shortest..=self.longest {
                    let own = self.most(bench, zone, length, start);
                    let spent = self.spent(length);
                    if own <= V::ZERO || spent > self.levels {
                        continue;
                    }
                    let (here, there) = self.onward(bench, start, length);
                    let there = &later[(there - start - 1) * stride..][..stride - spent];
                    if !several {
                        extend(&mut now[spent..], own, there, there);
                        continue;
                    }
                    let (row, rest) = same[base + start * stride..].split_at_mut(stride);
                    let here = &rest[(here - start - 1) * stride..][..stride - spent];
                    extend(&mut row[spent..], own, here, there);
                }
                if several {
                    let same = &same[base + start * stride..][..stride];
                    extend(now, V::ZERO, same, same);
                }
            }
        }
        (bench.any, bench.same) = (any, same);
    }

    /// A roster that earns what `any` says.
    fn roster(&self, bench: &Bench<V>) -> Vec<(u32, Window)> {
        let (count, stride) = (bench.starts.len(), self.levels + 1);
        let several = self.zones.len() > 1;
        let any = |start: usize, left: usize| bench.any[start * stride + left];
        let same = |zone: usize, start: usize, left: usize| match several {
            true => bench.same[(zone * (count + 1) + start) * stride + left],
            false => any(start, left),
        };
        let (mut start, mut left) = (0, self.levels);
        let mut bound_to: Option<usize> = None;
        let mut roster = Vec::new();
        while start < count {
            let Some(zone) = bound_to else {
                let value = any(start, left);
                match (0..self.zones.len())
                    .find(|&zone| value > any(start + 1, left) && same(zone, start, left) >= value)
                {
                    Some(zone) => bound_to = Some(zone),
                    None => start += 1,
                }
                continue;
            };
            let value = same(zone, start, left);
            if value <= same(zone, start + 1, left) {
                start += 1;
                continue;
            }
            let taken = (self.shortest..=self.longest).find_map(|length| {
                let own = self.most(bench, zone, length, start);
                let left = left.checked_sub(self.spent(length)).filter(|_| own > V::ZERO)?;
                let (here, there) = self.onward(bench, start, length);
                if own + any(there, left) >= value {
                    return Some((own, length, left, None, there));
                }
                (several && own + same(zone, here, left) >= value).then_some((
                    own,
                    length,
                    left,
                    Some(zone),
                    here,
                ))
            });
            let Some((own, length, rest, next_zone, next)) = taken else { break };
            roster.extend(self.place(bench, zone, start, length, own));
            (left, bound_to, start) = (rest, next_zone, next);
        }
        roster
    }

    /// The look that earns `own` there, and its hours.
    fn place(
        &self,
        bench: &Bench<V>,
        zone: usize,
        start: usize,
        length: usize,
        own: V,
    ) -> Option<(u32, Window)> {
        let from = bench.starts[start];
        self.zones[zone].iter().find_map(|open| {
            let longest = length.min(open.rows.longest());
            let fits = |length: usize| open.rows.row(length)[from as usize] >= own;
            let length = (open.rows.shortest()..=longest).find(|&length| fits(length))?;
            Some((open.look, Window { from: Slot(from), to: Slot(from + length as u32) }))
        })
    }
}

/// Raises each of `values` to at least `own` and the better of what follows here and there.
fn extend<V: Number>(values: &mut [V], own: V, here: &[V], there: &[V]) {
    for ((value, &here), &there) in values.iter_mut().zip(here).zip(there) {
        let after = own + if here > there { here } else { there };
        *value = if after > *value { after } else { *value };
    }
}
