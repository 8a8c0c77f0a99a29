//! `rifada check`: the judge's verdict on a plan, and its certificate replayed.

use super::Exit;
use super::args::Check;
use super::certificate::Proof;
use super::input::{Reading, refuse_two_standard};
use super::output::{Failure, print};
use rifada::io::diagnostic::Diagnostics;
use rifada::io::lower::lower;
use rifada::judge::{Verdict, judge};
use std::path::PathBuf;

/// Says on standard output what is wrong with the plan, if anything.
pub(super) fn run(wanted: &Check) -> Result<Exit, Failure> {
    let paths = [Some(&wanted.scenario), Some(&wanted.plan), wanted.certificate.as_ref()];
    refuse_two_standard(&paths.into_iter().flatten().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let mut scenario_read = Reading::of(&wanted.scenario, wanted.diagnostics);
    let mut plan_read = Reading::of(&wanted.plan, wanted.diagnostics);
    let mut certificate_read =
        wanted.certificate.as_deref().map(|path| Reading::of(path, wanted.diagnostics));
    let (scenario, plan) = (scenario_read.scenario(), plan_read.plan());
    let certificate = certificate_read.as_mut().and_then(Reading::certificate);
    let read = [Some(&scenario_read), Some(&plan_read), certificate_read.as_ref()].into_iter().flatten();
    let (sound, report) = read.fold((true, String::new()), |(sound, report), read| {
        (sound && !read.faults.has_errors(), report + &read.report())
    });
    let (Some(scenario), Some(plan), true) = (scenario, plan, sound) else {
        return Err(Failure::of_input(report));
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
    let (mut text, mut is_good) = (said(&verdict), verdict.is_clean());
    if let (Some(certificate), Some(certificate_read)) = (&certificate, &mut certificate_read) {
        let read = (&mut scenario_read, certificate_read);
        let proof = Proof::replayed(&scenario, certificate, plan.bound, read)?;
        text.push_str(&proof.said());
        is_good &= proof.is_enough();
    }
    print(&text)?;
    Ok(if is_good { Exit::Done } else { Exit::Broken })
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
