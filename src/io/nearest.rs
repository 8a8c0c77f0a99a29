//! The known name that a mistyped one probably means.

/// Names longer than this are not compared: no id may be.
const LONGEST: usize = 200;

/// The candidate most like `found`, if any is like it at all.
///
/// Likeness is the normalized Damerau-Levenshtein distance (Damerau 1964), first by letters of either case.
pub fn nearest<'a>(found: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if found.is_empty() || found.len() > LONGEST {
        return None;
    }
    let lower = found.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.filter(|candidate| candidate.len() <= LONGEST) {
        let alike = strsim::normalized_damerau_levenshtein(&lower, &candidate.to_lowercase());
        if alike > best.map_or(0.5, |(most, _)| most) {
            best = Some((alike, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_name_finds_the_one_it_means() {
        let known = ["first_aid", "crowd", "wheelchair"];
        assert_eq!(nearest("first_aud", known.into_iter()), Some("first_aid"));
        assert_eq!(nearest("Crowd", known.into_iter()), Some("crowd"));
        assert_eq!(nearest("xyz", known.into_iter()), None);
    }
}
