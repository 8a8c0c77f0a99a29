//! Who serves when, by person and in the order of time: the duties of a plan, or those published.

use super::case::{Case, Duty};
use super::clock::NotATime;
use super::verdict::{Breach, Broken};
use crate::io::plan_file::PlanFile;
use crate::io::scenario::LocalTime;

use super::unjudgeable::Unjudgeable;

/// Duties by person, each person's in the order of time.
#[derive(Default)]
pub(super) struct Rosters {
    /// Person and duty, in order.
    all: Vec<(usize, Duty)>,
}

impl Rosters {
    /// The rosters that these duties make.
    pub fn of(case: &Case<'_>, mut all: Vec<(usize, Duty)>) -> Self {
        all.sort_by(|(one, a), (other, b)| {
            let place = |duty: &Duty| (&case.posts[duty.post].point.id, &case.posts[duty.post].post.id);
            (one, a.from, a.to).cmp(&(other, b.from, b.to)).then_with(|| place(a).cmp(&place(b)))
        });
        Self { all }
    }

    /// The rosters of a plan, and its duties that are of nobody or nowhere.
    pub fn of_plan(case: &Case<'_>, plan: &PlanFile) -> Result<(Self, Vec<Broken>), Unjudgeable> {
        let mut all = Vec::with_capacity(plan.duties.len());
        let mut broken = Vec::new();
        for (number, duty) in plan.duties.iter().enumerate() {
            let times = (|| -> Result<(i64, i64), NotATime> {
                Ok((minute(case, &duty.from)?, minute(case, &duty.to)?))
            })();
            let (from, to) = times.map_err(|fault| Unjudgeable::plan(format!("duties[{number}]"), fault))?;
            let breach = match (case.person(&duty.volunteer), case.post(&duty.point, &duty.post)) {
                (Some(person), Some(post)) => {
                    all.push((person, Duty { from, to, post }));
                    continue;
                }
                (None, _) => Breach::UnknownVolunteer,
                (_, None) => Breach::UnknownPost,
            };
            broken.push(Broken {
                volunteer: Some(duty.volunteer.clone()),
                post: Some((duty.point.clone(), duty.post.clone())),
                when: Some(duty.from.as_str().to_owned()),
                breach,
            });
        }
        Ok((Self::of(case, all), broken))
    }

    /// All duties with their persons, by person and time.
    pub fn all(&self) -> &[(usize, Duty)] {
        &self.all
    }

    /// The duties of one person.
    pub fn of_person(&self, person: usize) -> &[(usize, Duty)] {
        let from = self.all.partition_point(|(who, _)| *who < person);
        let to = self.all.partition_point(|(who, _)| *who <= person);
        &self.all[from..to]
    }

    /// Is nobody on duty ever?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn minute(case: &Case<'_>, time: &LocalTime) -> Result<i64, NotATime> {
    case.clock.minute(time.as_str())
}
