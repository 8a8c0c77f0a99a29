//! `rifada live` and `rifada replan`: the protocol line by line, its page, floods, and being killed at any moment.

use crate::stage::Stage;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/PROTOCOL.md");

/// A stage with a small day and a plan of it.
fn with_plan() -> Stage {
    let stage = Stage::with_day();
    stage.changed("live.json", |day| day["objective"] = json!({"changes": {"weight": 1}}));
    stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "4"]).with_code(0);
    stage
}

/// What is answered to these lines.
fn answers(stage: &Stage, files: [&str; 2], lines: &[String]) -> Vec<String> {
    let input = lines.join("\n") + "\n";
    let answer = stage.run_with_input(&["live", files[0], files[1]], input.as_bytes()).well();
    answer.out.lines().map(str::to_owned).collect()
}

fn parsed(lines: &[String]) -> Vec<Value> {
    lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The blocks of a page that begin with three ticks and `kind`.
fn blocks<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    let open = format!("```{kind}\n");
    page.match_indices(&open).filter_map(|(at, _)| page[at + open.len()..].split("```").next()).collect()
}

#[test]
fn the_transcript_of_the_protocol_page_is_what_is_answered() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (files, transcript) = (blocks(&page, "json"), blocks(&page, "text")[0]);
    let stage = Stage::new();
    stage.write("scenario.json", files[0]);
    stage.write("plan.json", files[1]);
    let asked: Vec<String> =
        transcript.lines().filter_map(|line| line.strip_prefix("> ")).map(str::to_owned).collect();
    let answered = answers(&stage, ["scenario.json", "plan.json"], &asked);
    assert_eq!(asked.len(), answered.len());
    let expected: String =
        asked.iter().zip(&answered).map(|(asked, answered)| format!("> {asked}\n< {answered}\n")).collect();
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(PAGE, page.replace(transcript, &expected)).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap();
    assert!(blocks(&page, "text")[0] == expected, "write it anew with RIFADA_BLESS=1, as:\n{expected}");
}

#[test]
fn every_line_is_answered_by_one_with_its_id() {
    let stage = with_plan();
    let lines = [
        r#"{"id": 1, "do": "status"}"#,
        r#"{"id": "two", "do": "event", "event": {"kind": "absent", "volunteer": "v1"}}"#,
        r#"{"id": 3.5, "do": "propose", "within_ms": 50}"#,
        "",
        "nonsense",
        r#"[1, 2]"#,
        r#"{"id": 7}"#,
        r#"{"id": 8, "do": "dance"}"#,
        r#"{"id": 9, "do": "event"}"#,
        r#"{"id": 10, "do": "event", "event": {"kind": "absent", "volunteer": "v1", "why": "tired"}}"#,
        r#"{"id": 11, "do": "event", "event": {"kind": "absent", "volunteer": "v999"}}"#,
        r#"{"id": 12, "do": "event", "events": [{"kind": "absent", "volunteer": "v2"}, {"kind": "absent", "volunteer": "v2"}]}"#,
        r#"{"id": 13, "do": "event", "event": {"kind": "time", "now": "yesterday"}}"#,
        r#"{"id": 14, "do": "candidates", "point": "p0", "post": "serve", "from": "2027-05-15T08:00"}"#,
        r#"{"id": [15], "do": "status"}"#,
        r#"{"id": 16, "id": 17, "do": "status"}"#,
        r#"{"id": 18, "do": "save"}"#,
    ]
    .map(str::to_owned);
    let told = parsed(&answers(&stage, ["live.json", "plan.json"], &lines));
    let codes: Vec<&str> = told.iter().map(|line| line["error"]["code"].as_str().unwrap_or("ok")).collect();
    assert_eq!(
        codes,
        [
            "ok",
            "ok",
            "ok",
            "json-empty",
            "json-syntax",
            "wrong-type",
            "missing-key",
            "unknown-value",
            "missing-key",
            "unknown-key",
            "unknown-id",
            "nothing-to-change",
            "malformed-time",
            "missing-key",
            "wrong-type",
            "duplicate-key",
            "ok",
        ]
    );
    let ids: Vec<&Value> = told.iter().map(|line| &line["id"]).collect();
    assert_eq!((ids[0], ids[1], ids[2], ids[4]), (&json!(1), &json!("two"), &json!(3.5), &Value::Null));
    assert_eq!(told[11]["error"]["path"], "$.events[1]");
    for line in told.iter().filter(|line| line.get("error").is_some()) {
        let error = line["error"].as_object().unwrap();
        assert!(["code", "path", "text", "remedy"].iter().all(|key| error[*key].is_string()), "{line}");
    }
    // v2 is still there: of a batch with a fault in it nothing happens.
    let duties = told[16]["ok"]["plan"]["duties"].as_array().unwrap();
    assert!(duties.iter().any(|duty| duty["volunteer"] == "v2"));
}

