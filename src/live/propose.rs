//! Proposals: what to change about what has happened; accepted, and taken back.

use super::Live;
use super::lookups::fault;
use super::repair::short_posts;
use super::search::{Draft, Ground};
use super::state::Hole;
use crate::ground::{Cost, Stopwatch};
use crate::io::change_file::ChangeSet;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::event::Asked;
use crate::io::place::Place;
use crate::model::{Roster, UnitId};
use crate::score::CostTerms;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many accepted change sets may be undone.
const UNDOABLE: usize = 64;

/// A change set at hand.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    /// What the units that change would have.
    pub rosters: BTreeMap<UnitId, Roster>,
    pub changes: ChangeSet,
}

/// An accepted change set: what units had before, and what they were given.
#[derive(Clone, Debug)]
pub(super) struct Accepted {
    before: BTreeMap<UnitId, Roster>,
    after: BTreeMap<UnitId, Roster>,
}

impl Live {
    /// What to change about what has happened since the last accepted change set; where nothing has, about anything that is
    /// short. Nothing changes until it is accepted. It takes as long as is asked at most; where a bound is asked for, half of that
    /// is for the bound at least, and there is none where no proof fits into it.
    pub fn propose(&mut self, asked: &Asked) -> ChangeSet {
        let watch = Stopwatch::start();
        let before = self.tally.terms();
        let within = Duration::from_millis(u64::from(asked.within_ms));
        let (rosters, after) = self.drafted(if asked.bound { within / 2 } else { within });
        let mut changes = self.change_set(&rosters, before, after);
        if asked.bound {
            let bound = self.bound(&|| within.saturating_sub(watch.elapsed()));
            changes.bound = bound.map(Cost::value_rounded_down);
        }
        self.proposal = Some(Proposal { rosters, changes: changes.clone() });
        changes
    }

    /// Takes the change set at hand, and proposes first where there is none: it is in force and published.
    pub fn accept(&mut self, asked: &Asked) -> ChangeSet {
        if self.proposal.is_none() {
            self.propose(asked);
        }
        let Some(Proposal { rosters, changes }) = self.proposal.take() else {
            return self.change_set(&BTreeMap::new(), self.tally.terms(), self.tally.terms());
        };
        let before = rosters.keys().map(|&unit| (unit, self.tally.roster(unit).to_vec())).collect();
        self.put_in_force(&rosters);
        if !rosters.is_empty() {
            self.accepted.push_back(Accepted { before, after: rosters });
            if self.accepted.len() > UNDOABLE {
                self.accepted.pop_front();
            }
        }
        self.holes.clear();
        self.freed.clear();
        self.events = 0;
        changes
    }

    /// Takes the last accepted change set back, and answers what that changes.
    ///
    /// # Errors
    /// There is none, or what has happened since does not let it be undone; nothing has changed then.
    pub fn undo(&mut self) -> Result<ChangeSet, Diagnostics> {
        let Some(last) = self.accepted.back().cloned() else {
            let remedy = "accept a change set first";
            return Err(fault(Code::NothingToUndo, &Place::ROOT, "no change set has been accepted", remedy));
        };
        let overtaken = || {
            let found = "people of the change set have other duties or other facts by now";
            fault(Code::UndoOvertaken, &Place::ROOT, found, "propose anew instead")
        };
        if last.after.iter().any(|(unit, roster)| self.tally.roster(*unit) != roster.as_slice()) {
            return Err(overtaken());
        }
        let before = self.tally.terms();
        let Some(after) = self.tried(&last.before) else { return Err(overtaken()) };
        let mut changes = self.change_set(&last.before, before, after);
        for change in &mut changes.changes {
            "as it was before".clone_into(&mut change.reason);
        }
        self.put_in_force(&last.before);
        self.accepted.pop_back();
        self.proposal = None;
        Ok(changes)
    }

    fn put_in_force(&mut self, rosters: &BTreeMap<UnitId, Roster>) {
        for (&unit, roster) in rosters {
            let lost = self.settle(unit, roster.clone(), |_| {});
            debug_assert!(lost.is_empty(), "what is proposed may be served");
        }
    }

    /// The best rosters found about what has happened, of units that change, and what the plan then costs.
    fn drafted(&mut self, within: Duration) -> (BTreeMap<UnitId, Roster>, CostTerms) {
        let tally = std::mem::take(&mut self.tally);
        let mut draft = Draft::new(self.ground(), tally, within);
        let nothing_happened = self.holes.is_empty() && self.freed.is_empty();
        let (holes, freed): (Vec<Hole>, Vec<UnitId>) = if nothing_happened {
            let idle = self.problem.units.ids().filter(|unit| draft.roster(*unit).is_empty());
            (short_posts(&draft), idle.collect())
        } else {
            (self.holes.iter().copied().collect(), self.freed.iter().copied().collect())
        };
        let mut freed = freed;
        freed.sort_unstable_by_key(|unit| self.first(*unit));
        for hole in holes {
            draft.fill(hole);
        }
        for unit in freed {
            if draft.is_late() {
                break;
            }
            draft.place(unit);
        }
        let rosters: BTreeMap<UnitId, Roster> =
            draft.changed_since(0).into_keys().map(|unit| (unit, draft.roster(unit).to_vec())).collect();
        let after = draft.running.terms();
        self.tally = draft.into_tally();
        (rosters, after)
    }

    /// What the plan would cost with these rosters; nothing where they may not all be served.
    pub(super) fn tried(&mut self, rosters: &BTreeMap<UnitId, Roster>) -> Option<CostTerms> {
        let tally = std::mem::take(&mut self.tally);
        let mut draft = Draft::new(self.ground(), tally, Duration::MAX);
        for &unit in rosters.keys() {
            draft.set(unit, Roster::new());
        }
        let mut fit = true;
        for (&unit, roster) in rosters {
            let members = &self.problem.units[unit].members;
            fit &= draft.running.fits(unit, roster)
                && members.iter().all(|&member| crate::score::legal::is_legal(&self.problem, member, roster));
            draft.set(unit, roster.clone());
        }
        let terms = draft.running.terms();
        self.tally = draft.into_tally();
        fit.then_some(terms)
    }

    /// What drafts are drawn from.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { problem: &self.problem, graphs: &self.graphs, rows: &self.rows, prices: &self.prices }
    }
}
