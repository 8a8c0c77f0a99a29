//! Who is on duty when: the lines' shortage and surplus, supervision, teams, and the most people a post may have.
//!
//! Cover changes only where a duty starts or ends and demand only where it says so. Between two such *cuts* all is
//! even, so each *cell* between cuts is looked at once, however many slots it has.

use super::case::{Case, Duty, Stand};
use super::exact::{Costs, Term};
use super::facts::Facts;
use super::roster::Rosters;
use super::unjudgeable::Unjudgeable;
use super::verdict::{Breach, Broken};
use crate::io::plan_file::{Shortage, ShortageAt};
use crate::io::scenario::{Line, Need, Post};
use std::collections::BTreeSet;

/// People missing on a line, as long as their number stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Missing {
    /// The post, as a place in [`Case::posts`]; after them the shared entries.
    pub group: usize,
    /// The number of the line there.
    pub line: usize,
    /// The first minute.
    pub from: i64,
    /// The first minute after.
    pub to: i64,
    /// How many.
    pub people: i64,
}

/// What is found by looking at posts and shared lines.
#[derive(Default)]
pub(super) struct Found {
    /// Posts with too many people.
    pub broken: Vec<Broken>,
    /// Everybody missing, in the scenario's order.
    pub missing: Vec<Missing>,
}

/// Adds what lines, ratios and teams cost, and finds who is missing and where people are too many.
pub(super) fn judge(
    case: &Case<'_>,
    facts: &Facts,
    plan: &Rosters,
    costs: &mut Costs,
) -> Result<Found, Unjudgeable> {
    let crews = crews(case, plan);
    let begun = crews_of_facts(case, facts);
    let mut found = Found::default();
    for (group, stand) in case.posts.iter().enumerate() {
        let crew = &crews[group];
        let known = begun.get(group).map_or(&[][..], Vec::as_slice);
        let demand = read_demand(case, &stand.post.demand, &stand.path)?;
        let sight = Sight::of(case, crew, known, &demand);
        lines(&sight, group, &stand.post.demand, &demand, costs, &mut found.missing)?;
        supervision(&sight, stand.post, &stand.path, costs)?;
        if let Some(most) = stand.post.max_people {
            crowds(&sight, known, group, i64::from(most), &mut found.broken);
        }
    }
    for (number, shared) in case.scenario.shared.iter().enumerate() {
        let path = format!("shared[{number}]");
        let mut points = BTreeSet::new();
        for id in &shared.points {
            let point = case.point(id);
            points.insert(point.ok_or_else(|| Unjudgeable::scenario(&path, format!("no point \"{id}\"")))?);
        }
        let is_shared = |post: &usize| {
            let Stand { point, post, .. } = &case.posts[*post];
            post.standby != Some(true) && case.point(&point.id).is_some_and(|at| points.contains(&at))
        };
        let crew: Vec<_> =
            (0..case.posts.len()).filter(is_shared).flat_map(|post| crews[post].iter().copied()).collect();
        let demand = read_demand(case, &shared.demand, &path)?;
        let sight = Sight::of(case, &crew, &[], &demand);
        let group = case.posts.len() + number;
        lines(&sight, group, &shared.demand, &demand, costs, &mut found.missing)?;
    }
    Ok(found)
}

/// The shortage as a plan lists it.
pub(super) fn listed(case: &Case<'_>, missing: &Missing) -> Shortage {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let at = match case.posts.get(missing.group) {
        Some(stand) => ShortageAt::Post { point: stand.point.id.clone(), post: stand.post.id.clone() },
        None => ShortageAt::Shared { shared: number(missing.group - case.posts.len()) },
    };
    Shortage {
        at,
        line: number(missing.line),
        from: case.clock.written(missing.from).into(),
        to: case.clock.written(missing.to).into(),
        // Demand is written as a number of this size, and more than demanded is never missing.
        missing: u32::try_from(missing.people).unwrap_or(u32::MAX),
    }
}

/// The people on duty at each post, with their duties.
fn crews(case: &Case<'_>, rosters: &Rosters) -> Vec<Vec<(usize, Duty)>> {
    let mut crews = vec![Vec::new(); case.posts.len()];
    for (person, duty) in rosters.all() {
        if case.is_placed(*duty) {
            crews[duty.post].push((*person, *duty));
        }
    }
    crews
}

