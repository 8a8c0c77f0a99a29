//! What is allowed but probably not meant: demand that nobody can meet, groups that can never serve, zones apart.

use super::Lowering;
use crate::ground::{IdVec, Slot, Window};
use crate::io::diagnostic::{Code, SHOWN};
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::model::{
    Admits, CastId, Casts, LinePlace, Post, PostId, PostSetId, Problem, Traits, Unit, VolunteerId, ZoneId,
};
use std::collections::BTreeSet;

/// How many pairs of zones are warned of one by one.
const PAIRS_SHOWN: usize = 5;
/// How long a need may be in a message.
const LONGEST_NEED: usize = 120;
/// How many pairs of zones are looked at.
const PAIRS_SEEN: usize = 1_000_000;

/// The end of the longest duty from `slot` inside `window`; nothing where even the shortest does not fit.
fn duty_end(post: &Post, slot: Slot, window: Window) -> Option<Slot> {
    let end = post.latest_end[slot.index()].min(window.to).0.min(slot.0.saturating_add(post.max_slots));
    (end >= slot.0.saturating_add(post.min_slots)).then_some(Slot(end))
}

/// The longest duties at `post` inside `window`, one for each slot where any may start.
fn longest_duties(post: &Post, window: Window) -> impl Iterator<Item = Window> + '_ {
    let slots = (window.from.0..window.to.0).map(Slot);
    slots.filter_map(move |from| Some(Window { from, to: duty_end(post, from, window)? }))
}

/// For each boundary, how many slots before it are `marked`.
fn counted(marked: &[bool]) -> Vec<u32> {
    let mut sums = Vec::with_capacity(marked.len() + 1);
    sums.push(0);
    let mut sum = 0;
    for mark in marked {
        sum += u32::from(*mark);
        sums.push(sum);
    }
    sums
}

impl Lowering<'_, '_> {
    /// Warns of what the problem cannot do although the scenario seems to ask for it.
    pub(super) fn warn(&mut self, problem: &Problem, joined: &[u32]) {
        if !problem.volunteers.is_empty() {
            self.warn_of_posts(problem);
            self.warn_of_lines(problem);
        }
        self.warn_of_groups(problem);
        self.warn_of_zones(problem, joined);
    }

    /// Warns of demand while no duty is possible, and of posts with demand that nobody can fill.
    fn warn_of_posts(&mut self, problem: &Problem) {
        let whole = Window { from: problem.first_start, to: problem.grid.end() };
        let mut demand_lines: Vec<Vec<(u32, &[i64])>> = vec![Vec::new(); problem.posts.len()];
        for line in &problem.lines {
            if let LinePlace::Post(post, number) = line.place
                && !line.demand.is_empty()
            {
                demand_lines[post.0 as usize].push((number, &line.demand));
            }
        }
        let mut is_open = vec![false; problem.posts.len()];
        for post in problem.post_sets.iter().flatten() {
            is_open[post.0 as usize] = true;
        }
        let mut explained = 0;
        for (id, post) in problem.posts.pairs() {
            let lines = &demand_lines[id.0 as usize];
            if lines.is_empty() {
                continue;
            }
            let mut possible = vec![false; problem.grid.slots()];
            let mut last = whole.from;
            for duty in longest_duties(post, whole) {
                let from = duty.from.max(last);
                if from < duty.to {
                    possible[from.index()..duty.to.index()].fill(true);
                    last = duty.to;
                }
            }
            let mut wanted = vec![false; problem.grid.slots()];
            for (number, demand) in lines {
                let asked = |slot: &usize| demand[*slot] > 0;
                let slots = (whole.from.index()..demand.len()).filter(asked);
                let (open, closed): (Vec<usize>, Vec<usize>) = slots.partition(|slot| possible[*slot]);
                for slot in open {
                    wanted[slot] = true;
                }
                self.warn_of_closed(id, *number, &closed);
            }
            let sums = counted(&wanted);
            if sums.last() == Some(&0) || (is_open[id.0 as usize] && can_be_filled(problem, id, &sums)) {
                continue;
            }
            explained += 1;
            let why = if explained > SHOWN { "nobody can fill it" } else { self.why_nobody(problem, id) };
            let remedy = "change who may serve there, or take the demand away";
            self.warn_at(Code::NobodyForPost, self.post_path(id), why.to_owned(), remedy);
        }
    }

