//! Days to live through, and what is held of every state: the judge accepts it, and its facts are those of a fresh build.

use rifada::engine::{Limit, Options, solve};
use rifada::generate::{self, RuleStyle};
use rifada::ground::Seed;
use rifada::io::event::Event;
use rifada::io::plan_file::PlannedDuty;
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Changes, Objective, Scenario, Tier};
use rifada::live::Live;
use rifada::model::{Casts, Problem, UnitId, VolunteerId};
use std::collections::BTreeMap;

/// A generated scenario in which changes cost, with what the first iterations of a run plan for it.
pub fn planned(rules: RuleStyle, volunteers: u32, days: u32, seed: u64) -> (Scenario, Vec<PlannedDuty>) {
    let points = if rules == RuleStyle::Full { 12 } else { 5 };
    let options = generate::Options { volunteers, points, days, rules, seed, ..Default::default() };
    let mut scenario = generate::scenario(&options);
    scenario.published = Vec::new();
    scenario.now = None;
    scenario.freeze_minutes = Some(60);
    let tiers = vec![Tier { within_minutes: 240, weight: 3 }];
    let objective = scenario.objective.get_or_insert_with(Objective::default);
    objective.changes = Some(Changes { weight: 1, tiers });
    let (problem, _) = scenario.problem().unwrap();
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(3), ..Options::default() });
    let file =
        plan_file(&scenario, &problem, &outcome.plan, Claims { cost: outcome.cost, ..Claims::default() });
    (scenario, file.duties)
}

/// A day in force on which nobody serves at one of the points, so that some people are free, and from which somebody is absent:
/// with the duties planned for it, one that was theirs, and the chance to go on with.
pub fn with_gap(
    rules: RuleStyle,
    volunteers: u32,
    days: u32,
    number: u64,
) -> (Live, Vec<PlannedDuty>, PlannedDuty, Seed) {
    let (scenario, duties) = planned(rules, volunteers, days, number);
    let elsewhere = |duty: &&PlannedDuty| duty.point != scenario.points[0].id;
    let fewer: Vec<PlannedDuty> = duties.iter().filter(elsewhere).cloned().collect();
    let mut live = Live::of(scenario.clone(), &fewer).or_else(|_| Live::of(scenario, &duties)).unwrap();
    let mut seed = Seed::new(number);
    let gap = duties[seed.below(duties.len())].clone();
    live.happen(&Event::Absent { volunteer: gap.volunteer.clone() }).unwrap();
    (live, duties, gap, seed)
}

/// Holds a state to be one that the judge accepts, whose facts are those of a fresh build and whose cost is exact.
#[track_caller]
pub fn hold(live: &Live) {
    let (scenario, plan) = live.save();
    let verdict = rifada::judge::judge(&scenario, &plan).unwrap();
    assert!(verdict.is_clean(), "{:?} {:?}", verdict.broken, verdict.wrong);
    let (fresh, _) = scenario.problem().unwrap_or_else(|faults| panic!("{faults}"));
    same_facts(live.problem(), &fresh);
}

/// Holds two problems to say the same, whatever numbers they give to casts, sets of posts, rules and units.
#[track_caller]
pub fn same_facts(live: &Problem, fresh: &Problem) {
    assert_eq!(live.grid, fresh.grid);
    assert_eq!(live.first_start, fresh.first_start);
    assert_eq!(live.travel, fresh.travel);
    assert_eq!(live.needs, fresh.needs);
    assert_eq!(live.lines, fresh.lines);
    assert_eq!(live.posts, fresh.posts);
    assert_eq!(live.objective, fresh.objective);
    assert_eq!(live.volunteers.len(), fresh.volunteers.len());
    for id in live.volunteers.ids() {
        let (a, b) = (&live.volunteers[id], &fresh.volunteers[id]);
        assert_eq!((a.traits.female, a.traits.age), (b.traits.female, b.traits.age), "{id:?}");
        assert_eq!(a.traits.languages, b.traits.languages, "{id:?}");
        assert_eq!((a.home, &a.free, &a.wishes), (b.home, &b.free, &b.wishes), "{id:?}");
        assert_eq!((a.show_up, a.history), (b.show_up, b.history), "{id:?}");
        assert_eq!(live.rules[a.rules], fresh.rules[b.rules], "{id:?}");
        assert_eq!(live.post_sets[a.posts], fresh.post_sets[b.posts], "{id:?}");
        assert_eq!(a.published, b.published, "{id:?}");
        assert_eq!((&a.kept, &a.begun), (&b.kept, &b.begun), "{id:?}");
    }
    let by_members = |problem: &Problem| -> BTreeMap<Vec<VolunteerId>, UnitId> {
        problem.units.pairs().map(|(id, unit)| (unit.members.to_vec(), id)).collect()
    };
    let (ours, theirs) = (by_members(live), by_members(fresh));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (members, id) in ours {
        let (a, b) = (&live.units[id], &fresh.units[theirs[&members]]);
        for member in &members {
            assert_eq!(live.unit_of[*member], id);
        }
        assert_eq!((&a.free, &a.kept, &a.begun), (&b.free, &b.kept, &b.begun), "{members:?}");
        assert_eq!(live.post_sets[a.posts], fresh.post_sets[b.posts], "{members:?}");
        assert_eq!(casts(live, &a.casts), casts(fresh, &b.casts), "{members:?}");
    }
}

/// Who meets what on every date; on one where that is the same on all.
fn casts(problem: &Problem, casts: &Casts) -> Vec<Vec<u16>> {
    let days = problem.grid.days() as u32;
    let on =
        |day: u32| problem.casts[casts.on(rifada::ground::Day(day), rifada::ground::Day(day))].met.to_vec();
    let mut all: Vec<Vec<u16>> = (0..days).map(on).collect();
    all.dedup();
    all
}
