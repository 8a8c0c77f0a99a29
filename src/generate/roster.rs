//! A roster in force for generated scenarios: simple duties at gates by day that keep every rule.

use std::collections::BTreeMap;

use super::Options;
use super::calendar::{Calendar, DAY};
use super::full::{FREEZE, NOW};
use crate::ground::Seed;
use crate::io::scenario::{Published, Scenario};

/// The rest between two duties that the default rules ask for.
const REST: i64 = 660;

/// Duties of these people on the first two days, at most one a day; some of those not yet begun are pinned.
///
/// The people must have no rules of their own, be in no group and have no history; `windows` are everybody's, in
/// minutes after the start.
pub(super) fn published(
    scenario: &Scenario,
    people: &[usize],
    windows: &[Vec<(i64, i64)>],
    options: &Options,
    calendar: &Calendar,
    seed: &mut Seed,
) -> Vec<Published> {
    let mut gates: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut every_gate = Vec::new();
    for point in &scenario.points {
        if point.posts.iter().any(|post| post.id == "guide") {
            gates.entry(&point.zone).or_default().push(&point.id);
            every_gate.push(point.id.as_str());
        }
    }

    let mut roster = Vec::new();
    let mut ahead = 0;
    for &i in people {
        let volunteer = &scenario.volunteers[i];
        let near: Vec<&str> = match &volunteer.zones {
            None => every_gate.iter().copied().skip(seed.below(every_gate.len())).take(1).collect(),
            Some(zones) => {
                zones.iter().filter_map(|z| gates.get(z.as_str())).flatten().copied().take(4).collect()
            }
        };
        if near.is_empty() {
            continue;
        }
        let mut free_from = i64::MIN;
        for day in 0..i64::from(options.days.min(2)) {
            // Gates are open by day from 06:00, where the horizon's days begin, to 22:00.
            let (opens, closes) = (day * DAY, day * DAY + 16 * 60);
            let fits = windows[i].iter().map(|&(from, to)| (from.max(opens).max(free_from), to.min(closes)));
            let Some((from, until)) = fits.into_iter().find(|(from, to)| to - from >= 240) else { continue };
            let to = from + (until - from).min(if seed.chance(50) { 360 } else { 300 });
            free_from = to + REST;
            ahead += u32::from(from >= NOW + i64::from(FREEZE));
            let is_pinned = from >= NOW + i64::from(FREEZE) && ahead % 3 == 1;
            roster.push(Published {
                volunteer: volunteer.id.clone(),
                point: near[seed.below(near.len())].to_owned(),
                post: "guide".to_owned(),
                from: calendar.at(from),
                to: calendar.at(to),
                pinned: is_pinned.then_some(true),
            });
        }
    }
    roster
}
