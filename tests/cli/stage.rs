//! A folder to work in, the program to run in it, and what it answered.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that is gone after the test.
pub struct Stage {
    folder: TempDir,
}

/// What a run of the program answered.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Answer {
    /// The answer, where it ended well and said nothing on standard error.
    #[track_caller]
    pub fn well(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self
    }

    /// The answer, where it ended with `code` and without a panic.
    #[track_caller]
    pub fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }

    /// The answer, where it ended with `code` and a remedy on standard error, and standard output is empty.
    #[track_caller]
    pub fn refused(self, code: i32) -> Self {
        let refused = self.with_code(code);
        assert!(refused.out.is_empty() && refused.err.contains("remedy: "), "{refused:?}");
        refused
    }
}

impl Stage {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A stage with a small scenario, `day.json`.
    pub fn with_day() -> Self {
        let stage = Self::new();
        stage
            .run(&["generate", "--volunteers", "30", "--points", "4", "--zones", "2", "-o", "day.json"])
            .well();
        stage
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The JSON of a file.
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    /// The scenario `day.json` with something changed, as `name`.
    pub fn changed(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut day = self.json("day.json");
        change(&mut day);
        self.write(name, day.to_string());
    }

    /// The names of all files, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program with these arguments, to be run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rifada"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs the program with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs the program with these arguments and this standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Answer {
        let mut child = self.spawn(self.command(arguments).stdin(Stdio::piped()));
        let mut pipe = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A program that refuses its arguments reads nothing: then the pipe breaks, and that is fine.
            scope.spawn(move || drop(std::io::Write::write_all(&mut pipe, input)));
            child.wait_with_output().unwrap().into()
        })
    }

    /// Starts the program with its answer piped.
    pub fn spawn(&self, command: &mut Command) -> Child {
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Holds a plan to be one that the judge accepts; the judge in Python too, where `RIFADA_JUDGE` names its script.
    #[track_caller]
    pub fn accepts(&self, scenario: &str, plan: &str) {
        self.run(&["check", scenario, plan]).well();
        if let Some(said) = self.python(scenario, plan) {
            assert_eq!(said.code, Some(0), "{said:?}");
        }
    }

    /// What the judge in Python says of a plan; nothing where it is not there.
    pub fn python(&self, scenario: &str, plan: &str) -> Option<Answer> {
        let script = std::env::var_os("RIFADA_JUDGE")?;
        let mut command = Command::new("python3");
        command.arg(Path::new(&script)).args([scenario, plan]).current_dir(self.folder.path());
        Some(command.output().unwrap().into())
    }
}
