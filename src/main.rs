//! The command line of Rifada.
fn main() {}
