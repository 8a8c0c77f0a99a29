//! `rifada live`: a plan in force, told what happens and asked what to do, a line of JSON in and one out.
//!
//! A line is read when the one before is answered, so whatever comes faster waits in its pipe.

use super::Exit;
use super::args::Live as Wanted;
use super::input::{Reading, refuse_two_standard};
use super::output::Failure;
use rifada::io::change_file::written;
use rifada::io::diagnostic::{Diagnostic, Diagnostics, Severity};
use rifada::io::event::{Request, RequestId};
use rifada::io::files::FileError;
use rifada::io::read::{LONGEST_LINE, read_request};
use rifada::io::scenario::Scenario;
use rifada::live::Live;
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

/// Answers lines of standard input until it ends.
pub(super) fn run(wanted: &Wanted) -> Result<Exit, Failure> {
    refuse_two_standard(&[&wanted.scenario, &wanted.plan, Path::new("-")])?;
    let mut live = opened(&wanted.scenario, &wanted.plan)?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut line = Vec::new();
    loop {
        if !next_line(&mut input, &mut line).map_err(|error| unread(&error))? {
            return Ok(Exit::Done);
        }
        let (id, request) = read_request(&line);
        let answer = request.and_then(|request| answer(&mut live, &request));
        let text = told(&id, answer);
        let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
        written.map_err(|error| Failure::of_output(&FileError::of_writing("standard output", &error)))?;
    }
}

/// The live state of the files of a scenario and a plan.
pub(super) fn opened(scenario: &Path, plan: &Path) -> Result<Live, Failure> {
    let style = super::args::Style::Text;
    let (mut scenario_read, mut plan_read) = (Reading::of(scenario, style), Reading::of(plan, style));
    let read: (Option<Scenario>, _) = (scenario_read.scenario(), plan_read.plan());
    scenario_read.accept()?;
    plan_read.accept()?;
    let (Some(scenario), Some(plan)) = read else {
        return Err(Failure::of_input(scenario_read.report() + &plan_read.report()));
    };
    if plan.scenario != scenario.id {
        let text =
            format!("error: a plan of {:?}\n  remedy: give a plan of {:?}\n", plan.scenario, scenario.id);
        return Err(Failure::of_input(text));
    }
    Live::of(scenario, &plan.duties).map_err(|faults| Failure::of_input(faults.to_text()))
}

/// Reads a line, without its end; of one that is too long no more is kept than shows that it is.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = LONGEST_LINE as u64 + 1;
    input.by_ref().take(most).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 == most {
        let mut ended = false;
        while !ended {
            let seen = input.fill_buf()?;
            let end = seen.iter().position(|byte| *byte == b'\n');
            let passed = end.map_or(seen.len(), |end| end + 1);
            ended = end.is_some() || passed == 0;
            input.consume(passed);
        }
    } else if line.is_empty() {
        return Ok(false);
    }
    Ok(true)
}

fn unread(error: &io::Error) -> Failure {
    Failure::of_input(format!("error: {}\n", FileError::of_reading("standard input", error)))
}

fn answer(live: &mut Live, request: &Request) -> Result<String, Diagnostics> {
    Ok(match request {
        Request::Events(events) => written(&live.happen_all(events)?),
        Request::Propose(asked) => written(&live.propose(asked)),
        Request::Accept(asked) => written(&live.accept(asked)),
        Request::Undo => written(&live.undo()?),
        Request::Candidates { point, post, from, to, most } => {
            let candidates = live.candidates((point, post), from, to, *most as usize)?;
            format!("{{\"candidates\":{}}}", written(&candidates))
        }
        Request::Opportunities { volunteer, most } => {
            format!("{{\"opportunities\":{}}}", written(&live.opportunities(volunteer, *most as usize)?))
        }
        Request::CanServe { duty } => {
            let objections = live.can_serve(duty)?;
            format!("{{\"can_serve\":{},\"objections\":{}}}", objections.is_empty(), written(&objections))
        }
        Request::Save => {
            let (scenario, plan) = live.save();
            format!("{{\"scenario\":{},\"plan\":{}}}", written(&scenario), written(&plan))
        }
        Request::Status => written(&live.status()),
    })
}

/// An answer with the id of its request.
fn told(id: &RequestId, answer: Result<String, Diagnostics>) -> String {
    let id = match id {
        RequestId::None => "null".to_owned(),
        RequestId::Text(text) => json!(text).to_string(),
        RequestId::Number(text) => text.clone(),
    };
    let (key, value) = match answer {
        Ok(value) => ("ok", value),
        Err(faults) => ("error", error(&faults).to_string()),
    };
    format!("{{\"id\":{id},\"{key}\":{value}}}\n")
}

/// The first error as an object.
fn error(faults: &Diagnostics) -> Value {
    let is_error = |fault: &&Diagnostic| fault.code.severity() == Severity::Error;
    let fault = faults.list.iter().find(is_error).or(faults.list.first());
    fault.map_or(Value::Null, |fault| {
        json!({"code": fault.code.text(), "path": fault.path, "text": fault.found, "remedy": fault.remedy})
    })
}
