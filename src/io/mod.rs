//! Files: scenarios and plans in, diagnostics and plans out. The only floor that knows formats.

pub mod calendar;
pub mod diagnostic;
pub mod lower;
pub mod nearest;
pub mod plan_file;
pub mod plan_write;
pub mod scenario;
