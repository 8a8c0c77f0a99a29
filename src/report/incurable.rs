//! What no plan can cure, and why: shortages proven from facts alone, whoever plans.
//!
//! A *family* is a set of lines that ask for the same kind of need: at one place, at all points together, or whatever they ask
//! for, all lines that anyone meets. A person is at one post at a time. So in every slot, whatever the plan, the family is
//! short of at least
//!
//! > Σ over posts of the largest of its lines there − how many people are free then, may serve there and meet the need,
//!
//! and over the horizon, where minutes count by the clock, of at least the minutes needed less those which these people may
//! give. People are counted generously (who is free for as long as the shortest duty of some such post takes is counted for
//! every slot of that), so that what is claimed holds; that more is short than is claimed here may be so all the same.

use super::able::{may_meet, minutes, windows};
use super::view::{NamedLine, View};
use crate::ground::{Slot, Window};
use crate::io::stated::Site;
use crate::model::{ANYONE, Duty, LineId, PostId, VolunteerId};
use std::collections::BTreeMap;

/// Whom a family asks for, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// People, whoever they are, at all points together.
    Everybody,
    /// A kind of need at all points together.
    Kind(usize),
    /// A kind of need at one place.
    At(Site, usize),
}

/// Something that is short under every plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Incurable {
    /// In every slot of a window more people are needed than there can be.
    AtOnce {
        /// Of which family.
        family: Family,
        /// When.
        window: Window,
        /// How many people are needed at once.
        needed: i64,
        /// How many who may serve there are free.
        able: i64,
    },
    /// Over the horizon more minutes are needed than can be given.
    InAll {
        /// Of which family.
        family: Family,
        /// People × minutes needed.
        needed: i128,
        /// Minutes that those who may serve there can give.
        able: i128,
        /// How many they are.
        people: usize,
    },
}

/// A family as it is added up.
struct Sum {
    /// The people needed in each slot.
    needed: Vec<i64>,
    /// The people who can be there, as changes from slot to slot.
    able: Vec<i64>,
    /// The minutes that they can give.
    minutes: i128,
    /// How many they are.
    people: usize,
}

/// Everything of the kind that is proven, families of all points first, then by time.
pub(super) fn proven(view: &View<'_>) -> Vec<Incurable> {
    let (mut sums, of_line) = needed(view);
    let families: Vec<Family> = sums.keys().copied().collect();
    for person in view.problem.volunteers.ids() {
        count(view, person, &of_line, &families, &mut sums);
    }
    let mut found = Vec::new();
    let minutes_count_by_clock = view.problem.posts.iter().all(|post| post.counted.is_none());
    for (family, sum) in &sums {
        let needed: i128 =
            sum.needed.iter().map(|people| i128::from(*people)).sum::<i128>() * view.slot_minutes();
        if minutes_count_by_clock && needed > sum.minutes && !matches!(family, Family::At(Site::Point(_), _))
        {
            found.push(Incurable::InAll { family: *family, needed, able: sum.minutes, people: sum.people });
        }
    }
    for (family, sum) in &sums {
        let short = at_once(*family, sum);
        // What is short at all points together need not be said of each.
        let is_said = |window: &Window| {
            let Family::At(Site::Point(_), kind) = family else { return false };
            found.iter().any(|said| {
                matches!(said, Incurable::AtOnce { family: Family::Kind(of), window: other, .. }
                    if of == kind && other.from < window.to && window.from < other.to)
            })
        };
        let fresh: Vec<Incurable> = short
            .into_iter()
            .filter(|short| !matches!(short, Incurable::AtOnce { window, .. } if is_said(window)))
            .collect();
        found.extend(fresh);
    }
    found
}

/// The families of the view's lines with the people they need, and to which of them each line belongs.
fn needed(view: &View<'_>) -> (BTreeMap<Family, Sum>, BTreeMap<LineId, Vec<Family>>) {
    let slots = view.problem.grid.slots();
    let anyone: Vec<bool> = {
        let mut anyone = vec![false; view.problem.lines.len()];
        for term in view.problem.posts.iter().flat_map(|post| &post.terms).filter(|term| term.need == ANYONE)
        {
            anyone[term.line.0 as usize] = true;
        }
        anyone
    };
    let of = |line: &NamedLine| -> Vec<Family> {
        let mut families = vec![Family::At(line.place, line.kind)];
        if line.post.is_some() {
            families.push(Family::Kind(line.kind));
            if anyone[line.id.0 as usize] {
                families.push(Family::Everybody);
            }
        }
        families
    };
    // The largest of a family's lines at a post; what points share has no post.
    let mut largest: BTreeMap<(Family, Option<PostId>), Vec<i64>> = BTreeMap::new();
    let mut of_line = BTreeMap::new();
    for line in &view.lines {
        let families = of(line);
        for family in &families {
            let here = largest.entry((*family, line.post)).or_insert_with(|| vec![0; slots]);
            for (slot, most) in here.iter_mut().enumerate() {
                *most = (*most).max(view.problem.lines[line.id].demand_in(Slot(slot as u32)));
            }
        }
        of_line.insert(line.id, families);
    }
    let mut sums: BTreeMap<Family, Sum> = BTreeMap::new();
    for ((family, _), here) in largest {
        let sum = sums.entry(family).or_insert_with(|| Sum {
            needed: vec![0; slots],
            able: vec![0; slots + 1],
            minutes: 0,
            people: 0,
        });
        for (all, here) in sum.needed.iter_mut().zip(here) {
            *all += here;
        }
    }
    (sums, of_line)
}

