//! Text that is put into notes, in small type at the foot of a page or at the end.

use super::places::{self, number, percent};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind, visible_letters};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Characters of notes, and percent of the text, from which they are told: references and explanations stay below.
const FROM: usize = 2_500;
const SHARE: usize = 5;

/// Notes that hold much of the text.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let (mut characters, mut blocks, mut longest) = (0, Vec::new(), (0, 0));
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        if block.context.note.is_none() || subject.zone(at) == ZoneKind::Annexes {
            continue;
        }
        let here = visible_letters(&block.text());
        if here > 0 {
            characters += here;
            blocks.push(at);
            longest = longest.max((here, at));
        }
    }
    let share = percent(characters, subject.measured.body.characters);
    if characters < FROM || share < SHARE {
        return None;
    }
    let excerpt = subject.block(longest.1).map(|block| places::cut(&block.text())).unwrap_or_default();
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères sont dans des notes, soit {share} % du texte sans les annexes ({at} ; la plus longue : « {excerpt} »). Ils sont comptés.",
        "{m} characters are in notes, {share}% of the text without the annexes ({there}; the longest: “{excerpt}”). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}
