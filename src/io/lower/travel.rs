//! Travel: the shortest minutes between zones over the legs in force at each boundary of the grid.

use super::Lowering;
use crate::ground::Slot;
use crate::io::calendar::DAY;
use crate::io::diagnostic::Code;
use crate::io::place::Place;
use crate::io::scenario;
use crate::model::Travel;
use petgraph::algo::{dijkstra, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// The most entries of travel tables: 400 MB.
const MOST_ENTRIES: usize = 200_000_000;

/// A leg with its minutes by the time of setting out.
struct Leg {
    from: u32,
    to: u32,
    one_way: bool,
    minutes: u32,
    windows: Vec<(i64, i64, u32)>,
}

impl Leg {
    fn minutes_at(&self, clock: i64) -> u32 {
        let inside = |&&(from, to, _): &&(i64, i64, u32)| {
            if from < to { (from..to).contains(&clock) } else { clock >= from || clock < to }
        };
        self.windows.iter().find(inside).map_or(self.minutes, |window| window.2)
    }
}

impl<'s> Lowering<'s, '_> {
    /// Minutes between zones at each boundary, and for each zone the number of the set of zones that legs join both
    /// ways.
    pub(super) fn travel(&mut self) -> (Travel, Vec<u32>) {
        let mut legs = Vec::new();
        let list = Place::ROOT.key("travel");
        for (index, leg) in self.scenario.travel.iter().enumerate() {
            legs.extend(self.leg(&list.item(index), leg));
        }
        let zones = self.ids.zones.len();
        let joined = joined_both_ways(zones, &legs);
        let Some(calendar) = self.calendar.as_ref().filter(|_| !legs.is_empty()) else {
            return (Travel::without_legs(zones), joined);
        };
        let mut keys: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut by_clock: BTreeMap<i64, u32> = BTreeMap::new();
        let mut table_at = Vec::with_capacity(calendar.slots() as usize + 1);
        for slot in 0..=calendar.slots() {
            let clock = calendar.clock_at(Slot(slot));
            table_at.push(*by_clock.entry(clock).or_insert_with(|| {
                let key = legs.iter().map(|leg| leg.minutes_at(clock)).collect();
                let next = keys.len() as u32;
                *keys.entry(key).or_insert(next)
            }));
        }
        if zones.saturating_mul(zones).saturating_mul(keys.len()) > MOST_ENTRIES {
            let found = format!("{zones} zones with {} states of travel", keys.len());
            self.faults.note(Code::ScenarioTooLarge, &list, found, "use fewer zones or fewer windows");
            return (Travel::without_legs(zones), joined);
        }
        let mut tables = vec![Box::default(); keys.len()];
        for (minutes, table) in keys {
            tables[table as usize] = shortest(zones, &legs, &minutes);
        }
        (Travel::by_tables(zones, table_at, tables), joined)
    }

    fn leg(&mut self, place: &Place<'_>, leg: &'s scenario::Leg) -> Option<Leg> {
        let ids = [("from", &leg.from), ("to", &leg.to)]
            .map(|(key, zone)| self.ids.zones.find(&place.key(key), zone, &mut self.faults));
        if leg.from == leg.to {
            let found = format!("a leg from {:?} to itself", leg.from);
            self.faults.note(Code::LegToItself, place, found, "remove it: within a zone travel is 0");
        }
        let minutes = self.leg_minutes(&place.key("minutes"), leg.minutes);
        let list = place.key("windows");
        let mut windows = Vec::with_capacity(leg.windows.len());
        for (index, window) in leg.windows.iter().enumerate() {
            let item = list.item(index);
            let minutes = self.leg_minutes(&item.key("minutes"), window.minutes);
            if let Some((from, to)) = self.clock_interval(&item, &window.from, &window.to) {
                windows.push((from, to, minutes));
                self.check_overlap(&list, index, &leg.windows, &windows);
            }
        }
        let [from, to] = ids;
        Some(Leg { from: from?, to: to?, one_way: leg.one_way.unwrap_or(false), minutes, windows })
    }

    /// Notes where the last of `windows`, at `index` of the list, overlaps one before it.
    fn check_overlap(
        &mut self,
        list: &Place<'_>,
        index: usize,
        written: &[scenario::LegWindow],
        windows: &[(i64, i64, u32)],
    ) {
        let Some((last, before)) = windows.split_last() else { return };
        let overlaps = |a: &(i64, i64, u32), b: &(i64, i64, u32)| {
            pieces(a.0, a.1).iter().any(|x| pieces(b.0, b.1).iter().any(|y| x.0.max(y.0) < x.1.min(y.1)))
        };
        if before.iter().any(|window| overlaps(window, last)) {
            let found =
                format!("{} to {} overlaps another window", written[index].from.0, written[index].to.0);
            let remedy = "let one end where the other starts";
            self.faults.note(Code::OverlappingWindows, &list.item(index), found, remedy);
        }
    }

    fn leg_minutes(&mut self, place: &Place<'_>, minutes: u32) -> u32 {
        if i64::from(minutes) > DAY {
            let found = format!("{minutes} minutes");
            self.faults.note(Code::OutOfRange, place, found, format!("write 0 to {DAY}"));
        }
        minutes.min(DAY as u32)
    }
}

/// A daily window as one or two intervals within a day.
fn pieces(from: i64, to: i64) -> [(i64, i64); 2] {
    if from < to { [(from, to), (0, 0)] } else { [(from, DAY), (0, to)] }
}

fn graph(zones: usize, legs: &[Leg]) -> DiGraph<(), usize> {
    let mut graph = DiGraph::with_capacity(zones, legs.len() * 2);
    let nodes: Vec<NodeIndex> = (0..zones).map(|_| graph.add_node(())).collect();
    for (index, leg) in legs.iter().enumerate() {
        let (from, to) = (nodes[leg.from as usize], nodes[leg.to as usize]);
        graph.add_edge(from, to, index);
        if !leg.one_way {
            graph.add_edge(to, from, index);
        }
    }
    graph
}

/// Row-major shortest minutes between zones, 1,440 at most.
fn shortest(zones: usize, legs: &[Leg], minutes: &[u32]) -> Box<[u16]> {
    let graph = graph(zones, legs);
    let mut table = vec![DAY as u16; zones * zones];
    for from in graph.node_indices() {
        let reached = dijkstra(&graph, from, None, |edge| u64::from(minutes[*edge.weight()]));
        for to in graph.node_indices() {
            if let Some(minutes) = reached.get(&to) {
                table[from.index() * zones + to.index()] = (*minutes).min(DAY as u64) as u16;
            }
        }
    }
    table.into_boxed_slice()
}

/// For each zone, the number of the strongly connected component of the legs that it is in (Kosaraju; Sharir 1981).
fn joined_both_ways(zones: usize, legs: &[Leg]) -> Vec<u32> {
    let mut of_zone = vec![0; zones];
    for (number, component) in kosaraju_scc(&graph(zones, legs)).into_iter().enumerate() {
        for zone in component {
            of_zone[zone.index()] = number as u32;
        }
    }
    of_zone
}
