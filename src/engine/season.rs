//! The lane of seasons: several duties each, costs of people's own, caps, teams; any problem at all.
//!
//! One plan in hand, searched by one thread while the others price.

use super::run::{LAST_STEP, LEAN, PASSES, Pace, Run};
use super::{Limit, Phase};
use crate::ground::{IdVec, Seed};
use crate::model::{Plan, Roster, UnitId};
use crate::price::{Certificate, Columns, Prices, Pricing, certify_meeting, certify_weights};
use crate::score::legal;
use crate::search::{Annealing, Hand, Wants, Weeks, construct, sweep};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The share of the limit for prices before there is a plan: they go on beside the search.
const PRICES_FIRST: f64 = 0.2;
/// The share of the limit by which the last step is reached.
const LAST_STEP_AT: f64 = 0.7;
/// What the step is multiplied by after each pass beside the search, where passes are few.
const SLOW_FALL: f32 = 0.97;
/// The search cools down once, from so much hotter than at its coldest, which it is when this share is done.
///
/// Measured with one round from 60 and with three from 30: the last ten nights, 60 s, 2,430 and 2,476; the Jamarat, 60 s, 1,197
/// and 1,228; rich days of 500, 10 s, 30,313 and 30,616; the 27th night, 15 s, 545 and 544.
const HOTTEST: f64 = 60.0;
const COLDEST_AT: f64 = 0.9;
/// A sweep that saves less than this part of the cost is the last.
const LEAST_OF_A_SWEEP: f64 = 0.01;

/// The best plan that the run finds.
pub(super) fn plan(run: &mut Run<'_>) -> Plan {
    let (problem, graphs, rows) = (run.problem, run.graphs, run.rows);
    let mut pricing = Pricing::new(problem, graphs, rows, run.first_steps(), Seed::part(run.options.seed, 0));
    let mut hand = Hand::new(problem, graphs, rows, rows.no_prices(), LEAN.0);
    run.tell(Phase::Prices, hand.best_cost());
    if Columns::is_for(problem, graphs, rows) {
        pricing.note();
    }
    let pace = run.price_for(PRICES_FIRST, &mut pricing, hand.best_cost());
    if pace != Pace::Slow {
        pricing.take_care();
    }
    hand.guide(pricing.average().clone(), LEAN.0);
    first_plan(run, &mut hand);
    run.rehearse(|| hand.best().clone());
    if problem.units.is_empty() {
        // With nobody to plan there is only this plan, and the weights are its price.
        if let Some(certificate) = certify_weights(problem, graphs, rows, &|| false) {
            run.keep(certificate);
        }
    }
    hand.guide(pricing.average().clone(), LEAN.1);
    Season { run, passes: PASSES, pace }.search(&mut pricing, &mut hand);
    hand.best().clone()
}

/// The plan to start from where one is given, completed; a constructed one otherwise.
fn first_plan(run: &mut Run<'_>, hand: &mut Hand<'_>) {
    let stop = run.stopper();
    if let Some(start) = &run.options.start {
        adopt(hand, start);
        hand.remember();
    }
    run.tell(Phase::Construction, hand.best_cost());
    if construct(hand, &stop) && !hand.is_long() {
        let mut cost = hand.best_cost();
        while sweep(hand, &stop).is_some_and(|moved| moved > 0) {
            run.tell(Phase::Construction, hand.best_cost());
            let saved = cost - hand.best_cost();
            if saved.value() < LEAST_OF_A_SWEEP * cost.value() {
                break;
            }
            cost = hand.best_cost();
        }
    }
    run.tell(Phase::Construction, hand.best_cost());
}

/// A search of one plan in hand.
enum Search {
    /// Where paths are quick, and people not too many.
    Weeks(Box<Weeks>),
    /// Elsewhere.
    Annealing(Box<Annealing>),
}

impl Search {
    /// The first search, from the plan in hand.
    fn first(run: &Run<'_>, hand: &Hand<'_>) -> Self {
        match Self::weeks(run, hand, 0) {
            Some(weeks) if weeks.is_of_stints() => Self::Weeks(Box::new(weeks)),
            _ => {
                let seed = Seed::part(run.options.seed, 1);
                Self::Annealing(Box::new(Annealing::new(hand, run.temperature(), seed)))
            }
        }
    }

    /// The second, where there is to be one. Beside an annealing, dives come to other plans.
    ///
    /// Measured with dives alone and with annealing alone: rich days of 500, 10 s, 29,836 and 30,313; the 27th night, 15 s, 537
    /// and 545; but full days of 300, 10 s, 71,886 and 69,003; the Jamarat, 60 s, 1,257 and 1,197.
    fn second(run: &Run<'_>, hand: &Hand<'_>) -> Option<Self> {
        Self::weeks(run, hand, 1).map(Box::new).map(Self::Weeks)
    }

