//! Files: scenarios and plans in, diagnostics and plans out. The only floor that knows formats.

pub mod calendar;
pub mod diagnostic;
pub mod fields;
pub mod files;
pub mod json;
pub mod lower;
pub mod place;
pub mod plan_file;
pub mod plan_write;
pub mod read;
pub mod scenario;
pub mod schema;
pub mod write;
