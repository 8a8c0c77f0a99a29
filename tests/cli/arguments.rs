//! Arguments: help, and what is refused.

use crate::stage::Stage;

#[test]
fn every_command_has_help_with_an_example() {
    let stage = Stage::new();
    assert!(stage.run(&["--help"]).well().out.contains("Usage: rifada <COMMAND>"));
    for command in ["solve", "check", "validate", "schema", "generate", "rules"] {
        let help = stage.run(&[command, "--help"]).well().out;
        assert!(help.contains(&format!("  rifada {command} ")), "{help}");
    }
    assert!(stage.run(&["--version"]).well().out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn arguments_that_make_no_sense_are_refused_and_nothing_is_written() {
    let stage = Stage::with_day();
    let refused: &[&[&str]] = &[
        &["--threads", "0"],
        &["--threads", "-1"],
        &["--threads", "1000000"],
        &["--time-limit", "-1"],
        &["--time-limit", "0"],
        &["--time-limit", "nan"],
        &["--time-limit", "inf"],
        &["--time-limit", "soon"],
        &["--time-limit", "1000000h"],
        &["--gap", "nan"],
        &["--gap", "-1%"],
        &["--gap", "inf"],
        &["--gap", "101%"],
        &["--gap", "5"],
        &["--iterations", "0"],
        &["--iterations", "-5"],
        &["--iterations", "1.5"],
        &["--iterations", "5", "--time-limit", "5s"],
        &["--seed", "-1"],
        &["--lang", "xx"],
        &["--no-such-option"],
        &["another.json"],
    ];
    for arguments in refused {
        let answer = stage.run(&[&["solve", "day.json", "-o", "plan.json"], *arguments].concat());
        let answer = answer.with_code(2);
        assert!(answer.out.is_empty() && answer.err.starts_with("error: "), "{arguments:?}: {answer:?}");
    }
    for arguments in [
        &["generate", "--volunteers", "-1"][..],
        &["generate", "--volunteers", "4000000000"],
        &["generate", "--points", "0"],
        &["generate", "--days", "400"],
        &["generate", "--days", "399", "--volunteers", "1000000"],
        &["generate", "--slot-minutes", "7"],
        &["generate", "--rules", "none"],
        &["generate", "--preset", "ramadan-27", "--volunteers", "5"],
        &["generate", "--preset", "ramadan-27", "--times", "2"],
        &["generate", "--preset", "jamarat-10-13", "--times", "0"],
        &["generate", "--times", "2"],
        &["rules", "law"],
        &["frobnicate"],
        &[],
    ] {
        stage.run(arguments).with_code(2);
    }
    assert_eq!(stage.files(), ["day.json"]);
}

#[test]
fn a_refusal_says_what_would_do() {
    let stage = Stage::new();
    for (option, value, remedy) in [
        ("--threads", "0", "give 1 to 1024"),
        ("--time-limit", "-1", "such as 30s"),
        ("--gap", "nan", "such as 1%"),
        ("--gap", "5", "write 5%"),
    ] {
        let said = stage.run(&["solve", "day.json", option, value]).err;
        assert!(said.contains(remedy), "{said}");
    }
}

#[test]
fn the_schemas_are_those_that_the_files_meet() {
    let stage = Stage::with_day();
    let outputs = ["-o", "plan.json", "--certificate", "proof.json"];
    stage.run(&[&["solve", "day.json", "--iterations", "3"], &outputs[..]].concat()).with_code(0);
    let schema = |arguments: &[&str]| {
        let text = stage.run(arguments).well().out;
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::draft202012::new(&schema).unwrap()
    };
    let (scenario, plan) = (stage.json("day.json"), stage.json("plan.json"));
    let of_scenario = schema(&["schema", "scenario"]);
    assert!(of_scenario.is_valid(&scenario) && !of_scenario.is_valid(&plan));
    let of_plan = schema(&["schema", "plan"]);
    assert!(of_plan.is_valid(&plan) && !of_plan.is_valid(&scenario));
    let proof = stage.json("proof.json");
    let of_certificate = schema(&["schema", "certificate"]);
    assert!(of_certificate.is_valid(&proof) && !of_certificate.is_valid(&plan));
    let of_any = schema(&["schema"]);
    assert!(of_any.is_valid(&plan) && of_any.is_valid(&scenario) && of_any.is_valid(&proof));
    assert!(!of_any.is_valid(&serde_json::json!({"format": "rifada-scenario/1"})));
}

#[test]
fn the_same_seed_generates_the_same_scenario() {
    let stage = Stage::new();
    for rules in ["plain", "rich", "full"] {
        let generate = |seed: &str| {
            let options = ["--volunteers", "40", "--points", "12", "--days", "2", "--zones", "3"];
            stage.run(&[&["generate", "--rules", rules, "--seed", seed], &options[..]].concat()).well().out
        };
        let made = generate("7");
        assert_eq!(made, generate("7"));
        assert_ne!(made, generate("8"));
        stage.write("made.json", made);
        stage.run(&["validate", "made.json"]).with_code(0);
    }
}

#[test]
fn the_presets_are_the_data_files() {
    let stage = Stage::new();
    for preset in ["ramadan-27", "arafat-day", "hira-thursday", "last-ten", "jamarat-10-13"] {
        let file = format!("{}/data/{preset}.json", env!("CARGO_MANIFEST_DIR"));
        stage.run(&["generate", "--preset", preset, "-o", "made.json"]).well();
        let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        assert!(stage.json("made.json") == kept, "{preset}");
    }
}

#[test]
fn the_jamarat_come_in_as_many_areas_as_are_asked_for_and_nothing_else_does() {
    let stage = Stage::new();
    let preset = ["generate", "--preset", "jamarat-10-13"];
    stage.run(&[&preset[..], &["--times", "2", "-o", "two.json"]].concat()).well();
    let two = stage.json("two.json");
    let counts = ["points", "volunteers"].map(|key| two[key].as_array().map(Vec::len));
    assert_eq!((counts, &two["id"]), ([Some(24), Some(1_280)], &"jamarat-10-13-x2".into()));
    stage.run(&["validate", "two.json"]).well();
    let said = stage.run(&["generate", "--preset", "last-ten", "--times", "2"]).with_code(2).err;
    for words in ["'--times <N>'", "'--preset jamarat-10-13'", "Usage: rifada generate"] {
        assert!(said.contains(words), "{said}");
    }
    let said = stage.run(&["generate", "--times", "2"]).with_code(2).err;
    assert!(said.contains("--preset <PRESET>"), "{said}");
}

#[test]
fn without_the_tenth_night_the_last_ten_are_a_valid_scenario_too() {
    let stage = Stage::new();
    stage.run(&["generate", "--preset", "last-nine", "-o", "nine.json"]).well();
    let said = stage.run(&["validate", "nine.json"]).well().out;
    assert!(said.contains("340 volunteers, 8 points") && said.contains("to 2027-03-08T08:00"), "{said}");
}

#[test]
fn a_policy_is_printed_as_rules_that_a_scenario_takes() {
    let stage = Stage::with_day();
    let list = stage.run(&["rules"]).well().out;
    for policy in ["mosque", "scout", "ramadan", "minor"] {
        assert!(list.contains(&format!("  {policy} ")), "{list}");
        let rules = stage.run(&["rules", policy]).well().out;
        let rules: serde_json::Value = serde_json::from_str(&rules).unwrap();
        stage.changed("ruled.json", |day| {
            day["rules"] = serde_json::json!({"default": rules, policy: rules});
            day["volunteers"][0]["rules"] = rules;
        });
        stage.run(&["validate", "ruled.json"]).with_code(0);
    }
    assert!(stage.run(&["rules", "--lang", "ar"]).well().out.contains("ساعات في اليوم"));
    assert!(stage.run(&["rules", "law"]).with_code(2).err.contains("mosque, scout, ramadan, minor"));
}
