//! Certificates: written beside a plan, replayed, and refused where they are tampered with.

use crate::stage::Stage;
use serde_json::{Value, json};

/// A stage with a scenario, a good plan of it, and what proves its bound.
fn with_proof() -> Stage {
    let stage = Stage::with_day();
    let arguments =
        ["solve", "day.json", "-o", "plan.json", "--certificate", "proof.json", "--iterations", "20"];
    stage.run(&arguments).well();
    stage
}

/// The certificate with something changed, as `changed.json`.
fn changed(stage: &Stage, change: impl FnOnce(&mut Value)) {
    let mut proof = stage.json("proof.json");
    change(&mut proof);
    stage.write("changed.json", proof.to_string());
}

const CHECK: [&str; 4] = ["check", "day.json", "plan.json", "--certificate"];

#[test]
fn a_certificate_proves_the_bound_of_its_plan() {
    let stage = with_proof();
    assert_eq!(stage.files(), ["day.json", "plan.json", "proof.json"]);
    let (plan, proof) = (stage.json("plan.json"), stage.json("proof.json"));
    assert_eq!(plan["bound"], proof["bound"]);
    let bound = proof["bound"].as_f64().unwrap();
    assert!(bound > 0.0);
    let said = stage.run(&[&CHECK[..], &["proof.json"]].concat()).well().out;
    assert!(said.contains("keeps every rule"), "{said}");
    assert!(
        said.ends_with(&format!("The certificate proves that no plan costs less than {bound}.\n")),
        "{said}"
    );
    let piped = stage.run_with_input(&[&CHECK[..], &["-"]].concat(), stage.text("proof.json").as_bytes());
    assert_eq!(piped.well().out, said);
}

#[test]
fn a_certificate_that_proves_less_than_is_claimed_is_refused() {
    let stage = with_proof();
    changed(&stage, |proof| proof["prices"] = json!([]));
    let said = stage.run(&[&CHECK[..], &["changed.json"]].concat()).with_code(1).out;
    for whose in ["plan", "certificate"] {
        assert!(said.contains(&format!("less than the bound that the {whose} claims")), "{said}");
    }
    changed(&stage, |proof| proof["bound"] = json!(1e9));
    let said = stage.run(&[&CHECK[..], &["changed.json"]].concat()).with_code(1).out;
    assert!(
        said.contains("the certificate claims, 1000000000") && !said.contains("the plan claims"),
        "{said}"
    );
    let mut plan = stage.json("plan.json");
    plan["bound"] = json!(plan["bound"].as_f64().unwrap().next_up());
    stage.write("boast.json", plan.to_string());
    let said =
        stage.run(&["check", "day.json", "boast.json", "--certificate", "proof.json"]).with_code(1).out;
    assert!(said.contains("the plan claims"), "{said}");
}

#[test]
fn prices_out_of_range_of_nothing_and_of_another_scenario_are_refused_all_at_once() {
    let stage = with_proof();
    changed(&stage, |proof| {
        proof["scenario"] = "another".into();
        proof["prices"][0]["prices"][0] = json!(1_000_000_000_000_i64);
        proof["prices"][1]["point"] = "nowhere".into();
        let again = proof["prices"][2].clone();
        proof["prices"].as_array_mut().unwrap().push(again);
    });
    let said = stage.run(&[&CHECK[..], &["changed.json"]].concat()).refused(2).err;
    for code in ["other-scenario", "out-of-range", "unknown-id", "priced-twice"] {
        assert!(said.contains(&format!("error[{code}] $.")), "{code}: {said}");
    }
    stage.write("cut.json", &stage.text("proof.json")[..200]);
    for (file, code) in
        [("cut.json", "json-syntax"), ("plan.json", "wrong-format"), ("none.json", "file-unreadable")]
    {
        let said = stage.run(&[&CHECK[..], &[file]].concat()).refused(2).err;
        assert!(said.contains(code), "{said}");
    }
}

#[test]
fn a_certificate_of_other_needs_proves_what_it_proves_of_these() {
    let stage = with_proof();
    // With nobody short of anything, the same prices prove nothing, and the plan's bound is too high.
    stage.changed("calm.json", |day| {
        for point in day["points"].as_array_mut().unwrap() {
            for post in point["posts"].as_array_mut().unwrap() {
                for line in post["demand"].as_array_mut().unwrap() {
                    line["hourly"] = json!(vec![0; line["hourly"].as_array().unwrap().len()]);
                }
            }
        }
    });
    let said =
        stage.run(&["check", "calm.json", "plan.json", "--certificate", "proof.json"]).with_code(1).out;
    assert!(said.contains("no plan costs less than 0.") && said.contains("the plan claims"), "{said}");
}

#[test]
fn with_nobody_there_the_weights_prove_the_whole_cost() {
    let stage = Stage::with_day();
    stage.changed("empty.json", |day| day["volunteers"] = json!([]));
    let outputs = ["-o", "plan.json", "--certificate", "proof.json"];
    stage.run(&[&["solve", "empty.json", "--iterations", "3"], &outputs[..]].concat()).with_code(0);
    let said = stage.run(&["check", "empty.json", "plan.json", "--certificate", "proof.json"]).well().out;
    assert!(
        said.contains(&format!(
            "costs less than {}.",
            stage.json("plan.json")["cost"]["total"].as_f64().unwrap()
        )),
        "{said}"
    );
}

#[test]
fn a_certificate_goes_to_standard_output_where_the_plan_does_not() {
    let stage = Stage::with_day();
    let to = |plan: &str, proof: &str| {
        let arguments = ["solve", "day.json", "-o", plan, "--certificate", proof, "--iterations", "3"];
        stage.run(&arguments)
    };
    let answer = to("plan.json", "-").with_code(0);
    assert!(answer.out.starts_with('{') && answer.err.contains("By point"), "{answer:?}");
    stage.write("proof.json", answer.out);
    stage.run(&[&CHECK[..], &["proof.json"]].concat()).well();
    to("-", "-").refused(2);
    for (plan, proof) in [("same.json", "./same.json"), ("plan.json", "plan.json"), ("new.json", "day.json")]
    {
        to(plan, proof).refused(3);
    }
    to("new.json", "none/proof.json").refused(3);
    assert_eq!(stage.files(), ["day.json", "plan.json", "proof.json"]);
}
