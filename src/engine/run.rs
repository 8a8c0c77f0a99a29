//! One run: prices, construction, then search and prices side by side.

use super::options::gap;
use super::{Limit, Options, Outcome, Phase, Progress, Stop};
use crate::ground::{Cost, Seed, Stopwatch};
use crate::model::{Plan, Problem};
use crate::path::Graphs;
use crate::price::{Certificate, Pricing, Rows, Steps, certify};
use crate::score::{legal, plain};
use crate::search::close::Until;
use crate::search::{Annealing, Closing, Hand, construct, sweep};
use std::num::NonZeroUsize;
use std::time::Duration;

/// The best plan that a run under `options` finds, and what it proves.
///
/// ```
/// use rifada::engine::{Limit, Options, solve};
/// use rifada::generate;
/// let scenario = generate::scenario(&generate::Options { volunteers: 30, points: 2, ..Default::default() });
/// let (problem, _warnings) = scenario.problem().expect("a generated scenario is valid");
/// let outcome = solve(&problem, &Options { limit: Limit::Iterations(10), ..Options::default() });
/// assert!(outcome.bound <= outcome.cost.total());
/// ```
pub fn solve(problem: &Problem, options: &Options) -> Outcome {
    solve_observed(problem, options, &mut |_| {})
}

/// The same, telling `observe` how far it has come, several times a second.
pub fn solve_observed(
    problem: &Problem,
    options: &Options,
    observe: &mut (dyn FnMut(&Progress) + Send),
) -> Outcome {
    let watch = Stopwatch::start();
    let available = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = options.threads.map_or(available, NonZeroUsize::get);
    let (graphs, rows) = (&Graphs::new(problem), &Rows::new(problem));
    let mut run = Run {
        problem,
        options,
        threads,
        watch,
        observe,
        graphs,
        rows,
        bound: Cost::ZERO,
        certificate: None,
        closing: Duration::ZERO,
        prices_are_quick: true,
        even_passes: EVEN_PASSES,
    };
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| run.solve()),
        Err(_) => {
            // No thread to be had: the caller's own does it all.
            run.threads = 1;
            run.solve()
        }
    }
}

/// The first step of the price loop, the last before construction.
const STEPS: (f32, f32) = (0.5, 0.02);
/// The first and last step of the even loop beside the search, and the share of the limit by which it ends.
const EVEN_STEPS: (f32, f32) = (0.02, 0.0002);
const EVEN_STEPS_END: f64 = 0.7;
/// The passes in which the even step falls the first time; then it begins again, and takes twice as many.
const EVEN_PASSES: f32 = 250.0;
/// What the step is multiplied by after each pass beside the search, where passes are few.
const SLOW_FALL: f32 = 0.97;
/// The share of the limit for prices before there is a plan.
const PRICES_FIRST: f64 = 0.4;
/// How much a path leans from prices to what is short, in construction and in search.
const LEAN: (f32, f32) = (0.02, 0.04);
/// A sweep that saves less than this part of the cost is the last.
const LEAST_OF_A_SWEEP: f64 = 0.01;
/// The temperature of the search, in the cost of the cheapest person short for a slot.
const TEMPERATURE: f64 = 0.12;
/// The part of the time that the close may take.
const CLOSE_SHARE: f64 = 0.1;
/// Where no clock is read, it comes once in so many rounds, and tries so many places.
const CLOSE_EVERY: u64 = 8;
const CLOSE_TRIES: usize = 2;

struct Run<'a> {
    problem: &'a Problem,
    options: &'a Options,
    threads: usize,
    watch: Stopwatch,
    observe: &'a mut (dyn FnMut(&Progress) + Send),
    graphs: &'a Graphs,
    rows: &'a Rows,
    bound: Cost,
    /// The prices that prove most.
    certificate: Option<Certificate>,
    /// How long the close has taken.
    closing: Duration,
    /// Were the first prices found in less than half their share of the limit?
    prices_are_quick: bool,
    /// In how many passes the even step falls this time.
    even_passes: f32,
}

