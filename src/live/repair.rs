//! Repair: holes filled by whoever loses least by it, and what they leave by others, in chains (ejection chains; Glover 1996).
//!
//! For a hole, everybody who may serve there is looked at with two quick numbers: the most that service around the hole can
//! earn, and what is lost where they serve now. The few for whom the difference is greatest are tried out. Where nobody makes
//! the plan cheaper by going there, somebody goes whose place others may fill, as far as a part of its weight says what it is worth.
//!
//! Measured: with prices from seventy passes of the price loop instead of that part, a burst of 500 absences among 10,000 ends at
//! 18,341 instead of 18,343, in twice the time; and a state read back would go on otherwise than the one that was saved.

use super::search::{Draft, Ground};
use super::state::Hole;
use crate::ground::{Cost, Day, Slot, Window};
use crate::model::{ANYONE, Casts, Duty, PostId, UnitId, VolunteerId};
use crate::path::{Lane, Reach};
use crate::price::rows::cover_of;
use crate::search::worth::By;

/// How many are tried out at a hole: alone, and as the first of a chain.
const TRIED: usize = 12;
const LED: usize = 6;
/// How many steps a chain has at most.
const LONGEST: usize = 2;
/// How often one hole is filled at most.
const FILLED: usize = 24;

/// Somebody who may fill a hole.
#[derive(Clone, Copy, Debug)]
struct Helper {
    unit: UnitId,
    /// Roughly what is won: exactly as the plan stands, and where others fill what they leave.
    alone: f32,
    led: f32,
    /// Decides among equals, whatever numbers units have.
    first: VolunteerId,
}

