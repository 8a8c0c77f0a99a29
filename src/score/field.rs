//! The field: cover and heads in many draws side by side, and what they cost together.
//!
//! Of one line and slot the draws lie next to each other, so that what a duty changes is worked out for all of them at once.

use super::crew::Crew;
use crate::ground::ids::Id;
use crate::ground::{IdVec, Slot};
use crate::model::{Duty, Line, LineId, LinePlace, MinTeam, PostId, Problem, VolunteerId};

/// Cover and heads of each draw, with what they cost: whole numbers of a weight of one for one person and slot.
#[derive(Clone, Debug)]
pub(super) struct Field<'p> {
    problem: &'p Problem,
    pub draws: usize,
    slots: usize,
    /// Does somebody come, 0 or 1, at `volunteer × draws + draw`?
    comes: Vec<u8>,
    /// At `(line × slots + slot) × draws + draw`.
    cover: Vec<i64>,
    /// The same of posts with a team or a cap, by their number among these.
    heads: Vec<i64>,
    counted: IdVec<PostId, Option<usize>>,
    pub cost: i128,
}

/// Who of a crew is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// Who comes in the draw.
    WhoComes,
    /// All of them, in every draw.
    All,
}

impl<'p> Field<'p> {
    /// Nobody serves, in so many draws.
    pub fn new(problem: &'p Problem, draws: usize, comes: Vec<u8>) -> Self {
        let slots = problem.grid.slots();
        let mut number = 0;
        let mut counted = IdVec::new();
        for post in &problem.posts {
            let counts = post.team.is_some() || post.max_people.is_some();
            counted.push(counts.then_some(number));
            number += usize::from(counts);
        }
        let mut field = Self {
            problem,
            draws,
            slots,
            comes,
            cover: vec![0; problem.lines.len() * slots * draws],
            heads: vec![0; number * slots * draws],
            counted,
            cost: 0,
        };
        for line in &problem.lines {
            let missing: i128 = line.demand.iter().map(|demand| i128::from(of_line(line, *demand))).sum();
            field.cost += missing * draws as i128;
        }
        field
    }

    /// How many of these are there in each draw, each counted so often.
    fn present(&self, counts: impl Iterator<Item = (VolunteerId, i64)>, there: There) -> Vec<i64> {
        let mut sum = vec![0; self.draws];
        for (volunteer, count) in counts {
            match there {
                There::All => sum.iter_mut().for_each(|sum| *sum += count),
                There::WhoComes => {
                    let start = volunteer.index() * self.draws;
                    for (sum, comes) in sum.iter_mut().zip(&self.comes[start..start + self.draws]) {
                        *sum += count * i64::from(*comes);
                    }
                }
            }
        }
        sum
    }

    /// In which draws somebody comes: 0 or 1 each.
    pub fn comes(&self, volunteer: VolunteerId) -> &[u8] {
        &self.comes[volunteer.index() * self.draws..(volunteer.index() + 1) * self.draws]
    }

    /// Lays a duty of a crew into all draws (`sign` 1), or takes it out (−1).
    pub fn lay(&mut self, crew: &Crew, duty: Duty, sign: i64) {
        let problem = self.problem;
        for (line, counts) in &crew.lines {
            let change = self.present(counts.iter().copied(), There::WhoComes);
            let entry = &problem.lines[*line];
            for slot in duty.from.0..duty.to.0 {
                let start = self.row(*line, slot);
                let demand = entry.demand_in(Slot(slot));
                let mut cost = 0_i128;
                for (cover, change) in self.cover[start..start + self.draws].iter_mut().zip(&change) {
                    let after = *cover + sign * change;
                    cost += i128::from(of_line(entry, demand - after) - of_line(entry, demand - *cover));
                    *cover = after;
                }
                self.cost += cost;
            }
        }
        let Some(number) = self.counted[duty.post] else { return };
        let change = self.present(crew.people.iter().map(|&id| (id, 1)), There::WhoComes);
        let team = problem.posts[duty.post].team;
        for slot in duty.from.0..duty.to.0 {
            let start = (number * self.slots + slot as usize) * self.draws;
            for (heads, change) in self.heads[start..start + self.draws].iter_mut().zip(&change) {
                let after = *heads + sign * change;
                self.cost += i128::from(of_team(team, after) - of_team(team, *heads));
                *heads = after;
            }
        }
    }

    /// Lays a duty of a crew into one draw, or takes it out.
    pub fn lay_once(&mut self, crew: &Crew, duty: Duty, draw: usize, sign: i64) {
        let problem = self.problem;
        let is_there =
            |field: &Self, id: VolunteerId| i64::from(field.comes[id.index() * field.draws + draw]);
        for (line, counts) in &crew.lines {
            let change: i64 = counts.iter().map(|(id, count)| count * is_there(self, *id)).sum();
            let entry = &problem.lines[*line];
            for slot in duty.from.0..duty.to.0 {
                let at = self.row(*line, slot) + draw;
                let gap = entry.demand_in(Slot(slot)) - self.cover[at];
                self.cost += i128::from(of_line(entry, gap - sign * change) - of_line(entry, gap));
                self.cover[at] += sign * change;
            }
        }
        let Some(number) = self.counted[duty.post] else { return };
        let change: i64 = crew.people.iter().map(|id| is_there(self, *id)).sum();
        let team = problem.posts[duty.post].team;
        for slot in duty.from.index()..duty.to.index() {
            let at = (number * self.slots + slot) * self.draws + draw;
            let after = self.heads[at] + sign * change;
            self.cost += i128::from(of_team(team, after) - of_team(team, self.heads[at]));
            self.heads[at] = after;
        }
    }

