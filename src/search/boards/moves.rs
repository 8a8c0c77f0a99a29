//! What is done on a board: construct, sweep, ruin and recreate.

use super::board::{Board, Seat, Turns};
use super::draw::LossMap;
use super::worth::By;
use crate::ground::{Cost, Seed};

/// After how many moves the loss map is drawn anew, and after how many it is asked whether to stop.
const SURVEY: usize = 512;
const ASK: usize = 64;
/// Moves in a hundred that put people back by exact marginals.
const EXACT: u32 = 20;
/// A sweep that saves less than this part of the cost is the last.
const LEAST_OF_A_SWEEP: f64 = 0.01;

/// Gives everybody, the least free first, a better duty by prices with a lean to what is short; then sweeps by exact
/// marginals.
pub(super) fn construct(board: &mut Board<'_>, stopped: &(dyn Fn() -> bool + Sync)) {
    let mut order: Vec<Seat> = (0..board.units.len() as u32).map(Seat).collect();
    order.sort_by_key(|&seat| board.spans(seat).iter().map(|span| span.to.0 - span.from.0).sum::<u32>());
    if !sweep(board, &order, By::Prices, stopped) {
        return;
    }
    loop {
        let before = board.lines.cost;
        if !sweep(board, &order, By::Marginals, stopped) {
            return;
        }
        if (before - board.lines.cost) as f64 <= LEAST_OF_A_SWEEP * before as f64 {
            return;
        }
    }
}

/// Puts everybody anew where that lowers the cost. Answers whether it was finished.
fn sweep(board: &mut Board<'_>, order: &[Seat], by: By, stopped: &(dyn Fn() -> bool + Sync)) -> bool {
    for part in order.chunks(ASK) {
        if stopped() {
            board.remember();
            return false;
        }
        for &seat in part {
            let cost = board.lines.cost;
            let before = board.put(seat, Turns::new());
            let turns = board.best_turns(seat, by);
            board.put(seat, turns);
            if board.lines.cost >= cost {
                board.put(seat, before);
            }
        }
    }
    board.remember();
    true
}

/// So many moves of ruin and recreate at `temperature`, in cost.
pub(super) fn anneal(
    board: &mut Board<'_>,
    moves: usize,
    temperature: f64,
    seed: &mut Seed,
    stopped: &(dyn Fn() -> bool + Sync),
) -> usize {
    let mut map = LossMap::default();
    let mut set: Vec<Seat> = Vec::new();
    let mut before: Vec<Turns> = Vec::new();
    let heat = temperature * Cost::UNITS as f64;
    if board.units.is_empty() || board.lines.demand.is_empty() {
        return 0;
    }
    for done in 0..moves {
        if done.is_multiple_of(ASK) && stopped() {
            return done;
        }
        if done.is_multiple_of(SURVEY) {
            map.survey(board);
        }
        let cost = board.lines.cost;
        map.choose(board, 2 + seed.below(3), seed, &mut set);
        seed.shuffle(&mut set);
        before.clear();
        before.extend(set.iter().map(|&seat| board.put(seat, Turns::new())));
        let by = if seed.chance(EXACT) { By::Marginals } else { By::Prices };
        for &seat in &set {
            let turns = board.best_turns(seat, by);
            board.put(seat, turns);
        }
        let rise = (board.lines.cost - cost) as f64;
        if rise <= 0.0 || seed.unit() < (-rise / heat).exp() {
            board.remember();
        } else {
            for &seat in &set {
                board.put(seat, Turns::new());
            }
            for (&seat, turns) in set.iter().zip(before.drain(..)) {
                board.put(seat, turns);
            }
        }
    }
    moves
}
