//! Random problems so small that every plan of them can be tried, with every rule and every cost switched on at random.

use super::brute::{MOST_PLANS, all_rosters, rosters_to_try};
use super::build::{Sketch, wish};
use super::chance::{draw, maybe, pick};
use super::facts::{random_group, random_roster_in_force};
use super::rules::random_rules;
use rifada::ground::{Minutes, Seed, Slot, Weight, Window};
use rifada::model::{
    Admits, Fairness, History, Language, Level, LinePlace, MinTeam, Need, NeedId, PointId, PostId, Problem,
    Rules, Setting, Skill, SkillId, TagId, Traits, Travel, WishKind, ZoneId,
};
use rifada::model::{OrganisationId, Plan};

/// What a random problem may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One date, one duty a person; demand, caps, hours, wishes, fairness and minima.
    OneDuty,
    /// Several dates, and every rule and cost of people by themselves; nothing published, nobody together.
    Days,
    /// Everything.
    Rich,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Self; 3] = [Self::OneDuty, Self::Days, Self::Rich];
}

/// Rosters a unit may have before a problem is too large; larger ones are drawn anew.
const MOST_ROSTERS: usize = 1500;

/// So many tiny problems of each shape, with what to call them.
pub fn tiny_problems(count: u64) -> impl Iterator<Item = (String, Problem)> {
    Shape::ALL.into_iter().flat_map(move |shape| {
        (0..count).map(move |seed| (format!("{shape:?} {seed}"), tiny_problem(seed, shape)))
    })
}

/// The random problem of this seed and shape. All its legal plans can be tried, and its pins break nothing.
pub fn tiny_problem(seed: u64, shape: Shape) -> Problem {
    tiny_sketch(seed, shape).problem()
}

/// The sketch of [`tiny_problem`].
pub fn tiny_sketch(seed: u64, shape: Shape) -> Sketch {
    let mut too_large = 0;
    for attempt in 0.. {
        let mut chance = Seed::part(seed, attempt);
        let dull_will_do = chance.chance(10);
        let sketch = random_sketch(&mut chance, shape, too_large);
        let problem = sketch.problem();
        let small = problem.units.ids().all(|unit| rosters_to_try(&problem, unit) <= MOST_ROSTERS);
        let plans = if small { plans(&problem) } else { None };
        match plans.filter(|plans| *plans <= MOST_PLANS / 10) {
            Some(plans) if plans >= 6 || dull_will_do => return sketch,
            Some(_) => {}
            None => too_large += 1,
        }
    }
    unreachable!("each problem too large makes the next one smaller")
}

/// The plan of the kept duties alone.
pub fn kept_plan(problem: &Problem) -> Plan {
    Plan { rosters: problem.volunteers.iter().map(|person| person.kept.to_vec()).collect() }
}

/// How many legal plans there are, caps of posts left aside; nothing where that is beyond counting.
pub fn plans(problem: &Problem) -> Option<usize> {
    problem.units.ids().try_fold(1_usize, |plans, unit| plans.checked_mul(all_rosters(problem, unit).len()))
}

/// Draws a problem; the higher `cut`, the fewer hours people and posts have.
fn random_sketch(seed: &mut Seed, shape: Shape, cut: u32) -> Sketch {
    let mut sketch = random_horizon(seed, shape);
    let sketch = &mut sketch;
    let many_zones = shape != Shape::OneDuty || seed.chance(30);
    if many_zones {
        random_travel(seed, sketch);
    }
    let needs = random_needs(seed, sketch);
    random_posts(seed, sketch, &needs, cut);
    random_lines(seed, sketch, &needs);
    let sets: Vec<Rules> = (0..draw(seed, 1, 3)).map(|_| random_rules(seed, sketch, shape)).collect();
    for _ in 0..draw(seed, 2, 4) {
        let index = seed.below(sets.len());
        random_person(seed, sketch, sets[index].clone(), cut);
    }
    random_objective(seed, sketch, shape);
    if shape == Shape::Rich {
        random_group(seed, sketch);
        random_roster_in_force(seed, sketch);
    }
    sketch.clone()
}

