//! `rifada report` from end to end: pages, what is said of faulty files, and exit codes.

use crate::stage::Stage;
use serde_json::json;

/// A stage with a plan and its proof.
fn with_plan() -> Stage {
    let stage = Stage::with_day();
    let planned =
        ["solve", "day.json", "-o", "plan.json", "--certificate", "proof.json", "--iterations", "6"];
    stage.run(&planned).well();
    stage
}

#[test]
fn a_page_is_written_in_both_languages() {
    let stage = with_plan();
    stage.run(&["report", "day.json", "plan.json", "-o", "en.html"]).well();
    stage.run(&["report", "day.json", "plan.json", "-o", "ar.html", "--lang", "ar"]).well();
    assert!(stage.text("en.html").starts_with("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"));
    assert!(stage.text("ar.html").starts_with("<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\">"));
    let latin = stage
        .run(&["report", "day.json", "plan.json", "-o", "-", "--lang", "ar", "--digits", "latin"])
        .well();
    assert!(latin.out.contains("من أصل 30 متطوعًا") && stage.text("ar.html").contains("من أصل ٣٠ متطوعًا"));
}

#[test]
fn the_page_says_what_the_table_says() {
    let stage = with_plan();
    let table = stage.run(&["solve", "day.json", "--iterations", "6"]).well().out;
    let html = stage.run(&["report", "day.json", "plan.json", "-o", "-"]).well().out;
    let of = |line: &str| -> Vec<String> {
        let words = table.lines().find(|found| found.contains(line)).unwrap().split_whitespace();
        words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
    };
    let [serving, all] = &of("Volunteers serving")[..] else { panic!("{table}") };
    assert!(
        html.contains(&format!("<p class=\"big\">{serving}</p><p class=\"small\">of {all} volunteers</p>"))
    );
    let met = of("Person-hours of need met");
    assert!(
        html.contains(&format!("{} of {} person-hours, counted line by line", met[0], met[1])),
        "{met:?}"
    );
    let gap = table.lines().find(|line| line.contains("this one costs")).map(|line| {
        let number = line.split("(gap ").nth(1).unwrap().trim_end_matches(").");
        format!("{number} at most")
    });
    if let Some(gap) = gap {
        assert!(html.contains(&gap), "{gap}");
    }
}

#[test]
fn a_bound_is_a_claim_until_its_certificate_is_replayed() {
    let stage = with_plan();
    let page = |more: &[&str]| {
        stage.run(&[&["report", "day.json", "plan.json", "-o", "-"], more].concat()).well().out
    };
    assert!(!page(&[]).contains("has been proven"));
    let proven = page(&["--certificate", "proof.json"]);
    assert!(proven.contains("has been proven") || proven.contains("Proven best"));
}

#[test]
fn what_has_changed_since_another_plan_is_shown() {
    let stage = with_plan();
    stage.run(&["solve", "day.json", "-o", "other.json", "--iterations", "1", "--seed", "9"]).well();
    let page = |other: &str| {
        stage.run(&["report", "day.json", "plan.json", "--compare", other, "-o", "-"]).well().out
    };
    assert!(page("plan.json").contains("The duties are the same as in the other plan."));
    let changed = page("other.json");
    assert!(changed.contains("id=\"changes\"") && changed.contains("Against the other plan"));
}

#[test]
fn everything_that_is_wrong_with_any_file_is_said_at_once_and_nothing_written() {
    let stage = with_plan();
    stage.changed("broken.json", |day| day["points"][0]["zone"] = json!("nowhere"));
    let mut plan = stage.json("plan.json");
    plan["extra"] = json!(1);
    stage.write("odd.json", plan.to_string());
    let answer = stage
        .run(&["report", "broken.json", "odd.json", "-o", "page.html", "--compare", "none.json"])
        .refused(2);
    for said in ["broken.json:", "nowhere", "odd.json:", "unknown-key", "none.json:", "file-unreadable"] {
        assert!(answer.err.contains(said), "{said}: {}", answer.err);
    }
    assert!(!stage.files().contains(&"page.html".to_owned()));
}

#[test]
fn a_plan_of_another_scenario_is_refused() {
    let stage = with_plan();
    stage.changed("renamed.json", |day| day["id"] = json!("another"));
    let answer = stage.run(&["report", "renamed.json", "plan.json", "-o", "page.html"]).refused(2);
    assert!(answer.err.contains("other-scenario"));
}

#[test]
fn a_page_goes_nowhere_over_what_it_is_made_of_or_where_it_cannot_be() {
    let stage = with_plan();
    let before = stage.text("plan.json");
    stage.run(&["report", "day.json", "plan.json", "-o", "plan.json"]).refused(3);
    assert_eq!(stage.text("plan.json"), before);
    stage.run(&["report", "day.json", "plan.json", "-o", "no/such/page.html"]).refused(3);
    stage.run(&["report", "-", "-", "-o", "page.html"]).refused(2);
    stage.run(&["report", "day.json", "plan.json"]).with_code(2);
}

#[test]
fn a_plan_that_breaks_rules_is_shown_with_a_warning() {
    let stage = with_plan();
    let mut plan = stage.json("plan.json");
    let first = plan["duties"][0].clone();
    plan["duties"].as_array_mut().unwrap().insert(1, first);
    stage.write("twice.json", plan.to_string());
    let html = stage.run(&["report", "day.json", "twice.json", "-o", "-"]).well().out;
    assert!(html.contains("role=\"alert\"") && html.contains("This plan breaks"));
}
