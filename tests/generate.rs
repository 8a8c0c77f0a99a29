//! What generated scenarios promise: the same bytes for the same seed, the asked size and tightness, every key of the
//! format, and a roster in force that keeps every rule.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use rifada::generate::{
    Options, RuleStyle, arafat_day, hira_thursday, jamarat_10_13, last_nine, last_ten, ramadan_27, scenario,
};
use rifada::io::scenario::Scenario;
use serde_json::Value;

const STYLES: [RuleStyle; 3] = [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full];

fn json(scenario: &Scenario) -> Value {
    serde_json::to_value(scenario).unwrap()
}

/// Person-hours of the lines that anyone meets.
fn headcount_hours(scenario: &Scenario) -> u64 {
    let mut hours = 0;
    for line in scenario.points.iter().flat_map(|p| &p.posts).flat_map(|post| &post.demand) {
        if line.needs.is_none() {
            hours += line.hourly.iter().flatten().map(|&n| u64::from(n)).sum::<u64>();
            for window in line.windows.iter().flatten() {
                hours += u64::from(window.people) * hours_between(window.from.as_str(), window.to.as_str());
            }
        }
    }
    hours
}

fn hours_between(from: &str, to: &str) -> u64 {
    let at = |text| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    (at(to) - at(from)).num_hours() as u64
}

#[test]
fn the_same_options_and_seed_give_the_same_bytes_and_another_seed_others() {
    for rules in STYLES {
        let options = Options { volunteers: 60, points: 12, days: 2, rules, ..Options::default() };
        let text = |seed| serde_json::to_string(&scenario(&Options { seed, ..options.clone() })).unwrap();
        assert_eq!(text(5), text(5));
        assert_ne!(text(5), text(6));
    }
    assert_eq!(ramadan_27(), ramadan_27());
    assert_eq!(hira_thursday(), hira_thursday());
    assert_eq!(arafat_day(), arafat_day());
    assert_eq!(last_ten(), last_ten());
    assert_eq!(jamarat_10_13(2), jamarat_10_13(2));
}

#[test]
fn any_options_give_a_scenario_of_the_asked_size() {
    for rules in STYLES {
        for (volunteers, points, days, zones, slot_minutes) in
            [(0, 0, 0, 0, 0), (1, 0, 1, 3, 15), (0, 5, 2, 9, 30), (1, 1, 1, 1, 60), (7, 3, 400, 2, 7)]
        {
            let options =
                Options { volunteers, points, days, zones, slot_minutes, rules, ..Options::default() };
            let made = scenario(&options);
            assert_eq!(made.volunteers.len(), volunteers as usize);
            assert_eq!(made.points.len(), points as usize);
            assert!(!made.zones.is_empty() && made.zones.len() <= points.max(1) as usize);
        }
    }
}

#[test]
fn half_the_tightness_is_half_the_demand() {
    for (rules, volunteers, points, days) in [
        (RuleStyle::Plain, 1_000, 20, 1),
        (RuleStyle::Plain, 300, 40, 5),
        (RuleStyle::Rich, 500, 15, 2),
        (RuleStyle::Rich, 1_500, 30, 8),
    ] {
        let options = Options { volunteers, points, days, rules, ..Options::default() };
        let hours = |tightness| headcount_hours(&scenario(&Options { tightness, ..options.clone() })) as f64;
        assert_eq!(hours(0), 0.0);
        let ratio = hours(100) / hours(50);
        assert!((1.94..2.06).contains(&ratio), "{rules:?}: {ratio}");
    }
}

#[test]
fn a_plain_scenario_at_full_tightness_needs_what_its_people_could_give() {
    let made = scenario(&Options { volunteers: 1_000, points: 20, ..Options::default() });
    let could: u64 = made
        .volunteers
        .iter()
        .flat_map(|v| &v.available)
        .map(|w| hours_between(w.from.as_str(), w.to.as_str()).min(8))
        .sum();
    let needed = headcount_hours(&made);
    assert!(needed.abs_diff(could) * 100 < could * 2, "{needed} needed, {could} there");
}

#[test]
fn as_many_accept_any_zone_as_are_asked_for() {
    let choosy = |anywhere| {
        let options = Options { volunteers: 2_000, points: 30, zones: 20, anywhere, ..Options::default() };
        let made = scenario(&options);
        assert!(made.volunteers.iter().flat_map(|v| &v.zones).all(|zones| (1..=3).contains(&zones.len())));
        made.volunteers.iter().filter(|volunteer| volunteer.zones.is_some()).count()
    };
    assert_eq!(choosy(0), 2_000);
    assert!((1_280..1_400).contains(&choosy(33)));
    assert_eq!(choosy(100), 0);
    assert_eq!(Options::default().anywhere, 33);
}

