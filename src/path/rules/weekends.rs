//! At most so many weekends with a duty.

use super::Step;

/// Does the next duty stay within the weekends left?
pub(super) fn admits(step: &Step<'_>) -> bool {
    let Some(rule) = &step.rules.weekends else { return true };
    let Some(block) = rule.block[step.day().index()] else { return true };
    let mut worked = 1 + step.problem.volunteers[step.member].history.weekends;
    let mut last = Some(block);
    for duty in step.past.iter().rev() {
        let of = rule.block[step.day_of(*duty).index()];
        if of.is_some() && of != last {
            worked += 1;
            last = of;
        }
    }
    worked <= rule.max
}