#[test]
fn what_is_saved_is_accepted_by_check_and_goes_on() {
    let stage = with_plan();
    let lines = [
        r#"{"do": "event", "event": {"kind": "time", "now": "2027-05-15T09:10"}}"#,
        r#"{"do": "event", "events": [{"kind": "absent", "volunteer": "v1"}, {"kind": "leaves", "volunteer": "v2"}]}"#,
        r#"{"do": "accept"}"#,
        r#"{"do": "save"}"#,
    ]
    .map(str::to_owned);
    let told = parsed(&answers(&stage, ["live.json", "plan.json"], &lines));
    stage.write("now.json", told[3]["ok"]["scenario"].to_string());
    stage.write("new.json", told[3]["ok"]["plan"].to_string());
    stage.run(&["check", "now.json", "new.json"]).with_code(0);
    let again = parsed(&answers(&stage, ["now.json", "new.json"], &[r#"{"do": "save"}"#.to_owned()]));
    assert_eq!(again[0]["ok"], told[3]["ok"]);
}

/// A run that is fed line by line.
struct Fed {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
}

impl Fed {
    fn new(stage: &Stage, files: [&str; 2]) -> Self {
        let mut child = stage.spawn(stage.command(&["live", files[0], files[1]]).stdin(Stdio::piped()));
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    fn ask(&mut self, line: &Value) -> Value {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
        let mut answer = String::new();
        self.out.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    }
}

#[test]
fn killed_at_any_moment_it_goes_on_from_the_last_save() {
    let stage = with_plan();
    let duties = stage.json("plan.json")["duties"].as_array().unwrap().clone();
    let absences: Vec<Value> = duties
        .iter()
        .take(9)
        .map(|duty| json!({"do": "event", "event": {"kind": "absent", "volunteer": duty["volunteer"]}}))
        .collect();
    // All in one life.
    let mut fed = Fed::new(&stage, ["live.json", "plan.json"]);
    for absence in &absences {
        fed.ask(absence);
        fed.ask(&json!({"do": "accept"}));
    }
    let whole = fed.ask(&json!({"do": "save"}))["ok"].clone();
    fed.child.kill().unwrap();
    // The same, killed after every save, and once more while it works on something that was never saved.
    let mut files = ["live.json".to_owned(), "plan.json".to_owned()];
    for (number, absence) in absences.iter().enumerate() {
        let mut fed = Fed::new(&stage, [&files[0], &files[1]]);
        fed.ask(absence);
        fed.ask(&json!({"do": "accept"}));
        let saved = fed.ask(&json!({"do": "save"}))["ok"].clone();
        files = [format!("scenario-{number}.json"), format!("plan-{number}.json")];
        stage.write(&files[0], saved["scenario"].to_string());
        stage.write(&files[1], saved["plan"].to_string());
        let lost = json!({"do": "event", "event": {"kind": "absent", "volunteer": "v29"}});
        writeln!(fed.child.stdin.as_mut().unwrap(), "{lost}").unwrap();
        fed.child.kill().unwrap();
        fed.child.wait().unwrap();
    }
    assert_eq!(stage.json(&files[0]), whole["scenario"]);
    assert_eq!(stage.json(&files[1]), whole["plan"]);
}

#[test]
fn a_flood_of_lines_is_answered_in_order_and_an_endless_one_is_refused() {
    let stage = with_plan();
    let mut child = stage.spawn(stage.command(&["live", "live.json", "plan.json"]).stdin(Stdio::piped()));
    let mut pipe = child.stdin.take().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let many = 20_000;
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for number in 0..many {
                writeln!(pipe, "{{\"id\": {number}, \"do\": \"status\"}}").unwrap();
            }
            // A line of 40 MB, of which no more is kept than shows that it is too long.
            let piece = vec![b'x'; 1 << 20];
            for _ in 0..40 {
                pipe.write_all(&piece).unwrap();
            }
            writeln!(pipe).unwrap();
            writeln!(pipe, "{{\"id\": \"last\", \"do\": \"status\"}}").unwrap();
            pipe
        });
        let mut lines = out.lines();
        for number in 0..many {
            let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            assert_eq!(line["id"], number);
        }
        let long: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(long["error"]["code"], "too-large");
        let last: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(last["id"], "last");
        // It has the last line and waits for more, so its memory can still be read.
        #[cfg(target_os = "linux")]
        {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
            let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
            assert!(peak < 100_000, "{peak} kB for a day of 30 people");
        }
        drop(writer.join().unwrap());
        assert!(lines.next().is_none());
    });
    assert!(child.wait().unwrap().success());
}

