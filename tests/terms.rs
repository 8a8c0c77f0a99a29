//! Each term of the cost by itself, by example.

pub mod common;

use common::build::{OWN_TAG, Sketch, duty, hours, wish};
use common::tiny::{Shape, tiny_problem};
use rifada::ground::{Cost, Minutes, Slot, Weight};
use rifada::model::{
    ANYONE, Duty, Fairness, LineId, LinePlace, MinTeam, Need, Plan, PointId, PostId, Rules, Skill, SkillId,
    TagId, VolunteerId, WishKind, ZoneId,
};
use rifada::score::CostTerms;
use rifada::score::plain::{cost, heads, line_cover, own_cost, shortages};

const V: VolunteerId = VolunteerId(0);
const P: PostId = PostId(0);
const Q: PostId = PostId(1);

/// So many people, two posts, hours of so many days.
fn hourly(days: u32, people: u32) -> Sketch {
    let mut sketch = Sketch::days(60, days);
    sketch.post();
    sketch.post();
    for _ in 0..people {
        sketch.person();
    }
    sketch
}

fn priced<const N: usize>(sketch: &Sketch, rosters: [&[Duty]; N]) -> CostTerms {
    let plan = Plan { rosters: rosters.into_iter().map(<[Duty]>::to_vec).collect() };
    cost(&sketch.problem(), &plan)
}

/// A cost of so many whole ones.
fn of(whole: i128) -> Cost {
    Cost::units(whole * Cost::UNITS)
}

#[test]
fn a_person_missing_costs_the_weight_of_the_line_per_hour() {
    let mut sketch = hourly(1, 2);
    sketch.line(P, ANYONE, 2, 3);
    assert_eq!(priced(&sketch, [&[], &[]]), CostTerms { shortage: of(24 * 2 * 3), ..CostTerms::default() });
    let terms = priced(&sketch, [&[duty(P, 0, 4)], &[duty(P, 2, 8)]]);
    assert_eq!(terms, CostTerms { shortage: of((48 - 10) * 3), ..CostTerms::default() });
}

#[test]
fn a_slot_of_a_quarter_of_an_hour_costs_a_quarter() {
    let mut sketch = Sketch::days(15, 1);
    sketch.post();
    sketch.person();
    sketch.line_over(&[P], LinePlace::Post(P, 0), ANYONE, vec![1; 3], 1);
    assert_eq!(priced(&sketch, [&[]]).shortage, Cost::units(Cost::UNITS * 3 / 4));
}

#[test]
fn people_above_demand_cost_the_surplus_weight() {
    let mut sketch = hourly(1, 3);
    let line = sketch.line(P, ANYONE, 1, 3);
    sketch.parts.lines[line].surplus = Weight(2);
    let all_day: &[Duty] = &[duty(P, 0, 24)];
    let terms = priced(&sketch, [all_day, &[duty(P, 0, 4)], &[duty(P, 0, 1)]]);
    assert_eq!(terms, CostTerms { surplus: of((4 + 1) * 2), ..CostTerms::default() });
}

#[test]
fn one_person_counts_in_every_line_whose_need_they_meet() {
    let mut sketch = hourly(1, 2);
    let aid = sketch.need(Need::Skill(SkillId(0)));
    sketch.line_over(&[P], LinePlace::Post(P, 0), ANYONE, vec![2; 4], 1);
    sketch.line_over(&[P], LinePlace::Post(P, 1), aid, vec![1; 4], 10);
    sketch.who(V).traits.skills = vec![Skill { skill: SkillId(0), from: None, until: None }];
    assert_eq!(priced(&sketch, [&[duty(P, 0, 4)], &[]]).shortage, of(4));
    assert_eq!(priced(&sketch, [&[], &[duty(P, 0, 4)]]).shortage, of(4 + 40));
}

#[test]
fn a_skill_counts_where_it_holds_on_every_date_of_the_duty() {
    let mut sketch = hourly(2, 1);
    let aid = sketch.need(Need::Skill(SkillId(0)));
    let line = sketch.line(P, aid, 1, 1);
    sketch.who(V).traits.skills = vec![Skill { skill: SkillId(0), from: None, until: Some(0) }];
    let cover = |roster: &[Duty]| {
        let plan = Plan { rosters: [roster.to_vec()].into_iter().collect() };
        line_cover(&sketch.problem(), &plan)[line].iter().sum::<i64>()
    };
    assert_eq!(cover(&[duty(P, 20, 24)]), 4);
    assert_eq!(cover(&[duty(P, 20, 25)]), 0);
}

