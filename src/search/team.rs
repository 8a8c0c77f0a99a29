//! Moves of a whole team: a post that is worth opening only with several people, or worth leaving by all at once.
//!
//! Where being alone costs, one person at a time never opens a post and never leaves one; these moves do.

use super::Hand;
use super::worth::By;
use crate::ground::{Cost, Seed, Slot};
use crate::model::{Duty, PostId, Roster, UnitId};
use crate::path::Reach;
use crate::score::legal;

/// How many draws to find each member of a team.
const DRAWS: usize = 48;

/// What a team move has done, so that it can be undone.
pub type Before = Vec<(UnitId, Roster)>;

/// Opens a post that needs a team with that many people at once, or, where some but too few are on duty, takes them
/// all out and puts them back where they are worth most. Answers what was before; nothing where no such post is found.
pub fn open_or_close(hand: &mut Hand<'_>, posts: &[PostId], seed: &mut Seed) -> Option<Before> {
    let post = *posts.get(seed.below(posts.len()))?;
    let team = hand.problem.posts[post].team?;
    let slot = Slot(seed.below(hand.rows.slots) as u32);
    let heads = hand.running.heads()[post.0 as usize * hand.rows.slots + slot.index()];
    if heads == 0 {
        open(hand, post, slot, team.people as usize, seed)
    } else {
        Some(close(hand, post, slot))
    }
}

/// Sends up to `people` people to `post` for one duty around `slot`.
fn open(hand: &mut Hand<'_>, post: PostId, slot: Slot, people: usize, seed: &mut Seed) -> Option<Before> {
    let problem = hand.problem;
    let place = &problem.posts[post];
    let length = place.min_slots + seed.below((place.max_slots - place.min_slots + 1) as usize) as u32;
    let from = Slot(slot.0.saturating_sub(seed.below(length as usize) as u32));
    let duty = Duty { from, to: Slot(from.0.checked_add(length)?), post };
    if duty.to > problem.grid.end() || place.latest_end[from.index()] < duty.to || from < problem.first_start
    {
        return None;
    }
    let mut before = Before::new();
    let mut sent = 0;
    for _ in 0..DRAWS * people.min(8) {
        if sent >= people {
            break;
        }
        let unit = UnitId(seed.below(problem.units.len()) as u32);
        if before.iter().any(|(other, _)| *other == unit) || !could_serve(hand, unit, duty) {
            continue;
        }
        let day = problem.grid.day_of(duty.from);
        let reach = Reach::Days(day, crate::ground::Day(day.0 + 1));
        let had = hand.clear(unit, reach);
        let mut roster = hand.running.roster(unit).to_vec();
        roster.push(duty);
        roster.sort_unstable();
        let legal =
            problem.units[unit].members.iter().all(|&member| legal::is_legal(problem, member, &roster));
        if legal && hand.running.fits(unit, &[duty]) {
            hand.set(unit, roster);
            before.push((unit, had));
            sent += problem.units[unit].members.len();
        } else {
            hand.set(unit, had);
        }
    }
    Some(before)
}

/// Is the unit free for the duty, and is its post open to it?
fn could_serve(hand: &Hand<'_>, unit: UnitId, duty: Duty) -> bool {
    let spans = &hand.graphs.of[unit].spans;
    spans.iter().any(|span| span.from <= duty.from && duty.to <= span.to)
        && hand.problem.post_sets[hand.problem.units[unit].posts].binary_search(&duty.post).is_ok()
}

/// Takes everybody out who is on duty at `post` in `slot`, and puts each back where they are worth most then.
fn close(hand: &mut Hand<'_>, post: PostId, slot: Slot) -> Before {
    let problem = hand.problem;
    let day = problem.grid.day_of(slot);
    let reach = Reach::Days(crate::ground::Day(day.0.saturating_sub(1)), crate::ground::Day(day.0 + 1));
    let there = |duty: &Duty| duty.post == post && duty.from <= slot && slot < duty.to;
    let units: Vec<UnitId> =
        problem.units.ids().filter(|&unit| hand.running.roster(unit).iter().any(there)).collect();
    let before: Before = units.iter().map(|&unit| (unit, hand.clear(unit, reach))).collect();
    for (unit, had) in &before {
        let roster = hand.best_roster(*unit, By::Prices, reach);
        hand.set(*unit, roster.unwrap_or_else(|| had.clone()));
    }
    before
}

/// The posts that need a team, or nobody.
pub fn posts_with_team(hand: &Hand<'_>) -> Vec<PostId> {
    let posts = hand.problem.posts.pairs();
    posts.filter(|(_, post)| post.team.is_some_and(|team| team.people > 1)).map(|(id, _)| id).collect()
}

/// Puts everything back as it was.
pub fn undo(hand: &mut Hand<'_>, before: Before) {
    for (unit, roster) in before.into_iter().rev() {
        hand.set(unit, roster);
    }
}

/// Whether a rise in cost is accepted at a temperature.
pub fn accepts(rise: Cost, temperature: f64, seed: &mut Seed) -> bool {
    rise <= Cost::ZERO || seed.unit() < (-rise.value() / temperature).exp()
}
