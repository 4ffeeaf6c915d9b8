//! Text that waits to be written.

use super::places::{self, number};
use crate::check::{Subject, has_filler, is_mark, is_mark_in};
use crate::document::{Kind, Notice, NoticeKind};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;

/// Blocks that hold a mark of unfinished text.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let mut blocks = Vec::new();
    let mut excerpt = None;
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        let prose = block.in_flow() && !matches!(block.kind, Kind::Code | Kind::Contents);
        let Some(words) = subject.words.get(at).filter(|words| prose && !words.is_empty()) else { continue };
        let bracketed = || block.runs.iter().any(|run| run.text.contains('['));
        if is_mark_in(|| block.text(), words)
            || has_filler(words)
            || bracketed() && brackets(&block.text()).any(|inside| is_mark(&Normalised::of(inside)))
        {
            blocks.push(at);
            excerpt.get_or_insert_with(|| places::cut(&block.text()));
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

/// What stands in square brackets, on one line each.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_marks() {
        assert_eq!(brackets("Le [À VÉRIFIER] et [12]").collect::<Vec<_>>(), ["À VÉRIFIER", "12"]);
    }
}
