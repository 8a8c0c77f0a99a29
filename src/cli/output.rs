//! Where a command writes, and what it ends with when it cannot.

use super::Exit;
use rifada::io::files::{self, FileError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a command ends early: what is said on standard error, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    exit: Exit,
    text: String,
}

impl Failure {
    /// Input that cannot be taken; `text` is printed as it is.
    pub(super) const fn of_input(text: String) -> Self {
        Self { exit: Exit::Input, text }
    }

    /// Output that cannot be written.
    pub(super) fn of_output(error: &FileError) -> Self {
        Self { exit: Exit::Output, text: format!("error: {error}\n") }
    }

    /// The same with a line more.
    pub(super) fn with_note(mut self, note: &str) -> Self {
        self.text.push_str(note);
        self.text.push('\n');
        self
    }

    /// Says it on standard error, and answers with the exit code.
    pub(super) fn tell(self) -> Exit {
        // Where standard error is closed too, the exit code is all that is left to say it with.
        drop(io::stderr().write_all(self.text.as_bytes()));
        self.exit
    }
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_pieces(&|out| out.write_all(text.as_bytes()))
}

fn print_pieces(fill: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = fill(&mut out).and_then(|()| out.flush());
    written.map_err(|error| Failure::of_output(&FileError::of_writing("standard output", &error)))
}

/// Writes to standard error.
pub(super) fn print_error(text: &str) -> Result<(), Failure> {
    let written = io::stderr().write_all(text.as_bytes());
    written.map_err(|error| Failure::of_output(&FileError::of_writing("standard error", &error)))
}

/// Where a file goes that a command makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To standard output.
    Standard,
    /// To a file.
    File(PathBuf),
}

impl Destination {
    /// The destination that an argument names; `-` is standard output.
    pub(super) fn named(path: &Path) -> Self {
        if path == Path::new("-") { Self::Standard } else { Self::File(path.to_owned()) }
    }

    /// Refuses what could not be written later, or would overwrite one of `inputs`, before any work is done for it.
    pub(super) fn check(&self, inputs: &[&Path]) -> Result<(), Failure> {
        let Self::File(path) = self else { return Ok(()) };
        files::refuse_input_as_output(path, inputs)
            .and_then(|()| files::refuse_unwritable(path))
            .map_err(|error| Failure::of_output(&error))
    }

    /// Refuses two outputs that go to the same place.
    pub(super) fn check_apart(&self, other: &Self) -> Result<(), Failure> {
        match (self, other) {
            (Self::Standard, Self::Standard) => Err(Failure::of_input(
                "error: standard output can be only one of the files\n  remedy: name a file for the other\n"
                    .to_owned(),
            )),
            (Self::File(one), Self::File(other)) => {
                files::refuse_one_file_for_two(one, other).map_err(|error| Failure::of_output(&error))
            }
            _ => Ok(()),
        }
    }

    /// Writes what `fill` puts there piece by piece; a file is written whole or not at all.
    pub(super) fn write(&self, fill: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::Standard => print_pieces(fill),
            Self::File(path) => files::fill_file(path, fill).map_err(|error| Failure::of_output(&error)),
        }
    }
}
