//! The Jamarat from 10 to 13 Dhu al-Hijjah: the twelve points of an area, their posts, seats and lines.
//!
//! A point needs its seats at the peak times the factor of the hour, rounded up; first aid centres to the nearest pair.
//! `data/README.md` names the pages behind the shapes. Weights: first aid and the lost 8, levels and exits 4, others 3.

use super::lines::{
    child_care, english, life_support, malay, one_woman, people, rare_languages, several_women, trained, urdu,
};
use super::needs::{adult, heads};
use super::sites::{self, first_aid_by_two, in_company, never_alone, one, one_in, two};
use crate::io::scenario::{Leg, LegWindow, Line, Named, Point, Post, Setting, Shared, Shifts, Text};

/// The crowd by the clock hour of the four dates, in percent of the peak.
const FACTORS: [[u32; 24]; 4] = [
    [70, 70, 70, 70, 100, 100, 100, 100, 100, 100, 60, 25, 25, 25, 25, 25, 90, 90, 90, 90, 90, 90, 50, 50],
    [30, 30, 30, 30, 30, 60, 60, 60, 60, 60, 60, 30, 30, 30, 30, 30, 100, 100, 100, 100, 100, 60, 60, 60],
    [50, 50, 50, 50, 50, 60, 60, 60, 60, 60, 60, 45, 45, 45, 45, 45, 100, 100, 100, 40, 40, 40, 40, 40],
    [10, 10, 10, 10, 10, 30, 30, 30, 30, 30, 30, 20, 20, 20, 20, 20, 20, 0, 0, 0, 0, 0, 0, 0],
];

/// An area: one of several alike, with the number it bears in ids and names, or the only one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    /// Its number, from 1 on; none where there is but one.
    pub(super) number: Option<u32>,
}

impl Area {
    /// An id, told apart from that of other areas.
    pub(super) fn id(self, id: &str) -> String {
        self.number.map_or_else(|| id.to_owned(), |number| format!("{id}-{number}"))
    }

    /// A name, told apart in the same way.
    pub(super) fn name(self, en: &str, ar: &str) -> Text {
        match self.number {
            Some(number) => Text::both(&format!("{en}, area {number}"), &format!("{ar}، المنطقة {number}")),
            None => Text::both(en, ar),
        }
    }

    /// The three zones.
    pub(super) fn zones(self) -> [Named; 3] {
        [
            ("bridge", "Jamarat bridge", "جسر الجمرات"),
            ("approach", "Exits and station", "المخارج والمحطة"),
            ("road", "Pedestrian road", "طريق المشاة"),
        ]
        .map(|(id, en, ar)| Named { id: self.id(id), name: Some(self.name(en, ar)) })
    }

    /// The ways between its zones, and to the area before it.
    pub(super) fn legs(self) -> Vec<Leg> {
        let mut legs = vec![
            leg(self.id("bridge"), self.id("approach"), 15),
            leg(self.id("approach"), self.id("road"), 20),
        ];
        if let Some(number @ 2..) = self.number {
            let before = Self { number: Some(number - 1) };
            legs.push(leg(before.id("approach"), self.id("approach"), 20));
        }
        legs
    }

    /// The twelve points.
    pub(super) fn points(self) -> Vec<Point> {
        let levels = [
            ("level-0", "Ground level", "الدور الأرضي", 16),
            ("level-1", "First level", "الدور الأول", 18),
            ("level-2", "Second level", "الدور الثاني", 16),
            ("level-3", "Third level", "الدور الثالث", 14),
            ("level-4", "Fourth level", "الدور الرابع", 14),
        ];
        let level = |(id, en, ar, peak)| {
            self.point(id, en, ar, "bridge", Setting::Shaded, vec![guidance(&seats(peak))])
        };
        let exit =
            |id, en, ar| self.point(id, en, ar, "approach", Setting::Outdoor, vec![stream(&seats(12))]);
        let centre =
            |id, en, ar| self.point(id, en, ar, "approach", Setting::Indoor, vec![lost_persons(&seats(6))]);
        let mut points: Vec<Point> = levels.into_iter().map(level).collect();
        points.extend([
            exit("exit-makkah", "Exits towards Makkah", "المخارج باتجاه مكة"),
            exit("exit-mina", "Exits towards Mina", "المخارج باتجاه منى"),
            self.point(
                "station",
                "Mina 3 station",
                "محطة منى 3",
                "approach",
                Setting::Shaded,
                vec![platforms(&seats(14))],
            ),
            centre("lost-1", "First centre for lost persons", "المركز الأول لإرشاد التائهين"),
            centre("lost-2", "Second centre for lost persons", "المركز الثاني لإرشاد التائهين"),
            self.point(
                "first-aid",
                "First aid centres",
                "مراكز الإسعاف",
                "bridge",
                Setting::Indoor,
                first_aid(),
            ),
            self.point(
                "road",
                "Pedestrian road",
                "طريق المشاة",
                "road",
                Setting::Outdoor,
                vec![way(&seats(20))],
            ),
        ]);
        points
    }

