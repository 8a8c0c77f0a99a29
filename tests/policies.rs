//! Policies are rules that a file may hold, and what is said of them is so.

use rifada::generate::{Options, hira_thursday, ramadan_27, scenario};
use rifada::io::scenario::{Policy, Rule, Rules, RulesRef, Scenario};

#[test]
fn every_policy_has_a_name_of_its_own_by_which_it_is_found() {
    for policy in Policy::ALL {
        assert_eq!(Policy::named(policy.name()), Some(policy));
    }
    assert_eq!(Policy::named("law"), None);
}

#[test]
fn a_file_may_hold_the_rules_of_every_policy_and_no_mark_of_its_name() {
    for policy in Policy::ALL {
        let mut day = scenario(&Options { volunteers: 10, points: 2, days: 2, ..Options::default() });
        day.rules = vec![("default".to_owned(), policy.rules()), ("theirs".to_owned(), policy.rules())];
        day.volunteers[0].rules = Some(RulesRef::Own(Box::new(policy.rules())));
        day.volunteers[1].rules = Some(RulesRef::Named("theirs".to_owned()));
        let text = day.to_json();
        assert!(!text.contains(policy.name()), "{text}");
        let read = Scenario::from_json(text.as_bytes()).unwrap();
        assert_eq!(read, day);
        let (problem, _) = read.problem().unwrap();
        let bound = problem.rules_of(problem.volunteers.ids().next().unwrap());
        assert_eq!(bound.max_shifts_per_day, policy.rules().max_shifts_per_day.given().copied());
        assert!(bound.max_minutes_per_day.is_some() && bound.min_rest.0 > 0);
    }
}

#[test]
fn whoever_is_under_18_serves_short_and_neither_at_night_nor_in_the_heat() {
    let minor = Policy::Minor.rules();
    assert!(minor.max_minutes_per_day.given() < Policy::Mosque.rules().max_minutes_per_day.given());
    let nights = minor.not_between.given().unwrap();
    assert_eq!((nights[0].from.as_str(), nights[0].to.as_str()), ("22:00", "06:00"));
    assert_eq!(minor.exposure.given().unwrap()[0].max_minutes, 0);
}

#[test]
fn the_27th_night_keeps_to_the_policy_of_the_mosque() {
    let default = |scenario: &Scenario| scenario.rules.first().unwrap().1.clone();
    let five_hours = Rules { max_minutes: Rule::Is(300), ..Policy::Mosque.rules() };
    assert_eq!(default(&ramadan_27()), five_hours);
    assert_ne!(default(&hira_thursday()), five_hours);
}
