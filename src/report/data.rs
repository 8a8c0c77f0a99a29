//! The data of the page, as JSON that its script reads: names once, everything else by their positions.
//!
//! The text stands inside a script element of a type that no browser runs. `<`, `>`, `&` and the line separators of JavaScript
//! are escaped, so that no name ends that element or begins another.

use super::figures::Figures;
use super::markup::visible;
use super::needs::Needs;
use super::view::View;
use crate::ground::{Day, Slot};
use crate::io::scenario::HeldSkill;
use crate::io::stated::Site;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The words that the script uses, with their keys in the catalogue.
pub(super) const WORDS: [(&str, &str); 14] = [
    ("all", "all-points"),
    ("colon", "list-colon"),
    ("comma", "list-comma"),
    ("days", "days"),
    ("dot", "list-dot"),
    ("duties", "duties"),
    ("hours", "hours-unit"),
    ("missing", "missing-here"),
    ("needed", "needed"),
    ("noduty", "no-duty"),
    ("of", "found-of"),
    ("paper", "on-paper"),
    ("people", "people"),
    ("short", "short"),
];

/// JSON under way: values one after another, commas where they belong.
#[derive(Default)]
struct Json(String);

impl Json {
    fn comma(&mut self) {
        if !self.0.ends_with(['[', '{', ':']) && !self.0.is_empty() {
            self.0.push(',');
        }
    }

    fn number(&mut self, number: i64) {
        self.comma();
        // Writing to a text cannot fail.
        let _ = write!(self.0, "{number}");
    }

    fn text(&mut self, text: &str) {
        self.comma();
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1F}' => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    fn list(&mut self, fill: impl FnOnce(&mut Self)) {
        self.comma();
        self.0.push('[');
        fill(self);
        self.0.push(']');
    }

    fn key(&mut self, key: &str) {
        self.text(key);
        self.0.push(':');
    }

    fn entry(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.key(key);
        self.list(fill);
    }

    fn runs(&mut self, numbers: &[i64]) {
        self.list(|json| {
            for run in numbers.chunk_by(|a, b| a == b) {
                json.number(run.len() as i64);
                json.number(run[0]);
            }
        });
    }
}

/// Need, people on duty and people missing, slot by slot.
#[derive(Clone, Default)]
struct Series {
    need: Vec<i64>,
    duty: Vec<i64>,
    lack: Vec<i64>,
}

/// All the data of the page.
pub(super) fn data(view: &View<'_>, figures: &Figures) -> String {
    let mut json = Json::default();
    json.0.push('{');
    head(view, &mut json);
    names(view, &mut json);
    series(view, figures, &mut json);
    lacks(view, &mut json);
    people(view, &mut json);
    json.0.push('}');
    json.0
}

fn head(view: &View<'_>, json: &mut Json) {
    let words = view.words;
    json.key("rtl");
    json.0.push_str(if words.is_right_to_left() { "true" } else { "false" });
    json.key("digits");
    json.text(&words.digits.all().iter().collect::<String>());
    json.key("marks");
    json.text(&words.digits.separators().iter().collect::<String>());
    for (key, value) in [
        ("slot", view.calendar.slot_minutes()),
        ("slots", view.problem.grid.slots() as i64),
        ("step", i64::from(view.blocks.columns.first().map_or(1, |column| column.to.0 - column.from.0))),
        ("points", view.scenario.points.len() as i64),
    ] {
        json.key(key);
        json.number(value);
    }
    json.entry("face", |json| {
        for span in view.calendar.spans() {
            json.list(|json| {
                json.number(span.from);
                json.number(span.shift);
            });
        }
    });
    let dates = view.dates();
    json.entry("days", |json| {
        for day in 0..view.problem.grid.days() {
            json.text(&dates.short(Day(day as u32)));
        }
    });
    json.entry("blocks", |json| {
        for block in &view.blocks.blocks {
            let window = view.blocks.window(block);
            json.list(|json| {
                json.number(i64::from(window.from.0));
                json.number(i64::from(window.to.0));
                json.text(&dates.long(dates.day_of(window.from)));
            });
        }
    });
    json.key("words");
    json.0.push('{');
    for (key, of) in WORDS {
        json.key(key);
        json.text(&words.text(of));
    }
    json.0.push('}');
}

fn names(view: &View<'_>, json: &mut Json) {
    json.entry("rows", |json| view.places().into_iter().for_each(|place| json.text(&view.place_name(place))));
    json.entry("kinds", |json| view.kinds.iter().for_each(|kind| json.text(&kind.words)));
    json.entry("posts", |json| {
        for post in view.problem.posts.ids() {
            let point = view.point_of(post);
            let is_one_of_several = view.scenario.points[point].posts.len() > 1;
            json.list(|json| {
                json.number(point as i64);
                json.text(&if is_one_of_several { view.post_alone(post) } else { String::new() });
                // What a duty counts for in its person's minutes, where that is not its length.
                if let Some(counted) = view.problem.posts[post].counted {
                    json.number(counted.0);
                }
            });
        }
    });
}

/// The row of a place.
fn row(view: &View<'_>, place: Site) -> i64 {
    match place {
        Site::Point(point) => point as i64,
        Site::Shared(shared) => (view.scenario.points.len() + shared) as i64,
    }
}

