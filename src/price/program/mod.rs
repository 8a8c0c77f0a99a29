//! The program: a linear program of shares that is kept from one change to the next.
//!
//! It is that of the [master](super::master). Where rosters join it or are barred one after another, its last answer is nearly
//! the next: a revised simplex goes on from there (Dantzig & Orchard-Hays 1954), with the inverse of its basis in full, as
//! rows are few. It computes with floating point, and proves nothing.
//!
//! Measured in plunges on instances 6 and 12 of Curtois and Qu, 102 and 340 rows: 0.05 to 20 ms and 0.4 to 400 ms from one
//! answer to the next, where an interior-point method took 10 to 25 ms and 150 to 300 ms for each, of a third as many columns.
//!
//! Shares of whole people are all alike to it, so that many bases come to the same: each row is shaken a little, and each cost.

mod basis;
mod dual;
mod primal;

use super::Rows;
use crate::ground::Cost;

/// The program, and where its basis stands.
#[derive(Clone, Debug)]
pub struct Program {
    /// What is to be met: demand on each row, then one for each unit.
    wanted: Vec<f64>,
    columns: Vec<Side>,
    /// Which column stands at each place of the basis, and how much of it there is.
    basis: Vec<usize>,
    amounts: Vec<f64>,
    /// The inverse of the basis, column by column.
    inverse: Vec<f64>,
    /// A price for each row, then for each unit.
    prices: Vec<f64>,
    /// How many rows come before the units.
    rows: usize,
    /// Each unit's first roster.
    first: Vec<Option<usize>>,
    has_begun: bool,
    /// Columns that saved most when all were looked at.
    near: Vec<usize>,
    /// No column enters for less than that.
    little: f64,
    /// What barred columns cost besides.
    surcharge: f64,
    pivots: usize,
}

/// A column: what it adds to each row, and what it costs.
#[derive(Clone, Debug)]
struct Side {
    adds: Box<[(u32, f64)]>,
    cost: f64,
    /// At which place of the basis it stands.
    place: Option<usize>,
    is_barred: bool,
    /// What it costs besides while what is barred is driven out.
    shift: f64,
}

/// What a barred column costs besides, in dearest prices: more than any roster is worth.
const BARRED: f64 = 1e5;
/// No column enters for less than this part of the dearest price.
const LITTLE: f64 = 4e-7;
/// The dearest price is no less than that.
const LEAST_PRICE: f32 = 1.0;
/// By how much costs are shaken, in what no column enters for, that no two columns save the same.
const SHAKE_OF_COSTS: f64 = 0.1;
/// By how much each row is shaken, that no two bases come to the same amounts.
const SHAKE: f64 = 1e-6;
/// It gives up after so many pivots for each row.
const MOST_FOR_A_ROW: usize = 100;
/// The inverse is worked out anew after so many pivots.
const MOST_PIVOTS: usize = 4000;
/// What is no greater is nothing: of numbers to divide by.
const LITTLE_PIVOT: f64 = 1e-7;

impl Program {
    /// The program without rosters: each unit must have one before it is solved.
    pub fn new(rows: &Rows, demand: &[i32], units: usize) -> Self {
        let (count, all) = (demand.len(), demand.len() + units);
        let value = |units: i128| units as f64 / Cost::UNITS as f64;
        let mut columns = Vec::new();
        for row in 0..count {
            let line = rows.line_of(row);
            let short = Side::new(&[(row as u32, 1.0)], value(rows.short_units[line]));
            let over = Side::new(&[(row as u32, -1.0)], value(rows.over_units[line]));
            columns.extend([short, over]);
        }
        let dearest = rows.most.iter().copied().chain(rows.least.iter().map(|price| -price));
        let wanted = demand.iter().map(|&demand| f64::from(demand)).chain(vec![1.0; units]).collect();
        Self {
            wanted,
            columns,
            basis: vec![0; all],
            amounts: vec![0.0; all],
            inverse: vec![0.0; all * all],
            prices: vec![0.0; all],
            rows: count,
            first: vec![None; units],
            has_begun: false,
            near: Vec::new(),
            little: LITTLE * f64::from(dearest.fold(LEAST_PRICE, f32::max)),
            surcharge: 0.0,
            pivots: 0,
        }
    }

