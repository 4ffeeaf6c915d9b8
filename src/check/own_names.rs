//! Names that a dossier has for itself: of its project, of the company. They stand on its cover or in its title, the text
//! never writes them small, and no topic is called by them.

use super::subject::Subject;
use crate::document::Kind;
use crate::lexicon::{Lexicon, Normalised, OwnNames};
use crate::structure::ZoneKind;

/// Blocks of the cover that are looked at.
const COVER: usize = 40;
/// Bytes of the shortest name.
const SHORTEST: usize = 3;

/// The names of `subject`, as words are compared.
pub(super) fn of(subject: &Subject, lexicon: &Lexicon) -> OwnNames {
    let structure = &subject.structure;
    let title = structure.document.properties.title.iter().cloned();
    let most = structure.document.blocks.len() / 2;
    let whole = structure.sections.iter().filter(|section| section.blocks.len() > most);
    let cover = (0..structure.document.blocks.len()).filter(|&at| subject.zone(at) == ZoneKind::Cover);
    let cover = cover.take(COVER).filter_map(|at| subject.block(at)).map(|block| block.text());
    let mut names = OwnNames::default();
    for text in title.chain(whole.map(|section| section.title.clone())).chain(cover) {
        let words = Normalised::of(&text);
        let is_name = |at: &usize| {
            let word = words.word(*at);
            word.len() >= SHORTEST && is_capital(&text, &words, *at) && !lexicon.knows(word)
        };
        names.extend((0..words.len()).filter(is_name).map(|at| words.word(at).to_owned()));
    }
    if !names.is_empty() {
        forget_common(subject, &mut names);
    }
    names
}

/// Leaves out what the running text writes with a small letter.
fn forget_common(subject: &Subject, names: &mut OwnNames) {
    for (block, words) in subject.structure.document.blocks.iter().zip(&subject.words) {
        if block.kind != Kind::Paragraph || !words.words().any(|word| names.contains(word)) {
            continue;
        }
        let text = block.text();
        for at in 0..words.len() {
            if names.contains(words.word(at)) && !is_capital(&text, words, at) {
                names.remove(words.word(at));
            }
        }
    }
}

/// True where word `at` of `text` begins with a capital.
fn is_capital(text: &str, words: &Normalised, at: usize) -> bool {
    let word = words.source(at..at + 1).and_then(|range| text.get(range));
    word.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
}
