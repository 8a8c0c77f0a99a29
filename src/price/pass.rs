//! The price loop: passes of the incremental subgradient method with lazy projection.
//!
//! Each row keeps an unclamped shadow price `y`; the price is `π = clamp(y)` to what is allowed, and `y` itself stays
//! within a little more (dual averaging; Nesterov 2009, Xiao 2010): projecting `π` at every step instead biases all
//! rows whose price ends at an edge. After each batch of units
//!
//! `y += α × scale / max(1, demand) × (demand × share of the batch − cover of the batch)`.
//!
//! The scale of a line is the width of its prices, but no more than that of the cheapest line: with the width itself, rare
//! and heavy lines shake everybody's prices (measured on the 27th night: a bound of 324 after 200 passes, 404 with the
//! geometric mean of both, 453 with the cheapest). Once the cheapest seemed slower where most lines are short; it only
//! wanted a longer first step.
//!
//! Batches are fixed by the seed and cover is counted in whole numbers, so the prices are the same for any number of
//! threads. The average of a pass's prices is the point to evaluate.

use super::scouts::Scouts;
use super::{Prices, Rows};
use crate::ground::{Cost, IdVec, Seed, Window};
use crate::model::{Duty, LineId, Problem, UnitId};
use crate::path::{Bench, Graphs, Offer, Stretches, ceiling, part_of};
use rayon::prelude::*;

/// How the step falls.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// α of the first pass.
    pub first: f32,
    /// What α is multiplied by after each pass.
    pub fall: f32,
    /// α never falls below this.
    pub least: f32,
}

/// The state of the price loop.
#[derive(Debug)]
pub struct Pricing {
    shadow: Prices,
    prices: Prices,
    average: Prices,
    step: f32,
    steps: Steps,
    /// All units, in an order of batches that is drawn anew for each pass.
    batches: Vec<Vec<UnitId>>,
    scouts: Scouts,
    /// What each unit that is read off stretches has answered last.
    answers: IdVec<UnitId, Option<Duty>>,
    stretches: Option<Stretches<f32>>,
    seed: Seed,
}

/// The fewest and the most batches of a pass, and how many units a batch has between them.
const BATCHES: (usize, usize) = (12, 40);
const IN_A_BATCH: usize = 64;

/// Where a batch has come to at a place, counted where it begins and ends; summed up, the people on duty.
#[derive(Debug)]
struct Turns {
    line: Vec<i32>,
    head: Vec<i32>,
}

/// What one duty adds to turns: on a line, or on the heads of a post, from a slot to another.
#[derive(Clone, Copy, Debug)]
struct Turn {
    on_heads: bool,
    /// The line, or the post.
    of: u32,
    window: Window,
    count: i32,
}

impl Pricing {
    /// A loop at its first prices.
    pub fn new(problem: &Problem, graphs: &Graphs, rows: &Rows, steps: Steps, seed: Seed) -> Self {
        let units = problem.units.len();
        let batches = (units / IN_A_BATCH).clamp(BATCHES.0, BATCHES.1);
        let stretched = graphs.share_stretches();
        let prices = rows.first_prices();
        Self {
            shadow: rows.first_prices(),
            average: rows.first_prices(),
            step: steps.first,
            steps,
            batches: dealt(problem, batches),
            scouts: Scouts::new(problem, graphs),
            answers: IdVec::filled(None, if stretched { units } else { 0 }),
            stretches: stretched.then(|| Stretches::new(problem, graphs, &offer(&prices))),
            prices,
            seed,
        }
    }

    /// The average prices of the last pass: the point to evaluate and to search by.
    pub const fn average(&self) -> &Prices {
        &self.average
    }

    /// The duty with which each unit that is read off stretches has answered last; empty where there is no such unit.
    pub const fn answers(&self) -> &IdVec<UnitId, Option<Duty>> {
        &self.answers
    }

    /// The present step.
    pub const fn step(&self) -> f32 {
        self.step
    }

    /// Sets what the step is multiplied by after each pass from now on.
    pub const fn set_fall(&mut self, fall: f32) {
        self.steps.fall = fall;
    }

