//! The rules between two duties of a person: no overlap, breaks, rest, and the time for the way.

use super::case::{Case, Duty};
use super::docket::Docket;
use super::verdict::Breach;

/// Notes what breaks a rule between each duty of a person and the one before, and after their history.
pub(super) fn judge(case: &Case<'_>, docket: &mut Docket<'_>) {
    // Where duties overlap, the one that ends last need not be the one just before.
    let mut latest: Option<Duty> = None;
    for pair in docket.duties.windows(2) {
        let (before, duty) = (pair[0].1, pair[1].1);
        let found = docket.broken.len();
        between(case, docket, before, duty);
        match latest {
            Some(other) if other.to > before.to => {
                if docket.broken.len() == found {
                    between(case, docket, other, duty);
                }
            }
            _ => latest = Some(before),
        }
    }

    let person = &case.people[docket.person];
    let needed = case.limits(person).min_rest_minutes;
    if let (Some((_, first)), Some(last_end)) = (docket.duties.first(), person.last_end) {
        let minutes = first.from - last_end;
        if minutes < needed {
            docket.at_duty(*first, Breach::HistoryRest { minutes, needed });
        }
    }
}

/// Judges one duty after another that did not start later.
fn between(case: &Case<'_>, docket: &mut Docket<'_>, before: Duty, duty: Duty) {
    let clock = &case.clock;
    if before == duty {
        docket.at_duty(duty, Breach::Twice);
        return;
    }
    let minutes = duty.from - before.to;
    if minutes < 0 {
        docket.at_duty(duty, Breach::Overlap { to: clock.written(duty.to) });
        return;
    }
    let limits = case.limits(&case.people[docket.person]);
    let is_same_date = clock.date(before.from) == clock.date(duty.from);
    let pause = if is_same_date { limits.min_break_minutes } else { limits.min_rest_minutes };
    let zone = |duty: Duty| case.posts[duty.post].zone;
    let way = case.travel.minutes(zone(before), zone(duty), clock.face(before.to));
    if minutes < way {
        docket.at_duty(duty, Breach::Way { minutes, needed: way });
    }
    if minutes < pause && is_same_date {
        docket.at_duty(duty, Breach::Break { minutes, needed: pause });
    } else if minutes < pause {
        docket.at_duty(duty, Breach::Rest { minutes, needed: pause });
    }
}
