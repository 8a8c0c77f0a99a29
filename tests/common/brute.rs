//! The optimum by enumeration: every roster of everybody, judged by the plain rules and priced by the plain cost.

use rifada::ground::{Cost, IdVec, Slot};
use rifada::model::{Duty, Plan, Problem, Roster, UnitId, VolunteerId};
use rifada::score::Breach;
use rifada::score::legal::{breaches, is_legal};
use rifada::score::plain::{cost, heads, line_cover, own_cost};

/// The most plans that are compared for an optimum.
pub const MOST_PLANS: usize = 2_000_000;

/// Every duty that could stand in a legal roster of `volunteer`, kept ones among them, sorted.
pub fn all_duties(problem: &Problem, volunteer: VolunteerId) -> Vec<Duty> {
    let kept = &problem.volunteers[volunteer].kept;
    let mut duties = Vec::new();
    for from in 0..problem.grid.end().0 {
        for to in from + 1..=problem.grid.end().0 {
            for post in problem.posts.ids() {
                let duty = Duty { from: Slot(from), to: Slot(to), post };
                let free = duty.from >= problem.first_start && may_stand(problem, volunteer, duty);
                if free || kept.contains(&duty) {
                    duties.push(duty);
                }
            }
        }
    }
    duties
}

/// Does the duty break nothing by itself, so that no other duty could mend it?
fn may_stand(problem: &Problem, volunteer: VolunteerId, duty: Duty) -> bool {
    !breaches(problem, volunteer, &[duty]).iter().any(|breach| {
        matches!(
            breach,
            Breach::Length { .. }
                | Breach::PostHours { .. }
                | Breach::NotAvailable { .. }
                | Breach::Lacks { .. }
                | Breach::Admits { .. }
                | Breach::NotAccepted { .. }
                | Breach::ForbiddenHours { .. }
        )
    })
}

/// The duties that all members of `unit` could serve and that are not kept, sorted.
fn free_duties(problem: &Problem, unit: UnitId) -> Vec<Duty> {
    let unit = &problem.units[unit];
    let mut duties = all_duties(problem, unit.members[0]);
    for member in &unit.members[1..] {
        let theirs = all_duties(problem, *member);
        duties.retain(|duty| theirs.contains(duty));
    }
    duties.retain(|duty| !unit.kept.contains(duty));
    duties
}

/// How many rosters of `unit` [`all_rosters`] would look at: sets of duties that do not overlap.
pub fn rosters_to_try(problem: &Problem, unit: UnitId) -> usize {
    let duties = free_duties(problem, unit);
    let end = problem.grid.end().index();
    // from_here[slot]: the sets of duties that all start in or after the slot.
    let mut from_here = vec![1_usize; end + 1];
    for slot in (0..end).rev() {
        let starting = duties.iter().filter(|duty| duty.from.index() == slot);
        let with: usize = starting.map(|duty| from_here[duty.to.index()]).sum();
        from_here[slot] = from_here[slot + 1].saturating_add(with);
    }
    from_here[0]
}

/// All legal rosters of `unit`, each sorted and with its kept duties.
pub fn all_rosters(problem: &Problem, unit: UnitId) -> Vec<Roster> {
    let duties = free_duties(problem, unit);
    let mut rosters = Vec::new();
    extend(problem, unit, &duties, &mut problem.units[unit].kept.to_vec(), &mut rosters);
    rosters
}

/// Notes `roster` where it is legal, then every larger one; `duties` are those that may still be added, sorted.
fn extend(problem: &Problem, unit: UnitId, duties: &[Duty], roster: &mut Roster, found: &mut Vec<Roster>) {
    let mut sorted = roster.clone();
    sorted.sort_unstable();
    if problem.units[unit].members.iter().all(|member| is_legal(problem, *member, &sorted)) {
        found.push(sorted);
    }
    for (index, duty) in duties.iter().enumerate() {
        let after = duties[index + 1..].partition_point(|other| other.from < duty.to);
        roster.push(*duty);
        extend(problem, unit, &duties[index + 1 + after..], roster, found);
        roster.pop();
    }
}

/// One roster of a unit as the lines and caps see it.
struct Choice {
    roster: Roster,
    own: Cost,
    cover: Vec<i64>,
    heads: Vec<u32>,
}

/// What the search for the optimum goes through.
struct Choices<'a> {
    problem: &'a Problem,
    of: IdVec<UnitId, Vec<Choice>>,
    /// The most people at each post in each slot: its cap, or the facts where they are above it.
    most: Vec<u32>,
    best: Option<(Cost, Vec<usize>)>,
}

