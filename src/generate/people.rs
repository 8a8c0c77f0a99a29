//! People: who speaks what, who holds what, and how much time they could give.
//!
//! Shares are dealt exactly: of a thousand people with a share of 15 in a thousand, fifteen have it, whatever the seed.

use super::mosque::FOREIGN;
use crate::ground::Seed;
use crate::io::scenario::{Gender, HeldSkill, Level, RulesRef, Spoken, Volunteer, Wish, WishKind};

/// The languages of volunteers, with how many in a thousand speak them. African languages, Persian and Bengali are
/// scarce, as those who serve in Makkah say they are.
pub(super) const LANGUAGES: [(&str, u32); 13] = [
    ("ar", 980),
    ("en", 600),
    ("ur", 120),
    ("fr", 50),
    ("id", 40),
    ("tr", 40),
    ("bn", 30),
    ("hi", 30),
    ("ms", 20),
    ("fa", 20),
    ("ha", 15),
    ("ru", 10),
    ("zh", 5),
];

/// Who of `people` people has what `per_thousand` in a thousand have.
pub(super) fn dealt(people: usize, per_thousand: u32, seed: &mut Seed) -> Vec<bool> {
    let have = (people as u64 * u64::from(per_thousand) + 500) / 1000;
    let mut hands: Vec<bool> = (0..people as u64).map(|i| i < have).collect();
    seed.shuffle(&mut hands);
    hands
}

/// The languages of each of `people` people, in the order of [`LANGUAGES`].
pub(super) fn languages(people: usize, seed: &mut Seed) -> Vec<Vec<Spoken>> {
    let mut spoken = vec![Vec::new(); people];
    for (code, per_thousand) in LANGUAGES {
        let hands = dealt(people, per_thousand, seed);
        for (mine, _) in spoken.iter_mut().zip(hands).filter(|(_, speaks)| *speaks) {
            mine.push(Spoken { code: code.to_owned(), level: level(code, seed) });
        }
    }
    spoken
}

/// A level at which somebody speaks a language; none where it is their mother tongue.
fn level(code: &str, seed: &mut Seed) -> Option<Level> {
    let native = match code {
        "ar" => 92,
        "en" => 5,
        _ => 55,
    };
    if seed.chance(native) {
        return None;
    }
    Some([Level::A2, Level::B1, Level::B1, Level::B2, Level::B2, Level::C1][seed.below(6)])
}

/// What has been dealt to everybody: who is a woman, who is under 18, who has learnt which trade.
pub(super) struct Traits<const N: usize> {
    /// Who is a woman.
    pub(super) women: Vec<bool>,
    /// Who is under 18.
    pub(super) minors: Vec<bool>,
    /// Who has learnt each trade. Nobody under 18 practises it.
    trades: [(&'static str, Vec<bool>); N],
}

impl<const N: usize> Traits<N> {
    /// Of a hundred people 43 are women and 6 minors; of a thousand so many have learnt each trade.
    pub(super) fn dealt(people: usize, trades: [(&'static str, u32); N], seed: &mut Seed) -> Self {
        let mut deal = |per_thousand| dealt(people, per_thousand, seed);
        let (women, minors) = (deal(430), deal(60));
        Self { women, minors, trades: trades.map(|(trade, per_thousand)| (trade, deal(per_thousand))) }
    }

    /// The trades that somebody practises.
    pub(super) fn practised(&self, person: usize) -> impl Iterator<Item = &'static str> + '_ {
        let learnt = self.trades.iter().filter(move |(_, holders)| holders[person] && !self.minors[person]);
        learnt.map(|(trade, _)| *trade)
    }

    /// The trades of everybody as skills without an end; of the first-aiders one in so many knows life support too.
    pub(super) fn skills(&self, one_in: usize) -> Vec<Vec<HeldSkill>> {
        let mut first_aiders = 0;
        let skills_of = |person| {
            let mut skills: Vec<HeldSkill> = self.practised(person).map(always).collect();
            if self.practised(person).any(|trade| trade == "first_aid") {
                first_aiders += 1;
                if first_aiders % one_in == 1 {
                    skills.push(always("bls"));
                }
            }
            skills
        };
        (0..self.women.len()).map(skills_of).collect()
    }

    /// Somebody as the volunteer of this number: their gender, their age, and the rules of minors where they are one.
    pub(super) fn volunteer(&self, person: usize, number: usize, seed: &mut Seed) -> Volunteer {
        let is_minor = self.minors[person];
        Volunteer {
            id: format!("v{number:03}"),
            gender: Some(if self.women[person] { Gender::Female } else { Gender::Male }),
            age: Some(if is_minor { 16 + seed.below(2) } else { 18 + seed.below(43) } as u32),
            rules: is_minor.then(|| RulesRef::Named("minor".to_owned())),
            ..Volunteer::default()
        }
    }

    /// The body that somebody serves with: minors with the scouts, first-aiders with health, half of those who speak one of
    /// the languages of guests with translation; the others with one of `others`.
    pub(super) fn body(
        &self,
        person: usize,
        languages: &[Spoken],
        others: [Option<&str>; 4],
        seed: &mut Seed,
    ) -> Option<String> {
        let is_foreign = languages.iter().any(|spoken| FOREIGN.contains(&spoken.code.as_str()));
        let is_first_aider = self.practised(person).any(|trade| trade == "first_aid");
        let body = match (self.minors[person], is_first_aider) {
            (true, _) => Some("scouts"),
            (_, true) => Some("health"),
            _ if is_foreign && seed.chance(50) => Some("translation"),
            _ => others[seed.below(4)],
        };
        body.map(str::to_owned)
    }
}

/// A skill that is held without an end.
pub(super) fn always(skill: &str) -> HeldSkill {
    HeldSkill::Always(skill.to_owned())
}

/// The wish to serve at a point rather than elsewhere.
pub(super) fn rather_at(point: &str) -> Wish {
    Wish { kind: WishKind::Rather, point: Some(point.to_owned()), weight: 1, ..Wish::default() }
}

/// The wish not to serve in the sun.
pub(super) fn in_the_shade() -> Wish {
    Wish { kind: WishKind::Avoid, tag: Some("sun".to_owned()), weight: 1, ..Wish::default() }
}

/// The minutes that somebody could give: in each window as long a duty as a date allows, over all no more than the cap.
pub(super) fn capacity(windows: &[(i64, i64)], per_day: i64, in_all: i64) -> i64 {
    windows.iter().map(|(from, to)| (to - from).min(per_day)).sum::<i64>().min(in_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_dealt_exactly() {
        for seed in 0..5 {
            let hands = dealt(700, 15, &mut Seed::new(seed));
            assert_eq!(hands.iter().filter(|h| **h).count(), 11);
        }
        assert!(dealt(0, 500, &mut Seed::new(1)).is_empty());
    }

    #[test]
    fn capacity_is_cut_by_day_and_in_all() {
        assert_eq!(capacity(&[(0, 600), (1440, 1740)], 480, 2400), 780);
        assert_eq!(capacity(&[(0, 600), (1440, 2040)], 480, 500), 500);
    }
}
