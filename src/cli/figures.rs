//! What a plan meets and what it leaves short, added up from the plain evaluator: by point, by kind of need, by hour.

use rifada::ground::{Minutes, Slot, Window};
use rifada::io::scenario::Scenario;
use rifada::io::stated::{PostPlaces, Site};
use rifada::model::{LineId, Plan, PostId, Problem};
use rifada::report::{Kind, Needs, Tally, Words};
use rifada::score::plain;
use std::collections::BTreeMap;

/// The need at one point.
#[derive(Clone, Debug, Default)]
pub(super) struct AtPoint {
    /// All its lines.
    pub tally: Tally,
    /// What is missing there, by kind of need.
    pub missing: BTreeMap<Kind, i128>,
}

/// An hour of the horizon, or a slot that is longer, with people missing.
#[derive(Clone, Debug)]
pub(super) struct Hour {
    /// When.
    pub window: Window,
    /// People × minutes missing then.
    pub missing: i128,
    /// The same by place; the places with most come first.
    pub places: Vec<(Site, i128)>,
}

/// A stretch of time in which a post has somebody, but fewer than its least team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SmallTeam {
    /// The post.
    pub post: PostId,
    /// When.
    pub window: Window,
    /// How many are on duty.
    pub people: u32,
    /// How many should be at least.
    pub least: u32,
}

/// The sums of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// How many volunteers have a duty.
    pub serving: usize,
    /// How many duties there are.
    pub duties: usize,
    /// Minutes on duty by the clock, of all people.
    pub on_duty: i128,
    /// All demand lines.
    pub all: Tally,
    /// By point, in the scenario's order.
    pub by_point: Vec<AtPoint>,
    /// The lines of posts by kind.
    pub by_kind: BTreeMap<Kind, Tally>,
    /// The shared lines by entry and kind.
    pub shared: BTreeMap<(usize, Kind), Tally>,
    /// Hours with people missing, the worst first.
    pub hours: Vec<Hour>,
    /// Every stretch of a team that is too small, by post, then by time.
    pub small_teams: Vec<SmallTeam>,
}

impl Figures {
    /// The sums of `plan`, with kinds of need named in `words`.
    pub(super) fn of(scenario: &Scenario, problem: &Problem, plan: &Plan, words: &Words) -> Self {
        let posts = PostPlaces::of(scenario);
        let needs = Needs { scenario, words };
        let slot = problem.grid.slot_minutes();
        let slots: i128 = plan.duties().map(|(_, duty)| i128::from(duty.slots())).sum();
        let mut figures = Self {
            serving: plan.rosters.iter().filter(|roster| !roster.is_empty()).count(),
            duties: plan.len(),
            on_duty: minutes(slot, slots),
            by_point: vec![AtPoint::default(); scenario.points.len()],
            small_teams: small_teams(problem, plan),
            ..Self::default()
        };
        let mut missing = BTreeMap::<(LineId, Slot), i64>::new();
        for (line, slot, people) in plain::shortages(problem, plan) {
            missing.insert((line, slot), people);
        }
        for (id, line) in problem.lines.pairs().filter(|(_, line)| line.is_demand()) {
            let needed: i128 = line.demand.iter().map(|people| i128::from(*people)).sum();
            let range = (id, Slot(0))..=(id, Slot(u32::MAX));
            let short: i128 = missing.range(range).map(|(_, people)| i128::from(*people)).sum();
            if needed > 0
                && let Some(stated) = posts.line(scenario, line.place)
            {
                let kind = needs.kind(stated.line.needs.as_ref(), stated.required);
                figures.add(stated.site, kind, minutes(slot, needed), minutes(slot, short));
            }
        }
        figures.hours = hours(problem, &missing, |line| {
            posts.line(scenario, problem.lines[line].place).map(|stated| stated.site)
        });
        figures
    }

    fn add(&mut self, site: Site, kind: Kind, needed: i128, missing: i128) {
        self.all.add(needed, missing);
        match site {
            Site::Point(point) => {
                let here = &mut self.by_point[point];
                here.tally.add(needed, missing);
                if missing > 0 {
                    *here.missing.entry(kind.clone()).or_default() += missing;
                }
                self.by_kind.entry(kind).or_default().add(needed, missing);
            }
            Site::Shared(shared) => self.shared.entry((shared, kind)).or_default().add(needed, missing),
        }
    }
}

/// The minutes of a sum of slots.
fn minutes(slot: Minutes, slots: i128) -> i128 {
    i128::from(slot.0) * slots
}

/// The hours with people missing, counted from the start of the horizon; the worst first, then by time. `site_of` says where
/// a demand line stands.
fn hours(
    problem: &Problem,
    missing: &BTreeMap<(LineId, Slot), i64>,
    site_of: impl Fn(LineId) -> Option<Site>,
) -> Vec<Hour> {
    let slot = problem.grid.slot_minutes();
    let step = u32::try_from((60 / slot.0).max(1)).unwrap_or(1);
    let mut found: BTreeMap<u32, BTreeMap<Site, i128>> = BTreeMap::new();
    for (&(line, at), &people) in missing {
        if let Some(site) = site_of(line) {
            *found.entry(at.0 / step).or_default().entry(site).or_default() +=
                minutes(slot, i128::from(people));
        }
    }
    let mut hours: Vec<Hour> = found
        .into_iter()
        .map(|(hour, places)| {
            let mut places: Vec<(Site, i128)> = places.into_iter().collect();
            places.sort_by_key(|(place, missing)| (-missing, *place));
            let from = Slot(hour * step);
            let to = Slot((hour + 1) * step).min(problem.grid.end());
            Hour { window: Window { from, to }, missing: places.iter().map(|(_, m)| m).sum(), places }
        })
        .collect();
    hours.sort_by_key(|hour| (-hour.missing, hour.window.from));
    hours
}

/// Every stretch of equal size in which a team is too small.
fn small_teams(problem: &Problem, plan: &Plan) -> Vec<SmallTeam> {
    let mut found: Vec<SmallTeam> = Vec::new();
    let heads = plain::heads(problem, plan);
    for (post, entry) in problem.posts.pairs() {
        let Some(team) = entry.team else { continue };
        for (slot, &people) in heads[post].iter().enumerate() {
            if people == 0 || people >= team.people {
                continue;
            }
            let (from, to) = (Slot(slot as u32), Slot(slot as u32 + 1));
            match found.last_mut() {
                Some(last) if (last.post, last.window.to, last.people) == (post, from, people) => {
                    last.window.to = to;
                }
                _ => found.push(SmallTeam { post, window: Window { from, to }, people, least: team.people }),
            }
        }
    }
    found
}
