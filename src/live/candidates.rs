//! Who could help? For service that is wanted at a post, the people for whom the plan changes best: by a duty more, by a duty
//! instead of another, or by one whose own duty somebody else takes.

use super::Live;
use super::search::Draft;
use crate::ground::{Cost, Minutes};
use crate::io::change_file::{Candidate, Way};
use crate::io::diagnostic::Diagnostics;
use crate::io::place::Place;
use crate::io::plan_write::plan_cost;
use crate::io::scenario::LocalTime;
use crate::model::{Casts, Duty, Roster, UnitId, with_duty};
use crate::path::own;
use crate::score::CostTerms;
use crate::search::worth::By;
use std::time::Duration;

/// How many are tried out for each answer that is wanted, and how many are looked at for somebody to relieve them.
const TRIED: usize = 4;
const RELIEVED: usize = 5;
/// How many may relieve one, at most, are tried out.
const RELIEVING: usize = 4;

/// Somebody who may be free for the gap, with what is roughly won by it.
#[derive(Clone, Debug)]
struct Prospect {
    unit: UnitId,
    /// The own duties that would have to go, most likely.
    leaves: Roster,
    won: f32,
}

/// An answer with the exact change of the cost.
struct Found {
    unit: UnitId,
    way: Way,
    leaves: Option<Duty>,
    relieved_by: Option<UnitId>,
    change: CostTerms,
    roster: Roster,
}

impl Live {
    /// The best people for service at a post from one time to another, those first for whom the plan costs least.
    ///
    /// # Errors
    /// A name or a time says nothing.
    pub fn candidates(
        &mut self,
        (point, post): (&str, &str),
        from: &LocalTime,
        to: &LocalTime,
        most: usize,
    ) -> Result<Vec<Candidate>, Diagnostics> {
        let gap = self.find_service(&Place::ROOT, (point, post), from, to)?;
        let tally = std::mem::take(&mut self.tally);
        let mut draft = Draft::new(self.ground(), tally, Duration::MAX);
        let mut found = self.found(&mut draft, gap, most);
        self.tally = draft.into_tally();
        found.sort_by_key(|found| (found.change.total(), self.first(found.unit)));
        found.truncate(most);
        Ok(found.iter().map(|found| self.candidate(gap, found)).collect())
    }

    fn candidate(&self, gap: Duty, found: &Found) -> Candidate {
        let name = |unit: UnitId| self.people[self.problem.units[unit].members[0].0 as usize].id.clone();
        let grid = &self.problem.grid;
        let on_date = |duty: &&Duty| grid.day_of(duty.from) == grid.day_of(gap.from);
        let minutes: Minutes =
            found.roster.iter().filter(on_date).map(|duty| self.problem.counted(*duty)).sum();
        let others = found.roster.iter().filter(|duty| **duty != gap);
        let rest = others.map(|duty| match duty.from < gap.from {
            true => (grid.minutes(gap.from) - grid.minutes(duty.to)).0,
            false => (grid.minutes(duty.from) - grid.minutes(gap.to)).0,
        });
        Candidate {
            volunteer: name(found.unit),
            way: found.way,
            leaves: found.leaves.map(|duty| self.service(duty)),
            relieved_by: found.relieved_by.map(name),
            cost: plan_cost(&found.change),
            minutes: minutes.0,
            rest: rest.min(),
        }
    }

    fn found(&self, draft: &mut Draft<'_>, gap: Duty, most: usize) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let prospects = self.prospects(draft, gap, By::Marginals);
        for prospect in prospects.iter().take(TRIED * most) {
            let Some((leaves, roster, change)) = self.least(draft, prospect, gap) else { continue };
            let way = if leaves.is_some() { Way::Swap } else { Way::Direct };
            found.push(Found { unit: prospect.unit, way, leaves, relieved_by: None, change, roster });
            if found.len() >= 2 * most {
                break;
            }
        }
        let mut leaving = self.prospects(draft, gap, By::Prices);
        leaving.retain(|prospect| prospect.leaves.len() == 1);
        for prospect in leaving.iter().take(RELIEVED) {
            let Some((roster, change)) = self.try_out(draft, prospect, gap) else { continue };
            let left = prospect.leaves[0];
            let before = draft.running.terms();
            let mark = draft.mark();
            draft.set(prospect.unit, roster.clone());
            let relief = self.prospects(draft, left, By::Marginals);
            let relief = relief.iter().filter(|other| other.unit != prospect.unit && other.leaves.is_empty());
            let relief = relief
                .take(RELIEVING)
                .filter_map(|other| Some((other.unit, self.try_out(draft, other, left)?.1)));
            let best = relief.min_by_key(|(unit, change)| (change.total(), self.first(*unit)));
            draft.back_to(mark);
            debug_assert_eq!(before, draft.running.terms(), "nothing has changed");
            let Some((relieved_by, more)) = best.filter(|(_, more)| more.total() < Cost::ZERO) else {
                continue;
            };
            let (unit, way) = (prospect.unit, Way::Chain);
            let chain = Found {
                unit,
                way,
                leaves: Some(left),
                relieved_by: Some(relieved_by),
                change: change + more,
                roster,
            };
            match found.iter_mut().find(|other| other.unit == unit) {
                Some(same) if same.change.total() <= chain.change.total() => {}
                Some(same) => *same = chain,
                None => found.push(chain),
            }
        }
        found
    }

