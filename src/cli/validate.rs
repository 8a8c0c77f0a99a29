//! `rifada validate`: everything that is wrong with a scenario.

use super::Exit;
use super::args::{Style, Validate};
use super::input::Reading;
use super::output::{Failure, print};
use rifada::io::scenario::Scenario;
use rifada::model::Problem;

/// Says on standard output all that is wrong with the scenario, or what is in it.
pub(super) fn run(wanted: &Validate) -> Result<Exit, Failure> {
    let mut reading = Reading::of(&wanted.scenario, wanted.diagnostics);
    let read = reading.problem();
    let mut text = match wanted.diagnostics {
        Style::Text => reading.report(),
        Style::Json => reading.faults_as_json(),
    };
    if let (Some((scenario, problem)), Style::Text) = (&read, wanted.diagnostics) {
        text.push_str(&format!("{}: valid: {}\n", wanted.scenario.display(), content(scenario, problem)));
    }
    print(&text)?;
    Ok(if read.is_some() { Exit::Done } else { Exit::Input })
}

/// What is in a scenario, in a line.
fn content(scenario: &Scenario, problem: &Problem) -> String {
    format!(
        "{} volunteers, {} points with {} posts, {} slots of {} minutes from {} to {}",
        problem.volunteers.len(),
        scenario.points.len(),
        problem.posts.len(),
        problem.grid.slots(),
        problem.grid.slot_minutes().0,
        scenario.start.as_str(),
        scenario.end.as_str(),
    )
}
