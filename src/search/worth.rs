//! What one more person is worth on each line and slot, as the plan in hand stands.
//!
//! The exact marginal is the weight where the line is short and minus the surplus weight where it is not. The guided
//! worth leans on the prices: `(1 − θ) π + θ × marginal`. A marginal alone is blind to what others could do elsewhere;
//! a price alone is blind to what is already covered.

use crate::ground::{Cost, Slot};
use crate::model::{Duty, LineId, PostId, UnitId};
use crate::path::Offer;
use crate::price::{Prices, Rows};
use crate::score::RunningCost;

/// The worth of service, kept up to date with the cover.
#[derive(Clone, Debug)]
pub struct Worth {
    /// Exact marginals, per line and slot.
    exact: Vec<f32>,
    /// Guided by prices, per line and slot.
    guided: Vec<f32>,
    /// Per post and slot: what one more head saves by the least team; empty where no post has one.
    team: Vec<f32>,
    /// The same in the hope that others follow whoever comes first.
    hope: Vec<f32>,
    lean: f32,
}

/// Which worth a path is searched by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Exact marginals: never wrong about the next step, blind beyond it.
    Marginals,
    /// Prices with a lean to what is short: sees beyond, and not always right about the next step.
    Prices,
}

impl Worth {
    /// The worth of everything as `running` stands.
    pub fn new(running: &RunningCost<'_>, rows: &Rows, prices: &Prices, lean: f32) -> Self {
        let problem = running.problem();
        let teams = problem.posts.iter().any(|post| post.team.is_some());
        let mut worth = Self {
            exact: vec![0.0; rows.demand.len()],
            guided: vec![0.0; rows.demand.len()],
            team: if teams { vec![0.0; running.heads().len()] } else { Vec::new() },
            hope: if teams { vec![0.0; running.heads().len()] } else { Vec::new() },
            lean,
        };
        worth.renew(running, rows, prices);
        worth
    }

    /// Works everything out anew, after new prices.
    pub fn renew(&mut self, running: &RunningCost<'_>, rows: &Rows, prices: &Prices) {
        for row in 0..self.exact.len() {
            self.renew_row(running, rows, prices, row);
        }
        for post in running.problem().posts.ids() {
            self.renew_team(running, post, Slot(0), running.problem().grid.end());
        }
    }

    /// Works a line out anew, after its demand has changed.
    pub fn renew_line(&mut self, running: &RunningCost<'_>, rows: &Rows, prices: &Prices, line: LineId) {
        let start = line.0 as usize * rows.slots;
        for row in start..start + rows.slots {
            self.renew_row(running, rows, prices, row);
        }
    }

    /// Works out what a duty that came or went has changed.
    pub fn after(
        &mut self,
        running: &RunningCost<'_>,
        rows: &Rows,
        prices: &Prices,
        unit: UnitId,
        duty: Duty,
    ) {
        let problem = running.problem();
        let cast = problem.cast_on(unit, duty.from, duty.to);
        for term in &problem.posts[duty.post].terms {
            if cast.count(term.need) != 0 {
                let start = term.line.0 as usize * rows.slots;
                for row in start + duty.from.index()..start + duty.to.index() {
                    self.renew_row(running, rows, prices, row);
                }
            }
        }
        self.renew_team(running, duty.post, duty.from, duty.to);
    }

    fn renew_row(&mut self, running: &RunningCost<'_>, rows: &Rows, prices: &Prices, row: usize) {
        let line = rows.line_of(row);
        let short = running.cover()[row] < i64::from(rows.demand[row]);
        let marginal = if short { rows.most[line] } else { rows.least[line] };
        let price = prices.line[row];
        self.exact[row] = marginal;
        self.guided[row] = price + self.lean * (marginal - price);
    }

    fn renew_team(&mut self, running: &RunningCost<'_>, id: PostId, from: Slot, to: Slot) {
        let problem = running.problem();
        let Some(team) = problem.posts[id].team else { return };
        let a_head = Cost::of(team.weight, problem.grid.slot_minutes()).value() as f32;
        let start = id.0 as usize * problem.grid.slots();
        for at in start + from.index()..start + to.index() {
            let heads = running.heads()[at];
            self.team[at] = if heads == 0 {
                -a_head * (team.people as f32 - 1.0).max(0.0)
            } else if heads < team.people {
                a_head
            } else {
                0.0
            };
            self.hope[at] = self.team[at].max(0.0);
        }
    }

    /// The rewards that this worth makes of one more person on duty; in the hope that others follow whoever is the first of a
    /// team, or not.
    pub fn offer<'a>(&'a self, running: &'a RunningCost<'_>, by: By, hopes: bool) -> Offer<'a, f32> {
        Offer {
            line: match by {
                By::Marginals => &self.exact,
                By::Prices => &self.guided,
            },
            head: (!self.team.is_empty()).then_some(if hopes { &self.hope } else { &self.team }),
            heads: Some(running.heads()),
            unit: 1.0 / Cost::UNITS as f32,
        }
    }

    /// What the exact marginal of a row is.
    pub fn marginal(&self, row: usize) -> f32 {
        self.exact[row]
    }
}
