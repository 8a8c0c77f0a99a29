//! The certificate as plain data, just as it stands in the file.

use super::line_at::LineAt;
use serde::Serialize;

/// The `format` of a certificate file.
pub const CERTIFICATE_FORMAT: &str = "rifada-certificate/1";

/// Prices on lines and charges on heads that prove a bound: whoever has the scenario can replay it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CertificateFile {
    /// Always [`CERTIFICATE_FORMAT`] in a valid file.
    pub format: String,
    /// The id of its scenario.
    pub scenario: String,
    /// How many of what prices and charges count in make a cost of one.
    pub unit: i64,
    /// No plan costs less; not more than the prices prove.
    pub bound: f64,
    /// The lines with prices other than 0, in the scenario's order.
    pub prices: Vec<RowPrices>,
    /// The posts with charges other than 0, in the scenario's order.
    pub charges: Vec<PostCharges>,
}

/// The prices of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowPrices {
    /// The line's place.
    #[serde(flatten)]
    pub at: PricedAt,
    /// One for each slot: from minus the cost of one person over to that of one person short.
    pub prices: Vec<i64>,
}

/// Where a line stands that has prices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum PricedAt {
    /// In the demand of a post, or in a shared entry.
    Demand(LineAt),
    /// In the supervision of a post.
    Supervision {
        /// Its point.
        point: String,
        /// Its id.
        post: String,
        /// The number of the rule there.
        supervision: u32,
    },
}

impl Default for PricedAt {
    fn default() -> Self {
        Self::Demand(LineAt::Post { point: String::new(), post: String::new(), line: 0 })
    }
}

/// The charges for being on duty at a post with a cap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostCharges {
    /// Its point.
    pub point: String,
    /// Its id.
    pub post: String,
    /// One for each slot, never positive.
    pub charges: Vec<i64>,
}
