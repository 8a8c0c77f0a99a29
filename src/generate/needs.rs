//! Short ways to write needs, lines, skills and names, and to sum up what is needed.

use crate::io::scenario::{Gender, LanguageNeed, Level, Line, Named, Need, Point, Text};

/// Holds this skill.
pub(super) fn skill(id: &str) -> Need {
    Need::Skill(id.to_owned())
}

/// Speaks this language, at any level.
pub(super) fn speaks(code: &str) -> Need {
    Need::Language(LanguageNeed::Code(code.to_owned()))
}

/// Speaks this language at this level or better.
pub(super) fn speaks_at(code: &str, min: Level) -> Need {
    Need::Language(LanguageNeed::AtLeast { code: code.to_owned(), min: Some(min) })
}

/// Speaks one of these languages, at any level.
pub(super) fn speaks_any(codes: &[&str]) -> Need {
    Need::Any(codes.iter().map(|code| speaks(code)).collect())
}

/// Is a woman.
pub(super) fn woman() -> Need {
    Need::Gender(Gender::Female)
}

/// Is known to be 18 or older.
pub(super) fn adult() -> Need {
    Need::MinAge(18)
}

/// Is known to be under 18.
pub(super) fn minor() -> Need {
    Need::MaxAge(17)
}

/// A line of so many people by the hour, whoever they are.
pub(super) fn heads(hourly: Vec<u32>, weight: u32) -> Line {
    Line { hourly: Some(hourly), weight: Some(weight), ..Line::default() }
}

/// A line of so many people by the hour who meet a need.
pub(super) fn of_them(needs: Need, hourly: Vec<u32>, weight: u32) -> Line {
    Line { needs: Some(needs), ..heads(hourly, weight) }
}

/// The people needed at all points, hour by hour: the lines that anyone meets.
pub(super) fn headcount(points: &[Point]) -> Vec<u32> {
    let mut hours = Vec::new();
    for line in points.iter().flat_map(|point| &point.posts).flat_map(|post| &post.demand) {
        if let (None, Some(hourly)) = (&line.needs, &line.hourly) {
            hours.resize(hourly.len().max(hours.len()), 0);
            for (sum, people) in hours.iter_mut().zip(hourly) {
                *sum += people;
            }
        }
    }
    hours
}

/// Hourly numbers by the half hour.
pub(super) fn by_half_hour(hourly: &[u32]) -> Vec<u32> {
    hourly.iter().flat_map(|n| [*n, *n]).collect()
}

/// The line with a name in English and Arabic.
pub(super) fn called(line: Line, en: &str, ar: &str) -> Line {
    Line { name: Some(Text::both(en, ar)), ..line }
}

/// A thing with an id and a name in English and Arabic.
pub(super) fn named(id: &str, en: &str, ar: &str) -> Named {
    Named { id: id.to_owned(), name: Some(Text::both(en, ar)) }
}

/// These skills, with their names.
pub(super) fn skills<const N: usize>(ids: [&str; N]) -> Vec<Named> {
    let skill = |id| {
        let (en, ar) = match id {
            "first_aid" => ("First aid", "الإسعافات الأولية"),
            "bls" => ("Basic life support", "الإنعاش القلبي الرئوي الأساسي"),
            "cart" => ("Cart driving", "قيادة العربات"),
            "child_care" => ("Child care", "رعاية الأطفال"),
            "crowd" => ("Crowd course", "دورة إدارة الحشود"),
            "stairs" => ("Fit for the climb", "القدرة على صعود الجبل"),
            _ => ("Team leader", "قائد فريق"),
        };
        named(id, en, ar)
    };
    ids.map(skill).to_vec()
}
