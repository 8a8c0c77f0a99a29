//! Plans between the engine's ids and the file's names: out with costs and shortages, in with every fault.

use super::calendar::Calendar;
use super::diagnostic::{Code, Diagnostics};
use super::fields::nearest;
use super::plan_file::{
    EngineNote, PLAN_FORMAT, PlanCost, PlanFile, PlannedDuty, Shortage, ShortageAt, StopWord,
};
use super::scenario::{LocalTime, Post, Scenario};
use crate::ground::{Cost, IdVec, Slot, Window};
use crate::model::{Duty, LineId, LinePlace, Plan, PostId, Problem, VolunteerId};
use crate::score::{CostTerms, plain};
use std::collections::HashMap;

/// What is claimed of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// Its cost.
    pub cost: CostTerms,
    /// No plan costs less: proven.
    pub bound: Option<Cost>,
    /// Why the engine stopped.
    pub stop: StopWord,
    /// What made it.
    pub engine: Option<EngineNote>,
}

/// The file of `plan`, which is a plan of the `problem` that `scenario` states.
pub fn plan_file(scenario: &Scenario, problem: &Problem, plan: &Plan, claims: Claims) -> PlanFile {
    let calendar = Calendar::of(scenario, &mut Diagnostics::default())
        .expect("a scenario that was lowered to a problem has a calendar");
    let names = post_names(scenario);
    let mut times = Times::of(&calendar);
    let duty = |(volunteer, duty): (VolunteerId, Duty)| {
        let (point, post) = names[duty.post];
        PlannedDuty {
            volunteer: scenario.volunteers[volunteer.0 as usize].id.clone(),
            point: point.to_owned(),
            post: post.to_owned(),
            from: times.at(duty.from),
            to: times.at(duty.to),
        }
    };
    let duties = plan.duties().map(duty).collect();
    PlanFile {
        format: PLAN_FORMAT.to_owned(),
        scenario: scenario.id.clone(),
        duties,
        cost: plan_cost(&claims.cost),
        bound: claims.bound.map(Cost::value_rounded_down),
        stop: claims.stop,
        shortages: shortages(problem, plan, &mut times, &names),
        engine: claims.engine,
    }
}

/// The local times of the boundaries of the grid, each written once.
struct Times<'a> {
    calendar: &'a Calendar,
    known: Vec<Option<LocalTime>>,
}

impl<'a> Times<'a> {
    fn of(calendar: &'a Calendar) -> Self {
        Self { calendar, known: vec![None; calendar.slots() as usize + 1] }
    }

    fn at(&mut self, slot: Slot) -> LocalTime {
        self.known[slot.index()].get_or_insert_with(|| self.calendar.text_at(slot)).clone()
    }
}

/// The point and the post of each post's id.
pub fn post_names(scenario: &Scenario) -> IdVec<PostId, (&str, &str)> {
    let points = scenario.points.iter();
    points.flat_map(|point| point.posts.iter().map(|post| (point.id.as_str(), post.id.as_str()))).collect()
}

/// The posts of a scenario, by the names of point and post.
pub(super) struct PostsByName<'a> {
    scenario: &'a Scenario,
    ids: HashMap<(&'a str, &'a str), PostId>,
    posts: IdVec<PostId, &'a Post>,
}

impl<'a> PostsByName<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            ids: post_names(scenario).pairs().map(|(id, names)| (*names, id)).collect(),
            posts: scenario.points.iter().flat_map(|point| &point.posts).collect(),
        }
    }

    /// The post as the scenario states it.
    pub(super) fn post(&self, id: PostId) -> &'a Post {
        self.posts[id]
    }

    /// The post of these names; where there is none, that is noted of the object at `path`.
    pub(super) fn find(
        &self,
        path: &str,
        point: &str,
        post: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<PostId> {
        let id = self.ids.get(&(point, post)).copied();
        if id.is_none() {
            let here = self.scenario.points.iter().find(|here| here.id == point);
            let (kind, name, near) = match here {
                Some(here) => {
                    let known = here.posts.iter().map(|post| post.id.as_str());
                    ("post", post, nearest(post, known))
                }
                None => {
                    let known = self.scenario.points.iter().map(|point| point.id.as_str());
                    ("point", point, nearest(point, known))
                }
            };
            unknown(diagnostics, format!("{path}.{kind}"), kind, name, near);
        }
        id
    }
}

/// Notes a name that nothing in the scenario bears.
fn unknown(diagnostics: &mut Diagnostics, path: String, kind: &str, name: &str, near: Option<&str>) {
    let remedy = match near {
        Some(near) => format!("the nearest is {near:?}"),
        None => format!("name a {kind} of the scenario"),
    };
    diagnostics.push(Code::UnknownId, path, format!("no {kind} {name:?}"), remedy);
}

/// The cost by term, as a file has it.
pub fn plan_cost(cost: &CostTerms) -> PlanCost {
    PlanCost {
        total: cost.total().value(),
        shortage: cost.shortage.value(),
        surplus: cost.surplus.value(),
        supervision: cost.supervision.value(),
        wishes: cost.wishes.value(),
        fairness: cost.fairness.value(),
        minimum: cost.minimum.value(),
        travel: cost.travel.value(),
        changes: cost.changes.value(),
    }
}

