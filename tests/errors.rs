//! `ERRORS.md` lists the codes that the program has. `RIFADA_BLESS=1 cargo test --test errors` writes it anew.

use rifada::io::diagnostic::{Code, Severity};

#[test]
fn the_index_of_errors_is_what_the_program_has() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ERRORS.md");
    let expected = index();
    if std::env::var_os("RIFADA_BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == expected,
        "ERRORS.md differs from the codes; write it anew with RIFADA_BLESS=1, as:\n{expected}"
    );
}

fn index() -> String {
    let mut page = String::from(
        "# Errors and warnings\n\n\
         What Rifada says of a file, by its stable code. A file with errors is refused and nothing is written; warnings\n\
         ask for a look. Each comes with the JSON path of its place, what was found there, and what would mend it.\n\n\
         | code | severity | meaning |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        page.push_str(&format!("| `{}` | {severity} | {} |\n", code.text(), code.meaning()));
    }
    page
}
