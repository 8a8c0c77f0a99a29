//! `rifada schema`: the JSON Schemas of the files.

use super::Exit;
use super::args::{FileKind, Schema};
use super::output::{Failure, print};
use rifada::io::schema::{certificate_schema, plan_schema, scenario_schema};
use serde_json::{Value, json};

/// Prints the schema asked for.
pub(super) fn run(wanted: &Schema) -> Result<Exit, Failure> {
    match wanted.file {
        Some(FileKind::Scenario) => print(scenario_schema())?,
        Some(FileKind::Plan) => print(plan_schema())?,
        Some(FileKind::Certificate) => print(certificate_schema())?,
        None => print(&format!("{:#}\n", of_any()))?,
    }
    Ok(Exit::Done)
}

/// One schema that every kind of file meets. Each part has an id, so that its references stay its own.
fn of_any() -> Value {
    let part = |id: &str, text: &str| {
        let mut schema: Value = serde_json::from_str(text).expect("a test holds the schemas to be JSON");
        schema["$id"] = json!(id);
        schema
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A scenario, a plan or a certificate of Rifada",
        "anyOf": [
            part("urn:rifada:scenario:1", scenario_schema()),
            part("urn:rifada:plan:1", plan_schema()),
            part("urn:rifada:certificate:1", certificate_schema()),
        ],
    })
}
