//! How fast the parts of the engine are: paths, a pass of prices, a certificate, a move of the search, files.
//!
//! Each answer is checked outside the timed loop, so that what is fast is also right.

use criterion::Criterion;
use rifada::engine::{self, solve};
use rifada::generate::{self, Options, RuleStyle};
use rifada::ground::{Cost, Minutes, Seed, Weight};
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::read::read_scenario;
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use rifada::model::{Duty, Problem, UnitId};
use rifada::path::{Bench, Graphs, Lane, Offer, Reach, WalkBench, best_roster, ceiling, own};
use rifada::price::rows::cover_of;
use rifada::price::{Certificate, Prices, Pricing, Rows, Steps, certify};
use rifada::score::{legal, plain};
use rifada::search::{Annealing, BoardPlan, Hand, construct};
use std::hint::black_box;

/// What the prices of a certificate count in: fractions of 1/3600 of cost.
const FRACTIONS: i64 = 256;
/// How far a sum of `f32` may be off, in parts of the sum and in cost.
const ROUNDING: (f64, f64) = (1e-5, 1e-3);
/// The temperature of the search, in cost.
const TEMPERATURE: f64 = 0.1;
/// How much a path leans from prices to what is short.
const LEAN: f32 = 0.04;
/// A day of 1,000 volunteers and 20 points, and the cost of its best plan.
const DAY: (&str, &str) = ("day-1k", concat!(env!("CARGO_MANIFEST_DIR"), "/benches/data/day-1k.json"));
/// Two weeks of a ward that never was: 14 people, early and late shifts.
const WARD: (&str, &str) =
    ("ward 14x14", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/ward-14x14.json"));
const DAY_OPTIMUM: u32 = 1063;
/// The gap at which its solving ends.
const DAY_GAP: f64 = 0.01;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let plain = Options { volunteers: 1000, points: 20, ..Options::default() };
    let rich = Options { volunteers: 200, days: 8, rules: RuleStyle::Rich, ..Options::default() };
    for (name, options) in [("plain 1000x20x1", plain), ("rich 200x15x8", rich)] {
        let scenario = generate::scenario(&options);
        let case = Case::new(&scenario);
        paths(&mut criterion, name, &case);
        prices(&mut criterion, name, &case);
        moves(&mut criterion, name, &case);
        files(&mut criterion, name, &case);
    }
    let ward = std::fs::read(WARD.1).expect("the ward is there");
    let (ward, faults) = read_scenario(&ward);
    let ward = ward.unwrap_or_else(|| panic!("{faults:?}"));
    paths(&mut criterion, WARD.0, &Case::new(&ward));
    threads(&mut criterion);
    day(&mut criterion);
    criterion.final_summary();
}

/// A scenario, its problem, and prices that are no longer the first.
struct Case<'a> {
    scenario: &'a Scenario,
    problem: Problem,
    graphs: Graphs,
    rows: Rows,
    prices: Prices,
    /// The same prices in whole numbers, and the bound they prove.
    whole: Certificate,
}

impl<'a> Case<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let (problem, _) = scenario.problem().expect("a generated scenario is valid");
        let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
        let mut pricing = pricing(&problem, &graphs, &rows);
        for _ in 0..4 {
            assert!(pricing.pass(&problem, &graphs, &rows, &|| false), "nothing stops a pass");
        }
        let prices = pricing.average().clone();
        let whole = certify(&problem, &graphs, &rows, &prices, &|| false).expect("nothing stops it");
        Self { scenario, problem, graphs, rows, prices, whole }
    }

    /// The units whose best path is found in this lane.
    fn units(&self, lane: Lane) -> Vec<UnitId> {
        self.problem.units.ids().filter(|&unit| self.graphs.of[unit].lane == lane).collect()
    }

    fn offer(&self) -> Offer<'_, f32> {
        offer(&self.prices.line, &self.prices.head, 1.0 / Cost::UNITS as f32)
    }

    fn whole_offer(&self) -> Offer<'_, i64> {
        offer(&self.whole.line, &self.whole.head, FRACTIONS)
    }

    /// A hand with the constructed plan.
    fn hand(&self) -> Hand<'_> {
        let mut hand = Hand::new(&self.problem, &self.graphs, &self.rows, self.prices.clone(), LEAN);
        assert!(construct(&mut hand, &|| false), "nothing stops construction");
        hand
    }

    /// What a roster earns under the whole prices, own costs deducted.
    fn earned(&self, unit: UnitId, roster: &[Duty]) -> i128 {
        let members = self.problem.units[unit].members.len() as i128;
        let mut earned = -own::roster_cost(&self.problem, unit, roster).in_units() * i128::from(FRACTIONS);
        for &duty in roster {
            cover_of(&self.problem, unit, duty, |row, count| {
                earned += i128::from(self.whole.line[row]) * i128::from(count);
            });
            let start = duty.post.0 as usize * self.rows.slots;
            let charges = self.whole.head.get(start + duty.from.index()..start + duty.to.index());
            earned +=
                charges.unwrap_or_default().iter().map(|&charge| i128::from(charge)).sum::<i128>() * members;
        }
        earned
    }
}