/// Adds a person to every family that they can serve.
fn count(
    view: &View<'_>,
    person: VolunteerId,
    of_line: &BTreeMap<LineId, Vec<Family>>,
    families: &[Family],
    sums: &mut BTreeMap<Family, Sum>,
) {
    let problem = view.problem;
    let volunteer = &problem.volunteers[person];
    let kept = volunteer.kept.iter().map(|duty| duty.post);
    // The shortest duty at any post where they count in the family.
    let mut shortest = vec![u32::MAX; families.len()];
    for post in problem.post_sets[volunteer.posts].iter().copied().chain(kept) {
        for term in &problem.posts[post].terms {
            let Some(own) = of_line.get(&term.line) else { continue };
            if !may_meet(&volunteer.traits, &problem.needs[term.need], problem) {
                continue;
            }
            for at in own.iter().filter_map(|family| families.binary_search(family).ok()) {
                shortest[at] = shortest[at].min(problem.posts[post].min_slots);
            }
        }
    }
    if shortest.iter().all(|slots| *slots == u32::MAX) {
        return;
    }
    let windows = windows(problem, person);
    let minutes = minutes(problem, person, &windows);
    for (family, shortest) in families.iter().zip(shortest).filter(|(_, shortest)| *shortest < u32::MAX) {
        let Some(sum) = sums.get_mut(family) else { continue };
        sum.minutes += minutes;
        sum.people += 1;
        for window in windows.iter().filter(|window| window.to.0 - window.from.0 >= shortest) {
            sum.able[window.from.index()] += 1;
            sum.able[window.to.index()] -= 1;
        }
        for Duty { from, to, .. } in &volunteer.kept {
            sum.able[from.index()] += 1;
            sum.able[to.index()] -= 1;
        }
    }
}

