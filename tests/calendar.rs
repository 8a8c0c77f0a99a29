//! The scenario's clock: strict texts, gaps and folds, slots across midnight, and daily windows by the clock's face.

use rifada::ground::{Day, Minutes, Slot, Weekday};
use rifada::io::calendar::Calendar;
use rifada::io::diagnostic::{Code, Diagnostics};
use rifada::io::local_time::{TimeFault, clock_minutes, parse_date};
use rifada::io::scenario::{ClockInterval, Point, Post, Rule, Rules, Scenario, Shifts, Volunteer};
use rifada::model::VolunteerId;

fn scenario(zone: &str, start: &str, end: &str, slot_minutes: u32) -> Scenario {
    Scenario {
        id: "clock".to_owned(),
        time_zone: zone.to_owned(),
        start: start.into(),
        end: end.into(),
        slot_minutes: Some(slot_minutes),
        ..Scenario::default()
    }
}

fn calendar(zone: &str, start: &str, end: &str, slot_minutes: u32) -> Calendar {
    let mut faults = Diagnostics::default();
    let calendar = Calendar::of(&scenario(zone, start, end, slot_minutes), &mut faults);
    calendar.unwrap_or_else(|| panic!("{faults:#?}"))
}

fn refused(zone: &str, start: &str, end: &str, slot_minutes: u32) -> Vec<(Code, String)> {
    let mut faults = Diagnostics::default();
    assert!(Calendar::of(&scenario(zone, start, end, slot_minutes), &mut faults).is_none());
    faults.list.into_iter().map(|fault| (fault.code, fault.path)).collect()
}

/// The parts of a daily window, as (slot, date, minutes).
fn window(scenario: &Scenario, from: &str, to: &str) -> Vec<(u32, i64, i64)> {
    let mut scenario = scenario.clone();
    let hours = ClockInterval { from: from.into(), to: to.into() };
    let rules = Rules { not_between: Rule::Is(vec![hours]), ..Rules::default() };
    scenario.rules = vec![("default".to_owned(), rules)];
    scenario.volunteers = vec![Volunteer { id: "ali".to_owned(), ..Volunteer::default() }];
    let (problem, _) = scenario.problem().expect("a sound scenario");
    let parts = problem.rules_of(VolunteerId(0)).not_between[0].inside.iter();
    parts.map(|&(slot, day, Minutes(minutes))| (slot.0, day, minutes)).collect()
}

#[test]
fn clock_times_and_dates_are_strict() {
    assert_eq!(clock_minutes("06:05"), Some(365));
    assert_eq!(clock_minutes("24:00"), Some(1440));
    for bad in ["6:00", "25:00", "24:01", "06:60", "06.00", "+6:00", " 6:00", "06:00 ", "٠٦:٠٠", ""] {
        assert_eq!(clock_minutes(bad), None, "{bad}");
    }
    assert!(parse_date("2024-02-29").is_some());
    for bad in ["2026-02-29", "2026-2-9", "26-02-09", "2026-13-01", "2026-00-10", "+026-01-01", "2026/01/01"]
    {
        assert_eq!(parse_date(bad), None, "{bad}");
    }
}

#[test]
fn minutes_are_counted_from_the_start_on_either_side() {
    let calendar = calendar("Asia/Riyadh", "2026-05-26T00:00", "2026-05-28T00:00", 60);
    assert_eq!(calendar.instant("2026-05-26T06:00"), Ok(360));
    assert_eq!(calendar.instant("2026-05-25T23:59"), Ok(-1));
    assert_eq!(calendar.instant("1950-01-01T00:00").map(|minute| minute < 0), Ok(true));
    assert_eq!(calendar.text(360).as_str(), "2026-05-26T06:00");
    assert_eq!((calendar.slot(360), calendar.slot(361), calendar.slot(-60)), (Some(Slot(6)), None, None));
    assert_eq!((calendar.slot(2880), calendar.slot(2940)), (Some(Slot(48)), None));
    assert_eq!((calendar.date("2026-05-25"), calendar.date("2026-06-26")), (Some(-1), Some(31)));
}

#[test]
fn in_spring_berlin_skips_an_hour() {
    let calendar = calendar("Europe/Berlin", "2026-03-29T00:00", "2026-03-30T00:00", 60);
    assert_eq!(calendar.slots(), 23);
    assert_eq!(calendar.instant("2026-03-29T02:30"), Err(TimeFault::Skipped));
    assert_eq!(calendar.instant("2026-03-29T02:30+01:00"), Err(TimeFault::Skipped));
    assert_eq!(calendar.instant("2026-03-29T02:00"), Err(TimeFault::Skipped));
    assert_eq!(calendar.instant("2026-03-29T03:00"), Ok(120));
    assert_eq!(calendar.text_at(Slot(1)).as_str(), "2026-03-29T01:00");
    assert_eq!(calendar.text_at(Slot(2)).as_str(), "2026-03-29T03:00");
    assert_eq!((calendar.clock_at(Slot(1)), calendar.clock_at(Slot(2))), (60, 180));
    let grid = calendar.grid();
    assert_eq!((grid.days(), grid.weekday(Day(0))), (1, Weekday(6)));
}

