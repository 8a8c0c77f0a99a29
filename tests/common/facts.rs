//! Who serves together, and the roster in force: what has begun, what is pinned, and the rest of what was published.

use super::brute::all_duties;
use super::build::Sketch;
use super::chance::{draw, pick};
use super::tiny::kept_plan;
use rifada::ground::{Seed, Slot};
use rifada::model::{Duty, PostId, VolunteerId};
use rifada::score::legal::plan_breaches;

/// Gives people facts, pins that break nothing, and more published duties.
pub fn random_roster_in_force(seed: &mut Seed, sketch: &mut Sketch) {
    random_facts(seed, sketch);
    random_pins(seed, sketch);
    random_published(seed, sketch);
}

/// Makes some of the people serve together.
pub fn random_group(seed: &mut Seed, sketch: &mut Sketch) {
    if seed.chance(35) {
        let most = sketch.parts.volunteers.len().min(3) as i64;
        let mut all: Vec<VolunteerId> = (0..sketch.parts.volunteers.len() as u32).map(VolunteerId).collect();
        seed.shuffle(&mut all);
        all.truncate(draw(seed, 2, most) as usize);
        sketch.parts.together = vec![all];
    }
}

/// Who must hold the same pins: the members of a group; everybody else by themselves.
fn groups(sketch: &Sketch) -> Vec<Vec<VolunteerId>> {
    let grouped: Vec<VolunteerId> = sketch.parts.together.concat();
    let everybody = (0..sketch.parts.volunteers.len() as u32).map(VolunteerId);
    let single = everybody.filter(|person| !grouped.contains(person)).map(|person| vec![person]);
    sketch.parts.together.iter().cloned().chain(single).collect()
}

/// Duties that began before now, whatever they break; people of a group may differ in them.
fn random_facts(seed: &mut Seed, sketch: &mut Sketch) {
    let slots = i64::from(sketch.end().0);
    if seed.chance(60) {
        return;
    }
    sketch.parts.first_start = Slot(draw(seed, 1, (slots / 3).max(1)) as u32);
    for group in groups(sketch) {
        let alike = seed.chance(80);
        let mut begun = random_begun(seed, sketch);
        for person in group {
            if !alike {
                begun = random_begun(seed, sketch);
            }
            let draft = sketch.who(person);
            draft.published = begun.clone().into();
            draft.kept = begun.clone().into();
            draft.begun = begun.clone().into();
        }
    }
}

fn random_begun(seed: &mut Seed, sketch: &Sketch) -> Vec<Duty> {
    let mut begun: Vec<Duty> = Vec::new();
    for _ in 0..pick(seed, &[0, 0, 0, 1, 1, 2]) {
        let from = Slot(seed.below(sketch.parts.first_start.index()) as u32);
        let longest = i64::from(sketch.end().0 - from.0).min(3);
        let to = Slot(from.0 + draw(seed, 1, longest) as u32);
        let duty = Duty { from, to, post: PostId(seed.below(sketch.parts.posts.len()) as u32) };
        let apart = begun.iter().all(|other| other.to <= from || to <= other.from);
        // Facts may even overlap, now and then; the same duty twice says nothing new.
        if apart || seed.chance(5) && !begun.contains(&duty) {
            begun.push(duty);
        }
    }
    begun.sort_unstable();
    begun
}

/// Pins that break nothing, by themselves or together with all that is kept so far.
fn random_pins(seed: &mut Seed, sketch: &mut Sketch) {
    for group in groups(sketch) {
        if seed.chance(70) {
            continue;
        }
        let mut duties = all_duties(&sketch.problem(), group[0]);
        duties.retain(|duty| duty.from >= sketch.parts.first_start);
        if duties.is_empty() {
            continue;
        }
        let pin = pick(seed, &duties);
        let mut with = sketch.clone();
        for person in &group {
            let draft = with.who(*person);
            let mut kept = draft.kept.to_vec();
            kept.push(pin);
            kept.sort_unstable();
            draft.kept = kept.clone().into();
            draft.published = kept.into();
        }
        let problem = with.problem();
        if plan_breaches(&problem, &kept_plan(&problem)).is_empty() {
            *sketch = with;
        }
    }
}

/// More duties of the roster in force, possible today or not.
fn random_published(seed: &mut Seed, sketch: &mut Sketch) {
    let problem = sketch.problem();
    let (first, end) = (i64::from(problem.first_start.0), i64::from(problem.grid.end().0));
    for volunteer in problem.volunteers.ids() {
        for _ in 0..pick(seed, &[0, 0, 1, 2]) {
            let mut duties = all_duties(&problem, volunteer);
            let from = draw(seed, first, end - 1);
            let to = draw(seed, from + 1, end);
            let post = PostId(seed.below(problem.posts.len()) as u32);
            if seed.chance(20) || duties.is_empty() {
                duties = vec![Duty { from: Slot(from as u32), to: Slot(to as u32), post }];
            }
            let duty = pick(seed, &duties);
            let draft = sketch.who(volunteer);
            if draft.published.iter().all(|other| other.to <= duty.from || duty.to <= other.from) {
                let mut published = draft.published.to_vec();
                published.push(duty);
                published.sort_unstable();
                draft.published = published.into();
            }
        }
    }
}
