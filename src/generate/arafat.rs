//! Arafat and Muzdalifah on the day of Arafat: the twenty points, their posts, seats and lines.
//!
//! A point needs its seats at the peak times the factor of the hour, rounded up. `data/README.md` names the pages behind the
//! shapes. Weights: first aid and the lost 8, guidance 4, water and stations 3.

use super::calendar::Calendar;
use super::lines::{
    child_care, english, life_support, malay, one_woman, people, rare_languages, several_women, trained, urdu,
};
use super::needs::{adult, heads, named};
use super::sites::{self, first_aider, in_company, never_alone, one, one_in};
use crate::io::scenario::{Leg, LegWindow, Line, Named, Point, Post, Setting, Shared, Shifts, Text};

/// Hours of the horizon, from 04:00 to 06:00 on the next date.
pub(super) const HOURS: usize = 26;

/// The crowd at Arafat by the hours of the horizon, in percent of the peak.
const ARAFAT: [u32; HOURS] =
    [30, 80, 80, 80, 100, 100, 100, 55, 55, 55, 55, 55, 100, 100, 80, 80, 80, 30, 0, 0, 0, 0, 0, 0, 0, 0];
/// The crowd at Muzdalifah.
const MUZDALIFAH: [u32; HOURS] =
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 80, 100, 100, 100, 100, 100, 70, 70, 70, 40, 40];
/// How busy first aid at Arafat is.
const FIRST_AID: [u32; HOURS] =
    [0, 50, 50, 50, 80, 80, 80, 100, 100, 100, 100, 100, 100, 80, 80, 80, 40, 40, 0, 0, 0, 0, 0, 0, 0, 0];

/// Arafat and Muzdalifah.
pub(super) fn zones() -> Vec<Named> {
    vec![named("arafat", "Arafat", "عرفات"), named("muzdalifah", "Muzdalifah", "مزدلفة")]
}

/// The way from one to the other: 45 minutes, and two and a half hours while everybody leaves Arafat after sunset.
pub(super) fn legs() -> Vec<Leg> {
    let slow = LegWindow { from: "18:30".into(), to: "22:30".into(), minutes: 150 };
    vec![Leg {
        from: "arafat".to_owned(),
        to: "muzdalifah".to_owned(),
        minutes: 45,
        one_way: None,
        windows: vec![slow],
    }]
}

/// The twenty points.
pub(super) fn points(calendar: &Calendar) -> Vec<Point> {
    let at = |factors: &[u32; HOURS], peak| sites::seats(peak, *factors);
    let arafat = |id: &str, en: &str, ar: &str, setting, post| point(id, en, ar, "arafat", setting, post);
    let muzdalifah =
        |id: &str, en: &str, ar: &str, setting, post| point(id, en, ar, "muzdalifah", setting, post);
    let mut points = vec![
        arafat(
            "namirah",
            "Namirah Mosque",
            "مسجد نمرة",
            Setting::Shaded,
            guidance(&at(&ARAFAT, 16), calendar),
        ),
        arafat(
            "rahmah",
            "Jabal al-Rahmah",
            "جبل الرحمة",
            Setting::Outdoor,
            in_the_sun(guidance(&at(&ARAFAT, 14), calendar)),
        ),
    ];
    for (number, en, ar) in [
        (1, "Arafat 1 station", "محطة عرفات 1"),
        (2, "Arafat 2 station", "محطة عرفات 2"),
        (3, "Arafat 3 station", "محطة عرفات 3"),
    ] {
        let id = format!("arafat-station-{number}");
        points.push(arafat(&id, en, ar, Setting::Shaded, platforms(&at(&ARAFAT, 8))));
    }
    for (number, ar) in [(1, "الأول"), (2, "الثاني"), (3, "الثالث"), (4, "الرابع")] {
        let (id, en) = (format!("arafat-lost-{number}"), format!("Arafat centre {number} for lost persons"));
        let ar = format!("مركز إرشاد التائهين {ar} بعرفات");
        points.push(arafat(&id, &en, &ar, Setting::Indoor, lost(&at(&ARAFAT, 8))));
    }
    let water = in_the_sun(Post {
        supervision: in_company(3),
        ..post("water", "Water and shade", "سقيا وتظليل", vec![people(&at(&ARAFAT, 16), 3)])
    });
    points.push(arafat("water", "Water and umbrellas", "السقيا والمظلات", Setting::Outdoor, water));
    for (number, ar) in [(1, "الأول"), (2, "الثاني"), (3, "الثالث"), (4, "الرابع")] {
        let (id, en) = (format!("medical-{number}"), format!("Medical centre {number}"));
        let ar = format!("المركز الطبي {ar}");
        points.push(arafat(&id, &en, &ar, Setting::Indoor, medical(&at(&FIRST_AID, 6))));
    }
    let mashar = guidance(&at(&MUZDALIFAH, 12), calendar);
    points.push(muzdalifah("mashar", "Al-Mash'ar al-Haram", "المشعر الحرام", Setting::Outdoor, mashar));
    for (number, en, ar) in [
        (1, "Muzdalifah 1 station", "محطة مزدلفة 1"),
        (2, "Muzdalifah 2 station", "محطة مزدلفة 2"),
        (3, "Muzdalifah 3 station", "محطة مزدلفة 3"),
    ] {
        let id = format!("muzdalifah-station-{number}");
        points.push(muzdalifah(&id, en, ar, Setting::Shaded, platforms(&at(&MUZDALIFAH, 8))));
    }
    for (number, ar) in [(1, "الأول"), (2, "الثاني")] {
        let (id, en) =
            (format!("muzdalifah-lost-{number}"), format!("Muzdalifah centre {number} for lost persons"));
        let ar = format!("مركز إرشاد التائهين {ar} بمزدلفة");
        points.push(muzdalifah(&id, &en, &ar, Setting::Indoor, lost(&at(&MUZDALIFAH, 6))));
    }
    points
}

