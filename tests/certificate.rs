//! Certificates between the engine's prices and the names of the file: written, read and replayed; each kind of fault.

#![expect(clippy::unwrap_used, reason = "in tests a panic is a failure, in helpers of tests too")]

use rifada::engine::{Limit, Options, solve};
use rifada::generate::{self, RuleStyle};
use rifada::ground::Cost;
use rifada::io::certificate_file::{CertificateFile, PostCharges, PricedAt, RowPrices};
use rifada::io::certificate_write::{certificate_file, certificate_of};
use rifada::io::diagnostic::Diagnostics;
use rifada::io::line_at::LineAt;
use rifada::io::scenario::*;
use rifada::model::Problem;
use rifada::price::{Certificate, PRICE_UNIT};

fn window(people: u32) -> Vec<DemandWindow> {
    vec![DemandWindow { from: "2027-03-05T08:00".into(), to: "2027-03-05T12:00".into(), people }]
}

/// A morning of twelve slots: two posts at a gate, one with a cap and a supervision rule, and a line over the gate.
fn scenario() -> Scenario {
    let line = |people| Line { windows: Some(window(people)), surplus_weight: Some(1), ..Line::default() };
    let shifts = Shifts { min_minutes: 120, max_minutes: 240, ..Shifts::default() };
    let supervision = Supervision { who: Need::MaxAge(17), by: Need::MinAge(18), ratio: 1, weight: 3 };
    let desk = Post {
        id: "desk".into(),
        shifts: shifts.clone(),
        demand: vec![line(2), Line { weight: Some(3), ..line(1) }],
        max_people: Some(2),
        supervision: vec![supervision],
        ..Post::default()
    };
    let hall = Post { id: "hall".into(), shifts, demand: vec![line(1)], ..Post::default() };
    let person = |id: &str, age| Volunteer {
        id: id.into(),
        age: Some(age),
        available: vec![Interval { from: "2027-03-05T00:00".into(), to: "2027-03-05T12:00".into() }],
        ..Volunteer::default()
    };
    Scenario {
        id: "morning".into(),
        time_zone: "Asia/Riyadh".into(),
        start: "2027-03-05T00:00".into(),
        end: "2027-03-05T12:00".into(),
        zones: vec![Named { id: "z".into(), name: None }],
        points: vec![Point {
            id: "gate".into(),
            zone: "z".into(),
            posts: vec![desk, hall],
            ..Point::default()
        }],
        volunteers: vec![person("a", 16), person("b", 17), person("c", 30)],
        shared: vec![Shared { points: vec!["gate".into()], demand: vec![line(5)], name: None }],
        ..Scenario::default()
    }
}

fn with_problem() -> (Scenario, Problem) {
    let scenario = scenario();
    let (problem, _) = scenario.problem().unwrap();
    (scenario, problem)
}

/// The prices of a row: this one in the ninth slot, 0 elsewhere.
fn once(price: i64) -> Vec<i64> {
    (0..12).map(|slot| if slot == 8 { price } else { 0 }).collect()
}

fn at_desk(line: u32) -> PricedAt {
    PricedAt::Demand(LineAt::Post { point: "gate".into(), post: "desk".into(), line })
}

/// A certificate with a price in each kind of place.
fn file() -> CertificateFile {
    let (scenario, problem) = with_problem();
    let mut certificate = certificate_of(&scenario, &problem, &empty(), &mut Diagnostics::default()).unwrap();
    for line in 0..problem.lines.len() {
        certificate.line[line * 12 + 8] = line as i64 + 1;
    }
    certificate.head[8] = -7;
    certificate_file(&scenario, &problem, &certificate)
}

fn empty() -> CertificateFile {
    CertificateFile {
        format: "rifada-certificate/1".into(),
        scenario: "morning".into(),
        unit: PRICE_UNIT,
        ..CertificateFile::default()
    }
}

