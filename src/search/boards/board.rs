//! A board: some posts, everybody who serves there, some who are idle, and the cost of it.

use super::deal::{Hold, Layout};
use super::lines::{LineAt, Lines, Share};
use super::lists::Lists;
use super::plan::Duties;
use super::worth::{By, LookAt, Worth};
use crate::ground::{Grid, Window};
use crate::model::{Casts, Duty, LineId, Post, PostId, UnitId};
use crate::path::cluster::{ClusterId, LookId, ViewId};
use crate::path::hours::{self, Limits, Open};
use crate::path::stretch;
use crate::price::{Prices, Rows};
use smallvec::SmallVec;

/// A unit's place on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seat(pub u32);

/// A duty on a board: whose look of which post, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub look: LookAt,
    pub window: Window,
}

/// Somebody's duties on a board, sorted by time.
pub(super) type Turns = SmallVec<[Turn; 2]>;

/// A post as some people of the board see it.
#[derive(Debug)]
struct Look {
    /// The post, by its place on the board.
    post: usize,
    shares: std::ops::Range<usize>,
}

/// A part of the plan that one thread works on.
#[derive(Debug)]
pub(super) struct Board<'a> {
    grid: &'a Grid,
    /// The posts, and whether not every duty there may start and end anywhere.
    posts: Vec<(PostId, &'a Post, bool)>,
    pub lines: Lines,
    looks: Vec<Look>,
    shares: Vec<Share>,
    looks_of: Lists<LookAt>,
    pub posts_of: Lists<u32>,
    guided: Worth,
    exact: Worth,
    pub units: Vec<UnitId>,
    spans: Lists<Window>,
    /// What else binds those who may have several duties.
    limits: Vec<Option<Limits>>,
    /// Duties elsewhere, which stay.
    away: Lists<Duty>,
    views: Lists<u32>,
    looks_seen: Lists<LookAt>,
    /// Who can serve on each line.
    pub able: Lists<Seat>,
    pub turns: Vec<Turns>,
    /// Whose duties there are at each post, with which of theirs it is; and where each duty stands in that list.
    pub crews: Vec<Vec<(Seat, u32)>>,
    stands: Vec<SmallVec<[u32; 2]>>,
    best: Vec<Turns>,
    best_cost: i128,
    changed: Vec<Seat>,
    is_changed: Vec<bool>,
    hours: hours::Bench<f32>,
}

