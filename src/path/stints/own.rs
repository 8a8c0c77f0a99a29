//! What is a unit's own: the duties it may be offered, and the limits of its runs, weekends, minutes and tags.

use super::frame::Frame;
use super::kinds::Kinds;
use crate::ground::{Cost, Day, Minutes, Slot};
use crate::model::{ANYONE, CastId, Duty, Problem, Roster, RulesId, TagId, UnitId};
use crate::path::{Graph, Graphs, Lane, Number, Offer, own};
use std::ops::Range;
use std::sync::Arc;

/// A duty that the unit may be offered.
#[derive(Clone, Copy, Debug)]
struct Item {
    duty: Duty,
    kind: u8,
    cast: CastId,
    /// What having it costs the unit: wishes, changes, the way from home.
    own: Cost,
}

/// Frames of more dates, in which more sums of weekends and minutes would have to be told apart, leave them out.
const MOST_DAYS: usize = 60;
const MOST_SUMS: usize = 1 << 21;

/// What is a unit's own.
#[derive(Clone, Debug)]
pub struct Own {
    /// The rules that bind.
    pub rules: RulesId,
    items: Box<[Item]>,
    of_days: Box<[Range<u32>]>,
    /// The longest run of dates with a duty.
    pub longest_run: usize,
    /// How much of it the history takes up at the first date.
    pub history_run: usize,
    /// The shortest run of dates with a duty.
    pub shortest_run: usize,
    /// The shortest run of dates without, at least 1.
    pub shortest_off: usize,
    /// The number of the weekend of each date, where weekends are counted, and how many are left.
    pub weekends: Option<(Arc<[Option<u32>]>, usize)>,
    /// The most levels of minutes; nothing where minutes do not matter.
    pub most_levels: Option<usize>,
    /// What each level of minutes in all costs, against none; empty where they do not matter.
    ends: Box<[Cost]>,
    /// Caps on the duties of a kind: the tag, and how many.
    pub caps: Box<[(Option<TagId>, u32)]>,
}

impl Own {
    /// What is the unit's own; nothing where it must be planned otherwise.
    pub fn of(problem: &Problem, graphs: &Graphs, kinds: &Kinds, id: UnitId) -> Option<Self> {
        let (unit, graph) = (&problem.units[id], &graphs.of[id]);
        let [member] = *unit.members else { return None };
        let (volunteer, rules) = (&problem.volunteers[member], problem.rules_of(member));
        let history = &volunteer.history;
        let is_known = graph.lane == Lane::Days
            && unit.kept.is_empty()
            && graph.most_a_day == 1
            && !graphs.of_hours[id]
            && rules.rolling.is_empty()
            && !graphs.has_heat(problem, unit)
            && kinds.know_rest(problem, rules.min_rest);
        if !is_known {
            return None;
        }
        let shortest_off = (rules.min_consecutive_days_off as usize).max(1);
        let weekends = match &rules.weekends {
            Some(rule) if longest_block(&rule.block) >= shortest_off + 2 => return None,
            Some(rule) => Some((Arc::clone(&rule.block), rule.max.saturating_sub(history.weekends) as usize)),
            None => None,
        };
        let weekends = weekends.filter(|(block, left)| {
            block.iter().flatten().max().is_some_and(|&last| *left < last as usize + 1)
        });
        let (items, of_days) = items(problem, graphs, graph, kinds, id);
        let most: usize = of_days
            .iter()
            .map(|range| {
                let items = &items[range.start as usize..range.end as usize];
                items.iter().map(|item| kinds.levels(usize::from(item.kind))).max().unwrap_or(0)
            })
            .sum();
        let budget = graph.budget.map_or(usize::MAX, |budget| (budget.0 / kinds.level()) as usize);
        let count = graph.budget.is_some_and(|_| budget < most)
            || rules.min_minutes > Minutes(0)
            || problem.objective.fairness.is_some();
        let most_levels = count.then(|| most.min(budget));
        let cost_of = |level: usize| own::end_cost(problem, unit, Minutes(level as i64 * kinds.level()));
        Some(Self {
            rules: volunteer.rules,
            longest_run: rules.max_consecutive_days.map_or(usize::MAX / 4, |most| most as usize),
            history_run: history.consecutive_days as usize,
            shortest_run: rules.min_consecutive_days.max(1) as usize,
            shortest_off,
            weekends,
            most_levels,
            ends: most_levels.map_or_else(Box::default, |most| (0..=most).map(cost_of).collect()),
            caps: rules.max_duties.iter().map(|cap| (cap.tag, cap.max)).collect(),
            items,
            of_days,
        })
    }

    /// Works out what the best duty of each date and kind earns, and which it is.
    pub fn price<V: Number>(
        &self,
        problem: &Problem,
        offer: &Offer<'_, V>,
        frame: &Frame,
        kinds: usize,
        values: &mut Vec<V>,
        items: &mut Vec<u32>,
    ) {
        values.clear();
        values.resize(frame.days() * kinds, V::NEVER);
        items.clear();
        items.resize(frame.days() * kinds, 0);
        for day in 0..frame.days() {
            for at in self.of_days[frame.first + day].clone() {
                let item = &self.items[at as usize];
                let place = day * kinds + usize::from(item.kind);
                if frame.barred & 1 << item.kind != 0 || is_full(problem, offer, item.duty) {
                    continue;
                }
                let value = worth(problem, offer, item);
                if value > values[place] {
                    values[place] = value;
                    items[place] = at;
                }
            }
        }
    }

    /// What so many levels of minutes in all cost, against none.
    pub fn end_cost(&self, level: usize) -> Cost {
        self.ends.get(level).copied().unwrap_or(Cost::ZERO)
    }