fn offer<'a, V>(line: &'a [V], head: &'a [V], unit: V) -> Offer<'a, V> {
    Offer { line, head: (!head.is_empty()).then_some(head), heads: None, unit }
}

fn pricing(problem: &Problem, graphs: &Graphs, rows: &Rows) -> Pricing {
    Pricing::new(problem, graphs, rows, Steps { first: 0.5, fall: 0.8, least: 0.001 }, Seed::new(1))
}

/// One path of one unit, each unit in turn: its ceiling by either lane, and a roster that keeps every rule.
fn paths(criterion: &mut Criterion, name: &str, case: &Case<'_>) {
    for (lane, kind) in [(Lane::Single, "single"), (Lane::Days, "labels"), (Lane::Stints, "stints")] {
        let units = case.units(lane);
        if units.len() * 10 < case.problem.units.len() {
            continue;
        }
        for &unit in &units {
            assert_ceiling(case, unit, lane);
        }
        let (offer, mut bench) = (case.offer(), Bench::default());
        let mut turn = units.iter().cycle();
        criterion.bench_function(&format!("path, {kind}, {name}"), |timer| {
            timer.iter(|| {
                turn.next().map(|&unit| ceiling(&case.problem, &case.graphs, unit, &offer, &mut bench))
            });
        });
        if lane != Lane::Single {
            let mut bench = WalkBench::default();
            let mut walk = |unit: UnitId| {
                let kept = &case.problem.units[unit].kept;
                best_roster(&case.problem, &case.graphs, unit, &offer, Reach::All, kept, &mut bench)
            };
            for &unit in &units {
                let roster = walk(unit).expect("whoever keeps no duty may always stay at home");
                let members = &case.problem.units[unit].members;
                assert!(
                    members.iter().all(|&member| legal::is_legal(&case.problem, member, &roster)),
                    "{unit:?}"
                );
                let (most, _) =
                    ceiling(&case.problem, &case.graphs, unit, &case.whole_offer(), &mut Bench::default());
                assert!(
                    case.earned(unit, &roster) <= i128::from(most.value()),
                    "{unit:?} earns above its ceiling"
                );
            }
            criterion.bench_function(&format!("path, {kind}, for the search, {name}"), |timer| {
                timer.iter(|| turn.next().map(|&unit| walk(unit)));
            });
        }
    }
}

/// Where both are exact, the rounded ceiling is the exact one within rounding, and its roster earns just that.
fn assert_ceiling(case: &Case<'_>, unit: UnitId, lane: Lane) {
    let (most, roster) =
        ceiling(&case.problem, &case.graphs, unit, &case.whole_offer(), &mut Bench::default());
    let (rounded, _) = ceiling(&case.problem, &case.graphs, unit, &case.offer(), &mut Bench::default());
    let exact = most.value() as f64 / (FRACTIONS as f64 * Cost::UNITS as f64);
    let off = (f64::from(rounded.value()) - exact).abs();
    let both = most.is_exact() && rounded.is_exact();
    assert!(!both || off <= ROUNDING.0 * exact.abs() + ROUNDING.1, "{unit:?}: {rounded:?} is not {exact}");
    assert!(lane != Lane::Single || most.is_exact(), "{unit:?}: {most:?}");
    if most.is_exact() {
        assert_eq!(case.earned(unit, &roster), i128::from(most.value()), "{unit:?}");
    }
}

