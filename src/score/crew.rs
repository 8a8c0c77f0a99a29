//! A crew: who of some people on one duty counts in which lines, and how much.

use crate::model::{Duty, LineId, Problem, VolunteerId};

/// People on one duty, and what they count for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crew {
    /// Who.
    pub people: Box<[VolunteerId]>,
    /// Each line that some of them count in, with these and how much each counts.
    pub lines: Vec<(LineId, Vec<(VolunteerId, i64)>)>,
}

impl Crew {
    /// What these people count for on a duty.
    pub fn of(problem: &Problem, people: &[VolunteerId], duty: Duty) -> Self {
        let (first, last) = dates(problem, duty);
        let mut lines: Vec<(LineId, Vec<(VolunteerId, i64)>)> = Vec::new();
        for term in &problem.posts[duty.post].terms {
            let need = &problem.needs[term.need];
            let meets = |id: &&VolunteerId| problem.volunteers[**id].traits.meet(need, first, last);
            let counts: Vec<_> = people.iter().filter(meets).map(|&id| (id, term.coefficient)).collect();
            if counts.is_empty() {
                continue;
            }
            match lines.iter_mut().find(|(line, _)| *line == term.line) {
                Some((_, known)) => known.extend(counts),
                None => lines.push((term.line, counts)),
            }
        }
        Self { people: people.into(), lines }
    }
}

/// May all of these people stand at the duty's post, as it requires?
pub fn all_qualify(problem: &Problem, people: &[VolunteerId], duty: Duty) -> bool {
    let (first, last) = dates(problem, duty);
    let requires = &problem.needs[problem.posts[duty.post].requires];
    people.iter().all(|&id| problem.volunteers[id].traits.meet(requires, first, last))
}

/// The first and the last date that a duty touches.
fn dates(problem: &Problem, duty: Duty) -> (i64, i64) {
    (i64::from(problem.grid.day_of(duty.from).0), i64::from(problem.grid.day_before(duty.to).0))
}