/// Languages of which one speaker on duty somewhere is enough, at Arafat and at Muzdalifah, and life support at the medical centres.
pub(super) fn shared(points: &[Point]) -> Vec<Shared> {
    let of = |prefix: &str| -> Vec<String> {
        points.iter().filter(|point| point.zone == prefix).map(|point| point.id.clone()).collect()
    };
    let languages = |factors: &[u32; HOURS]| -> Vec<Line> {
        let busy: Vec<u32> = factors.iter().map(|factor| u32::from(*factor >= 80)).collect();
        rare_languages(["ha", "bn", "fr", "fa", "tr"], &heads(busy, 4))
    };
    let medical = points.iter().filter(|point| point.id.starts_with("medical")).map(|point| point.id.clone());
    let open: Vec<u32> = FIRST_AID.iter().map(|factor| u32::from(*factor > 0) * 2).collect();
    vec![
        Shared {
            name: Some(Text::both("Anywhere at Arafat", "في أي موضع من عرفات")),
            points: of("arafat"),
            demand: languages(&ARAFAT),
        },
        Shared {
            name: Some(Text::both("Anywhere at Muzdalifah", "في أي موضع من مزدلفة")),
            points: of("muzdalifah"),
            demand: languages(&MUZDALIFAH),
        },
        Shared {
            name: Some(Text::both("At the medical centres", "في المراكز الطبية")),
            points: medical.collect(),
            demand: vec![life_support(&open, 6)],
        },
    ]
}

fn point(id: &str, en: &str, ar: &str, zone: &str, setting: Setting, post: Post) -> Point {
    sites::point(id, Text::both(en, ar), zone, setting, vec![post])
}

/// A post with duties of three to six hours.
fn post(id: &str, en: &str, ar: &str, demand: Vec<Line>) -> Post {
    sites::post(id, en, ar, [180, 360], demand)
}

/// The post as it is in the sun: duties from an hour and a half on, so that the heat can be shared.
fn in_the_sun(post: Post) -> Post {
    Post {
        tags: vec!["sun".to_owned()],
        shifts: Shifts { min_minutes: 90, max_minutes: 360, ..Shifts::default() },
        ..post
    }
}

/// Guidance, in the languages that most of those who ask speak; of Urdu, which most ask for, more by day.
fn guidance(seats: &[u32], calendar: &Calendar) -> Post {
    let by_day = |hour: usize| (6..20).contains(&calendar.clock_hour(hour));
    let asking_urdu: Vec<u32> = seats
        .iter()
        .enumerate()
        .map(|(hour, n)| n.div_ceil(8).min(if by_day(hour) { 2 } else { 1 }))
        .collect();
    let one = one(seats);
    let demand = vec![people(seats, 4), urdu(&asking_urdu, 5), malay(&one, 4), english(&one, 3)];
    Post { supervision: in_company(3), ..post("guide", "Guidance", "إرشاد", demand) }
}

fn platforms(seats: &[u32]) -> Post {
    let demand = vec![people(seats, 3), trained(&one_in(2, seats), 3), english(&one(seats), 3)];
    Post { supervision: in_company(3), ..post("platforms", "Platforms", "الأرصفة", demand) }
}

/// A centre for lost persons: nobody alone, one who can look after a child, one woman.
fn lost(seats: &[u32]) -> Post {
    let one = one(seats);
    let demand = vec![people(seats, 8), child_care(&one, 7), one_woman(&one, 4), english(&one, 3)];
    never_alone(adult(), post("desk", "Desk", "المكتب", demand))
}

/// A medical centre: first-aiders, two of them women, nobody alone.
fn medical(seats: &[u32]) -> Post {
    never_alone(
        first_aider(),
        post("aid", "First aid", "إسعاف", vec![people(seats, 8), several_women(&one_in(3, seats), 4)]),
    )
}
