//! Files that cannot be read, taken or written.

use crate::stage::Stage;
use serde_json::{Value, json};

/// Breaks a scenario in four places.
fn broken(day: &mut Value) {
    day["points"][0]["zone"] = "nowhere".into();
    day["points"][1]["posts"][0]["demand"][0]["weight"] = json!(-1);
    day["volunteers"][0]["availabel"] = json!([]);
    day["volunteers"][1]["available"][0]["from"] = "2027-03-05T25:00".into();
}

const CODES: [&str; 4] = ["unknown-id", "negative-number", "unknown-key", "malformed-time"];

#[test]
fn every_error_of_a_scenario_is_told_at_once_and_nothing_is_written() {
    let stage = Stage::with_day();
    stage.changed("bad.json", broken);
    let answer = stage.run(&["solve", "bad.json", "-o", "plan.json"]).refused(2);
    assert!(answer.err.starts_with("bad.json:\n"), "{answer:?}");
    for code in CODES {
        assert!(answer.err.contains(&format!("error[{code}] $.")), "{code} in {answer:?}");
    }
    assert!(answer.err.contains("did you mean `available`"), "{answer:?}");
    assert_eq!(stage.files(), ["bad.json", "day.json"]);
}

#[test]
fn errors_can_be_read_by_programs() {
    let stage = Stage::with_day();
    stage.changed("bad.json", broken);
    let answer = stage.run(&["solve", "bad.json", "--diagnostics", "json"]).with_code(2);
    let said: Value = serde_json::from_str(&answer.err).unwrap();
    assert_eq!(said["file"], "bad.json");
    let diagnostics = said["diagnostics"].as_array().unwrap();
    assert_eq!(said["errors"], diagnostics.len());
    for code in CODES {
        let of_code = diagnostics.iter().find(|one| one["code"] == code).unwrap();
        for key in ["path", "found", "remedy"] {
            assert!(of_code[key].as_str().is_some_and(|text| !text.is_empty()), "{of_code}");
        }
    }
    let missing = stage.run(&["check", "day.json", "none.json", "--diagnostics", "json"]).with_code(2);
    let said: Value = serde_json::from_str(&missing.err).unwrap();
    assert_eq!(said["diagnostics"][0]["code"], "file-unreadable");
}

#[test]
fn validate_says_what_is_wrong_or_what_is_there() {
    let stage = Stage::with_day();
    let valid = stage.run(&["validate", "day.json"]).well().out;
    assert!(valid.contains("day.json: valid: 30 volunteers, 4 points"), "{valid}");
    stage.changed("bad.json", broken);
    let answer = stage.run(&["validate", "bad.json"]).with_code(2);
    assert!(answer.out.contains("error[unknown-id] $.points[0].zone"), "{answer:?}");
    let answer = stage.run(&["validate", "bad.json", "--diagnostics", "json"]).with_code(2);
    assert_eq!(serde_json::from_str::<Value>(&answer.out).unwrap()["errors"], 4, "{answer:?}");
    let answer = stage.run(&["validate", "day.json", "--diagnostics", "json"]).well();
    assert_eq!(serde_json::from_str::<Value>(&answer.out).unwrap()["errors"], 0, "{answer:?}");
}

#[test]
fn warnings_are_told_and_the_plan_is_made() {
    let stage = Stage::with_day();
    stage.changed("odd.json", |day| {
        day["points"][0]["posts"][0]["requires"] = json!({"all": [{"gender": "female"}, {"gender": "male"}]});
    });
    let answer = stage.run(&["solve", "odd.json", "-o", "plan.json", "--iterations", "3"]).with_code(0);
    assert!(answer.err.contains("warning[nobody-for-post] $.points[0].posts[0]"), "{answer:?}");
    stage.accepts("odd.json", "plan.json");
    let answer = stage.run(&["validate", "odd.json"]).with_code(0);
    assert!(
        answer.out.contains("warning[nobody-for-post]") && answer.out.contains(": valid: "),
        "{answer:?}"
    );
}

#[test]
fn files_that_are_no_scenario_are_refused_with_a_reason() {
    let stage = Stage::with_day();
    stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "1"]).well();
    let day = stage.text("day.json");
    stage.write("cut.json", &day[..day.len() / 2]);
    stage.write("empty.json", "");
    stage.write("bom.json", format!("\u{feff}{day}"));
    stage.write("latin.json", b"{\"id\": \"caf\xe9\"}");
    stage.write("deep.json", "[".repeat(100_000));
    for (file, code) in [
        ("cut.json", "json-syntax"),
        ("empty.json", "json-empty"),
        ("bom.json", "json-bom"),
        ("latin.json", "json-encoding"),
        ("deep.json", "json-depth"),
        ("plan.json", "wrong-format"),
        ("none.json", "file-unreadable"),
        (".", "file-unreadable"),
    ] {
        let said = stage.run(&["solve", file, "-o", "new.json"]).refused(2).err;
        assert!(said.contains(&format!("error[{code}]")), "{file}: {said}");
    }
    assert!(!stage.files().contains(&"new.json".to_owned()));
}

#[test]
fn an_output_that_is_an_input_is_refused_by_whatever_path_it_is_named() {
    let stage = Stage::with_day();
    let before = stage.text("day.json");
    for output in ["day.json", "./day.json"] {
        let said = stage.run(&["solve", "day.json", "-o", output, "--iterations", "1"]).refused(3).err;
        assert!(said.contains("it is the file that was read"), "{said}");
    }
    stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "1"]).well();
    let arguments = ["solve", "day.json", "--start", "plan.json", "-o", "plan.json"];
    stage.run(&arguments).refused(3);
    assert_eq!(stage.text("day.json"), before);
}

#[test]
fn an_output_that_cannot_be_written_is_refused_before_any_time_is_spent() {
    let stage = Stage::with_day();
    stage.write("file", "");
    for output in ["none/plan.json", "file/plan.json", ".", "new/", &format!("{}.json", "x".repeat(300))] {
        // With this limit the test would not end if the plan were made first.
        let answer = stage.run(&["solve", "day.json", "-o", output, "--time-limit", "10h"]).refused(3);
        assert!(answer.err.contains("cannot write"), "{answer:?}");
    }
    stage.run(&["generate", "-o", "none/day.json"]).refused(3);
    assert_eq!(stage.files(), ["day.json", "file"]);
}

#[test]
fn a_plan_replaces_the_one_that_stood_there() {
    let stage = Stage::with_day();
    stage.write("plan.json", "old");
    stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "1"]).well();
    stage.accepts("day.json", "plan.json");
}
