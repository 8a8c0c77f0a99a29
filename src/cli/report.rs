//! `rifada report`: a plan as one page.

use super::Exit;
use super::args::Report;
use super::input::{Reading, refuse_two_standard};
use super::output::{Destination, Failure, print_error};
use rifada::io::certificate_write::certificate_of;
use rifada::io::plan_write::plan_of;
use rifada::io::scenario::Scenario;
use rifada::model::{Plan, Problem};
use rifada::report::{Bound, Look, Subject, page};
use std::path::Path;

/// Writes the page, or says everything that is wrong with the files that it is of.
pub(super) fn run(wanted: &Report) -> Result<Exit, Failure> {
    let optional = [wanted.compare.as_deref(), wanted.certificate.as_deref()];
    let inputs: Vec<&Path> =
        [wanted.scenario.as_path(), &wanted.plan].into_iter().chain(optional.into_iter().flatten()).collect();
    refuse_two_standard(&inputs)?;
    let destination = Destination::named(&wanted.output);
    destination.check(&inputs)?;

    let mut scenario_read = Reading::of(&wanted.scenario, wanted.diagnostics);
    let mut plan_read = Reading::of(&wanted.plan, wanted.diagnostics);
    let mut compare_read = wanted.compare.as_deref().map(|path| Reading::of(path, wanted.diagnostics));
    let mut certificate_read =
        wanted.certificate.as_deref().map(|path| Reading::of(path, wanted.diagnostics));
    let stated = scenario_read.problem();
    let stated = stated.as_ref();
    let plan_file = plan_read.plan();
    let plan = lowered(stated, plan_file.as_ref(), &mut plan_read);
    let before = compare_read.as_mut().and_then(|read| {
        let file = read.plan();
        lowered(stated, file.as_ref(), read)
    });
    let proven = certificate_read.as_mut().and_then(|read| {
        let file = read.certificate()?;
        let (scenario, problem) = stated?;
        certificate_of(scenario, problem, &file, &mut read.faults)
    });

    let read: Vec<&Reading<'_>> =
        [Some(&scenario_read), Some(&plan_read), compare_read.as_ref(), certificate_read.as_ref()]
            .into_iter()
            .flatten()
            .collect();
    let said: String = read.iter().map(|read| read.report()).collect();
    let is_sound = read.iter().all(|read| !read.faults.has_errors());
    let (Some((scenario, problem)), Some(plan), true) = (stated, &plan, is_sound) else {
        return Err(Failure::of_input(said));
    };
    print_error(&said)?;
    let bound = match &proven {
        Some(certificate) => Bound::Proven(certificate.bound),
        None => Bound::claimed(plan_file.and_then(|file| file.bound)),
    };
    let subject = Subject { scenario, problem, plan, bound, before: before.as_ref() };
    let html = page(&subject, &Look { language: wanted.lang, digits: wanted.digits });
    destination.write(&|out| out.write_all(html.as_bytes()))?;
    Ok(Exit::Done)
}

/// The plan in a file, as one of the problem; its faults are noted.
fn lowered(
    stated: Option<&(Scenario, Problem)>,
    file: Option<&rifada::io::plan_file::PlanFile>,
    read: &mut Reading<'_>,
) -> Option<Plan> {
    let ((scenario, problem), file) = (stated?, file?);
    plan_of(scenario, problem, file, &mut read.faults)
}
