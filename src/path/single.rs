//! The best single duty: the fast lane for people who can hold one duty at most.
//!
//! For each open post the rewards of its slots are summed up to prefix sums `P`; the duty from `a` to `b` earns
//! `P[b] − P[a]`, and every allowed `(a, b)` is looked at. Exact.

use super::own;
use super::{Graph, Graphs, Number, Offer};
use crate::ground::{Minutes, Slot, Window};
use crate::model::{ANYONE, Casts, Duty, PostId, Problem, Unit, UnitId};

/// Room to work in, kept from one path to the next.
#[derive(Debug, Default)]
pub struct Bench<V> {
    rewards: Vec<V>,
    sums: Vec<V>,
    wishes: Vec<i64>,
}

/// The best duty found, worth more than none, and what it earns; nothing where no duty earns anything.
pub type BestDuty<V> = Option<(V, Duty)>;

/// The duty that earns the unit most, own costs deducted, among those at `posts`; nothing where none earns anything.
///
/// The first in the order of posts, then length, then start wins among equals.
pub fn best_duty<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    id: UnitId,
    offer: &Offer<'_, V>,
    posts: &[PostId],
    bench: &mut Bench<V>,
) -> BestDuty<V> {
    let unit = &problem.units[id];
    let graph = &graphs.of[id];
    let mut best: BestDuty<V> = None;
    for &span in &graph.spans {
        for &post in posts {
            let at = Place { problem, unit, graphs, graph, post, span };
            let floor = best.map_or(V::ZERO, |(value, _)| value);
            if let Some(better) = at.best(offer, floor, bench) {
                best = Some(better);
            }
        }
    }
    best
}

/// Tells `visit` of every duty that the unit may hold, with what it earns, own costs deducted. Exact.
///
/// [`best_duty`] is the best of these, where it is worth more than none.
pub fn every_duty<V: Number>(
    problem: &Problem,
    graphs: &Graphs,
    id: UnitId,
    offer: &Offer<'_, V>,
    bench: &mut Bench<V>,
    visit: &mut impl FnMut(V, Duty),
) {
    let unit = &problem.units[id];
    let graph = &graphs.of[id];
    for &span in &graph.spans {
        for &post in &problem.post_sets[unit.posts] {
            let at = Place { problem, unit, graphs, graph, post, span };
            if let Some(lengths) = at.lengths() {
                bench.rewards.resize((span.to.0 - span.from.0) as usize, V::ZERO);
                let heat = at.has_heat();
                at.each(offer, bench, lengths, &mut |value, duty| {
                    if !heat || graphs.is_cool(problem, unit, duty) {
                        visit(value, duty);
                    }
                });
            }
        }
    }
}

/// One post inside one span of a unit's free hours.
struct Place<'a> {
    problem: &'a Problem,
    unit: &'a Unit,
    graphs: &'a Graphs,
    graph: &'a Graph,
    post: PostId,
    span: Window,
}

