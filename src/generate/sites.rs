//! Points and posts as the scenarios of Makkah have them: named in two languages, seats by the crowd of the hour.

use super::lines::{one_woman, people};
use super::needs::{adult, minor, skill};
use crate::io::scenario::{Line, MinTeam, Need, Point, Post, Setting, Shifts, Supervision, Text};

/// A point.
pub(super) fn point(id: &str, name: Text, zone: &str, setting: Setting, posts: Vec<Post>) -> Point {
    Point {
        id: id.to_owned(),
        name: Some(name),
        zone: zone.to_owned(),
        setting: Some(setting),
        posts,
        ..Point::default()
    }
}

/// A post with duties of so many minutes: at least, and at most.
pub(super) fn post(id: &str, en: &str, ar: &str, [least, most]: [u32; 2], demand: Vec<Line>) -> Post {
    Post {
        id: id.to_owned(),
        name: Some(Text::both(en, ar)),
        shifts: Shifts { min_minutes: least, max_minutes: most, ..Shifts::default() },
        demand,
        ..Post::default()
    }
}

/// First aid by two, one of them a woman, in the hours that are 1 in `open`; it is the demand of `post`, and nobody is alone.
pub(super) fn first_aid_by_two(open: Vec<u32>, post: impl FnOnce(Vec<Line>) -> Post) -> Post {
    let two: Vec<u32> = open.iter().map(|n| n * 2).collect();
    never_alone(first_aider(), post(vec![people(&two, 8), one_woman(&open, 6)]))
}

/// The post for those who meet a need, two of them at least.
pub(super) fn never_alone(requires: Need, post: Post) -> Post {
    Post { requires: Some(requires), min_team: Some(MinTeam { people: 2, weight: 16 }), ..post }
}

/// Is grown up and knows first aid.
pub(super) fn first_aider() -> Need {
    Need::All(vec![adult(), skill("first_aid")])
}

/// Somebody grown up for every so many who are not.
pub(super) fn in_company(ratio: u32) -> Vec<Supervision> {
    vec![Supervision { who: minor(), by: adult(), ratio, weight: 10 }]
}

/// The seats of a point by hour: its peak times the factors, in percent, rounded up.
pub(super) fn seats(peak: u32, factors: impl IntoIterator<Item = u32>) -> Vec<u32> {
    factors.into_iter().map(|factor| (peak * factor).div_ceil(100)).collect()
}

/// One in so many of the seats, rounded up.
pub(super) fn one_in(of: u32, seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|n| n.div_ceil(of)).collect()
}

/// One in each hour in which anybody is needed.
pub(super) fn one(seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|n| (*n).min(1)).collect()
}

/// Two at least in each hour in which anybody is needed.
pub(super) fn two(seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|&n| if n > 0 { n.max(2) } else { 0 }).collect()
}
