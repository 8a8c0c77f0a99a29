//! How service is spread over people: what the least burdened, the middle and the most burdened of them have.

use rifada::io::calendar::{Calendar, DAY};
use rifada::model::{Plan, Problem, Setting};
use rifada::report::{MayServe, midday};

/// The least, the middle and the most of something that each of several people have some of. Of two in the middle it is
/// the lesser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    /// What the one who has least has.
    pub least: i64,
    /// What half of them do not have more than.
    pub median: i64,
    /// What the one who has most has.
    pub most: i64,
}

impl Spread {
    fn of(mut amounts: Vec<i64>) -> Self {
        amounts.sort_unstable();
        let (Some(&least), Some(&most)) = (amounts.first(), amounts.last()) else { return Self::default() };
        Self { least, median: amounts[(amounts.len() - 1) / 2], most }
    }

    /// The least, the median and the most.
    pub(super) const fn amounts(self) -> [i64; 3] {
        [self.least, self.median, self.most]
    }
}

/// How a plan spreads service over those who may serve: who has a duty, or free hours and a post open to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Burden {
    /// How many they are.
    pub people: usize,
    /// Counted minutes, with those from before the horizon.
    pub minutes: Spread,
    /// Has anybody served before the horizon?
    pub with_history: bool,
    /// Dates on which a duty starts; where there are several dates.
    pub dates: Option<Spread>,
    /// Duties that touch the night; where there are several dates, and slots are not whole ones.
    pub nights: Option<Spread>,
    /// Minutes at outdoor posts at midday; where a post is outdoors or a rule speaks of exposure, and slots are not whole
    /// dates.
    pub heat: Option<Spread>,
}

impl Burden {
    /// How `plan` spreads service; nothing where nobody may serve, or where there is one date and no fairness.
    pub(super) fn of(problem: &Problem, calendar: &Calendar, plan: &Plan) -> Option<Self> {
        let many_dates = problem.grid.days() > 1;
        let people = MayServe::under(problem, plan);
        if people.count() == 0 || !many_dates && problem.objective.fairness.is_none() {
            return None;
        }
        let by_clock = calendar.slot_minutes() < DAY;
        let speaks_of_heat = problem.posts.iter().any(|post| post.setting == Setting::Outdoor)
            || problem.rules.iter().any(|rules| !rules.exposure.is_empty());
        let dates = || {
            people.each(|roster| {
                let day = |slot| problem.grid.day_of(slot);
                roster.chunk_by(|a, b| day(a.from) == day(b.from)).count() as i64
            })
        };
        Some(Self {
            people: people.count(),
            minutes: Spread::of(people.minutes()),
            with_history: people.has_history(),
            dates: many_dates.then(|| Spread::of(dates())),
            nights: (many_dates && by_clock).then(|| Spread::of(people.nights(calendar))),
            heat: (speaks_of_heat && by_clock).then(|| Spread::of(people.in_heat(&midday(calendar)))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rifada::ground::Slot;
    use rifada::io::diagnostic::Diagnostics;
    use rifada::io::scenario::Scenario;
    use rifada::model::Duty;
    use serde_json::{Value, json};

    #[test]
    fn of_an_even_number_the_lesser_of_the_two_in_the_middle_is_the_median() {
        assert_eq!(Spread::of(vec![5, 1, 3]), Spread { least: 1, median: 3, most: 5 });
        assert_eq!(Spread::of(vec![9, 1, 3, 4]), Spread { least: 1, median: 3, most: 9 });
        assert_eq!(Spread::of(Vec::new()), Spread::default());
    }

    /// Two days of one outdoor point and three people, one of whom is never free.
    fn two_days() -> Value {
        let free = json!([{"from": "2027-05-16T00:00", "to": "2027-05-18T00:00"}]);
        json!({
            "format": "rifada-scenario/1", "id": "heat", "time_zone": "Asia/Riyadh",
            "start": "2027-05-16T00:00", "end": "2027-05-18T00:00", "slot_minutes": 30,
            "zones": [{"id": "z"}],
            "points": [{"id": "gate", "zone": "z", "setting": "outdoor", "posts": [
                {"id": "guide", "shifts": {"min_minutes": 120, "max_minutes": 480}, "demand": []}]}],
            "volunteers": [
                {"id": "a", "available": free, "history": {"minutes": 90}},
                {"id": "b", "available": free},
                {"id": "c", "available": []},
            ],
        })
    }

    /// The burden of a plan of these duties: whose, and from which half hour to which.
    fn burden(scenario: &Value, duties: &[(usize, u32, u32)]) -> Option<Burden> {
        let scenario = Scenario::from_json(scenario.to_string().as_bytes()).unwrap();
        let (problem, _) = scenario.problem().unwrap();
        let calendar = Calendar::of(&scenario, &mut Diagnostics::default()).unwrap();
        let mut plan = Plan::empty(problem.volunteers.len());
        let post = problem.posts.ids().next().unwrap();
        for &(whose, from, to) in duties {
            let person = problem.volunteers.ids().nth(whose).unwrap();
            plan.rosters[person].push(Duty { from: Slot(from), to: Slot(to), post });
        }
        Burden::of(&problem, &calendar, &plan)
    }

    #[test]
    fn hours_dates_nights_and_heat_are_counted_for_whoever_may_serve() {
        // 09:30 to 12:00 and, on the next date, 03:00 to 06:30; 14:00 to 18:00.
        let found = burden(&two_days(), &[(0, 19, 24), (0, 54, 61), (1, 28, 36)]).unwrap();
        let spread = |least, most| Spread { least, median: least, most };
        assert_eq!((found.people, found.with_history), (2, true));
        assert_eq!(found.minutes, spread(240, 90 + 150 + 210));
        assert_eq!(found.dates, Some(spread(1, 2)));
        assert_eq!(found.nights, Some(spread(0, 1)));
        assert_eq!(found.heat, Some(spread(60, 120)));
    }

    #[test]
    fn a_night_begins_at_22_and_ends_at_6() {
        for (from, to, nights) in [(36, 44, 0), (36, 45, 1), (11, 16, 1), (12, 16, 0), (44, 60, 1)] {
            let found = burden(&two_days(), &[(0, from, to)]).unwrap();
            assert_eq!(found.nights.map(|nights| nights.most), Some(nights), "{from} to {to}");
        }
    }

    #[test]
    fn a_single_date_without_fairness_has_nothing_to_say() {
        let mut day = two_days();
        day["end"] = json!("2027-05-17T00:00");
        assert_eq!(burden(&day, &[]), None);
        day["objective"] = json!({"fairness": {"weight": 1, "share_minutes": 60}});
        let found = burden(&day, &[(0, 20, 24)]).unwrap();
        assert_eq!((found.dates, found.nights), (None, None));
        assert!(found.heat.is_some());
        day["points"][0]["setting"] = json!("shaded");
        assert_eq!(burden(&day, &[]).unwrap().heat, None);
        day["volunteers"] = json!([]);
        assert_eq!(burden(&day, &[]), None);
    }

    #[test]
    fn where_a_slot_is_a_date_the_clock_says_nothing() {
        let mut days = two_days();
        days["slot_minutes"] = json!(1440);
        days["points"][0]["posts"][0]["shifts"] = json!({"min_minutes": 1440, "max_minutes": 1440});
        let found = burden(&days, &[(0, 0, 1), (0, 1, 2)]).unwrap();
        assert_eq!(found.dates.map(|dates| dates.most), Some(2));
        assert_eq!((found.nights, found.heat), (None, None));
    }
}