/// The same of what had begun; nothing where nothing had.
fn crews_of_facts(case: &Case<'_>, facts: &Facts) -> Vec<Vec<(usize, Duty)>> {
    if facts.begun.is_empty() { Vec::new() } else { crews(case, &facts.begun) }
}

/// How many people a line wants: from each minute on, in order; the first is 0.
type Demand = Vec<(i64, i64)>;

/// The demand of each line, refused where it does not fit the horizon.
fn read_demand(case: &Case<'_>, lines: &[Line], path: &str) -> Result<Vec<Demand>, Unjudgeable> {
    let read = |(number, line): (usize, &Line)| {
        if let Some(need) = &line.needs {
            case.vocabulary.check(need, &format!("{path}.demand[{number}].needs"))?;
        }
        demand(case, line).map_err(|found| Unjudgeable::scenario(format!("{path}.demand[{number}]"), found))
    };
    lines.iter().enumerate().map(read).collect()
}

fn demand(case: &Case<'_>, line: &Line) -> Result<Demand, String> {
    let clock = &case.clock;
    let mut demand = vec![(0, 0)];
    let mut want = |from: i64, people: i64| match demand.last_mut() {
        Some(last) if last.1 == people => {}
        Some(last) if last.0 == from => last.1 = people,
        _ => demand.push((from, people)),
    };
    match (&line.hourly, &line.windows) {
        (Some(_), Some(_)) => return Err("has both hourly and windows".to_owned()),
        (Some(hourly), None) => {
            if clock.slot > 60 || hourly.len() as i64 * 60 != clock.end {
                return Err(format!("{} numbers do not fit {} minutes", hourly.len(), clock.end));
            }
            for (hour, people) in (0..).zip(hourly) {
                want(hour * 60, i64::from(*people));
            }
        }
        (None, windows) => {
            let mut read = Vec::new();
            for window in windows.iter().flatten() {
                let interval = clock.interval(window.from.as_str(), window.to.as_str());
                let (from, to) = interval.map_err(|fault| fault.to_string())?;
                if !clock.holds(from, to) {
                    return Err("a window is off the grid or outside the horizon".to_owned());
                }
                read.push((from, to, i64::from(window.people)));
            }
            read.sort_unstable();
            if read.windows(2).any(|pair| pair[1].0 < pair[0].1) {
                return Err("two windows overlap".to_owned());
            }
            for (from, to, people) in read {
                want(from, people);
                want(to, 0);
            }
        }
    }
    Ok(demand)
}

/// A group of people on duty, seen in even cells.
struct Sight<'a> {
    case: &'a Case<'a>,
    crew: &'a [(usize, Duty)],
    /// Where cells begin and end, in minutes of the horizon; 0 and the end are the outermost.
    cuts: Vec<i64>,
}

impl<'a> Sight<'a> {
    fn of(case: &'a Case<'a>, crew: &'a [(usize, Duty)], known: &[(usize, Duty)], demand: &[Demand]) -> Self {
        let mut cuts = vec![0, case.clock.end];
        cuts.extend(crew.iter().chain(known).flat_map(|(_, duty)| [duty.from, duty.to]));
        cuts.extend(demand.iter().flatten().map(|(from, _)| *from));
        cuts.sort_unstable();
        cuts.dedup();
        Self { case, crew, cuts }
    }

    fn cells(&self) -> usize {
        self.cuts.len() - 1
    }

    fn minutes(&self, cell: usize) -> i64 {
        self.cuts[cell + 1] - self.cuts[cell]
    }

    /// How many of the crew who meet the need are on duty in each cell.
    fn cover(&self, need: Option<&Need>) -> Vec<i64> {
        let meets = |entry: &&(usize, Duty)| self.case.meets(need, &self.case.people[entry.0], entry.1);
        self.count(self.crew.iter().filter(meets))
    }

