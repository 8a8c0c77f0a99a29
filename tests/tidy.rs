//! The architecture, held by a machine: floors, sizes, pages, names, the one clock. ARCHITECTURE.md says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of `src` with their floors; a file may import from its own floor's folder and from lower floors.
const FLOORS: [(&str, u32); 10] = [
    ("ground", 0),
    ("model", 1),
    ("score", 2),
    ("path", 3),
    ("price", 4),
    ("search", 5),
    ("engine", 6),
    ("io", 7),
    ("live", 8),
    ("report", 8),
];

/// Folders that see less than their height would allow: all that they may import, beside themselves.
const NARROW: [(&str, &[&[&str]]); 3] = [
    ("judge", &[&["io", "scenario"], &["io", "plan_file"]]),
    ("generate", &[&["io", "scenario"], &["ground"]]),
    // The command line is a crate of its own: it reaches the library as `rifada`, like anybody else.
    ("cli", &[]),
];

/// What only some files may name: the word, and where it may stand.
const KEPT_TO: [(&str, &[&str]); 19] = [
    ("Instant", &["ground/clock.rs"]),
    ("SystemTime", &[]),
    ("fastrand", &["ground/seed.rs"]),
    ("chrono", &["io/", "judge/clock.rs", "generate/calendar.rs"]),
    ("chrono_tz", &["io/", "judge/clock.rs"]),
    ("serde", &["io/"]),
    ("serde_json", &["io/", "cli/"]),
    ("json_event_parser", &["io/json.rs"]),
    ("fs", &["io/files.rs"]),
    ("good_lp", &["search/close/master.rs", "price/master.rs"]),
    ("microlp", &["search/close/master.rs"]),
    ("highs", &["search/close/master.rs"]),
    ("fluent_bundle", &["report/words.rs"]),
    ("unic_langid", &["report/words.rs"]),
    ("icu_calendar", &["report/dates.rs"]),
    ("sha2", &["report/policy.rs"]),
    ("clap", &["cli/"]),
    ("ctrlc", &["cli/"]),
    ("unsafe", &[]),
];

const MOST_LINES: usize = 400;

/// A source file without its comments and texts.
struct Source {
    /// Where it lies below `src`.
    path: String,
    /// Without comments, texts and the tests at its end.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files_below(&root().join(folder), &mut found);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found
}

fn sources() -> Vec<Source> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let code = code_of(before_tests(&text));
        let path =
            path.strip_prefix(root().join("src")).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Source { path, code }
    };
    let all: Vec<Source> = rust_files("src").into_iter().map(read).collect();
    assert!(all.len() > 50, "only {} files found", all.len());
    all
}

/// The part of a file before the module of its tests.
fn before_tests(text: &str) -> &str {
    text.find("\n#[cfg(test)]\nmod ").map_or(text, |at| &text[..=at])
}

/// `text` with comments taken out and the content of texts and characters blanked; lines stay where they are.
fn code_of(text: &str) -> String {
    let bytes: Vec<char> = text.chars().collect();
    let mut code = String::new();
    let mut at = 0;
    let is = |at: usize, what: &str| what.chars().enumerate().all(|(i, c)| bytes.get(at + i) == Some(&c));
    while at < bytes.len() {
        if is(at, "//") {
            while at < bytes.len() && bytes[at] != '\n' {
                at += 1;
            }
        } else if is(at, "/*") {
            let mut depth = 0;
            loop {
                if is(at, "/*") {
                    depth += 1;
                    at += 2;
                } else if is(at, "*/") {
                    depth -= 1;
                    at += 2;
                } else {
                    code.extend((bytes[at] == '\n').then_some('\n'));
                    at += 1;
                }
                if depth == 0 || at >= bytes.len() {
                    break;
                }
            }
        } else if let Some(hashes) = raw_text(&bytes[at..]) {
            let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            at += hashes + 2;
            while at < bytes.len() && !is(at, &end) {
                code.extend((bytes[at] == '\n').then_some('\n'));
                at += 1;
            }
            at += end.len();
            code.push_str("\"\"");
        } else if bytes[at] == '"' {
            at += 1;
            while at < bytes.len() && bytes[at] != '"' {
                code.extend((bytes[at] == '\n').then_some('\n'));
                at += if bytes[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
            code.push_str("\"\"");
        } else if bytes[at] == '\'' && (is(at + 2, "'") || is(at + 1, "\\")) {
            at += if is(at + 1, "\\") { 3 } else { 2 };
            while bytes[at] != '\'' {
                at += 1;
            }
            at += 1;
            code.push_str("' '");
        } else {
            code.push(bytes[at]);
            at += 1;
        }
    }
    code
}

/// How many `#` open the raw text that begins here, if one does.
fn raw_text(bytes: &[char]) -> Option<usize> {
    let rest = bytes.strip_prefix(&['r'])?;
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    (rest.get(hashes) == Some(&'"')).then_some(hashes)
}

/// Words and signs of the code, in order; `::` is one sign.
fn tokens(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            found.push(&rest[..length]);
        }
        rest = &rest[length..];
    }
    found
}

