//! What every part of the page looks at: the scenario with its problem and plan, the words, and the demand lines with their
//! names.

use super::blocks::Blocks;
use super::dates::Dates;
use super::markup::visible;
use super::needs::{Kind, Needs};
use super::words::Words;
use crate::ground::{IdVec, Slot};
use crate::io::calendar::Calendar;
use crate::io::scenario::Scenario;
use crate::io::stated::{PostPlaces, Site, StatedLine};
use crate::model::{LineId, Plan, PostId, Problem};
use crate::score::plain;

/// A demand line as the page names it.
#[derive(Clone, Debug)]
pub(super) struct NamedLine {
    /// The line.
    pub(super) id: LineId,
    /// Where it stands.
    pub(super) place: Site,
    /// At which post, where it is of one.
    pub(super) post: Option<PostId>,
    /// Its kind, as a position in [`View::kinds`].
    pub(super) kind: usize,
    /// What it asks for, in words; with its post where the point has several.
    pub(super) name: String,
}

/// What the page is of.
pub(super) struct View<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) problem: &'a Problem,
    pub(super) plan: &'a Plan,
    pub(super) words: &'a Words,
    pub(super) calendar: &'a Calendar,
    pub(super) blocks: Blocks,
    /// Demand lines that ask for somebody in some slot.
    pub(super) lines: Vec<NamedLine>,
    /// The kinds of need, sorted.
    pub(super) kinds: Vec<Kind>,
    /// The people on duty who count in each line, in each slot.
    pub(super) cover: IdVec<LineId, Vec<i64>>,
    posts: PostPlaces,
}

impl<'a> View<'a> {
    /// The view of `plan`.
    pub(super) fn of(
        scenario: &'a Scenario,
        problem: &'a Problem,
        plan: &'a Plan,
        words: &'a Words,
        calendar: &'a Calendar,
    ) -> Self {
        let mut view = Self {
            scenario,
            problem,
            plan,
            words,
            calendar,
            blocks: Blocks::of(&problem.grid),
            lines: Vec::new(),
            kinds: Vec::new(),
            cover: plain::line_cover(problem, plan),
            posts: PostPlaces::of(scenario),
        };
        view.find_lines();
        view
    }

    fn find_lines(&mut self) {
        let needs = Needs { scenario: self.scenario, words: self.words };
        let mut found: Vec<(NamedLine, Kind)> = Vec::new();
        for (id, line) in self.problem.lines.pairs() {
            if !line.is_demand() || line.demand.iter().all(|people| *people == 0) {
                continue;
            }
            let Some(stated) = self.posts.line(self.scenario, line.place) else { continue };
            let StatedLine { site: place, post, line: written, required } = stated;
            let mut kind = needs.kind(written.needs.as_ref(), required);
            kind.words = visible(&kind.words);
            let named = written.name.as_ref().map(|text| visible(self.words.name(Some(text), "")));
            let mut name = named.unwrap_or_else(|| kind.words.clone());
            if let (Some(post), Site::Point(point)) = (post, place)
                && self.scenario.points[point].posts.len() > 1
            {
                name = format!("{}: {name}", self.post_alone(post));
            }
            found.push((NamedLine { id, place, post, kind: 0, name }, kind));
        }
        let mut kinds: Vec<Kind> = found.iter().map(|(_, kind)| kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        for (line, kind) in &mut found {
            line.kind = kinds.binary_search(kind).unwrap_or(0);
        }
        self.lines = found.into_iter().map(|(line, _)| line).collect();
        self.kinds = kinds;
    }

    /// Dates and times.
    pub(super) fn dates(&self) -> Dates<'_> {
        Dates::of(self.words, self.calendar, &self.problem.grid)
    }

    /// All places with a name: points, then what they share.
    pub(super) fn places(&self) -> Vec<Site> {
        let points = (0..self.scenario.points.len()).map(Site::Point);
        points.chain((0..self.scenario.shared.len()).map(Site::Shared)).collect()
    }

    /// The name of a place.
    pub(super) fn place_name(&self, place: Site) -> String {
        visible(match place {
            Site::Point(point) => {
                let point = &self.scenario.points[point];
                self.words.name(point.name.as_ref(), &point.id)
            }
            Site::Shared(shared) => {
                let shared = &self.scenario.shared[shared];
                let id = shared.points.first().map_or("", String::as_str);
                self.words.name(shared.name.as_ref(), id)
            }
        })
    }

    /// The point of a post.
    pub(super) fn point_of(&self, post: PostId) -> usize {
        self.posts.at(post).0
    }

    /// The name of a post by itself.
    pub(super) fn post_alone(&self, post: PostId) -> String {
        let post = self.posts.stated(self.scenario, post);
        visible(self.words.name(post.name.as_ref(), &post.id))
    }

    /// The name of a post's point, with its own where the point has several.
    pub(super) fn post_name(&self, post: PostId) -> String {
        let point = self.point_of(post);
        let name = self.place_name(Site::Point(point));
        if self.scenario.points[point].posts.len() < 2 {
            return name;
        }
        format!("{name}{}{}", self.words.text("list-comma"), self.post_alone(post))
    }

    /// The name of a volunteer, or their id.
    pub(super) fn volunteer_name(&self, volunteer: usize) -> String {
        let volunteer = &self.scenario.volunteers[volunteer];
        visible(self.words.name(volunteer.name.as_ref(), &volunteer.id))
    }

    /// How many people the line needs in a slot, and how many of them are missing.
    pub(super) fn need_in(&self, line: LineId, slot: Slot) -> (i64, i64) {
        let needed = self.problem.lines[line].demand_in(slot);
        (needed, (needed - self.cover[line][slot.index()]).max(0))
    }

    /// The length of a slot in minutes.
    pub(super) fn slot_minutes(&self) -> i128 {
        i128::from(self.problem.grid.slot_minutes().0)
    }
}