    /// Takes in a column of a unit. Answers its number.
    pub fn add(&mut self, unit: usize, cover: &[(u32, i32)], cost: f64) -> usize {
        let adds = cover.iter().map(|&(row, count)| (row, f64::from(count)));
        let adds: Vec<(u32, f64)> = adds.chain([((self.rows + unit) as u32, 1.0)]).collect();
        let column = self.columns.len();
        self.columns.push(Side::new(&adds, cost + SHAKE_OF_COSTS * self.little * golden(column)));
        self.first[unit].get_or_insert(column);
        column
    }

    /// Bars a column, or takes that back.
    pub fn bar(&mut self, column: usize, is_barred: bool) {
        self.columns[column].is_barred = is_barred;
    }

    /// The share of a column.
    pub fn share(&self, column: usize) -> f64 {
        self.columns[column].place.map_or(0.0, |place| self.amounts[place])
    }

    /// What a column of this cover and cost of a unit loses against the prices.
    pub fn loss(&self, unit: usize, cover: &[(u32, i32)], cost: f64) -> f64 {
        let earned = cover.iter().map(|&(row, count)| self.prices[row as usize] * f64::from(count));
        cost - earned.sum::<f64>() - self.prices[self.rows + unit]
    }

    /// The prices of the rows.
    pub fn prices(&self) -> &[f64] {
        &self.prices[..self.rows]
    }

    /// What no column enters for.
    pub const fn little(&self) -> f64 {
        self.little
    }

    /// What the shares might cost less, were every column that saves a little to enter.
    pub fn slack(&self) -> f64 {
        self.little * (1.0 + SHAKE_OF_COSTS) * self.first.len() as f64
    }

    /// What the shares cost together, with what is short and over.
    pub fn cost(&self) -> f64 {
        self.prices.iter().zip(&self.wanted).map(|(price, wanted)| price * wanted).sum()
    }

    /// Finds the best shares of what is not barred. Answers whether it has: it gives up where `stopped` says so. Where what is
    /// barred cannot be done without, it costs a surcharge.
    pub fn solve(&mut self, stopped: &dyn Fn() -> bool) -> bool {
        let is_solved = !self.first.contains(&None) && self.go_on(stopped);
        // What could not be solved begins anew the next time.
        self.has_begun = is_solved;
        // However little there is left to be saved, no row's price is more than what it costs to be short or over there.
        for row in 0..self.rows {
            let (short, over) = (self.columns[2 * row].cost, self.columns[2 * row + 1].cost);
            self.prices[row] = self.prices[row].clamp(-over, short);
        }
        is_solved
    }

    fn go_on(&mut self, stopped: &dyn Fn() -> bool) -> bool {
        self.surcharge = 0.0;
        if !self.has_begun {
            self.begin();
            if !self.refresh(stopped) {
                return false;
            }
        }
        self.price();
        // What is barred stays while the others come to what was best with it, and goes then.
        if !self.improve(stopped) {
            return false;
        }
        self.shift();
        let is_driven_out = self.drive_out(stopped);
        self.columns.iter_mut().for_each(|side| side.shift = 0.0);
        self.surcharge = BARRED / LITTLE * self.little;
        self.price();
        is_driven_out && self.improve(stopped)
    }

    fn cost_of(&self, side: &Side) -> f64 {
        side.cost + side.shift + if side.is_barred { self.surcharge } else { 0.0 }
    }

    /// What a column costs less what it earns.
    fn reduced(&self, column: usize) -> f64 {
        let side = &self.columns[column];
        self.cost_of(side) - side.adds.iter().map(|&(row, add)| self.prices[row as usize] * add).sum::<f64>()
    }
}

/// A part of one that has nothing to do with that of any other number.
fn golden(number: usize) -> f64 {
    (number as f64 * 0.618_033_988_749_894_9).fract()
}

impl Side {
    fn new(adds: &[(u32, f64)], cost: f64) -> Self {
        Self { adds: adds.into(), cost, place: None, is_barred: false, shift: 0.0 }
    }
}
