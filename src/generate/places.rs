//! Places: the kinds of service points that a rich scenario has, and the posts and lines of each.
//!
//! Weights are tens, so that one square hour of unfairness or an hour of a wish weighs less than any need: children
//! and first aid above languages, languages above headcount.

use super::calendar::{Calendar, DAY};
use super::crowd::{Crowd, part};
use super::needs::{adult, heads, minor, of_them, skill, speaks, speaks_any, woman};
use crate::ground::Seed;
use crate::io::scenario::{
    Admits, Interval, Line, MinTeam, Need, Point, Post, Setting, Shifts, Supervision, Text,
};

/// What a point is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Guidance at a gate, by day and by night.
    Gate,
    /// Keeping ways clear, in the open.
    Ways,
    /// A first aid post: never alone, half of them women.
    FirstAid,
    /// Prayer areas of women.
    WomenArea,
    /// A desk for lost people, with a corner for children.
    LostDesk,
    /// Water in the open, by scouts too.
    Water,
    /// Carts for the elderly.
    Carts,
    /// An exhibition with opening hours and short duties.
    Exhibition,
    /// Prayer areas of men.
    MenArea,
    /// A clinic with three fixed shifts.
    Clinic,
}

/// The kinds of the first, second, … point; then all over again.
const ROUND: [Kind; 12] = [
    Kind::Gate,
    Kind::Ways,
    Kind::FirstAid,
    Kind::WomenArea,
    Kind::LostDesk,
    Kind::Water,
    Kind::Carts,
    Kind::Gate,
    Kind::Exhibition,
    Kind::MenArea,
    Kind::Clinic,
    Kind::Gate,
];

impl Kind {
    /// The kind of point `number`.
    pub(super) fn of(number: u32) -> Self {
        ROUND[number as usize % ROUND.len()]
    }

    /// What it is called, in English and in Arabic.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Gate => ("Gate guidance", "إرشاد البوابة"),
            Self::Ways => ("Crowd ways", "تنظيم الممرات"),
            Self::FirstAid => ("First aid post", "نقطة إسعاف"),
            Self::WomenArea => ("Women's prayer area", "مصلى النساء"),
            Self::LostDesk => ("Lost persons' desk", "مكتب إرشاد التائهين"),
            Self::Water => ("Water point", "سقيا الماء"),
            Self::Carts => ("Carts", "العربات"),
            Self::Exhibition => ("Exhibition", "معرض"),
            Self::MenArea => ("Men's prayer area", "مصلى الرجال"),
            Self::Clinic => ("Clinic", "عيادة"),
        }
    }

    /// A crowd of a point of this kind.
    pub(super) fn crowd(self, seed: &mut Seed) -> Crowd {
        let (size, peak, floor, open, midday) = match self {
            Self::Gate => (14.0, 18.5, 0.35, (0, 24), 1.0),
            Self::Ways => (13.0, 19.5, 0.3, (0, 24), 0.5),
            Self::FirstAid => (5.0, 17.5, 0.4, (0, 24), 1.0),
            Self::WomenArea => (9.0, 19.0, 0.35, (0, 24), 1.0),
            Self::LostDesk => (6.0, 18.0, 0.35, (0, 24), 1.0),
            Self::Water => (9.0, 17.0, 0.4, (10, 23), 0.8),
            Self::Carts => (7.0, 20.0, 0.3, (0, 24), 1.0),
            Self::Exhibition => (6.0, 18.0, 0.3, (9, 23), 1.0),
            Self::MenArea => (6.0, 19.0, 0.35, (0, 24), 1.0),
            Self::Clinic => (4.0, 16.0, 0.9, (0, 24), 1.0),
        };
        Crowd {
            size: size * (0.6 + 0.9 * seed.unit()),
            peak: peak - 1.5 + 3.0 * seed.unit(),
            width: 4.0 + 2.5 * seed.unit(),
            floor,
            open,
            midday,
        }
    }
}

