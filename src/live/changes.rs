//! Change sets with the names of the scenario: what changes for whom, what it is for, and what it gains.

use super::Live;
use super::search::Draft;
use crate::ground::{Cost, Slot};
use crate::io::change_file::{Change, ChangeKind, ChangeSet};
use crate::io::plan_write::plan_cost;
use crate::io::scenario::{Line, Text};
use crate::model::{Duty, LineId, LinePlace, PostId, Roster, UnitId};
use crate::score::CostTerms;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many lines a reason names.
const NAMED: usize = 3;

/// What one unit would have, and what of it changes.
struct Step {
    unit: UnitId,
    gone: Vec<Duty>,
    come: Vec<Duty>,
}

impl Live {
    /// What these rosters change in the plan in force, which costs `before` and would cost `after`.
    pub(super) fn change_set(
        &mut self,
        rosters: &BTreeMap<UnitId, Roster>,
        before: CostTerms,
        after: CostTerms,
    ) -> ChangeSet {
        let tally = std::mem::take(&mut self.tally);
        let mut draft = Draft::new(self.ground(), tally, Duration::MAX);
        let steps: Vec<Step> = rosters
            .iter()
            .map(|(&unit, roster)| {
                let now = draft.roster(unit);
                Step {
                    unit,
                    gone: now.iter().copied().filter(|duty| !roster.contains(duty)).collect(),
                    come: roster.iter().copied().filter(|duty| !now.contains(duty)).collect(),
                }
            })
            .collect();
        for (&unit, roster) in rosters {
            draft.set(unit, roster.clone());
        }
        let told: Vec<(UnitId, Vec<Told>)> =
            steps.iter().map(|step| (step.unit, self.told(&mut draft, step))).collect();
        self.tally = draft.into_tally();
        let mut changes = Vec::new();
        for (unit, told) in told {
            for &member in &self.problem.units[unit].members {
                let volunteer = &self.people[member.0 as usize].id;
                changes.extend(told.iter().map(|told| {
                    let (before, after) =
                        (told.gone.map(|d| self.service(d)), told.come.map(|d| self.service(d)));
                    let kind = match (&before, &after) {
                        (Some(_), Some(_)) => ChangeKind::Moved,
                        (Some(_), None) => ChangeKind::Removed,
                        (None, _) => ChangeKind::Added,
                    };
                    let (volunteer, reason) = (volunteer.clone(), told.reason.clone());
                    (member, Change { kind, volunteer, before, after, reason, gain: told.gain })
                }));
            }
        }
        changes.sort_by_key(|(member, _)| *member);
        let changes = changes.into_iter().map(|(_, change)| change).collect();
        ChangeSet { changes, before: plan_cost(&before), after: plan_cost(&after), bound: None }
    }

    /// What changes for a unit, duty by duty: one that comes instead of one that goes, on the same date where there is one, is a
    /// move.
    fn told(&self, draft: &mut Draft<'_>, step: &Step) -> Vec<Told> {
        let day = |duty: &Duty| self.problem.grid.day_of(duty.from);
        let mut come = step.come.clone();
        let mut pairs: Vec<(Option<Duty>, Option<Duty>)> = Vec::new();
        for gone in &step.gone {
            let same = come.iter().position(|duty| day(duty) == day(gone));
            pairs.push((Some(*gone), same.map(|at| come.remove(at))));
        }
        for (_, alone) in pairs.iter_mut().filter(|(_, come)| come.is_none()) {
            *alone = (!come.is_empty()).then(|| come.remove(0));
        }
        pairs.extend(come.into_iter().map(|duty| (None, Some(duty))));
        pairs.into_iter().map(|(gone, come)| self.told_of(draft, step.unit, gone, come)).collect()
    }

