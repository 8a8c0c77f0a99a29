//! The commands of `rifada`, from their arguments to an exit code.
//!
//! What is planned, judged and generated is the library's; here are words, tables and files, and nothing else.

mod args;
mod certificate;
mod check;
mod figures;
mod generate;
mod help;
mod input;
mod language;
mod layout;
mod live;
mod output;
mod people;
mod percent;
mod progress;
mod proof;
mod replan;
mod report;
mod rules;
mod schema;
mod signals;
mod solve;
mod table;
mod validate;
mod values;

use args::{Arguments, Command};
use std::process::ExitCode;

/// What a command ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All went well.
    Done,
    /// A plan that breaks a rule, or says of itself what is not so; a certificate that proves less than is claimed.
    Broken,
    /// Input that cannot be taken.
    Input,
    /// Output that cannot be written.
    Output,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command that the arguments of this process ask for.
pub(super) fn run() -> ExitCode {
    let arguments = match Arguments::of_process() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and the version are answers like any other; all else is a fault in the arguments.
            let exit = if answer.use_stderr() { Exit::Input } else { Exit::Done };
            return answer.print().map_or(Exit::Output, |()| exit).into();
        }
    };
    let ended = match arguments.command {
        Command::Solve(wanted) => solve::run(&wanted),
        Command::Check(wanted) => check::run(&wanted),
        Command::Validate(wanted) => validate::run(&wanted),
        Command::Schema(wanted) => schema::run(&wanted),
        Command::Generate(wanted) => generate::run(&wanted),
        Command::Rules(wanted) => rules::run(&wanted),
        Command::Replan(wanted) => replan::run(&wanted),
        Command::Report(wanted) => report::run(&wanted),
        Command::Live(wanted) => live::run(&wanted),
    };
    match ended {
        Ok(exit) => exit.into(),
        Err(failure) => failure.tell().into(),
    }
}
