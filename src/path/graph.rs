//! A unit's own graph of duties, before any prices: when it may serve, how long, and by which lane its best path is
//! found.

use super::cluster::Clusters;
use super::hours::{is_of_hours, ways};
use super::shared::is_stretched;
use super::stints::Stints;
use crate::ground::ids::Id;
use crate::ground::{Day, IdVec, Minutes, Slot, Window};
use crate::model::{CastId, Duty, Exposure, PostId, Problem, Rules, RulesId, Setting, Unit, UnitId};
use crate::score::legal;

/// The graphs of all units, and what all of them need to know of the posts.
#[derive(Clone, Debug)]
pub struct Graphs {
    /// Each unit's graph.
    pub of: IdVec<UnitId, Graph>,
    /// May a duty at this post begin and end at any slot?
    pub always_open: IdVec<PostId, bool>,
    /// The posts that everybody may serve all of or none of.
    pub clusters: Clusters,
    /// May the unit's best path be read off stretches that others share?
    pub stretched: IdVec<UnitId, bool>,
    /// Is the unit bound by nothing but hours, one duty a date, rest and minutes?
    pub of_hours: IdVec<UnitId, bool>,
    /// What units share that are planned by stints; nothing where there are none.
    pub stints: Option<Stints>,
    /// The shortest way between two zones at any hour, in slots.
    pub shortest_way: u32,
    longest_way: u32,
    heat: IdVec<RulesId, Box<[Heat]>>,
}

/// A cap on exposure, with the minutes of its window summed up slot by slot.
#[derive(Clone, Debug)]
struct Heat {
    rule: Exposure,
    /// Minutes of the window before each boundary.
    before: Box<[i64]>,
}

impl Graphs {
    /// The graphs of all units of `problem`.
    pub fn new(problem: &Problem) -> Self {
        let mut graphs = Self {
            of: problem.units.ids().map(|unit| Graph::of(problem, unit)).collect(),
            clusters: Clusters::new(problem),
            stretched: IdVec::filled(false, problem.units.len()),
            of_hours: IdVec::filled(false, problem.units.len()),
            stints: None,
            shortest_way: ways(problem).0,
            longest_way: ways(problem).1,
            always_open: problem.posts.ids().map(|post| is_always_open(problem, post)).collect(),
            heat: problem
                .rules
                .iter()
                .map(|rules| rules.exposure.iter().map(|rule| Heat::new(problem, rule)).collect())
                .collect(),
        };
        graphs.stretched =
            graphs.of.pairs().map(|(unit, graph)| is_stretched(problem, &graphs, unit, graph)).collect();
        graphs.of_hours = graphs
            .of
            .pairs()
            .map(|(unit, graph)| !graphs.stretched[unit] && is_of_hours(problem, &graphs, unit, graph))
            .collect();
        graphs.stints = Stints::new(problem, &graphs);
        for (unit, graph) in graphs.of.iter_mut().enumerate() {
            if graphs.stints.as_ref().is_some_and(|stints| stints.has(UnitId(unit as u32))) {
                graph.lane = Lane::Stints;
            }
        }
        graphs
    }

    /// The graphs without what units share, which is worked out for all of them at once: each unit is looked at by itself, and
    /// may be renewed by itself.
    pub fn apart(mut self) -> Self {
        self.stints = None;
        self.clusters = Clusters::default();
        self.stretched = IdVec::filled(false, self.of.len());
        self.of_hours = IdVec::filled(false, self.of.len());
        self
    }

    /// Takes what binds a unit from the problem, where it has changed or is new; the graphs are those without what units share.
    pub fn renew_unit(&mut self, problem: &Problem, unit: UnitId) {
        for rules in problem.rules.iter().skip(self.heat.len()) {
            self.heat.push(rules.exposure.iter().map(|rule| Heat::new(problem, rule)).collect());
        }
        let graph = Graph::of(problem, unit);
        if unit.index() < self.of.len() {
            self.of[unit] = graph;
        } else {
            self.of.push(graph);
            self.stretched.push(false);
            self.of_hours.push(false);
        }
    }

