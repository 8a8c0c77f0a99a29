//! The running cost: the cost of a plan that changes one roster at a time, kept up to date instead of summed anew.
//!
//! It holds the cover of every line and the heads at every post, and always equals
//! [`plain::cost`] of the same plan.

use super::{CostTerms, plain};
use crate::ground::ids::Id;
use crate::ground::{Cost, IdVec, Minutes, Slot};
use crate::model::{ANYONE, Duty, LineId, LinePlace, Plan, Problem, Roster, UnitId};

/// A plan, unit by unit, with its cost, apart from the problem that it is a plan of.
///
/// Whoever changes a fact of the problem takes what the fact speaks of out of the tally before, and back in after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    slots: usize,
    rosters: IdVec<UnitId, Roster>,
    cover: Vec<i64>,
    heads: Vec<u32>,
    terms: CostTerms,
    own: IdVec<UnitId, CostTerms>,
}

impl Tally {
    /// The unit's duties.
    pub fn roster(&self, unit: UnitId) -> &[Duty] {
        &self.rosters[unit]
    }

    /// Cover at `line × slots + slot`.
    pub fn cover(&self) -> &[i64] {
        &self.cover
    }

    /// People on duty at `post × slots + slot`.
    pub fn heads(&self) -> &[u32] {
        &self.heads
    }

    /// The cost by term.
    pub const fn terms(&self) -> CostTerms {
        self.terms
    }

    /// Takes the unit out, with all it costs, and answers its duties: facts about its people are about to change.
    pub fn take_out(&mut self, problem: &Problem, unit: UnitId) -> Roster {
        let mut running = RunningCost { problem, tally: std::mem::take(self) };
        let roster = running.set(unit, Roster::new());
        *self = running.tally;
        self.terms = self.terms - self.own[unit];
        self.own[unit] = CostTerms::default();
        roster
    }

    /// Takes a unit in that was taken out, or is new, with these duties.
    pub fn take_in(&mut self, problem: &Problem, unit: UnitId, roster: Roster) {
        if unit.index() == self.rosters.len() {
            self.rosters.push(Roster::new());
            self.own.push(CostTerms::default());
        }
        self.own[unit] = plain::own_cost_of_unit(problem, unit, &[]);
        self.terms += self.own[unit];
        let mut running = RunningCost { problem, tally: std::mem::take(self) };
        running.set(unit, roster);
        *self = running.tally;
    }

    /// Takes out what the line costs as it stands: its demand is about to change.
    pub fn take_line_out(&mut self, problem: &Problem, line: LineId) {
        self.terms = self.terms - self.line_cost(problem, line);
    }

    /// Takes in what the line costs.
    pub fn take_line_in(&mut self, problem: &Problem, line: LineId) {
        self.terms += self.line_cost(problem, line);
    }

    fn line_cost(&self, problem: &Problem, id: LineId) -> CostTerms {
        let (line, length) = (&problem.lines[id], problem.grid.slot_minutes());
        let mut terms = CostTerms::default();
        let cover = &self.cover[id.index() * self.slots..(id.index() + 1) * self.slots];
        for (slot, &cover) in cover.iter().enumerate() {
            let (short, over) = line.cost(line.demand_in(Slot(slot as u32)), cover, length);
            terms.shortage += short;
            terms.surplus += over;
        }
        match line.place {
            LinePlace::Supervision(..) => {
                CostTerms { supervision: terms.shortage + terms.surplus, ..CostTerms::default() }
            }
            LinePlace::Post(..) | LinePlace::Shared(..) => terms,
        }
    }
}

/// A plan of a problem, unit by unit, with its cost.
#[derive(Clone, Debug)]
pub struct RunningCost<'p> {
    problem: &'p Problem,
    tally: Tally,
}

impl<'p> RunningCost<'p> {
    /// The plan in which everybody has just the duties they must keep.
    pub fn of_kept(problem: &'p Problem) -> Self {
        let slots = problem.grid.slots();
        let empty = Plan::empty(problem.volunteers.len());
        let tally = Tally {
            slots,
            rosters: IdVec::filled(Roster::new(), problem.units.len()),
            cover: vec![0; problem.lines.len() * slots],
            heads: vec![0; problem.posts.len() * slots],
            terms: plain::cost(problem, &empty),
            own: problem.units.ids().map(|unit| plain::own_cost_of_unit(problem, unit, &[])).collect(),
        };
        let mut running = Self { problem, tally };
        for (unit, entry) in problem.units.pairs() {
            running.set(unit, entry.kept.to_vec());
        }
        running
    }

    /// The plan of `tally`, which is one of this problem.
    pub const fn resumed(problem: &'p Problem, tally: Tally) -> Self {
        Self { problem, tally }
    }

    /// The plan apart from its problem.
    pub fn into_tally(self) -> Tally {
        self.tally
    }

