//! Breaches in words: the rule that is broken by its key in the format, and a sentence with the names of the scenario.

use super::calendar::Calendar;
use crate::ground::{Day, IdVec, Slot};
use crate::model::PostId;
use crate::score::Breach;

/// The breach as a sentence, with the names of posts and the times of the calendar, where there is one.
pub fn said(names: &IdVec<PostId, (&str, &str)>, calendar: Option<&Calendar>, breach: &Breach) -> String {
    let post = |id: PostId| {
        let (point, post) = names[id];
        format!("{point}/{post}")
    };
    let at = |slot: Slot| calendar.map_or_else(String::new, |c| c.text_at(slot).0);
    let date = |day: Day| calendar.map_or_else(String::new, |c| c.date_of(day).to_string());
    match breach {
        Breach::Length { post: id, minutes, .. } => {
            format!("{} minutes is no length of duties at {}", minutes.0, post(*id))
        }
        Breach::PostHours { post: id, .. } => format!("it is outside the hours of {}", post(*id)),
        Breach::NotAvailable { .. } => "the person is not available".to_owned(),
        Breach::Lacks { post: id, .. } => format!("the person lacks what {} requires", post(*id)),
        Breach::Admits { .. } => "the point does not admit the person".to_owned(),
        Breach::NotAccepted { .. } => "the person does not accept to serve there".to_owned(),
        Breach::ForbiddenHours { rule, .. } => format!("it is inside not_between[{rule}]"),
        Breach::Overlap { at: slot, .. } => format!("it overlaps the duty before, at {}", at(*slot)),
        Breach::Gap { at: slot, minutes, needed, .. } => {
            format!("{} minutes before the duty at {}, {} needed", minutes.0, at(*slot), needed.0)
        }
        Breach::DayMinutes { day, minutes, limit, .. } => {
            format!("{} minutes on {}, at most {}", minutes.0, date(*day), limit.0)
        }
        Breach::Shifts { day, duties, limit, .. } => {
            format!("{duties} duties on {}, at most {limit}", date(*day))
        }
        Breach::Rolling { rule, first, minutes, days, .. } => {
            format!("{} minutes on {days} dates from {}, against rolling[{rule}]", minutes.0, date(*first))
        }
        Breach::Consecutive { last, days, limit, .. } => {
            format!("{days} dates in a row to {}, at most {limit}", date(*last))
        }
        Breach::NotNextDay { rule, day, .. } => {
            format!("not_next_day[{rule}] forbids what follows {}", date(*day))
        }
        Breach::KeptMissing { post: id, from, .. } => {
            format!("the duty at {} from {} is kept", post(*id), at(*from))
        }
        Breach::BeforeNow { .. } => "it begins before now".to_owned(),
        Breach::MaxPeople { post: id, slot, people, limit } => {
            format!("{people} people at {} at {}, at most {limit}", post(*id), at(*slot))
        }
        other => {
            let text = other.to_string();
            text.split_once(": ").map_or(text.clone(), |(_, said)| said.to_owned())
        }
    }
}

/// The key of the format that speaks of the rule which is broken.
pub const fn rule_key(breach: &Breach) -> &'static str {
    match breach {
        Breach::OutsideHorizon { .. } => "start",
        Breach::Length { .. } | Breach::PostHours { .. } => "shifts",
        Breach::NotAvailable { .. } => "available",
        Breach::Lacks { .. } => "requires",
        Breach::Admits { .. } => "admits",
        Breach::NotAccepted { .. } => "zones",
        Breach::ForbiddenHours { .. } => "not_between",
        Breach::Overlap { .. } | Breach::Gap { .. } => "min_break_minutes",
        Breach::HistoryRest { .. } => "min_rest_minutes",
        Breach::TotalMinutes { .. } => "max_minutes",
        Breach::DayMinutes { .. } => "max_minutes_per_day",
        Breach::Shifts { .. } => "max_shifts_per_day",
        Breach::Exposure { .. } => "exposure",
        Breach::Rolling { .. } => "rolling",
        Breach::Consecutive { .. } => "max_consecutive_days",
        Breach::TooShortRun { .. } => "min_consecutive_days",
        Breach::TooShortOff { .. } => "min_consecutive_days_off",
        Breach::Weekends { .. } => "weekends",
        Breach::MaxDuties { .. } => "max_duties",
        Breach::NotNextDay { .. } => "not_next_day",
        Breach::KeptMissing { .. } => "published",
        Breach::BeforeNow { .. } => "now",
        Breach::NotTogether { .. } => "together",
        Breach::MaxPeople { .. } => "max_people",
    }
}
