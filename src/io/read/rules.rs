//! Rule sets as they stand in a file.

use super::object;
use super::point::SETTINGS;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::fields::{LARGEST, Object, Reader, amount, id, in_doubt, list, plain, within, word};
use crate::io::json::Node;
use crate::io::place::Place;
use crate::io::scenario::{ClockInterval, Exposure, MaxDuties, NotNextDay, Rolling, Rule, Rules, Weekends};

/// Days of the week.
pub(super) const WEEKDAYS: &[(&str, &str)] = &[
    ("mon", "mon"),
    ("tue", "tue"),
    ("wed", "wed"),
    ("thu", "thu"),
    ("fri", "fri"),
    ("sat", "sat"),
    ("sun", "sun"),
];

impl Object<'_, '_> {
    /// A rule: `null` lifts it.
    fn rule<T>(&mut self, key: &'static str, read: impl Reader<T>) -> Rule<T> {
        let given = self.maybe(key, |node, at, faults| match node {
            Node::Null => Some(Rule::Lifted),
            _ => read(node, at, faults).map(Rule::Is),
        });
        given.unwrap_or_default()
    }
}

object! { rules, RULES, "rules" => Rules as Rules {
    max_shifts_per_day: rule(amount),
    max_minutes_per_day: rule(amount),
    max_minutes: rule(amount),
    min_break_minutes: rule(amount),
    min_rest_minutes: rule(amount),
    rolling: rule(list(rolling)),
    max_consecutive_days: rule(amount),
    min_consecutive_days: rule(amount),
    min_consecutive_days_off: rule(amount),
    weekends: rule(weekends),
    max_duties: rule(list(max_duties)),
    not_next_day: rule(list(not_next_day)),
    not_between: rule(list(clock_interval)),
    exposure: rule(list(exposure)),
    min_minutes: rule(amount),
    min_minutes_weight: rule(amount),
} }

object! { rolling, ROLLING, "rolling" => Rolling as Rolling {
    days: needed(within(1, LARGEST)),
    max_minutes: maybe(amount),
    max_days: maybe(amount),
} then check_rolling }

fn check_rolling(rolling: &Rolling, at: &Place<'_>, faults: &mut Diagnostics) {
    let limited = rolling.max_minutes.is_some() || rolling.max_days.is_some();
    let doubtful = |faults: &Diagnostics| {
        ["max_minutes", "max_days"].into_iter().any(|key| in_doubt(&at.key(key), faults))
    };
    if !limited && !doubtful(faults) {
        let remedy = "add `max_minutes` or `max_days`";
        faults.push(Code::RollingLimit, at.to_string(), "a rolling rule without limit", remedy);
    }
}

object! { weekends, WEEKENDS, "weekends" => Weekends as Weekends {
    days: needed(list(weekday)),
    max: needed(amount),
} }

fn weekday(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<String> {
    word(WEEKDAYS)(node, at, faults).map(str::to_owned)
}

object! { max_duties, MAX_DUTIES, "max_duties" => MaxDuties as MaxDuties {
    tag: maybe(id),
    max: needed(amount),
} }

object! { not_next_day, NOT_NEXT_DAY, "not_next_day" => NotNextDay as NotNextDay {
    after: needed(id),
    then: needed(id),
} }

object! { clock_interval, CLOCK_INTERVAL, "clock_interval" => ClockInterval as ClockInterval {
    from: needed(plain),
    to: needed(plain),
} }

object! { exposure, EXPOSURE, "exposure" => Exposure as Exposure {
    setting: needed(word(SETTINGS)),
    from: needed(plain),
    to: needed(plain),
    max_minutes: needed(amount),
} }