impl Draft<'_> {
    /// Fills a hole as long as the plan gets cheaper.
    pub fn fill(&mut self, hole: Hole) {
        for _ in 0..FILLED {
            if self.is_late() || !self.fill_once(hole, LONGEST) {
                return;
            }
        }
    }

    /// Sends somebody to the hole, and others after them, if that makes the plan cheaper.
    fn fill_once(&mut self, hole: Hole, steps: usize) -> bool {
        let cost = self.cost();
        let mut helpers = self.helpers(hole);
        helpers.sort_unstable_by(|a, b| b.alone.total_cmp(&a.alone).then(a.first.cmp(&b.first)));
        let mut best: Option<(Cost, UnitId)> = None;
        for helper in helpers.iter().take(TRIED).filter(|helper| helper.alone > 0.0) {
            if self.is_late() {
                break;
            }
            let mark = self.mark();
            self.send(helper.unit, hole);
            let after = self.cost();
            self.back_to(mark);
            if after < best.map_or(cost, |best| best.0) {
                best = Some((after, helper.unit));
            }
        }
        if let Some((_, unit)) = best {
            let before = self.roster(unit).to_vec();
            self.send(unit, hole);
            self.follow(&before, unit, steps);
            return true;
        }
        if steps <= 1 {
            return false;
        }
        helpers.sort_unstable_by(|a, b| b.led.total_cmp(&a.led).then(a.first.cmp(&b.first)));
        for helper in helpers.iter().take(LED).filter(|helper| helper.led > 0.0) {
            if self.is_late() {
                break;
            }
            let mark = self.mark();
            let before = self.roster(helper.unit).to_vec();
            self.send(helper.unit, hole);
            if self.roster(helper.unit) != before.as_slice() {
                self.follow(&before, helper.unit, steps);
                if self.cost() < cost {
                    return true;
                }
            }
            self.back_to(mark);
        }
        false
    }

    /// Fills what a unit has left, if somebody makes the plan cheaper by it.
    fn follow(&mut self, before: &[Duty], unit: UnitId, steps: usize) {
        let left: Vec<Duty> =
            before.iter().copied().filter(|duty| !self.roster(unit).contains(duty)).collect();
        for duty in left {
            if steps > 1 {
                self.fill_once(
                    Hole { post: duty.post, window: Window { from: duty.from, to: duty.to } },
                    steps - 1,
                );
            }
        }
    }

    /// Gives a unit the best that it can do about a hole.
    fn send(&mut self, unit: UnitId, hole: Hole) {
        let grid = &self.ground.problem.grid;
        let last = grid.day_before(hole.window.to);
        let first = grid.day_of(hole.window.from);
        let reach = Reach::Days(Day(first.0.saturating_sub(1)), Day(last.0 + 1));
        self.improve(unit, reach, Some(&[hole.post]), By::Marginals);
    }

    /// Gives a unit the best that it can do anywhere, if that makes the plan cheaper.
    pub fn place(&mut self, unit: UnitId) {
        let (cost, mark) = (self.cost(), self.mark());
        let before = self.roster(unit).to_vec();
        self.improve(unit, Reach::All, None, By::Marginals);
        if self.roster(unit) != before.as_slice() {
            self.follow(&before, unit, LONGEST);
        }
        if self.cost() >= cost {
            self.back_to(mark);
        }
    }

    /// Everybody who may serve at a hole, with what is roughly won by it.
    fn helpers(&self, hole: Hole) -> Vec<Helper> {
        let Ground { problem, graphs, .. } = self.ground;
        let post = &problem.posts[hole.post];
        let is_open: Vec<bool> =
            problem.post_sets.iter().map(|posts| posts.binary_search(&hole.post).is_ok()).collect();
        let mut most: Vec<Option<f32>> = vec![None; problem.casts.len()];
        let mut helpers = Vec::new();
        for (id, unit) in problem.units.pairs() {
            if !is_open[unit.posts.0 as usize] {
                continue;
            }
            let graph = &graphs.of[id];
            let reaches = |span: &Window| {
                span.from < hole.window.to
                    && hole.window.from < span.to
                    && span.to.0 - span.from.0 >= post.min_slots
            };
            if !graph.spans.iter().any(reaches) {
                continue;
            }
            let earned = match unit.casts {
                Casts::Always(cast) => {
                    *most[cast.0 as usize].get_or_insert_with(|| self.most_around(id, hole, None))
                }
                Casts::ByDates { .. } => self.most_around(id, hole, None),
            };
            let in_the_way = || self.roster(id).iter().filter(|duty| self.is_in_the_way(id, **duty, hole));
            let here = in_the_way().find(|duty| duty.post == hole.post);
            if earned <= 0.0 && here.is_none() || graph.lane != Lane::Single && self.is_full(id, hole) {
                continue;
            }
            let earned = here.map_or(earned, |&own| self.most_around(id, hole, Some(own)));
            let (mut alone, mut led) = (earned, earned);
            for &duty in in_the_way() {
                let change = self.change(id, duty);
                let (exact, priced) = self.losses(id, duty);
                alone -= exact - change;
                // Whoever takes the place of these people has a change, too.
                let shortest = problem.posts[duty.post].min_slots as f32;
                led -= priced - change + self.change_by_slot(id, duty.from) * shortest;
                if alone <= 0.0 && led <= 0.0 {
                    break;
                }
            }
            if alone > 0.0 || led > 0.0 {
                helpers.push(Helper { unit: id, alone, led, first: unit.members[0] });
            }
        }
        helpers
    }

    /// Roughly what having a duty costs by changes, against not having it.
    fn change(&self, id: UnitId, duty: Duty) -> f32 {
        let once = self.change_by_slot(id, duty.from) * duty.slots() as f32;
        let problem = self.ground.problem;
        let first = problem.units[id].members[0];
        if once > 0.0 && problem.volunteers[first].published.contains(&duty) { -once } else { once }
    }

    /// What a change costs for each slot of a duty that starts then.
    fn change_by_slot(&self, id: UnitId, from: Slot) -> f32 {
        let problem = self.ground.problem;
        let Some(weights) = &problem.objective.change_weight else { return 0.0 };
        let hours = problem.grid.slot_minutes().0 as f32 / 60.0;
        weights[from.index()].0 as f32 * hours * problem.units[id].members.len() as f32
    }

    /// Has a unit so many kept duties on the hole's date that no other fits?
    fn is_full(&self, id: UnitId, hole: Hole) -> bool {
        let Ground { problem, graphs, .. } = self.ground;
        let day = |slot: Slot| problem.grid.day_of(slot);
        let here = day(hole.window.from);
        let kept = problem.units[id].kept.iter().filter(|duty| day(duty.from) == here).count();
        kept as u32 >= graphs.of[id].most_a_day
    }

    /// Must a duty go, most likely, where its people serve at a hole?
    fn is_in_the_way(&self, id: UnitId, duty: Duty, hole: Hole) -> bool {
        let Ground { problem, graphs, .. } = self.ground;
        let overlaps = duty.from < hole.window.to && hole.window.from < duty.to;
        let same_day = problem.grid.day_of(duty.from) == problem.grid.day_of(hole.window.from);
        overlaps || same_day && graphs.of[id].most_a_day == 1 || graphs.of[id].lane == Lane::Single
    }

    /// The most that the unit's people can earn by one new duty that meets the hole, if they are free then; instead of their
    /// own duty at the same post, where it is given.
    fn most_around(&self, id: UnitId, hole: Hole, own: Option<Duty>) -> f32 {
        let Ground { problem, rows, .. } = self.ground;
        let post = &problem.posts[hole.post];
        let slots = problem.grid.slots();
        let cast = problem.cast_on(id, hole.window.from, hole.window.to);
        if post.requires != ANYONE && !cast.all_meet(post.requires) {
            return 0.0;
        }
        let longest = (post.max_slots as usize).min(slots);
        let first = hole.window.from.index().saturating_sub(longest.saturating_sub(1));
        let end = (hole.window.to.index() + longest.saturating_sub(1)).min(slots);
        let offer = self.worth.offer(&self.running, By::Marginals, false);
        let mut rewards = vec![0.0_f32; end - first];
        offer.rewards(problem, hole.post, cast, Slot(first as u32), &mut rewards);
        if let Some(own) = own {
            cover_of(problem, id, own, |row, count| {
                let (line, slot) = (rows.line_of(row), row % rows.slots);
                let short = self.running.cover()[row] - count < i64::from(rows.demand[row]);
                let without = if short { rows.most[line] } else { rows.least[line] };
                if (first..end).contains(&slot) {
                    rewards[slot - first] += (without - self.worth.marginal(row)) * count as f32;
                }
            });
        }
        let mut sums = vec![0.0_f32];
        for reward in rewards {
            sums.push(sums[sums.len() - 1] + reward);
        }
        let mut best = 0.0_f32;
        for from in first..hole.window.to.index() {
            let a_slot = self.change_by_slot(id, Slot(from as u32));
            let shortest = (from + post.min_slots as usize).max(hole.window.from.index() + 1);
            for to in shortest..=(from + longest).min(end) {
                best = best.max(sums[to - first] - sums[from - first] - a_slot * (to - from) as f32);
            }
        }
        best
    }
}

