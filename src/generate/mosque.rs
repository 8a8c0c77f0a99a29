//! The Grand Mosque's service points: their posts and lines, and the seats on the 27th night.
//!
//! Seats at the peak and hour factors are designed after published hourly profiles; `data/README.md` names the pages.
//! Seats are rounded up to whole people, by point and hour; first aid posts to the nearest pair, desks up to a pair,
//! because nobody serves there alone. Weights: first aid and children 8, gates 4, what is good to have 2.

use super::calendar::Calendar;
use super::lines::{
    child_care, english, life_support, malay, one_woman, people, rare_languages, several_women, trained, urdu,
};
use super::needs::{adult, called, heads, named, of_them, skill, speaks_at, woman};
use super::sites::{self, first_aid_by_two, in_company, never_alone, one, one_in};
use crate::io::scenario::{
    Admits, Gender, Leg, LegWindow, Level, Line, MinTeam, Named, Need, Point, Post, Setting, Shared, Text,
};

/// The crowd by the clock hour, in percent of the peak.
const FACTORS: [u32; 24] =
    [75, 75, 75, 75, 80, 90, 90, 90, 35, 35, 35, 35, 45, 45, 45, 60, 100, 100, 100, 100, 100, 100, 85, 75];

/// The skills that service at the mosque asks for.
pub(super) const SKILLS: [&str; 5] = ["first_aid", "bls", "cart", "child_care", "crowd"];

/// Languages that translators serve in.
pub(super) const FOREIGN: [&str; 11] = ["ur", "id", "ms", "tr", "fr", "bn", "fa", "ha", "hi", "ru", "zh"];

/// The seats of a point by hour: its peak times the factors, rounded up.
fn seats(peak: u32, calendar: &Calendar) -> Vec<u32> {
    sites::seats(peak, (0..24).map(|hour| FACTORS[calendar.clock_hour(hour)]))
}

/// A share of the seats, rounded up, from 16:00 to 05:00.
pub(super) fn evening(seats: &[u32], percent: u32, calendar: &Calendar) -> Vec<u32> {
    let at = |(hour, &n): (usize, &u32)| {
        let is_evening = !(5..16).contains(&calendar.clock_hour(hour));
        if is_evening { (n * percent).div_ceil(100) } else { 0 }
    };
    seats.iter().enumerate().map(at).collect()
}

/// The fourteen points.
pub(super) fn points(calendar: &Calendar) -> Vec<Point> {
    let gate = |id, en, ar, zone, peak| gate(id, en, ar, zone, seats(peak, calendar), calendar);
    // The nearest number of pairs to 22 seats of first aid times the factor; desks up to a pair.
    let factors = (0..24).map(|hour| FACTORS[calendar.clock_hour(hour)]);
    let aid: Vec<u32> = factors.clone().map(|factor| (22 * factor + 100) / 200).collect();
    let desks: Vec<u32> = factors.map(|factor| (8 * factor).div_ceil(200)).collect();
    vec![
        gate("king-abdulaziz-gate", "King Abdulaziz Gate", "باب الملك عبدالعزيز", "south", 24),
        gate("king-fahd-gate", "King Fahd Gate", "باب الملك فهد", "west", 18),
        gate("umrah-gate", "Umrah Gate", "باب العمرة", "north", 12),
        gate("hudaybiyah-gate", "Hudaybiyah Gate", "باب الحديبية", "north", 8),
        point(
            "salam-carts",
            "Carts at Bab al-Salam",
            "عربات باب السلام",
            "masa",
            vec![carts(seats(14, calendar))],
        ),
        point(
            "shubaika-carts",
            "Carts at Shubaika",
            "عربات الشبيكة",
            "west",
            vec![carts(seats(14, calendar))],
        ),
        point("ajyad", "Ajyad", "أجياد", "south", ajyad(calendar)),
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "mataf",
                "Ways of the Mataf and the roof",
                "ممرات المطاف والسطح",
                "mataf",
                mataf(calendar),
            )
        },
        point("masa", "Mas'a", "المسعى", "masa", masa(calendar)),
        Point {
            admits: Some(Admits::Women),
            ..point(
                "women",
                "Women's prayer areas",
                "مصليات النساء",
                "mosque",
                women(seats(20, calendar), calendar),
            )
        },
        point("first-aid", "First aid posts", "نقاط الإسعاف", "mosque", first_aid(&aid)),
        point("lost", "Lost persons' desks", "مكاتب إرشاد التائهين", "mosque", lost(&desks)),
        point("translators", "Floating translators", "المترجمون المتجولون", "mosque", translators(calendar)),
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "iftar",
                "Iftar and Zamzam in the courts",
                "الإفطار وسقيا زمزم في الساحات",
                "mosque",
                iftar(),
            )
        },
    ]
}

