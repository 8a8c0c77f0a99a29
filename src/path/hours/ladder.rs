//! The rungs of somebody's free hours: the starts from which they may have to go on, and the duties between them.

use super::Limits;
use crate::ground::{Grid, Slot, Window};
use std::ops::Range;

/// Duties of one length that begin on one rung, and after which one goes on from the same two rungs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    /// The length in slots.
    pub length: u32,
    /// The slots in which they may begin.
    pub from: u32,
    pub to: u32,
    /// Where one goes on in the same zone, and anywhere.
    pub here: u32,
    pub there: u32,
}

/// What there is to know of a rung.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rung {
    /// The end of its flights, which begin where those of the rung before end.
    pub flights: u32,
    /// The fewest slots that may be left when one comes here.
    pub least: u32,
    /// The most slots that can be spent from here on; nothing where nobody counts.
    pub most: u32,
}

/// All rungs, from the first start on; the last is the end of everything.
#[derive(Debug, Default)]
pub(super) struct Ladder {
    starts: Vec<Start>,
    /// For each slot, the first start that is not before it.
    first: Vec<u32>,
    /// The rung that each start is on: the last that does not begin after it.
    rung_of: Vec<u32>,
    pub rungs: Vec<Rung>,
    pub flights: Vec<Flight>,
}

/// A slot in which a duty may begin.
#[derive(Clone, Copy, Debug)]
struct Start {
    slot: u32,
    /// Where the free hours end.
    end: u32,
    /// Where the date ends.
    tomorrow: u32,
}

impl Ladder {
    /// Builds the ladder for duties of these lengths, and so many slots in all.
    pub fn build(
        &mut self,
        grid: &Grid,
        spans: &[Window],
        limits: &Limits,
        (shortest, longest): (usize, usize),
        levels: usize,
    ) {
        self.find_starts(grid, spans, shortest as u32);
        self.find_rungs(limits, (shortest as u32, longest as u32));
        self.find_flights(limits, (shortest as u32, longest as u32));
        if limits.budget.is_some() {
            self.find_levels(levels as u32);
        }
    }

    fn find_starts(&mut self, grid: &Grid, spans: &[Window], shortest: u32) {
        self.starts.clear();
        self.first.clear();
        let mut tomorrow = 0;
        for span in spans {
            for slot in span.from.0..(span.to.0 + 1).saturating_sub(shortest) {
                if slot >= tomorrow {
                    tomorrow = grid.slots_of(grid.day_of(Slot(slot))).to.0;
                }
                self.first.resize(slot as usize + 1, self.starts.len() as u32);
                self.starts.push(Start { slot, end: span.to.0, tomorrow });
            }
        }
        self.first.resize(grid.slots() + 1, self.starts.len() as u32);
    }

    /// The starts from which one goes on after a duty of this length: in the same zone, and anywhere.
    fn onward(&self, limits: &Limits, start: Start, length: u32) -> (usize, usize) {
        let after = |gap: u32| {
            let slot = start.tomorrow.max(start.slot + length + gap) as usize;
            self.first[slot.min(self.first.len() - 1)] as usize
        };
        (after(limits.rest), after(limits.way))
    }

    fn lengths(start: Start, (shortest, longest): (u32, u32)) -> Range<u32> {
        shortest..longest.min(start.end - start.slot) + 1
    }

    fn find_rungs(&mut self, limits: &Limits, lengths: (u32, u32)) {
        const NONE: u32 = u32::MAX;
        let count = self.starts.len();
        let mut rung_of = std::mem::take(&mut self.rung_of);
        rung_of.clear();
        rung_of.resize(count + 1, NONE);
        rung_of[0] = 0;
        rung_of[count] = 0;
        for &start in &self.starts {
            for length in Self::lengths(start, lengths) {
                let (here, there) = self.onward(limits, start, length);
                rung_of[here] = 0;
                rung_of[there] = 0;
            }
        }
        let mut rungs = 0;
        for rung in &mut rung_of {
            rungs += u32::from(*rung != NONE);
            *rung = rungs - 1;
        }
        self.rung_of = rung_of;
        self.rungs.clear();
        self.rungs.resize(rungs as usize, Rung::default());
    }

    fn find_flights(&mut self, limits: &Limits, lengths: (u32, u32)) {
        self.flights.clear();
        let mut at = 0;
        for rung in 0..self.rungs.len() {
            let end = at
                + self.rung_of[at..self.starts.len()].iter().take_while(|&&of| of as usize == rung).count();
            for length in lengths.0..=lengths.1 {
                let mut before: Option<Flight> = None;
                for &start in &self.starts[at..end] {
                    if start.slot + length > start.end {
                        continue;
                    }
                    let (here, there) = self.onward(limits, start, length);
                    let (here, there) = (self.rung_of[here], self.rung_of[there]);
                    match &mut before {
                        Some(flight)
                            if (flight.to, flight.here, flight.there) == (start.slot, here, there) =>
                        {
                            flight.to += 1;
                        }
                        _ => {
                            self.flights.extend(before);
                            before =
                                Some(Flight { length, from: start.slot, to: start.slot + 1, here, there });
                        }
                    }
                }
                self.flights.extend(before);
            }
            self.rungs[rung].flights = self.flights.len() as u32;
            at = end;
        }
    }

    /// Finds between which levels each rung matters.
    fn find_levels(&mut self, levels: u32) {
        for rung in &mut self.rungs {
            rung.least = levels;
        }
        for at in 0..self.rungs.len() - 1 {
            let least = self.rungs[at].least;
            self.rungs[at + 1].least = self.rungs[at + 1].least.min(least);
            for flight in &self.flights[self.flights_of(at)] {
                let left = least.saturating_sub(flight.length);
                for next in [flight.here, flight.there] {
                    let rung = &mut self.rungs[next as usize];
                    rung.least = rung.least.min(left);
                }
            }
        }
        for at in (0..self.rungs.len() - 1).rev() {
            let most = |next: u32| self.rungs[next as usize].most;
            let spent = self.flights[self.flights_of(at)]
                .iter()
                .map(|flight| flight.length + most(flight.here).max(most(flight.there)));
            let most = spent.max().unwrap_or(0).max(self.rungs[at + 1].most).min(levels);
            let rung = &mut self.rungs[at];
            rung.most = most;
            rung.least = rung.least.min(most);
        }
    }

    /// The flights of a rung.
    pub fn flights_of(&self, rung: usize) -> Range<usize> {
        let from = if rung == 0 { 0 } else { self.rungs[rung - 1].flights };
        from as usize..self.rungs[rung].flights as usize
    }
}
