//! How long the way between two zones takes who sets out at some time of the day.
//!
//! The shortest path over the legs, each as long as it is at the time of setting out. Between two window bounds no leg
//! changes, so a path is looked for once for each such part of the day and each zone of departure.

use super::clock::{DAY, DailyWindow};
use super::unjudgeable::Unjudgeable;
use crate::io::scenario::{Leg, Scenario};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

/// A leg in one direction: to which zone, in how many minutes, and in how many at some times of the day.
struct OneWay {
    to: usize,
    minutes: i64,
    windows: Rc<[(DailyWindow, i64)]>,
}

impl OneWay {
    /// The minutes it takes who sets out at a time of the day.
    fn minutes_at(&self, face: i64) -> i64 {
        let window = self.windows.iter().find(|(window, _)| window.holds(face));
        window.map_or(self.minutes, |(_, minutes)| *minutes)
    }
}

/// Minutes to every zone, by part of the day and zone of departure.
type Reach = HashMap<(usize, usize), Rc<[i64]>>;

/// Minutes between zones by the time of setting out.
pub(super) struct Travel {
    /// The legs that leave each zone.
    legs: Vec<Vec<OneWay>>,
    /// The times of the day at which some leg changes, in order; 0 is the first.
    cuts: Vec<i64>,
    /// What has been looked for already.
    known: RefCell<Reach>,
}

impl Travel {
    /// The travel of `scenario`, whose zones have the places in `zones`.
    pub fn of(scenario: &Scenario, zones: &HashMap<&str, usize>) -> Result<Self, Unjudgeable> {
        let mut legs: Vec<Vec<OneWay>> = scenario.zones.iter().map(|_| Vec::new()).collect();
        let mut cuts = vec![0];
        for (number, leg) in scenario.travel.iter().enumerate() {
            let path = format!("travel[{number}]");
            let zone = |id: &str| {
                let known = zones.get(id).copied();
                known.ok_or_else(|| Unjudgeable::scenario(&path, format!("no zone \"{id}\"")))
            };
            let (from, to) = (zone(&leg.from)?, zone(&leg.to)?);
            if from == to {
                return Err(Unjudgeable::scenario(&path, "a leg joins two zones, not one with itself"));
            }
            let windows = windows(leg, &path)?;
            for (window, _) in windows.iter() {
                cuts.extend([window.from, window.to % DAY]);
            }
            let minutes = i64::from(leg.minutes);
            legs[from].push(OneWay { to, minutes, windows: Rc::clone(&windows) });
            if leg.one_way != Some(true) {
                legs[to].push(OneWay { to: from, minutes, windows });
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        Ok(Self { legs, cuts, known: RefCell::default() })
    }

    /// Minutes from one zone to another for who sets out when the clock reads `face`.
    pub fn minutes(&self, from: usize, to: usize, face: i64) -> i64 {
        if from == to {
            return 0;
        }
        let part = self.cuts.partition_point(|cut| *cut <= face) - 1;
        if let Some(reach) = self.known.borrow().get(&(part, from)) {
            return reach[to];
        }
        let reach: Rc<[i64]> = self.reach(from, self.cuts[part]).into();
        self.known.borrow_mut().insert((part, from), Rc::clone(&reach));
        reach[to]
    }

    /// Minutes from one zone to every zone (Dijkstra); a whole day to those that cannot be reached sooner.
    fn reach(&self, from: usize, face: i64) -> Vec<i64> {
        let mut reach = vec![DAY; self.legs.len()];
        reach[from] = 0;
        let mut open = BinaryHeap::from([Reverse((0, from))]);
        while let Some(Reverse((minutes, zone))) = open.pop() {
            if minutes > reach[zone] {
                continue;
            }
            for leg in &self.legs[zone] {
                let there = minutes + leg.minutes_at(face);
                if there < reach[leg.to] {
                    reach[leg.to] = there;
                    open.push(Reverse((there, leg.to)));
                }
            }
        }
        reach
    }
}

/// The windows of a leg, which may not overlap.
fn windows(leg: &Leg, path: &str) -> Result<Rc<[(DailyWindow, i64)]>, Unjudgeable> {
    let mut windows = Vec::new();
    let mut taken = [false; DAY as usize];
    let mut all_minutes = vec![leg.minutes];
    for window in &leg.windows {
        let read = DailyWindow::read(&window.from, &window.to);
        let read = read.map_err(|fault| Unjudgeable::scenario(format!("{path}.windows"), fault))?;
        for (face, taken) in (0..).zip(&mut taken) {
            if read.holds(face) && std::mem::replace(taken, true) {
                return Err(Unjudgeable::scenario(format!("{path}.windows"), "two windows overlap"));
            }
        }
        windows.push((read, i64::from(window.minutes)));
        all_minutes.push(window.minutes);
    }
    if all_minutes.iter().any(|minutes| i64::from(*minutes) > DAY) {
        return Err(Unjudgeable::scenario(path, "a leg takes 1440 minutes at most"));
    }
    Ok(windows.into())
}