/// One pass of prices over all units, and one certificate.
fn prices(criterion: &mut Criterion, name: &str, case: &Case<'_>) {
    let Case { problem, graphs, rows, .. } = case;
    let mut pricing = pricing(problem, graphs, rows);
    criterion.bench_function(&format!("price pass, {name}"), |timer| {
        timer.iter(|| assert!(pricing.pass(problem, graphs, rows, &|| false)));
    });
    for (row, price) in pricing.average().line.iter().enumerate() {
        let line = rows.line_of(row);
        let slack = 1e-4 * (rows.most[line] - rows.least[line]);
        assert!((rows.least[line] - slack..=rows.most[line] + slack).contains(price), "row {row}: {price}");
    }
    criterion.bench_function(&format!("certificate, {name}"), |timer| {
        timer.iter(|| certify(problem, graphs, rows, &case.prices, &|| false));
    });
    let again = certify(problem, graphs, rows, &case.prices, &|| false);
    assert_eq!(again.as_ref(), Some(&case.whole), "the same prices prove the same");
    assert!(Cost::ZERO < case.whole.bound && case.whole.bound <= case.hand().best_cost(), "the bound is one");
}

/// One move of the running cost, a roster taken away and given back; and one move of the search, on a constructed plan that
/// it goes on changing.
fn moves(criterion: &mut Criterion, name: &str, case: &Case<'_>) {
    let mut hand = case.hand();
    let constructed = hand.best_cost();
    let serving = |unit: &UnitId| !hand.running.roster(*unit).is_empty();
    let units: Vec<UnitId> = case.problem.units.ids().filter(serving).collect();
    let mut turn = units.iter().cycle();
    criterion.bench_function(&format!("running-cost move, {name}"), |timer| {
        timer.iter(|| {
            turn.next().map(|&unit| {
                let roster = hand.running.set(unit, case.problem.units[unit].kept.to_vec());
                hand.running.set(unit, roster)
            })
        });
    });
    assert_eq!(hand.running.total(), constructed, "what is given back costs what it did");
    let mut search = Annealing::new(&hand, TEMPERATURE, Seed::new(1));
    criterion.bench_function(&format!("search move, {name}"), |timer| timer.iter(|| search.step(&mut hand)));
    let plan = hand.running.plan();
    assert_eq!(hand.running.terms(), plain::cost(&case.problem, &plan), "the running cost is the plain one");
    assert_eq!(legal::plan_breaches(&case.problem, &plan), [], "every rule is kept");
    assert!(
        case.whole.bound <= hand.best_cost() && hand.best_cost() <= constructed,
        "no worse, and above the bound"
    );
}

/// From a file to a problem, and a plan before the judge.
fn files(criterion: &mut Criterion, name: &str, case: &Case<'_>) {
    let json = case.scenario.to_json();
    let (read, faults) = read_scenario(json.as_bytes());
    assert!(read.as_ref() == Some(case.scenario) && !faults.has_errors(), "what was written is read");
    criterion.bench_function(&format!("reading, {name}"), |timer| {
        timer.iter(|| read_scenario(black_box(json.as_bytes())));
    });
    criterion.bench_function(&format!("writing, {name}"), |timer| {
        timer.iter(|| black_box(case.scenario).write_json(&mut std::io::sink()).is_ok());
    });
    criterion.bench_function(&format!("lowering, {name}"), |timer| {
        timer.iter(|| black_box(case.scenario).problem().is_ok());
    });
    let hand = case.hand();
    let cost = plain::cost(&case.problem, hand.best());
    let claims = Claims { cost, bound: Some(case.whole.bound), ..Claims::default() };
    let plan = plan_file(case.scenario, &case.problem, hand.best(), claims);
    let verdict = judge(case.scenario, &plan).expect("both files have a meaning");
    assert!(verdict.is_clean(), "{:?} {:?}", verdict.broken, verdict.wrong);
    assert_eq!(verdict.cost.total().units(), cost.total().in_units(), "judge and engine agree");
    criterion.bench_function(&format!("judging, {name}"), |timer| {
        timer.iter(|| judge(case.scenario, black_box(&plan)));
    });
}

