//! The best plans of two made-up wards of two weeks, 8 people with one kind of shift and 14 with two: what is planned comes to
//! them, and both judge and bound agree. `RIFADA_BLESS=1` writes the plans anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod common;

use common::planned::planned;
use rifada::io::plan_file::PlanFile;
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use std::path::Path;

/// Enough to come to the best known plan.
const ITERATIONS: u64 = 4000;

fn held_to_the_best(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let scenario = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
    let scenario = Scenario::from_json(&scenario).unwrap();
    let (_, plan) = planned(&scenario, ITERATIONS);
    let path = folder.join(format!("{name}-plan.json"));
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(&path, plan.to_json()).unwrap();
    }
    let best = PlanFile::from_json(&std::fs::read(&path).unwrap()).unwrap();
    let verdict = judge(&scenario, &best).unwrap();
    assert!(verdict.is_clean(), "{name}: {:?} {:?}", verdict.broken, verdict.wrong);
    assert!(plan.bound.unwrap() <= best.cost.total, "{name}: {:?} proven", plan.bound);
    assert!(plan.cost.total <= best.cost.total, "{name}: {} instead of {}", plan.cost.total, best.cost.total);
}

#[test]
fn a_ward_of_one_shift_is_planned_as_well_as_is_known() {
    held_to_the_best("ward-8x14");
}

#[test]
fn a_ward_of_two_shifts_is_planned_as_well_as_is_known() {
    held_to_the_best("ward-14x14");
}
