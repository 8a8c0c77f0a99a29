//! The program that is kept from one change to the next, held to a solver that begins from nothing each time.

pub mod common;

use common::build::Sketch;
use common::chance::{draw, pick};
use rifada::ground::Seed;
use rifada::model::{ANYONE, Problem, Roster};
use rifada::price::{Column, Program, Rows, master};

/// Shifts over some dates, with demand of a random kind.
fn shifts(seed: &mut Seed) -> Problem {
    let mut sketch = Sketch::days(1440, draw(seed, 3, 9) as u32);
    for _ in 0..draw(seed, 1, 3) {
        let post = sketch.post();
        sketch.line(post, ANYONE, draw(seed, 0, 4), pick(seed, &[1, 10, 100]));
    }
    sketch.person();
    sketch.problem()
}

/// A column of a few rows.
fn column(seed: &mut Seed, rows: usize) -> Column {
    let mut cover: Vec<(u32, i32)> = Vec::new();
    for row in 0..rows {
        if seed.chance(40) {
            cover.push((row as u32, pick(seed, &[1, 1, 1, 2])));
        }
    }
    Column { roster: Roster::new(), cover, cost: draw(seed, 0, 40) as f64 }
}

#[test]
fn a_program_kept_comes_to_what_a_solver_finds_whatever_joins_or_is_barred() {
    for seed in 0..60 {
        let draws = &mut Seed::new(seed);
        let mut rows = Rows::new(&shifts(draws));
        let count = rows.demand.len();
        rows.demand.iter_mut().for_each(|demand| *demand = draw(draws, -1, 4) as i32);
        let units = draw(draws, 1, 6) as usize;
        let mut program = Program::new(&rows, &rows.demand, units);
        let mut columns: Vec<Vec<(Column, usize, bool)>> = vec![Vec::new(); units];
        for step in 0..40 {
            for (unit, columns) in columns.iter_mut().enumerate() {
                if columns.is_empty() || draws.chance(50) {
                    let column = column(draws, count);
                    let number = program.add(unit, &column.cover, column.cost);
                    columns.push((column, number, false));
                }
                // One is never barred, so that there is something left.
                for (_, number, is_barred) in columns.iter_mut().skip(1) {
                    if draws.chance(20) {
                        *is_barred = !*is_barred;
                        program.bar(*number, *is_barred);
                    }
                }
            }
            assert!(program.solve(&|| false), "{seed}, step {step}");
            let free: Vec<Vec<&Column>> = columns
                .iter()
                .map(|of| of.iter().filter(|(.., is_barred)| !is_barred).map(|(column, ..)| column).collect())
                .collect();
            let solved = master::solve(&rows, &free, 1e-9, None).expect("it can be solved");
            let apart = (program.cost() - solved.cost).abs();
            let most = program.slack() + 1e-6 * solved.cost.abs().max(1.0);
            assert!(apart <= most, "{seed}, step {step}: {} and {}", program.cost(), solved.cost);
            for (unit, columns) in columns.iter().enumerate() {
                let shares = |is: bool| -> f64 {
                    let of = columns.iter().filter(|(.., is_barred)| *is_barred == is);
                    of.map(|(_, number, _)| program.share(*number)).sum()
                };
                assert!((shares(false) - 1.0).abs() < 1e-4, "{seed}, step {step}, unit {unit}");
                assert!(shares(true) < 1e-6, "{seed}, step {step}, unit {unit}");
                for (column, ..) in columns.iter().filter(|(.., is_barred)| !is_barred) {
                    let loss = program.loss(unit, &column.cover, column.cost);
                    assert!(loss >= -1.2 * program.little() - 1e-9, "{seed}, step {step}: {loss}");
                }
            }
        }
    }
}

#[test]
fn what_is_barred_costs_a_surcharge_where_nothing_else_is_left_and_none_afterwards() {
    let draws = &mut Seed::new(3);
    let rows = Rows::new(&shifts(draws));
    let mut program = Program::new(&rows, &rows.demand, 1);
    let only = program.add(0, &[(0, 1)], 5.0);
    assert!(program.solve(&|| false));
    let cost = program.cost();
    program.bar(only, true);
    assert!(program.solve(&|| false));
    assert!(program.cost() > 10.0 * cost.abs().max(1.0), "{} and {cost}", program.cost());
    program.bar(only, false);
    assert!(program.solve(&|| false));
    assert!((program.cost() - cost).abs() < 1e-6);
    // Where it is stopped, it says so.
    let dearer = program.add(0, &[(0, 1)], -5.0);
    assert!(!program.solve(&|| true));
    assert!(program.solve(&|| false));
    assert!(program.share(dearer) > 0.9);
}
