//! `hira-thursday`: the Hira Cultural District and the path up Jabal al-Nour, from a Thursday morning to Friday's.
//!
//! 9 points, 130 volunteers of whom nobody serves more than four and a half hours. People climb at night, when it is
//! cool; the district is fullest on the evening of the weekend's eve. Thursday is 21 January 2027, 13 Sha'ban 1448:
//! in winter, and not in Ramadan, when hours are others. `data/README.md` names the pages behind the shapes.

use super::calendar::Calendar;
use super::lines::{child_care, english, malay, one_woman, people, rare_languages, trained, urdu};
use super::needs::{adult, by_half_hour, headcount, heads, named, skill, skills};
use super::people::{Traits, always, dealt, languages, rather_at};
use super::rule_sets::{named_sets, not_at_night, one_duty, two_turns};
use super::sites::{in_company, never_alone, one, one_in, point, post, seats, two};
use super::windows::{Deal, in_minutes};
use crate::ground::Seed;
use crate::io::scenario::{
    Leg, Line, MinTeam, Need, Objective, Point, Post, Rules, RulesRef, Scenario, Setting, Shared, Text,
    Volunteer,
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
        name: Some(Text::both("A Thursday at the Hira Cultural District", "يوم خميس في حي حراء الثقافي")),
        skills: Some(skills(["first_aid", "child_care", "stairs", "crowd"])),
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
        ..calendar.scenario("hira-thursday", 24, Some(30))
    }
}

fn leg(from: &str, to: &str, minutes: u32) -> Leg {
    Leg { from: from.to_owned(), to: to.to_owned(), minutes, ..Leg::default() }
}

/// At most four and a half hours, in one duty or, for some, in two; no nights for those under 18.
fn rule_sets() -> Vec<(String, Rules)> {
    let minor = Rules { not_between: not_at_night(), ..Rules::default() };
    named_sets([("default", one_duty(270)), ("two_turns", two_turns()), ("minor", minor)])
}

/// In the evening, languages of which one speaker on duty anywhere is enough.
fn shared(points: &[Point]) -> Vec<Shared> {
    let evening: Vec<u32> = (0..24).map(|hour| u32::from((10..18).contains(&hour))).collect();
    vec![Shared {
        name: Some(Text::both("Anywhere in the district or on the path", "في أي موضع من الحي أو المسار")),
        points: points.iter().map(|p| p.id.clone()).collect(),
        demand: rare_languages(["tr", "fr"], &heads(evening, 2)),
    }]
}

/// One in each hour in which three or more are needed.
fn busy(seats: &[u32]) -> Vec<u32> {
    seats.iter().map(|&n| u32::from(n > 2)).collect()
}

/// The factors of the horizon, which starts at 07:00, by its hours.
fn factors(by_clock: &[u32; 24], calendar: &Calendar) -> impl Iterator<Item = u32> {
    (0..24).map(|hour| by_clock[calendar.clock_hour(hour)])
}

fn points(calendar: &Calendar) -> Vec<Point> {
    let district = |peak| seats(peak, factors(&DISTRICT, calendar));
    let path = |peak| seats(peak, factors(&PATH, calendar));
    let (four, six, climb) = (district(4), district(6), path(4));
    let stairs = || Some(Need::All(vec![skill("stairs"), adult()]));
    vec![
        inside(
            "visitor-centre",
            "Visitor Centre",
            "مركز الزوار",
            "district",
            Post {
                supervision: in_company(2),
                ..duties(
                    "host",
                    "Hosts",
                    "استقبال",
                    120,
                    vec![people(&four, 4), english(&one(&four), 3), urdu(&busy(&four), 3)],
                )
            },
        ),
        inside(
            "exhibition",
            "Revelation Exhibition",
            "معرض الوحي",
            "district",
            Post {
                supervision: in_company(2),
                ..duties(
                    "guide",
                    "Guides",
                    "إرشاد",
                    120,
                    vec![people(&six, 4), english(&one(&six), 3), malay(&busy(&six), 2)],
                )
            },
        ),
        inside(
            "museum",
            "Holy Qur'an Museum",
            "متحف القرآن الكريم",
            "district",
            Post {
                supervision: in_company(2),
                ..duties("guide", "Guides", "إرشاد", 120, vec![people(&four, 4), english(&one(&four), 3)])
            },
        ),
        inside("children", "Children's hall", "قاعة الأطفال", "district", children(&district(3))),
        Point {
            setting: Some(Setting::Outdoor),
            ..inside(
                "parking",
                "Parking and buses",
                "المواقف والحافلات",
                "district",
                Post {
                    supervision: in_company(2),
                    ..duties("marshal", "Marshals", "تنظيم", 120, vec![people(&four, 3)])
                },
            )
        },
        Point {
            setting: Some(Setting::Outdoor),
            ..inside(
                "lower-gate",
                "Lower gate of the path",
                "البوابة السفلى للمسار",
                "foot",
                Post {
                    requires: Some(adult()),
                    ..duties("gate", "Gate", "البوابة", 180, vec![people(&climb, 4), urdu(&busy(&climb), 3)])
                },
            )
        },
        Point {
            setting: Some(Setting::Shaded),
            ..inside(
                "rest-stop",
                "Rest stop on the path",
                "استراحة المسار",
                "halfway",
                Post {
                    requires: stairs(),
                    ..duties("rest", "Rest stop", "الاستراحة", 180, vec![people(&climb, 4)])
                },
            )
        },
        Point {
            setting: Some(Setting::Outdoor),
            ..inside(
                "summit",
                "Queue at the Cave of Hira",
                "صف الزوار عند غار حراء",
                "summit",
                summit(&climb, stairs()),
            )
        },
        Point {
            setting: Some(Setting::Shaded),
            ..inside("first-aid", "First aid on the path", "إسعاف المسار", "halfway", first_aid(&climb))
        },
    ]
}

