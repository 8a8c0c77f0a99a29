//! What may stand on the command line.

use super::help::{
    CHECK_EXAMPLES, EXIT_CODES, GENERATE_EXAMPLES, LIVE_EXAMPLES, REPLAN_EXAMPLES, REPORT_EXAMPLES,
    RULES_EXAMPLES, SCHEMA_EXAMPLES, SOLVE_EXAMPLES, VALIDATE_EXAMPLES,
};
use super::values::{self, Amount};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use rifada::io::scenario::Policy;
use rifada::report::{Digits, Language};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// Plans volunteers for service points: the roster that leaves the least need unmet, with a proof of how far from the
/// best possible it is.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// The arguments of this process, or what there is to say of them.
    pub(super) fn of_process() -> Result<Self, clap::Error> {
        let arguments = Self::try_parse()?;
        match &arguments.command {
            Command::Generate(Generate { times: Some(_), preset, .. })
                if *preset != Some(Preset::Jamarat) =>
            {
                let said = "the argument '--times <N>' can be used with '--preset jamarat-10-13' only";
                let mut commands = Self::command();
                commands.build();
                let generate = commands.find_subcommand_mut("generate").expect("there is such a command");
                Err(generate.error(ErrorKind::ArgumentConflict, said))
            }
            _ => Ok(arguments),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find a plan for a scenario.
    Solve(Solve),
    /// Judge a plan: does it keep every rule, and is what it says of itself so?
    Check(Check),
    /// Say everything that is wrong with a scenario.
    Validate(Validate),
    /// Print the JSON Schema (2020-12) of scenario, plan and certificate files.
    Schema(Schema),
    /// Make a realistic scenario from a seed.
    Generate(Generate),
    /// List policies, sets of rules to choose from, or print one as JSON.
    Rules(Rules),
    /// Change a plan as little as possible about what has happened.
    Replan(Replan),
    /// Show a plan as one page: coverage, timelines, the roster, what is short and why.
    Report(Report),
    /// Keep a plan in force: told what happens and asked what to do, a line of JSON in and one out.
    Live(Live),
}

/// How faults of a file are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object for each file that has any.
    Json,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = SOLVE_EXAMPLES)]
pub(super) struct Solve {
    /// The scenario file; `-` reads standard input.
    pub scenario: PathBuf,
    /// Where to write the plan; `-` writes it to standard output, and the table to standard error.
    #[arg(short, long, value_name = "PLAN")]
    pub output: Option<PathBuf>,
    /// Where to write the certificate, the prices that prove the bound of the plan; `-` is standard output, as for PLAN.
    /// The plan then claims what they prove and no more; without it, it may also claim what a full search has shown.
    #[arg(long, value_name = "CERTIFICATE")]
    pub certificate: Option<PathBuf>,
    /// How long to plan at most, such as 30s, 2m, 1.5s or 500ms.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = values::duration, allow_hyphen_values = true)]
    pub time_limit: Duration,
    /// Stop when (cost − bound) / cost is no more than this, such as 1% or 0.01; 0 asks for a proven optimum.
    #[arg(long, value_name = "GAP", default_value = "0", value_parser = values::gap, allow_hyphen_values = true)]
    pub gap: f64,
    /// Do so many iterations and read no clock: the same seed then gives the same duties for any number of threads.
    #[arg(long, value_name = "N", value_parser = values::iterations, allow_hyphen_values = true, conflicts_with = "time_limit")]
    pub iterations: Option<u64>,
    /// How many threads to use; as many as the machine has where left out.
    #[arg(long, value_name = "N", value_parser = values::threads, allow_hyphen_values = true)]
    pub threads: Option<NonZeroUsize>,
    /// What decides every choice left to chance.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = values::seed, allow_hyphen_values = true)]
    pub seed: u64,
    /// Put people on standby, at posts with `"standby": true`, so that the cost expected by the volunteers' `show_up` falls most:
    /// people who are free, and people whose own place others can spare. It takes two fifths of the time limit at most. What
    /// it buys is measured by 1,000 draws and printed.
    #[arg(long)]
    pub standby: bool,
    /// A plan of this scenario to start from.
    #[arg(long, value_name = "PLAN")]
    pub start: Option<PathBuf>,
    /// How faults of the input are printed, on standard error.
    #[arg(long, value_enum, default_value_t)]
    pub diagnostics: Style,
    /// In which language the table is.
    #[arg(long, default_value = "en", value_parser = values::language())]
    pub lang: Language,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = CHECK_EXAMPLES)]
