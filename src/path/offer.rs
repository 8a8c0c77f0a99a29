//! What service is worth: the rewards under which a path is the best.
//!
//! For prices, a reward per line and slot. For the search, the marginal worth of one more person there, with the
//! posts that are full closed.

use super::Number;
use crate::ground::Slot;
use crate::model::{Cast, Post, PostId, Problem};

/// Rewards for one more person on duty.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a, V> {
    /// Per line and slot, at `line × slots + slot`: for one unit of cover.
    pub line: &'a [V],
    /// Per post and slot, at `post × slots + slot`: for each head, whatever it covers. Nothing means zero.
    pub head: Option<&'a [V]>,
    /// Per post and slot: how many people are on duty; where it is given, a post with a cap takes no more than that.
    pub heads: Option<&'a [u32]>,
    /// What 1/3600 of cost is worth in these rewards.
    pub unit: V,
}

impl<V: Number> Offer<'_, V> {
    /// Writes into `rewards` what each slot from `from` on at `post` is worth for a unit with this cast.
    pub fn rewards(&self, problem: &Problem, post: PostId, cast: &Cast, from: Slot, rewards: &mut [V]) {
        let slots = problem.grid.slots();
        let place: &Post = &problem.posts[post];
        match self.head {
            None => rewards.fill(V::ZERO),
            Some(head) => {
                let members = cast.count(crate::model::ANYONE);
                let start = post.0 as usize * slots + from.index();
                for (reward, &worth) in rewards.iter_mut().zip(&head[start..]) {
                    *reward = worth.times(members);
                }
            }
        }
        for term in &place.terms {
            let count = term.coefficient * cast.count(term.need);
            if count == 0 {
                continue;
            }
            let start = term.line.0 as usize * slots + from.index();
            let worth = &self.line[start..start + rewards.len()];
            if count == 1 {
                for (reward, &worth) in rewards.iter_mut().zip(worth) {
                    *reward += worth;
                }
            } else {
                for (reward, &worth) in rewards.iter_mut().zip(worth) {
                    *reward += worth.times(count);
                }
            }
        }
    }

    /// The first slot from `from` up to `to` at which `post` takes no more than `members` people; `to` for none.
    pub fn full_from(&self, problem: &Problem, post: PostId, members: u32, from: Slot, to: Slot) -> Slot {
        let (Some(heads), Some(most)) = (self.heads, problem.posts[post].max_people) else { return to };
        let start = post.0 as usize * problem.grid.slots();
        (from.0..to.0).map(Slot).find(|slot| heads[start + slot.index()] + members > most).unwrap_or(to)
    }
}
