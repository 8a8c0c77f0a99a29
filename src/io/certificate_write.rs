//! Certificates between the engine's ids and the file's names: out as prices by name, in with every fault and replayed.

use super::certificate_file::{CERTIFICATE_FORMAT, CertificateFile, PostCharges, PricedAt, RowPrices};
use super::diagnostic::{Code, Diagnostics};
use super::line_at::LineAt;
use super::place::quoted;
use super::plan_write::{PostsByName, post_names};
use super::scenario::Scenario;
use crate::model::{Line, LineId, LinePlace, PostId, Problem};
use crate::path::Graphs;
use crate::price::{Certificate, PRICE_UNIT, Rows, price_range, replay};
use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

/// The file of `certificate`, which proves a bound on the plans of the `problem` that `scenario` states.
pub fn certificate_file(
    scenario: &Scenario,
    problem: &Problem,
    certificate: &Certificate,
) -> CertificateFile {
    let names = post_names(scenario);
    let slots = problem.grid.slots();
    let priced = |prices: &&[i64]| prices.iter().any(|price| *price != 0);
    let name = |post: PostId| {
        let (point, post) = names[post];
        (point.to_owned(), post.to_owned())
    };
    let of_line = |(line, prices): (&Line, &[i64])| {
        let at = match line.place {
            LinePlace::Post(post, line) => {
                let (point, post) = name(post);
                PricedAt::Demand(LineAt::Post { point, post, line })
            }
            LinePlace::Shared(shared, line) => PricedAt::Demand(LineAt::Shared { shared, line }),
            LinePlace::Supervision(post, supervision) => {
                let (point, post) = name(post);
                PricedAt::Supervision { point, post, supervision }
            }
        };
        RowPrices { at, prices: prices.to_vec() }
    };
    let of_post = |(post, charges): (PostId, &[i64])| {
        let (point, post) = name(post);
        PostCharges { point, post, charges: charges.to_vec() }
    };
    let lines = problem.lines.iter().zip(certificate.line.chunks(slots));
    let posts = problem.posts.ids().zip(certificate.head.chunks(slots));
    CertificateFile {
        format: CERTIFICATE_FORMAT.to_owned(),
        scenario: scenario.id.clone(),
        unit: PRICE_UNIT,
        bound: certificate.bound.value_rounded_down(),
        prices: lines.filter(|(_, prices)| priced(prices)).map(of_line).collect(),
        charges: posts.filter(|(_, charges)| priced(charges)).map(of_post).collect(),
    }
}

/// The certificate in `file`, whose bound is what its prices prove and not what the file says; nothing where a price
/// is faulty. It is of the `problem` that `scenario` states.
pub fn certificate_of(
    scenario: &Scenario,
    problem: &Problem,
    file: &CertificateFile,
    diagnostics: &mut Diagnostics,
) -> Option<Certificate> {
    let rows = Rows::new(problem);
    let mut own = Diagnostics::default();
    if file.scenario != scenario.id {
        let found = format!("a certificate of {}", quoted(&file.scenario));
        own.push(Code::OtherScenario, "$.scenario", found, format!("give one of {}", quoted(&scenario.id)));
    }
    if file.unit != PRICE_UNIT {
        let remedy = format!("count in {PRICE_UNIT} for a cost of one");
        own.push(Code::OutOfRange, "$.unit", file.unit.to_string(), remedy);
    }
    let mut certificate = Certificate::of_nothing(&rows);
    let mut reading = Reading {
        scenario,
        problem,
        rows: &rows,
        posts: PostsByName::of(scenario),
        lines: problem.lines.pairs().map(|(id, line)| (line.place, id)).collect(),
        diagnostics: &mut own,
    };
    reading.prices(&file.prices, &mut certificate.line);
    reading.charges(&file.charges, &mut certificate.head);
    let sound = !own.has_errors();
    diagnostics.list.append(&mut own.list);
    if !sound {
        return None;
    }
    let graphs = Graphs::new(problem);
    replay(problem, &graphs, &rows, certificate.line, certificate.head, &|| false)
}

/// A certificate file on its way back to ids.
struct Reading<'a> {
    scenario: &'a Scenario,
    problem: &'a Problem,
    rows: &'a Rows,
    posts: PostsByName<'a>,
    lines: HashMap<LinePlace, LineId>,
    diagnostics: &'a mut Diagnostics,
}