    /// Takes the hours of a post from the problem, where they have changed.
    pub fn renew_post(&mut self, problem: &Problem, post: PostId) {
        self.always_open[post] = is_always_open(problem, post);
    }

    /// Is there anybody whose best path is read off stretches?
    pub fn share_stretches(&self) -> bool {
        self.stretched.iter().chain(&self.of_hours).any(|&shared| shared)
    }

    /// Does the lane of hours, with all ways as short as the shortest, find what the unit can earn at most?
    pub fn is_exact_by_hours(&self, problem: &Problem, unit: UnitId) -> bool {
        let rest = self.of[unit].min_rest.0;
        let longest = i64::from(self.longest_way);
        self.shortest_way == self.longest_way || longest * problem.grid.slot_minutes().0 <= rest
    }

    /// Does any member have a cap on heat?
    pub fn has_heat(&self, problem: &Problem, unit: &Unit) -> bool {
        unit.members.iter().any(|&member| !self.heat[problem.volunteers[member].rules].is_empty())
    }

    /// Does the duty, by itself, stay within every member's caps on heat?
    pub fn is_cool(&self, problem: &Problem, unit: &Unit, duty: Duty) -> bool {
        let rules = unit.members.iter().map(|&member| problem.volunteers[member].rules);
        rules.flat_map(|rules| self.heat[rules].iter()).all(|heat| heat.allows(problem, duty))
    }

    /// Does any minute of the duty count for a member's cap on heat?
    pub fn is_in_heat(&self, problem: &Problem, unit: &Unit, duty: Duty) -> bool {
        let rules = unit.members.iter().map(|&member| problem.volunteers[member].rules);
        rules.flat_map(|rules| self.heat[rules].iter()).any(|heat| heat.is_touched(problem, duty))
    }

    /// Does any member have a cap on heat at posts of this setting?
    pub fn has_heat_at(&self, problem: &Problem, unit: &Unit, setting: Setting) -> bool {
        let rules = unit.members.iter().map(|&member| problem.volunteers[member].rules);
        rules.flat_map(|rules| self.heat[rules].iter()).any(|heat| heat.rule.setting == setting)
    }
}

impl Heat {
    fn new(problem: &Problem, rule: &Exposure) -> Self {
        let mut before = vec![0; problem.grid.slots() + 1];
        for (slot, _, minutes) in &rule.window.inside {
            before[slot.index() + 1] += minutes.0;
        }
        let mut sum = 0;
        for minutes in &mut before {
            sum += *minutes;
            *minutes = sum;
        }
        Self { rule: rule.clone(), before: before.into_boxed_slice() }
    }

    fn is_touched(&self, problem: &Problem, duty: Duty) -> bool {
        problem.posts[duty.post].setting == self.rule.setting
            && self.before[duty.to.index()] > self.before[duty.from.index()]
    }

    fn allows(&self, problem: &Problem, duty: Duty) -> bool {
        if problem.posts[duty.post].setting != self.rule.setting
            || self.before[duty.to.index()] - self.before[duty.from.index()] <= self.rule.max_minutes.0
        {
            return true;
        }
        // More in all than a date may have: date by date.
        let parts = self.rule.window.within(duty.from, duty.to);
        parts.chunk_by(|a, b| a.1 == b.1).all(|date| {
            let spent: Minutes = date.iter().map(|part| part.2).sum();
            spent <= self.rule.max_minutes
        })
    }
}

/// By which method a unit's best path is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// At most one duty fits, and every rule is a matter of its hours and length: a look at each duty.
    Single,
    /// Few kinds of duty, one a date, rules about runs of dates: stints, chained.
    Stints,
    /// Anything else: days in order, rules as automata.
    Days,
}