    fn warn_of_closed(&mut self, post: PostId, line: u32, closed: &[usize]) {
        let Some(&first) = closed.first() else { return };
        let Some(calendar) = &self.calendar else { return };
        let run = closed.iter().zip(first..).take_while(|(slot, expected)| **slot == *expected).count();
        let (from, to) = (Slot(first as u32), Slot((first + run) as u32));
        let minutes = closed.len() as i64 * calendar.slot_minutes();
        let found = format!(
            "demand in {minutes} minutes in which no duty is possible, first from {} to {}",
            calendar.text_at(from).0,
            calendar.text_at(to).0
        );
        let path = format!("{}.demand[{line}]", self.post_path(post));
        let remedy = "open the post then, change its starts or lengths, or take the demand away";
        self.warn_at(Code::DemandWhileClosed, path, found, remedy);
    }

    /// Why no unit can serve at a post when it has demand.
    fn why_nobody(&self, problem: &Problem, id: PostId) -> &'static str {
        let post = &problem.posts[id];
        let scenario = self.scenario;
        let point = &scenario.points[post.point.0 as usize];
        let admitted = |traits: &Traits| match post.admits {
            Admits::All => true,
            Admits::Women => traits.female == Some(true),
            Admits::Men => traits.female == Some(false),
        };
        let accepts = |index: usize| {
            let volunteer = &scenario.volunteers[index];
            volunteer.zones.as_ref().is_none_or(|zones| zones.contains(&point.zone))
                && volunteer.points.as_ref().is_none_or(|points| points.contains(&point.id))
        };
        let (mut any_admitted, mut any_accepts, mut any_open) = (false, false, false);
        for (volunteer, person) in problem.volunteers.pairs() {
            if !admitted(&person.traits) {
                continue;
            }
            any_admitted = true;
            any_accepts |= accepts(volunteer.0 as usize);
            any_open |= problem.post_sets[person.posts].binary_search(&id).is_ok();
        }
        let any_unit = problem.units.iter().any(|unit| serves_at(problem, unit, id));
        match (any_admitted, any_accepts, any_open, any_unit) {
            (false, ..) => "nobody can fill it: its point admits nobody of the volunteers",
            (_, false, ..) => "nobody can fill it: nobody admitted accepts its zone and point",
            (_, _, false, _) => "nobody can fill it: nobody who accepts it meets what it requires",
            (.., false) => "nobody can fill it: no group that serves together may serve there as a whole",
            _ => "nobody can fill it: nobody who may serve there is free for a whole duty when it has demand",
        }
    }

    /// Warns of demand lines that nobody counts in, of those who may serve there.
    fn warn_of_lines(&mut self, problem: &Problem) {
        let mut sets: Vec<(PostSetId, CastId)> = Vec::with_capacity(problem.units.len());
        for unit in &problem.units {
            match &unit.casts {
                Casts::Always(cast) => sets.push((unit.posts, *cast)),
                casts => sets.extend(casts.distinct().into_iter().map(|cast| (unit.posts, cast))),
            }
        }
        sets.sort_unstable();
        sets.dedup();
        // (line, does anybody who may serve there count in it, may anybody serve there at all)
        let mut counts = vec![(false, false); problem.lines.len()];
        for (posts, cast) in sets {
            let cast = &problem.casts[cast];
            for post in &problem.post_sets[posts] {
                for term in &problem.posts[*post].terms {
                    let seen = &mut counts[term.line.0 as usize];
                    seen.1 = true;
                    seen.0 = seen.0 || cast.count(term.need) > 0;
                }
            }
        }
        for (id, line) in problem.lines.pairs() {
            let (counted, served) = counts[id.0 as usize];
            if counted || !served || line.demand.is_empty() || line.weight.0 == 0 {
                continue;
            }
            let (path, written) = match line.place {
                LinePlace::Post(post, number) => {
                    let lines = &self.written_post(problem, post).demand;
                    (format!("{}.demand[{number}]", self.post_path(post)), lines.get(number as usize))
                }
                LinePlace::Shared(entry, number) => {
                    let lines = &self.scenario.shared[entry as usize].demand;
                    (format!("$.shared[{entry}].demand[{number}]"), lines.get(number as usize))
                }
                LinePlace::Supervision(..) => continue,
            };
            let need = written.and_then(|line| serde_json::to_string(line.needs.as_ref()?).ok());
            let need =
                need.filter(|need| need.len() <= LONGEST_NEED).unwrap_or_else(|| "its need".to_owned());
            let found = format!("nobody who may serve there meets {need}");
            self.warn_at(Code::NobodyForLine, path, found, "find somebody who does, or change the need");
        }
    }

    /// Warns of groups whose members can never serve together, and says why.
    fn warn_of_groups(&mut self, problem: &Problem) {
        let mut number_of = vec![0; problem.volunteers.len()];
        for (number, group) in self.scenario.together.iter().enumerate() {
            for id in group.iter().filter_map(|name| self.ids.volunteers.get(name)) {
                number_of[id as usize] = number;
            }
        }
        for unit in problem.units.iter().filter(|unit| unit.members.len() > 1) {
            let posts = &problem.post_sets[unit.posts];
            let serves = |post: &PostId| {
                let post = &problem.posts[*post];
                unit.free.iter().any(|window| longest_duties(post, *window).next().is_some())
            };
            if posts.iter().any(serves) {
                continue;
            }
            let list = Place::ROOT.key("together");
            let place = list.item(number_of[unit.members[0].0 as usize]);
            let found = self.why_never(problem, unit);
            let remedy = "change their hours or where they may serve, or part them";
            self.faults.note(Code::NeverTogether, &place, found, remedy);
        }
    }

    fn why_never(&self, problem: &Problem, unit: &Unit) -> String {
        let name = |id: VolunteerId| quoted(&self.scenario.volunteers[id.0 as usize].id);
        let few = &unit.members[..unit.members.len().min(SHOWN)];
        for (index, &one) in few.iter().enumerate() {
            for &other in &few[index + 1..] {
                let (a, b) = (&problem.volunteers[one], &problem.volunteers[other]);
                let common = &problem.post_sets[b.posts];
                let apart = !problem.post_sets[a.posts].iter().any(|post| common.binary_search(post).is_ok());
                let meet = |x: &Window| b.free.iter().any(|y| x.from.max(y.from) < x.to.min(y.to));
                if apart {
                    return format!("no post is open to both {} and {}", name(one), name(other));
                }
                if !a.free.iter().any(meet) {
                    return format!("{} and {} are never free at the same time", name(one), name(other));
                }
            }
        }
        format!("the group of {} has no common hours in which a whole duty fits", name(unit.members[0]))
    }

    /// Warns of zones that no legs join where somebody could serve in both.
    fn warn_of_zones(&mut self, problem: &Problem, joined: &[u32]) {
        let parts: BTreeSet<u32> = joined.iter().copied().collect();
        if parts.len() < 2 {
            return;
        }
        let shortest: IdVec<PostSetId, Option<u32>> = problem
            .post_sets
            .iter()
            .map(|posts| posts.iter().map(|post| problem.posts[*post].min_slots).min())
            .collect();
        let may_travel = problem.objective.travel_weight.0 > 0;
        let twice = problem.units.iter().filter(|unit| may_serve_twice(problem, unit, shortest[unit.posts]));
        let mut reaches: Vec<(PostSetId, Vec<ZoneId>)> = twice
            .map(|unit| {
                let homes =
                    unit.members.iter().filter(|_| may_travel).filter_map(|id| problem.volunteers[*id].home);
                (unit.posts, homes.collect())
            })
            .collect();
        reaches.sort_unstable();
        reaches.dedup();
        let mut lists: BTreeSet<Vec<ZoneId>> = BTreeSet::new();
        for (posts, homes) in reaches {
            let zones = problem.post_sets[posts].iter().map(|post| problem.posts[*post].zone);
            let zones: BTreeSet<ZoneId> = zones.chain(homes).collect();
            lists.insert(zones.into_iter().collect());
        }
        let mut pairs: BTreeSet<(ZoneId, ZoneId)> = BTreeSet::new();
        let mut seen = 0;
        'all: for zones in &lists {
            for (index, &one) in zones.iter().enumerate() {
                for &other in &zones[index + 1..] {
                    seen += 1;
                    if seen > PAIRS_SEEN {
                        break 'all;
                    }
                    if joined[one.0 as usize] != joined[other.0 as usize] {
                        pairs.insert((one, other));
                    }
                }
            }
        }
        let place = Place::ROOT.key("travel");
        let remedy = "add the legs between them, or let people serve in one of them";
        for (one, other) in pairs.iter().take(PAIRS_SHOWN) {
            let [one, other] = [one, other].map(|zone| quoted(&self.scenario.zones[zone.0 as usize].id));
            let found = format!("no legs join {one} and {other} both ways: they are 1440 minutes apart");
            self.faults.note(Code::ZonesNotJoined, &place, found, remedy);
        }
        if pairs.len() > PAIRS_SHOWN {
            let found = format!("{} more pairs of zones are not joined", pairs.len() - PAIRS_SHOWN);
            self.faults.note(Code::ZonesNotJoined, &place, found, remedy);
        }
    }

    /// The post as written.
    fn written_post(&self, problem: &Problem, id: PostId) -> &crate::io::scenario::Post {
        let point = problem.posts[id].point.0 as usize;
        let first = self.posts_of_point[point].start;
        &self.scenario.points[point].posts[(id.0 - first) as usize]
    }

    fn warn_at(&mut self, code: Code, path: String, found: String, remedy: &str) {
        self.faults.note_at(code, path, found, remedy);
    }
}

