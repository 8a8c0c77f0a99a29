//! Posts: lengths and hours of their duties, whom they take, and the lines their people count in.

use super::Lowering;
use crate::ground::{IdVec, Minutes, Slot};
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario;
use crate::model::{Admits, MinTeam, PointId, Post, PostId, Setting, TagId, Term, ZoneId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The lengths of a post's duties.
struct Lengths {
    min_slots: u32,
    max_slots: u32,
    counted: Option<Minutes>,
}

impl<'s> Lowering<'s, '_> {
    /// All posts, their lines among the lines.
    pub(super) fn posts(&mut self) -> IdVec<PostId, Post> {
        let mut posts: IdVec<PostId, Post> = IdVec::new();
        let mut terms: IdVec<PostId, Vec<Term>> = IdVec::new();
        let points = Place::ROOT.key("points");
        for (p, point) in self.scenario.points.iter().enumerate() {
            let place = points.item(p);
            let zone = self.ids.zones.find(&place.key("zone"), &point.zone, &mut self.faults).unwrap_or(0);
            let list = place.key("posts");
            let first = posts.len() as u32;
            for (q, post) in point.posts.iter().enumerate() {
                let place = list.item(q);
                let lowered = self.post(&place, PointId(p as u32), ZoneId(zone), point, post);
                let id = posts.push(lowered);
                terms.push(self.lines_of_post(&place, id, post));
            }
            self.posts_of_point.push(first..posts.len() as u32);
        }
        self.shared_lines(&mut terms);
        for (id, terms) in terms.pairs() {
            posts[id].terms = terms.clone().into_boxed_slice();
        }
        posts
    }

    fn post(
        &mut self,
        place: &Place<'_>,
        point: PointId,
        zone: ZoneId,
        at: &scenario::Point,
        post: &'s scenario::Post,
    ) -> Post {
        let mut tags: Vec<TagId> = vec![TagId(self.ids.tags.add(&post.id))];
        tags.extend(post.tags.iter().map(|tag| TagId(self.ids.tags.add(tag))));
        tags.sort_unstable();
        tags.dedup();
        let requires = self.need(&place.key("requires"), post.requires.as_ref());
        let shifts = place.key("shifts");
        let lengths = self.lengths(&shifts, &post.shifts);
        let latest_end = self.latest_end(&shifts, &post.shifts);
        let max_people = post.max_people.map(|people| self.number(&place.key("max_people"), people));
        let team = post.min_team.as_ref().map(|team| self.min_team(&place.key("min_team"), team, max_people));
        Post {
            point,
            zone,
            setting: setting(post.setting.or(at.setting).unwrap_or(scenario::Setting::Indoor)),
            tags: tags.into_boxed_slice(),
            requires,
            admits: match at.admits {
                None | Some(scenario::Admits::All) => Admits::All,
                Some(scenario::Admits::Women) => Admits::Women,
                Some(scenario::Admits::Men) => Admits::Men,
            },
            min_slots: lengths.min_slots,
            max_slots: lengths.max_slots,
            latest_end,
            counted: lengths.counted,
            standby: post.standby.unwrap_or(false),
            max_people,
            team,
            terms: Box::default(),
        }
    }

    fn lengths(&mut self, place: &Place<'_>, shifts: &scenario::Shifts) -> Lengths {
        let least = self.number(&place.key("min_minutes"), shifts.min_minutes);
        let most = self.number(&place.key("max_minutes"), shifts.max_minutes);
        if most == 0 || least > most {
            let found = format!("shifts of {least} to {most} minutes");
            let remedy = "let the longest be no shorter than the shortest, and above 0";
            self.faults.note(Code::ShiftLengths, place, found, remedy);
        }
        let counted = shifts.counted_minutes.map(|minutes| {
            let place = place.key("counted_minutes");
            if least != most {
                let found = format!("shifts of {least} to {most} minutes that count {minutes}");
                let remedy = "leave it out, or let min_minutes equal max_minutes";
                self.faults.note(Code::CountedMinutes, &place, found, remedy);
            }
            Minutes(i64::from(self.number(&place, minutes)))
        });
        let counted = match (counted, shifts.counted_percent) {
            (None, Some(percent)) => {
                self.counted_share(&place.key("counted_percent"), (least, most), percent)
            }
            (Some(_), Some(_)) => {
                let found = "counted minutes and a counted percentage";
                self.faults.note(Code::ExclusiveKeys, place, found, "keep one of the two");
                counted
            }
            (counted, None) => counted,
        };
        let Some(step) = self.calendar.as_ref().map(|calendar| calendar.slot_minutes() as u32) else {
            return Lengths { min_slots: 1, max_slots: 1, counted };
        };
        for (key, minutes) in [("min_minutes", least), ("max_minutes", most)] {
            if minutes % step != 0 {
                let found = format!("{minutes} minutes on a grid of {step}");
                let remedy = format!("write a multiple of {step}");
                self.faults.note(Code::OffGrid, &place.key(key), found, remedy);
            }
        }
        Lengths { min_slots: (least / step).max(1), max_slots: most / step, counted }
    }

    /// What a duty of the one length counts for as a share of it, in whole minutes, rounded down.
    fn counted_share(
        &mut self,
        place: &Place<'_>,
        (least, most): (u32, u32),
        percent: u32,
    ) -> Option<Minutes> {
        if percent > 100 {
            let found = format!("{percent} percent");
            self.faults.note(Code::OutOfRange, place, found, "write 0 to 100");
        }
        if least != most {
            let found = format!("shifts of {least} to {most} minutes of which {percent} % count");
            self.faults.note(
                Code::CountedMinutes,
                place,
                found,
                "leave it out, or let min_minutes equal max_minutes",
            );
        }
        Some(Minutes(i64::from(most) * i64::from(percent.min(100)) / 100))
    }

    pub(super) fn latest_end(&mut self, place: &Place<'_>, shifts: &scenario::Shifts) -> Arc<[Slot]> {
        let starts = shifts.starts.as_ref().map(|starts| {
            let list = place.key("starts");
            let mut clocks = BTreeSet::new();
            for (index, start) in starts.iter().enumerate() {
                let place = list.item(index);
                let Some(clock) = self.clock(&place, start, false) else { continue };
                if !self.meets_grid(clock) {
                    let found = format!("{} is never on the grid", start.0);
                    self.faults.note(Code::OffGrid, &place, found, "name a time that the grid meets");
                }
                clocks.insert(clock);
            }
            clocks
        });
        let open = shifts.open.as_ref().map(|open| self.joined(&place.key("open"), open));
        match &self.calendar {
            Some(calendar) => self.hours.latest_end(calendar, starts, open),
            None => Arc::from([]),
        }
    }

    /// Would the grid of some date, were it whole, have a boundary at this time of day?
    fn meets_grid(&self, clock: i64) -> bool {
        self.calendar.as_ref().is_none_or(|calendar| {
            let step = calendar.slot_minutes();
            calendar.spans().iter().any(|span| (clock - span.shift).rem_euclid(step) == 0)
        })
    }

    fn min_team(&mut self, place: &Place<'_>, team: &scenario::MinTeam, max_people: Option<u32>) -> MinTeam {
        let people = self.number(&place.key("people"), team.people);
        if let Some(most) = max_people.filter(|most| *most < people) {
            let found = format!("a team of {people} where {most} people may be");
            let remedy = "raise max_people, or lower min_team.people";
            self.faults.note(Code::TeamAboveMaxPeople, &place.key("people"), found, remedy);
        }
        MinTeam { people, weight: self.weight(&place.key("weight"), team.weight) }
    }

    /// Warns of points whose posts have no setting, where some rule speaks of exposure.
    pub(super) fn warn_of_settings(&mut self) {
        if !self.speaks_of_exposure {
            return;
        }
        let points = Place::ROOT.key("points");
        for (p, point) in self.scenario.points.iter().enumerate() {
            let unknown = point.posts.iter().filter(|post| post.setting.is_none()).count();
            if point.setting.is_none() && unknown > 0 {
                let found = format!("{unknown} posts without a setting count as indoor");
                let remedy = "give the point a setting, since a rule speaks of exposure";
                self.faults.note(Code::SettingUnknown, &points.item(p), found, remedy);
            }
        }
    }
}

/// The setting of a written one.
pub(super) const fn setting(written: scenario::Setting) -> Setting {
    match written {
        scenario::Setting::Indoor => Setting::Indoor,
        scenario::Setting::Shaded => Setting::Shaded,
        scenario::Setting::Outdoor => Setting::Outdoor,
    }
}
