//! Names and times of events, looked up in the scenario; what is wrong with them is told as it is of a file.

use super::Live;
use crate::ground::{Minutes, Slot, Window};
use crate::io::change_file::Service;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::nearest;
use crate::io::line_at::LineAt;
use crate::io::place::{Place, quoted};
use crate::io::plan_file::PlannedDuty;
use crate::io::scenario::{LocalTime, Post};
use crate::model::{Duty, LineId, LinePlace, PostId, UnitId, VolunteerId};

/// One fault, told at a place.
pub(super) fn fault(
    code: Code,
    place: &Place<'_>,
    found: impl Into<String>,
    remedy: impl Into<String>,
) -> Diagnostics {
    let mut faults = Diagnostics::default();
    faults.push(code, place.to_string(), found, remedy);
    faults
}

/// Nothing is called so at a place; the nearest of what is `known` may be meant.
fn unknown<'k>(
    place: &Place<'_>,
    kind: &str,
    name: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostics {
    let remedy = match nearest(name, known) {
        Some(near) => format!("the nearest is {near:?}"),
        None => format!("name a {kind} of the scenario"),
    };
    fault(Code::UnknownId, place, format!("no {kind} {}", quoted(name)), remedy)
}

impl Live {
    /// The volunteer of this id.
    pub(super) fn find_volunteer(&self, place: &Place<'_>, id: &str) -> Result<VolunteerId, Diagnostics> {
        self.volunteers.get(id).copied().ok_or_else(|| {
            let known = self.people.iter().map(|volunteer| volunteer.id.as_str());
            unknown(place, "volunteer", id, known)
        })
    }

    /// The unit that a volunteer is planned in.
    pub(super) fn unit(&self, volunteer: VolunteerId) -> UnitId {
        self.problem.unit_of[volunteer]
    }

    /// The first member of a unit, by whom it is told from others whatever its number.
    pub(super) fn first(&self, unit: UnitId) -> VolunteerId {
        self.problem.units[unit].members[0]
    }

    /// The number of the point of this id.
    pub(super) fn find_point(&self, place: &Place<'_>, id: &str) -> Result<usize, Diagnostics> {
        let points = &self.scenario.points;
        let found = points.iter().position(|point| point.id == id);
        found.ok_or_else(|| unknown(place, "point", id, points.iter().map(|point| point.id.as_str())))
    }

    /// The post of these ids, named by the object at `place`.
    pub(super) fn find_post(
        &self,
        place: &Place<'_>,
        point: &str,
        post: &str,
    ) -> Result<PostId, Diagnostics> {
        let p = self.find_point(&place.key("point"), point)?;
        let here = &self.scenario.points[p].posts;
        let Some(q) = here.iter().position(|here| here.id == post) else {
            let known = here.iter().map(|post| post.id.as_str());
            return Err(unknown(&place.key("post"), "post", post, known));
        };
        Ok(self.posts.id(p, q))
    }

    /// The post as the scenario states it.
    pub(super) fn stated(&self, post: PostId) -> &Post {
        self.posts.stated(&self.scenario, post)
    }

    /// The line that stands there.
    pub(super) fn find_line(&self, place: &Place<'_>, line: &LineAt) -> Result<LineId, Diagnostics> {
        let (at, number) = match line {
            LineAt::Post { point, post, line } => {
                (LinePlace::Post(self.find_post(place, point, post)?, *line), *line)
            }
            LineAt::Shared { shared, line } => (LinePlace::Shared(*shared, *line), *line),
        };
        self.lines.get(&at).copied().ok_or_else(|| {
            let found = format!("no line {number} there");
            fault(
                Code::UnknownLine,
                &place.key("line"),
                found,
                "lines are numbered from 0, as in the scenario",
            )
        })
    }

    /// The minute of the horizon that a text names.
    pub(super) fn minute(&self, place: &Place<'_>, time: &LocalTime) -> Result<i64, Diagnostics> {
        let text = time.as_str();
        self.calendar
            .instant(text)
            .map_err(|why| fault(why.code(), place, why.found(text, self.calendar.zone()), why.remedy(text)))
    }

