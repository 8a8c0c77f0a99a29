//! The pool: rosters that people may have, as columns of a linear program.

use super::rows::cover_of_roster;
use crate::ground::ids::Id;
use crate::ground::{Cost, IdVec};
use crate::model::{Problem, Roster, UnitId};
use crate::path::own;

/// A roster that a unit may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The duties.
    pub roster: Roster,
    /// What it covers of each row; sorted by row.
    pub cover: Vec<(u32, i32)>,
    /// What it costs, against the first of the unit's columns: minima may be dearer than all else.
    pub cost: f64,
}

/// The columns of all units.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Each unit's own.
    pub of: Vec<Vec<Column>>,
    /// What the first of each unit's cost.
    base: IdVec<UnitId, Option<Cost>>,
}

impl Pool {
    /// No columns of so many units.
    pub fn new(units: usize) -> Self {
        Self { of: vec![Vec::new(); units], base: IdVec::filled(None, units) }
    }

    /// What all units' first columns cost together.
    pub fn base(&self) -> Cost {
        self.base.iter().flatten().copied().sum()
    }

    /// What the first of the unit's cost.
    pub fn base_of(&self, unit: UnitId) -> Cost {
        self.base[unit].unwrap_or(Cost::ZERO)
    }

    /// A roster of the unit as a column.
    pub fn column(&mut self, problem: &Problem, unit: UnitId, roster: Roster) -> Column {
        let of_rows = cover_of_roster(problem, unit, &roster);
        let cover = of_rows.into_iter().map(|(row, count)| (row, count as i32)).collect();
        let cost = own::roster_cost(problem, unit, &roster);
        let base = *self.base[unit].get_or_insert(cost);
        Column { roster, cover, cost: (cost - base).value() }
    }

    /// Takes in a roster. Answers whether it is a new one.
    pub fn learn(&mut self, problem: &Problem, unit: UnitId, roster: Roster) -> bool {
        let is_new = self.of[unit.index()].iter().all(|known| known.roster != roster);
        if is_new {
            let column = self.column(problem, unit, roster);
            self.of[unit.index()].push(column);
        }
        is_new
    }
}
