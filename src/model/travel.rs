//! Minutes between zones, by the time of setting out.

use super::ZoneId;
use crate::ground::{Minutes, Slot};

/// The minutes between zones that no legs join: as good as never on the same day.
pub const UNREACHED: Minutes = Minutes(1440);

/// Shortest minutes between every two zones, for every boundary of the grid.
///
/// Times at which the same legs take the same minutes share one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Travel {
    zones: usize,
    /// For each boundary from 0 to the end of the horizon, which table is in force; empty where there is no leg.
    table_at: Vec<u32>,
    /// Row-major, zones × zones, in minutes.
    tables: Vec<Box<[u16]>>,
    /// The least and the most minutes from any zone to another.
    range: Option<(Minutes, Minutes)>,
}

impl Travel {
    /// Travel among `zones` zones that no legs join.
    pub fn without_legs(zones: usize) -> Self {
        Self::by_tables(zones, Vec::new(), Vec::new())
    }

    /// Travel by these tables (row-major, zones × zones, at most 1,440 each) as chosen at each boundary.
    pub fn by_tables(zones: usize, table_at: Vec<u32>, tables: Vec<Box<[u16]>>) -> Self {
        let apart = |at: usize| at / zones != at % zones;
        let cells = || tables.iter().flat_map(|table| table.iter().enumerate());
        let minutes =
            || cells().filter(|(at, _)| apart(*at)).map(|(_, &minutes)| Minutes(i64::from(minutes)));
        let range = || (minutes().min().unwrap_or(UNREACHED), minutes().max().unwrap_or(UNREACHED));
        let range = (zones >= 2).then(range);
        Self { zones, table_at, tables, range }
    }

    /// The least and the most minutes from any zone to another, whenever one sets out; nothing where there is but one.
    pub const fn range(&self) -> Option<(Minutes, Minutes)> {
        self.range
    }

    /// Minutes from zone `from` to zone `to` for who sets out at the boundary `leaving`.
    pub fn minutes(&self, from: ZoneId, to: ZoneId, leaving: Slot) -> Minutes {
        if from == to {
            return Minutes(0);
        }
        let Some(&table) = self.table_at.get(leaving.index()) else { return UNREACHED };
        Minutes(i64::from(self.tables[table as usize][from.0 as usize * self.zones + to.0 as usize]))
    }
}
