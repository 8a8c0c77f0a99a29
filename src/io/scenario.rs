//! The scenario as plain data, just as it stands in the file.
//!
//! Times are kept as written; nothing here is checked. Fields that a file may leave out are options, or lists that may
//! be empty. [`Default`] gives the least that one can write, so code builds a part with `..Default::default()`.

use serde::{Serialize, Serializer};

/// The `format` of a scenario file.
pub const SCENARIO_FORMAT: &str = "rifada-scenario/1";

/// A text that stands in the file as it is: an instant (`2026-05-26T06:00`), a clock time (`22:00`) or a date.
macro_rules! written {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
        impl $name {
            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

written! {
    /// A local wall-clock time to the minute, `2026-05-26T06:00`, with an offset where the clock shows it twice.
    LocalTime;
    /// A time of the local clock, `22:00`; `24:00` only as an end.
    ClockTime;
    /// A date, `2026-06-30`.
    Date;
}

impl From<chrono::NaiveDateTime> for LocalTime {
    fn from(at: chrono::NaiveDateTime) -> Self {
        Self(at.format("%Y-%m-%dT%H:%M").to_string())
    }
}

impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.format("%Y-%m-%d").to_string())
    }
}

/// A text for people: plain, or in several languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// One text for all.
    Plain(String),
    /// By language.
    ByLanguage(TextByLanguage),
}

/// A text in English and Arabic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextByLanguage {
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Arabic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
}

impl Text {
    /// The same in English and Arabic.
    pub fn both(en: &str, ar: &str) -> Self {
        Self::ByLanguage(TextByLanguage { en: Some(en.to_owned()), ar: Some(ar.to_owned()) })
    }
}

/// A scenario: who is there, what is needed, what binds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scenario {
    /// Always [`SCENARIO_FORMAT`] in a valid file.
    pub format: String,
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// IANA zone, such as `Asia/Riyadh`.
    pub time_zone: String,
    /// The start of the horizon.
    pub start: LocalTime,
    /// Its end.
    pub end: LocalTime,
    /// 15, 30, 60 (default) or 1440.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot_minutes: Option<u32>,
    /// The present, when replanning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<LocalTime>,
    /// Published duties that begin less than so long after `now` are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freeze_minutes: Option<u32>,
    /// The skills there are; where given, no other may be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<Named>>,
    /// The organisations there are; where given, no other may be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<Vec<Named>>,
    /// The zones.
    pub zones: Vec<Named>,
    /// Legs between zones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub travel: Vec<Leg>,
    /// Where service is given.
    pub points: Vec<Point>,
    /// Who gives it.
    pub volunteers: Vec<Volunteer>,
    /// Rule sets by name, in the file's order; `default` is laid under all.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub rules: Vec<(String, Rules)>,
    /// Lines over several points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Shared>,
    /// Groups that serve the same duties or none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<Vec<String>>,
    /// The rest of the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<Objective>,
    /// The roster in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Published>,
}

fn as_map<S: Serializer>(entries: &[(String, Rules)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}

/// A thing with an id and perhaps a name: a skill, an organisation, a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}

/// A leg between two zones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Leg {
    /// From this zone.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Minutes it takes, 0 to 1440.
    pub minutes: u32,
    /// Only in this direction?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_way: Option<bool>,
    /// Other minutes at some hours, by the time of setting out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<LegWindow>,
}

/// Other minutes of a leg at some hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LegWindow {
    /// From this clock time.
    pub from: ClockTime,
    /// Up to this one.
    pub to: ClockTime,
    /// Minutes it takes then.
    pub minutes: u32,
}

/// How a post stands to sun and heat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Setting {
    #[default]
    Indoor,
    Shaded,
    Outdoor,
}

/// Whom a point admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Admits {
    All,
    Women,
    Men,
}

/// A service point.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The zone it lies in.
    pub zone: String,
    /// Its stand to the heat; indoor where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Whom it admits; all where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admits: Option<Admits>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Its jobs.
    pub posts: Vec<Post>,
}