    /// The problem it is a plan of.
    pub const fn problem(&self) -> &'p Problem {
        self.problem
    }

    /// The unit's duties.
    pub fn roster(&self, unit: UnitId) -> &[Duty] {
        &self.tally.rosters[unit]
    }

    /// Cover at `line × slots + slot`.
    pub fn cover(&self) -> &[i64] {
        &self.tally.cover
    }

    /// People on duty at `post × slots + slot`.
    pub fn heads(&self) -> &[u32] {
        &self.tally.heads
    }

    /// The cost by term.
    pub const fn terms(&self) -> CostTerms {
        self.tally.terms
    }

    /// The cost.
    pub fn total(&self) -> Cost {
        self.tally.terms.total()
    }

    /// The plan as rosters of volunteers.
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::empty(self.problem.volunteers.len());
        for (unit, roster) in self.tally.rosters.pairs() {
            for &member in &self.problem.units[unit].members {
                plan.rosters[member].clone_from(roster);
            }
        }
        plan
    }

    /// Gives the unit these duties, sorted by time, instead of those it has, which are answered.
    pub fn set(&mut self, unit: UnitId, roster: Roster) -> Roster {
        let before = std::mem::take(&mut self.tally.rosters[unit]);
        if before == roster {
            self.tally.rosters[unit] = roster;
            return before;
        }
        for &duty in missing_in(&before, &roster) {
            self.count(unit, duty, -1);
        }
        for &duty in missing_in(&roster, &before) {
            self.count(unit, duty, 1);
        }
        if self.problem.has_own_cost(unit) {
            let own = plain::own_cost_of_unit(self.problem, unit, &roster);
            self.tally.terms = self.tally.terms - self.tally.own[unit] + own;
            self.tally.own[unit] = own;
        }
        self.tally.rosters[unit] = roster;
        before
    }

    /// Would these duties of the unit fit under the caps of their posts, besides everybody else's?
    ///
    /// The unit's own present duties count against it unless it was cleared first.
    pub fn fits(&self, unit: UnitId, roster: &[Duty]) -> bool {
        let members = self.problem.units[unit].members.len() as u32;
        roster.iter().all(|duty| {
            let Some(most) = self.problem.posts[duty.post].max_people else { return true };
            let start = duty.post.0 as usize * self.tally.slots;
            let heads = &self.tally.heads[start + duty.from.index()..start + duty.to.index()];
            heads.iter().all(|&heads| heads + members <= most)
        })
    }

    /// Takes a duty into the cover and the heads (`sign` 1), or out of them (−1).
    fn count(&mut self, unit: UnitId, duty: Duty, sign: i64) {
        let problem = self.problem;
        let cast = problem.cast_on(unit, duty.from, duty.to);
        let post = &problem.posts[duty.post];
        for term in &post.terms {
            let change = term.coefficient * cast.count(term.need) * sign;
            if change != 0 {
                self.cover_line(term.line, duty, change);
            }
        }
        let members = cast.count(ANYONE) * sign;
        let start = duty.post.0 as usize * self.tally.slots;
        let mut missing = 0;
        for heads in &mut self.tally.heads[start + duty.from.index()..start + duty.to.index()] {
            let after = (i64::from(*heads) + members) as u32;
            if let Some(team) = post.team {
                missing += missing_to_team(team.people, after) - missing_to_team(team.people, *heads);
            }
            *heads = after;
        }
        if let Some(team) = post.team {
            self.tally.terms.supervision +=
                Cost::of(team.weight, problem.grid.slot_minutes()).times(i128::from(missing));
        }
    }

    fn cover_line(&mut self, id: LineId, duty: Duty, change: i64) {
        let line = &self.problem.lines[id];
        let length: Minutes = self.problem.grid.slot_minutes();
        let start = id.0 as usize * self.tally.slots;
        let (mut short, mut over) = (0_i64, 0_i64);
        for slot in duty.from.0..duty.to.0 {
            let cover = &mut self.tally.cover[start + slot as usize];
            let gap = line.demand_in(Slot(slot)) - *cover;
            short += (gap - change).max(0) - gap.max(0);
            over += (change - gap).max(0) - (-gap).max(0);
            *cover += change;
        }
        let short = Cost::of(line.weight, length).times(i128::from(short));
        let over = Cost::of(line.surplus, length).times(i128::from(over));
        match line.place {
            LinePlace::Supervision(..) => self.tally.terms.supervision += short + over,
            LinePlace::Post(..) | LinePlace::Shared(..) => {
                self.tally.terms.shortage += short;
                self.tally.terms.surplus += over;
            }
        }
    }
}

/// The duties of one roster that the other does not hold.
pub fn missing_in<'a>(one: &'a [Duty], other: &'a [Duty]) -> impl Iterator<Item = &'a Duty> {
    let mut rest = other;
    one.iter().filter(move |duty| {
        let passed = rest.iter().take_while(|other| other < duty).count();
        rest = &rest[passed..];
        rest.first() != Some(*duty)
    })
}

/// People missing to a team of `people` where `heads` are on duty; nobody on duty misses nobody.
fn missing_to_team(people: u32, heads: u32) -> i64 {
    if heads == 0 { 0 } else { i64::from(people.saturating_sub(heads)) }
}
