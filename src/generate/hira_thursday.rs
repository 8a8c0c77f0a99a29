//! `hira-thursday`: the Hira Cultural District and the path up Jabal al-Nour, from a Thursday morning to Friday's.
//!
//! 9 points, 130 volunteers of whom nobody serves more than four and a half hours. People climb at night, when it is
//! cool; the district is fullest on the evening of the weekend's eve. Thursday is 21 January 2027, 13 Sha'ban 1448:
//! in winter, and not in Ramadan, when hours are others. `data/README.md` names the pages behind the shapes.

use super::calendar::Calendar;
use super::needs::{
    adult, called, headcount, heads, minor, named, of_them, skill, speaks, speaks_any, woman,
};
use super::people::{dealt, languages};
use super::windows::Deal;
use crate::ground::Seed;
use crate::io::scenario::{
    ClockInterval, Gender, HeldSkill, Leg, Line, MinTeam, Named, Need, Objective, Point, Post, Rule, Rules,
    RulesRef, SCENARIO_FORMAT, Scenario, Setting, Shared, Shifts, Supervision, Text, Volunteer, Wish,
    WishKind,
};

const PEOPLE: usize = 130;

/// The crowd in the district by the clock hour, in percent of the peak.
const DISTRICT: [u32; 24] =
    [70, 0, 0, 0, 0, 0, 0, 40, 40, 60, 60, 60, 30, 30, 30, 60, 60, 100, 100, 100, 100, 100, 70, 70];

/// The crowd on the path.
const PATH: [u32; 24] =
    [60, 60, 80, 80, 100, 100, 100, 70, 70, 25, 25, 25, 25, 25, 25, 25, 80, 80, 80, 100, 100, 100, 80, 80];

/// A Thursday at the Hira Cultural District: 130 volunteers, 9 points, 24 hours.
pub fn hira_thursday() -> Scenario {
    let calendar = Calendar::new(2027, 1, 21, 7);
    let points = points(&calendar);
    let volunteers = volunteers(&points, &calendar);
    Scenario {
        format: SCENARIO_FORMAT.to_owned(),
        id: "hira-thursday".to_owned(),
        name: Some(Text::both("A Thursday at the Hira Cultural District", "يوم خميس في حي حراء الثقافي")),
        time_zone: "Asia/Riyadh".to_owned(),
        start: calendar.at(0),
        end: calendar.at(24 * 60),
        slot_minutes: Some(30),
        skills: Some(skills()),
        zones: vec![
            named("district", "Hira Cultural District", "حي حراء الثقافي"),
            named("foot", "Foot of Jabal al-Nour", "سفح جبل النور"),
            named("halfway", "Halfway up", "منتصف الطريق إلى القمة"),
            named("summit", "Summit of Jabal al-Nour", "قمة جبل النور"),
        ],
        travel: vec![
            leg("district", "foot", 10),
            leg("foot", "halfway", 30),
            leg("halfway", "summit", 35),
            leg("foot", "summit", 60),
        ],
        shared: shared(&points),
        points,
        volunteers,
        rules: rule_sets(),
        objective: Some(Objective { travel_weight: Some(1), ..Objective::default() }),
        ..Scenario::default()
    }
}

fn skills() -> Vec<Named> {
    vec![
        named("first_aid", "First aid", "الإسعافات الأولية"),
        named("child_care", "Child care", "رعاية الأطفال"),
        named("stairs", "Fit for the climb", "القدرة على صعود الجبل"),
        named("crowd", "Crowd course", "دورة إدارة الحشود"),
    ]
}

fn leg(from: &str, to: &str, minutes: u32) -> Leg {
    Leg { from: from.to_owned(), to: to.to_owned(), minutes, ..Leg::default() }
}

/// At most four and a half hours, in one duty or, for some, in two; no nights for those under 18.
fn rule_sets() -> Vec<(String, Rules)> {
    let default = Rules {
        max_shifts_per_day: Rule::Is(1),
        max_minutes_per_day: Rule::Is(270),
        max_minutes: Rule::Is(270),
        min_rest_minutes: Rule::Is(480),
        ..Rules::default()
    };
    let two_turns =
        Rules { max_shifts_per_day: Rule::Is(2), min_break_minutes: Rule::Is(60), ..Rules::default() };
    let night = ClockInterval { from: "22:00".into(), to: "06:00".into() };
    let minor = Rules { not_between: Rule::Is(vec![night]), ..Rules::default() };
    [("default", default), ("two_turns", two_turns), ("minor", minor)]
        .map(|(name, rules)| (name.to_owned(), rules))
        .to_vec()
}

