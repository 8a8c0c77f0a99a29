//! What a plan says of itself, held against what is so.

use super::case::Case;
use super::clock::NotATime;
use super::cover::Missing;
use super::exact::Costs;
use super::unjudgeable::Unjudgeable;
use super::verdict::{Claim, WrongClaim};
use crate::io::plan_file::{PLAN_FORMAT, PlanFile, Shortage, ShortageAt, StopWord};
use std::collections::BTreeSet;

/// How far a claimed number may be off, relative to the true one, or absolutely below one.
const TOLERANCE: f64 = 1e-6;

fn is_near(claimed: f64, own: f64) -> bool {
    (claimed - own).abs() <= TOLERANCE * own.abs().max(1.0)
}

/// Everything the plan says of itself that is not so.
pub(super) fn judge(
    case: &Case<'_>,
    plan: &PlanFile,
    costs: &Costs,
    missing: &[Missing],
) -> Result<Vec<WrongClaim>, Unjudgeable> {
    let mut wrong = Vec::new();
    let mut note = |claim, found| wrong.push(WrongClaim { claim, found });
    if plan.format != PLAN_FORMAT {
        note(Claim::Format, format!("the format is \"{}\", not \"{PLAN_FORMAT}\"", plan.format));
    }
    if plan.scenario != case.scenario.id {
        let found = format!("is a plan of \"{}\", not of \"{}\"", plan.scenario, case.scenario.id);
        note(Claim::Scenario, found);
    }
    if let Some(found) = order(case, plan)? {
        note(Claim::Order, found);
    }
    if let Some(text) = times(plan).find(|text| case.clock.has_idle_offset(text)) {
        note(Claim::Time, format!("\"{text}\" carries an offset that it does not need"));
    }
    for (name, claimed, own) in terms(plan, costs) {
        if !is_near(claimed, own) {
            note(Claim::Cost, format!("claims {name} {claimed}, is {own}"));
        }
    }
    let total = costs.total().value();
    let is_above = |bound: f64| bound.is_nan() || bound > total + TOLERANCE * total.abs().max(1.0);
    match plan.bound {
        Some(bound) if is_above(bound) => {
            note(Claim::Bound, format!("the bound {bound} is above the plan's own cost {total}"));
        }
        Some(bound) if plan.stop == StopWord::Optimal && !is_near(bound, total) => {
            note(Claim::Optimal, format!("says optimal with bound {bound} and cost {total}"));
        }
        None if plan.stop == StopWord::Optimal => {
            note(Claim::Optimal, "says optimal without a bound".to_owned());
        }
        _ => {}
    }
    wrong.extend(shortages(case, plan, missing)?);
    Ok(wrong)
}

/// All times of a plan, as written.
fn times(plan: &PlanFile) -> impl Iterator<Item = &str> {
    let of_duties = plan.duties.iter().flat_map(|duty| [&duty.from, &duty.to]);
    let of_shortages = plan.shortages.iter().flat_map(|shortage| [&shortage.from, &shortage.to]);
    of_duties.chain(of_shortages).map(|time| time.as_str())
}

/// Each term and the total: its name, what is claimed, what is so.
fn terms(plan: &PlanFile, costs: &Costs) -> impl Iterator<Item = (&'static str, f64, f64)> {
    let claim = &plan.cost;
    let claimed = [
        claim.shortage,
        claim.surplus,
        claim.supervision,
        claim.wishes,
        claim.fairness,
        claim.minimum,
        claim.travel,
        claim.changes,
    ];
    let own = costs.named().into_iter().map(|(name, cost)| (name, cost.value()));
    let terms = own.zip(claimed).map(|((name, own), claimed)| (name, claimed, own));
    terms.chain([("total", claim.total, costs.total().value())])
}