impl<'a> Board<'a> {
    /// The board of a hold, with the duties that everybody has.
    pub fn new(
        layout: &Layout<'a>,
        rows: &Rows,
        prices: &Prices,
        lean: f32,
        hold: Hold,
        duties_of: impl Fn(UnitId) -> &'a [Duty],
    ) -> Self {
        let Hold { posts, units, guests } = hold;
        let posts = posts.as_slice();
        let Layout { problem, graphs, .. } = *layout;
        let clusters = &graphs.clusters;
        let slots = problem.grid.slots();
        let place_of = |post: PostId| posts.binary_search(&post).ok();
        let mut ids: Vec<LineId> =
            posts.iter().flat_map(|&post| problem.posts[post].terms.iter().map(|term| term.line)).collect();
        ids.sort_unstable();
        ids.dedup();
        let line_at = |id: LineId| LineAt(ids.partition_point(|other| *other < id) as u32);
        let mut here: Vec<ClusterId> = posts.iter().map(|&post| layout.cluster_of[post]).collect();
        here.sort_unstable();
        here.dedup();

        // All looks and views of the clusters here, even those of posts that are elsewhere, so that places are offsets.
        let mut looks = Vec::new();
        let mut shares = Vec::new();
        let mut line_looks: Vec<(u32, LookAt)> = Vec::new();
        let mut looks_seen = Lists::new();
        let mut first_view = Vec::with_capacity(here.len());
        for &cluster in &here {
            let base = looks.len() as u32;
            let of_cluster = layout.looks(cluster);
            for id in of_cluster.clone() {
                let look = &clusters.looks[LookId(id)];
                let at = LookAt(looks.len() as u32);
                let first = shares.len();
                let place = place_of(look.post);
                if place.is_some() {
                    let cast = &problem.casts[look.cast];
                    for term in &problem.posts[look.post].terms {
                        let count = (term.coefficient * cast.count(term.need)) as i32;
                        if count != 0 {
                            let line = line_at(term.line);
                            shares.push(Share { line, count });
                            line_looks.push((line.0, at));
                        }
                    }
                }
                looks.push(Look { post: place.unwrap_or(0), shares: first..shares.len() });
            }
            first_view.push(looks_seen.len() as u32);
            for view in layout.views(cluster) {
                let seen = clusters.views[ViewId(view)].looks.iter();
                let seen = seen.filter(|&&look| place_of(clusters.looks[look].post).is_some());
                looks_seen.push(seen.map(|look| LookAt(base + look.0 - of_cluster.start)));
            }
        }
        let mut line_posts: Vec<(u32, u32)> = Vec::new();
        for (place, &post) in posts.iter().enumerate() {
            let terms = problem.posts[post].terms.iter().filter(|term| term.coefficient > 0);
            line_posts.extend(terms.map(|term| (line_at(term.line).0, place as u32)));
        }

        let mut spans = Lists::new();
        let mut views: Lists<u32> = Lists::new();
        let mut able: Vec<(u32, Seat)> = Vec::new();
        let mut away = Lists::new();
        let mut limits = Vec::with_capacity(units.len());
        for (seat, &id) in units.iter().enumerate() {
            let elsewhere = |duty: &&Duty| place_of(duty.post).is_none();
            away.push(duties_of(id).iter().filter(elsewhere).copied());
            let away = away.of(seat);
            spans.push(layout.spans_beside(id, away));
            limits.push(layout.limits_beside(id, away));
            let unit = &problem.units[id];
            let open = &clusters.of[unit.posts];
            let met = here.iter().enumerate().filter(|(_, cluster)| open.binary_search(cluster).is_ok());
            views.push(met.filter_map(|(place, &cluster)| {
                let Casts::Always(cast) = unit.casts else { return None };
                let view = clusters.view(cast, cluster)?;
                Some(first_view[place] + view.0 - layout.views(cluster).start)
            }));
            for &view in views.of(seat) {
                for &look in looks_seen.of(view as usize) {
                    let helps = shares[looks[look.0 as usize].shares.clone()].iter().filter(|s| s.count > 0);
                    able.extend(helps.map(|share| (share.line.0, Seat(seat as u32))));
                }
            }
        }

        let size = posts.iter().map(|&post| stretch::size(&problem.posts[post], slots)).max().unwrap_or(0);
        let count = units.len();
        let mut board = Self {
            grid: &problem.grid,
            posts: posts
                .iter()
                .map(|&post| (post, &problem.posts[post], !graphs.always_open[post]))
                .collect(),
            lines: Lines::new(&ids, rows, prices, lean),
            guided: Worth::new(By::Prices, looks.len(), size, slots),
            exact: Worth::new(By::Marginals, looks.len(), size, slots),
            looks_of: Lists::by_place(ids.len(), &line_looks),
            posts_of: Lists::by_place(ids.len(), &line_posts),
            able: Lists::by_place(ids.len(), &able),
            looks,
            shares,
            units,
            spans,
            limits,
            away,
            views,
            looks_seen,
            turns: vec![Turns::new(); count],
            crews: vec![Vec::new(); posts.len()],
            stands: vec![SmallVec::new(); count],
            best: Vec::new(),
            best_cost: 0,
            changed: Vec::new(),
            is_changed: vec![false; count],
            hours: hours::Bench::default(),
        };
        for seat in 0..count {
            let duties = duties_of(board.units[seat]);
            let seat = Seat(seat as u32);
            let turns = duties.iter().filter_map(|duty| {
                let look = board.looks(seat).find(|&look| board.post_of(look).0 == duty.post)?;
                Some(Turn { look, window: Window { from: duty.from, to: duty.to } })
            });
            let turns = turns.collect();
            board.put(seat, turns);
        }
        for (unit, duty) in guests {
            let cast = problem.cast_on(unit, duty.from, duty.to);
            for term in &problem.posts[duty.post].terms {
                let share = Share {
                    line: line_at(term.line),
                    count: (term.coefficient * cast.count(term.need)) as i32,
                };
                if share.count != 0 {
                    board.lines.count(share, duty.from.index(), duty.to.index(), 1);
                }
            }
        }
        board.best.clone_from(&board.turns);
        board.best_cost = board.lines.cost;
        for seat in board.changed.drain(..) {
            board.is_changed[seat.0 as usize] = false;
        }
        board
    }

    /// The looks at the posts of the board that are open to somebody.
    fn looks(&self, seat: Seat) -> impl Iterator<Item = LookAt> {
        self.views.of(seat.0 as usize).iter().flat_map(|&view| self.looks_seen.of(view as usize)).copied()
    }

    fn post_of(&self, look: LookAt) -> (PostId, &'a Post, bool) {
        self.posts[self.looks[look.0 as usize].post]
    }

    /// The free hours of somebody.
    pub fn spans(&self, seat: Seat) -> &[Window] {
        self.spans.of(seat.0 as usize)
    }

    /// Gives somebody these duties instead of those they have, which are answered.
    pub fn put(&mut self, seat: Seat, turns: Turns) -> Turns {
        let at = seat.0 as usize;
        if self.turns[at] == turns {
            return turns;
        }
        if !std::mem::replace(&mut self.is_changed[at], true) {
            self.changed.push(seat);
        }
        let before = std::mem::replace(&mut self.turns[at], turns);
        for (number, turn) in before.iter().enumerate() {
            self.count(*turn, -1);
            let stand = self.stands[at][number];
            let crew = &mut self.crews[self.looks[turn.look.0 as usize].post];
            crew.swap_remove(stand as usize);
            if let Some(&(moved, number)) = crew.get(stand as usize) {
                self.stands[moved.0 as usize][number as usize] = stand;
            }
        }
        self.stands[at].clear();
        for number in 0..self.turns[at].len() {
            let turn = self.turns[at][number];
            self.count(turn, 1);
            let crew = &mut self.crews[self.looks[turn.look.0 as usize].post];
            self.stands[at].push(crew.len() as u32);
            crew.push((seat, number as u32));
        }
        before
    }

