//! A place in the file, kept as steps on the stack and written out only where something is wrong there.

use std::fmt;

/// A JSON path: the root, or one step below another place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// The file as a whole.
    Root,
    /// The value of a key.
    Key(&'a Place<'a>, &'a str),
    /// An item of a list.
    Item(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// The value of `key` here.
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    /// The item at `index` here.
    pub(super) const fn at(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("$"),
            Self::Key(parent, key) => {
                let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                if plain { write!(f, "{parent}.{key}") } else { write!(f, "{parent}[{key:?}]") }
            }
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_written_as_a_json_path() {
        let points = Place::Root.key("points");
        let point = points.at(3);
        assert_eq!(point.key("zone").to_string(), "$.points[3].zone");
        let rules = Place::Root.key("rules");
        assert_eq!(rules.key("my set").to_string(), "$.rules[\"my set\"]");
    }
}
