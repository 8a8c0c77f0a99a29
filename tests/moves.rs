//! What must not matter: names, order, and in which weeks it all happens. The optimum by enumeration stays the same.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

pub mod common;

use common::brute::optimum;
use common::rewrite::{renamed, weeks_later};
use common::tiny::{Shape, plans, tiny_sketch};
use rifada::generate::{Options, RuleStyle, scenario};
use rifada::ground::{Cost, Seed};
use rifada::io::scenario::{Published, Scenario};
use rifada::model::{LineId, LinePlace, Post, PostId, ProblemParts, VolunteerDraft, VolunteerId};

/// The most plans of a scenario that is tried.
const MOST_PLANS: usize = 5_000;

/// The numbers from 0 up to `count` in random order: the new place of each.
fn places(count: usize, seed: &mut Seed) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    seed.shuffle(&mut places);
    places
}

/// The items, each at its new place.
fn placed<T>(items: impl IntoIterator<Item = T>, places: &[u32]) -> Vec<T> {
    let mut placed: Vec<(u32, T)> = places.iter().copied().zip(items).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, item)| item).collect()
}

/// The same parts with everybody at another place.
fn permute_volunteers(parts: &mut ProblemParts, seed: &mut Seed) {
    let to = places(parts.volunteers.len(), seed);
    parts.volunteers = placed(std::mem::take(&mut parts.volunteers), &to);
    for group in &mut parts.together {
        for member in group {
            *member = VolunteerId(to[member.0 as usize]);
        }
    }
}

/// The same parts with every line at another place.
fn permute_lines(parts: &mut ProblemParts, seed: &mut Seed) {
    let to = places(parts.lines.len(), seed);
    parts.lines = placed(parts.lines.iter().cloned(), &to).into_iter().collect();
    for post in parts.posts.iter_mut() {
        let mut terms = post.terms.to_vec();
        for term in &mut terms {
            term.line = LineId(to[term.line.0 as usize]);
        }
        terms.sort_by_key(|term| term.line);
        post.terms = terms.into_boxed_slice();
    }
}

/// The same parts with every post at another place.
fn permute_posts(parts: &mut ProblemParts, seed: &mut Seed) {
    let to = places(parts.posts.len(), seed);
    let other = |post: PostId| PostId(to[post.0 as usize]);
    parts.posts =
        placed(parts.posts.iter().cloned(), &to).into_iter().collect::<Vec<Post>>().into_iter().collect();
    for line in parts.lines.iter_mut() {
        line.place = match line.place {
            LinePlace::Post(post, number) => LinePlace::Post(other(post), number),
            LinePlace::Supervision(post, number) => LinePlace::Supervision(other(post), number),
            LinePlace::Shared(..) => line.place,
        };
    }
    for VolunteerDraft { published, kept, begun, .. } in &mut parts.volunteers {
        for duties in [published, kept, begun] {
            for duty in duties.iter_mut() {
                duty.post = other(duty.post);
            }
            duties.sort_unstable();
        }
    }
}

#[test]
fn the_order_of_volunteers_posts_and_lines_leaves_the_optimum_of_tiny_problems_unchanged() {
    for shape in Shape::ALL {
        for number in 0..60 {
            let sketch = tiny_sketch(number, shape);
            let (least, _) = optimum(&sketch.problem()).unwrap();
            let mut seed = Seed::new(number);
            for permute in [permute_volunteers, permute_lines, permute_posts] {
                let mut other = sketch.clone();
                permute(&mut other.parts, &mut seed);
                assert_eq!(optimum(&other.problem()).unwrap().0, least, "{shape:?} {number}");
            }
        }
    }
}

/// Scenarios so small that every plan of them can be tried, some with a roster in force.
fn tiny_scenarios() -> Vec<Scenario> {
    let mut all = Vec::new();
    for rules in [RuleStyle::Plain, RuleStyle::Rich, RuleStyle::Full] {
        for seed in 1..=12 {
            let (volunteers, days) = if seed % 2 == 0 { (3, 1) } else { (2, 2) };
            let sizes = Options { volunteers, points: 2, zones: 2, days, ..Options::default() };
            let mut made = scenario(&Options { rules, seed, tightness: 80, ..sizes });
            make_tiny(&mut made, seed);
            let (problem, _) = made.problem().unwrap_or_else(|faults| panic!("{}: {faults:?}", made.id));
            if plans(&problem).is_some_and(|plans| plans <= MOST_PLANS) {
                all.push(made);
            }
        }
    }
    all
}

/// Leaves six hours a date free to everybody, and duties of one length.
fn make_tiny(scenario: &mut Scenario, seed: u64) {
    for post in scenario.points.iter_mut().flat_map(|point| &mut point.posts) {
        post.shifts.min_minutes = 240;
        post.shifts.max_minutes = 240;
        post.requires = None;
    }
    for (number, volunteer) in scenario.volunteers.iter_mut().enumerate() {
        (volunteer.zones, volunteer.points) = (None, None);
        for free in &mut volunteer.available {
            free.to = free.to.clone().min(hours_after(free.from.as_str(), 6).into());
        }
        if number == 0 && seed.is_multiple_of(2) {
            let first = &scenario.points[0];
            let free = volunteer.available.last().unwrap();
            scenario.published.push(Published {
                volunteer: volunteer.id.clone(),
                point: first.id.clone(),
                post: first.posts[0].id.clone(),
                from: free.from.clone(),
                to: hours_after(free.from.as_str(), 4).into(),
                pinned: None,
            });
        }
    }
}

fn hours_after(text: &str, hours: i64) -> chrono::NaiveDateTime {
    let from = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    from + chrono::Duration::hours(hours)
}

/// The least cost of any plan.
fn least(scenario: &Scenario) -> Cost {
    let (problem, _) = scenario.problem().unwrap_or_else(|faults| panic!("{}: {faults:?}", scenario.id));
    optimum(&problem).unwrap().0
}

/// Holds `other` to leave the optimum of tiny scenarios unchanged.
fn assert_unmoved(mut other: impl FnMut(&Scenario) -> Scenario) {
    let (mut tried, mut costly) = (0, 0);
    for scenario in tiny_scenarios() {
        let cost = least(&scenario);
        let other = other(&scenario);
        assert_ne!(scenario, other);
        assert_eq!(least(&other), cost, "{}", scenario.id);
        tried += 1;
        costly += usize::from(cost > Cost::ZERO);
    }
    assert!(tried >= 20 && costly >= 15, "{tried} tried, {costly} of them cost anything");
}

#[test]
fn names_leave_the_optimum_unchanged() {
    assert_unmoved(|scenario| {
        renamed(scenario, |name| format!("{}'", name.chars().rev().collect::<String>()))
    });
}

#[test]
fn the_order_of_volunteers_points_posts_and_lines_leaves_the_optimum_unchanged() {
    let mut seed = Seed::new(8);
    assert_unmoved(|scenario| {
        let mut other = scenario.clone();
        while other == *scenario {
            seed.shuffle(&mut other.volunteers);
            seed.shuffle(&mut other.points);
            seed.shuffle(&mut other.zones);
            seed.shuffle(&mut other.travel);
            seed.shuffle(&mut other.published);
            for point in &mut other.points {
                seed.shuffle(&mut point.posts);
                for post in &mut point.posts {
                    seed.shuffle(&mut post.demand);
                }
            }
        }
        other
    });
}

#[test]
fn the_weeks_in_which_it_happens_leave_the_optimum_unchanged() {
    assert_unmoved(|scenario| weeks_later(scenario, 3));
    assert_unmoved(|scenario| weeks_later(scenario, -61));
}
