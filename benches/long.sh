#!/usr/bin/env bash
# The long runs: what a plan costs and what is proven of it after a given time, over several seeds.
#
#   benches/long.sh                   every instance
#   benches/long.sh day-1k rich       those whose names begin with one of these words
#
# RIFADA_BENCH    a folder with day-1k.json, day-1k-2.json, day-1k-3.json, day-1k-7.json, day-10k.json;
#                 of these only what is there is run, and of none the generated day stands in
# RIFADA_SEEDS    how many seeds, from 1 on (5); 1m and jamarat-x50 have one
# RIFADA_TIME     one time limit for all, such as 2s, instead of each instance's own
# RIFADA_GAP      end at this gap, such as 1%: the seconds are then the time to it
# RIFADA_THREADS  how many threads (as many as the machine has), or several numbers, such as "1 2"
#
# `1m` and `jamarat-x50` are run only where they are asked for by their whole names. Every plan is judged by `rifada check`. Prints a Markdown table
# of medians, with the least and the most in brackets; ends with 1 where any plan was refused. MB is the peak memory of
# the whole process, with the reader.
set -euo pipefail

seeds=${RIFADA_SEEDS:-5}
gap=${RIFADA_GAP:-0}
all_threads=${RIFADA_THREADS:-$(nproc)}
folder=${RIFADA_BENCH:+$(realpath "$RIFADA_BENCH")}
if [ -n "$folder" ] && [ ! -d "$folder" ]; then
    echo "RIFADA_BENCH: $folder is not a folder" >&2
    exit 2
fi
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
results=$work/results.tsv
: > "$results"
declare -A done_already=()

cargo build --release --quiet
rifada=${CARGO_TARGET_DIR:-target}/release/rifada

# Is the instance asked for?
wanted() { # NAME [WORD…]
    local name=$1 word
    shift
    [ $# -gt 0 ] || return 0
    for word in "$@"; do
        case $name in "$word"*) return 0 ;; esac
    done
    return 1
}

# Plans one scenario with every seed and every number of threads, and notes what comes of it.
solve() { # NAME LIMIT SCENARIO
    local limit=${RIFADA_TIME:-$2} threads seed verdict
    [ -z "${done_already["$1 $limit"]:-}" ] || return 0
    done_already["$1 $limit"]=yes
    for threads in $all_threads; do
        for ((seed = 1; seed <= seeds; seed++)); do
            echo "$1, $limit, $threads threads, seed $seed" >&2
            rm -f "$work/plan.json" "$work/peak"
            verdict=refused
            if python3 benches/peak.py "$work/peak" "$rifada" solve "$3" -o "$work/plan.json" --time-limit "$limit" \
                --gap "$gap" --threads "$threads" --seed "$seed" > /dev/null &&
                "$rifada" check "$3" "$work/plan.json" > /dev/null; then
                verdict=clean
            fi
            printf '%s\t%s\t%s\t%s\t%s\t' "$1" "$limit" "$threads" "$verdict" "$(cat "$work/peak" || true)" >> "$results"
            python3 - "$work/plan.json" >> "$results" << 'PYTHON'
import json, sys
try:
    plan = json.load(open(sys.argv[1], encoding="utf-8"))
    print(plan["cost"]["total"], plan["bound"], plan["stop"], plan["engine"]["seconds"], sep="\t")
except OSError:
    print("", "", "none", "", sep="\t")
PYTHON
        done
    done
}

# A scenario made here, once.
made() { # NAME OPTION…
    local file=$work/$1.json
    [ -f "$file" ] || "$rifada" generate "${@:2}" -o "$file"
    echo "$file"
}

