//! The judge in Python, where the environment variable `RIFADA_JUDGE` names its script.

use rifada::io::plan_file::PlanFile;
use rifada::io::scenario::Scenario;
use rifada::judge::{Breach, Broken, Unjudgeable, Verdict, judge};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// Judges every pair `N.scenario.json`, `N.plan.json` of a folder with the functions of the script, one JSON line each.
const DRIVER: &str = r#"
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("judge", sys.argv[1])
judge = importlib.util.module_from_spec(spec)
spec.loader.exec_module(judge)
for n in range(int(sys.argv[3])):
    scenario, plan = (json.load(open(f"{sys.argv[2]}/{n}.{kind}.json", encoding="utf-8")) for kind in ("scenario", "plan"))
    try:
        broken, cost, shortages = judge.check(scenario, plan)
        wrong = judge.claims(scenario, plan, cost, shortages)
        print(json.dumps({"broken": broken, "wrong": wrong, "cost": {k: float(v) for k, v in cost.items()}}))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as e:
        print(json.dumps({"error": f"{type(e).__name__}: {e}"}))
"#;

/// What the judge in Python said.
#[derive(Debug)]
pub enum Said {
    Verdict { broken: Vec<String>, wrong: Vec<String>, cost: Vec<(String, f64)> },
    Error(#[expect(dead_code, reason = "shown when the judges differ")] String),
}

/// What the judge in Python says of each pair; nothing where it is not there.
pub fn ask(pairs: &[(&Scenario, &PlanFile)]) -> Option<Vec<Said>> {
    let script = std::env::var_os("RIFADA_JUDGE")?;
    let folder = tempfile::tempdir().unwrap();
    for (number, (scenario, plan)) in pairs.iter().enumerate() {
        let path = |kind| folder.path().join(format!("{number}.{kind}.json"));
        fs::write(path("scenario"), serde_json::to_vec(scenario).unwrap()).unwrap();
        fs::write(path("plan"), serde_json::to_vec(plan).unwrap()).unwrap();
    }
    let output = Command::new("python3")
        .args(["-c", DRIVER])
        .arg(script)
        .arg(folder.path())
        .arg(pairs.len().to_string())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<Said> = String::from_utf8(output.stdout).unwrap().lines().map(read).collect();
    assert_eq!(said.len(), pairs.len());
    Some(said)
}

fn read(line: &str) -> Said {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    if let Some(error) = value["error"].as_str() {
        return Said::Error(error.to_owned());
    }
    let list = |key: &str| {
        value[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let cost = value["cost"].as_object().unwrap();
    let cost = cost.iter().map(|(name, number)| (name.clone(), number.as_f64().unwrap())).collect();
    Said::Verdict { broken: list("broken"), wrong: list("wrong"), cost }
}

/// The kind of rule that a sentence of the judge in Python speaks of, in words of its own.
const SENTENCES: &[(&str, &str)] = &[
    ("no such volunteer", "stranger"),
    ("no such post", "nowhere"),
    ("not on the slot grid", "grid"),
    ("min is not within", "length"),
    ("does not start at", "start"),
    ("open hours", "open"),
    (": not available", "available"),
    ("lacks what", "requires"),
    ("the point admits", "admits"),
    ("zone not accepted", "zones"),
    ("point not accepted", "points"),
    ("inside the forbidden hours", "hours"),
    ("overlapping duties", "overlap"),
    ("min between duties", "gap"),
    ("of rest after the history", "history"),
    ("min in all", "minutes"),
    ("days within", "rolling"),
    ("days in a row to", "long run"),
    ("days off in a row", "short rest"),
    ("days in a row from", "short run"),
    ("weekends worked", "weekends"),
    ("duties tagged", "tagged"),
    ("on the day after", "next day"),
    (" duties on ", "shifts of day"),
    (" within ", "exposure"),
    (" min on ", "minutes of day"),
    (": not with ", "together"),
    ("was not published begins", "before now"),
    ("is missing", "kept"),
    (" people at ", "crowd"),
];

/// The same kinds for what the built-in judge finds.
fn kind(breach: &Breach) -> &'static str {
    match breach {
        Breach::UnknownVolunteer => "stranger",
        Breach::UnknownPost => "nowhere",
        Breach::OffGrid { .. } => "grid",
        Breach::Length { .. } => "length",
        Breach::Start { .. } => "start",
        Breach::Closed { .. } => "open",
        Breach::Unavailable { .. } => "available",
        Breach::Unfit { .. } => "requires",
        Breach::NotAdmitted { .. } => "admits",
        Breach::Zone { .. } => "zones",
        Breach::Point { .. } => "points",
        Breach::ForbiddenHours { .. } => "hours",
        Breach::Overlap { .. } | Breach::Twice => "overlap",
        Breach::Break { .. } | Breach::Rest { .. } | Breach::Way { .. } => "gap",
        Breach::HistoryRest { .. } => "history",
        Breach::Minutes { .. } => "minutes",
        Breach::ShiftsOfDay { .. } => "shifts of day",
        Breach::MinutesOfDay { .. } => "minutes of day",
        Breach::Exposure { .. } => "exposure",
        Breach::Rolling { .. } => "rolling",
        Breach::TooManyDays { .. } => "long run",
        Breach::TooFewDays { .. } => "short run",
        Breach::TooFewDaysOff { .. } => "short rest",
        Breach::Weekends { .. } => "weekends",
        Breach::MaxDuties { .. } => "tagged",
        Breach::NextDay { .. } => "next day",
        Breach::Apart { .. } => "together",
        Breach::BeforeNow => "before now",
        Breach::KeptMissing => "kept",
        Breach::Crowd { .. } => "crowd",
    }
}

/// Whom or what a broken rule concerns, and which kind it is.
fn ours(broken: &Broken) -> (String, &'static str) {
    let subject = match (&broken.volunteer, &broken.post) {
        (Some(volunteer), _) => volunteer.clone(),
        (None, Some((point, post))) => format!("{point}/{post}"),
        (None, None) => String::new(),
    };
    (subject, kind(&broken.breach))
}

fn theirs(sentence: &str) -> (String, &'static str) {
    let (subject, _) = sentence.split_once(": ").unwrap();
    let kind = SENTENCES.iter().find(|(words, _)| sentence.contains(words));
    (subject.to_owned(), kind.unwrap_or_else(|| panic!("no known kind: {sentence}")).1)
}

/// The kinds in which a plan is judged more strictly here where facts break them already.
const STRICTER_AFTER_FACTS: &[&str] = &["together", "overlap", "gap", "next day"];

/// The claims that the script does not look at.
const STRICTER_CLAIMS: &[&str] = &["shortage-order-claim", "time-claim"];

/// How two verdicts differ, in a sentence; nothing where they agree.
pub fn difference(scenario: &Scenario, own: &Result<Verdict, Unjudgeable>, said: &Said) -> Option<String> {
    let (verdict, broken, wrong, cost) = match (own, said) {
        (Err(_), Said::Error(_)) => return None,
        (Ok(verdict), Said::Verdict { broken, wrong, cost }) => (verdict, broken, wrong, cost),
        (own, said) => return Some(format!("{own:?} against {said:?}")),
    };
    let own: BTreeSet<_> = verdict.broken.iter().map(ours).collect();
    let said: BTreeSet<_> = broken.iter().map(|sentence| theirs(sentence)).collect();
    let has_facts = scenario.now.is_some();
    let also = |who: &str, kind| own.contains(&(who.to_owned(), kind));
    let is_stricter = |(who, kind): &(String, &'static str)| {
        // The script waives a breach by its sentence, which says not which duty breaks the rule, nor how often.
        let waived = has_facts
            && (STRICTER_AFTER_FACTS.contains(kind) || also(who, "overlap") || also(who, "before now"));
        // It holds a duty only against the one just before, which need not be the last to end where some overlap.
        waived || *kind == "gap" && also(who, "overlap")
    };
    // A duty off the grid is judged no further here, and one listed twice parts nobody.
    let is_laxer = |(who, kind): &(String, &'static str)| {
        *kind == "exposure" && also(who, "grid")
            || *kind == "together" && verdict.broken.iter().any(|broken| broken.breach == Breach::Twice)
    };
    if said.difference(&own).any(|entry| !is_laxer(entry))
        || own.difference(&said).any(|entry| !is_stricter(entry))
    {
        return Some(format!("broken {own:?} against {said:?}: {broken:?}"));
    }
    let own_wrong: Vec<_> =
        verdict.wrong.iter().filter(|wrong| !STRICTER_CLAIMS.contains(&wrong.claim.code())).collect();
    if own_wrong.is_empty() != wrong.is_empty() {
        return Some(format!("claims {own_wrong:?} against {wrong:?}"));
    }
    for (name, own) in verdict.cost.named() {
        let said = cost.iter().find(|(term, _)| term == name).unwrap().1;
        if (own.value() - said).abs() > 1e-9 * said.abs().max(1.0) {
            return Some(format!("{name} {own} against {said}"));
        }
    }
    None
}

/// Fails with every difference between the judges on these pairs; does nothing where the script is not there.
pub fn assert_agreement(pairs: &[(String, &Scenario, &PlanFile)]) {
    let plain: Vec<_> = pairs.iter().map(|(_, scenario, plan)| (*scenario, *plan)).collect();
    let Some(said) = ask(&plain) else { return };
    let mut differences = Vec::new();
    for ((name, scenario, plan), said) in pairs.iter().zip(&said) {
        if let Some(found) = difference(scenario, &judge(scenario, plan), said) {
            differences.push(format!("{name}: {found}"));
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}
