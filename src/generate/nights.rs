//! The last ten nights of Ramadan at the Grand Mosque: how busy each is, and the eight points with their seats.
//!
//! A night runs from 15:00 to 08:00. A point needs its seats at the peak of an ordinary night, times the factor of the
//! hour, times that of the night, to the nearest whole; first aid posts and desks to the nearest pair. `data/README.md`
//! names the pages behind the shapes. Posts, lines and weights are those of [`super::mosque`].

use super::calendar::Calendar;
use super::mosque::{self, carts, evening, first_aid, gate, lost, point, spreads, women};
use crate::io::scenario::{Admits, Point, Setting, Shared};

/// How busy the nights of the 21st to the 30th are, in percent of an ordinary one.
pub(super) const NIGHTS: [u32; 10] = [100, 100, 115, 100, 120, 100, 150, 100, 130, 80];

/// The crowd by the hour from 15:00 to 08:00, in percent of the peak.
const HOURS: [u32; 17] = [60, 100, 100, 100, 100, 100, 100, 85, 60, 60, 60, 60, 60, 80, 90, 90, 90];

/// Hours of the horizon of so many nights.
pub(super) const fn hours(nights: usize) -> usize {
    (nights - 1) * 24 + HOURS.len()
}

/// The crowd in every hour of so many nights, in hundredths of a percent of an ordinary night's peak.
fn crowd(nights: usize) -> Vec<u32> {
    let at = |hour: usize| HOURS.get(hour % 24).map_or(0, |factor| factor * NIGHTS[hour / 24]);
    (0..hours(nights)).map(at).collect()
}

/// The eight points, over so many nights.
pub(super) fn points(nights: usize, calendar: &Calendar) -> Vec<Point> {
    let crowd = crowd(nights);
    let seats = |peak: u32| -> Vec<u32> { crowd.iter().map(|of| (peak * of + 5_000) / 10_000).collect() };
    let pairs = |peak: u32| -> Vec<u32> { crowd.iter().map(|of| (peak * of + 10_000) / 20_000).collect() };
    let gate = |id, en, ar, zone, peak| gate(id, en, ar, zone, seats(peak), calendar);
    // Of nine at the spreads four are women.
    let at_spreads = seats(10);
    let women_there: Vec<u32> = at_spreads.iter().map(|n| (n * 4 + 4) / 9).collect();
    let men_there = at_spreads.iter().zip(&women_there).map(|(all, women)| all - women).collect();
    vec![
        gate("king-abdulaziz-gate", "King Abdulaziz Gate", "باب الملك عبدالعزيز", "south", 10),
        gate("king-fahd-gate", "King Fahd Gate", "باب الملك فهد", "west", 8),
        gate("umrah-gate", "Umrah Gate", "باب العمرة", "north", 6),
        point("carts", "Carts", "العربات", "masa", vec![carts(seats(12))]),
        Point {
            admits: Some(Admits::Women),
            ..point("women", "Women's prayer areas", "مصليات النساء", "mosque", women(seats(10), calendar))
        },
        point("lost", "Lost persons' desks", "مكاتب إرشاد التائهين", "mosque", lost(&pairs(4))),
        point("first-aid", "First aid posts", "نقاط الإسعاف", "mosque", first_aid(&pairs(12))),
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "spreads",
                "Iftar, Zamzam and suhoor in the courts",
                "الإفطار وسقيا زمزم والسحور في الساحات",
                "mosque",
                spreads(men_there, women_there),
            )
        },
    ]
}

/// What is needed somewhere in the mosque: one speaker of each rare language in the evenings, and life support.
pub(super) fn shared(points: &[Point], nights: usize, calendar: &Calendar) -> Vec<Shared> {
    let served: Vec<u32> = crowd(nights).iter().map(|of| u32::from(*of > 0)).collect();
    mosque::shared(points, evening(&served, 100, calendar), &served)
}
