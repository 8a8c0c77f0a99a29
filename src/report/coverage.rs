//! Coverage by point and hour: a table whose cells are coloured by the share of the need that is missing, with what is missing
//! written into them. A block for each day.

use super::figures::{Figures, Tally};
use super::markup::Markup;
use super::numbers::Amount;
use super::view::View;
use crate::io::calendar::DAY;
use crate::io::stated::Site;
use std::ops::Range;

/// The section.
pub(super) fn section(view: &View<'_>, figures: &Figures, out: &mut Markup) {
    let words = view.words;
    out.open("section", &[("id", "coverage"), ("aria-labelledby", "coverage-title")]);
    out.element("h2", &[("id", "coverage-title")], &words.text("coverage"));
    out.element(
        "p",
        &[("class", "quiet")],
        &words.text(if view.calendar.slot_minutes() < DAY { "coverage-how" } else { "coverage-how-dates" }),
    );
    legend(view, out);
    let rows: Vec<Site> =
        view.places().into_iter().filter(|place| figures.by_column.contains_key(place)).collect();
    let several = view.blocks.blocks.len() > 1;
    if several {
        out.within("nav", &[("class", "days"), ("aria-label", &words.text("days"))], |out| {
            for (number, block) in view.blocks.blocks.iter().enumerate() {
                let day = view.dates().day_of(view.blocks.window(block).from);
                out.element("a", &[("href", &format!("#day-{number}"))], &view.dates().short(day));
            }
        });
    }
    out.open("div", &[("class", "strip"), ("id", "strip")]);
    for (number, block) in view.blocks.blocks.iter().enumerate() {
        table(view, figures, &rows, (number, block), out);
    }
    out.close("div");
    out.element("div", &[("id", "tip"), ("class", "tip"), ("role", "tooltip"), ("hidden", "")], "");
    out.close("section");
}

fn legend(view: &View<'_>, out: &mut Markup) {
    out.within("ul", &[("class", "legend")], |out| {
        for (class, key) in [
            ("swatch s0", "legend-met"),
            ("swatch s1", "legend-1"),
            ("swatch s2", "legend-2"),
            ("swatch s3", "legend-3"),
            ("swatch s4", "legend-4"),
        ] {
            out.within("li", &[], |out| {
                out.open("i", &[("class", class)]).close("i").text(&view.words.text(key));
            });
        }
    });
}

fn table(
    view: &View<'_>,
    figures: &Figures,
    rows: &[Site],
    (number, block): (usize, &Range<usize>),
    out: &mut Markup,
) {
    let (words, dates) = (view.words, view.dates());
    let window = view.blocks.window(block);
    let is_by_date = view.calendar.slot_minutes() >= DAY;
    let title = dates.both(&dates.span(dates.day_of(window.from), view.problem.grid.day_before(window.to)));
    let id = format!("day-{number}");
    out.open(
        "div",
        &[("class", "day"), ("id", &id), ("tabindex", "0"), ("role", "region"), ("aria-label", &title)],
    );
    out.open("table", &[("class", "heatmap")]);
    out.element("caption", &[], &title);
    out.open("thead", &[]).open("tr", &[]).element("th", &[("scope", "col")], &words.text("point"));
    for column in &view.blocks.columns[block.clone()] {
        let head =
            if is_by_date { dates.short(dates.day_of(column.from)) } else { dates.time(column.from, false) };
        out.element("th", &[("scope", "col"), ("class", if is_by_date { "date" } else { "hour" })], &head);
    }
    out.element("th", &[("scope", "col"), ("class", "sum")], &words.text("short"));
    out.close("tr").close("thead").open("tbody", &[]);
    for place in rows {
        row(view, figures, *place, block, out);
    }
    out.close("tbody").close("table").close("div");
}

fn row(view: &View<'_>, figures: &Figures, place: Site, block: &Range<usize>, out: &mut Markup) {
    let of_columns = &figures.by_column[&place][block.clone()];
    let row = match place {
        Site::Point(point) => point,
        Site::Shared(shared) => view.scenario.points.len() + shared,
    };
    out.open("tr", &[("data-place", &row.to_string())]);
    out.within("th", &[("scope", "row")], |out| {
        out.name(&view.place_name(place));
    });
    for (tally, column) in of_columns.iter().zip(block.clone()) {
        let class = shade(*tally);
        if tally.missing > 0 {
            let column = column.to_string();
            let missing = view.words.number(Amount::hours(tally.missing));
            out.element("td", &[("class", class), ("data-c", &column)], &missing);
        } else if tally.needed > 0 {
            out.within("td", &[("class", class)], |out| {
                out.element("span", &[("class", "sr")], &view.words.text("legend-met"));
            });
        } else {
            out.open("td", &[]).close("td");
        }
    }
    let missing: i128 = of_columns.iter().map(|tally| tally.missing).sum();
    out.element("td", &[("class", "sum")], &view.words.number(Amount::hours(missing)));
    out.close("tr");
}

/// The shade of a cell, by the share of its need that is missing: a tenth, a quarter, a half, more.
const fn shade(tally: Tally) -> &'static str {
    match (tally.missing, tally.missing * 100, tally.needed) {
        (_, _, 0) => "",
        (0, ..) => "s0",
        (_, share, needed) if share <= needed * 10 => "s1",
        (_, share, needed) if share <= needed * 25 => "s2",
        (_, share, needed) if share <= needed * 50 => "s3",
        _ => "s4",
    }
}
