//! What is asked of a plan in force: who could help, what somebody may take, what may be served.

use super::stage::{hold, planned};
use rifada::generate::RuleStyle;
use rifada::ground::Seed;
use rifada::io::change_file::Way;
use rifada::io::event::{Asked, Event};
use rifada::io::plan_file::PlannedDuty;
use rifada::live::Live;

/// A day from which some people are absent, and a duty that was theirs.
fn with_gap(rules: RuleStyle, days: u32, number: u64) -> (Live, PlannedDuty) {
    let (scenario, duties) = planned(rules, 60, days, number);
    // Nobody serves at one of the points, so that some people are free.
    let elsewhere = |duty: &&PlannedDuty| duty.point != scenario.points[0].id;
    let fewer: Vec<PlannedDuty> = duties.iter().filter(elsewhere).cloned().collect();
    let mut live = Live::of(scenario.clone(), &fewer).or_else(|_| Live::of(scenario, &duties)).unwrap();
    let seed = &mut Seed::new(number);
    let gap = duties[seed.below(duties.len())].clone();
    live.happen(&Event::Absent { volunteer: gap.volunteer.clone() }).unwrap();
    for _ in 0..5 {
        let volunteer = duties[seed.below(duties.len())].volunteer.clone();
        drop(live.happen(&Event::Absent { volunteer }));
    }
    (live, gap)
}

#[test]
fn every_candidate_can_be_put_in_force_and_costs_what_is_said() {
    let mut ways = [0, 0, 0];
    for (number, (rules, days)) in [(RuleStyle::Plain, 1), (RuleStyle::Rich, 2), (RuleStyle::Full, 3)]
        .into_iter()
        .cycle()
        .take(15)
        .enumerate()
    {
        let (mut live, gap) = with_gap(rules, days, number as u64);
        let at = (gap.point.as_str(), gap.post.as_str());
        let candidates = live.candidates(at, &gap.from, &gap.to, 10).unwrap();
        assert!(candidates.is_sorted_by(|a, b| a.cost.total <= b.cost.total));
        let before = live.status().cost;
        for candidate in candidates {
            ways[candidate.way as usize] += 1;
            let mut tried = live.clone();
            let pin =
                |live: &mut Live, volunteer: &str, (point, post, from, to): (&str, &str, &str, &str)| {
                    let duty = PlannedDuty {
                        volunteer: volunteer.to_owned(),
                        point: point.to_owned(),
                        post: post.to_owned(),
                        from: from.into(),
                        to: to.into(),
                    };
                    live.happen(&Event::Pin { duty }).unwrap();
                };
            let left = candidate.leaves.as_ref();
            if let Some(left) = left {
                let volunteer = candidate.volunteer.clone();
                let (from, to) = (left.from.clone(), left.to.clone());
                let free = live.saved_scenario().volunteers.into_iter().find(|v| v.id == volunteer).unwrap();
                let duty =
                    PlannedDuty { volunteer, point: left.point.clone(), post: left.post.clone(), from, to };
                tried.happen(&Event::Decline { duty }).unwrap();
                assert!(!free.available.is_empty());
            }
            // Who leaves a duty is free again at its hours for the gap: the state is asked directly.
            let gap_at = (gap.point.as_str(), gap.post.as_str(), gap.from.as_str(), gap.to.as_str());
            if left.is_none() {
                pin(&mut tried, &candidate.volunteer, gap_at);
                hold(&tried);
                let after = tried.status().cost;
                let change = after.total - before.total - (candidate.cost.total - candidate.cost.changes);
                assert!(change.abs() < 1e-6, "{candidate:?}");
            }
            if let (Some(left), Some(other)) = (left, &candidate.relieved_by) {
                pin(&mut tried, other, (&left.point, &left.post, left.from.as_str(), left.to.as_str()));
                hold(&tried);
            }
        }
    }
    let [direct, swap, chain] = [Way::Direct, Way::Swap, Way::Chain].map(|way| ways[way as usize]);
    assert!(direct > 5 && swap > 20 && chain > 5, "{direct} direct, {swap} by swap, {chain} by chain");
}

#[test]
fn every_opportunity_may_be_served_and_gains_what_is_said() {
    let mut seen = 0;
    for (number, (rules, days)) in [(RuleStyle::Plain, 1), (RuleStyle::Rich, 2), (RuleStyle::Full, 3)]
        .into_iter()
        .cycle()
        .take(12)
        .enumerate()
    {
        let (mut live, _) = with_gap(rules, days, number as u64);
        let scenario = live.saved_scenario();
        for volunteer in &scenario.volunteers {
            let before = live.status().cost.total;
            for opportunity in live.opportunities(&volunteer.id, 3).unwrap() {
                let duty = PlannedDuty {
                    volunteer: volunteer.id.clone(),
                    point: opportunity.duty.point.clone(),
                    post: opportunity.duty.post.clone(),
                    from: opportunity.duty.from.clone(),
                    to: opportunity.duty.to.clone(),
                };
                assert!(live.can_serve(&duty).unwrap().is_empty());
                let mut tried = live.clone();
                tried.happen(&Event::Pin { duty }).unwrap();
                let after = tried.status().cost.total;
                // Published, it is no change any more.
                assert!(before - after >= opportunity.gain - 1e-6 && opportunity.gain > 0.0);
                seen += 1;
                if seen % 20 == 0 {
                    hold(&tried);
                }
            }
        }
    }
    assert!(seen > 30, "{seen} opportunities");
}

#[test]
fn a_duty_may_not_be_served_for_every_reason_at_once() {
    let (mut live, gap) = with_gap(RuleStyle::Rich, 2, 1);
    let (_, plan) = live.save();
    let own = plan.duties[0].clone();
    let taken = PlannedDuty { volunteer: own.volunteer.clone(), ..gap.clone() };
    live.accept(&Asked::default());
    let objections = live.can_serve(&own).unwrap();
    let rules: Vec<&str> = objections.iter().map(|objection| objection.rule.as_str()).collect();
    assert!(rules.contains(&"min_break_minutes") && rules.contains(&"max_shifts_per_day"), "{objections:?}");
    assert!(
        live.can_serve(&PlannedDuty { volunteer: gap.volunteer.clone(), ..taken })
            .unwrap()
            .iter()
            .any(|o| o.rule == "available")
    );
    assert!(live.can_serve(&PlannedDuty { point: "nowhere".into(), ..own }).is_err());
}
