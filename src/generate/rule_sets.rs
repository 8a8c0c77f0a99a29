//! Sets of rules that several scenarios have, and how they are named.

use crate::io::scenario::{ClockInterval, Exposure, Policy, Rule, Rules, Setting};

/// Each set by its name.
pub(super) fn named_sets<const N: usize>(sets: [(&str, Rules); N]) -> Vec<(String, Rules)> {
    sets.map(|(name, rules)| (name.to_owned(), rules)).to_vec()
}

/// At most so many minutes, in one duty; eight hours of rest.
pub(super) fn one_duty(minutes: u32) -> Rules {
    Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(minutes),
        max_minutes: Rule::Is(minutes),
        min_rest_minutes: Rule::Is(480),
        ..Rules::default()
    }
}

/// What is laid over that for who may serve the same minutes in two duties, an hour apart.
pub(super) fn two_turns() -> Rules {
    Rules { max_shifts_per_day: Rule::Is(2), min_break_minutes: Rule::Is(60), ..Rules::default() }
}

/// At most so many minutes outdoors in the heat, from 11 to 16.
pub(super) fn heat(max_minutes: u32) -> Rule<Vec<Exposure>> {
    let (from, to) = ("11:00".into(), "16:00".into());
    Rule::Is(vec![Exposure { setting: Setting::Outdoor, from, to, max_minutes }])
}

/// No service from 22:00 to 06:00, as the policy for those under 18 has it.
pub(super) fn not_at_night() -> Rule<Vec<ClockInterval>> {
    Policy::Minor.rules().not_between
}
