//! Random small scenarios of every key with random plans, most of them against some rule: both judges say the same.

use crate::python::assert_agreement;
use crate::stage::{bare, interval, named, tell_the_truth};
use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use fastrand::Rng;
use rifada::io::plan_file::{PlanFile, PlannedDuty, StopWord};
use rifada::io::scenario::*;
use rifada::judge::judge;

/// How many pairs are drawn, unless `RIFADA_JUDGE_CASES` says otherwise.
const CASES: u64 = 300;

const TAGS: [&str; 3] = ["night", "day", "heavy"];
const SKILLS: [&str; 2] = ["nurse", "cart"];
const LANGUAGES: [&str; 4] = ["ar", "ar-EG", "UR", "ur"];

/// Zones and starts, most of them shortly before a change of the clock.
const STARTS: [(&str, &str); 10] = [
    ("Asia/Riyadh", "2026-05-25T00:00"),
    ("Asia/Riyadh", "2026-05-26T17:00"),
    ("Asia/Kathmandu", "2026-12-30T05:00"),
    ("Europe/Berlin", "2026-10-24T00:00"),
    ("Europe/Berlin", "2026-03-28T12:00"),
    ("America/New_York", "2026-10-31T20:00"),
    ("America/New_York", "2026-03-07T22:00"),
    ("Australia/Lord_Howe", "2026-10-03T00:00"),
    ("Australia/Lord_Howe", "2026-04-04T12:00"),
    ("America/Santiago", "2026-09-05T00:00"),
];

/// Draws one scenario.
struct Draw {
    rng: Rng,
    zone: Tz,
    start: DateTime<chrono::Utc>,
    slot: i64,
    end: i64,
    points: Vec<(String, Vec<String>)>,
    people: Vec<String>,
    zones: usize,
}

