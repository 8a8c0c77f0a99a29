"""What every rival's program does alike: read, build, start, solve for so long, write the plan and a report.

The limit is for the solver alone: it begins when the finished model is handed over, as Rifada's begins when the
scenario is read. Reading and building are told apart, and cost a rival nothing; nor does the greedy start.
"""

import argparse
import json
import math
import os
import sys
import threading
import time

import numpy as np

from forms import FORMS
from scenario import APART, Refused, cost_unit, read

# What a solver may be late before its best so far is taken.
LATE = 5.0


def greedy(instance):
    """A plan to start from: who has the fewest choices picks first, each the duty that saves most. By group."""
    cover = {}
    for number, post in enumerate(instance.posts):
        for place in range(len(post.lines)):
            cover[number, place] = np.zeros(instance.slots, dtype=np.int64)
    heads = np.zeros((len(instance.posts), instance.slots), dtype=np.int64)
    saved = {}  # (post, met): what each slot would save, summed up to it

    def savings(post, met):
        if (post, met) not in saved:
            gain = np.zeros(instance.slots, dtype=np.int64)
            here = instance.posts[post]
            for place, line in enumerate(here.lines):
                if met >> place & 1:
                    missing = cover[post, place] < line.demand
                    gain += np.where(missing, line.weight, -line.surplus_weight)
            if here.max_people is not None:
                gain[heads[post] >= here.max_people] = -10**12
            saved[post, met] = np.concatenate([[0], np.cumsum(gain)])
        return saved[post, met]

    rosters = {number: [] for number in range(len(instance.groups))}
    choices = [sum(len(instance.duties(post, window)) for post in group.met for window in group.windows)
               for group in instance.groups]
    for number in sorted(range(len(instance.groups)), key=choices.__getitem__):
        group = instance.groups[number]
        for _ in group.people:
            roster, spent = [], 0
            for date in range(instance.dates):
                best = None
                for post, met in group.met.items():
                    total = savings(post, met)
                    for window in group.windows:
                        duties = instance.duties(post, window)
                        if instance.dates > 1 and len(duties):
                            duties = duties[instance.date_of[duties[:, 0]] == date]
                            if roster:
                                _, other, _, end = roster[-1]
                                near = instance.posts[other].zone == instance.posts[post].zone
                                rest = instance.min_rest_minutes if near else max(instance.min_rest_minutes, APART)
                                duties = duties[(duties[:, 0] - end) * instance.slot_minutes >= rest]
                            if instance.max_minutes is not None:
                                length = (duties[:, 1] - duties[:, 0]) * instance.slot_minutes
                                duties = duties[spent + length <= instance.max_minutes]
                        if not len(duties):
                            continue
                        gains = total[duties[:, 1]] - total[duties[:, 0]]
                        at = int(gains.argmax())
                        if gains[at] > 0 and (best is None or gains[at] > best[0]):
                            best = (gains[at], window, post, int(duties[at, 0]), int(duties[at, 1]))
                if best is None:
                    continue
                _, window, post, start, end = best
                roster.append((window, post, start, end))
                spent += (end - start) * instance.slot_minutes
                heads[post, start:end] += 1
                for place in range(len(instance.posts[post].lines)):
                    if group.met[post] >> place & 1:
                        cover[post, place][start:end] += 1
                for key in [key for key in saved if key[0] == post]:
                    del saved[key]
            rosters[number] += roster
    return rosters


def rounded_down(bound):
    """A bound as a file may claim it: never above the true one by rounding."""
    return math.floor(bound * 1e6 - 1e-3) / 1e6 if bound != round(bound) else float(bound)


def covered(instance, duties):
    """How many there are for each post's lines in each slot, of duties (person, post, start, end)."""
    met = {person: group.met for group in instance.groups for person in group.people}
    cover = {(number, place): np.zeros(instance.slots, dtype=np.int64)
             for number, post in enumerate(instance.posts) for place in range(len(post.lines))}
    for person, post, start, end in duties:
        for place in range(len(instance.posts[post].lines)):
            if met[person][post] >> place & 1:
                cover[post, place][start:end] += 1
    return cover


class Duties:
    """In place of rows and columns, for who needs none: the values are the duties themselves."""

    columns = rows = 0
    value = ()

    def __init__(self, instance):
        self.instance = instance
        self.unit = cost_unit(instance)

    def values_of(self, rosters):
        duties = []
        for number, roster in rosters.items():
            people = self.instance.groups[number].people
            # Where a group is several people, each has one duty.
            duties += [(people[at % len(people)], *duty[1:]) for at, duty in enumerate(roster)]
        return np.array(duties, dtype=np.int64).reshape(-1, 4)

    def objective(self, values):
        cost = 0
        for (post, place), people in covered(self.instance, values.tolist()).items():
            line = self.instance.posts[post].lines[place]
            cost += int(np.maximum(0, line.demand - people).sum()) * line.weight
            cost += int(np.maximum(0, people - line.demand).sum()) * line.surplus_weight
        return cost * self.instance.slot_minutes // self.unit

    def rosters_of(self, values):
        return [tuple(duty) for duty in values.tolist()]


