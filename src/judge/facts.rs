//! The roster in force: what had begun before now is a fact, and with what is frozen or pinned it is in every plan.

use super::case::{Case, Duty};
use super::roster::Rosters;
use super::unjudgeable::Unjudgeable;
use super::verdict::{Breach, Broken};
use std::collections::BTreeSet;

/// The roster in force, read.
pub(super) struct Facts {
    /// The present, as a minute of the horizon.
    pub now: Option<i64>,
    /// Everything published.
    pub published: BTreeSet<(usize, Duty)>,
    /// What is in every plan.
    kept: BTreeSet<(usize, Duty)>,
    /// The persons and dates on which something kept starts.
    kept_dates: BTreeSet<(usize, i64)>,
    /// What had begun before now.
    pub begun: Rosters,
}

impl Facts {
    /// The roster in force of the case.
    pub fn of(case: &Case<'_>) -> Result<Self, Unjudgeable> {
        let clock = &case.clock;
        let now = case.scenario.now.as_ref().map(|now| clock.minute(now.as_str()));
        let now = now.transpose().map_err(|fault| Unjudgeable::scenario("now", fault))?;
        if now.is_some_and(|now| now > clock.end) {
            return Err(Unjudgeable::scenario("now", "the horizon has ended before"));
        }
        let freeze = i64::from(case.scenario.freeze_minutes.unwrap_or(0));
        let mut published = BTreeSet::new();
        let mut kept = BTreeSet::new();
        let mut begun = BTreeSet::new();
        for (number, entry) in case.scenario.published.iter().enumerate() {
            let fault = |found: String| Unjudgeable::scenario(format!("published[{number}]"), found);
            let times = clock.interval(entry.from.as_str(), entry.to.as_str());
            let (from, to) = times.map_err(|found| fault(found.to_string()))?;
            if !clock.holds(from, to) {
                return Err(fault("the duty is off the grid or outside the horizon".to_owned()));
            }
            let Some(person) = case.person(&entry.volunteer) else {
                return Err(fault(format!("no volunteer \"{}\"", entry.volunteer)));
            };
            let Some(post) = case.post(&entry.point, &entry.post) else {
                return Err(fault(format!("no post \"{}\" at a point \"{}\"", entry.post, entry.point)));
            };
            let duty = (person, Duty { from, to, post });
            published.insert(duty);
            if now.is_some_and(|now| from < now) {
                begun.insert(duty);
            }
            if entry.pinned == Some(true) || now.is_some_and(|now| from < now || from < now + freeze) {
                kept.insert(duty);
            }
        }
        let kept_dates = kept.iter().map(|(person, duty)| (*person, clock.date(duty.from))).collect();
        let begun = Rosters::of(case, begun.into_iter().collect());
        Ok(Self { now, published, kept, kept_dates, begun })
    }

    /// Does something kept start on this date of this person?
    pub fn is_kept_date(&self, person: usize, date: i64) -> bool {
        self.kept_dates.contains(&(person, date))
    }

    /// Duties of the plan that begin before now without having been published, and kept ones that it lacks.
    pub fn breaches(&self, case: &Case<'_>, plan: &Rosters) -> Vec<Broken> {
        let mut broken = Vec::new();
        for entry in plan.all() {
            if self.now.is_some_and(|now| entry.1.from < now) && !self.kept.contains(entry) {
                broken.push(of_duty(case, *entry, Breach::BeforeNow));
            }
        }
        if !self.kept.is_empty() {
            let planned: BTreeSet<_> = plan.all().iter().collect();
            let missing = self.kept.iter().filter(|entry| !planned.contains(entry));
            broken.extend(missing.map(|entry| of_duty(case, *entry, Breach::KeptMissing)));
        }
        broken
    }
}

/// A breach at the start of a duty.
pub(super) fn of_duty(case: &Case<'_>, (person, duty): (usize, Duty), breach: Breach) -> Broken {
    let stand = &case.posts[duty.post];
    Broken {
        volunteer: Some(case.people[person].volunteer.id.clone()),
        post: Some((stand.point.id.clone(), stand.post.id.clone())),
        when: Some(case.clock.written(duty.from)),
        breach,
    }
}
