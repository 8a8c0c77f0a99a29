//! Whom to take out: small sets of people, most of them where the gap is.
//!
//! `cost − bound(π) = Σ reduced cost + Σ_rows [(w − π) × short + (π + s) × over]`, every term at least 0: this loss map
//! says where the plan in hand loses against the prices, and most sets start there: on a row, or with [somebody](super::Wants)
//! whose reduced cost is not 0.

use super::Hand;
use super::wants::Loser;
use crate::ground::{Day, IdVec, Seed, Slot};
use crate::model::{NeedId, PostId, UnitId};

/// Who could be taken out, by what they meet and where they are.
#[derive(Debug)]
pub struct Ruins {
    /// Units whose members, some at least, meet each need on some date.
    meeting: IdVec<NeedId, Vec<UnitId>>,
    /// Rows that lose, with the sum of losses up to each.
    losing: Vec<(usize, f32)>,
    /// Which need a line counts, and where: one post's term for each line.
    terms: Vec<Vec<(PostId, NeedId)>>,
}

/// How many draws to find somebody who fits before giving up.
const DRAWS: usize = 24;

impl Ruins {
    /// Whom the hand's problem has.
    pub fn new(hand: &Hand<'_>) -> Self {
        let problem = hand.problem;
        let mut meeting = IdVec::filled(Vec::new(), problem.needs.len());
        for (unit, entry) in problem.units.pairs() {
            let casts = entry.casts.distinct();
            for need in problem.needs.ids() {
                if casts.iter().any(|&cast| problem.casts[cast].count(need) > 0) {
                    meeting[need].push(unit);
                }
            }
        }
        let mut terms = vec![Vec::new(); problem.lines.len()];
        for (post, entry) in problem.posts.pairs() {
            for term in entry.terms.iter().filter(|term| term.coefficient > 0) {
                terms[term.line.0 as usize].push((post, term.need));
            }
        }
        let mut ruins = Self { meeting, losing: Vec::new(), terms };
        ruins.survey(hand);
        ruins
    }

    /// Draws the loss map anew.
    pub fn survey(&mut self, hand: &Hand<'_>) {
        self.losing.clear();
        let mut sum = 0.0;
        for row in 0..hand.rows.demand.len() {
            let loss = loss(hand, row);
            if loss > 1e-4 {
                sum += loss;
                self.losing.push((row, sum));
            }
        }
    }

    /// A set of `size` different units to take out, and the slot near which most of them could serve.
    pub fn choose(&self, hand: &Hand<'_>, size: usize, seed: &mut Seed) -> (Vec<UnitId>, Option<Slot>) {
        let mut set: Vec<UnitId> = Vec::with_capacity(size);
        let near = if seed.chance(80) { self.losing_place(hand, seed) } else { None };
        let near = near.or_else(|| self.any_place(hand, seed));
        for draw in 0..size * 4 {
            if set.len() == size {
                break;
            }
            let found = match near {
                Some((post, need, slot)) if draw % 2 == 0 => self.able(hand, post, need, slot, seed),
                Some((post, _, slot)) => on_duty_near(hand, post, slot, seed),
                None => None,
            };
            add(hand, found, &mut set, seed);
        }
        (set, near.map(|(_, _, slot)| slot))
    }

    /// A set of `size` different units with somebody who loses: who is where they would rather be, and who could be where they
    /// would rather not, or anybody where nobody is found; and a slot of one of those duties.
    pub fn choose_with(
        &self,
        hand: &Hand<'_>,
        loser: &Loser,
        size: usize,
        seed: &mut Seed,
    ) -> (Vec<UnitId>, Option<Slot>) {
        let mut set = vec![loser.unit];
        let mut near = None;
        for draw in 0..size * 4 {
            if set.len() == size {
                break;
            }
            let place = loser.place(draw % 2 == 0, seed);
            near = near.or(place.map(|(_, _, slot)| slot));
            let found = match place {
                Some((true, post, slot)) => on_duty_near(hand, post, slot, seed),
                Some((false, post, slot)) => {
                    let terms = &hand.problem.posts[post].terms;
                    let term = terms.get(seed.below(terms.len().max(1)));
                    term.and_then(|term| self.able(hand, post, term.need, slot, seed))
                }
                None => None,
            };
            add(hand, found, &mut set, seed);
        }
        (set, near)
    }

