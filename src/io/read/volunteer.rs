//! Volunteers as they stand in a file.

use super::need::{GENDERS, LEVELS, OLDEST};
use super::point::interval;
use super::rules::rules;
use super::{object, text};
use crate::io::diagnostic::Diagnostics;
use crate::io::fields::{amount, id, in_doubt, list, missing_key, plain, within, word, wrong_type};
use crate::io::json::Node;
use crate::io::place::Place;
use crate::io::scenario::{HeldSkill, History, RulesRef, Spoken, Volunteer, Wish, WishKind};

/// Kinds of wishes.
pub(super) const WISH_KINDS: &[(&str, WishKind)] =
    &[("prefer", WishKind::Prefer), ("avoid", WishKind::Avoid), ("rather", WishKind::Rather)];

object! { volunteer, VOLUNTEER, "volunteer" => Volunteer as Volunteer {
    id: needed(id),
    name: maybe(text),
    gender: maybe(word(GENDERS)),
    age: maybe(within(0, OLDEST)),
    organisation: maybe(id),
    home_zone: maybe(plain),
    languages: many(spoken),
    skills: many(skill),
    available: needed(list(interval)),
    rules: maybe(rules_or_name),
    zones: maybe(list(plain)),
    points: maybe(list(plain)),
    wishes: many(wish),
    show_up: maybe(within(0, 100)),
    history: maybe(history),
} }

object! { spoken, SPOKEN, "spoken" => Spoken as Spoken {
    code: needed(plain),
    level: maybe(word(LEVELS)),
} }

object! { held_skill, HELD_SKILL, "held_skill" => HeldSkill::Dated as HeldSkill {
    id: needed(id),
    from: maybe(plain),
    until: maybe(plain),
} }

pub(super) fn skill(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<HeldSkill> {
    match node {
        Node::Text(_) => id(node, at, faults).map(HeldSkill::Always),
        Node::Map(_) => held_skill(node, at, faults),
        _ => wrong_type(node, at, faults, r#"give an id, or {"id": …, "from": …, "until": …}"#),
    }
}

fn rules_or_name(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<RulesRef> {
    match node {
        Node::Text(name) => Some(RulesRef::Named(name.clone().into_owned())),
        Node::Map(_) => rules(node, at, faults).map(|own| RulesRef::Own(Box::new(own))),
        _ => wrong_type(node, at, faults, "give the name of a rule set, or an object with rules"),
    }
}

object! { wish, WISH, "wish" => Wish as Wish {
    kind: needed(word(WISH_KINDS)),
    from: maybe(plain),
    to: maybe(plain),
    point: maybe(plain),
    tag: maybe(plain),
    weight: needed(amount),
} then check_wish }

fn check_wish(wish: &Wish, at: &Place<'_>, faults: &mut Diagnostics) {
    let doubtful = |key: &str, faults: &Diagnostics| in_doubt(&at.key(key), faults);
    if doubtful("kind", faults) {
        return;
    }
    match wish.kind {
        WishKind::Avoid => {}
        WishKind::Prefer => {
            for (key, bound) in [("from", &wish.from), ("to", &wish.to)] {
                if bound.is_none() && !doubtful(key, faults) {
                    missing_key(key, at, faults);
                }
            }
        }
        WishKind::Rather => {
            let narrowed = wish.point.is_some() || wish.tag.is_some();
            if !narrowed && !doubtful("point", faults) && !doubtful("tag", faults) {
                missing_key("point", at, faults);
            }
        }
    }
}

object! { history, HISTORY, "history" => History as History {
    minutes: maybe(amount),
    last_end: maybe(plain),
    consecutive_days: maybe(amount),
    weekends: maybe(amount),
} }