/// An indoor point of one post.
fn inside(id: &str, en: &str, ar: &str, zone: &str, post: Post) -> Point {
    point(id, Text::both(en, ar), zone, Setting::Indoor, vec![post])
}

/// A post with duties up to four and a half hours.
fn duties(id: &str, en: &str, ar: &str, min_minutes: u32, demand: Vec<Line>) -> Post {
    post(id, en, ar, [min_minutes, 270], demand)
}

/// The children's hall: two at least whenever it is open, one of them trained, one of them a woman.
fn children(seats: &[u32]) -> Post {
    let (one, two) = (one(seats), two(seats));
    never_alone(
        adult(),
        duties(
            "hall",
            "Children's hall",
            "قاعة الأطفال",
            180,
            vec![people(&two, 8), child_care(&one, 8), one_woman(&one, 4)],
        ),
    )
}

/// The queue at the cave, where one person passes at a time: the climb is not worth less than four hours.
fn summit(seats: &[u32], requires: Option<Need>) -> Post {
    let demand = vec![people(seats, 5), trained(&one_in(2, seats), 3), urdu(&busy(seats), 3)];
    Post {
        requires,
        min_team: Some(MinTeam { people: 2, weight: 10 }),
        max_people: Some(6),
        ..duties("queue", "Queue", "تنظيم الصف", 240, demand)
    }
}

fn first_aid(seats: &[u32]) -> Post {
    // A woman among them whenever two or more are there.
    let woman_there: Vec<u32> = seats.iter().map(|&n| u32::from(n > 1)).collect();
    Post {
        requires: Some(Need::All(vec![skill("first_aid"), adult()])),
        ..duties("aid", "First aid", "إسعاف", 180, vec![people(seats, 8), one_woman(&woman_there, 4)])
    }
}

fn volunteers(points: &[Point], calendar: &Calendar) -> Vec<Volunteer> {
    let mut seed = Seed::new(610);
    let trades = [("first_aid", 180), ("child_care", 95), ("stairs", 420), ("crowd", 530)];
    let traits = Traits::dealt(PEOPLE, trades, &mut seed);
    let (twice, wishful) = (dealt(PEOPLE, 250, &mut seed), dealt(PEOPLE, 120, &mut seed));
    let spoken = languages(PEOPLE, &mut seed);

    let demand = by_half_hour(&headcount(points));
    // Blocks of four and a half hours in windows of five and a half to ten; those of minors end by 22:00.
    let windows = Deal { demand: &demand, block: 9, longer: 2..12 }.windows(&traits.minors, 0..30, &mut seed);

    let mut all = Vec::with_capacity(PEOPLE);
    for (i, languages) in spoken.into_iter().enumerate() {
        let person = traits.volunteer(i, i + 1, &mut seed);
        all.push(Volunteer {
            home_zone: Some("district".to_owned()),
            languages,
            skills: traits.practised(i).map(always).collect(),
            rules: person.rules.or_else(|| twice[i].then(|| RulesRef::Named("two_turns".to_owned()))),
            available: vec![calendar.interval(in_minutes(0, windows[i], 30))],
            wishes: wishful[i].then(|| rather_at("museum")).into_iter().collect(),
            ..person
        });
    }
    all
}