#[test]
fn a_hundred_thousand_volunteers_take_no_quadratic_work() {
    // A step over all pairs of people and points, or of people, would take minutes.
    let made = scenario(&Options { volunteers: 100_000, points: 1_000, zones: 80, ..Options::default() });
    assert_eq!((made.volunteers.len(), made.points.len(), made.zones.len()), (100_000, 1_000, 80));
}

#[test]
fn the_27th_night_needs_what_the_published_shapes_say() {
    let hours = headcount_hours(&ramadan_27());
    assert!(hours.abs_diff(3_579) * 100 <= 3_579, "{hours}");
}

#[test]
fn the_day_of_arafat_needs_what_the_published_shapes_say() {
    let hours = headcount_hours(&arafat_day());
    assert!(hours.abs_diff(2_194) * 100 <= 2_194, "{hours}");
}

#[test]
fn a_thursday_at_hira_needs_what_the_published_shapes_say() {
    let hours = headcount_hours(&hira_thursday());
    assert!(hours.abs_diff(564) * 100 <= 564, "{hours}");
}

#[test]
fn the_last_ten_nights_need_what_the_published_shapes_say_and_nine_the_less() {
    for (scenario, said) in [(last_ten(), 11_027), (last_nine(), 10_221)] {
        let hours = headcount_hours(&scenario);
        assert!(hours.abs_diff(said) * 100 <= said, "{}: {hours}", scenario.id);
    }
}

#[test]
fn the_jamarat_need_what_the_published_shapes_say_date_by_date() {
    let made = jamarat_10_13(1);
    let hours = headcount_hours(&made);
    assert!(hours.abs_diff(8_885) * 100 <= 8_885, "{hours}");
    for (date, said) in [3_144, 2_516, 2_499, 726].into_iter().enumerate() {
        let lines = made.points.iter().flat_map(|p| &p.posts).flat_map(|post| &post.demand);
        let heads = lines.filter(|line| line.needs.is_none()).flat_map(|line| &line.hourly);
        let hours: u32 = heads.flat_map(|hourly| &hourly[date * 24..(date + 1) * 24]).sum();
        assert!(hours.abs_diff(said) * 100 <= said * 2, "{date}: {hours}");
    }
}

#[test]
fn hira_thursday_begins_on_a_thursday() {
    let start = hira_thursday().start;
    let at = chrono::NaiveDateTime::parse_from_str(start.as_str(), "%Y-%m-%dT%H:%M").unwrap();
    assert_eq!(at.format("%A %H").to_string(), "Thursday 07");
}

/// Every object of the files: its place in the format, and the keys that it may have there.
const KEYS: [(&str, &[&str]); 31] = [
    (
        "scenario",
        &[
            "format",
            "id",
            "name",
            "time_zone",
            "start",
            "end",
            "slot_minutes",
            "now",
            "freeze_minutes",
            "skills",
            "organisations",
            "zones",
            "travel",
            "points",
            "volunteers",
            "rules",
            "shared",
            "together",
            "objective",
            "published",
        ],
    ),
    ("skills", &["id", "name"]),
    ("organisations", &["id", "name"]),
    ("zones", &["id", "name"]),
    ("travel", &["from", "to", "minutes", "one_way", "windows"]),
    ("travel.windows", &["from", "to", "minutes"]),
    ("points", &["id", "name", "zone", "setting", "admits", "location", "posts"]),
    ("points.location", &["lat", "lon"]),
    (
        "points.posts",
        &[
            "id",
            "name",
            "setting",
            "tags",
            "requires",
            "shifts",
            "max_people",
            "demand",
            "supervision",
            "min_team",
        ],
    ),
    ("points.posts.shifts", &["min_minutes", "max_minutes", "starts", "open", "counted_minutes"]),
    ("points.posts.shifts.open", &["from", "to"]),
    ("points.posts.demand", &["name", "needs", "hourly", "windows", "weight", "surplus_weight"]),
    ("points.posts.demand.windows", &["from", "to", "people"]),
    ("points.posts.supervision", &["who", "by", "ratio", "weight"]),
    ("points.posts.min_team", &["people", "weight"]),
    ("need", &["skill", "language", "gender", "min_age", "max_age", "organisation", "all", "any", "not"]),
    ("need.language", &["code", "min"]),
    (
        "volunteers",
        &[
            "id",
            "name",
            "gender",
            "age",
            "organisation",
            "home_zone",
            "languages",
            "skills",
            "available",
            "rules",
            "zones",
            "points",
            "wishes",
            "show_up",
            "history",
        ],
    ),
    ("volunteers.languages", &["code", "level"]),
    ("volunteers.skills", &["id", "from", "until"]),
    ("volunteers.available", &["from", "to"]),
    ("volunteers.wishes", &["kind", "from", "to", "point", "tag", "weight"]),
    ("volunteers.history", &["minutes", "last_end", "consecutive_days", "weekends"]),
    (
        "rules",
        &[
            "max_shifts_per_day",
            "max_minutes_per_day",
            "max_minutes",
            "min_break_minutes",
            "min_rest_minutes",
            "rolling",
            "max_consecutive_days",
            "min_consecutive_days",
            "min_consecutive_days_off",
            "weekends",
            "max_duties",
            "not_next_day",
            "not_between",
            "exposure",
            "min_minutes",
            "min_minutes_weight",
        ],
    ),
    ("rules.rolling", &["days", "max_minutes", "max_days"]),
    ("rules.max_duties", &["tag", "max"]),
    ("rules.exposure", &["setting", "from", "to", "max_minutes"]),
    ("shared", &["name", "points", "demand"]),
    ("objective", &["fairness", "travel_weight", "changes"]),
    ("objective.changes", &["weight", "tiers"]),
    ("published", &["volunteer", "point", "post", "from", "to", "pinned"]),
];

