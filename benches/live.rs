//! What the day itself takes: 10,000 volunteers at 100 points of 8 zones, one day, with a price on changes.
//!
//! `cargo bench --bench live`

#![expect(clippy::unwrap_used, reason = "what a bench is set up with is there, or the bench fails")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rifada::engine::{Limit, Options, solve};
use rifada::generate;
use rifada::ground::Seed;
use rifada::io::event::{Asked, Event, People};
use rifada::io::line_at::LineAt;
use rifada::io::plan_file::PlannedDuty;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Changes, Objective, Tier};
use rifada::live::Live;
use std::time::Duration;

const ASKED: Asked = Asked { within_ms: 1000, bound: false };

/// The plan in force after some seconds of planning.
fn day() -> Live {
    let options = generate::Options { volunteers: 10_000, points: 100, zones: 8, ..Default::default() };
    let mut scenario = generate::scenario(&options);
    let (problem, _) = scenario.problem().unwrap();
    let limit = Limit::Time(Duration::from_secs(10));
    let outcome = solve(&problem, &Options { limit, ..Options::default() });
    let file = plan_file(&scenario, &problem, &outcome.plan, Claims::default());
    let changes = Changes { weight: 1, tiers: vec![Tier { within_minutes: 240, weight: 3 }] };
    scenario.objective.get_or_insert_with(Objective::default).changes = Some(changes);
    Live::of(scenario, &file.duties).unwrap()
}

fn the_day_itself(criterion: &mut Criterion) {
    let live = day();
    let duties: Vec<PlannedDuty> = live.save().1.duties;
    let absent = |seed: &mut Seed| duties[seed.below(duties.len())].clone();
    let mut group = criterion.benchmark_group("live");
    group.sample_size(50);

    let seed = &mut Seed::new(1);
    let without_one = |seed: &mut Seed| {
        let mut live = live.clone();
        let gap = absent(seed);
        live.happen(&Event::Absent { volunteer: gap.volunteer.clone() }).unwrap();
        (live, gap)
    };
    group.bench_function("one absence", |bench| {
        let setup = || (live.clone(), absent(seed).volunteer);
        bench.iter_batched_ref(
            setup,
            |(live, volunteer)| {
                live.happen(&Event::Absent { volunteer: volunteer.clone() }).unwrap();
                live.propose(&ASKED)
            },
            BatchSize::LargeInput,
        );
    });
    let seed = &mut Seed::new(2);
    group.bench_function("who could help", |bench| {
        bench.iter_batched_ref(
            || without_one(seed),
            |(live, gap)| live.candidates((&gap.point, &gap.post), &gap.from, &gap.to, 10).unwrap(),
            BatchSize::LargeInput,
        );
    });
    let seed = &mut Seed::new(3);
    group.bench_function("what one may take", |bench| {
        let setup = || (without_one(seed).0, absent(seed).volunteer);
        bench.iter_batched_ref(
            setup,
            |(live, volunteer)| live.opportunities(volunteer, 10).unwrap(),
            BatchSize::LargeInput,
        );
    });
    let seed = &mut Seed::new(4);
    group.bench_function("four more at one point", |bench| {
        bench.iter_batched_ref(
            || (live.clone(), absent(seed)),
            |(live, at)| {
                let line = LineAt::Post { point: at.point.clone(), post: at.post.clone(), line: 0 };
                live.happen(&Event::Demand { line, from: None, to: None, people: People::More(4) }).unwrap();
                live.propose(&ASKED)
            },
            BatchSize::LargeInput,
        );
    });
    group.sample_size(10);
    let seed = &mut Seed::new(5);
    group.bench_function("500 absences at once", |bench| {
        let setup = || {
            let mut all: Vec<String> = duties.iter().map(|duty| duty.volunteer.clone()).collect();
            seed.shuffle(&mut all);
            all.truncate(500);
            let absent = all.into_iter().map(|volunteer| Event::Absent { volunteer });
            (live.clone(), absent.collect::<Vec<_>>())
        };
        bench.iter_batched_ref(
            setup,
            |(live, events)| {
                live.happen_all(events).unwrap();
                live.propose(&ASKED)
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, the_day_itself);
criterion_main!(benches);
