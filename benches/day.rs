//! The day itself as a table: medians and ninety-ninth percentiles of one absence, of who could help and of what one may take;
//! a burst, a surge, time passing, and the memory of the state. Of 10,000 volunteers at 100 points on one day.
//!
//! `cargo bench --bench day`, or with a scenario and a plan of it: `cargo bench --bench day -- SCENARIO PLAN`

#![expect(clippy::unwrap_used, reason = "what a bench is set up with is there, or the bench fails")]
#![expect(clippy::print_stdout, reason = "a bench prints")]

use rifada::engine::{Limit, Options, solve};
use rifada::generate;
use rifada::ground::{Seed, Stopwatch};
use rifada::io::event::{Asked, Event, People};
use rifada::io::line_at::LineAt;
use rifada::io::plan_file::{PlanFile, PlannedDuty};
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Changes, Objective, Scenario, Tier};
use rifada::live::Live;
use std::time::Duration;

const ASKED: Asked = Asked { within_ms: 1000, bound: false };
/// How often each is measured that has percentiles.
const TIMES: usize = 400;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let (mut scenario, duties) = match &files[..] {
        [scenario, plan] => {
            let scenario = Scenario::from_json(&std::fs::read(scenario).unwrap()).unwrap();
            (scenario, PlanFile::from_json(&std::fs::read(plan).unwrap()).unwrap().duties)
        }
        _ => generated(),
    };
    let changes = Changes { weight: 1, tiers: vec![Tier { within_minutes: 240, weight: 3 }] };
    scenario.objective.get_or_insert_with(Objective::default).changes = Some(changes);
    scenario.freeze_minutes = Some(60);
    let start = scenario.start.as_str().to_owned();
    let before = resident();
    let watch = Stopwatch::start();
    let mut live = Live::of(scenario, &duties).unwrap();
    println!("ready after {:?}, at a cost of {}", watch.elapsed(), live.status().cost.total);
    println!("memory of the state: {} MiB", (resident() - before) / 1024);
    table(&live, "before the day");
    let noon = format!("{}T10:05", &start[..10]);
    let watch = Stopwatch::start();
    live.happen(&Event::Time { now: noon.as_str().into() }).unwrap();
    println!("time passes to 10:05: {:?}", watch.elapsed());
    table(&live, "at 10:05");
}

/// A generated day, planned for half a minute.
fn generated() -> (Scenario, Vec<PlannedDuty>) {
    let options = generate::Options { volunteers: 10_000, points: 100, zones: 8, ..Default::default() };
    let scenario = generate::scenario(&options);
    let (problem, _) = scenario.problem().unwrap();
    let limit = Limit::Time(Duration::from_secs(30));
    let outcome = solve(&problem, &Options { limit, ..Options::default() });
    let duties = plan_file(&scenario, &problem, &outcome.plan, Claims::default()).duties;
    (scenario, duties)
}

fn table(live: &Live, when: &str) {
    let seed = &mut Seed::new(1);
    let mut ahead: Vec<PlannedDuty> = live.save().1.duties;
    let now = live.status().now.map_or_else(String::new, |now| now.as_str().to_owned());
    ahead.retain(|duty| duty.to.as_str() > now.as_str());
    seed.shuffle(&mut ahead);
    let (mut repairs, mut helpers, mut offers) = (Vec::new(), Vec::new(), Vec::new());
    let mut day = live.clone();
    for gap in ahead.iter().take(TIMES) {
        let watch = Stopwatch::start();
        day.happen(&Event::Absent { volunteer: gap.volunteer.clone() }).unwrap();
        day.propose(&ASKED);
        repairs.push(watch.elapsed());
        let from = if gap.from.as_str() < now.as_str() {
            format!("{}11:00", &now[..11]).as_str().into()
        } else {
            gap.from.clone()
        };
        if from < gap.to {
            let watch = Stopwatch::start();
            day.candidates((&gap.point, &gap.post), &from, &gap.to, 10).unwrap();
            helpers.push(watch.elapsed());
        }
        let someone = &ahead[ahead.len() - 1 - seed.below(TIMES)].volunteer;
        let watch = Stopwatch::start();
        day.opportunities(someone, 10).unwrap();
        offers.push(watch.elapsed());
        day.accept(&ASKED);
    }
    println!("\n{when}");
    for (what, times) in
        [("one absence", &mut repairs), ("who could help", &mut helpers), ("what one may take", &mut offers)]
    {
        times.sort();
        let (median, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!("  {what}: median {median:?}, 99th percentile {late:?}, of {}", times.len());
    }
    let mut day = live.clone();
    let absent = |duty: &PlannedDuty| Event::Absent { volunteer: duty.volunteer.clone() };
    let burst: Vec<Event> = ahead.iter().take(500).map(absent).collect();
    let watch = Stopwatch::start();
    day.happen_all(&burst).unwrap();
    let changes = day.propose(&ASKED);
    let (before, after) = (changes.before.total, changes.after.total);
    println!(
        "  500 absences at once: {:?}, cost {before} to {after}, {} changes",
        watch.elapsed(),
        changes.changes.len()
    );
    let mut day = live.clone();
    day.happen(&absent(&ahead[0])).unwrap();
    for within_ms in [100, 1000, 1000, 1000] {
        let watch = Stopwatch::start();
        let changes = day.propose(&Asked { within_ms, bound: true });
        let (bound, after) = (changes.bound, changes.after.total);
        println!("  a bound within {within_ms} ms: {:?}, {bound:?} of {after}", watch.elapsed());
    }
    let mut day = live.clone();
    let line = LineAt::Post { point: ahead[0].point.clone(), post: ahead[0].post.clone(), line: 0 };
    let watch = Stopwatch::start();
    day.happen(&Event::Demand { line, from: None, to: None, people: People::More(4) }).unwrap();
    let changes = day.propose(&ASKED);
    println!("  four more at one point: {:?}, {} changes", watch.elapsed(), changes.changes.len());
}

/// The memory of this process in KiB, where the system says it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