def plan_file(instance, duties, bound, engine):
    """A rifada-plan/1 file of duties (person, post, start, end), its cost counted afresh."""
    duties = sorted(duties, key=lambda duty: (duty[0], duty[2]))
    shortage = surplus = 0
    shortages = []
    for (number, place), people in covered(instance, duties).items():
        post, line = instance.posts[number], instance.posts[number].lines[place]
        missing = np.maximum(0, line.demand - people)
        shortage += int(missing.sum()) * line.weight
        surplus += int(np.maximum(0, people - line.demand).sum()) * line.surplus_weight
        steps = [0, *(np.flatnonzero(np.diff(missing)) + 1).tolist(), instance.slots]
        for low, high in zip(steps, steps[1:]):
            if low < high and missing[low]:
                shortages.append({"point": post.point, "post": post.id, "line": place, "from": instance.text(low),
                                  "to": instance.text(high), "missing": int(missing[low])})
    hours = instance.slot_minutes / 60
    total = (shortage + surplus) * hours
    return {
        "format": "rifada-plan/1", "scenario": instance.id,
        "duties": [{"volunteer": instance.people[person], "point": instance.posts[post].point,
                    "post": instance.posts[post].id, "from": instance.text(start), "to": instance.text(end)}
                   for person, post, start, end in duties],
        "cost": {"total": total, "shortage": shortage * hours, "surplus": surplus * hours, "supervision": 0.0,
                 "wishes": 0.0, "fairness": 0.0, "minimum": 0.0, "travel": 0.0, "changes": 0.0},
        "bound": bound, "stop": "optimal" if bound is not None and bound >= total - 1e-9 else "time",
        "shortages": shortages, "engine": engine,
    }


class Run:
    """One run of one solver: what it has found and proven so far."""

    def __init__(self, args):
        self.args = args
        self.lock = threading.RLock()
        self.values = self.best = self.bound = None
        self.note = ""
        self.report = {"stage": "reading"}
        begun = time.monotonic()
        self.instance = read(args.scenario)
        self.form = (FORMS | {"duties": Duties})[args.form](self.instance)
        self.start = None
        if args.start == "greedy":
            self.start = self.form.values_of(greedy(self.instance))
            self.report["start_cost"] = self.form.objective(self.start) * self.form.unit / 60
        self.report |= {"columns": self.form.columns, "rows": self.form.rows, "entries": len(self.form.value)}
        self.begun = begun

    def ready(self):
        """The finished model is handed over: from here on the clock counts."""
        self.report |= {"stage": "solving", "build_seconds": time.monotonic() - self.begun}
        self.write_report()
        self.handed = time.monotonic()
        late = threading.Timer(self.args.seconds + LATE, self.finish, kwargs={"note": "late"})
        late.daemon = True
        late.start()

    def offer(self, values):
        """A plan found."""
        values = np.rint(np.asarray(values)).astype(np.int64)
        with self.lock:
            cost = self.form.objective(values)
            if self.best is None or cost < self.best:
                self.values, self.best = values, cost

    def prove(self, bound):
        """A bound in units of the objective. Every cost is a whole number of units, so it is raised to the next one."""
        if bound is not None and math.isfinite(bound):
            bound = max(0, math.ceil(bound - 1e-6 * max(1.0, abs(bound) * 1e-3)))
            with self.lock:
                self.bound = bound if self.bound is None else max(self.bound, bound)

    def write_report(self):
        with open(self.args.report + ".new", "w", encoding="utf-8") as file:
            json.dump(self.report, file)
        os.replace(self.args.report + ".new", self.args.report)

    def finish(self, note=""):
        """Writes plan and report, and ends the program whatever the solver still does."""
        with self.lock:
            seconds = time.monotonic() - self.handed
            unit = self.form.unit / 60
            bound = None if self.bound is None else rounded_down(self.bound * unit)
            cost = None
            if self.values is not None:
                engine = {"version": self.args.system, "seed": self.args.seed, "threads": self.args.threads, "seconds": seconds}
                plan = plan_file(self.instance, self.form.rosters_of(self.values), bound, engine)
                cost = plan["cost"]["total"]
                with open(self.args.plan, "w", encoding="utf-8") as file:
                    json.dump(plan, file)
            note = "; ".join(part for part in (self.note, note) if part)
            self.report |= {"stage": "done", "seconds": seconds, "cost": cost, "bound": bound, "note": note}
            self.write_report()
            sys.stdout.flush()
            os._exit(0)


def main(solve, options):
    """Runs `solve(run)` under the arguments that every rival takes, and its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario")
    parser.add_argument("plan")
    parser.add_argument("report")
    parser.add_argument("--system", default="")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=[*FORMS, "duties"], default="direct")
    parser.add_argument("--start", choices=["greedy", "none"], default="greedy")
    for name, values in options.items():
        parser.add_argument(f"--{name}", **values)
    args = parser.parse_args()
    try:
        run = Run(args)
        solve(run)
    except Refused as why:
        with open(args.report, "w", encoding="utf-8") as file:
            json.dump({"stage": "refused", "note": str(why)}, file)
        sys.exit(2)
    run.finish()
