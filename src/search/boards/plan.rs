//! The plan of a single day: a duty or none for every unit, now and at its best; what all boards share.

use super::board::Board;
use super::deal::Layout;
use super::moves;
use crate::ground::{Cost, IdVec, Seed};
use crate::model::{Duty, Plan, Problem, UnitId};
use crate::path::Graphs;
use crate::price::{Prices, Rows};
use crate::search::Hand;
use rayon::prelude::*;
use smallvec::SmallVec;

/// A unit's duties, sorted by time.
pub type Duties = SmallVec<[Duty; 1]>;

/// The plan in hand on boards.
#[derive(Debug)]
pub struct BoardPlan<'a> {
    layout: Layout<'a>,
    rows: &'a Rows,
    prices: Prices,
    lean: f32,
    /// Cost that no duty changes: lines at no post.
    fixed: Cost,
    now: IdVec<UnitId, Duties>,
    /// What it costs; nothing where that is not known yet.
    now_cost: Option<Cost>,
    best: IdVec<UnitId, Duties>,
    best_cost: Cost,
    seed: u64,
    epoch: u64,
}

/// What is done on every board of an epoch.
#[derive(Clone, Copy, Debug)]
enum Work {
    Construct,
    /// So many moves for each unit, at a temperature in cost.
    Anneal(f64, f64),
}

/// What came of an epoch on one board.
#[derive(Debug, Default)]
struct Worked {
    moves: usize,
    /// What it cost before, what it costs now, and the least that it has cost.
    before: i128,
    now: i128,
    best: i128,
    /// Everybody with their duties now, and at its best.
    duties: Vec<(UnitId, Duties, Duties)>,
}

impl<'a> BoardPlan<'a> {
    /// The plan without any duty.
    pub fn new(problem: &'a Problem, graphs: &'a Graphs, rows: &'a Rows, seed: u64) -> Self {
        let nobody = IdVec::filled(Duties::new(), problem.units.len());
        let mut served = IdVec::<crate::model::LineId, bool>::filled(false, problem.lines.len());
        for term in problem.posts.iter().flat_map(|post| &post.terms) {
            served[term.line] = true;
        }
        let mut cost = Cost::ZERO;
        let mut fixed = Cost::ZERO;
        for (id, &served) in served.pairs() {
            let demand = &rows.demand[id.0 as usize * rows.slots..(id.0 as usize + 1) * rows.slots];
            let missing: i64 = demand.iter().map(|&demand| i64::from(demand)).sum();
            let a_line = Cost::units(rows.short_units[id]).times(i128::from(missing));
            cost += a_line;
            fixed += if served { Cost::ZERO } else { a_line };
        }
        Self {
            layout: Layout::new(problem, graphs),
            rows,
            prices: rows.no_prices(),
            lean: 0.0,
            fixed,
            now: nobody.clone(),
            now_cost: Some(cost),
            best: nobody,
            best_cost: cost,
            seed,
            epoch: 0,
        }
    }

    /// Takes new prices to be guided by, and how much to lean from them to what is short.
    pub fn guide(&mut self, prices: Prices, lean: f32) {
        self.prices = prices;
        self.lean = lean;
    }

    /// Takes over the rosters of `start` that keep every rule.
    pub fn adopt(&mut self, start: &Plan, keeps_rules: impl Fn(UnitId, &[Duty]) -> bool) {
        for (id, unit) in self.layout.problem.units.pairs() {
            let roster = unit.members.first().and_then(|&member| start.rosters.get(member));
            if let Some(roster) = roster.filter(|roster| keeps_rules(id, roster)) {
                self.now[id] = roster.iter().copied().collect();
                self.now_cost = None;
            }
        }
    }

    /// Gives everybody a duty, on boards dealt by `hints`: where everybody would like to serve.
    pub fn construct(&mut self, hints: &IdVec<UnitId, Option<Duty>>, stopped: &(dyn Fn() -> bool + Sync)) {
        self.epoch(Work::Construct, Some(hints), stopped);
    }

