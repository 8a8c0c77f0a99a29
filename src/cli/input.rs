//! Files that a command reads, and all that is wrong with them.

use super::args::Style;
use super::output::{Failure, print_error};
use rifada::io::certificate_file::CertificateFile;
use rifada::io::diagnostic::{Code, Diagnostics};
use rifada::io::files::{FileError, read_file};
use rifada::io::lower::lower;
use rifada::io::plan_file::PlanFile;
use rifada::io::read::{read_certificate, read_plan, read_scenario};
use rifada::io::scenario::Scenario;
use rifada::model::Problem;
use std::io::{self, Read};
use std::path::Path;

/// A file as it is read, with its faults.
pub(super) struct Reading<'a> {
    path: &'a Path,
    style: Style,
    bytes: Vec<u8>,
    /// What is wrong with it.
    pub faults: Diagnostics,
}

impl<'a> Reading<'a> {
    /// The bytes of the file at `path`; `-` is standard input.
    pub(super) fn of(path: &'a Path, style: Style) -> Self {
        let read = if is_standard(path) { read_standard() } else { read_file(path) };
        let mut faults = Diagnostics::default();
        let bytes = read.unwrap_or_else(|error| {
            faults.push(Code::FileUnreadable, "$", error.found, error.remedy);
            Vec::new()
        });
        Self { path, style, bytes, faults }
    }

    /// The scenario in it, and the problem that it states.
    pub(super) fn problem(&mut self) -> Option<(Scenario, Problem)> {
        let scenario = self.parsed(read_scenario)?;
        let problem = lower(&scenario, &mut self.faults)?;
        Some((scenario, problem))
    }

    /// The scenario in it, whatever it means.
    pub(super) fn scenario(&mut self) -> Option<Scenario> {
        self.parsed(read_scenario)
    }

    /// The plan in it.
    pub(super) fn plan(&mut self) -> Option<PlanFile> {
        self.parsed(read_plan)
    }

    /// The certificate in it.
    pub(super) fn certificate(&mut self) -> Option<CertificateFile> {
        self.parsed(read_certificate)
    }

    fn parsed<T>(&mut self, read: impl Fn(&[u8]) -> (Option<T>, Diagnostics)) -> Option<T> {
        if self.faults.has_errors() {
            return None;
        }
        let (value, faults) = read(&std::mem::take(&mut self.bytes));
        self.faults = faults;
        value
    }

    /// All its faults, as they are printed; nothing where there are none.
    pub(super) fn report(&self) -> String {
        match self.style {
            _ if self.faults.is_empty() => String::new(),
            Style::Text => format!("{}:\n{}", self.path.display(), self.faults.to_text()),
            Style::Json => self.faults_as_json(),
        }
    }

    /// Its faults as a JSON object with the name of the file.
    pub(super) fn faults_as_json(&self) -> String {
        let mut object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&self.faults.to_json()).expect("diagnostics are a JSON object");
        object.insert("file".to_owned(), self.path.to_string_lossy().into());
        format!("{:#}\n", serde_json::Value::Object(object))
    }

    /// Ends the command where there are errors; says on standard error what else there is.
    pub(super) fn accept(&self) -> Result<(), Failure> {
        if self.faults.has_errors() {
            return Err(Failure::of_input(self.report()));
        }
        print_error(&self.report())
    }
}

/// Is it `-`, standard input?
fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Refuses files of which more than one is to be read from standard input.
pub(super) fn refuse_two_standard(paths: &[&Path]) -> Result<(), Failure> {
    if paths.iter().filter(|path| is_standard(path)).count() > 1 {
        let text =
            "error: standard input can be only one of the files\n  remedy: name a file for the other\n";
        return Err(Failure::of_input(text.to_owned()));
    }
    Ok(())
}

/// All bytes of standard input.
pub(super) fn read_standard() -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| FileError::of_reading("standard input", &error))?;
    Ok(bytes)
}
