//! Where a line stands in a scenario, as files and events name it.

use serde::Serialize;

/// Where a demand line stands in the scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum LineAt {
    /// At a post.
    Post {
        /// Its point.
        point: String,
        /// Its id.
        post: String,
        /// The number of the line there.
        line: u32,
    },
    /// In a shared entry.
    Shared {
        /// The number of the entry.
        shared: u32,
        /// The number of the line there.
        line: u32,
    },
}
