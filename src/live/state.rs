//! The live state: a scenario and the problem that it states, kept in step, and the plan in force.

use super::bound::Found;
use super::propose::{Accepted, Proposal};
use crate::ground::{Minutes, Window};
use crate::io::calendar::Calendar;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::lower::{Hold, OpenNames, lower_with_names};
use crate::io::plan_file::{PLAN_FORMAT, PlanFile, PlannedDuty};
use crate::io::plan_write::plan_of;
use crate::io::scenario::{Scenario, Volunteer};
use crate::io::stated::PostPlaces;
use crate::model::{Duty, LineId, LinePlace, Plan, PostId, Problem, UnitId, VolunteerId};
use crate::path::Graphs;
use crate::price::{Prices, Rows};
use crate::score::legal::plan_breaches;
use crate::score::{RunningCost, Tally};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Service that was lost, or is needed more: where a repair begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hole {
    /// Where.
    pub post: PostId,
    /// When.
    pub window: Window,
}

/// A plan in force on the day, with all it takes to change it.
#[derive(Clone, Debug)]
pub struct Live {
    /// The facts as plain data, but for people and the roster in force.
    pub(super) scenario: Scenario,
    /// The people as plain data.
    pub(super) people: Vec<Volunteer>,
    pub(super) calendar: Calendar,
    /// Names that no list of the scenario holds.
    pub(super) names: OpenNames,
    /// The most dates that any duty touches.
    pub(super) span: usize,
    /// The facts as the engine sees them; the roster in force is published in it.
    pub(super) problem: Problem,
    pub(super) graphs: Graphs,
    pub(super) rows: Rows,
    /// The plan in force, with its cost.
    pub(super) tally: Tally,
    /// Roughly what service is worth where, whoever else may give it: a part of its weight.
    pub(super) prices: Prices,
    pub(super) pinned: BTreeSet<(VolunteerId, Duty)>,
    /// The present, in minutes of the horizon.
    pub(super) now: Option<i64>,
    pub(super) volunteers: HashMap<String, VolunteerId>,
    /// Where each post stands in the scenario.
    pub(super) posts: PostPlaces,
    pub(super) lines: BTreeMap<LinePlace, LineId>,
    /// What has been lost since the last accepted change set.
    pub(super) holes: BTreeSet<Hole>,
    /// Who may have something to give since then.
    pub(super) freed: BTreeSet<UnitId>,
    pub(super) proposal: Option<Proposal>,
    /// What is known of a bound.
    pub(super) found: Option<Found>,
    /// The last accepted change sets, the latest at the end.
    pub(super) accepted: VecDeque<Accepted>,
    /// Events since the last accepted change set.
    pub(super) events: u64,
}

impl Live {
    /// The live state of a scenario with these duties in force, whatever roster the scenario publishes; or all that is wrong
    /// with them. Duties that the scenario pins stay pinned.
    ///
    /// # Errors
    /// The scenario is faulty, a duty names nothing, or the plan breaks a hard rule.
    pub fn of(mut scenario: Scenario, duties: &[PlannedDuty]) -> Result<Self, Diagnostics> {
        let mut faults = Diagnostics::default();
        let Some((problem, names)) = lower_with_names(&scenario, &mut faults) else { return Err(faults) };
        let file = PlanFile {
            format: PLAN_FORMAT.to_owned(),
            scenario: scenario.id.clone(),
            duties: duties.to_vec(),
            ..PlanFile::default()
        };
        let mut faults = Diagnostics::default();
        let plan = plan_of(&scenario, &problem, &file, &mut faults);
        let calendar = Calendar::of(&scenario, &mut faults);
        let (Some(plan), Some(calendar)) = (plan, calendar) else { return Err(faults) };
        check_plan(&scenario, &problem, &plan)?;
        let now = scenario.now.as_ref().and_then(|now| calendar.instant(now.as_str()).ok());
        let pinned = pinned(&scenario, &problem, &plan);
        let rows = Rows::new(&problem);
        scenario.published = Vec::new();
        scenario.together = groups(&scenario, &problem);
        let mut live = Self {
            span: problem.dates_spanned(),
            prices: rows.first_prices(),
            rows,
            graphs: Graphs::new(&problem).apart(),
            tally: RunningCost::of_kept(&problem).into_tally(),
            pinned,
            now,
            volunteers: (0..)
                .map(VolunteerId)
                .zip(&scenario.volunteers)
                .map(|(id, v)| (v.id.clone(), id))
                .collect(),
            posts: PostPlaces::of(&scenario),
            lines: problem.lines.pairs().map(|(id, line)| (line.place, id)).collect(),
            people: std::mem::take(&mut scenario.volunteers),
            scenario,
            calendar,
            names,
            problem,
            holes: BTreeSet::new(),
            freed: BTreeSet::new(),
            proposal: None,
            found: None,
            accepted: VecDeque::new(),
            events: 0,
        };
        for unit in live.problem.units.ids() {
            let roster = plan.rosters[live.problem.units[unit].members[0]].clone();
            live.settle(unit, roster, |_| {});
        }
        live.holes.clear();
        Ok(live)
    }

    /// Why a duty of this unit that is in force is in every plan, if it is.
    pub(super) fn hold(&self, unit: UnitId, duty: Duty) -> Hold {
        let members = self.problem.units[unit].members.iter();
        let is_pinned = members.into_iter().any(|&member| self.pinned.contains(&(member, duty)));
        let Minutes(start) = self.problem.grid.minutes(duty.from);
        let freeze = i64::from(self.scenario.freeze_minutes.unwrap_or(0));
        Hold::of(start, is_pinned, self.now, freeze)
    }

    /// The problem as it stands: all facts, with the roster in force published.
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// The groups that are planned as one; facts have told others apart for good.
fn groups(scenario: &Scenario, problem: &Problem) -> Vec<Vec<String>> {
    let grouped = problem.units.iter().filter(|unit| unit.members.len() > 1);
    let name = |id: &VolunteerId| scenario.volunteers[id.0 as usize].id.clone();
    grouped.map(|unit| unit.members.iter().map(name).collect()).collect()
}

/// Notes every hard rule that the plan breaks.
fn check_plan(scenario: &Scenario, problem: &Problem, plan: &Plan) -> Result<(), Diagnostics> {
    let names = crate::io::plan_write::post_names(scenario);
    let calendar = Calendar::of(scenario, &mut Diagnostics::default());
    let mut faults = Diagnostics::default();
    for breach in plan_breaches(problem, plan) {
        let whose = breach.volunteer().map_or_else(String::new, |id| {
            format!("{}: ", crate::io::place::quoted(&scenario.volunteers[id.0 as usize].id))
        });
        let found = format!("{whose}{}", crate::io::breach_words::said(&names, calendar.as_ref(), &breach));
        let remedy = "give a plan that `rifada check` accepts";
        faults.push(Code::PlanBreaksRule, "$.duties", found, remedy);
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The duties in force that the scenario pins.
fn pinned(scenario: &Scenario, problem: &Problem, plan: &Plan) -> BTreeSet<(VolunteerId, Duty)> {
    let pins: Vec<PlannedDuty> = scenario
        .published
        .iter()
        .filter(|published| published.pinned == Some(true))
        .map(PlannedDuty::from)
        .collect();
    let file = PlanFile { scenario: scenario.id.clone(), duties: pins, ..PlanFile::default() };
    let pins = plan_of(scenario, problem, &file, &mut Diagnostics::default()).unwrap_or_default();
    pins.duties().filter(|(volunteer, duty)| plan.rosters[*volunteer].contains(duty)).collect()
}