pub(super) struct Check {
    /// The scenario file; `-` reads standard input.
    pub scenario: PathBuf,
    /// The plan file; `-` reads standard input.
    pub plan: PathBuf,
    /// A certificate of the plan's bound, to be replayed; `-` reads standard input.
    #[arg(long, value_name = "CERTIFICATE")]
    pub certificate: Option<PathBuf>,
    /// How faults of the input are printed, on standard error.
    #[arg(long, value_enum, default_value_t)]
    pub diagnostics: Style,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = VALIDATE_EXAMPLES)]
pub(super) struct Validate {
    /// The scenario file; `-` reads standard input.
    pub scenario: PathBuf,
    /// How its faults are printed, on standard output.
    #[arg(long, value_enum, default_value_t)]
    pub diagnostics: Style,
}

/// The kinds of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FileKind {
    /// What goes in.
    Scenario,
    /// What comes out.
    Plan,
    /// What proves its bound.
    Certificate,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = SCHEMA_EXAMPLES)]
pub(super) struct Schema {
    /// Of which kind of file; of all in one where left out.
    #[arg(value_enum)]
    pub file: Option<FileKind>,
}

/// Which rules and keys a generated scenario uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RuleKind {
    /// Headcount, first aid and languages; hours and rest where there are several days.
    Plain,
    /// What a real season brings: rest, travel, heat, teams, supervision, minors, wishes, fairness.
    Rich,
    /// Every key of the format.
    Full,
}

/// Scenarios that are always the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Preset {
    /// The 27th night of Ramadan at the Grand Mosque: 700 volunteers, 14 points.
    #[value(name = "ramadan-27")]
    Ramadan27,
    /// The day of Arafat and the night at Muzdalifah: 400 volunteers, 20 points.
    ArafatDay,
    /// A Thursday at the Hira Cultural District: 130 volunteers, 9 points.
    HiraThursday,
    /// The last ten nights of Ramadan at the Grand Mosque: 340 volunteers, 8 points.
    LastTen,
    /// The same without the tenth night, as when the month has 29 days.
    LastNine,
    /// The Jamarat, 10 to 13 Dhu al-Hijjah: 640 volunteers, 12 points, and so many in each area.
    #[value(name = "jamarat-10-13")]
    Jamarat,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = GENERATE_EXAMPLES)]
