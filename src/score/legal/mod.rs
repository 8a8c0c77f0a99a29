//! What is allowed: every hard rule, read off whole rosters, slowly and plainly.
//!
//! This is the definition that everything faster is checked against. One file a topic:
//! `alone` what each duty must satisfy by itself, `gaps` what must lie between two, `amounts` how much,
//! `dates` on which dates, `everybody` what binds people together.

mod alone;
mod amounts;
mod dates;
mod everybody;
mod gaps;

pub use everybody::plan_breaches;

use super::Breach;
use crate::ground::{Day, Minutes};
use crate::model::{Duty, Problem, Roster, Rules, Volunteer, VolunteerId};

/// Every personal rule that `roster` breaks, in the order of the rules; what is kept or begun plays no part but that
/// kept duties owe no minimum run.
pub fn breaches(problem: &Problem, volunteer: VolunteerId, roster: &[Duty]) -> Vec<Breach> {
    let mut broken = Vec::new();
    let served = Served::new(problem, volunteer, roster, &mut broken);
    alone::judge(&served, &mut broken);
    gaps::judge(&served, &mut broken);
    amounts::judge(&served, &mut broken);
    dates::judge(&served, &mut broken);
    broken
}

/// The personal rules that `roster` breaks and the duties already begun do not break by themselves with the same values.
pub fn new_breaches(problem: &Problem, volunteer: VolunteerId, roster: &[Duty]) -> Vec<Breach> {
    let mut broken = breaches(problem, volunteer, roster);
    let begun = &problem.volunteers[volunteer].begun;
    if !begun.is_empty() {
        let facts = breaches(problem, volunteer, begun);
        broken.retain(|breach| !facts.contains(breach));
    }
    broken
}

/// May `volunteer` serve `roster`: it adds no breach, holds every kept duty, and nothing else in it begins before now?
pub fn is_legal(problem: &Problem, volunteer: VolunteerId, roster: &[Duty]) -> bool {
    against_facts(problem, volunteer, roster).is_empty()
        && new_breaches(problem, volunteer, roster).is_empty()
}

/// Kept duties that `roster` lacks, and duties in it that begin before now and are not kept.
fn against_facts(problem: &Problem, volunteer: VolunteerId, roster: &[Duty]) -> Vec<Breach> {
    let kept = &problem.volunteers[volunteer].kept;
    let missing = kept.iter().filter(|duty| !roster.contains(duty)).map(|duty| Breach::KeptMissing {
        volunteer,
        post: duty.post,
        from: duty.from,
    });
    let early = roster
        .iter()
        .filter(|duty| duty.from < problem.first_start && !kept.contains(duty))
        .map(|duty| Breach::BeforeNow { volunteer, post: duty.post, from: duty.from });
    missing.chain(early).collect()
}

/// A roster as the rules look at it: sorted, and by the date on which each duty starts.
struct Served<'a> {
    problem: &'a Problem,
    volunteer: VolunteerId,
    person: &'a Volunteer,
    rules: &'a Rules,
    duties: Roster,
    by_day: Vec<Roster>,
}

impl<'a> Served<'a> {
    fn new(problem: &'a Problem, volunteer: VolunteerId, roster: &[Duty], broken: &mut Vec<Breach>) -> Self {
        let mut duties = Roster::new();
        for duty in roster {
            if duty.from < duty.to && duty.to <= problem.grid.end() {
                duties.push(*duty);
            } else {
                let Duty { post, from, to } = *duty;
                broken.push(Breach::OutsideHorizon { volunteer, post, from, to });
            }
        }
        duties.sort_unstable();
        let mut by_day = vec![Roster::new(); problem.grid.days()];
        for duty in &duties {
            by_day[problem.grid.day_of(duty.from).index()].push(*duty);
        }
        let person = &problem.volunteers[volunteer];
        Self { problem, volunteer, person, rules: problem.rules_of(volunteer), duties, by_day }
    }

    /// The counted minutes of some duties.
    fn counted(&self, duties: &[Duty]) -> Minutes {
        duties.iter().map(|duty| self.problem.counted(*duty)).sum()
    }

    /// Each date with the duties that start on it.
    fn days(&self) -> impl Iterator<Item = (Day, &Roster)> {
        self.by_day.iter().enumerate().map(|(day, duties)| (Day(day as u32), duties))
    }

    /// Is there a kept duty of this person on the date `day`?
    fn is_kept(&self, day: usize) -> bool {
        self.person.kept.iter().any(|duty| self.problem.grid.day_of(duty.from).index() == day)
    }
}
