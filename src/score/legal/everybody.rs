//! What binds people together: caps at posts, groups that serve the same duties; and the breaches of a whole plan.

use crate::ground::{IdVec, Slot};
use crate::model::{Plan, PostId, Problem};
use crate::score::Breach;
use crate::score::plain::heads;

/// Every hard rule that `plan` breaks beyond what the duties already begun break by themselves: first each person's,
/// in the scenario's order, then caps at posts, then groups. A plan that may be published has none.
pub fn plan_breaches(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let mut broken = Vec::new();
    for volunteer in problem.volunteers.ids() {
        let roster = plan.rosters.get(volunteer).map_or(&[][..], Vec::as_slice);
        broken.extend(super::new_breaches(problem, volunteer, roster));
        broken.extend(super::against_facts(problem, volunteer, roster));
    }
    let facts = Plan { rosters: problem.volunteers.iter().map(|person| person.begun.to_vec()).collect() };
    let known = too_many(problem, &heads(problem, &facts));
    let crowds = too_many(problem, &heads(problem, plan));
    broken.extend(crowds.into_iter().filter(|breach| !known.contains(breach)));
    for unit in &problem.units {
        for pair in unit.members.windows(2) {
            if plan.rosters.get(pair[0]) != plan.rosters.get(pair[1]) {
                broken.push(Breach::NotTogether { volunteer: pair[1], with: pair[0] });
            }
        }
    }
    broken
}

fn too_many(problem: &Problem, heads: &IdVec<PostId, Vec<u32>>) -> Vec<Breach> {
    let mut broken = Vec::new();
    for (id, post) in problem.posts.pairs() {
        let Some(limit) = post.max_people else { continue };
        for (slot, &people) in heads[id].iter().enumerate() {
            if people > limit {
                broken.push(Breach::MaxPeople { post: id, slot: Slot(slot as u32), people, limit });
            }
        }
    }
    broken
}