/// The posts with people missing, each with the hours in which they are.
pub(super) fn short_posts(draft: &Draft<'_>) -> Vec<Hole> {
    let Ground { problem, rows, .. } = draft.ground;
    let mut holes: Vec<Hole> = Vec::new();
    for (id, post) in problem.posts.pairs() {
        let short = |slot: usize| {
            post.terms.iter().any(|term| {
                let row = term.line.0 as usize * rows.slots + slot;
                rows.most[term.line] > 0.0 && draft.running.cover()[row] < i64::from(rows.demand[row])
            })
        };
        holes.extend(
            runs_of(problem.first_start.index()..rows.slots, short).map(|window| hole_at(id, window)),
        );
    }
    holes
}

fn hole_at(post: PostId, window: Window) -> Hole {
    Hole { post, window }
}

/// The longest stretches of slots for which `holds`.
fn runs_of(slots: std::ops::Range<usize>, holds: impl Fn(usize) -> bool) -> impl Iterator<Item = Window> {
    let mut runs: Vec<Window> = Vec::new();
    for slot in slots.filter(|slot| holds(*slot)) {
        let slot = slot as u32;
        match runs.last_mut() {
            Some(run) if run.to.0 == slot => run.to = Slot(slot + 1),
            _ => runs.push(Window { from: Slot(slot), to: Slot(slot + 1) }),
        }
    }
    runs.into_iter()
}
