//! The restricted master: what is left as a mixed-integer program, for a solver of such.
//!
//! A binary for each choice of each open unit, one choice a unit; for each row whose cover may end on either side of its
//! demand, a shortage and a surplus; caps as hard rows. What is minimised is what is lost against the prices, the cost but
//! for a constant. A row whose cover stays on one side is linear and needs neither.
//!
//! The solver computes with floating point, and nothing here is believed but for what it is: a proposal of one choice a
//! unit, which whoever asked has to cost anew. That it found the best, or that there is none, proves nothing. Its effort is
//! bounded by nodes, and by time where a clock is read; between a few nodes `stopped` is asked.

use super::Until;
use super::losses::Row;
use super::rest::{Bench, Rest};
use crate::ground::Cost;
use crate::model::{Roster, UnitId};
use crate::price::certificate::FRACTIONS;
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How the solver ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It says that it has looked at everything.
    Finished,
    /// A limit or `stopped` ended it, or it failed.
    Stopped,
}

/// What the solver proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// A roster for each free unit; nothing where it found none within the budget.
    pub chosen: Option<Vec<(UnitId, Roster)>>,
    /// How it ended.
    pub status: Status,
}

/// How many nodes there are between two asks of `stopped`.
#[cfg(not(feature = "highs"))]
const NODES_AT_ONCE: u64 = 16;

/// What the solver proposes for the open units of `rest`: something within its budget, if it finds that.
///
/// It looks at `most` nodes at most.
pub fn propose(rest: &Rest<'_>, step: i128, most: u64, until: &Until<'_>, bench: &mut Bench) -> Proposal {
    let nothing = Proposal { chosen: None, status: Status::Stopped };
    if (until.stopped)() || most == 0 {
        return nothing;
    }
    // A solver that panics has found nothing; the model is its own and is dropped with it.
    let answer = catch_unwind(AssertUnwindSafe(|| Model::new(rest, step).solve(most, until)));
    let Ok((values, status)) = answer else { return nothing };
    let chosen = values.map(|values| {
        let mut with = rest.clone();
        for (place, choice) in values {
            with.keep(place, [choice].into(), bench);
        }
        with.chosen()
    });
    Proposal { chosen, status }
}

/// The choice of each open unit, by its place, and how the solver ended.
type Answer = (Option<Vec<(usize, u32)>>, Status);

/// The program.
struct Model {
    variables: ProblemVariables,
    /// The numbers of the binaries, and what they stand for: the place of a free unit and its choice. A unit's own are side by side.
    binaries: Vec<(usize, usize, u32)>,
    objective: Expression,
    constraints: Vec<good_lp::Constraint>,
}

/// A loss in cost, as the solver sees it.
fn value(loss: i128) -> f64 {
    loss as f64 / (Cost::UNITS * i128::from(FRACTIONS)) as f64
}

impl Model {
    fn new(rest: &Rest<'_>, step: i128) -> Self {
        let (at_stake, mut lost) = rest.at_stake();
        let place_of = |row: u32| at_stake.partition_point(|(other, _)| *other < row);
        let mut model = Self {
            variables: ProblemVariables::new(),
            binaries: Vec::new(),
            objective: Expression::default(),
            constraints: Vec::new(),
        };
        // What each row's cover costs where it is linear in it; and the cover itself where it is not.
        let slopes: Vec<Option<i128>> = at_stake.iter().map(|&(row, _)| slope(rest, row)).collect();
        let mut covers: Vec<Expression> =
            at_stake.iter().map(|(_, fixed)| Expression::from(*fixed as f64)).collect();
        for (&(row, fixed), slope) in at_stake.iter().zip(&slopes) {
            match (slope, rest.row(row)) {
                (Some(slope), (how, (low, _))) => {
                    lost += how.least(low, low) + slope * i128::from(fixed - low)
                }
                (None, (Row::Heads { cap, under, .. }, _)) if *under > 0 => lost += under * i128::from(*cap),
                _ => {}
            }
        }
        for place in rest.open() {
            let mut one = Expression::default();
            for (number, choice) in rest.left(place) {
                let binary = model.variables.add(variable().binary());
                let mut loss = choice.loss;
                for &(row, count) in &choice.effects {
                    let at = place_of(row);
                    match slopes[at] {
                        Some(slope) => loss += slope * i128::from(count),
                        None => covers[at].add_mul(count as f64, binary),
                    }
                }
                one += binary;
                model.objective.add_mul(value(loss), binary);
                model.binaries.push((model.variables.len() - 1, place, number));
            }
            model.constraints.push(constraint!(one == 1.0));
        }
        for ((&(row, _), slope), cover) in at_stake.iter().zip(&slopes).zip(covers) {
            if slope.is_none() {
                model.row(rest.row(row), cover);
            }
        }
        // Costs are whole multiples of a step: half a one above the budget is out of reach all the same.
        let most = value(rest.budget - lost) + value(step) / 2.0;
        model.constraints.push(model.objective.clone().leq(most));
        model
    }

