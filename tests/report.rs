//! The report as a library makes it: its numbers are the plan's, nothing in the data becomes markup, and its words are whole.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rifada::engine::{Limit, Options, Outcome, solve};
use rifada::generate::{self, RuleStyle, hira_thursday};
use rifada::io::plan_write::{Claims, plan_file};
use rifada::io::scenario::{Named, Scenario, Text};
use rifada::model::{Plan, Problem};
use rifada::report::{Bound, Digits, Language, Look, Subject, page};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn planned(scenario: &Scenario) -> (Problem, Outcome) {
    let (problem, _) = scenario.problem().unwrap();
    let outcome = solve(&problem, &Options { limit: Limit::Iterations(5), ..Options::default() });
    (problem, outcome)
}

fn page_of(scenario: &Scenario, problem: &Problem, plan: &Plan, look: Look) -> String {
    page(&Subject { scenario, problem, plan, bound: Bound::Unknown, before: None }, &look)
}

const ENGLISH: Look = Look { language: Language::English, digits: None };
const ARABIC: Look = Look { language: Language::Arabic, digits: None };

/// The data in a page.
fn data(html: &str) -> Value {
    let start = html.find("id=\"data\">").unwrap() + "id=\"data\">".len();
    let end = start + html[start..].find("</script>").unwrap();
    serde_json::from_str(&html[start..end]).unwrap()
}

/// A page without its style, script and data: what a browser shows, with its elements.
fn shown(html: &str) -> String {
    let mut text = html.to_owned();
    for (from, to) in [
        ("<style>", "</style>"),
        ("<script type=\"application/json\"", "</script>"),
        ("<script>", "</script>"),
    ] {
        let start = text.find(from).unwrap();
        let end = start + text[start..].find(to).unwrap();
        text.replace_range(start..end, "");
    }
    text
}

#[test]
fn the_numbers_of_the_page_are_the_plans() {
    for rules in [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full] {
        let options = generate::Options {
            volunteers: 60,
            points: 12,
            zones: 3,
            days: 2,
            rules,
            tightness: 140,
            ..Default::default()
        };
        let scenario = generate::scenario(&options);
        let (problem, outcome) = planned(&scenario);
        let file = plan_file(&scenario, &problem, &outcome.plan, Claims::default());
        let html = page_of(&scenario, &problem, &outcome.plan, ENGLISH);
        let data = data(&html);

        let duties: usize =
            data["duties"].as_array().unwrap().iter().map(|flat| flat.as_array().unwrap().len() / 3).sum();
        assert_eq!(duties, file.duties.len());
        let lacks: i64 = data["lack"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|line| line[2].as_array().unwrap().chunks(3))
            .map(|run| (run[1].as_i64().unwrap() - run[0].as_i64().unwrap()) * run[2].as_i64().unwrap())
            .sum();
        let slot = i64::from(scenario.slot_minutes.unwrap_or(60));
        let instant = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        let missing: i64 = file
            .shortages
            .iter()
            .map(|short| {
                let minutes = (instant(short.to.as_str()) - instant(short.from.as_str())).num_minutes();
                minutes / slot * i64::from(short.missing)
            })
            .sum();
        assert_eq!(lacks, missing);
        let serving: BTreeSet<&str> = file.duties.iter().map(|duty| duty.volunteer.as_str()).collect();
        let card =
            format!("data-card=\"serving\"><h2>People on duty</h2><p class=\"big\">{}</p>", serving.len());
        assert!(html.contains(&card), "{card}");
    }
}

/// Names that want to be more than names.
const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)",
    "gate\u{202E}etag\u{2066}",
    "<!--<b>&amp;",
    "{ $x } -->\u{2028}]]>",
];

fn hostile() -> Scenario {
    let mut scenario = hira_thursday();
    let mut at = 0;
    let mut next = || {
        at += 1;
        HOSTILE[at % HOSTILE.len()].to_owned()
    };
    scenario.name = Some(Text::Plain(next()));
    for point in &mut scenario.points {
        point.name = Some(Text::Plain(next()));
        for post in &mut point.posts {
            post.name = Some(Text::Plain(next()));
            for line in &mut post.demand {
                line.name = Some(Text::Plain(next()));
            }
        }
    }
    for named in scenario.skills.iter_mut().flatten() {
        *named = Named { id: named.id.clone(), name: Some(Text::Plain(next())) };
    }
    for shared in &mut scenario.shared {
        shared.name = Some(Text::Plain(next()));
    }
    for volunteer in &mut scenario.volunteers {
        volunteer.name = Some(Text::Plain(next()));
    }
    scenario
}