/// In the evening, languages of which one speaker on duty anywhere is enough.
fn shared(points: &[Point]) -> Vec<Shared> {
    let evening: Vec<u32> = (0..24).map(|hour| u32::from((10..18).contains(&hour))).collect();
    let one = |code, en, ar| called(of_them(speaks(code), evening.clone(), 2), en, ar);
    vec![Shared {
        name: Some(Text::both("Anywhere in the district or on the path", "في أي موضع من الحي أو المسار")),
        points: points.iter().map(|p| p.id.clone()).collect(),
        demand: vec![
            one("tr", "A Turkish speaker", "متحدث بالتركية"),
            one("fr", "A French speaker", "متحدث بالفرنسية"),
        ],
    }]
}

/// The seats of a point by hour: its peak times the factors, rounded up.
fn seats(peak: u32, factors: &[u32; 24], calendar: &Calendar) -> Vec<u32> {
    (0..24).map(|hour| (peak * factors[calendar.clock_hour(hour)]).div_ceil(100)).collect()
}

/// One in each hour in which anybody is needed.
fn one(seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|n| (*n).min(1)).collect()
}

/// One in each hour in which three or more are needed.
fn busy(seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|&n| u32::from(n > 2)).collect()
}

fn people(hourly: &[u32], weight: u32) -> Line {
    called(heads(hourly.to_vec(), weight), "People", "العدد")
}

fn english(seats: &[u32]) -> Line {
    called(of_them(speaks("en"), one(seats), 3), "English", "الإنجليزية")
}

fn urdu(seats: &[u32]) -> Line {
    called(of_them(speaks("ur"), busy(seats), 3), "Urdu", "الأردية")
}

fn malay(seats: &[u32]) -> Line {
    let needs = speaks_any(&["id", "ms"]);
    called(of_them(needs, busy(seats), 2), "Indonesian or Malay", "الإندونيسية أو الملايوية")
}

fn points(calendar: &Calendar) -> Vec<Point> {
    let district = |peak| seats(peak, &DISTRICT, calendar);
    let path = |peak| seats(peak, &PATH, calendar);
    let scouts = || vec![Supervision { who: minor(), by: adult(), ratio: 2, weight: 10 }];
    let (four, six, climb) = (district(4), district(6), path(4));
    let stairs = || Some(Need::All(vec![skill("stairs"), adult()]));
    vec![
        point(
            "visitor-centre",
            "Visitor Centre",
            "مركز الزوار",
            "district",
            Post {
                supervision: scouts(),
                ..post("host", "Hosts", "استقبال", 120, vec![people(&four, 4), english(&four), urdu(&four)])
            },
        ),
        point(
            "exhibition",
            "Revelation Exhibition",
            "معرض الوحي",
            "district",
            Post {
                supervision: scouts(),
                ..post("guide", "Guides", "إرشاد", 120, vec![people(&six, 4), english(&six), malay(&six)])
            },
        ),
        point(
            "museum",
            "Holy Qur'an Museum",
            "متحف القرآن الكريم",
            "district",
            Post {
                supervision: scouts(),
                ..post("guide", "Guides", "إرشاد", 120, vec![people(&four, 4), english(&four)])
            },
        ),
        point("children", "Children's hall", "قاعة الأطفال", "district", children(&district(3))),
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "parking",
                "Parking and buses",
                "المواقف والحافلات",
                "district",
                Post {
                    supervision: scouts(),
                    ..post("marshal", "Marshals", "تنظيم", 120, vec![people(&four, 3)])
                },
            )
        },
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "lower-gate",
                "Lower gate of the path",
                "البوابة السفلى للمسار",
                "foot",
                Post {
                    requires: Some(adult()),
                    ..post("gate", "Gate", "البوابة", 180, vec![people(&climb, 4), urdu(&climb)])
                },
            )
        },
        Point {
            setting: Some(Setting::Shaded),
            ..point(
                "rest-stop",
                "Rest stop on the path",
                "استراحة المسار",
                "halfway",
                Post {
                    requires: stairs(),
                    ..post("rest", "Rest stop", "الاستراحة", 180, vec![people(&climb, 4)])
                },
            )
        },
        Point {
            setting: Some(Setting::Outdoor),
            ..point(
                "summit",
                "Queue at the Cave of Hira",
                "صف الزوار عند غار حراء",
                "summit",
                summit(&climb, stairs()),
            )
        },
        Point {
            setting: Some(Setting::Shaded),
            ..point("first-aid", "First aid on the path", "إسعاف المسار", "halfway", first_aid(&climb))
        },
    ]
}