#[test]
fn a_shared_line_counts_people_at_any_of_its_posts() {
    let mut sketch = hourly(1, 2);
    sketch.line_over(&[P, Q], LinePlace::Shared(0, 0), ANYONE, vec![2; 3], 1);
    assert_eq!(priced(&sketch, [&[duty(P, 0, 3)], &[duty(Q, 1, 3)]]).shortage, of(1));
}

#[test]
fn supervision_costs_what_is_above_the_ratio_and_never_pays_for_more() {
    let mut sketch = hourly(1, 4);
    let junior = sketch.need(Need::MaxAge(17));
    let senior = sketch.need(Need::MinAge(18));
    sketch.supervision(P, junior, senior, 2, 5);
    for (person, age) in [(0, 16), (1, 16), (2, 16), (3, 30)] {
        sketch.who(VolunteerId(person)).traits.age = Some(age);
    }
    let here: &[Duty] = &[duty(P, 0, 2)];
    let supervision = |sum| CostTerms { supervision: of(sum), ..CostTerms::default() };
    assert_eq!(priced(&sketch, [here, here, here, &[]]), supervision(3 * 2 * 5));
    assert_eq!(priced(&sketch, [here, here, here, here]), supervision(2 * 5));
    assert_eq!(priced(&sketch, [here, here, &[], here]), supervision(0));
    assert_eq!(priced(&sketch, [&[], &[], &[], here]), supervision(0));
}

#[test]
fn a_team_too_small_costs_only_where_somebody_is() {
    let mut sketch = hourly(1, 3);
    sketch.at(P).team = Some(MinTeam { people: 3, weight: Weight(7) });
    let terms = priced(&sketch, [&[duty(P, 0, 3)], &[duty(P, 1, 3)], &[duty(P, 2, 3)]]);
    assert_eq!(terms, CostTerms { supervision: of((2 + 1) * 7), ..CostTerms::default() });
}

#[test]
fn avoid_costs_the_minutes_served_inside_the_window() {
    let mut sketch = hourly(1, 1);
    sketch.who(V).wishes = Box::new([wish(WishKind::Avoid, 90, 300, 4)]);
    // 01:30 to 05:00 less the hour from 3 to 4: 150 minutes.
    sketch.parts.rules[rifada::model::RulesId(0)].max_shifts_per_day = None;
    let terms = priced(&sketch, [&[duty(P, 0, 3), duty(Q, 4, 9)]]);
    assert_eq!(terms, CostTerms { wishes: of(10), ..CostTerms::default() });
}

#[test]
fn prefer_costs_the_minutes_of_the_window_not_served_there() {
    let mut sketch = hourly(1, 1);
    let mut there = wish(WishKind::Prefer, 120, 360, 3);
    there.point = Some(PointId(1));
    sketch.who(V).wishes = Box::new([there]);
    assert_eq!(priced(&sketch, [&[]]).wishes, of(12));
    assert_eq!(priced(&sketch, [&[duty(P, 2, 6)]]).wishes, of(12));
    assert_eq!(priced(&sketch, [&[duty(Q, 1, 4)]]).wishes, of(6));
    assert_eq!(priced(&sketch, [&[duty(Q, 2, 6)]]).wishes, of(0));
}

#[test]
fn rather_costs_service_elsewhere_and_nothing_at_home() {
    let mut sketch = hourly(1, 1);
    let mut rather = wish(WishKind::Rather, 0, 1440, 2);
    rather.tag = Some(TagId(OWN_TAG + 1));
    sketch.who(V).wishes = Box::new([rather]);
    assert_eq!(priced(&sketch, [&[]]).wishes, of(0));
    assert_eq!(priced(&sketch, [&[duty(P, 2, 6)]]).wishes, of(8));
    assert_eq!(priced(&sketch, [&[duty(Q, 2, 6)]]).wishes, of(0));
}

