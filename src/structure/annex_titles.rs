//! What titles say of annexes.

use super::numbering;
use super::text::fold;

/// What a heading says of annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// « Annexes », « 12. Annexes », « Annexes techniques ».
    All,
    /// « Annexe 1 : … », « Annexe B ».
    One,
    /// « Pièces jointes », « Documents complémentaires »: annexes where nothing else is and no text follows.
    Attached,
    /// A title that belongs to the text and to nothing else.
    Text,
    /// Anything else.
    Other,
}

/// What a heading says of annexes.
pub(super) fn says(heading: &str) -> Says {
    let title = fold(without_letter(numbering::strip(heading)));
    let words: Vec<&str> = title.split(' ').collect();
    match words.as_slice() {
        [first, rest @ ..] if is_annex(first) => match rest.first() {
            Some(word) if is_index(word) => Says::One,
            _ if rest.len() > 12 => Says::Other,
            _ => Says::All,
        },
        ["les" | "mes" | "nos" | "partie" | "dossier" | "pieces", "annexe" | "annexes"] => Says::All,
        [.., "et", "annexe" | "annexes"] if words.len() <= 4 => Says::All,
        [
            "pieces" | "documents",
            "jointes" | "joints" | "annexes" | "annexees" | "complementaires" | "justificatives",
        ]
        | ["attachments" | "enclosures"] => Says::Attached,
        [
            "conclusion" | "conclusions" | "introduction" | "remerciements" | "bilan" | "abstract" | "resume",
            ..,
        ] => Says::Text,
        _ => Says::Other,
    }
}

/// « F Annexes » without the letter of the chapter, which stands there without a full stop.
fn without_letter(title: &str) -> &str {
    let is_letter = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let opens = |rest: &str| fold(rest).split(' ').next().is_some_and(is_annex);
    match title.split_once(char::is_whitespace) {
        Some((letter, rest)) if is_letter(letter) && opens(rest) => rest,
        _ => title,
    }
}

fn is_annex(word: &str) -> bool {
    matches!(word, "annexe" | "annexes" | "appendix" | "appendices" | "annex" | "appendice")
}

/// « 1 », « IV », « B », « n ».
fn is_index(word: &str) -> bool {
    word.len() <= 4
        && (word.chars().all(|c| c.is_ascii_digit())
            || word.len() == 1
            || word == "no"
            || numbering::roman(&word.to_ascii_uppercase()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_annexes_as_candidates_write_them() {
        for title in [
            "Annexes",
            "12. ANNEXES",
            "Annexe",
            "XI – Annexes",
            "Annexes techniques",
            "Les annexes",
            "Appendices",
            "Bibliographie et annexes",
            "Annexes (si le RC le prévoit)",
            "PARTIE 4 : Annexes",
            "F Annexes",
        ] {
            assert_eq!(says(title), Says::All, "{title}");
        }
        for title in [
            "Annexe 1 : maquettes",
            "ANNEXE IV",
            "Annexe A – Code",
            "Annexe n° 3",
            "Appendix B",
            "E Annexe 1 : plan",
        ] {
            assert_eq!(says(title), Says::One, "{title}");
        }
    }

    #[test]
    fn attachments_are_annexes_by_their_place() {
        for title in ["Pièces jointes", "7. Documents joints", "Documents annexés", "Attachments"] {
            assert_eq!(says(title), Says::Attached, "{title}");
        }
        assert_eq!(says("Gestion des pièces jointes"), Says::Other);
    }

    #[test]
    fn mentions_are_none() {
        for title in [
            "Table des annexes",
            "Fonctionnalités annexes",
            "Voir annexe 2",
            "Le schéma est en annexe",
            "L'annexe",
        ] {
            assert_eq!(says(title), Says::Other, "{title}");
        }
        assert_eq!(says("7. Conclusion générale"), Says::Text);
    }
}
