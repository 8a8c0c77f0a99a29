//! The command line from end to end: the program is run as a planner runs it.

mod arguments;
mod data;
mod files;
mod judging;
mod planning;
mod stage;
#[cfg(unix)]
mod unix;
