//! The bound of a moment: no plan costs less, as the facts stand and with changes priced as they are.
//!
//! Any prices of the right sign prove a bound of any facts, so what was found when it was last asked for is where the price loop
//! begins, and what is certified first: that takes as long as any certificate, which says how many passes there is time for.

use super::Live;
use crate::ground::{Cost, Seed};
use crate::path::Graphs;
use crate::price::{Certificate, Prices, Pricing, Rows, Steps, certify};
use std::time::Duration;

/// How the step of the price loop falls, and in how many passes for one answer.
const STEPS: Steps = Steps { first: 2.0, fall: 0.93, least: 0.01 };
const PASSES: usize = 70;
/// How much longer the next pass or certificate may take than the longest so far, in percent.
const LONGER: u32 = 130;

/// What has been found when a bound was last asked for.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Those that prove most of all so far.
    prices: Prices,
    /// The step from which the loop goes on.
    step: f32,
    /// What a certificate took.
    took: Duration,
}

impl Live {
    /// What prices prove until nothing is `left` of the time; nothing where not even one certificate fits into it.
    pub(super) fn bound(&mut self, left: &(dyn Fn() -> Duration + Sync)) -> Option<Cost> {
        self.certified(left).map(|certificate| certificate.bound.max(Cost::ZERO))
    }

    fn certified(&mut self, left: &(dyn Fn() -> Duration + Sync)) -> Option<Certificate> {
        let before = self.found.take();
        let is_late = || left() == Duration::ZERO;
        if is_late() || before.as_ref().is_some_and(|before| left() < before.took) {
            self.found = before;
            return None;
        }
        let rows = Rows::new(&self.problem);
        let graphs = Graphs::new(&self.problem);
        let begun = left();
        let (prices, step) = match &before {
            Some(before) => (before.prices.clone(), before.step),
            None => (rows.first_prices(), STEPS.first),
        };
        let Some(first) = certify(&self.problem, &graphs, &rows, &prices, &is_late) else {
            // It takes as long as there was, and more.
            let took = before.map_or(begun, |before| before.took.max(begun));
            self.found = Some(Found { prices, step, took });
            return None;
        };
        let took = begun.saturating_sub(left());
        let (found, fallen) = self.passes((prices.clone(), step), &rows, took, left);
        let second = certify(&self.problem, &graphs, &rows, &found, &is_late);
        let better = second.filter(|second| second.proven > first.proven);
        // Where the last step led nowhere, the next is shorter.
        let (prices, step) =
            if better.is_some() { (found, fallen) } else { (prices, (step / 2.0).max(STEPS.least)) };
        self.found = Some(Found { prices, step, took });
        Some(better.unwrap_or(first))
    }

    /// The prices after as many passes as there is time for before a certificate that takes so long, and the step they end with.
    fn passes(
        &self,
        (prices, step): (Prices, f32),
        rows: &Rows,
        certificate: Duration,
        left: &(dyn Fn() -> Duration + Sync),
    ) -> (Prices, f32) {
        // What changes cost is left out of the loop, which is quicker by far without, and not out of the proof.
        let mut free = self.problem.clone();
        free.objective.change_weight = None;
        let graphs = Graphs::new(&free);
        let mut pricing = Pricing::new(&free, &graphs, rows, STEPS, Seed::new(1));
        pricing.set_out_from(rows, prices);
        pricing.go_on_from(step, STEPS.least);
        let needed = certificate * LONGER / 100;
        let is_late = || left() <= needed;
        let mut longest = Duration::ZERO;
        for _ in 0..PASSES {
            let begun = left();
            if free.units.is_empty() || begun <= needed + longest * LONGER / 100 {
                break;
            }
            if !pricing.pass(&free, &graphs, rows, &is_late) {
                break;
            }
            longest = longest.max(begun.saturating_sub(left()));
        }
        (pricing.average().clone(), pricing.step())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Limit, Options, solve};
    use crate::generate::{self, RuleStyle};
    use crate::io::certificate_write::{certificate_file, certificate_of};
    use crate::io::diagnostic::Diagnostics;
    use crate::io::event::{Asked, Event};
    use crate::io::plan_write::{Claims, plan_file};
    use crate::io::scenario::{Changes, Objective};
    use std::sync::atomic::{AtomicU64, Ordering};

