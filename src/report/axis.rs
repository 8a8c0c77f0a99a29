//! The time axis of charts that are drawn here: hours along the top, prayers as marks, heat shaded.
//!
//! In a language that is read from right to left, time runs from right to left too, as in the tables beside it.

use super::dates::Civil;
use super::heat;
use super::markup::Markup;
use super::prayers::{MAKKAH, NAMES, Site, prayers};
use super::view::View;
use crate::ground::{Day, Window};
use crate::io::calendar::DAY;

/// The width of a chart and of what it is drawn in.
pub(super) const WIDTH: f64 = 960.0;
/// Room for numbers before the first hour.
pub(super) const MARGIN: f64 = 44.0;

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Minutes from the start of the horizon.
    pub(super) minute: f64,
    /// The key of its name.
    pub(super) name: &'static str,
}

/// What is marked on every chart of a horizon.
pub(super) struct Marks {
    /// Prayers, by time.
    pub(super) prayers: Vec<Mark>,
    /// Stretches of heat, in minutes from the start of the horizon.
    pub(super) heat: Vec<(i64, i64)>,
}

/// The middle of the points that say where they are; Makkah where none does.
pub(super) fn site(view: &View<'_>) -> Site {
    let located: Vec<_> = view.scenario.points.iter().filter_map(|point| point.location).collect();
    if located.is_empty() {
        return MAKKAH;
    }
    let mean = |of: &dyn Fn(usize) -> f64| (0..located.len()).map(of).sum::<f64>() / located.len() as f64;
    Site { latitude: mean(&|at| located[at].lat), longitude: mean(&|at| located[at].lon) }
}

impl Marks {
    /// The marks of the view's horizon; none where a slot is a whole date.
    pub(super) fn of(view: &View<'_>) -> Self {
        if view.calendar.slot_minutes() >= DAY {
            return Self { prayers: Vec::new(), heat: Vec::new() };
        }
        Self { prayers: of_prayers(view), heat: of_heat(view) }
    }
}

fn of_prayers(view: &View<'_>) -> Vec<Mark> {
    let site = site(view);
    let start = view.calendar.universal_start();
    let mut marks = Vec::new();
    for day in (0..view.problem.grid.days()).map(|day| Day(day as u32)) {
        let date = Civil::of(view.calendar, day);
        let is_ramadan = date.hijri().is_some_and(|date| date.month == 9);
        let midnight = (date.days_of_millennium() * 86_400 + 946_684_800 - start) as f64 / 60.0;
        let times = prayers(site, date, if is_ramadan { 120.0 } else { 90.0 });
        for (time, name) in times.into_iter().zip(NAMES) {
            let minute = midnight + time.unwrap_or(f64::NAN);
            if minute >= 0.0 && minute < view.calendar.minutes() as f64 {
                marks.push(Mark { minute, name });
            }
        }
    }
    marks.sort_by(|one, other| one.minute.total_cmp(&other.minute));
    marks
}

fn of_heat(view: &View<'_>) -> Vec<(i64, i64)> {
    let slot = view.calendar.slot_minutes();
    let mut stretches: Vec<(i64, i64)> = Vec::new();
    for (at, minutes) in heat::minutes(view).unwrap_or_default().into_iter().enumerate() {
        let from = at as i64 * slot;
        match stretches.last_mut() {
            _ if minutes == 0 => {}
            Some(last) if last.1 == from => last.1 = from + slot,
            _ => stretches.push((from, from + slot)),
        }
    }
    stretches
}

/// Where the minutes of a window lie in a chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    from: f64,
    minutes: f64,
    is_right_to_left: bool,
}

impl Axis {
    /// The axis of a window.
    pub(super) fn of(view: &View<'_>, window: Window) -> Self {
        let from = view.calendar.minute(window.from) as f64;
        let minutes = view.calendar.minute(window.to) as f64 - from;
        Self { from, minutes, is_right_to_left: view.words.is_right_to_left() }
    }

    /// Where a minute lies, in units of the drawing.
    pub(super) fn at(&self, minute: f64) -> f64 {
        let along = MARGIN + (minute - self.from) / self.minutes * (WIDTH - MARGIN - 8.0);
        if self.is_right_to_left { WIDTH - along } else { along }
    }

    /// Is the minute inside?
    pub(super) fn holds(&self, minute: f64) -> bool {
        minute >= self.from && minute < self.from + self.minutes
    }

    /// The part of a stretch that is inside: where it begins and how wide it is.
    pub(super) fn stretch(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let (from, to) = (from.max(self.from), to.min(self.from + self.minutes));
        let (one, other) = (self.at(from), self.at(to));
        (from < to).then(|| (one.min(other), (one - other).abs()))
    }

    /// Draws heat and hours between two heights: what lies behind a chart.
    pub(super) fn draw(
        &self,
        view: &View<'_>,
        marks: &Marks,
        window: Window,
        top: f64,
        bottom: f64,
        out: &mut Markup,
    ) {
        let dates = view.dates();
        for (from, to) in &marks.heat {
            if let Some((x, width)) = self.stretch(*from as f64, *to as f64) {
                rect(out, "heat", [x, top, width, bottom - top]);
            }
        }
        let slot = view.calendar.slot_minutes();
        let is_by_date = slot >= DAY;
        let columns =
            view.blocks.columns.iter().filter(|column| window.from <= column.from && column.from < window.to);
        for (number, column) in columns.enumerate() {
            let x = self.at(view.calendar.minute(column.from) as f64);
            line(out, "grid", [x, top, x, bottom]);
            if is_by_date && number % 7 == 0 {
                label(out, "tick", x, bottom + 16.0, &dates.short(dates.day_of(column.from)));
            } else if !is_by_date && number % 2 == 0 {
                label(out, "tick", x, bottom + 16.0, &dates.time(column.from, false));
            }
        }
    }

    /// Draws prayers between two heights: what lies before a chart.
    pub(super) fn draw_prayers(
        &self,
        view: &View<'_>,
        marks: &Marks,
        top: f64,
        bottom: f64,
        out: &mut Markup,
    ) {
        for mark in marks.prayers.iter().filter(|mark| self.holds(mark.minute)) {
            let x = self.at(mark.minute);
            line(out, "prayer", [x, top - 4.0, x, bottom]);
            label(out, "prayer-name", x, top - 8.0, &view.words.text(mark.name));
        }
    }
}

/// A number of a drawing.
pub(super) fn unit(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A line from one place to another.
pub(super) fn line(out: &mut Markup, class: &str, ends: [f64; 4]) {
    let [x1, y1, x2, y2] = ends.map(unit);
    out.open("line", &[("class", class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)]).close("line");
}

/// A rectangle: its place and its size.
pub(super) fn rect(out: &mut Markup, class: &str, place: [f64; 4]) {
    let [x, y, width, height] = place.map(unit);
    out.open("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)])
        .close("rect");
}

/// A text with its middle at a place.
pub(super) fn label(out: &mut Markup, class: &str, x: f64, y: f64, text: &str) {
    let (x, y) = (unit(x), unit(y));
    out.element("text", &[("class", class), ("x", &x), ("y", &y)], text);
}
