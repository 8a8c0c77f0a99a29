//! Lines of the protocol as they are written: requests and events, with every fault of their shape.

use super::volunteer::{skill, volunteer};
use super::wrong_type;
use crate::io::diagnostic::{Code, Diagnostics};
use crate::io::event::{Asked, Event, People, Request, RequestId};
use crate::io::fields::{Keys, Object, amount, flag, list, nearest, plain, within};
use crate::io::json::{self, Node};
use crate::io::line_at::LineAt;
use crate::io::place::{Place, quoted};
use crate::io::plan_file::PlannedDuty;
use crate::io::scenario::{HeldSkill, Volunteer};
use crate::io::utf8::decode;

/// The most bytes of a line.
pub const LONGEST_LINE: usize = 1 << 24;

/// The most events of one line.
const MOST_EVENTS: usize = 100_000;

/// How many answers there are where nothing else is asked for, and the most that may be.
const ANSWERS: (u32, u32) = (10, 1000);

/// Keys of an object that says of itself what it is: those of every kind, then its own.
macro_rules! keys {
    ($name:literal, $first:literal $(, $key:literal $needed:literal)*) => {{
        const KEYS: Keys =
            Keys { object: $name, keys: &[("id", false), ($first, true) $(, ($key, $needed))*], open: false };
        &KEYS
    }};
}

/// The request in a line, with the id that it carries; or all that is wrong with it.
pub fn read_request(line: &[u8]) -> (RequestId, Result<Request, Diagnostics>) {
    let mut faults = Diagnostics::default();
    if line.len() > LONGEST_LINE {
        let found = format!("a line of {} bytes", line.len());
        faults.push(Code::TooLarge, "$", found, format!("write {LONGEST_LINE} bytes at most"));
        return (RequestId::None, Err(faults));
    }
    let text = decode(line, &mut faults);
    let node = text.as_deref().and_then(|text| json::parse(text, &mut faults));
    let Some(node) = node else { return (RequestId::None, Err(faults)) };
    let id = request_id(&node, &mut faults);
    let request = request(&node, &mut faults);
    (id, request.filter(|_| !faults.has_errors()).ok_or(faults))
}

/// The event in a line of a file of events; or all that is wrong with it.
pub fn read_event(line: &[u8]) -> Result<Event, Diagnostics> {
    let mut faults = Diagnostics::default();
    let text = decode(line, &mut faults);
    let node = text.as_deref().and_then(|text| json::parse(text, &mut faults));
    let event = node.and_then(|node| event(&node, &Place::ROOT, &mut faults));
    event.filter(|_| !faults.has_errors()).ok_or(faults)
}

fn request_id(node: &Node<'_>, faults: &mut Diagnostics) -> RequestId {
    let Node::Map(entries) = node else { return RequestId::None };
    match entries.iter().find(|(key, _)| key == "id") {
        None => RequestId::None,
        Some((_, Node::Text(text))) => RequestId::Text(text.clone().into_owned()),
        Some((_, Node::Number(text))) => RequestId::Number(text.clone().into_owned()),
        Some((_, other)) => {
            wrong_type::<()>(other, &Place::ROOT.key("id"), faults, "give a text or a number");
            RequestId::None
        }
    }
}

/// The word under `key` that says what an object is, one of `words`.
fn word_of<'n>(
    node: &'n Node<'_>,
    key: &'static str,
    words: &[&'static str],
    at: &Place<'_>,
    faults: &mut Diagnostics,
) -> Option<&'n str> {
    let Node::Map(entries) = node else { return wrong_type(node, at, faults, "give an object, { … }") };
    let here = at.key(key);
    let Some((_, value)) = entries.iter().find(|(given, _)| given == key) else {
        crate::io::fields::missing_key(key, at, faults);
        return None;
    };
    let Node::Text(word) = value else {
        return wrong_type(value, &here, faults, &format!("give one of: {}", words.join(", ")));
    };
    if !words.iter().any(|known| known == word) {
        let near = nearest(word, words.iter().copied());
        let near = near.map_or_else(String::new, |near| format!("did you mean \"{near}\"? "));
        let remedy = format!("{near}Allowed: {}", words.join(", "));
        faults.push(Code::UnknownValue, here.to_string(), format!("unknown word {}", quoted(word)), remedy);
        return None;
    }
    Some(word)
}

