//! What makes a finding the same one from run to run: nothing that moves when text is added elsewhere.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::dossier::Dossier;
use crate::finding::{Finding, Where};

/// A fingerprint of `finding` of `dossier`, whose file is told as `path`: the rule file, the requirement and the titles
/// it stands under, without their numbers; no line, no page, no figure.
pub(super) fn of_finding(path: &str, dossier: &Dossier, finding: &Finding) -> String {
    let titles = titles(&finding.place);
    let head = [path, &dossier.certification.id, &finding.requirement];
    of(head.into_iter().chain(titles.iter().map(String::as_str)))
}

/// 32 hexadecimal digits that stand for `parts`.
pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn titles(place: &Where) -> Vec<String> {
    let titles = if place.path.is_empty() { place.heading.as_slice() } else { &place.path };
    titles.iter().map(|title| normalised(title)).collect()
}

/// The letters and digits of a title, in lower case, without the number in front.
fn normalised(title: &str) -> String {
    let letters = title.trim_start_matches(|c: char| !c.is_alphabetic());
    letters.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn numbers_and_spaces_of_a_title_do_not_matter() {
        assert_eq!(normalised("2.3 Résultats  attendus :"), normalised("3.3. RE\u{301}SULTATS attendus"));
    }
}