#[test]
fn every_kind_of_line_is_written_by_its_names_and_rows_of_nothing_are_left_out() {
    let hall = PricedAt::Demand(LineAt::Post { point: "gate".into(), post: "hall".into(), line: 0 });
    let watch = PricedAt::Supervision { point: "gate".into(), post: "desk".into(), supervision: 0 };
    let shared = PricedAt::Demand(LineAt::Shared { shared: 0, line: 0 });
    let rows = [at_desk(0), at_desk(1), watch, hall, shared].into_iter().zip(1..);
    let rows: Vec<RowPrices> = rows.map(|(at, price)| RowPrices { at, prices: once(price) }).collect();
    let written = file();
    assert_eq!(written.prices, rows);
    let charges = once(-7);
    assert_eq!(written.charges, [PostCharges { point: "gate".into(), post: "desk".into(), charges }]);
    let (scenario, problem) = with_problem();
    let nothing = certificate_of(&scenario, &problem, &empty(), &mut Diagnostics::default()).unwrap();
    assert_eq!(certificate_file(&scenario, &problem, &nothing), empty());
}

#[test]
fn a_certificate_that_is_written_is_read_as_it_was_and_proves_the_same() {
    for (rules, seed) in [(RuleStyle::Plain, 1), (RuleStyle::Rich, 2), (RuleStyle::Full, 3)] {
        let options = generate::Options {
            volunteers: 60,
            points: 8,
            days: 2,
            zones: 3,
            rules,
            seed,
            ..Default::default()
        };
        let scenario = generate::scenario(&options);
        let (problem, _) = scenario.problem().unwrap();
        let outcome = solve(&problem, &Options { limit: Limit::Iterations(6), ..Options::default() });
        let file = certificate_file(&scenario, &problem, &outcome.certificate);
        let read = CertificateFile::from_json(file.to_json().as_bytes()).unwrap();
        assert_eq!(read, file, "{rules:?}");
        assert!(file.bound > 0.0 && file.bound <= outcome.bound.value(), "{rules:?}");
        let mut faults = Diagnostics::default();
        let again: Option<Certificate> = certificate_of(&scenario, &problem, &read, &mut faults);
        assert_eq!(faults.to_text(), "");
        assert_eq!(again, Some(outcome.certificate), "{rules:?}");
    }
}

#[test]
fn what_a_certificate_says_of_its_bound_is_not_believed() {
    let (scenario, problem) = with_problem();
    let boast = CertificateFile { bound: 1e9, ..file() };
    let certificate = certificate_of(&scenario, &problem, &boast, &mut Diagnostics::default()).unwrap();
    assert!(certificate.bound < Cost::units(100 * Cost::UNITS), "{}", certificate.bound);
}

/// Code and path of all that is wrong with the certificate after a change.
#[track_caller]
fn refused(change: impl FnOnce(&mut CertificateFile), expected: &[(&str, &str)]) {
    let (scenario, problem) = with_problem();
    let mut file = file();
    change(&mut file);
    let mut faults = Diagnostics::default();
    assert_eq!(certificate_of(&scenario, &problem, &file, &mut faults), None);
    let told: Vec<(&str, &str)> = faults.list.iter().map(|d| (d.code.text(), d.path.as_str())).collect();
    assert_eq!(told, expected, "{}", faults.to_text());
}

#[test]
fn each_fault_of_a_certificate_is_told_at_its_place() {
    refused(|file| file.scenario = "evening".into(), &[("other-scenario", "$.scenario")]);
    refused(|file| file.unit = 3600, &[("out-of-range", "$.unit")]);
    refused(
        |file| {
            file.prices[0].at =
                PricedAt::Demand(LineAt::Post { point: "gat".into(), post: "desk".into(), line: 0 })
        },
        &[("unknown-id", "$.prices[0].point")],
    );
    refused(|file| file.charges[0].post = "dusk".into(), &[("unknown-id", "$.charges[0].post")]);
    refused(|file| file.prices[1].at = at_desk(2), &[("unknown-line", "$.prices[1].line")]);
    refused(
        |file| file.prices[4].at = PricedAt::Demand(LineAt::Shared { shared: 1, line: 0 }),
        &[("unknown-line", "$.prices[4].shared")],
    );
    refused(
        |file| file.prices[4].at = PricedAt::Demand(LineAt::Shared { shared: 0, line: 1 }),
        &[("unknown-line", "$.prices[4].line")],
    );
    let watch = PricedAt::Supervision { point: "gate".into(), post: "hall".into(), supervision: 0 };
    refused(|file| file.prices[2].at = watch, &[("unknown-line", "$.prices[2].supervision")]);
    refused(|file| file.prices[1].at = at_desk(0), &[("priced-twice", "$.prices[1]")]);
    refused(|file| file.charges.push(file.charges[0].clone()), &[("priced-twice", "$.charges[1]")]);
    refused(|file| file.prices[0].prices.truncate(11), &[("price-count", "$.prices[0].prices")]);
    refused(|file| file.charges[0].charges.push(0), &[("price-count", "$.charges[0].charges")]);
    refused(|file| file.charges[0].post = "hall".into(), &[("charge-without-cap", "$.charges[0]")]);
    refused(|file| file.charges[0].charges[3] = 1, &[("out-of-range", "$.charges[0].charges[3]")]);
}

