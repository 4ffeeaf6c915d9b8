//! The known name that a wrong one was most likely meant for. Uses nothing of ours.

/// The name among `known` that is near enough to `typed` to have been meant: a slip or two, never half of either word.
pub fn near<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = |text: &str| text.chars().count();
    known
        .map(|candidate| (strsim::damerau_levenshtein(typed, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| {
            *distance <= 1 + length(candidate) / 3 && 2 * distance < length(candidate)
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_is_seen_and_another_word_is_not() {
        let known = ["dp", "ais", "ccp1", "dossier-professionnel", "minimum"];
        let meant = |typed: &str| near(typed, known.into_iter());
        assert_eq!(meant("asi"), Some("ais"));
        assert_eq!(meant("ccp11"), Some("ccp1"));
        assert_eq!(meant("minimun"), Some("minimum"));
        assert_eq!(meant("dosier-profesionnel"), Some("dossier-professionnel"));
        for typed in ["", "zz", "d", "pd", "xyz", "cap"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
