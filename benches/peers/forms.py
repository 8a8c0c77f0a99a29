"""Two exact linear forms of an instance, for any solver that takes rows and columns.

Both share the short and surplus columns: for each line and slot with demand, people on duty there who meet the line
+ missing - above = demand. They have the same plans and the same LP bound; they differ in how duties are told.

`direct`   One whole-number column per group of people and duty: how many of the group serve it. A group is all who
           have the same hours, posts and lines met, so it is one variable for many people where that is exact; with
           one person it is a Boolean. A group row says that nobody serves twice on a date. The form that a textbook
           would give, and the strongest for CP-SAT, whose clauses speak of Booleans. Also for several days.

`network`  For large days of one date. A column per group and post (how many of them serve there), and then, at each
           post, people are told apart only by the lines they meet there and by their hours: who they are is forgotten.
           Their hours [a, b) shrink to the duty [s, e) slot by slot, first from the left, then from the right, as a
           flow over (a, b); any flow of whole numbers is a roster, since whoever is at a node may take any way out of
           it. A network has whole vertices, so nothing is lost, and where `direct` has 10,000,000 columns it has fewer
           than a million. Where few hours differ, a post's duties are listed for each of them instead: that is smaller.
"""

from collections import defaultdict

import numpy as np

from scenario import APART, Refused, cost_unit

INFINITE = float("inf")
# A direct form of more columns is not built: it would be some ten GB before a solver begins.
MOST_COLUMNS = 3_000_000


class Form:
    """Columns, rows and what they mean."""

    def __init__(self, instance):
        self.instance = instance
        self.unit = cost_unit(instance)  # sixtieths of cost in one unit of the objective
        self._cost, self._upper, self._whole = [], [], []
        self.columns = 0
        self._rows, self._cols, self._values = [], [], []
        self._low, self._high = [], []
        self.rows = 0

    # Building.

    def add_columns(self, count, cost=0, upper=1, whole=True):
        """New columns from 0 to `upper`; their indexes."""
        indexes = np.arange(self.columns, self.columns + count)
        self.columns += count
        for kept, value, kind in ((self._cost, cost, np.int64), (self._upper, upper, np.int64), (self._whole, whole, bool)):
            kept.append(np.broadcast_to(np.asarray(value, dtype=kind), (count,)))
        return indexes

    def add_rows(self, low, high):
        """New rows; their indexes. Bounds are arrays of the same length."""
        low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        indexes = np.arange(self.rows, self.rows + len(low))
        self.rows += len(low)
        self._low.append(low)
        self._high.append(high)
        return indexes

    def add_entries(self, rows, columns, values=1):
        rows, columns = np.asarray(rows), np.asarray(columns)
        self._rows.append(rows)
        self._cols.append(columns)
        self._values.append(np.broadcast_to(np.asarray(values, dtype=np.int64), rows.shape))

    def finish(self):
        """Sorts everything by rows."""
        def joined(parts, kind):
            return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)
        self.cost, self.upper = joined(self._cost, np.int64), joined(self._upper, np.int64)
        self.whole = joined(self._whole, bool)
        self.low, self.high = joined(self._low, float), joined(self._high, float)
        rows, cols, values = joined(self._rows, np.int64), joined(self._cols, np.int32), joined(self._values, np.int64)
        order = np.argsort(rows, kind="stable")
        self.index, self.value = cols[order], values[order]
        self.begin = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=self.rows))]).astype(np.int64)
        self._rows = self._cols = self._values = None
        return self

    # What is the same in both forms.

    def coverage(self):
        """The rows of every line and slot, with their short and surplus columns."""
        instance = self.instance
        self.cover_row = {}  # post, line: a row for each slot, or -1
        self._slack = []  # row, short column, surplus column, demand
        for number, post in enumerate(instance.posts):
            for place, line in enumerate(post.lines):
                rows = np.full(instance.slots, -1, dtype=np.int64)
                self.cover_row[number, place] = rows
                wanted = (line.demand > 0) & (line.weight > 0) | (line.surplus_weight > 0)
                slots = np.flatnonzero(wanted)
                if not len(slots):
                    continue
                demand = line.demand[slots]
                priced = line.surplus_weight > 0
                rows[slots] = self.add_rows(demand, demand if priced else np.full(len(slots), INFINITE))
                price = np.array([line.weight, line.surplus_weight]) * instance.slot_minutes // self.unit
                short = self.add_columns(len(slots), price[0], demand)
                self.add_entries(rows[slots], short)
                above = np.full(len(slots), -1)
                if priced:
                    above = self.add_columns(len(slots), price[1], len(instance.people))
                    self.add_entries(rows[slots], above, -1)
                self._slack.append((rows[slots], short, above, demand))

    def cover(self, post, met, columns, duties):
        """The entries of duty columns of one post, of people who meet the same lines there."""
        here = self.instance.posts[post]
        lines = [self.cover_row[post, place] for place in range(len(here.lines)) if met >> place & 1]
        if here.max_people is not None:
            lines.append(self.cap_row[post])
        length = duties[:, 1] - duties[:, 0]
        for step in range(int(length.max(initial=0))):
            on = length > step
            for rows in lines:
                row = rows[duties[on, 0] + step]
                self.add_entries(row[row >= 0], columns[on][row >= 0])

    def caps(self):
        """The rows of the posts that take no more than so many."""
        slots = self.instance.slots
        self.cap_row = {
            number: self.add_rows(np.full(slots, -INFINITE), np.full(slots, post.max_people))
            for number, post in enumerate(self.instance.posts) if post.max_people is not None
        }

    def slacks_of(self, values):
        """Fills the short and surplus columns to fit the others."""
        if not self._slack:
            return values
        rows, short, above, demand = (np.concatenate(part) for part in zip(*self._slack))
        values[short] = 0
        values[above[above >= 0]] = 0
        # Integer sums of each row, without slacks.
        sums = np.add.reduceat(np.append(self.value * values[self.index], 0), self.begin[:-1])
        sums[self.begin[:-1] == self.begin[1:]] = 0
        values[short] = np.maximum(0, demand - sums[rows])
        over = above >= 0
        values[above[over]] = np.maximum(0, sums[rows] - demand)[over]
        return values

    def objective(self, values):
        return int(self.cost @ values)

    def dual_bound(self, prices):
        """What any row prices prove of the LP, and so of every plan, in units: weak duality, safe for inexact prices."""
        prices = np.where((prices > 0) & ~np.isfinite(self.low), 0.0, prices)
        prices = np.where((prices < 0) & ~np.isfinite(self.high), 0.0, prices)
        ends = np.where(prices > 0, self.low, np.where(prices < 0, self.high, 0.0))
        reduced = self.cost.astype(float)
        row_of = np.repeat(np.arange(self.rows), np.diff(self.begin))
        reduced -= np.bincount(self.index, weights=self.value * prices[row_of], minlength=self.columns)
        return float(prices @ ends + np.minimum(reduced, 0.0) @ self.upper)