# One of the folder's scenarios where it is there; the generated day of that size where there is no folder.
day() { # NAME LIMIT SCENARIO [OPTION…]
    if [ -f "$folder/$3.json" ]; then
        solve "$1" "$2" "$folder/$3.json"
    elif [ -z "$folder" ] && [ $# -gt 3 ]; then
        solve "$1 (generated)" "$2" "$(made "$3" "${@:4}")"
    fi
}

thousand=(--volunteers 1000 --points 20)
ten_thousand=(--volunteers 10000 --points 100 --zones 20)

if wanted day-1k "$@"; then
    for limit in 2s 10s; do day day-1k $limit day-1k "${thousand[@]}"; done
fi
for other in day-1k-2 day-1k-3 day-1k-7; do
    if wanted $other "$@"; then day $other 3s $other; fi
done
if wanted day-10k "$@"; then
    for limit in 1s 5s 30s; do day day-10k $limit day-10k "${ten_thousand[@]}"; done
fi
if wanted 100k "$@"; then
    hundred_thousand=$(made 100k --volunteers 100000 --points 1000 --zones 80)
    for limit in 40s 2m; do solve 100k $limit "$hundred_thousand"; done
fi
if wanted plain-10kx100x8 "$@"; then
    solve plain-10kx100x8 2m "$(made plain-10kx100x8 "${ten_thousand[@]}" --days 8)"
fi
if wanted rich-500x15x2 "$@"; then
    solve rich-500x15x2 10s "$(made rich-500 --rules rich --volunteers 500 --points 15 --days 2)"
fi
if wanted rich-1500x30x8 "$@"; then
    solve rich-1500x30x8 10s "$(made rich-1500 --rules rich --volunteers 1500 --points 30 --days 8)"
fi
if wanted ramadan-27 "$@"; then solve ramadan-27 30s data/ramadan-27.json; fi
if wanted hira-thursday "$@"; then solve hira-thursday 30s data/hira-thursday.json; fi
if wanted last-ten "$@"; then solve last-ten 1m data/last-ten.json; fi
if wanted jamarat-10-13 "$@"; then solve jamarat-10-13 1m data/jamarat-10-13.json; fi
if wanted jamarat-x10 "$@"; then solve jamarat-x10 2m "$(made jamarat-x10 --preset jamarat-10-13 --times 10)"; fi
for word in "$@"; do
    if [ "$word" = 1m ]; then
        million=(--volunteers 1000000 --points 10000 --zones 800)
        # Nobody may serve in every zone, where the generator can be told so.
        if "$rifada" generate --help | grep -q -e --anywhere; then million+=(--anywhere 0); fi
        seeds=1
        for limit in 6m 15m; do solve 1m $limit "$(made 1m "${million[@]}")"; done
    elif [ "$word" = jamarat-x50 ]; then
        seeds=1
        solve jamarat-x50 6m "$(made jamarat-x50 --preset jamarat-10-13 --times 50)"
    fi
done

python3 - "$results" << 'PYTHON'
import statistics, sys

runs = {}
for row in open(sys.argv[1], encoding="utf-8"):
    name, limit, threads, verdict, peak, cost, bound, stop, seconds = row.rstrip("\n").split("\t")
    runs.setdefault((name, limit, threads), []).append((verdict, peak, cost, bound, stop, seconds))


def spread(values, digits, sign=""):
    """The median, with the least and the most."""
    if not values:
        return "–"
    middle, least, most = (f"{value:,.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
    return f"{middle}{sign}" if least == most else f"{middle}{sign} [{least}, {most}]"


if not runs:
    sys.exit("no instance has such a name, or RIFADA_BENCH has none of them")
print("| instance | limit | threads | seeds | cost | bound | gap | seconds | MB | ended by | judge |")
print("|---|---|---|---|---|---|---|---|---|---|---|")
refused = 0
for (name, limit, threads), seeds in runs.items():
    plans = [(float(cost), float(bound), float(seconds)) for _, _, cost, bound, _, seconds in seeds if cost]
    gaps = [100 * (cost - bound) / cost if cost else 0.0 for cost, bound, _ in plans]
    bad = sum(verdict != "clean" for verdict, *_ in seeds)
    refused += bad
    stops = ", ".join(sorted({stop for _, _, _, _, stop, _ in seeds}))
    peaks = [float(peak) for _, peak, *_ in seeds if peak]
    cells = [
        name, limit, threads, str(len(seeds)), spread([cost for cost, _, _ in plans], 1),
        spread([bound for _, bound, _ in plans], 1), spread(gaps, 2, " %"),
        spread([seconds for *_, seconds in plans], 2), spread(peaks, 0), stops, f"{bad} refused" if bad else "clean",
    ]
    print("| " + " | ".join(cells) + " |")
sys.exit(1 if refused else 0)
PYTHON
