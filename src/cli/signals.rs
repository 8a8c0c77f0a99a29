//! Ctrl-C and its like: the first asks the run to end with the best plan so far, the second ends it at once.

use rifada::ground::Cancel;
use std::io::{self, IsTerminal, Write};

/// The exit code of a process that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C, SIGTERM or SIGHUP cancel the run.
pub(super) fn heed(cancel: &Cancel) {
    let cancel = cancel.clone();
    let handled = ctrlc::set_handler(move || {
        if cancel.is_cancelled() {
            std::process::exit(INTERRUPTED);
        }
        cancel.cancel();
        let mut err = io::stderr();
        if err.is_terminal() {
            let said =
                b"\r\x1b[2KEnding with the best plan so far; once more ends it at once, without a plan.\n";
            drop(err.write_all(said));
        }
    });
    // Without a handler a signal ends the process as it would any other: nothing is half-written even then.
    drop(handled);
}
