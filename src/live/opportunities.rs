//! What a volunteer may take: open duties besides those they have, best for the plan first.

use super::Live;
use super::search::Draft;
use crate::ground::{Cost, Slot};
use crate::io::change_file::Opportunity;
use crate::io::diagnostic::Diagnostics;
use crate::io::place::Place;
use crate::model::{ANYONE, Duty, PostId, UnitId, with_duty};
use crate::path::own;
use crate::search::worth::By;
use std::time::Duration;

/// How many duties at one post are looked at closely, and how many in all for each answer.
const AT_A_POST: usize = 8;
const TRIED: usize = 6;

impl Live {
    /// The duties that a volunteer, with their group, may take besides those in force and that make the plan cheaper, by how
    /// much; one at each post.
    ///
    /// # Errors
    /// There is no such volunteer.
    pub fn opportunities(&mut self, volunteer: &str, most: usize) -> Result<Vec<Opportunity>, Diagnostics> {
        let volunteer = self.find_volunteer(&Place::ROOT.key("volunteer"), volunteer)?;
        let unit = self.unit(volunteer);
        let tally = std::mem::take(&mut self.tally);
        let mut draft = Draft::new(self.ground(), tally, Duration::MAX);
        let found = self.gains(&mut draft, unit, most);
        self.tally = draft.into_tally();
        let told = |(gain, duty): (Cost, Duty)| Opportunity { duty: self.service(duty), gain: gain.value() };
        Ok(found.into_iter().map(told).collect())
    }

    fn gains(&self, draft: &mut Draft<'_>, unit: UnitId, most: usize) -> Vec<(Cost, Duty)> {
        let posts = &self.problem.post_sets[self.problem.units[unit].posts];
        let mut open: Vec<(f32, Duty)> =
            posts.iter().flat_map(|&post| self.open_duties(draft, unit, post)).collect();
        open.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut found: Vec<(Cost, Duty)> = Vec::new();
        let mut tried = 0;
        for (_, duty) in open {
            if tried >= TRIED * most || found.len() >= most {
                break;
            }
            if found.iter().any(|(_, other)| other.post == duty.post) {
                continue;
            }
            tried += 1;
            let roster = draft.roster(unit).to_vec();
            if !self.may(unit, &roster, duty) {
                continue;
            }
            let (before, mark) = (draft.cost(), draft.mark());
            draft.set(unit, with_duty(&roster, duty));
            let (gain, fits) = (before - draft.cost(), draft.is_within_cap(duty));
            draft.back_to(mark);
            if fits && gain > Cost::ZERO {
                found.push((gain, duty));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }

    /// The duties at a post that earn most, by what is quickly seen.
    fn open_duties(&self, draft: &Draft<'_>, unit: UnitId, id: PostId) -> Vec<(f32, Duty)> {
        let problem = &self.problem;
        let post = &problem.posts[id];
        let slots = problem.grid.slots();
        let roster = draft.roster(unit);
        let mut open: Vec<(f32, Duty)> = Vec::new();
        let offer = draft.worth.offer(&draft.running, By::Marginals, false);
        for span in &self.graphs.of[unit].spans {
            let mut rewards = vec![0.0_f32; (span.to.0 - span.from.0) as usize];
            let cast = problem.cast_on(unit, span.from, Slot(span.from.0 + 1));
            if post.requires != ANYONE && !cast.all_meet(post.requires) {
                continue;
            }
            offer.rewards(problem, id, cast, span.from, &mut rewards);
            for from in span.from.0..span.to.0 {
                let latest = post.latest_end[from as usize].0.min(span.to.0);
                let mut earned = 0.0;
                for to in from + 1..=latest.min(from.saturating_add(post.max_slots)).min(slots as u32) {
                    earned += rewards[(to - 1 - span.from.0) as usize];
                    let duty = Duty { from: Slot(from), to: Slot(to), post: id };
                    let is_apart = roster.iter().all(|own| own.to <= duty.from || duty.to <= own.from);
                    if duty.slots() >= post.min_slots && earned > 0.0 && is_apart {
                        let cost = own::change_cost(problem, &problem.units[unit], duty).value() as f32;
                        open.push((earned - cost, duty));
                    }
                }
            }
        }
        open.retain(|(earned, _)| *earned > 0.0);
        open.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        open.truncate(AT_A_POST);
        open
    }
}
