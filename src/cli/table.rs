//! The table at the end of a run: what is met, what is short and where, how service is spread over people, what it costs,
//! and how good that is.

use super::figures::{Figures, Hour, SmallTeam};
use super::language::{either, words};
use super::layout::{Align, Cell, Rows, visible};
use super::people::{Burden, Spread};
use super::percent::percent_down;
use super::proof;
use rifada::engine::Outcome;
use rifada::ground::{Cost, Slot, Window};
use rifada::io::calendar::Calendar;
use rifada::io::diagnostic::Diagnostics;
use rifada::io::scenario::Scenario;
use rifada::io::stated::{PostPlaces, Site};
use rifada::model::{PostId, Problem};
use rifada::report::{Amount, Language, Tally, Words};

/// How many of the worst hours are listed.
const WORST: usize = 5;
/// How many parts of a sum are named beside it.
const NAMED: usize = 3;

/// What the table is of.
pub(super) struct Table<'a> {
    scenario: &'a Scenario,
    problem: &'a Problem,
    calendar: Calendar,
    outcome: &'a Outcome,
    words: Words,
}

impl<'a> Table<'a> {
    /// The table of what a run found for the `problem` that `scenario` states.
    pub(super) fn of(
        scenario: &'a Scenario,
        problem: &'a Problem,
        outcome: &'a Outcome,
        language: Language,
    ) -> Self {
        let calendar = Calendar::of(scenario, &mut Diagnostics::default())
            .expect("a scenario that was lowered to a problem has a calendar");
        Self { scenario, problem, calendar, outcome, words: words(language) }
    }

    /// The table, a page of text.
    pub(super) fn to_text(&self) -> String {
        let figures = Figures::of(self.scenario, self.problem, &self.outcome.plan, &self.words);
        let sections = [
            self.head(&figures),
            self.points(&figures),
            self.kinds(&figures),
            self.shared(&figures),
            self.hours(&figures.hours),
            self.small_teams(&figures.small_teams),
            self.people(),
            self.cost(),
            self.proof(&figures),
        ];
        let full: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
        full.join("\n")
    }

    fn say<'t>(&self, en: &'t str, ar: &'t str) -> &'t str {
        either(self.words.language(), en, ar)
    }

    fn head(&self, figures: &Figures) -> String {
        let name = visible(self.words.name(self.scenario.name.as_ref(), &self.scenario.id));
        let Tally { needed, missing } = figures.all;
        let share = percent_down(needed - missing, needed);
        let of = |whole: Amount| format!("{} {whole}", self.words.text("found-of"));
        let mut rows = Rows::of(&[Align::Left, Align::Right, Align::Left]);
        let mut push = |what: &str, amount: Amount, rest: String| {
            rows.push([what.into(), amount.to_string().into(), rest.into()]);
        };
        let people = of(Amount::count(self.problem.volunteers.len()));
        push(self.say("Volunteers serving", "المتطوعون في الخدمة"), Amount::count(figures.serving), people);
        push(&self.words.text("duties"), Amount::count(figures.duties), String::new());
        let on_duty = Amount::hours(figures.on_duty);
        push(self.say("Person-hours on duty", "ساعات الخدمة"), on_duty, String::new());
        push(
            self.say("Person-hours of need met", "ساعات الاحتياج الملبّى"),
            Amount::hours(figures.all.met()),
            format!("{} ({share})", of(Amount::hours(needed))),
        );
        format!("{name}\n\n{}", rows.to_text())
    }