    /// Goes on from `step`, which falls down to `least`.
    pub const fn go_on_from(&mut self, step: f32, least: f32) {
        self.step = step;
        self.steps.least = least;
    }

    /// One pass over all units. Answers whether it was finished: `stopped` is asked after each batch.
    pub fn pass(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        self.seed.shuffle(&mut self.batches);
        self.scouts.next_pass();
        let mut sum = rows.no_prices();
        let mut turns = Turns { line: vec![0; rows.demand.len()], head: vec![0; rows.cap.len()] };
        let batches = std::mem::take(&mut self.batches);
        let mut done = 0;
        for batch in &batches {
            if stopped() {
                break;
            }
            self.respond(problem, graphs, rows, batch, &mut turns);
            let share = batch.len() as f32 / problem.units.len() as f32;
            self.move_prices(rows, share, &mut turns, &mut sum);
            done += 1;
        }
        let finished = done == batches.len();
        self.batches = batches;
        if finished && done > 0 {
            scale(&mut sum.line, 1.0 / done as f32);
            scale(&mut sum.head, 1.0 / done as f32);
            self.average = sum;
            self.step = (self.step * self.steps.fall).max(self.steps.least);
        }
        finished
    }

    /// Counts into `turns` what everybody of the batch answers to the prices.
    fn respond(
        &mut self,
        problem: &Problem,
        graphs: &Graphs,
        rows: &Rows,
        batch: &[UnitId],
        turns: &mut Turns,
    ) {
        let offer = offer(&self.prices);
        if let Some(stretches) = &mut self.stretches {
            stretches.renew(problem, graphs, &offer);
            let scouts = &self.scouts;
            let best = |part: &[UnitId]| {
                stretches.best_duties(problem, graphs, part, |unit, clusters| scouts.looks(unit, clusters))
            };
            // Whoever looks for a duty also looks up what it counts for: what is left to be done one by one is to add.
            let counted = |part: &[UnitId]| {
                let found = best(part);
                let mut turned = Vec::with_capacity(part.len() * 2);
                for (&unit, found) in part.iter().zip(&found) {
                    if let Some((_, duty, _)) = found {
                        turns_of(problem, rows, unit, *duty, &mut turned);
                    }
                }
                (found, turned)
            };
            let found: Vec<_> = batch.par_chunks(part_of(batch.len())).map(counted).collect();
            for turned in found.iter().flat_map(|(_, turned)| turned) {
                turns.count(rows, *turned);
            }
            for (&unit, found) in batch.iter().zip(found.into_iter().flat_map(|(found, _)| found)) {
                if graphs.stretched[unit] {
                    self.answers[unit] = found.map(|(_, duty, _)| duty);
                }
                if let Some((_, _, position)) = found {
                    self.scouts.remember(unit, position);
                }
            }
        }
        let others: Vec<UnitId> = batch.iter().copied().filter(|&unit| !graphs.stretched[unit]).collect();
        let (stretches, scouts) = (self.stretches.as_ref(), &self.scouts);
        let best = |bench: &mut Bench<f32>, &unit: &UnitId| match stretches.filter(|_| graphs.of_hours[unit])
        {
            Some(stretches) => {
                let looks = |unit, clusters| scouts.looks(unit, clusters);
                stretches.best_hours(problem, graphs, unit, looks, &mut bench.hours).1
            }
            None => {
                let roster = ceiling(problem, graphs, unit, &offer, bench).1;
                roster.into_iter().map(|duty| (duty, 0)).collect()
            }
        };
        let rosters: Vec<Vec<(Duty, usize)>> =
            others.par_iter().with_min_len(4).map_init(Bench::default, best).collect();
        let mut turned = Vec::new();
        for (&unit, roster) in others.iter().zip(rosters) {
            if graphs.of_hours[unit] {
                self.answers[unit] = roster.get(roster.len() / 2).map(|&(duty, _)| duty);
            }
            for (duty, position) in roster {
                if graphs.of_hours[unit] {
                    self.scouts.remember(unit, position);
                }
                turns_of(problem, rows, unit, duty, &mut turned);
            }
        }
        turned.into_iter().for_each(|turn| turns.count(rows, turn));
    }

