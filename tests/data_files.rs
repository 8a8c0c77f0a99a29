//! The scenarios under `data/` are what the generator makes. `RIFADA_BLESS=1` writes them anew.

use std::path::Path;

use rifada::generate::{hira_thursday, ramadan_27};
use rifada::io::scenario::Scenario;
use serde_json::Value;

fn held_equal(name: &str, made: &Scenario) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let made = serde_json::to_value(made).unwrap();
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(&path, written(&made)).unwrap();
    }
    let text = std::fs::read(&path).unwrap();
    assert!(text.len() < 600_000, "{name} has {} bytes", text.len());
    let read: Value = serde_json::from_slice(&text).unwrap();
    assert!(read == made, "{name} is not what the generator makes; RIFADA_BLESS=1 writes it anew");
}

/// JSON with one line to each entry of a list at the top, so that a difference shows the person or the point.
fn written(scenario: &Value) -> String {
    let mut lines = Vec::new();
    for (key, value) in scenario.as_object().unwrap() {
        let text = match value {
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
                format!("[\n{}\n  ]", items.join(",\n"))
            }
            _ => value.to_string(),
        };
        lines.push(format!("  {}: {text}", Value::from(key.as_str())));
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[test]
fn ramadan_27_is_what_the_generator_makes() {
    held_equal("ramadan-27.json", &ramadan_27());
}

#[test]
fn hira_thursday_is_what_the_generator_makes() {
    held_equal("hira-thursday.json", &hira_thursday());
}
