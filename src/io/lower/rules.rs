//! Rules: a person's own laid over the default set key by key; equal sets share one id.

use super::Lowering;
use crate::ground::{Minutes, Weight};
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario::{self, Rule, RulesRef};
use crate::model::{ClockWindow, Exposure, MaxDuties, NotNextDay, Rolling, Rules, RulesId, TagId, Weekends};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the set that lies under all.
const DEFAULT: &str = "default";
/// The weekdays by name, from Monday.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The rule sets met so far.
#[derive(Default)]
pub(super) struct RuleSets {
    /// What lies under the rules of everybody: the default set over what holds without any.
    under: scenario::Rules,
    /// By what they say once resolved.
    by_text: BTreeMap<String, RulesId>,
    /// By name, the default among them.
    by_name: BTreeMap<String, RulesId>,
    /// Numbered weekends, by which weekdays are in them.
    weekends: BTreeMap<u8, Arc<[Option<u32>]>>,
}

/// The items of a rule that is a list; none where it is not given.
fn listed<T>(rule: &Rule<Vec<T>>) -> impl Iterator<Item = &T> {
    rule.given().into_iter().flatten()
}

/// `over` where it says something, else `under`.
fn laid<T: Clone>(under: &Rule<T>, over: &Rule<T>) -> Rule<T> {
    if over.is_inherited() { under.clone() } else { over.clone() }
}

/// The set `over` laid over `under`, key by key.
fn overlaid(under: &scenario::Rules, over: &scenario::Rules) -> scenario::Rules {
    macro_rules! each_key {
        ($($key:ident)*) => { scenario::Rules { $($key: laid(&under.$key, &over.$key),)* } };
    }
    each_key! {
        max_shifts_per_day max_minutes_per_day max_minutes min_break_minutes min_rest_minutes rolling
        max_consecutive_days min_consecutive_days min_consecutive_days_off weekends max_duties not_next_day
        not_between exposure min_minutes min_minutes_weight
    }
}

