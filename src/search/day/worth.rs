//! What service is worth to everybody who looks alike to a post of the board: stretches, renewed when they are asked for.

use super::lines::{Lines, Share};
use crate::model::Post;
use crate::path::stretch::{self, Rows};

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
    /// The most that any duty there earns; NaN where it must be worked out anew.
    top: Vec<f32>,
    rewards: Vec<f32>,
    sums: Vec<f32>,
}

impl Worth {
    pub fn new(by: By, looks: usize, size: usize, slots: usize) -> Self {
        Self {
            by,
            size,
            most: vec![0.0; looks * size],
            top: vec![f32::NAN; looks],
            rewards: vec![0.0; slots],
            sums: Vec::with_capacity(slots + 1),
        }
    }

    /// Something has changed for this look.
    pub fn turn(&mut self, look: LookAt) {
        self.top[look.0 as usize] = f32::NAN;
    }

    /// The most that any duty of the look earns, at any hours; brings its rows up to date.
    pub fn top(&mut self, look: LookAt, post: &Post, bounded: bool, shares: &[Share], lines: &Lines) -> f32 {
        let top = self.top[look.0 as usize];
        if !top.is_nan() {
            return top;
        }
        let slots = lines.slots;
        let worth = match self.by {
            By::Marginals => &lines.exact,
            By::Prices => &lines.guided,
        };
        self.rewards.fill(0.0);
        for share in shares {
            let row = share.line.0 as usize * slots;
            let count = share.count as f32;
            for (reward, &worth) in self.rewards.iter_mut().zip(&worth[row..row + slots]) {
                *reward += count * worth;
            }
        }
        let most = &mut self.most[look.0 as usize * self.size..(look.0 as usize + 1) * self.size];
        stretch::fill(post, bounded, &self.rewards, &mut self.sums, most);
        let top = Rows::new(post, slots, most).top();
        self.top[look.0 as usize] = top;
        top
    }

    /// The rows of a look, up to date if [`Self::top`] was asked since it turned.
    pub fn rows(&self, look: LookAt, post: &Post, slots: usize) -> Rows<'_, f32> {
        Rows::new(post, slots, &self.most[look.0 as usize * self.size..(look.0 as usize + 1) * self.size])
    }
}
