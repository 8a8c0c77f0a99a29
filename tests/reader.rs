//! From bytes to plain data: each kind of fault with its code and path, all faults at once, never a panic, and what
//! is written is read as it was.

#![expect(clippy::unwrap_used, reason = "in tests a panic is a failure, in helpers of tests too")]

mod made;

use proptest::prelude::*;
use rifada::io::certificate_file::CertificateFile;
use rifada::io::diagnostic::{Diagnostics, Severity};
use rifada::io::plan_file::PlanFile;
use rifada::io::read::{read_certificate, read_plan, read_scenario};
use rifada::io::scenario::Scenario;
use rifada::io::schema::{certificate_schema, plan_schema, scenario_schema};
use serde_json::{Value, json};

fn told(faults: &Diagnostics) -> Vec<(&str, &str)> {
    faults.list.iter().map(|d| (d.code.text(), d.path.as_str())).collect()
}

/// Reads the full scenario after a change, and expects these faults and no others.
#[track_caller]
fn faults_after(change: impl FnOnce(&mut Value), expected: &[(&str, &str)]) {
    let mut value: Value = serde_json::from_str(made::FULL).unwrap();
    change(&mut value);
    let (scenario, faults) = read_scenario(value.to_string().as_bytes());
    assert!(scenario.is_some());
    assert_eq!(told(&faults), expected, "{}", faults.to_text());
}

/// The same, with one value replaced.
#[track_caller]
fn fault_with(pointer: &str, new: Value, code: &str, path: &str) {
    faults_after(|scenario| *scenario.pointer_mut(pointer).unwrap() = new, &[(code, path)]);
}

/// Reads the full scenario after a piece of its text is replaced.
#[track_caller]
fn faults_with_text(old: &str, new: &str, expected: &[(&str, &str)]) -> Diagnostics {
    assert!(made::FULL.contains(old));
    let (_, faults) = read_scenario(made::FULL.replacen(old, new, 1).as_bytes());
    assert_eq!(told(&faults), expected, "{}", faults.to_text());
    faults
}

fn entries<'a>(value: &'a mut Value, pointer: &str) -> &'a mut serde_json::Map<String, Value> {
    value.pointer_mut(pointer).unwrap().as_object_mut().unwrap()
}

