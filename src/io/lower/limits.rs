//! The worst possible cost: an upper bound of each term, so that no sum of costs can leave its range.

use super::Lowering;
use crate::ground::{Cost, Minutes, Weight};
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::model::{Line, LinePlace, PostId, ProblemParts, VolunteerDraft};

/// The greatest worst cost, in units of 1/3600.
const WORST: i128 = 9_000_000_000_000_000 * Cost::UNITS;

/// A part of the worst cost, and where the most of it stands.
struct Share {
    part: &'static str,
    units: i128,
    most: i128,
    at: Option<Where>,
}

/// Where a part of the cost stands in the file.
#[derive(Clone, Copy)]
enum Where {
    Line(LinePlace),
    Post(PostId),
    Volunteer(usize),
    Objective(&'static str),
}

impl Share {
    const fn new(part: &'static str) -> Self {
        Self { part, units: 0, most: 0, at: None }
    }

    fn add(&mut self, units: i128, at: Where) {
        self.units = self.units.saturating_add(units);
        if units > self.most {
            (self.most, self.at) = (units, Some(at));
        }
    }
}

/// `weight × minutes / 60` in units, without overflow.
fn units(weight: Weight, minutes: i128) -> i128 {
    minutes.saturating_mul(i128::from(weight.0) * Cost::UNITS / 60)
}

impl Lowering<'_, '_> {
    /// Refuses a scenario whose worst possible cost is too large, and says which part of it is the largest.
    pub(super) fn check_cost(&mut self, parts: &ProblemParts) {
        let mut shares = vec![shortage(parts), surplus(parts), supervision(parts), wishes(parts)];
        shares.extend([fairness(parts), minimum(parts), travel(parts), changes(parts)]);
        let total = shares.iter().fold(0_i128, |total, share| total.saturating_add(share.units));
        let Some(largest) = shares.into_iter().max_by_key(|share| share.units) else { return };
        if total <= WORST {
            return;
        }
        let found = format!(
            "a plan could cost {:.3e}, of which {} {:.3e}",
            total as f64 / Cost::UNITS as f64,
            largest.part,
            largest.units as f64 / Cost::UNITS as f64,
        );
        let remedy = "lower the weights or numbers there, so that the worst cost stays within 9e15";
        let path = largest.at.map_or_else(|| "$".to_owned(), |at| self.path_of(at));
        self.faults.note_at(Code::CostTooLarge, path, found, remedy);
    }

    fn path_of(&self, at: Where) -> String {
        let root = Place::ROOT;
        match at {
            Where::Line(LinePlace::Post(post, line)) => format!("{}.demand[{line}]", self.post_path(post)),
            Where::Line(LinePlace::Shared(entry, line)) => format!("$.shared[{entry}].demand[{line}]"),
            Where::Line(LinePlace::Supervision(post, rule)) => {
                format!("{}.supervision[{rule}]", self.post_path(post))
            }
            Where::Post(post) => self.post_path(post),
            Where::Volunteer(index) => root.key("volunteers").item(index).to_string(),
            Where::Objective(key) => root.key("objective").key(key).to_string(),
        }
    }

