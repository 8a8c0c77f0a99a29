//! One run: what it knows, when it ends, and what it ends with. How it goes on is in the lanes, [`boards`] and [`season`].

use super::options::gap;
use super::{Limit, Options, Outcome, Phase, Progress, Stop, boards, season};
use crate::ground::{Cost, Seed, Stopwatch};
use crate::model::{Plan, Problem};
use crate::path::Graphs;
use crate::price::{Certificate, Prices, Pricing, Rows, Steps, certify};
use crate::score::{legal, plain};
use crate::search::boards::is_for_boards;
use crate::search::close::Until;
use crate::search::{Closing, Hand};
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
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| solved(problem, options, threads, watch, observe)),
        // No thread to be had: the caller's own does it all.
        Err(_) => solved(problem, options, 1, watch, observe),
    }
}

fn solved(
    problem: &Problem,
    options: &Options,
    threads: usize,
    watch: Stopwatch,
    observe: &mut (dyn FnMut(&Progress) + Send),
) -> Outcome {
    let (graphs, rows) = (&Graphs::new(problem), &Rows::new(problem));
    let mut run = Run {
        problem,
        options,
        threads,
        watch,
        observe,
        graphs,
        rows,
        certificate: Certificate::of_nothing(rows),
        bound: Cost::ZERO,
        closing: Closing::new(Seed::part(options.seed, 2)),
        closing_took: Duration::ZERO,
        finishing: Duration::ZERO,
    };
    let best = match is_for_boards(problem, graphs) {
        true => boards::plan(&mut run),
        false => season::plan(&mut run),
    };
    run.outcome(best)
}

/// The first step of the price loop, the last before construction.
///
/// Measured with a first step of 2 instead of 0.5, the last and the passes the same: on 10,000 people for a day, bounds of
/// 14,592 and 14,525 after 60 passes (1 gives 14,588); on 100,000, 197,075 and 192,491 after 28; on 10,000 for eight days,
/// 54,762 and 52,151 after 80 (8 gives 54,284).
pub(super) const STEPS: (f32, f32) = (2.0, 0.02);
/// So many passes are enough for the longest first step.
const ENOUGH_PASSES: f32 = 75.0;
/// The last step beside the search.
pub(super) const LAST_STEP: f32 = 0.0002;
/// The passes in which it is reached the first time; then the step begins again, and takes twice as many.
pub(super) const PASSES: f32 = 250.0;
/// The share of the limit for prices before there is a plan.
const PRICES_FIRST: f64 = 0.4;
/// How much a path leans from prices to what is short, in construction and in search.
pub(super) const LEAN: (f32, f32) = (0.02, 0.04);
/// The temperature of the search, in the cost of the cheapest person short for a slot.
const TEMPERATURE: f64 = 0.12;
/// The part of the time that the close may take.
const CLOSE_SHARE: f64 = 0.1;
/// Where no clock is read, it comes once in so many rounds and in the last, and tries so many places.
const CLOSE_EVERY: u64 = 8;
const CLOSE_TRIES: usize = 2;

/// How much of their share of the limit the first prices took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// More than half: there will be few passes more.
    Slow,
    /// Less; or no clock is read.
    Fair,
    /// Less than a sixth: there will be hundreds of passes more.
    Quick,
}

impl Pace {
    /// The step from which the price loop goes on beside the search.
    ///
    /// It may be longer than the last before construction where there is time for it to fall again: a bound of 487 instead
    /// of 461 on the 27th night, of 1,629 instead of 1,628 on `day-1k-2`, both after 750 passes.
    pub const fn next_step(self) -> f32 {
        match self {
            Self::Slow | Self::Fair => STEPS.1,
            Self::Quick => 0.1,
        }
    }
}

pub(super) struct Run<'a> {
    pub problem: &'a Problem,
    pub options: &'a Options,
    threads: usize,
    pub watch: Stopwatch,
    observe: &'a mut (dyn FnMut(&Progress) + Send),
    pub graphs: &'a Graphs,
    pub rows: &'a Rows,
    /// The prices that prove most.
    certificate: Certificate,
    /// No plan costs less: what the certificate proves, or more where the close has looked at all that is left.
    bound: Cost,
    closing: Closing,
    /// How long the close has taken.
    closing_took: Duration,
    /// How long it takes to hand over a plan in the end.
    finishing: Duration,
}