#[test]
fn the_full_scenario_and_plan_have_no_fault_and_keys_of_ones_own_are_passed_over() {
    let (scenario, faults) = read_scenario(made::FULL.as_bytes());
    assert_eq!(faults.to_text(), "");
    assert_eq!(scenario.unwrap().points[0].posts[0].demand[0].hourly, Some(vec![0, 0, 3, 4]));
    let (plan, faults) = read_plan(made::PLAN.as_bytes());
    assert_eq!(faults.to_text(), "");
    assert_eq!(plan.unwrap().engine.unwrap().seed, u64::MAX);
    for pointer in [
        "",
        "/points/0",
        "/points/0/posts/0/demand/1/needs",
        "/rules",
        "/rules/default",
        "/volunteers/0/wishes/2",
        "/name",
    ] {
        faults_after(
            |scenario| {
                entries(scenario, pointer).insert("x_note".into(), json!([{"deep": null}]));
            },
            &[],
        );
    }
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_known_one() {
    let faults = faults_with_text(
        "\"max_people\"",
        "\"max_poeple\"",
        &[("unknown-key", "$.points[0].posts[0].max_poeple")],
    );
    assert!(faults.list[0].remedy.contains("`max_people`"));
    faults_with_text("\"min_rest_minutes\"", "\"rest\"", &[("unknown-key", "$.rules.default.rest")]);
    let faults = faults_with_text(
        "{\"skill\": \"crowd\"}",
        "{\"skil\": \"crowd\"}",
        &[("unknown-key", "$.points[0].posts[0].supervision[0].by.skil")],
    );
    assert!(faults.list[0].remedy.contains("`skill`"));
}

#[test]
fn a_key_given_twice_is_told_once_for_each_time_too_many() {
    faults_with_text(
        "\"zone\": \"arafat\", ",
        "\"zone\": \"arafat\", \"zone\": \"arafat\", \"zone\": 3, ",
        &[("duplicate-key", "$.points[0].zone"), ("duplicate-key", "$.points[0].zone")],
    );
    faults_with_text(
        "\"night\": {\"not_between\": null}",
        "\"night\": {}, \"night\": {}",
        &[("duplicate-key", "$.rules.night")],
    );
}

#[test]
fn a_missing_key_is_told_at_its_own_path() {
    for (pointer, key, path) in [
        ("", "time_zone", "$.time_zone"),
        ("", "format", "$.format"),
        ("/points/0", "zone", "$.points[0].zone"),
        ("/points/0/posts/0/shifts", "max_minutes", "$.points[0].posts[0].shifts.max_minutes"),
        ("/volunteers/1", "available", "$.volunteers[1].available"),
        ("/rules/default/rolling/0", "days", "$.rules.default.rolling[0].days"),
        ("/volunteers/0/wishes/0", "to", "$.volunteers[0].wishes[0].to"),
    ] {
        faults_after(
            |scenario| {
                entries(scenario, pointer).remove(key).unwrap();
            },
            &[("missing-key", path)],
        );
    }
    faults_after(
        |scenario| {
            let wish = entries(scenario, "/volunteers/0/wishes/1");
            wish.remove("point");
            wish.remove("tag");
        },
        &[("missing-key", "$.volunteers[0].wishes[1].point")],
    );
}

#[test]
fn a_value_of_the_wrong_type_is_told_and_null_stands_for_nothing_but_a_lifted_rule() {
    for (pointer, new, path) in [
        ("/points", json!({}), "$.points"),
        ("/points/0", json!("gate"), "$.points[0]"),
        ("/points/0/posts/0/max_people", json!("12"), "$.points[0].posts[0].max_people"),
        ("/points/0/posts/0/demand/0/hourly/2", json!(null), "$.points[0].posts[0].demand[0].hourly[2]"),
        ("/name", json!(null), "$.name"),
        ("/volunteers/0/name/", json!(3), "$.volunteers[0].name"),
        ("/volunteers/0/skills/1", json!(3), "$.volunteers[0].skills[1]"),
        ("/volunteers/0/rules", json!([]), "$.volunteers[0].rules"),
        ("/published/0/pinned", json!("yes"), "$.published[0].pinned"),
        ("/rules/night", json!(null), "$.rules.night"),
        ("/start", json!(20_260_526), "$.start"),
        ("/points/0/setting", json!(1), "$.points[0].setting"),
    ] {
        fault_with(pointer.trim_end_matches('/'), new, "wrong-type", path);
    }
    for root in ["[]", "3", "null", "\"text\""] {
        let (scenario, faults) = read_scenario(root.as_bytes());
        assert!(scenario.is_none());
        assert_eq!(told(&faults), [("wrong-type", "$")]);
    }
}

#[test]
fn a_word_outside_its_family_is_told_with_those_allowed() {
    for (pointer, path) in [
        ("/points/0/setting", "$.points[0].setting"),
        ("/points/0/admits", "$.points[0].admits"),
        ("/volunteers/0/gender", "$.volunteers[0].gender"),
        ("/volunteers/0/languages/0/level", "$.volunteers[0].languages[0].level"),
        (
            "/points/0/posts/0/demand/1/needs/language/min",
            "$.points[0].posts[0].demand[1].needs.language.min",
        ),
        ("/volunteers/0/wishes/0/kind", "$.volunteers[0].wishes[0].kind"),
        ("/rules/default/weekends/days/1", "$.rules.default.weekends.days[1]"),
        ("/rules/default/exposure/0/setting", "$.rules.default.exposure[0].setting"),
    ] {
        fault_with(pointer, json!("nonsense"), "unknown-value", path);
    }
    let faults = faults_with_text("\"women\"", "\"woman\"", &[("unknown-value", "$.points[0].admits")]);
    assert_eq!(faults.list[0].remedy, "did you mean \"women\"? Allowed: all, women, men");
    let (_, faults) = read_plan(made::PLAN.replace("\"time\"", "\"tired\"").as_bytes());
    assert_eq!(told(&faults), [("unknown-value", "$.stop")]);
    assert!(faults.list[0].remedy.contains("optimal, gap, time, iterations, cancelled"));
}

#[test]
fn numbers_negative_fractional_and_huge_are_told_apart() {
    let path = "$.points[0].posts[0].max_people";
    for (number, code) in [
        ("-1", "negative-number"),
        ("1.5", "not-whole"),
        ("12.0", "not-whole"),
        ("1e3", "not-whole"),
        ("1e400", "not-whole"),
        ("1000000001", "too-large"),
        ("123456789012345678901234567890", "too-large"),
    ] {
        faults_with_text("\"max_people\": 12", &format!("\"max_people\": {number}"), &[(code, path)]);
    }
    let faults = faults_with_text("\"max_people\": 12", "\"max_people\": 9999999999", &[("too-large", path)]);
    assert!(faults.list[0].remedy.contains("1000000000"), "{}", faults.to_text());
    faults_with_text(
        "\"travel_weight\": 3",
        "\"travel_weight\": 1e400",
        &[("not-whole", "$.objective.travel_weight")],
    );
    faults_with_text("39.9841", "1e400", &[("too-large", "$.points[0].location.lon")]);
}

#[test]
fn a_number_outside_its_range_is_told() {
    for (pointer, new, path) in [
        ("/travel/0/minutes", json!(1441), "$.travel[0].minutes"),
        ("/travel/0/windows/0/minutes", json!(1441), "$.travel[0].windows[0].minutes"),
        ("/volunteers/0/show_up", json!(101), "$.volunteers[0].show_up"),
        ("/slot_minutes", json!(45), "$.slot_minutes"),
        ("/points/0/posts/0/supervision/0/ratio", json!(0), "$.points[0].posts[0].supervision[0].ratio"),
        ("/rules/default/rolling/0/days", json!(0), "$.rules.default.rolling[0].days"),
        ("/volunteers/0/age", json!(1999), "$.volunteers[0].age"),
        ("/points/0/location/lat", json!(90.5), "$.points[0].location.lat"),
        ("/points/0/location/lon", json!(-181), "$.points[0].location.lon"),
    ] {
        fault_with(pointer, new, "out-of-range", path);
    }
}

#[test]
fn ids_empty_long_or_with_hidden_characters_are_told() {
    for pointer in ["/points/0/id", "/zones/0/id", "/volunteers/0/id", "/points/0/posts/0/tags/0", "/id"] {
        let path = format!("${}", pointer.replace("/0", "[0]").replace('/', "."));
        fault_with(pointer, json!(""), "id-empty", &path);
        fault_with(pointer, json!("x".repeat(201)), "id-long", &path);
        fault_with(pointer, json!("ض".repeat(101)), "id-long", &path);
        for hidden in ["\u{0}", "\n", "\u{7f}", "\u{85}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"] {
            fault_with(pointer, json!(format!("a{hidden}b")), "id-character", &path);
        }
        for hidden in ["\u{200E}", "\u{200F}", "\u{61C}"] {
            fault_with(pointer, json!(format!("a{hidden}b")), "id-character", &path);
        }
        faults_after(|scenario| *scenario.pointer_mut(pointer).unwrap() = json!("ض".repeat(100)), &[]);
    }
    faults_with_text("\"night\": {\"not", "\"\": {\"not", &[("id-empty", "$.rules[\"\"]")]);
}

#[test]
fn a_need_has_exactly_one_key_and_lists_in_it_are_not_empty() {
    let needs = "/points/0/posts/0/requires";
    let path = "$.points[0].posts[0].requires";
    fault_with(needs, json!({}), "need-keys", path);
    fault_with(needs, json!({"x_own": 1}), "need-keys", path);
    fault_with(needs, json!({"skill": "crowd", "gender": "male"}), "need-keys", path);
    fault_with(needs, json!({"all": []}), "need-empty", &format!("{path}.all"));
    fault_with(needs, json!({"not": {"any": []}}), "need-empty", &format!("{path}.not.any"));
    fault_with(needs, json!("first_aid"), "wrong-type", path);
    fault_with(
        needs,
        json!({"any": [{"min_age": 1}, {"skill": 3}]}),
        "wrong-type",
        &format!("{path}.any[1].skill"),
    );
}

#[test]
fn needs_nest_thirty_two_deep_and_not_deeper() {
    let nested = |deep: usize| format!("{}{{\"min_age\": 18}}{}", "{\"not\":".repeat(deep), "}".repeat(deep));
    let path = "$.points[0].posts[0].supervision[0].by";
    let old = "{\"skill\": \"crowd\"}";
    faults_with_text(old, &nested(31), &[]);
    faults_with_text(old, &nested(32), &[("need-depth", &format!("{path}{}", ".not".repeat(32)))]);
    let faults = read_scenario(made::FULL.replacen(old, &nested(50_000), 1).as_bytes()).1;
    assert_eq!(faults.list.len(), 1, "{}", faults.to_text());
    assert_eq!(faults.list[0].code.text(), "json-depth");
}

#[test]
fn hourly_and_windows_exclude_one_another_and_both_may_be_left_out() {
    let path = "$.points[0].posts[0].demand[0]";
    faults_after(
        |scenario| {
            entries(scenario, "/points/0/posts/0/demand/0").insert("windows".into(), json!([]));
        },
        &[("exclusive-keys", path)],
    );
    faults_after(
        |scenario| {
            entries(scenario, "/points/0/posts/0/demand/0").remove("hourly");
        },
        &[],
    );
}

#[test]
fn a_rolling_rule_needs_a_limit() {
    let rolling = "/rules/default/rolling/0";
    fault_with(rolling, json!({"days": 7}), "rolling-limit", "$.rules.default.rolling[0]");
    fault_with(
        rolling,
        json!({"days": 7, "max_days": -1}),
        "negative-number",
        "$.rules.default.rolling[0].max_days",
    );
    faults_after(|scenario| *scenario.pointer_mut(rolling).unwrap() = json!({"days": 7, "max_days": 1}), &[]);
}

#[test]
fn a_text_for_people_is_given_in_some_language() {
    fault_with("/name", json!({}), "text-empty", "$.name");
    faults_after(|scenario| *scenario.pointer_mut("/name").unwrap() = json!({"ar": ""}), &[]);
}

#[test]
fn another_format_is_told_and_a_file_of_another_kind_is_not_read_on() {
    let faults = faults_with_text("rifada-scenario/1", "rifada-scenaro/1", &[("wrong-format", "$.format")]);
    assert!(faults.list[0].remedy.contains("rifada-scenario/1"));
    for (bytes, reads) in [
        (made::PLAN, read_scenario(made::PLAN.as_bytes()).1),
        (made::FULL, read_plan(made::FULL.as_bytes()).1),
        (made::CERTIFICATE, read_plan(made::CERTIFICATE.as_bytes()).1),
        (made::PLAN, read_certificate(made::PLAN.as_bytes()).1),
    ] {
        assert_eq!(told(&reads), [("wrong-format", "$.format")], "{}", &bytes[..40]);
    }
    assert!(read_scenario(made::PLAN.as_bytes()).0.is_none());
    assert_eq!(
        told(&read_scenario(br#"{"format": "rifada-scenario/2", "a": 1}"#).1),
        [("wrong-format", "$.format")]
    );
    assert_eq!(told(&read_scenario(br#"{"format": "geojson", "a": 1}"#).1), [("wrong-format", "$.format")]);
}

#[test]
fn broken_bytes_are_told_with_line_and_column() {
    let faults = faults_with_text("\"slot_minutes\": 60,", "\"slot_minutes\": 60", &[("json-syntax", "$")]);
    assert!(faults.list[0].found.starts_with("line 4, column 3:"), "{}", faults.to_text());
    faults_with_text(
        "\"freeze_minutes\": 60",
        "\"freeze_minutes\": NaN",
        &[("json-syntax", "$.freeze_minutes")],
    );
    let mut bytes = made::FULL.as_bytes().to_vec();
    let at = made::FULL.find("Gate").unwrap();
    bytes[at] = 0xFF;
    let (scenario, faults) = read_scenario(&bytes);
    assert!(scenario.is_none());
    assert_eq!(told(&faults), [("json-encoding", "$")]);
    assert!(faults.list[0].found.contains("line 13, column 29"), "{}", faults.to_text());
    assert_eq!(told(&read_scenario(b"").1), [("json-empty", "$")]);
    assert_eq!(told(&read_scenario(format!("{} 1", made::FULL).as_bytes()).1), [("json-trailing", "$")]);
}

#[test]
fn behind_a_byte_order_mark_everything_else_is_told_too() {
    let text = format!("\u{FEFF}{}", made::FULL.replace("\"women\"", "\"girls\""));
    let (scenario, faults) = read_scenario(text.as_bytes());
    assert!(scenario.is_some());
    assert_eq!(told(&faults), [("json-bom", "$"), ("unknown-value", "$.points[0].admits")]);
    assert!(!faults.covers("$.volunteers[0]"));
    assert!(faults.covers("$.points[0]"));
}

#[test]
fn all_faults_of_a_file_come_at_once() {
    faults_after(
        |scenario| {
            *scenario.pointer_mut("/id").unwrap() = json!(3);
            *scenario.pointer_mut("/volunteers/0/gender").unwrap() = json!("f");
            *scenario.pointer_mut("/volunteers/1").unwrap() = json!([]);
            entries(scenario, "/points/0/posts/0").insert("colour".into(), json!("red"));
            entries(scenario, "/points/0/posts/0").remove("shifts");
            *scenario.pointer_mut("/points/0/posts/0/min_team/people").unwrap() = json!(-2);
            *scenario.pointer_mut("/rules/default/rolling/0").unwrap() = json!({"days": 0});
        },
        &[
            ("wrong-type", "$.id"),
            ("unknown-key", "$.points[0].posts[0].colour"),
            ("missing-key", "$.points[0].posts[0].shifts"),
            ("negative-number", "$.points[0].posts[0].min_team.people"),
            ("unknown-value", "$.volunteers[0].gender"),
            ("wrong-type", "$.volunteers[1]"),
            ("out-of-range", "$.rules.default.rolling[0].days"),
            ("rolling-limit", "$.rules.default.rolling[0]"),
        ],
    );
}

/// The full scenario with other values, its keys in another order.
fn turned_round(text: &str) -> String {
    let Value::Object(entries) = serde_json::from_str(text).unwrap() else { panic!("not an object") };
    let turned: Vec<String> =
        entries.iter().rev().map(|(key, value)| format!("{}: {value}", json!(key))).collect();
    format!("{{{}}}", turned.join(","))
}

#[test]
fn faults_come_in_the_order_of_the_format_wherever_its_keys_stand() {
    let faulty = made::FULL
        .replace("\"women\"", "\"girls\"")
        .replace("\"slot_minutes\": 60", "\"slot_minutes\": 61")
        .replace("\"pinned\": true", "\"pinned\": 1")
        .replace("\"show_up\": ", "\"show_up\": 1")
        .replace("\"format\": \"rifada-scenario/1\"", "\"colour\": 1, \"format\": \"rifada-scenaro/1\"");
    let (as_listed, listed) = read_scenario(faulty.as_bytes());
    assert!(listed.list.len() > 4, "{}", listed.to_text());
    assert_eq!(told(&listed)[..2], [("wrong-format", "$.format"), ("unknown-key", "$.colour")]);
    let (as_turned, turned) = read_scenario(turned_round(&faulty).as_bytes());
    assert_eq!(turned, listed);
    assert_eq!(as_turned, as_listed);
}

#[test]
fn where_a_file_breaks_off_nothing_is_told_of_what_stood_before() {
    let broken = made::FULL.replace("\"women\"", "\"girls\"");
    let (scenario, faults) = read_scenario(&broken.as_bytes()[..broken.len() - 20]);
    assert!(scenario.is_none());
    assert_eq!(faults.list.len(), 1, "{}", faults.to_text());
    assert_eq!(faults.list[0].code.text(), "json-syntax");
    assert!(!faults.covers("$.points[0]"));
}

#[test]
fn a_file_of_another_kind_is_known_by_its_format_even_at_its_end() {
    let text = turned_round(made::PLAN);
    let last = text.rfind("\"format\"").unwrap();
    let moved = format!("{{{}, \"x_last\": [1, {{\"a\": 2}}]}}", &text[last..text.len() - 1]);
    assert!(text.len() > moved.len());
    for text in [&text, &moved] {
        let (scenario, faults) = read_scenario(text.as_bytes());
        assert!(scenario.is_none());
        assert_eq!(told(&faults), [("wrong-format", "$.format")], "{}", faults.to_text());
    }
}

#[test]
fn what_is_passed_over_is_still_json_and_not_too_deep() {
    let deep = |depth: usize| format!("[1, {}{}, {{}}]", "[".repeat(depth), "]".repeat(depth));
    for (value, expected) in [
        (deep(126), None),
        (deep(127), Some("json-depth")),
        ("{\"a\": [1, 2}".to_owned(), Some("json-syntax")),
        ("[1, 2 3]".to_owned(), Some("json-syntax")),
    ] {
        let text = made::FULL.replacen('{', &format!("{{\"x_own\": {value},"), 1);
        let faults = read_scenario(text.as_bytes()).1;
        let codes: Vec<&str> = faults.list.iter().map(|fault| fault.code.text()).collect();
        assert_eq!(codes, Vec::from_iter(expected), "{value}: {}", faults.to_text());
        assert!(faults.list.iter().all(|fault| fault.path.starts_with("$.x_own")), "{}", faults.to_text());
    }
}

#[test]
fn a_file_without_fault_is_a_value_and_one_with_faults_is_these() {
    assert_eq!(Scenario::from_json(made::FULL.as_bytes()).unwrap().id, "full");
    assert_eq!(PlanFile::from_json(made::PLAN.as_bytes()).unwrap().scenario, "full");
    let faults = Scenario::from_json(made::FULL.replace("\"women\"", "7").as_bytes()).unwrap_err();
    assert_eq!(told(&faults), [("wrong-type", "$.points[0].admits")]);
    assert!(PlanFile::from_json(b"{").is_err());
}

#[test]
fn a_faulty_entry_keeps_its_number_in_its_list() {
    let text = made::FULL
        .replace("{\"kind\": \"rather\", \"point\": \"gate\", \"tag\": \"night\", \"weight\": 1}", "7");
    let (scenario, faults) = read_scenario(text.as_bytes());
    assert_eq!(told(&faults), [("wrong-type", "$.volunteers[0].wishes[1]")]);
    assert_eq!(scenario.unwrap().volunteers[0].wishes.len(), 3);
}

#[test]
fn the_reader_of_plans_takes_no_bound_and_whatever_engine_says_and_tells_the_rest() {
    let read = |old: &str, new: &str| {
        assert!(made::PLAN.contains(old));
        read_plan(made::PLAN.replacen(old, new, 1).as_bytes())
    };
    let (plan, faults) = read("1063.0", "null");
    assert_eq!((plan.unwrap().bound, told(&faults)), (None, vec![]));
    assert_eq!(told(&read("\"version\": \"0.1.0\", ", "").1), []);
    for (old, new, code, path) in [
        ("\"bound\": 1063.0,", "", "missing-key", "$.bound"),
        ("\"shared\": 0,", "", "missing-key", "$.shortages[1].point"),
        ("\"shared\": 0,", "\"shared\": 0, \"point\": \"gate\",", "exclusive-keys", "$.shortages[1]"),
        ("\"wishes\": 9", "\"wishes\": 1e999", "too-large", "$.cost.wishes"),
        ("\"wishes\": 9", "\"whishes\": 9", "unknown-key", "$.cost.whishes"),
        ("\"missing\": 2", "\"missing\": 2.5", "not-whole", "$.shortages[0].missing"),
        ("18446744073709551615", "18446744073709551616", "too-large", "$.engine.seed"),
        ("\"post\": \"guide\", \"from\"", "\"post\": null, \"from\"", "wrong-type", "$.duties[0].post"),
    ] {
        assert_eq!(told(&read(old, new).1)[0], (code, path));
    }
}

#[test]
fn the_reader_of_certificates_takes_prices_of_every_kind_of_line_and_tells_the_rest() {
    let read = |old: &str, new: &str| {
        assert!(made::CERTIFICATE.contains(old), "{old}");
        read_certificate(made::CERTIFICATE.replacen(old, new, 1).as_bytes())
    };
    let file = CertificateFile::from_json(made::CERTIFICATE.as_bytes()).unwrap();
    assert_eq!((file.prices.len(), file.charges[0].charges[2]), (3, i64::MIN));
    for (old, new, code, path) in [
        ("\"bound\": 1063.0,", "", "missing-key", "$.bound"),
        ("1063.0", "-1063.0", "negative-number", "$.bound"),
        ("921600, \"bound\"", "3600, \"bound\"", "out-of-range", "$.unit"),
        ("\"shared\": 0, ", "", "missing-key", "$.prices[2].point"),
        ("\"shared\": 0, ", "\"shared\": 0, \"post\": \"x\", ", "exclusive-keys", "$.prices[2]"),
        ("\"line\": 0", "\"line\": 0, \"supervision\": 0", "exclusive-keys", "$.prices[0]"),
        ("\"line\": 0, ", "", "missing-key", "$.prices[0].line"),
        ("\"line\": 0", "\"line\": -1", "negative-number", "$.prices[0].line"),
        ("-460800", "-460800.5", "not-whole", "$.prices[0].prices[2]"),
        ("-460800", "- 1", "json-syntax", "$.prices[0].prices[2]"),
        ("9223372036854775807", "9223372036854775808", "out-of-range", "$.prices[2].prices[2]"),
        ("[0, -1,", "[0, 1,", "out-of-range", "$.charges[0].charges[1]"),
        ("\"charges\": [0", "\"charge\": [0", "unknown-key", "$.charges[0].charge"),
    ] {
        let (_, faults) = read(old, new);
        assert_eq!(told(&faults)[0], (code, path), "{new}: {}", faults.to_text());
    }
}

#[test]
fn the_nearest_key_is_found_quickly_in_a_file_of_nonsense() {
    let keys: Vec<String> = (0..50_000).map(|i| format!("\"poinst{i}\":1")).collect();
    let long = "k".repeat(1_000_000);
    let text = format!("{{{}, \"{long}\": 2}}", keys.join(","));
    let (_, faults) = read_scenario(text.as_bytes());
    assert!(faults.list.len() > 50_000);
    assert!(faults.to_text().len() < 100_000);
}

/// Each schema with the file that uses all of it.
fn full_files() -> [(&'static str, &'static str); 3] {
    [(scenario_schema(), made::FULL), (plan_schema(), made::PLAN), (certificate_schema(), made::CERTIFICATE)]
}

#[test]
fn the_full_files_use_every_key_of_the_schema() {
    for (schema, text) in full_files() {
        let schema: Value = serde_json::from_str(schema).unwrap();
        let defs = schema["$defs"].as_object().unwrap().values();
        for object in defs.chain([&schema]) {
            for key in object["properties"].as_object().into_iter().flatten().map(|(key, _)| key) {
                assert!(text.contains(&format!("\"{key}\":")), "{key}");
            }
        }
    }
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schema_takes_the_full_files_as_they_stand_and_as_they_are_written() {
    let scenario = read_scenario(made::FULL.as_bytes()).0.unwrap().to_json();
    let plan = read_plan(made::PLAN.as_bytes()).0.unwrap().to_json();
    let certificate = read_certificate(made::CERTIFICATE.as_bytes()).0.unwrap().to_json();
    for ((schema, text), again) in full_files().into_iter().zip([&scenario, &plan, &certificate]) {
        let texts = [text, again];
        let validator = validator(schema);
        for text in texts {
            let value: Value = serde_json::from_str(text).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new());
        }
    }
}

#[test]
fn the_schema_refuses_times_and_ids_that_are_none() {
    let validator = validator(scenario_schema());
    for (pointer, new) in [
        ("/start", json!("2026-05-26 00:00")),
        ("/start", json!("2026-05-26T25:00")),
        ("/start", json!("2026-05-26T6:00")),
        ("/rules/default/not_between/0/from", json!("24:00")),
        ("/travel/0/windows/0/to", json!("24:30")),
        ("/points/0/id", json!("")),
        ("/points/0/id", json!("a\u{202E}b")),
        ("/points/0/id", json!("a\nb")),
        ("/volunteers/0/skills/1/until", json!("30.6.2026")),
        ("/format", json!("rifada-scenario/2")),
    ] {
        let mut value: Value = serde_json::from_str(made::FULL).unwrap();
        assert!(validator.is_valid(&value));
        *value.pointer_mut(pointer).unwrap() = new;
        assert!(!validator.is_valid(&value), "{pointer}");
    }
}

/// All places in a value, as pointers.
fn pointers(value: &Value, here: String, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                pointers(item, format!("{here}/{i}"), all);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries.iter().filter(|(key, _)| !key.starts_with("x_")) {
                pointers(item, format!("{here}/{key}"), all);
            }
        }
        _ => {}
    }
    all.push(here);
}

/// Deletes, replaces or repeats something.
fn mutate(value: &mut Value, rng: &mut fastrand::Rng) {
    let mut all = Vec::new();
    pointers(value, String::new(), &mut all);
    all.retain(|pointer| !pointer.is_empty());
    let pointer = &all[rng.usize(0..all.len())];
    let (above, last) = pointer.rsplit_once('/').unwrap();
    let palette = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(1.5),
        json!(151),
        json!(2_000_000_000),
        json!([]),
        json!({}),
        json!([null]),
        json!({"x_own": 1}),
        json!({"bad": 1}),
        json!({"min_age": 20}),
    ];
    let new = palette[rng.usize(0..palette.len())].clone();
    match value.pointer_mut(above).unwrap() {
        Value::Array(items) => {
            let at: usize = last.parse().unwrap();
            match rng.u8(0..3) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => items[at] = new,
            }
        }
        Value::Object(entries) => match rng.u8(0..3) {
            0 => drop(entries.remove(last)),
            1 => drop(entries.insert("extra".into(), new)),
            _ => drop(entries.insert(last.into(), new)),
        },
        _ => unreachable!("a pointer leads through lists and objects"),
    }
}

/// What holds of every answer of a reader.
fn check_answer(is_some: bool, faults: &Diagnostics) {
    assert!(is_some || faults.has_errors());
    for fault in &faults.list {
        assert!(
            fault.path.starts_with('$') && !fault.found.is_empty() && !fault.remedy.is_empty(),
            "{fault}"
        );
        assert_eq!(fault.code.severity(), Severity::Error);
        assert!(!fault.to_string().chars().any(|c| c.is_control() && c != '\n'), "{fault}");
    }
    faults.to_json();
}

/// Reads bytes as each kind of file, and holds what is answered.
fn check_every_kind(bytes: &[u8]) {
    let (scenario, faults) = read_scenario(bytes);
    check_answer(scenario.is_some(), &faults);
    let (plan, faults) = read_plan(bytes);
    check_answer(plan.is_some(), &faults);
    let (certificate, faults) = read_certificate(bytes);
    check_answer(certificate.is_some(), &faults);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_value_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check_every_kind(&bytes);
    }

    #[test]
    fn any_text_like_json_gives_a_value_or_a_fault(text in r#"([\[\]{}:,"0-9eE.+\-\\u \n]|true|null|"a"|"id":|\\ud800){0,60}"#) {
        let (scenario, faults) = read_scenario(text.as_bytes());
        check_answer(scenario.is_some(), &faults);
    }

    #[test]
    fn a_file_with_bytes_cut_repeated_or_changed_gives_a_value_or_a_fault(seed in any::<u64>()) {
        let rng = &mut fastrand::Rng::with_seed(seed);
        for text in [made::FULL, made::PLAN, made::CERTIFICATE] {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..rng.usize(1..4) {
                let from = rng.usize(0..bytes.len());
                let to = (from + rng.usize(0..40)).min(bytes.len());
                match rng.u8(0..3) {
                    0 => drop(bytes.drain(from..to)),
                    1 => {
                        let piece = bytes[from..to].to_vec();
                        bytes.splice(from..from, piece);
                    }
                    _ => bytes[from] = rng.u8(..),
                }
            }
            check_every_kind(&bytes);
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was(seed in any::<u64>()) {
        let scenario = made::scenario(seed);
        let (read, faults) = read_scenario(scenario.to_json().as_bytes());
        prop_assert_eq!(faults.to_text(), "");
        prop_assert_eq!(read, Some(scenario));
        let plan = made::plan(seed);
        let (read, faults) = read_plan(plan.to_json().as_bytes());
        prop_assert_eq!(faults.to_text(), "");
        prop_assert_eq!(read, Some(plan));
        let certificate = made::certificate(seed);
        let (read, faults) = read_certificate(certificate.to_json().as_bytes());
        prop_assert_eq!(faults.to_text(), "");
        prop_assert_eq!(read, Some(certificate));
    }
}

/// Whether something was read, and the faults.
fn some<T>((value, faults): (Option<T>, Diagnostics)) -> (bool, Diagnostics) {
    (value.is_some(), faults)
}

/// With its parts deleted, replaced or repeated at random, reader and schema agree on whether a file is sound.
#[test]
fn the_reader_and_the_schema_refuse_the_same_files() {
    let rng = &mut fastrand::Rng::with_seed(1);
    let mut sound = 0;
    for (schema, text) in full_files() {
        let validator = validator(schema);
        for _ in 0..1500 {
            let mut value: Value = serde_json::from_str(text).unwrap();
            for _ in 0..rng.usize(1..3) {
                mutate(&mut value, rng);
            }
            let bytes = value.to_string().into_bytes();
            let (is_some, faults) = match text {
                made::FULL => some(read_scenario(&bytes)),
                made::PLAN => some(read_plan(&bytes)),
                _ => some(read_certificate(&bytes)),
            };
            check_answer(is_some, &faults);
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
            assert_eq!(errors.is_empty(), faults.is_empty(), "{errors:?} {}", faults.to_text());
            sound += usize::from(errors.is_empty());
        }
    }
    assert!(sound > 100, "only {sound} sound files were tried");
}