impl Draw {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let (zone, start) = STARTS[rng.usize(..STARTS.len())];
        let zone: Tz = zone.parse().unwrap();
        let local = NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M").unwrap();
        let start = zone.from_local_datetime(&local).unwrap().to_utc();
        let whole_days = start.to_string().contains("21:00:00") && rng.u8(..4) == 0;
        let slot = if whole_days { 1440 } else { [15, 30, 60, 60][rng.usize(..4)] };
        let days = if rng.bool() { rng.i64(1..3) } else { rng.i64(3..12) };
        let end = if whole_days { days * 1440 } else { days * 1440 - 60 * rng.i64(0..10) };
        Self { rng, zone, start, slot, end, points: vec![], people: vec![], zones: 0 }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    fn some<T>(&mut self, percent: u32, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| draw(self))
    }

    fn rule<T>(&mut self, percent: u32, draw: impl FnOnce(&mut Self) -> T) -> Rule<T> {
        if self.chance(percent) {
            Rule::Is(draw(self))
        } else if self.chance(5) {
            Rule::Lifted
        } else {
            Rule::Inherit
        }
    }

    fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.rng.usize(..list.len())].clone()
    }

    fn number(&mut self, below: u32) -> u32 {
        self.rng.u32(..below)
    }

    fn time(&self, minute: i64) -> LocalTime {
        let at = (self.start + chrono::TimeDelta::minutes(minute)).with_timezone(&self.zone);
        let local = at.naive_local();
        let text = local.format("%Y-%m-%dT%H:%M").to_string();
        match self.zone.offset_from_local_datetime(&local) {
            MappedLocalTime::Ambiguous(..) => {
                let offset = at.offset().fix().local_minus_utc() / 60;
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{text}{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60).into()
            }
            _ => text.into(),
        }
    }

    fn slots(&self) -> i64 {
        self.end / self.slot
    }

    /// An interval inside the horizon and on the grid.
    fn on_grid(&mut self) -> (i64, i64) {
        let slots = self.slots();
        let from = self.rng.i64(0..slots);
        let to = self.rng.i64(from + 1..=slots);
        (from * self.slot, to * self.slot)
    }

    /// An interval that may begin before the horizon, end after it, and lie off the grid.
    fn anywhere(&mut self) -> Interval {
        let from = self.rng.i64(-1000..self.end);
        let length = if self.chance(60) { self.end } else { self.rng.i64(1..1500) };
        let (from, to) = if self.chance(50) {
            (from / 60 * 60, from / 60 * 60 + length.max(60))
        } else {
            (from, from + length)
        };
        interval(self.time(from).as_str(), self.time(to).as_str())
    }

    fn clock(&mut self) -> ClockTime {
        let minute = if self.chance(70) { 60 * self.number(24) } else { 5 * self.number(288) };
        format!("{:02}:{:02}", minute / 60, minute % 60).into()
    }

    fn clock_interval(&mut self) -> ClockInterval {
        let from = self.clock();
        loop {
            let to = if self.chance(10) { "24:00".into() } else { self.clock() };
            if to != from {
                return ClockInterval { from, to };
            }
        }
    }

    fn date(&mut self) -> Date {
        let minute = self.rng.i64(-1440..self.end + 1440);
        self.time(minute).as_str()[..10].into()
    }

    fn need(&mut self, deep: u32) -> Need {
        let parts = |draw: &mut Self| (0..=draw.number(2)).map(|_| draw.need(deep + 1)).collect();
        match self.number(if deep < 2 { 10 } else { 7 }) {
            0 => Need::Skill(self.pick(&SKILLS).into()),
            1 => Need::Language(LanguageNeed::Code(self.pick(&LANGUAGES).into())),
            2 => {
                let min = self.some(70, |draw| draw.pick(&[Level::A1, Level::B1, Level::C2, Level::Native]));
                Need::Language(LanguageNeed::AtLeast { code: self.pick(&LANGUAGES).into(), min })
            }
            3 => Need::Gender(self.pick(&[Gender::Female, Gender::Male])),
            4 => Need::MinAge(self.pick(&[16, 18, 30])),
            5 => Need::MaxAge(self.pick(&[16, 18, 30])),
            6 => Need::Organisation("scouts".into()),
            7 => Need::All(parts(self)),
            8 => Need::Any(parts(self)),
            _ => Need::Not(Box::new(self.need(deep + 1))),
        }
    }

    fn lines(&mut self, most: u32) -> Vec<Line> {
        (0..self.number(most + 1))
            .map(|_| {
                let is_hourly = self.slot <= 60 && self.end % 60 == 0 && self.chance(50);
                let hourly = is_hourly.then(|| (0..self.end / 60).map(|_| self.number(3)).collect());
                let windows = (!is_hourly).then(|| self.demand_windows());
                Line {
                    name: None,
                    needs: self.some(50, |draw| draw.need(0)),
                    hourly,
                    windows,
                    weight: self.some(70, |draw| draw.number(5)),
                    surplus_weight: self.some(30, |draw| draw.number(3)),
                }
            })
            .collect()
    }

    fn demand_windows(&mut self) -> Vec<DemandWindow> {
        let slots = self.slots();
        let mut cuts: Vec<i64> = (0..4).map(|_| self.rng.i64(0..=slots) * self.slot).collect();
        cuts.sort_unstable();
        let pairs = [(cuts[2], cuts[3]), (cuts[0], cuts[1])];
        let pairs = pairs.into_iter().filter(|(from, to)| from < to);
        pairs
            .map(|(from, to)| DemandWindow {
                from: self.time(from),
                to: self.time(to),
                people: self.number(3),
            })
            .collect()
    }

    fn post(&mut self, id: &str) -> Post {
        let unit = self.slot.max(60) as u32;
        let min = unit * if self.slot == 1440 { 1 } else { self.pick(&[1, 2, 4]) };
        let max = if self.chance(40) { min } else { min + unit * self.number(5) };
        let tags: Vec<String> = TAGS.iter().filter(|_| self.rng.bool()).map(|tag| (*tag).into()).collect();
        Post {
            standby: None,
            id: id.into(),
            name: None,
            setting: self.some(40, |draw| draw.pick(&[Setting::Indoor, Setting::Shaded, Setting::Outdoor])),
            tags,
            requires: self.some(15, |draw| draw.need(0)),
            shifts: Shifts {
                min_minutes: min,
                max_minutes: max,
                starts: self.some(10, |draw| (0..12).map(|_| draw.clock()).collect()),
                open: self.some(15, |draw| vec![draw.anywhere(), draw.anywhere()]),
                counted_minutes: if min == max { self.some(30, |_| min - 10) } else { None },
                counted_percent: None,
            },
            max_people: self.some(30, |draw| 1 + draw.number(2)),
            demand: self.lines(2),
            supervision: (0..self.number(2))
                .map(|_| Supervision {
                    who: self.need(0),
                    by: self.need(0),
                    ratio: 1 + self.number(2),
                    weight: self.number(9),
                })
                .collect(),
            min_team: self.some(30, |draw| MinTeam { people: 1 + draw.number(3), weight: draw.number(9) }),
        }
    }

    fn tag(&mut self) -> String {
        let posts: Vec<String> = self.points.iter().flat_map(|(_, posts)| posts.clone()).collect();
        self.pick(&posts)
    }

    fn rules(&mut self, percent: u32) -> Rules {
        let p = percent;
        Rules {
            max_shifts_per_day: self.rule(p.max(30), |d| 1 + d.number(3)),
            max_minutes_per_day: self.rule(p, |d| 60 * d.number(14)),
            max_minutes: self.rule(p, |d| 60 * d.number(40)),
            min_break_minutes: self.rule(p, |d| 30 * d.number(5)),
            min_rest_minutes: self.rule(p, |d| 60 * d.number(14)),
            rolling: self.rule(p, |d| {
                (0..1 + d.number(2))
                    .map(|_| Rolling {
                        days: 1 + d.number(14),
                        max_minutes: d.some(60, |d| 60 * d.number(30)),
                        max_days: Some(d.number(6)),
                    })
                    .collect()
            }),
            max_consecutive_days: self.rule(p, |d| 1 + d.number(4)),
            min_consecutive_days: self.rule(p, |d| d.number(4)),
            min_consecutive_days_off: self.rule(p, |d| d.number(4)),
            weekends: self.rule(p, |d| Weekends {
                days: ["mon", "tue", "fri", "sat", "sun"]
                    .iter()
                    .filter(|_| d.rng.bool())
                    .map(|day| (*day).into())
                    .collect(),
                max: d.number(3),
            }),
            max_duties: self.rule(p, |d| vec![MaxDuties { tag: d.some(70, Self::tag), max: d.number(4) }]),
            not_next_day: self.rule(p, |d| vec![NotNextDay { after: d.tag(), then: d.tag() }]),
            not_between: self.rule(p / 2, |d| vec![d.clock_interval()]),
            exposure: self.rule(p, |d| {
                (0..1 + d.number(2))
                    .map(|_| {
                        let ClockInterval { from, to } = d.clock_interval();
                        let setting = d.pick(&[Setting::Indoor, Setting::Shaded, Setting::Outdoor]);
                        Exposure { setting, from, to, max_minutes: 30 * d.number(12) }
                    })
                    .collect()
            }),
            min_minutes: self.rule(p, |d| 60 * d.number(20)),
            min_minutes_weight: self.rule(p, |d| d.number(50)),
        }
    }

    fn wish(&mut self) -> Wish {
        let kind = self.pick(&[WishKind::Prefer, WishKind::Avoid, WishKind::Rather]);
        let Interval { from, to } = self.anywhere();
        let is_bound = kind == WishKind::Prefer;
        let tag = self.some(40, Self::tag);
        let points: Vec<String> = self.points.iter().map(|(id, _)| id.clone()).collect();
        let needs_place = kind == WishKind::Rather && tag.is_none();
        Wish {
            kind,
            from: (is_bound || self.chance(50)).then_some(from),
            to: (is_bound || self.chance(50)).then_some(to),
            point: (needs_place || self.chance(30)).then(|| self.pick(&points)),
            tag,
            weight: self.number(5),
        }
    }

    fn zone(&mut self) -> String {
        format!("z{}", self.rng.usize(..self.zones))
    }

    fn volunteer(&mut self, id: &str) -> Volunteer {
        let levels = [Level::A2, Level::B1, Level::C1, Level::Native];
        let skills = (0..self.number(3))
            .map(|_| {
                let id: String = self.pick(&SKILLS).into();
                if self.rng.bool() {
                    return HeldSkill::Always(id);
                }
                HeldSkill::Dated { id, from: self.some(60, Self::date), until: self.some(60, Self::date) }
            })
            .collect();
        let whole = interval(self.time(0).as_str(), self.time(self.end).as_str());
        let points: Vec<String> = self.points.iter().map(|(id, _)| id.clone()).collect();
        Volunteer {
            id: id.into(),
            name: None,
            gender: self.some(80, |draw| draw.pick(&[Gender::Female, Gender::Male])),
            age: self.some(80, |draw| draw.pick(&[15, 16, 18, 30, 40])),
            organisation: self.some(40, |draw| draw.pick(&["scouts", "crescent"]).into()),
            home_zone: self.some(60, Self::zone),
            languages: (0..self.number(3))
                .map(|_| Spoken {
                    code: self.pick(&LANGUAGES).into(),
                    level: self.some(60, |draw| draw.pick(&levels)),
                })
                .collect(),
            skills,
            available: if self.chance(80) { vec![whole] } else { (0..3).map(|_| self.anywhere()).collect() },
            rules: self.some(50, |draw| match draw.rng.bool() {
                true => RulesRef::Named(draw.pick(&["default", "other"]).into()),
                false => RulesRef::Own(Box::new(draw.rules(8))),
            }),
            zones: self.some(10, |draw| vec![draw.zone()]),
            points: self.some(10, |draw| vec![draw.pick(&points)]),
            wishes: (0..self.number(3)).map(|_| self.wish()).collect(),
            show_up: None,
            history: self.some(40, |draw| {
                let last = -draw.rng.i64(-60..1500);
                History {
                    minutes: draw.some(50, |draw| draw.number(2000)),
                    last_end: draw.some(50, |draw| draw.time(last)),
                    consecutive_days: draw.some(50, |draw| draw.number(5)),
                    weekends: draw.some(50, |draw| draw.number(3)),
                }
            }),
        }
    }

    fn leg(&mut self, from: usize, to: usize) -> Leg {
        let mut windows: Vec<LegWindow> = Vec::new();
        if self.chance(40) {
            let ClockInterval { from, to } = self.clock_interval();
            windows.push(LegWindow { from, to, minutes: 5 * self.number(40) });
        }
        Leg {
            from: format!("z{from}"),
            to: format!("z{to}"),
            minutes: 5 * self.number(30),
            one_way: self.some(40, |draw| draw.rng.bool()),
            windows,
        }
    }

    fn duty(&mut self, scenario: &Scenario) -> PlannedDuty {
        let (volunteer, point) = (self.rng.usize(..self.people.len()), self.rng.usize(..self.points.len()));
        let post = self.rng.usize(..self.points[point].1.len());
        let shifts = &scenario.points[point].posts[post].shifts;
        let unit = self.slot.max(60);
        let slots = self.slots();
        let length =
            self.rng.i64(i64::from(shifts.min_minutes)..=i64::from(shifts.max_minutes)) / unit * unit;
        let (from, to) = match self.number(12) {
            0 => self.on_grid(),
            1 if self.chance(20) => (self.slot - 5, self.slot + length),
            _ => {
                let from = self.rng.i64(0..slots) * self.slot;
                (from, if self.chance(85) { (from + length).min(self.end) } else { from + length })
            }
        };
        PlannedDuty {
            volunteer: self.people[volunteer].clone(),
            point: self.points[point].0.clone(),
            post: self.points[point].1[post].clone(),
            from: self.time(from),
            to: self.time(to),
        }
    }

    fn scenario(&mut self) -> Scenario {
        self.zones = self.rng.usize(1..4);
        self.people = (0..self.rng.usize(1..5)).map(|n| format!("v{n}")).collect();
        self.points = (0..self.rng.usize(1..4))
            .map(|n| (format!("p{n}"), (0..self.rng.usize(1..3)).map(|m| format!("q{m}")).collect()))
            .collect();
        let busy = self.pick(&[0, 4, 15, 30]);
        let points = self.points.clone();
        let mut travel = Vec::new();
        for from in 0..self.zones {
            for to in (0..self.zones).filter(|to| *to != from) {
                if self.chance(60) {
                    travel.push(self.leg(from, to));
                }
            }
        }
        let points: Vec<Point> = points
            .iter()
            .map(|(id, posts)| Point {
                id: id.clone(),
                zone: self.zone(),
                setting: self.some(50, |draw| draw.pick(&[Setting::Shaded, Setting::Outdoor])),
                admits: self.some(10, |draw| draw.pick(&[Admits::All, Admits::Women, Admits::Men])),
                posts: posts.iter().map(|id| self.post(id)).collect(),
                ..Default::default()
            })
            .collect();
        let volunteers = self.people.clone();
        let volunteers = volunteers.iter().map(|id| self.volunteer(id)).collect();
        let mut scenario = Scenario {
            format: SCENARIO_FORMAT.into(),
            id: "random".into(),
            time_zone: self.zone.to_string(),
            start: self.time(0),
            end: self.time(self.end),
            slot_minutes: Some(self.slot as u32),
            zones: (0..self.zones).map(|n| named(&format!("z{n}"))).collect(),
            travel,
            points,
            volunteers,
            rules: vec![("default".into(), self.rules(busy)), ("other".into(), self.rules(10))],
            ..Default::default()
        };
        for _ in 0..self.number(3) {
            let points = vec![self.pick(&self.points.clone()).0, self.pick(&self.points.clone()).0];
            let demand = self.lines(2);
            scenario.shared.push(Shared { name: None, points, demand });
        }
        if self.people.len() > 1 && self.chance(20) {
            scenario.together = vec![self.people[..2].to_vec()];
        }
        scenario.objective = self.some(60, |draw| Objective {
            fairness: draw
                .some(60, |draw| Fairness { weight: draw.number(5), share_minutes: 60 * draw.number(20) }),
            travel_weight: draw.some(60, |draw| draw.number(9)),
            changes: draw.some(60, |draw| Changes {
                weight: draw.number(5),
                tiers: (0..draw.number(3))
                    .map(|_| Tier { within_minutes: 60 * draw.number(48), weight: draw.number(9) })
                    .collect(),
            }),
        });
        scenario
    }

    /// Publishes some duties that a plan may have.
    fn publish(&mut self, scenario: &mut Scenario) {
        if self.chance(60) {
            let now = self.rng.i64(-300..self.end);
            scenario.now = Some(self.time(now));
            scenario.freeze_minutes = self.some(50, |draw| draw.number(600));
        }
        for _ in 0..1 + self.number(4) {
            let duty = self.duty(scenario);
            let entry = duty.published(Some(self.chance(15)));
            let with_it = |published: &Published| {
                (&published.volunteer, &published.from, &published.point)
                    == (&entry.volunteer, &entry.from, &entry.point)
            };
            let (from, to) = (self.elapsed(&duty.from), self.elapsed(&duty.to));
            let is_placed = to <= self.end && from % self.slot == 0 && to % self.slot == 0;
            if is_placed && !scenario.published.iter().any(with_it) {
                scenario.published.push(entry);
            }
        }
    }

    fn plan(&mut self, scenario: &Scenario) -> PlanFile {
        let mut plan = bare(scenario, &[]);
        for published in &scenario.published {
            if self.chance(85) {
                plan.duties.push(PlannedDuty::from(published));
            }
        }
        for _ in 0..self.number(if self.end < 4000 { 4 } else { 9 }) {
            let duty = self.duty(scenario);
            if scenario.together.first().is_some_and(|group| group.contains(&duty.volunteer))
                && self.chance(80)
            {
                for volunteer in &scenario.together[0] {
                    plan.duties.push(PlannedDuty { volunteer: volunteer.clone(), ..duty.clone() });
                }
            } else {
                plan.duties.push(duty);
            }
        }
        if self.chance(90) {
            let instant = |duty: &PlannedDuty| self.elapsed(&duty.from);
            plan.duties.sort_by_key(|duty| (duty.volunteer.clone(), instant(duty)));
        }
        plan
    }

    /// Minutes from the start of the horizon.
    fn elapsed(&self, time: &LocalTime) -> i64 {
        let text = time.as_str();
        let local = NaiveDateTime::parse_from_str(&text[..16], "%Y-%m-%dT%H:%M").unwrap();
        let at = match self.zone.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => at,
            MappedLocalTime::Ambiguous(one, two) => {
                if one.offset().fix().to_string() == text[16..] {
                    one
                } else {
                    two
                }
            }
            MappedLocalTime::None => panic!("{text} was drawn as an instant"),
        };
        (at.to_utc() - self.start).num_minutes()
    }

    /// Says something wrong, half of the time.
    fn tell(&mut self, plan: &mut PlanFile) {
        match self.number(14) {
            0 => plan.cost.total += 0.5,
            1 => plan.cost.wishes -= 0.5,
            2 => plan.bound = Some(plan.cost.total + 1.0),
            3 => plan.stop = StopWord::Optimal,
            4 => (plan.stop, plan.bound) = (StopWord::Optimal, Some(plan.cost.total)),
            5 => plan.shortages.truncate(1),
            6 => plan.shortages.reverse(),
            7 => plan.shortages.iter_mut().take(1).for_each(|shortage| shortage.missing += 1),
            _ => {}
        }
    }
}

