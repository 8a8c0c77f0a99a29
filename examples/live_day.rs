//! The 27th night of Ramadan hour by hour, with surprises drawn from a seed: what changed, and why.
//!
//! `cargo run --release --example live_day [SEED]`

#![expect(clippy::print_stdout, reason = "an example prints")]

use rifada::engine::{Limit, Options, solve};
use rifada::generate;
use rifada::ground::Seed;
use rifada::io::change_file::{Change, ChangeKind, Service};
use rifada::io::event::{Asked, Event, People};
use rifada::io::line_at::LineAt;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Changes, LocalTime, Objective, Scenario, Tier};
use rifada::live::Live;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let number = std::env::args().nth(1).map_or(Ok(27), |text| text.parse())?;
    let scenario = night();
    let (problem, _) = scenario.problem()?;
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(40), ..Options::default() });
    let file = plan_file(&scenario, &problem, &outcome.plan, Claims::default());
    let mut live = Live::of(scenario.clone(), &file.duties)?;
    println!("{} volunteers, a plan that costs {}", scenario.volunteers.len(), live.status().cost.total);

    let seed = &mut Seed::new(number);
    for hour in 17..32 {
        let now = at(&scenario, hour, 5);
        live.happen(&Event::Time { now: now.clone() })?;
        println!("\n{}", now.as_str());
        for event in surprises(seed, &live, hour) {
            let said = told(&event);
            match live.happen(&event) {
                Ok(done) if done.dropped.is_empty() => println!("  {said}"),
                Ok(done) => println!("  {said}: {} duties lost", done.dropped.len()),
                Err(faults) => println!("  {said}: not taken, {}", faults.list[0].found),
            }
        }
        let changes = live.accept(&Asked { within_ms: 500, bound: false });
        for change in &changes.changes {
            println!("    {}", line(change));
        }
        println!("  cost {} → {}", changes.before.total, changes.after.total);
    }
    let (scenario, plan) = live.save();
    let verdict = rifada::judge::judge(&scenario, &plan)?;
    println!(
        "\nThe judge finds {} rules broken and {} wrong claims.",
        verdict.broken.len(),
        verdict.wrong.len()
    );
    Ok(())
}

/// The night with a price on changes: dearer the sooner a duty begins.
fn night() -> Scenario {
    let mut scenario = generate::ramadan_27();
    scenario.freeze_minutes = Some(30);
    let tiers = vec![Tier { within_minutes: 120, weight: 3 }];
    let objective = scenario.objective.get_or_insert_with(Objective::default);
    objective.changes = Some(Changes { weight: 1, tiers });
    scenario
}

/// So many hours after the midnight before the night, and so many minutes.
fn at(scenario: &Scenario, hour: usize, minute: usize) -> LocalTime {
    let start = scenario.start.as_str();
    let day: usize = start[8..10].parse().unwrap_or(1);
    LocalTime(format!("{}{:02}T{:02}:{minute:02}", &start[..8], day + hour / 24, hour % 24))
}

/// What happens in an hour: some do not come, one goes home, one is late; sometimes a gate asks for more or closes.
fn surprises(seed: &mut Seed, live: &Live, hour: usize) -> Vec<Event> {
    let scenario = live.saved_scenario();
    let (_, plan) = live.save();
    let soon: Vec<String> = plan
        .duties
        .iter()
        .filter(|duty| duty.from >= at(&scenario, hour, 0) && duty.from <= at(&scenario, hour + 1, 0))
        .map(|duty| duty.volunteer.clone())
        .collect();
    let mut events = Vec::new();
    for volunteer in soon {
        match seed.below(100) {
            0..6 => events.push(Event::Absent { volunteer }),
            6..9 => events.push(Event::Late { volunteer, until: at(&scenario, hour + 2, 0) }),
            _ => {}
        }
    }
    let point = &scenario.points[seed.below(scenario.points.len())];
    if seed.chance(30) {
        let line = LineAt::Post { point: point.id.clone(), post: point.posts[0].id.clone(), line: 0 };
        let (from, to) = (Some(at(&scenario, hour + 1, 0)), Some(at(&scenario, hour + 4, 0)));
        events.push(Event::Demand { line, from, to, people: People::More(4) });
    }
    if seed.chance(10) {
        let (from, to) = (Some(at(&scenario, hour + 1, 0)), Some(at(&scenario, hour + 3, 0)));
        events.push(Event::Point { point: point.id.clone(), open: false, from, to });
    }
    events
}

fn told(event: &Event) -> String {
    match event {
        Event::Absent { volunteer } => format!("{volunteer} did not come"),
        Event::Late { volunteer, until } => format!("{volunteer} is late, until {}", until.as_str()),
        Event::Demand { line: LineAt::Post { point, post, .. }, .. } => {
            format!("{point}/{post} asks for four more for three hours")
        }
        Event::Point { point, .. } => format!("{point} closes for two hours"),
        other => format!("{other:?}"),
    }
}

fn line(change: &Change) -> String {
    let service = |service: &Option<Service>| {
        service.as_ref().map_or_else(String::new, |s| {
            format!("{}/{} {}–{}", s.point, s.post, &s.from.as_str()[11..16], &s.to.as_str()[11..16])
        })
    };
    let (before, after) = (service(&change.before), service(&change.after));
    let what = match change.kind {
        ChangeKind::Added => format!("+ {}: {after}", change.volunteer),
        ChangeKind::Removed => format!("- {}: {before}", change.volunteer),
        ChangeKind::Moved => format!("~ {}: {before} → {after}", change.volunteer),
    };
    format!("{what}: {}", change.reason)
}