impl Run<'_> {
    /// Steps that fall to the last before construction in the passes there are; by the clock, measured as they go.
    pub fn first_steps(&self) -> Steps {
        let passes = match self.options.limit {
            Limit::Iterations(count) => (count / 2).clamp(10, 400) as f32,
            Limit::Time(_) => 100.0,
        };
        // Fewer passes begin with a shorter step: a long one has no time to fall.
        let first = STEPS.0 * (passes / ENOUGH_PASSES).min(1.0);
        Steps { first, fall: (STEPS.1 / first).powf(1.0 / passes), least: STEPS.1 / 2.0 }
    }

    /// Prices until the step has fallen, or the share of the limit is spent. Answers how quick they were.
    pub fn price_first(&mut self, pricing: &mut Pricing, cost: Cost) -> Pace {
        self.price_for(PRICES_FIRST, pricing, cost)
    }

    /// The same for this share of the limit.
    pub fn price_for(&mut self, share: f64, pricing: &mut Pricing, cost: Cost) -> Pace {
        let share = match self.options.limit {
            Limit::Time(limit) => Some(limit.mul_f64(share)),
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
        let nobody = self.problem.units.is_empty();
        while !nobody && passes < most && pricing.step() > STEPS.1 && !stopped() {
            let began = self.watch.elapsed();
            if !pricing.pass(self.problem, self.graphs, self.rows, &stopped) {
                break;
            }
            passes += 1;
            if let Some(share) = share {
                let took = self.watch.elapsed() - began;
                let left = share.saturating_sub(self.watch.elapsed()).as_secs_f32();
                let passes = (left / took.as_secs_f32().max(1e-6)).max(1.0);
                pricing.set_fall((STEPS.1 / pricing.step()).powf(1.0 / passes).clamp(0.5, 0.94));
            }
            if passes % 20 == 0 {
                self.prove(pricing.average());
                self.tell(Phase::Prices, cost);
            }
        }
        let took = self.watch.elapsed();
        self.prove(pricing.average());
        self.tell(Phase::Prices, cost);
        match share {
            Some(share) if took > share / 2 => Pace::Slow,
            Some(share) if took <= share / 6 => Pace::Quick,
            _ => Pace::Fair,
        }
    }

    /// How long search and prices go on before they talk to each other, the longer the later it is; nothing where no clock
    /// is read.
    pub fn slice(&self) -> Option<Duration> {
        match self.options.limit {
            Limit::Time(limit) => {
                let most = (limit / 50).min(Duration::from_millis(500));
                Some((self.watch.elapsed() / 8).min(most).max(Duration::from_millis(10)))
            }
            Limit::Iterations(_) => None,
        }
    }

    /// The share of the limit that is done, with so many iterations left.
    pub fn done(&self, iterations: u64) -> f64 {
        match self.options.limit {
            Limit::Time(limit) => self.watch.elapsed().as_secs_f64() / limit.as_secs_f64().max(1e-6),
            Limit::Iterations(count) => 1.0 - iterations as f64 / count as f64,
        }
    }

    /// Tries out how long it takes to hand over a plan in the end, and ends so much earlier.
    pub fn rehearse(&mut self, plan: impl FnOnce() -> Plan) {
        let began = self.watch.elapsed();
        let plan = plan();
        // The cost is of no interest, the time is.
        std::hint::black_box(plain::cost(self.problem, &plan));
        self.finishing = self.watch.elapsed() - began;
    }

    /// When work has to end; nothing where no clock is read.
    fn end(&self) -> Option<Duration> {
        match self.options.limit {
            Limit::Time(limit) => Some(limit.saturating_sub(self.finishing)),
            Limit::Iterations(_) => None,
        }
    }

    /// How long work may still go on, whenever it is asked; nothing where no clock is read.
    pub fn left(&self) -> impl Fn() -> Option<Duration> + Sync + use<> {
        let (watch, end) = (self.watch, self.end());
        move || end.map(|end| end.saturating_sub(watch.elapsed()))
    }

    /// A test of whether the run must end now, whatever it has.
    pub fn stopper(&self) -> impl Fn() -> bool + Sync + use<> {
        let (cancel, watch, end) = (self.options.cancel.clone(), self.watch, self.end());
        move || cancel.is_cancelled() || end.is_some_and(|end| watch.elapsed() >= end)
    }

    /// Why the run ends now with a best plan of this cost, if it does.
    pub fn ended(&self, cost: Cost) -> Option<Stop> {
        if cost <= self.bound {
            return Some(Stop::Optimal);
        }
        if self.options.cancel.is_cancelled() {
            return Some(Stop::Cancelled);
        }
        if gap(cost, self.bound) <= self.options.gap {
            return Some(Stop::Gap);
        }
        self.end().filter(|end| self.watch.elapsed() >= *end).map(|_| Stop::Time)
    }

    /// Raises the bound to what these prices prove, if that is more.
    pub fn prove(&mut self, prices: &Prices) {
        let stop = self.stopper();
        if let Some(certificate) = certify(self.problem, self.graphs, self.rows, prices, &stop) {
            self.keep(certificate);
        }
    }

    /// The prices that prove most, and what they prove before it is rounded up.
    pub fn best_prices(&self) -> (Prices, i128) {
        (self.certificate.prices(), self.certificate.proven)
    }

    /// Learns what the certificate proves; answers whether that is no less than what was known.
    pub fn keep(&mut self, certificate: Certificate) -> bool {
        let keeps = certificate.bound >= self.certificate.bound;
        self.bound = self.bound.max(certificate.bound);
        if certificate.proven >= self.certificate.proven {
            self.certificate = certificate;
        }
        keeps
    }

    /// Is the close due now, with so many iterations left and a best plan of this cost?
    pub fn closes(&self, cost: Cost, iterations: u64) -> bool {
        let due = match self.options.limit {
            Limit::Time(_) => true,
            Limit::Iterations(_) => iterations == 1 || iterations.is_multiple_of(CLOSE_EVERY),
        };
        due && cost > self.bound && Closing::is_for(self.problem, self.rows, &self.certificate, cost)
    }

    /// Closes what is left between the best plan of the hand and the bound, for its share of the time. Answers whether
    /// the plan is better now.
    pub fn close(&mut self, hand: &mut Hand<'_>) -> bool {
        let (stop, watch) = (self.stopper(), self.watch);
        let closed = match self.end() {
            Some(limit) => {
                let began = watch.elapsed();
                let end = (began + began.mul_f64(CLOSE_SHARE).saturating_sub(self.closing_took)).min(limit);
                let until = Until {
                    stopped: &|| stop() || watch.elapsed() >= end,
                    left: &|| Some(limit.saturating_sub(watch.elapsed())),
                };
                let closed = self.closing.close(hand, &self.certificate, usize::MAX, &until);
                self.closing_took += watch.elapsed() - began;
                closed
            }
            None => {
                let until = Until { stopped: &stop, left: &|| None };
                self.closing.close(hand, &self.certificate, CLOSE_TRIES, &until)
            }
        };
        if let Some(bound) = closed.bound.filter(|_| !self.options.certified) {
            self.bound = self.bound.max(bound);
        }
        closed.improved
    }

    /// Tells the observer how far the run has come, with a best plan of this cost.
    pub fn tell(&mut self, phase: Phase, cost: Cost) {
        let progress = Progress { phase, cost, bound: self.bound, elapsed: self.watch.elapsed() };
        (self.observe)(&progress);
    }

    /// The cost of the cheapest person short for a slot.
    pub fn cheapest(&self) -> f64 {
        let cheapest =
            self.rows.most.iter().copied().filter(|most| *most > 0.0).fold(f32::INFINITY, f32::min);
        if cheapest.is_finite() { f64::from(cheapest) } else { 1.0 }
    }

    /// A low temperature in that cost.
    pub fn temperature(&self) -> f64 {
        TEMPERATURE * self.cheapest()
    }

    fn outcome(self, plan: Plan) -> Outcome {
        let cost = plain::cost(self.problem, &plan);
        debug_assert!(legal::plan_breaches(self.problem, &plan).is_empty(), "a plan keeps every rule");
        debug_assert!(self.bound <= cost.total(), "a bound is below every plan");
        let total = cost.total();
        let stop = self.ended(total).unwrap_or(match self.options.limit {
            Limit::Time(_) => Stop::Time,
            Limit::Iterations(_) => Stop::Iterations,
        });
        Outcome {
            plan,
            cost,
            bound: self.bound,
            stop,
            threads: self.threads,
            seed: self.options.seed,
            elapsed: self.watch.elapsed(),
            certificate: self.certificate,
        }
    }
}
