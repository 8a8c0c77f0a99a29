//! Stints: the exact lane of seasons in which each date has few kinds of duty and at most one duty a date.
//!
//! A stint is a run of dates with a duty. For every first date and length, the best stint for each sum of minutes is found
//! kind by kind of duty, so that what may follow what is asked once for all people (`runs`); stints are then chained over
//! dates, weekends and minutes (`chain`). Kept exactly: hours free, wishes, changes, ways from home, successions and
//! rest from date to date, runs of dates with and without a duty with their minima and maxima, weekends, minutes in all
//! with their maximum, minimum and fairness. Caps by tag are left out at first, and only those that the answer breaks are
//! added: few ever are.
//!
//! Outside some dates the roster may be fixed (`frame`); then the best is found for what lies inside.

mod allowed;
mod chain;
mod frame;
mod kinds;
mod own;
mod runs;
mod trace;

pub use allowed::{Allowed, Had};
pub use own::Own;

use super::{Graphs, Number, Offer};
use crate::ground::{Day, IdVec, Seed};
use crate::model::{Duty, Problem, Roster, UnitId};
use chain::Chain;
use frame::Frame;
use kinds::Kinds;
use runs::{MOST_CAPS, Runs};

/// What the units of a problem share, and what is each one's own.
#[derive(Clone, Debug)]
pub struct Stints {
    kinds: Kinds,
    of: IdVec<UnitId, Option<Box<Own>>>,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Bench<V> {
    /// Shakes what each duty earns: by up to a thousand times so much.
    pub noise: Option<(Seed, V)>,
    /// The limits of the whole horizon are to be kept in proportion up to this date, where there is one.
    pub until: Option<Day>,
    values: Vec<V>,
    items: Vec<u32>,
    runs: Runs<V>,
    chain: Chain<V>,
}

/// Where a roster is chosen anew, and from what.
#[derive(Clone, Copy, Debug)]
pub struct Inside<'a> {
    /// From the first date up to the second, exclusive.
    pub days: (Day, Day),
    /// The roster elsewhere.
    pub present: &'a [Duty],
    /// What may be had on each date of the horizon; all where there is nothing.
    pub allowed: Option<&'a Allowed>,
}

/// The best roster found, and what it earns inside the dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<V> {
    /// No roster earns more.
    pub most: V,
    /// A roster that earns it.
    pub roster: Roster,
    /// Does it keep every rule? Some caps by tag are left out where there are too many at once; weekends and minutes
    /// where dates are too many.
    pub is_exact: bool,
}

/// People are offered so many duties at most, all together: each takes some fifty bytes.
const MOST_OFFERED: usize = 1 << 22;

impl Stints {
    /// The stints of a problem; nothing where there are too many kinds of duty, or too many duties to
    /// keep at hand, or nobody is planned by them.
    pub fn new(problem: &Problem, graphs: &Graphs) -> Option<Self> {
        let kinds = Kinds::new(problem)?;
        let mut of: IdVec<UnitId, Option<Box<Own>>> = IdVec::new();
        let mut offered = 0;
        for unit in problem.units.ids() {
            let own = Own::of(problem, graphs, &kinds, unit);
            offered += own.as_ref().map_or(0, Own::offered);
            if offered > MOST_OFFERED {
                return None;
            }
            of.push(own.map(Box::new));
        }
        (offered > 0).then_some(Self { kinds, of })
    }

    /// Is the unit planned by stints, over a horizon too long for one exact path?
    pub fn is_long(&self, problem: &Problem, unit: UnitId) -> bool {
        self.of[unit].as_ref().is_some_and(|own| own.is_long(problem.grid.days()))
    }

    /// Is the unit planned by stints?
    pub fn has(&self, unit: UnitId) -> bool {
        self.of[unit].is_some()
    }

    /// What a roster has on each date.
    pub fn had(&self, problem: &Problem, roster: &[Duty]) -> Box<[Had]> {
        let mut had: Box<[Had]> = vec![None; problem.grid.days()].into();
        for &duty in roster {
            had[problem.grid.day_of(duty.from).index()] = self.kinds.of(problem, duty).map(|kind| kind as u8);
        }
        had
    }

    /// The best roster of a unit planned by stints. What it earns is told against the same roster without any duty inside.
    /// Nothing where no roster keeps the rules, whatever is chosen.
    pub fn best<V: Number>(
        &self,
        problem: &Problem,
        unit: UnitId,
        offer: &Offer<'_, V>,
        inside: Inside<'_>,
        bench: &mut Bench<V>,
    ) -> Option<Found<V>> {
        let own = self.of[unit].as_deref()?;
        let frame = Frame::new(problem, &self.kinds, own, &inside, bench.until)?;
        own.price(problem, offer, &frame, self.kinds.len(), &mut bench.values, &mut bench.items);
        if let Some(allowed) = inside.allowed {
            for (day, values) in bench.values.chunks_mut(self.kinds.len()).enumerate() {
                let kinds = allowed.kinds(frame.first + day);
                let others = values.iter_mut().enumerate().filter(|(kind, _)| kinds & 1 << kind == 0);
                others.for_each(|(_, value)| *value = V::NEVER);
            }
        }
        if let Some((seed, thousandth)) = &mut bench.noise {
            let on_offer = bench.values.iter_mut().filter(|value| **value > V::NEVER);
            on_offer.for_each(|value| *value += V::of_units(seed.below(2001) as i128 - 1000, *thousandth));
        }
        let mut caps: Vec<usize> = Vec::new();
        loop {
            bench.runs.fill(&self.kinds, own, &frame, &caps, &bench.values);
            let most = bench.chain.fill(own, &frame, offer.unit, &bench.runs)?;
            let kinds = trace::kinds(&self.kinds, own, &frame, &bench.values, &bench.runs, &bench.chain);
            let broken = own.broken_caps(&self.kinds, &frame, &kinds);
            let is_exact = broken.is_empty() && !frame.is_coarse;
            let known = caps.len();
            caps.extend(broken);
            if caps.len() == known || caps.len() > MOST_CAPS || !bench.chain.has_room(&frame, &caps) {
                let roster = own.roster(&frame, inside.present, &kinds, self.kinds.len(), &bench.items);
                return Some(Found { most, roster, is_exact });
            }
        }
    }
}
