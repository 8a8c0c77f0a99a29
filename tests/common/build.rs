//! A sketch: a problem that a test builds in code, a few words for each thing.

use rifada::ground::{Day, Grid, IdVec, Minutes, Slot, Weekday, Weight, Window};
use rifada::model::{
    ANYONE, Admits, ClockWindow, Duty, History, Line, LineId, LinePlace, Need, NeedId, Objective, PointId,
    Post, PostId, Problem, ProblemParts, Rules, Setting, TagId, Term, Traits, Travel, VolunteerDraft,
    VolunteerId, Wish, WishKind, ZoneId,
};
use std::sync::Arc;

/// The tag that each post bears as its own id: this number and the post's.
pub const OWN_TAG: u32 = 100;

/// The parts of a problem on the way, and the time of day at which its horizon starts.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The parts; a test may change anything in them.
    pub parts: ProblemParts,
    /// Minutes from midnight to the start of the horizon.
    pub opens: i64,
}

impl Sketch {
    /// Nobody and nothing on so many days from a Monday's midnight.
    pub fn days(slot_minutes: u32, days: u32) -> Self {
        Self::of_grid(Grid::plain(slot_minutes, days), 0)
    }

    /// Nobody and nothing on so many slots from the time `opens` of a day that is `weekday`.
    pub fn slots(slot_minutes: u32, slots: u32, opens: i64, weekday: u8) -> Self {
        let date = |minute: i64| Day(((opens + minute) / 1440) as u32);
        let length = i64::from(slot_minutes);
        let first: Vec<Day> = (0..i64::from(slots)).map(|slot| date(slot * length)).collect();
        let last: Vec<Day> = (0..i64::from(slots)).map(|slot| date(slot * length + length - 1)).collect();
        let days = last.last().map_or(0, |day| day.0 + 1);
        let weekdays = (0..days).map(|day| Weekday(((u32::from(weekday) + day) % 7) as u8)).collect();
        Self::of_grid(Grid::new(slot_minutes, first, last, weekdays), opens)
    }

    fn of_grid(grid: Grid, opens: i64) -> Self {
        let parts = ProblemParts {
            grid,
            first_start: Slot(0),
            zones: 1,
            travel: Travel::without_legs(1),
            needs: [Need::Anyone].into_iter().collect(),
            lines: IdVec::new(),
            posts: IdVec::new(),
            rules: IdVec::new(),
            volunteers: Vec::new(),
            together: Vec::new(),
            objective: Objective::default(),
        };
        Self { parts, opens }
    }

    /// The end of the horizon.
    pub fn end(&self) -> Slot {
        self.parts.grid.end()
    }

    /// A new post at a point of its own, always open, for duties of any length.
    pub fn post(&mut self) -> PostId {
        let number = self.parts.posts.len() as u32;
        let end = self.end();
        self.parts.posts.push(Post {
            point: PointId(number),
            zone: ZoneId(0),
            setting: Setting::Indoor,
            tags: Box::new([TagId(OWN_TAG + number)]),
            requires: ANYONE,
            admits: Admits::All,
            min_slots: 1,
            max_slots: end.0,
            latest_end: (0..end.0).map(|_| end).collect(),
            counted: None,
            standby: false,
            max_people: None,
            team: None,
            terms: Box::default(),
        })
    }

    /// The post, to change.
    pub fn at(&mut self, post: PostId) -> &mut Post {
        &mut self.parts.posts[post]
    }

    /// Gives the post one more tag.
    pub fn tag(&mut self, post: PostId, tag: TagId) {
        let mut tags = self.at(post).tags.to_vec();
        tags.push(tag);
        tags.sort_unstable();
        self.at(post).tags = tags.into_boxed_slice();
    }

    /// A new need.
    pub fn need(&mut self, need: Need) -> NeedId {
        self.parts.needs.push(need)
    }

    /// A new demand line at a post: so many people who meet `need` in every slot.
    pub fn line(&mut self, post: PostId, need: NeedId, people: i64, weight: u32) -> LineId {
        let place = LinePlace::Post(post, 0);
        let demand = vec![people; self.parts.grid.slots()];
        self.line_over(&[post], place, need, demand, weight)
    }

    /// A new line over some posts.
    pub fn line_over(
        &mut self,
        posts: &[PostId],
        place: LinePlace,
        need: NeedId,
        demand: Vec<i64>,
        weight: u32,
    ) -> LineId {
        let (weight, demand) = (Weight(weight), demand.into_boxed_slice());
        let line = self.parts.lines.push(Line { place, demand, weight, surplus: Weight(0) });
        for post in posts {
            self.term(*post, Term { line, need, coefficient: 1 });
        }
        line
    }