impl Eq for Point {}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Location {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// One job at a point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Its id, unique at its point.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Its own stand to the heat, instead of its point's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Tags that wishes and rules name; its id counts as one too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What every person here must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires: Option<Need>,
    /// Which duties there may be.
    pub shifts: Shifts,
    /// The most people on duty in any slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_people: Option<u32>,
    /// How many people are needed, line by line.
    pub demand: Vec<Line>,
    /// Ratios of one kind of people to another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supervision: Vec<Supervision>,
    /// Nobody alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_team: Option<MinTeam>,
}

/// Which duties a post has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shifts {
    /// The shortest.
    pub min_minutes: u32,
    /// The longest.
    pub max_minutes: u32,
    /// Clock times at which one may start; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<Vec<ClockTime>>,
    /// Hours in which the post is open; always where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<Interval>>,
    /// What a duty counts for in its person's minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_minutes: Option<u32>,
}

/// A half-open interval of local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Included.
    pub from: LocalTime,
    /// Excluded.
    pub to: LocalTime,
}

/// How many of the people on duty must meet a need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Who counts; anyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Need>,
    /// One number per hour of the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hourly: Option<Vec<u32>>,
    /// Or these, and 0 elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<Vec<DemandWindow>>,
    /// Cost per person-hour missing; 1 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Cost per person-hour above; 0 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surplus_weight: Option<u32>,
}

/// So many people needed from one time to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DemandWindow {
    /// Included.
    pub from: LocalTime,
    /// Excluded.
    pub to: LocalTime,
    /// How many.
    pub people: u32,
}

/// At most `ratio` of `who` for each of `by`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Supervision {
    /// Who is watched over.
    pub who: Need,
    /// Who watches.
    pub by: Need,
    /// How many each can watch over, at least 1.
    pub ratio: u32,
    /// Cost per person-hour of `who` too many.
    pub weight: u32,
}

/// The least team, as a cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MinTeam {
    /// How many.
    pub people: u32,
    /// Cost per person-hour missing to it while somebody is there.
    pub weight: u32,
}

/// A condition on a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Holds this skill.
    Skill(String),
    /// Speaks this language.
    Language(LanguageNeed),
    /// Is of this gender.
    Gender(Gender),
    /// Is of this age or older.
    MinAge(u32),
    /// Is of this age or younger.
    MaxAge(u32),
    /// Belongs to this body.
    Organisation(String),
    /// Meets all of these.
    All(Vec<Need>),
    /// Meets one of these.
    Any(Vec<Need>),
    /// Does not meet this.
    Not(Box<Need>),
}

impl Default for Need {
    /// What everybody meets; in a file one leaves the need out for that.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// A language, at any level or from one on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum LanguageNeed {
    /// At any level.
    Code(String),
    /// At this level or better.
    AtLeast {
        /// BCP 47 code.
        code: String,
        /// The least level.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<Level>,
    },
}

/// How well a language is spoken: CEFR, then native.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[expect(missing_docs, reason = "the CEFR names are their own documentation")]
pub enum Level {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    #[serde(rename = "native")]
    Native,
}

/// A gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum Gender {
    Female,
    Male,
}

/// A volunteer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Volunteer {
    /// Their id.
    pub id: String,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Their gender, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Their age, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u32>,
    /// The body they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Where their travel begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_zone: Option<String>,
    /// Languages they speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Spoken>,
    /// Skills they hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<HeldSkill>,
    /// When they are free.
    pub available: Vec<Interval>,
    /// A rule set by name, or rules of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<RulesRef>,
    /// Zones they accept; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zones: Option<Vec<String>>,
    /// Points they accept; any where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Vec<String>>,
    /// Wishes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<Wish>,
    /// Percent likely to turn up; 100 where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_up: Option<u32>,
    /// What they carry in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
}

/// A language that a person speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// BCP 47 code.
    pub code: String,
    /// How well; native where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// A skill that a person holds: always, or between dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HeldSkill {
    /// Always.
    Always(String),
    /// From one date to another, both included.
    Dated {
        /// Which skill.
        id: String,
        /// First date.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// Last date.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
}

impl Default for HeldSkill {
    fn default() -> Self {
        Self::Always(String::new())
    }
}

/// Rules by name, or given in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RulesRef {
    /// The set of this name.
    Named(String),
    /// These.
    Own(Box<Rules>),
}

