//! Who could help, against everybody and every duty that they might leave, one by one, each plan judged and priced from nothing.

use super::stage::with_gap;
use rifada::generate::RuleStyle;
use rifada::ground::Cost;
use rifada::io::change_file::{Candidate, Service, Way};
use rifada::io::diagnostic::Diagnostics;
use rifada::io::event::Event;
use rifada::io::plan_file::{PlanFile, PlannedDuty};
use rifada::io::plan_write::plan_of;
use rifada::io::scenario::Scenario;
use rifada::live::Live;
use rifada::model::{Duty, Plan, Problem, UnitId};
use rifada::score::legal::plan_breaches;
use rifada::score::plain;

/// The state as a fresh build of what it saves.
struct Fresh {
    scenario: Scenario,
    problem: Problem,
    plan: Plan,
    file: PlanFile,
}

impl Fresh {
    fn of(live: &Live) -> Self {
        let (scenario, file) = live.save();
        let (problem, _) = scenario.problem().unwrap();
        let plan = plan_of(&scenario, &problem, &file, &mut Diagnostics::default()).unwrap();
        Self { scenario, problem, plan, file }
    }

    /// The same duty, whoever serves it.
    fn duty(&self, volunteer: &str, point: &str, post: &str, from: &str, to: &str) -> Duty {
        let service = Service { point: point.into(), post: post.into(), from: from.into(), to: to.into() };
        let duty = service.by(volunteer);
        let file = PlanFile { duties: vec![duty], ..self.file.clone() };
        let plan = plan_of(&self.scenario, &self.problem, &file, &mut Diagnostics::default()).unwrap();
        let (_, duty) = plan.duties().next().unwrap();
        duty
    }

    fn unit(&self, volunteer: &str) -> UnitId {
        let number = self.scenario.volunteers.iter().position(|v| v.id == volunteer).unwrap();
        self.problem.unit_of[rifada::model::VolunteerId(number as u32)]
    }

    /// The plan with some duties of units gone and others come; nothing where that breaks a rule.
    fn changed(&self, changes: &[(UnitId, Option<Duty>, Duty)]) -> Option<Cost> {
        let mut plan = self.plan.clone();
        for (unit, gone, come) in changes {
            for &member in &self.problem.units[*unit].members {
                plan.rosters[member].retain(|duty| Some(*duty) != *gone);
                plan.rosters[member].push(*come);
                plan.rosters[member].sort_unstable();
            }
        }
        let before = plain::cost(&self.problem, &self.plan).total();
        let is_legal = plan_breaches(&self.problem, &plan).is_empty();
        is_legal.then(|| plain::cost(&self.problem, &plan).total() - before)
    }

    /// Everybody who may serve the gap, besides their own duties or else instead of one of them, with the least change of the
    /// cost; the best first.
    fn everybody(&self, gap: Duty) -> Vec<(Cost, UnitId, Way)> {
        let mut all = Vec::new();
        for (unit, entry) in self.problem.units.pairs() {
            if self.plan.rosters[entry.members[0]].contains(&gap) {
                continue;
            }
            if let Some(cost) = self.changed(&[(unit, None, gap)]) {
                all.push((cost, unit, Way::Direct));
                continue;
            }
            let own = self.plan.rosters[entry.members[0]].iter();
            let swaps = own.filter_map(|duty| self.changed(&[(unit, Some(*duty), gap)]));
            all.extend(swaps.min().map(|cost| (cost, unit, Way::Swap)));
        }
        all.sort_by_key(|(cost, unit, _)| (*cost, self.problem.units[*unit].members[0]));
        all
    }

    /// What a candidate changes, worked out from nothing: as said, it may be put in force.
    #[track_caller]
    fn worked_out(&self, gap: Duty, candidate: &Candidate) -> Cost {
        let unit = self.unit(&candidate.volunteer);
        let left = candidate.leaves.as_ref().map(|left| {
            self.duty(&candidate.volunteer, &left.point, &left.post, left.from.as_str(), left.to.as_str())
        });
        let mut changes = vec![(unit, left, gap)];
        changes.extend(candidate.relieved_by.as_ref().map(|other| (self.unit(other), None, left.unwrap())));
        self.changed(&changes).unwrap_or_else(|| panic!("{candidate:?} breaks a rule"))
    }
}