const REQUESTS: [&str; 9] =
    ["event", "propose", "accept", "undo", "candidates", "opportunities", "can_serve", "save", "status"];

fn request(node: &Node<'_>, faults: &mut Diagnostics) -> Option<Request> {
    let at = &Place::ROOT;
    let most = within(1, ANSWERS.1);
    Some(match word_of(node, "do", &REQUESTS, at, faults)? {
        "event" => events(node, faults)?,
        "propose" => Request::Propose(asked(node, faults)?),
        "accept" => Request::Accept(asked(node, faults)?),
        "candidates" => {
            let keys =
                keys!("candidates", "do", "point" true, "post" true, "from" true, "to" true, "most" false);
            let mut object = Object::open(node, at, faults, keys)?;
            Request::Candidates {
                point: object.needed("point", plain),
                post: object.needed("post", plain),
                from: object.needed("from", plain),
                to: object.needed("to", plain),
                most: object.maybe("most", most).unwrap_or(ANSWERS.0),
            }
        }
        "opportunities" => {
            let keys = keys!("opportunities", "do", "volunteer" true, "most" false);
            let mut object = Object::open(node, at, faults, keys)?;
            Request::Opportunities {
                volunteer: object.needed("volunteer", plain),
                most: object.maybe("most", most).unwrap_or(ANSWERS.0),
            }
        }
        "can_serve" => {
            let keys =
                keys!("can_serve", "do", "volunteer" true, "point" true, "post" true, "from" true, "to" true);
            let mut object = Object::open(node, at, faults, keys)?;
            Request::CanServe { duty: duty_of(&mut object) }
        }
        word => {
            Object::open(node, at, faults, keys!("request", "do"))?;
            match word {
                "undo" => Request::Undo,
                "save" => Request::Save,
                _ => Request::Status,
            }
        }
    })
}

fn asked(node: &Node<'_>, faults: &mut Diagnostics) -> Option<Asked> {
    let keys = keys!("propose", "do", "within_ms" false, "bound" false);
    let mut object = Object::open(node, &Place::ROOT, faults, keys)?;
    let usual = Asked::default();
    Some(Asked {
        within_ms: object.maybe("within_ms", amount).unwrap_or(usual.within_ms),
        bound: object.maybe("bound", flag).unwrap_or(usual.bound),
    })
}

fn events(node: &Node<'_>, faults: &mut Diagnostics) -> Option<Request> {
    let keys = keys!("event", "do", "event" false, "events" false);
    let at = &Place::ROOT;
    let mut object = Object::open(node, at, faults, keys)?;
    let (one, many) = (object.has("event"), object.has("events"));
    let single = object.maybe("event", event);
    let several = object.maybe("events", list(|node, at, faults| event(node, at, faults).map(Some)));
    match (one, many) {
        (true, false) => single.map(|event| Request::Events(vec![event])),
        (false, true) => {
            let several: Vec<Event> = several?.into_iter().flatten().collect();
            if several.len() > MOST_EVENTS {
                let found = format!("{} events", several.len());
                faults.push(Code::TooLarge, "$.events", found, format!("send {MOST_EVENTS} at once at most"));
            }
            Some(Request::Events(several))
        }
        (true, true) => {
            let remedy = "keep `event`, or `events` for several";
            faults.push(Code::ExclusiveKeys, "$", "both `event` and `events`", remedy);
            None
        }
        (false, false) => {
            crate::io::fields::missing_key("event", at, faults);
            None
        }
    }
}

const EVENTS: [&str; 12] = [
    "absent",
    "late",
    "leaves",
    "arrives",
    "certificate",
    "demand",
    "point",
    "confirm",
    "decline",
    "pin",
    "release",
    "time",
];