impl Place<'_> {
    /// The best duty here that earns more than `floor`.
    fn best<V: Number>(&self, offer: &Offer<'_, V>, floor: V, bench: &mut Bench<V>) -> BestDuty<V> {
        let post = &self.problem.posts[self.post];
        let (shortest, longest) = self.lengths()?;
        let Window { from, to } = self.span;
        let slots = (to.0 - from.0) as usize;
        bench.rewards.resize(slots, V::ZERO);
        let careful = matches!(self.unit.casts, Casts::ByDates { .. })
            || self.graph.has_own_cost
            || offer.heads.is_some() && post.max_people.is_some()
            || !self.graphs.always_open[self.post]
            || self.has_heat();
        if careful {
            return self.best_careful(offer, floor, bench, (shortest, longest));
        }
        let cast = self.problem.cast_on(self.problem.unit_of[self.unit.members[0]], from, to);
        offer.rewards(self.problem, self.post, cast, from, &mut bench.rewards);
        if !sum_up(&bench.rewards, &mut bench.sums, floor) {
            return None;
        }
        let sums = &bench.sums;
        let mut best = floor;
        let mut found = None;
        for length in shortest..=longest {
            let (value, start) = greatest_rise(sums, length);
            if value > best {
                best = value;
                found = Some((length, start));
            }
        }
        let (length, start) = found?;
        let from = Slot(from.0 + start as u32);
        Some((best, Duty { from, to: Slot(from.0 + length as u32), post: self.post }))
    }

    /// The least and the greatest length of a duty here, in slots; nothing where none fits.
    fn lengths(&self) -> Option<(usize, usize)> {
        let post = &self.problem.posts[self.post];
        let slots = (self.span.to.0 - self.span.from.0) as usize;
        let shortest = post.min_slots as usize;
        let longest = (post.max_slots as usize).min(slots).min(self.longest());
        (shortest <= longest).then_some((shortest, longest))
    }

    /// The same where duties have costs of their own, or hours, dates or caps decide: every duty by itself.
    fn best_careful<V: Number>(
        &self,
        offer: &Offer<'_, V>,
        floor: V,
        bench: &mut Bench<V>,
        lengths: (usize, usize),
    ) -> BestDuty<V> {
        let heat = self.has_heat();
        let mut best = floor;
        let mut found = None;
        self.each(offer, bench, lengths, &mut |value, duty| {
            if value > best && (!heat || self.graphs.is_cool(self.problem, self.unit, duty)) {
                best = value;
                found = Some(duty);
            }
        });
        found.map(|duty| (best, duty))
    }

    /// Is there a cap on heat here?
    fn has_heat(&self) -> bool {
        self.graphs.has_heat_at(self.problem, self.unit, self.problem.posts[self.post].setting)
    }

    /// Tells `visit` of every duty here, with what it earns, caps on heat aside.
    fn each<V: Number>(
        &self,
        offer: &Offer<'_, V>,
        bench: &mut Bench<V>,
        (shortest, longest): (usize, usize),
        visit: &mut impl FnMut(V, Duty),
    ) {
        let Self { problem, unit, post, span, .. } = *self;
        let place = &problem.posts[post];
        let members = unit.members.len() as u32;
        for &cast_id in &self.graph.casts {
            let cast = &problem.casts[cast_id];
            if place.requires != ANYONE && !cast.all_meet(place.requires) {
                continue;
            }
            offer.rewards(problem, post, cast, span.from, &mut bench.rewards);
            self.deduct_wishes(offer.unit, bench);
            sum_up(&bench.rewards, &mut bench.sums, V::NEVER);
            for start in 0..bench.rewards.len() {
                let from = Slot(span.from.0 + start as u32);
                let latest = place.latest_end[from.index()].min(span.to);
                let latest = offer.full_from(problem, post, members, from, latest);
                for length in shortest..=longest {
                    let to = Slot(from.0 + length as u32);
                    if to > latest {
                        break;
                    }
                    if unit.casts.on(problem.grid.day_of(from), problem.grid.day_before(to)) != cast_id {
                        continue;
                    }
                    let duty = Duty { from, to, post };
                    let mut value = bench.sums[start + length] - bench.sums[start];
                    if self.graph.has_own_cost {
                        value -= V::of_units(self.own_units(duty), offer.unit);
                    }
                    visit(value, duty);
                }
            }
        }
    }

    /// The most slots that the rules on minutes leave for one duty here.
    fn longest(&self) -> usize {
        let Some(most) = self.graph.longest else { return usize::MAX };
        match self.problem.posts[self.post].counted {
            Some(counted) if counted > most => 0,
            Some(_) => usize::MAX,
            None => (most.0 / self.problem.grid.slot_minutes().0) as usize,
        }
    }

    fn deduct_wishes<V: Number>(&self, unit_worth: V, bench: &mut Bench<V>) {
        if !self.graph.has_own_cost {
            return;
        }
        bench.wishes.clear();
        bench.wishes.resize(bench.rewards.len(), 0);
        own::add_wish_units(self.problem, self.unit, self.post, self.span.from, &mut bench.wishes);
        for (reward, &units) in bench.rewards.iter_mut().zip(&bench.wishes) {
            if units != 0 {
                *reward -= V::of_units(i128::from(units), unit_worth);
            }
        }
    }

    /// What the duty costs by changes, by the way from home and by its minutes.
    fn own_units(&self, duty: Duty) -> i128 {
        let Self { problem, unit, .. } = *self;
        let mut cost = own::change_cost(problem, unit, duty);
        if problem.objective.travel_weight.0 > 0 {
            cost += own::home_cost(problem, unit, duty);
        }
        let minutes: Minutes = problem.counted(duty);
        (cost + own::end_cost(problem, unit, minutes)).in_units()
    }
}

/// Sums `rewards` up into `sums` (one longer); answers whether the gains alone come to more than `floor`.
fn sum_up<V: Number>(rewards: &[V], sums: &mut Vec<V>, floor: V) -> bool {
    sums.clear();
    sums.push(V::ZERO);
    let mut sum = V::ZERO;
    let mut gains = V::ZERO;
    for &reward in rewards {
        sum += reward;
        if reward > V::ZERO {
            gains += reward;
        }
        sums.push(sum);
    }
    gains > floor
}

/// The greatest `sums[a + length] − sums[a]` and the first `a` that reaches it.
fn greatest_rise<V: Number>(sums: &[V], length: usize) -> (V, usize) {
    let mut best = V::NEVER;
    for (&low, &high) in sums.iter().zip(&sums[length..]) {
        let rise = high - low;
        if rise > best {
            best = rise;
        }
    }
    let start = sums.iter().zip(&sums[length..]).position(|(&low, &high)| high - low >= best);
    (best, start.unwrap_or(0))
}
