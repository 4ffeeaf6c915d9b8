//! Cells, rows, whole tables, items of lists, headings and code that say the same over and over, where that is more than
//! tables and settings do.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};
use std::ops::Range;

use super::places::{self, number};
use super::repetition::{FROM, LONG_CELL, ROW};
use crate::check::Subject;
use crate::document::{Block, Kind, Notice, NoticeKind};
use crate::hash::{HashMap, HashSet, RandomState};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Words from which the text of a cell or a code block is its own.
const CELL: usize = 18;
/// The same for the row of a table, an item of a list, a short paragraph and a heading.
const LINE: usize = 8;
/// Times that they may stand all the same.
const TIMES: usize = 9;
/// The same for a whole table: a form that is filled in again holds other answers.
const TABLE: usize = 20;
const TABLES: usize = 3;
/// Words of the head of a table, or of a question of a form, which what is entered below it follows.
const LABEL: usize = 60;
/// Words of cells that all say the same few words from which they are told: who may do what is told by hundreds of « non ».
const EQUAL_FROM: usize = 1_500;

/// Tells of them.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let blocks = &subject.structure.document.blocks;
    let hasher = RandomState::default();
    let mut units = Units::default();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let Some(cell) = block.context.cell else {
            units.take(subject, &hasher, at..at + 1, least(block), TIMES);
            at += 1;
            continue;
        };
        let in_table = |block: &&Block| block.context.cell.is_some_and(|other| other.table == cell.table);
        let table = at..at + blocks.iter().skip(at).take_while(in_table).count().max(1);
        let rows = blocks.get(table.clone()).unwrap_or_default();
        let mut start = at;
        for row in rows.chunk_by(|a, b| a.row() == b.row()) {
            units.take(subject, &hasher, start..start + row.len(), LINE, TIMES);
            for (cell, block) in (start..).zip(row) {
                let short = subject.words.get(cell).is_some_and(|words| words.len() < LONG_CELL);
                if short || block.kind == Kind::Code {
                    units.take(subject, &hasher, cell..cell + 1, CELL, TIMES);
                }
            }
            start += row.len();
        }
        at = table.end;
        units.take(subject, &hasher, table, TABLE, TABLES);
    }
    let Again { mut again, equal } = units.again(subject);
    drop_labels(subject, &mut again);
    if count_words(subject, &again) < FROM {
        again.extend(equal);
        again.sort_unstable();
        again.dedup();
        if count_words(subject, &again) < EQUAL_FROM {
            return None;
        }
    }
    let (count, first) = (count_words(subject, &again), *again.first()?);
    let excerpt = places::cut(&subject.block(first)?.text());
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &again));
    let message = say!(
        "{n} mots de tableaux, de listes, de titres ou de code répètent mot pour mot ce qui était déjà écrit ({at}) ; par exemple « {excerpt} ». Ils sont comptés à chaque fois.",
        "{m} words of tables, lists, headings or code repeat word for word what was already written ({there}); for example “{excerpt}”. They are counted every time."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &again))
}

fn count_words(subject: &Subject, blocks: &[usize]) -> usize {
    blocks.iter().filter_map(|at| subject.words.get(*at)).map(|words| words.len()).sum()
}

/// Takes out of `again` the heads of tables and the questions of forms: as much as they say is entered below them.
fn drop_labels(subject: &Subject, again: &mut Vec<usize>) {
    let table = |at: usize| subject.block(at).and_then(|block| block.context.cell).map(|cell| cell.table);
    let mut kept = Vec::with_capacity(again.len());
    let mut runs = again.chunk_by(|a, b| a + 1 == *b && table(*a) == table(*b)).peekable();
    while let Some(run) = runs.next() {
        let next = runs.peek().and_then(|next| next.first().copied()).unwrap_or(usize::MAX);
        let (words, last) = (count_words(subject, run), run.last().copied().unwrap_or_default());
        let entered = |at: &usize| *at < next && table(*at).is_some() && table(*at) == table(last);
        let below: Vec<usize> = (last + 1..).take_while(entered).collect();
        let is_label = words <= LABEL && count_words(subject, &below) >= words;
        kept.extend(run.iter().filter(|_| !is_label));
    }
    *again = kept;
}

/// Words from which a block that is in no table is a unit; what is longer than a row of words is compared as prose.
fn least(block: &Block) -> usize {
    if block.kind == Kind::Code { CELL } else { LINE }
}

/// What is compared: how often it may stand, whether it says the same few words over and over, and where each stands.
#[derive(Default)]
struct Units(HashMap<u64, (usize, bool, Vec<Range<usize>>)>);

/// The blocks of those that stand too often, without the first of each, in order.
#[derive(Default)]
struct Again {
    again: Vec<usize>,
    /// Those that say the same few words over and over.
    equal: Vec<usize>,
}

impl Units {
    /// Takes the words of `blocks` for one unit, where they are `least` or more.
    fn take(
        &mut self,
        subject: &Subject,
        hasher: &RandomState,
        blocks: Range<usize>,
        least: usize,
        times: usize,
    ) {
        let all = subject.words.get(blocks.clone()).unwrap_or_default();
        // Long cells are compared as prose.
        let all = || all.iter().filter(|words| blocks.len() == 1 || words.len() < LONG_CELL);
        let many: usize = all().map(|words| words.len()).sum();
        let Some(first) = subject.block(blocks.start) else { return };
        let listed = match first.kind {
            _ if first.context.cell.is_some() => true,
            Kind::Code | Kind::Heading(_) => true,
            Kind::Paragraph => many < ROW,
            _ => false,
        };
        if many < least || !listed || subject.zone(blocks.start) == ZoneKind::Annexes {
            return;
        }
        let mut hash = hasher.build_hasher();
        times.hash(&mut hash);
        all().flat_map(|words| words.words()).for_each(|word| word.hash(&mut hash));
        let equal = || all().flat_map(|words| words.words()).collect::<HashSet<&str>>().len() * 2 <= least;
        self.0.entry(hash.finish()).or_insert_with(|| (times, equal(), Vec::new())).2.push(blocks);
    }

    /// What stands too often.
    fn again(self, subject: &Subject) -> Again {
        let mut out = Again::default();
        for (times, equal, mut all) in self.0.into_values() {
            all.dedup();
            if all.len() > times && !is_of_pages(subject, &all) {
                let list = if equal { &mut out.equal } else { &mut out.again };
                list.extend(all.into_iter().skip(1).flatten());
            }
        }
        let is_prose = |at: &usize| {
            let cell = subject.block(*at).is_some_and(|block| block.context.cell.is_some());
            cell && subject.words.get(*at).is_some_and(|words| words.len() >= LONG_CELL)
        };
        for list in [&mut out.again, &mut out.equal] {
            list.retain(|at| !is_prose(at));
            list.sort_unstable();
            list.dedup();
        }
        out
    }
}

/// True for lines in no table of which every page has one: a running head that was not known as such.
fn is_of_pages(subject: &Subject, all: &[Range<usize>]) -> bool {
    let page = |at: &Range<usize>| {
        let block = subject.block(at.start)?;
        if block.context.cell.is_some() { None } else { block.place.page }
    };
    let pages: Vec<Option<u32>> = all.iter().map(page).collect();
    pages.iter().all(Option::is_some) && pages.windows(2).all(|pair| pair.first() != pair.last())
}