/// The first duty out of order: by volunteers as in the scenario, then by start. Strangers have no place in it.
fn order(case: &Case<'_>, plan: &PlanFile) -> Result<Option<String>, Unjudgeable> {
    let mut last = None;
    for (number, duty) in plan.duties.iter().enumerate() {
        let from = case.clock.minute(duty.from.as_str());
        let from = from.map_err(|fault| Unjudgeable::plan(format!("duties[{number}].from"), fault))?;
        let Some(person) = case.person(&duty.volunteer) else { continue };
        if last.is_some_and(|last| last > (person, from)) {
            return Ok(Some(format!(
                "duties[{number}] is not in the scenario's order of volunteers, then by start"
            )));
        }
        last = Some((person, from));
    }
    Ok(None)
}

/// What is wrong with the listed shortages.
fn shortages(
    case: &Case<'_>,
    plan: &PlanFile,
    missing: &[Missing],
) -> Result<Option<WrongClaim>, Unjudgeable> {
    let mut listed = Vec::with_capacity(plan.shortages.len());
    for (number, shortage) in plan.shortages.iter().enumerate() {
        let read = read(case, shortage);
        let read = read.map_err(|fault| Unjudgeable::plan(format!("shortages[{number}]"), fault))?;
        let Some(read) = read else {
            let found = format!("shortages[{number}] is of no line, off the grid or outside the horizon");
            return Ok(Some(WrongClaim { claim: Claim::Shortages, found }));
        };
        listed.push(read);
    }
    if listed == missing {
        return Ok(None);
    }
    if pieced(listed.clone()).as_deref() == Some(missing) {
        let found = "shortages are not in the scenario's order, or not as long as they can be".to_owned();
        return Ok(Some(WrongClaim { claim: Claim::ShortageOrder, found }));
    }
    let (said, so): (BTreeSet<_>, BTreeSet<_>) =
        (listed.into_iter().collect(), missing.iter().copied().collect());
    let first = said.symmetric_difference(&so).next();
    let found = match first {
        Some(entry) if so.contains(entry) => format!("does not list {}", sentence(case, entry)),
        Some(entry) => format!("lists {}, and it is not so", sentence(case, entry)),
        None => "lists a shortage twice".to_owned(),
    };
    Ok(Some(WrongClaim { claim: Claim::Shortages, found }))
}

/// A listed shortage; nothing where it names no line, or no interval of the grid.
fn read(case: &Case<'_>, shortage: &Shortage) -> Result<Option<Missing>, NotATime> {
    let from = case.clock.minute(shortage.from.as_str())?;
    let to = case.clock.minute(shortage.to.as_str())?;
    let group = match &shortage.at {
        ShortageAt::Post { point, post } => {
            case.post(point, post).map(|group| (group, case.posts[group].post.demand.len()))
        }
        ShortageAt::Shared { shared } => {
            let number = *shared as usize;
            let lines = case.scenario.shared.get(number).map(|shared| shared.demand.len());
            lines.map(|lines| (case.posts.len() + number, lines))
        }
    };
    let line = shortage.line as usize;
    let people = i64::from(shortage.missing);
    Ok(group.filter(|(_, lines)| line < *lines && case.clock.holds(from, to)).map(|(group, _)| Missing {
        group,
        line,
        from,
        to,
        people,
    }))
}

/// The shortages in the scenario's order, as long as they can be; nothing where two are of the same time.
fn pieced(mut listed: Vec<Missing>) -> Option<Vec<Missing>> {
    listed.sort_unstable();
    let mut whole: Vec<Missing> = Vec::with_capacity(listed.len());
    for piece in listed {
        match whole.last_mut().filter(|last| last.group == piece.group && last.line == piece.line) {
            Some(last) if piece.from < last.to => return None,
            Some(last) if piece.from == last.to && piece.people == last.people => last.to = piece.to,
            _ => whole.push(piece),
        }
    }
    Some(whole)
}

fn sentence(case: &Case<'_>, missing: &Missing) -> String {
    let Missing { group, line, from, to, people } = *missing;
    let (from, to) = (case.clock.written(from), case.clock.written(to));
    let place = match case.posts.get(group) {
        Some(stand) => format!("{}/{}", stand.point.id, stand.post.id),
        None => format!("shared {}", group - case.posts.len()),
    };
    format!("{people} missing on line {line} at {place} from {from} to {to}")
}