/// An indoor point that admits everybody.
pub(super) fn point(id: &str, en: &str, ar: &str, zone: &str, posts: Vec<Post>) -> Point {
    sites::point(id, Text::both(en, ar), zone, Setting::Indoor, posts)
}

/// A post with duties of four or five hours.
fn post(id: &str, en: &str, ar: &str, demand: Vec<Line>) -> Post {
    sites::post(id, en, ar, [240, 300], demand)
}

/// A gate, in the shade, with guides who speak what most of those who ask speak.
pub(super) fn gate(id: &str, en: &str, ar: &str, zone: &str, seats: Vec<u32>, calendar: &Calendar) -> Point {
    // One of each language is asked for at every gate; the largest shares round to no more than two.
    let speakers = |percent| evening(&seats, percent, calendar);
    let demand =
        vec![people(&seats, 4), urdu(&speakers(6), 5), malay(&speakers(4), 5), english(&speakers(4), 5)];
    let guide = Post { supervision: in_company(3), ..post("guide", "Guidance", "إرشاد", demand) };
    Point { setting: Some(Setting::Shaded), ..point(id, en, ar, zone, vec![guide]) }
}

/// Carts: three in five hold the certificate, the others help people in and out.
pub(super) fn carts(seats: Vec<u32>) -> Post {
    let drivers: Vec<u32> = seats.iter().map(|n| (n * 3).div_ceil(5)).collect();
    let demand =
        vec![people(&seats, 3), called(of_them(skill("cart"), drivers, 3), "Cart drivers", "سائقو العربات")];
    Post { requires: Some(adult()), ..post("carts", "Carts", "عربات", demand) }
}

/// Ajyad: six with carts, four who give children wristbands.
fn ajyad(calendar: &Calendar) -> Vec<Post> {
    let all = seats(10, calendar);
    let drivers: Vec<u32> = all.iter().map(|n| n * 3 / 5).collect();
    let wristbands: Vec<u32> = all.iter().zip(&drivers).map(|(all, some)| all - some).collect();
    let one = one(&wristbands);
    let demand = vec![people(&wristbands, 5), child_care(&one, 6), one_woman(&one, 4)];
    let wristbands = Post {
        requires: Some(adult()),
        min_team: Some(MinTeam { people: 2, weight: 12 }),
        ..post("wristbands", "Children's wristbands", "أساور الأطفال", demand)
    };
    vec![carts(drivers), wristbands]
}

fn mataf(calendar: &Calendar) -> Vec<Post> {
    let seats = seats(20, calendar);
    let demand = vec![people(&seats, 4), several_women(&one_in(4, &seats), 3)];
    let requires = Some(Need::All(vec![adult(), skill("crowd")]));
    vec![Post { requires, ..post("ways", "Keeping ways clear", "تنظيم الممرات", demand) }]
}

fn masa(calendar: &Calendar) -> Vec<Post> {
    let seats = seats(12, calendar);
    let demand = vec![people(&seats, 3), trained(&one_in(2, &seats), 3)];
    vec![Post {
        requires: Some(adult()), ..post("ways", "Keeping ways clear", "تنظيم الممرات", demand)
    }]
}

/// The women's prayer areas.
pub(super) fn women(seats: Vec<u32>, calendar: &Calendar) -> Vec<Post> {
    let demand = vec![
        people(&seats, 4),
        urdu(&evening(&seats, 8, calendar), 4),
        english(&evening(&seats, 10, calendar), 4),
    ];
    vec![Post {
        supervision: in_company(3), ..post("prayer_area", "Prayer areas", "المصليات", demand)
    }]
}

/// Posts of two, one of them a woman, eleven at most: as many as there are `pairs` in the fullest hour. In quiet hours the
/// first in the list are open.
pub(super) fn first_aid(pairs: &[u32]) -> Vec<Post> {
    let posts = [
        ("king-fahd", "King Fahd Gate", "باب الملك فهد"),
        ("safa", "Safa", "الصفا"),
        ("king-abdulaziz", "King Abdulaziz Gate", "باب الملك عبدالعزيز"),
        ("umrah", "Umrah Gate", "باب العمرة"),
        ("marwah", "Marwah", "المروة"),
        ("expansion", "King Abdullah expansion", "توسعة الملك عبدالله"),
        ("roof", "Roof", "السطح"),
        ("east-court", "Eastern court", "الساحة الشرقية"),
        ("west-court", "Western court", "الساحة الغربية"),
        ("shubaika", "Shubaika", "الشبيكة"),
        ("ali", "Ali Gate", "باب علي"),
    ];
    let team = |(number, (id, en, ar)): (u32, (&str, &str, &str))| {
        let open = pairs.iter().map(|open| u32::from(number < *open)).collect();
        first_aid_by_two(open, |demand| post(id, en, ar, demand))
    };
    (0..most(pairs)).zip(posts).map(team).collect()
}

