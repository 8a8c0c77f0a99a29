//! Turnout: what a plan costs in shortage when people come as likely as their `show_up` says, drawn many times; and what a
//! reserve buys then.
//!
//! Somebody on standby who has come is sent to one post of the zone, for as long as their duty lasts: to where it saves most as
//! things stand, one after the other in the scenario's order. With and without a reserve, the same people come in each draw.

use crate::ground::ids::Id;
use crate::ground::{Cost, IdVec, Seed, Slot};
use crate::model::{Duty, LineId, Plan, PostId, Problem, VolunteerId};

/// Shortage as it is expected: the sum over so many draws, without a reserve and with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How many draws.
    pub draws: u32,
    /// Where nobody on standby is sent anywhere.
    pub without: Cost,
    /// Where they are.
    pub with: Cost,
}

impl Expected {
    /// The mean over the draws, without and with a reserve.
    pub fn means(&self) -> (f64, f64) {
        let draws = f64::from(self.draws.max(1));
        (self.without.value() / draws, self.with.value() / draws)
    }
}

/// What is expected of `plan` over so many draws of the seed.
pub fn expected(problem: &Problem, plan: &Plan, draws: u32, seed: u64) -> Expected {
    let mut turnout = Turnout::new(problem, plan, draws, seed);
    let without = turnout.shortage();
    let reserve: Vec<(VolunteerId, Duty)> =
        plan.duties().filter(|(_, duty)| problem.posts[duty.post].standby).collect();
    for (volunteer, duty) in reserve {
        turnout.send(volunteer, duty);
    }
    Expected { draws, without, with: turnout.shortage() }
}

/// The demand lines that somebody counts in, and how much.
type Counts = Vec<(LineId, i64)>;

/// Draws of who comes, with the cover of each.
#[derive(Clone, Debug)]
pub struct Turnout<'p> {
    problem: &'p Problem,
    draws: Vec<Draw>,
}

/// One draw.
#[derive(Clone, Debug)]
struct Draw {
    comes: IdVec<VolunteerId, bool>,
    /// Cover at `line × slots + slot`.
    cover: Vec<i32>,
}

impl<'p> Turnout<'p> {
    /// Draws of who comes to serve `plan`; nobody on standby is sent anywhere yet.
    pub fn new(problem: &'p Problem, plan: &Plan, draws: u32, seed: u64) -> Self {
        let slots = problem.grid.slots();
        let served: Vec<(VolunteerId, Duty, Counts)> = plan
            .duties()
            .filter(|(_, duty)| !problem.posts[duty.post].standby)
            .map(|(volunteer, duty)| (volunteer, duty, counts(problem, volunteer, duty)))
            .collect();
        let draws = (0..draws).map(|number| {
            let seed = &mut Seed::part(seed, u64::from(number));
            let comes: IdVec<VolunteerId, bool> =
                problem.volunteers.iter().map(|person| seed.chance(u32::from(person.show_up))).collect();
            let mut cover = vec![0; problem.lines.len() * slots];
            for (_, duty, counts) in served.iter().filter(|served| comes[served.0]) {
                for (line, count) in counts {
                    let start = line.index() * slots;
                    for cover in &mut cover[start + duty.from.index()..start + duty.to.index()] {
                        *cover += *count as i32;
                    }
                }
            }
            Draw { comes, cover }
        });
        Self { problem, draws: draws.collect() }
    }

    /// The shortage of all draws together.
    pub fn shortage(&self) -> Cost {
        let (problem, slots) = (self.problem, self.problem.grid.slots());
        let mut sum = Cost::ZERO;
        for (id, line) in
            problem.lines.pairs().filter(|(_, line)| line.is_demand() && !line.demand.is_empty())
        {
            let mut missing = 0_i128;
            for draw in &self.draws {
                let cover = &draw.cover[id.index() * slots..(id.index() + 1) * slots];
                missing += cover
                    .iter()
                    .enumerate()
                    .map(|(slot, cover)| {
                        i128::from((line.demand_in(Slot(slot as u32)) - i64::from(*cover)).max(0))
                    })
                    .sum::<i128>();
            }
            sum += Cost::of(line.weight, problem.grid.slot_minutes()).times(missing);
        }
        sum
    }

