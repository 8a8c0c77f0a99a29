//! The rules that each duty keeps by itself: its post's hours and needs, its person's, and the hours forbidden.

use super::case::{Case, one_holds};
use super::docket::Docket;
use super::verdict::Breach;

/// Notes what breaks a rule in each duty of a person; those off the grid are noted as such and judged no further.
pub(super) fn judge(case: &Case<'_>, docket: &mut Docket<'_>) {
    let clock = &case.clock;
    let person = &case.people[docket.person];
    let volunteer = person.volunteer;
    for &(_, duty) in docket.duties {
        let stand = &case.posts[duty.post];
        let to = || clock.written(duty.to);
        if !case.is_placed(duty) {
            docket.at_duty(duty, Breach::OffGrid { to: to() });
            continue;
        }
        let shifts = &stand.post.shifts;
        let (least, most) = (i64::from(shifts.min_minutes), i64::from(shifts.max_minutes));
        let minutes = duty.to - duty.from;
        if minutes < least || minutes > most {
            docket.at_duty(duty, Breach::Length { minutes, least, most });
        }
        if stand.starts.as_ref().is_some_and(|starts| !starts.contains(&clock.face(duty.from))) {
            docket.at_duty(duty, Breach::Start { to: to() });
        }
        if stand.open.as_ref().is_some_and(|open| !one_holds(open, duty.from, duty.to)) {
            docket.at_duty(duty, Breach::Closed { to: to() });
        }
        if !one_holds(&person.free, duty.from, duty.to) {
            docket.at_duty(duty, Breach::Unavailable { to: to() });
        }
        if !case.meets(stand.post.requires.as_ref(), person, duty) {
            docket.at_duty(duty, Breach::Unfit { to: to() });
        }
        if !stand.admits(volunteer) {
            docket.at_duty(duty, Breach::NotAdmitted { to: to() });
        }
        if volunteer.zones.as_ref().is_some_and(|accepted| !accepted.contains(&stand.point.zone)) {
            docket.at_duty(duty, Breach::Zone { to: to() });
        }
        if volunteer.points.as_ref().is_some_and(|accepted| !accepted.contains(&stand.point.id)) {
            docket.at_duty(duty, Breach::Point { to: to() });
        }
        for window in &case.limits(person).not_between {
            if !clock.inside(duty.from, duty.to, *window).is_empty() {
                docket.at_duty(duty, Breach::ForbiddenHours { to: to(), hours: window.to_string() });
            }
        }
    }
}