fn random_horizon(seed: &mut Seed, shape: Shape) -> Sketch {
    let weekday = draw(seed, 0, 6) as u8;
    if shape == Shape::OneDuty {
        let slots = draw(seed, 4, 8) as u32;
        return if seed.chance(80) {
            Sketch::slots(60, slots, 60 * draw(seed, 0, 24 - i64::from(slots)), weekday)
        } else {
            Sketch::slots(360, 4, 0, weekday)
        };
    }
    match seed.below(5) {
        0 => {
            let opens = pick(seed, &[0, 360, 750, 1200, 1290, 1320]);
            Sketch::slots(60, draw(seed, 5, 10) as u32, opens, weekday)
        }
        1 => Sketch::slots(360, draw(seed, 4, 10) as u32, pick(seed, &[0, 180, 360]), weekday),
        2 => Sketch::slots(480, draw(seed, 4, 10) as u32, pick(seed, &[0, 240, 480]), weekday),
        3 => Sketch::slots(720, draw(seed, 4, 8) as u32, pick(seed, &[0, 360, 720]), weekday),
        _ => Sketch::slots(1440, draw(seed, 4, 8) as u32, 0, weekday),
    }
}

fn random_travel(seed: &mut Seed, sketch: &mut Sketch) {
    let zones = draw(seed, 2, 3) as usize;
    let count = draw(seed, 1, 2) as usize;
    let slot = sketch.parts.grid.slot_minutes().0;
    let tables = (0..count).map(|_| shortest(seed, zones, slot)).collect();
    let at = (0..=sketch.end().0).map(|_| seed.below(count) as u32).collect();
    sketch.parts.zones = zones;
    sketch.parts.travel =
        if seed.chance(85) { Travel::by_tables(zones, at, tables) } else { Travel::without_legs(zones) };
}

fn shortest(seed: &mut Seed, zones: usize, slot: i64) -> Box<[u16]> {
    let leg = |seed: &mut Seed| pick(seed, &[0, 15, 45, slot, slot + 30, 1440]).min(1440) as u16;
    let mut minutes: Vec<u16> = (0..zones * zones).map(|_| leg(seed)).collect();
    for zone in 0..zones {
        minutes[zone * zones + zone] = 0;
    }
    for via in 0..zones {
        for from in 0..zones {
            for to in 0..zones {
                let way = minutes[from * zones + via] + minutes[via * zones + to];
                minutes[from * zones + to] = minutes[from * zones + to].min(way);
            }
        }
    }
    minutes.into_boxed_slice()
}

fn random_needs(seed: &mut Seed, sketch: &mut Sketch) -> Vec<NeedId> {
    let skill = |number| Need::Skill(SkillId(number));
    let urdu = |min| Need::Language { code: "ur".into(), min };
    let kinds = [
        skill(0),
        skill(1),
        urdu(Level::A1),
        urdu(Level::B2),
        Need::Gender { female: true },
        Need::MinAge(18),
        Need::MaxAge(17),
        Need::Organisation(OrganisationId(0)),
        Need::Not(Box::new(skill(0))),
        Need::All(Box::new([skill(1), Need::MinAge(18)])),
        Need::Any(Box::new([skill(0), Need::Gender { female: false }])),
    ];
    let mut needs = vec![rifada::model::ANYONE];
    for kind in kinds {
        if seed.chance(35) {
            needs.push(sketch.need(kind));
        }
    }
    needs
}

