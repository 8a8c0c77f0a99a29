//! Regions: posts at which what happens at one may change what happens at another, when somebody is sent anywhere.

use crate::ground::IdVec;
use crate::model::{PostId, Problem};
use std::collections::BTreeMap;

/// Numbers for posts: the same for posts of one zone, and for those that count in one line.
pub(super) fn regions(problem: &Problem) -> IdVec<PostId, usize> {
    let mut regions: IdVec<PostId, usize> = (0..problem.posts.len()).collect();
    let mut by_zone: BTreeMap<_, PostId> = BTreeMap::new();
    let mut by_line: BTreeMap<_, PostId> = BTreeMap::new();
    for (id, post) in problem.posts.pairs() {
        join(&mut regions, id, *by_zone.entry(post.zone).or_insert(id));
        for term in &post.terms {
            join(&mut regions, id, *by_line.entry(term.line).or_insert(id));
        }
    }
    for id in problem.posts.ids() {
        regions[id] = root(&regions, id.0 as usize);
    }
    regions
}

fn join(regions: &mut IdVec<PostId, usize>, a: PostId, b: PostId) {
    let (a, b) = (root(regions, a.0 as usize), root(regions, b.0 as usize));
    regions[PostId(a.max(b) as u32)] = a.min(b);
}

/// The least number of those joined with this one.
fn root(regions: &IdVec<PostId, usize>, number: usize) -> usize {
    let mut number = number;
    while regions[PostId(number as u32)] != number {
        number = regions[PostId(number as u32)];
    }
    number
}