/// The windows in which a family needs more people than there can be.
fn at_once(family: Family, sum: &Sum) -> Vec<Incurable> {
    let mut found: Vec<Incurable> = Vec::new();
    let mut there = 0;
    for (at, (now, change)) in sum.needed.iter().zip(&sum.able).enumerate() {
        there += change;
        if *now <= there {
            continue;
        }
        let (from, to) = (Slot(at as u32), Slot(at as u32 + 1));
        match found.last_mut() {
            Some(Incurable::AtOnce { window, needed, able, .. })
                if (window.to, *needed, *able) == (from, *now, there) =>
            {
                window.to = to;
            }
            _ => found.push(Incurable::AtOnce {
                family,
                window: Window { from, to },
                needed: *now,
                able: there,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Limit, Options, solve};
    use crate::generate::{self, RuleStyle};
    use crate::io::calendar::Calendar;
    use crate::io::diagnostic::Diagnostics;
    use crate::io::scenario::Scenario;
    use crate::model::Plan;
    use crate::report::words::{Language, Words};

    /// Looks at a plan of a scenario.
    fn with_view<T>(scenario: &Scenario, plan: &Plan, look: impl FnOnce(&View<'_>) -> T) -> T {
        let (problem, _) = scenario.problem().unwrap();
        let calendar = Calendar::of(scenario, &mut Diagnostics::default()).unwrap();
        let words = Words::of(Language::English, None);
        look(&View::of(scenario, &problem, plan, &words, &calendar))
    }

    fn belongs(line: &NamedLine, family: Family) -> bool {
        match family {
            Family::Everybody => line.post.is_some(),
            Family::Kind(kind) => line.post.is_some() && line.kind == kind,
            Family::At(place, kind) => line.place == place && line.kind == kind,
        }
    }

    /// Holds every claim against what the plan really leaves short.
    fn hold(view: &View<'_>) -> usize {
        let claims = proven(view);
        for claim in &claims {
            let short = |family: Family, slots: std::ops::Range<u32>| -> Vec<i64> {
                let lines: Vec<&NamedLine> = view.lines.iter().filter(|line| belongs(line, family)).collect();
                slots.map(|slot| lines.iter().map(|line| view.need_in(line.id, Slot(slot)).1).sum()).collect()
            };
            match *claim {
                Incurable::AtOnce { family, window, needed, able } => {
                    for missing in short(family, window.from.0..window.to.0) {
                        assert!(missing >= needed - able, "{claim:?}: {missing} are missing");
                    }
                }
                Incurable::InAll { family, needed, able, .. } => {
                    let missing: i64 = short(family, 0..view.problem.grid.slots() as u32).into_iter().sum();
                    let minutes = i128::from(missing) * view.slot_minutes();
                    assert!(minutes >= needed - able, "{claim:?}: {minutes} minutes are missing");
                }
            }
        }
        claims.len()
    }

    #[test]
    fn twelve_are_needed_and_nine_are_free() {
        let people: Vec<String> = (0..12)
            .map(|at| {
                let until = if at < 9 { "2027-03-06T00:00" } else { "2027-03-05T20:00" };
                format!(
                    r#"{{"id": "v{at}", "languages": [{{"code": "ur"}}], "available": [{{"from": "2027-03-05T16:00", "to": "{until}"}}]}}"#
                )
            })
            .collect();
        let post = r#"{"id": "guide", "shifts": {"min_minutes": 120, "max_minutes": 480},
            "demand": [{"hourly": [0,0,0,0,0,6,6,0], "needs": {"language": "ur"}}]}"#;
        let points =
            ["a", "b"].map(|id| format!(r#"{{"id": "{id}", "zone": "z", "posts": [{post}]}}"#)).join(",");
        let text = format!(
            r#"{{"format": "rifada-scenario/1", "id": "u", "time_zone": "Asia/Riyadh", "start": "2027-03-05T16:00",
            "end": "2027-03-06T00:00", "zones": [{{"id": "z"}}], "points": [{points}], "volunteers": [{}]}}"#,
            people.join(",")
        );
        let scenario = Scenario::from_json(text.as_bytes()).unwrap();
        with_view(&scenario, &Plan::empty(12), |view| {
            let window = Window { from: Slot(5), to: Slot(7) };
            assert_eq!(
                proven(view),
                [Incurable::AtOnce { family: Family::Kind(0), window, needed: 12, able: 9 }]
            );
        });
    }

    #[test]
    fn who_is_free_for_less_than_the_shortest_duty_is_not_counted() {
        let text = r#"{"format": "rifada-scenario/1", "id": "s", "time_zone": "Asia/Riyadh", "start": "2027-03-05T16:00",
            "end": "2027-03-06T00:00", "zones": [{"id": "z"}], "points": [{"id": "a", "zone": "z", "posts": [
            {"id": "g", "shifts": {"min_minutes": 240, "max_minutes": 240}, "demand": [{"hourly": [1,1,1,1,1,1,1,1]}]}]}],
            "volunteers": [{"id": "v", "available": [{"from": "2027-03-05T16:00", "to": "2027-03-05T18:00"},
            {"from": "2027-03-05T19:00", "to": "2027-03-06T00:00"}]}]}"#;
        let scenario = Scenario::from_json(text.as_bytes()).unwrap();
        with_view(&scenario, &Plan::empty(1), |view| {
            let window = Window { from: Slot(0), to: Slot(3) };
            let at_once = Incurable::AtOnce { family: Family::Everybody, window, needed: 1, able: 0 };
            assert!(proven(view).contains(&at_once), "{:?}", proven(view));
            // Eight hours are needed; one duty of four is all there may be.
            let in_all = Incurable::InAll { family: Family::Everybody, needed: 480, able: 240, people: 1 };
            assert!(proven(view).contains(&in_all), "{:?}", proven(view));
        });
    }

    #[test]
    fn no_plan_does_better_than_what_is_proven() {
        let mut claims = 0;
        for rules in [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full] {
            for (seed, tightness) in [(1, 90), (2, 160), (3, 300)] {
                let options = generate::Options {
                    volunteers: 40,
                    points: 12,
                    days: 2,
                    zones: 3,
                    rules,
                    seed,
                    tightness,
                    ..Default::default()
                };
                let scenario = generate::scenario(&options);
                let (problem, _) = scenario.problem().unwrap();
                let found = solve(&problem, &Options { limit: Limit::Iterations(8), ..Options::default() });
                claims += with_view(&scenario, &found.plan, hold);
            }
        }
        assert!(claims > 20, "only {claims}");
    }

    #[test]
    fn the_27th_night_lacks_eighty_hours_whatever_the_plan() {
        let scenario = generate::ramadan_27();
        with_view(&scenario, &Plan::empty(700), |view| {
            let hours = Incurable::InAll {
                family: Family::Everybody,
                needed: 3_580 * 60,
                able: 3_500 * 60,
                people: 700,
            };
            assert!(proven(view).contains(&hours));
        });
    }
}
