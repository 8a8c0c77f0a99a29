//! Kinds of duty: what all dates have in common of them.

use crate::ground::{Day, IdVec, Minutes, Slot};
use crate::model::{Duty, Problem, RulesId, TagId};
use std::collections::BTreeSet;

/// A set of kinds.
pub type Set = u64;

/// What a duty is to the dates before and after, whatever its date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// Its first slot, counted from the date's first.
    from: u32,
    /// Its end, counted alike.
    to: u32,
    /// What it counts for in minutes.
    counted: Minutes,
    /// Its tags, of those that any rule names.
    tags: Vec<TagId>,
}

/// The kinds of a problem's duties.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: Vec<Kind>,
    /// What minutes are counted in.
    level: i64,
    /// Slots of every date.
    slots: u32,
    /// For each set of rules and each kind, which kinds it may follow on the next date.
    before: IdVec<RulesId, Box<[Set]>>,
    named: Vec<TagId>,
}

/// There are no more kinds.
const MOST: usize = Set::BITS as usize;

impl Kinds {
    /// All kinds; nothing where there are too many, or where dates are of different lengths.
    pub fn new(problem: &Problem) -> Option<Self> {
        let grid = &problem.grid;
        let slots = grid.slots_of(Day(0)).to.0;
        let even = (0..grid.days()).all(|day| {
            let of = grid.slots_of(Day(day as u32));
            of.from.0 == day as u32 * slots && of.to.0 - of.from.0 == slots
        });
        if !even || slots == 0 {
            return None;
        }
        let mut named: Vec<TagId> = Vec::new();
        for rules in problem.rules.iter() {
            named.extend(rules.max_duties.iter().filter_map(|rule| rule.tag));
            named.extend(rules.not_next_day.iter().flat_map(|rule| [rule.after, rule.then]));
        }
        named.sort_unstable();
        named.dedup();
        let mut all = Self { kinds: Vec::new(), level: 0, slots, before: IdVec::new(), named };
        let mut found: BTreeSet<Kind> = BTreeSet::new();
        for (id, post) in problem.posts.pairs() {
            for from in 0..grid.slots() as u32 {
                let latest = post.latest_end[from as usize].0;
                for length in post.min_slots..=post.max_slots.min(latest.saturating_sub(from)) {
                    let (from, to) = (Slot(from), Slot(from + length));
                    found.insert(all.kind(problem, Duty { from, to, post: id }));
                    if found.len() > MOST {
                        return None;
                    }
                }
            }
        }
        all.kinds = found.into_iter().collect();
        all.level = all.kinds.iter().fold(0, |level, kind| gcd(level, kind.counted.0)).max(1);
        all.before = problem
            .rules
            .iter()
            .map(|rules| {
                let follows = |then: &Kind, after: &Kind| {
                    let gap = minutes(problem, i64::from(slots + then.from) - i64::from(after.to));
                    gap >= rules.min_rest.max(Minutes(0))
                        && !rules
                            .not_next_day
                            .iter()
                            .any(|rule| after.tags.contains(&rule.after) && then.tags.contains(&rule.then))
                };
                let before = |then: &Kind| {
                    let after = all.kinds.iter().enumerate().filter(|(_, after)| follows(then, after));
                    after.fold(0, |set, (kind, _)| set | 1 << kind)
                };
                all.kinds.iter().map(before).collect()
            })
            .collect();
        Some(all)
    }

    fn kind(&self, problem: &Problem, duty: Duty) -> Kind {
        let first = problem.grid.slots_of(problem.grid.day_of(duty.from)).from.0;
        let tags = problem.posts[duty.post].tags.iter().copied();
        let mut tags: Vec<TagId> = tags.filter(|tag| self.named.binary_search(tag).is_ok()).collect();
        tags.sort_unstable();
        Kind { from: duty.from.0 - first, to: duty.to.0 - first, counted: problem.counted(duty), tags }
    }

    /// How many kinds there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The kind of a duty; nothing for a duty that nobody may be offered.
    pub fn of(&self, problem: &Problem, duty: Duty) -> Option<usize> {
        self.kinds.binary_search(&self.kind(problem, duty)).ok()
    }

    /// What minutes are counted in.
    pub const fn level(&self) -> i64 {
        self.level
    }

    /// How many levels of minutes a duty of this kind counts for.
    pub fn levels(&self, kind: usize) -> usize {
        (self.kinds[kind].counted.0 / self.level) as usize
    }

    /// Does a duty of this kind count for a cap on this tag, or on all duties?
    pub fn counts(&self, kind: usize, tag: Option<TagId>) -> bool {
        tag.is_none_or(|tag| self.kinds[kind].tags.contains(&tag))
    }

    /// For each kind, the kinds that it may follow on the next date under these rules.
    pub fn before(&self, rules: RulesId) -> &[Set] {
        &self.before[rules]
    }

    /// Is rest between dates all that matters of where duties are, and no matter where a date lies between?
    pub fn know_rest(&self, problem: &Problem, rest: Minutes) -> bool {
        let first = self.kinds.iter().map(|kind| kind.from).min().unwrap_or(0);
        let last = self.kinds.iter().map(|kind| kind.to).max().unwrap_or(0);
        let over_a_date = minutes(problem, i64::from(2 * self.slots + first) - i64::from(last));
        over_a_date >= rest && problem.travel.range().is_none_or(|(_, longest)| longest <= rest)
    }
}

/// How long so many slots are.
fn minutes(problem: &Problem, slots: i64) -> Minutes {
    Minutes(slots * problem.grid.slot_minutes().0)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
