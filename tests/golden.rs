//! The plans of the scenarios under `data/`, duty by duty. `RIFADA_BLESS=1` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod common;

use common::planned::{planned, planned_by};
use rifada::io::plan_file::PlanFile;
use rifada::io::scenario::Scenario;
use rifada::judge::judge;
use std::num::NonZeroUsize;
use std::path::Path;

/// Enough for the search to have had its say, few enough for a test.
const ITERATIONS: u64 = 20;

/// The duties, just as a file has them.
fn duties(plan: &PlanFile) -> String {
    let bare = PlanFile { duties: plan.duties.clone(), ..PlanFile::default() };
    bare.to_json()
}

fn held_to_golden(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenario = std::fs::read(folder.join("data").join(name)).unwrap();
    let scenario = Scenario::from_json(&scenario).unwrap();
    let (_, alone) = planned_by(&scenario, ITERATIONS, NonZeroUsize::new(1));
    let (_, plan) = planned(&scenario, ITERATIONS);
    let path = folder.join("tests/golden").join(name);
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(&path, plan.to_json()).unwrap();
    }
    let golden = PlanFile::from_json(&std::fs::read(&path).unwrap()).unwrap();
    for plan in [&plan, &golden] {
        let verdict = judge(&scenario, plan).unwrap();
        assert!(verdict.is_clean(), "{name}: {:?} {:?}", verdict.broken, verdict.wrong);
    }
    assert_eq!(duties(&plan), duties(&alone), "{name}: one thread plans otherwise");
    if duties(&plan) != duties(&golden) {
        let differing = plan.duties.iter().zip(&golden.duties).find(|(new, old)| new != old);
        panic!(
            "{name}: {} duties that cost {}, in the golden plan {} that cost {}; the first to differ: {differing:?}; \
             RIFADA_BLESS=1 writes it anew",
            plan.duties.len(),
            plan.cost.total,
            golden.duties.len(),
            golden.cost.total,
        );
    }
}

#[test]
fn ramadan_27_is_planned_as_before() {
    held_to_golden("ramadan-27.json");
}

#[test]
fn hira_thursday_is_planned_as_before() {
    held_to_golden("hira-thursday.json");
}

#[test]
fn last_ten_is_planned_as_before() {
    held_to_golden("last-ten.json");
}

#[test]
fn jamarat_10_13_is_planned_as_before() {
    held_to_golden("jamarat-10-13.json");
}