    fn count(&mut self, turn: Turn, sign: i32) {
        let (from, to) = (turn.window.from.index(), turn.window.to.index());
        for share in self.looks[turn.look.0 as usize].shares.clone() {
            let share = self.shares[share];
            if self.lines.count(share, from, to, sign) {
                for &look in self.looks_of.of(share.line.0 as usize) {
                    self.guided.turn(look, from, to);
                    self.exact.turn(look, from, to);
                }
            }
        }
    }

    /// The duties that are worth most for somebody who has none; none where none is worth anything.
    pub fn best_turns(&mut self, seat: Seat, by: By) -> Turns {
        match self.limits[seat.0 as usize] {
            None => self.best_turn(seat, by).into_iter().collect(),
            Some(limits) => self.best_hours(seat, &limits, by),
        }
    }

    fn best_turn(&mut self, seat: Seat, by: By) -> Option<Turn> {
        let worth = match by {
            By::Marginals => &mut self.exact,
            By::Prices => &mut self.guided,
        };
        let slots = self.lines.slots;
        let spans = self.spans.of(seat.0 as usize);
        let (mut best, mut found) = (0.0, None);
        for &view in self.views.of(seat.0 as usize) {
            for &id in self.looks_seen.of(view as usize) {
                let look = &self.looks[id.0 as usize];
                let (_, post, bounded) = self.posts[look.post];
                let top = worth.top(id, post, bounded, &self.shares[look.shares.clone()], &self.lines);
                if top <= best {
                    continue;
                }
                let rows = worth.rows(id, post, slots);
                for &span in spans {
                    let value = rows.best(span);
                    if value > best {
                        (best, found) = (value, Some((id, span)));
                    }
                }
            }
        }
        let (look, span) = found?;
        let (_, post, _) = self.posts[self.looks[look.0 as usize].post];
        let window = worth.rows(look, post, slots).place(span, best)?;
        Some(Turn { look, window })
    }

    fn best_hours(&mut self, seat: Seat, limits: &Limits, by: By) -> Turns {
        let worth = match by {
            By::Marginals => &mut self.exact,
            By::Prices => &mut self.guided,
        };
        let slots = self.lines.slots;
        let views = self.views.of(seat.0 as usize);
        let mut looks: SmallVec<[LookAt; 64]> = SmallVec::new();
        for &id in views.iter().flat_map(|&view| self.looks_seen.of(view as usize)) {
            let look = &self.looks[id.0 as usize];
            let (_, post, bounded) = self.posts[look.post];
            if worth.top(id, post, bounded, &self.shares[look.shares.clone()], &self.lines) > 0.0 {
                looks.push(id);
            }
        }
        let open = looks.iter().map(|&id| {
            let (_, post, _) = self.posts[self.looks[id.0 as usize].post];
            Open { what: id.0, zone: post.zone.0, rows: worth.rows(id, post, slots) }
        });
        let mut open: SmallVec<[Open<'_, f32>; 64]> = open.collect();
        if limits.way > limits.rest {
            open.sort_by_key(|open| open.zone);
        }
        let spans = self.spans.of(seat.0 as usize);
        let (_, turns) = hours::best_roster(self.grid, spans, limits, &open, &mut self.hours);
        turns.into_iter().map(|found| Turn { look: LookAt(found.what), window: found.window }).collect()
    }

    /// Remembers how the board stands if it is the best so far.
    pub fn remember(&mut self) {
        if self.lines.cost < self.best_cost {
            self.best_cost = self.lines.cost;
            for seat in self.changed.drain(..) {
                let at = seat.0 as usize;
                self.is_changed[at] = false;
                self.best[at].clone_from(&self.turns[at]);
            }
        }
    }

    /// The least that the board has cost.
    pub const fn best_cost(&self) -> i128 {
        self.best_cost
    }

    /// Everybody with the duties they have, here and elsewhere, and those they had when the board was at its best.
    pub fn duties(&self) -> impl Iterator<Item = (UnitId, Duties, Duties)> {
        let duties = |seat: usize, turns: &Turns| {
            let here = turns.iter().map(|&Turn { look, window }| Duty {
                from: window.from,
                to: window.to,
                post: self.post_of(look).0,
            });
            let mut duties: Duties = here.chain(self.away.of(seat).iter().copied()).collect();
            duties.sort_unstable();
            duties
        };
        let both = self.turns.iter().zip(&self.best).enumerate();
        both.map(move |(seat, (now, best))| (self.units[seat], duties(seat, now), duties(seat, best)))
    }
}