/// Every path in the code that begins with `crate`, `self` or `super`, from the root of the crate; groups are told apart.
fn imports(source: &Source) -> BTreeSet<Vec<String>> {
    let tokens = tokens(&source.code);
    let here = module_of(&source.path);
    let mut found = BTreeSet::new();
    for (at, word) in tokens.iter().enumerate() {
        let starts = at == 0 || tokens[at - 1] != "::";
        let base = match *word {
            _ if !starts || tokens.get(at + 1) != Some(&"::") => continue,
            "crate" => Vec::new(),
            "self" => here.clone(),
            "super" => here[..here.len().saturating_sub(1)].to_vec(),
            _ => continue,
        };
        follow(&tokens, at + 2, base, &mut found);
    }
    found
}

/// Notes the path or group that begins at `at`, below `base`; answers with the place after it.
fn follow(tokens: &[&str], at: usize, mut base: Vec<String>, found: &mut BTreeSet<Vec<String>>) -> usize {
    let mut at = at;
    loop {
        match tokens.get(at).copied() {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at = follow(tokens, at, base.clone(), found);
                    while tokens.get(at).is_some_and(|token| *token != "," && *token != "}") {
                        at += 1;
                    }
                    at += usize::from(tokens.get(at) == Some(&","));
                }
                return at + 1;
            }
            Some("super") => {
                base.pop();
            }
            Some("self") => {}
            Some(word) => base.push(word.to_owned()),
            None => {}
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            found.insert(base);
            return at;
        }
        at += 1;
    }
}

/// The module that a file is: `engine/run.rs` is `engine`, `run`; `engine/mod.rs` is `engine`.
fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let is_root = path == "lib" || path == "main";
    if is_root { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

fn floor(folder: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == folder).map(|(_, floor)| *floor)
}

/// Why a file in `folder` may not import `path`, if it may not.
fn objection(folder: &str, path: &[String]) -> Option<String> {
    let target = path.first().map_or("", String::as_str);
    if target == folder {
        return None;
    }
    let shown = path.join("::");
    if let Some((_, allowed)) = NARROW.iter().find(|(name, _)| *name == folder) {
        let allowed = allowed
            .iter()
            .any(|start| path.iter().zip(*start).filter(|(a, b)| a == b).count() == start.len());
        return (!allowed).then(|| format!("{folder} must not know {shown}"));
    }
    match (floor(folder), floor(target)) {
        (Some(own), Some(below)) if below < own => None,
        // A macro exported by a lower floor stands at the root of the crate.
        (Some(_), None) if target == "typed_ids" => None,
        (None, _) => Some(format!("the folder {folder} has no floor")),
        _ => Some(format!("{folder} must not know {shown}")),
    }
}

fn hold(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_file_imports_only_from_its_own_floor_or_lower_ones() {
    let mut faults = Vec::new();
    for source in sources() {
        let module = module_of(&source.path);
        let Some(folder) = module.first() else { continue };
        for path in imports(&source) {
            faults.extend(objection(folder, &path).map(|why| format!("{}: {why}", source.path)));
        }
    }
    hold(&faults);
}

#[test]
fn the_root_of_the_library_only_names_the_floors() {
    let library = sources().into_iter().find(|source| source.path == "lib.rs").unwrap();
    let mut named: Vec<&str> = library
        .code
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("#[cfg(feature"))
        .map(|line| line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')).unwrap_or(line))
        .collect();
    let mut known: Vec<&str> = FLOORS.iter().map(|(name, _)| *name).chain(["judge", "generate"]).collect();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn every_file_begins_with_a_page_that_says_what_it_is_for() {
    let all = ["src", "tests", "examples", "benches"].into_iter().flat_map(rust_files);
    let faults = all.filter_map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let has_page = text.starts_with("//! ") && text.len() > "//! ".len() + 20;
        (!has_page && !is_scratch(&path)).then(|| format!("{}: no page", path.display()))
    });
    hold(&faults.collect::<Vec<_>>());
}

/// Is the file one that version control passes over?
fn is_scratch(path: &Path) -> bool {
    path.ends_with("examples/scratch.rs")
}

#[test]
fn no_file_has_more_than_400_lines_of_code() {
    let faults = sources().into_iter().filter_map(|source| {
        let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines", source.path))
    });
    hold(&faults.collect::<Vec<_>>());
}

#[test]
fn files_clocks_chance_and_formats_are_named_only_where_they_belong() {
    let mut faults = Vec::new();
    for source in sources() {
        let words: BTreeSet<&str> = tokens(&source.code).into_iter().collect();
        for (word, places) in KEPT_TO {
            let allowed = places.iter().any(|place| source.path.starts_with(place));
            if words.contains(word) && !allowed {
                faults.push(format!("{}: names `{word}`", source.path));
            }
        }
    }
    hold(&faults);
}

