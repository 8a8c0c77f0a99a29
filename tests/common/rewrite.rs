//! Scenarios written in another way: every time or every name of the file replaced.

use chrono::{Duration, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use rifada::io::scenario::Scenario;
use serde_json::Value;

const MINUTE: &str = "%Y-%m-%dT%H:%M";

/// The scenario that this JSON writes.
fn read(json: &Value) -> Scenario {
    let bytes = serde_json::to_vec(json).expect("a value is always JSON");
    Scenario::from_json(&bytes).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn json(scenario: &Scenario) -> Value {
    serde_json::to_value(scenario).expect("a scenario is always JSON")
}

/// Replaces every text of the file for which `new` has another, whatever it stands for.
fn replace_texts(json: &mut Value, new: &mut dyn FnMut(&str) -> Option<String>) {
    match json {
        Value::String(text) => {
            if let Some(other) = new(text) {
                *text = other;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_texts(item, new)),
        Value::Object(entries) => entries.values_mut().for_each(|item| replace_texts(item, new)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The same scenario so many weeks later, dates and all.
pub fn weeks_later(scenario: &Scenario, weeks: i64) -> Scenario {
    let later = Duration::weeks(weeks);
    let mut json = json(scenario);
    replace_texts(&mut json, &mut |text| {
        if let Ok(time) = NaiveDateTime::parse_from_str(text, MINUTE) {
            return Some((time + later).format(MINUTE).to_string());
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Some((date + later).format("%Y-%m-%d").to_string())
    });
    read(&json)
}

/// The scenario in `zone` from the local time `start` on: as many minutes after the start as in the original, by
/// whatever clock changes there are, with every time written with its offset.
pub fn moved_to(scenario: &Scenario, zone: Tz, start: &str) -> Scenario {
    let parse = |text: &str| NaiveDateTime::parse_from_str(text, MINUTE).ok();
    let old = parse(scenario.start.as_str()).expect("generated scenarios write times without offset");
    let new = zone.from_local_datetime(&parse(start).expect("a time to the minute")).single();
    let new = new.expect("a time that the clock shows once");
    let mut json = json(scenario);
    json["time_zone"] = Value::from(zone.name());
    replace_texts(&mut json, &mut |text| {
        if let Some(time) = parse(text) {
            return Some((new + (time - old)).format("%Y-%m-%dT%H:%M%:z").to_string());
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        let moved = new.date_naive() + (date - old.date());
        Some(moved.format("%Y-%m-%d").to_string())
    });
    read(&json)
}

/// The keys under which a text is the name of something.
const NAMING: [&str; 16] = [
    "id",
    "volunteer",
    "point",
    "points",
    "post",
    "zone",
    "zones",
    "home_zone",
    "tag",
    "tags",
    "after",
    "then",
    "skill",
    "skills",
    "organisation",
    "together",
];

/// The same scenario with every name of a thing replaced by `new` of it: people, places, posts, tags, skills, bodies
/// and rule sets other than the default.
pub fn renamed(scenario: &Scenario, new: fn(&str) -> String) -> Scenario {
    let mut json = json(scenario);
    rename(&mut json, false, new);
    if let Some(legs) = json.get_mut("travel").and_then(Value::as_array_mut) {
        for leg in legs {
            for key in ["from", "to"] {
                rename(&mut leg[key], true, new);
            }
        }
    }
    if let Some(volunteers) = json["volunteers"].as_array_mut() {
        for rules in volunteers.iter_mut().filter_map(|volunteer| volunteer.get_mut("rules")) {
            rename(rules, true, new);
        }
    }
    if let Some(Value::Object(sets)) = json.get_mut("rules") {
        let named = std::mem::take(sets);
        let other = |name: String| if name == "default" { name } else { new(&name) };
        *sets = named.into_iter().map(|(name, set)| (other(name), set)).collect();
    }
    read(&json)
}

fn rename(json: &mut Value, is_name: bool, new: fn(&str) -> String) {
    match json {
        Value::String(text) if is_name => *text = new(text),
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, is_name, new)),
        Value::Object(entries) => {
            for (key, item) in entries.iter_mut() {
                rename(item, NAMING.contains(&key.as_str()), new);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
