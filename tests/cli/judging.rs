//! Judging plans: accepted, broken, unreadable.

use crate::stage::Stage;
use serde_json::{Value, json};

/// A stage with a scenario and a good plan of it.
fn with_plan() -> Stage {
    let stage = Stage::with_day();
    stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "3"]).well();
    stage
}

/// Judges `plan.json` with something changed, and expects both judges to find it broken.
fn found(stage: &Stage, change: impl FnOnce(&mut Value)) -> String {
    let mut plan = stage.json("plan.json");
    change(&mut plan);
    stage.write("broken.json", plan.to_string());
    if let Some(said) = stage.python("day.json", "broken.json") {
        assert_eq!(said.code, Some(1), "{said:?}");
    }
    stage.run(&["check", "day.json", "broken.json"]).with_code(1).out
}

#[test]
fn a_good_plan_is_accepted() {
    let stage = with_plan();
    let said = stage.run(&["check", "day.json", "plan.json"]).well().out;
    assert!(said.contains("keeps every rule"), "{said}");
}

#[test]
fn a_plan_that_breaks_a_rule_is_refused_and_the_rule_named() {
    let stage = with_plan();
    let said = found(&stage, |plan| {
        let duty = plan["duties"][0].clone();
        plan["duties"].as_array_mut().unwrap().insert(0, duty);
    });
    assert!(said.contains("rule[twice]"), "{said}");
    let said = found(&stage, |plan| plan["duties"][0]["volunteer"] = "nobody".into());
    assert!(said.contains("rule[unknown-volunteer]"), "{said}");
}

#[test]
fn a_plan_that_says_of_itself_what_is_not_so_is_refused() {
    let stage = with_plan();
    let said = found(&stage, |plan| plan["cost"]["shortage"] = json!(0.25));
    assert!(said.contains("claim[cost-claim]") && said.contains("wrong claim"), "{said}");
    let said = found(&stage, |plan| plan["bound"] = json!(1e9));
    assert!(said.contains("claim[bound-claim]"), "{said}");
}

#[test]
fn files_that_cannot_be_judged_are_refused_with_all_that_is_wrong_in_both() {
    let stage = with_plan();
    stage.run(&["check", "day.json", "none.json"]).refused(2);
    stage.run(&["check", "none.json", "plan.json"]).refused(2);
    stage.run(&["check", "plan.json", "day.json"]).refused(2);
    stage.changed("bad.json", |day| day["zone"] = "x".into());
    stage.write("bad-plan.json", "{");
    let said = stage.run(&["check", "bad.json", "bad-plan.json"]).refused(2).err;
    assert!(said.contains("unknown-key") && said.contains("json-syntax"), "{said}");
}

#[test]
fn a_scenario_without_meaning_cannot_be_judged_and_all_that_is_wrong_is_told() {
    let stage = with_plan();
    stage.changed("bad.json", |day| {
        day["start"] = "2027-03-05T6:00".into();
        day["volunteers"][0]["available"][0]["from"] = "2027-03-05T25:00".into();
    });
    let said = stage.run(&["check", "bad.json", "plan.json"]).refused(2).err;
    assert!(said.contains("$.start") && said.contains("$.volunteers[0].available[0].from"), "{said}");
}