    /// A row whose cover may end on either side.
    fn row(&mut self, (how, (low, high)): (&Row, (i64, i64)), cover: Expression) {
        match *how {
            Row::Line { demand, short, over } => {
                let missing = self.amount(short);
                let extra = self.amount(over);
                let demand = demand as f64;
                match (missing, extra) {
                    (Some(missing), Some(extra)) => {
                        self.constraints.push((cover + missing - extra).eq(demand))
                    }
                    (Some(missing), None) => self.constraints.push((cover + missing).geq(demand)),
                    (None, Some(extra)) => self.constraints.push((cover - extra).leq(demand)),
                    (None, None) => {}
                }
            }
            Row::Heads { cap, under, team, missing } => {
                self.objective.add_mul(-value(under), &cover);
                if high > cap {
                    self.constraints.push(cover.clone().leq(cap as f64));
                }
                if let Some(lacking) = self.amount(missing).filter(|_| low < team && high > 0) {
                    let open = self.variables.add(variable().binary());
                    self.constraints.push((cover.clone() - high as f64 * open).leq(0.0));
                    self.constraints.push((cover + lacking - team as f64 * open).geq(0.0));
                }
            }
        }
    }

    /// An amount that costs so much each; nothing where it is free.
    fn amount(&mut self, loss: i128) -> Option<Variable> {
        (loss > 0).then(|| {
            let amount = self.variables.add(variable().min(0.0));
            self.objective.add_mul(value(loss), amount);
            amount
        })
    }
}

#[cfg(not(feature = "highs"))]
impl Model {
    /// What microlp makes of it, asked through good_lp's model: good_lp itself hands on no limit on nodes.
    fn solve(self, most: u64, until: &Until<'_>) -> Answer {
        let mut program = self.variables.minimise(self.objective).using(good_lp::microlp);
        for constraint in self.constraints {
            program.add_constraint(constraint);
        }
        let mut options = microlp::SolveOptions::default();
        options.time_limit = (until.left)();
        options.node_limit = Some(NODES_AT_ONCE.min(most));
        let mut outcome = program.as_inner().solve_with(options);
        let mut nodes = NODES_AT_ONCE;
        while let Ok(so_far) = &outcome
            && so_far.termination_reason() == microlp::TerminationReason::NodeLimit
            && nodes < most
            && !(until.stopped)()
        {
            let mut options = microlp::ResumeOptions::default();
            options.time_limit = (until.left)();
            options.node_limit = Some(NODES_AT_ONCE.min(most - nodes));
            outcome = outcome.and_then(|so_far| so_far.resume_with(options));
            nodes += NODES_AT_ONCE;
        }
        match outcome {
            Ok(outcome) => {
                let status = if outcome.is_optimal() { Status::Finished } else { Status::Stopped };
                // Variables of the program are numbered as they were added, here and there.
                let values = outcome.into_solution().ok();
                let chosen = values.map(|values| {
                    let values = values.iter().map(|(_, value)| value).collect::<Vec<_>>();
                    most_chosen(&self.binaries, &values)
                });
                (chosen, status)
            }
            Err(microlp::Error::Infeasible) => (None, Status::Finished),
            Err(_) => (None, Status::Stopped),
        }
    }
}

#[cfg(feature = "highs")]
impl Model {
    /// What HiGHS makes of it. It is asked once, with nodes and time for limits and one thread, so that it does the same
    /// every time; its status and values are its own, since good_lp folds the one and hides the other.
    fn solve(self, most: u64, until: &Until<'_>) -> Answer {
        let mut program = self.variables.minimise(self.objective).using(good_lp::highs);
        for constraint in self.constraints {
            program.add_constraint(constraint);
        }
        let Ok(mut model) = program.try_into_inner() else { return (None, Status::Stopped) };
        model.make_quiet();
        model.set_option("threads", 1);
        model.set_option("mip_max_nodes", i32::try_from(most).unwrap_or(i32::MAX));
        if let Some(left) = (until.left)() {
            model.set_option("time_limit", left.as_secs_f64());
        }
        let Ok(solved) = model.try_solve() else { return (None, Status::Stopped) };
        let status = match solved.status() {
            highs::HighsModelStatus::Optimal => Status::Finished,
            // Where there is no solution, or nothing to choose, it must not be asked for the solution's status.
            highs::HighsModelStatus::Infeasible | highs::HighsModelStatus::UnboundedOrInfeasible => {
                return (None, Status::Finished);
            }
            highs::HighsModelStatus::ModelEmpty => return (Some(Vec::new()), Status::Finished),
            _ => Status::Stopped,
        };
        let feasible = solved.primal_solution_status() == highs::HighsSolutionStatus::Feasible;
        (feasible.then(|| most_chosen(&self.binaries, solved.get_solution().columns())), status)
    }
}

/// The choice of each unit with the greatest value.
fn most_chosen(binaries: &[(usize, usize, u32)], values: &[f64]) -> Vec<(usize, u32)> {
    let value = |binary: usize| values.get(binary).copied().unwrap_or(0.0);
    let of_units = binaries.chunk_by(|a, b| a.1 == b.1);
    let most = of_units.filter_map(|same| same.iter().max_by(|a, b| value(a.0).total_cmp(&value(b.0))));
    most.map(|&(_, place, choice)| (place, choice)).collect()
}

/// What one more of the row's cover loses, where that is the same for every cover it may have.
fn slope(rest: &Rest<'_>, row: u32) -> Option<i128> {
    match rest.row(row) {
        (&Row::Line { demand, over, .. }, (low, _)) if low >= demand => Some(over),
        (&Row::Line { demand, short, .. }, (_, high)) if high <= demand => Some(-short),
        (&Row::Heads { cap, under, team, missing }, (low, high))
            if high <= cap && (low >= team || missing == 0 || high == 0) =>
        {
            Some(-under)
        }
        _ => None,
    }
}