/// The least cost of any plan, and a plan that has it; nothing where there are too many plans to compare.
pub fn optimum(problem: &Problem) -> Option<(Cost, Plan)> {
    let rosters: IdVec<UnitId, Vec<Roster>> =
        problem.units.ids().map(|unit| all_rosters(problem, unit)).collect();
    let plans = rosters.iter().try_fold(1_usize, |plans, of_unit| plans.checked_mul(of_unit.len()));
    if plans.is_none_or(|plans| plans > MOST_PLANS) {
        return None;
    }
    let of = rosters.pairs().map(|(unit, rosters)| choices_of(problem, unit, rosters)).collect();
    let mut choices = Choices { problem, of, most: most_people(problem), best: None };
    let cover = vec![0; problem.lines.len() * problem.grid.slots()];
    let heads = vec![0; problem.posts.len() * problem.grid.slots()];
    choices.descend(&mut Vec::new(), Cost::ZERO, &cover, &heads);
    let (least, chosen) = choices.best.as_ref()?;
    let mut plan = Plan::empty(problem.volunteers.len());
    for ((unit, of_unit), index) in choices.of.pairs().zip(chosen) {
        for member in &problem.units[unit].members {
            plan.rosters[*member] = of_unit[*index].roster.clone();
        }
    }
    assert_eq!(cost(problem, &plan).total(), *least, "the sum of the parts is not the plain cost");
    Some((*least, plan))
}

fn choices_of(problem: &Problem, unit: UnitId, rosters: &[Roster]) -> Vec<Choice> {
    let members = &problem.units[unit].members;
    let choice = |roster: &Roster| {
        let mut plan = Plan::empty(problem.volunteers.len());
        for member in members {
            plan.rosters[*member] = roster.clone();
        }
        Choice {
            roster: roster.clone(),
            own: members.iter().map(|member| own_cost(problem, *member, roster).total()).sum(),
            cover: line_cover(problem, &plan).iter().flatten().copied().collect(),
            heads: heads(problem, &plan).iter().flatten().copied().collect(),
        }
    };
    rosters.iter().map(choice).collect()
}

fn most_people(problem: &Problem) -> Vec<u32> {
    let facts = Plan { rosters: problem.volunteers.iter().map(|person| person.begun.to_vec()).collect() };
    let begun = heads(problem, &facts);
    let mut most = Vec::new();
    for (id, post) in problem.posts.pairs() {
        most.extend(begun[id].iter().map(|facts| post.max_people.unwrap_or(u32::MAX).max(*facts)));
    }
    most
}

impl Choices<'_> {
    /// Tries every roster of the next unit on top of what the units before it serve.
    fn descend(&mut self, chosen: &mut Vec<usize>, own: Cost, cover: &[i64], heads: &[u32]) {
        if chosen.len() == self.of.len() {
            let total = own + self.lines(cover) + self.teams(heads);
            if self.best.as_ref().is_none_or(|(least, _)| total < *least) {
                self.best = Some((total, chosen.clone()));
            }
            return;
        }
        let unit = UnitId(chosen.len() as u32);
        for index in 0..self.of[unit].len() {
            let choice = &self.of[unit][index];
            let heads: Vec<u32> = heads.iter().zip(&choice.heads).map(|(a, b)| a + b).collect();
            if heads.iter().zip(&self.most).any(|(people, most)| people > most) {
                continue;
            }
            let cover: Vec<i64> = cover.iter().zip(&choice.cover).map(|(a, b)| a + b).collect();
            let own = own + choice.own;
            chosen.push(index);
            self.descend(chosen, own, &cover, &heads);
            chosen.pop();
        }
    }

    fn lines(&self, cover: &[i64]) -> Cost {
        let (slots, length) = (self.problem.grid.slots(), self.problem.grid.slot_minutes());
        let mut total = Cost::ZERO;
        for (line, cover) in self.problem.lines.iter().zip(cover.chunks(slots)) {
            for (slot, covered) in cover.iter().enumerate() {
                let (short, over) = line.cost(line.demand_in(Slot(slot as u32)), *covered, length);
                total += if line.is_demand() { short + over } else { short };
            }
        }
        total
    }

    fn teams(&self, heads: &[u32]) -> Cost {
        let (slots, length) = (self.problem.grid.slots(), self.problem.grid.slot_minutes());
        let mut total = Cost::ZERO;
        for (post, heads) in self.problem.posts.iter().zip(heads.chunks(slots)) {
            let Some(team) = post.team else { continue };
            for people in heads.iter().filter(|people| 0 < **people && **people < team.people) {
                total += Cost::of(team.weight, length).times(i128::from(team.people - people));
            }
        }
        total
    }
}
