//! The page as a whole: its head, its sections in order, its data and its script.

use super::axis::Marks;
use super::changes::Changes;
use super::data::data;
use super::figures::Figures;
use super::markup::{Markup, visible};
use super::policy::policy;
use super::view::View;
use super::words::{Part, Words};
use super::{Look, Subject, course, coverage, headline, reasons, roster, shortfalls, spread};
use crate::io::calendar::Calendar;
use crate::io::diagnostic::Diagnostics;
use crate::score::plain;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of `subject` as a whole HTML document.
///
/// The same subject and look give the same page, byte for byte: no clock is read.
pub fn page(subject: &Subject<'_>, look: &Look) -> String {
    let words = Words::of(look.language, look.digits);
    let calendar = Calendar::of(subject.scenario, &mut Diagnostics::default())
        .expect("a scenario that was lowered to a problem has a calendar");
    let view = View::of(subject.scenario, subject.problem, subject.plan, &words, &calendar);
    let figures = Figures::of(&view);
    let mut out = Markup::default();
    out.raw("<!DOCTYPE html>");
    let direction = if words.is_right_to_left() { "rtl" } else { "ltr" };
    out.open("html", &[("lang", words.language().code()), ("dir", direction)]);
    head(&view, &mut out);
    out.open("body", &[]);
    out.element("a", &[("class", "skip"), ("href", "#coverage")], &words.text("skip"));
    headline::head(&view, &mut out);
    contents(&view, subject.before.is_some(), &mut out);
    out.open("main", &[]);
    reasons::broken(&view, &mut out);
    let cost = plain::cost(subject.problem, subject.plan).total();
    headline::cards(&view, &figures, subject.bound, cost, &mut out);
    if let Some(before) = subject.before {
        let old = View::of(subject.scenario, subject.problem, before, &words, &calendar);
        let changes = Changes::of((&old, &Figures::of(&old)), (&view, &figures));
        reasons::changes(&view, &changes, &mut out);
    }
    coverage::section(&view, &figures, &mut out);
    course::section(&view, &Marks::of(&view), &mut out);
    roster::sections(&view, &mut out);
    shortfalls::kinds(&view, &figures, &mut out);
    shortfalls::lone(&view, &mut out);
    spread::section(&view, &mut out);
    reasons::incurable(&view, &mut out);
    out.close("main");
    foot(&view, &mut out);
    out.within("noscript", &[], |out| {
        out.element("p", &[("class", "alarm")], &words.text("no-script"));
    });
    out.open("script", &[("type", "application/json"), ("id", "data")]);
    out.json(&data(&view, &figures));
    out.close("script");
    out.raw("<script>").raw(SCRIPT).raw("</script>");
    out.close("body").close("html");
    out.into_text()
}

fn head(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    let name = visible(words.name(view.scenario.name.as_ref(), &view.scenario.id));
    out.open("head", &[]).raw("<meta charset=\"utf-8\">");
    out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy(SCRIPT, STYLE))]);
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.raw(
        "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">",
    );
    out.element("title", &[], &words.with("title", &[("name", Part::Word(&name))]));
    out.raw("<link rel=\"icon\" href=\"data:,\">");
    out.raw("<style>").raw(STYLE).raw("</style>");
    out.close("head");
}

/// Links to the sections.
fn contents(view: &View<'_>, with_changes: bool, out: &mut Markup) {
    let words = view.words;
    out.within("nav", &[("class", "contents"), ("aria-label", &words.text("contents"))], |out| {
        for id in
            ["changes", "coverage", "course", "crew", "roster", "needs", "alone", "fairness", "incurable"]
        {
            if id != "changes" || with_changes {
                out.element("a", &[("href", &format!("#{id}"))], &words.text(&format!("nav-{id}")));
            }
        }
    });
}

fn foot(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    out.within("footer", &[], |out| {
        for key in ["foot-numbers", "foot-prayers", "foot-hijri", "foot-offline"] {
            out.element("p", &[], &words.text(key));
        }
        let version = words.digits.shown(env!("CARGO_PKG_VERSION"));
        out.element("p", &[], &words.with("foot-made", &[("version", Part::Word(&version))]));
    });
}
