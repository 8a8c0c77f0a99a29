//! What no plan can cure and why, what breaks a rule, and what has changed against another plan: in sentences and tables.

use super::changes::Changes;
use super::incurable::{Family, Incurable, proven};
use super::markup::Markup;
use super::numbers::Amount;
use super::shortfalls::more;
use super::view::View;
use super::words::Part;
use crate::io::stated::Site;
use crate::model::Duty;
use crate::score::legal;

/// How many reasons, and how many places with changes, are listed.
const LISTED: usize = 40;

/// A warning where the plan breaks rules.
pub(super) fn broken(view: &View<'_>, out: &mut Markup) {
    let broken = legal::plan_breaches(view.problem, view.plan).len();
    if broken > 0 {
        let said = view.words.with("breaks-rules", &[("rules", Part::count(broken))]);
        out.element("p", &[("class", "alarm"), ("role", "alert")], &said);
    }
}

/// The section of what no plan can cure.
pub(super) fn incurable(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    let found = proven(view);
    out.open("section", &[("id", "incurable"), ("aria-labelledby", "incurable-title")]);
    out.element("h2", &[("id", "incurable-title")], &words.text("incurable"));
    if found.is_empty() {
        out.element("p", &[], &words.text("incurable-nothing"));
    } else {
        out.element("p", &[("class", "quiet")], &words.text("incurable-how"));
        out.open("ul", &[("class", "reasons")]);
        for reason in found.iter().take(LISTED) {
            out.element("li", &[], &said(view, reason));
        }
        out.close("ul");
        more(view, found.len(), LISTED, out);
    }
    out.close("section");
}

/// A reason as a sentence.
fn said(view: &View<'_>, reason: &Incurable) -> String {
    let words = view.words;
    let whom = |family: Family| match family {
        Family::Everybody => words.text("family-everybody"),
        Family::Kind(kind) => view.kinds[kind].words.clone(),
        Family::At(place, kind) => {
            let (need, place) = (view.kinds[kind].words.clone(), view.place_name(place));
            words.with("family-at", &[("need", Part::Text(&need)), ("place", Part::Text(&place))])
        }
    };
    match *reason {
        Incurable::AtOnce { family, window, needed, able } => {
            let when = view.dates().period(window.from, window.to);
            let count = |number: i64| Part::count(number.max(0) as usize);
            let family = whom(family);
            words.with(
                "incurable-at-once",
                &[
                    ("family", Part::Word(&family)),
                    ("when", Part::Text(&when)),
                    ("needed", count(needed)),
                    ("able", count(able)),
                    ("missing", count(needed - able)),
                ],
            )
        }
        Incurable::InAll { family, needed, able, people } => {
            let hours = |minutes| Part::Number(Amount::hours(minutes));
            let family = whom(family);
            words.with(
                "incurable-in-all",
                &[
                    ("family", Part::Word(&family)),
                    ("needed", hours(needed)),
                    ("able", hours(able)),
                    ("people", Part::count(people)),
                    ("missing", hours(needed - able)),
                ],
            )
        }
    }
}

/// The section of changes.
pub(super) fn changes(view: &View<'_>, changes: &Changes, out: &mut Markup) {
    let words = view.words;
    out.open("section", &[("id", "changes"), ("aria-labelledby", "changes-title")]);
    out.element("h2", &[("id", "changes-title")], &words.text("changes"));
    let parts = [
        ("people", Part::count(changes.moved)),
        ("lost", Part::count(changes.duties[0])),
        ("got", Part::count(changes.duties[1])),
    ];
    let key = if changes.moved == 0 { "changes-none" } else { "changes-said" };
    out.element("p", &[("class", "says")], &words.with(key, &parts));
    if !changes.missing.is_empty() {
        out.element("h3", &[], &words.text("changes-needs"));
        out.open(
            "div",
            &[
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", &words.text("changes-needs")),
            ],
        );
        out.open("table", &[("class", "plain")]).open("thead", &[]).open("tr", &[]);
        for (key, class) in
            [("point", ""), ("need", ""), ("short-before", "n"), ("short-now", "n"), ("change", "n")]
        {
            out.element("th", &[("scope", "col"), ("class", class)], &words.text(key));
        }
        out.close("tr").close("thead").open("tbody", &[]);
        for (place, kind, before, now) in changes.missing.iter().take(LISTED) {
            change(view, (*place, *kind), (*before, *now), out);
        }
        out.close("tbody").close("table").close("div");
        more(view, changes.missing.len(), LISTED, out);
    }
    if !changes.people.is_empty() {
        out.open("details", &[("class", "more")]).element("summary", &[], &words.text("changes-people"));
        out.open(
            "div",
            &[
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", &words.text("changes-people")),
            ],
        );
        out.open("table", &[("class", "plain")]).open("thead", &[]).open("tr", &[]);
        for key in ["who", "before", "now"] {
            out.element("th", &[("scope", "col")], &words.text(key));
        }
        out.close("tr").close("thead").open("tbody", &[]);
        for (who, lost, got) in &changes.people {
            out.open("tr", &[]).within("th", &[("scope", "row")], |out| {
                out.name(&view.volunteer_name(who.0 as usize));
            });
            for duties in [lost, got] {
                out.within("td", &[], |out| list(view, duties, out));
            }
            out.close("tr");
        }
        out.close("tbody").close("table").close("div");
        more(view, changes.moved, changes.people.len(), out);
        out.close("details");
    }
    out.close("section");
}

fn change(view: &View<'_>, (place, kind): (Site, usize), (before, now): (i128, i128), out: &mut Markup) {
    let words = view.words;
    out.open("tr", &[]).within("th", &[("scope", "row")], |out| {
        out.name(&view.place_name(place));
    });
    out.within("td", &[], |out| {
        out.name(&view.kinds[kind].words);
    });
    for minutes in [before, now] {
        out.element("td", &[("class", "n")], &words.number(Amount::hours(minutes)));
    }
    let (class, key) = if now < before { ("n better", "better") } else { ("n worse", "worse") };
    out.open("td", &[("class", class)]).text(&Amount::hours(now - before).signed(words.digits)).raw(" ");
    out.element("small", &[], &words.text(key)).close("td").close("tr");
}

fn list(view: &View<'_>, duties: &[Duty], out: &mut Markup) {
    if duties.is_empty() {
        out.raw("–");
    }
    for duty in duties {
        out.within("div", &[], |out| {
            out.text(&view.dates().period(duty.from, duty.to)).raw(" ").name(&view.post_name(duty.post));
        });
    }
}
