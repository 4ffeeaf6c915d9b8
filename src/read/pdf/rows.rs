//! Tables of which every row is a name and what is said of it: the PDF has the lines only, and a name that stands beside
//! its text is not a line of it.

use std::ops::Range;

use crate::document::{Block, Cell, Kind, KnownBy, Position};

/// Characters of the longest name, and its lines.
const LONGEST: usize = 80;
const MOST_LINES: u32 = 4;
/// Letters of the shortest.
const SHORTEST: usize = 3;
/// Rows that make a table; two do where both have text on several lines.
const ROWS: usize = 3;
/// Characters from which what stands beside a name says something, in most rows.
const TEXT: usize = 25;
/// How far edges that agree may lie apart, as a part of the page's width.
const SAME_EDGE: f32 = 0.006;
/// The same of its height.
const OVERLAP: f32 = 0.004;
/// Blocks that one row has at most.
const CELLS: usize = 100;
/// Lines that may be left free within a row.
const LINES_APART: f32 = 1.2;
/// How far from the edge, as a part of the page's height, running heads and feet stand, and how many blocks they are.
const EDGE: f32 = 0.16;
const AT_EDGE: usize = 4;

/// A row: the block of the name, and those behind it that stand beside it.
struct Row {
    name: usize,
    end: usize,
}

/// Makes cells of the blocks that stand in such rows, where nothing says yet what tables they are in.
pub(super) fn mark(blocks: &mut [Block]) {
    let known = blocks.iter().filter_map(|block| block.context.cell).map(|cell| cell.table).max();
    let mut table = known.unwrap_or(0);
    let mut at = 0;
    while at < blocks.len() {
        let rows = rows(blocks, at);
        if !is_table(blocks, &rows) {
            // Of several rows that say too little, some say no more.
            at = rows.last().filter(|_| rows.len() > 1).map_or(at + 1, |row| row.end);
            continue;
        }
        table = table.saturating_add(1);
        for (row, Row { name, end }) in (1u32..).zip(&rows) {
            let columns = columns(blocks, *name, *end);
            for (block, column) in blocks.iter_mut().take(*end).skip(*name).zip(columns) {
                block.context.cell = Some(Cell { table, row, column });
            }
        }
        at = rows.last().map_or(at + 1, |row| row.end);
    }
}

/// The rows from block `at` on, whose edges agree, on its page and on those behind it.
fn rows(blocks: &[Block], at: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut next = at;
    let headed = is_headed(blocks, at);
    loop {
        let row = |at: usize| {
            let row = row(blocks, at, headed)?;
            rows.last().is_none_or(|above| goes_on(blocks, above, &row)).then_some(row)
        };
        let beyond = if rows.is_empty() { 0..0 } else { over_break(blocks, next) };
        let Some(row) = row(next).or_else(|| beyond.into_iter().find_map(row)) else { return rows };
        next = row.end;
        rows.push(row);
    }
}

/// Where the text of the next page may begin, `at` being the block behind the last of its own page but for its feet.
fn over_break(blocks: &[Block], at: usize) -> Range<usize> {
    let Some(page) = at.checked_sub(1).and_then(|last| blocks.get(last)?.place.page) else { return 0..0 };
    let skip = |from: usize, page: u32, at_edge: fn(Position) -> bool| {
        let edge = |block: &&Block| block.place.page == Some(page) && place(block).is_some_and(at_edge);
        from + blocks.get(from..).unwrap_or_default().iter().take(AT_EDGE).take_while(edge).count()
    };
    let feet = skip(at, page, |it| it.top > 1.0 - EDGE);
    let turned = blocks.get(feet).is_some_and(|block| block.place.page == Some(page + 1));
    if turned { feet..skip(feet, page + 1, |it| it.bottom < EDGE) + 1 } else { 0..0 }
}

/// The row that block `at` names; right under a heading a number does.
fn row(blocks: &[Block], at: usize, headed: bool) -> Option<Row> {
    let name = blocks.get(at).filter(|block| is_name(block, headed))?;
    let left = place(name)?;
    let first =
        blocks.get(at + 1).filter(|block| may_be_cell(block) && block.place.page == name.place.page)?;
    let right = place(first)?;
    let line = (left.bottom - left.top) / name.cues.lines.unwrap_or(1).max(1) as f32;
    let beside = left.bottom.min(right.bottom) - left.top.max(right.top);
    if right.left <= left.right || beside < 0.5 * line {
        return None;
    }
    let mut lowest = left.bottom.max(right.bottom);
    let in_row = |block: &&Block| {
        let Some(it) = place(block).filter(|_| may_be_cell(block) && block.place.page == name.place.page)
        else {
            return false;
        };
        let inside = it.left > right.left - SAME_EDGE
            && it.bottom > right.top - OVERLAP
            && it.top < lowest + LINES_APART * line;
        lowest = lowest.max(it.bottom);
        inside
    };
    let more = blocks.get(at + 2..).unwrap_or_default().iter().take(CELLS).take_while(in_row).count();
    Some(Row { name: at, end: at + 2 + more })
}

