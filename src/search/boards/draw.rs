//! Whom to take out: small sets of people of a board, most of them where the plan loses against the prices.
//!
//! `cost − bound(π) = Σ reduced cost + Σ_rows [(w − π) × short + (π + s) × over]`, every term at least 0: this loss map
//! says where the plan loses, and most sets start there.

use super::board::{Board, Seat};
use crate::ground::{Seed, Slot};

/// Rows that lose, with the sum of losses up to each.
#[derive(Debug, Default)]
pub(super) struct LossMap {
    losing: Vec<(u32, f32)>,
}

/// How many draws to find somebody who fits before giving up.
const DRAWS: usize = 12;
/// Moves in a hundred that start where the plan loses.
const AT_A_LOSS: u32 = 80;

impl LossMap {
    /// Draws the map anew.
    pub fn survey(&mut self, board: &Board<'_>) {
        self.losing.clear();
        let mut sum = 0.0;
        for row in 0..board.lines.demand.len() {
            let loss = board.lines.loss(row);
            if loss > 1e-4 {
                sum += loss;
                self.losing.push((row as u32, sum));
            }
        }
    }

    /// A set of up to `size` different people.
    pub fn choose(&self, board: &Board<'_>, size: usize, seed: &mut Seed, set: &mut Vec<Seat>) {
        set.clear();
        let row = match self.losing.last() {
            Some(&(_, total)) if seed.chance(AT_A_LOSS) => {
                let target = seed.unit() as f32 * total;
                let at = self.losing.partition_point(|(_, sum)| *sum <= target);
                self.losing[at.min(self.losing.len() - 1)].0 as usize
            }
            _ => seed.below(board.lines.demand.len()),
        };
        let (line, slot) = (row / board.lines.slots, Slot((row % board.lines.slots) as u32));
        let posts = board.posts_of.of(line);
        let post = posts.get(seed.below(posts.len())).copied();
        for draw in 0..size * 4 {
            if set.len() == size {
                break;
            }
            let found = match post {
                _ if draw % 2 == 0 => able(board, line, slot, seed),
                Some(post) => on_duty(board, post as usize, slot, seed),
                None => None,
            };
            let seat = found.unwrap_or_else(|| Seat(seed.below(board.units.len()) as u32));
            if !set.contains(&seat) {
                set.push(seat);
            }
        }
    }
}

/// Somebody who counts in the line and is free in the slot.
fn able(board: &Board<'_>, line: usize, slot: Slot, seed: &mut Seed) -> Option<Seat> {
    let able = board.able.of(line);
    (0..DRAWS).find_map(|_| {
        let seat = *able.get(seed.below(able.len()))?;
        let free = board.spans(seat).iter().any(|span| span.from <= slot && slot < span.to);
        free.then_some(seat)
    })
}

/// Somebody on duty at the post, in the slot if that is soon found.
fn on_duty(board: &Board<'_>, post: usize, slot: Slot, seed: &mut Seed) -> Option<Seat> {
    let crew = &board.crews[post];
    let mut drawn = None;
    for _ in 0..DRAWS {
        let &(seat, number) = crew.get(seed.below(crew.len()))?;
        drawn = Some(seat);
        let window = board.turns[seat.0 as usize][number as usize].window;
        if window.from <= slot && slot < window.to {
            break;
        }
    }
    drawn
}
