#!/usr/bin/env python3
"""Rifada and other solvers on the same files, for the same time, on the same threads, before the same judge.

    benches/peers/run.py                              generated days of 100 to 10,000 volunteers, and day-1k
    benches/peers/run.py --seconds 20 --sizes 100x4,300x8
    benches/peers/run.py --only rifada,network day.json      scenario files instead; systems by a part of their name

Where RIFADA_BENCH names a folder, its day-*.json are run as well. Makes a virtual environment in target/ and installs
requirements.txt into it. Prints a Markdown table as it goes on, and then who was best at what. README.md of this
folder says what is fair about it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import peak  # noqa: E402

TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
RIFADA = TARGET / "release" / "rifada"
SIZES = "100x4,300x8,1000x20,3000x40,10000x100"
# After its limit a rival first ends itself with what it has; after so much more it is killed.
GRACE = 45
CPSAT, HIGHS, TIMEFOLD = "OR-Tools CP-SAT 9.15", "HiGHS 1.16", "Timefold 1.24"
# System, setting, program, its options. Threads are as asked unless an option says otherwise.
SETTINGS = [
    ("Rifada", "", None, []),
    (CPSAT, "direct", "model_cpsat.py", ["--form", "direct"]),
    (CPSAT, "direct lin 2", "model_cpsat.py", ["--form", "direct", "--linearization", "2"]),
    (CPSAT, "direct 8 workers", "model_cpsat.py", ["--form", "direct", "--threads", "8"]),
    (CPSAT, "direct lin 2 8 workers", "model_cpsat.py",
     ["--form", "direct", "--linearization", "2", "--threads", "8"]),
    (CPSAT, "direct lin 2 8 workers brief presolve", "model_cpsat.py",
     ["--form", "direct", "--linearization", "2", "--threads", "8", "--presolve", "brief"]),
    (CPSAT, "network lin 2 8 workers brief presolve", "model_cpsat.py",
     ["--form", "network", "--linearization", "2", "--threads", "8", "--presolve", "brief"]),
    (HIGHS, "MIP direct", "model_highs.py", ["--form", "direct"]),
    (HIGHS, "MIP network", "model_highs.py", ["--form", "network"]),
    (HIGHS, "LP network ipm", "model_highs.py", ["--form", "network", "--mode", "lp"]),
    (HIGHS, "LP network pdlp", "model_highs.py",
     ["--form", "network", "--mode", "lp", "--algorithm", "pdlp"]),
    (TIMEFOLD, "1 thread", "model_timefold.py", ["--form", "duties", "--threads", "1"]),
]


def environment():
    """The Python of a virtual environment with what requirements.txt names."""
    folder, wanted = TARGET / "peers-venv", (HERE / "requirements.txt").read_text(encoding="utf-8")
    stamp, python = folder / "installed.txt", folder / "bin" / "python"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print("installing the rivals into", folder, file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def watch(report, seconds, building, most_memory):
    """Tells of a rival whether it is to be killed: late in building, late in solving, or too large."""
    since = None

    def ask(now, memory):
        nonlocal since
        if since is None and report.exists():
            since = now
        if now > building if since is None else now - since > seconds + GRACE:
            return "killed: overdue"
        return "killed: memory" if memory > most_memory * 1024 else ""
    return ask


def run(python, work, scenario, setting, args):
    """One row of the table."""
    system, name, program, options = setting
    plan, report = work / "plan.json", work / "report.json"
    for left in (plan, report):
        left.unlink(missing_ok=True)
    if program is None:
        command = [RIFADA, "solve", scenario, "-o", plan, "--time-limit", f"{args.seconds}s",
                   "--threads", str(args.threads), "--seed", str(args.seed)]
        overdue = watch(scenario, args.seconds, args.build_seconds, args.memory)
    else:
        shared = ["--system", system, "--seconds", str(args.seconds), "--seed", str(args.seed), "--start", args.start]
        if "--threads" not in options:
            shared += ["--threads", str(args.threads)]
        command = [python, HERE / program, scenario, plan, report, *shared, *options]
        overdue = watch(report, args.seconds, args.build_seconds, args.memory)
    with open(work / "log.txt", "wb") as log:
        status, whole, memory, why = peak.run(
            [str(word) for word in command], overdue, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    told = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    row = {"system": system, "setting": name, "whole": whole, "memory": memory, "note": why or told.get("note", ""),
           "built": told.get("build_seconds"), "seconds": told.get("seconds"), "cost": None,
           "bound": told.get("bound"), "judge": "–"}
    if told.get("stage") == "refused":
        row["note"] = f"not modelled: {told['note']}"
    elif told.get("stage") != "done" and status and not why:
        tail = (work / "log.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        row["note"] = f"failed: {tail[-1] if tail else status}"
    if plan.exists() and not why:
        claims = json.loads(plan.read_text(encoding="utf-8"))
        row |= {"cost": claims["cost"]["total"], "bound": claims["bound"], "seconds": claims["engine"]["seconds"]}
        if "start_cost" in told and row["cost"] >= told["start_cost"]:
            row["note"] = "; ".join(part for part in (row["note"], "no better than its start") if part)
        judged = subprocess.run([RIFADA, "check", scenario, plan], capture_output=True, text=True, check=False)
        row["judge"] = "clean" if judged.returncode == 0 else "REFUSED"
        if judged.returncode:
            print(judged.stdout + judged.stderr, file=sys.stderr)
    return row


def gap(row):
    if row["cost"] is None or row["bound"] is None:
        return None
    return (row["cost"] - row["bound"]) / row["cost"] if row["cost"] else 0.0


def cells(instance, row):
    def number(value, digits):
        return "–" if value is None else f"{value:,.{digits}f}"
    share = gap(row)
    return [instance, row["system"], row["setting"], number(row["built"], 1), number(row["seconds"], 1), number(row["whole"], 1),
            number(row["cost"], 1), number(row["bound"], 1), "–" if share is None else f"{100 * share:.2f} %",
            number(row["memory"], 0), row["judge"], row["note"]]


def best(instance, rows):
    """Who was best, whoever it was."""
    def named(key, rows, digits, sign=""):
        ranked = sorted(rows, key=key)
        if not ranked:
            return "nobody"
        at_top = [row for row in ranked if key(row) == key(ranked[0])]
        names = [", ".join(filter(None, (row["system"], row["setting"]))) for row in at_top]
        if len(at_top) > 1:
            names = list(dict.fromkeys(row["system"] for row in at_top))
        return f"{' and '.join(names)} ({abs(key(ranked[0])):,.{digits}f}{sign})"
    proven = [row for row in rows if gap(row) is not None and gap(row) <= 1e-9]
    words = [
        f"least cost: {named(lambda row: row['cost'], [row for row in rows if row['cost'] is not None], 1)}",
        f"highest bound: {named(lambda row: -row['bound'], [row for row in rows if row['bound'] is not None], 1)}",
        f"smallest gap: {named(lambda row: 100 * gap(row), [row for row in rows if gap(row) is not None], 2, ' %')}",
        f"first with a proven optimum: {named(lambda row: row['seconds'], proven, 1, ' s')}",
    ]
    return f"- {instance}: " + "; ".join(words)


def instances(args, work):
    """Names and files: what is named, or else the generated sizes, day-1k and the folder of RIFADA_BENCH."""
    for file in args.scenario:
        yield Path(file).stem, Path(file).resolve()
    sizes = args.sizes if args.sizes is not None or args.scenario else SIZES
    for size in filter(None, (sizes or "").split(",")):
        people, points, *days = size.split("x")
        options = ["--volunteers", people, "--points", points, "--days", *(days or ["1"])]
        options += ["--zones", "20" if int(points) >= 100 else str(min(5, int(points)))]
        file = work / f"{size}.json"
        subprocess.run([RIFADA, "generate", *options, "--seed", str(args.seed), "-o", file], check=True)
        yield size, file
    if args.scenario or args.sizes is not None:
        return
    folder = os.environ.get("RIFADA_BENCH")
    found = sorted(Path(folder).glob("day-*.json")) if folder else []
    own = ROOT / "benches" / "data" / "day-1k.json"
    if own.exists() and own.name not in {file.name for file in found}:
        found.append(own)
    for file in found:
        yield file.stem, file.resolve()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("scenario", nargs="*", help="scenario files, instead of the generated ones")
    parser.add_argument("--seconds", type=float, default=60, help="what each solver gets (60)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each, unless its setting says otherwise (2)")
    parser.add_argument("--sizes", help=f"generated days, VOLUNTEERSxPOINTS[xDAYS] ({SIZES})")
    parser.add_argument("--only", help="settings whose name has one of these words, by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", choices=["greedy", "none"], default="greedy", help="what the rivals start from")
    parser.add_argument("--build-seconds", type=float, default=600, help="what reading and building may take (600)")
    parser.add_argument("--memory", type=float, default=16, help="GB that a process may hold (16)")
    args = parser.parse_args()
    words = [word.lower() for word in (args.only or "").split(",") if word]
    settings = [one for one in SETTINGS if not words or any(word in f"{one[0]} {one[1]}".lower() for word in words)]
    if not settings:
        sys.exit("no setting has such a name: " + "; ".join(f"{one[0]} {one[1]}".strip() for one in SETTINGS))
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    python = environment() if any(program for _, _, program, _ in settings) else None
    heads = ["instance", "system", "setting", "building s", "solver s", "whole s", "cost", "bound", "gap", "MB", "judge", "note"]
    print("| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), sep="\n", flush=True)
    refused, summary = 0, []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for instance, file in instances(args, work):
            rows = []
            for setting in settings:
                print(f"{instance}: {setting[0]} {setting[1]}".strip(), file=sys.stderr)
                rows.append(run(python, work, file, setting, args))
                refused += rows[-1]["judge"] == "REFUSED"
                print("| " + " | ".join(cells(instance, rows[-1])) + " |", flush=True)
            summary.append(best(instance, rows))
    print("", *summary, sep="\n")
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
