//! The problem: everything the engine plans with, in dense vectors.
//!
//! A reader checks a scenario and hands over [`ProblemParts`]; [`Problem::assemble`] derives from them what only the
//! engine needs: casts, sets of posts, units.

use super::intake::{Intake, kept_once};
use super::{
    Cast, CastId, Casts, Duty, Line, LineId, Need, NeedId, Post, PostId, PostSetId, Rules, RulesId, Traits,
    Travel, Unit, UnitId, Volunteer, VolunteerDraft, VolunteerId,
};
use crate::ground::{Day, Grid, IdVec, Minutes, Slot, Weight, Window};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

/// Fairness: hours above a share cost their square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// Cost per square hour.
    pub weight: Weight,
    /// Counted minutes, history included, up to which nothing costs.
    pub share: Minutes,
}

/// The terms of the cost that are not lines, wishes or minima.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objective {
    /// What hours above the share cost.
    pub fairness: Option<Fairness>,
    /// Cost per hour of travel.
    pub travel_weight: Weight,
    /// For each slot, the cost per hour of a change to a duty that starts there; nothing where changes are free.
    pub change_weight: Option<Box<[Weight]>>,
}

/// What a reader hands over. All ids are valid, all times on the grid and inside the horizon.
#[derive(Clone, Debug)]
pub struct ProblemParts {
    /// The horizon.
    pub grid: Grid,
    /// The first slot at which a duty that is not kept may start.
    pub first_start: Slot,
    /// How many zones there are.
    pub zones: usize,
    /// Minutes between them.
    pub travel: Travel,
    /// Needs that posts and terms name; the first is [`Need::Anyone`].
    pub needs: IdVec<NeedId, Need>,
    /// Lines.
    pub lines: IdVec<LineId, Line>,
    /// Posts, through all points.
    pub posts: IdVec<PostId, Post>,
    /// Rule sets, resolved.
    pub rules: IdVec<RulesId, Rules>,
    /// Volunteers, in the scenario's order.
    pub volunteers: Vec<VolunteerDraft>,
    /// Groups that serve the same duties; a volunteer is in one at most.
    pub together: Vec<Vec<VolunteerId>>,
    /// The rest of the cost.
    pub objective: Objective,
}

/// Everything the engine plans with. It cannot be wrong: its reader has checked it.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The horizon.
    pub grid: Grid,
    /// The first slot at which a duty that is not kept may start.
    pub first_start: Slot,
    /// How many zones there are.
    pub zones: usize,
    /// Minutes between them.
    pub travel: Travel,
    /// Needs; the first is [`Need::Anyone`].
    pub needs: IdVec<NeedId, Need>,
    /// Lines.
    pub lines: IdVec<LineId, Line>,
    /// Posts, through all points.
    pub posts: IdVec<PostId, Post>,
    /// Rule sets, resolved.
    pub rules: IdVec<RulesId, Rules>,
    /// Volunteers, in the scenario's order.
    pub volunteers: IdVec<VolunteerId, Volunteer>,
    /// Units, by their first member as assembled, then those that came later; every volunteer is in exactly one.
    pub units: IdVec<UnitId, Unit>,
    /// The unit of each volunteer.
    pub unit_of: IdVec<VolunteerId, UnitId>,
    /// Casts, each once.
    pub casts: IdVec<CastId, Cast>,
    /// Sets of posts, each once, sorted.
    pub post_sets: IdVec<PostSetId, Box<[PostId]>>,
    /// The rest of the cost.
    pub objective: Objective,
}

/// Gives equal things one id.
pub(super) struct Interner<I, T> {
    pub(super) items: IdVec<I, T>,
    /// The item of each hash; of items with one hash the later ones stand at the hashes that follow.
    ids: HashMap<u64, I>,
    hashes: RandomState,
}

impl<I: super::super::ground::ids::Id, T: Eq + Hash> Interner<I, T> {
    /// Knows these already, each of which stands once.
    pub(super) fn after(items: IdVec<I, T>) -> Self {
        let mut known = Self { items: IdVec::new(), ids: HashMap::new(), hashes: RandomState::new() };
        for item in items {
            known.id(item);
        }
        known
    }

    pub(super) fn id(&mut self, item: T) -> I {
        let mut hash = self.hashes.hash_one(&item);
        while let Some(&id) = self.ids.get(&hash) {
            if self.items[id] == item {
                return id;
            }
            hash = hash.wrapping_add(1);
        }
        let id = self.items.push(item);
        self.ids.insert(hash, id);
        id
    }
}

