"""Talks to `rifada live` from Python: python3 examples/live_client.py SCENARIO PLAN [RIFADA]"""

import json
import subprocess
import sys


class Live:
    """A plan in force, in a process of its own."""

    def __init__(self, scenario, plan, rifada="rifada"):
        command = [rifada, "live", scenario, plan]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.asked = 0

    def ask(self, do, **keys):
        """The answer to one request; an error is raised as it is told."""
        self.asked += 1
        self.process.stdin.write(json.dumps({"id": self.asked, "do": do, **keys}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert answer["id"] == self.asked
        if "error" in answer:
            raise ValueError("{code} at {path}: {text} ({remedy})".format(**answer["error"]))
        return answer["ok"]

    def happen(self, kind, **keys):
        return self.ask("event", event={"kind": kind, **keys})["dropped"]


if __name__ == "__main__":
    live = Live(*sys.argv[1:])
    duty = live.ask("save")["plan"]["duties"][0]
    print(duty["volunteer"], "does not come; gone:", len(live.happen("absent", volunteer=duty["volunteer"])))
    gap = {key: duty[key] for key in ("point", "post", "from", "to")}
    for candidate in live.ask("candidates", most=3, **gap)["candidates"]:
        print("could help:", candidate["volunteer"], candidate["way"], candidate["cost"]["total"])
    for change in live.ask("accept", within_ms=100)["changes"]:
        print(change["kind"], change["volunteer"], change.get("after") or change.get("before"), change["reason"])
    print("the plan in force costs", live.ask("status")["cost"]["total"])
