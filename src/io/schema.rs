//! The JSON Schemas (2020-12) of the two files, for editors and for whoever writes scenarios by program.

/// The schema of scenario files.
pub const fn scenario_schema() -> &'static str {
    include_str!("schema/scenario.schema.json")
}

/// The schema of plan files.
pub const fn plan_schema() -> &'static str {
    include_str!("schema/plan.schema.json")
}