impl Problem {
    /// The problem of these parts.
    pub fn assemble(parts: ProblemParts) -> Self {
        let ProblemParts { grid, first_start, zones, travel, needs, lines, posts, rules, objective, .. } =
            parts;
        let kept = parts.volunteers.iter().flat_map(|volunteer| &volunteer.kept);
        let span = dates_spanned(&grid, &posts, kept);
        let mut intake = Intake::of((&grid, span), &needs, &posts, IdVec::new(), IdVec::new());
        let mut volunteers = IdVec::new();
        let mut casts_by_person: IdVec<VolunteerId, Casts> = IdVec::new();
        for draft in parts.volunteers {
            let (volunteer, own) = intake.volunteer(draft);
            volunteers.push(volunteer);
            casts_by_person.push(own);
        }
        let Intake { mut casts, mut post_sets, mut hours, .. } = intake;

        let mut units: Vec<Unit> = Vec::new();
        for members in members_of_units(&volunteers, parts.together) {
            let of_casts = |casts: &mut _, a: &Casts, b: VolunteerId| {
                sum_of_casts(casts, &grid, span, a, &casts_by_person[b])
            };
            let first = casts_by_person[members[0]].clone();
            let mut unit = unit_of(members, &volunteers, &mut post_sets, (&mut casts, first), of_casts);
            unit.free = kept_once(&mut hours, unit.free);
            units.push(unit);
        }
        let units: IdVec<UnitId, Unit> = units.into_iter().collect();
        let mut unit_of = IdVec::filled(UnitId(0), volunteers.len());
        for (id, unit) in units.pairs() {
            for &member in &unit.members {
                unit_of[member] = id;
            }
        }
        Self {
            grid,
            first_start,
            zones,
            travel,
            needs,
            lines,
            posts,
            rules,
            volunteers,
            units,
            unit_of,
            casts: casts.items,
            post_sets: post_sets.items,
            objective,
        }
    }

    /// The rules that bind a volunteer.
    pub fn rules_of(&self, volunteer: VolunteerId) -> &Rules {
        &self.rules[self.volunteers[volunteer].rules]
    }

    /// The most counted minutes of any duty at any post.
    pub fn longest_duty(&self) -> Minutes {
        let slot = self.grid.slot_minutes().0;
        let counted = |post: &Post| {
            post.counted.unwrap_or(Minutes(i64::from(post.max_slots).min(self.grid.slots() as i64) * slot))
        };
        self.posts.iter().map(counted).max().unwrap_or_default()
    }

    /// The cast of `unit` for a duty from `from` to `to`.
    pub fn cast_on(&self, unit: UnitId, from: Slot, to: Slot) -> &Cast {
        let id = self.units[unit].casts.on(self.grid.day_of(from), self.grid.day_before(to));
        &self.casts[id]
    }

    /// Can anything but lines depend on the unit's roster: wishes, fairness, minima, travel, changes?
    pub fn has_own_cost(&self, unit: UnitId) -> bool {
        self.objective.fairness.is_some()
            || self.objective.change_weight.is_some()
            || self.objective.travel_weight.0 > 0
            || self.units[unit].members.iter().any(|&member| {
                !self.volunteers[member].wishes.is_empty() || self.rules_of(member).min_minutes > Minutes(0)
            })
    }

    /// What `duty` counts for in its person's minutes.
    pub fn counted(&self, duty: super::Duty) -> Minutes {
        self.posts[duty.post].counted.unwrap_or(Minutes(i64::from(duty.slots()) * self.grid.slot_minutes().0))
    }
}

/// The members of each unit: groups as they stand, split where facts already tell them apart, then everybody else.
fn members_of_units(
    volunteers: &IdVec<VolunteerId, Volunteer>,
    together: Vec<Vec<VolunteerId>>,
) -> Vec<Vec<VolunteerId>> {
    let mut grouped = IdVec::filled(false, volunteers.len());
    let mut all: Vec<Vec<VolunteerId>> = Vec::new();
    for mut group in together {
        group.sort_unstable();
        for &member in &group {
            grouped[member] = true;
        }
        while !group.is_empty() {
            let kept = &volunteers[group[0]].kept;
            let (alike, others) = group.iter().partition(|&&m| volunteers[m].kept == *kept);
            all.push(alike);
            group = others;
        }
    }
    all.extend(volunteers.ids().filter(|&id| !grouped[id]).map(|id| vec![id]));
    all.sort_unstable_by_key(|members| members[0]);
    all
}

