//! The program over the ladder, and the roster that earns what it says.

use super::ladder::{Flight, Ladder};
use super::{Found, Limits, MOST_LEVELS, Open};
use crate::ground::{Grid, Slot, Window};
use crate::path::Number;

/// Room to work in, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    ladder: Ladder,
    /// Per zone and flight: the most that any duty earns.
    own: Vec<V>,
    any: Vec<V>,
    same: Vec<V>,
}

/// The most that a roster earns, and its duties in order. Zero and none where none earns anything.
///
/// Those of a zone stand side by side in `open`.
pub fn best_roster<V: Number>(
    grid: &Grid,
    spans: &[Window],
    limits: &Limits,
    open: &[Open<'_, V>],
    bench: &mut Bench<V>,
) -> (V, Vec<Found<V>>) {
    let shortest = open.iter().map(|open| open.rows.shortest()).min().unwrap_or(1);
    let longest = open.iter().map(|open| open.rows.longest()).max().unwrap_or(0).min(limits.longest);
    let levels = limits.budget.map_or(0, |budget| budget.min(MOST_LEVELS));
    let longest = if limits.budget.is_some() { longest.min(levels) } else { longest };
    if longest < shortest || open.is_empty() {
        return (V::ZERO, Vec::new());
    }
    let zones: Vec<&[Open<'_, V>]> = match limits.way > limits.rest {
        true => open.chunk_by(|one, other| one.zone == other.zone).collect(),
        false => vec![open],
    };
    bench.ladder.build(grid, spans, limits, (shortest, longest), levels);
    let Bench { ladder, own, any, same } = bench;
    let size = ladder.rungs.len() * (levels + 1);
    any.clear();
    any.resize(size, V::ZERO);
    same.clear();
    same.resize(if zones.len() > 1 { zones.len() * size } else { 0 }, V::ZERO);
    own.clear();
    for zone in &zones {
        own.extend(ladder.flights.iter().map(|&flight| most(zone, flight)));
    }
    let program = Program { ladder, zones: &zones, own, levels, counts: limits.budget.is_some() };
    program.run(any, same);
    (any[levels], program.roster(any, same))
}

/// The most that a duty of this flight earns in a zone.
fn most<V: Number>(zone: &[Open<'_, V>], flight: Flight) -> V {
    let mut most = V::NEVER;
    let length = flight.length as usize;
    for open in zone.iter().filter(|open| length >= open.rows.shortest()) {
        let row = open.rows.row(length.min(open.rows.longest()));
        for &value in &row[flight.from as usize..flight.to as usize] {
            most = if value > most { value } else { most };
        }
    }
    most
}

struct Program<'a, 'o, V> {
    ladder: &'a Ladder,
    zones: &'a [&'a [Open<'o, V>]],
    own: &'a [V],
    levels: usize,
    /// Does every slot of service count?
    counts: bool,
}

impl<V: Number> Program<'_, '_, V> {
    const fn several(&self) -> bool {
        self.zones.len() > 1
    }

    const fn spent(&self, flight: &Flight) -> usize {
        if self.counts { flight.length as usize } else { 0 }
    }

    fn own(&self, zone: usize, flight: usize) -> V {
        self.own[zone * self.ladder.flights.len() + flight]
    }

    fn run(&self, any: &mut [V], same: &mut [V]) {
        let (rungs, stride) = (&self.ladder.rungs, self.levels + 1);
        let size = rungs.len() * stride;
        for at in (0..rungs.len() - 1).rev() {
            let (least, most) = (rungs[at].least as usize, rungs[at].most as usize);
            let (now, later) = any[at * stride..].split_at_mut(stride);
            let now = &mut now[..=most];
            now[least..].copy_from_slice(&later[least..=most]);
            for zone in 0..self.zones.len() {
                if !self.several() {
                    self.fly(zone, at, least, now, later, later);
                    continue;
                }
                let (row, rest) =
                    same[zone * size + at * stride..][..size - at * stride].split_at_mut(stride);
                row[least..=most].copy_from_slice(&rest[least..=most]);
                self.fly(zone, at, least, &mut row[..=most], rest, later);
                level_out(row, most);
                for (value, &other) in now[least..].iter_mut().zip(&row[least..]) {
                    *value = if other > *value { other } else { *value };
                }
            }
            level_out(&mut any[at * stride..(at + 1) * stride], most);
        }
    }

    /// Raises what a rung earns in a zone to the best of all flights: with what follows `here` and `there`, from the next
    /// rung on.
    fn fly(&self, zone: usize, at: usize, least: usize, now: &mut [V], here: &[V], there: &[V]) {
        let stride = self.levels + 1;
        for number in self.ladder.flights_of(at) {
            let (flight, own) = (&self.ladder.flights[number], self.own(zone, number));
            let spent = self.spent(flight);
            let least = least.max(spent);
            if own <= V::ZERO || least >= now.len() {
                continue;
            }
            let row = |rung: u32| (rung as usize - at - 1) * stride + least - spent;
            let now = &mut now[least..];
            let (here, there) =
                (&here[row(flight.here)..][..now.len()], &there[row(flight.there)..][..now.len()]);
            for ((value, &here), &there) in now.iter_mut().zip(here).zip(there) {
                let after = own + if here > there { here } else { there };
                *value = if after > *value { after } else { *value };
            }
        }
    }

    /// A roster that earns what `any` says.
    fn roster(&self, any: &[V], same: &[V]) -> Vec<Found<V>> {
        let (rungs, stride) = (self.ladder.rungs.len(), self.levels + 1);
        let any = |rung: usize, left: usize| any[rung * stride + left];
        let same = |zone: usize, rung: usize, left: usize| match self.several() {
            true => same[(zone * rungs + rung) * stride + left],
            false => any(rung, left),
        };
        let (mut at, mut left) = (0, self.levels);
        let mut bound_to: Option<usize> = None;
        let mut roster = Vec::new();
        while at + 1 < rungs {
            let Some(zone) = bound_to else {
                let value = any(at, left);
                match (0..self.zones.len())
                    .find(|&zone| value > any(at + 1, left) && same(zone, at, left) >= value)
                {
                    Some(zone) => bound_to = Some(zone),
                    None => at += 1,
                }
                continue;
            };
            let value = same(zone, at, left);
            if value <= same(zone, at + 1, left) {
                at += 1;
                continue;
            }
            let taken = self.ladder.flights_of(at).find_map(|number| {
                let (flight, own) = (self.ladder.flights[number], self.own(zone, number));
                let left = left.checked_sub(self.spent(&flight)).filter(|_| own > V::ZERO)?;
                let (here, there) = (flight.here as usize, flight.there as usize);
                if own + any(there, left) >= value {
                    return Some((flight, own, left, None, there));
                }
                let stays = own + same(zone, here, left) >= value;
                stays.then_some((flight, own, left, self.several().then_some(zone), here))
            });
            let Some((flight, own, rest, next_zone, next)) = taken else { break };
            roster.extend(self.place(zone, flight, own));
            (left, bound_to, at) = (rest, next_zone, next);
        }
        roster
    }

    /// The duty that earns `own` on this flight.
    fn place(&self, zone: usize, flight: Flight, own: V) -> Option<Found<V>> {
        self.zones[zone].iter().find_map(|open| {
            let longest = (flight.length as usize).min(open.rows.longest());
            (flight.from..flight.to).find_map(|from| {
                let fits = |length: usize| open.rows.row(length)[from as usize] >= own;
                let length = (open.rows.shortest()..=longest).find(|&length| fits(length))?;
                let window = Window { from: Slot(from), to: Slot(from + length as u32) };
                Some(Found { what: open.what, window, value: own })
            })
        })
    }
}

/// With more left than can be spent there is no more to earn.
fn level_out<V: Number>(row: &mut [V], most: usize) {
    let value = row[most];
    row[most + 1..].fill(value);
}
