//! What tests share: problems built in code, random tiny ones, and their optimum by enumeration.
//!
//! A test that needs them says `pub mod common;`, so that what it leaves unused is no warning.

pub mod brute;
pub mod build;
pub mod chance;
pub mod facts;
pub mod planned;
pub mod rewrite;
pub mod rules;
pub mod tiny;