fn draw(seed: u64) -> (Scenario, PlanFile) {
    let mut draw = Draw::new(seed);
    let mut scenario = draw.scenario();
    if draw.chance(40) {
        draw.publish(&mut scenario);
    }
    let mut plan = draw.plan(&scenario);
    if judge(&scenario, &plan).is_ok() {
        tell_the_truth(&scenario, &mut plan);
        draw.tell(&mut plan);
    }
    (scenario, plan)
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn both_judges_agree_on_random_plans() {
    let first = number("RIFADA_JUDGE_SEED").unwrap_or(0);
    let seeds = first..first + number("RIFADA_JUDGE_CASES").unwrap_or(CASES);
    let drawn: Vec<_> = seeds.map(|seed| (format!("seed {seed}"), draw(seed))).collect();
    let pairs: Vec<_> = drawn.iter().map(|(name, (scenario, plan))| (name.clone(), scenario, plan)).collect();
    assert_agreement(&pairs);
}

#[test]
fn most_random_scenarios_can_be_judged_and_some_plans_are_valid() {
    let verdicts: Vec<_> = (0..CASES)
        .map(|seed| {
            let (scenario, plan) = draw(seed);
            judge(&scenario, &plan)
        })
        .collect();
    let judged = verdicts.iter().flatten().count();
    let legal = verdicts.iter().flatten().filter(|verdict| verdict.broken.is_empty()).count();
    assert!(judged * 10 > verdicts.len() * 9, "only {judged} of {} can be judged", verdicts.len());
    assert!(legal * 10 > judged && legal * 10 < judged * 9, "{legal} of {judged} are legal");
}
