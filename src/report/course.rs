//! Need against people on duty over time, for a point and a kind of need that one chooses: the drawing without its steps, which
//! the page's script puts in, and beneath it the same as a table.

use super::axis::{self, Axis, MARGIN, Marks, WIDTH};
use super::markup::Markup;
use super::view::View;

/// Where the steps begin and end, from above.
pub(super) const TOP: f64 = 34.0;
/// The foot of the steps.
pub(super) const FOOT: f64 = 210.0;
const HEIGHT: f64 = 236.0;

/// The section.
pub(super) fn section(view: &View<'_>, marks: &Marks, out: &mut Markup) {
    let words = view.words;
    out.open("section", &[("id", "course"), ("aria-labelledby", "course-title")]);
    out.element("h2", &[("id", "course-title")], &words.text("course"));
    out.within("div", &[("class", "controls")], |out| {
        select(out, "place", &words.text("point"));
        select(out, "kind", &words.text("line"));
    });
    out.within("ul", &[("class", "legend")], |out| {
        let mut entry = |class, key| {
            out.within("li", &[], |out| {
                out.open("i", &[("class", class)]).close("i").text(&words.text(key));
            });
        };
        entry("stroke need", "needed");
        entry("swatch duty", "on-duty");
        entry("swatch lack", "short");
        if !marks.heat.is_empty() {
            entry("swatch hot", "heat-hours");
        }
        if !marks.prayers.is_empty() {
            entry("stroke pray", "prayers");
        }
    });
    out.element("p", &[("id", "course-says"), ("class", "says"), ("aria-live", "polite")], "");
    for (number, block) in view.blocks.blocks.iter().enumerate() {
        let window = view.blocks.window(block);
        let dates = view.dates();
        let title = dates.span(dates.day_of(window.from), view.problem.grid.day_before(window.to));
        let caption = dates.both(&title);
        let block = number.to_string();
        out.open("figure", &[("class", "chart")]);
        out.element("figcaption", &[], &caption);
        out.open(
            "div",
            &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &title[0])],
        );
        let size = format!("0 0 {WIDTH} {HEIGHT}");
        out.open(
            "svg",
            &[
                ("viewBox", &size),
                ("class", "steps"),
                ("data-block", &block),
                ("role", "img"),
                ("aria-label", &words.text("course")),
            ],
        );
        let axis = Axis::of(view, window);
        axis.draw(view, marks, window, TOP, FOOT, out);
        for (class, height) in [("most", TOP), ("half", (TOP + FOOT) / 2.0)] {
            axis::line(out, "level", [MARGIN, height, WIDTH - 8.0, height]);
            let x = if words.is_right_to_left() { WIDTH - MARGIN / 2.0 } else { MARGIN / 2.0 };
            axis::label(out, &format!("tick {class}"), x, height + 4.0, "");
        }
        for class in ["duty", "lack", "need"] {
            out.open("path", &[("class", class), ("d", "M0 0")]).close("path");
        }
        axis.draw_prayers(view, marks, TOP, FOOT, out);
        out.close("svg").close("div").close("figure");
    }
    out.within("details", &[("class", "more")], |out| {
        out.element("summary", &[], &words.text("as-table"));
        out.open(
            "div",
            &[
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", &words.text("as-table")),
            ],
        );
        out.open("table", &[("class", "plain"), ("id", "course-table")]).open("thead", &[]).open("tr", &[]);
        for key in ["time", "needed", "on-duty", "short"] {
            out.element("th", &[("scope", "col")], &words.text(key));
        }
        out.close("tr").close("thead").open("tbody", &[]).close("tbody").close("table").close("div");
    });
    out.close("section");
}

/// A choice that the script fills.
pub(super) fn select(out: &mut Markup, id: &'static str, label: &str) {
    out.within("label", &[("class", "field")], |out| {
        out.element("span", &[], label);
        out.open("select", &[("id", id)]).close("select");
    });
}
