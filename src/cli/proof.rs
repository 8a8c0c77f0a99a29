//! What is proven of a plan, in words.

use super::figures::Figures;
use super::language::either;
use super::percent::percent_up;
use rifada::engine::{Outcome, Stop};
use rifada::ground::{Cost, Minutes, Weight};
use rifada::model::Problem;
use rifada::report::{Amount, Language};

/// What is proven of the plan of `outcome`, in sentences.
pub(super) fn said(problem: &Problem, outcome: &Outcome, figures: &Figures, language: Language) -> String {
    let (cost, bound) = (outcome.cost.total(), outcome.bound);
    let (costs, proven) = (Amount::cost_up(cost), Amount::cost_down(bound));
    let mut text = if cost <= bound {
        match language {
            Language::English => {
                format!("This plan is proven best: it costs {costs}, and no plan costs less.")
            }
            Language::Arabic => format!("ثبت أن هذه الخطة هي الأفضل: كلفتها {costs}، ولا خطة أقل كلفة."),
        }
    } else if bound <= Cost::ZERO {
        match language {
            Language::English => {
                format!("This plan costs {costs}. Nothing is proven yet of how good that is.")
            }
            Language::Arabic => format!("كلفة هذه الخطة {costs}، ولم يثبت بعد كم يمكن أن تتحسن."),
        }
    } else {
        let gap = percent_up(cost, bound);
        match language {
            Language::English => {
                format!("No plan costs less than {proven}; this one costs {costs} (gap {gap}).")
            }
            Language::Arabic => {
                format!("لا خطة كلفتها أقل من {proven}؛ وكلفة هذه الخطة {costs} (الفرق {gap}).")
            }
        }
    };
    if let Some(weight) = only_weight(problem).filter(|_| bound > Cost::ZERO) {
        text.push('\n');
        text.push_str(&in_hours(bound, weight, figures, language));
    }
    let relaxed = outcome.certificate.relaxed;
    if cost > bound && bound > Cost::ZERO && relaxed > 0 {
        let (some, all) = (Amount::count(relaxed), Amount::count(problem.volunteers.len()));
        text.push('\n');
        text.push_str(&match language {
            Language::English => {
                format!("For {some} of {all} people the proof allows more than their rules do.")
            }
            Language::Arabic => format!("البرهان يتيح لعدد {some} من {all} شخصًا أكثر مما تتيحه قواعدهم."),
        });
    }
    text
}

/// The same in person-hours. Where shortage of one weight is all that can cost anything, no plan leaves fewer hours short
/// than its bound over that weight.
fn in_hours(bound: Cost, weight: Weight, figures: &Figures, language: Language) -> String {
    let least = Amount::cost_down(Cost::units(bound.in_units() / i128::from(weight.0)));
    let here = Amount::hours(figures.all.missing);
    match language {
        Language::English => {
            format!(
                "In person-hours: whatever the plan, at least {least} stay short; with this one {here} do."
            )
        }
        Language::Arabic => {
            format!(
                "بساعات العمل: يبقى نقص قدره {least} ساعة على الأقل مهما كانت الخطة؛ وفي هذه الخطة {here}."
            )
        }
    }
}

/// The weight of every person-hour needed, where shortage is all that can cost anything, whatever the plan.
fn only_weight(problem: &Problem) -> Option<Weight> {
    let nothing_else = problem.objective.fairness.is_none()
        && problem.objective.travel_weight == Weight(0)
        && problem.objective.change_weight.is_none()
        && problem.posts.iter().all(|post| post.team.is_none_or(|team| team.weight == Weight(0)))
        && problem.volunteers.ids().all(|id| {
            let rules = problem.rules_of(id);
            let no_minimum = rules.min_minutes == Minutes(0) || rules.min_minutes_weight == Weight(0);
            no_minimum && problem.volunteers[id].wishes.iter().all(|wish| wish.weight == Weight(0))
        });
    let mut only = None;
    for line in problem.lines.iter() {
        if line.surplus > Weight(0) || !line.is_demand() && line.weight > Weight(0) {
            return None;
        }
        if line.is_demand() && line.demand.iter().any(|&people| people > 0) {
            if only.is_some_and(|only| only != line.weight) {
                return None;
            }
            only = Some(line.weight);
        }
    }
    only.filter(|weight| nothing_else && *weight > Weight(0))
}

/// Why the run ended, in words.
pub(super) const fn reason(stop: Stop, language: Language) -> &'static str {
    match stop {
        Stop::Optimal => either(language, "nothing left to improve", "لا مزيد من التحسين"),
        Stop::Gap => either(language, "the gap asked for was reached", "بلغ الفرق المطلوب"),
        Stop::Time => either(language, "the time was up", "انتهى الوقت"),
        Stop::Iterations => either(language, "the iterations asked for were done", "انتهت الدورات المطلوبة"),
        Stop::Cancelled => either(language, "it was asked to end", "طُلب الإنهاء"),
    }
}