/// The point `number` in `zone`, with the people it needs in each hour.
pub(super) fn point(number: u32, zone: u32, people: &[u32], calendar: &Calendar) -> Point {
    let kind = Kind::of(number);
    let (en, ar) = kind.name();
    let setting = match kind {
        Kind::Ways | Kind::Water => Setting::Outdoor,
        Kind::Gate | Kind::FirstAid => Setting::Shaded,
        _ => Setting::Indoor,
    };
    let admits = match kind {
        Kind::WomenArea => Some(Admits::Women),
        Kind::MenArea => Some(Admits::Men),
        _ => None,
    };
    Point {
        id: format!("p{number}"),
        name: Some(Text::both(&format!("{en} {}", number + 1), &format!("{ar} {}", number + 1))),
        zone: format!("z{zone}"),
        setting: Some(setting),
        admits,
        location: None,
        posts: posts(kind, people, calendar),
    }
}

fn posts(kind: Kind, people: &[u32], calendar: &Calendar) -> Vec<Post> {
    let peak = people.iter().copied().max().unwrap_or(0);
    match kind {
        Kind::Gate => gate(people, calendar),
        Kind::Ways => vec![Post {
            tags: vec!["standing".to_owned()],
            requires: Some(Need::All(vec![skill("crowd"), adult()])),
            max_people: Some(peak.saturating_add(peak / 4).saturating_add(2)),
            demand: vec![
                heads(people.to_vec(), 30),
                of_them(skill("leader"), part(people, 8), 30),
                of_them(speaks("ur"), part(people, 10), 25),
            ],
            supervision: vec![Supervision {
                who: Need::Not(Box::new(skill("leader"))),
                by: skill("leader"),
                ratio: 20,
                weight: 5,
            }],
            ..post("steward", 240, 360)
        }],
        Kind::FirstAid => vec![Post {
            requires: Some(skill("first_aid")),
            demand: vec![heads(people.to_vec(), 60), of_them(woman(), part(people, 40), 40)],
            min_team: Some(MinTeam { people: 2, weight: 60 }),
            ..post("aid", 240, 480)
        }],
        Kind::WomenArea | Kind::MenArea => vec![Post {
            demand: vec![heads(people.to_vec(), 20), of_them(speaks("en"), part(people, 20), 25)],
            ..post("prayer_area", 180, 360)
        }],
        Kind::LostDesk => lost_desk(people),
        Kind::Water => vec![Post {
            demand: vec![Line { surplus_weight: Some(1), ..heads(people.to_vec(), 15) }],
            supervision: vec![Supervision { who: minor(), by: Need::MinAge(21), ratio: 4, weight: 40 }],
            ..post("water", 180, 300)
        }],
        Kind::Carts => vec![Post {
            tags: vec!["standing".to_owned()],
            requires: Some(Need::All(vec![skill("cart"), adult()])),
            demand: vec![heads(people.to_vec(), 20)],
            ..post("cart", 240, 480)
        }],
        Kind::Exhibition => vec![Post {
            tags: vec!["culture".to_owned()],
            shifts: Shifts { open: Some(daily(people, calendar, (9, 23))), ..shifts(120, 240) },
            demand: vec![
                Line {
                    windows: Some(calendar.windows(people)),
                    weight: Some(15),
                    surplus_weight: Some(2),
                    ..Line::default()
                },
                of_them(speaks_any(&["en", "fr"]), part(people, 25), 15),
            ],
            ..post("host", 120, 240)
        }],
        Kind::Clinic => vec![Post {
            requires: Some(Need::All(vec![skill("first_aid"), Need::Not(Box::new(minor()))])),
            shifts: Shifts {
                starts: Some(["06:00", "14:00", "22:00"].map(Into::into).to_vec()),
                counted_minutes: Some(450),
                ..shifts(480, 480)
            },
            demand: vec![heads(people.to_vec(), 50), of_them(skill("bls"), part(people, 10), 50)],
            ..post("clinic", 480, 480)
        }],
    }
}