/// Desks of two, one of whom can look after a child, four at most: as many as there are `pairs` in the fullest hour. In
/// quiet hours the first in the list are open.
pub(super) fn lost(pairs: &[u32]) -> Vec<Post> {
    let desks = [
        ("gate-79", "Gate 79", "باب 79"),
        ("ajyad", "Ajyad", "أجياد"),
        ("expansion", "King Fahd expansion", "توسعة الملك فهد"),
        ("qashashiyah", "Qashashiyah", "القشاشية"),
    ];
    let desk = |(number, (id, en, ar)): (u32, (&str, &str, &str))| {
        let one: Vec<u32> = pairs.iter().map(|open| u32::from(number < *open)).collect();
        let two: Vec<u32> = one.iter().map(|n| n * 2).collect();
        let demand = vec![people(&two, 8), child_care(&one, 7), english(&one, 3)];
        never_alone(adult(), post(id, en, ar, demand))
    };
    (0..most(pairs)).zip(desks).map(desk).collect()
}

fn most(pairs: &[u32]) -> u32 {
    pairs.iter().copied().max().unwrap_or(0)
}

fn translators(calendar: &Calendar) -> Vec<Post> {
    let seats = seats(8, calendar);
    let well = |code: &str| speaks_at(code, Level::B1);
    let demand = vec![
        people(&seats, 3),
        called(of_them(well("ur"), evening(&seats, 25, calendar), 3), "Urdu", "الأردية"),
        called(
            of_them(Need::Any(vec![well("id"), well("ms")]), evening(&seats, 12, calendar), 3),
            "Indonesian or Malay",
            "الإندونيسية أو الملايوية",
        ),
    ];
    let requires = Some(Need::Any(FOREIGN.map(well).to_vec()));
    vec![Post { requires, ..post("translator", "Translation", "ترجمة", demand) }]
}

/// Spreads from two and a half hours before sunset to an hour and a half after it.
fn iftar() -> Vec<Post> {
    let seats = |hours: [u32; 4]| -> Vec<u32> { [vec![0; 4], hours.to_vec(), vec![0; 16]].concat() };
    spreads(seats([20, 34, 34, 17]), seats([16, 26, 26, 13]))
}

/// Spreads of men, where men serve, and of women, where women do.
pub(super) fn spreads(men: Vec<u32>, women: Vec<u32>) -> Vec<Post> {
    let men = Post {
        requires: Some(Need::Gender(Gender::Male)),
        supervision: in_company(3),
        ..post("men", "Men's spreads", "سفر الرجال", vec![people(&men, 2)])
    };
    let women = Post {
        requires: Some(woman()),
        supervision: in_company(3),
        ..post("women", "Women's spreads", "سفر النساء", vec![people(&women, 2)])
    };
    vec![men, women]
}

/// The bodies that volunteers belong to.
pub(super) fn organisations() -> Vec<Named> {
    vec![
        named("scouts", "Scouts", "الكشافة"),
        named("health", "Health volunteers", "المتطوعون الصحيون"),
        named("youth", "Makkah youth", "شباب مكة"),
        named("translation", "Translators", "فريق الترجمة"),
    ]
}

/// The parts of the mosque.
pub(super) fn zones() -> Vec<Named> {
    vec![
        named("south", "Southern courts", "الساحات الجنوبية"),
        named("west", "Western courts", "الساحات الغربية"),
        named("north", "Northern courts", "الساحات الشمالية"),
        named("mataf", "Mataf", "المطاف"),
        named("masa", "Mas'a", "المسعى"),
        named("mosque", "Throughout the mosque", "أرجاء المسجد الحرام"),
    ]
}

/// The ways from the middle of the mosque to its other parts, twice as long while the evening's crowd comes and goes.
pub(super) fn legs() -> Vec<Leg> {
    let leg = |(to, minutes): (&str, u32)| Leg {
        from: "mosque".to_owned(),
        to: to.to_owned(),
        minutes,
        one_way: None,
        windows: vec![LegWindow { from: "17:30".into(), to: "23:00".into(), minutes: minutes * 2 }],
    };
    [("south", 15), ("west", 15), ("north", 20), ("mataf", 10), ("masa", 10)].map(leg).to_vec()
}

/// Languages of which so many speakers on duty somewhere in the mosque are enough, by the hour, and life support at the first aid
/// posts.
pub(super) fn shared(points: &[Point], speakers: Vec<u32>, with_life_support: &[u32]) -> Vec<Shared> {
    vec![
        Shared {
            name: Some(Text::both("Somewhere in the mosque", "في أي موضع من المسجد الحرام")),
            points: points.iter().map(|p| p.id.clone()).collect(),
            demand: rare_languages(["ha", "fa", "bn", "tr", "fr"], &heads(speakers, 4)),
        },
        Shared {
            name: Some(Text::both("At the first aid posts", "في نقاط الإسعاف")),
            points: vec!["first-aid".to_owned()],
            demand: vec![life_support(with_life_support, 6)],
        },
    ]
}
