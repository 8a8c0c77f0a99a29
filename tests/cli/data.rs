//! The data files and every style of generated scenario are planned, and both judges accept the plans.

use crate::stage::Stage;

#[test]
fn the_data_files_are_planned_without_a_warning() {
    let stage = Stage::new();
    for name in ["ramadan-27", "hira-thursday"] {
        let file = format!("{}/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
        stage.run(&["solve", &file, "-o", "plan.json", "--iterations", "4"]).well();
        stage.accepts(&file, "plan.json");
    }
}

#[test]
fn scenarios_of_every_style_are_planned_and_judged() {
    let stage = Stage::new();
    for (rules, slot) in [("plain", "15"), ("rich", "30"), ("full", "60"), ("full", "15")] {
        let sizes =
            ["--volunteers", "40", "--points", "12", "--zones", "3", "--days", "2", "--slot-minutes", slot];
        stage.run(&[&["generate", "--rules", rules, "-o", "day.json"], &sizes[..]].concat()).well();
        stage.run(&["solve", "day.json", "-o", "plan.json", "--iterations", "4"]).with_code(0);
        stage.accepts("day.json", "plan.json");
    }
}