#[test]
fn replan_writes_a_plan_that_check_accepts_and_says_what_changes() {
    let stage = with_plan();
    let duty = &stage.json("plan.json")["duties"][0];
    let event = json!({"kind": "absent", "volunteer": duty["volunteer"]});
    stage.write(
        "events.jsonl",
        format!("{event}\n\n{{\"kind\": \"demand\", \"point\": \"p0\", \"post\": \"serve\", \"more\": 3}}\n"),
    );
    let arguments = [
        "replan",
        "day.json",
        "plan.json",
        "events.jsonl",
        "-o",
        "new.json",
        "--diff",
        "--scenario-output",
        "now.json",
    ];
    let said = stage.run(&arguments).well().out;
    assert!(said.lines().last().unwrap().contains("the plan cost"), "{said}");
    let changes = said.lines().count() - 1;
    assert!(
        changes > 0 && said.lines().take(changes).all(|line| line.starts_with(['+', '-', '~'])),
        "{said}"
    );
    stage.accepts("now.json", "new.json");
    let duties = stage.json("new.json")["duties"].clone();
    assert!(duties.as_array().unwrap().iter().all(|other| other["volunteer"] != duty["volunteer"]));
}

#[test]
fn replan_refuses_a_faulty_event_and_writes_nothing() {
    let stage = with_plan();
    stage.write(
        "events.jsonl",
        "{\"kind\": \"absent\", \"volunteer\": \"v1\"}\n{\"kind\": \"absent\", \"volunteer\": \"v1\"}\n",
    );
    let refused =
        stage.run(&["replan", "live.json", "plan.json", "events.jsonl", "-o", "new.json"]).refused(2);
    assert!(refused.err.contains("line 2") && refused.err.contains("nothing-to-change"), "{}", refused.err);
    assert!(!stage.files().contains(&"new.json".to_owned()));
    let same = stage.run(&["replan", "live.json", "plan.json", "events.jsonl", "-o", "plan.json"]).refused(3);
    assert!(same.err.contains("plan.json"));
}

#[test]
fn a_plan_that_breaks_a_rule_is_not_put_in_force() {
    let stage = with_plan();
    let mut plan = stage.json("plan.json");
    let first = plan["duties"][0].clone();
    plan["duties"].as_array_mut().unwrap().push(first);
    stage.write("twice.json", plan.to_string());
    let refused = stage.run_with_input(&["live", "live.json", "twice.json"], b"").refused(2);
    assert!(refused.err.contains("plan-breaks-rule"), "{}", refused.err);
    stage.run_with_input(&["live", "-", "plan.json"], b"").refused(2);
}
