//! Laws of turnout and of the choice of a reserve, on random tiny problems: against the plain draws, and against enumeration.

use super::common::brute::all_rosters;
use super::common::tiny::{Shape, tiny_sketch};
use super::plainly;
use rifada::ground::{Cost, Seed};
use rifada::model::{Plan, PostId, Problem, Roster, UnitId};
use rifada::score::legal::plan_breaches;
use rifada::score::turnout::{Standby, Turnout, expected};
use rifada::search::standby::{on_standby, with_reserve};

const NEVER: &dyn Fn() -> bool = &|| false;

/// A random tiny problem in which one post is a reserve, and how likely people come is random.
fn problem(number: u64) -> Problem {
    let shape = [Shape::OneDuty, Shape::Days, Shape::Rich][number as usize % 3];
    let seed = &mut Seed::part(number, 77);
    let mut sketch = tiny_sketch(number, shape);
    let parts = &mut sketch.parts;
    let posts: Vec<PostId> = parts.posts.ids().collect();
    let reserve = posts[seed.below(posts.len())];
    parts.posts[reserve].standby = true;
    parts.posts[reserve].terms = Box::new([]);
    let zone = parts.posts[reserve].zone;
    for id in posts {
        if seed.chance(70) {
            parts.posts[id].zone = zone;
        }
    }
    for volunteer in &mut parts.volunteers {
        volunteer.show_up = [0, 40, 70, 90, 100][seed.below(5)];
    }
    sketch.problem()
}

/// The rosters that each unit may have, caps of posts left aside.
fn rosters(problem: &Problem) -> Vec<(UnitId, Vec<Roster>)> {
    problem.units.ids().map(|unit| (unit, all_rosters(problem, unit))).collect()
}

fn give(problem: &Problem, plan: &mut Plan, unit: UnitId, roster: &Roster) {
    for &member in &problem.units[unit].members {
        plan.rosters[member].clone_from(roster);
    }
}

/// A random plan, caps of posts left aside.
fn any_plan(problem: &Problem, seed: &mut Seed) -> Plan {
    let mut plan = Plan::empty(problem.volunteers.len());
    for (unit, rosters) in rosters(problem) {
        let is_standby = |roster: &&Roster| roster.iter().any(|duty| problem.posts[duty.post].standby);
        let standby: Vec<&Roster> = rosters.iter().filter(is_standby).collect();
        let roster = match standby.is_empty() || seed.chance(50) {
            true => &rosters[seed.below(rosters.len())],
            false => standby[seed.below(standby.len())],
        };
        give(problem, &mut plan, unit, roster);
    }
    plan
}

#[track_caller]
fn as_plainly_drawn(problem: &Problem, plan: &Plan, turnout: &Turnout<'_>, number: u64) {
    let plain = plainly::expected(problem, plan, number, 0..turnout.draws() as u32);
    assert_eq!((turnout.cost(), turnout.shortage()), plain, "{number}");
}

#[test]
fn what_is_expected_is_what_drawing_and_costing_from_nothing_says() {
    let mut sent = 0;
    for number in 0..240 {
        let problem = problem(number);
        let plan = any_plan(&problem, &mut Seed::new(number));
        let turnout = Turnout::new(&problem, &plan, Standby::Sent, (number, 0..9), NEVER).unwrap();
        as_plainly_drawn(&problem, &plan, &turnout, number);
        let idle = expected(&problem, &plan, Standby::Idle, (number, 0..9), NEVER).unwrap();
        assert!(idle.cost >= turnout.cost(), "nobody is sent where that costs more");
        sent += u32::from(idle.cost > turnout.cost());
    }
    assert!(sent > 15, "somebody is sent somewhere in {sent}");
}

#[test]
fn rosters_that_change_one_after_another_lead_to_what_is_drawn_from_nothing() {
    let mut estimated = 0;
    for number in 0..60 {
        let problem = problem(number);
        let seed = &mut Seed::new(number);
        let mut plan = any_plan(&problem, seed);
        let rosters = rosters(&problem);
        let mut turnout = Turnout::new(&problem, &plan, Standby::Sent, (number, 0..7), NEVER).unwrap();
        for _ in 0..4 {
            for _ in 0..=seed.below(3) {
                let (unit, choices) = &rosters[seed.below(rosters.len())];
                let roster = &choices[seed.below(choices.len())];
                let before = turnout.cost();
                let estimate = turnout.estimate(*unit, roster);
                assert_eq!(turnout.cost(), before, "what is only estimated changes nothing");
                turnout.set(*unit, roster.clone());
                assert_eq!(turnout.cost() - before, estimate, "as others stay where they were sent");
                estimated += u32::from(estimate != Cost::ZERO);
                give(&problem, &mut plan, *unit, roster);
            }
            turnout.send_anew();
            as_plainly_drawn(&problem, &plan, &turnout, number);
        }
    }
    assert!(estimated > 100, "{estimated} estimates say something");
}

