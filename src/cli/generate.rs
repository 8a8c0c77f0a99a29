//! `rifada generate`: a scenario from a seed.

use super::Exit;
use super::args::{Generate, Preset, RuleKind};
use super::output::{Destination, Failure};
use rifada::generate::{
    Options, RuleStyle, arafat_day, hira_thursday, jamarat_10_13, last_nine, last_ten, ramadan_27, scenario,
};
use std::path::Path;

/// The most points × days, and volunteers × days, of a scenario that a machine can hold.
const MOST: (u64, u64) = (500_000, 10_000_000);

/// Makes the scenario and writes it.
pub(super) fn run(wanted: &Generate) -> Result<Exit, Failure> {
    let destination = Destination::named(wanted.output.as_deref().unwrap_or(Path::new("-")));
    destination.check(&[])?;
    let made = match wanted.preset {
        Some(Preset::Ramadan27) => ramadan_27(),
        Some(Preset::ArafatDay) => arafat_day(),
        Some(Preset::HiraThursday) => hira_thursday(),
        Some(Preset::LastTen) => last_ten(),
        Some(Preset::LastNine) => last_nine(),
        Some(Preset::Jamarat) => jamarat_10_13(wanted.times.unwrap_or(1)),
        None => scenario(&options(wanted)?),
    };
    destination.write(&|out| made.write_json(out))?;
    Ok(Exit::Done)
}

fn options(wanted: &Generate) -> Result<Options, Failure> {
    let days = u64::from(wanted.days);
    let sizes = [("points", wanted.points, MOST.0), ("volunteers", wanted.volunteers, MOST.1)];
    for (kind, number, most) in sizes {
        if u64::from(number) * days > most {
            return Err(Failure::of_input(format!(
                "error: {number} {kind} over {days} days are too many\n  remedy: give {} {kind} at most, or fewer days\n",
                most / days
            )));
        }
    }
    Ok(Options {
        volunteers: wanted.volunteers,
        points: wanted.points,
        days: wanted.days,
        zones: wanted.zones,
        tightness: wanted.tightness,
        anywhere: wanted.anywhere,
        rules: match wanted.rules {
            RuleKind::Plain => RuleStyle::Plain,
            RuleKind::Rich => RuleStyle::Rich,
            RuleKind::Full => RuleStyle::Full,
        },
        slot_minutes: wanted.slot_minutes,
        seed: wanted.seed,
    })
}
