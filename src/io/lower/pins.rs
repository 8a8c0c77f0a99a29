//! Kept duties against the hard rules: facts that break one are a warning, pins and frozen duties an error.

use super::Lowering;
use super::published::{Entry, Hold};
use crate::ground::Slot;
use crate::io::breach_words::said;
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::place::quoted;
use crate::model::{Plan, Problem, VolunteerId};
use crate::score::Breach;
use crate::score::legal::breaches;
use crate::score::plain::heads;

/// What to do about a pin.
const REMEDY: &str = "unpin one of them, move it, or change the rule";

fn published() -> Place<'static> {
    Place::ROOT.key("published")
}

/// Where more people are on duty than a cap allows, by post, then slot.
fn over_caps(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let heads = heads(problem, plan);
    let mut over = Vec::new();
    for (post, limit) in problem.posts.pairs().filter_map(|(id, post)| Some((id, post.max_people?))) {
        let slots = heads[post].iter().zip(0..).filter(|(people, _)| **people > limit);
        over.extend(slots.map(|(&people, slot)| Breach::MaxPeople { post, slot: Slot(slot), people, limit }));
    }
    over
}

impl Lowering<'_, '_> {
    /// Judges the duties that are in every plan.
    pub(super) fn check_kept(&mut self, problem: &Problem, entries: &[Entry], together: &[Vec<VolunteerId>]) {
        let kept: Vec<Entry> = entries.iter().copied().filter(|entry| entry.hold != Hold::Free).collect();
        if kept.is_empty() {
            return;
        }
        for of_one in kept.chunk_by(|a, b| a.volunteer == b.volunteer) {
            self.check_person(problem, of_one);
        }
        self.check_caps(problem, &kept);
        for group in together {
            self.check_group(problem, &kept, group);
        }
    }

    fn check_person(&mut self, problem: &Problem, entries: &[Entry]) {
        let volunteer = entries[0].volunteer;
        let (begun, planned): (Vec<Entry>, Vec<Entry>) =
            entries.iter().copied().partition(|entry| entry.hold == Hold::Begun);
        let judged = |entries: &[Entry]| {
            let roster: Vec<_> = entries.iter().map(|entry| entry.duty).collect();
            breaches(problem, volunteer, &roster)
        };
        let mut known = judged(&begun);
        if let (Some(first), Some(breach)) = (begun.first(), known.first()) {
            let found = format!("{} began before now, and {}", self.entry(first), self.said(breach));
            let remedy = "nothing, if it is so: plans are judged for what they add to it";
            self.faults.note(Code::FactBreaksRule, &published().item(first.index), found, remedy);
        }
        let mut accepted = begun;
        for entry in planned {
            accepted.push(entry);
            let all = judged(&accepted);
            let Some(breach) = all.iter().find(|breach| !known.contains(breach)) else {
                known = all;
                continue;
            };
            accepted.pop();
            let alone = judged(&[entry]);
            let breach = alone.first().unwrap_or(breach);
            let with = if alone.is_empty() {
                let with = accepted.iter().find(|other| {
                    judged(&[**other, entry]).iter().any(|breach| !judged(&[**other]).contains(breach))
                });
                match with.or(accepted.last()) {
                    Some(other) => {
                        format!(", together with $.published[{}] ({})", other.index, self.entry(other))
                    }
                    None => String::new(),
                }
            } else {
                String::new()
            };
            let found = format!("{} breaks a rule{with}: {}", self.held(&entry), self.said(breach));
            self.faults.note(Code::PinBreaksRule, &published().item(entry.index), found, REMEDY);
        }
    }

