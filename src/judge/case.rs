//! The case: a scenario as the judge looks things up in it, by id, with its times read.

use super::clock::{Clock, NotATime, clock_time};
use super::limits::Limits;
use super::needs::{Held, Vocabulary, held, meets};
use super::travel::Travel;
use super::unjudgeable::Unjudgeable;
use crate::io::scenario::{
    Admits, Gender, Interval, LocalTime, Need, Point, Post, Rules, RulesRef, SCENARIO_FORMAT, Scenario,
    Setting, Volunteer, WishKind,
};
use std::collections::{HashMap, HashSet};

/// A duty: when, and at which post of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Duty {
    /// Its start, in minutes of the horizon.
    pub from: i64,
    /// Its end.
    pub to: i64,
    /// Its post, as a place in [`Case::posts`].
    pub post: usize,
}

/// A post with what its point says of it.
pub(super) struct Stand<'a> {
    /// Its point.
    pub point: &'a Point,
    /// Itself.
    pub post: &'a Post,
    /// The zone of its point, as a place in the scenario's list.
    pub zone: usize,
    /// Its own setting, else its point's.
    pub setting: Setting,
    /// Clock times at which a duty may start, where that is bound.
    pub starts: Option<Vec<i64>>,
    /// When it is open, joined, where that is bound.
    pub open: Option<Vec<(i64, i64)>>,
    /// JSON path of the post.
    pub path: String,
}

impl Stand<'_> {
    /// Does the post bear this tag?
    pub fn bears(&self, tag: &str) -> bool {
        self.post.id == tag || self.post.tags.iter().any(|own| own == tag)
    }

    /// Does its point admit the person?
    pub fn admits(&self, person: &Volunteer) -> bool {
        match self.point.admits {
            None | Some(Admits::All) => true,
            Some(Admits::Women) => person.gender == Some(Gender::Female),
            Some(Admits::Men) => person.gender == Some(Gender::Male),
        }
    }
}

/// A wish with its window read.
pub(super) struct Wish<'a> {
    /// What it asks for.
    pub kind: WishKind,
    /// The start of its window.
    pub from: i64,
    /// Its end.
    pub to: i64,
    /// Only there.
    pub point: Option<&'a str>,
    /// Only at posts with this tag.
    pub tag: Option<&'a str>,
    /// Cost per hour.
    pub weight: i64,
}

/// A person with what can be read once.
pub(super) struct Person<'a> {
    /// As the scenario has them.
    pub volunteer: &'a Volunteer,
    /// When they are free, joined.
    pub free: Vec<(i64, i64)>,
    /// The skills they hold.
    held: Vec<Held<'a>>,
    /// Their wishes.
    pub wishes: Vec<Wish<'a>>,
    /// Where they set out from.
    pub home: Option<usize>,
    /// The end of the last duty of their history.
    pub last_end: Option<i64>,
    /// Their rules, as a place in [`Case::limits`].
    limits: usize,
}

/// A scenario made ready to judge by.
pub(super) struct Case<'a> {
    /// As it stands in the file.
    pub scenario: &'a Scenario,
    /// Its clock.
    pub clock: Clock,
    /// The ways between its zones.
    pub travel: Travel,
    /// All posts, in the scenario's order.
    pub posts: Vec<Stand<'a>>,
    /// All people, in the scenario's order.
    pub people: Vec<Person<'a>>,
    /// What names may be used.
    pub vocabulary: Vocabulary<'a>,
    /// Resolved sets of rules: the default's, the named ones', people's own.
    limits: Vec<Limits<'a>>,
    person_of: HashMap<&'a str, usize>,
    point_of: HashMap<&'a str, usize>,
    post_of: HashMap<(usize, &'a str), usize>,
}

