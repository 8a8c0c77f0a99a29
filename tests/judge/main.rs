//! The built-in judge: valid plans pass, each broken rule and each false claim is found under its code, nothing panics,
//! and where `RIFADA_JUDGE` names the judge in Python, both say the same.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod agreement;
mod broken;
mod claims;
mod hostile;
mod python;
mod random;
mod stage;
mod valid;
