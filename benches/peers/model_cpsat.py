"""OR-Tools CP-SAT.

The columns are Booleans where a group is one person and integers where it is several; the row of a group is an
at-most-one where it can be, the packings of rest likewise, since CP-SAT makes most of them in that shape; lines are
linear rows with an integer of missing people each. The objective is in the smallest whole unit, so that its bounds
are as sharp as may be. It starts from a greedy plan, given as a complete hint. `--linearization 1` is its default,
`2` puts everything into its LP; with 8 workers it also runs its portfolio of neighbourhoods, which 2 workers lack for
the most part, so both are tried. `--presolve brief` leaves out probing and symmetry, and does the rest once: on large
days the full presolve takes a good part of a minute.
"""

import numpy as np
from ortools.sat.python import cp_model

from peer import main


def model_of(form):
    model = cp_model.CpModel()
    columns = [model.new_int_var(0, upper, "") if upper != 1 else model.new_bool_var("") for upper in form.upper.tolist()]
    begin, index, value = form.begin.tolist(), form.index.tolist(), form.value
    low, high = form.low, form.high
    ones = np.minimum.reduceat(np.append(value == 1, True), form.begin[:-1]) if form.rows else []
    for row in range(form.rows):
        of_row = slice(begin[row], begin[row + 1])
        here = [columns[column] for column in index[of_row]]
        if not here:
            continue
        simple = bool(ones[row])
        if simple and not np.isfinite(low[row]) and high[row] == 1 and np.all(form.upper[form.index[of_row]] == 1):
            model.add_at_most_one(here)
            continue
        total = cp_model.LinearExpr.sum(here) if simple else cp_model.LinearExpr.weighted_sum(here, value[of_row].tolist())
        least = int(low[row]) if np.isfinite(low[row]) else None
        most = int(high[row]) if np.isfinite(high[row]) else None
        if least is not None and least == most:
            model.add(total == least)
            continue
        if least is not None:
            model.add(total >= least)
        if most is not None:
            model.add(total <= most)
    priced = np.flatnonzero(form.cost).tolist()
    model.minimize(cp_model.LinearExpr.weighted_sum([columns[at] for at in priced], form.cost[priced].tolist()))
    return model, columns


class Found(cp_model.CpSolverSolutionCallback):
    def __init__(self, run, columns):
        super().__init__()
        self.run, self.columns = run, columns

    def on_solution_callback(self):
        # The raw answer is far quicker than one value at a time.
        self.run.offer(self.response_proto.solution if hasattr(self, "response_proto") else [self.value(c) for c in self.columns])
        self.run.prove(self.best_objective_bound)


def solve(run):
    form, args = run.form, run.args
    model, columns = model_of(form)
    if run.start is not None:
        for column, value in zip(columns, run.start.tolist()):
            model.add_hint(column, value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = args.threads
    solver.parameters.linearization_level = args.linearization
    solver.parameters.random_seed = args.seed
    solver.parameters.max_time_in_seconds = args.seconds
    solver.parameters.log_search_progress = args.log
    if args.presolve == "brief":
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.symmetry_level = 0
    solver.best_bound_callback = run.prove
    run.ready()
    status = solver.solve(model, Found(run, columns))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        run.offer(list(solver.response_proto.solution))
    else:
        run.note = f"no plan: {solver.status_name(status).lower()}"
    run.prove(solver.best_objective_bound)
    if status == cp_model.MODEL_INVALID:
        raise SystemExit(model.validate())


if __name__ == "__main__":
    main(solve, {"linearization": {"type": int, "default": 1}, "presolve": {"default": "full", "choices": ["full", "brief"]}, "log": {"action": "store_true"}})
