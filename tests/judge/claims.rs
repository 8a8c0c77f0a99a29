//! Plans that keep every rule and say something wrong of themselves, one claim at a time.

use crate::stage::*;
use rifada::io::plan_file::{PlanFile, ShortageAt, StopWord};
use rifada::io::scenario::*;
use rifada::judge::judge;

/// Two people where the first line wants two: one is missing for an hour, and two on the other lines.
fn plan_of_two() -> (Scenario, PlanFile) {
    let mut scenario = week();
    scenario.shared = vec![Shared {
        points: vec!["gate".into(), "camp".into()],
        demand: vec![Line {
            windows: Some(vec![DemandWindow {
                from: "2026-05-26T20:00".into(),
                to: "2026-05-26T21:00".into(),
                people: 1,
            }]),
            weight: Some(0),
            ..Default::default()
        }],
        ..Default::default()
    }];
    let plan = honest(&scenario, &["amal gate/guide 26T08:00 26T12:00", "badr gate/guide 26T09:00 26T12:00"]);
    (scenario, plan)
}

fn wrong(name: &'static str, code: &'static str, change: impl FnOnce(&mut PlanFile)) -> Case {
    let (scenario, mut plan) = plan_of_two();
    change(&mut plan);
    case(name, &scenario, plan, &[code])
}

pub fn cases() -> Vec<Case> {
    vec![
        wrong("another format", "format-claim", |plan| plan.format = "rifada-plan/2".into()),
        wrong("a plan of another scenario", "scenario-claim", |plan| plan.scenario = "month".into()),
        wrong("duties out of order", "order-claim", |plan| plan.duties.swap(0, 1)),
        wrong("an offset that is not needed", "time-claim", |plan| {
            plan.duties[0].from = "2026-05-26T08:00+03:00".into();
        }),
        wrong("another total", "cost-claim", |plan| plan.cost.total += 0.01),
        wrong("another shortage cost", "cost-claim", |plan| plan.cost.shortage -= 0.01),
        wrong("another surplus cost", "cost-claim", |plan| plan.cost.surplus += 1.0),
        wrong("another supervision cost", "cost-claim", |plan| plan.cost.supervision += 1.0),
        wrong("another wishes cost", "cost-claim", |plan| plan.cost.wishes += 1.0),
        wrong("another fairness cost", "cost-claim", |plan| plan.cost.fairness += 1.0),
        wrong("another minimum cost", "cost-claim", |plan| plan.cost.minimum += 1.0),
        wrong("another travel cost", "cost-claim", |plan| plan.cost.travel += 1.0),
        wrong("another changes cost", "cost-claim", |plan| plan.cost.changes += 1.0),
        wrong("a cost that is no number", "cost-claim", |plan| plan.cost.changes = f64::NAN),
        wrong("a bound above the cost", "bound-claim", |plan| plan.bound = Some(plan.cost.total + 0.1)),
        wrong("optimal without a bound", "optimal-claim", |plan| {
            (plan.stop, plan.bound) = (StopWord::Optimal, None);
        }),
        wrong("optimal with a bound below the cost", "optimal-claim", |plan| plan.stop = StopWord::Optimal),
        wrong("a shortage left out", "shortage-claim", |plan| plan.shortages.truncate(2)),
        wrong("a shortage that is none", "shortage-claim", |plan| {
            let mut other = plan.shortages[0].clone();
            (other.from, other.to) = ("2026-05-28T08:00".into(), "2026-05-28T09:00".into());
            plan.shortages.push(other);
        }),
        wrong("a shortage of another number", "shortage-claim", |plan| plan.shortages[0].missing += 1),
        wrong("a shortage twice", "shortage-claim", |plan| {
            plan.shortages.insert(0, plan.shortages[0].clone())
        }),
        wrong("a shortage off the grid", "shortage-claim", |plan| {
            plan.shortages[0].to = "2026-05-26T08:59".into();
        }),
        wrong("a shortage of no post", "shortage-claim", |plan| {
            plan.shortages[0].at = ShortageAt::Post { point: "gate".into(), post: "nobody".into() };
        }),
        wrong("a shortage of no line", "shortage-claim", |plan| plan.shortages[0].line = 7),
        wrong("a shortage of no shared entry", "shortage-claim", |plan| {
            plan.shortages[3].at = ShortageAt::Shared { shared: 1 };
        }),
        wrong("a shortage in two pieces", "shortage-order-claim", |plan| {
            let mut second = plan.shortages[1].clone();
            second.from = "2026-05-26T10:00".into();
            plan.shortages[1].to = second.from.clone();
            plan.shortages.insert(2, second);
        }),
        wrong("shortages out of order", "shortage-order-claim", |plan| plan.shortages.swap(1, 2)),
    ]
}

#[test]
fn each_false_claim_is_found_under_its_code_and_no_other() {
    for case in cases() {
        let verdict = judge(&case.scenario, &case.plan).unwrap();
        let found: Vec<_> = verdict.wrong.iter().map(|wrong| wrong.claim.code()).collect();
        assert_eq!(found, case.codes, "{}: {:?}", case.name, verdict.wrong);
        assert!(verdict.broken.is_empty(), "{}: {:?}", case.name, verdict.broken);
    }
}

#[test]
fn an_honest_plan_lists_each_shortage_as_long_as_it_lasts() {
    let (scenario, plan) = plan_of_two();
    let listed: Vec<_> = plan
        .shortages
        .iter()
        .map(|shortage| (shortage.line, shortage.from.as_str(), shortage.to.as_str(), shortage.missing))
        .collect();
    assert_eq!(
        listed,
        [
            (0, "2026-05-26T08:00", "2026-05-26T09:00", 1),
            (0, "2026-05-26T08:00", "2026-05-26T12:00", 2),
            (0, "2026-05-26T08:00", "2026-05-26T12:00", 2),
            (0, "2026-05-26T20:00", "2026-05-26T21:00", 1),
        ]
    );
    assert!(judge(&scenario, &plan).unwrap().is_clean());
}

#[test]
fn a_claimed_cost_may_be_rounded_in_the_seventh_digit() {
    let (scenario, mut plan) = plan_of_two();
    plan.cost.shortage *= 1.0 + 9e-7;
    plan.bound = Some(plan.cost.total * (1.0 + 9e-7));
    plan.stop = StopWord::Optimal;
    assert!(judge(&scenario, &plan).unwrap().is_clean());
}

#[test]
fn a_bound_that_is_no_number_is_a_false_claim() {
    let (scenario, mut plan) = plan_of_two();
    plan.bound = Some(f64::NAN);
    let codes: Vec<_> =
        judge(&scenario, &plan).unwrap().wrong.iter().map(|wrong| wrong.claim.code()).collect();
    assert_eq!(codes, ["bound-claim"]);
}