    /// A supervision rule: at most `ratio` who meet `who` for each who meets `by`.
    pub fn supervision(&mut self, post: PostId, who: NeedId, by: NeedId, ratio: i64, weight: u32) -> LineId {
        let place = LinePlace::Supervision(post, 0);
        let line = self.line_over(&[], place, who, Vec::new(), weight);
        if who == by {
            self.term(post, Term { line, need: who, coefficient: ratio - 1 });
        } else {
            self.term(post, Term { line, need: by, coefficient: ratio });
            self.term(post, Term { line, need: who, coefficient: -1 });
        }
        line
    }

    fn term(&mut self, post: PostId, term: Term) {
        let mut terms = self.at(post).terms.to_vec();
        terms.push(term);
        self.at(post).terms = terms.into_boxed_slice();
    }

    /// A new volunteer of whom nothing is known, always available, under the default rules.
    pub fn person(&mut self) -> VolunteerId {
        self.person_under(Rules::default())
    }

    /// A new volunteer of whom nothing is known, always available, under these rules.
    pub fn person_under(&mut self, rules: Rules) -> VolunteerId {
        let rules = self.parts.rules.push(rules);
        let whole = Window { from: Slot(0), to: self.end() };
        self.parts.volunteers.push(VolunteerDraft {
            traits: Traits::default(),
            home: None,
            free: Box::new([whole]),
            rules,
            zones: None,
            points: None,
            wishes: Box::default(),
            show_up: 100,
            history: History::default(),
            published: Box::default(),
            kept: Box::default(),
            begun: Box::default(),
        });
        VolunteerId(self.parts.volunteers.len() as u32 - 1)
    }

    /// The volunteer, to change.
    pub fn who(&mut self, volunteer: VolunteerId) -> &mut VolunteerDraft {
        &mut self.parts.volunteers[volunteer.0 as usize]
    }

    /// Makes these the duties of the volunteer that began before `now`.
    pub fn begun(&mut self, volunteer: VolunteerId, duties: &[Duty], now: u32) {
        self.parts.first_start = Slot(now);
        self.kept(volunteer, duties);
        self.who(volunteer).begun = duties.into();
    }

    /// Makes these the pinned duties of the volunteer.
    pub fn kept(&mut self, volunteer: VolunteerId, duties: &[Duty]) {
        self.who(volunteer).published = duties.into();
        self.who(volunteer).kept = duties.into();
    }

    /// The daily window of the clock from minute `from` of the day to minute `to`, on this horizon.
    pub fn clock(&self, from: i64, to: i64) -> Arc<ClockWindow> {
        let length = self.parts.grid.slot_minutes().0;
        let mut inside: Vec<(Slot, i64, Minutes)> = Vec::new();
        for minute in 0..self.parts.grid.slots() as i64 * length {
            let slot = Slot((minute / length) as u32);
            let (date, face) = ((self.opens + minute) / 1440, (self.opens + minute) % 1440);
            let opened = if from < to && from <= face && face < to || from > to && face >= from {
                date
            } else if from > to && face < to {
                date - 1
            } else {
                continue;
            };
            match inside.last_mut() {
                Some(part) if part.0 == slot && part.1 == opened => part.2 += Minutes(1),
                _ => inside.push((slot, opened, Minutes(1))),
            }
        }
        Arc::new(ClockWindow { inside: inside.into_boxed_slice() })
    }

    /// Makes travel between these zones take so many minutes at any time, row by row.
    pub fn travel(&mut self, zones: usize, minutes: &[u16]) {
        self.parts.zones = zones;
        let at = vec![0; self.parts.grid.slots() + 1];
        self.parts.travel = Travel::by_tables(zones, at, vec![minutes.into()]);
    }

    /// The problem.
    pub fn problem(&self) -> Problem {
        Problem::assemble(self.parts.clone())
    }
}

/// A duty at `post` from one slot up to another.
pub const fn duty(post: PostId, from: u32, to: u32) -> Duty {
    Duty { from: Slot(from), to: Slot(to), post }
}

/// A wish about any service from one minute of the horizon to another.
pub const fn wish(kind: WishKind, from: i64, to: i64, weight: u32) -> Wish {
    Wish { kind, from: Minutes(from), to: Minutes(to), point: None, tag: None, weight: Weight(weight) }
}

/// The hours from one slot up to another.
pub const fn hours(from: u32, to: u32) -> Window {
    Window { from: Slot(from), to: Slot(to) }
}
