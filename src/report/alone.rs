//! Where somebody is alone: one person on duty at a post that asks for more, or whose least team is larger.

use super::view::View;
use crate::ground::{IdVec, Slot, Window};
use crate::model::{PostId, VolunteerId};
use crate::score::plain;

/// A stretch of time in which one person is alone at a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alone {
    /// The post.
    pub(super) post: PostId,
    /// When.
    pub(super) window: Window,
    /// Who.
    pub(super) who: VolunteerId,
    /// How many should be there at least.
    pub(super) least: u32,
}

/// Every such stretch, by post, then by time.
pub(super) fn stretches(view: &View<'_>) -> Vec<Alone> {
    let (problem, plan) = (view.problem, view.plan);
    let mut wanted: IdVec<PostId, Vec<i64>> = problem
        .posts
        .iter()
        .map(|post| vec![post.team.map_or(0, |team| i64::from(team.people)); problem.grid.slots()])
        .collect();
    for line in view.lines.iter() {
        let Some(post) = line.post else { continue };
        for (slot, wanted) in wanted[post].iter_mut().enumerate() {
            *wanted = (*wanted).max(problem.lines[line.id].demand_in(Slot(slot as u32)));
        }
    }
    let heads = plain::heads(problem, plan);
    let mut lone: IdVec<PostId, Vec<Option<VolunteerId>>> = IdVec::filled(Vec::new(), problem.posts.len());
    for (post, heads) in heads.pairs() {
        if heads.iter().zip(&wanted[post]).any(|(people, wanted)| *people == 1 && *wanted > 1) {
            lone[post] = vec![None; problem.grid.slots()];
        }
    }
    for (who, duty) in plan.duties().filter(|(_, duty)| duty.to <= problem.grid.end()) {
        for slot in duty.from.index()..duty.to.index() {
            if let Some(there) = lone[duty.post].get_mut(slot) {
                *there = Some(who);
            }
        }
    }
    let mut found: Vec<Alone> = Vec::new();
    for (post, heads) in heads.pairs() {
        for (at, who) in lone[post].iter().enumerate() {
            let (Some(who), 1, least @ 2..) = (*who, heads[at], wanted[post][at]) else { continue };
            let (from, to) = (Slot(at as u32), Slot(at as u32 + 1));
            match found.last_mut() {
                Some(last) if (last.post, last.window.to, last.who) == (post, from, who) => {
                    last.window.to = to;
                    last.least = last.least.max(least as u32);
                }
                _ => found.push(Alone { post, window: Window { from, to }, who, least: least as u32 }),
            }
        }
    }
    found
}
