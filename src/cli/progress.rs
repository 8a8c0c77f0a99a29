//! The line that shows on a terminal how far a run has come.

use super::percent::percent_up;
use rifada::engine::{Phase, Progress};
use rifada::report::Amount;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// How long a line stands before it is drawn anew.
const STANDS: Duration = Duration::from_millis(150);

/// One line of standard error, drawn over and over; nothing where that is no terminal.
#[derive(Debug)]
pub(super) struct ProgressLine {
    is_shown: bool,
    limit: Option<Duration>,
    drawn: Option<Duration>,
}

impl ProgressLine {
    /// A line not drawn yet, for a run that ends after `limit`, if it goes by the clock.
    pub(super) fn new(limit: Option<Duration>) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { is_shown: io::stderr().is_terminal() && !is_dumb, limit, drawn: None }
    }

    /// Shows `progress`, unless the line has just been drawn.
    pub(super) fn show(&mut self, progress: &Progress) {
        let is_fresh = self.drawn.is_some_and(|drawn| progress.elapsed < drawn + STANDS);
        if !self.is_shown || is_fresh {
            return;
        }
        self.drawn = Some(progress.elapsed);
        self.draw(&line(progress, self.limit));
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.drawn.take().is_some() {
            self.draw("");
        }
    }

    fn draw(&mut self, text: &str) {
        let mut err = io::stderr().lock();
        // A terminal that is gone is no reason to lose the plan.
        if write!(err, "\r\x1b[2K{text}").and_then(|()| err.flush()).is_err() {
            self.is_shown = false;
        }
    }
}

fn line(progress: &Progress, limit: Option<Duration>) -> String {
    let doing = match progress.phase {
        Phase::Prices => "pricing",
        Phase::Construction => "building",
        Phase::Search => "improving",
    };
    let limit = limit.map_or(String::new(), |limit| format!(" of {}", seconds(limit)));
    format!(
        "{doing:<9}  cost {}  bound {}  gap {}  {}{limit}",
        Amount::cost_up(progress.cost),
        Amount::cost_down(progress.bound),
        percent_up(progress.cost, progress.bound),
        seconds(progress.elapsed),
    )
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rifada::ground::Cost;

    #[test]
    fn the_line_says_what_is_done_what_it_costs_and_what_is_proven() {
        let progress = Progress {
            phase: Phase::Search,
            cost: Cost::units(1_068 * 3600),
            bound: Cost::units(1_063 * 3600),
            elapsed: Duration::from_millis(12_340),
        };
        assert_eq!(
            line(&progress, Some(Duration::from_secs(30))),
            "improving  cost 1,068  bound 1,063  gap 0.47 %  12.3 s of 30.0 s"
        );
    }
}