#[test]
fn nothing_in_the_data_becomes_markup_or_script() {
    let scenario = hostile();
    let (problem, outcome) = planned(&scenario);
    let none = Plan::empty(problem.volunteers.len());
    for look in [ENGLISH, ARABIC] {
        let subject = Subject {
            scenario: &scenario,
            problem: &problem,
            plan: &outcome.plan,
            bound: Bound::Unknown,
            before: Some(&none),
        };
        let html = page(&subject, &look);
        assert_eq!(html.matches("<script").count(), 2);
        assert_eq!(html.matches("</script").count(), 2);
        let shown = shown(&html);
        for markup in ["<img", "<b>&", "<!--", " onmouseover=", " onerror=", "\u{202E}", "\u{2066}g"] {
            assert!(
                !shown.replace("&#39; onmouseover=&#39;", "").replace("src=x onerror=", "").contains(markup),
                "{markup}"
            );
        }
        assert!(shown.contains("&lt;/script&gt;&lt;script&gt;alert(1)"));
        let names = &data(&html)["people"];
        let seen: BTreeSet<&str> =
            names.as_array().unwrap().iter().map(|person| person[0].as_str().unwrap()).collect();
        assert!(seen.contains("</script><script>alert(1)</script>"));
        assert!(seen.contains("gate\\u{202e}etag\\u{2066}"));
    }
}

#[test]
fn the_page_may_run_its_own_script_and_nothing_else() {
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let html = page_of(&scenario, &problem, &outcome.plan, ENGLISH);
    let policy =
        html.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split("\">").next().unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;; script-src &#39;sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"));
    let shown = shown(&html);
    for address in ["http:", "https:", "//", " style=", " src=", "url("] {
        assert!(!shown.contains(address), "{address}");
    }
}

#[test]
fn the_same_plan_gives_the_same_page() {
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let pages: BTreeSet<String> =
        (0..3).map(|_| page_of(&scenario, &problem, &outcome.plan, ARABIC)).collect();
    assert_eq!(pages.len(), 1);
}

#[test]
fn digits_are_those_asked_for() {
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let with =
        |language, digits| shown(&page_of(&scenario, &problem, &outcome.plan, Look { language, digits }));
    let is_eastern = |c: char| ('٠'..='٩').contains(&c);
    assert!(with(Language::Arabic, None).contains("١٣ شعبان ١٤٤٨هـ"));
    assert!(!with(Language::Arabic, Some(Digits::Latin)).contains(is_eastern));
    assert!(with(Language::Arabic, Some(Digits::Latin)).contains("13 شعبان 1448هـ"));
    assert!(!with(Language::English, None).contains(is_eastern));
    assert!(with(Language::English, Some(Digits::Arabic)).contains("٢١ January ٢٠٢٧"));
}

#[test]
fn an_empty_day_and_a_day_without_people_have_pages_too() {
    let empty = generate::scenario(&generate::Options { volunteers: 0, points: 0, ..Default::default() });
    let (problem, outcome) = planned(&empty);
    assert!(page_of(&empty, &problem, &outcome.plan, ENGLISH).ends_with("</html>"));
    let mut lonely = hira_thursday();
    lonely.volunteers.clear();
    let (problem, outcome) = planned(&lonely);
    let html = page_of(&lonely, &problem, &outcome.plan, ARABIC);
    assert!(html.contains("data-card=\"met\"><h2>الاحتياج الملبّى</h2><p class=\"big\">٠٪</p>"));
}