/// What a wish asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the format say it")]
pub enum WishKind {
    #[default]
    Prefer,
    Avoid,
    Rather,
}

/// A wish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Wish {
    /// What it asks for.
    pub kind: WishKind,
    /// Start of its window; the horizon's where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<LocalTime>,
    /// End of its window; the horizon's where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<LocalTime>,
    /// Only service at this point is "there".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// Only service at posts with this tag is "there".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Cost per hour.
    pub weight: u32,
}

/// What a person carries in from before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// Minutes served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// When the last duty ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_end: Option<LocalTime>,
    /// Dates in a row with a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consecutive_days: Option<u32>,
    /// Weekends worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekends: Option<u32>,
}

/// One key of a rule set: left out, lifted by `null`, or given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rule<T> {
    /// Left out: what lies beneath holds.
    #[default]
    Inherit,
    /// `null`: no such rule.
    Lifted,
    /// This value.
    Is(T),
}

impl<T> Rule<T> {
    /// Is it left out?
    pub const fn is_inherited(&self) -> bool {
        matches!(self, Self::Inherit)
    }

    /// The value, where one is given.
    pub const fn given(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Inherit | Self::Lifted => None,
        }
    }
}

impl<T: Serialize> Serialize for Rule<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.given().serialize(serializer)
    }
}

/// A set of rules. Every key may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the key of the same name in the format")]
pub struct Rules {
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_shifts_per_day: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_minutes_per_day: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_break_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_rest_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub rolling: Rule<Vec<Rolling>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_consecutive_days: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_consecutive_days: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_consecutive_days_off: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub weekends: Rule<Weekends>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub max_duties: Rule<Vec<MaxDuties>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub not_next_day: Rule<Vec<NotNextDay>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub not_between: Rule<Vec<ClockInterval>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub exposure: Rule<Vec<Exposure>>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_minutes: Rule<u32>,
    #[serde(skip_serializing_if = "Rule::is_inherited")]
    pub min_minutes_weight: Rule<u32>,
}

/// Caps in every window of so many dates; one of the two at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rolling {
    /// Dates in the window, at least 1.
    pub days: u32,
    /// The most minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_minutes: Option<u32>,
    /// The most dates with a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

/// At most so many weekends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weekends {
    /// Which weekdays: `mon` to `sun`.
    pub days: Vec<String>,
    /// How many.
    pub max: u32,
}

/// A cap by tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MaxDuties {
    /// The tag; every duty counts where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// How many.
    pub max: u32,
}

/// A forbidden succession.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NotNextDay {
    /// After this tag,
    pub after: String,
    /// not this one on the next date.
    pub then: String,
}

/// A daily window of the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClockInterval {
    /// Included.
    pub from: ClockTime,
    /// Excluded.
    pub to: ClockTime,
}

/// A cap on heat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Posts of this setting count.
    pub setting: Setting,
    /// From this clock time,
    pub from: ClockTime,
    /// up to this one.
    pub to: ClockTime,
    /// The most minutes per date.
    pub max_minutes: u32,
}

/// The terms of the cost that are not lines, wishes or minima.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Objective {
    /// Hours above a share cost their square.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fairness: Option<Fairness>,
    /// Cost per hour of travel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel_weight: Option<u32>,
    /// What changes to the published roster cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

/// Hours above a share cost their square.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fairness {
    /// Cost per square hour.
    pub weight: u32,
    /// Minutes up to which nothing costs.
    pub share_minutes: u32,
}

/// What changes cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Cost per hour beyond the last tier.
    pub weight: u32,
    /// Other costs for duties that start soon.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
}

/// What a change costs to a duty that starts within so many minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tier {
    /// Its start lies at most so long after now.
    pub within_minutes: u32,
    /// Cost per hour.
    pub weight: u32,
}

/// A duty of the roster in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Whose.
    pub volunteer: String,
    /// Where.
    pub point: String,
    /// At which post.
    pub post: String,
    /// Its start.
    pub from: LocalTime,
    /// Its end.
    pub to: LocalTime,
    /// Is it in every plan?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
}

/// Demand over everybody on duty at any post of some points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The points.
    pub points: Vec<String>,
    /// The lines.
    pub demand: Vec<Line>,
}