    /// The boundary of the grid that a text names.
    pub(super) fn slot(&self, place: &Place<'_>, time: &LocalTime) -> Result<Slot, Diagnostics> {
        let minute = self.minute(place, time)?;
        self.calendar.slot(minute).ok_or_else(|| {
            let outside = !(0..=self.calendar.minutes()).contains(&minute);
            let (code, what) = match outside {
                true => (Code::OutsideHorizon, "outside the horizon"),
                false => (Code::OffGrid, "off the grid"),
            };
            let (start, end) = (&self.scenario.start.0, &self.scenario.end.0);
            let remedy = format!("name a time of the grid within {start} to {end}");
            fault(code, place, format!("{} lies {what}", time.0), remedy)
        })
    }

    /// The duty that the object at `place` names.
    pub(super) fn find_duty(
        &self,
        place: &Place<'_>,
        duty: &PlannedDuty,
    ) -> Result<(VolunteerId, Duty), Diagnostics> {
        let volunteer = self.find_volunteer(&place.key("volunteer"), &duty.volunteer)?;
        let service = (duty.point.as_str(), duty.post.as_str());
        Ok((volunteer, self.find_service(place, service, &duty.from, &duty.to)?))
    }

    /// The service that the object at `place` names, whoever gives it.
    pub(super) fn find_service(
        &self,
        place: &Place<'_>,
        (point, post): (&str, &str),
        from: &LocalTime,
        to: &LocalTime,
    ) -> Result<Duty, Diagnostics> {
        let post = self.find_post(place, point, post)?;
        let (start, end) = (self.slot(&place.key("from"), from)?, self.slot(&place.key("to"), to)?);
        if start >= end {
            let found = format!("from {} to {}", from.0, to.0);
            return Err(fault(Code::EmptyInterval, place, found, "let it end after it starts"));
        }
        Ok(Duty { from: start, to: end, post })
    }

    /// The slots from one time, or now, to another, or the end: no less than what lies between, cut to what has not passed.
    pub(super) fn window_ahead(
        &self,
        place: &Place<'_>,
        from: Option<&LocalTime>,
        to: Option<&LocalTime>,
    ) -> Result<Window, Diagnostics> {
        let step = self.calendar.slot_minutes();
        let now = self.now.unwrap_or(0).max(0);
        let start = from.map_or(Ok(now), |from| self.minute(&place.key("from"), from))?;
        let end = to.map_or(Ok(self.calendar.minutes()), |to| self.minute(&place.key("to"), to))?;
        if start >= end {
            let found = "it ends when or before it starts";
            return Err(fault(Code::EmptyInterval, place, found, "let it end after it starts"));
        }
        if end > self.calendar.minutes() || start < 0 {
            let (first, last) = (&self.scenario.start.0, &self.scenario.end.0);
            let remedy = format!("stay within {first} to {last}");
            return Err(fault(Code::OutsideHorizon, place, "it lies outside the horizon", remedy));
        }
        if end <= now && self.now.is_some() {
            return Err(self.passed(place));
        }
        let (first, last) = (start.max(now) / step, (end + step - 1) / step);
        Ok(Window { from: Slot(first as u32), to: Slot(last as u32) })
    }

    /// What is said of a time that has passed.
    pub(super) fn passed(&self, place: &Place<'_>) -> Diagnostics {
        let now = self.now.map_or_else(String::new, |now| self.calendar.text(now).0);
        fault(Code::OutOfOrder, place, format!("it is {now} already"), "name a time that has not passed")
    }

    /// What is said of an event that changes nothing.
    pub(super) fn so_already(place: &Place<'_>, what: impl Into<String>) -> Diagnostics {
        fault(Code::NothingToChange, place, what, "nothing, if it was told before")
    }

    /// Service with the names of the scenario.
    pub(super) fn service(&self, duty: Duty) -> Service {
        let (p, q) = self.posts.at(duty.post);
        let point = &self.scenario.points[p];
        Service {
            point: point.id.clone(),
            post: point.posts[q].id.clone(),
            from: self.calendar.text_at(duty.from),
            to: self.calendar.text_at(duty.to),
        }
    }

    /// The present as minutes of the horizon; before its start where the scenario has none.
    pub(super) fn present(&self) -> Minutes {
        Minutes(self.now.unwrap_or(i64::MIN / 2))
    }
}
