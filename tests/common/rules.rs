//! Random rules of one person, tight enough to bind on tiny horizons.

use super::build::Sketch;
use super::chance::{draw, maybe, pick};
use super::tiny::Shape;
use rifada::ground::{Minutes, Seed, Weight};
use rifada::model::{ClockWindow, Exposure, MaxDuties, NotNextDay, Rolling, Rules, Setting, TagId, Weekends};
use std::sync::Arc;

/// Random rules for people on the horizon of `sketch`.
pub fn random_rules(seed: &mut Seed, sketch: &Sketch, shape: Shape) -> Rules {
    let slot = sketch.parts.grid.slot_minutes().0;
    let some =
        |seed: &mut Seed, most: i64| Minutes(draw(seed, 2, most) * slot + pick(seed, &[-20, 0, 0, 30]));
    let mut rules = Rules::default();
    if seed.chance(25) {
        rules.min_minutes = some(seed, 4);
        rules.min_minutes_weight = Weight(pick(seed, &[1, 3, 1000]));
    }
    rules.max_minutes = maybe(seed, 20, |seed| some(seed, 6));
    rules.not_between = maybe(seed, 12, |seed| random_clock(seed, sketch)).into_iter().collect();
    rules.exposure = (0..pick(seed, &[0, 0, 0, 1, 1, 2])).map(|_| random_exposure(seed, sketch)).collect();
    if shape == Shape::OneDuty {
        return rules;
    }
    rules.max_shifts_per_day = pick(seed, &[Some(1), Some(1), Some(2), None]);
    rules.max_minutes_per_day = maybe(seed, 25, |seed| some(seed, 4));
    if seed.chance(35) {
        rules.min_break = Minutes(pick(seed, &[30, slot, slot + 15, 2 * slot]));
    }
    if seed.chance(50) {
        rules.min_rest = Minutes(pick(seed, &[30, slot, slot + 15, 2 * slot, 660]));
    }
    rules.rolling = (0..pick(seed, &[0, 0, 0, 1, 1, 2]))
        .map(|_| Rolling {
            days: pick(seed, &[1, 2, 2, 3, 4, 7]),
            max_minutes: maybe(seed, 40, |seed| some(seed, 5)),
            max_days: maybe(seed, 60, |seed| pick(seed, &[0, 1, 1, 1, 1, 2, 2, 2, 2, 3])),
        })
        .collect();
    rules.max_consecutive_days = maybe(seed, 30, |seed| draw(seed, 1, 3) as u32);
    rules.min_consecutive_days = maybe(seed, 15, |seed| draw(seed, 2, 3) as u32).unwrap_or(0);
    rules.min_consecutive_days_off = maybe(seed, 30, |seed| draw(seed, 2, 3) as u32).unwrap_or(0);
    rules.weekends = maybe(seed, 30, |seed| {
        let days: Vec<u8> = (0..7).filter(|_| seed.chance(45)).collect();
        let block = Weekends::number(&sketch.parts.grid, |weekday| days.contains(&weekday));
        Weekends { block, max: pick(seed, &[0, 1, 1, 2, 2]) }
    });
    rules.max_duties = (0..pick(seed, &[0, 0, 0, 1, 1, 2]))
        .map(|_| MaxDuties {
            tag: maybe(seed, 70, random_tag),
            max: pick(seed, &[0, 1, 1, 1, 1, 2, 2, 2, 2, 3]),
        })
        .collect();
    rules.not_next_day = (0..pick(seed, &[0, 0, 0, 1, 1, 2]))
        .map(|_| NotNextDay { after: random_tag(seed), then: random_tag(seed) })
        .collect();
    rules
}

fn random_tag(seed: &mut Seed) -> TagId {
    TagId(draw(seed, 0, 1) as u32)
}

fn random_exposure(seed: &mut Seed, sketch: &Sketch) -> Exposure {
    Exposure {
        setting: pick(seed, &[Setting::Outdoor, Setting::Outdoor, Setting::Shaded]),
        window: random_clock(seed, sketch),
        max_minutes: Minutes(pick(seed, &[0, 60, 120, 180, 300, 480, 600])),
    }
}

/// A daily window of a few hours; at times one that passes midnight, or is off the grid.
fn random_clock(seed: &mut Seed, sketch: &Sketch) -> Arc<ClockWindow> {
    let from = pick(seed, &[0, 240, 660, 690, 1320, 1410]);
    let to = (from + pick(seed, &[60, 90, 300, 480])) % 1440;
    sketch.clock(from, if to == 0 { 1440 } else { to })
}