    /// One epoch of ruin and recreate. Answers how many moves it did.
    pub fn anneal(
        &mut self,
        moves_a_unit: f64,
        temperature: f64,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> usize {
        self.epoch(Work::Anneal(moves_a_unit, temperature), None, stopped)
    }

    fn epoch(
        &mut self,
        work: Work,
        hints: Option<&IdVec<UnitId, Option<Duty>>>,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> usize {
        self.epoch += 1;
        let mut seed = Seed::part(self.seed, self.epoch << 20);
        let now = &self.now;
        let holds = self.layout.deal(&mut seed, now, |unit| hints.and_then(|hints| hints[unit]));
        let (layout, rows, prices, lean) = (&self.layout, self.rows, &self.prices, self.lean);
        let (seed, epoch, known) = (self.seed, self.epoch, self.now_cost.is_some());
        let results: Vec<Worked> = holds
            .into_par_iter()
            .enumerate()
            .with_max_len(1)
            .map(|(number, hold)| {
                if known && stopped() {
                    // What nobody has time to work on stays as it is.
                    let stays =
                        hold.units.into_iter().map(|unit| (unit, now[unit].clone(), now[unit].clone()));
                    return Worked { duties: stays.collect(), ..Worked::default() };
                }
                let mut board = Board::new(layout, rows, prices, lean, hold, |unit| &now[unit]);
                let before = board.lines.cost;
                let moves = match work {
                    Work::Construct => {
                        moves::construct(&mut board, stopped);
                        board.units.len()
                    }
                    Work::Anneal(each, temperature) => {
                        let mut seed = Seed::part(seed, epoch << 20 | (number as u64 + 1));
                        let moves = (each * board.units.len() as f64).ceil() as usize;
                        moves::anneal(&mut board, moves, temperature, &mut seed, stopped)
                    }
                };
                let (now, best) = (board.lines.cost, board.best_cost());
                Worked { moves, before, now, best, duties: board.duties().collect() }
            })
            .collect();
        let sum = |of: fn(&Worked) -> i128| Cost::units(results.iter().map(of).sum());
        let began = self.now_cost.unwrap_or_else(|| sum(|worked| worked.before) + self.fixed);
        let best_cost = began + sum(|worked| worked.best - worked.before);
        self.now_cost = Some(began + sum(|worked| worked.now - worked.before));
        let is_best = best_cost < self.best_cost;
        if is_best {
            self.best_cost = best_cost;
        }
        let mut done = 0;
        for worked in results {
            done += worked.moves;
            for (unit, now, best) in worked.duties {
                self.now[unit] = now;
                if is_best {
                    self.best[unit] = best;
                }
            }
        }
        done
    }

    /// Brings the best plan so far into the hand, where it is then the best.
    pub fn show(&self, hand: &mut Hand<'_>) {
        let kept = |unit: UnitId| self.layout.problem.units[unit].kept.to_vec();
        let changed: Vec<UnitId> = self
            .best
            .pairs()
            .filter(|(unit, best)| hand.running.roster(*unit) != best.as_slice())
            .map(|(unit, _)| unit)
            .collect();
        for &unit in &changed {
            hand.set(unit, kept(unit));
        }
        for &unit in &changed {
            hand.set(unit, self.best[unit].to_vec());
        }
        hand.remember();
    }

    /// Takes over a better plan, and goes on from there.
    pub fn take(&mut self, better: &Plan, cost: Cost) {
        for (id, unit) in self.layout.problem.units.pairs() {
            self.best[id] = Duties::from_slice(&better.rosters[unit.members[0]]);
        }
        self.now.clone_from(&self.best);
        self.now_cost = Some(cost);
        self.best_cost = cost;
    }

    /// The cost of the best plan so far.
    pub const fn best_cost(&self) -> Cost {
        self.best_cost
    }

    /// The best plan so far.
    pub fn best(&self) -> Plan {
        let problem = self.layout.problem;
        let mut plan = Plan::empty(problem.volunteers.len());
        for (unit, duties) in self.best.pairs() {
            for &member in &problem.units[unit].members {
                plan.rosters[member].extend(duties);
            }
        }
        plan
    }
}