#[test]
fn in_autumn_berlin_shows_an_hour_twice_and_each_carries_its_offset() {
    let calendar = calendar("Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00", 60);
    assert_eq!(calendar.slots(), 25);
    let twice = TimeFault::Ambiguous("+02:00".to_owned(), "+01:00".to_owned());
    assert_eq!(calendar.instant("2026-10-25T02:00"), Err(twice.clone()));
    assert_eq!(calendar.instant("2026-10-25T02:59"), Err(twice));
    assert_eq!(calendar.instant("2026-10-25T02:00+02:00"), Ok(120));
    assert_eq!(calendar.instant("2026-10-25T02:00+01:00"), Ok(180));
    assert_eq!(calendar.instant("2026-10-25T03:00"), Ok(240));
    let wrong = TimeFault::WrongOffset("+02:00 or +01:00".to_owned());
    assert_eq!(calendar.instant("2026-10-25T02:00+03:00"), Err(wrong));
    let texts: Vec<String> = (1..5).map(|slot| calendar.text_at(Slot(slot)).0).collect();
    assert_eq!(
        texts,
        ["2026-10-25T01:00", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00"]
    );
}

#[test]
fn every_boundary_reads_back_as_it_was_written() {
    for (zone, start, end) in [
        ("Europe/Berlin", "2026-10-24T12:30", "2026-10-26T12:30"),
        ("Europe/Berlin", "2026-03-28T12:00", "2026-03-30T12:00"),
        ("Asia/Riyadh", "2026-05-26T00:15", "2026-05-28T00:15"),
        ("America/St_Johns", "2026-10-31T00:00", "2026-11-02T00:00"),
        ("Australia/Lord_Howe", "2026-04-04T00:00", "2026-04-06T00:30"),
        ("Asia/Kathmandu", "2026-04-04T00:00", "2026-04-06T00:00"),
    ] {
        let calendar = calendar(zone, start, end, 15);
        for slot in (0..=calendar.slots()).map(Slot) {
            let text = calendar.text_at(slot);
            assert_eq!(calendar.instant(text.as_str()), Ok(calendar.minute(slot)), "{zone} {}", text.0);
        }
    }
}

#[test]
fn slots_may_straddle_midnight() {
    let grid = calendar("Asia/Riyadh", "2026-05-26T12:30", "2026-05-28T12:30", 60).grid();
    assert_eq!((grid.slots(), grid.days()), (48, 3));
    assert_eq!((grid.day_of(Slot(11)), grid.day_before(Slot(12))), (Day(0), Day(1)));
    assert_eq!((grid.day_of(Slot(12)), grid.slots_of(Day(1)).from), (Day(1), Slot(12)));
    assert_eq!(grid.weekday(Day(0)), Weekday(1));
}

#[test]
fn a_horizon_of_400_days_of_quarter_hours_is_read() {
    let long = scenario("Europe/Berlin", "2026-01-01T00:00", "2027-02-05T00:00", 15);
    let calendar = Calendar::of(&long, &mut Diagnostics::default()).unwrap();
    assert_eq!((calendar.slots(), calendar.grid().days()), (400 * 96, 400));
    assert_eq!(calendar.spans().len(), 3);
    let night = window(&long, "22:00", "06:00");
    let minutes: i64 = night.iter().map(|part| part.2).sum();
    // An hour less in spring, and one more in autumn; the first morning belongs to the date before.
    assert_eq!(minutes, 400 * 480);
    assert_eq!(night[0], (0, -1, 15));
    let of_date = |date: i64| night.iter().filter(|part| part.1 == date).map(|part| part.2).sum::<i64>();
    assert_eq!([of_date(86), of_date(87), of_date(296), of_date(297)], [420, 480, 540, 480]);
}

#[test]
fn dates_go_by_the_face_of_the_clock_and_windows_to_the_minute() {
    let plain = scenario("Asia/Riyadh", "2026-05-26T12:30", "2026-05-27T12:30", 60);
    assert_eq!(window(&plain, "23:50", "00:10"), [(11, 0, 20)]);
    assert_eq!(window(&plain, "12:00", "13:00"), [(0, 0, 30), (23, 1, 30)]);
    assert_eq!(window(&plain, "23:00", "24:00"), [(10, 0, 30), (11, 0, 30)]);
    assert_eq!(window(&plain, "23:00", "00:00"), [(10, 0, 30), (11, 0, 30)]);
    let spring = scenario("Europe/Berlin", "2026-03-29T00:00", "2026-03-30T00:00", 60);
    assert_eq!(window(&spring, "01:30", "03:30"), [(1, 0, 30), (2, 0, 30)]);
    let autumn = scenario("Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00", 60);
    assert_eq!(window(&autumn, "02:15", "02:45"), [(2, 0, 30), (3, 0, 30)]);
    let whole = scenario("Asia/Riyadh", "2026-05-26T00:00", "2026-05-28T00:00", 1440);
    assert_eq!(window(&whole, "22:00", "06:00"), [(0, -1, 360), (0, 0, 120), (1, 0, 360), (1, 1, 120)]);
}

#[test]
fn a_change_in_the_middle_of_a_slot_counts_each_part_by_its_own_face() {
    let fall = scenario("America/St_Johns", "2026-11-01T00:30", "2026-11-01T04:30", 60);
    // 01:30 begins a slot in which the clock goes back from 02:00 to 01:00.
    assert_eq!(window(&fall, "01:00", "01:30"), [(0, 0, 30), (1, 0, 30)]);
}

#[test]
fn starts_are_by_the_face_of_the_clock_after_a_change_too() {
    let mut spring = scenario("Europe/Berlin", "2026-03-28T00:00", "2026-03-30T00:00", 60);
    let shifts =
        Shifts { min_minutes: 60, max_minutes: 60, starts: Some(vec!["06:00".into()]), ..Shifts::default() };
    let post = Post { id: "guide".to_owned(), shifts, ..Post::default() };
    spring.zones = vec![rifada::io::scenario::Named { id: "z".to_owned(), name: None }];
    spring.points =
        vec![Point { id: "p".to_owned(), zone: "z".to_owned(), posts: vec![post], ..Point::default() }];
    let (problem, _) = spring.problem().unwrap();
    let ends = problem.posts.as_slice()[0].latest_end.iter().enumerate();
    let starts: Vec<usize> = ends.filter(|(slot, end)| end.index() > *slot).map(|(slot, _)| slot).collect();
    assert_eq!(starts, [6, 29]);
}

#[test]
fn slots_of_whole_dates_need_midnights_and_a_steady_clock() {
    let grid = calendar("Asia/Riyadh", "2026-05-26T00:00", "2026-06-25T00:00", 1440).grid();
    assert_eq!((grid.slots(), grid.days()), (30, 30));
    let path = |path: &str| path.to_owned();
    assert_eq!(
        refused("Asia/Riyadh", "2026-05-26T06:00", "2026-05-28T06:00", 1440),
        [(Code::DayGrid, path("$.start")), (Code::DayGrid, path("$.end"))]
    );
    assert_eq!(
        refused("Europe/Berlin", "2026-03-01T00:00", "2026-04-01T00:00", 1440),
        [(Code::DayGrid, path("$.slot_minutes"))]
    );
    assert_eq!(
        refused("Europe/Berlin", "2026-03-01T00:00", "2026-12-01T00:00", 1440),
        [(Code::DayGrid, path("$.slot_minutes"))]
    );
    calendar("Europe/Berlin", "2026-03-30T00:00", "2026-04-30T00:00", 1440);
}

#[test]
fn other_slot_lengths_are_refused() {
    for minutes in [0, 1, 20, 45, 120, 720] {
        let faults = refused("Asia/Riyadh", "2026-05-26T00:00", "2026-05-28T00:00", minutes);
        assert_eq!(faults[0].1, "$.slot_minutes");
    }
}

#[test]
fn a_clock_that_goes_back_past_midnight_is_refused() {
    // Until 2011 Newfoundland went back at 00:01, to 23:01 of the date before.
    let faults = refused("America/St_Johns", "2010-11-06T00:00", "2010-11-08T00:00", 15);
    assert_eq!(faults, [(Code::DateRunsBack, "$.end".to_owned())]);
    calendar("America/St_Johns", "2026-10-31T00:00", "2026-11-02T00:00", 15);
}

#[test]
fn start_and_end_may_be_skipped_or_shown_twice_and_then_say_so() {
    assert_eq!(
        refused("Europe/Berlin", "2026-03-29T02:30", "2026-10-25T02:00", 60),
        [(Code::SkippedTime, "$.start".to_owned()), (Code::AmbiguousTime, "$.end".to_owned())]
    );
}

#[test]
fn times_far_away_do_not_panic() {
    let calendar = calendar("Africa/Monrovia", "2026-05-26T00:00", "2026-05-28T00:00", 60);
    for text in ["0000-01-01T00:00", "9999-12-31T23:59", "1900-01-01T00:00", "1972-01-07T00:20"] {
        let _ = calendar.instant(text);
    }
    for (start, end) in [("0000-01-01T00:00", "0000-01-02T00:00"), ("9999-12-30T00:00", "9999-12-31T00:00")] {
        let _ = Calendar::of(&scenario("Asia/Riyadh", start, end, 60), &mut Diagnostics::default());
    }
    let _ = Calendar::of(
        &scenario("Asia/Riyadh", "0000-01-01T00:00", "9999-12-31T00:00", 60),
        &mut Diagnostics::default(),
    );
}
