//! What service is worth to everybody who looks alike to a post of the board: stretches, renewed when they are asked for.

use super::lines::{Lines, Share};
use crate::model::Post;
use crate::path::stretch::{self, Rows};
use std::ops::Range;

/// A look's place on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LookAt(pub u32);

/// By which worth people are put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Exact marginals: never wrong about the next step, blind beyond it.
    Marginals,
    /// Prices with a lean to what is short.
    Prices,
}

/// Stretches of all looks of a board by one worth.
#[derive(Debug)]
pub(super) struct Worth {
    by: By,
    size: usize,
    most: Vec<f32>,
    /// The most that any duty there earns, as far as it is worked out.
    top: Vec<f32>,
    /// The slots that are worth something else now; none where all is up to date.
    turned: Vec<Range<u32>>,
    rewards: Vec<f32>,
    sums: Vec<f32>,
}

impl Worth {
    pub fn new(by: By, looks: usize, size: usize, slots: usize) -> Self {
        Self {
            by,
            size,
            most: vec![0.0; looks * size],
            top: vec![0.0; looks],
            turned: vec![0..slots as u32; looks],
            rewards: vec![0.0; slots],
            sums: Vec::with_capacity(slots + 1),
        }
    }

    /// Something has changed for this look in these slots.
    pub fn turn(&mut self, look: LookAt, from: usize, to: usize) {
        let turned = &mut self.turned[look.0 as usize];
        *turned = match turned.start >= turned.end {
            true => from as u32..to as u32,
            false => turned.start.min(from as u32)..turned.end.max(to as u32),
        };
    }

    /// The most that any duty of the look earns, at any hours; brings its rows up to date.
    pub fn top(&mut self, look: LookAt, post: &Post, bounded: bool, shares: &[Share], lines: &Lines) -> f32 {
        let at = look.0 as usize;
        let turned = std::mem::take(&mut self.turned[at]);
        if turned.start >= turned.end {
            return self.top[at];
        }
        let slots = lines.slots;
        let worth = match self.by {
            By::Marginals => &lines.exact,
            By::Prices => &lines.guided,
        };
        let (_, longest) = stretch::lengths(post, slots);
        let starts = (turned.start as usize + 1).saturating_sub(longest)..turned.end as usize;
        let rewards = &mut self.rewards[..stretch::reach(post, slots, &starts)];
        rewards.fill(0.0);
        for share in shares {
            let row = share.line.0 as usize * slots + starts.start;
            let count = share.count as f32;
            for (reward, &worth) in rewards.iter_mut().zip(&worth[row..]) {
                *reward += count * worth;
            }
        }
        let most = &mut self.most[at * self.size..(at + 1) * self.size];
        stretch::fill(post, bounded, slots, starts, rewards, &mut self.sums, most);
        self.top[at] = Rows::new(post, slots, most).top();
        self.top[at]
    }

    /// The rows of a look, up to date if [`Self::top`] was asked since it turned.
    pub fn rows(&self, look: LookAt, post: &Post, slots: usize) -> Rows<'_, f32> {
        Rows::new(post, slots, &self.most[look.0 as usize * self.size..(look.0 as usize + 1) * self.size])
    }
}