/// Places of things by id; an id given twice is refused.
fn by_id<'a>(ids: impl Iterator<Item = &'a str>, path: &str) -> Result<HashMap<&'a str, usize>, Unjudgeable> {
    let mut places = HashMap::with_capacity(ids.size_hint().0);
    for (place, id) in ids.enumerate() {
        if places.insert(id, place).is_some() {
            return Err(Unjudgeable::scenario(path, format!("the id \"{id}\" is given twice")));
        }
    }
    Ok(places)
}

/// The intervals in order, those that touch or overlap made one.
fn joined(clock: &Clock, intervals: &[Interval]) -> Result<Vec<(i64, i64)>, NotATime> {
    let read = |interval: &Interval| clock.interval(interval.from.as_str(), interval.to.as_str());
    let mut read = intervals.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    read.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(read.len());
    for (from, to) in read {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    Ok(joined)
}

/// Does one of the intervals, which are in order and apart, hold all of another?
pub(super) fn one_holds(intervals: &[(i64, i64)], from: i64, to: i64) -> bool {
    let after = intervals.partition_point(|interval| interval.0 <= from);
    after > 0 && to <= intervals[after - 1].1
}

impl<'a> Case<'a> {
    /// The case that a scenario makes.
    pub fn of(scenario: &'a Scenario) -> Result<Self, Unjudgeable> {
        if scenario.format != SCENARIO_FORMAT {
            return Err(Unjudgeable::scenario("format", format!("\"{}\" is not known", scenario.format)));
        }
        let clock = Clock::of(scenario)?;
        let zones = by_id(scenario.zones.iter().map(|zone| zone.id.as_str()), "zones")?;
        let mut case = Self {
            scenario,
            clock,
            travel: Travel::of(scenario, &zones)?,
            posts: Vec::new(),
            people: Vec::with_capacity(scenario.volunteers.len()),
            vocabulary: Vocabulary::of(scenario),
            limits: Vec::new(),
            person_of: by_id(scenario.volunteers.iter().map(|person| person.id.as_str()), "volunteers")?,
            point_of: by_id(scenario.points.iter().map(|point| point.id.as_str()), "points")?,
            post_of: HashMap::new(),
        };
        let mut tags = HashSet::new();
        for (number, point) in scenario.points.iter().enumerate() {
            case.add_posts(number, point, &zones)?;
            for post in &point.posts {
                tags.insert(post.id.as_str());
                tags.extend(post.tags.iter().map(String::as_str));
            }
        }
        case.add_people(&zones, &tags)?;
        case.check_groups()?;
        Ok(case)
    }

    fn add_posts(
        &mut self,
        number: usize,
        point: &'a Point,
        zones: &HashMap<&str, usize>,
    ) -> Result<(), Unjudgeable> {
        let Some(&zone) = zones.get(point.zone.as_str()) else {
            return Err(Unjudgeable::scenario(
                format!("points[{number}].zone"),
                format!("no zone \"{}\"", point.zone),
            ));
        };
        for (place, post) in point.posts.iter().enumerate() {
            let path = format!("points[{number}].posts[{place}]");
            if self.post_of.insert((number, &post.id), self.posts.len()).is_some() {
                return Err(Unjudgeable::scenario(&path, format!("the id \"{}\" is given twice", post.id)));
            }
            if let Some(need) = &post.requires {
                self.vocabulary.check(need, &format!("{path}.requires"))?;
            }
            let shifts = &post.shifts;
            let counts_otherwise = shifts.counted_minutes.is_some() || shifts.counted_percent.is_some();
            if counts_otherwise && shifts.min_minutes != shifts.max_minutes {
                let found = "counted minutes are given where not all duties are equally long";
                return Err(Unjudgeable::scenario(format!("{path}.shifts"), found));
            }
            let fault = |found| Unjudgeable::scenario(format!("{path}.shifts"), found);
            // A list without entries binds nothing.
            let starts = shifts.starts.as_ref().filter(|starts| !starts.is_empty()).map(|starts| {
                starts.iter().map(|start| clock_time(start, false)).collect::<Result<Vec<_>, _>>()
            });
            let open = shifts.open.as_ref().filter(|open| !open.is_empty());
            let open = open.map(|open| joined(&self.clock, open));
            self.posts.push(Stand {
                point,
                post,
                zone,
                setting: post.setting.or(point.setting).unwrap_or(Setting::Indoor),
                starts: starts.transpose().map_err(fault)?,
                open: open.transpose().map_err(fault)?,
                path,
            });
        }
        Ok(())
    }

    fn add_people(&mut self, zones: &HashMap<&str, usize>, tags: &HashSet<&str>) -> Result<(), Unjudgeable> {
        let scenario = self.scenario;
        let sets = by_id(scenario.rules.iter().map(|(name, _)| name.as_str()), "rules")?;
        let default = sets.get("default").map(|place| &scenario.rules[*place].1);
        self.limits.push(Limits::resolve(None, default, tags, "rules.default")?);
        for (name, rules) in &scenario.rules {
            let limits = Limits::resolve(Some(rules), default, tags, &format!("rules.{name}"))?;
            self.limits.push(limits);
        }
        for (number, volunteer) in scenario.volunteers.iter().enumerate() {
            let person = self.read_person(volunteer, zones, tags, &sets, default);
            let person = person.map_err(|(key, found)| {
                Unjudgeable::scenario(format!("volunteers[{number}].{key}"), found)
            })?;
            self.people.push(person);
        }
        Ok(())
    }

    /// A person made ready, or the key at fault and what was found there.
    fn read_person(
        &mut self,
        volunteer: &'a Volunteer,
        zones: &HashMap<&str, usize>,
        tags: &HashSet<&str>,
        sets: &HashMap<&str, usize>,
        default: Option<&'a Rules>,
    ) -> Result<Person<'a>, (&'static str, String)> {
        let at = |key: &'static str| move |fault: NotATime| (key, fault.to_string());
        let unknown = |id: &str| format!("no \"{id}\" in the scenario");
        let zone = |id: &String| zones.get(id.as_str()).copied();
        let home = volunteer.home_zone.as_ref();
        let home = home.map(|id| zone(id).ok_or_else(|| ("home_zone", unknown(id)))).transpose()?;
        if let Some(id) = volunteer.zones.iter().flatten().find(|id| zone(id).is_none()) {
            return Err(("zones", unknown(id)));
        }
        let has_point = |id: &&String| self.point_of.contains_key(id.as_str());
        if let Some(id) = volunteer.points.iter().flatten().find(|id| !has_point(id)) {
            return Err(("points", unknown(id)));
        }
        if let Some(id) = volunteer.organisation.as_ref().filter(|id| !self.vocabulary.has_organisation(id)) {
            return Err(("organisation", unknown(id)));
        }
        let held = held(volunteer).map_err(at("skills"))?;
        if let Some((id, ..)) = held.iter().find(|(id, ..)| !self.vocabulary.has_skill(id)) {
            return Err(("skills", unknown(id)));
        }
        let limits = match &volunteer.rules {
            None => 0,
            Some(RulesRef::Named(name)) => {
                sets.get(name.as_str()).ok_or_else(|| ("rules", unknown(name)))? + 1
            }
            Some(RulesRef::Own(rules)) => {
                let own = Limits::resolve(Some(rules), default, tags, "rules");
                self.limits.push(own.map_err(|fault| ("rules", fault.to_string()))?);
                self.limits.len() - 1
            }
        };
        let last_end = volunteer.history.as_ref().and_then(|history| history.last_end.as_ref());
        let last_end = last_end.map(|end| self.clock.minute(end.as_str()));
        Ok(Person {
            volunteer,
            free: joined(&self.clock, &volunteer.available).map_err(at("available"))?,
            held,
            wishes: self.read_wishes(volunteer, tags).map_err(|found| ("wishes", found))?,
            home,
            last_end: last_end.transpose().map_err(at("history.last_end"))?,
            limits,
        })
    }

    fn read_wishes(&self, volunteer: &'a Volunteer, tags: &HashSet<&str>) -> Result<Vec<Wish<'a>>, String> {
        let mut wishes = Vec::with_capacity(volunteer.wishes.len());
        for wish in &volunteer.wishes {
            let bound = |text: &Option<LocalTime>, other| match text {
                Some(text) => self.clock.minute(text.as_str()).map_err(|fault| fault.to_string()),
                None => Ok(other),
            };
            let (from, to) = (bound(&wish.from, 0)?, bound(&wish.to, self.clock.end)?);
            if wish.from.is_some() && wish.to.is_some() && from >= to {
                return Err("the window of a wish is empty".to_owned());
            }
            if wish.kind == WishKind::Prefer && (wish.from.is_none() || wish.to.is_none()) {
                return Err("a \"prefer\" needs from and to".to_owned());
            }
            if wish.kind == WishKind::Rather && wish.point.is_none() && wish.tag.is_none() {
                return Err("a \"rather\" needs a point or a tag".to_owned());
            }
            if let Some(id) = wish.point.as_ref().filter(|id| !self.point_of.contains_key(id.as_str())) {
                return Err(format!("no point \"{id}\""));
            }
            if let Some(tag) = wish.tag.as_ref().filter(|tag| !tags.contains(tag.as_str())) {
                return Err(format!("no post bears the tag \"{tag}\""));
            }
            wishes.push(Wish {
                kind: wish.kind,
                from,
                to,
                point: wish.point.as_deref(),
                tag: wish.tag.as_deref(),
                weight: i64::from(wish.weight),
            });
        }
        Ok(wishes)
    }

    fn check_groups(&self) -> Result<(), Unjudgeable> {
        let mut grouped = HashSet::new();
        for (number, group) in self.scenario.together.iter().enumerate() {
            for id in group {
                if self.person(id).is_none() || !grouped.insert(id) {
                    return Err(Unjudgeable::scenario(
                        format!("together[{number}]"),
                        format!("\"{id}\" is no volunteer, or is in a group already"),
                    ));
                }
            }
        }
        Ok(())
    }

    /// The place of a person in [`Case::people`].
    pub fn person(&self, id: &str) -> Option<usize> {
        self.person_of.get(id).copied()
    }

    /// The place of a point in the scenario's list.
    pub fn point(&self, id: &str) -> Option<usize> {
        self.point_of.get(id).copied()
    }

    /// The place of a post in [`Case::posts`].
    pub fn post(&self, point: &str, post: &str) -> Option<usize> {
        self.post_of.get(&(self.point(point)?, post)).copied()
    }

    /// The rules that bind a person.
    pub fn limits(&self, person: &Person<'_>) -> &Limits<'a> {
        &self.limits[person.limits]
    }

    /// Does the person meet the need for the duty? Without a need, anybody does.
    pub fn meets(&self, need: Option<&Need>, person: &Person<'_>, duty: Duty) -> bool {
        need.is_none_or(|need| {
            let (first, last) = (self.clock.date(duty.from), self.clock.date(duty.to - 1));
            meets(need, person.volunteer, &person.held, first, last)
        })
    }

    /// Is the duty on the grid and inside the horizon?
    pub fn is_placed(&self, duty: Duty) -> bool {
        self.clock.holds(duty.from, duty.to)
    }

    /// What the duty counts for in its person's minutes.
    pub fn counted(&self, duty: Duty) -> i64 {
        let (shifts, length) = (&self.posts[duty.post].post.shifts, duty.to - duty.from);
        match (shifts.counted_minutes, shifts.counted_percent) {
            (Some(minutes), _) => i64::from(minutes),
            (None, Some(percent)) => i64::from(shifts.max_minutes) * i64::from(percent) / 100,
            (None, None) => length,
        }
    }
}
