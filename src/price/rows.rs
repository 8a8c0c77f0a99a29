//! The rows that prices stand on: every line in every slot, and every cap.

use crate::ground::{Cost, IdVec, Slot};
use crate::model::{ANYONE, Duty, Line, LineId, PostId, Problem, UnitId};

/// A price per line and slot, and a charge per head where posts have caps; in cost per slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// At `line × slots + slot`, from −surplus weight to weight.
    pub line: Vec<f32>,
    /// At `post × slots + slot`, never positive; empty where no post has a cap.
    pub head: Vec<f32>,
}

/// What a price may be on each line and on each cap, and what is demanded there.
#[derive(Clone, Debug)]
pub struct Rows {
    /// How many slots there are.
    pub slots: usize,
    /// Least price of each line: minus the cost of one person over, in a slot.
    pub least: IdVec<LineId, f32>,
    /// Greatest price of each line: the cost of one person short, in a slot.
    pub most: IdVec<LineId, f32>,
    /// The exact cost of one person short, in a slot, in units.
    pub short_units: IdVec<LineId, i128>,
    /// The exact cost of one person over, in a slot, in units.
    pub over_units: IdVec<LineId, i128>,
    /// Demand at `line × slots + slot`.
    pub demand: Vec<i32>,
    /// Cap at `post × slots + slot` (facts may exceed the post's own); empty where no post has one.
    pub cap: Vec<i32>,
    /// The greatest charge on each post's cap: more than all its lines together can be worth to one head.
    charge: IdVec<PostId, f32>,
    /// Least positive cost of one person short for a slot.
    cheapest: f32,
}

/// What part of the weight a price begins at; measured: from 0, scarce people take twice the passes.
const FIRST_PRICE: f32 = 0.4;

/// What no charge is worth: posts without a cap.
const NO_CAP: i32 = i32::MAX;

impl Rows {
    /// The rows of a problem.
    pub fn new(problem: &Problem) -> Self {
        let slots = problem.grid.slots();
        let length = problem.grid.slot_minutes();
        let short_units: IdVec<LineId, i128> =
            problem.lines.iter().map(|line| Cost::of(line.weight, length).in_units()).collect();
        let over_units: IdVec<LineId, i128> =
            problem.lines.iter().map(|line| Cost::of(line.surplus, length).in_units()).collect();
        let demand = problem.lines.iter().flat_map(|line| demand_of(line, slots)).collect();
        let cap = caps(problem);
        let charge = problem
            .posts
            .iter()
            .map(|post| {
                let worth = post.terms.iter().map(|term| {
                    let most = short_units[term.line].max(over_units[term.line]);
                    most as f32 * term.coefficient.unsigned_abs() as f32
                });
                worth.sum::<f32>() / Cost::UNITS as f32
            })
            .collect();
        let value = |units: &i128| Cost::units(*units).value() as f32;
        Self {
            slots,
            least: over_units.iter().map(|units| -value(units)).collect(),
            most: short_units.iter().map(value).collect(),
            demand,
            cap,
            charge,
            cheapest: short_units.iter().filter(|u| **u > 0).map(value).fold(f32::MAX, f32::min),
            short_units,
            over_units,
        }
    }

    /// Takes the demand of a line from the problem, where it has changed.
    pub fn renew_line(&mut self, problem: &Problem, line: LineId) {
        let start = line.0 as usize * self.slots;
        let demand = demand_of(&problem.lines[line], self.slots);
        for (row, demand) in self.demand[start..start + self.slots].iter_mut().zip(demand) {
            *row = demand;
        }
    }

    /// Prices of zero everywhere.
    pub fn no_prices(&self) -> Prices {
        Prices { line: vec![0.0; self.demand.len()], head: vec![0.0; self.cap.len()] }
    }

    /// Where the price loop begins: part of the weight where there is demand.
    pub fn first_prices(&self) -> Prices {
        let mut prices = self.no_prices();
        for (row, price) in prices.line.iter_mut().enumerate() {
            if self.demand[row] > 0 {
                *price = FIRST_PRICE * self.most[self.line_of(row)];
            }
        }
        prices
    }

    /// The length of a step on a line: the width of its prices, but no more than that of the cheapest line.
    pub fn scale_of(&self, line: LineId) -> f32 {
        (self.most[line] - self.least[line]).min(self.cheapest)
    }

    /// The line and slot of a row.
    pub fn line_of(&self, row: usize) -> LineId {
        LineId((row / self.slots) as u32)
    }

    /// The greatest charge on the cap of a post and slot.
    pub fn charge_of(&self, row: usize) -> f32 {
        self.charge[PostId((row / self.slots) as u32)]
    }

    /// Is there a cap on this post and slot?
    pub fn is_capped(&self, row: usize) -> bool {
        self.cap[row] != NO_CAP
    }
}

fn demand_of(line: &Line, slots: usize) -> impl Iterator<Item = i32> + '_ {
    (0..slots).map(|slot| i32::try_from(line.demand_in(Slot(slot as u32))).unwrap_or(i32::MAX))
}

/// Each post's cap in each slot, or more where facts exceed it: only what a plan adds to them is judged.
fn caps(problem: &Problem) -> Vec<i32> {
    if problem.posts.iter().all(|post| post.max_people.is_none()) {
        return Vec::new();
    }
    let slots = problem.grid.slots();
    let mut begun = vec![0_i32; problem.posts.len() * slots];
    for volunteer in &problem.volunteers {
        for duty in &volunteer.begun {
            let start = duty.post.0 as usize * slots;
            for heads in &mut begun[start + duty.from.index()..start + duty.to.index()] {
                *heads += 1;
            }
        }
    }
    let mut cap = vec![NO_CAP; begun.len()];
    for (id, post) in problem.posts.pairs() {
        if let Some(most) = post.max_people {
            let most = i32::try_from(most).unwrap_or(NO_CAP - 1).min(NO_CAP - 1);
            let row = id.0 as usize * slots;
            for (cap, begun) in cap[row..row + slots].iter_mut().zip(&begun[row..row + slots]) {
                *cap = most.max(*begun);
            }
        }
    }
    cap
}

/// Adds what `count` units of this cast on `duty` cover, line by line, through `add(row, coefficient)`.
pub fn cover_of(problem: &Problem, unit: UnitId, duty: Duty, mut add: impl FnMut(usize, i64)) {
    let slots = problem.grid.slots();
    let cast = problem.cast_on(unit, duty.from, duty.to);
    for term in &problem.posts[duty.post].terms {
        let count = term.coefficient * cast.count(term.need);
        if count != 0 {
            let start = term.line.0 as usize * slots;
            for row in start + duty.from.index()..start + duty.to.index() {
                add(row, count);
            }
        }
    }
    debug_assert!(cast.count(ANYONE) > 0, "a unit has members");
}

/// What the unit's `roster` covers of each row, over all its duties; sorted by row.
pub fn cover_of_roster(problem: &Problem, unit: UnitId, roster: &[Duty]) -> Vec<(u32, i64)> {
    let mut cover: Vec<(u32, i64)> = Vec::new();
    for &duty in roster {
        cover_of(problem, unit, duty, |row, count| cover.push((row as u32, count)));
    }
    cover.sort_unstable();
    cover.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
        }
        same
    });
    cover
}