fn random_posts(seed: &mut Seed, sketch: &mut Sketch, needs: &[NeedId], cut: u32) {
    let slots = sketch.end().0;
    let length = sketch.parts.grid.slot_minutes().0;
    let most = match length {
        60 => 4,
        1440 => 1,
        _ => 2,
    };
    for number in 0..draw(seed, 1, 3) as u32 {
        let id = sketch.post();
        let zones = sketch.parts.zones;
        let zone = ZoneId(seed.below(zones) as u32);
        let latest_end = random_hours(seed, slots, 85, cut);
        for tag in 0..2 {
            if seed.chance(40) {
                sketch.tag(id, TagId(tag));
            }
        }
        let same_point =
            (number > 0 && seed.chance(40)).then(|| sketch.parts.posts[PostId(number - 1)].clone());
        let post = sketch.at(id);
        post.zone = zone;
        post.admits = if seed.chance(10) { pick(seed, &[Admits::Women, Admits::Men]) } else { Admits::All };
        if let Some(other) = same_point {
            (post.point, post.zone, post.admits) = (other.point, other.zone, other.admits);
        }
        post.setting = pick(seed, &[Setting::Indoor, Setting::Shaded, Setting::Outdoor, Setting::Outdoor]);
        post.requires = if seed.chance(15) { pick(seed, needs) } else { needs[0] };
        post.min_slots = draw(seed, 1, most) as u32;
        post.max_slots = post.min_slots + u32::from(most > 1 && seed.chance(40));
        post.latest_end = latest_end.into();
        if post.min_slots == post.max_slots && seed.chance(30) {
            let clock = i64::from(post.min_slots) * length;
            post.counted = Some(Minutes((clock + pick(seed, &[-30, -15, 20])).max(0)));
        }
        post.max_people = maybe(seed, 25, |seed| draw(seed, 1, 2) as u32);
        post.team = maybe(seed, 25, |seed| MinTeam {
            people: draw(seed, 2, 3) as u32,
            weight: Weight(draw(seed, 0, 4) as u32),
        });
    }
}

/// For each slot the latest end of a duty that starts there: some starts allowed, inside one or two open windows.
fn random_hours(seed: &mut Seed, slots: u32, percent: u32, cut: u32) -> Vec<Slot> {
    let shut = if seed.chance(25) { seed.below(slots as usize) as u32 } else { slots };
    let percent = percent.saturating_sub(4 * cut).max(10);
    (0..slots)
        .map(|slot| match seed.chance(percent) {
            true if slot < shut => Slot(shut),
            true if slot > shut => Slot(slots),
            _ => Slot(slot),
        })
        .collect()
}

fn random_lines(seed: &mut Seed, sketch: &mut Sketch, needs: &[NeedId]) {
    let posts: Vec<PostId> = sketch.parts.posts.ids().collect();
    for post in &posts {
        for number in 0..pick(seed, &[0, 1, 1, 2]) {
            random_line(seed, sketch, &[*post], LinePlace::Post(*post, number), needs);
        }
        if seed.chance(20) {
            let (who, by) = (pick(seed, needs), pick(seed, needs));
            let (ratio, weight) = (draw(seed, 1, 2), draw(seed, 0, 5) as u32);
            sketch.supervision(*post, who, by, ratio, weight);
        }
    }
    if posts.len() > 1 && seed.chance(40) || sketch.parts.lines.is_empty() {
        let some = &posts[..posts.len().min(2)];
        random_line(seed, sketch, some, LinePlace::Shared(0, 0), needs);
    }
}

fn random_line(seed: &mut Seed, sketch: &mut Sketch, posts: &[PostId], place: LinePlace, needs: &[NeedId]) {
    let need = if seed.chance(50) { needs[0] } else { pick(seed, needs) };
    let most = draw(seed, 1, 2);
    let steady = seed.chance(50);
    let demand = (0..sketch.end().0).map(|_| if steady { most } else { draw(seed, 0, most) }).collect();
    let weight = pick(seed, &[0, 2, 3, 5, 8, 13, 20]);
    let line = sketch.line_over(posts, place, need, demand, weight);
    if seed.chance(35) {
        sketch.parts.lines[line].surplus = Weight(draw(seed, 1, 4) as u32);
    }
}