#[test]
fn point_and_tag_of_a_wish_must_both_hold() {
    let mut sketch = hourly(1, 1);
    sketch.tag(P, TagId(3));
    let mut avoid = wish(WishKind::Avoid, 0, 1440, 1);
    (avoid.point, avoid.tag) = (Some(PointId(1)), Some(TagId(3)));
    sketch.who(V).wishes = Box::new([avoid]);
    assert_eq!(priced(&sketch, [&[duty(P, 0, 2)]]).wishes, of(0));
    assert_eq!(priced(&sketch, [&[duty(Q, 0, 2)]]).wishes, of(0));
    sketch.tag(Q, TagId(3));
    assert_eq!(priced(&sketch, [&[duty(Q, 0, 2)]]).wishes, of(2));
}

#[test]
fn hours_above_the_share_cost_their_square_and_those_below_nothing() {
    let mut sketch = hourly(1, 2);
    sketch.parts.objective.fairness = Some(Fairness { weight: Weight(2), share: Minutes(240) });
    sketch.who(V).history.minutes = Minutes(90);
    // 90 + 300 − 240 = 150 minutes above: 2 × 2.5² = 12.5.
    let terms = priced(&sketch, [&[duty(P, 0, 5)], &[duty(P, 0, 4)]]);
    assert_eq!(terms, CostTerms { fairness: Cost::units(Cost::UNITS * 25 / 2), ..CostTerms::default() });
}

#[test]
fn hours_short_of_the_minimum_cost_and_the_history_counts() {
    let mut sketch = Sketch::days(60, 1);
    sketch.post();
    let (min_minutes, min_minutes_weight) = (Minutes(300), Weight(10));
    sketch.person_under(Rules { min_minutes, min_minutes_weight, ..Rules::default() });
    sketch.who(V).history.minutes = Minutes(30);
    assert_eq!(priced(&sketch, [&[]]), CostTerms { minimum: of(45), ..CostTerms::default() });
    assert_eq!(priced(&sketch, [&[duty(P, 0, 3)]]).minimum, of(15));
    assert_eq!(priced(&sketch, [&[duty(P, 0, 6)]]).minimum, of(0));
}

#[test]
fn minimum_and_fairness_go_by_counted_minutes_and_lines_by_the_clock() {
    let mut sketch = Sketch::days(60, 1);
    sketch.post();
    let (min_minutes, min_minutes_weight) = (Minutes(180), Weight(1));
    sketch.person_under(Rules { min_minutes, min_minutes_weight, ..Rules::default() });
    sketch.parts.objective.fairness = Some(Fairness { weight: Weight(1), share: Minutes(60) });
    sketch.line_over(&[P], LinePlace::Post(P, 0), ANYONE, vec![1; 4], 1);
    sketch.at(P).counted = Some(Minutes(120));
    let terms = priced(&sketch, [&[duty(P, 0, 3)]]);
    assert_eq!(terms, CostTerms { shortage: of(1), minimum: of(1), fairness: of(1), ..CostTerms::default() });
}

#[test]
fn travel_costs_from_home_on_each_date_and_between_its_duties() {
    let mut sketch = hourly(2, 1);
    sketch.travel(3, &[0, 30, 60, 30, 0, 90, 60, 90, 0]);
    sketch.at(P).zone = ZoneId(1);
    sketch.at(Q).zone = ZoneId(2);
    sketch.parts.objective.travel_weight = Weight(2);
    let roster = [duty(P, 0, 2), duty(Q, 6, 8), duty(Q, 30, 32)];
    // Without a home only from P to Q: 90 minutes.
    assert_eq!(priced(&sketch, [&roster]).travel, of(3));
    sketch.who(V).home = Some(ZoneId(0));
    // Home to P 30, P to Q 90, and on the second date home to Q 60.
    assert_eq!(priced(&sketch, [&roster]), CostTerms { travel: of(6), ..CostTerms::default() });
}

#[test]
fn from_home_one_sets_out_when_the_duty_starts_and_otherwise_when_the_last_one_ends() {
    let mut sketch = hourly(1, 1);
    let at = (0..=24).map(|slot| u32::from(slot >= 6)).collect();
    let tables: Vec<Box<[u16]>> = vec![Box::new([0, 60, 60, 0]), Box::new([0, 180, 180, 0])];
    (sketch.parts.zones, sketch.at(Q).zone) = (2, ZoneId(1));
    sketch.parts.travel = rifada::model::Travel::by_tables(2, at, tables);
    sketch.parts.objective.travel_weight = Weight(1);
    sketch.who(V).home = Some(ZoneId(1));
    assert_eq!(priced(&sketch, [&[duty(P, 5, 7)]]).travel, of(1));
    assert_eq!(priced(&sketch, [&[duty(P, 6, 7)]]).travel, of(3));
    assert_eq!(priced(&sketch, [&[duty(P, 3, 5), duty(Q, 8, 9)]]).travel, of(2));
    assert_eq!(priced(&sketch, [&[duty(P, 3, 6), duty(Q, 9, 10)]]).travel, of(4));
}

