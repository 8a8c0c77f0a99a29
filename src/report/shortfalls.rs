//! What is short by kind of need: languages, certificates and all else, at the points and over several of them; and where
//! somebody is alone.

use super::alone;
use super::figures::{Figures, Tally};
use super::markup::Markup;
use super::needs::Rank;
use super::numbers::Amount;
use super::view::View;
use super::words::Part;
use crate::io::stated::Site;
use std::collections::BTreeMap;

/// How many stretches are listed.
const LISTED: usize = 60;

/// Needs by kind.
pub(super) fn kinds(view: &View<'_>, figures: &Figures, out: &mut Markup) {
    let words = view.words;
    let mut at_points: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut over_several: BTreeMap<(Site, usize), Tally> = BTreeMap::new();
    for (&(place, kind), tally) in &figures.by_kind {
        match place {
            Site::Point(_) => at_points.entry(kind).or_default().add(tally.needed, tally.missing),
            Site::Shared(_) => {
                over_several.entry((place, kind)).or_default().add(tally.needed, tally.missing)
            }
        }
    }
    out.open("section", &[("id", "needs"), ("aria-labelledby", "needs-title")]);
    out.element("h2", &[("id", "needs-title")], &words.text("needs"));
    out.element("p", &[("class", "quiet")], &words.text("needs-how"));
    let group = |rank: Rank| match rank {
        Rank::Language | Rank::Mixed => 1,
        Rank::Skill(_) => 2,
        _ => 0,
    };
    out.open(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &words.text("needs"))],
    );
    out.open("table", &[("class", "plain")]);
    heads(view, out);
    for (number, key) in ["group-people", "group-languages", "group-certificates"].into_iter().enumerate() {
        let rows: Vec<_> =
            at_points.iter().filter(|(kind, _)| group(view.kinds[**kind].rank) == number).collect();
        if rows.is_empty() {
            continue;
        }
        body(out, &words.text(key), |out| {
            for (kind, tally) in rows {
                row(view, &view.kinds[*kind].words, None, *tally, out);
            }
        });
    }
    if !over_several.is_empty() {
        body(out, &words.text("group-shared"), |out| {
            for ((place, kind), tally) in over_several {
                row(view, &view.kinds[kind].words, Some(&view.place_name(place)), tally, out);
            }
        });
    }
    out.close("table").close("div").close("section");
}

fn heads(view: &View<'_>, out: &mut Markup) {
    out.open("thead", &[]).open("tr", &[]);
    for (key, class) in [("need", ""), ("needed", "n"), ("met", "n"), ("short", "n"), ("share-met", "")] {
        out.element("th", &[("scope", "col"), ("class", class)], &view.words.text(key));
    }
    out.close("tr").close("thead");
}

fn body(out: &mut Markup, title: &str, fill: impl FnOnce(&mut Markup)) {
    out.open("tbody", &[]).open("tr", &[("class", "group")]);
    out.element("th", &[("scope", "rowgroup"), ("colspan", "5")], title).close("tr");
    fill(out);
    out.close("tbody");
}

fn row(view: &View<'_>, name: &str, place: Option<&str>, tally: Tally, out: &mut Markup) {
    let words = view.words;
    out.open("tr", &[("class", if tally.missing > 0 { "lacks" } else { "" })]);
    out.within("th", &[("scope", "row")], |out| {
        out.name(name);
        if let Some(place) = place {
            out.open("small", &[]).name(place).close("small");
        }
    });
    for minutes in [tally.needed, tally.met(), tally.missing] {
        out.element("td", &[("class", "n")], &words.number(Amount::hours(minutes)));
    }
    let share = Amount::percent_down(tally.met(), tally.needed);
    out.open("td", &[("class", "share")]);
    bar(view, share, out);
    out.element("span", &[], &words.percent(share)).close("td").close("tr");
}

/// A share as a bar.
fn bar(view: &View<'_>, share: Amount, out: &mut Markup) {
    let width = share.0.clamp(0, 10_000) as f64 / 100.0;
    let x = if view.words.is_right_to_left() { 100.0 - width } else { 0.0 };
    out.open(
        "svg",
        &[
            ("class", "bar"),
            ("viewBox", "0 0 100 8"),
            ("preserveAspectRatio", "none"),
            ("aria-hidden", "true"),
        ],
    );
    super::axis::rect(out, "bar-all", [0.0, 0.0, 100.0, 8.0]);
    super::axis::rect(out, "bar-met", [x, 0.0, width, 8.0]);
    out.close("svg");
}

/// Where somebody is alone.
pub(super) fn lone(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    let found = alone::stretches(view);
    out.open("section", &[("id", "alone"), ("aria-labelledby", "alone-title")]);
    out.element("h2", &[("id", "alone-title")], &words.text("alone"));
    if found.is_empty() {
        out.element("p", &[("class", "good")], &words.text("alone-nobody"));
        out.close("section");
        return;
    }
    out.element(
        "p",
        &[("class", "quiet")],
        &words.with("alone-how", &[("stretches", Part::count(found.len()))]),
    );
    out.open(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &words.text("alone"))],
    );
    out.open("table", &[("class", "plain")]).open("thead", &[]).open("tr", &[]);
    for (key, class) in [("post", ""), ("time", ""), ("who", ""), ("at-least", "n")] {
        out.element("th", &[("scope", "col"), ("class", class)], &words.text(key));
    }
    out.close("tr").close("thead").open("tbody", &[]);
    for stretch in found.iter().take(LISTED) {
        out.open("tr", &[]).within("th", &[("scope", "row")], |out| {
            out.name(&view.post_name(stretch.post));
        });
        out.element("td", &[], &view.dates().period(stretch.window.from, stretch.window.to));
        out.within("td", &[], |out| {
            out.name(&view.volunteer_name(stretch.who.0 as usize));
        });
        out.element("td", &[("class", "n")], &words.count(stretch.least as usize)).close("tr");
    }
    out.close("tbody").close("table").close("div");
    more(view, found.len(), LISTED, out);
    out.close("section");
}

/// That there is more than is listed.
pub(super) fn more(view: &View<'_>, all: usize, listed: usize, out: &mut Markup) {
    if all > listed {
        let rest = [("rest", Part::count(all - listed))];
        out.element("p", &[("class", "quiet")], &view.words.with("and-more", &rest));
    }
}
