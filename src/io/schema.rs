//! The JSON Schemas (2020-12) of the files, for editors and for whoever writes scenarios by program.

/// The schema of scenario files.
pub const fn scenario_schema() -> &'static str {
    include_str!("schema/scenario.schema.json")
}

/// The schema of plan files.
pub const fn plan_schema() -> &'static str {
    include_str!("schema/plan.schema.json")
}

/// The schema of certificate files.
pub const fn certificate_schema() -> &'static str {
    include_str!("schema/certificate.schema.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::read::{families, objects};
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn schemas() -> [Value; 3] {
        [scenario_schema(), plan_schema(), certificate_schema()]
            .map(|text| serde_json::from_str(text).unwrap())
    }

    /// The definition of this name, in any schema.
    fn definition<'a>(schemas: &'a [Value; 3], name: &str) -> &'a Value {
        match name {
            "scenario" => &schemas[0],
            "plan" => &schemas[1],
            "certificate" => &schemas[2],
            _ => schemas.iter().find_map(|schema| schema["$defs"].get(name)).unwrap(),
        }
    }

    #[test]
    fn the_reader_and_the_schema_know_the_same_keys() {
        let schemas = schemas();
        for keys in objects() {
            let object = definition(&schemas, keys.object);
            let read: BTreeSet<&str> = keys.keys.iter().map(|(key, _)| *key).collect();
            let said: BTreeSet<&str> =
                object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(read, said, "keys of {}", keys.object);
            let read: BTreeSet<&str> =
                keys.keys.iter().filter(|(_, needed)| *needed).map(|(key, _)| *key).collect();
            let said: BTreeSet<&str> = match object.get("required") {
                Some(required) => {
                    required.as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect()
                }
                None => BTreeSet::new(),
            };
            assert_eq!(read, said, "required keys of {}", keys.object);
            let closed = object.get("additionalProperties") == Some(&Value::Bool(false));
            let own = object.get("patternProperties") == Some(&serde_json::json!({"^x_": true}));
            assert_eq!((closed, own), (!keys.open, !keys.open), "{} is closed but for x_", keys.object);
        }
    }

    #[test]
    fn every_object_of_the_schema_is_one_that_the_reader_knows() {
        let known: BTreeSet<&str> = objects().iter().map(|keys| keys.object).collect();
        for schema in schemas() {
            for (name, definition) in schema["$defs"].as_object().unwrap() {
                let is_object = definition.get("properties").is_some();
                assert!(!is_object || known.contains(name.as_str()), "{name}");
            }
        }
    }

    #[test]
    fn the_reader_and_the_schema_know_the_same_words() {
        let schemas = schemas();
        for (name, words) in families() {
            assert_eq!(definition(&schemas, name)["enum"], serde_json::json!(words), "{name}");
        }
    }
}