/// The keys of a catalogue with the variables of each.
fn catalogue(language: &str) -> Vec<(String, BTreeSet<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/report/words/{language}.ftl"));
    let mut keys: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        let text = match line.split_once(" = ") {
            Some((key, text)) if !line.starts_with(' ') => {
                keys.push((key.to_owned(), BTreeSet::new()));
                text
            }
            _ => line,
        };
        for variable in text.split('$').skip(1) {
            let end = variable.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(variable.len());
            let name = variable[..end].trim_end_matches("-shown").to_owned();
            if let Some((_, variables)) = keys.last_mut() {
                variables.insert(name);
            }
        }
    }
    keys
}

#[test]
fn the_catalogues_have_the_same_keys_and_the_same_variables() {
    let (english, arabic) = (catalogue("en"), catalogue("ar"));
    assert!(english.len() > 180, "{}", english.len());
    let sorted = |keys: &[(String, BTreeSet<String>)]| {
        let set: BTreeSet<_> = keys.iter().cloned().collect();
        assert_eq!(set.len(), keys.len(), "a key stands twice");
        set
    };
    assert_eq!(sorted(&english), sorted(&arabic));
}

#[test]
fn every_word_that_is_used_is_in_the_catalogue_and_every_other_is_used() {
    let keys: BTreeSet<String> = catalogue("en").into_iter().map(|(key, _)| key).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let mut sources = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path).unwrap();
            sources.push_str(source.split("#[cfg(test)]").next().unwrap());
        }
    }
    for call in [".text(\"", ".with(\"", "with(\n            \"", "with(\n                \""] {
        for used in sources.split(call).skip(1) {
            let key = used.split('"').next().unwrap();
            assert!(keys.contains(key), "{key} is used and not in the catalogue");
        }
    }
    let families = ["month-", "hijri-month-", "weekday-", "language-", "nav-", "card-"];
    for key in keys {
        let is_used =
            sources.contains(&format!("\"{key}\"")) || families.iter().any(|family| key.starts_with(family));
        assert!(is_used, "{key} is not used");
    }
}

#[test]
fn the_script_uses_the_words_that_it_is_given() {
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let html = page_of(&scenario, &problem, &outcome.plan, ENGLISH);
    let given: BTreeSet<String> = data(&html)["words"].as_object().unwrap().keys().cloned().collect();
    let script =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/page.js")).unwrap();
    let used: BTreeSet<String> = script
        .split("W.")
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_alphabetic).collect::<String>())
        .collect();
    assert_eq!(used, given);
}

#[test]
fn what_is_not_in_the_catalogue_never_reaches_the_page() {
    let keys: Vec<String> =
        catalogue("en").into_iter().map(|(key, _)| key).filter(|key| key.contains('-')).collect();
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let none = Plan::empty(problem.volunteers.len());
    for look in [ENGLISH, ARABIC] {
        for bound in [Bound::Unknown, Bound::Claimed(outcome.bound), Bound::Proven(outcome.bound)] {
            let subject = Subject {
                scenario: &scenario,
                problem: &problem,
                plan: &outcome.plan,
                bound,
                before: Some(&none),
            };
            let text = shown(&page(&subject, &look));
            for key in &keys {
                assert!(!text.contains(&format!(">{key}<")), "{key} is shown itself");
            }
            assert!(!text.contains("{$") && !text.contains("{ $"));
        }
    }
}

#[test]
fn the_distance_from_the_best_is_said_as_far_as_it_is_known() {
    let scenario = hira_thursday();
    let (problem, outcome) = planned(&scenario);
    let cost = outcome.cost.total();
    let said = |bound| {
        let subject =
            Subject { scenario: &scenario, problem: &problem, plan: &outcome.plan, bound, before: None };
        let html = page(&subject, &ENGLISH);
        html.split("data-card=\"best\">").nth(1).unwrap().split("</div>").next().unwrap().to_owned()
    };
    assert!(said(Bound::Unknown).contains("Not known"));
    assert!(said(Bound::Proven(cost)).contains("Proven best"));
    let half = rifada::ground::Cost::units(cost.in_units() / 2);
    assert!(said(Bound::Claimed(half)).contains("what the plan file says"));
    assert!(said(Bound::Proven(half)).contains("The bound has been proven"));
    let above = cost + rifada::ground::Cost::units(1);
    assert!(said(Bound::Claimed(above)).contains("that claim is wrong"));
}
