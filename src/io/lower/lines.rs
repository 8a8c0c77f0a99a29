//! Lines: demand at posts and over points, and supervision as a line whose cover is ratio × `by` − `who`.

use super::Lowering;
use crate::ground::{IdVec, Slot, Weight, Window};
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario;
use crate::model::{Line, LineId, LinePlace, NeedId, PostId, Term};

/// Adds a coefficient to the terms of a post, in which each (line, need) stands once and lines come in order.
fn add_term(terms: &mut Vec<Term>, line: LineId, need: NeedId, coefficient: i64) {
    let mut of_line = terms.iter_mut().rev().take_while(|term| term.line == line);
    match of_line.find(|term| term.need == need) {
        Some(term) => term.coefficient += coefficient,
        None => terms.push(Term { line, need, coefficient }),
    }
}

impl<'s> Lowering<'s, '_> {
    /// Adds the lines of a post, and answers the terms by which its people count in them.
    pub(super) fn lines_of_post(
        &mut self,
        place: &Place<'_>,
        id: PostId,
        post: &'s scenario::Post,
    ) -> Vec<Term> {
        let mut terms = Vec::new();
        let demand = place.key("demand");
        for (index, line) in post.demand.iter().enumerate() {
            let (line, need) = self.line(&demand.item(index), line, LinePlace::Post(id, index as u32));
            add_term(&mut terms, line, need, 1);
        }
        let rules = place.key("supervision");
        for (index, rule) in post.supervision.iter().enumerate() {
            let place = rules.item(index);
            let who = self.need(&place.key("who"), Some(&rule.who));
            let by = self.need(&place.key("by"), Some(&rule.by));
            if rule.ratio == 0 {
                let remedy = "write how many each may watch over, 1 at least";
                self.faults.note(Code::OutOfRange, &place.key("ratio"), "a ratio of 0", remedy);
            }
            self.number(&place.key("ratio"), rule.ratio);
            let weight = self.weight(&place.key("weight"), rule.weight);
            let line = self.lines.push(Line {
                place: LinePlace::Supervision(id, index as u32),
                demand: Box::default(),
                weight,
                surplus: Weight(0),
            });
            // One who can watch over more than there are watches over all.
            let ratio = i64::from(rule.ratio).min(self.ids.volunteers.len().max(1) as i64);
            add_term(&mut terms, line, by, ratio);
            add_term(&mut terms, line, who, -1);
        }
        terms.retain(|term| term.coefficient != 0);
        terms
    }

    /// Adds the lines that points share, and their terms to those of each post of these points.
    pub(super) fn shared_lines(&mut self, terms: &mut IdVec<PostId, Vec<Term>>) {
        let list = Place::ROOT.key("shared");
        for (index, shared) in self.scenario.shared.iter().enumerate() {
            let entry = list.item(index);
            let points = self.ids.points.find_all(&entry.key("points"), &shared.points, &mut self.faults);
            let demand = entry.key("demand");
            for (number, line) in shared.demand.iter().enumerate() {
                let place = LinePlace::Shared(index as u32, number as u32);
                let (line, need) = self.line(&demand.item(number), line, place);
                for &point in &points {
                    let posts = &self.scenario.points[point as usize].posts;
                    for (post, written) in self.posts_of_point[point as usize].clone().zip(posts) {
                        if !written.standby.unwrap_or(false) {
                            add_term(&mut terms[PostId(post)], line, need, 1);
                        }
                    }
                }
            }
        }
    }

    fn line(&mut self, place: &Place<'_>, line: &'s scenario::Line, at: LinePlace) -> (LineId, NeedId) {
        let need = self.need(&place.key("needs"), line.needs.as_ref());
        let weight = self.weight(&place.key("weight"), line.weight.unwrap_or(1));
        let surplus = self.weight(&place.key("surplus_weight"), line.surplus_weight.unwrap_or(0));
        let demand = self.demand(place, line);
        (self.lines.push(Line { place: at, demand, weight, surplus }), need)
    }

    /// The demand in each slot; empty where it is 0 everywhere.
    pub(super) fn demand(&mut self, place: &Place<'_>, line: &scenario::Line) -> Box<[i64]> {
        if line.hourly.is_some() && line.windows.is_some() {
            let found = "hourly demand and windows";
            self.faults.note(Code::ExclusiveKeys, place, found, "give one of the two");
        }
        let hourly = line.hourly.as_deref().map(|hourly| self.hourly(&place.key("hourly"), hourly));
        let windows = line.windows.as_deref();
        let windows = windows.map(|windows| self.demand_windows(&place.key("windows"), windows));
        let Some(calendar) = self.calendar.as_ref().filter(|_| !self.too_large) else {
            return Box::default();
        };
        let slots = calendar.slots() as usize;
        let mut demand = vec![0; slots];
        if let Some(Some(per_hour)) = hourly {
            for (slot, people) in demand.iter_mut().enumerate() {
                let hour = slot as i64 * calendar.slot_minutes() / 60;
                *people = per_hour.get(hour as usize).copied().unwrap_or(0);
            }
        }
        for (window, people) in windows.into_iter().flatten() {
            demand[window.from.index()..window.to.index()].fill(people);
        }
        if demand.iter().all(|people| *people == 0) { Box::default() } else { demand.into_boxed_slice() }
    }

    fn hourly(&mut self, place: &Place<'_>, hourly: &[u32]) -> Option<Vec<i64>> {
        let mut people = Vec::with_capacity(hourly.len());
        for (hour, count) in hourly.iter().enumerate() {
            people.push(i64::from(self.number(&place.item(hour), *count)));
        }
        let calendar = self.calendar.as_ref()?;
        let (minutes, step) = (calendar.minutes(), calendar.slot_minutes());
        let (found, remedy) = if step > 60 {
            (format!("hourly demand in slots of {step} minutes"), "give the demand in windows".to_owned())
        } else if minutes % 60 != 0 {
            (
                format!("hourly demand over {minutes} minutes"),
                "give windows, or a horizon of whole hours".to_owned(),
            )
        } else if people.len() as i64 * 60 != minutes {
            let remedy = format!("give {} numbers, one for each hour of the horizon", minutes / 60);
            (format!("{} numbers", people.len()), remedy)
        } else {
            return Some(people);
        };
        self.faults.note(Code::HourlyDemand, place, found, remedy);
        None
    }

    fn demand_windows(
        &mut self,
        place: &Place<'_>,
        windows: &[scenario::DemandWindow],
    ) -> Vec<(Window, i64)> {
        let mut all: Vec<(Window, i64, usize)> = Vec::with_capacity(windows.len());
        for (index, window) in windows.iter().enumerate() {
            let item = place.item(index);
            let people = self.number(&item.key("people"), window.people);
            if let Some(slots) = self.window(&item, &window.from, &window.to) {
                all.push((slots, i64::from(people), index));
            }
        }
        all.sort_unstable();
        let mut end = Slot(0);
        let mut last = 0;
        for &(window, _, index) in &all {
            if window.from < end {
                let found = format!("it overlaps window {last}");
                let remedy = "join them, or let one end where the other starts";
                self.faults.note(Code::OverlappingWindows, &place.item(index), found, remedy);
            }
            if window.to > end {
                (end, last) = (window.to, index);
            }
        }
        all.into_iter().map(|(window, people, _)| (window, people)).collect()
    }
}