/// The most dates that any duty at any post touches, or any of `kept`, which may be longer than its post allows; at least 1.
pub(super) fn dates_spanned<'a>(
    grid: &Grid,
    posts: &IdVec<PostId, Post>,
    kept: impl Iterator<Item = &'a Duty>,
) -> usize {
    let longest = posts.iter().map(|post| post.max_slots as usize).max().unwrap_or(1).min(grid.slots());
    let touched = |from: Slot, to: Slot| grid.day_before(to).index() - grid.day_of(from).index() + 1;
    let offered = (0..grid.slots()).map(|from| {
        let to = (from + longest.max(1)).min(grid.slots());
        touched(Slot(from as u32), Slot(to as u32))
    });
    offered.chain(kept.map(|duty| touched(duty.from, duty.to))).max().unwrap_or(1)
}

/// Who meets what of `needs`, on the dates that duties of at most `span` dates touch.
pub(super) fn casts_of(
    casts: &mut Interner<CastId, Cast>,
    grid: &Grid,
    span: usize,
    needs: &IdVec<NeedId, Need>,
    traits: &Traits,
) -> Casts {
    let mut cast = |first, last| casts.id(Cast { met: traits.meet_each(needs, first, last) });
    if traits.depend_on_dates() { by_dates(grid, span, cast) } else { Casts::Always(cast(0, 0)) }
}

/// The unit of these members, whose kept duties are the same. The first has the casts given; `sum` adds those of another.
pub(super) fn unit_of(
    members: Vec<VolunteerId>,
    volunteers: &IdVec<VolunteerId, Volunteer>,
    post_sets: &mut Interner<PostSetId, Box<[PostId]>>,
    (casts, mut own): (&mut Interner<CastId, Cast>, Casts),
    sum: impl Fn(&mut Interner<CastId, Cast>, &Casts, VolunteerId) -> Casts,
) -> Unit {
    let first = &volunteers[members[0]];
    let mut free = first.free.clone();
    let mut open: Box<[PostId]> = post_sets.items[first.posts].clone();
    for &member in &members[1..] {
        free = intersection(&free, &volunteers[member].free).into();
        let theirs = &post_sets.items[volunteers[member].posts];
        open = open.iter().copied().filter(|post| theirs.binary_search(post).is_ok()).collect();
        own = sum(casts, &own, member);
    }
    Unit {
        free,
        posts: if members.len() == 1 { first.posts } else { post_sets.id(open) },
        casts: own,
        kept: first.kept.clone(),
        begun: first.begun.clone(),
        members: members.into_boxed_slice(),
    }
}

fn by_dates(grid: &Grid, span: usize, mut cast: impl FnMut(i64, i64) -> CastId) -> Casts {
    let mut of = Vec::with_capacity(grid.days() * span);
    for first in 0..grid.days() {
        for last in first..first + span {
            of.push(cast(first as i64, last as i64));
        }
    }
    Casts::ByDates { span, of: of.into_boxed_slice() }
}

pub(super) fn sum_of_casts(
    casts: &mut Interner<CastId, Cast>,
    grid: &Grid,
    span: usize,
    a: &Casts,
    b: &Casts,
) -> Casts {
    let mut sum = |a: CastId, b: CastId| {
        let met = casts.items[a].met.iter().zip(&casts.items[b].met).map(|(x, y)| x + y).collect();
        casts.id(Cast { met })
    };
    if let (Casts::Always(a), Casts::Always(b)) = (a, b) {
        return Casts::Always(sum(*a, *b));
    }
    by_dates(grid, span, |first, last| {
        let (first, last) = (Day(first as u32), Day(last as u32));
        sum(a.on(first, last), b.on(first, last))
    })
}

/// The slots inside both lists of windows.
pub(super) fn intersection(a: &[Window], b: &[Window]) -> Box<[Window]> {
    let mut both = Vec::new();
    for x in a {
        for y in b {
            let (from, to) = (x.from.max(y.from), x.to.min(y.to));
            if from < to {
                both.push(Window { from, to });
            }
        }
    }
    both.into_boxed_slice()
}
