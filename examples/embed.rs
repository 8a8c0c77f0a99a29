//! Rifada inside a coordination system: a scenario built in code, its faults handled, a run that others can watch and
//! end, the plan read back, and a new plan when somebody falls ill.
//!
//! ```sh
//! cargo run --release --example embed
//! ```

use rifada::engine::{Limit, Options, Outcome, solve_observed};
use rifada::ground::Cancel;
use rifada::io::plan_file::PlanFile;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{
    Changes, DemandWindow, Interval, LanguageNeed, Line, Named, Need, Objective, Point, Post, Rule, Rules,
    SCENARIO_FORMAT, Scenario, Shifts, Spoken, Volunteer,
};
use rifada::model::Problem;
use std::error::Error;
use std::io::{Write, stdout};
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();

    // A fault is told with its place and a remedy, so that the system can show it beside the field it is about.
    let mut scenario = tonight();
    scenario.points[0].zone = "eest".into();
    if let Err(faults) = scenario.problem() {
        for fault in &faults.list {
            writeln!(out, "{} at {}: {}; {}", fault.code.text(), fault.path, fault.found, fault.remedy)?;
        }
    }

    let scenario = tonight();
    let (problem, _warnings) = scenario.problem()?;
    let outcome = planned(&problem, Options { limit: Limit::Iterations(40), ..Options::default() })?;
    let plan = as_file(&scenario, &problem, &outcome);
    writeln!(
        out,
        "\nTonight costs {}, and no plan costs less than {}:",
        outcome.cost.total(),
        outcome.bound
    )?;
    print(&mut out, &plan)?;

    // At 17:10 somebody falls ill. What has begun stays, everybody else keeps their duty where that is not too bad.
    let ill = &plan.duties[plan.duties.len() - 1].volunteer;
    let mut changed = tonight();
    changed.now = Some("2027-03-05T17:10".into());
    changed.objective =
        Some(Objective { changes: Some(Changes { weight: 1, tiers: Vec::new() }), ..Objective::default() });
    changed.published = plan.duties.iter().map(|duty| duty.published(None)).collect();
    for person in &mut changed.volunteers {
        if person.id == *ill {
            person.available.clear();
        }
    }
    let (problem, _warnings) = changed.problem()?;
    let options = Options { limit: Limit::Iterations(40), start: Some(outcome.plan), ..Options::default() };
    let outcome = planned(&problem, options)?;
    let again = as_file(&changed, &problem, &outcome);
    let kept = again.duties.iter().filter(|duty| plan.duties.contains(duty)).count();
    writeln!(out, "\nWithout {ill} it costs {}; {kept} duties stay as they were:", outcome.cost.total())?;
    print(&mut out, &again)?;
    Ok(())
}

/// Plans on a thread of its own. Whoever holds the cancel handle may end the run; the observer tells how far it is.
fn planned(problem: &Problem, mut options: Options) -> Result<Outcome, Box<dyn Error>> {
    let cancel = Cancel::new();
    options.cancel = cancel.clone();
    std::thread::scope(|scope| {
        let run = scope.spawn(move || {
            let mut best = None;
            solve_observed(problem, &options, &mut |progress| {
                // A service would show this; here it ends the run once it has been good enough for a while.
                let good = progress.gap() < 0.01 && progress.elapsed > Duration::from_secs(2);
                if good && best.replace(progress.cost) == Some(progress.cost) {
                    cancel.cancel();
                }
            })
        });
        run.join().map_err(|_| "the planning thread ended badly".into())
    })
}

fn as_file(scenario: &Scenario, problem: &Problem, outcome: &Outcome) -> PlanFile {
    let claims = Claims { cost: outcome.cost, bound: Some(outcome.bound), ..Claims::default() };
    plan_file(scenario, problem, &outcome.plan, claims)
}

fn print(out: &mut impl Write, plan: &PlanFile) -> std::io::Result<()> {
    for duty in &plan.duties {
        let (from, to) = (duty.from.as_str(), duty.to.as_str());
        writeln!(
            out,
            "  {:<8} {} to {}  {}/{}",
            duty.volunteer,
            &from[11..],
            &to[11..],
            duty.point,
            duty.post
        )?;
    }
    for short in &plan.shortages {
        let (from, to) = (short.from.as_str(), short.to.as_str());
        writeln!(
            out,
            "  short of {} from {} to {} on line {}",
            short.missing,
            &from[11..],
            &to[11..],
            short.line
        )?;
    }
    Ok(())
}

/// What the system knows of tonight: two gates, twelve people.
fn tonight() -> Scenario {
    let gate = |id: &str, people: u32| Point {
        id: id.into(),
        zone: "east".into(),
        posts: vec![Post {
            id: "guide".into(),
            shifts: Shifts { min_minutes: 180, max_minutes: 300, ..Shifts::default() },
            demand: vec![
                line(None, people, 2),
                line(Some(Need::Language(LanguageNeed::Code("ur".into()))), 1, 3),
            ],
            ..Post::default()
        }],
        ..Point::default()
    };
    let rest = Rules { max_minutes_per_day: Rule::Is(300), ..Rules::default() };
    Scenario {
        format: SCENARIO_FORMAT.into(),
        id: "tonight".into(),
        time_zone: "Asia/Riyadh".into(),
        start: "2027-03-05T16:00".into(),
        end: "2027-03-05T23:00".into(),
        zones: vec![Named { id: "east".into(), name: None }],
        points: vec![gate("north", 4), gate("south", 3)],
        volunteers: (0..12).map(volunteer).collect(),
        rules: vec![("default".into(), rest)],
        ..Scenario::default()
    }
}

fn line(needs: Option<Need>, people: u32, weight: u32) -> Line {
    let all_evening = DemandWindow { from: "2027-03-05T16:00".into(), to: "2027-03-05T23:00".into(), people };
    Line { needs, windows: Some(vec![all_evening]), weight: Some(weight), ..Line::default() }
}

/// People come at different hours; every third speaks Urdu.
fn volunteer(number: usize) -> Volunteer {
    let from = if number.is_multiple_of(2) { "2027-03-05T16:00" } else { "2027-03-05T18:00" };
    let codes = if number.is_multiple_of(3) { &["ar", "ur"][..] } else { &["ar"] };
    Volunteer {
        id: format!("person{number}"),
        languages: codes.iter().map(|code| Spoken { code: (*code).into(), level: None }).collect(),
        available: vec![Interval { from: from.into(), to: "2027-03-05T23:00".into() }],
        ..Volunteer::default()
    }
}