    /// What a change gains, and the lines that would be short without it.
    fn told_of(&self, draft: &mut Draft<'_>, unit: UnitId, gone: Option<Duty>, come: Option<Duty>) -> Told {
        let with = draft.cost();
        let cover = |draft: &Draft<'_>, duty: Duty| self.missing_at(draft, duty);
        let missing_with = come.map(|duty| cover(draft, duty));
        let mark = draft.mark();
        let mut without: Roster =
            draft.roster(unit).iter().copied().filter(|duty| Some(*duty) != come).collect();
        without.extend(gone);
        without.sort_unstable();
        draft.set(unit, without.clone());
        let gain = draft.cost() - with;
        let missing_without = come.map(|duty| cover(draft, duty));
        let members = &self.problem.units[unit].members;
        let stands = gone.is_none_or(|gone| draft.is_within_cap(gone))
            && members.iter().all(|&member| crate::score::legal::is_legal(&self.problem, member, &without));
        draft.back_to(mark);
        let reason = match (missing_with, missing_without) {
            (Some(with), Some(without)) => self.reason(&with, &without),
            _ if gain > Cost::ZERO => "the plan costs less without it".to_owned(),
            _ => "it is taken back".to_owned(),
        };
        Told { gone, come, reason, gain: stands.then(|| gain.value()) }
    }

    /// Slots missing to each line that a duty may count in, while it lasts.
    fn missing_at(&self, draft: &Draft<'_>, duty: Duty) -> BTreeMap<LineId, i64> {
        let slots = self.problem.grid.slots();
        let mut missing = BTreeMap::new();
        for term in &self.problem.posts[duty.post].terms {
            let line = &self.problem.lines[term.line];
            let start = term.line.0 as usize * slots;
            let short = (duty.from.0..duty.to.0).map(|slot| {
                let cover = draft.running.cover()[start + slot as usize];
                (line.demand_in(Slot(slot)) - cover).max(0)
            });
            missing.insert(term.line, short.sum());
        }
        missing
    }

    fn reason(&self, with: &BTreeMap<LineId, i64>, without: &BTreeMap<LineId, i64>) -> String {
        let step = self.calendar.slot_minutes();
        let mut met: Vec<(LineId, i64)> =
            with.iter().map(|(line, now)| (*line, without.get(line).copied().unwrap_or(0) - now)).collect();
        met.retain(|(_, slots)| *slots > 0);
        let more = met.len().saturating_sub(NAMED);
        let mut parts: Vec<String> = met
            .into_iter()
            .take(NAMED)
            .map(|(line, slots)| format!("{} h of {}", (slots * step) as f64 / 60.0, self.line_name(line)))
            .collect();
        if more > 0 {
            parts.push(format!("{more} more"));
        }
        if parts.is_empty() {
            "it makes others free".to_owned()
        } else {
            format!("meets {}", parts.join(", "))
        }
    }

    /// What a line asks for and where, as a planner names it.
    fn line_name(&self, line: LineId) -> String {
        let at = |post: PostId| {
            let (p, q) = self.posts.at(post);
            let point = &self.scenario.points[p];
            (&point.posts[q], format!("{}/{}", point.id, point.posts[q].id))
        };
        match self.problem.lines[line].place {
            LinePlace::Post(post, number) => {
                let (post, place) = at(post);
                format!("{} at {place}", asked_for(&post.demand[number as usize], number))
            }
            LinePlace::Shared(entry, number) => {
                let shared = &self.scenario.shared[entry as usize];
                let place = shared.name.as_ref().and_then(in_english);
                let place = place.map_or_else(|| format!("several points ({entry})"), str::to_owned);
                format!("{}, {place}", asked_for(&shared.demand[number as usize], number))
            }
            LinePlace::Supervision(post, _) => format!("supervision at {}", at(post).1),
        }
    }
}

/// The name of a line, or else its number.
fn asked_for(line: &Line, number: u32) -> String {
    match (line.name.as_ref().and_then(in_english), &line.needs) {
        (Some(name), _) => name.to_owned(),
        (None, None) => "headcount".to_owned(),
        (None, Some(_)) => format!("line {number}"),
    }
}

/// A text in English, or in whatever language there is.
fn in_english(text: &Text) -> Option<&str> {
    match text {
        Text::Plain(text) => Some(text),
        Text::ByLanguage(texts) => texts.en.as_deref().or(texts.ar.as_deref()),
    }
}

/// One change as it will be told.
struct Told {
    gone: Option<Duty>,
    come: Option<Duty>,
    reason: String,
    gain: Option<f64>,
}