/// A gate by day and by night: two posts, so that rules can tell nights from days.
fn gate(people: &[u32], calendar: &Calendar) -> Vec<Post> {
    let by_day = |day: bool| -> Vec<u32> {
        let at = |hour: usize| (6..22).contains(&calendar.clock_hour(hour)) == day;
        people.iter().enumerate().map(|(hour, &n)| if at(hour) { n } else { 0 }).collect()
    };
    let (day, night) = (by_day(true), by_day(false));
    let scouts = Supervision { who: minor(), by: adult(), ratio: 3, weight: 40 };
    vec![
        Post {
            tags: vec!["day".to_owned()],
            shifts: Shifts { open: Some(daily(people, calendar, (6, 22))), ..shifts(240, 480) },
            demand: vec![
                heads(day.clone(), 20),
                of_them(speaks("en"), part(&day, 20), 25),
                of_them(speaks("ur"), part(&day, 12), 25),
                of_them(speaks_any(&["id", "ms"]), part(&day, 5), 25),
            ],
            supervision: vec![scouts],
            ..post("guide", 240, 480)
        },
        Post {
            tags: vec!["night".to_owned()],
            requires: Some(adult()),
            shifts: Shifts { open: Some(daily(people, calendar, (22, 30))), ..shifts(240, 480) },
            demand: vec![heads(night.clone(), 25), of_them(speaks("ur"), part(&night, 12), 25)],
            ..post("night_guide", 240, 480)
        },
    ]
}

/// A desk for adults who are lost and a corner for children, where nobody is ever alone.
fn lost_desk(people: &[u32]) -> Vec<Post> {
    let children = part(people, 40);
    let desk: Vec<u32> = people.iter().zip(&children).map(|(all, some)| all - some).collect();
    let grown_woman = Need::All(vec![woman(), Need::MinAge(25)]);
    vec![
        Post {
            demand: vec![
                heads(desk.clone(), 30),
                of_them(speaks("en"), part(&desk, 30), 25),
                of_them(speaks("ur"), part(&desk, 20), 25),
            ],
            ..post("desk", 240, 360)
        },
        Post {
            requires: Some(Need::Any(vec![skill("child_care"), grown_woman])),
            demand: vec![heads(children.clone(), 60), of_them(skill("child_care"), part(&children, 30), 60)],
            min_team: Some(MinTeam { people: 2, weight: 80 }),
            ..post("children", 240, 360)
        },
    ]
}

fn shifts(min_minutes: u32, max_minutes: u32) -> Shifts {
    Shifts { min_minutes, max_minutes, ..Shifts::default() }
}

fn post(id: &str, min_minutes: u32, max_minutes: u32) -> Post {
    Post { id: id.to_owned(), shifts: shifts(min_minutes, max_minutes), ..Post::default() }
}

/// The hours from one clock hour to another, on every day that these hours of a horizon span.
fn daily(people: &[u32], calendar: &Calendar, (from, to): (i64, i64)) -> Vec<Interval> {
    let start = i64::from(calendar.hour);
    (0..people.len() as i64 / 24)
        .map(|day| day * DAY - start * 60)
        .map(|midnight| calendar.interval((midnight + from * 60, midnight + to * 60)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_open_by_day_and_by_night_without_a_gap() {
        let calendar = Calendar::new(2027, 5, 13, 6);
        let people: Vec<u32> = (0..48).map(|hour| hour + 1).collect();
        let posts = gate(&people, &calendar);
        let hourly = |post: &Post| post.demand[0].hourly.clone().unwrap();
        let (day, night) = (hourly(&posts[0]), hourly(&posts[1]));
        for hour in 0..48 {
            assert_eq!(day[hour] + night[hour], people[hour]);
            assert_eq!(day[hour] == 0, (16..24).contains(&(hour % 24)), "hour {hour}");
        }
        let open = posts[1].shifts.open.clone().unwrap();
        assert_eq!(open[1].from.as_str(), "2027-05-14T22:00");
        assert_eq!(open[1].to.as_str(), "2027-05-15T06:00");
    }

    #[test]
    fn all_who_wait_at_a_lost_desk_are_shared_between_its_posts() {
        let posts = lost_desk(&[0, 1, 5]);
        let hourly = |post: &Post| post.demand[0].hourly.clone().unwrap();
        assert_eq!(hourly(&posts[0]), [0, 0, 3]);
        assert_eq!(hourly(&posts[1]), [0, 1, 2]);
    }
}