    /// A place that loses, the more the likelier.
    fn losing_place(&self, hand: &Hand<'_>, seed: &mut Seed) -> Option<(PostId, NeedId, Slot)> {
        let total = self.losing.last()?.1;
        let target = seed.unit() as f32 * total;
        let at = self.losing.partition_point(|(_, sum)| *sum <= target).min(self.losing.len() - 1);
        self.place(hand, self.losing[at].0, seed)
    }

    fn any_place(&self, hand: &Hand<'_>, seed: &mut Seed) -> Option<(PostId, NeedId, Slot)> {
        self.place(hand, seed.below(hand.rows.demand.len()), seed)
    }

    fn place(&self, hand: &Hand<'_>, row: usize, seed: &mut Seed) -> Option<(PostId, NeedId, Slot)> {
        let terms = self.terms.get(row / hand.rows.slots)?;
        let (post, need) = *terms.get(seed.below(terms.len()))?;
        Some((post, need, Slot((row % hand.rows.slots) as u32)))
    }

    /// Somebody who meets `need`, is free in `slot` and may serve at `post`.
    fn able(
        &self,
        hand: &Hand<'_>,
        post: PostId,
        need: NeedId,
        slot: Slot,
        seed: &mut Seed,
    ) -> Option<UnitId> {
        let able = &self.meeting[need];
        (0..DRAWS).find_map(|_| {
            let unit = *able.get(seed.below(able.len()))?;
            let free = hand.graphs.of[unit].spans.iter().any(|span| span.from <= slot && slot < span.to);
            let open = hand.problem.post_sets[hand.problem.units[unit].posts].binary_search(&post).is_ok();
            (free && open).then_some(unit)
        })
    }
}

/// Adds who was found to a set they are not in; anybody where nobody was.
fn add(hand: &Hand<'_>, found: Option<UnitId>, set: &mut Vec<UnitId>, seed: &mut Seed) {
    let unit = found.unwrap_or_else(|| UnitId(seed.below(hand.problem.units.len()) as u32));
    if !set.contains(&unit) {
        set.push(unit);
    }
}

/// Somebody on duty in `slot` at `post`, or on duty then anywhere.
fn on_duty_near(hand: &Hand<'_>, post: PostId, slot: Slot, seed: &mut Seed) -> Option<UnitId> {
    let units = hand.problem.units.len();
    let mut elsewhere = None;
    for _ in 0..DRAWS * 4 {
        let unit = UnitId(seed.below(units) as u32);
        if let Some(duty) = hand.running.roster(unit).iter().find(|duty| duty.from <= slot && slot < duty.to)
        {
            if duty.post == post {
                return Some(unit);
            }
            elsewhere = elsewhere.or(Some(unit));
        }
    }
    elsewhere
}

/// What the plan in hand loses on a row against the prices.
fn loss(hand: &Hand<'_>, row: usize) -> f32 {
    let line = hand.rows.line_of(row);
    let price = hand.prices.line[row];
    let gap = i64::from(hand.rows.demand[row]) - hand.running.cover()[row];
    if gap > 0 {
        (hand.rows.most[line] - price).max(0.02 * hand.rows.most[line]) * gap as f32
    } else {
        (price - hand.rows.least[line]) * (-gap) as f32
    }
}

/// The dates around a slot that a move may change, on long horizons.
pub fn dates_around(hand: &Hand<'_>, unit: UnitId, width: usize, seed: &mut Seed) -> (Day, Day) {
    let days = hand.problem.grid.days();
    let from = match hand.running.roster(unit).get(seed.below(hand.running.roster(unit).len())) {
        Some(duty) if seed.chance(70) => {
            hand.problem.grid.day_of(duty.from).index().saturating_sub(seed.below(width))
        }
        _ => seed.below(days),
    };
    (Day(from as u32), Day((from + width).min(days) as u32))
}