#[test]
fn a_price_may_go_to_the_ends_of_its_range_and_no_further() {
    let (scenario, problem) = with_problem();
    // A line of weight 1 and surplus weight 1, one of weight 3, and supervision of weight 3, in slots of an hour.
    for (row, least, most) in [(0, -1, 1), (1, -1, 3), (2, 0, 3), (4, -1, 1)] {
        for price in [least * PRICE_UNIT, most * PRICE_UNIT] {
            let mut file = file();
            file.prices[row].prices[0] = price;
            let read = certificate_of(&scenario, &problem, &file, &mut Diagnostics::default());
            assert!(read.is_some(), "{row} {price}");
        }
        let path = format!("$.prices[{row}].prices[0]");
        for price in [least * PRICE_UNIT - 1, most * PRICE_UNIT + 1, i64::MIN, i64::MAX] {
            refused(|file| file.prices[row].prices[0] = price, &[("out-of-range", &path)]);
        }
    }
}

#[test]
fn all_faults_of_a_certificate_come_at_once() {
    refused(
        |file| {
            file.scenario = "evening".into();
            file.prices[0].prices[0] = i64::MAX;
            file.prices[3].at = at_desk(9);
            file.charges[0].charges.clear();
        },
        &[
            ("other-scenario", "$.scenario"),
            ("out-of-range", "$.prices[0].prices[0]"),
            ("unknown-line", "$.prices[3].line"),
            ("price-count", "$.charges[0].charges"),
        ],
    );
}

#[test]
fn a_charge_however_high_is_summed_up_without_overflow() {
    let (scenario, problem) = with_problem();
    let mut file = file();
    file.charges[0].charges = vec![i64::MIN; 12];
    let certificate = certificate_of(&scenario, &problem, &file, &mut Diagnostics::default()).unwrap();
    assert_eq!(certificate.bound, Cost::ZERO);
}

#[test]
fn a_certificate_with_bytes_changed_is_refused_or_proves_no_more_than_a_plan_costs() {
    let (scenario, problem) = with_problem();
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(20), ..Options::default() });
    let text = file().to_json();
    let rng = &mut fastrand::Rng::with_seed(1);
    let (mut replayed, mut refused) = (0, 0);
    for _ in 0..3000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(0..bytes.len());
            match rng.u8(0..6) {
                _ if bytes[at].is_ascii_digit() => bytes[at] = b"0123456789"[rng.usize(0..10)],
                0 => drop(bytes.remove(at)),
                1 => bytes.insert(at, b"0123456789-,[]{}\""[rng.usize(0..17)]),
                2 => bytes[at] = rng.u8(..),
                _ => {}
            }
        }
        let mut faults = Diagnostics::default();
        let read = CertificateFile::from_json(&bytes);
        match read.map(|file| certificate_of(&scenario, &problem, &file, &mut faults)) {
            Ok(Some(certificate)) => {
                assert!(faults.is_empty() && certificate.bound <= outcome.cost.total());
                replayed += 1;
            }
            Ok(None) => {
                assert!(faults.has_errors());
                refused += 1;
            }
            Err(faults) => assert!(faults.has_errors()),
        }
    }
    assert!(replayed > 100 && refused > 100, "{replayed} replayed and {refused} refused");
}