fn random_person(seed: &mut Seed, sketch: &mut Sketch, rules: Rules, cut: u32) {
    let slots = sketch.end().0;
    let zones = sketch.parts.zones as i64;
    let posts = sketch.parts.posts.len() as i64;
    let wishes = (0..draw(seed, 0, 2)).map(|_| random_wish(seed, sketch)).collect();
    let id = sketch.person_under(rules);
    let person = sketch.who(id);
    person.traits = random_traits(seed);
    person.home = maybe(seed, 40, |seed| ZoneId(draw(seed, 0, zones - 1) as u32));
    person.free = random_free(seed, slots, cut);
    person.zones = maybe(seed, 8, |seed| vec![ZoneId(draw(seed, 0, zones - 1) as u32)]);
    person.points = maybe(seed, 8, |seed| vec![PointId(draw(seed, 0, posts - 1) as u32), PointId(0)]);
    person.wishes = wishes;
    if seed.chance(35) {
        person.history = History {
            minutes: Minutes(60 * draw(seed, 0, 12)),
            last_end: maybe(seed, 50, |seed| Minutes(60 * draw(seed, -12, 2))),
            consecutive_days: draw(seed, 0, 2) as u32,
            weekends: draw(seed, 0, 1) as u32,
        };
    }
}

/// Hours free: the whole horizon, or one or two stretches of it; at times none.
fn random_free(seed: &mut Seed, slots: u32, cut: u32) -> Box<[Window]> {
    let slots = i64::from(slots);
    if seed.chance(65_u32.saturating_sub(4 * cut)) {
        return Box::new([Window { from: Slot(0), to: Slot(slots as u32) }]);
    }
    let mut free = Vec::new();
    let mut next = 0;
    for _ in 0..draw(seed, 1, 2) {
        let from = draw(seed, next, slots);
        let to = draw(seed, (from + 2).min(slots), slots);
        if from < to {
            free.push(Window { from: Slot(from as u32), to: Slot(to as u32) });
            next = to + 1;
        }
        if next > slots {
            break;
        }
    }
    free.into_boxed_slice()
}

fn random_traits(seed: &mut Seed) -> Traits {
    let mut skills = Vec::new();
    for _ in 0..draw(seed, 0, 3) {
        let from = maybe(seed, 40, |seed| draw(seed, -1, 2));
        let until = maybe(seed, 40, |seed| draw(seed, 0, 3));
        skills.push(Skill { skill: SkillId(draw(seed, 0, 1) as u32), from, until });
    }
    let code = pick(seed, &["ur", "ur-pk", "ar"]).into();
    let level = pick(seed, &[Level::A1, Level::B2, Level::Native]);
    Traits {
        female: maybe(seed, 85, |seed| seed.chance(50)),
        age: maybe(seed, 70, |seed| draw(seed, 15, 20) as u32),
        organisation: maybe(seed, 50, |seed| OrganisationId(draw(seed, 0, 1) as u32)),
        languages: maybe(seed, 60, |_| Language { code, level }).into_iter().collect(),
        skills,
    }
}

fn random_wish(seed: &mut Seed, sketch: &Sketch) -> rifada::model::Wish {
    let end = sketch.parts.grid.minutes(sketch.end()).0;
    let from = if seed.chance(50) { 0 } else { draw(seed, 0, end - 1) };
    let to = if seed.chance(50) { end } else { draw(seed, from + 1, end) };
    let kind = pick(seed, &[WishKind::Prefer, WishKind::Avoid, WishKind::Rather]);
    let mut wish = wish(kind, from, to, draw(seed, 0, 4) as u32);
    wish.point = maybe(seed, 40, |seed| PointId(draw(seed, 0, 2) as u32));
    wish.tag = maybe(seed, 40, |seed| TagId(draw(seed, 0, 1) as u32));
    if kind == WishKind::Rather && wish.point.is_none() && wish.tag.is_none() {
        wish.tag = Some(TagId(0));
    }
    wish
}

fn random_objective(seed: &mut Seed, sketch: &mut Sketch, shape: Shape) {
    let slot = sketch.parts.grid.slot_minutes().0;
    let objective = &mut sketch.parts.objective;
    objective.fairness = maybe(seed, 35, |seed| Fairness {
        weight: Weight(draw(seed, 1, 2) as u32),
        share: Minutes(draw(seed, 0, 2) * slot + 30),
    });
    if seed.chance(50) {
        objective.travel_weight = Weight(draw(seed, 1, 4) as u32);
    }
    if shape == Shape::Rich {
        let slots = sketch.parts.grid.slots();
        objective.change_weight =
            maybe(seed, 60, |seed| (0..slots).map(|_| Weight(draw(seed, 0, 3) as u32)).collect());
    }
}
