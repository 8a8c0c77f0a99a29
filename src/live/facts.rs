//! Events: each changes the facts at once and in place, or is refused and changes nothing.

use super::Live;
use super::lookups::fault;
use crate::ground::{Minutes, Slot, Window};
use crate::io::change_file::Done;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::event::Event;
use crate::io::lower::Hold;
use crate::io::lower::alone::lone_change_weights;
use crate::io::place::Place;
use crate::io::scenario::LocalTime;
use crate::model::{Duty, UnitId, VolunteerId};

impl Live {
    /// Takes note of something that has happened. A proposal at hand is no longer one.
    ///
    /// # Errors
    /// The event is faulty, speaks of what has passed, or says nothing new; nothing has changed then.
    pub fn happen(&mut self, event: &Event) -> Result<Done, Diagnostics> {
        self.happens(&Place::ROOT.key("event"), event)
    }

    /// Takes note of several things that have happened, one after the other.
    ///
    /// # Errors
    /// As [`happen`](Self::happen) of the first that is refused; nothing of any has changed then.
    pub fn happen_all(&mut self, events: &[Event]) -> Result<Done, Diagnostics> {
        let [_, _, ..] = events else {
            return events.first().map_or_else(|| Ok(Done::default()), |event| self.happen(event));
        };
        let before = self.clone();
        let list = Place::ROOT.key("events");
        let mut all = Done::default();
        for (number, event) in events.iter().enumerate() {
            match self.happens(&list.item(number), event) {
                Ok(done) => all.dropped.extend(done.dropped),
                Err(faults) => {
                    *self = before;
                    return Err(faults);
                }
            }
        }
        Ok(all)
    }

    fn happens(&mut self, place: &Place<'_>, event: &Event) -> Result<Done, Diagnostics> {
        let dropped = match event {
            Event::Absent { volunteer } => self.absent(place, volunteer),
            Event::Late { volunteer, until } => self.late(place, volunteer, until),
            Event::Leaves { volunteer, at } => self.leaves(place, volunteer, at.as_ref()),
            Event::Arrives { volunteer } => self.arrives(place, volunteer),
            Event::Certificate { volunteer, skill, held } => self.certificate(place, volunteer, skill, *held),
            Event::Demand { line, from, to, people } => {
                self.demand(place, line, (from.as_ref(), to.as_ref()), *people)
            }
            Event::Point { point, open, from, to } => {
                self.point(place, point, *open, (from.as_ref(), to.as_ref()))
            }
            Event::Confirm { duty } => self.pin_in_force(place, duty, true),
            Event::Decline { duty } => self.decline(place, duty),
            Event::Pin { duty } => self.pin(place, duty),
            Event::Release { duty } => self.pin_in_force(place, duty, false),
            Event::Time { now } => self.time(place, now),
        }?;
        self.proposal = None;
        self.events += 1;
        let dropped = dropped.into_iter().map(|(volunteer, duty)| self.named(volunteer, duty)).collect();
        Ok(Done { dropped })
    }

    /// Time passes: what has begun is a fact from now on, and what is about to begin is frozen.
    fn time(&mut self, place: &Place<'_>, now: &LocalTime) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        let place = &place.key("now");
        let minute = self.minute(place, now)?;
        if minute > self.calendar.minutes() {
            let found = format!("now is {}, after the end", now.0);
            return Err(fault(Code::NowAfterEnd, place, found, "plan a horizon that is not over"));
        }
        match self.now {
            Some(before) if minute == before => return Err(Self::so_already(place, "it is so late already")),
            Some(before) if minute < before => return Err(self.passed(place)),
            _ => {}
        }
        let before: Vec<(UnitId, usize)> =
            self.problem.units.pairs().map(|(id, unit)| (id, unit.kept.len())).collect();
        let first_before = self.first_start();
        self.now = Some(minute);
        self.scenario.now = Some(now.clone());
        self.problem.first_start = self.problem.grid.at_or_after(Minutes(minute));
        let weights = lone_change_weights(&self.scenario);
        let all_anew = weights.is_some() != self.problem.objective.change_weight.is_some();
        self.problem.objective.change_weight = weights;
        self.pass(&before, first_before, all_anew);
        Ok(Vec::new())
    }

    /// Brings units in step with a later present: those whose duties begin, and those who were free before it.
    fn pass(&mut self, before: &[(UnitId, usize)], first_before: Slot, all_anew: bool) {
        let first = self.first_start();
        for &(unit, kept_before) in before {
            let roster = self.tally.roster(unit);
            let kept: Vec<Duty> =
                roster.iter().copied().filter(|duty| self.hold(unit, *duty) != Hold::Free).collect();
            let begun: Vec<Duty> =
                kept.iter().copied().filter(|duty| self.hold(unit, *duty) == Hold::Begun).collect();
            let has_begun = begun.len() != self.problem.units[unit].begun.len();
            let is_held = kept.len() != kept_before || has_begun;
            if is_held {
                let roster = roster.to_vec();
                self.problem.renew_published(unit, &roster, &kept, &begun);
            }
            let spans = &self.graphs.of[unit].spans;
            let was_free = first != first_before && spans.first().is_some_and(|span| span.from < first);
            if is_held || was_free || all_anew {
                self.graphs.renew_unit(&self.problem, unit);
            }
        }
        let holes = std::mem::take(&mut self.holes);
        for hole in holes {
            let Some(window) = ahead(hole.window, first) else { continue };
            self.holes.insert(super::state::Hole { window, ..hole });
        }
    }
}

/// The part of a window that is not before a slot.
fn ahead(window: Window, first: Slot) -> Option<Window> {
    let from = window.from.max(first);
    (from < window.to).then_some(Window { from, to: window.to })
}
