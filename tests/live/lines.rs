//! Lines as they may come: damaged in every way, none of them brings the state down or leaves it unsound.

use super::stage::{hold, planned};
use rifada::generate::RuleStyle;
use rifada::ground::Seed;
use rifada::io::event::{Asked, Request};
use rifada::io::read::read_request;
use rifada::live::Live;

const LINES: [&str; 14] = [
    r#"{"id": 1, "do": "event", "event": {"kind": "absent", "volunteer": "v1"}}"#,
    r#"{"id": 2, "do": "event", "event": {"kind": "late", "volunteer": "v2", "until": "2027-05-15T10:00"}}"#,
    r#"{"id": 3, "do": "event", "event": {"kind": "leaves", "volunteer": "v3", "at": "2027-05-15T12:00"}}"#,
    r#"{"id": 4, "do": "event", "event": {"kind": "arrives", "volunteer": {"id": "x", "age": 30, "languages": [{"code": "ur", "level": "B1"}], "skills": [{"id": "first_aid", "until": "2027-06-01"}], "available": [{"from": "2027-05-15T06:00", "to": "2027-05-15T20:00"}], "wishes": [{"kind": "avoid", "weight": 2}], "history": {"minutes": 60}}}}"#,
    r#"{"id": 5, "do": "event", "event": {"kind": "certificate", "volunteer": "v4", "skill": "first_aid", "held": true}}"#,
    r#"{"id": 6, "do": "event", "event": {"kind": "demand", "point": "p1", "post": "serve", "line": 0, "from": "2027-05-15T10:00", "more": 3}}"#,
    r#"{"id": 7, "do": "event", "event": {"kind": "point", "point": "p2", "open": false, "to": "2027-05-15T18:00"}}"#,
    r#"{"id": 8, "do": "event", "event": {"kind": "pin", "volunteer": "v5", "point": "p1", "post": "serve", "from": "2027-05-15T08:00", "to": "2027-05-15T12:00"}}"#,
    r#"{"id": 9, "do": "event", "event": {"kind": "time", "now": "2027-05-15T05:00"}}"#,
    r#"{"id": 10, "do": "propose", "within_ms": 50, "bound": false}"#,
    r#"{"id": 11, "do": "candidates", "point": "p1", "post": "serve", "from": "2027-05-15T10:00", "to": "2027-05-15T14:00", "most": 3}"#,
    r#"{"id": 12, "do": "opportunities", "volunteer": "v6", "most": 3}"#,
    r#"{"id": 13, "do": "can_serve", "volunteer": "v7", "point": "p1", "post": "serve", "from": "2027-05-15T10:00", "to": "2027-05-15T14:00"}"#,
    r#"{"id": 14, "do": "undo"}"#,
];

/// A line with some of its bytes changed, doubled or gone, or a number of it made large.
fn damaged(seed: &mut Seed, line: &str) -> Vec<u8> {
    let mut bytes = line.as_bytes().to_vec();
    for _ in 0..1 + seed.below(3) {
        let at = seed.below(bytes.len().max(2) - 1);
        match seed.below(6) {
            0 => bytes[at] = seed.below(256) as u8,
            1 if bytes.len() > 2 => drop(bytes.remove(at)),
            2 => bytes.insert(at, b"{}[]\",:09-eT"[seed.below(12)]),
            3 => bytes.truncate(at.max(1)),
            4 => {
                let digits = bytes.iter().position(|byte| byte.is_ascii_digit()).unwrap_or(at);
                drop(bytes.splice(digits..digits, *b"99999999999"));
            }
            _ => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    bytes[at + digit] = b'0' + seed.below(10) as u8;
                }
            }
        }
    }
    bytes
}

#[test]
fn no_damaged_line_brings_the_state_down() {
    let (scenario, duties) = planned(RuleStyle::Plain, 40, 1, 1);
    let start = Live::of(scenario, &duties).unwrap();
    let seed = &mut Seed::new(5);
    let mut live = start.clone();
    let (mut taken, mut refused) = (0, 0);
    for number in 0..6000 {
        if number % 300 == 0 {
            hold(&live);
            live = start.clone();
        }
        let whole = LINES[seed.below(LINES.len())];
        let line = damaged(seed, whole);
        let (_, request) = read_request(&line);
        let answered = request.and_then(|request| answer(&mut live, &request));
        match answered {
            Ok(()) => taken += 1,
            Err(faults) => {
                refused += 1;
                assert!(faults.has_errors() && faults.list.iter().all(|fault| !fault.remedy.is_empty()));
            }
        }
    }
    assert!(taken > 300 && refused > 3000, "{taken} taken, {refused} refused");
}

fn answer(live: &mut Live, request: &Request) -> Result<(), rifada::io::diagnostic::Diagnostics> {
    match request {
        Request::Events(events) => live.happen_all(events).map(drop),
        Request::Propose(asked) => {
            live.propose(&Asked { within_ms: asked.within_ms.min(100), bound: false });
            Ok(())
        }
        Request::Accept(_) => {
            live.accept(&Asked { within_ms: 100, bound: false });
            Ok(())
        }
        Request::Undo => live.undo().map(drop),
        Request::Candidates { point, post, from, to, most } => {
            live.candidates((point, post), from, to, *most as usize).map(drop)
        }
        Request::Opportunities { volunteer, most } => live.opportunities(volunteer, *most as usize).map(drop),
        Request::CanServe { duty } => live.can_serve(duty).map(drop),
        Request::Save => {
            live.save();
            Ok(())
        }
        Request::Status => {
            live.status();
            Ok(())
        }
    }
}
