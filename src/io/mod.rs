//! Files: scenarios, plans and certificates in; diagnostics, plans and certificates out. The only floor that knows formats.

pub mod breach_words;
pub mod calendar;
pub mod certificate_file;
pub mod certificate_write;
pub mod change_file;
pub mod diagnostic;
pub mod event;
pub mod fields;
pub mod files;
pub mod json;
mod json_fault;
pub mod line_at;
pub mod local_time;
pub mod lower;
mod page;
pub mod place;
pub mod plan_file;
pub mod plan_write;
pub mod read;
pub mod scenario;
pub mod schema;
pub mod stated;
pub mod utf8;
pub mod write;
