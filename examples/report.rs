//! The planner's picture of the 27th night of Ramadan: plans the night and writes its report, a page in Arabic and one in English.
//!
//! ```sh
//! cargo run --release --example report
//! RIFADA_SECONDS=30 cargo run --release --example report
//! ```

use rifada::engine::{Limit, Options, solve};
use rifada::io::files::{read_file, write_file};
use rifada::io::scenario::Scenario;
use rifada::report::{Bound, Language, Look, Subject, page};
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::var("RIFADA_SECONDS").map_or(Ok(3.0), |text| text.parse())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenario = Scenario::from_json(&read_file(&root.join("data/ramadan-27.json"))?)?;
    let (problem, _warnings) = scenario.problem()?;
    let limit = Limit::Time(Duration::try_from_secs_f64(seconds)?);
    let outcome = solve(&problem, &Options { limit, ..Options::default() });
    let subject = Subject {
        scenario: &scenario,
        problem: &problem,
        plan: &outcome.plan,
        bound: Bound::Proven(outcome.bound),
        before: None,
    };
    let mut out = stdout().lock();
    for language in Language::ALL {
        let html = page(&subject, &Look { language, digits: None });
        let path = root.join(format!("target/report-{}.html", language.code()));
        write_file(&path, html.as_bytes())?;
        writeln!(out, "{}: {} KiB", path.display(), html.len().div_ceil(1024))?;
    }
    Ok(())
}