fn point(id: &str, en: &str, ar: &str, zone: &str, post: Post) -> Point {
    Point {
        id: id.to_owned(),
        name: Some(Text::both(en, ar)),
        zone: zone.to_owned(),
        setting: Some(Setting::Indoor),
        posts: vec![post],
        ..Point::default()
    }
}

fn post(id: &str, en: &str, ar: &str, min_minutes: u32, demand: Vec<Line>) -> Post {
    Post {
        id: id.to_owned(),
        name: Some(Text::both(en, ar)),
        shifts: Shifts { min_minutes, max_minutes: 270, ..Shifts::default() },
        demand,
        ..Post::default()
    }
}

/// The children's hall: two at least whenever it is open, one of them trained, one of them a woman.
fn children(seats: &[u32]) -> Post {
    let two: Vec<u32> = seats.iter().map(|&n| if n > 0 { n.max(2) } else { 0 }).collect();
    let demand = vec![
        people(&two, 8),
        called(of_them(skill("child_care"), one(&two), 8), "Child care", "رعاية الأطفال"),
        called(of_them(woman(), one(&two), 4), "A woman", "امرأة"),
    ];
    Post {
        requires: Some(adult()),
        min_team: Some(MinTeam { people: 2, weight: 16 }),
        ..post("hall", "Children's hall", "قاعة الأطفال", 180, demand)
    }
}

/// The queue at the cave, where one person passes at a time: the climb is not worth less than four hours.
fn summit(seats: &[u32], requires: Option<Need>) -> Post {
    let trained = seats.iter().map(|n| n.div_ceil(2)).collect();
    let demand = vec![
        people(seats, 5),
        called(of_them(skill("crowd"), trained, 3), "Crowd course", "دورة إدارة الحشود"),
        urdu(seats),
    ];
    Post {
        requires,
        min_team: Some(MinTeam { people: 2, weight: 10 }),
        max_people: Some(6),
        ..post("queue", "Queue", "تنظيم الصف", 240, demand)
    }
}

fn first_aid(seats: &[u32]) -> Post {
    // A woman among them whenever two or more are there.
    let woman_there = seats.iter().map(|&n| u32::from(n > 1)).collect();
    let demand = vec![people(seats, 8), called(of_them(woman(), woman_there, 4), "A woman", "امرأة")];
    Post {
        requires: Some(Need::All(vec![skill("first_aid"), adult()])),
        ..post("aid", "First aid", "إسعاف", 180, demand)
    }
}

fn volunteers(points: &[Point], calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(610);
    let mut deal = |per_thousand| dealt(PEOPLE, per_thousand, &mut seed);
    let (women, minors) = (deal(430), deal(60));
    let trades = [("first_aid", 180), ("child_care", 95), ("stairs", 420), ("crowd", 530)]
        .map(|(trade, per_thousand)| (trade, deal(per_thousand)));
    let (twice, wishful) = (deal(250), deal(120));
    let spoken = languages(PEOPLE, &mut seed);

    let demand: Vec<u32> = headcount(points).into_iter().flat_map(|n| [n, n]).collect();
    // Blocks of four and a half hours in windows of five and a half to ten; those of minors end by 22:00.
    let windows = Deal { demand: &demand, block: 9, longer: 2..12 }.windows(&minors, 0..30, &mut seed);

    let mut all = Vec::with_capacity(PEOPLE);
    for (i, languages) in spoken.into_iter().enumerate() {
        let held = trades.iter().filter(|(_, holders)| holders[i] && !minors[i]);
        let skills = held.map(|(trade, _)| HeldSkill::Always((*trade).to_owned())).collect();
        let rules = match (minors[i], twice[i]) {
            (true, _) => Some("minor"),
            (_, true) => Some("two_turns"),
            _ => None,
        };
        let wish =
            Wish { kind: WishKind::Rather, point: Some("museum".to_owned()), weight: 1, ..Wish::default() };
        all.push(Volunteer {
            id: format!("v{:03}", i + 1),
            gender: Some(if women[i] { Gender::Female } else { Gender::Male }),
            age: Some(if minors[i] { 16 + seed.below(2) } else { 18 + seed.below(43) } as u32),
            home_zone: Some("district".to_owned()),
            languages,
            skills,
            available: vec![calendar.interval((windows[i].0 as i64 * 30, windows[i].1 as i64 * 30))],
            rules: rules.map(|name| RulesRef::Named(name.to_owned())),
            wishes: if wishful[i] { vec![wish] } else { Vec::new() },
            ..Volunteer::default()
        });
    }
    all
}
