#!/usr/bin/env python3
"""Runs a command and tells how much memory it held at most.

    benches/peak.py FILE COMMAND [ARGUMENT…]      writes the MB into FILE, ends as the command ended
"""

import os
import resource
import subprocess
import sys
import time

# How often a command is looked at, in seconds.
EVERY = 0.02


def held(pid):
    """What a process holds, and what it has held at most, in MB."""
    found = {}
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith(("VmRSS:", "VmHWM:")):
                    found[line[:5]] = int(line.split()[1]) / 1024
    except (OSError, ValueError, IndexError):
        pass
    return found.get("VmRSS", 0.0), found.get("VmHWM", 0.0)


def run(command, overdue=lambda seconds, memory: "", **how):
    """Runs a command, and kills it once `overdue` says why: its exit status, seconds, peak in MB, and why."""
    begun = time.monotonic()
    child = subprocess.Popen(command, **how)
    most, why = 0.0, ""
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            break
        now, peak = held(child.pid)
        most = max(most, peak)
        if not why:
            why = overdue(time.monotonic() - begun, now)
            if why:
                child.kill()
        time.sleep(EVERY)
    # The kernel's sum is exact, but begins with what this program held: it says nothing where it is no more than that.
    peak, own = used.ru_maxrss / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return child.returncode, time.monotonic() - begun, peak if peak > own + 1 or not most else most, why


if __name__ == "__main__":
    try:
        returned, _, megabytes, _ = run(sys.argv[2:])
    except OSError as error:
        sys.exit(str(error))
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write(f"{megabytes:.0f}\n")
    sys.exit(returned if returned >= 0 else 128 - returned)