fn series(view: &View<'_>, figures: &Figures, json: &mut Json) {
    let slots = view.problem.grid.slots();
    let empty = Series { need: vec![0; slots], duty: vec![0; slots], lack: vec![0; slots] };
    let mut all: BTreeMap<(i64, usize), Series> = BTreeMap::new();
    for line in &view.lines {
        let own = row(view, line.place);
        let whole = matches!(line.place, Site::Point(_)).then_some(-1);
        for at in [Some(own), whole].into_iter().flatten() {
            let here = all.entry((at, line.kind)).or_insert_with(|| empty.clone());
            for slot in 0..slots {
                let (needed, missing) = view.need_in(line.id, Slot(slot as u32));
                here.need[slot] += needed;
                here.duty[slot] += view.cover[line.id][slot];
                here.lack[slot] += missing;
            }
        }
    }
    // At first all points are shown, with the kind of which most is needed; and the crew where most is missing of those there are.
    let need = |series: &Series| series.need.iter().sum::<i64>();
    let kind = all
        .range((-1, 0)..=(-1, usize::MAX))
        .max_by_key(|(at, series)| (need(series), std::cmp::Reverse(at.1)));
    let (chosen, kind) = kind.map_or((0, 0), |((row, kind), _)| (*row, *kind));
    let mut crews = vec![false; view.scenario.points.len()];
    view.plan.duties().for_each(|(_, duty)| crews[view.point_of(duty.post)] = true);
    let missing = |point: &usize| {
        let of = figures.by_column.get(&Site::Point(*point)).into_iter().flatten();
        (of.map(|tally| tally.missing).sum::<i128>(), std::cmp::Reverse(*point))
    };
    let crew = (0..crews.len()).filter(|point| crews[*point]).max_by_key(missing).unwrap_or(0);
    let block = figures.worst().map_or(0, |(column, _)| {
        view.blocks.blocks.iter().position(|block| block.contains(&column)).unwrap_or(0)
    });
    for (key, value) in
        [("row", chosen), ("kind", kind as i64), ("block", block as i64), ("crew", crew as i64)]
    {
        json.key(key);
        json.number(value);
    }
    json.entry("series", |json| {
        for ((row, kind), series) in &all {
            json.list(|json| {
                json.number(*row);
                json.number(*kind as i64);
                json.runs(&series.need);
                json.runs(&series.duty);
                json.runs(&series.lack);
            });
        }
    });
}

/// The lines that are short: row, name, and stretches with how many are missing.
fn lacks(view: &View<'_>, json: &mut Json) {
    json.entry("lack", |json| {
        for line in &view.lines {
            let missing: Vec<i64> = (0..view.problem.grid.slots())
                .map(|slot| view.need_in(line.id, Slot(slot as u32)).1)
                .collect();
            if missing.iter().all(|people| *people == 0) {
                continue;
            }
            json.list(|json| {
                json.number(row(view, line.place));
                json.text(&line.name);
                json.list(|json| {
                    let mut from = 0;
                    for run in missing.chunk_by(|a, b| a == b) {
                        let to = from + run.len() as i64;
                        if run[0] > 0 {
                            [from, to, run[0]].into_iter().for_each(|number| json.number(number));
                        }
                        from = to;
                    }
                });
            });
        }
    });
}

fn people(view: &View<'_>, json: &mut Json) {
    let needs = Needs { scenario: view.scenario, words: view.words };
    let mut tags: Vec<String> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut tag = |name: String| -> i64 {
        let at = *known.entry(name.clone()).or_insert_with(|| {
            tags.push(name);
            tags.len() - 1
        });
        at as i64
    };
    json.entry("people", |json| {
        for (at, volunteer) in view.scenario.volunteers.iter().enumerate() {
            let mut own: Vec<i64> = Vec::new();
            for spoken in &volunteer.languages {
                own.push(tag(visible(&view.words.language_name(&spoken.code))));
            }
            for skill in &volunteer.skills {
                let (HeldSkill::Always(id) | HeldSkill::Dated { id, .. }) = skill;
                own.push(tag(visible(&needs.named(id, view.scenario.skills.as_deref()))));
            }
            own.dedup();
            let (name, id) = (view.volunteer_name(at), visible(&volunteer.id));
            json.list(|json| {
                json.text(&name);
                json.text(if name == id { "" } else { &id });
                json.list(|json| own.into_iter().for_each(|tag| json.number(tag)));
            });
        }
    });
    json.entry("tags", |json| tags.iter().for_each(|tag| json.text(tag)));
    json.entry("duties", |json| {
        for roster in view.plan.rosters.iter() {
            json.list(|json| {
                for duty in roster {
                    [duty.post.0, duty.from.0, duty.to.0]
                        .into_iter()
                        .for_each(|number| json.number(i64::from(number)));
                }
            });
        }
    });
    json.entry("free", |json| {
        for volunteer in view.problem.volunteers.iter() {
            json.list(|json| {
                for window in &volunteer.free {
                    json.number(i64::from(window.from.0));
                    json.number(i64::from(window.to.0));
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_that_holds_the_data() {
        let mut json = Json::default();
        json.list(|json| {
            json.text("</script><!--&\u{2028}\"\\\u{7}");
            json.number(-3);
            json.list(|_| {});
            json.text("باب");
        });
        assert_eq!(
            json.0,
            "[\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\\"\\\\\\u0007\",-3,[],\"باب\"]"
        );
    }
}
