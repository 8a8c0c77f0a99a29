//! Names to positions: each list of the scenario with its ids, checked, and looked up with the nearest known one.

use super::faults::Faults;
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::io::scenario::Scenario;
use crate::model::PostId;
use std::collections::{BTreeMap, HashMap};

/// The names of one kind of thing, with the position of each.
pub(super) struct Names<'s> {
    kind: &'static str,
    unknown: Code,
    positions: HashMap<&'s str, u32>,
    order: Vec<&'s str>,
    /// Is the list itself in order? If not, what it may lack is not reported where it is named.
    sound: bool,
    /// May a name be added by naming it?
    open: bool,
}

impl<'s> Names<'s> {
    fn new(kind: &'static str, unknown: Code, open: bool) -> Self {
        Self { kind, unknown, positions: HashMap::new(), order: Vec::new(), sound: true, open }
    }

    /// The names of a list whose items have an `id`, each checked.
    fn listed(
        kind: &'static str,
        list: &Place<'_>,
        ids: impl Iterator<Item = &'s str>,
        faults: &mut Faults<'_>,
    ) -> Self {
        let mut names = Self::new(kind, Code::UnknownId, false);
        for (index, id) in ids.enumerate() {
            let item = list.item(index);
            let place = item.key("id");
            names.sound &= !faults.in_doubt(&place);
            faults.check_id(&place, id);
            names.push(&place, id, faults);
        }
        names.sound &= !faults.list_in_doubt(list, names.order.len());
        names
    }

    /// The names of a list, or of whatever is named where there is none.
    fn listed_or_open(
        kind: &'static str,
        list: &Place<'_>,
        items: Option<&'s [crate::io::scenario::Named]>,
        faults: &mut Faults<'_>,
    ) -> Self {
        match items {
            Some(items) => Self::listed(kind, list, items.iter().map(|item| item.id.as_str()), faults),
            None => Self::new(kind, Code::UnknownId, true),
        }
    }

    fn push(&mut self, place: &Place<'_>, id: &'s str, faults: &mut Faults<'_>) {
        let position = self.order.len() as u32;
        self.order.push(id);
        if let Some(first) = self.positions.get(id) {
            if !id.is_empty() {
                let found = format!("the {} {} stands here and at position {first}", self.kind, quoted(id));
                faults.note(Code::DuplicateId, place, found, "give each its own id");
            }
        } else {
            self.positions.insert(id, position);
        }
    }

    /// Adds `id` where it is new.
    pub(super) fn add(&mut self, id: &'s str) -> u32 {
        *self.positions.entry(id).or_insert_with(|| {
            self.order.push(id);
            self.order.len() as u32 - 1
        })
    }

    /// The position of `id`, named at `place`; a name that is not known is a fault.
    pub(super) fn find(&mut self, place: &Place<'_>, id: &'s str, faults: &mut Faults<'_>) -> Option<u32> {
        if let Some(position) = self.positions.get(id) {
            return Some(*position);
        }
        if self.open {
            faults.check_id(place, id);
            return Some(self.add(id));
        }
        if self.sound {
            faults.unknown(self.unknown, place, self.kind, id, self.order.iter().copied());
        }
        None
    }

    /// The positions of a list of names, each of which may stand once.
    pub(super) fn find_all(
        &mut self,
        list: &Place<'_>,
        ids: &'s [String],
        faults: &mut Faults<'_>,
    ) -> Vec<u32> {
        let mut found = BTreeMap::new();
        for (index, id) in ids.iter().enumerate() {
            let place = list.item(index);
            let Some(position) = self.find(&place, id, faults) else { continue };
            if found.insert(position, index).is_some() {
                let found = format!("the {} {} is named twice", self.kind, quoted(id));
                faults.note(Code::DuplicateId, &place, found, "name it once");
            }
        }
        found.into_keys().collect()
    }

    /// The position of `id`, or nothing; not a fault.
    pub(super) fn get(&self, id: &str) -> Option<u32> {
        self.positions.get(id).copied()
    }

    /// All names, in the order of their positions.
    pub(super) fn in_order(&self) -> Vec<String> {
        self.order.iter().map(|&name| name.to_owned()).collect()
    }

    /// May a name be added by naming it?
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }
}

