//! The top of the page: what it is of, and in four cards what the plan comes to.

use super::Bound;
use super::figures::Figures;
use super::markup::{Markup, visible};
use super::numbers::Amount;
use super::view::View;
use super::words::Part;
use crate::ground::{Cost, Day};

/// Title, dates and cards.
pub(super) fn head(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    let [gregorian, hijri] = view.dates().span(Day(0), Day(view.problem.grid.days() as u32 - 1));
    out.within("header", &[("class", "top")], |out| {
        out.element("p", &[("class", "brand")], &words.text("brand"));
        let title = visible(words.name(view.scenario.name.as_ref(), &view.scenario.id));
        out.within("h1", &[], |out| {
            out.name(&title);
        });
        out.within("p", &[("class", "when")], |out| {
            out.element("span", &[], &gregorian);
            if !hijri.is_empty() {
                out.element("span", &[("class", "hijri")], &hijri);
            }
        });
        let content = words.with(
            "content",
            &[
                ("points", Part::count(view.scenario.points.len())),
                ("people", Part::count(view.scenario.volunteers.len())),
                ("zone", Part::Text(&visible(&view.scenario.time_zone))),
            ],
        );
        out.element("p", &[("class", "quiet")], &content);
    });
}

/// The four cards.
pub(super) fn cards(view: &View<'_>, figures: &Figures, bound: Bound, cost: Cost, out: &mut Markup) {
    let words = view.words;
    let hours = |minutes| Part::Number(Amount::hours(minutes));
    out.open("section", &[("class", "cards"), ("aria-label", &words.text("cards"))]);
    let mut card = |name: &str, class: &str, big: String, small: Vec<String>| {
        out.within("div", &[("class", class), ("data-card", name)], |out| {
            out.element("h2", &[], &words.text(&format!("card-{name}")));
            out.element("p", &[("class", "big")], &big);
            for line in small {
                out.element("p", &[("class", "small")], &line);
            }
        });
    };
    card(
        "serving",
        "card",
        words.count(figures.serving),
        vec![
            words.with("of-people", &[("people", Part::count(view.problem.volunteers.len()))]),
            words.with(
                "duties-hours",
                &[("duties", Part::count(figures.duties)), ("hours", hours(figures.on_duty))],
            ),
        ],
    );
    card(
        "met",
        "card",
        words.percent(Amount::percent_down(figures.all.met(), figures.all.needed)),
        vec![
            words.with("met-of", &[("met", hours(figures.all.met())), ("needed", hours(figures.all.needed))]),
        ],
    );
    let worst = figures.worst().map(|(column, missing)| {
        let window = view.blocks.columns[column];
        let when = view.dates().period(window.from, window.to);
        words.with("worst-hour", &[("when", Part::Text(&when)), ("hours", hours(missing))])
    });
    card(
        "short",
        if figures.all.missing > 0 { "card warn" } else { "card" },
        words.number(Amount::hours(figures.all.missing)),
        [Some(words.text("person-hours")), worst].into_iter().flatten().collect(),
    );
    let (big, small) = distance(view, bound, cost);
    card("best", "card", big, small);
    out.close("section");
}

/// How far the plan is from the best possible: in large, and in sentences.
fn distance(view: &View<'_>, bound: Bound, cost: Cost) -> (String, Vec<String>) {
    let words = view.words;
    let costs = Part::Number(Amount::cost_up(cost));
    let (value, source) = match bound {
        Bound::Unknown => {
            return (words.text("best-unknown"), vec![words.with("best-unknown-why", &[("cost", costs)])]);
        }
        Bound::Claimed(value) => (value, "bound-claimed"),
        Bound::Proven(value) => (value, "bound-proven"),
    };
    if value > cost {
        return (words.text("best-unknown"), vec![words.with("bound-impossible", &[("cost", costs)])]);
    }
    if value <= Cost::ZERO && cost > Cost::ZERO {
        return (words.text("best-unknown"), vec![words.with("best-unknown-why", &[("cost", costs)])]);
    }
    let proven = Part::Number(Amount::cost_down(value));
    let source = words.text(source);
    if value == cost {
        return (
            words.text("best-reached"),
            vec![words.with("best-reached-why", &[("cost", costs)]), source],
        );
    }
    let gap = Amount::gap(cost, value);
    let said = words.with("best-gap-why", &[("cost", costs), ("bound", proven)]);
    (words.with("best-gap", &[("gap", Part::Word(&words.percent(gap)))]), vec![said, source])
}
