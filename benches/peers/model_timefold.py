"""Timefold, a local search, in the Java of Roster.java: compiled here against the jars of its Python package.

People are entities; the value range of each is the list of the duties that they may serve, so that no rule is left to
break but `max_people`, which is the hard score. The cost is kept by an incremental calculator in Java, the quickest
that Timefold offers; its Python side, or constraint streams, would be slower. It starts from the greedy plan, and its
construction and local search are its defaults. Its community edition searches with one thread. It proves no bound.
Needs a JDK on the path.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import jpype
import numpy as np
from jpype.types import JArray, JInt, JLong

from peer import main
from scenario import Refused

# More than any post can hold.
UNLIMITED = 10**9


def ints(values):
    return JArray(JInt)(np.asarray(values, dtype=np.int32))


def longs(values):
    return JArray(JLong)(np.asarray(values, dtype=np.int64))


def java():
    """The model, compiled and loaded."""
    package = next(Path(folder) / "timefold" / "solver" for folder in sys.path
                   if (Path(folder) / "timefold" / "solver" / "jars").is_dir())
    jars = str(package / "jars" / "*")
    with tempfile.TemporaryDirectory() as out:
        source = Path(__file__).with_name("Roster.java")
        try:
            subprocess.run(["javac", "-proc:none", "-d", out, "-cp", jars, source], check=True)
        except FileNotFoundError as missing:
            raise Refused("no javac: Timefold needs a JDK") from missing
        jpype.startJVM("-Dslf4j.internal.verbosity=ERROR", classpath=[out, jars])
        roster = jpype.JClass("Roster")
        for inner in ("Option", "Person", "Plan", "Calculator"):
            jpype.JClass(f"Roster${inner}")
    return roster


def solve(run):
    instance, args = run.instance, run.args
    if instance.dates > 1:
        raise Refused("several days")
    roster = java()
    first = {}  # the first cell of each post's line
    demand, weight, surplus = [], [], []
    for number, post in enumerate(instance.posts):
        for place, line in enumerate(post.lines):
            first[number, place] = len(demand) * instance.slots
            demand.append(line.demand)
            weight.append(np.full(instance.slots, line.weight))
            surplus.append(np.full(instance.slots, line.surplus_weight))
    most = [np.full(instance.slots, UNLIMITED if post.max_people is None else post.max_people) for post in instance.posts]
    roster.lines(instance.slots, *(longs(np.concatenate(cells)) for cells in (demand, weight, surplus, most)))

    kinds = sorted({kind for group in instance.groups for kind in group.met.items()})
    number_of = {kind: number for number, kind in enumerate(kinds)}
    firsts, ends = [], []
    for post, met in kinds:
        firsts += [first[post, place] for place in range(len(instance.posts[post].lines)) if met >> place & 1]
        ends.append(len(firsts))
    roster.kinds(ints([post for post, _ in kinds]), ints(firsts), ints(ends))

    begun_with = {}
    for person, post, start, end in run.start.tolist() if run.start is not None else []:
        begun_with[person] = (post, start, end)
    people, groups, starts, options_of = [], [], [], []
    for group in instance.groups:
        options = [(post, window) for post in group.met for window in group.windows]
        duties = [instance.duties(post, window) for post, window in options]
        posts = np.repeat([post for post, _ in options], [len(some) for some in duties]).astype(np.int64)
        duties = np.concatenate(duties) if duties else np.zeros((0, 2), dtype=np.int32)
        if not len(duties):
            continue
        roster.group(ints([number_of[post, group.met[post]] for post in posts.tolist()]),
                     ints(duties[:, 0]), ints(duties[:, 1]))
        table = list(zip(posts.tolist(), *duties.T.tolist()))
        place = {key: at for at, key in enumerate(table)}
        for person in group.people:
            people.append(person)
            groups.append(len(options_of))
            starts.append(place[begun_with[person]] if person in begun_with else -1)
        options_of.append(table)
    roster.people(ints(groups), ints(starts), int(args.seconds * 1000), args.seed)
    run.ready()
    chosen = np.array(roster.solve())
    if len(chosen) != len(people):
        run.note = "no plan: too many people somewhere"
        return
    run.offer([(person, *options_of[group][at]) for person, group, at in zip(people, groups, chosen.tolist()) if at >= 0])


if __name__ == "__main__":
    main(solve, {})
