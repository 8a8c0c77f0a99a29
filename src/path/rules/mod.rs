//! The rules that bind one person, each an automaton over the duties of a roster.
//!
//! An automaton remembers a few words of the duties so far. It says whether the next duty may follow (`admits`),
//! what it remembers after it (`take`), whether the roster may end as it does (`may_end`), and of
//! two rosters up to the same date whether one leaves open all that the other does (`leads`): what a label
//! needs to be dropped for another (Desrochers 1988, for shortest paths under resource constraints). A unit's roster is read
//! by the product of just those that its members' rules need.
//!
//! Hours free, posts open, the clock, and what a duty breaks by itself are not asked here: no duty outside them is offered.
//! What minutes in all cost is no rule: [`super::own`] has it.

mod caps;
mod dates;
mod exposure;
mod minutes;
mod rest;
mod rolling;
mod runs;
mod successions;
mod weekends;

use crate::ground::{Day, Minutes, Slot};
use crate::model::{Duty, Problem, Unit, UnitId, VolunteerId};
use std::ops::Range;

/// The next duty of a roster.
#[derive(Clone, Copy)]
struct Step<'a> {
    problem: &'a Problem,
    duty: Duty,
    /// The date on which it starts.
    day: Day,
    counted: Minutes,
    /// Is there a kept duty on that date, this one or another?
    kept_on_day: bool,
}

/// The last date that is over, and the first slot after it.
#[derive(Clone, Copy, Debug)]
struct Over {
    day: Day,
    tomorrow: Slot,
}

/// One rule over the words that it remembers; all of them are 0 before the first duty, unless it begins otherwise.
trait Automaton {
    /// How many words it remembers.
    fn words(&self) -> usize;

    /// Writes what it remembers from before the horizon.
    fn begin(&self, _words: &mut [u32]) {}

    /// May the next duty follow? It starts no earlier than those before it.
    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool;