class Direct(Form):
    def __init__(self, instance):
        super().__init__(instance)
        columns = sum(len(instance.duties(post, window)) for group in instance.groups
                      for post in group.met for window in group.windows)
        if columns > MOST_COLUMNS:
            raise Refused(f"the direct form has {columns:,} columns, too large")
        self.coverage()
        self.caps()
        several = instance.dates > 1
        group_of, post_of, duties_of, columns_of = [], [], [], []
        by_kind = defaultdict(lambda: ([], []))  # (post, met): columns, duties
        for number, group in enumerate(instance.groups):
            for post, met in group.met.items():
                parts = [instance.duties(post, window) for window in group.windows]
                duties = np.concatenate(parts) if parts else np.zeros((0, 2), dtype=np.int32)
                if not len(duties):
                    continue
                columns = self.add_columns(len(duties), 0, len(group.people))
                by_kind[post, met][0].append(columns)
                by_kind[post, met][1].append(duties)
                columns_of.append(columns)
                duties_of.append(duties)
                group_of.append(np.full(len(duties), number))
                post_of.append(np.full(len(duties), post))
        for (post, met), (columns, duties) in by_kind.items():
            self.cover(post, met, np.concatenate(columns), np.concatenate(duties))
        if columns_of:
            self.duty_columns, self.duties = np.concatenate(columns_of), np.concatenate(duties_of)
            self.group_of, self.post_of = np.concatenate(group_of), np.concatenate(post_of)
        else:
            self.duty_columns = self.group_of = self.post_of = np.zeros(0, dtype=np.int64)
            self.duties = np.zeros((0, 2), dtype=np.int32)
        # Nobody serves twice on a date.
        dates = instance.date_of[self.duties[:, 0]]
        keys, rows = np.unique(self.group_of * instance.dates + dates, return_inverse=True)
        sizes = np.array([len(group.people) for group in instance.groups])
        first = self.add_rows(np.full(len(keys), -INFINITE), sizes[keys // instance.dates])
        self.group_rows = first
        self.add_entries(first[rows] if len(rows) else first, self.duty_columns)
        if several:
            self.several_days(dates)
        self.finish()

    def several_days(self, dates):
        """Minutes over the horizon, and rest between dates that follow one another, of each person."""
        instance, grid = self.instance, self.instance.slot_minutes
        length = self.duties[:, 1] - self.duties[:, 0]
        if np.any(instance.date_of[self.duties[:, 1] - 1] != dates):
            raise Refused("duties that pass midnight are not modelled over several days")
        if instance.max_minutes is not None:
            people = np.unique(self.group_of)
            row_of = np.full(len(instance.groups), -1)
            row_of[people] = self.add_rows(np.full(len(people), -INFINITE), np.full(len(people), instance.max_minutes // grid))
            self.add_entries(row_of[self.group_of], self.duty_columns, length)
        if instance.min_rest_minutes > APART:
            raise Refused("`min_rest_minutes` of more than a day is not modelled")
        # Clashes of a duty with one of the next date, as packings: whoever ends after a time today does not start
        # tomorrow before that time plus the rest; one such row for each time at which somebody could start. Zones that
        # nothing joins are a day apart: the same with a day for the rest, for each zone against all others.
        zones = {zone: number for number, zone in enumerate(sorted({post.zone for post in instance.posts}))}
        zone_of = np.array([zones[post.zone] for post in instance.posts])[self.post_of]
        start, end = self.duties[:, 0] * grid, self.duties[:, 1] * grid
        by_day = defaultdict(list)
        for place, key in enumerate(zip(self.group_of.tolist(), dates.tolist())):
            by_day[key].append(place)
        by_day = {key: np.array(places) for key, places in by_day.items()}
        for (group, date), today in by_day.items():
            tomorrow = by_day.get((group, date + 1))
            if tomorrow is None:
                continue
            pairs = [(today, tomorrow, instance.min_rest_minutes)]
            for zone in np.unique(zone_of[today]):
                pairs.append((today[zone_of[today] == zone], tomorrow[zone_of[tomorrow] != zone], APART))
            for before, after, rest in pairs:
                last = None
                for time in np.unique(start[after]):
                    late, early = before[end[before] + rest > time], after[start[after] <= time]
                    if not len(late):
                        break
                    if last is not None and len(late) == len(last[0]):
                        last = (late, early)  # the same who end late: the later time says more
                        continue
                    if last is not None:
                        self.packing(*last)
                    last = (late, early)
                if last is not None:
                    self.packing(*last)

    def packing(self, *parts):
        columns = self.duty_columns[np.concatenate(parts)]
        row = self.add_rows([-INFINITE], [1])
        self.add_entries(np.repeat(row, len(columns)), columns)

    def values_of(self, rosters):
        """The columns of a plan: for each group, its duties (post, start, end)."""
        place = {key: column for key, column in zip(
            zip(self.group_of.tolist(), self.post_of.tolist(), *self.duties.T.tolist()), self.duty_columns.tolist())}
        values = np.zeros(self.columns, dtype=np.int64)
        for group, duties in rosters.items():
            for _, post, start, end in duties:
                values[place[group, post, start, end]] += 1
        return self.slacks_of(values)

    def rosters_of(self, values):
        """The plan of the columns: person, post, start, end."""
        plan = []
        counts = values[self.duty_columns]
        turn = defaultdict(int)
        for at in np.flatnonzero(counts > 0):
            group = int(self.group_of[at])
            people = self.instance.groups[group].people
            for _ in range(int(counts[at])):
                # In a group of several everybody serves once; a person alone may serve on several dates.
                plan.append((people[turn[group] % len(people)], int(self.post_of[at]), *map(int, self.duties[at])))
                turn[group] += 1
        return plan


class Network(Form):
    def __init__(self, instance):
        super().__init__(instance)
        if instance.dates > 1:
            raise Refused("the network form is for one date")
        self.coverage()
        self.caps()
        # Who could serve where, with which hours: x.
        self.serves = {}  # (group, post, window): column
        entering = defaultdict(list)  # (post, met): (window, column, group)
        group_columns = defaultdict(list)
        for number, group in enumerate(instance.groups):
            for post, met in group.met.items():
                for window in group.windows:
                    if len(instance.duties(post, window)):
                        column = int(self.add_columns(1, 0, len(group.people))[0])
                        self.serves[number, post, window] = column
                        entering[post, met].append((window, column, number))
                        group_columns[number].append(column)
        for number, columns in group_columns.items():
            row = self.add_rows([-INFINITE], [len(instance.groups[number].people)])
            self.add_entries(np.repeat(row, len(columns)), columns)
        self.kinds = {}
        for (post, met), people in entering.items():
            self.kinds[post, met] = self.kind(post, met, people)
        self.finish()

    def kind(self, post, met, people):
        """All who meet the same lines at a post: how they get from their hours to their duties."""
        instance = self.instance
        most = sum(len(instance.groups[group].people) for _, _, group in people)
        windows = sorted({window for window, _, _ in people})
        listed = sum(len(instance.duties(post, window)) for window in windows)
        shortest = instance.posts[post].shortest
        first, last = min(a for a, _ in windows), max(b for _, b in windows)
        nodes = [(a, b) for a in range(first, last) for b in range(a + shortest, last + 1)
                 if any(x <= a and b <= y for x, y in windows)]
        by_end = {b: min(a for a, y in windows if y == b) for _, b in windows}
        left = [(a, b) for b, low in by_end.items() for a in range(low, b - shortest + 1)]
        duties = np.unique(np.concatenate([instance.duties(post, window) for window in windows]), axis=0)
        if listed <= 2 * len(left) + len(nodes) + len(duties):
            found = {"listed": {}}
            for window in windows:
                own = instance.duties(post, window)
                columns = self.add_columns(len(own), 0, most)
                row = self.add_rows([0], [0])
                self.add_entries(np.repeat(row, len(own)), columns, -1)
                entering = [column for other, column, _ in people if other == window]
                self.add_entries(np.repeat(row, len(entering)), entering)
                self.cover(post, met, columns, own)
                found["listed"][window] = dict(zip(map(tuple, own.tolist()), columns.tolist()))
            return found
        # In each node of the left part: who enters + who came from the left = who goes on to the right + who drops.
        # Drops are whole; then so are both flows, which need not be told.
        row = dict(zip(left, self.add_rows(np.zeros(len(left)), np.zeros(len(left))).tolist()))
        below = dict(zip(nodes, self.add_rows(np.zeros(len(nodes)), np.zeros(len(nodes))).tolist()))
        drop = dict(zip(left, self.add_columns(len(left), 0, most).tolist()))
        rights = [node for node in left if (node[0] + 1, node[1]) in row]
        right = dict(zip(rights, self.add_columns(len(rights), 0, most, whole=False).tolist()))
        downs = [node for node in nodes if (node[0], node[1] - 1) in below]
        down = dict(zip(downs, self.add_columns(len(downs), 0, most, whole=False).tolist()))
        columns = self.add_columns(len(duties), 0, most)
        entries = [(row[window], column, 1) for window, column, _ in people]
        entries += [(row[node], column, -1) for node, column in drop.items()]
        entries += [(below[node], column, 1) for node, column in drop.items()]
        for (a, b), column in right.items():
            entries += [(row[a, b], column, -1), (row[a + 1, b], column, 1)]
        for (a, b), column in down.items():
            entries += [(below[a, b], column, -1), (below[a, b - 1], column, 1)]
        duty = dict(zip(map(tuple, duties.tolist()), columns.tolist()))
        entries += [(below[node], column, -1) for node, column in duty.items()]
        self.add_entries(*map(np.array, zip(*entries)))
        self.cover(post, met, columns, duties)
        return {"left": sorted(left), "nodes": sorted(nodes, key=lambda node: (-node[1], node[0])),
                "drop": drop, "right": right, "down": down, "duty": duty}

    def values_of(self, rosters):
        values = np.zeros(self.columns, dtype=np.int64)
        for group, duties in rosters.items():
            for window, post, start, end in duties:
                values[self.serves[group, post, window]] += 1
                kind = self.kinds[post, self.instance.groups[group].met[post]]
                if "listed" in kind:
                    values[kind["listed"][window][start, end]] += 1
                    continue
                for a in range(window[0], start):
                    values[kind["right"][a, window[1]]] += 1
                values[kind["drop"][start, window[1]]] += 1
                for b in range(end + 1, window[1] + 1):
                    values[kind["down"][start, b]] += 1
                values[kind["duty"][start, end]] += 1
        return self.slacks_of(values)

    def rosters_of(self, values):
        values = values.tolist()
        free = {number: list(group.people) for number, group in enumerate(self.instance.groups)}
        at = defaultdict(list)  # (post, met, window): people
        for (group, post, window), column in self.serves.items():
            for _ in range(values[column]):
                at[post, self.instance.groups[group].met[post], window].append(free[group].pop())
        plan = []
        for (post, met), kind in self.kinds.items():
            if "listed" in kind:
                for window, duties in kind["listed"].items():
                    here = at[post, met, window]
                    for (start, end), column in duties.items():
                        plan += [(here.pop(), post, start, end) for _ in range(values[column])]
                continue
            below = defaultdict(list)
            waiting = {node: list(at[post, met, node]) for node in kind["left"]}
            for a, b in kind["left"]:
                here = waiting[a, b]
                below[a, b] += [here.pop() for _ in range(values[kind["drop"][a, b]])]
                # Whoever does not drop goes on to the right.
                if here:
                    waiting[a + 1, b] += here
            for a, b in kind["nodes"]:
                here = below[a, b]
                if (a, b) in kind["duty"]:
                    plan += [(here.pop(), post, a, b) for _ in range(values[kind["duty"][a, b]])]
                if here:
                    below[a, b - 1] += here
        return plan


FORMS = {"direct": Direct, "network": Network}
