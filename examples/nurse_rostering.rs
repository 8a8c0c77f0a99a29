//! The field's own benchmark: reads an instance of Curtois and Qu's shift scheduling problems as published, plans it, and
//! prints the published objective, the bound, and the roster.
//!
//! ```sh
//! cargo run --release --example nurse_rostering -- Instance1.txt
//! RIFADA_SECONDS=60 cargo run --release --example nurse_rostering -- Instance8.txt
//! ```
//!
//! Without a file it plans a small ward of its own. The instances are at <http://www.schedulingbenchmarks.org/nrp/>.
//!
//! One slot is a day, each shift a post of one slot that counts its own minutes, each nurse has rules of her own. A cost is
//! an amount per hour, so a published penalty of 1 is a cost of 24. The minimum of minutes is hard there and dear here.

use rifada::engine::{Limit, Options, Outcome, solve};
use rifada::io::scenario::{
    DemandWindow, Interval, Line, LocalTime, MaxDuties, Named, NotNextDay, Point, Post, Rule, Rules,
    RulesRef, SCENARIO_FORMAT, Scenario, Shifts, Volunteer, Weekends, Wish, WishKind,
};
use rifada::model::{Problem, VolunteerId};
use std::error::Error;
use std::fmt;
use std::io::{Write, stdout};
use std::path::PathBuf;
use std::time::Duration;

/// Hours of a slot, by which a penalty is smaller than its cost.
const HOURS: i64 = 24;
/// What an hour below the minimum costs: more than all else.
const MINIMUM: u32 = 1_000_000;
const MINUTES: u32 = 1440;

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::var("RIFADA_SECONDS").map_or(Ok(5.0), |text| text.parse())?;
    let seed = std::env::var("RIFADA_SEED").map_or(Ok(1), |text| text.parse())?;
    let text = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read_to_string(PathBuf::from(path))?,
        None => include_str!("ward.txt").to_owned(),
    };
    let ward = Ward::read(&text)?;
    let scenario = ward.scenario();
    let (problem, _warnings) = scenario.problem()?;
    let limit = Limit::Time(Duration::try_from_secs_f64(seconds)?);
    let outcome = solve(&problem, &Options { limit, seed, ..Options::default() });
    ward.show(&problem, &outcome)
}

/// An instance as published.
#[derive(Debug, Default)]
struct Ward {
    days: usize,
    shifts: Vec<Shift>,
    nurses: Vec<Nurse>,
    cover: Vec<Cover>,
}

#[derive(Debug)]
struct Shift {
    id: String,
    minutes: u32,
    /// Shifts that may not be on the next day.
    not_before: Vec<String>,
}

#[derive(Debug)]
struct Nurse {
    id: String,
    /// The most shifts of each kind.
    most: Vec<(String, u32)>,
    minutes: (u32, u32),
    longest_run: u32,
    shortest_run: u32,
    shortest_off: u32,
    weekends: u32,
    off: Vec<usize>,
    wishes: Vec<(WishKind, usize, String, u32)>,
}

#[derive(Debug)]
struct Cover {
    day: usize,
    shift: String,
    people: u32,
    under: u32,
    over: u32,
}

/// A line that cannot be read.
#[derive(Debug)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this line cannot be read: {}", self.0)
    }
}

impl Error for Unreadable {}