/// What one thread and two do of the same work: a pass of prices, and an epoch of boards with a move for everybody.
fn threads(criterion: &mut Criterion) {
    let options = Options { volunteers: 10_000, points: 100, zones: 20, ..Options::default() };
    let (problem, _) = generate::scenario(&options).problem().expect("a generated scenario is valid");
    let (graphs, rows) = (Graphs::new(&problem), Rows::new(&problem));
    let mut ends = Vec::new();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
        let (mut pricing, mut plan) = pool.install(|| priced(&problem, &graphs, &rows));
        pool.install(|| plan.anneal(1.0, TEMPERATURE, &|| false));
        ends.push((pricing.average().line.clone(), plan.best()));
        let name = format!("plain 10000x100x1, threads: {threads}");
        criterion.bench_function(&format!("price pass, {name}"), |timer| {
            timer.iter(|| pool.install(|| assert!(pricing.pass(&problem, &graphs, &rows, &|| false))));
        });
        criterion.bench_function(&format!("epoch of boards, {name}"), |timer| {
            timer.iter(|| pool.install(|| plan.anneal(1.0, TEMPERATURE, &|| false)));
        });
        let best = plan.best();
        assert_eq!(plan.best_cost(), plain::cost(&problem, &best).total(), "boards know what it costs");
        assert_eq!(legal::plan_breaches(&problem, &best), [], "every rule is kept");
    }
    assert!(ends[0] == ends[1], "threads decide on nothing");
}

/// Prices after some passes, and a plan constructed by them.
fn priced<'a>(problem: &'a Problem, graphs: &'a Graphs, rows: &'a Rows) -> (Pricing, BoardPlan<'a>) {
    let mut pricing = pricing(problem, graphs, rows);
    for _ in 0..10 {
        assert!(pricing.pass(problem, graphs, rows, &|| false), "nothing stops a pass");
    }
    let mut plan = BoardPlan::new(problem, graphs, rows, 1);
    plan.guide(pricing.average().clone(), LEAN);
    plan.construct(pricing.answers(), &|| false);
    (pricing, plan)
}

/// A whole day from its file: to a problem, and to a plan that is proven to be within one percent of the best.
fn day(criterion: &mut Criterion) {
    let (name, path) = DAY;
    let json = std::fs::read(path).expect("the day can be read");
    let (read, faults) = read_scenario(&json);
    let scenario = read.filter(|_| !faults.has_errors()).expect("the day is sound");
    let (problem, _) = scenario.problem().expect("the day is sound");
    let options = engine::Options { gap: DAY_GAP, ..engine::Options::default() };

    let optimum = Cost::of(Weight(DAY_OPTIMUM), Minutes(60));
    let outcome = solve(&problem, &options);
    assert!(outcome.gap() <= DAY_GAP, "the gap is {}", outcome.gap());
    assert!(outcome.bound <= optimum && optimum <= outcome.cost.total(), "the best plan lies between");
    assert_eq!(outcome.cost, plain::cost(&problem, &outcome.plan), "the cost is the plain one");
    let claims = Claims { cost: outcome.cost, bound: Some(outcome.bound), ..Claims::default() };
    let verdict = judge(&scenario, &plan_file(&scenario, &problem, &outcome.plan, claims));
    assert!(verdict.is_ok_and(|verdict| verdict.is_clean()), "the judge finds nothing");

    let mut group = criterion.benchmark_group(name);
    group.bench_function("compiling", |timer| timer.iter(|| black_box(&scenario).problem().is_ok()));
    group.sample_size(10);
    group.bench_function("solving to a gap of 1 %", |timer| timer.iter(|| solve(&problem, &options)));
    group.finish();
}
