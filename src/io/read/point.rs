//! Points as they stand in a file: their posts, shifts and demand.

use super::need::need;
use super::{object, text};
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{LARGEST, amount, decimal, flag, id, list, plain, within, word};
use crate::io::place::Place;
use crate::io::scenario::{
    Admits, DemandWindow, Interval, Line, Location, MinTeam, Point, Post, Setting, Shifts, Supervision,
};

/// How places stand to the heat.
pub(super) const SETTINGS: &[(&str, Setting)] =
    &[("indoor", Setting::Indoor), ("shaded", Setting::Shaded), ("outdoor", Setting::Outdoor)];

/// Whom points admit.
pub(super) const ADMITS: &[(&str, Admits)] =
    &[("all", Admits::All), ("women", Admits::Women), ("men", Admits::Men)];

object! { point, POINT, "point" => Point as Point {
    id: needed(id),
    name: maybe(text),
    zone: needed(plain),
    setting: maybe(word(SETTINGS)),
    admits: maybe(word(ADMITS)),
    location: maybe(location),
    posts: needed(list(post)),
} }

object! { location, LOCATION, "location" => Location as Location {
    lat: needed(decimal(-90.0, 90.0)),
    lon: needed(decimal(-180.0, 180.0)),
} }

object! { post, POST, "post" => Post as Post {
    id: needed(id),
    name: maybe(text),
    setting: maybe(word(SETTINGS)),
    tags: many(id),
    requires: maybe(need),
    shifts: needed(shifts),
    standby: maybe(flag),
    max_people: maybe(amount),
    demand: needed(list(line)),
    supervision: many(supervision),
    min_team: maybe(min_team),
} }

object! { shifts, SHIFTS, "shifts" => Shifts as Shifts {
    min_minutes: needed(amount),
    max_minutes: needed(amount),
    starts: maybe(list(plain)),
    open: maybe(list(interval)),
    counted_minutes: maybe(amount),
    counted_percent: maybe(within(0, 100)),
} }

object! { interval, INTERVAL, "interval" => Interval as Interval {
    from: needed(plain),
    to: needed(plain),
} }

object! { line, LINE, "line" => Line as Line {
    name: maybe(text),
    needs: maybe(need),
    hourly: maybe(list(amount)),
    windows: maybe(list(demand_window)),
    weight: maybe(amount),
    surplus_weight: maybe(amount),
} then check_line }

fn check_line(line: &Line, at: &Place<'_>, faults: &mut Diagnostics) {
    if line.hourly.is_some() && line.windows.is_some() {
        let remedy = "keep one of the two: numbers by the hour, or windows";
        faults.push(Code::ExclusiveKeys, at.to_string(), "both `hourly` and `windows`", remedy);
    }
}

object! { demand_window, DEMAND_WINDOW, "demand_window" => DemandWindow as DemandWindow {
    from: needed(plain),
    to: needed(plain),
    people: needed(amount),
} }

object! { supervision, SUPERVISION, "supervision" => Supervision as Supervision {
    who: needed(need),
    by: needed(need),
    ratio: needed(within(1, LARGEST)),
    weight: needed(amount),
} }

object! { min_team, MIN_TEAM, "min_team" => MinTeam as MinTeam {
    people: needed(amount),
    weight: needed(amount),
} }
