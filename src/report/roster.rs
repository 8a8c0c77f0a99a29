//! The roster: a point's crew and a volunteer's days as timelines, and lists of everybody that can be searched. The script fills
//! them from the data of the page, and keeps only what is seen in the document.

use super::course::select;
use super::markup::Markup;
use super::view::View;

/// The sections.
pub(super) fn sections(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    out.open("section", &[("id", "crew"), ("aria-labelledby", "crew-title")]);
    out.element("h2", &[("id", "crew-title")], &words.text("crew"));
    out.within("div", &[("class", "controls")], |out| {
        select(out, "crew-point", &words.text("point"));
        select(out, "crew-day", &words.text("day"));
    });
    out.element("p", &[("id", "crew-says"), ("class", "says"), ("aria-live", "polite")], "");
    out.open(
        "div",
        &[
            ("id", "crew-chart"),
            ("class", "gantt scroll"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", &words.text("crew")),
        ],
    );
    out.close("div").close("section");

    out.open("section", &[("id", "roster"), ("aria-labelledby", "roster-title")]);
    out.element("h2", &[("id", "roster-title")], &words.text("roster"));
    out.within("div", &[("class", "controls")], |out| {
        out.within(
            "div",
            &[("class", "tabs"), ("role", "group"), ("aria-label", &words.text("roster-by"))],
            |out| {
                for (id, key, pressed) in
                    [("by-volunteer", "by-volunteer", "true"), ("by-point", "by-point", "false")]
                {
                    out.element(
                        "button",
                        &[("type", "button"), ("id", id), ("aria-pressed", pressed)],
                        &words.text(key),
                    );
                }
            },
        );
        out.within("label", &[("class", "field grow")], |out| {
            out.element("span", &[], &words.text("search"));
            let hint = words.text("search-hint");
            out.open(
                "input",
                &[("type", "search"), ("id", "search"), ("autocomplete", "off"), ("placeholder", &hint)],
            );
        });
    });
    out.element("p", &[("id", "found"), ("class", "says"), ("role", "status")], "");
    out.open(
        "div",
        &[
            ("id", "list"),
            ("class", "list"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", &words.text("roster")),
        ],
    );
    out.open("ul", &[("id", "rows")]).close("ul");
    out.close("div");
    out.within("div", &[("id", "person"), ("class", "person"), ("aria-live", "polite")], |out| {
        out.element("p", &[("class", "quiet")], &words.text("choose-person"));
    });
    out.close("section");
}
