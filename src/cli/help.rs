//! What stands under the arguments in the help of each command: examples, and what its exit codes mean.

pub(super) const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 a plan breaks a rule or says of itself what is not so, or a certificate proves less than is
claimed; 2 input or arguments that cannot be taken; 3 output that cannot be written.";

pub(super) const SOLVE_EXAMPLES: &str = "\
Examples:
  rifada solve data/ramadan-27.json                    print the table, keep no plan
  rifada solve day.json -o plan.json --time-limit 2m   plan for two minutes at most
  rifada solve day.json -o plan.json --gap 1%          stop when no plan is more than 1 % better
  rifada solve day.json -o - > plan.json               the plan to standard output, the table to standard error
  rifada solve day.json -o plan.json --certificate proof.json    write down what proves the bound, too
  rifada solve day.json -o plan.json --standby         choose a reserve, and say what it buys
  rifada solve day.json --iterations 200 --seed 7      the same duties on every machine
  generate-day | rifada solve - --start yesterday.json read the scenario from a pipe, start from a plan

Ctrl-C, or SIGTERM, ends the run with the best plan so far; a second Ctrl-C ends it at once, without a plan.

Exit codes: 0 a plan; 2 input or arguments that cannot be taken; 3 output that cannot be written;
1 the built-in judge found a fault in the plan, which would be a fault of Rifada.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  rifada check day.json plan.json
  rifada check day.json plan.json --certificate proof.json     also hold its bound to what proves it

The judge reads the file format on its own, apart from whatever made the plan. A certificate is replayed in whole numbers;
nothing is planned anew.

Exit codes: 0 the plan keeps every rule and what it says of itself is so; 1 it does not, and everything wrong is listed, or
the certificate proves less than is claimed; 2 a file cannot be read.";

pub(super) const VALIDATE_EXAMPLES: &str = "\
Examples:
  rifada validate day.json
  rifada validate day.json --diagnostics json | jq '.diagnostics[].path'

Exit codes: 0 valid, perhaps with warnings; 2 not.";

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  rifada schema scenario > scenario.schema.json
  rifada schema            one schema that each kind of file meets";

pub(super) const GENERATE_EXAMPLES: &str = "\
Examples:
  rifada generate --volunteers 1000 --points 20 -o day.json
  rifada generate --days 8 --rules rich --seed 7 | rifada solve -
  rifada generate --preset ramadan-27 -o ramadan-27.json
  rifada generate --preset jamarat-10-13 --times 10 -o ten-areas.json";

pub(super) const RULES_EXAMPLES: &str = "\
Examples:
  rifada rules             list the policies, a line each
  rifada rules mosque      print one, to be put under \"rules\": for all as \"default\", under a name, or for one volunteer

Policies are sets of rules to begin with and to change. They are not law, and a scenario holds the rules, not their name.";

pub(super) const REPLAN_EXAMPLES: &str = "\
Examples:
  rifada replan day.json plan.json events.jsonl -o new.json --diff
  rifada replan day.json plan.json events.jsonl -o new.json --scenario-output now.json && rifada check now.json new.json

EVENTS has a line of JSON for each thing that happened, such as
  {\"kind\": \"absent\", \"volunteer\": \"v17\"}
PROTOCOL.md lists them all. The new plan is one of the scenario as it is after them, which --scenario-output writes down.

Exit codes: 0 a plan; 2 input or arguments that cannot be taken, or an event that is refused; 3 output that cannot be written.";

pub(super) const REPORT_EXAMPLES: &str = "\
Examples:
  rifada report day.json plan.json -o report.html --lang ar
  rifada report day.json plan.json -o report.html --certificate proof.json      the bound is proven, not only claimed
  rifada report now.json new.json -o report.html --compare plan.json            say what has changed since
  rifada report day.json plan.json -o - --lang ar --digits latin > report.html

The page is complete in itself: no file beside it, no request to any network. It prints on A4.

Exit codes: 0 a page; 2 input or arguments that cannot be taken; 3 output that cannot be written.";

pub(super) const LIVE_EXAMPLES: &str = "\
Examples:
  rifada live day.json plan.json
  {\"id\": 1, \"do\": \"event\", \"event\": {\"kind\": \"absent\", \"volunteer\": \"v17\"}}
  {\"id\": 2, \"do\": \"propose\"}
  {\"id\": 3, \"do\": \"accept\"}

Each line of standard input is answered by one line on standard output. PROTOCOL.md has all of it.

Exit codes: 0 standard input has ended; 2 files or arguments that cannot be taken; 3 output that cannot be written.";
