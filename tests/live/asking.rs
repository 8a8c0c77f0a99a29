//! What is asked of a plan in force: who could help, what somebody may take, what may be served.

use super::stage::{hold, with_gap};
use rifada::generate::RuleStyle;
use rifada::io::change_file::Way;
use rifada::io::event::{Asked, Event};
use rifada::io::plan_file::PlannedDuty;
use rifada::live::Live;

/// A day from which some people are absent, and a duty that was theirs.
fn with_gaps(rules: RuleStyle, days: u32, number: u64) -> (Live, PlannedDuty) {
    let (mut live, duties, gap, mut seed) = with_gap(rules, 60, days, number);
    for _ in 0..5 {
        let volunteer = duties[seed.below(duties.len())].volunteer.clone();
        drop(live.happen(&Event::Absent { volunteer }));
    }
    (live, gap)
}

/// So many of such days, in every style of rules.
fn days(count: usize) -> impl Iterator<Item = (Live, PlannedDuty)> {
    let styles = [(RuleStyle::Plain, 1), (RuleStyle::Rich, 2), (RuleStyle::Full, 3)];
    let numbered = styles.into_iter().cycle().zip(0..).take(count);
    numbered.map(|((rules, days), number)| with_gaps(rules, days, number))
}

#[test]
fn every_candidate_can_be_put_in_force_and_costs_what_is_said() {
    let mut ways = [0, 0, 0];
    for (mut live, gap) in days(15) {
        let at = (gap.point.as_str(), gap.post.as_str());
        let candidates = live.candidates(at, &gap.from, &gap.to, 10).unwrap();
        assert!(candidates.is_sorted_by(|a, b| a.cost.total <= b.cost.total));
        let before = live.status().cost;
        for candidate in candidates {
            ways[candidate.way as usize] += 1;
            let mut tried = live.clone();
            let pin = |live: &mut Live, duty: PlannedDuty| live.happen(&Event::Pin { duty }).unwrap();
            let left = candidate.leaves.as_ref();
            if let Some(left) = left {
                let volunteer = &candidate.volunteer;
                let free = live.saved_scenario().volunteers.into_iter().find(|v| v.id == *volunteer).unwrap();
                let duty = left.clone().by(volunteer);
                tried.happen(&Event::Decline { duty }).unwrap();
                assert!(!free.available.is_empty());
            }
            // Who leaves a duty is free again at its hours for the gap: the state is asked directly.
            if left.is_none() {
                pin(&mut tried, PlannedDuty { volunteer: candidate.volunteer.clone(), ..gap.clone() });
                hold(&tried);
                let after = tried.status().cost;
                let change = after.total - before.total - (candidate.cost.total - candidate.cost.changes);
                assert!(change.abs() < 1e-6, "{candidate:?}");
            }
            if let (Some(left), Some(other)) = (left, &candidate.relieved_by) {
                pin(&mut tried, left.clone().by(other));
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
    for (mut live, _) in days(12) {
        let scenario = live.saved_scenario();
        for volunteer in &scenario.volunteers {
            let before = live.status().cost.total;
            for opportunity in live.opportunities(&volunteer.id, 3).unwrap() {
                let duty = opportunity.duty.by(&volunteer.id);
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
    let (mut live, gap) = with_gaps(RuleStyle::Rich, 2, 1);
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
