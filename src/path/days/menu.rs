//! The menu: every duty that a unit may be offered within some dates, and what it earns.

use crate::ground::{Day, Minutes, Slot, Window};
use crate::model::{ANYONE, Cast, Duty, PostId, Problem, Unit, UnitId};
use crate::path::{Graph, Graphs, Number, Offer, own};

/// A duty and what it earns: rewards less wishes and changes, before travel and sums of minutes.
#[derive(Clone, Copy, Debug)]
pub struct Choice<V> {
    /// The duty.
    pub duty: Duty,
    /// What it earns.
    pub value: V,
    /// What the way to it from home costs, where it is the first of its date.
    pub home: V,
    /// What it counts for in its people's minutes.
    pub counted: Minutes,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Room<V> {
    rewards: Vec<V>,
    sums: Vec<V>,
    wishes: Vec<i64>,
}

/// The slots that begin on the dates `days.0` up to `days.1`, exclusive; they are not empty.
pub fn starts(problem: &Problem, days: (Day, Day)) -> Window {
    let last = Day(days.1.0.max(days.0.0 + 1) - 1);
    Window { from: problem.grid.slots_of(days.0).from, to: problem.grid.slots_of(last).to }
}

/// Every duty that the unit may be offered and that starts within `starts`, by post.
pub struct Menu<'a, V> {
    /// The problem.
    pub problem: &'a Problem,
    /// All graphs.
    pub graphs: &'a Graphs,
    /// Whose menu it is.
    pub unit: UnitId,
    /// What service is worth.
    pub offer: &'a Offer<'a, V>,
    /// Where duties may start.
    pub starts: Window,
}

impl<V: Number> Menu<'_, V> {
    /// Shows every choice to `look`.
    pub fn each(&self, room: &mut Room<V>, mut look: impl FnMut(Choice<V>)) {
        let graph = &self.graphs.of[self.unit];
        for &span in &graph.spans {
            if span.from >= self.starts.to || span.to <= self.starts.from {
                continue;
            }
            let span = Window { from: span.from.max(self.starts.from), to: span.to };
            for &post in &self.problem.post_sets[self.problem.units[self.unit].posts] {
                if graph.barred.binary_search(&post).is_err() {
                    self.each_at(graph, post, span, room, &mut look);
                }
            }
        }
    }

    fn each_at(
        &self,
        graph: &Graph,
        post: PostId,
        span: Window,
        room: &mut Room<V>,
        look: &mut impl FnMut(Choice<V>),
    ) {
        let Self { problem, offer, .. } = *self;
        let unit = &problem.units[self.unit];
        let place = &problem.posts[post];
        let length = problem.grid.slot_minutes().0;
        let most = graph.longest.map_or(u32::MAX, |most| match place.counted {
            Some(counted) if counted > most => 0,
            Some(_) => u32::MAX,
            None => (most.0 / length) as u32,
        });
        let longest = place.max_slots.min(most);
        // Only so much of the span as a duty that starts here can reach.
        let last_start = self.starts.to.0 - 1;
        let to = Slot(span.to.0.min(last_start.saturating_add(longest)));
        if longest < place.min_slots || to.0 < span.from.0 + place.min_slots {
            return;
        }
        let members = unit.members.len() as u32;
        let slots = (to.0 - span.from.0) as usize;
        let heat = self.graphs.has_heat_at(problem, unit, place.setting);
        let dated = graph.casts.len() > 1;
        let travels = problem.objective.travel_weight.0 > 0;
        for &cast_id in &graph.casts {
            let cast = &problem.casts[cast_id];
            if place.requires != ANYONE && !cast.all_meet(place.requires) {
                continue;
            }
            self.sum_up(graph, post, cast, span.from, slots, room);
            for start in 0..slots {
                let from = Slot(span.from.0 + start as u32);
                if from.0 > last_start {
                    break;
                }
                let barred = &graph.barred_days;
                if !barred.is_empty() && barred.binary_search(&problem.grid.day_of(from)).is_ok() {
                    continue;
                }
                let home = || home_cost(problem, unit, offer, Duty { from, to: from, post });
                let home = if travels { home() } else { V::ZERO };
                let latest = place.latest_end[from.index()].min(to);
                let latest = offer.full_from(problem, post, members, from, latest);
                for length in place.min_slots..=longest {
                    let to = Slot(from.0 + length);
                    if to > latest {
                        break;
                    }
                    if dated
                        && unit.casts.on(problem.grid.day_of(from), problem.grid.day_before(to)) != cast_id
                    {
                        continue;
                    }
                    let duty = Duty { from, to, post };
                    if heat && !self.graphs.is_cool(problem, unit, duty) {
                        continue;
                    }
                    let mut value = room.sums[start + length as usize] - room.sums[start];
                    if problem.objective.change_weight.is_some() {
                        value -= V::of_units(own::change_cost(problem, unit, duty).in_units(), offer.unit);
                    }
                    look(Choice { duty, value, home, counted: problem.counted(duty) });
                }
            }
        }
    }

    /// Sums up rewards less wishes at `post` over the slots from `from` on.
    fn sum_up(&self, graph: &Graph, post: PostId, cast: &Cast, from: Slot, slots: usize, room: &mut Room<V>) {
        room.rewards.resize(slots, V::ZERO);
        self.offer.rewards(self.problem, post, cast, from, &mut room.rewards);
        if graph.has_own_cost {
            room.wishes.clear();
            room.wishes.resize(slots, 0);
            own::add_wish_units(self.problem, &self.problem.units[self.unit], post, from, &mut room.wishes);
            for (reward, &units) in room.rewards.iter_mut().zip(&room.wishes) {
                if units != 0 {
                    *reward -= V::of_units(i128::from(units), self.offer.unit);
                }
            }
        }
        room.sums.clear();
        room.sums.push(V::ZERO);
        let mut sum = V::ZERO;
        for &reward in &room.rewards {
            sum += reward;
            room.sums.push(sum);
        }
    }
}

/// What a duty that is in the roster anyway earns.
pub fn value_of<V: Number>(problem: &Problem, id: UnitId, offer: &Offer<'_, V>, duty: Duty) -> V {
    let unit = &problem.units[id];
    let cast = problem.cast_on(id, duty.from, duty.to);
    let mut rewards = vec![V::ZERO; duty.slots() as usize];
    offer.rewards(problem, duty.post, cast, duty.from, &mut rewards);
    let mut value = V::ZERO;
    for reward in rewards {
        value += reward;
    }
    let own = own::wish_cost(problem, unit, duty) + own::change_cost(problem, unit, duty);
    value - V::of_units(own.in_units(), offer.unit)
}

/// What the way from home to a duty costs, as the first of its date.
pub fn home_cost<V: Number>(problem: &Problem, unit: &Unit, offer: &Offer<'_, V>, duty: Duty) -> V {
    V::of_units(own::home_cost(problem, unit, duty).in_units(), offer.unit)
}