    /// Languages of which one speaker on duty somewhere in the area is enough, and life support at the first aid centres.
    pub(super) fn shared(self, points: &[Point]) -> Vec<Shared> {
        vec![
            Shared {
                name: Some(self.name("Anywhere at the Jamarat", "في أي موضع من الجمرات")),
                points: points.iter().map(|p| p.id.clone()).collect(),
                demand: rare_languages(["bn", "fr", "fa", "tr", "ha"], &heads(busy(), 4)),
            },
            Shared {
                name: Some(self.name("At the first aid centres", "في مراكز الإسعاف")),
                points: vec![self.id("first-aid")],
                demand: vec![life_support(&busy(), 6)],
            },
        ]
    }

    fn point(self, id: &str, en: &str, ar: &str, zone: &str, setting: Setting, posts: Vec<Post>) -> Point {
        sites::point(&self.id(id), self.name(en, ar), &self.id(zone), setting, posts)
    }
}

/// A way that takes twice as long while the crowd of the morning or of the afternoon is on it.
fn leg(from: String, to: String, minutes: u32) -> Leg {
    let slow = |from: &str, to: &str| LegWindow { from: from.into(), to: to.into(), minutes: minutes * 2 };
    let windows = vec![slow("04:00", "10:00"), slow("16:00", "21:00")];
    Leg { from, to, minutes, one_way: None, windows }
}

/// The factors of the whole horizon, hour by hour.
fn factors() -> impl Iterator<Item = u32> {
    FACTORS.into_iter().flatten()
}

/// The seats of a point by hour: its peak times the factors, rounded up.
fn seats(peak: u32) -> Vec<u32> {
    sites::seats(peak, factors())
}

/// One in each hour in which the crowd is half of its peak or more.
fn busy() -> Vec<u32> {
    factors().map(|factor| u32::from(factor >= 50)).collect()
}

/// A post with duties of four to six hours.
fn post(id: &str, en: &str, ar: &str, demand: Vec<Line>) -> Post {
    sites::post(id, en, ar, [240, 360], demand)
}

/// A post in the sun, for those who are grown up: from two hours on, so that nobody must stay through the heat.
fn post_in_the_sun(id: &str, en: &str, ar: &str, demand: Vec<Line>) -> Post {
    Post {
        tags: vec!["sun".to_owned()],
        requires: Some(adult()),
        shifts: Shifts { min_minutes: 120, max_minutes: 360, ..Shifts::default() },
        ..post(id, en, ar, demand)
    }
}

/// The line of those who speak Urdu where the crowd is.
fn urdu_when_busy() -> Line {
    urdu(&busy(), 5)
}

/// The line of those who speak English there.
fn english_when_busy() -> Line {
    english(&busy(), 3)
}

fn guidance(seats: &[u32]) -> Post {
    let demand = vec![
        people(seats, 4),
        trained(&one_in(2, seats), 3),
        several_women(&one_in(4, seats), 2),
        urdu_when_busy(),
        malay(&busy(), 5),
        english_when_busy(),
    ];
    Post { supervision: in_company(2), ..post("guide", "Guidance", "إرشاد", demand) }
}

fn stream(seats: &[u32]) -> Post {
    let demand = vec![people(seats, 4), trained(&one_in(2, seats), 3)];
    post_in_the_sun("stream", "Keeping the stream going", "تسيير الحشود", demand)
}

fn platforms(seats: &[u32]) -> Post {
    let demand = vec![people(seats, 3), english_when_busy(), urdu_when_busy()];
    Post { supervision: in_company(2), ..post("platforms", "Platforms", "الأرصفة", demand) }
}

fn way(seats: &[u32]) -> Post {
    let demand = vec![people(seats, 3), urdu_when_busy()];
    post_in_the_sun("way", "Guidance on the way", "إرشاد على الطريق", demand)
}

/// A centre for lost persons: two at least whenever it is open, one who can look after a child, one woman.
fn lost_persons(seats: &[u32]) -> Post {
    let (one, two) = (one(seats), two(seats));
    let demand =
        vec![people(&two, 8), child_care(&one, 7), one_woman(&one, 4), urdu_when_busy(), english_when_busy()];
    never_alone(adult(), post("desk", "Desk", "المكتب", demand))
}

/// Sixteen centres of two, one of them a woman; in quiet hours the first in the list are open.
fn first_aid() -> Vec<Post> {
    let pairs: Vec<u32> = factors().map(|factor| (32 * factor + 100) / 200).collect();
    let centre = |number: u32| {
        let open = pairs.iter().map(|open| u32::from(number <= *open)).collect();
        let (id, en) = (format!("centre-{number}"), format!("Centre {number}"));
        first_aid_by_two(open, |demand| post(&id, &en, &format!("المركز {number}"), demand))
    };
    (1..=16).map(centre).collect()
}
