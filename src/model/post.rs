//! A post: one job at a point, its hours, and the lines that people on duty there count in.

use super::{LineId, NeedId, PointId, TagId, ZoneId};
use crate::ground::{Minutes, Slot, Weight};
use std::sync::Arc;

/// How a post stands to sun and heat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Inside a building.
    Indoor,
    /// Outside, in the shade.
    Shaded,
    /// In the sun.
    Outdoor,
}

/// Whom a point admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Admits {
    /// Everybody.
    All,
    /// Women only.
    Women,
    /// Men only.
    Men,
}

/// Nobody alone: what each person missing to `people` costs in a slot where somebody, but fewer, are on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinTeam {
    /// The least team.
    pub people: u32,
    /// Cost per person-hour missing to it.
    pub weight: Weight,
}

/// One coefficient: each person on duty here who meets `need` adds `coefficient` to the cover of `line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The line that counts.
    pub line: LineId,
    /// Who counts.
    pub need: NeedId,
    /// How much each of them counts.
    pub coefficient: i64,
}

/// One job at a point. A person on duty is at one post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The point it belongs to.
    pub point: PointId,
    /// The zone of that point.
    pub zone: ZoneId,
    /// Its stand to the heat.
    pub setting: Setting,
    /// Its tags, its own id among them; sorted.
    pub tags: Box<[TagId]>,
    /// The need that every person here must meet; [`ANYONE`](super::ANYONE) for none.
    pub requires: NeedId,
    /// Whom its point admits.
    pub admits: Admits,
    /// The least length of a duty, in slots; at least 1.
    pub min_slots: u32,
    /// The greatest length of a duty, in slots.
    pub max_slots: u32,
    /// For each slot, the latest boundary at which a duty that starts there may end; a slot at which none may start
    /// has its own number. Start times and open hours are in it; posts with the same hours share it.
    pub latest_end: Arc<[Slot]>,
    /// What a duty counts for in its person's minutes, where that is not its length.
    pub counted: Option<Minutes>,
    /// Is it a reserve of its zone, whose people count in no line that points share?
    pub standby: bool,
    /// The most people on duty in any slot.
    pub max_people: Option<u32>,
    /// The least team.
    pub team: Option<MinTeam>,
    /// The lines that its people count in, each (line, need) once.
    pub terms: Box<[Term]>,
}

impl Post {
    /// Does the post bear `tag`?
    pub fn has_tag(&self, tag: TagId) -> bool {
        self.tags.binary_search(&tag).is_ok()
    }
}
