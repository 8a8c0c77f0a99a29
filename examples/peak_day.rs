//! A planner's evening: reads the 27th night of Ramadan, plans it, and asks what a planner asks.
//!
//! ```sh
//! cargo run --release --example peak_day
//! RIFADA_SECONDS=30 cargo run --release --example peak_day
//! ```

use rifada::engine::{Limit, Options, solve};
use rifada::io::files::read_file;
use rifada::io::plan_file::{PlanFile, PlannedDuty, Shortage, ShortageAt};
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Scenario, Text, Volunteer};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::var("RIFADA_SECONDS").map_or(Ok(3.0), |text| text.parse())?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ramadan-27.json");
    let scenario = Scenario::from_json(&read_file(&path)?)?;
    let (problem, _warnings) = scenario.problem()?;
    let limit = Limit::Time(Duration::try_from_secs_f64(seconds)?);
    let outcome = solve(&problem, &Options { limit, ..Options::default() });
    let claims = Claims { cost: outcome.cost, bound: Some(outcome.bound), ..Claims::default() };
    let plan = plan_file(&scenario, &problem, &outcome.plan, claims);
    let night = Night { scenario: &scenario, plan: &plan };

    let mut out = stdout().lock();
    writeln!(out, "A plan of cost {}; no plan costs less than {}.\n", plan.cost.total, outcome.bound)?;

    writeln!(out, "Who is at King Fahd Gate at 21:00?")?;
    let at_gate = night.on_duty("2027-03-05T21:00").filter(|duty| duty.point == "king-fahd-gate");
    for duty in at_gate {
        let (person, until) = (night.describe(&duty.volunteer), time(duty.to.as_str()));
        writeln!(out, "  {} ({person}), until {until}", duty.volunteer)?;
    }

    writeln!(out, "\nWhere are the people who speak Urdu then?")?;
    let mut by_point: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for duty in night.on_duty("2027-03-05T21:00") {
        if night.volunteer(&duty.volunteer).is_some_and(|person| speaks(person, "ur")) {
            by_point.entry(&duty.point).or_default().push(&duty.volunteer);
        }
    }
    for (point, people) in by_point {
        writeln!(out, "  {}: {}", night.name_of_point(point), people.join(", "))?;
    }

    writeln!(out, "\nWhat is short for longest?")?;
    let mut hours: BTreeMap<String, f64> = BTreeMap::new();
    for shortage in &plan.shortages {
        *hours.entry(night.place(shortage)).or_default() += night.person_hours(shortage);
    }
    let mut hours: Vec<(String, f64)> = hours.into_iter().collect();
    hours.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (place, missing) in hours.iter().take(8) {
        writeln!(out, "  {missing:6.1} person-hours: {place}")?;
    }

    let serving: std::collections::BTreeSet<&str> =
        plan.duties.iter().map(|duty| duty.volunteer.as_str()).collect();
    let idle = scenario.volunteers.iter().filter(|person| !serving.contains(person.id.as_str()));
    let idle: Vec<&str> = idle.map(|person| person.id.as_str()).collect();
    writeln!(
        out,
        "\nWho is not needed? {}",
        if idle.is_empty() { "nobody".into() } else { idle.join(", ") }
    )?;
    Ok(())
}

/// The scenario and its plan, to be asked.
struct Night<'a> {
    scenario: &'a Scenario,
    plan: &'a PlanFile,
}

impl<'a> Night<'a> {
    /// The duties at a local time. Times of one zone without clock changes sort as their texts do.
    fn on_duty(&self, at: &'a str) -> impl Iterator<Item = &'a PlannedDuty> + use<'a> {
        self.plan.duties.iter().filter(move |duty| duty.from.as_str() <= at && at < duty.to.as_str())
    }

    fn volunteer(&self, id: &str) -> Option<&'a Volunteer> {
        self.scenario.volunteers.iter().find(|person| person.id == id)
    }

    /// What a volunteer brings.
    fn describe(&self, id: &str) -> String {
        let Some(person) = self.volunteer(id) else { return String::new() };
        let languages = person.languages.iter().map(|spoken| spoken.code.as_str());
        let age = person.age.map_or("age unknown".to_owned(), |age| age.to_string());
        std::iter::once(age.as_str()).chain(languages).collect::<Vec<_>>().join(", ")
    }

    fn name_of_point(&self, id: &str) -> String {
        let point = self.scenario.points.iter().find(|point| point.id == id);
        point.and_then(|point| point.name.as_ref()).map_or(id.to_owned(), english)
    }

    /// The line that is short, in words.
    fn place(&self, shortage: &Shortage) -> String {
        let line = shortage.line as usize;
        let (place, lines) = match &shortage.at {
            ShortageAt::Post { point, post } => {
                let posts =
                    self.scenario.points.iter().find(|entry| entry.id == *point).map(|entry| &entry.posts);
                let post = posts.into_iter().flatten().find(|entry| entry.id == *post);
                (self.name_of_point(point), post.map(|post| &post.demand))
            }
            ShortageAt::Shared { shared } => {
                let entry = self.scenario.shared.get(*shared as usize);
                let name = entry.and_then(|entry| entry.name.as_ref()).map_or(String::new(), english);
                (name, entry.map(|entry| &entry.demand))
            }
        };
        let name = lines.and_then(|lines| lines.get(line)?.name.as_ref()).map_or(String::new(), english);
        format!("{place}: {name}")
    }

    /// People missing × hours, counted on the slots of the night's grid.
    fn person_hours(&self, shortage: &Shortage) -> f64 {
        let (from, to) = (minute(shortage.from.as_str()), minute(shortage.to.as_str()));
        f64::from(shortage.missing) * (to - from) / 60.0
    }
}

fn speaks(person: &Volunteer, code: &str) -> bool {
    person.languages.iter().any(|spoken| spoken.code == code)
}

fn english(text: &Text) -> String {
    match text {
        Text::Plain(text) => text.clone(),
        Text::ByLanguage(texts) => texts.en.clone().or_else(|| texts.ar.clone()).unwrap_or_default(),
    }
}

fn time(local: &str) -> &str {
    local.split_once('T').map_or(local, |(_, time)| time)
}

/// Minutes from the start of the month to a time of it, `2027-03-05T21:00`.
fn minute(local: &str) -> f64 {
    let number =
        |range: std::ops::Range<usize>| local.get(range).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    (number(8..10) * 24.0 + number(11..13)) * 60.0 + number(14..16)
}