/// Every demand line with people missing, in intervals as long as they can be.
fn shortages(
    problem: &Problem,
    plan: &Plan,
    times: &mut Times<'_>,
    names: &IdVec<PostId, (&str, &str)>,
) -> Vec<Shortage> {
    let mut runs: Vec<(LineId, Window, i64)> = Vec::new();
    for (line, slot, missing) in plain::shortages(problem, plan) {
        let to = Slot(slot.0 + 1);
        match runs.last_mut() {
            Some((of, window, people)) if (*of, window.to, *people) == (line, slot, missing) => {
                window.to = to
            }
            _ => runs.push((line, Window { from: slot, to }, missing)),
        }
    }
    let listed = runs.into_iter().filter_map(|(line, window, missing)| {
        let (at, line) = match problem.lines[line].place {
            LinePlace::Post(post, number) => {
                let (point, post) = names[post];
                (ShortageAt::Post { point: point.to_owned(), post: post.to_owned() }, number)
            }
            LinePlace::Shared(shared, number) => (ShortageAt::Shared { shared }, number),
            LinePlace::Supervision(..) => return None,
        };
        let missing = u32::try_from(missing).unwrap_or(u32::MAX);
        let (from, to) = (times.at(window.from), times.at(window.to));
        Some(Shortage { at, line, from, to, missing })
    });
    listed.collect()
}

/// The duties of `file` as a plan of `problem`, which `scenario` states; nothing where one of them is faulty.
pub fn plan_of(
    scenario: &Scenario,
    problem: &Problem,
    file: &PlanFile,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let mut own = Diagnostics::default();
    let calendar = Calendar::of(scenario, &mut own)?;
    let volunteers = scenario.volunteers.iter().enumerate();
    let mut reading = Reading {
        scenario,
        calendar: &calendar,
        volunteers: volunteers.map(|(index, volunteer)| (volunteer.id.as_str(), index)).collect(),
        posts: PostsByName::of(scenario),
        diagnostics: &mut own,
    };
    if file.scenario != scenario.id {
        let found = format!("a plan of {:?}", file.scenario);
        let remedy = format!("give a plan of {:?}", scenario.id);
        reading.diagnostics.push(Code::OtherScenario, "$.scenario", found, remedy);
    }
    let mut plan = Plan::empty(problem.volunteers.len());
    for (index, planned) in file.duties.iter().enumerate() {
        if let Some((volunteer, duty)) = reading.duty(&format!("$.duties[{index}]"), planned) {
            plan.rosters[volunteer].push(duty);
        }
    }
    for roster in plan.rosters.iter_mut() {
        roster.sort_unstable();
    }
    let sound = !own.has_errors();
    diagnostics.list.append(&mut own.list);
    sound.then_some(plan)
}

/// A plan file on its way back to ids.
struct Reading<'a> {
    scenario: &'a Scenario,
    calendar: &'a Calendar,
    volunteers: HashMap<&'a str, usize>,
    posts: PostsByName<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn duty(&mut self, path: &str, planned: &PlannedDuty) -> Option<(VolunteerId, Duty)> {
        let volunteer = self.volunteers.get(planned.volunteer.as_str()).copied();
        if volunteer.is_none() {
            let known = self.scenario.volunteers.iter().map(|volunteer| volunteer.id.as_str());
            let near = nearest(&planned.volunteer, known);
            unknown(self.diagnostics, format!("{path}.volunteer"), "volunteer", &planned.volunteer, near);
        }
        let post = self.posts.find(path, &planned.point, &planned.post, self.diagnostics);
        let from = self.slot(format!("{path}.from"), &planned.from);
        let to = self.slot(format!("{path}.to"), &planned.to);
        let (from, to) = (from?, to?);
        if from >= to {
            let found = format!("from {} to {}", planned.from.0, planned.to.0);
            self.diagnostics.push(Code::EmptyInterval, path, found, "let it end after it starts");
            return None;
        }
        Some((VolunteerId(volunteer? as u32), Duty { from, to, post: post? }))
    }

    fn slot(&mut self, path: String, time: &LocalTime) -> Option<Slot> {
        let text = time.as_str();
        let minute = match self.calendar.instant(text) {
            Ok(minute) => minute,
            Err(fault) => {
                let found = fault.found(text, self.calendar.zone());
                self.diagnostics.push(fault.code(), path, found, fault.remedy(text));
                return None;
            }
        };
        let slot = self.calendar.slot(minute);
        if slot.is_none() {
            let outside = !(0..=self.calendar.minutes()).contains(&minute);
            let (code, what) = if outside {
                (Code::OutsideHorizon, "outside the horizon")
            } else {
                (Code::OffGrid, "off the grid")
            };
            let remedy = format!(
                "name a time of the grid within {} to {}",
                self.scenario.start.0, self.scenario.end.0
            );
            self.diagnostics.push(code, path, format!("{text} lies {what}"), remedy);
        }
        slot
    }
}