    /// Rows of needs met and short under a heading.
    fn needs(&self, title: &str, of_what: &str, rows: Vec<(String, Tally, String)>) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let right = Align::Right;
        let mut table = Rows::of(&[Align::Left, right, right, right, right, Align::Left]);
        table.push([
            title.into(),
            self.say("hours", "ساعات").into(),
            self.say("met", "ملبّى").into(),
            self.say("short", "نقص").into(),
            "".into(),
            of_what.into(),
        ]);
        for (name, tally, note) in rows {
            table.push([
                name.into(),
                Amount::hours(tally.needed).into(),
                Amount::hours(tally.met()).into(),
                Amount::hours(tally.missing).into(),
                percent_down(tally.met(), tally.needed).into(),
                note.into(),
            ]);
        }
        table.to_text()
    }

    fn points(&self, figures: &Figures) -> String {
        let with_need = self.scenario.points.iter().zip(&figures.by_point);
        let rows = with_need.filter(|(_, here)| here.tally.needed > 0).map(|(point, here)| {
            let mut missing: Vec<_> = here.missing.iter().collect();
            missing.sort_by_key(|(kind, minutes)| (-**minutes, *kind));
            let parts = missing.into_iter().map(|(kind, minutes)| (kind.words.clone(), *minutes));
            let name = self.words.name(point.name.as_ref(), &point.id).to_owned();
            (name, here.tally, self.named(parts.collect()))
        });
        self.needs(self.say("By point", "حسب النقطة"), self.say("short of", "النقص في"), rows.collect())
    }

    fn kinds(&self, figures: &Figures) -> String {
        let rows = figures.by_kind.iter().map(|(kind, tally)| (kind.words.clone(), *tally, String::new()));
        self.needs(self.say("By kind of need", "حسب نوع الاحتياج"), "", rows.collect())
    }

    fn shared(&self, figures: &Figures) -> String {
        let rows = figures.shared.iter().map(|((shared, kind), tally)| {
            (kind.words.clone(), *tally, self.site_name(Site::Shared(*shared)))
        });
        let title = self.say("Over several points", "عبر عدة نقاط");
        self.needs(title, self.say("where", "المكان"), rows.collect())
    }

    fn hours(&self, hours: &[Hour]) -> String {
        if hours.is_empty() {
            return String::new();
        }
        let mut rows = Rows::of(&[Align::Left, Align::Right, Align::Left]);
        rows.push([
            self.say("Worst hours", "أشد الساعات نقصًا").into(),
            self.say("short", "نقص").into(),
            self.say("where", "المكان").into(),
        ]);
        for hour in hours.iter().take(WORST) {
            let places = hour.places.iter().map(|(place, minutes)| (self.site_name(*place), *minutes));
            rows.push([
                self.period(hour.window).into(),
                Amount::hours(hour.missing).into(),
                self.named(places.collect()).into(),
            ]);
        }
        rows.to_text()
    }

    fn small_teams(&self, teams: &[SmallTeam]) -> String {
        if teams.is_empty() {
            return String::new();
        }
        let mut rows = Rows::of(&[Align::Left, Align::Left, Align::Left]);
        let title = self.say("Teams too small", "فرق أقل من الحد الأدنى");
        rows.push([title.into(), "".into(), self.say("on duty", "في الخدمة").into()]);
        for team in teams {
            let people = format!("{} {} {}", team.people, self.words.text("found-of"), team.least);
            rows.push([self.post_name(team.post).into(), self.period(team.window).into(), people.into()]);
        }
        rows.to_text()
    }

    /// How service is spread over those who may serve.
    fn people(&self) -> String {
        let Some(burden) = Burden::of(self.problem, &self.calendar, &self.outcome.plan) else {
            return String::new();
        };
        let right = Align::Right;
        let mut rows = Rows::of(&[Align::Left, right, right, right]);
        let title = match self.words.language() {
            Language::English => format!("Each of the {} who may serve", Amount::count(burden.people)),
            Language::Arabic => format!("كل واحد ممن يمكنهم الخدمة ({})", Amount::count(burden.people)),
        };
        rows.push([
            title.into(),
            self.say("least", "الأقل").into(),
            self.say("median", "الوسيط").into(),
            self.say("most", "الأكثر").into(),
        ]);
        let mut push = |en, ar, amounts: [Amount; 3]| {
            let [least, median, most] = amounts.map(|amount| Cell::from(amount.to_string()));
            rows.push([self.say(en, ar).into(), least, median, most]);
        };
        let count = |spread: Spread| spread.amounts().map(|number| Amount::count(number as usize));
        let hours = burden.minutes.amounts().map(|minutes| Amount::hours(i128::from(minutes)));
        if burden.with_history {
            push("Hours, with those from before", "الساعات مع ما سبق", hours);
        } else {
            push("Hours", "الساعات", hours);
        }
        if let Some(dates) = burden.dates {
            push("Dates on duty", "أيام الخدمة", count(dates));
        }
        if let Some(nights) = burden.nights {
            push("Duties at night (22–06)", "مناوبات ليلية (22–06)", count(nights));
        }
        if let Some(heat) = burden.heat {
            push("Minutes outdoors at midday (11–16)", "دقائق في العراء وقت الظهيرة (11–16)", count(heat));
        }
        rows.to_text()
    }

    fn cost(&self) -> String {
        let names = [
            ("shortage", "نقص"),
            ("surplus", "فائض"),
            ("supervision and teams", "إشراف وفرق"),
            ("wishes", "رغبات"),
            ("fairness", "عدالة"),
            ("minimum hours", "الحد الأدنى للساعات"),
            ("travel", "تنقل"),
            ("changes", "تغييرات"),
        ];
        let mut rows = Rows::of(&[Align::Left, Align::Right]);
        rows.push([self.say("Cost", "الكلفة").into(), "".into()]);
        for ((_, cost), (en, ar)) in self.outcome.cost.named().into_iter().zip(names) {
            if cost > Cost::ZERO {
                rows.push([self.say(en, ar).into(), Cell::from(Amount::cost_up(cost))]);
            }
        }
        let total = Amount::cost_up(self.outcome.cost.total());
        rows.push([self.say("total", "المجموع").into(), total.into()]);
        rows.to_text()
    }

    fn proof(&self, figures: &Figures) -> String {
        let said = proof::said(self.problem, self.outcome, figures, self.words.language());
        let reason = proof::reason(self.outcome.stop, self.words.language());
        let seconds = self.outcome.elapsed.as_secs_f64();
        let ended = match self.words.language() {
            Language::English => format!("Planned for {seconds:.1} s; {reason}."),
            Language::Arabic => format!("مدة التخطيط {seconds:.1} ث؛ {reason}."),
        };
        format!("{said}\n{ended}\n")
    }

    /// The largest parts of a sum of minutes, as hours: `Urdu 7, Headcount 3.5, 2 more`.
    fn named(&self, parts: Vec<(String, i128)>) -> String {
        let more = parts.len().saturating_sub(NAMED);
        let mut names: Vec<String> = parts
            .into_iter()
            .take(NAMED)
            .map(|(name, minutes)| format!("{name} {}", Amount::hours(minutes)))
            .collect();
        if more > 0 {
            names.push(match self.words.language() {
                Language::English => format!("{more} more"),
                Language::Arabic => format!("و{more} أخرى"),
            });
        }
        names.join(&self.words.text("list-comma"))
    }

    fn site_name(&self, site: Site) -> String {
        match site {
            Site::Point(number) => {
                let point = &self.scenario.points[number];
                self.words.name(point.name.as_ref(), &point.id).to_owned()
            }
            Site::Shared(number) => {
                let shared = &self.scenario.shared[number];
                let points = shared.points.join(", ");
                self.words.name(shared.name.as_ref(), &points).to_owned()
            }
        }
    }

    /// The name of a post's point, with its own where the point has several.
    fn post_name(&self, post: PostId) -> String {
        let (point, number) = PostPlaces::of(self.scenario).at(post);
        let point = &self.scenario.points[point];
        let name = self.words.name(point.name.as_ref(), &point.id);
        match &point.posts[..] {
            [_] => name.to_owned(),
            posts => format!("{name}, {}", self.words.name(posts[number].name.as_ref(), &posts[number].id)),
        }
    }

    /// A window by the local clock: `Fri 2027-03-05 18:00 – 19:00`; dates alone where a slot is a whole one.
    fn period(&self, window: Window) -> String {
        let last = Slot(window.to.0 - 1);
        if self.calendar.slot_minutes() == 1440 {
            let (first, last) = (self.date(window.from), self.date(last));
            return if first == last { first } else { format!("{first} – {last}") };
        }
        let (from, to) = (self.calendar.text_at(window.from), self.calendar.text_at(window.to));
        let [(_, opens), (_, closes)] = [&from, &to].map(|text| halves(text.as_str()));
        let same_date = self.problem.grid.day_of(window.from) == self.problem.grid.day_of(last);
        let first = self.date(window.from);
        match closes {
            _ if !same_date => format!("{first} {opens} – {} {closes}", self.date(last)),
            "00:00" => format!("{first} {opens} – 24:00"),
            _ => format!("{first} {opens} – {closes}"),
        }
    }

    /// The date on which a slot starts, with its weekday.
    fn date(&self, slot: Slot) -> String {
        let weekday = self.problem.grid.weekday(self.problem.grid.day_of(slot)).0 + 1;
        let text = self.calendar.text_at(slot);
        format!("{} {}", self.words.text(&format!("weekday-short-{weekday}")), halves(text.as_str()).0)
    }
}

/// The date and the clock time of a local time.
fn halves(text: &str) -> (&str, &str) {
    text.split_once('T').unwrap_or((text, ""))
}