    fn count<'b>(&self, crew: impl Iterator<Item = &'b (usize, Duty)>) -> Vec<i64> {
        let mut steps = vec![0; self.cuts.len()];
        for (_, duty) in crew {
            steps[self.cell(duty.from)] += 1;
            steps[self.cell(duty.to)] -= 1;
        }
        let mut people = 0;
        for step in &mut steps {
            people += *step;
            *step = people;
        }
        steps.truncate(self.cells());
        steps
    }

    /// The cell that begins at a cut.
    fn cell(&self, cut: i64) -> usize {
        self.cuts.partition_point(|at| *at < cut)
    }
}

/// Adds what the lines of a group lack or have too much, and notes what they lack.
fn lines(
    sight: &Sight<'_>,
    group: usize,
    lines: &[Line],
    demand: &[Demand],
    costs: &mut Costs,
    missing: &mut Vec<Missing>,
) -> Result<(), Unjudgeable> {
    for (number, (line, demand)) in lines.iter().zip(demand).enumerate() {
        let weight = i64::from(line.weight.unwrap_or(1));
        let surplus_weight = i64::from(line.surplus_weight.unwrap_or(0));
        let mut step = 0;
        for (cell, people) in sight.cover(line.needs.as_ref()).into_iter().enumerate() {
            let (from, to) = (sight.cuts[cell], sight.cuts[cell + 1]);
            while demand.get(step + 1).is_some_and(|(next, _)| *next <= from) {
                step += 1;
            }
            let short = demand[step].1 - people;
            if short <= 0 {
                costs.add_hours(Term::Surplus, surplus_weight, to - from, -short)?;
                continue;
            }
            costs.add_hours(Term::Shortage, weight, to - from, short)?;
            match missing.last_mut() {
                Some(last)
                    if last.group == group
                        && last.line == number
                        && last.to == from
                        && last.people == short =>
                {
                    last.to = to;
                }
                _ => missing.push(Missing { group, line: number, from, to, people: short }),
            }
        }
    }
    Ok(())
}

/// Adds what it costs that people are not watched over, or alone.
fn supervision(sight: &Sight<'_>, post: &Post, path: &str, costs: &mut Costs) -> Result<(), Unjudgeable> {
    for (number, rule) in post.supervision.iter().enumerate() {
        let path = format!("{path}.supervision[{number}]");
        sight.case.vocabulary.check(&rule.who, &path)?;
        sight.case.vocabulary.check(&rule.by, &path)?;
        if rule.ratio == 0 {
            return Err(Unjudgeable::scenario(path, "a ratio of 0"));
        }
        let who = sight.cover(Some(&rule.who));
        let by = sight.cover(Some(&rule.by));
        for cell in 0..sight.cells() {
            let unwatched = who[cell] - i64::from(rule.ratio) * by[cell];
            costs.add_hours(
                Term::Supervision,
                i64::from(rule.weight),
                sight.minutes(cell),
                unwatched.max(0),
            )?;
        }
    }
    if let Some(team) = &post.min_team {
        for (cell, people) in sight.cover(None).into_iter().enumerate() {
            let missing = if people > 0 { i64::from(team.people) - people } else { 0 };
            costs.add_hours(
                Term::Supervision,
                i64::from(team.weight),
                sight.minutes(cell),
                missing.max(0),
            )?;
        }
    }
    Ok(())
}

/// Notes where a post has too many people, unless just as many had begun there anyway.
fn crowds(sight: &Sight<'_>, known: &[(usize, Duty)], post: usize, most: i64, broken: &mut Vec<Broken>) {
    let heads = sight.cover(None);
    let known = sight.count(known.iter());
    let (clock, stand) = (&sight.case.clock, &sight.case.posts[post]);
    let is_broken = |cell: usize| heads[cell] > most && heads[cell] != known[cell];
    let mut cell = 0;
    while cell < heads.len() {
        let first = cell;
        cell += 1;
        if !is_broken(first) {
            continue;
        }
        while cell < heads.len() && is_broken(cell) && heads[cell] == heads[first] {
            cell += 1;
        }
        broken.push(Broken {
            volunteer: None,
            post: Some((stand.point.id.clone(), stand.post.id.clone())),
            when: Some(clock.written(sight.cuts[first])),
            breach: Breach::Crowd { to: clock.written(sight.cuts[cell]), people: heads[first], most },
        });
    }
}
