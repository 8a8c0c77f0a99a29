//! Storms: hundreds of random events, good and bad, after which every state is held to be sound.

use super::stage::{hold, planned};
use rifada::generate::RuleStyle;
use rifada::ground::Seed;
use rifada::io::event::{Asked, Event, People};
use rifada::io::line_at::LineAt;
use rifada::io::plan_file::PlannedDuty;
use rifada::io::scenario::{HeldSkill, LocalTime, Scenario};
use rifada::live::Live;

const QUICK: Asked = Asked { within_ms: 60_000, bound: false };

/// One of these.
fn any<'a, T>(seed: &mut Seed, items: &'a [T]) -> &'a T {
    &items[seed.below(items.len())]
}

/// A time on the grid of a scenario in which slots are hours, or now and then between.
fn time(seed: &mut Seed, scenario: &Scenario) -> LocalTime {
    let start = scenario.start.as_str();
    let (date, hour) = (&start[..8], start[11..13].parse::<usize>().unwrap());
    let day = start[8..10].parse::<usize>().unwrap();
    let after = hour + seed.below(26);
    let minute = if seed.chance(20) { "20" } else { "00" };
    LocalTime(format!("{date}{:02}T{:02}:{minute}", day + after / 24, after % 24))
}

/// A time soon after the present, or now and then before it.
fn later(seed: &mut Seed, scenario: &Scenario) -> LocalTime {
    if seed.chance(10) {
        return time(seed, scenario);
    }
    let now = scenario.now.as_ref().unwrap_or(&scenario.start).as_str();
    let (day, hour) = (now[8..10].parse::<usize>().unwrap(), now[11..13].parse::<usize>().unwrap());
    let (hour, minute) = (hour + seed.below(2), seed.below(60));
    LocalTime(format!("{}{:02}T{:02}:{minute:02}", &now[..8], day + hour / 24, hour % 24))
}

/// A duty in force, or one that somebody may or may not serve.
fn duty(seed: &mut Seed, scenario: &Scenario, live: &Live) -> PlannedDuty {
    let (_, plan) = live.save();
    if seed.chance(80) && !plan.duties.is_empty() {
        return any(seed, &plan.duties).clone();
    }
    let point = any(seed, &scenario.points);
    let (from, to) = (time(seed, scenario), time(seed, scenario));
    let (from, to) = if from < to { (from, to) } else { (to, from) };
    PlannedDuty {
        volunteer: any(seed, &scenario.volunteers).id.clone(),
        point: point.id.clone(),
        post: any(seed, &point.posts).id.clone(),
        from,
        to,
    }
}

/// Something that may happen, most of it possible.
fn event(seed: &mut Seed, live: &Live, number: usize) -> Event {
    let scenario = live.saved_scenario();
    let volunteer = match seed.chance(3) {
        true => "nobody".to_owned(),
        false => any(seed, &scenario.volunteers).id.clone(),
    };
    let some_time = |seed: &mut Seed| seed.chance(60).then(|| time(seed, &scenario));
    match seed.below(13) {
        0 | 1 => Event::Absent { volunteer },
        2 => Event::Late { volunteer, until: time(seed, &scenario) },
        3 => Event::Leaves { volunteer, at: some_time(seed) },
        4 => {
            let mut new = any(seed, &scenario.volunteers).clone();
            if seed.chance(80) {
                new.id = format!("new{number}");
            }
            Event::Arrives { volunteer: Box::new(new) }
        }
        5 => {
            let skills = ["first_aid", "crowd", "cart", "never_heard_of"];
            let skill = HeldSkill::Always((*any(seed, &skills)).to_owned());
            Event::Certificate { volunteer, skill, held: seed.chance(50) }
        }
        6 => {
            let point = any(seed, &scenario.points);
            let post = any(seed, &point.posts);
            let line = seed.below(post.demand.len() + 1) as u32;
            let line = LineAt::Post { point: point.id.clone(), post: post.id.clone(), line };
            let some = seed.below(5) as u32;
            let people = *any(seed, &[People::Exactly(some), People::More(some), People::Fewer(some)]);
            Event::Demand { line, from: some_time(seed), to: some_time(seed), people }
        }
        7 => {
            let point = any(seed, &scenario.points).id.clone();
            Event::Point { point, open: seed.chance(60), from: some_time(seed), to: some_time(seed) }
        }
        8 => Event::Confirm { duty: duty(seed, &scenario, live) },
        9 => Event::Decline { duty: duty(seed, &scenario, live) },
        10 => Event::Pin { duty: duty(seed, &scenario, live) },
        11 => Event::Release { duty: duty(seed, &scenario, live) },
        _ => Event::Time { now: later(seed, &scenario) },
    }
}

/// Lives through a storm; answers how many events were taken, and how many refused.
fn storm(rules: RuleStyle, days: u32, number: u64, events: usize) -> (usize, usize) {
    let (scenario, duties) = planned(rules, 44, days, number);
    let mut live = Live::of(scenario, &duties).unwrap();
    // Read back from what was saved, it lives through the same.
    let mut resumed: Option<Live> = None;
    hold(&live);
    let seed = &mut Seed::new(number);
    let (mut taken, mut refused) = (0, 0);
    for number in 0..events {
        let next = event(seed, &live, number);
        let before = seed.chance(10).then(|| live.save());
        match live.happen(&next) {
            Ok(done) => {
                taken += 1;
                if let Some(resumed) = &mut resumed {
                    assert_eq!(resumed.happen(&next).unwrap(), done);
                }
            }
            Err(faults) => {
                refused += 1;
                assert!(faults.has_errors() && !faults.list[0].remedy.is_empty(), "{next:?}");
                if let Some(before) = before {
                    assert_eq!(live.save(), before, "{next:?} is refused and changes nothing");
                }
            }
        }
        if seed.chance(15) {
            hold(&live);
        }
        if seed.chance(20) {
            let proposed = live.propose(&QUICK);
            let accepted = live.accept(&QUICK);
            assert_eq!(proposed, accepted);
            if let Some(resumed) = &mut resumed {
                assert_eq!(resumed.accept(&QUICK), accepted);
                assert_eq!(resumed.save(), live.save());
            }
            assert!(accepted.after.total <= accepted.before.total);
            hold(&live);
            if seed.chance(20) && live.undo().is_ok() {
                hold(&live);
                resumed = None;
            } else if seed.chance(50) {
                let (scenario, plan) = live.save();
                resumed = Some(Live::of(scenario, &plan.duties).unwrap());
            }
        }
    }
    hold(&live);
    (taken, refused)
}

#[test]
fn every_state_in_a_storm_over_plain_days_is_sound() {
    for number in 0..8 {
        let (taken, refused) = storm(RuleStyle::Plain, 1, number, 250);
        assert!(taken > 40 && refused > 10, "{taken} taken, {refused} refused");
    }
}

#[test]
fn every_state_in_a_storm_over_rich_days_is_sound() {
    for number in 10..16 {
        let (taken, _) = storm(RuleStyle::Rich, 2, number, 200);
        assert!(taken > 20, "{taken} taken");
    }
}

#[test]
fn every_state_in_a_storm_under_every_rule_is_sound() {
    for number in 20..26 {
        let (taken, _) = storm(RuleStyle::Full, 3, number, 200);
        assert!(taken > 15, "{taken} taken");
    }
}