/// Notes `place key` for every key, and `place key=value` for every text.
fn walk(place: &str, value: &Value, seen: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(place, item, seen)),
        Value::Object(entries) => {
            for (key, inner) in entries {
                let below = match (place, key.as_str()) {
                    ("scenario", "rules") => {
                        seen.insert("scenario rules".to_owned());
                        inner.as_object().unwrap().values().for_each(|set| walk("rules", set, seen));
                        continue;
                    }
                    ("scenario", _) => key.clone(),
                    ("volunteers", "rules") => "rules".to_owned(),
                    (_, "requires" | "needs" | "who" | "by") => "need".to_owned(),
                    ("need", "all" | "any" | "not") => "need".to_owned(),
                    _ => format!("{place}.{key}"),
                };
                seen.insert(format!("{place} {key}"));
                if let Some(text) = inner.as_str() {
                    seen.insert(format!("{place} {key}={text}"));
                }
                if inner.is_null() {
                    seen.insert(format!("{place} {key}=null"));
                }
                walk(&below, inner, seen);
            }
        }
        _ => {}
    }
}

fn seen_in(scenario: &Scenario) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    walk("scenario", &json(scenario), &mut seen);
    seen
}

#[test]
fn a_full_scenario_uses_every_key_of_the_format() {
    for (volunteers, points, zones, days) in [(40, 12, 3, 2), (40, 12, 3, 3), (200, 24, 6, 8)] {
        for seed in 0..12 {
            let rules = RuleStyle::Full;
            let made =
                scenario(&Options { volunteers, points, zones, days, rules, seed, ..Options::default() });
            let seen = seen_in(&made);
            for (place, keys) in KEYS {
                for key in keys {
                    assert!(seen.contains(&format!("{place} {key}")), "seed {seed}: no {place} {key}");
                }
            }
            for value in [
                "points setting=indoor",
                "points setting=shaded",
                "points setting=outdoor",
                "points admits=women",
                "points admits=men",
                "volunteers.wishes kind=prefer",
                "volunteers.wishes kind=avoid",
                "volunteers.wishes kind=rather",
                "rules weekends=null",
                "need.language min=B1",
                "volunteers.languages level=B2",
                "volunteers rules=minor",
            ] {
                assert!(seen.contains(value), "seed {seed}: no {value}");
            }
        }
    }
}