    /// Judges how many people the kept duties put at each post.
    fn check_caps(&mut self, problem: &Problem, kept: &[Entry]) {
        let plan_of = |wanted: &dyn Fn(&Entry) -> bool| {
            let mut plan = Plan::empty(problem.volunteers.len());
            for entry in kept.iter().filter(|entry| wanted(entry)) {
                plan.rosters[entry.volunteer].push(entry.duty);
            }
            plan
        };
        let facts = over_caps(problem, &plan_of(&|entry| entry.hold == Hold::Begun));
        let mut last_post = None;
        for breach in over_caps(problem, &plan_of(&|_| true)) {
            if facts.contains(&breach) {
                continue;
            }
            let Breach::MaxPeople { post, slot, .. } = breach else { continue };
            if last_post.replace(post) == Some(post) {
                continue;
            }
            let here =
                |entry: &&Entry| entry.duty.post == post && entry.duty.from <= slot && slot < entry.duty.to;
            let mut there: Vec<&Entry> = kept.iter().filter(here).collect();
            there.sort_unstable_by_key(|entry| (entry.hold != Hold::Begun, entry.index));
            let [.., other, entry] = there[..] else { continue };
            let found = format!(
                "{} and $.published[{}] ({}) are too many: {}",
                self.held(entry),
                other.index,
                self.entry(other),
                self.said(&breach)
            );
            self.faults.note(Code::PinBreaksRule, &published().item(entry.index), found, REMEDY);
        }
        let mut last_post = None;
        for breach in facts {
            let Breach::MaxPeople { post, .. } = breach else { continue };
            if last_post.replace(post) == Some(post) {
                continue;
            }
            let first = kept.iter().filter(|entry| entry.hold == Hold::Begun && entry.duty.post == post);
            let Some(first) = first.min_by_key(|entry| entry.index) else { continue };
            let found = format!("what began before now breaks a cap: {}", self.said(&breach));
            let remedy = "nothing, if it is so: plans are judged for what they add to it";
            self.faults.note(Code::FactBreaksRule, &published().item(first.index), found, remedy);
        }
    }

    /// Judges whether the kept duties of a group are the same.
    fn check_group(&mut self, problem: &Problem, kept: &[Entry], group: &[VolunteerId]) {
        let person = |id: VolunteerId| &problem.volunteers[id];
        let name = |id: VolunteerId| quoted(&self.scenario.volunteers[id.0 as usize].id);
        let mut notes = Vec::new();
        for (index, &one) in group.iter().enumerate() {
            // The first before this one who is told apart from them by no fact.
            let Some(&other) = group[..index].iter().find(|other| person(**other).begun == person(one).begun)
            else {
                if let Some(&other) = group[..index].first() {
                    let first =
                        kept.iter().filter(|entry| entry.volunteer == one || entry.volunteer == other);
                    let first = first.min_by_key(|entry| entry.index).map_or(0, |entry| entry.index);
                    let found =
                        format!("duties that began before now tell {} and {} apart", name(other), name(one));
                    notes.push((Code::FactBreaksRule, first, found));
                }
                continue;
            };
            let (ours, theirs) = (&person(one).kept, &person(other).kept);
            let lacks = |entry: &&Entry| {
                (entry.volunteer == one && !theirs.contains(&entry.duty))
                    || (entry.volunteer == other && !ours.contains(&entry.duty))
            };
            if let Some(entry) = kept.iter().filter(lacks).min_by_key(|entry| entry.index) {
                let lacking = if entry.volunteer == one { other } else { one };
                let found = format!(
                    "{} is for {} and not for {}, who serve together",
                    self.held(entry),
                    name(entry.volunteer),
                    name(lacking)
                );
                notes.push((Code::PinBreaksRule, entry.index, found));
            }
        }
        for (code, index, found) in notes {
            let remedy = if code == Code::PinBreaksRule {
                "publish and pin it for both, or part them"
            } else {
                "nothing, if it is so: they are planned apart"
            };
            self.faults.note(code, &published().item(index), found, remedy);
        }
    }

    /// The entry in words, with why it is kept.
    fn held(&self, entry: &Entry) -> String {
        let why = match entry.hold {
            Hold::Frozen => "frozen",
            Hold::Pinned => "pinned",
            Hold::Begun | Hold::Free => "published",
        };
        format!("the {why} duty of {}", self.entry(entry))
    }

    fn entry(&self, entry: &Entry) -> String {
        let published = &self.scenario.published[entry.index];
        let (whose, point, post) = (&published.volunteer, &published.point, &published.post);
        format!("{} at {point}/{post} from {}", quoted(whose), published.from.0)
    }

    /// The breach in words, with the names of the scenario.
    fn said(&self, breach: &Breach) -> String {
        said(&crate::io::plan_write::post_names(self.scenario), self.calendar.as_ref(), breach)
    }
}