/// What a unit's duties must keep to, whatever they are worth.
#[derive(Clone, Debug)]
pub struct Graph {
    /// By which method its best path is found.
    pub lane: Lane,
    /// Slots in which all members may serve: free, allowed by the clock, not before now.
    pub spans: Box<[Window]>,
    /// The most counted minutes that duties other than kept ones may add up to; nothing means any.
    pub budget: Option<Minutes>,
    /// The most dates of the horizon on which a duty may start, kept ones too; nothing means any.
    pub most_dates: Option<u32>,
    /// The most counted minutes of one duty.
    pub longest: Option<Minutes>,
    /// Least gap between duties of the same date.
    pub min_break: Minutes,
    /// Least gap between duties of different dates.
    pub min_rest: Minutes,
    /// The most duties that start on one date.
    pub most_a_day: u32,
    /// Each cast the unit can have, once.
    pub casts: Box<[CastId]>,
    /// Dates on which no duty may start, for lack of weekends left; sorted.
    pub barred_days: Box<[Day]>,
    /// Posts with a tag that some member may never serve; sorted.
    pub barred: Box<[PostId]>,
    /// Do duties already begun break rules, so that others may break them no more than they do? No path knows how far that goes.
    pub is_waived: bool,
    /// Does anything but lines depend on the roster: wishes, fairness, minima, travel, changes?
    pub has_own_cost: bool,
}

impl Graph {
    /// The graph of a unit.
    pub fn of(problem: &Problem, id: UnitId) -> Self {
        let unit = &problem.units[id];
        let spans = spans(problem, unit);
        let mut budget: Option<Minutes> = None;
        let mut most_dates: Option<u32> = None;
        let mut longest: Option<Minutes> = None;
        for &member in &unit.members {
            let volunteer = &problem.volunteers[member];
            let rules = problem.rules_of(member);
            let served: Minutes =
                volunteer.history.minutes + unit.kept.iter().map(|duty| problem.counted(*duty)).sum();
            budget = least(budget, rules.max_minutes.map(|most| Minutes((most - served).0.max(0))));
            // A window of dates that holds the whole horizon is a cap on minutes in all, but for those of the history.
            let whole = || rules.rolling.iter().filter(|rule| rule.days as usize >= problem.grid.days());
            most_dates = whole().filter_map(|rule| rule.max_days).chain(most_dates).min();
            for most in whole().filter_map(|rule| rule.max_minutes) {
                let here = served - volunteer.history.minutes;
                budget = least(budget, Some(Minutes((most - here).0.max(0))));
            }
            longest = least(longest, rules.max_minutes_per_day);
        }
        longest = least(longest, budget);
        let plain = unit.members.iter().all(|&member| is_plain(problem.rules_of(member)));
        let lane = if unit.kept.is_empty() && plain && holds_one_duty(problem, unit, &spans, budget) {
            Lane::Single
        } else {
            Lane::Days
        };
        let barred = problem.post_sets[unit.posts]
            .iter()
            .copied()
            .filter(|&post| {
                let never = |member| {
                    let caps = problem.rules_of(member).max_duties.iter();
                    let mut zero = caps.filter(|cap| cap.max == 0);
                    zero.any(|cap| cap.tag.is_none_or(|tag| problem.posts[post].has_tag(tag)))
                };
                unit.members.iter().any(|&member| never(member))
            })
            .collect();
        let rules = || unit.members.iter().map(|&member| problem.rules_of(member));
        Self {
            min_break: rules().map(|r| r.min_break).max().unwrap_or_default(),
            min_rest: rules().map(|r| r.min_rest).max().unwrap_or_default(),
            most_a_day: rules().filter_map(|r| r.max_shifts_per_day).min().unwrap_or(u32::MAX),
            casts: unit.casts.distinct().into_boxed_slice(),
            barred_days: barred_days(problem, unit),
            barred,
            lane,
            spans,
            budget,
            most_dates,
            longest,
            is_waived: !unit.begun.is_empty()
                && unit
                    .members
                    .iter()
                    .any(|&member| !legal::breaches(problem, member, &unit.begun).is_empty()),
            has_own_cost: problem.has_own_cost(id),
        }
    }
}

