//! `rifada check`: the judge's verdict on a plan.

use super::Exit;
use super::args::Check;
use super::input::{Reading, refuse_both_standard};
use super::output::{Failure, print};
use rifada::io::diagnostic::Diagnostics;
use rifada::io::lower::lower;
use rifada::judge::{Verdict, judge};

/// Says on standard output what is wrong with the plan, if anything.
pub(super) fn run(wanted: &Check) -> Result<Exit, Failure> {
    refuse_both_standard(&wanted.scenario, &wanted.plan)?;
    let mut scenario_read = Reading::of(&wanted.scenario, wanted.diagnostics);
    let mut plan_read = Reading::of(&wanted.plan, wanted.diagnostics);
    let (scenario, plan) = (scenario_read.scenario(), plan_read.plan());
    let sound = !scenario_read.faults.has_errors() && !plan_read.faults.has_errors();
    let (Some(scenario), Some(plan), true) = (scenario, plan, sound) else {
        return Err(Failure::of_input(scenario_read.report() + &plan_read.report()));
    };
    let verdict = match judge(&scenario, &plan) {
        Ok(verdict) => verdict,
        Err(unjudgeable) => {
            // The judge names one place without meaning; whoever mends the scenario wants to know them all.
            let mut faults = Diagnostics::default();
            lower(&scenario, &mut faults);
            scenario_read.faults = faults;
            if scenario_read.faults.has_errors() {
                return Err(Failure::of_input(scenario_read.report()));
            }
            return Err(Failure::of_input(format!("error: {unjudgeable}\n")));
        }
    };
    print(&said(&verdict))?;
    Ok(if verdict.is_clean() { Exit::Done } else { Exit::Broken })
}

/// The verdict in words, a line for each thing that is wrong.
pub(super) fn said(verdict: &Verdict) -> String {
    let broken = verdict.broken.iter().map(|broken| format!("{broken}\n"));
    let wrong = verdict.wrong.iter().map(|wrong| format!("{wrong}\n"));
    let mut text: String = broken.chain(wrong).collect();
    let (broken, wrong) = (verdict.broken.len(), verdict.wrong.len());
    if verdict.is_clean() {
        let cost = verdict.cost.total().value();
        text.push_str(&format!(
            "The plan keeps every rule, and what it says of itself is so. It costs {cost}.\n"
        ));
    } else {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        text.push_str(&format!(
            "{broken} rule{} broken, {wrong} wrong claim{}\n",
            plural(broken),
            plural(wrong)
        ));
    }
    text
}
