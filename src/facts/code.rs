//! Running text that is set as code.

use super::places::{self, number, percent};
use super::small_words;
use crate::check::Subject;
use crate::document::{Kind, Notice, NoticeKind, visible_letters};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Characters of such text from which it is told: a message, a question to an assistant or a licence stay below.
const FROM: usize = 1_500;
/// Words of a block from which it is text, and lines whose words are few: settings and logs have nothing else.
const WORDS: usize = 60;
const A_LINE: usize = 4;
/// Percent of its characters that are signs of code at most.
const SIGNS: usize = 2;
/// Percent of its words that are small ones at least.
const SMALL: usize = 18;

/// Blocks of code that hold sentences.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let (mut characters, mut blocks, mut others) = (0, Vec::new(), 0);
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        let Some(words) = subject.words.get(at).filter(|words| words.len() >= WORDS) else { continue };
        if block.kind != Kind::Code || subject.zone(at) == ZoneKind::Annexes {
            others += usize::from(block.kind == Kind::Paragraph);
            continue;
        }
        let text = block.text();
        let visible = visible_letters(&text);
        let signs = text
            .chars()
            .filter(|c| {
                matches!(
                    c,
                    '{' | '}'
                        | '['
                        | ']'
                        | ';'
                        | '='
                        | '<'
                        | '>'
                        | '|'
                        | '$'
                        | '#'
                        | '/'
                        | '\\'
                        | '_'
                        | '*'
                        | '@'
                )
            })
            .count();
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let plain = signs * 100 <= visible * SIGNS && words.len() >= lines * A_LINE;
        if plain && small_words::share(words) >= SMALL {
            characters += visible;
            blocks.push(at);
        }
    }
    // A dossier all of which is set in type of one width has no code by that.
    if characters < FROM || blocks.len() > others {
        return None;
    }
    let share = percent(characters, subject.measured.body.characters);
    let excerpt = blocks.first().and_then(|at| subject.block(*at)).map(|block| places::cut(&block.text()));
    let excerpt = excerpt.unwrap_or_default();
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères de texte courant sont mis en forme de code, soit {share} % du texte sans les annexes ({at} : « {excerpt} »). Ils sont comptés.",
        "{m} characters of running text are set as code, {share}% of the text without the annexes ({there}: “{excerpt}”). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}
