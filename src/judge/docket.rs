//! The docket of one person: their duties, and what is found against them.

use super::case::{Case, Duty};
use super::facts::of_duty;
use super::verdict::{Breach, Broken};

/// The duties of one person with the rules they break.
pub(super) struct Docket<'a> {
    case: &'a Case<'a>,
    /// Whose duties, as a place in [`Case::people`].
    pub person: usize,
    /// The duties, in the order of time.
    pub duties: &'a [(usize, Duty)],
    /// What was found.
    pub broken: Vec<Broken>,
}

impl<'a> Docket<'a> {
    /// A docket with nothing found yet.
    pub fn new(case: &'a Case<'a>, person: usize, duties: &'a [(usize, Duty)]) -> Self {
        Self { case, person, duties, broken: Vec::new() }
    }

    /// Notes a breach by one duty.
    pub fn at_duty(&mut self, duty: Duty, breach: Breach) {
        self.broken.push(of_duty(self.case, (self.person, duty), breach));
    }

    /// Notes a breach on one date.
    pub fn on_date(&mut self, date: String, breach: Breach) {
        self.note(Some(date), breach);
    }

    /// Notes a breach by all duties together.
    pub fn in_all(&mut self, breach: Breach) {
        self.note(None, breach);
    }

    fn note(&mut self, when: Option<String>, breach: Breach) {
        let volunteer = Some(self.case.people[self.person].volunteer.id.clone());
        self.broken.push(Broken { volunteer, post: None, when, breach });
    }
}
