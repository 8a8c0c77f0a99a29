//! Files: scenarios and plans in, diagnostics and plans out. The only floor that knows formats.

pub mod diagnostic;
pub mod plan_file;
pub mod scenario;
