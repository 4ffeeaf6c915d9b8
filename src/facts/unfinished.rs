//! Text that waits to be written.

use super::places::{self, number};
use crate::check::{Subject, has_filler};
use crate::document::{Kind, Notice, NoticeKind};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;

/// What says so where it is the whole of a block or of a bracket, or opens one; ordinary sentences hold these words too
/// (« un formulaire à compléter »).
const MARKS: &[&str] = &[
    "a completer",
    "a rediger",
    "a inserer",
    "a verifier",
    "a faire",
    "a venir",
    "a definir",
    "a remplacer",
    "a preciser",
    "todo",
    "tbd",
    "inserer ici",
    "texte a remplacer",
    "xxx",
];
/// Words of the longest bracket or block that is a mark and nothing else.
const LONGEST: usize = 8;

/// Blocks that hold a mark of unfinished text.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let mut blocks = Vec::new();
    let mut excerpt = None;
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        let prose = block.in_flow() && !matches!(block.kind, Kind::Code | Kind::Contents);
        let Some(words) = subject.words.get(at).filter(|words| prose && !words.is_empty()) else { continue };
        let text = block.text();
        if is_mark(words)
            || has_filler(words)
            || brackets(&text).any(|inside| is_mark(&Normalised::of(inside)))
        {
            blocks.push(at);
            excerpt.get_or_insert_with(|| places::cut(&text));
        }
    }
    let excerpt = excerpt?;
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(blocks.len()), places::of(subject, &blocks));
    let message = if blocks.len() == 1 {
        say!(
            "Un passage semble à terminer ({at}) : « {excerpt} ».",
            "A passage seems unfinished ({there}): “{excerpt}”."
        )
    } else {
        say!(
            "{n} passages semblent à terminer ({at}) ; le premier : « {excerpt} ».",
            "{m} passages seem unfinished ({there}); the first: “{excerpt}”."
        )
    };
    Some(places::notice(subject, NoticeKind::Unfinished, message, &blocks))
}

/// True for a short text that opens with a mark, or hardly holds more than one that is also the name of a column.
fn is_mark(words: &Normalised) -> bool {
    let names_a_column = matches!(words.word(0), "todo" | "tbd") && words.len() > 2;
    words.len() <= LONGEST
        && !names_a_column
        && MARKS.iter().any(|mark| {
            let parts = mark.split(' ');
            parts.clone().count() <= words.len() && parts.zip(words.words()).all(|(part, word)| part == word)
        })
}

/// What stands in square brackets, on one line each.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_short_or_in_brackets() {
        let mark = |text: &str| is_mark(&Normalised::of(text));
        assert!(mark("À compléter"));
        assert!(mark("TODO capture") && !mark("TODO : les tâches prêtes à démarrer"));
        assert!(!mark("Un formulaire à compléter par l'utilisateur"));
        assert!(!mark("À faire valider par le responsable avant chaque mise en production du lot"));
        assert_eq!(brackets("Le [À VÉRIFIER] et [12]").collect::<Vec<_>>(), ["À VÉRIFIER", "12"]);
    }
}
