//! The master: which shares of the rosters met so far serve best together, as a linear program.
//!
//! `min Σ cost × share + Σ weight × short + Σ surplus × over`, where on every row what the shares cover, with what is short and
//! less what is over, is the demand, and where everybody's shares add up to one. The prices of its rows are those of demand.
//!
//! It is solved by an interior-point method, and not to the end while there are better rosters to be met: far from a corner
//! prices lie in the middle of all that would do as well, and lead further (Gondzio, González-Brevis & Munari 2013). It
//! computes with floating point, and proves nothing.

use super::{Column, Prices, Rows};
use crate::ground::Cost;
use good_lp::{
    DualValues, Expression, ProblemVariables, Solution, SolutionWithDual, SolverModel, Variable, variable,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// What the program comes to.
#[derive(Clone, Debug)]
pub struct Solved {
    /// What the shares cost together, with what is short and over.
    pub cost: f64,
    /// A price for each row.
    pub prices: Prices,
    /// The price of each unit: what its shares cost less what they earn.
    pub units: Vec<f64>,
}

impl Solved {
    /// What a unit loses by a column, whose price this is.
    pub fn loss(&self, column: &Column, unit: f64) -> f64 {
        let earned =
            |&(row, count): &(u32, i32)| f64::from(self.prices.line[row as usize]) * f64::from(count);
        column.cost - column.cover.iter().map(earned).sum::<f64>() - unit
    }
}

/// The best shares of these columns, each unit's side by side, to within this part of their cost; nothing where the solver fails
/// or takes longer than this.
pub fn solve(
    rows: &Rows,
    columns: &[Vec<&Column>],
    precision: f64,
    most: Option<Duration>,
) -> Option<Solved> {
    // A solver that panics has found nothing; the program is its own and is dropped with it.
    catch_unwind(AssertUnwindSafe(|| program(rows, columns, precision, most))).ok()?
}

fn program(rows: &Rows, columns: &[Vec<&Column>], precision: f64, most: Option<Duration>) -> Option<Solved> {
    let mut variables = ProblemVariables::new();
    let mut objective = Expression::default();
    let mut covers: Vec<Option<Expression>> = vec![None; rows.demand.len()];
    let mut ones: Vec<Expression> = Vec::with_capacity(columns.len());
    for columns in columns {
        let mut all = Expression::default();
        let of: Vec<Variable> = variables.add_vector(variable().min(0.0), columns.len());
        for (column, &share) in columns.iter().zip(&of) {
            objective.add_mul(column.cost, share);
            all += share;
            for &(row, count) in &column.cover {
                covers[row as usize].get_or_insert_with(Expression::default).add_mul(f64::from(count), share);
            }
        }
        ones.push(all);
    }
    // Nobody could serve on a row that no column covers.
    let mut prices = rows.no_prices();
    let mut unserved = 0.0;
    let mut constraints = Vec::new();
    let mut priced = Vec::new();
    for (row, cover) in covers.into_iter().enumerate() {
        let line = rows.line_of(row);
        let demand = f64::from(rows.demand[row]);
        let value = |units: i128| units as f64 / Cost::UNITS as f64;
        let (short, over) = (value(rows.short_units[line]), value(rows.over_units[line]));
        let Some(mut cover) = cover else {
            if demand > 0.0 {
                prices.line[row] = short as f32;
                unserved += short * demand;
            } else {
                unserved -= over * demand;
            }
            continue;
        };
        let missing = variables.add(variable().min(0.0));
        let extra = variables.add(variable().min(0.0));
        objective.add_mul(short, missing);
        objective.add_mul(over, extra);
        cover += missing;
        cover -= extra;
        constraints.push(cover.eq(demand));
        priced.push(row);
    }
    let mut program = variables.minimise(&objective).using(good_lp::clarabel);
    let settings = program.settings();
    settings.max_iter(MOST_ITERATIONS).tol_gap_rel(precision).tol_gap_abs(precision).tol_feas(1e-7);
    if let Some(most) = most {
        settings.time_limit(most.as_secs_f64());
    }
    let of_rows: Vec<_> =
        constraints.into_iter().map(|constraint| program.add_constraint(constraint)).collect();
    let of_units: Vec<_> = ones.into_iter().map(|all| program.add_constraint(all.eq(1.0))).collect();
    let mut solution = program.solve().ok()?;
    let cost = solution.eval(&objective) + unserved;
    let duals = solution.compute_dual();
    for (row, constraint) in priced.into_iter().zip(of_rows) {
        prices.line[row] = duals.dual(constraint) as f32;
    }
    let units = of_units.into_iter().map(|constraint| duals.dual(constraint)).collect();
    Some(Solved { cost, prices, units })
}

/// More iterations have never been needed by half.
const MOST_ITERATIONS: u32 = 100;