#[test]
fn suppressions_are_expectations_with_a_reason() {
    let mut faults = Vec::new();
    for source in sources() {
        let tokens = tokens(&source.code);
        for at in 0..tokens.len() {
            let is_attribute = at >= 2 && tokens[at - 1] == "[";
            let until = tokens[at..].iter().position(|token| *token == "]").map_or(at, |end| at + end);
            if is_attribute && tokens[at] == "allow" {
                faults.push(format!("{}: `allow`", source.path));
            }
            if is_attribute && tokens[at] == "expect" && !tokens[at..until].contains(&"reason") {
                faults.push(format!("{}: `expect` without a reason", source.path));
            }
        }
    }
    hold(&faults);
}

#[test]
fn the_names_of_tests_are_sentences() {
    let mut faults = Vec::new();
    for path in ["src", "tests"].into_iter().flat_map(rust_files) {
        let code = code_of(&fs::read_to_string(&path).unwrap());
        let tokens = tokens(&code);
        for at in 0..tokens.len() {
            let is_test = tokens[at..].starts_with(&["#", "[", "test", "]"]);
            let function = tokens[at..].iter().position(|token| *token == "fn").filter(|_| is_test);
            let Some(name) = function.and_then(|function| tokens.get(at + function + 1)) else { continue };
            if name.split('_').count() < 4 || name.starts_with("test_") {
                faults.push(format!("{}: {name}", path.display()));
            }
        }
    }
    hold(&faults);
}

#[test]
fn no_file_of_the_project_names_a_path_of_somebodys_machine() {
    // In parts, so that this file does not name them itself.
    let paths =
        [["/wo", "rk/"], ["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["../sha", "red"], ["C:", "\\"]];
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["src", "tests", "examples", "benches", "data"] {
        files_below(&root().join(folder), &mut files);
    }
    let at_top = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let is_hidden =
        |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    files.extend(at_top.filter(|path| path.is_file() && !is_hidden(path)));
    let mut faults = Vec::new();
    for path in files.into_iter().filter(|path| !is_scratch(path)) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        for machine in paths.iter().map(|parts| parts.concat()) {
            if text.contains(&machine) {
                faults.push(format!("{}: {machine}", path.display()));
            }
        }
    }
    hold(&faults);
}

#[test]
fn the_map_names_every_folder_of_the_source() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for source in sources() {
        if let Some((folder, _)) = source.path.rsplit_once('/') {
            folders.insert(format!("`{folder}/`"));
        }
    }
    let faults = folders.into_iter().filter(|folder| !map.contains(folder));
    hold(&faults.map(|folder| format!("ARCHITECTURE.md does not name {folder}")).collect::<Vec<_>>());
}

#[test]
fn an_import_is_found_however_it_is_written() {
    let of = |path: &str, text: &str| {
        let source = Source { path: path.into(), code: code_of(text) };
        imports(&source).into_iter().map(|path| path.join("::")).collect::<Vec<_>>()
    };
    assert_eq!(
        of("path/days/walk.rs", "use crate::{engine::{run, Options as O}, io};"),
        ["engine::Options", "engine::run", "io"]
    );
    assert_eq!(
        of("path/days/walk.rs", "use super::super::rules::X; super::own()"),
        ["path::days::own", "path::rules::X"]
    );
    assert_eq!(of("path/days/walk.rs", "fn f(x: super::super::super::search::Y) {}"), ["search::Y"]);
    assert_eq!(
        of("path/mod.rs", "pub(in crate::engine) use self::{days::A, super::engine};"),
        ["engine", "path::days::A"]
    );
    assert_eq!(
        of(
            "path/mod.rs",
            "// crate::engine\n/* crate::io */ let x = \"crate::search\"; '\"'; r#\"crate::io\"#;"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_forbidden_import_is_objected_to() {
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    for (folder, import) in [
        ("ground", "model::Plan"),
        ("path", "price::Rows"),
        ("engine", "io::files"),
        ("model", "engine"),
        ("judge", "score::plain"),
        ("judge", "io::calendar"),
        ("judge", "ground::Slot"),
        ("generate", "io::lower"),
        ("generate", "engine::solve"),
        ("io", "judge::judge"),
        ("io", "generate"),
        ("cli", "engine"),
        ("attic", "ground"),
    ] {
        assert!(objection(folder, &path(import)).is_some(), "{folder} {import}");
    }
    for (folder, import) in [
        ("io", "engine::Stop"),
        ("price", "path::Graphs"),
        ("judge", "io::scenario::Line"),
        ("judge", "judge::clock"),
        ("generate", "ground::Seed"),
        ("cli", "cli::table"),
    ] {
        assert!(objection(folder, &path(import)).is_none(), "{folder} {import}");
    }
}