fn event(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Event> {
    Some(match word_of(node, "kind", &EVENTS, at, faults)? {
        "absent" => {
            let mut object = Object::open(node, at, faults, keys!("absent", "kind", "volunteer" true))?;
            Event::Absent { volunteer: object.needed("volunteer", plain) }
        }
        "late" => {
            let keys = keys!("late", "kind", "volunteer" true, "until" true);
            let mut object = Object::open(node, at, faults, keys)?;
            Event::Late { volunteer: object.needed("volunteer", plain), until: object.needed("until", plain) }
        }
        "leaves" => {
            let keys = keys!("leaves", "kind", "volunteer" true, "at" false);
            let mut object = Object::open(node, at, faults, keys)?;
            Event::Leaves { volunteer: object.needed("volunteer", plain), at: object.maybe("at", plain) }
        }
        "arrives" => {
            let mut object = Object::open(node, at, faults, keys!("arrives", "kind", "volunteer" true))?;
            let volunteer: Volunteer = object.needed("volunteer", volunteer);
            Event::Arrives { volunteer: Box::new(volunteer) }
        }
        "certificate" => {
            let keys = keys!("certificate", "kind", "volunteer" true, "skill" true, "held" false);
            let mut object = Object::open(node, at, faults, keys)?;
            let skill: HeldSkill = object.needed("skill", skill);
            Event::Certificate {
                volunteer: object.needed("volunteer", plain),
                skill,
                held: object.maybe("held", flag).unwrap_or(true),
            }
        }
        "demand" => demand(node, at, faults)?,
        "point" => {
            let keys = keys!("point", "kind", "point" true, "open" true, "from" false, "to" false);
            let mut object = Object::open(node, at, faults, keys)?;
            Event::Point {
                point: object.needed("point", plain),
                open: object.needed("open", flag),
                from: object.maybe("from", plain),
                to: object.maybe("to", plain),
            }
        }
        "time" => {
            let mut object = Object::open(node, at, faults, keys!("time", "kind", "now" true))?;
            Event::Time { now: object.needed("now", plain) }
        }
        word => {
            let keys =
                keys!("duty", "kind", "volunteer" true, "point" true, "post" true, "from" true, "to" true);
            let mut object = Object::open(node, at, faults, keys)?;
            let duty = duty_of(&mut object);
            match word {
                "confirm" => Event::Confirm { duty },
                "decline" => Event::Decline { duty },
                "pin" => Event::Pin { duty },
                _ => Event::Release { duty },
            }
        }
    })
}

fn demand(node: &Node<'_>, at: &Place<'_>, faults: &mut Diagnostics) -> Option<Event> {
    let keys = keys!(
        "demand", "kind", "point" false, "post" false, "shared" false, "line" false, "from" false, "to" false,
        "people" false, "more" false, "fewer" false
    );
    let mut object = Object::open(node, at, faults, keys)?;
    let given = ["people", "more", "fewer"].map(|key| object.has(key));
    let at_post = object.has("point") || object.has("post");
    let (is_shared, line) = (object.has("shared"), object.maybe("line", amount).unwrap_or(0));
    let line = if is_shared {
        LineAt::Shared { shared: object.default("shared", amount), line }
    } else {
        LineAt::Post { point: object.needed("point", plain), post: object.needed("post", plain), line }
    };
    let (from, to) = (object.maybe("from", plain), object.maybe("to", plain));
    let exactly = object.maybe("people", amount).map(People::Exactly);
    let more = object.maybe("more", amount).map(People::More);
    let fewer = object.maybe("fewer", amount).map(People::Fewer);
    if is_shared && at_post {
        let remedy = "keep `shared`, or `point` and `post`";
        faults.push(Code::ExclusiveKeys, at.to_string(), "both `shared` and a post", remedy);
    }
    match given.iter().filter(|given| **given).count() {
        0 => crate::io::fields::missing_key("people", at, faults),
        1 => {}
        _ => {
            let remedy = "keep one of `people`, `more` and `fewer`";
            faults.push(Code::ExclusiveKeys, at.to_string(), "several numbers of people", remedy);
        }
    }
    Some(Event::Demand { line, from, to, people: exactly.or(more).or(fewer)? })
}

fn duty_of(object: &mut Object<'_, '_>) -> PlannedDuty {
    PlannedDuty {
        volunteer: object.needed("volunteer", plain),
        point: object.needed("point", plain),
        post: object.needed("post", plain),
        from: object.needed("from", plain),
        to: object.needed("to", plain),
    }
}