#[test]
fn a_rich_scenario_speaks_of_no_tag_that_no_post_bears() {
    for points in [0, 1, 2, 3] {
        for rules in [RuleStyle::Rich, RuleStyle::Full] {
            let made = scenario(&Options { volunteers: 50, points, rules, ..Options::default() });
            let posts = made.points.iter().flat_map(|p| &p.posts);
            let borne: BTreeSet<&str> =
                posts.flat_map(|q| q.tags.iter().chain([&q.id])).map(String::as_str).collect();
            let wished = made.volunteers.iter().flat_map(|v| &v.wishes).filter_map(|w| w.tag.as_deref());
            let ruled = made.rules.iter().flat_map(|(_, rules)| {
                let caps = rules.max_duties.given().into_iter().flatten().filter_map(|m| m.tag.as_deref());
                let next = rules.not_next_day.given().into_iter().flatten();
                caps.chain(next.flat_map(|n| [n.after.as_str(), n.then.as_str()])).collect::<Vec<_>>()
            });
            for tag in wished.chain(ruled) {
                assert!(borne.contains(tag), "{points} points: no post bears {tag}");
            }
        }
    }
}

/// The roster in force as a plan: the duties that every plan holds.
fn kept_duties(scenario: &Scenario) -> Vec<Value> {
    let now = scenario.now.as_ref().map(|t| t.as_str().to_owned());
    let frozen = now.as_ref().map(|now| {
        let at = chrono::NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap();
        let freeze = chrono::TimeDelta::minutes(i64::from(scenario.freeze_minutes.unwrap_or(0)));
        (at + freeze).format("%Y-%m-%dT%H:%M").to_string()
    });
    let place = |id: &str| scenario.volunteers.iter().position(|v| v.id == id);
    let mut kept: Vec<_> = scenario
        .published
        .iter()
        .filter(|p| p.pinned == Some(true) || frozen.as_deref().is_some_and(|f| p.from.as_str() < f))
        .collect();
    kept.sort_by_key(|p| (place(&p.volunteer), p.from.clone()));
    let duty = |p: &&rifada::io::scenario::Published| serde_json::json!({"volunteer": p.volunteer, "point": p.point, "post": p.post, "from": p.from, "to": p.to});
    kept.iter().map(duty).collect()
}

/// What the judge says is broken by the plan of these duties.
fn judged(judge: &Path, folder: &Path, scenario: &Scenario, duties: &[Value]) -> Vec<Value> {
    let plan = serde_json::json!({
        "format": "rifada-plan/1", "scenario": scenario.id, "duties": duties,
        "cost": {}, "bound": null, "stop": "time", "shortages": [],
    });
    let (at, plan_at) = (folder.join("scenario.json"), folder.join("plan.json"));
    std::fs::write(&at, serde_json::to_vec(scenario).unwrap()).unwrap();
    std::fs::write(&plan_at, serde_json::to_vec(&plan).unwrap()).unwrap();
    let out = Command::new("python3").arg(judge).args([&at, &plan_at]).arg("--json").output().unwrap();
    assert_ne!(out.status.code(), Some(2), "{}: {}", scenario.id, String::from_utf8_lossy(&out.stderr));
    let said: Value = serde_json::from_slice(&out.stdout).unwrap();
    said["broken"].as_array().unwrap().clone()
}

#[test]
fn the_judge_can_read_every_scenario_and_what_is_kept_breaks_no_rule() {
    let Some(judge) = std::env::var_os("RIFADA_JUDGE") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut all = vec![
        ramadan_27(),
        arafat_day(),
        hira_thursday(),
        last_ten(),
        last_nine(),
        jamarat_10_13(1),
        jamarat_10_13(2),
    ];
    for rules in STYLES {
        for (volunteers, points, days, zones, slot_minutes) in [
            (0, 0, 1, 1, 60),
            (12, 1, 1, 1, 30),
            (40, 12, 2, 3, 60),
            (40, 12, 1, 3, 15),
            (120, 15, 9, 5, 30),
            (300, 24, 3, 8, 60),
        ] {
            for seed in 0..2 {
                let options = Options {
                    volunteers,
                    points,
                    days,
                    zones,
                    slot_minutes,
                    rules,
                    seed,
                    ..Options::default()
                };
                all.push(scenario(&options));
            }
        }
    }
    let mut rostered = 0;
    for scenario in &all {
        let kept = kept_duties(scenario);
        rostered += kept.len();
        let broken = judged(judge.as_ref(), folder.path(), scenario, &kept);
        assert!(broken.is_empty(), "{}: {broken:?}", scenario.id);
        // The whole roster in force keeps the rules too, not only what must stay.
        let mut whole = scenario.clone();
        whole.published.iter_mut().for_each(|p| p.pinned = Some(true));
        let broken = judged(judge.as_ref(), folder.path(), &whole, &kept_duties(&whole));
        assert!(broken.is_empty(), "{}: {broken:?}", scenario.id);
    }
    assert!(rostered > 50, "only {rostered} duties were judged");
}