    /// The least that any sum of minutes costs, against none.
    pub fn least_end_cost(&self) -> Cost {
        self.ends.iter().copied().min().unwrap_or(Cost::ZERO)
    }

    /// Are there too many sums of weekends and minutes over so many dates to tell all of them apart?
    pub fn is_long(&self, days: usize) -> bool {
        let weekends = self.weekends.as_ref().map_or(1, |(_, left)| left + 1);
        days > MOST_DAYS && days * weekends * (self.most_levels.unwrap_or(0) + 1) > MOST_SUMS
    }

    /// How many duties the unit may be offered.
    pub fn offered(&self) -> usize {
        self.items.len()
    }

    /// The caps that these kinds of duty, one for each date with a duty, break.
    pub fn broken_caps(&self, all: &Kinds, frame: &Frame, kinds: &[(usize, usize)]) -> Vec<usize> {
        let counted = |tag| kinds.iter().filter(|(_, kind)| all.counts(*kind, tag)).count();
        let caps = self.caps.iter().zip(&frame.caps).enumerate();
        let broken = caps.filter(|(_, ((tag, _), left))| counted(*tag) > **left as usize);
        broken.map(|(cap, _)| cap).collect()
    }

    /// The roster with these kinds of duty inside the frame, and those of `present` outside.
    pub fn roster(
        &self,
        frame: &Frame,
        present: &[Duty],
        kinds: &[(usize, usize)],
        count: usize,
        items: &[u32],
    ) -> Roster {
        let mut roster: Roster = present.to_vec();
        roster.retain(|duty| !frame.starts.contains(&duty.from));
        roster.extend(kinds.iter().map(|&(day, kind)| self.items[items[day * count + kind] as usize].duty));
        roster.sort_unstable();
        roster
    }
}

/// What the item earns.
fn worth<V: Number>(problem: &Problem, offer: &Offer<'_, V>, item: &Item) -> V {
    let (slots, duty) = (problem.grid.slots(), item.duty);
    let cast = &problem.casts[item.cast];
    let sum = |of: &[V], start: usize| {
        let mut sum = V::ZERO;
        of[start + duty.from.index()..start + duty.to.index()].iter().for_each(|&worth| sum += worth);
        sum
    };
    let mut value = match offer.head {
        Some(head) => sum(head, duty.post.0 as usize * slots).times(cast.count(ANYONE)),
        None => V::ZERO,
    };
    for term in &problem.posts[duty.post].terms {
        let count = term.coefficient * cast.count(term.need);
        if count != 0 {
            value += sum(offer.line, term.line.0 as usize * slots).times(count);
        }
    }
    value - V::of_units(item.own.in_units(), offer.unit)
}

/// Would one more make the post too full at some hour?
fn is_full<V: Number>(problem: &Problem, offer: &Offer<'_, V>, duty: Duty) -> bool {
    offer.full_from(problem, duty.post, 1, duty.from, duty.to) < duty.to
}

/// All duties that the unit may be offered, date by date.
fn items(
    problem: &Problem,
    graphs: &Graphs,
    graph: &Graph,
    kinds: &Kinds,
    id: UnitId,
) -> (Box<[Item]>, Box<[Range<u32>]>) {
    let unit = &problem.units[id];
    let mut items: Vec<Item> = Vec::new();
    for &post in &problem.post_sets[unit.posts] {
        if graph.barred.binary_search(&post).is_ok() {
            continue;
        }
        let place = &problem.posts[post];
        for span in &graph.spans {
            for from in span.from.0..span.to.0 {
                let latest = place.latest_end[from as usize].min(span.to).0;
                for length in place.min_slots..=place.max_slots.min(latest.saturating_sub(from)) {
                    let duty = Duty { from: Slot(from), to: Slot(from + length), post };
                    items.extend(item(problem, graphs, graph, kinds, id, duty));
                }
            }
        }
    }
    items.sort_by_key(|item| (problem.grid.day_of(item.duty.from), item.duty));
    let on = |day: u32| items.partition_point(|item| problem.grid.day_of(item.duty.from) < Day(day)) as u32;
    let of_days = (0..problem.grid.days() as u32).map(|day| on(day)..on(day + 1)).collect();
    (items.into_boxed_slice(), of_days)
}

/// The duty as an item; nothing where the unit may not be offered it.
fn item(
    problem: &Problem,
    graphs: &Graphs,
    graph: &Graph,
    kinds: &Kinds,
    id: UnitId,
    duty: Duty,
) -> Option<Item> {
    let unit = &problem.units[id];
    let (day, last) = (problem.grid.day_of(duty.from), problem.grid.day_before(duty.to));
    let cast = unit.casts.on(day, last);
    let requires = problem.posts[duty.post].requires;
    let may = graph.barred_days.binary_search(&day).is_err()
        && graph.longest.is_none_or(|longest| problem.counted(duty) <= longest)
        && (requires == ANYONE || problem.casts[cast].all_meet(requires))
        && graphs.is_cool(problem, unit, duty);
    let travel = match problem.objective.travel_weight.0 {
        0 => Cost::ZERO,
        _ => own::home_cost(problem, unit, duty),
    };
    may.then(|| {
        let own = own::wish_cost(problem, unit, duty) + own::change_cost(problem, unit, duty) + travel;
        Some(Item { duty, kind: kinds.of(problem, duty)? as u8, cast, own })
    })?
}

/// The most dates of one weekend.
fn longest_block(block: &[Option<u32>]) -> usize {
    block.chunk_by(|a, b| a == b).filter(|dates| dates[0].is_some()).map(<[_]>::len).max().unwrap_or(0)
}