#[test]
fn a_reserve_never_costs_more_by_its_own_draws_and_keeps_every_rule() {
    let (mut better, mut more) = (0, 0);
    for number in 0..90 {
        let problem = problem(number);
        let plan = super::common::tiny::kept_plan(&problem);
        if !plan_breaches(&problem, &plan).is_empty() {
            continue;
        }
        let (with, added) = with_reserve(&problem, &plan, number, NEVER);
        assert_eq!(plan_breaches(&problem, &with), [], "{number}");
        assert_eq!(added, on_standby(&problem, &with) - on_standby(&problem, &plan));
        let cost =
            |plan: &Plan| expected(&problem, plan, Standby::Sent, (number, 0..200), NEVER).unwrap().cost;
        assert!(cost(&with) <= cost(&plan), "{number}");
        assert!(with == plan || cost(&with) < cost(&plan), "{number}: a change for nothing");
        better += u32::from(with != plan);
        more += added;
    }
    assert!(better > 15 && more > 15, "{better} plans change, {more} more on standby");
}

/// The least cost over these draws of any plan in which each unit has what it has, or one standby duty instead or besides.
fn least(problem: &Problem, plan: &Plan, number: u64) -> (Cost, Plan) {
    let is_standby = |roster: &Roster| roster.iter().any(|duty| problem.posts[duty.post].standby);
    let mut turnout = Turnout::new(problem, plan, Standby::Sent, (number, 0..200), NEVER).unwrap();
    let mut choices: Vec<(UnitId, Vec<Roster>)> = rosters(problem);
    for (unit, rosters) in &mut choices {
        let own = plan.rosters[problem.units[*unit].members[0]].clone();
        rosters.retain(|roster| is_standby(roster) && *roster != own);
        rosters.insert(0, own);
    }
    let mut best = (turnout.cost(), plan.clone());
    let mut tried = plan.clone();
    let mut at = vec![0; choices.len()];
    loop {
        let Some(next) = (0..at.len()).find(|unit| at[*unit] + 1 < choices[*unit].1.len()) else {
            return best;
        };
        for unit in 0..=next {
            at[unit] = if unit == next { at[unit] + 1 } else { 0 };
            let (id, rosters) = &choices[unit];
            turnout.set(*id, rosters[at[unit]].clone());
            give(problem, &mut tried, *id, &rosters[at[unit]]);
        }
        turnout.send_anew();
        if turnout.cost() < best.0 && plan_breaches(problem, &tried).is_empty() {
            best = (turnout.cost(), tried.clone());
        }
    }
}

#[test]
fn the_reserve_chosen_is_the_best_of_all_or_nearly_so() {
    let (mut looked, mut could_save, mut best_of_all, mut sums) = (0, 0, 0, (0.0, 0.0, 0.0));
    for number in (0..240).step_by(3) {
        let problem = problem(number);
        let plans: usize = rosters(&problem).iter().map(|(_, rosters)| rosters.len()).product();
        if plans > 3000 {
            continue;
        }
        let plan = {
            let options = rifada::engine::Options {
                limit: rifada::engine::Limit::Iterations(3),
                ..rifada::engine::Options::default()
            };
            rifada::engine::solve(&problem, &options).plan
        };
        let cost =
            |plan: &Plan| expected(&problem, plan, Standby::Sent, (number, 0..200), NEVER).unwrap().cost;
        let (least, _) = least(&problem, &plan, number);
        let chosen = cost(&with_reserve(&problem, &plan, number, NEVER).0);
        looked += 1;
        best_of_all += u32::from(chosen <= least);
        let saved = (cost(&plan) - least).value();
        assert!((chosen - least).value() <= saved + 1e-9, "{number}: {chosen} and {least} of {saved}");
        could_save += u32::from(saved > 0.0);
        sums = (sums.0 + cost(&plan).value(), sums.1 + least.value(), sums.2 + chosen.value());
    }
    assert!(looked > 60 && could_save > 8, "{looked} looked at, where {could_save} could save something");
    assert!(20 * best_of_all >= 19 * looked, "{best_of_all} of {looked} are the best of all");
    assert!(sums.2 - sums.1 <= 0.02 * (sums.0 - sums.1), "{sums:?}");
}
