//! Fairness: hours, nights and heat of each person, as histograms drawn here.

use super::axis::{label, line, rect};
use super::burden::Burden;
use super::markup::Markup;
use super::numbers::Amount;
use super::view::View;
use super::words::Part;

const WIDTH: f64 = 420.0;
const TOP: f64 = 24.0;
const FOOT: f64 = 170.0;

/// The most bars of a histogram.
const BARS: i64 = 16;

/// What is counted, and in what steps.
struct Of<'a> {
    key: &'static str,
    /// What each person has.
    amounts: &'a [i64],
    /// The amount that stands for one on the axis.
    unit: i64,
}

/// The section.
pub(super) fn section(view: &View<'_>, out: &mut Markup) {
    let (words, burden) = (view.words, Burden::of(view));
    out.open("section", &[("id", "fairness"), ("aria-labelledby", "fairness-title")]);
    out.element("h2", &[("id", "fairness-title")], &words.text("fairness"));
    let how = if burden.with_history { "fairness-history" } else { "fairness-how" };
    out.element("p", &[("class", "quiet")], &words.with(how, &[("people", Part::count(burden.people))]));
    out.open("div", &[("class", "histograms")]);
    if burden.people > 0 {
        histogram(view, &Of { key: "hours-each", amounts: &burden.minutes, unit: 60 }, out);
        if let Some(nights) = &burden.nights {
            histogram(view, &Of { key: "nights-each", amounts: nights, unit: 1 }, out);
        }
        if let Some(heat) = &burden.heat {
            histogram(view, &Of { key: "heat-each", amounts: heat, unit: 60 }, out);
        }
    }
    out.close("div").close("section");
}

/// How many people have each amount: bars of equal steps, whole units each.
fn bars(of: &Of<'_>) -> (i64, Vec<usize>) {
    let most = of.amounts.iter().copied().max().unwrap_or(0);
    // 1, 2, 5, 10, 20, 50 and so on.
    let (mut tens, mut step) = (of.unit, of.unit);
    for factor in [1, 2, 5].into_iter().cycle() {
        step = tens * factor;
        if most / step < BARS {
            break;
        }
        tens *= if factor == 5 { 10 } else { 1 };
    }
    let mut bars = vec![0; (most / step + 1) as usize];
    for amount in of.amounts {
        bars[(amount.max(&0) / step) as usize] += 1;
    }
    (step, bars)
}

fn histogram(view: &View<'_>, of: &Of<'_>, out: &mut Markup) {
    let words = view.words;
    let (step, bars) = bars(of);
    let amount = |value: i64| words.number(Amount(i128::from(value) * 100 / i128::from(of.unit)));
    let mut sorted = of.amounts.to_vec();
    sorted.sort_unstable();
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return };
    let median = sorted[(sorted.len() - 1) / 2];
    let said = words.with(
        "spread",
        &[
            ("least", Part::Word(&amount(*least))),
            ("median", Part::Word(&amount(median))),
            ("most", Part::Word(&amount(*most))),
        ],
    );
    let title = words.text(of.key);
    out.open("figure", &[("class", "histogram")]);
    out.element("figcaption", &[], &title);
    out.element("p", &[("class", "quiet")], &said);
    let size = format!("0 0 {WIDTH} 196");
    out.open("svg", &[("viewBox", &size), ("role", "img"), ("aria-label", &format!("{title}. {said}"))]);
    let highest = bars.iter().copied().max().unwrap_or(1).max(1) as f64;
    let width = (WIDTH - 20.0) / bars.len().max(6) as f64;
    line(out, "base", [6.0, FOOT, WIDTH - 6.0, FOOT]);
    let range = |number: usize| {
        let from = number as i64 * step;
        if step == of.unit && of.unit == 1 {
            amount(from)
        } else {
            format!("{}–{}", amount(from), amount(from + step))
        }
    };
    for (number, people) in bars.iter().enumerate() {
        let along = 10.0 + number as f64 * width;
        let x = if words.is_right_to_left() { WIDTH - along - width } else { along };
        let height = (*people as f64 / highest * (FOOT - TOP)).max(if *people > 0 { 2.0 } else { 0.0 });
        if *people > 0 {
            rect(out, "column", [x + 2.0, FOOT - height, width - 4.0, height]);
            label(out, "value", x + width / 2.0, FOOT - height - 5.0, &words.count(*people));
        }
        let tick = if step == of.unit && of.unit == 1 {
            x + width / 2.0
        } else {
            edge(words.is_right_to_left(), x, width)
        };
        label(out, "tick", tick, FOOT + 16.0, &amount(number as i64 * step));
    }
    out.close("svg");
    out.within("details", &[("class", "more")], |out| {
        out.element("summary", &[], &words.text("as-table"));
        out.open("table", &[("class", "plain")]).open("thead", &[]).open("tr", &[]);
        out.element("th", &[("scope", "col")], &title);
        out.element("th", &[("scope", "col"), ("class", "n")], &words.text("people"))
            .close("tr")
            .close("thead")
            .open("tbody", &[]);
        for (number, people) in bars.iter().enumerate() {
            out.open("tr", &[]).element("th", &[("scope", "row")], &range(number));
            out.element("td", &[("class", "n")], &words.count(*people)).close("tr");
        }
        out.close("tbody").close("table");
    });
    out.close("figure");
}

/// The side of a bar on which its amounts begin.
const fn edge(is_right_to_left: bool, x: f64, width: f64) -> f64 {
    if is_right_to_left { x + width } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_whole_steps_and_hold_everybody() {
        let hours = [0, 59, 60, 300, 300, 301];
        assert_eq!(bars(&Of { key: "", amounts: &hours, unit: 60 }), (60, vec![2, 1, 0, 0, 0, 3]));
        let many: Vec<i64> = (0..100).collect();
        let (step, found) = bars(&Of { key: "", amounts: &many, unit: 1 });
        assert_eq!((step, found.iter().sum::<usize>()), (10, 100));
    }
}
