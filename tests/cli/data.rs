//! The data files and every style of generated scenario are planned, both judges accept the plans, and the certificates prove their
//! bounds.

use crate::stage::Stage;

/// Plan a little, and keep the proof.
const PROVEN: [&str; 6] = ["-o", "plan.json", "--certificate", "proof.json", "--iterations", "4"];

#[test]
fn the_data_files_are_planned_without_a_warning() {
    let stage = Stage::new();
    for name in ["ramadan-27", "arafat-day", "hira-thursday", "last-ten", "jamarat-10-13"] {
        let file = format!("{}/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
        stage.run(&[&["solve", &file], &PROVEN[..]].concat()).well();
        stage.accepts(&file, "plan.json");
        stage.run(&["check", &file, "plan.json", "--certificate", "proof.json"]).well();
    }
}

#[test]
fn scenarios_of_every_style_are_planned_and_judged() {
    let stage = Stage::new();
    for (rules, slot) in [("plain", "15"), ("rich", "30"), ("full", "60"), ("full", "15")] {
        let sizes =
            ["--volunteers", "40", "--points", "12", "--zones", "3", "--days", "2", "--slot-minutes", slot];
        stage.run(&[&["generate", "--rules", rules, "-o", "day.json"], &sizes[..]].concat()).well();
        stage.run(&[&["solve", "day.json"], &PROVEN[..]].concat()).with_code(0);
        stage.accepts("day.json", "plan.json");
        stage.run(&["check", "day.json", "plan.json", "--certificate", "proof.json"]).well();
    }
}
