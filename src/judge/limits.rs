//! The rules that bind one person: the default set with the person's own laid over it, key by key.

use super::clock::DailyWindow;
use super::unjudgeable::Unjudgeable;
use crate::io::scenario::{Rule, Rules, Setting};
use std::collections::HashSet;

/// The weekdays as the format names them, in the order of the calendar.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Cost of an hour below the minimum where no weight is given.
const MINIMUM_WEIGHT: i64 = 1000;

/// A cap in every window of so many dates.
#[derive(Clone, Debug)]
pub(super) struct Rolling {
    /// Dates in the window.
    pub days: usize,
    /// The most counted minutes.
    pub max_minutes: Option<i64>,
    /// The most dates with a duty.
    pub max_days: Option<i64>,
}

/// The resolved rules of a person; each field is the key of the same name, numbers as they are written.
#[derive(Clone, Debug)]
pub(super) struct Limits<'a> {
    /// Duties per start date.
    pub max_shifts_per_day: Option<i64>,
    /// Minutes per start date.
    pub max_minutes_per_day: Option<i64>,
    /// Minutes over the horizon, history included.
    pub max_minutes: Option<i64>,
    /// 0 where left out.
    pub min_break_minutes: i64,
    /// 0 where left out.
    pub min_rest_minutes: i64,
    /// Windows of dates.
    pub rolling: Vec<Rolling>,
    /// Dates in a row with a duty.
    pub max_consecutive_days: Option<i64>,
    /// 0 where left out.
    pub min_consecutive_days: i64,
    /// 0 where left out.
    pub min_consecutive_days_off: i64,
    /// Which weekdays, from Monday, and how many blocks of them.
    pub weekends: Option<([bool; 7], i64)>,
    /// By tag, or all duties.
    pub max_duties: Vec<(Option<&'a str>, i64)>,
    /// The tag of a date, the tag forbidden on the next.
    pub not_next_day: Vec<(&'a str, &'a str)>,
    /// No minute on duty inside these.
    pub not_between: Vec<DailyWindow>,
    /// Setting, window, the most minutes.
    pub exposure: Vec<(Setting, DailyWindow, i64)>,
    /// 0 where left out.
    pub min_minutes: i64,
    /// 1000 where left out.
    pub min_minutes_weight: i64,
}

/// The value of one key: the person's own, else the default's, else none.
fn laid<'a, T>(own: Option<&'a Rule<T>>, default: Option<&'a Rule<T>>) -> Option<&'a T> {
    match own {
        Some(rule) if !rule.is_inherited() => rule.given(),
        _ => default.and_then(Rule::given),
    }
}

impl<'a> Limits<'a> {
    /// The rules that `own` makes when laid over `default`; `tags` are those that some post bears.
    pub fn resolve(
        own: Option<&'a Rules>,
        default: Option<&'a Rules>,
        tags: &HashSet<&str>,
        path: &str,
    ) -> Result<Self, Unjudgeable> {
        /// The value of a key, as the format overlays it.
        macro_rules! key {
            ($key:ident) => {
                laid(own.map(|rules| &rules.$key), default.map(|rules| &rules.$key))
            };
        }
        /// The number that a key gives.
        macro_rules! number {
            ($key:ident) => {
                key!($key).map(|number| i64::from(*number))
            };
        }
        let fault =
            |key: &str, found: &dyn std::fmt::Display| Unjudgeable::scenario(format!("{path}.{key}"), found);
        let known = |key: &str, tag: &'a str| match tags.contains(tag) {
            true => Ok(tag),
            false => Err(fault(key, &format!("no post bears the tag \"{tag}\""))),
        };

        let mut rolling = Vec::new();
        for rule in key!(rolling).into_iter().flatten() {
            if rule.days == 0 || (rule.max_minutes.is_none() && rule.max_days.is_none()) {
                return Err(fault("rolling", &"a window of 0 days, or without a limit"));
            }
            rolling.push(Rolling {
                days: usize::try_from(rule.days).unwrap_or(usize::MAX),
                max_minutes: rule.max_minutes.map(i64::from),
                max_days: rule.max_days.map(i64::from),
            });
        }
        let mut weekends = None;
        if let Some(rule) = key!(weekends) {
            let mut days = [false; 7];
            for name in &rule.days {
                let place = WEEKDAYS.iter().position(|day| day == name);
                days[place.ok_or_else(|| fault("weekends", &format!("no weekday \"{name}\"")))?] = true;
            }
            weekends = Some((days, i64::from(rule.max)));
        }
        let mut max_duties = Vec::new();
        for rule in key!(max_duties).into_iter().flatten() {
            let tag = rule.tag.as_deref().map(|tag| known("max_duties", tag)).transpose()?;
            max_duties.push((tag, i64::from(rule.max)));
        }
        let mut not_next_day = Vec::new();
        for rule in key!(not_next_day).into_iter().flatten() {
            not_next_day.push((known("not_next_day", &rule.after)?, known("not_next_day", &rule.then)?));
        }
        let mut not_between = Vec::new();
        for rule in key!(not_between).into_iter().flatten() {
            let window = DailyWindow::read(&rule.from, &rule.to);
            not_between.push(window.map_err(|found| fault("not_between", &found))?);
        }
        let mut exposure = Vec::new();
        for rule in key!(exposure).into_iter().flatten() {
            let window = DailyWindow::read(&rule.from, &rule.to);
            let window = window.map_err(|found| fault("exposure", &found))?;
            exposure.push((rule.setting, window, i64::from(rule.max_minutes)));
        }
        Ok(Self {
            max_shifts_per_day: match laid_shifts(own, default) {
                Rule::Inherit => Some(1),
                Rule::Lifted => None,
                Rule::Is(most) => Some(i64::from(most)),
            },
            max_minutes_per_day: number!(max_minutes_per_day),
            max_minutes: number!(max_minutes),
            min_break_minutes: number!(min_break_minutes).unwrap_or(0),
            min_rest_minutes: number!(min_rest_minutes).unwrap_or(0),
            rolling,
            max_consecutive_days: number!(max_consecutive_days),
            min_consecutive_days: number!(min_consecutive_days).unwrap_or(0),
            min_consecutive_days_off: number!(min_consecutive_days_off).unwrap_or(0),
            weekends,
            max_duties,
            not_next_day,
            not_between,
            exposure,
            min_minutes: number!(min_minutes).unwrap_or(0),
            min_minutes_weight: number!(min_minutes_weight).unwrap_or(MINIMUM_WEIGHT),
        })
    }
}

/// The only key that binds where nothing is said: whether it was said matters.
fn laid_shifts(own: Option<&Rules>, default: Option<&Rules>) -> Rule<u32> {
    let said =
        |rules: Option<&Rules>| rules.map(|rules| rules.max_shifts_per_day.clone()).unwrap_or_default();
    match said(own) {
        Rule::Inherit => said(default),
        rule => rule,
    }
}
