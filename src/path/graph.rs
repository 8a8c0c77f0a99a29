//! A unit's own graph of duties, before any prices: when it may serve, how long, and by which lane its best path is
//! found.

use crate::ground::{IdVec, Minutes, Slot, Window};
use crate::model::{PostId, Problem, Rules, Unit, UnitId};

/// The graphs of all units, and what all of them need to know of the posts.
#[derive(Clone, Debug)]
pub struct Graphs {
    /// Each unit's graph.
    pub of: IdVec<UnitId, Graph>,
    /// May a duty at this post begin and end at any slot?
    pub always_open: IdVec<PostId, bool>,
}

impl Graphs {
    /// The graphs of all units of `problem`.
    pub fn new(problem: &Problem) -> Self {
        Self {
            of: problem.units.ids().map(|unit| Graph::of(problem, unit)).collect(),
            always_open: problem
                .posts
                .iter()
                .map(|post| post.latest_end.iter().all(|end| *end >= problem.grid.end()))
                .collect(),
        }
    }
}

/// By which method a unit's best path is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// At most one duty fits, and every rule is a matter of its hours and length: a look at each duty.
    Single,
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
    /// The most counted minutes of one duty.
    pub longest: Option<Minutes>,
    /// Least gap between duties of the same date.
    pub min_break: Minutes,
    /// Least gap between duties of different dates.
    pub min_rest: Minutes,
    /// The most duties that start on one date.
    pub most_a_day: u32,
    /// Posts with a tag that some member may never serve; sorted.
    pub barred: Box<[PostId]>,
    /// Does anything but lines depend on the roster: wishes, fairness, minima, travel, changes?
    pub has_own_cost: bool,
}

impl Graph {
    /// The graph of a unit.
    pub fn of(problem: &Problem, id: UnitId) -> Self {
        let unit = &problem.units[id];
        let spans = spans(problem, unit);
        let mut budget: Option<Minutes> = None;
        let mut longest: Option<Minutes> = None;
        for &member in &unit.members {
            let volunteer = &problem.volunteers[member];
            let rules = problem.rules_of(member);
            let served: Minutes =
                volunteer.history.minutes + unit.kept.iter().map(|duty| problem.counted(*duty)).sum();
            budget = least(budget, rules.max_minutes.map(|most| Minutes((most - served).0.max(0))));
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
            barred,
            lane,
            spans,
            budget,
            longest,
            has_own_cost: problem.has_own_cost(id),
        }
    }
}

fn least(a: Option<Minutes>, b: Option<Minutes>) -> Option<Minutes> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Do these rules bind a single duty by nothing but its hours and length?
fn is_plain(rules: &Rules) -> bool {
    rules.rolling.is_empty()
        && rules.max_consecutive_days.is_none()
        && rules.min_consecutive_days <= 1
        && rules.weekends.is_none()
        && rules.max_duties.is_empty()
        && rules.exposure.is_empty()
        && rules.max_shifts_per_day != Some(0)
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
