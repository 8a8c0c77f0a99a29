"""HiGHS.

`--mode mip` is branch and bound on the whole form: gap limits 0, so that it ends only with a proof; a greedy plan as
start; its best plan is taken from a callback should it be late. Flows of the network form need not be called whole.

`--mode lp` is the relaxation only, for its bound: `ipm` without crossover (nobody needs a vertex), `simplex`, or
`pdlp`. Its row prices, finished or not, are put through weak duality (`Form.dual_bound`), so what is printed is proven
even where the solver stopped early; a price vector that is nearly right proves nearly the optimum.
"""

import highspy
import numpy as np

from peer import main


def load(solver, form, relaxed):
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = form.columns, form.rows
    lp.col_cost_ = form.cost.astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(form.columns), form.upper.astype(float)
    lp.row_lower_, lp.row_upper_ = form.low, form.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = form.columns, form.rows
    lp.a_matrix_.start_ = form.begin.astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = form.index, form.value.astype(float)
    if not relaxed:
        kinds = [highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger]
        lp.integrality_ = [kinds[whole] for whole in form.whole.tolist()]
    solver.passModel(lp)


def solve(run):
    form, args = run.form, run.args
    solver = highspy.Highs()
    option = solver.setOptionValue
    option("output_flag", args.log)
    option("time_limit", args.seconds)
    option("threads", args.threads)
    option("parallel", "on" if args.threads > 1 else "off")
    option("random_seed", args.seed)
    load(solver, form, args.mode == "lp")
    if args.mode == "lp":
        option("solver", args.algorithm)
        option("run_crossover", "off")
        run.ready()
        solver.run()
        prices = np.array(solver.getSolution().row_dual)
        if len(prices) == form.rows:
            run.prove(form.dual_bound(prices))
        done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        run.note = "relaxation solved" if done else "relaxation not solved"
        return
    option("mip_rel_gap", 0.0)
    option("mip_abs_gap", 0.0)
    if run.start is not None:
        start = highspy.HighsSolution()
        start.col_value = run.start.astype(float)
        solver.setSolution(start)

    def improved(event):
        run.offer(event.data_out.mip_solution)
        run.prove(event.data_out.mip_dual_bound)

    def logged(event):
        run.prove(event.data_out.mip_dual_bound)

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.cbMipInterrupt.subscribe(logged)
    run.ready()
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        run.offer(solver.getSolution().col_value)
    run.prove(info.mip_dual_bound)


if __name__ == "__main__":
    main(solve, {"mode": {"choices": ["mip", "lp"], "default": "mip"},
                 "algorithm": {"default": "ipm"}, "log": {"action": "store_true"}})
