//! What each duty must satisfy by itself: the post's hours, the person's hours, who may serve there, and when.

use super::Served;
use crate::ground::{Minutes, Window};
use crate::model::{Admits, Duty};
use crate::score::Breach;

/// Adds what duties break by themselves.
pub(super) fn judge(served: &Served, broken: &mut Vec<Breach>) {
    for duty in &served.duties {
        hours(served, *duty, broken);
        person(served, *duty, broken);
    }
}

fn hours(served: &Served, duty: Duty, broken: &mut Vec<Breach>) {
    let volunteer = served.volunteer;
    let Duty { from, to, post: at } = duty;
    let post = &served.problem.posts[at];
    if !(post.min_slots..=post.max_slots).contains(&duty.slots()) {
        let minutes = Minutes(i64::from(duty.slots()) * served.problem.grid.slot_minutes().0);
        broken.push(Breach::Length { volunteer, post: at, from, minutes });
    }
    if to > post.latest_end[from.index()] {
        broken.push(Breach::PostHours { volunteer, post: at, from });
    }
    let holds = |free: &Window| free.from <= from && to <= free.to;
    if !served.person.free.iter().any(holds) {
        broken.push(Breach::NotAvailable { volunteer, post: at, from });
    }
    for (rule, window) in served.rules.not_between.iter().enumerate() {
        if window.within(from, to).iter().any(|part| part.2 > Minutes(0)) {
            broken.push(Breach::ForbiddenHours { volunteer, rule, post: at, from });
        }
    }
}

fn person(served: &Served, duty: Duty, broken: &mut Vec<Breach>) {
    let (problem, volunteer, traits) = (served.problem, served.volunteer, &served.person.traits);
    let Duty { from, to, post: at } = duty;
    let post = &problem.posts[at];
    let first = i64::from(problem.grid.day_of(from).0);
    let last = i64::from(problem.grid.day_before(to).0);
    let meets = traits.meet(&problem.needs[post.requires], first, last);
    let admitted = match post.admits {
        Admits::All => true,
        Admits::Women => traits.female == Some(true),
        Admits::Men => traits.female == Some(false),
    };
    if !meets {
        broken.push(Breach::Lacks { volunteer, post: at, from });
    }
    if !admitted {
        broken.push(Breach::Admits { volunteer, post: at, from });
    }
    // The set of open posts also leaves out those that do not admit the person or require what they never have.
    let accepts = problem.post_sets[served.person.posts].binary_search(&at).is_ok();
    if meets && admitted && !accepts {
        broken.push(Breach::NotAccepted { volunteer, post: at, from });
    }
}