    /// Remembers the next duty, allowed or not.
    fn take(&self, words: &mut [u32], next: &Step<'_>);

    /// May the roster end as it does?
    fn may_end(&self, _words: &[u32]) -> bool {
        true
    }

    /// May everything after what is `over` that can follow a roster which led to `b` follow one that led to `a`?
    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool;
}

/// The closed family of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule<'a> {
    Rest(rest::Rest<'a>),
    Dates(dates::Dates),
    Minutes(minutes::InAll),
    Rolling(rolling::Rolling),
    Runs(runs::Runs),
    Weekends(weekends::Weekends<'a>),
    Caps(caps::Cap),
    Successions(successions::Successions<'a>),
    Exposure(exposure::Exposure<'a>),
}

/// The same of whichever rule it is.
macro_rules! of_each {
    ($self:expr, $rule:ident => $answer:expr) => {
        match $self {
            Rule::Rest($rule) => $answer,
            Rule::Dates($rule) => $answer,
            Rule::Minutes($rule) => $answer,
            Rule::Rolling($rule) => $answer,
            Rule::Runs($rule) => $answer,
            Rule::Weekends($rule) => $answer,
            Rule::Caps($rule) => $answer,
            Rule::Successions($rule) => $answer,
            Rule::Exposure($rule) => $answer,
        }
    };
}

impl Automaton for Rule<'_> {
    fn words(&self) -> usize {
        of_each!(self, rule => rule.words())
    }

    fn begin(&self, words: &mut [u32]) {
        of_each!(self, rule => rule.begin(words));
    }

    fn admits(&self, words: &[u32], next: &Step<'_>) -> bool {
        of_each!(self, rule => rule.admits(words, next))
    }

    fn take(&self, words: &mut [u32], next: &Step<'_>) {
        of_each!(self, rule => rule.take(words, next));
    }

    fn may_end(&self, words: &[u32]) -> bool {
        of_each!(self, rule => rule.may_end(words))
    }

    fn leads(&self, a: &[u32], b: &[u32], over: Over) -> bool {
        of_each!(self, rule => rule.leads(a, b, over))
    }
}

/// All rules of a unit's members: the product of their automata.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    problem: &'a Problem,
    kept: &'a [Duty],
    parts: Vec<(Rule<'a>, Range<usize>)>,
    words: usize,
}

impl<'a> Rules<'a> {
    /// What binds the unit's members together: a duty must be allowed to each of them.
    pub fn of(problem: &'a Problem, unit: UnitId) -> Self {
        let unit = &problem.units[unit];
        let mut rules = Self { problem, kept: &unit.kept, parts: Vec::with_capacity(8), words: 0 };
        for &member in &unit.members {
            rules.add(unit, member);
        }
        rules
    }

    fn add(&mut self, unit: &'a Unit, member: VolunteerId) {
        let problem = self.problem;
        let rules = problem.rules_of(member);
        let history = &problem.volunteers[member].history;
        self.push(Rule::Rest(rest::Rest::new(problem, unit, rules, history)));
        let own = [
            dates::Dates::new(rules).map(Rule::Dates),
            minutes::InAll::new(rules, history).map(Rule::Minutes),
            runs::Runs::new(problem, rules, history).map(Rule::Runs),
            weekends::Weekends::new(rules, history).map(Rule::Weekends),
        ];
        let rolling = rules.rolling.iter().map(|rule| Rule::Rolling(rolling::Rolling::new(problem, rule)));
        let caps = rules.max_duties.iter().map(|cap| Rule::Caps(caps::Cap::new(cap)));
        let pairs = rules.not_next_day.chunks(successions::MOST);
        let pairs = pairs.map(|some| Rule::Successions(successions::Successions::new(some)));
        let heat = rules.exposure.iter().map(|rule| Rule::Exposure(exposure::Exposure::new(rule)));
        let others = rolling.chain(caps).chain(pairs).chain(heat);
        own.into_iter().flatten().chain(others).for_each(|rule| self.push(rule));
    }

    /// Adds a rule, once.
    fn push(&mut self, rule: Rule<'a>) {
        if self.parts.iter().all(|(other, _)| *other != rule) {
            let words = self.words..self.words + rule.words();
            self.words = words.end;
            self.parts.push((rule, words));
        }
    }

    /// How many words all of them remember.
    pub const fn words(&self) -> usize {
        self.words
    }

    /// What is remembered before the first duty.
    pub fn begin(&self) -> Vec<u32> {
        let mut words = vec![0; self.words];
        for (rule, part) in &self.parts {
            rule.begin(&mut words[part.clone()]);
        }
        words
    }

    fn step(&self, duty: Duty) -> Step<'a> {
        let problem = self.problem;
        let day = problem.grid.day_of(duty.from);
        let on_day = |kept: &Duty| problem.grid.day_of(kept.from) == day;
        let kept_on_day = self.kept.iter().any(on_day);
        Step { problem, duty, day, counted: problem.counted(duty), kept_on_day }
    }

    /// May `next` follow what led to these words?
    pub fn admit(&self, words: &[u32], next: Duty) -> bool {
        let step = self.step(next);
        self.parts.iter().all(|(rule, part)| rule.admits(&words[part.clone()], &step))
    }

    /// Remembers `next`, allowed or not.
    pub fn take(&self, words: &mut [u32], next: Duty) {
        let step = self.step(next);
        for (rule, part) in &self.parts {
            rule.take(&mut words[part.clone()], &step);
        }
    }

    /// May a roster end with these words?
    pub fn may_end(&self, words: &[u32]) -> bool {
        self.parts.iter().all(|(rule, part)| rule.may_end(&words[part.clone()]))
    }

    /// May everything on dates after `over` that can follow what led to `b` follow what led to `a`?
    pub fn lead(&self, a: &[u32], b: &[u32], over: Day) -> bool {
        let over = Over { day: over, tomorrow: self.problem.grid.slots_of(over).to };
        let leads =
            |(rule, part): &(Rule<'_>, Range<usize>)| rule.leads(&a[part.clone()], &b[part.clone()], over);
        self.parts.iter().all(leads)
    }

    /// Do the rules let the roster be served? Duties are sorted, and kept ones before the first free one are facts.
    pub fn allow(&self, roster: &[Duty]) -> bool {
        let mut words = self.begin();
        let mut any_free = false;
        for &duty in roster {
            any_free |= self.kept.binary_search(&duty).is_err();
            if any_free && !self.admit(&words, duty) {
                return false;
            }
            self.take(&mut words, duty);
        }
        !any_free || self.may_end(&words)
    }
}