/// A day in force from which some are absent, some duties are pinned and some time has passed, perhaps.
fn state(number: u64) -> (Live, PlannedDuty) {
    let rules = [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full][number as usize % 3];
    let (mut live, duties, gap, mut seed) = with_gap(rules, 26, 1 + (number % 3) as u32, number);
    for _ in 0..seed.below(8) {
        let duty = duties[seed.below(duties.len())].clone();
        let event = match seed.below(4) {
            0 => Event::Confirm { duty },
            1 => Event::Leaves { volunteer: duty.volunteer, at: Some(duty.to) },
            2 => Event::Decline { duty },
            _ => Event::Absent { volunteer: duty.volunteer },
        };
        drop(live.happen(&event));
    }
    (live, gap)
}

fn total(candidate: &Candidate) -> f64 {
    candidate.cost.total
}

#[test]
fn who_could_help_is_everybody_who_can_each_in_the_way_that_costs_least() {
    let (mut swaps, mut directs, mut chains) = (0, 0, 0);
    for number in 0..60 {
        let (mut live, gap_duty) = state(number);
        let at = (gap_duty.point.as_str(), gap_duty.post.as_str());
        let candidates = live.candidates(at, &gap_duty.from, &gap_duty.to, 1000).unwrap();
        let fresh = Fresh::of(&live);
        let gap = fresh.duty(&gap_duty.volunteer, at.0, at.1, gap_duty.from.as_str(), gap_duty.to.as_str());
        let everybody = fresh.everybody(gap);
        let mut answered: Vec<UnitId> = Vec::new();
        for candidate in &candidates {
            let unit = fresh.unit(&candidate.volunteer);
            let change = fresh.worked_out(gap, candidate);
            assert!((total(candidate) - change.value()).abs() < 1e-9, "{number}: {candidate:?} and {change}");
            let alone = everybody.iter().find(|(_, other, _)| *other == unit);
            let &(cost, _, way) = alone.unwrap_or_else(|| panic!("{number}: {candidate:?} may not serve"));
            match candidate.way {
                Way::Chain => assert!(change < cost, "{number}: a chain that is no better"),
                alone => assert_eq!((alone, change), (way, cost), "{number}: {candidate:?}"),
            }
            answered.push(unit);
            directs += u32::from(candidate.way == Way::Direct);
            swaps += u32::from(candidate.way == Way::Swap);
            chains += u32::from(candidate.way == Way::Chain);
        }
        let missing: Vec<_> = everybody.iter().filter(|(_, unit, _)| !answered.contains(unit)).collect();
        assert!(missing.is_empty(), "{number}: {missing:?} not among {candidates:?}");
        assert_eq!(answered.len(), everybody.len(), "{number}: each once");
    }
    assert!(
        directs > 15 && swaps > 50 && chains > 10,
        "{directs} direct, {swaps} by swap, {chains} by chain"
    );
}

#[test]
fn a_short_answer_begins_with_the_best_of_all() {
    let (mut same, mut asked) = (0, 0);
    for number in 0..45 {
        let (mut live, gap) = state(number);
        let at = (gap.point.as_str(), gap.post.as_str());
        let all = live.candidates(at, &gap.from, &gap.to, 1000).unwrap();
        let few = live.candidates(at, &gap.from, &gap.to, 5).unwrap();
        assert_eq!(few.len(), all.len().min(5), "{number}");
        let costs = |some: &[Candidate]| some.iter().take(5).map(total).collect::<Vec<_>>();
        asked += 1;
        same += u32::from(costs(&few) == costs(&all));
        if let (Some(few), Some(all)) = (few.first(), all.first()) {
            assert!(total(few) <= total(all) + 1e-9, "{number}: {few:?} and {all:?}");
        }
    }
    assert!(10 * same >= 9 * asked, "{same} of {asked} are the same");
}