pub(super) struct Generate {
    /// How many volunteers there are.
    #[arg(long, value_name = "N", default_value = "500", value_parser = Amount::new(0, 1_000_000), allow_hyphen_values = true)]
    pub volunteers: u32,
    /// How many service points there are.
    #[arg(long, value_name = "N", default_value = "15", value_parser = Amount::new(1, 100_000), allow_hyphen_values = true)]
    pub points: u32,
    /// How many days of 24 hours there are to plan.
    #[arg(long, value_name = "N", default_value = "1", value_parser = Amount::new(1, 399), allow_hyphen_values = true)]
    pub days: u32,
    /// In how many zones the points lie; no more than there are points.
    #[arg(long, value_name = "N", default_value = "5", value_parser = Amount::new(1, 10_000), allow_hyphen_values = true)]
    pub zones: u32,
    /// The person-hours needed, in percent of what the volunteers could give; some need stays short from about 90 on.
    #[arg(long, value_name = "PERCENT", default_value = "100", value_parser = Amount::new(0, 10_000), allow_hyphen_values = true)]
    pub tightness: u32,
    /// How many volunteers of plain rules accept any zone; the others accept one to three.
    #[arg(long, value_name = "PERCENT", default_value = "33", value_parser = Amount::new(0, 100), allow_hyphen_values = true)]
    pub anywhere: u32,
    /// Which rules and keys of the format are used.
    #[arg(long, value_enum, default_value = "plain")]
    pub rules: RuleKind,
    /// The grid: 15, 30 or 60 minutes.
    #[arg(long, value_name = "MINUTES", default_value = "60", value_parser = values::slot_minutes, allow_hyphen_values = true)]
    pub slot_minutes: u32,
    /// What decides every draw.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = values::seed, allow_hyphen_values = true)]
    pub seed: u64,
    /// One of the scenarios that are always the same, instead of all these.
    #[arg(
        long,
        value_enum,
        conflicts_with_all = ["volunteers", "points", "days", "zones", "tightness", "anywhere", "rules", "slot_minutes", "seed"]
    )]
    pub preset: Option<Preset>,
    /// How many areas the Jamarat have, each with its own points and people; with that preset alone.
    #[arg(long, value_name = "N", requires = "preset", value_parser = Amount::new(1, 1_000), allow_hyphen_values = true)]
    pub times: Option<u32>,
    /// Where to write the scenario; standard output where left out, or `-`.
    #[arg(short, long, value_name = "SCENARIO")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = RULES_EXAMPLES)]
pub(super) struct Rules {
    /// Whose rules to print; all policies are listed where left out.
    #[arg(value_name = "POLICY", value_parser = values::policy())]
    pub policy: Option<Policy>,
    /// In which language the list is.
    #[arg(long, default_value = "en", value_parser = values::language())]
    pub lang: Language,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = REPLAN_EXAMPLES)]
pub(super) struct Replan {
    /// The scenario file; `-` reads standard input.
    pub scenario: PathBuf,
    /// The plan in force; `-` reads standard input.
    pub plan: PathBuf,
    /// What happened, a line of JSON for each event; `-` reads standard input.
    pub events: PathBuf,
    /// Where to write the new plan; `-` writes it to standard output, and what changes to standard error.
    #[arg(short, long, value_name = "PLAN")]
    pub output: PathBuf,
    /// Where to write the scenario as it is after the events, of which the new plan is one.
    #[arg(long, value_name = "SCENARIO")]
    pub scenario_output: Option<PathBuf>,
    /// Print each change, with what it is for and what it gains.
    #[arg(long)]
    pub diff: bool,
    /// How long to look for changes at most, such as 1s or 200ms.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = values::duration, allow_hyphen_values = true)]
    pub within: Duration,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = REPORT_EXAMPLES)]
pub(super) struct Report {
    /// The scenario file; `-` reads standard input.
    pub scenario: PathBuf,
    /// The plan file; `-` reads standard input.
    pub plan: PathBuf,
    /// Where to write the page; `-` writes it to standard output.
    #[arg(short, long, value_name = "HTML")]
    pub output: PathBuf,
    /// Another plan of the scenario: the page says what has changed since, whose duties and which needs.
    #[arg(long, value_name = "PLAN")]
    pub compare: Option<PathBuf>,
    /// A certificate of the plan's bound, to be replayed; without it the bound is shown as what the plan claims.
    #[arg(long, value_name = "CERTIFICATE")]
    pub certificate: Option<PathBuf>,
    /// In which language the page is.
    #[arg(long, default_value = "en", value_parser = values::language())]
    pub lang: Language,
    /// In which digits numbers are; those usual in the language where left out, ٠–٩ in Arabic.
    #[arg(long, value_parser = values::digits())]
    pub digits: Option<Digits>,
    /// How faults of the input are printed, on standard error.
    #[arg(long, value_enum, default_value_t)]
    pub diagnostics: Style,
}

#[derive(Debug, Args)]
#[command(max_term_width = 110, after_help = LIVE_EXAMPLES)]
pub(super) struct Live {
    /// The scenario file.
    pub scenario: PathBuf,
    /// The plan in force.
    pub plan: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