    /// How somebody serves the gap for the least cost: besides their own duties if they may, or else instead of one of them, which
    /// is answered, with the roster and how it changes the cost.
    fn least(
        &self,
        draft: &mut Draft<'_>,
        prospect: &Prospect,
        gap: Duty,
    ) -> Option<(Option<Duty>, Roster, CostTerms)> {
        if let Some((roster, change)) = self.try_out(draft, prospect, gap) {
            return Some((prospect.leaves.first().copied(), roster, change));
        }
        let own = draft.roster(prospect.unit).to_vec();
        let kept = &self.problem.units[prospect.unit].kept;
        let mut best: Option<(Option<Duty>, Roster, CostTerms)> = None;
        for duty in own.into_iter().filter(|duty| prospect.leaves.is_empty() && !kept.contains(duty)) {
            let instead = Prospect { leaves: vec![duty], ..prospect.clone() };
            let Some((roster, change)) = self.try_out(draft, &instead, gap) else { continue };
            if best.as_ref().is_none_or(|best| change.total() < best.2.total()) {
                best = Some((Some(duty), roster, change));
            }
        }
        best
    }

    /// Everybody who may serve the gap by what is quickly seen, and leaves one duty for it at most; those first who promise most.
    fn prospects(&self, draft: &Draft<'_>, gap: Duty, by: By) -> Vec<Prospect> {
        let problem = &self.problem;
        let is_open: Vec<bool> =
            problem.post_sets.iter().map(|posts| posts.binary_search(&gap.post).is_ok()).collect();
        let mut earned: Vec<Option<f32>> = vec![None; problem.casts.len()];
        let mut prospects = Vec::new();
        for (id, unit) in problem.units.pairs() {
            let graph = &self.graphs.of[id];
            let fits = |span: &crate::ground::Window| span.from <= gap.from && gap.to <= span.to;
            let longest = graph.longest.is_none_or(|longest| problem.counted(gap) <= longest);
            if !is_open[unit.posts.0 as usize] || !longest || !graph.spans.iter().any(fits) {
                continue;
            }
            let roster = draft.roster(id);
            if roster.contains(&gap) {
                continue;
            }
            let leaves: Roster =
                roster.iter().copied().filter(|duty| self.must_leave(id, *duty, gap)).collect();
            if leaves.len() > 1 || leaves.iter().any(|duty| unit.kept.contains(duty)) {
                continue;
            }
            let mut won = match unit.casts {
                Casts::Always(cast) => *earned[cast.0 as usize].get_or_insert_with(|| draft.gain(id, gap)),
                Casts::ByDates { .. } => draft.gain(id, gap),
            };
            if problem.objective.change_weight.is_some() {
                won -= own::change_cost(problem, unit, gap).value() as f32;
            }
            for &duty in &leaves {
                let (exact, priced) = draft.losses(id, duty);
                let loss = if by == By::Prices { priced } else { exact };
                won -= loss - own::change_cost(problem, unit, duty).value() as f32;
            }
            prospects.push(Prospect { unit: id, leaves, won });
        }
        prospects.sort_by(|a, b| b.won.total_cmp(&a.won).then(self.first(a.unit).cmp(&self.first(b.unit))));
        prospects
    }

    /// Must a duty go, most likely, where its people serve the gap?
    fn must_leave(&self, id: UnitId, duty: Duty, gap: Duty) -> bool {
        let same_day = self.problem.grid.day_of(duty.from) == self.problem.grid.day_of(gap.from);
        duty.from < gap.to && gap.from < duty.to || same_day && self.graphs.of[id].most_a_day <= 1
    }

    /// The roster with the gap, where it may be served, and how it changes the cost.
    fn try_out(&self, draft: &mut Draft<'_>, prospect: &Prospect, gap: Duty) -> Option<(Roster, CostTerms)> {
        let rest: Roster = draft
            .roster(prospect.unit)
            .iter()
            .copied()
            .filter(|duty| !prospect.leaves.contains(duty))
            .collect();
        if !self.may(prospect.unit, &rest, gap) {
            return None;
        }
        let before = draft.running.terms();
        let mark = draft.mark();
        let roster = with_duty(&rest, gap);
        draft.set(prospect.unit, roster.clone());
        let fits = draft.is_within_cap(gap);
        let change = draft.running.terms() - before;
        draft.back_to(mark);
        fits.then_some((roster, change))
    }
}
