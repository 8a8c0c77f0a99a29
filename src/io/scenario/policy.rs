//! Policies by name: sets of rules to begin with.
//!
//! They are no part of the file format, and they are no law: a file holds the rules themselves, whoever chose them. The
//! hours are those that bodies in Makkah are known to keep to, or what a labour law says of workers; no daily maximum for
//! volunteers was found in Saudi law. A body takes the policy that comes nearest, and changes what does not suit it.

use super::{ClockInterval, Exposure, Rolling, Rule, Rules, Setting, Text};

/// A set of rules that is known by a name.
///
/// ```
/// use rifada::io::scenario::{Policy, Rule, Rules};
///
/// let mosque = Policy::Mosque.rules();
/// assert_eq!(mosque.max_minutes_per_day, Rule::Is(300));
/// let with_a_cap_in_all = Rules { max_minutes: Rule::Is(1500), ..mosque };
/// assert_eq!(Policy::named("minor"), Some(Policy::Minor));
/// # assert_eq!(with_a_cap_in_all.max_shifts_per_day, Rule::Is(1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Five hours a day, as volunteers at the Grand Mosque serve.
    Mosque,
    /// Eight hours a day in two duties, as scouts serve from the afternoon to midnight.
    Scout,
    /// Six hours a day and 36 in a week, which labour law grants to workers who fast.
    Ramadan,
    /// Short days without night and heat, for those under 18; to be laid over another policy.
    Minor,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Mosque, Self::Scout, Self::Ramadan, Self::Minor];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mosque => "mosque",
            Self::Scout => "scout",
            Self::Ramadan => "ramadan",
            Self::Minor => "minor",
        }
    }

    /// The policy of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// What it says, in a line.
    pub fn about(self) -> Text {
        match self {
            Self::Mosque => Text::both(
                "5 hours a day in one duty, 11 hours of rest",
                "5 ساعات في اليوم في مناوبة واحدة، وراحة 11 ساعة",
            ),
            Self::Scout => Text::both(
                "8 hours a day in two duties at most, 10 hours of rest",
                "8 ساعات في اليوم في مناوبتين على الأكثر، وراحة 10 ساعات",
            ),
            Self::Ramadan => Text::both(
                "6 hours a day in two duties at most, 36 hours in 7 days, 10 hours of rest",
                "6 ساعات في اليوم في مناوبتين على الأكثر، و36 ساعة في 7 أيام، وراحة 10 ساعات",
            ),
            Self::Minor => Text::both(
                "under 18: 4 hours a day in one duty, not from 22:00 to 06:00, not in the sun from 11:00 to 16:00, \
                 12 hours of rest",
                "دون 18 سنة: 4 ساعات في اليوم في مناوبة واحدة، لا من 22:00 إلى 06:00، ولا في الشمس من 11:00 إلى 16:00، \
                 وراحة 12 ساعة",
            ),
        }
    }

    /// The rules that it stands for.
    pub fn rules(self) -> Rules {
        let hours = |shifts: u32, a_day: u32, rest: u32| Rules {
            max_shifts_per_day: Rule::Is(shifts),
            max_minutes_per_day: Rule::Is(a_day * 60),
            min_rest_minutes: Rule::Is(rest * 60),
            ..Rules::default()
        };
        match self {
            Self::Mosque => hours(1, 5, 11),
            Self::Scout => Rules { min_break_minutes: Rule::Is(30), ..hours(2, 8, 10) },
            Self::Ramadan => Rules {
                min_break_minutes: Rule::Is(60),
                rolling: Rule::Is(vec![Rolling { days: 7, max_minutes: Some(36 * 60), max_days: None }]),
                ..hours(2, 6, 10)
            },
            Self::Minor => Rules {
                not_between: Rule::Is(vec![ClockInterval { from: "22:00".into(), to: "06:00".into() }]),
                exposure: Rule::Is(vec![Exposure {
                    setting: Setting::Outdoor,
                    from: "11:00".into(),
                    to: "16:00".into(),
                    max_minutes: 0,
                }]),
                ..hours(1, 4, 12)
            },
        }
    }
}