    /// The JSON path of a post.
    pub(super) fn post_path(&self, post: PostId) -> String {
        let point = self.posts_of_point.partition_point(|posts| posts.end <= post.0);
        let first = self.posts_of_point.get(point).map_or(0, |posts| posts.start);
        Place::ROOT.key("points").item(point).key("posts").item((post.0 - first) as usize).to_string()
    }
}

fn horizon(parts: &ProblemParts) -> i128 {
    i128::from(parts.grid.minutes(parts.grid.end()).0)
}

/// Nobody serves.
fn shortage(parts: &ProblemParts) -> Share {
    let mut share = Share::new("shortage is");
    let length = i128::from(parts.grid.slot_minutes().0);
    for line in &parts.lines {
        let missing: i128 = line.demand.iter().map(|people| i128::from(*people)).sum();
        share.add(units(line.weight, missing * length), Where::Line(line.place));
    }
    share
}

/// Everybody serves all the time at the post where one person too many costs most.
fn surplus(parts: &ProblemParts) -> Share {
    everybody_at_one_post("surplus is", parts, |line, _| line.surplus)
}

/// The same where one person unsupervised costs most; and every team lacks all but one.
fn supervision(parts: &ProblemParts) -> Share {
    let mut share = everybody_at_one_post("supervision is", parts, |line, coefficient| {
        if line.is_demand() || coefficient > 0 { Weight(0) } else { line.weight }
    });
    if parts.volunteers.is_empty() {
        return share;
    }
    for (id, post) in parts.posts.pairs() {
        if let Some(team) = post.team {
            let missing = i128::from(team.people.saturating_sub(1));
            share.add(units(team.weight, missing * horizon(parts)), Where::Post(id));
        }
    }
    share
}

fn everybody_at_one_post(
    part: &'static str,
    parts: &ProblemParts,
    weight: impl Fn(&Line, i64) -> Weight,
) -> Share {
    let mut share = Share::new(part);
    let time = horizon(parts) * parts.volunteers.len() as i128;
    let mut worst: (i128, Option<PostId>) = (0, None);
    for (id, post) in parts.posts.pairs() {
        let weights = post.terms.iter().map(|term| weight(&parts.lines[term.line], term.coefficient));
        let sum = weights.map(|weight| units(weight, time)).fold(0, i128::saturating_add);
        if sum > worst.0 {
            worst = (sum, Some(id));
        }
    }
    if let (units, Some(post)) = worst {
        share.add(units, Where::Post(post));
    }
    share
}

/// No wish is met at any minute of its window.
fn wishes(parts: &ProblemParts) -> Share {
    let mut share = Share::new("wishes are");
    for (index, volunteer) in parts.volunteers.iter().enumerate() {
        let each =
            volunteer.wishes.iter().map(|wish| units(wish.weight, i128::from((wish.to - wish.from).0)));
        share.add(each.fold(0, i128::saturating_add), Where::Volunteer(index));
    }
    share
}

/// The most minutes that may be served, and the most that they may count for.
fn served(parts: &ProblemParts, volunteer: &VolunteerDraft, most_counted: (i128, i128)) -> (i128, i128) {
    let free: i64 = volunteer.free.iter().map(|window| i64::from(window.to.0 - window.from.0)).sum();
    let kept: i64 = volunteer.kept.iter().map(|duty| i64::from(duty.slots())).sum();
    let time = i128::from(free + kept) * i128::from(parts.grid.slot_minutes().0);
    let (counted, length) = most_counted;
    let counted = time.max((time / length.max(1) + volunteer.kept.len() as i128) * counted);
    (time, counted)
}

/// The post whose duties count for most by the minute: (counted, length).
fn most_counted(parts: &ProblemParts) -> (i128, i128) {
    let step = i128::from(parts.grid.slot_minutes().0);
    let mut most = (1, 1);
    for post in &parts.posts {
        let Some(counted) = post.counted else { continue };
        let own = (i128::from(counted.0), i128::from(post.min_slots) * step);
        if own.0 * most.1 > most.0 * own.1 {
            most = own;
        }
    }
    most
}

/// Everybody serves as long as they are free and their own limit allows.
fn fairness(parts: &ProblemParts) -> Share {
    let mut share = Share::new("fairness is");
    let Some(fairness) = parts.objective.fairness else { return share };
    let most = most_counted(parts);
    for volunteer in &parts.volunteers {
        let mut counted = i128::from(volunteer.history.minutes.0) + served(parts, volunteer, most).1;
        if let Some(Minutes(limit)) = parts.rules[volunteer.rules].max_minutes
            && volunteer.kept.is_empty()
        {
            counted = counted.min(i128::from(limit.max(volunteer.history.minutes.0)));
        }
        let above = (counted - i128::from(fairness.share.0)).max(0);
        let units = above.saturating_mul(above).saturating_mul(i128::from(fairness.weight.0));
        share.add(units, Where::Objective("fairness"));
    }
    share
}

/// Nobody serves beyond their history.
fn minimum(parts: &ProblemParts) -> Share {
    let mut share = Share::new("the minimum of minutes is");
    for (index, volunteer) in parts.volunteers.iter().enumerate() {
        let rules = &parts.rules[volunteer.rules];
        let missing = (rules.min_minutes - volunteer.history.minutes).0.max(0);
        share.add(units(rules.min_minutes_weight, i128::from(missing)), Where::Volunteer(index));
    }
    share
}

/// Everybody is on the way from home each date, and between duties all the time.
fn travel(parts: &ProblemParts) -> Share {
    let mut share = Share::new("travel is");
    let day = i128::from(crate::model::travel::UNREACHED.0);
    for volunteer in &parts.volunteers {
        let homes = (parts.grid.days() + volunteer.kept.len()) as i128 * day;
        let minutes = homes + horizon(parts);
        share.add(units(parts.objective.travel_weight, minutes), Where::Objective("travel_weight"));
    }
    share
}

/// Every published duty goes, and everybody serves whenever they are free.
fn changes(parts: &ProblemParts) -> Share {
    let mut share = Share::new("changes are");
    let Some(weights) = &parts.objective.change_weight else { return share };
    let worst = weights.iter().copied().max().unwrap_or_default();
    for volunteer in &parts.volunteers {
        let published: i64 = volunteer.published.iter().map(|duty| i64::from(duty.slots())).sum();
        let old = i128::from(published) * i128::from(parts.grid.slot_minutes().0);
        let new = served(parts, volunteer, (1, 1)).0;
        share.add(units(worst, old + new), Where::Objective("changes"));
    }
    share
}