    /// A planned day with a price on changes, from which some are absent.
    fn day(rules: RuleStyle) -> Live {
        let options = generate::Options { volunteers: 120, points: 4, rules, seed: 3, ..Default::default() };
        let mut scenario = generate::scenario(&options);
        let (problem, _) = scenario.problem().unwrap();
        let plan = solve(&problem, &Options { limit: Limit::Iterations(4), ..Options::default() }).plan;
        let duties = plan_file(&scenario, &problem, &plan, Claims::default()).duties;
        let changes = Changes { weight: 1, tiers: Vec::new() };
        scenario.objective.get_or_insert_with(Objective::default).changes = Some(changes);
        let mut live = Live::of(scenario, &duties).unwrap();
        for duty in duties.iter().step_by(9).take(6) {
            live.happen(&Event::Absent { volunteer: duty.volunteer.clone() }).unwrap();
        }
        live
    }

    /// A certificate found in so many looks at the clock; and how many looks there were.
    fn within(live: &mut Live, looks: u64) -> (Option<Certificate>, u64) {
        let looked = AtomicU64::new(0);
        let left = || {
            let before = looked.fetch_add(1, Ordering::Relaxed);
            Duration::from_millis(looks.saturating_sub(before))
        };
        (live.certified(&left), looked.load(Ordering::Relaxed))
    }

    #[test]
    fn a_bound_is_never_above_a_plan_and_its_certificate_replays_however_little_time_there_is() {
        for rules in [RuleStyle::Plain, RuleStyle::Rich] {
            let mut live = day(rules);
            let after = live.propose(&Asked { within_ms: 60_000, bound: false }).after.total;
            let (scenario, _) = live.save();
            let (problem, _) = scenario.problem().unwrap();
            let best = solve(&problem, &Options { limit: Limit::Iterations(20), ..Options::default() });
            let (mut proven, mut none) = (0, 0);
            for looks in [0, 1, 2, 3, 5, 8, 40, 200, 1000, 100_000] {
                let mut tried = live.clone();
                let (certificate, looked) = within(&mut tried, looks);
                // Each thread looks once more after the time is up, and so does each of the two certificates.
                assert!(looked <= looks + 200, "{looked} looks of {looks}");
                let Some(certificate) = certificate else {
                    none += 1;
                    continue;
                };
                proven += 1;
                let bound = certificate.bound.value_rounded_down();
                assert!(bound <= best.cost.total().value() && bound <= after, "{bound}");
                let file = certificate_file(&scenario, &problem, &certificate);
                let again = certificate_of(&scenario, &problem, &file, &mut Diagnostics::default());
                assert_eq!(again.unwrap().bound, certificate.bound);
            }
            assert!(proven > 3 && none > 1, "{proven} proven, {none} not");
        }
    }

    #[test]
    fn asked_again_a_bound_goes_on_from_what_was_found_before() {
        let mut live = day(RuleStyle::Plain);
        let looks = 400;
        let first = within(&mut live, looks).0.unwrap();
        let mut last = first.proven;
        for _ in 0..6 {
            let next = within(&mut live, looks).0.unwrap();
            assert!(next.proven >= last, "what is known is not forgotten");
            last = next.proven;
        }
        assert!(last > first.proven);
        // Other facts: the prices found are sound for them, too.
        let absent = live.save().1.duties[0].volunteer.clone();
        live.happen(&Event::Absent { volunteer: absent }).unwrap();
        let after = live.propose(&Asked { within_ms: 60_000, bound: false }).after.total;
        let (bound, _) = within(&mut live, looks);
        assert!(bound.unwrap().bound.value() <= after);
    }

    #[test]
    fn where_a_certificate_took_longer_than_there_is_time_nothing_is_begun() {
        let mut live = day(RuleStyle::Plain);
        let (found, _) = within(&mut live, 100_000);
        assert!(found.is_some());
        let took = Duration::from_millis(50);
        live.found = live.found.map(|found| Found { took, ..found });
        let (found, looked) = within(&mut live, 20);
        assert!(found.is_none() && looked <= 3, "{looked} looks");
        assert!(within(&mut live, 100_000).0.is_some());
    }
}
