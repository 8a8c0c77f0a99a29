//! Plans as they stand in a file. Of `engine` only what is known is read: other makers may say more there.

use super::document::document;
use super::object;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{Keys, Object, amount, decimal, missing_key, plain, seed, word};
use crate::io::json::Node;
use crate::io::place::Place;
use crate::io::plan_file::{EngineNote, PlanCost, PlanFile, PlannedDuty, Shortage, ShortageAt, StopWord};

/// Why engines stop.
pub(super) const STOPS: &[(&str, StopWord)] = &[
    ("optimal", StopWord::Optimal),
    ("gap", StopWord::Gap),
    ("time", StopWord::Time),
    ("iterations", StopWord::Iterations),
    ("cancelled", StopWord::Cancelled),
];

document! { plan, PLAN, "plan" => PlanFile {
    format: needed(plain),
    scenario: needed(plain),
    duties: each(duty),
    cost: needed(cost),
    bound: needed(bound),
    stop: needed(word(STOPS)),
    shortages: each(shortage),
    engine: maybe(engine),
} }

object! { duty, DUTY, "duty" => PlannedDuty as PlannedDuty {
    volunteer: needed(plain),
    point: needed(plain),
    post: needed(plain),
    from: needed(plain),
    to: needed(plain),
} }

object! { cost, COST, "cost" => PlanCost as PlanCost {
    total: needed(number),
    shortage: needed(number),
    surplus: needed(number),
    supervision: needed(number),
    wishes: needed(number),
    fairness: needed(number),
    minimum: needed(number),
    travel: needed(number),
    changes: needed(number),
} }

fn number(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<f64> {
    decimal(f64::MIN, f64::MAX)(node, at, faults)
}

/// A bound; `null` where nothing is proven.
fn bound(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Option<f64>> {
    match node {
        Node::Null => Some(None),
        _ => number(node, at, faults).map(Some),
    }
}

/// The keys of a shortage, of a post or of a shared entry.
pub(super) const SHORTAGE: Keys = Keys {
    object: "shortage",
    keys: &[
        ("point", false),
        ("post", false),
        ("shared", false),
        ("line", true),
        ("from", true),
        ("to", true),
        ("missing", true),
    ],
    open: false,
};

fn shortage(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Shortage> {
    let mut object = Object::open(node, at, faults, &SHORTAGE)?;
    let of_shared = object.has("shared");
    let of_post = ["point", "post"].map(|key| object.has(key));
    let place = if of_shared {
        ShortageAt::Shared { shared: object.default("shared", amount) }
    } else {
        ShortageAt::Post { point: object.default("point", plain), post: object.default("post", plain) }
    };
    let read = Shortage {
        at: place,
        line: object.needed("line", amount),
        from: object.needed("from", plain),
        to: object.needed("to", plain),
        missing: object.needed("missing", amount),
    };
    for (key, given) in ["point", "post"].into_iter().zip(of_post) {
        if of_shared && given {
            let remedy = "keep `shared`, or `point` and `post`";
            faults.push(Code::ExclusiveKeys, at.to_string(), format!("both `shared` and `{key}`"), remedy);
        } else if !of_shared && !given {
            missing_key(key, at, faults);
        }
    }
    Some(read)
}

/// The keys of what an engine says of itself.
pub(super) const ENGINE: Keys = Keys {
    object: "engine",
    keys: &[("version", false), ("seed", false), ("threads", false), ("seconds", false)],
    open: true,
};

fn engine(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<EngineNote> {
    let mut object = Object::open(node, at, faults, &ENGINE)?;
    Some(EngineNote {
        version: object.default("version", plain),
        seed: object.default("seed", seed),
        threads: object.default("threads", amount),
        seconds: object.default("seconds", number),
    })
}
