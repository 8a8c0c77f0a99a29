"""Reads a scenario file for the rivals, on its own: nothing here is shared with Rifada.

What is modelled: posts with lines of demand (any need, weight, surplus), `requires`, `admits`, `max_people`, `open`,
`starts`; people with availability, zones and points; one duty a day; over several days also `max_minutes_per_day`,
`max_minutes` and `min_rest_minutes`. Everything else is refused by name, so that no rival plans something else than
what the file says.
"""

import json
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2", "native"]
# What is read, by the kind of object. Names, tags, places on the map and turnout change no cost of these scenarios.
KNOWN = {
    "scenario": "format id name time_zone start end slot_minutes skills organisations zones travel points volunteers"
    " rules shared together objective published",
    "point": "id name zone setting admits location posts",
    "post": "id name setting tags requires shifts max_people demand supervision",
    "shifts": "min_minutes max_minutes starts open",
    "line": "name needs hourly windows weight surplus_weight",
    "volunteer": "id name gender age organisation home_zone languages skills available zones points wishes show_up",
    "rules": "max_shifts_per_day max_minutes_per_day max_minutes min_break_minutes min_rest_minutes",
}
# Read, but only where there is nothing in it.
EMPTY = {"shared", "together", "objective", "published", "supervision", "wishes"}
# Between duties in zones that no leg joins.
APART = 1440


class Refused(Exception):
    """The scenario uses something that is not modelled here."""


@dataclass
class Line:
    need: dict | None
    demand: np.ndarray  # people in each slot
    weight: int
    surplus_weight: int


@dataclass
class Post:
    point: str
    id: str
    zone: str
    admits: str
    requires: dict | None
    shortest: int  # slots
    longest: int
    may_start: np.ndarray  # in each slot
    open: list  # pairs of slots
    max_people: int | None
    lines: list


@dataclass
class Group:
    """People whom nothing tells apart: the same hours, the same posts, the same lines met at each of them."""

    people: list  # indexes of volunteers, in the scenario's order
    windows: tuple  # pairs of slots
    met: dict  # post: the lines met there, as bits