impl Reading<'_> {
    /// Lays the prices of lines over `all`.
    fn prices(&mut self, given: &[RowPrices], all: &mut [i64]) {
        let mut seen = BTreeSet::new();
        for (index, row) in given.iter().enumerate() {
            let path = format!("$.prices[{index}]");
            let Some(line) = self.line(&path, &row.at) else { continue };
            if !seen.insert(line) {
                self.note(
                    Code::PricedTwice,
                    path.clone(),
                    "a line that has prices already",
                    "keep one of the two",
                );
            }
            let range = price_range(self.rows, line);
            self.lay(&format!("{path}.prices"), line.0 as usize, &row.prices, &range, all);
        }
    }

    /// Lays the charges of posts over `all`.
    fn charges(&mut self, given: &[PostCharges], all: &mut [i64]) {
        let mut seen = BTreeSet::new();
        for (index, row) in given.iter().enumerate() {
            let path = format!("$.charges[{index}]");
            let Some(post) = self.posts.find(&path, &row.point, &row.post, self.diagnostics) else {
                continue;
            };
            if !seen.insert(post) {
                self.note(
                    Code::PricedTwice,
                    path.clone(),
                    "a post that has charges already",
                    "keep one of the two",
                );
            }
            if self.problem.posts[post].max_people.is_none() {
                let remedy = "leave it out: only a cap can charge for heads";
                self.note(Code::ChargeWithoutCap, path, "a post without `max_people`", remedy);
                continue;
            }
            self.lay(&format!("{path}.charges"), post.0 as usize, &row.charges, &(i64::MIN..=0), all);
        }
    }

    /// The line at a place.
    fn line(&mut self, path: &str, at: &PricedAt) -> Option<LineId> {
        let (place, key, number, there) = match at {
            PricedAt::Demand(LineAt::Post { point, post, line }) => {
                let id = self.posts.find(path, point, post, self.diagnostics)?;
                (LinePlace::Post(id, *line), "line", *line, self.posts.post(id).demand.len())
            }
            PricedAt::Supervision { point, post, supervision } => {
                let id = self.posts.find(path, point, post, self.diagnostics)?;
                let place = LinePlace::Supervision(id, *supervision);
                (place, "supervision", *supervision, self.posts.post(id).supervision.len())
            }
            PricedAt::Demand(LineAt::Shared { shared, line }) => {
                let entries = &self.scenario.shared;
                let Some(entry) = entries.get(*shared as usize) else {
                    self.no_line(format!("{path}.shared"), *shared, "shared entries", entries.len());
                    return None;
                };
                (LinePlace::Shared(*shared, *line), "line", *line, entry.demand.len())
            }
        };
        let line = self.lines.get(&place).copied();
        if line.is_none() {
            let what = if key == "line" { "lines" } else { "supervision rules" };
            self.no_line(format!("{path}.{key}"), number, what, there);
        }
        line
    }

    /// Lays the numbers of one row over those of all, each held to be in its range.
    fn lay(&mut self, path: &str, row: usize, given: &[i64], range: &RangeInclusive<i64>, all: &mut [i64]) {
        let slots = self.problem.grid.slots();
        if given.len() != slots {
            let remedy = format!("give {slots} numbers, one for each slot");
            self.note(Code::PriceCount, path.to_owned(), format!("{} numbers", given.len()), remedy);
            return;
        }
        for (slot, price) in given.iter().enumerate().filter(|(_, price)| !range.contains(price)) {
            let remedy = format!("give a whole number from {} to {}", range.start(), range.end());
            self.note(Code::OutOfRange, format!("{path}[{slot}]"), price.to_string(), remedy);
        }
        all[row * slots..(row + 1) * slots].copy_from_slice(given);
    }

    fn no_line(&mut self, path: String, number: u32, what: &str, there: usize) {
        let remedy = match there {
            0 => "leave it out".to_owned(),
            _ => format!("give a number from 0 to {}", there - 1),
        };
        self.note(Code::UnknownLine, path, format!("number {number} of {there} {what}"), remedy);
    }

    fn note(&mut self, code: Code, path: String, found: impl Into<String>, remedy: impl Into<String>) {
        self.diagnostics.push(code, path, found, remedy);
    }
}
