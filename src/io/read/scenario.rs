//! The scenario as a whole as it stands in a file, and what lies between its parts: travel, shared demand, the
//! objective, the published roster.

use super::document::document;
use super::point::{line, point};
use super::rules::rules;
use super::volunteer::volunteer;
use super::{object, text};
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{OWN_KEYS, amount, check_id, flag, id, list, plain, twice, within, wrong_type};
use crate::io::json::Node;
use crate::io::place::Place;
use crate::io::scenario::{
    Changes, Fairness, Leg, LegWindow, Named, Objective, Published, Rules, Scenario, Shared, Tier,
};
use std::collections::BTreeSet;

/// The longest way between two zones that a leg may state.
const LONGEST_LEG: u32 = 1440;

document! { scenario, SCENARIO, "scenario" => Scenario {
    format: needed(plain),
    id: needed(id),
    name: maybe(text),
    time_zone: needed(plain),
    start: needed(plain),
    end: needed(plain),
    slot_minutes: maybe(slot_minutes),
    now: maybe(plain),
    freeze_minutes: maybe(amount),
    skills: maybe(list(named)),
    organisations: maybe(list(named)),
    zones: each(named),
    travel: each_if_any(leg),
    points: each(point),
    volunteers: each(volunteer),
    rules: default(rule_sets),
    shared: each_if_any(shared),
    together: each_if_any(list(plain)),
    objective: maybe(objective),
    published: each_if_any(published),
} }

fn slot_minutes(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<u32> {
    let minutes = amount(node, at, faults)?;
    if ![15, 30, 60, 1440].contains(&minutes) {
        faults.push(Code::OutOfRange, at.to_string(), minutes.to_string(), "give 15, 30, 60 or 1440");
        return None;
    }
    Some(minutes)
}

fn rule_sets(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Vec<(String, Rules)>> {
    let Node::Map(entries) = node else {
        return wrong_type(node, at, faults, "give an object with rule sets by name");
    };
    let mut seen = BTreeSet::new();
    let mut sets = Vec::new();
    for (name, set) in entries.iter().filter(|(name, _)| !name.starts_with(OWN_KEYS)) {
        let here = at.key(name);
        check_id(name, &here, faults);
        if seen.insert(name) {
            sets.push((name.clone().into_owned(), rules(set, &here, faults).unwrap_or_default()));
        } else {
            twice(name, at, faults);
        }
    }
    Some(sets)
}

object! { named, NAMED, "named" => Named as Named {
    id: needed(id),
    name: maybe(text),
} }

object! { leg, LEG, "leg" => Leg as Leg {
    from: needed(plain),
    to: needed(plain),
    minutes: needed(within(0, LONGEST_LEG)),
    one_way: maybe(flag),
    windows: many(leg_window),
} }

object! { leg_window, LEG_WINDOW, "leg_window" => LegWindow as LegWindow {
    from: needed(plain),
    to: needed(plain),
    minutes: needed(within(0, LONGEST_LEG)),
} }

object! { shared, SHARED, "shared" => Shared as Shared {
    name: maybe(text),
    points: needed(list(plain)),
    demand: needed(list(line)),
} }

object! { objective, OBJECTIVE, "objective" => Objective as Objective {
    fairness: maybe(fairness),
    travel_weight: maybe(amount),
    changes: maybe(changes),
} }

object! { fairness, FAIRNESS, "fairness" => Fairness as Fairness {
    weight: needed(amount),
    share_minutes: needed(amount),
} }

object! { changes, CHANGES, "changes" => Changes as Changes {
    weight: needed(amount),
    tiers: many(tier),
} }

object! { tier, TIER, "tier" => Tier as Tier {
    within_minutes: needed(amount),
    weight: needed(amount),
} }

object! { published, PUBLISHED, "published" => Published as Published {
    volunteer: needed(plain),
    point: needed(plain),
    post: needed(plain),
    from: needed(plain),
    to: needed(plain),
    pinned: maybe(flag),
} }