impl<'s> Lowering<'s, '_> {
    /// Checks every rule set, used or not, and resolves those with a name.
    pub(super) fn rule_sets(&mut self) {
        let scenario = self.scenario;
        let without = scenario::Rules { max_shifts_per_day: Rule::Is(1), ..Default::default() };
        let default = scenario.rules.iter().find(|(name, _)| name == DEFAULT);
        self.rule_sets.under = match default {
            Some((_, default)) => overlaid(&without, default),
            None => without,
        };
        let list = Place::ROOT.key("rules");
        for (name, rules) in &scenario.rules {
            let place = list.key(name);
            self.check_rules(&place, rules);
            self.speaks_of_exposure |= rules.exposure.given().is_some_and(|list| !list.is_empty());
            let id = self.resolved(&list.key(name), rules);
            self.rule_sets.by_name.entry(name.clone()).or_insert(id);
        }
    }

    /// The rules of a person who names a set, has their own, or neither.
    pub(super) fn rules_of_person(&mut self, place: &Place<'_>, rules: Option<&'s RulesRef>) -> RulesId {
        match rules {
            Some(RulesRef::Own(own)) => {
                self.check_rules(place, own);
                self.speaks_of_exposure |= own.exposure.given().is_some_and(|list| !list.is_empty());
                self.resolved(place, own)
            }
            Some(RulesRef::Named(name)) => {
                self.ids.rule_sets.find(place, name, &mut self.faults);
                self.rule_sets.by_name.get(name).copied().unwrap_or(RulesId(0))
            }
            None => match self.rule_sets.by_name.get(DEFAULT) {
                Some(id) => *id,
                None => self.resolved(place, &scenario::Rules::default()),
            },
        }
    }

    /// The id of `own` laid over the default set, already checked.
    fn resolved(&mut self, place: &Place<'_>, own: &scenario::Rules) -> RulesId {
        let whole = overlaid(&self.rule_sets.under, own);
        let text = serde_json::to_string(&whole).unwrap_or_else(|_| place.to_string());
        if let Some(id) = self.rule_sets.by_text.get(&text) {
            return *id;
        }
        let lowered = self.lower_rules(&whole);
        let id = self.rules.push(lowered);
        self.rule_sets.by_text.insert(text, id);
        id
    }

    /// Notes what is wrong with a set as written.
    fn check_rules(&mut self, place: &Place<'_>, rules: &'s scenario::Rules) {
        for (key, rule) in [
            ("max_shifts_per_day", &rules.max_shifts_per_day),
            ("max_minutes_per_day", &rules.max_minutes_per_day),
            ("max_minutes", &rules.max_minutes),
            ("min_break_minutes", &rules.min_break_minutes),
            ("min_rest_minutes", &rules.min_rest_minutes),
            ("max_consecutive_days", &rules.max_consecutive_days),
            ("min_consecutive_days", &rules.min_consecutive_days),
            ("min_consecutive_days_off", &rules.min_consecutive_days_off),
            ("min_minutes", &rules.min_minutes),
            ("min_minutes_weight", &rules.min_minutes_weight),
        ] {
            if let Some(value) = rule.given() {
                self.number(&place.key(key), *value);
            }
        }
        self.check_rolling(&place.key("rolling"), &rules.rolling);
        if let Some(weekends) = rules.weekends.given() {
            let place = place.key("weekends");
            let days = place.key("days");
            for (index, day) in weekends.days.iter().enumerate() {
                if !WEEKDAYS.contains(&day.as_str()) {
                    let known = WEEKDAYS.into_iter();
                    self.faults.unknown(Code::UnknownValue, &days.item(index), "weekday", day, known);
                }
            }
            self.number(&place.key("max"), weekends.max);
        }
        self.check_tags(place, rules);
        let list = place.key("not_between");
        for (index, window) in listed(&rules.not_between).enumerate() {
            self.clock_interval(&list.item(index), &window.from, &window.to);
        }
        let list = place.key("exposure");
        for (index, exposure) in listed(&rules.exposure).enumerate() {
            let item = list.item(index);
            self.clock_interval(&item, &exposure.from, &exposure.to);
            self.number(&item.key("max_minutes"), exposure.max_minutes);
        }
    }

    fn check_rolling(&mut self, list: &Place<'_>, rolling: &Rule<Vec<scenario::Rolling>>) {
        for (index, window) in listed(rolling).enumerate() {
            let item = list.item(index);
            if window.days == 0 {
                let place = item.key("days");
                self.faults.note(Code::OutOfRange, &place, "a window of 0 days", "write 1 or more");
            }
            if window.max_minutes.is_none() && window.max_days.is_none() {
                let found = "a rolling rule without a limit";
                self.faults.note(Code::RollingLimit, &item, found, "give max_minutes, max_days or both");
            }
            self.number(&item.key("days"), window.days);
            self.number(&item.key("max_minutes"), window.max_minutes.unwrap_or(0));
            self.number(&item.key("max_days"), window.max_days.unwrap_or(0));
        }
    }

    fn check_tags(&mut self, place: &Place<'_>, rules: &'s scenario::Rules) {
        let list = place.key("max_duties");
        for (index, cap) in listed(&rules.max_duties).enumerate() {
            let item = list.item(index);
            if let Some(tag) = &cap.tag {
                self.ids.tags.find(&item.key("tag"), tag, &mut self.faults);
            }
            self.number(&item.key("max"), cap.max);
        }
        let list = place.key("not_next_day");
        for (index, pair) in listed(&rules.not_next_day).enumerate() {
            let item = list.item(index);
            self.ids.tags.find(&item.key("after"), &pair.after, &mut self.faults);
            self.ids.tags.find(&item.key("then"), &pair.then, &mut self.faults);
        }
    }

    /// The rules of a resolved set; what is faulty in it was noted where it is written, and is left out here.
    fn lower_rules(&mut self, rules: &scenario::Rules) -> Rules {
        let minutes = |rule: &Rule<u32>| rule.given().map(|minutes| Minutes(i64::from(*minutes)));
        let count = |rule: &Rule<u32>| rule.given().copied();
        let horizon = self.calendar.as_ref().map_or(1, |calendar| calendar.grid().days() as u32);
        let rolling = listed(&rules.rolling).map(|window| Rolling {
            days: window.days.clamp(1, horizon),
            max_minutes: window.max_minutes.map(|minutes| Minutes(i64::from(minutes))),
            max_days: window.max_days,
        });
        let tag = |name: &str| self.ids.tags.get(name).map(TagId);
        let max_duties = listed(&rules.max_duties);
        let max_duties: Box<[MaxDuties]> =
            max_duties.map(|cap| MaxDuties { tag: cap.tag.as_deref().and_then(tag), max: cap.max }).collect();
        let not_next_day: Box<[NotNextDay]> = listed(&rules.not_next_day)
            .filter_map(|pair| Some(NotNextDay { after: tag(&pair.after)?, then: tag(&pair.then)? }))
            .collect();
        let not_between = listed(&rules.not_between);
        let not_between =
            not_between.filter_map(|window| self.clock_window(&window.from, &window.to)).collect();
        let mut exposure = Vec::new();
        for cap in listed(&rules.exposure) {
            exposure.extend(self.clock_window(&cap.from, &cap.to).map(|window| Exposure {
                setting: super::posts::setting(cap.setting),
                window,
                max_minutes: Minutes(i64::from(cap.max_minutes)),
            }));
        }
        Rules {
            max_shifts_per_day: count(&rules.max_shifts_per_day),
            max_minutes_per_day: minutes(&rules.max_minutes_per_day),
            max_minutes: minutes(&rules.max_minutes),
            min_break: minutes(&rules.min_break_minutes).unwrap_or_default(),
            min_rest: minutes(&rules.min_rest_minutes).unwrap_or_default(),
            rolling: rolling.collect(),
            max_consecutive_days: count(&rules.max_consecutive_days),
            min_consecutive_days: count(&rules.min_consecutive_days).unwrap_or(0),
            min_consecutive_days_off: count(&rules.min_consecutive_days_off).unwrap_or(0),
            weekends: rules.weekends.given().and_then(|weekends| self.weekends(weekends)),
            max_duties,
            not_next_day,
            not_between,
            exposure: exposure.into_boxed_slice(),
            min_minutes: minutes(&rules.min_minutes).unwrap_or_default(),
            min_minutes_weight: Weight(count(&rules.min_minutes_weight).unwrap_or(1000)),
        }
    }

    fn weekends(&mut self, weekends: &scenario::Weekends) -> Option<Weekends> {
        let named = |day: usize| weekends.days.iter().any(|name| name == WEEKDAYS[day]);
        let mask = (0..WEEKDAYS.len()).filter(|day| named(*day)).fold(0_u8, |mask, day| mask | 1 << day);
        let grid = self.calendar.as_ref()?.grid();
        let number = || Weekends::number(&grid, |day| mask & (1 << day) != 0);
        let block = Arc::clone(self.rule_sets.weekends.entry(mask).or_insert_with(number));
        Some(Weekends { block, max: weekends.max })
    }

    fn clock_window(
        &mut self,
        from: &scenario::ClockTime,
        to: &scenario::ClockTime,
    ) -> Option<Arc<ClockWindow>> {
        let from = crate::io::local_time::clock_minutes(from.as_str())?;
        let to = crate::io::local_time::clock_minutes(to.as_str())?;
        let calendar = self.calendar.as_ref()?;
        (from != to).then(|| self.hours.window(calendar, from, to))
    }
}