    /// What somebody on standby would save over all draws.
    pub fn saving(&self, volunteer: VolunteerId, duty: Duty) -> Cost {
        let places = self.places(volunteer, duty);
        let comes = self.draws.iter().filter(|draw| draw.comes[volunteer]);
        comes.filter_map(|draw| self.best(draw, duty, &places)).map(|(saved, _)| saved).sum()
    }

    /// Sends somebody on standby in every draw in which they come.
    pub fn send(&mut self, volunteer: VolunteerId, duty: Duty) {
        let (places, slots) = (self.places(volunteer, duty), self.problem.grid.slots());
        for number in 0..self.draws.len() {
            let draw = &self.draws[number];
            if !draw.comes[volunteer] {
                continue;
            }
            let Some((_, place)) = self.best(draw, duty, &places) else { continue };
            for (line, count) in &places[place] {
                let start = line.index() * slots;
                for cover in &mut self.draws[number].cover[start + duty.from.index()..start + duty.to.index()]
                {
                    *cover += *count as i32;
                }
            }
        }
    }

    /// The posts of the zone that somebody may be sent to, each as the lines that they count in there.
    fn places(&self, volunteer: VolunteerId, duty: Duty) -> Vec<Counts> {
        let problem = self.problem;
        let person = &problem.volunteers[volunteer];
        let (first, last) = dates(problem, duty);
        let is_open = |post: &&PostId| {
            let there = &problem.posts[**post];
            there.zone == problem.posts[duty.post].zone
                && !there.standby
                && person.traits.meet(&problem.needs[there.requires], first, last)
        };
        let posts = problem.post_sets[person.posts].iter().filter(is_open);
        posts.map(|&post| counts(problem, volunteer, Duty { post, ..duty })).collect()
    }

    /// Where somebody saves most in a draw, and how much; nothing where they save nothing.
    fn best(&self, draw: &Draw, duty: Duty, places: &[Counts]) -> Option<(Cost, usize)> {
        let (problem, slots) = (self.problem, self.problem.grid.slots());
        let saved = |counts: &Counts| -> Cost {
            let of_line = |(id, count): &(LineId, i64)| {
                let line = &problem.lines[*id];
                let met: i64 = (duty.from.0..duty.to.0)
                    .map(|slot| {
                        let cover = i64::from(draw.cover[id.index() * slots + slot as usize]);
                        (line.demand_in(Slot(slot)) - cover).clamp(0, *count)
                    })
                    .sum();
                Cost::of(line.weight, problem.grid.slot_minutes()).times(i128::from(met))
            };
            counts.iter().map(of_line).sum()
        };
        let all = places.iter().enumerate().map(|(place, counts)| (saved(counts), place));
        all.filter(|(saved, _)| *saved > Cost::ZERO).max_by_key(|(saved, place)| (*saved, usize::MAX - place))
    }
}

fn dates(problem: &Problem, duty: Duty) -> (i64, i64) {
    (i64::from(problem.grid.day_of(duty.from).0), i64::from(problem.grid.day_before(duty.to).0))
}

/// The demand lines that somebody counts in on a duty, and how much.
fn counts(problem: &Problem, volunteer: VolunteerId, duty: Duty) -> Counts {
    let (first, last) = dates(problem, duty);
    let traits = &problem.volunteers[volunteer].traits;
    let terms = problem.posts[duty.post].terms.iter();
    let met = terms.filter(|term| {
        problem.lines[term.line].is_demand() && traits.meet(&problem.needs[term.need], first, last)
    });
    met.map(|term| (term.line, term.coefficient)).collect()
}