fn serves_at(problem: &Problem, unit: &Unit, post: PostId) -> bool {
    problem.post_sets[unit.posts].binary_search(&post).is_ok()
}

/// Can some unit serve a duty at the post that touches a slot with demand, counted in `wanted` up to each boundary?
fn can_be_filled(problem: &Problem, id: PostId, wanted: &[u32]) -> bool {
    let post = &problem.posts[id];
    let touches = |duty: Window| wanted[duty.to.index()] > wanted[duty.from.index()];
    problem.units.iter().any(|unit| {
        serves_at(problem, unit, id)
            && (unit.kept.iter().any(|duty| duty.post == id)
                || unit.free.iter().any(|window| {
                    let from = window.from.max(problem.first_start);
                    from < window.to && longest_duties(post, Window { from, to: window.to }).any(touches)
                }))
    })
}

/// Could somebody of this unit have two duties, the shortest of so many slots: on one date, or on two?
fn may_serve_twice(problem: &Problem, unit: &Unit, shortest: Option<u32>) -> bool {
    let rules = problem.rules_of(unit.members[0]);
    let (Some(first), Some(last)) = (unit.free.first(), unit.free.last()) else { return false };
    let dates = problem.grid.day_of(first.from) != problem.grid.day_before(last.to);
    let free: u32 = unit.free.iter().map(|window| window.to.0 - window.from.0).sum();
    let room = shortest.is_some_and(|slots| u64::from(slots) * 2 <= u64::from(free));
    room && (dates || rules.max_shifts_per_day != Some(1))
}
