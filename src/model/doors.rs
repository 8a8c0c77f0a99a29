//! Which posts are open to whom: found by zone and by point, once for all who are alike in what opens posts.

use super::{ANYONE, Admits, Cast, CastId, Casts, NeedId, PointId, Post, PostId, ZoneId};
use crate::ground::IdVec;
use std::collections::HashMap;
use std::hash::Hash;

/// What decides the posts open to a volunteer: two volunteers alike in this share one set.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct OpenTo {
    zones: Option<Vec<ZoneId>>,
    points: Option<Vec<PointId>>,
    /// Nothing also where no point asks.
    female: Option<bool>,
    /// Which of the needs that posts require are met on some date.
    met: Vec<NeedId>,
}

/// Posts by what opens them.
pub(super) struct Doors<'a> {
    posts: &'a IdVec<PostId, Post>,
    of_zone: HashMap<ZoneId, Vec<PostId>>,
    of_point: HashMap<PointId, Vec<PostId>>,
    /// The needs that posts require, but for "anyone"; sorted.
    required: Vec<NeedId>,
    /// Does any point admit only women, or only men?
    ask_gender: bool,
}

impl<'a> Doors<'a> {
    /// The doors of `posts`.
    pub(super) fn of(posts: &'a IdVec<PostId, Post>) -> Self {
        let mut of_zone: HashMap<ZoneId, Vec<PostId>> = HashMap::new();
        let mut of_point: HashMap<PointId, Vec<PostId>> = HashMap::new();
        for (id, post) in posts.pairs() {
            of_zone.entry(post.zone).or_default().push(id);
            of_point.entry(post.point).or_default().push(id);
        }
        let mut required: Vec<NeedId> = posts.iter().map(|post| post.requires).collect();
        required.sort_unstable();
        required.dedup();
        required.retain(|need| *need != ANYONE);
        let ask_gender = posts.iter().any(|post| post.admits != Admits::All);
        Self { posts, of_zone, of_point, required, ask_gender }
    }

    /// What opens posts to who accepts these zones and points, is a woman or a man, and has these casts.
    pub(super) fn key(
        &self,
        (zones, points): (Option<Vec<ZoneId>>, Option<Vec<PointId>>),
        female: Option<bool>,
        own: &Casts,
        casts: &IdVec<CastId, Cast>,
    ) -> OpenTo {
        let met = if self.required.is_empty() {
            Vec::new()
        } else {
            let own = own.distinct();
            let is_met = |need: &NeedId| own.iter().any(|&cast| casts[cast].all_meet(*need));
            self.required.iter().copied().filter(is_met).collect()
        };
        OpenTo { zones, points, female: female.filter(|_| self.ask_gender), met }
    }

    /// The posts open by a key, sorted.
    pub(super) fn open(&self, key: &OpenTo) -> Box<[PostId]> {
        let is_open = |id: &PostId| {
            let post = &self.posts[*id];
            let admitted = match post.admits {
                Admits::All => true,
                Admits::Women => key.female == Some(true),
                Admits::Men => key.female == Some(false),
            };
            admitted
                && key.zones.as_ref().is_none_or(|zones| zones.contains(&post.zone))
                && key.points.as_ref().is_none_or(|points| points.contains(&post.point))
                && (post.requires == ANYONE || key.met.contains(&post.requires))
        };
        let mut open: Vec<PostId> = match (&key.zones, &key.points) {
            (_, Some(points)) => named(points, &self.of_point).filter(is_open).collect(),
            (Some(zones), None) => named(zones, &self.of_zone).filter(is_open).collect(),
            (None, None) => self.posts.ids().filter(is_open).collect(),
        };
        open.sort_unstable();
        open.dedup();
        open.into_boxed_slice()
    }
}

/// The posts of all that are named.
fn named<'m, K: Eq + Hash>(
    names: &'m [K],
    posts: &'m HashMap<K, Vec<PostId>>,
) -> impl Iterator<Item = PostId> + 'm {
    names.iter().filter_map(|name| posts.get(name)).flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Seed;
    use crate::model::Setting;

    fn random_post(number: u32, seed: &mut Seed) -> Post {
        Post {
            point: PointId(number / 2),
            zone: ZoneId(number / 4 % 3),
            setting: Setting::Indoor,
            tags: Box::default(),
            requires: NeedId(seed.below(3) as u32),
            admits: [Admits::All, Admits::All, Admits::Women, Admits::Men][seed.below(4)],
            min_slots: 1,
            max_slots: 1,
            latest_end: [].into(),
            counted: None,
            standby: false,
            max_people: None,
            team: None,
            terms: Box::default(),
        }
    }

    #[test]
    fn the_posts_open_to_somebody_are_those_that_each_condition_lets_through() {
        let seed = &mut Seed::new(1);
        // Met by who holds the cast: "anyone", the first need, the second need.
        let casts: IdVec<CastId, Cast> =
            [[1, 0, 0], [1, 1, 0], [1, 0, 1]].map(|met| Cast { met: met.into() }).into_iter().collect();
        for _ in 0..500 {
            let posts: IdVec<PostId, Post> = (0..16).map(|number| random_post(number, seed)).collect();
            let doors = Doors::of(&posts);
            let zones = seed.chance(50).then(|| vec![ZoneId(seed.below(3) as u32), ZoneId(7)]);
            let points = seed.chance(50).then(|| vec![PointId(6), PointId(seed.below(8) as u32), PointId(2)]);
            let female = [None, Some(true), Some(false)][seed.below(3)];
            let own = if seed.chance(50) {
                Casts::Always(CastId(seed.below(3) as u32))
            } else {
                Casts::ByDates { span: 1, of: [CastId(1), CastId(2)].into() }
            };
            let meets = |need: NeedId| own.distinct().iter().any(|cast| casts[*cast].all_meet(need));
            let lets_through = |post: &Post| {
                zones.as_ref().is_none_or(|zones| zones.contains(&post.zone))
                    && points.as_ref().is_none_or(|points| points.contains(&post.point))
                    && (post.admits == Admits::All || female == Some(post.admits == Admits::Women))
                    && (female.is_some() || post.admits == Admits::All)
                    && meets(post.requires)
            };
            let expected: Vec<PostId> =
                posts.pairs().filter(|(_, post)| lets_through(post)).map(|(id, _)| id).collect();
            let key = doors.key((zones.clone(), points.clone()), female, &own, &casts);
            assert_eq!(*doors.open(&key), *expected);
        }
    }
}
