//! Events about places: the demand of a line changes, a point opens or closes.
//!
//! A closed point has neither open hours nor demand; one that opens is open, and what it asks for is said by events of demand.

use super::Live;
use super::lookups::fault;
use super::state::Hole;
use crate::ground::{Slot, Window};
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::event::People;
use crate::io::fields::LARGEST;
use crate::io::line_at::LineAt;
use crate::io::lower::alone::{lone_demand, lone_hours};
use crate::io::place::{Place, quoted};
use crate::io::scenario::{DemandWindow, Interval, Line, LocalTime};
use crate::model::{Duty, LineId, LinePlace, PostId, Roster, UnitId, VolunteerId};

/// The hours of an event, as written.
type Hours<'e> = (Option<&'e LocalTime>, Option<&'e LocalTime>);

impl Live {
    /// The demand of a line changes.
    pub(super) fn demand(
        &mut self,
        place: &Place<'_>,
        line: &LineAt,
        (from, to): Hours<'_>,
        people: People,
    ) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        let id = self.find_line(place, line)?;
        for (key, time) in [("from", from), ("to", to)] {
            if let Some(time) = time {
                self.slot(&place.key(key), time)?;
            }
        }
        let window = self.window_ahead(place, from, to)?;
        let mut demand: Vec<i64> = (0..self.problem.grid.slots())
            .map(|slot| self.problem.lines[id].demand_in(Slot(slot as u32)))
            .collect();
        let before = demand.clone();
        for here in &mut demand[window.from.index()..window.to.index()] {
            *here = match people {
                People::Exactly(people) => i64::from(people),
                People::More(more) => *here + i64::from(more),
                People::Fewer(fewer) => (*here - i64::from(fewer)).max(0),
            };
            if *here > i64::from(LARGEST) {
                let found = format!("{here} people");
                return Err(fault(Code::TooLarge, place, found, format!("ask for {LARGEST} at most")));
            }
        }
        if demand == before {
            return Err(Self::so_already(place, "so many are asked for already"));
        }
        self.set_demand(place, id, &demand)?;
        for post in self.posts_of_line(id) {
            let more =
                (window.from.0..window.to.0).filter(|slot| demand[*slot as usize] > before[*slot as usize]);
            let (first, last) = (more.clone().min(), more.max());
            if let (Some(first), Some(last)) = (first, last) {
                self.holes.insert(Hole { post, window: Window { from: Slot(first), to: Slot(last + 1) } });
            }
        }
        if demand.iter().zip(&before).any(|(after, before)| after < before) {
            self.free_those_at(&self.posts_of_line(id), window);
        }
        Ok(Vec::new())
    }

    /// A point opens or closes.
    pub(super) fn point(
        &mut self,
        place: &Place<'_>,
        id: &str,
        open: bool,
        (from, to): Hours<'_>,
    ) -> Result<Vec<(VolunteerId, Duty)>, Diagnostics> {
        let number = self.find_point(&place.key("point"), id)?;
        let mut window = self.window_ahead(place, from, to)?;
        let step = self.calendar.slot_minutes();
        if open {
            // Opened in mid-slot, it is open from the next; closed in mid-slot, it is not open in it any more.
            let end = to.map_or(Ok(self.calendar.minutes()), |to| self.minute(&place.key("to"), to))?;
            let start =
                from.map_or(Ok(self.now.unwrap_or(0)), |from| self.minute(&place.key("from"), from))?;
            window = Window {
                from: Slot(((start.max(0) + step - 1) / step) as u32),
                to: Slot((end / step) as u32),
            };
            window.from = window.from.max(self.first_start());
        }
        let so = || {
            Self::so_already(
                place,
                format!("{} is {} then", quoted(id), if open { "open" } else { "closed" }),
            )
        };
        if window.from >= window.to {
            return Err(so());
        }
        let count = self.scenario.points[number].posts.len();
        let posts: Vec<PostId> = (0..count).map(|post| self.posts.id(number, post)).collect();
        let hours: Vec<Option<Vec<Interval>>> =
            posts.iter().map(|&post| self.hours_with(post, window, open)).collect();
        if hours.iter().all(Option::is_none) {
            return Err(so());
        }
        for (&post, hours) in posts.iter().zip(hours) {
            let Some(hours) = hours else { continue };
            let (p, q) = self.posts.at(post);
            self.scenario.points[p].posts[q].shifts.open = Some(hours);
            let shifts = place.key("open");
            let latest = lone_hours(&self.scenario, &shifts, self.stated(post))?;
            self.problem.posts[post].latest_end = latest;
            self.graphs.renew_post(&self.problem, post);
        }
        if open {
            self.holes.extend(posts.iter().map(|&post| Hole { post, window }));
            return Ok(Vec::new());
        }
        let lines: Vec<LineId> = self.lines_of_posts(&posts);
        for line in lines {
            let mut demand: Vec<i64> = (0..self.problem.grid.slots())
                .map(|slot| self.problem.lines[line].demand_in(Slot(slot as u32)))
                .collect();
            if demand[window.from.index()..window.to.index()].iter().any(|people| *people > 0) {
                demand[window.from.index()..window.to.index()].fill(0);
                self.set_demand(place, line, &demand)?;
            }
        }
        Ok(self.send_away(&posts, window))
    }

    /// The open hours of a post with a window more, or less; nothing where that changes nothing.
    fn hours_with(&self, post: PostId, window: Window, open: bool) -> Option<Vec<Interval>> {
        let slots = self.problem.grid.slots();
        let shifts = &self.stated(post).shifts;
        let mut is_open = vec![shifts.open.is_none(); slots];
        for interval in shifts.open.iter().flatten() {
            let minute = |time: &LocalTime| self.calendar.instant(time.as_str()).unwrap_or_default();
            let step = self.calendar.slot_minutes();
            let (from, to) =
                (minute(&interval.from).max(0), minute(&interval.to).min(self.calendar.minutes()));
            let (first, end) = ((from + step - 1) / step, to.max(0) / step);
            for slot in first..end {
                is_open[slot as usize] = true;
            }
        }
        let before = is_open.clone();
        is_open[window.from.index()..window.to.index()].fill(open);
        if is_open == before {
            return None;
        }
        let runs = runs(&is_open, |open| *open);
        let text = |slot: usize| self.calendar.text_at(Slot(slot as u32));
        Some(runs.into_iter().map(|(from, to, _)| Interval { from: text(from), to: text(to) }).collect())
    }

    /// Ends what is served at closed posts: what has begun is cut, the rest is gone.
    fn send_away(&mut self, posts: &[PostId], window: Window) -> Vec<(VolunteerId, Duty)> {
        let meets =
            |duty: &Duty| posts.contains(&duty.post) && duty.from < window.to && window.from < duty.to;
        let there = |unit: &UnitId| self.tally.roster(*unit).iter().any(meets);
        let units: Vec<UnitId> = self.problem.units.ids().filter(there).collect();
        let mut lost = Vec::new();
        for unit in units {
            let before = self.tally.roster(unit).to_vec();
            let mut wanted = Roster::new();
            for &duty in &before {
                if !meets(&duty) {
                    wanted.push(duty);
                } else if self.starts(duty) < self.present().0 && duty.from < window.from {
                    wanted.push(Duty { to: window.from, ..duty });
                }
            }
            let gone: Vec<Duty> = before.iter().copied().filter(|duty| !wanted.contains(duty)).collect();
            for &duty in &gone {
                for &member in &self.problem.units[unit].members {
                    self.pinned.remove(&(member, duty));
                }
            }
            let mut all = gone;
            all.extend(self.settle(unit, wanted, |_| {}));
            lost.extend(self.of_all(unit, all));
            self.freed.insert(unit);
        }
        lost.sort_unstable();
        lost
    }

    /// Writes the demand of a line down, and takes it in.
    fn set_demand(&mut self, place: &Place<'_>, id: LineId, demand: &[i64]) -> Result<(), Diagnostics> {
        let written = self.written_demand(id, demand);
        let lone = lone_demand(&self.scenario, place, &written)?;
        self.check_dear_line(place, id, &lone)?;
        if let Some(line) = self.stated_line(id) {
            *line = written;
        }
        self.tally.take_line_out(&self.problem, id);
        self.problem.lines[id].demand = lone;
        self.tally.take_line_in(&self.problem, id);
        self.rows.renew_line(&self.problem, id);
        self.prices = self.rows.first_prices();
        Ok(())
    }

    /// The line with this demand: by the hour where it was given so and still can be, in windows else.
    pub(super) fn written_demand(&mut self, id: LineId, demand: &[i64]) -> Line {
        let mut line = self.stated_line(id).cloned().unwrap_or_default();
        let people = |people: i64| u32::try_from(people).unwrap_or(LARGEST);
        let step = self.calendar.slot_minutes();
        if line.hourly.is_some() && 60 % step == 0 {
            let hours: Vec<&[i64]> = demand.chunks((60 / step) as usize).collect();
            if hours.iter().all(|hour| hour.iter().all(|here| *here == hour[0])) {
                line.hourly = Some(hours.iter().map(|hour| people(hour[0])).collect());
                return line;
            }
        }
        let text = |slot: usize| self.calendar.text_at(Slot(slot as u32));
        let windows = runs(demand, |here| *here > 0).into_iter();
        let windows = windows.map(|(from, to, here)| DemandWindow {
            from: text(from),
            to: text(to),
            people: people(here),
        });
        (line.hourly, line.windows) = (None, Some(windows.collect()));
        line
    }

    pub(super) fn stated_line(&mut self, id: LineId) -> Option<&mut Line> {
        match self.problem.lines[id].place {
            LinePlace::Post(post, number) => {
                let (p, q) = self.posts.at(post);
                self.scenario.points[p].posts[q].demand.get_mut(number as usize)
            }
            LinePlace::Shared(entry, number) => {
                self.scenario.shared.get_mut(entry as usize)?.demand.get_mut(number as usize)
            }
            LinePlace::Supervision(..) => None,
        }
    }

    fn posts_of_line(&self, id: LineId) -> Vec<PostId> {
        let posts = self.problem.posts.pairs();
        posts
            .filter(|(_, post)| post.terms.iter().any(|term| term.line == id))
            .map(|(post, _)| post)
            .collect()
    }

    fn lines_of_posts(&self, posts: &[PostId]) -> Vec<LineId> {
        let at = |place: &LinePlace| matches!(place, LinePlace::Post(post, _) if posts.contains(post));
        self.lines.iter().filter(|(place, _)| at(place)).map(|(_, line)| *line).collect()
    }

    /// Remembers who serves at these posts then: they may be more than are needed.
    fn free_those_at(&mut self, posts: &[PostId], window: Window) {
        let meets =
            |duty: &Duty| posts.contains(&duty.post) && duty.from < window.to && window.from < duty.to;
        let units = self.problem.units.ids();
        let there: Vec<UnitId> = units.filter(|unit| self.tally.roster(*unit).iter().any(meets)).collect();
        self.freed.extend(there);
    }
}

/// The longest stretches of equal items that `counts` says to count: from, to, and the item.
fn runs<T: Copy + PartialEq>(items: &[T], counts: impl Fn(&T) -> bool) -> Vec<(usize, usize, T)> {
    let mut runs: Vec<(usize, usize, T)> = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| counts(item)) {
        match runs.last_mut() {
            Some((_, to, same)) if *to == at && *same == *item => *to = at + 1,
            _ => runs.push((at, at + 1, *item)),
        }
    }
    runs
}
