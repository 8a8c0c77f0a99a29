//! From the scenario as written to the problem that the engine plans: every meaning checked, every fault noted.
//!
//! Each page takes one part of the scenario. A faulty value is noted and stands in as something harmless, so that all
//! faults are found in one go; the problem is handed over only where there is none.

pub mod alone;
mod faults;
mod hours;
mod ids;
mod limits;
mod lines;
mod needs;
mod people;
mod pins;
mod posts;
mod published;
mod rules;
mod times;
mod travel;
mod warnings;

pub use self::alone::OpenNames;
pub use self::published::Hold;
pub use self::times::slots_of;

use self::faults::Faults;
use self::hours::Hours;
use self::ids::Ids;
use self::needs::Needs;
use self::rules::RuleSets;
use super::calendar::Calendar;
use super::diagnostic::{Code, Diagnostics};
use super::place::Place;
use super::scenario::Scenario;
use crate::ground::{IdVec, Minutes, Slot, Weight};
use crate::model::{Line, LineId, Problem, ProblemParts, Rules, RulesId};
use std::ops::Range;

use super::fields::LARGEST;
/// The most entries of demand, lines × slots: 2 GB.
const MOST_DEMAND: usize = 250_000_000;

/// The problem that `scenario` states, and the names that no list of it holds; nothing where `diagnostics` have an error, old or
/// new.
pub fn lower_with_names(scenario: &Scenario, diagnostics: &mut Diagnostics) -> Option<(Problem, OpenNames)> {
    let mut lowering = Lowering::of(scenario, diagnostics);
    let problem = lowering.problem()?;
    Some((problem, lowering.open_names()))
}

/// The problem that `scenario` states; nothing where `diagnostics` have an error, old or new.
pub fn lower(scenario: &Scenario, diagnostics: &mut Diagnostics) -> Option<Problem> {
    Lowering::of(scenario, diagnostics).problem()
}

impl Scenario {
    /// The problem that this scenario states, with warnings; or all that is wrong with it.
    pub fn problem(&self) -> Result<(Problem, Diagnostics), Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        match lower(self, &mut diagnostics) {
            Some(problem) => Ok((problem, diagnostics)),
            None => Err(diagnostics),
        }
    }
}

/// A scenario on its way to a problem.
struct Lowering<'s, 'd> {
    scenario: &'s Scenario,
    faults: Faults<'d>,
    calendar: Option<Calendar>,
    ids: Ids<'s>,
    needs: Needs,
    hours: Hours,
    rule_sets: RuleSets,
    rules: IdVec<RulesId, Rules>,
    lines: IdVec<LineId, Line>,
    /// The posts of each point, by number.
    posts_of_point: Vec<Range<u32>>,
    /// How many people have no age.
    unknown_ages: usize,
    /// Does any rule cap exposure?
    speaks_of_exposure: bool,
    /// Is there more demand than fits into memory?
    too_large: bool,
}

impl<'s, 'd> Lowering<'s, 'd> {
    fn of(scenario: &'s Scenario, diagnostics: &'d mut Diagnostics) -> Self {
        let mut faults = Faults::after(diagnostics);
        let calendar = faults.calendar(scenario);
        let ids = Ids::of(scenario, &mut faults);
        let mut lowering = Self {
            scenario,
            faults,
            calendar,
            ids,
            needs: Needs::new(),
            hours: Hours::default(),
            rule_sets: RuleSets::default(),
            rules: IdVec::new(),
            lines: IdVec::new(),
            posts_of_point: Vec::new(),
            unknown_ages: scenario.volunteers.iter().filter(|volunteer| volunteer.age.is_none()).count(),
            speaks_of_exposure: false,
            too_large: false,
        };
        lowering.check_size();
        lowering
    }

    /// Refuses demand that would not fit into memory, before any is laid out.
    fn check_size(&mut self) {
        let posts = self.scenario.points.iter().flat_map(|point| &point.posts);
        let at_posts: usize = posts.map(|post| post.demand.len()).sum();
        let shared: usize = self.scenario.shared.iter().map(|shared| shared.demand.len()).sum();
        let posts = self.scenario.points.iter().map(|point| point.posts.len()).sum::<usize>();
        let slots = self.calendar.as_ref().map_or(0, |calendar| calendar.slots() as usize);
        if (at_posts + shared + posts).saturating_mul(slots) > MOST_DEMAND {
            let found = format!("{posts} posts and {} lines of {slots} slots", at_posts + shared);
            let remedy = "plan a shorter horizon, longer slots or fewer lines";
            self.faults.note(Code::ScenarioTooLarge, &Place::ROOT, found, remedy);
            self.too_large = true;
        }
    }

    fn problem(&mut self) -> Option<Problem> {
        let now = self.now();
        self.rule_sets();
        let posts = self.posts();
        let (travel, joined) = self.travel();
        let mut volunteers = self.volunteers();
        let entries = self.published(now);
        published::deal(&entries, &mut volunteers);
        let together = self.groups();
        let objective = self.objective(now);
        self.warn_of_settings();
        if self.faults.has_errors() {
            return None;
        }
        let grid = self.calendar.as_ref()?.grid();
        let parts = ProblemParts {
            first_start: now.map_or(Slot(0), |now| grid.at_or_after(Minutes(now))),
            grid,
            zones: self.ids.zones.len(),
            travel,
            needs: std::mem::replace(&mut self.needs, Needs::new()).into_items(),
            lines: std::mem::take(&mut self.lines),
            posts,
            rules: std::mem::take(&mut self.rules),
            volunteers,
            together: together.clone(),
            objective,
        };
        self.check_cost(&parts);
        if self.faults.has_errors() {
            return None;
        }
        let problem = Problem::assemble(parts);
        self.check_kept(&problem, &entries, &together);
        if self.faults.has_errors() {
            return None;
        }
        self.warn(&problem, &joined);
        Some(problem)
    }

    /// `value`, within the limit of the format.
    fn number(&mut self, place: &Place<'_>, value: u32) -> u32 {
        if value > LARGEST {
            let found = format!("{value}");
            self.faults.note(Code::TooLarge, place, found, format!("write {LARGEST} or less"));
        }
        value.min(LARGEST)
    }

    /// `value` as a weight, within the limit of the format.
    fn weight(&mut self, place: &Place<'_>, value: u32) -> Weight {
        Weight(self.number(place, value))
    }
}
