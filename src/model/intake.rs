//! Volunteers made from drafts, what several of them have alike kept once.

use super::doors::{Doors, OpenTo};
use super::problem::{Interner, casts_of};
use super::{
    Cast, CastId, Casts, Hours, Need, NeedId, Post, PostId, PostSetId, Traits, Volunteer, VolunteerDraft,
};
use crate::ground::{Grid, IdVec};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What drafts are taken in with: the casts and sets of posts met so far, and whose they are.
pub(super) struct Intake<'a> {
    grid: &'a Grid,
    /// The most dates that a duty touches.
    span: usize,
    needs: &'a IdVec<NeedId, Need>,
    doors: Doors<'a>,
    pub(super) casts: Interner<CastId, Cast>,
    pub(super) post_sets: Interner<PostSetId, Box<[PostId]>>,
    sets_by_key: HashMap<OpenTo, PostSetId>,
    people: HashMap<Arc<Traits>, Casts>,
    pub(super) hours: HashSet<Hours>,
}

impl<'a> Intake<'a> {
    /// Nobody has been taken in yet; these casts and sets of posts are known already.
    pub(super) fn of(
        (grid, span): (&'a Grid, usize),
        needs: &'a IdVec<NeedId, Need>,
        posts: &'a IdVec<PostId, Post>,
        casts: IdVec<CastId, Cast>,
        post_sets: IdVec<PostSetId, Box<[PostId]>>,
    ) -> Self {
        Self {
            grid,
            span,
            needs,
            doors: Doors::of(posts),
            casts: Interner::after(casts),
            post_sets: Interner::after(post_sets),
            sets_by_key: HashMap::new(),
            people: HashMap::new(),
            hours: HashSet::new(),
        }
    }

    /// The volunteer of a draft, and their casts.
    pub(super) fn volunteer(&mut self, mut draft: VolunteerDraft) -> (Volunteer, Casts) {
        let (traits, own) = match self.people.get_key_value(&draft.traits) {
            Some((traits, own)) => (Arc::clone(traits), own.clone()),
            None => {
                let own = casts_of(&mut self.casts, self.grid, self.span, self.needs, &draft.traits);
                let traits = Arc::new(std::mem::take(&mut draft.traits));
                self.people.insert(Arc::clone(&traits), own.clone());
                (traits, own)
            }
        };
        let accepted = (draft.zones.take(), draft.points.take());
        let key = self.doors.key(accepted, traits.female, &own, &self.casts.items);
        let (doors, post_sets) = (&self.doors, &mut self.post_sets);
        let posts = *self.sets_by_key.entry(key).or_insert_with_key(|key| post_sets.id(doors.open(key)));
        let free = kept_once(&mut self.hours, std::mem::take(&mut draft.free).into());
        (draft.with(traits, free, posts), own)
    }
}

/// The same hours as have been met before, where they have.
pub(super) fn kept_once(met: &mut HashSet<Hours>, hours: Hours) -> Hours {
    if let Some(same) = met.get(&hours) {
        return same.clone();
    }
    met.insert(hours.clone());
    hours
}
