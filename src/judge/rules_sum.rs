//! The rules that add up a person's duties: minutes in all and per date, duties per date and by tag, time in the heat.

use super::case::Case;
use super::clock::written_date;
use super::docket::Docket;
use super::verdict::Breach;
use crate::io::scenario::Setting;
use std::collections::BTreeMap;

/// Notes each cap on a sum that is passed.
pub(super) fn judge(case: &Case<'_>, docket: &mut Docket<'_>) {
    let person = &case.people[docket.person];
    let limits = case.limits(person);
    let clock = &case.clock;

    let minutes = minutes(case, docket.person, docket.duties);
    if let Some(most) = limits.max_minutes.filter(|most| minutes > *most) {
        docket.in_all(Breach::Minutes { minutes, most });
    }

    let placed = || docket.duties.iter().map(|(_, duty)| *duty).filter(|duty| case.is_placed(*duty));
    let mut by_date: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for duty in placed() {
        let (duties, minutes) = by_date.entry(clock.date(duty.from)).or_default();
        *duties += 1;
        *minutes += case.counted(duty);
    }
    let mut spent = Vec::new();
    for (setting, window, most) in &limits.exposure {
        let mut by_date: BTreeMap<i64, i64> = BTreeMap::new();
        for duty in placed().filter(|duty| case.posts[duty.post].setting == *setting) {
            for (date, minutes) in clock.inside(duty.from, duty.to, *window) {
                *by_date.entry(date).or_default() += minutes;
            }
        }
        spent.push((*setting, *window, *most, by_date));
    }

    for (date, (duties, minutes)) in by_date {
        if let Some(most) = limits.max_shifts_per_day.filter(|most| duties > *most) {
            docket.on_date(written_date(date), Breach::ShiftsOfDay { duties, most });
        }
        if let Some(most) = limits.max_minutes_per_day.filter(|most| minutes > *most) {
            docket.on_date(written_date(date), Breach::MinutesOfDay { minutes, most });
        }
    }
    for (setting, window, most, by_date) in spent {
        for (date, minutes) in by_date.into_iter().filter(|(_, minutes)| *minutes > most) {
            let (setting, hours) = (name(setting), window.to_string());
            docket.on_date(written_date(date), Breach::Exposure { setting, hours, minutes, most });
        }
    }
    for (tag, most) in &limits.max_duties {
        let bears =
            |tag: &str| docket.duties.iter().filter(|(_, duty)| case.posts[duty.post].bears(tag)).count();
        let duties = tag.map_or(docket.duties.len(), bears) as i64;
        if duties > *most {
            docket.in_all(Breach::MaxDuties { tag: tag.map(str::to_owned), duties, most: *most });
        }
    }
}

/// The minutes that a person has served, history included.
pub(super) fn minutes(case: &Case<'_>, person: usize, duties: &[(usize, super::case::Duty)]) -> i64 {
    let history = case.people[person].volunteer.history.as_ref().and_then(|history| history.minutes);
    let served: i64 = duties.iter().map(|(_, duty)| case.counted(*duty)).sum();
    served + history.map_or(0, i64::from)
}

/// A setting as the format names it.
const fn name(setting: Setting) -> &'static str {
    match setting {
        Setting::Indoor => "indoor",
        Setting::Shaded => "shaded",
        Setting::Outdoor => "outdoor",
    }
}