/// All names of a scenario.
pub(super) struct Ids<'s> {
    pub(super) zones: Names<'s>,
    pub(super) points: Names<'s>,
    pub(super) volunteers: Names<'s>,
    pub(super) skills: Names<'s>,
    pub(super) organisations: Names<'s>,
    pub(super) rule_sets: Names<'s>,
    /// Tags that posts bear, their own ids among them.
    pub(super) tags: Names<'s>,
    posts: HashMap<(u32, &'s str), PostId>,
    sound_posts: bool,
}

impl<'s> Ids<'s> {
    /// The names of `scenario`, checked.
    pub(super) fn of(scenario: &'s Scenario, faults: &mut Faults<'_>) -> Self {
        let root = Place::ROOT;
        faults.check_id(&root.key("id"), &scenario.id);
        let zones = scenario.zones.iter().map(|zone| zone.id.as_str());
        let zones = Names::listed("zone", &root.key("zones"), zones, faults);
        let points = scenario.points.iter().map(|point| point.id.as_str());
        let points = Names::listed("point", &root.key("points"), points, faults);
        let volunteers = scenario.volunteers.iter().map(|volunteer| volunteer.id.as_str());
        let volunteers = Names::listed("volunteer", &root.key("volunteers"), volunteers, faults);
        let skills = scenario.skills.as_deref();
        let skills = Names::listed_or_open("skill", &root.key("skills"), skills, faults);
        let organisations = scenario.organisations.as_deref();
        let place = root.key("organisations");
        let organisations = Names::listed_or_open("organisation", &place, organisations, faults);
        let mut ids = Self {
            zones,
            points,
            volunteers,
            skills,
            organisations,
            rule_sets: rule_sets(scenario, faults),
            tags: Names::new("tag", Code::UnknownTag, false),
            posts: HashMap::new(),
            sound_posts: true,
        };
        ids.add_posts(scenario, faults);
        ids
    }

    fn add_posts(&mut self, scenario: &'s Scenario, faults: &mut Faults<'_>) {
        let points = Place::ROOT.key("points");
        self.tags.sound = self.points.sound;
        let mut next = 0;
        for (p, point) in scenario.points.iter().enumerate() {
            let at_point = points.item(p);
            let posts = at_point.key("posts");
            let names = point.posts.iter().map(|post| post.id.as_str());
            self.sound_posts &= Names::listed("post", &posts, names, faults).sound;
            let own = self.points.get(&point.id).filter(|position| *position as usize == p);
            for (q, post) in point.posts.iter().enumerate() {
                let at_post = posts.item(q);
                let tags = at_post.key("tags");
                self.tags.sound &= !faults.in_doubt(&tags);
                for (t, tag) in post.tags.iter().enumerate() {
                    faults.check_id(&tags.item(t), tag);
                    self.tags.add(tag);
                }
                self.tags.add(&post.id);
                if let Some(own) = own {
                    self.posts.entry((own, post.id.as_str())).or_insert(PostId(next));
                }
                next += 1;
            }
        }
        self.tags.sound &= self.sound_posts;
    }

    /// The post that a `point` and a `post` at `place` name.
    pub(super) fn post(
        &mut self,
        place: &Place<'_>,
        (point, post): (&'s str, &'s str),
        scenario: &'s Scenario,
        faults: &mut Faults<'_>,
    ) -> Option<PostId> {
        let at = self.points.find(&place.key("point"), point, faults)?;
        let found = self.posts.get(&(at, post)).copied();
        if found.is_none() && self.sound_posts {
            let known = scenario.points[at as usize].posts.iter().map(|post| post.id.as_str());
            let kind = format!("post at {}", quoted(point));
            faults.unknown(Code::UnknownId, &place.key("post"), &kind, post, known);
        }
        found
    }
}

fn rule_sets<'s>(scenario: &'s Scenario, faults: &mut Faults<'_>) -> Names<'s> {
    let list = Place::ROOT.key("rules");
    let mut names = Names::new("rule set", Code::UnknownId, false);
    names.sound = !faults.list_in_doubt(&list, scenario.rules.len());
    for (name, _) in &scenario.rules {
        let place = list.key(name);
        faults.check_id(&place, name);
        names.push(&place, name, faults);
    }
    names
}
