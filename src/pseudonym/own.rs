//! The words of conforme itself, which are nobody's name where it speaks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that the sentences of the program begin with, or have a hyphen in: elsewhere in them no name is looked for. One a
/// line, folded.
const LIST: &str = include_str!("own_words.txt");

static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| LIST.lines().collect());

/// True for a word of the program's own sentences, folded.
pub(super) fn is_ours(folded: &str) -> bool {
    WORDS.contains(folded)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::LIST;
    use crate::names::folded;

    /// Where what is said of a dossier is written.
    const PLACES: [&str; 13] = [
        "assess",
        "certification/conditions.rs",
        "certification/validity.rs",
        "check",
        "cli/told.rs",
        "config",
        "discover",
        "facts",
        "handed_in",
        "handed_in.rs",
        "measure",
        "pages",
        "read",
    ];

    fn files(path: &Path) -> Vec<PathBuf> {
        match std::fs::read_dir(path) {
            Err(_) => vec![path.to_owned()],
            Ok(all) => all.flat_map(|entry| files(&entry.unwrap().path())).collect(),
        }
    }

    /// The texts in both languages that the code says.
    fn sentences(code: &str) -> Vec<String> {
        let code = code.split("#[cfg(test)]").next().unwrap_or_default().replace("\\\"", "'");
        let said = code.split("say!(").skip(1).chain(code.split("Message::new(").skip(1));
        said.flat_map(|said| said.split('"').skip(1).step_by(2).take(2).map(str::to_owned)).collect()
    }

    /// The words of a sentence that could be taken for a name: with a capital, or beside a hyphen; what is put in or
    /// quoted apart.
    fn taken(sentence: &str) -> Vec<String> {
        let mut bare = String::new();
        let mut depth = 0;
        for c in sentence.chars() {
            match c {
                '{' | '«' | '“' => depth += 1,
                '}' | '»' | '”' => depth -= 1,
                _ if depth > 0 => {}
                _ => bare.push(c),
            }
        }
        // A path or an address is an example.
        let is_path =
            |chunk: &&str| chunk.contains(['/', '_', '@']) || chunk.trim_end_matches('.').contains('.');
        let chunks = bare.split_whitespace().filter(|chunk| !is_path(chunk));
        let words = chunks.flat_map(|chunk| chunk.split(|c: char| !c.is_alphanumeric() && c != '-'));
        let words = words.filter(|word| word.contains('-') || word.starts_with(char::is_uppercase));
        let parts = words.flat_map(|word| word.split('-')).map(folded);
        parts.filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic)).collect()
    }

    #[test]
    fn the_list_has_the_words_of_the_sentences() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let places = PLACES.iter().flat_map(|place| files(&root.join(place)));
        let code = places
            .filter(|path| !path.ends_with("tests.rs") && path.extension().is_some_and(|it| it == "rs"));
        let words: BTreeSet<String> = code
            .flat_map(|path| sentences(&std::fs::read_to_string(path).unwrap()))
            .flat_map(|sentence| taken(&sentence))
            .collect();
        let current = words.into_iter().map(|word| word + "\n").collect::<String>();
        if std::env::var_os("CONFORME_WRITE_WORDS").is_some() {
            std::fs::write(root.join("pseudonym/own_words.txt"), &current).unwrap();
        }
        let lacking: Vec<&str> =
            current.lines().filter(|word| !LIST.lines().any(|known| known == *word)).collect();
        assert!(
            lacking.is_empty(),
            "write it anew: CONFORME_WRITE_WORDS=1 cargo test --lib the_list_has; lacking: {lacking:?}"
        );
    }
}
