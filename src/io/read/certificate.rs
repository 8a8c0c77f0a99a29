//! Certificates as they stand in a file.

use super::document::document;
use super::object;
use crate::io::certificate_file::{CertificateFile, PostCharges, PricedAt, RowPrices};
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{Keys, Object, amount, decimal, list, missing_key, plain, signed};
use crate::io::json::Node;
use crate::io::line_at::LineAt;
use crate::io::place::Place;
use crate::price::PRICE_UNIT;

document! { certificate, CERTIFICATE, "certificate" => CertificateFile {
    format: needed(plain),
    scenario: needed(plain),
    unit: needed(unit),
    bound: needed(bound),
    prices: each(row),
    charges: each(post_charges),
} }

object! { post_charges, CHARGES, "post_charges" => PostCharges as PostCharges {
    point: needed(plain),
    post: needed(plain),
    charges: needed(list(signed(i64::MIN, 0))),
} }

/// How many of what prices count in make a cost of one: always the same.
fn unit(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<i64> {
    let given = signed(i64::MIN, i64::MAX)(node, at, faults)?;
    if given != PRICE_UNIT {
        let remedy = format!("count in {PRICE_UNIT} for a cost of one");
        faults.push(Code::OutOfRange, at.to_string(), given.to_string(), remedy);
    }
    Some(given)
}

fn bound(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<f64> {
    let given = decimal(f64::MIN, f64::MAX)(node, at, faults)?;
    if given < 0.0 {
        let remedy = "give 0 or more: no plan costs less than 0";
        faults.push(Code::NegativeNumber, at.to_string(), "a negative bound", remedy);
    }
    Some(given)
}

/// The keys of the prices of a line: of a post, of a shared entry, or of the supervision of a post.
pub(super) const PRICES: Keys = Keys {
    object: "line_prices",
    keys: &[
        ("point", false),
        ("post", false),
        ("shared", false),
        ("line", false),
        ("supervision", false),
        ("prices", true),
    ],
    open: false,
};

fn row(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<RowPrices> {
    let mut object = Object::open(node, at, faults, &PRICES)?;
    let given = ["point", "post", "line", "shared", "supervision"].map(|key| (key, object.has(key)));
    let has = |key| given.contains(&(key, true));
    let (of_shared, of_supervision) = (has("shared"), has("supervision"));
    let place = if of_shared {
        let (shared, line) = (object.default("shared", amount), object.default("line", amount));
        PricedAt::Demand(LineAt::Shared { shared, line })
    } else {
        let (point, post) = (object.default("point", plain), object.default("post", plain));
        if of_supervision {
            PricedAt::Supervision { point, post, supervision: object.default("supervision", amount) }
        } else {
            PricedAt::Demand(LineAt::Post { point, post, line: object.default("line", amount) })
        }
    };
    let read = RowPrices { at: place, prices: object.needed("prices", list(signed(i64::MIN, i64::MAX))) };
    let (kind, wanted): (_, &[&str]) = match (of_shared, of_supervision) {
        (true, _) => ("shared", &["shared", "line"]),
        (false, true) => ("supervision", &["point", "post", "supervision"]),
        (false, false) => ("line", &["point", "post", "line"]),
    };
    for (key, is_given) in given {
        if is_given && !wanted.contains(&key) {
            let found = format!("both `{kind}` and `{key}`");
            let remedy = "keep `shared` and `line`, or `point` and `post` with `line` or `supervision`";
            faults.push(Code::ExclusiveKeys, at.to_string(), found, remedy);
        } else if !is_given && wanted.contains(&key) {
            missing_key(key, at, faults);
        }
    }
    Some(read)
}
