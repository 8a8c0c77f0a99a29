//! Lines that many points have: people, languages, trades, women; each with the name it goes by.

use super::needs::{called, heads, of_them, skill, speaks, speaks_any, woman};
use crate::io::scenario::Line;

/// People, whoever they are.
pub(super) fn people(hourly: &[u32], weight: u32) -> Line {
    called(heads(hourly.to_vec(), weight), "People", "العدد")
}

/// Somebody who speaks Urdu.
pub(super) fn urdu(hourly: &[u32], weight: u32) -> Line {
    called(of_them(speaks("ur"), hourly.to_vec(), weight), "Urdu", "الأردية")
}

/// Somebody who speaks Indonesian or Malay.
pub(super) fn malay(hourly: &[u32], weight: u32) -> Line {
    let needs = speaks_any(&["id", "ms"]);
    called(of_them(needs, hourly.to_vec(), weight), "Indonesian or Malay", "الإندونيسية أو الملايوية")
}

/// Somebody who speaks English.
pub(super) fn english(hourly: &[u32], weight: u32) -> Line {
    called(of_them(speaks("en"), hourly.to_vec(), weight), "English", "الإنجليزية")
}

/// Somebody who has learnt to guide crowds.
pub(super) fn trained(hourly: &[u32], weight: u32) -> Line {
    called(of_them(skill("crowd"), hourly.to_vec(), weight), "Crowd course", "دورة إدارة الحشود")
}

/// Somebody who can look after a child.
pub(super) fn child_care(hourly: &[u32], weight: u32) -> Line {
    called(of_them(skill("child_care"), hourly.to_vec(), weight), "Child care", "رعاية الأطفال")
}

/// Somebody who knows life support.
pub(super) fn life_support(hourly: &[u32], weight: u32) -> Line {
    called(
        of_them(skill("bls"), hourly.to_vec(), weight),
        "Basic life support",
        "الإنعاش القلبي الرئوي الأساسي",
    )
}

/// A woman.
pub(super) fn one_woman(hourly: &[u32], weight: u32) -> Line {
    called(of_them(woman(), hourly.to_vec(), weight), "A woman", "امرأة")
}

/// Several women.
pub(super) fn several_women(hourly: &[u32], weight: u32) -> Line {
    called(of_them(woman(), hourly.to_vec(), weight), "Women", "نساء")
}

/// A line for each of these languages, which few speak, so that one speaker somewhere is enough; `line` has the rest of it.
pub(super) fn rare_languages<const N: usize>(codes: [&str; N], line: &Line) -> Vec<Line> {
    let speaker = |code| {
        let (en, ar) = match code {
            "bn" => ("A Bengali speaker", "متحدث بالبنغالية"),
            "fa" => ("A Persian speaker", "متحدث بالفارسية"),
            "fr" => ("A French speaker", "متحدث بالفرنسية"),
            "ha" => ("A Hausa speaker", "متحدث بالهوسا"),
            _ => ("A Turkish speaker", "متحدث بالتركية"),
        };
        called(Line { needs: Some(speaks(code)), ..line.clone() }, en, ar)
    };
    codes.map(speaker).to_vec()
}
