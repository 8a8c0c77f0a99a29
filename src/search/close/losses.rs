//! What a plan loses on each row against the prices, as whole numbers.
//!
//! `cost − L(π) = Σ_units reduced cost + Σ_rows [(w − π) × short + (π + s) × over]` holds exactly, where `L(π)` is what the
//! prices prove before it is rounded. Caps are rows as well: each head below a cap loses what is charged for it, and a
//! head above is never allowed. So are least teams, on which no price stands: they lose what they cost.

use crate::ground::Cost;
use crate::model::{Duty, LineId, Problem, UnitId};
use crate::price::certificate::FRACTIONS;
use crate::price::rows::cover_of_roster;
use crate::price::{Certificate, Rows};

/// What is lost where a hard cap is broken: more than any budget.
pub const NEVER: i128 = i128::MAX >> 40;

/// How one row loses.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    /// A line in a slot.
    Line {
        /// The cover that loses nothing.
        demand: i64,
        /// What each unit of cover below it loses.
        short: i128,
        /// What each unit of cover above it loses.
        over: i128,
    },
    /// The heads at a post in a slot.
    Heads {
        /// The most heads there may be.
        cap: i64,
        /// What each head below the cap loses.
        under: i128,
        /// The least team.
        team: i64,
        /// What each head missing to the team loses, where there is any head.
        missing: i128,
    },
}

impl Row {
    /// The least that the row loses with a cover from `low` up to `high`.
    pub fn least(&self, low: i64, high: i64) -> i128 {
        match *self {
            Self::Line { demand, short, over } => {
                if high < demand {
                    short * i128::from(demand - high)
                } else if low > demand {
                    over * i128::from(low - demand)
                } else {
                    0
                }
            }
            Self::Heads { cap, under, team, missing } => {
                if low > cap {
                    return NEVER;
                }
                let under = under * i128::from((cap - high).max(0));
                let alone = low > 0 && high < team;
                under + if alone { missing * i128::from(team - high) } else { 0 }
            }
        }
    }
}

/// How all rows lose: a row per line and slot, then one per post and slot where heads count.
#[derive(Clone, Debug)]
pub struct Losses {
    rows: Vec<Row>,
    /// The rows of lines; those of heads come after.
    lines: usize,
    slots: usize,
    heads: bool,
}

impl Losses {
    /// How the rows lose against the prices of `certificate`; nothing where a demand is out of all bounds.
    pub fn new(problem: &Problem, rows: &Rows, certificate: &Certificate) -> Option<Self> {
        let slots = problem.grid.slots();
        let fractions = i128::from(FRACTIONS);
        let mut all = Vec::new();
        for (row, &demand) in rows.demand.iter().enumerate() {
            if demand == i32::MAX {
                return None;
            }
            let line: LineId = rows.line_of(row);
            let price = i128::from(certificate.line[row]);
            let short = rows.short_units[line] * fractions - price;
            let over = rows.over_units[line] * fractions + price;
            all.push(Row::Line { demand: i64::from(demand), short, over });
        }
        let lines = all.len();
        let heads = problem.posts.iter().any(|post| post.max_people.is_some() || post.team.is_some());
        for (id, post) in problem.posts.pairs().filter(|_| heads) {
            let team = post.team.map_or((0, 0), |team| {
                let missing = Cost::of(team.weight, problem.grid.slot_minutes()).in_units() * fractions;
                (i64::from(team.people), missing)
            });
            for slot in 0..slots {
                let at = id.0 as usize * slots + slot;
                let (cap, under) = if rows.cap.is_empty() || !rows.is_capped(at) {
                    (i64::MAX, 0)
                } else {
                    (i64::from(rows.cap[at]), -i128::from(certificate.head[at]))
                };
                all.push(Row::Heads { cap, under, team: team.0, missing: team.1 });
            }
        }
        Some(Self { rows: all, lines, slots, heads })
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the unit's `roster` adds to the cover of each row it touches; sorted by row.
    pub fn effects(&self, problem: &Problem, unit: UnitId, roster: &[Duty]) -> Vec<(u32, i64)> {
        let mut effects = cover_of_roster(problem, unit, roster);
        if self.heads {
            let members = problem.units[unit].members.len() as i64;
            // The rows of heads come after those of lines; duties follow one another in time, but not by post.
            let first = effects.len();
            for duty in roster {
                let post = &problem.posts[duty.post];
                if post.max_people.is_some() || post.team.is_some() {
                    let start = self.lines + duty.post.0 as usize * self.slots;
                    let rows = start + duty.from.index()..start + duty.to.index();
                    effects.extend(rows.map(|row| (row as u32, members)));
                }
            }
            effects[first..].sort_unstable();
        }
        effects
    }
}