/// True where `row` stands under the row `above` with the same edges.
fn goes_on(blocks: &[Block], above: &Row, row: &Row) -> bool {
    let edges = |row: &Row| Some((place(blocks.get(row.name)?)?, place(blocks.get(row.name + 1)?)?));
    let Some(((a, b), (c, d))) = edges(above).zip(edges(row)) else { return false };
    let page = |row: &Row| blocks.get(row.name).and_then(|block| block.place.page).unwrap_or(0);
    let lowest = blocks
        .get(above.name..above.end)
        .unwrap_or_default()
        .iter()
        .filter_map(place)
        .map(|it| it.bottom)
        .fold(0.0, f32::max);
    let below = page(row) > page(above) || c.top.min(d.top) > lowest - OVERLAP;
    below && (a.left - c.left).abs() < SAME_EDGE && (b.left - d.left).abs() < SAME_EDGE
}

fn is_table(blocks: &[Block], rows: &[Row]) -> bool {
    let beside = || rows.iter().filter_map(|row| blocks.get(row.name + 1));
    let long = beside().filter(|block| characters(block) >= TEXT).count();
    let in_lines = || beside().all(|block| block.cues.lines.is_some_and(|lines| lines > 1));
    let names = || rows.iter().filter_map(|row| blocks.get(row.name));
    // A form, or what a cover says, has its names before a colon; right under a heading nothing but a table has rows.
    let headed = rows.first().is_some_and(|row| is_headed(blocks, row.name))
        && names().all(|block| !block.text().trim_end().ends_with(':'));
    (rows.len() >= ROWS || rows.len() == 2 && in_lines()) && (long * 2 >= rows.len() || headed)
}

/// True where block `at` is the first under a heading that the file declares.
fn is_headed(blocks: &[Block], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| blocks.get(above)?.heading());
    above.is_some_and(|heading| heading.known_by > KnownBy::Look)
}

/// The columns of the blocks of a row: what stands to the right of the block before it is in the next one.
fn columns(blocks: &[Block], name: usize, end: usize) -> Vec<u32> {
    let (mut column, mut right) = (0, 0.0);
    let row = blocks.get(name..end).unwrap_or_default().iter();
    row.map(|block| {
        if let Some(at) = place(block).filter(|at| column == 0 || at.left >= right) {
            column += 1;
            right = at.right;
        }
        column
    })
    .collect()
}

fn place(block: &Block) -> Option<Position> {
    block.cues.position
}

fn may_be_cell(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.context.cell.is_none() && block.context.note.is_none()
}

fn is_name(block: &Block, headed: bool) -> bool {
    let text = block.text();
    let letters = text.chars().filter(|c| c.is_alphabetic() || headed && c.is_numeric()).count();
    may_be_cell(block)
        && !is_side_heading(block, &text)
        && block.context.list.is_none()
        && block.cues.lines.is_none_or(|lines| lines <= MOST_LINES)
        && (if headed { 1 } else { SHORTEST }..=LONGEST).contains(&letters)
        && !text.trim_end().ends_with(['.', ';', ','])
}

/// True for « 2.4 Objectifs » in bold, a heading in the margin.
fn is_side_heading(block: &Block, text: &str) -> bool {
    let number = text.trim_start().split([' ', '\u{a0}']).next().unwrap_or_default();
    let mut parts = number.trim_end_matches('.').split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    block.cues.bold && number.trim_end_matches('.').contains('.') && parts.all(digits)
}

