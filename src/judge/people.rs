//! Everybody's rules, and those of people who serve together; what facts break by themselves is waived.

use super::case::{Case, Duty};
use super::docket::Docket;
use super::facts::{Facts, of_duty};
use super::roster::Rosters;
use super::verdict::{Breach, Broken, Verdict};
use super::{rules_duty, rules_gap, rules_run, rules_sum};
use std::collections::{BTreeMap, BTreeSet};

/// What everybody's duties break beyond the facts.
pub(super) fn judge(case: &Case<'_>, facts: &Facts, plan: &Rosters) -> Vec<Broken> {
    let mut broken = Vec::new();
    for duties in plan.all().chunk_by(|one, other| one.0 == other.0) {
        let person = duties[0].0;
        let found = of_person(case, facts, person, duties);
        if !found.is_empty() {
            let known = of_person(case, facts, person, facts.begun.of_person(person));
            broken.extend(beyond(found, known));
        }
        if broken.len() >= Verdict::MOST_LISTED {
            return broken;
        }
    }
    for group in &case.scenario.together {
        let apart = |rosters: &Rosters| apart(case, group, rosters);
        broken.extend(beyond(apart(plan), apart(&facts.begun)));
    }
    broken
}

/// The rules that one person's duties break.
fn of_person(case: &Case<'_>, facts: &Facts, person: usize, duties: &[(usize, Duty)]) -> Vec<Broken> {
    if duties.is_empty() {
        return Vec::new();
    }
    let mut docket = Docket::new(case, person, duties);
    rules_duty::judge(case, &mut docket);
    rules_gap::judge(case, &mut docket);
    rules_sum::judge(case, &mut docket);
    rules_run::judge(case, facts, &mut docket);
    docket.broken
}

/// What was found and is not known, each known breach waiving one that says the same.
fn beyond(found: Vec<Broken>, known: Vec<Broken>) -> Vec<Broken> {
    let mut waived: BTreeMap<Broken, usize> = BTreeMap::new();
    for breach in known {
        *waived.entry(breach).or_default() += 1;
    }
    let is_new = |breach: &Broken| match waived.get_mut(breach) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    found.into_iter().filter(is_new).collect()
}

/// The duties that one of a group has and another has not: the first member is who the others are held against.
fn apart(case: &Case<'_>, group: &[String], rosters: &Rosters) -> Vec<Broken> {
    let mut broken = Vec::new();
    let places: Vec<usize> = group.iter().filter_map(|id| case.person(id)).collect();
    let duties = |person: usize| -> BTreeSet<Duty> {
        rosters.of_person(person).iter().map(|(_, duty)| *duty).collect()
    };
    let Some((&first, others)) = places.split_first() else { return broken };
    let of_first = duties(first);
    for &other in others {
        for duty in of_first.symmetric_difference(&duties(other)) {
            let name = |person: usize| case.people[person].volunteer.id.clone();
            let breach = Breach::Apart { from: name(first), to: name(other) };
            broken.push(of_duty(case, (other, *duty), breach));
        }
    }
    broken
}
