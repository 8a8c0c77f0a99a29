//! The roster in force: whose duties are kept, which of them had begun, and what a change costs when.

use super::Lowering;
use crate::ground::{Minutes, Slot, Weight};
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario;
use crate::model::{Duty, Fairness, Objective, VolunteerDraft, VolunteerId};

/// A published duty with its number in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) volunteer: VolunteerId,
    pub(super) duty: Duty,
    pub(super) index: usize,
    pub(super) hold: Hold,
}

/// Why a published duty is in every plan, if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It began before now.
    Begun,
    /// It begins too soon after now to be changed.
    Frozen,
    /// The scenario pins it.
    Pinned,
    /// It may be changed.
    Free,
}

impl Hold {
    /// Why a published duty that starts in minute `start` is in every plan, with the present at `now` and whatever begins in
    /// less than `freeze` minutes frozen.
    pub fn of(start: i64, is_pinned: bool, now: Option<i64>, freeze: i64) -> Self {
        match now {
            Some(now) if start < now => Self::Begun,
            Some(now) if start < now + freeze => Self::Frozen,
            _ if is_pinned => Self::Pinned,
            _ => Self::Free,
        }
    }
}

impl<'s> Lowering<'s, '_> {
    /// The present in minutes from the start, where the scenario has one.
    pub(super) fn now(&mut self) -> Option<i64> {
        let root = Place::ROOT;
        let freeze = self.scenario.freeze_minutes.unwrap_or(0);
        self.number(&root.key("freeze_minutes"), freeze);
        let written = self.scenario.now.as_ref()?;
        let now = self.instant(&root.key("now"), written)?;
        if self.calendar.as_ref().is_some_and(|calendar| now > calendar.minutes()) {
            let found = format!("now is {}, after the end", written.0);
            self.faults.note(Code::NowAfterEnd, &root.key("now"), found, "plan a horizon that is not over");
        }
        Some(now)
    }

    /// The published duties, by volunteer and time.
    pub(super) fn published(&mut self, now: Option<i64>) -> Vec<Entry> {
        let list = Place::ROOT.key("published");
        let freeze = i64::from(self.scenario.freeze_minutes.unwrap_or(0));
        let mut entries = Vec::with_capacity(self.scenario.published.len());
        for (index, published) in self.scenario.published.iter().enumerate() {
            let place = list.item(index);
            let Some((volunteer, duty)) = self.published_duty(&place, published) else { continue };
            let start = self.calendar.as_ref().map_or(0, |calendar| calendar.minute(duty.from));
            let hold = Hold::of(start, published.pinned.unwrap_or(false), now, freeze);
            entries.push(Entry { volunteer, duty, index, hold });
        }
        entries.sort_unstable();
        let mut last: Option<Entry> = None;
        for entry in &entries {
            let earlier = last.filter(|last| last.volunteer == entry.volunteer);
            if let Some(earlier) = earlier.filter(|earlier| entry.duty.from < earlier.duty.to) {
                let whose = &self.scenario.published[entry.index].volunteer;
                let what =
                    if earlier.duty == entry.duty { "the same duty as" } else { "a duty that overlaps" };
                let found = format!("{what} number {} of {whose:?}", earlier.index);
                let remedy = "publish each duty once, and one at a time";
                self.faults.note(Code::PublishedTwice, &list.item(entry.index), found, remedy);
            }
            if earlier.is_none_or(|earlier| earlier.duty.to < entry.duty.to) {
                last = Some(*entry);
            }
        }
        entries
    }

    fn published_duty(
        &mut self,
        place: &Place<'_>,
        published: &'s scenario::Published,
    ) -> Option<(VolunteerId, Duty)> {
        let name = &published.volunteer;
        let volunteer = self.ids.volunteers.find(&place.key("volunteer"), name, &mut self.faults);
        let at = (published.point.as_str(), published.post.as_str());
        let post = self.ids.post(place, at, self.scenario, &mut self.faults);
        let window = self.window(place, &published.from, &published.to);
        let (volunteer, post, window) = (volunteer?, post?, window?);
        Some((VolunteerId(volunteer), Duty { from: window.from, to: window.to, post }))
    }

    /// The cost of fairness, travel and changes.
    pub(super) fn objective(&mut self, now: Option<i64>) -> Objective {
        let Some(objective) = &self.scenario.objective else { return Objective::default() };
        let place = Place::ROOT.key("objective");
        let fairness = objective.fairness.as_ref().map(|fairness| {
            let place = place.key("fairness");
            let share = self.number(&place.key("share_minutes"), fairness.share_minutes);
            let weight = self.weight(&place.key("weight"), fairness.weight);
            Fairness { weight, share: Minutes(i64::from(share)) }
        });
        let travel = objective.travel_weight.unwrap_or(0);
        let travel_weight = self.weight(&place.key("travel_weight"), travel);
        let changes = objective.changes.as_ref();
        let change_weight =
            changes.and_then(|changes| self.change_weights(&place.key("changes"), changes, now));
        Objective { fairness, travel_weight, change_weight }
    }

    /// What a change costs for each slot at which the duty starts; nothing where no change costs anything.
    fn change_weights(
        &mut self,
        place: &Place<'_>,
        changes: &scenario::Changes,
        now: Option<i64>,
    ) -> Option<Box<[Weight]>> {
        let beyond = self.weight(&place.key("weight"), changes.weight);
        let list = place.key("tiers");
        let mut tiers = Vec::with_capacity(changes.tiers.len());
        for (index, tier) in changes.tiers.iter().enumerate() {
            let item = list.item(index);
            let within = self.number(&item.key("within_minutes"), tier.within_minutes);
            tiers.push((i64::from(within), self.weight(&item.key("weight"), tier.weight)));
        }
        tiers.sort_unstable();
        let calendar = self.calendar.as_ref()?;
        let weights: Box<[Weight]> = (0..calendar.slots())
            .map(|slot| {
                let ahead = calendar.minute(Slot(slot)) - now.unwrap_or(0);
                let tier = tiers.get(tiers.partition_point(|tier| tier.0 < ahead));
                tier.map_or(beyond, |tier| tier.1)
            })
            .collect();
        weights.iter().any(|weight| weight.0 > 0).then_some(weights)
    }
}

/// Gives each volunteer their published duties.
pub(super) fn deal(entries: &[Entry], volunteers: &mut [VolunteerDraft]) {
    for of_one in entries.chunk_by(|a, b| a.volunteer == b.volunteer) {
        let duties = |wanted: fn(Hold) -> bool| {
            of_one.iter().filter(|entry| wanted(entry.hold)).map(|entry| entry.duty).collect::<Box<[Duty]>>()
        };
        if let Some(volunteer) = volunteers.get_mut(of_one[0].volunteer.0 as usize) {
            volunteer.published = duties(|_| true);
            volunteer.kept = duties(|hold| hold != Hold::Free);
            volunteer.begun = duties(|hold| hold == Hold::Begun);
        }
    }
}