    fn weeks(run: &Run<'_>, hand: &Hand<'_>, number: u64) -> Option<Weeks> {
        Weeks::new(hand, run.cheapest(), Seed::part(run.options.seed, 3 + number))
    }

    /// Learns which rosters people may have that prices know of.
    fn learn(&mut self, hand: &Hand<'_>, columns: &Columns) {
        if let Self::Weeks(weeks) = self {
            weeks.learn(hand, columns.pool().clone());
        }
    }

    /// Learns what everybody would rather do, where it asks.
    fn want(&mut self, wants: impl FnOnce() -> Wants) {
        if let Self::Annealing(annealing) = self {
            annealing.want(wants());
        }
    }

    /// One move, or one step of a dive.
    fn step(&mut self, hand: &mut Hand<'_>, heat: f64, stopped: &dyn Fn() -> bool) {
        match self {
            Self::Weeks(weeks) => weeks.step(hand, stopped),
            Self::Annealing(annealing) => {
                annealing.heat(heat);
                annealing.step(hand);
            }
        }
    }
}

/// Says that something goes on, as long as it is there.
struct GoesOn<'a>(&'a AtomicBool);

impl<'a> GoesOn<'a> {
    fn new(says: &'a AtomicBool) -> Self {
        says.store(true, Ordering::Relaxed);
        Self(says)
    }
}

impl Drop for GoesOn<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

struct Season<'r, 'a> {
    run: &'r mut Run<'a>,
    pace: Pace,
    /// In how many passes the step falls this time.
    passes: f32,
}