fn is_always_open(problem: &Problem, post: PostId) -> bool {
    problem.posts[post].latest_end.iter().all(|end| *end >= problem.grid.end())
}

fn least(a: Option<Minutes>, b: Option<Minutes>) -> Option<Minutes> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Do these rules bind a single duty by nothing but its hours and length?
pub(super) fn is_plain(rules: &Rules) -> bool {
    rules.rolling.is_empty()
        && rules.max_consecutive_days.is_none()
        && rules.min_consecutive_days <= 1
        && rules.weekends.is_none()
        && rules.max_duties.is_empty()
        && rules.max_shifts_per_day != Some(0)
}

/// Dates of weekends of which some member has none left.
fn barred_days(problem: &Problem, unit: &Unit) -> Box<[Day]> {
    let mut barred: Vec<Day> = Vec::new();
    // A fact may have taken a weekend that the rule forbids; then others on the same weekend break nothing more.
    for &member in unit.members.iter().filter(|_| unit.begun.is_empty()) {
        let Some(rule) = &problem.rules_of(member).weekends else { continue };
        if rule.max <= problem.volunteers[member].history.weekends {
            let days = rule.block.iter().enumerate().filter(|(_, block)| block.is_some());
            barred.extend(days.map(|(day, _)| Day(day as u32)));
        }
    }
    barred.sort_unstable();
    barred.dedup();
    barred.into_boxed_slice()
}

/// Can the unit's roster hold no second duty?
fn holds_one_duty(problem: &Problem, unit: &Unit, spans: &[Window], budget: Option<Minutes>) -> bool {
    let one_a_day = unit.members.iter().any(|&member| problem.rules_of(member).max_shifts_per_day == Some(1));
    let one_date = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => {
            problem.grid.day_of(first.from) == problem.grid.day_of(Slot(last.to.0 - 1))
        }
        _ => true,
    };
    if one_a_day && one_date {
        return true;
    }
    let shortest = problem.post_sets[unit.posts]
        .iter()
        .map(|&post| {
            let post = &problem.posts[post];
            post.counted.unwrap_or(Minutes(i64::from(post.min_slots) * problem.grid.slot_minutes().0))
        })
        .min();
    match (shortest, budget) {
        (Some(shortest), Some(budget)) => shortest.0 * 2 > budget.0,
        (None, _) => true,
        (_, None) => false,
    }
}

/// The unit's free hours less those its members' rules forbid, those before now, and the rest owed to the history.
fn spans(problem: &Problem, unit: &Unit) -> Box<[Window]> {
    let grid = &problem.grid;
    let mut earliest = problem.first_start;
    // Facts come first where there are any, so only the first free duty of others owes the history its rest.
    for &member in unit.members.iter().filter(|_| unit.kept.is_empty()) {
        if let Some(end) = problem.volunteers[member].history.last_end {
            earliest = earliest.max(grid.at_or_after(end + problem.rules_of(member).min_rest));
        }
    }
    let mut forbidden: Vec<Slot> = unit
        .members
        .iter()
        .flat_map(|&member| problem.rules_of(member).not_between.iter())
        .flat_map(|window| window.inside.iter().map(|part| part.0))
        .collect();
    forbidden.sort_unstable();
    forbidden.dedup();
    let mut spans = Vec::new();
    for window in &unit.free {
        let mut from = window.from.max(earliest);
        let first = forbidden.partition_point(|slot| *slot < from);
        for &slot in forbidden[first..].iter().take_while(|slot| **slot < window.to) {
            if from < slot {
                spans.push(Window { from, to: slot });
            }
            from = Slot(slot.0 + 1);
        }
        if from < window.to {
            spans.push(Window { from, to: window.to });
        }
    }
    spans.into_boxed_slice()
}
