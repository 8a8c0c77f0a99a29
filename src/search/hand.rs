//! The plan in hand: its running cost, what service is worth as it stands, and the best plan seen.

use super::worth::{By, Worth};
use crate::ground::{Cost, Day, IdVec, Seed};
use crate::model::{Duty, Plan, Problem, Roster, UnitId};
use crate::path::stints::Allowed;
use crate::path::{Graphs, Offer, Reach, WalkBench, best_allowed, best_roster};
use crate::price::{Prices, Rows};
use crate::score::running::missing_in;
use crate::score::{RunningCost, legal};

/// The plan in hand.
#[derive(Debug)]
pub struct Hand<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// Each unit's own graph.
    pub graphs: &'a Graphs,
    /// The rows that prices stand on.
    pub rows: &'a Rows,
    /// Prices that guide.
    pub prices: Prices,
    /// The plan with its cost.
    pub running: RunningCost<'a>,
    /// What service is worth as it stands.
    pub worth: Worth,
    best: Plan,
    best_cost: Cost,
    /// Units whose rosters have changed since the best plan was remembered, each once.
    changed: Vec<UnitId>,
    is_changed: IdVec<UnitId, bool>,
    bench: WalkBench,
    hopes: bool,
}

impl<'a> Hand<'a> {
    /// A hand with the kept duties alone.
    pub fn new(problem: &'a Problem, graphs: &'a Graphs, rows: &'a Rows, prices: Prices, lean: f32) -> Self {
        let running = RunningCost::of_kept(problem);
        let worth = Worth::new(&running, rows, &prices, lean);
        let (best, best_cost) = (running.plan(), running.total());
        Self {
            problem,
            graphs,
            rows,
            prices,
            running,
            worth,
            best,
            best_cost,
            changed: Vec::new(),
            is_changed: IdVec::filled(false, problem.units.len()),
            bench: WalkBench::default(),
            hopes: false,
        }
    }

    /// Takes new prices to be guided by.
    pub fn guide(&mut self, prices: Prices, lean: f32) {
        self.prices = prices;
        self.worth = Worth::new(&self.running, self.rows, &self.prices, lean);
    }

    /// Gives the unit these duties instead of those it has, which are answered.
    pub fn set(&mut self, unit: UnitId, roster: Roster) -> Roster {
        let before = self.running.set(unit, roster);
        let after = self.running.roster(unit).to_vec();
        if before != after {
            if !std::mem::replace(&mut self.is_changed[unit], true) {
                self.changed.push(unit);
            }
            for &duty in missing_in(&before, &after).chain(missing_in(&after, &before)) {
                self.worth.after(&self.running, self.rows, &self.prices, unit, duty);
            }
        }
        before
    }

    /// Takes out the unit's duties within `reach`, all but the kept ones; answers what it had.
    pub fn clear(&mut self, unit: UnitId, reach: Reach) -> Roster {
        let kept = &self.problem.units[unit].kept;
        let grid = &self.problem.grid;
        let stays = |duty: &Duty| {
            let outside = match reach {
                Reach::All => false,
                Reach::Days(from, to) => !(from..to).contains(&grid.day_of(duty.from)),
            };
            outside || kept.binary_search(duty).is_ok()
        };
        let roster = self.running.roster(unit).iter().copied().filter(stays).collect();
        self.set(unit, roster)
    }

    /// The unit's best roster within `reach` for what is worth most now. It keeps every rule of its people; nothing where
    /// none was found.
    pub fn best_roster(&mut self, unit: UnitId, by: By, reach: Reach) -> Option<Roster> {
        let offer = self.worth.offer(&self.running, by, self.hopes);
        best_roster(
            self.problem,
            self.graphs,
            unit,
            &offer,
            reach,
            self.running.roster(unit),
            &mut self.bench,
        )
    }

    /// The unit's best roster under these prices of lines, whatever it has now; nothing where none was found.
    pub fn best_under(&mut self, unit: UnitId, line: &[f32]) -> Option<Roster> {
        let unit_worth = 1.0 / Cost::UNITS as f32;
        let offer = Offer { line, head: None, heads: Some(self.running.heads()), unit: unit_worth };
        let kept = &self.problem.units[unit].kept;
        best_roster(self.problem, self.graphs, unit, &offer, Reach::All, kept, &mut self.bench)
    }

    /// The best roster under these prices of lines of a unit planned by stints, of all that is allowed, whatever the others have;
    /// nothing where none was found.
    pub fn best_allowed(&mut self, unit: UnitId, line: &[f32], allowed: &Allowed) -> Option<Roster> {
        let offer = Offer { line, head: None, heads: None, unit: 1.0 / Cost::UNITS as f32 };
        best_allowed(self.problem, self.graphs, unit, &offer, allowed, &mut self.bench)
    }

    /// Does a roster keep every rule of the unit's people, and fit besides the others?
    pub fn keeps_rules(&self, unit: UnitId, roster: &Roster) -> bool {
        let mut members = self.problem.units[unit].members.iter();
        members.all(|&member| legal::is_legal(self.problem, member, roster))
            && self.running.fits(unit, roster)
    }

    /// Keeps the limits of the horizon in proportion up to this date, for units planned by stints; nothing ends it.
    pub fn keep_in_proportion(&mut self, until: Option<Day>) {
        self.bench.keep_in_proportion(until);
    }

    /// Is anybody planned by stints over a horizon too long for one exact path?
    pub fn is_long(&self) -> bool {
        let is_long = |unit| self.graphs.stints.as_ref().is_some_and(|all| all.is_long(self.problem, unit));
        self.problem.units.ids().any(is_long)
    }

    /// From now on whoever would be the first of a team hopes that others follow; or does not.
    pub const fn hope(&mut self, hopes: bool) {
        self.hopes = hopes;
    }

    /// Shakes what duties are worth by up to so much, for units planned by stints; nothing ends it.
    pub fn shake(&mut self, noise: Option<(Seed, f32)>) {
        self.bench.shake(noise);
    }

    /// Remembers the plan in hand if it is the best so far.
    pub fn remember(&mut self) {
        let cost = self.running.total();
        if cost < self.best_cost {
            self.best_cost = cost;
            for unit in self.changed.drain(..) {
                self.is_changed[unit] = false;
                let roster = self.running.roster(unit);
                for &member in &self.problem.units[unit].members {
                    self.best.rosters[member].clear();
                    self.best.rosters[member].extend_from_slice(roster);
                }
            }
        }
    }

    /// Learns of a plan that costs less than the best so far.
    pub fn learn_best(&mut self, plan: &Plan, cost: Cost) {
        if cost < self.best_cost {
            self.best.clone_from(plan);
            self.best_cost = cost;
            self.changed = self.problem.units.ids().collect();
            self.is_changed.iter_mut().for_each(|changed| *changed = true);
        }
    }

    /// Takes the best plan so far in hand; answers what else units had.
    pub fn take_best(&mut self) -> Vec<(UnitId, Roster)> {
        let changed = self.changed.clone();
        let best = |hand: &Self, unit: UnitId| hand.best.rosters[hand.problem.units[unit].members[0]].clone();
        changed.into_iter().map(|unit| (unit, self.set(unit, best(self, unit)))).collect()
    }

    /// The cost of the best plan so far.
    pub const fn best_cost(&self) -> Cost {
        self.best_cost
    }

    /// The best plan so far.
    pub const fn best(&self) -> &Plan {
        &self.best
    }
}