fn characters(block: &Block) -> usize {
    block.text().chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cues, Place, Run};

    fn block(text: &str, left: f32, top: f32, lines: u32) -> Block {
        let right = left + if lines > 1 { 0.45 } else { 0.008 * text.chars().count() as f32 };
        let position = Position { left, top, right, bottom: top + 0.016 * lines as f32 };
        Block {
            runs: vec![Run::plain(text)],
            place: Place { page: Some(1), ..Place::default() },
            cues: Cues { position: Some(position), lines: Some(lines), ..Cues::default() },
            ..Block::default()
        }
    }

    const SAID: &str = "Deux serveurs, une enveloppe de vingt mille euros et trois jours par semaine";

    /// Names on the left, in the middle of the height of what stands beside them.
    fn table(names: &[&str]) -> Vec<Block> {
        let rows = (0u8..).zip(names).flat_map(|(i, name)| {
            let top = 0.1 + 0.08 * f32::from(i);
            [block(name, 0.1, top + 0.016, 1), block(SAID, 0.45, top, 3)]
        });
        rows.collect()
    }

    fn cells(mut blocks: Vec<Block>) -> Vec<Option<(u32, u32)>> {
        mark(&mut blocks);
        blocks.iter().map(|block| block.context.cell.map(|cell| (cell.row, cell.column))).collect()
    }

    #[test]
    fn names_stand_in_the_first_column_of_their_rows() {
        let mut blocks = table(&["Délais", "Moyens", "Indicateurs"]);
        blocks.insert(0, block("Le cahier des charges tient en trois points.", 0.1, 0.05, 1));
        blocks.insert(5, block("Un serveur est prêté.", 0.45, 0.229, 1));
        let expected = [
            None,
            Some((1, 1)),
            Some((1, 2)),
            Some((2, 1)),
            Some((2, 2)),
            Some((2, 2)),
            Some((3, 1)),
            Some((3, 2)),
        ];
        assert_eq!(cells(blocks), expected);
    }

    #[test]
    fn rows_go_on_on_the_next_page() {
        let mut blocks = table(&["Délais", "Moyens"]);
        blocks.push(block("Page 1", 0.5, 0.95, 1));
        blocks.push(block("Dossier de projet", 0.1, 0.05, 1));
        blocks.extend(table(&["Livrables", "Indicateurs"]));
        for (i, block) in blocks.iter_mut().enumerate() {
            block.place.page = Some(if i < 5 { 1 } else { 2 });
        }
        let cells = cells(blocks);
        assert_eq!((cells[4], cells[5]), (None, None));
        assert_eq!((cells[6], cells[9]), (Some((3, 1)), Some((4, 2))));
    }

    #[test]
    fn further_columns_are_columns_and_the_foot_of_the_page_is_none_of_them() {
        let mut blocks = table(&["Délais", "Moyens", "Indicateurs"]);
        blocks.insert(2, block("du 3 mai au 9 juin", 0.92, 0.1, 1));
        blocks.push(block("8 / 55", 0.5, 0.95, 1));
        let cells = cells(blocks);
        assert_eq!(cells[2], Some((1, 3)));
        assert_eq!(cells[3], Some((2, 1)));
        assert_eq!(cells[7], None);
    }

    #[test]
    fn headings_in_the_margin_are_no_names_of_rows() {
        let mut blocks = table(&["2.4 Objectifs", "2.5 Moyens", "2.6 Délais"]);
        assert!(cells(blocks.clone()).iter().all(Option::is_some));
        blocks.iter_mut().step_by(2).for_each(|block| block.cues.bold = true);
        assert!(cells(blocks).iter().all(Option::is_none));
    }

    #[test]
    fn short_rows_right_under_a_heading_are_a_table() {
        let rows = |names: &[&str]| {
            let rows = names.iter().zip(1u8..).flat_map(|(name, i)| {
                let top = 0.1 + 0.02 * f32::from(i);
                [block(name, 0.1, top, 1), block("Recette", 0.5, top, 1)]
            });
            let mut blocks = vec![block("Planning", 0.1, 0.09, 1)];
            blocks.extend(rows);
            blocks
        };
        let heading = Kind::Heading(crate::document::Heading { level: Some(2), known_by: KnownBy::Bookmark });
        let mut headed = rows(&["Semaine", "Semaine 3", "Semaine 7"]);
        assert!(cells(headed.clone()).iter().all(Option::is_none));
        headed[0].kind = heading.clone();
        assert_eq!(cells(headed)[6], Some((3, 2)));
        let mut weeks = rows(&["Semaine", "1 à 2", "3"]);
        weeks[0].kind = heading.clone();
        assert_eq!(cells(weeks)[6], Some((3, 2)));
        let mut form = rows(&["Nom :", "Session :", "Centre :"]);
        form[0].kind = heading;
        assert!(cells(form).iter().all(Option::is_none));
    }

    #[test]
    fn lines_that_happen_to_stand_beside_others_are_no_table() {
        let alone = |blocks: Vec<Block>| cells(blocks).iter().all(Option::is_none);
        assert!(alone(table(&["Délais"])));
        assert!(alone(table(&["Les délais sont tenus.", "Les moyens ont suffi.", "Rien de plus."])));
        let mut shifted = table(&["Délais", "Moyens"]);
        if let Some(position) = &mut shifted[3].cues.position {
            position.left += 0.1;
        }
        assert!(alone(shifted));
        let facts = ["Candidat", "Session", "Centre"].iter().zip(1u8..);
        let facts = facts.flat_map(|(name, i)| {
            let top = 0.1 * f32::from(i);
            [block(name, 0.1, top, 1), block("Camille", 0.5, top, 1)]
        });
        assert!(alone(facts.collect()));
    }
}