#[test]
fn a_duty_dropped_and_a_duty_added_are_both_changes() {
    let mut sketch = hourly(1, 1);
    let weights = (0..24).map(|slot| Weight(if slot < 12 { 5 } else { 1 }));
    sketch.parts.objective.change_weight = Some(weights.collect());
    sketch.who(V).published = Box::new([duty(P, 2, 6)]);
    let changes = |sum| CostTerms { changes: of(sum), ..CostTerms::default() };
    assert_eq!(priced(&sketch, [&[duty(P, 2, 6)]]), changes(0));
    assert_eq!(priced(&sketch, [&[]]), changes(20));
    assert_eq!(priced(&sketch, [&[duty(P, 12, 14)]]), changes(22));
    assert_eq!(priced(&sketch, [&[duty(Q, 2, 6)]]), changes(40));
    assert_eq!(priced(&sketch, [&[duty(P, 2, 7)]]), changes(45));
}

#[test]
fn changes_are_free_where_the_scenario_prices_none() {
    let mut sketch = hourly(1, 1);
    sketch.who(V).published = Box::new([duty(P, 2, 6)]);
    assert_eq!(priced(&sketch, [&[]]).total(), Cost::ZERO);
}

#[test]
fn shortages_list_lines_of_weight_zero_and_leave_supervision_out() {
    let mut sketch = hourly(1, 1);
    sketch.line_over(&[P], LinePlace::Post(P, 0), ANYONE, vec![0, 2, 1], 0);
    let nobody = sketch.need(Need::MinAge(200));
    sketch.supervision(P, ANYONE, nobody, 1, 1);
    let plan = Plan { rosters: [vec![duty(P, 0, 2)]].into_iter().collect() };
    let line = LineId(0);
    assert_eq!(shortages(&sketch.problem(), &plan), [(line, Slot(1), 1), (line, Slot(2), 1)]);
    assert_eq!(heads(&sketch.problem(), &plan)[P][..3], [1, 1, 0]);
}

#[test]
fn a_duty_that_nobody_may_serve_is_priced_all_the_same() {
    let mut sketch = hourly(1, 1);
    sketch.line(P, ANYONE, 1, 1);
    sketch.who(V).free = Box::new([hours(0, 1)]);
    assert_eq!(priced(&sketch, [&[duty(P, 0, 24)]]).shortage, of(0));
}

#[test]
fn the_empty_plan_costs_every_demand_at_its_weight() {
    for seed in 0..60 {
        for shape in Shape::ALL {
            let problem = tiny_problem(seed, shape);
            let terms = cost(&problem, &Plan::empty(problem.volunteers.len()));
            let mut expected = Cost::ZERO;
            for line in &problem.lines {
                let people: i64 = line.demand.iter().sum();
                expected += Cost::of(line.weight, Minutes(people * problem.grid.slot_minutes().0));
            }
            assert_eq!(
                (terms.shortage, terms.surplus, terms.supervision),
                (expected, Cost::ZERO, Cost::ZERO)
            );
            assert_eq!(terms.travel, Cost::ZERO);
        }
    }
}

#[test]
fn the_cost_of_a_plan_is_each_persons_own_and_that_of_the_lines() {
    for seed in 0..60 {
        let problem = tiny_problem(seed, Shape::Rich);
        let plan = common::tiny::kept_plan(&problem);
        let terms = cost(&problem, &plan);
        let own: CostTerms = plan.rosters.pairs().map(|(id, roster)| own_cost(&problem, id, roster)).sum();
        assert_eq!((own.shortage, own.surplus, own.supervision), (Cost::ZERO, Cost::ZERO, Cost::ZERO));
        let of_lines = terms - own;
        assert_eq!(of_lines.total(), terms.shortage + terms.surplus + terms.supervision);
    }
}