    /// What a crew saves in each draw from each slot to the end of a stretch at a post, in front of what it saves from the next
    /// on: `slots + 1` rows, of which the last is empty.
    pub fn savings(&self, crew: &Crew, stretch: Duty, there: There, sign: i64) -> Vec<i64> {
        let (problem, draws) = (self.problem, self.draws);
        let rows = stretch.slots() as usize;
        let mut saved = vec![0_i64; (rows + 1) * draws];
        for (line, counts) in &crew.lines {
            let change = self.present(counts.iter().copied(), there);
            let entry = &problem.lines[*line];
            // One person more at most: quickly said.
            let is_one = sign == 1 && change.iter().all(|change| (0..=1).contains(change));
            for row in 0..rows {
                let slot = stretch.from.0 + row as u32;
                let start = self.row(*line, slot);
                let demand = entry.demand_in(Slot(slot));
                let cover = &self.cover[start..start + draws];
                let here = &mut saved[row * draws..(row + 1) * draws];
                if is_one {
                    let (short, over) = (of_line(entry, 1), -of_line(entry, -1));
                    for ((saved, cover), change) in here.iter_mut().zip(cover).zip(&change) {
                        *saved += change * if *cover < demand { short } else { over };
                    }
                    continue;
                }
                for ((saved, cover), change) in here.iter_mut().zip(cover).zip(&change) {
                    let gap = demand - cover;
                    *saved += of_line(entry, gap) - of_line(entry, gap - sign * change);
                }
            }
        }
        if let (Some(number), Some(_)) = (self.counted[stretch.post], problem.posts[stretch.post].team) {
            let team = problem.posts[stretch.post].team;
            let change = self.present(crew.people.iter().map(|&id| (id, 1)), there);
            for row in 0..rows {
                let start = (number * self.slots + stretch.from.index() + row) * draws;
                let heads = &self.heads[start..start + draws];
                let here = &mut saved[row * draws..(row + 1) * draws];
                for ((saved, heads), change) in here.iter_mut().zip(heads).zip(&change) {
                    *saved += of_team(team, *heads) - of_team(team, heads + sign * change);
                }
            }
        }
        for row in (0..rows).rev() {
            let (here, next) = saved.split_at_mut((row + 1) * draws);
            for (saved, after) in here[row * draws..].iter_mut().zip(&next[..draws]) {
                *saved += after;
            }
        }
        saved
    }

    /// Is there room under the cap of the post for all of a crew who come, throughout the duty?
    pub fn has_room(&self, crew: &Crew, duty: Duty, draw: usize) -> bool {
        let (Some(most), Some(number)) = (self.problem.posts[duty.post].max_people, self.counted[duty.post])
        else {
            return true;
        };
        let more: i64 =
            crew.people.iter().map(|id| i64::from(self.comes[id.index() * self.draws + draw])).sum();
        (duty.from.index()..duty.to.index()).all(|slot| {
            self.heads[(number * self.slots + slot) * self.draws + draw] + more <= i64::from(most)
        })
    }

    /// People missing on demand lines, by the weights of these, over all draws.
    pub fn shortage(&self) -> i128 {
        let mut sum = 0_i128;
        for (id, line) in self.problem.lines.pairs().filter(|(_, line)| line.is_demand()) {
            for (slot, demand) in line.demand.iter().enumerate() {
                let start = self.row(id, slot as u32);
                let missing = |cover: &i64| i128::from((demand - cover).max(0));
                let missing: i128 = self.cover[start..start + self.draws].iter().map(missing).sum();
                sum += missing * i128::from(line.weight.0);
            }
        }
        sum
    }

    fn row(&self, line: LineId, slot: u32) -> usize {
        (line.index() * self.slots + slot as usize) * self.draws
    }
}

/// What a line costs in a slot with so many missing; below 0 there are too many.
fn of_line(line: &Line, gap: i64) -> i64 {
    let over = match line.place {
        LinePlace::Supervision(..) => 0,
        LinePlace::Post(..) | LinePlace::Shared(..) => i64::from(line.surplus.0),
    };
    if gap > 0 { i64::from(line.weight.0) * gap } else { over * -gap }
}

/// What a team costs in a slot with so many heads.
fn of_team(team: Option<MinTeam>, heads: i64) -> i64 {
    let Some(team) = team.filter(|_| heads > 0) else { return 0 };
    i64::from(team.weight.0) * (i64::from(team.people) - heads).max(0)
}
