//! Signals, pipes and devices, where there are any.

use crate::stage::{Answer, Stage};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// Signals a run that has no end of its own, and answers with what it ended with.
fn signalled(stage: &Stage, name: &str) -> Answer {
    let sizes = ["--volunteers", "200", "--points", "8", "--days", "3", "--rules", "rich"];
    stage.run(&[&["generate", "-o", "day.json"], &sizes[..]].concat()).well();
    for millis in [500, 2_000, 10_000] {
        let mut command = stage.command(&["solve", "day.json", "-o", "plan.json", "--time-limit", "10h"]);
        let child = stage.spawn(&mut command);
        std::thread::sleep(Duration::from_millis(millis));
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        // A signal that comes before the program listens ends it as it ends any other: then give it more time.
        if output.status.code().is_some() {
            return output.into();
        }
    }
    panic!("SIG{name} ends the program, however long it has been running");
}

#[test]
fn a_signal_ends_a_run_with_the_best_plan_so_far() {
    for name in ["INT", "TERM"] {
        let stage = Stage::new();
        let answer = signalled(&stage, name).with_code(0);
        assert!(answer.out.contains("it was asked to end"), "{name}: {answer:?}");
        stage.accepts("day.json", "plan.json");
        assert_eq!(stage.json("plan.json")["stop"], "cancelled", "{name}");
        assert_eq!(stage.files(), ["day.json", "plan.json"]);
    }
}

#[test]
fn without_a_terminal_nothing_is_drawn() {
    let stage = Stage::with_day();
    let answer = stage.run(&["solve", "day.json", "--time-limit", "300ms"]).well();
    assert!(!answer.out.contains(['\r', '\u{1b}']), "{answer:?}");
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    if !fs::exists("/dev/full").unwrap() {
        return;
    }
    let stage = Stage::with_day();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let quick = ["--iterations", "1"];
    let answer = stage.run(&[&["solve", "day.json", "-o", "/dev/full"], &quick[..]].concat()).refused(3);
    assert!(
        answer.err.contains("the disk is full") && answer.err.contains("The plan itself is safe in"),
        "{answer:?}"
    );
    for arguments in [
        &["solve", "day.json", "--iterations", "1"][..],
        &["solve", "day.json", "-o", "-", "--iterations", "1"],
        &["validate", "day.json"],
        &["schema"],
        &["generate"],
        &["--help"],
    ] {
        let output = stage.command(arguments).stdout(full()).output().unwrap();
        Answer::from(output).with_code(3);
    }
    let arguments = ["solve", "day.json", "-o", "plan.json", "--iterations", "1"];
    let answer = Answer::from(stage.command(&arguments).stdout(full()).output().unwrap()).with_code(3);
    assert!(answer.err.contains("The plan itself is safe in plan.json"), "{answer:?}");
    stage.accepts("day.json", "plan.json");
    let output = stage.command(&["solve", "none.json"]).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_pipe_that_is_closed_is_told() {
    let stage = Stage::with_day();
    for arguments in [
        &["solve", "day.json", "-o", "-", "--iterations", "1"][..],
        &["solve", "day.json", "--iterations", "1"],
        &["generate"],
        &["schema"],
        &["validate", "day.json"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = stage.command(arguments).stdout(writer).output().unwrap();
        let answer = Answer::from(output).with_code(3);
        assert!(answer.err.contains("whatever read from it has closed"), "{answer:?}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = stage.command(&["solve", "none.json"]).stderr(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_named_pipe_can_be_read_from_and_written_to() {
    let stage = Stage::with_day();
    for name in ["in.fifo", "out.fifo"] {
        assert!(Command::new("mkfifo").arg(stage.path(name)).status().unwrap().success());
    }
    let arguments = ["solve", "in.fifo", "-o", "out.fifo", "--iterations", "3"];
    let child = stage.spawn(&mut stage.command(&arguments));
    let (day, fifo) = (stage.text("day.json"), stage.path("in.fifo"));
    let mut plan = String::new();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            File::options().write(true).open(fifo).unwrap().write_all(day.as_bytes()).unwrap();
        });
        File::open(stage.path("out.fifo")).unwrap().read_to_string(&mut plan).unwrap();
    });
    Answer::from(child.wait_with_output().unwrap()).well();
    stage.write("plan.json", plan);
    stage.accepts("day.json", "plan.json");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_at_once() {
    let stage = Stage::with_day();
    fs::create_dir(stage.path("locked")).unwrap();
    fs::set_permissions(stage.path("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do anything, as in a container, may write there all the same.
    let may_write = File::create(stage.path("locked/try")).is_ok();
    let output = if may_write { "/proc/plan.json" } else { "locked/plan.json" };
    let answer = stage.run(&["solve", "day.json", "-o", output, "--time-limit", "10h"]);
    fs::set_permissions(stage.path("locked"), fs::Permissions::from_mode(0o755)).unwrap();
    answer.refused(3);
}

#[test]
fn an_output_behind_a_link_to_an_input_is_refused() {
    let stage = Stage::with_day();
    std::os::unix::fs::symlink(stage.path("day.json"), stage.path("link.json")).unwrap();
    stage.run(&["solve", "day.json", "-o", "link.json", "--time-limit", "10h"]).refused(3);
    stage.run(&["solve", "link.json", "-o", "day.json", "--time-limit", "10h"]).refused(3);
}

#[test]
fn standard_input_that_is_closed_is_an_empty_file() {
    let stage = Stage::new();
    let output = stage.command(&["solve", "-"]).stdin(Stdio::null()).output().unwrap();
    let answer = Answer::from(output).refused(2);
    assert!(answer.err.contains("json-empty"), "{answer:?}");
}