impl Ward {
    fn read(text: &str) -> Result<Self, Box<dyn Error>> {
        let mut ward = Self::default();
        let mut section = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix("SECTION_") {
                section = name;
                continue;
            }
            let fields: Vec<&str> = line.split(',').map(str::trim).collect();
            ward.add(section, &fields).ok_or_else(|| Unreadable(line.to_owned()))?;
        }
        Ok(ward)
    }

    /// Takes in a line of a section.
    fn add(&mut self, section: &str, fields: &[&str]) -> Option<()> {
        // One of the published files asks for -0 people.
        let number = |at: usize| u32::try_from(fields.get(at)?.parse::<i64>().ok()?).ok();
        let text = |at: usize| fields.get(at).map(|&text| text.to_owned());
        match section {
            "HORIZON" => self.days = number(0)? as usize,
            "SHIFTS" => {
                let next = fields.get(2).copied().unwrap_or_default();
                let not_before = next.split('|').filter(|id| !id.is_empty()).map(str::to_owned).collect();
                self.shifts.push(Shift { id: text(0)?, minutes: number(1)?, not_before });
            }
            "STAFF" => {
                let one = |text: &str| {
                    let (shift, most) = text.split_once('=')?;
                    Some((shift.to_owned(), most.parse().ok()?))
                };
                self.nurses.push(Nurse {
                    id: text(0)?,
                    most: fields.get(1)?.split('|').map(one).collect::<Option<_>>()?,
                    minutes: (number(3)?, number(2)?),
                    longest_run: number(4)?,
                    shortest_run: number(5)?,
                    shortest_off: number(6)?,
                    weekends: number(7)?,
                    off: Vec::new(),
                    wishes: Vec::new(),
                });
            }
            "DAYS_OFF" => {
                let days = fields[1..].iter().map(|day| day.parse().ok()).collect::<Option<Vec<usize>>>()?;
                self.nurse(fields[0])?.off.extend(days);
            }
            "SHIFT_ON_REQUESTS" | "SHIFT_OFF_REQUESTS" => {
                let kind = if section == "SHIFT_ON_REQUESTS" { WishKind::Prefer } else { WishKind::Avoid };
                let wish = (kind, number(1)? as usize, text(2)?, number(3)?);
                self.nurse(fields[0])?.wishes.push(wish);
            }
            "COVER" => self.cover.push(Cover {
                day: number(0)? as usize,
                shift: text(1)?,
                people: number(2)?,
                under: number(3)?,
                over: number(4)?,
            }),
            _ => return None,
        }
        Some(())
    }

    fn nurse(&mut self, id: &str) -> Option<&mut Nurse> {
        self.nurses.iter_mut().find(|nurse| nurse.id == id)
    }

    /// The same as a scenario, exactly.
    fn scenario(&self) -> Scenario {
        Scenario {
            format: SCENARIO_FORMAT.into(),
            id: "ward".into(),
            time_zone: "UTC".into(),
            start: midnight(0),
            end: midnight(self.days),
            slot_minutes: Some(MINUTES),
            zones: vec![Named { id: "ward".into(), name: None }],
            points: vec![Point {
                id: "ward".into(),
                zone: "ward".into(),
                posts: self.shifts.iter().map(|shift| self.post(shift)).collect(),
                ..Point::default()
            }],
            volunteers: self.nurses.iter().map(|nurse| self.volunteer(nurse)).collect(),
            rules: self.nurses.iter().map(|nurse| (nurse.id.clone(), self.rules(nurse))).collect(),
            ..Scenario::default()
        }
    }

    fn post(&self, shift: &Shift) -> Post {
        let cover = || self.cover.iter().filter(|cover| cover.shift == shift.id);
        let mut weights: Vec<(u32, u32)> = cover().map(|cover| (cover.under, cover.over)).collect();
        weights.sort_unstable();
        weights.dedup();
        let line = |&(under, over): &(u32, u32)| {
            let alike = cover().filter(|cover| (cover.under, cover.over) == (under, over));
            let window = |cover: &Cover| DemandWindow {
                from: midnight(cover.day),
                to: midnight(cover.day + 1),
                people: cover.people,
            };
            Line {
                windows: Some(alike.map(window).collect()),
                weight: Some(under),
                surplus_weight: Some(over),
                ..Line::default()
            }
        };
        Post {
            id: shift.id.clone(),
            tags: vec![shift.id.clone()],
            shifts: Shifts {
                min_minutes: MINUTES,
                max_minutes: MINUTES,
                counted_minutes: Some(shift.minutes),
                ..Shifts::default()
            },
            demand: weights.iter().map(line).collect(),
            ..Post::default()
        }
    }

    fn volunteer(&self, nurse: &Nurse) -> Volunteer {
        let mut off = nurse.off.clone();
        off.sort_unstable();
        off.push(self.days);
        let mut available = Vec::new();
        let mut from = 0;
        for day in off {
            if from < day {
                available.push(Interval { from: midnight(from), to: midnight(day) });
            }
            from = day + 1;
        }
        let wish = |(kind, day, shift, weight): &(WishKind, usize, String, u32)| Wish {
            kind: *kind,
            from: Some(midnight(*day)),
            to: Some(midnight(day + 1)),
            tag: Some(shift.clone()),
            weight: *weight,
            ..Wish::default()
        };
        Volunteer {
            id: nurse.id.clone(),
            available,
            rules: Some(RulesRef::Named(nurse.id.clone())),
            wishes: nurse.wishes.iter().map(wish).collect(),
            ..Volunteer::default()
        }
    }

    fn rules(&self, nurse: &Nurse) -> Rules {
        let successions = self.shifts.iter().flat_map(|shift| {
            let after = shift.id.clone();
            shift.not_before.iter().map(move |then| NotNextDay { after: after.clone(), then: then.clone() })
        });
        Rules {
            max_shifts_per_day: Rule::Is(1),
            max_minutes: Rule::Is(nurse.minutes.1),
            min_minutes: Rule::Is(nurse.minutes.0),
            min_minutes_weight: Rule::Is(MINIMUM),
            max_consecutive_days: Rule::Is(nurse.longest_run),
            min_consecutive_days: Rule::Is(nurse.shortest_run),
            min_consecutive_days_off: Rule::Is(nurse.shortest_off),
            weekends: Rule::Is(Weekends { days: vec!["sat".into(), "sun".into()], max: nurse.weekends }),
            max_duties: Rule::Is(
                nurse
                    .most
                    .iter()
                    .filter(|(_, most)| (*most as usize) < self.days)
                    .map(|(shift, most)| MaxDuties { tag: Some(shift.clone()), max: *most })
                    .collect(),
            ),
            not_next_day: Rule::Is(successions.collect()),
            ..Rules::default()
        }
    }

    /// Prints what came of it.
    fn show(&self, problem: &Problem, outcome: &Outcome) -> Result<(), Box<dyn Error>> {
        let mut out = stdout().lock();
        let penalty = |cost: f64| cost / HOURS as f64;
        let total = outcome.cost.total();
        writeln!(out, "Penalty {} in {:.1} s, ", penalty(total.value()), outcome.elapsed.as_secs_f64())?;
        writeln!(out, "no roster has less than {}.", penalty(outcome.bound.value()))?;
        if outcome.cost.minimum.value() > 0.0 {
            writeln!(out, "Some nurses have fewer minutes than they must.")?;
        }
        writeln!(out)?;
        for (number, nurse) in self.nurses.iter().enumerate() {
            let mut row = vec!["."; self.days];
            for duty in &outcome.plan.rosters[VolunteerId(number as u32)] {
                let day = problem.grid.day_of(duty.from).index();
                row[day] = &self.shifts[duty.post.0 as usize].id;
            }
            let week = |days: &[&str]| days.iter().map(|shift| format!("{shift:>2}")).collect::<String>();
            let weeks: Vec<String> = row.chunks(7).map(week).collect();
            writeln!(out, "{:>6} {}", nurse.id, weeks.join(" |"))?;
        }
        Ok(())
    }
}

/// The start of a day; the first is a Monday.
fn midnight(day: usize) -> LocalTime {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    LocalTime::from(first.and_time(chrono::NaiveTime::MIN) + chrono::Days::new(day as u64))
}