impl Run<'_> {
    fn solve(&mut self) -> Outcome {
        let (problem, graphs, rows) = (self.problem, self.graphs, self.rows);
        let mut pricing = Pricing::new(problem, rows, self.first_steps(), Seed::part(self.options.seed, 0));
        let mut hand = Hand::new(problem, graphs, rows, rows.no_prices(), LEAN.0);
        self.tell(Phase::Prices, &hand);
        self.price_first(&mut pricing, &hand);
        hand.guide(pricing.average().clone(), LEAN.0);
        self.first_plan(&mut hand);
        if problem.units.is_empty() {
            // With nobody to plan there is only this plan.
            self.bound = hand.best_cost();
        }
        hand.guide(pricing.average().clone(), LEAN.1);
        self.search(&mut pricing, &mut hand);
        self.outcome(hand.best().clone())
    }

    /// Steps that fall to the last before construction in the passes there are; by the clock, measured as they go.
    fn first_steps(&self) -> Steps {
        let passes = match self.options.limit {
            Limit::Iterations(count) => (count / 2).clamp(10, 400) as f32,
            Limit::Time(_) => 100.0,
        };
        Steps { first: STEPS.0, fall: (STEPS.1 / STEPS.0).powf(1.0 / passes), least: STEPS.1 / 2.0 }
    }

    /// Prices until the step has fallen, or the share of the limit is spent.
    fn price_first(&mut self, pricing: &mut Pricing, hand: &Hand<'_>) {
        let share = match self.options.limit {
            Limit::Time(limit) => Some(limit.mul_f64(PRICES_FIRST)),
            Limit::Iterations(_) => None,
        };
        let most = match self.options.limit {
            Limit::Iterations(count) => count / 2,
            Limit::Time(_) => u64::MAX,
        };
        let cancel = self.options.cancel.clone();
        let watch = self.watch;
        let stopped = move || cancel.is_cancelled() || share.is_some_and(|share| watch.elapsed() >= share);
        let mut passes = 0;
        while passes < most && pricing.step() > STEPS.1 && !stopped() {
            let began = self.watch.elapsed();
            if !pricing.pass(self.problem, self.graphs, self.rows, &stopped) {
                break;
            }
            passes += 1;
            if let Some(share) = share {
                let took = self.watch.elapsed() - began;
                let left = share.saturating_sub(self.watch.elapsed()).as_secs_f32();
                let passes = (left / took.as_secs_f32().max(1e-6)).max(1.0);
                pricing.set_fall((STEPS.1 / pricing.step()).powf(1.0 / passes).clamp(0.5, 0.96));
            }
            if passes % 20 == 0 {
                self.prove(pricing);
                self.tell(Phase::Prices, hand);
            }
        }
        self.prices_are_quick = share.is_none_or(|share| self.watch.elapsed() < share / 2);
        self.prove(pricing);
        self.tell(Phase::Prices, hand);
    }

    /// The plan to start from where one is given, completed; a constructed one otherwise.
    fn first_plan(&mut self, hand: &mut Hand<'_>) {
        let stop = self.stopper();
        if let Some(start) = &self.options.start {
            adopt(hand, start);
            hand.remember();
        }
        self.tell(Phase::Construction, hand);
        if construct(hand, &stop) {
            let mut cost = hand.best_cost();
            while sweep(hand, &stop).is_some_and(|moved| moved > 0) {
                self.tell(Phase::Construction, hand);
                let saved = cost - hand.best_cost();
                if saved.value() < LEAST_OF_A_SWEEP * cost.value() {
                    break;
                }
                cost = hand.best_cost();
            }
        }
        self.tell(Phase::Construction, hand);
    }

    /// Search and prices side by side, until something ends it.
    fn search(&mut self, pricing: &mut Pricing, hand: &mut Hand<'_>) {
        let (problem, graphs, rows) = (self.problem, self.graphs, self.rows);
        let mut search = Annealing::new(hand, self.temperature(), Seed::part(self.options.seed, 1));
        let mut closing = Closing::new(Seed::part(self.options.seed, 2));
        let stop = self.stopper();
        let mut iterations = match self.options.limit {
            Limit::Iterations(count) => count,
            Limit::Time(_) => u64::MAX,
        };
        // Even steps want hundreds of passes; where one takes long, the steps that are on their way go on falling.
        if self.prices_are_quick {
            pricing.go_evenly(rows, EVEN_STEPS.0, EVEN_STEPS.1);
        } else {
            pricing.fall_to(EVEN_STEPS.1);
        }
        let first_fall = if self.prices_are_quick { self.even_fall(pricing.step(), None) } else { SLOW_FALL };
        pricing.set_fall(first_fall);
        while self.ended(hand).is_none() && iterations > 0 {
            if self.prices_are_quick && pricing.step() <= EVEN_STEPS.1 * 1.01 {
                self.even_passes *= 2.0;
                pricing.go_evenly(rows, EVEN_STEPS.0, EVEN_STEPS.1);
                pricing.set_fall(self.even_fall(pricing.step(), None));
            }
            let pricing_goes_on = pricing.step() > EVEN_STEPS.1 * 1.01;
            let slice = self.slice();
            let began = self.watch;
            let end = began.elapsed() + slice.unwrap_or(Duration::MAX / 4);
            let over = || stop() || slice.is_some() && began.elapsed() >= end;
            let mut took = None;
            let ((), fresh) = rayon::join(
                || {
                    let mut moves = 0;
                    while if slice.is_some() {
                        moves % 16 != 0 || !over()
                    } else {
                        moves < problem.units.len() && !stop()
                    } {
                        search.step(hand);
                        moves += 1;
                    }
                },
                || {
                    let at = began.elapsed();
                    let mut passes: u32 = 0;
                    while pricing_goes_on && !over() && (slice.is_some() || passes == 0) && passes < 10 {
                        if !pricing.pass(problem, graphs, rows, &over) {
                            break;
                        }
                        passes += 1;
                    }
                    if passes > 0 && slice.is_some() {
                        took = Some(began.elapsed().saturating_sub(at) / passes);
                    }
                    (passes > 0).then(|| certify(problem, graphs, rows, pricing.average(), &stop)).flatten()
                },
            );
            if let Some(certificate) = fresh {
                // Prices that prove less also guide worse.
                if certificate.bound >= self.bound {
                    hand.guide(pricing.average().clone(), LEAN.1);
                }
                self.learn(certificate);
            }
            self.close(&mut closing, hand, iterations);
            if took.is_some() && self.prices_are_quick {
                pricing.set_fall(self.even_fall(pricing.step(), took));
            }
            iterations -= 1;
            self.tell(Phase::Search, hand);
        }
    }

    /// What the even step is multiplied by after each pass, so that it falls from `step` to its last in good time.
    fn even_fall(&self, step: f32, a_pass: Option<Duration>) -> f32 {
        let passes = match (self.options.limit, a_pass) {
            (Limit::Time(limit), Some(took)) => {
                let left = limit.mul_f64(EVEN_STEPS_END).saturating_sub(self.watch.elapsed());
                let passes = left.as_secs_f32() / took.as_secs_f32().max(1e-6);
                let done = (EVEN_STEPS.0 / step).ln() / (EVEN_STEPS.0 / EVEN_STEPS.1).ln();
                passes.min(self.even_passes * (1.0 - done).max(0.01))
            }
            (Limit::Time(_), None) => self.even_passes,
            (Limit::Iterations(count), _) => count as f32 * EVEN_STEPS_END as f32,
        };
        (EVEN_STEPS.1 / step).powf(1.0 / passes.max(1.0)).clamp(0.5, 0.998)
    }

    /// How long search and prices go on before they talk to each other; nothing where no clock is read.
    fn slice(&self) -> Option<Duration> {
        match self.options.limit {
            Limit::Time(limit) => {
                Some((limit / 50).clamp(Duration::from_millis(10), Duration::from_millis(500)))
            }
            Limit::Iterations(_) => None,
        }
    }

    /// A test of whether the run must end now, whatever it has.
    fn stopper(&self) -> impl Fn() -> bool + Sync + use<> {
        let (cancel, watch, limit) = (self.options.cancel.clone(), self.watch, self.options.limit);
        move || cancel.is_cancelled() || matches!(limit, Limit::Time(limit) if watch.elapsed() >= limit)
    }

    /// Why the run ends now, if it does.
    fn ended(&self, hand: &Hand<'_>) -> Option<Stop> {
        if hand.best_cost() <= self.bound {
            return Some(Stop::Optimal);
        }
        if self.options.cancel.is_cancelled() {
            return Some(Stop::Cancelled);
        }
        if gap(hand.best_cost(), self.bound) <= self.options.gap {
            return Some(Stop::Gap);
        }
        match self.options.limit {
            Limit::Time(limit) if self.watch.elapsed() >= limit => Some(Stop::Time),
            _ => None,
        }
    }

    fn prove(&mut self, pricing: &Pricing) {
        let stop = self.stopper();
        if let Some(certificate) = certify(self.problem, self.graphs, self.rows, pricing.average(), &stop) {
            self.learn(certificate);
        }
    }

    /// Keeps what proves more than was known.
    fn learn(&mut self, certificate: Certificate) {
        self.bound = self.bound.max(certificate.bound);
        if self.certificate.as_ref().is_none_or(|known| known.proven < certificate.proven) {
            self.certificate = Some(certificate);
        }
    }

    /// Closes what is left between the best plan and the bound, for its share of the time.
    fn close(&mut self, closing: &mut Closing, hand: &mut Hand<'_>, iterations: u64) {
        let Some(certificate) = &self.certificate else { return };
        if hand.best_cost() <= self.bound {
            return;
        }
        let (stop, watch, limit) = (self.stopper(), self.watch, self.options.limit);
        let closed = match limit {
            Limit::Time(limit) => {
                let began = watch.elapsed();
                let end = (began + began.mul_f64(CLOSE_SHARE).saturating_sub(self.closing)).min(limit);
                let until = Until {
                    stopped: &|| stop() || watch.elapsed() >= end,
                    left: &|| Some(limit.saturating_sub(watch.elapsed())),
                };
                let closed = closing.close(hand, certificate, usize::MAX, &until);
                self.closing += watch.elapsed() - began;
                closed
            }
            Limit::Iterations(_) if iterations.is_multiple_of(CLOSE_EVERY) => {
                closing.close(hand, certificate, CLOSE_TRIES, &Until { stopped: &stop, left: &|| None })
            }
            Limit::Iterations(_) => return,
        };
        self.bound = self.bound.max(closed.bound.unwrap_or(Cost::ZERO));
    }

    fn tell(&mut self, phase: Phase, hand: &Hand<'_>) {
        let progress =
            Progress { phase, cost: hand.best_cost(), bound: self.bound, elapsed: self.watch.elapsed() };
        (self.observe)(&progress);
    }

    /// A low temperature in the cost of the cheapest person short for a slot.
    fn temperature(&self) -> f64 {
        let cheapest =
            self.rows.most.iter().copied().filter(|most| *most > 0.0).fold(f32::INFINITY, f32::min);
        TEMPERATURE * if cheapest.is_finite() { f64::from(cheapest) } else { 1.0 }
    }

    fn outcome(&self, plan: Plan) -> Outcome {
        let cost = plain::cost(self.problem, &plan);
        debug_assert!(legal::plan_breaches(self.problem, &plan).is_empty(), "a plan keeps every rule");
        debug_assert!(self.bound <= cost.total(), "a bound is below every plan");
        let total = cost.total();
        let stop = if total <= self.bound {
            Stop::Optimal
        } else if self.options.cancel.is_cancelled() {
            Stop::Cancelled
        } else if gap(total, self.bound) <= self.options.gap {
            Stop::Gap
        } else {
            match self.options.limit {
                Limit::Time(_) => Stop::Time,
                Limit::Iterations(_) => Stop::Iterations,
            }
        };
        Outcome {
            plan,
            cost,
            bound: self.bound,
            stop,
            threads: self.threads,
            seed: self.options.seed,
            elapsed: self.watch.elapsed(),
        }
    }
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
