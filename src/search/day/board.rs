//! A board: some posts, everybody who serves there, some who are idle, and the cost of it.

use super::deal::Layout;
use super::lines::{LineAt, Lines, Share};
use super::worth::{By, LookAt, Worth};
use crate::ground::Window;
use crate::model::{Casts, Duty, LineId, Post, PostId, UnitId};
use crate::path::cluster::{ClusterId, LookId, ViewId};
use crate::path::stretch;
use crate::price::{Prices, Rows};

/// A unit's place on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seat(pub u32);

/// A duty on a board: whose look of which post, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub look: LookAt,
    pub window: Window,
}

/// A post as some people of the board see it.
#[derive(Debug)]
struct Look {
    /// The post, by its place on the board.
    post: usize,
    shares: std::ops::Range<usize>,
}

/// Lists of things that belong to one of some others each, one after another.
#[derive(Debug)]
pub(super) struct Lists<T> {
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    pub const fn new() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }

    /// Begins with these items the list of the next.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len());
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn of(&self, at: usize) -> &[T] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[from..self.ends[at]]
    }

    /// Lists by the place in the first of each pair; the pairs come in any order, those of a place in theirs.
    pub fn by_place(places: usize, pairs: &[(u32, T)]) -> Self
    where
        T: Copy,
    {
        let mut lists = Self { ends: vec![0; places + 1], items: Vec::new() };
        for &(place, _) in pairs {
            lists.ends[place as usize + 1] += 1;
        }
        for place in 0..places {
            lists.ends[place + 1] += lists.ends[place];
        }
        if let Some(&(_, first)) = pairs.first() {
            lists.items = vec![first; pairs.len()];
        }
        for &(place, item) in pairs {
            let at = &mut lists.ends[place as usize];
            lists.items[*at] = item;
            *at += 1;
        }
        lists.ends.pop();
        lists
    }
}

/// A part of the plan that one thread works on.
#[derive(Debug)]
pub(super) struct Board<'a> {
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
    views: Lists<u32>,
    looks_seen: Lists<LookAt>,
    /// Who can serve on each line.
    pub able: Lists<Seat>,
    pub turns: Vec<Option<Turn>>,
    /// Who is on duty at each post, and where each stands in that list.
    pub crews: Vec<Vec<Seat>>,
    stands: Vec<u32>,
    best: Vec<Option<Turn>>,
    best_cost: i128,
    changed: Vec<Seat>,
    is_changed: Vec<bool>,
}

impl<'a> Board<'a> {
    /// The board of `posts`, sorted, with these units and the duties that they have.
    pub fn new(
        layout: &Layout<'a>,
        rows: &Rows,
        prices: &Prices,
        lean: f32,
        posts: &[PostId],
        units: Vec<UnitId>,
        duty_of: impl Fn(UnitId) -> Option<Duty>,
    ) -> Self {
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
        for (seat, &id) in units.iter().enumerate() {
            spans.push(graphs.of[id].spans.iter().copied());
            let unit = &problem.units[id];
            let open = &clusters.of[unit.posts];
            let first = views.items.len();
            let met = here.iter().enumerate().filter(|(_, cluster)| open.binary_search(cluster).is_ok());
            views.push(met.filter_map(|(place, &cluster)| {
                let Casts::Always(cast) = unit.casts else { return None };
                let view = clusters.view(cast, cluster)?;
                Some(first_view[place] + view.0 - layout.views(cluster).start)
            }));
            for &view in &views.items[first..] {
                for &look in looks_seen.of(view as usize) {
                    let helps = shares[looks[look.0 as usize].shares.clone()].iter().filter(|s| s.count > 0);
                    able.extend(helps.map(|share| (share.line.0, Seat(seat as u32))));
                }
            }
        }

        let size = posts.iter().map(|&post| stretch::size(&problem.posts[post], slots)).max().unwrap_or(0);
        let count = units.len();
        let mut board = Self {
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
            views,
            looks_seen,
            turns: vec![None; count],
            crews: vec![Vec::new(); posts.len()],
            stands: vec![0; count],
            best: Vec::new(),
            best_cost: 0,
            changed: Vec::new(),
            is_changed: vec![false; count],
        };
        for seat in 0..count {
            let Some(duty) = duty_of(board.units[seat]) else { continue };
            let seat = Seat(seat as u32);
            let look = board.looks(seat).find(|&look| board.post_of(look).0 == duty.post);
            if let Some(look) = look {
                board.put(seat, Some(Turn { look, window: Window { from: duty.from, to: duty.to } }));
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

    /// Gives somebody this duty instead of the one they have, which is answered.
    pub fn put(&mut self, seat: Seat, turn: Option<Turn>) -> Option<Turn> {
        let at = seat.0 as usize;
        let before = std::mem::replace(&mut self.turns[at], turn);
        if before == turn {
            return before;
        }
        if !std::mem::replace(&mut self.is_changed[at], true) {
            self.changed.push(seat);
        }
        if let Some(turn) = before {
            self.count(turn, -1);
            let crew = &mut self.crews[self.looks[turn.look.0 as usize].post];
            let stand = self.stands[at] as usize;
            crew.swap_remove(stand);
            if let Some(moved) = crew.get(stand) {
                self.stands[moved.0 as usize] = stand as u32;
            }
        }
        if let Some(turn) = turn {
            self.count(turn, 1);
            let crew = &mut self.crews[self.looks[turn.look.0 as usize].post];
            self.stands[at] = crew.len() as u32;
            crew.push(seat);
        }
        before
    }

    fn count(&mut self, turn: Turn, sign: i32) {
        let (from, to) = (turn.window.from.index(), turn.window.to.index());
        for share in self.looks[turn.look.0 as usize].shares.clone() {
            let share = self.shares[share];
            if self.lines.count(share, from, to, sign) {
                for &look in self.looks_of.of(share.line.0 as usize) {
                    self.guided.turn(look);
                    self.exact.turn(look);
                }
            }
        }
    }

    /// The duty that is worth most for somebody who has none; nothing where none is worth anything.
    pub fn best_turn(&mut self, seat: Seat, by: By) -> Option<Turn> {
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
        let (_, post, _) = self.post_of(look);
        let window = match by {
            By::Marginals => self.exact.rows(look, post, slots).place(span, best),
            By::Prices => self.guided.rows(look, post, slots).place(span, best),
        };
        Some(Turn { look, window: window? })
    }

    /// Remembers how the board stands if it is the best so far.
    pub fn remember(&mut self) {
        if self.lines.cost < self.best_cost {
            self.best_cost = self.lines.cost;
            for seat in self.changed.drain(..) {
                let at = seat.0 as usize;
                self.is_changed[at] = false;
                self.best[at] = self.turns[at];
            }
        }
    }

    /// The cost as it stands and the least it has been.
    pub const fn costs(&self) -> (i128, i128) {
        (self.lines.cost, self.best_cost)
    }

    /// Everybody with the duty they have, and the one they had when the board was at its best.
    pub fn duties(&self) -> impl Iterator<Item = (UnitId, Option<Duty>, Option<Duty>)> {
        let duty = |turn: &Option<Turn>| {
            turn.map(|Turn { look, window }| Duty {
                from: window.from,
                to: window.to,
                post: self.post_of(look).0,
            })
        };
        let both = self.turns.iter().zip(&self.best);
        self.units.iter().zip(both).map(move |(&unit, (now, best))| (unit, duty(now), duty(best)))
    }
}
