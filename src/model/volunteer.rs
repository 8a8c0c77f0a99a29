//! A volunteer: hours free, posts open to them, rules, wishes, history, and the duties already theirs.

use super::{Duty, PointId, PostSetId, RulesId, TagId, Traits, ZoneId};
use crate::ground::{Minutes, Weight, Window};
use std::borrow::Borrow;
use std::ops::Deref;
use std::sync::Arc;

/// What a wish asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WishKind {
    /// Each minute of the window not served there costs.
    Prefer,
    /// Each minute of the window served there costs.
    Avoid,
    /// Each minute of the window served, but elsewhere, costs.
    Rather,
}

/// A wish, with its window cut to the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What it asks for.
    pub kind: WishKind,
    /// The window's first minute, from the start of the horizon; not always on the grid.
    pub from: Minutes,
    /// The window's end.
    pub to: Minutes,
    /// Only service at this point counts as "there".
    pub point: Option<PointId>,
    /// Only service at posts with this tag counts as "there".
    pub tag: Option<TagId>,
    /// Cost per hour.
    pub weight: Weight,
}

/// What a person carries in from before the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Counted minutes served.
    pub minutes: Minutes,
    /// When the last duty ended, in minutes from the start of the horizon (negative before it).
    pub last_end: Option<Minutes>,
    /// Dates in a row with a duty, up to the date before the horizon.
    pub consecutive_days: u32,
    /// Weekends worked.
    pub weekends: u32,
}

/// A volunteer as the reader hands it over.
#[derive(Clone, Debug)]
pub struct VolunteerDraft {
    /// What needs may ask for.
    pub traits: Traits,
    /// Where travel costs begin.
    pub home: Option<ZoneId>,
    /// Hours free: slots, sorted, apart from one another.
    pub free: Box<[Window]>,
    /// The rules that bind them.
    pub rules: RulesId,
    /// Zones they accept; nothing means any.
    pub zones: Option<Vec<ZoneId>>,
    /// Points they accept; nothing means any.
    pub points: Option<Vec<PointId>>,
    /// Wishes.
    pub wishes: Box<[Wish]>,
    /// Percent likely to turn up.
    pub show_up: u8,
    /// What they carry in.
    pub history: History,
    /// Published duties, sorted.
    pub published: Box<[Duty]>,
    /// Those published duties that are in every plan, sorted.
    pub kept: Box<[Duty]>,
    /// Those kept duties that began before now: facts, whatever they break.
    pub begun: Box<[Duty]>,
}

impl VolunteerDraft {
    /// The volunteer of this draft, with what others may share.
    pub(super) fn with(self, traits: Arc<Traits>, free: Hours, posts: PostSetId) -> Volunteer {
        Volunteer {
            traits,
            home: self.home,
            free,
            rules: self.rules,
            posts,
            wishes: self.wishes,
            show_up: self.show_up,
            history: self.history,
            published: self.published,
            kept: self.kept,
            begun: self.begun,
        }
    }
}

/// Hours free: slots, sorted, apart from one another. Whose hours are equal share them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hours(Arc<[Window]>);

impl From<Box<[Window]>> for Hours {
    fn from(windows: Box<[Window]>) -> Self {
        Self(windows.into())
    }
}

impl Deref for Hours {
    type Target = [Window];

    fn deref(&self) -> &[Window] {
        &self.0
    }
}

impl Borrow<[Window]> for Hours {
    fn borrow(&self) -> &[Window] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Hours {
    type Item = &'a Window;
    type IntoIter = std::slice::Iter<'a, Window>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A volunteer of a [`Problem`](super::Problem).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volunteer {
    /// What needs may ask for; who is alike in it shares it.
    pub traits: Arc<Traits>,
    /// Where travel costs begin.
    pub home: Option<ZoneId>,
    /// Hours free.
    pub free: Hours,
    /// The rules that bind them.
    pub rules: RulesId,
    /// The posts where they may serve on some date: accepted zones and points, gender, requirements.
    pub posts: PostSetId,
    /// Wishes.
    pub wishes: Box<[Wish]>,
    /// Percent likely to turn up.
    pub show_up: u8,
    /// What they carry in.
    pub history: History,
    /// Published duties, sorted.
    pub published: Box<[Duty]>,
    /// Those published duties that are in every plan, sorted.
    pub kept: Box<[Duty]>,
    /// Those kept duties that began before now: facts, whatever they break.
    pub begun: Box<[Duty]>,
}
