//! Both judges on every example of the other tests.

use crate::python::assert_agreement;
use crate::stage::Case;
use crate::{broken, claims, valid};

fn assert_agreement_on(cases: &[Case]) {
    let pairs: Vec<_> = cases.iter().map(|case| (case.name.to_owned(), &case.scenario, &case.plan)).collect();
    assert_agreement(&pairs);
}

#[test]
fn both_judges_pass_every_valid_plan() {
    assert_agreement_on(&valid::cases());
}

#[test]
fn both_judges_find_every_broken_rule() {
    assert_agreement_on(&broken::cases());
}

#[test]
fn both_judges_find_every_false_claim() {
    assert_agreement_on(&claims::cases());
}