    /// Moves the prices of all rows after a batch, adds them to `sum`, and clears `turns`.
    fn move_prices(&mut self, rows: &Rows, share: f32, turns: &mut Turns, sum: &mut Prices) {
        let step = self.step;
        let lines =
            self.shadow.line.par_chunks_mut(rows.slots).zip(self.prices.line.par_chunks_mut(rows.slots));
        let lines = lines.zip(sum.line.par_chunks_mut(rows.slots)).zip(turns.line.par_chunks_mut(rows.slots));
        lines.enumerate().with_min_len(256).for_each(|(line, (((shadow, prices), sum), turns))| {
            let id = LineId(line as u32);
            let (least, most) = (rows.least[id], rows.most[id]);
            let step = step * rows.scale_of(id);
            let slack = 2.0 * step;
            let demand = &rows.demand[line * rows.slots..];
            let mut cover = 0;
            for ((((y, price), sum), turn), &demand) in
                shadow.iter_mut().zip(prices).zip(sum).zip(turns).zip(demand)
            {
                cover += std::mem::take(turn);
                let demand = demand as f32;
                *y += step / demand.max(1.0) * (demand * share - cover as f32);
                *y = y.clamp(least - slack, most + slack);
                *price = y.clamp(least, most);
                *sum += *price;
            }
        });
        let mut heads = 0;
        for row in 0..turns.head.len() {
            if row.is_multiple_of(rows.slots) {
                heads = 0;
            }
            heads += std::mem::take(&mut turns.head[row]);
            if rows.is_capped(row) {
                let width = rows.charge_of(row);
                let cap = rows.cap[row] as f32;
                let step = self.step * width / cap.max(1.0);
                let y = self.shadow.head[row] + step * (cap * share - heads as f32);
                let y = y.clamp(-width, 2.0 * self.step * width);
                self.shadow.head[row] = y;
                self.prices.head[row] = y.min(0.0);
            }
            sum.head[row] += self.prices.head[row];
        }
    }
}

impl Turns {
    fn count(&mut self, rows: &Rows, Turn { on_heads, of, window, count }: Turn) {
        let turns = if on_heads { &mut self.head } else { &mut self.line };
        let first = of as usize * rows.slots;
        turns[first + window.from.index()] += count;
        if window.to.index() < rows.slots {
            turns[first + window.to.index()] -= count;
        }
    }
}

/// Notes what a unit's duty counts for.
fn turns_of(problem: &Problem, rows: &Rows, unit: UnitId, duty: Duty, turned: &mut Vec<Turn>) {
    let cast = problem.cast_on(unit, duty.from, duty.to);
    let window = Window { from: duty.from, to: duty.to };
    for term in &problem.posts[duty.post].terms {
        let count = (term.coefficient * cast.count(term.need)) as i32;
        if count != 0 {
            turned.push(Turn { on_heads: false, of: term.line.0, window, count });
        }
    }
    if !rows.cap.is_empty() {
        let count = problem.units[unit].members.len() as i32;
        turned.push(Turn { on_heads: true, of: duty.post.0, window, count });
    }
}

/// What prices offer.
fn offer(prices: &Prices) -> Offer<'_, f32> {
    let head = (!prices.head.is_empty()).then_some(prices.head.as_slice());
    Offer { line: &prices.line, head, heads: None, unit: 1.0 / Cost::UNITS as f32 }
}

/// All units dealt into batches, so that people who may serve at the same posts are in as many batches as can be: each
/// batch is a small crowd like the whole one.
fn dealt(problem: &Problem, batches: usize) -> Vec<Vec<UnitId>> {
    let mut alike: Vec<UnitId> = problem.units.ids().collect();
    alike.sort_by_key(|&unit| problem.units[unit].posts);
    let batch = |first| alike.iter().copied().skip(first).step_by(batches).collect();
    (0..batches.min(alike.len())).map(batch).collect()
}

fn scale(sum: &mut [f32], factor: f32) {
    for sum in sum {
        *sum *= factor;
    }
}
