//! `rifada replan`: what happened, read from a file, and the plan that changes as little as possible about it.

use super::Exit;
use super::args::Replan;
use super::input::refuse_two_standard;
use super::live::opened;
use super::output::{Destination, Failure, print, print_error};
use rifada::io::change_file::{Change, ChangeKind, ChangeSet, Service};
use rifada::io::diagnostic::Diagnostics;
use rifada::io::event::{Asked, Event};
use rifada::io::files::read_file;
use rifada::io::read::read_event;
use rifada::live::Live;
use std::path::Path;

/// Lets the events happen, writes the new plan and the scenario that it is of, and says what changes.
pub(super) fn run(wanted: &Replan) -> Result<Exit, Failure> {
    let inputs: Vec<&Path> = vec![&wanted.scenario, &wanted.plan, &wanted.events];
    refuse_two_standard(&inputs)?;
    let output = Destination::named(&wanted.output);
    output.check(&inputs)?;
    let scenario_output = wanted.scenario_output.as_deref().map(Destination::named);
    if let Some(destination) = &scenario_output {
        destination.check(&inputs)?;
        output.check_apart(destination)?;
    }
    let mut live = opened(&wanted.scenario, &wanted.plan)?;
    happen(&mut live, &wanted.events)?;
    let within_ms = u32::try_from(wanted.within.as_millis()).unwrap_or(u32::MAX);
    let changes = live.accept(&Asked { within_ms, bound: false });
    let (scenario, plan) = live.save();
    output.write(&|out| plan.write_json(out))?;
    if let Some(destination) = &scenario_output {
        destination.write(&|out| scenario.write_json(out))?;
    }
    let text = if wanted.diff { diff(&changes) + &summary(&changes) } else { summary(&changes) };
    let standard =
        std::iter::once(&output).chain(&scenario_output).any(|place| *place == Destination::Standard);
    if standard {
        print_error(&text)?
    } else {
        print(&text)?
    }
    Ok(Exit::Done)
}

/// Lets the events of a file happen, a line each; the first that is refused ends the command.
fn happen(live: &mut Live, path: &Path) -> Result<(), Failure> {
    let bytes = if path == Path::new("-") {
        super::input::read_standard().map_err(|error| Failure::of_input(format!("error: {error}\n")))?
    } else {
        read_file(path).map_err(|error| Failure::of_input(format!("error: {error}\n")))?
    };
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let refused = |faults: Diagnostics| {
            Failure::of_input(format!("{}, line {}:\n{}", path.display(), number + 1, faults.to_text()))
        };
        let event: Event = read_event(line).map_err(refused)?;
        live.happen(&event).map_err(refused)?;
    }
    Ok(())
}

/// The changes, a line each.
fn diff(changes: &ChangeSet) -> String {
    changes.changes.iter().map(said).collect()
}

fn said(change: &Change) -> String {
    let service = |service: &Option<Service>| {
        service.as_ref().map_or_else(String::new, |s| {
            format!("{}/{} {} – {}", s.point, s.post, s.from.as_str(), s.to.as_str())
        })
    };
    let (before, after) = (service(&change.before), service(&change.after));
    let what = match change.kind {
        ChangeKind::Added => format!("+ {}  {after}", change.volunteer),
        ChangeKind::Removed => format!("- {}  {before}", change.volunteer),
        ChangeKind::Moved => format!("~ {}  {before}  →  {after}", change.volunteer),
    };
    let gain = change.gain.map_or_else(String::new, |gain| format!(", {gain} less"));
    format!("{what}  ({}{gain})\n", change.reason)
}

fn summary(changes: &ChangeSet) -> String {
    let plural = if changes.changes.len() == 1 { "" } else { "s" };
    format!(
        "{} change{plural}: the plan cost {} and costs {}, of which the changes {}.\n",
        changes.changes.len(),
        changes.before.total,
        changes.after.total,
        changes.after.changes
    )
}