impl Season<'_, '_> {
    /// Search and prices side by side, until something ends it.
    fn search(&mut self, pricing: &mut Pricing, hand: &mut Hand<'_>) {
        let (problem, graphs, rows) = (self.run.problem, self.run.graphs, self.run.rows);
        let mut search = Search::first(self.run, hand);
        let mut second = Search::second(self.run, hand).map(|search| {
            let mut other = Hand::new(problem, graphs, rows, hand.prices.clone(), LEAN.1);
            other.learn_best(hand.best(), hand.best_cost());
            other.take_best();
            (search, other)
        });
        let mut columns = Columns::is_for(problem, graphs, rows).then(|| {
            let (prices, proven) = self.run.best_prices();
            let mut columns = Columns::new(problem, hand.best(), prices, proven);
            pricing.take_noted().for_each(|(unit, roster)| columns.learn(problem, unit, roster));
            columns
        });
        let (stop, left) = (self.run.stopper(), self.run.left());
        let mut iterations = match self.run.options.limit {
            Limit::Iterations(count) => count,
            Limit::Time(_) => u64::MAX,
        };
        let slow = self.pace == Pace::Slow;
        let (mut settled, mut is_priced) = (false, false);
        pricing.go_on_from(if slow { pricing.step() } else { self.pace.next_step() }, LAST_STEP);
        pricing.set_fall(if slow { SLOW_FALL } else { self.fall(pricing.step(), None) });
        while self.run.ended(hand.best_cost()).is_none() && iterations > 0 {
            if !slow && pricing.step() <= LAST_STEP * 1.01 {
                settled = true;
                self.passes *= 2.0;
                pricing.go_on_from(self.pace.next_step(), LAST_STEP);
                pricing.set_fall(self.fall(pricing.step(), None));
            }
            let pricing_goes_on = !is_priced && (columns.is_some() || pricing.step() > LAST_STEP * 1.01);
            let heat = self.run.temperature() * heat(self.run.done(iterations));
            let slice = self.run.slice();
            let began = self.run.watch;
            let end = began.elapsed() + slice.unwrap_or(Duration::MAX / 4);
            let over = || stop() || slice.is_some() && began.elapsed() >= end;
            // One thread does one after the other.
            let half = if rayon::current_num_threads() == 1 {
                slice.unwrap_or_default() / 2
            } else {
                Duration::ZERO
            };
            // Prices may take longer than the slice, and the search goes on meanwhile; not where they wait for this very thread.
            let beside_goes_on = AtomicBool::new(false);
            let half_over = || {
                let is_over = slice.is_some() && began.elapsed() >= end.saturating_sub(half);
                stop() || is_over && !beside_goes_on.load(Ordering::Relaxed)
            };
            // By the clock a second search and the prices take turns; otherwise both go on, whatever threads there are.
            // Dives beside an annealing wait until prices have settled once.
            let waits = !settled && matches!(search, Search::Annealing(_));
            let is_turn_of_prices =
                second.is_none() || slice.is_none() || waits || !is_priced && iterations.is_multiple_of(2);
            let mut took = None;
            let mut best: IdVec<UnitId, Roster> = IdVec::filled(Roster::new(), problem.units.len());
            let go_on = |search: &mut Search, hand: &mut Hand<'_>, until: &dyn Fn() -> bool| {
                let mut moves = 0;
                while if slice.is_some() { !until() } else { moves < problem.units.len() && !stop() } {
                    search.step(hand, heat, &stop);
                    moves += 1;
                }
            };
            let mut price = || -> Option<(Certificate, Prices)> {
                if let Some(columns) = &mut columns {
                    let mut best: Option<(Certificate, Prices)> = None;
                    while pricing_goes_on
                        && !columns.is_done()
                        && !over()
                        && (slice.is_some() || best.is_none())
                    {
                        let fresh = columns.round(problem, graphs, rows, left(), &stop)?;
                        if best.as_ref().is_none_or(|(best, _)| fresh.0.proven > best.proven) {
                            best = Some(fresh);
                        }
                    }
                    return best;
                }
                let at = began.elapsed();
                let mut passes: u32 = 0;
                while pricing_goes_on && !over() && (slice.is_some() || passes == 0) {
                    if !pricing.pass(problem, graphs, rows, &over) {
                        break;
                    }
                    passes += 1;
                }
                if passes > 0 && slice.is_some() {
                    took = Some(began.elapsed().saturating_sub(at) / passes);
                }
                let prices = pricing.average();
                let mut met = |unit: UnitId, roster: &Roster| best[unit].clone_from(roster);
                let fresh = (passes > 0)
                    .then(|| certify_meeting(problem, graphs, rows, prices, &mut met, &stop))
                    .flatten();
                fresh.map(|certificate| (certificate, prices.clone()))
            };
            let beside = || match &mut second {
                Some((search, hand)) if slice.is_some() && !is_turn_of_prices => {
                    go_on(search, hand, &over);
                    None
                }
                Some((search, hand)) if slice.is_none() => {
                    rayon::join(|| go_on(search, hand, &over), price).1
                }
                _ => price(),
            };
            let beside = || {
                let _goes_on = GoesOn::new(&beside_goes_on);
                beside()
            };
            let ((), fresh) = rayon::join(|| go_on(&mut search, hand, &half_over), beside);
            if let Some((_, other)) = &mut second {
                hand.learn_best(other.best(), other.best_cost());
                other.learn_best(hand.best(), hand.best_cost());
            }
            if let Some((certificate, prices)) = fresh {
                // Prices that prove less also guide worse.
                if self.run.keep(certificate) {
                    search.want(|| Wants::new(problem, prices.clone(), best));
                    second.iter_mut().for_each(|(_, hand)| hand.guide(prices.clone(), LEAN.1));
                    hand.guide(prices, LEAN.1);
                }
            }
            if let Some(columns) = columns.take_if(|columns| columns.is_done()) {
                is_priced = true;
                second.iter_mut().for_each(|(search, hand)| search.learn(hand, &columns));
            }
            if self.run.closes(hand.best_cost(), iterations) {
                self.run.close(hand);
            }
            if took.is_some() && !slow {
                pricing.set_fall(self.fall(pricing.step(), took));
            }
            iterations -= 1;
            self.run.tell(Phase::Search, hand.best_cost());
        }
    }

    /// What the step is multiplied by after each pass, so that it falls from `step` to its last in good time.
    fn fall(&self, step: f32, a_pass: Option<Duration>) -> f32 {
        let passes = match (self.run.options.limit, a_pass) {
            (Limit::Time(limit), Some(took)) => {
                let left = limit.mul_f64(LAST_STEP_AT).saturating_sub(self.run.watch.elapsed());
                let passes = left.as_secs_f32() / took.as_secs_f32().max(1e-6);
                let first = self.pace.next_step();
                let done = (first / step).ln() / (first / LAST_STEP).ln();
                passes.min(self.passes * (1.0 - done).max(0.01))
            }
            (Limit::Time(_), None) => self.passes,
            (Limit::Iterations(count), _) => count as f32 * LAST_STEP_AT as f32,
        };
        (LAST_STEP / step).powf(1.0 / passes.max(1.0)).clamp(0.5, 0.998)
    }
}

/// How much hotter than at its coldest the search is, with this share of the limit done.
fn heat(done: f64) -> f64 {
    HOTTEST.powf(1.0 - (done / COLDEST_AT).min(1.0))
}

/// Takes over from `start` every unit's roster that keeps all rules.
fn adopt(hand: &mut Hand<'_>, start: &Plan) {
    let problem = hand.problem;
    for (unit, entry) in problem.units.pairs() {
        let Some(roster) = start.rosters.get(entry.members[0]) else { continue };
        let same = entry.members.iter().all(|&member| start.rosters.get(member) == Some(roster));
        let legal = same && entry.members.iter().all(|&member| legal::is_legal(problem, member, roster));
        if legal {
            let before = hand.set(unit, entry.kept.to_vec());
            if hand.running.fits(unit, roster) {
                hand.set(unit, roster.clone());
            } else {
                hand.set(unit, before);
            }
        }
    }
}
