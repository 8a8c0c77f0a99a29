//! The command line from end to end: the program is run as a planner runs it.

#![expect(clippy::unwrap_used, reason = "what a test is set up with is there, or the test fails")]

mod arguments;
mod certificates;
mod data;
mod files;
mod judging;
mod live;
mod planning;
mod report;
mod stage;
#[cfg(unix)]
mod unix;
