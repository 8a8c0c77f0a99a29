//! How service is spread over people: what the least burdened, the middle and the most burdened of them have.

use rifada::ground::{Slot, Window};
use rifada::io::calendar::{Calendar, DAY};
use rifada::model::{Duty, Plan, Problem, Setting, VolunteerId};
use std::ops::Range;

/// When it is night by the local clock, as minutes from noon to noon: 22:00 to 06:00.
const NIGHT: Range<i64> = 10 * 60..18 * 60;
/// When it is hot, as minutes from midnight: 11:00 to 16:00.
const MIDDAY: Range<i64> = 11 * 60..16 * 60;

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
        let people: Vec<VolunteerId> =
            problem.volunteers.ids().filter(|&id| may_serve(problem, plan, id)).collect();
        if people.is_empty() || !many_dates && problem.objective.fairness.is_none() {
            return None;
        }
        let by_clock = calendar.slot_minutes() < DAY;
        let speaks_of_heat = problem.posts.iter().any(|post| post.setting == Setting::Outdoor)
            || problem.rules.iter().any(|rules| !rules.exposure.is_empty());
        let clock = Clock::of(calendar);
        let spread = |amount: &dyn Fn(&[Duty]) -> i64| {
            Spread::of(people.iter().map(|&id| amount(&plan.rosters[id])).collect())
        };
        let minutes = |id: &VolunteerId| {
            let served = plan.rosters[*id].iter().map(|duty| problem.counted(*duty).0);
            problem.volunteers[*id].history.minutes.0 + served.sum::<i64>()
        };
        Some(Self {
            people: people.len(),
            minutes: Spread::of(people.iter().map(minutes).collect()),
            with_history: people.iter().any(|&id| problem.volunteers[id].history.minutes.0 > 0),
            dates: many_dates.then(|| {
                spread(&|roster| {
                    roster.chunk_by(|a, b| problem.grid.day_of(a.from) == problem.grid.day_of(b.from)).count()
                        as i64
                })
            }),
            nights: (many_dates && by_clock).then(|| {
                spread(&|roster| {
                    let touching = roster.iter().filter(|duty| clock.nights(window(duty)) > 0);
                    touching.count() as i64
                })
            }),
            heat: (speaks_of_heat && by_clock).then(|| {
                spread(&|roster| {
                    let outdoors =
                        roster.iter().filter(|duty| problem.posts[duty.post].setting == Setting::Outdoor);
                    outdoors.map(|duty| clock.midday(window(duty))).sum()
                })
            }),
        })
    }
}

/// Has the person a duty, or free hours and a post that is open to them?
fn may_serve(problem: &Problem, plan: &Plan, id: VolunteerId) -> bool {
    let volunteer = &problem.volunteers[id];
    let is_open = !volunteer.free.is_empty() && !problem.post_sets[volunteer.posts].is_empty();
    is_open || !plan.rosters[id].is_empty()
}

const fn window(duty: &Duty) -> Window {
    Window { from: duty.from, to: duty.to }
}

/// Minutes of the night and of midday, summed up from the start of the horizon to each boundary of the grid.
struct Clock {
    night: Vec<i64>,
    midday: Vec<i64>,
}

impl Clock {
    fn of(calendar: &Calendar) -> Self {
        let sums = |inside: &dyn Fn(i64) -> bool| {
            let mut sum = 0;
            let mut sums = vec![0];
            for slot in (0..calendar.slots()).map(Slot) {
                let minutes = calendar.minute(slot)..calendar.minute(slot) + calendar.slot_minutes();
                sum += minutes.filter(|&minute| inside(calendar.face(minute).rem_euclid(DAY))).count() as i64;
                sums.push(sum);
            }
            sums
        };
        Self {
            night: sums(&|clock| NIGHT.contains(&(clock - DAY / 2).rem_euclid(DAY))),
            midday: sums(&|clock| MIDDAY.contains(&clock)),
        }
    }

    fn nights(&self, window: Window) -> i64 {
        self.night[window.to.index()] - self.night[window.from.index()]
    }

    fn midday(&self, window: Window) -> i64 {
        self.midday[window.to.index()] - self.midday[window.from.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rifada::io::diagnostic::Diagnostics;
    use rifada::io::scenario::Scenario;
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