@dataclass
class Instance:
    id: str
    start: datetime
    slot_minutes: int
    slots: int
    date_of: np.ndarray  # of each slot
    clock: np.ndarray  # minutes after midnight of each slot
    posts: list
    people: list  # ids
    groups: list
    max_minutes_per_day: int | None = None
    max_minutes: int | None = None
    min_rest_minutes: int = 0
    _duties: dict = field(default_factory=dict)

    @property
    def dates(self):
        return int(self.date_of[-1]) + 1

    def text(self, slot):
        """The local time of a slot, as in a file."""
        return (self.start + timedelta(minutes=int(slot) * self.slot_minutes)).strftime("%Y-%m-%dT%H:%M")

    def duties(self, post, window):
        """Every duty at a post inside a window of slots: starts and ends."""
        here = self.posts[post]
        key = (here.shortest, here.longest, tuple(here.open), here.may_start.tobytes(), window)
        found = self._duties.get(key)
        if found is None:
            longest = here.longest
            if self.max_minutes_per_day is not None:
                longest = min(longest, self.max_minutes_per_day // self.slot_minutes)
            pairs = []
            for opens, closes in here.open:
                low, high = max(window[0], opens), min(window[1], closes)
                for start in range(low, high):
                    if here.may_start[start]:
                        ends = range(start + here.shortest, min(start + longest, high) + 1)
                        pairs += [(start, end) for end in ends]
            found = np.array(sorted(set(pairs)), dtype=np.int32).reshape(-1, 2)
            self._duties[key] = found
        return found


def known(kind, value, place):
    """Refuses the keys of an object that are not modelled."""
    for key, inner in value.items():
        if key.startswith("x_"):
            continue
        if key not in KNOWN[kind].split() or (key in EMPTY and inner):
            raise Refused(f"{place}: `{key}` is not modelled")
    return value


def meets(person, need):
    """Does a person meet a need?"""
    if need is None:
        return True
    (kind, wanted), = need.items()
    if kind == "all":
        return all(meets(person, part) for part in wanted)
    if kind == "any":
        return any(meets(person, part) for part in wanted)
    if kind == "not":
        return not meets(person, wanted)
    if kind == "skill":
        return wanted in person["skills"]
    if kind == "gender":
        return person["gender"] == wanted
    if kind == "organisation":
        return person["organisation"] == wanted
    if kind == "min_age":
        return person["age"] is not None and person["age"] >= wanted
    if kind == "max_age":
        return person["age"] is not None and person["age"] <= wanted
    if kind == "language":
        code, least = (wanted, None) if isinstance(wanted, str) else (wanted["code"], wanted.get("min"))
        least = 0 if least is None else LEVELS.index(least)
        code = code.lower()
        return any(
            (spoken == code or spoken.startswith(code + "-")) and level >= least for spoken, level in person["languages"]
        )
    raise Refused(f"the need `{kind}` is not modelled")


def facts(volunteer, place):
    """What needs ask of a person; can be a key."""
    skills = []
    for skill in volunteer.get("skills", []):
        if isinstance(skill, dict):
            if set(skill) - {"id"}:
                raise Refused(f"{place}: dates of a skill are not modelled")
            skill = skill["id"]
        skills.append(skill)
    languages = [(spoken["code"].lower(), LEVELS.index(spoken.get("level", "native")))
                 for spoken in volunteer.get("languages", [])]
    return (volunteer.get("gender"), volunteer.get("age"), volunteer.get("organisation"),
            tuple(sorted(skills)), tuple(sorted(languages)))


def person_of(key):
    return dict(zip(("gender", "age", "organisation", "skills", "languages"), key))


class Reader:
    def __init__(self, scenario):
        self.start = datetime.fromisoformat(scenario["start"])
        self.end = datetime.fromisoformat(scenario["end"])
        zone = ZoneInfo(scenario["time_zone"])
        moment, offsets = self.start.replace(tzinfo=None), set()
        while moment <= self.end.replace(tzinfo=None):
            offsets.add(moment.replace(tzinfo=zone).utcoffset())
            moment += timedelta(hours=1)
        if len(offsets) > 1 or self.start.tzinfo or self.end.tzinfo:
            raise Refused("a change of the clock inside the horizon is not modelled")
        self.grid = scenario.get("slot_minutes", 60)
        self.slots = self.minute(self.end) // self.grid

    def minute(self, time):
        return int((time - self.start).total_seconds()) // 60

    def time(self, text):
        time = datetime.fromisoformat(text)
        if time.tzinfo:
            raise Refused(f"{text}: an offset is not modelled")
        return self.minute(time)

    def windows(self, intervals):
        """Intervals, joined where they touch, shrunk to the grid, cut to the horizon; in slots."""
        minutes = sorted((self.time(i["from"]), self.time(i["to"])) for i in intervals)
        joined = []
        for low, high in minutes:
            if joined and low <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], high)
            else:
                joined.append([low, high])
        slots = [(max(0, -(-low // self.grid)), min(self.slots, high // self.grid)) for low, high in joined]
        return tuple((low, high) for low, high in slots if low < high)

    def line(self, line, place):
        known("line", line, place)
        if "hourly" in line:
            if self.grid > 60:
                raise Refused(f"{place}: hourly demand on slots of {self.grid} minutes is not modelled")
            demand = np.repeat(np.array(line["hourly"], dtype=np.int64), 60 // self.grid)
        else:
            demand = np.zeros(self.slots, dtype=np.int64)
            for window in line.get("windows", []):
                demand[self.time(window["from"]) // self.grid:self.time(window["to"]) // self.grid] += window["people"]
        return Line(line.get("needs"), demand, line.get("weight", 1), line.get("surplus_weight", 0))

    def post(self, point, post, clock):
        place = f"post {post['id']} at {point['id']}"
        known("post", post, place)
        shifts = known("shifts", post["shifts"], place)
        may_start = np.ones(self.slots, dtype=bool)
        if shifts.get("starts") is not None:
            minutes = [int(text[:2]) * 60 + int(text[3:]) for text in shifts["starts"]]
            may_start = np.isin(clock, minutes)
        return Post(
            point=point["id"], id=post["id"], zone=point["zone"], admits=point.get("admits", "all"),
            requires=post.get("requires"),
            shortest=max(1, -(-shifts["min_minutes"] // self.grid)), longest=shifts["max_minutes"] // self.grid,
            may_start=may_start,
            open=list(self.windows(shifts["open"])) if shifts.get("open") is not None else [(0, self.slots)],
            max_people=post.get("max_people"),
            lines=[self.line(line, f"{place}, line {number}") for number, line in enumerate(post.get("demand", []))],
        )


def lines_met(post, person):
    """The lines that a person meets at a post, as bits; nothing where they may not serve there."""
    if post.admits != "all" and person["gender"] != {"women": "female", "men": "male"}[post.admits]:
        return None
    if not meets(person, post.requires):
        return None
    return sum(1 << number for number, line in enumerate(post.lines) if meets(person, line.need))


def read(path):
    """The instance of a scenario file."""
    with open(path, encoding="utf-8") as file:
        scenario = json.load(file)
    if scenario.get("format") != "rifada-scenario/1":
        raise Refused("the format is not rifada-scenario/1")
    known("scenario", scenario, "scenario")
    reader = Reader(scenario)
    midnight = reader.start.replace(hour=0, minute=0)
    begins = (reader.start - midnight).seconds // 60 + np.arange(reader.slots) * reader.grid
    clock, date_of = begins % 1440, begins // 1440
    rules = (scenario.get("rules") or {}).get("default", {})
    if set(scenario.get("rules") or {}) - {"default"}:
        raise Refused("rules: sets with a name are not modelled")
    rules = {key: value for key, value in known("rules", rules, "rules").items() if value is not None}
    if rules.get("max_shifts_per_day", 1) != 1:
        raise Refused("rules: `max_shifts_per_day` other than 1 is not modelled")
    posts = [reader.post(known("point", point, f"point {point['id']}"), post, clock)
             for point in scenario["points"] for post in point["posts"]]

    met_of, of_key = {}, {}
    for index, volunteer in enumerate(scenario["volunteers"]):
        place = f"volunteer {volunteer['id']}"
        known("volunteer", volunteer, place)
        key = facts(volunteer, place)
        if key not in met_of:
            person = person_of(key)
            met_of[key] = [lines_met(post, person) for post in posts]
        zones, points = volunteer.get("zones"), volunteer.get("points")
        met = tuple(
            (number, met) for number, (post, met) in enumerate(zip(posts, met_of[key]))
            if met is not None and (zones is None or post.zone in zones) and (points is None or post.point in points)
        )
        of_key.setdefault((reader.windows(volunteer["available"]), met), []).append(index)

    instance = Instance(
        id=scenario["id"], start=reader.start, slot_minutes=reader.grid, slots=reader.slots, date_of=date_of, clock=clock,
        posts=posts, people=[volunteer["id"] for volunteer in scenario["volunteers"]], groups=[],
        max_minutes_per_day=rules.get("max_minutes_per_day"), max_minutes=rules.get("max_minutes"),
        min_rest_minutes=rules.get("min_rest_minutes", 0),
    )
    if instance.dates > 1 and scenario.get("travel"):
        raise Refused("travel between several days is not modelled")
    for (windows, met), people in of_key.items():
        # Over several days nobody is lumped with another: what one did the day before tells them apart.
        for some in [people] if instance.dates == 1 else [[one] for one in people]:
            instance.groups.append(Group(some, windows, dict(met)))
    if instance.dates == 1 and instance.max_minutes is not None:
        days = instance.max_minutes_per_day
        instance.max_minutes_per_day = instance.max_minutes if days is None else min(days, instance.max_minutes)
    return instance


def cost_unit(instance):
    """Every cost is a whole multiple of this many sixtieths."""
    weights = [w for post in instance.posts for line in post.lines for w in (line.weight, line.surplus_weight) if w]
    return math.gcd(*weights, 0) * instance.slot_minutes or 1
