//! Words of the names of files and folders.

use unicode_normalization::UnicodeNormalization;

/// Words of a file name that say what it is, or which version, and not whose.
const ROLE_WORDS: [&str; 27] = [
    "dossier",
    "de",
    "du",
    "projet",
    "resume",
    "resumes",
    "annexe",
    "annexes",
    "presentation",
    "diaporama",
    "soutenance",
    "support",
    "slides",
    "diapo",
    "powerpoint",
    "cahier",
    "des",
    "charges",
    "cdc",
    "professionnel",
    "dp",
    "final",
    "finale",
    "definitif",
    "version",
    "vf",
    "copie",
];

/// The letters and digits of a name, without capitals and accents.
pub(crate) fn folded(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name as systems compare it that take no notice of capitals, nor of how an accent is written.
pub(crate) fn caseless(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// The words of a name that do not say what the file is, nor which version.
pub(crate) fn own_words(name: &str) -> impl Iterator<Item = &str> {
    words(name).filter(|word| !says_what_it_is(word))
}

/// The words of a name.
pub(crate) fn words(stem: &str) -> impl Iterator<Item = &str> {
    stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn says_what_it_is(word: &str) -> bool {
    let word = folded(word);
    let version = word.strip_prefix('v').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    version || ROLE_WORDS.contains(&word.as_str())
}
