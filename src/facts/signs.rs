//! Characters that fill without saying anything: long rows of one sign, and type too small to read.

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Block, Kind, Notice, NoticeKind, Role, is_visible};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Signs in a row from which it is one: rules and dotted lines to fill in are as long.
const ROW: usize = 20;
/// Characters in such rows from which they are told.
const ROWS_FROM: usize = 500;
/// Points below which type is hardly read on paper.
const SMALL: f32 = 5.0;
/// Characters of such type from which it is told: exponents and labels of figures stay below.
const SMALL_FROM: usize = 400;

/// Rows of one and the same sign, whatever the spaces between.
pub(super) fn rows(subject: &Subject) -> Option<Notice> {
    let (count, blocks) = tally(subject, |block| {
        let (mut all, mut row, mut before) = (0, 0, None);
        for c in texts(block).flat_map(|run| run.text.chars()).filter(|&c| is_visible(c)) {
            row = if before.replace(c) == Some(c) { row + 1 } else { 1 };
            all += if row == ROW { ROW } else { usize::from(row > ROW) };
        }
        all
    });
    if count < ROWS_FROM {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères ne sont que des suites d'un même signe ({at}). Ils sont comptés.",
        "{m} characters are nothing but rows of one sign ({there}). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// Type that is too small to read without help, but not hidden.
pub(super) fn small(subject: &Subject) -> Option<Notice> {
    let (count, blocks) = tally(subject, |block| {
        let small = texts(block).filter(|run| run.style.size.is_some_and(|size| size < SMALL));
        small.map(|run| run.text.chars().filter(|&c| is_visible(c)).count()).sum()
    });
    if count < SMALL_FROM {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères sont plus petits que le corps {SMALL}, presque illisibles sur papier ({at}). Ils sont comptés.",
        "{m} characters are smaller than {SMALL} pt, hardly readable on paper ({there}). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// The sum over the blocks of the text without the annexes, and those that add to it.
fn tally(subject: &Subject, count: impl Fn(&Block) -> usize) -> (usize, Vec<usize>) {
    let text = |(at, block): &(usize, &Block)| {
        let prose = block.in_flow() && !matches!(block.kind, Kind::Code | Kind::Contents);
        prose && subject.zone(*at) != ZoneKind::Annexes
    };
    let blocks = subject.structure.document.blocks.iter().enumerate().filter(text);
    let counts: Vec<(usize, usize)> =
        blocks.map(|(at, block)| (at, count(block))).filter(|(_, n)| *n > 0).collect();
    (counts.iter().map(|(_, n)| n).sum(), counts.into_iter().map(|(at, _)| at).collect())
}

fn texts(block: &Block) -> impl Iterator<Item = &crate::document::Run> {
    block.runs.iter().filter(|run| run.role == Role::Text)
}
