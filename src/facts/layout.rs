//! A layout that makes pages, or saves them: type, margins, line spacing, text on a page, a page count that cannot be.

use std::collections::BTreeMap;

use super::places;
use crate::check::Subject;
use crate::document::{Block, Kind, Notice, NoticeKind};
use crate::measure::{PageMethod, marked_beyond, nearly_blank};
use crate::say;

/// Sizes of running text that no one remarks on, in points.
const SIZES: std::ops::RangeInclusive<f32> = 9.0..=13.0;
/// Share of the width of a page that running text takes at least, with margins of 4 cm on both sides of A4.
const WIDTH: f32 = 0.6;
/// Height of A4 in points.
const HEIGHT: f32 = 842.0;
/// Distance of lines at single spacing, by size of type, and the line spacings that no one remarks on.
const SINGLE: f32 = 1.17;
const SPACING: std::ops::RangeInclusive<f32> = 0.85..=1.8;
/// Characters on a page of the text: the référentiels that give pages and characters reckon with 800 to 1,250; less
/// than the first figure is mostly pictures or air, more than the second is small print.
const ON_A_PAGE: std::ops::RangeInclusive<usize> = 350..=3200;
/// Pages from which an average says something.
const PAGES: u32 = 8;
/// Characters of running text from which its look says something.
const TEXT: usize = 3000;

/// What is unusual in how the text is set.
pub(super) fn of(subject: &Subject) -> Vec<Notice> {
    let facts = [
        size(subject),
        format(subject),
        width(subject),
        leading(subject),
        air(subject),
        blank_lines(subject),
        blank_pages(subject),
        nearly_blank_pages(subject),
        text_on_a_page(subject),
        recorded(subject),
        marked(subject),
    ];
    let notice = |message| places::notice(subject, NoticeKind::Integrity, message, &[]);
    facts.into_iter().flatten().map(notice).collect()
}

type Fact = Option<crate::message::Message>;

/// Running text: paragraphs that are no table, code or list of pictures.
fn running(subject: &Subject) -> impl Iterator<Item = &Block> {
    let plain = |block: &&Block| block.kind == Kind::Paragraph && block.context.cell.is_none();
    subject.structure.document.blocks.iter().filter(plain)
}

fn size(subject: &Subject) -> Fact {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for block in running(subject) {
        if let Some(size) = block.cues.size {
            *sizes.entry((size * 2.0).round() as u32).or_default() += block.text().len();
        }
    }
    let all: usize = sizes.values().sum();
    let (&halves, &most) = sizes.iter().max_by_key(|(_, characters)| **characters)?;
    let size = halves as f32 / 2.0;
    if all < TEXT || SIZES.contains(&size) {
        return None;
    }
    let share = places::percent(most, all);
    let (fr, en) = (size.to_string().replace('.', ","), size);
    Some(say!(
        "Le texte courant est surtout en corps {fr} ({share} % de ses caractères) ; l'usage est de 10 à 12. Le nombre de pages en dépend.",
        "The running text is mostly set in {en} pt ({share}% of its characters); 10 to 12 is usual. The number of pages depends on it."
    ))
}

fn width(subject: &Subject) -> Fact {
    let facts = &subject.structure.document.pages;
    let share = match facts.text_width {
        // A4 is 595 points wide.
        Some(points) if facts.exact.is_none() => points / facts.size.map_or(595.0, |(width, _)| width),
        _ => {
            let mut widths: Vec<f32> = running(subject)
                .filter(|block| block.cues.lines.is_some_and(|lines| lines >= 3))
                .filter_map(|block| block.cues.position.map(|at| at.right - at.left))
                .collect();
            if widths.len() < 10 {
                return None;
            }
            widths.sort_by(f32::total_cmp);
            *widths.get(widths.len() * 9 / 10)?
        }
    };
    if share >= WIDTH || share <= 0.0 {
        return None;
    }
    let percent = (share * 100.0).round();
    Some(say!(
        "Les lignes n'occupent que {percent} % de la largeur de la page (76 % avec des marges de 2,5 cm). Le nombre de pages en dépend.",
        "Lines take only {percent}% of the page's width (76% with margins of 2.5 cm). The number of pages depends on it."
    ))
}

/// Pages much smaller or larger than what one prints on.
fn format(subject: &Subject) -> Fact {
    /// Area of pages by that of A4 that no one remarks on: Letter, Legal and B5 and what lies between them.
    const AREAS: std::ops::RangeInclusive<f32> = 0.7..=1.4;
    const MILLIMETRES: f32 = 25.4 / 72.0;
    let (width, height) = subject.structure.document.pages.size?;
    let pages = subject.measured.pages.as_ref()?;
    if pages.value < PAGES || AREAS.contains(&(width * height / (595.0 * HEIGHT))) {
        return None;
    }
    let (width, height) = ((width * MILLIMETRES).round(), (height * MILLIMETRES).round());
    Some(say!(
        "Les pages mesurent pour la plupart {width} × {height} mm ; une page A4 en mesure 210 × 297. Le nombre de pages en dépend.",
        "Most pages measure {width} × {height} mm; an A4 page measures 210 × 297. The number of pages depends on it."
    ))
}

/// White space between the paragraphs that the file asks for.
fn air(subject: &Subject) -> Fact {
    /// Points that no one remarks on.
    const MOST: f32 = 36.0;
    let mut spaces: BTreeMap<u32, usize> = BTreeMap::new();
    for block in running(subject).filter(|block| block.cues.space_after.is_some()) {
        let space = block.cues.space_after.unwrap_or(0.0) + block.cues.space_before.unwrap_or(0.0);
        *spaces.entry(space.clamp(0.0, 1_000.0).round() as u32).or_default() += block.text().len();
    }
    let all: usize = spaces.values().sum();
    let (&space, &most) = spaces.iter().max_by_key(|(_, characters)| **characters)?;
    if all < TEXT || most * 2 <= all || space as f32 <= MOST {
        return None;
    }
    Some(say!(
        "Un blanc de {space} points sépare la plupart des paragraphes ; l'usage est de 6 à 18. Le nombre de pages en dépend.",
        "White space of {space} points parts most paragraphs; 6 to 18 is usual. The number of pages depends on it."
    ))
}

/// Empty paragraphs, where they fill pages.
fn blank_lines(subject: &Subject) -> Fact {
    /// Empty paragraphs in a row that leave a whole page blank.
    const PAGE: usize = 40;
    let blocks = &subject.structure.document.blocks;
    let empty = |block: &Block| block.kind == Kind::Paragraph && block.runs.is_empty();
    let rows = blocks.chunk_by(|a, b| empty(a) == empty(b)).filter(|row| row.first().is_some_and(empty));
    let lines: usize = rows.map(<[Block]>::len).filter(|length| *length >= PAGE).sum();
    let pages = lines / PAGE;
    if pages < 2 {
        return None;
    }
    Some(say!(
        "{lines} paragraphes vides à la suite, de quoi remplir {pages} pages. Le nombre de pages en dépend.",
        "{lines} empty paragraphs in a row, enough to fill {pages} pages. The number of pages depends on it."
    ))
}

/// Page breaks that leave pages empty, where the format has no pages of its own.
fn blank_pages(subject: &Subject) -> Fact {
    /// Empty pages that breaks too many leave here and there.
    const STRAY: u32 = 3;
    let empty = subject.structure.document.pages.empty_breaks;
    (empty > STRAY).then(|| {
        say!(
            "{empty} sauts de page ne laissent rien devant eux : autant de pages blanches. Le nombre de pages en dépend.",
            "{empty} page breaks have nothing before them: as many blank pages. The number of pages depends on it."
        )
    })
}

/// Pages on which a word or two or a small picture stands. Pages without any text are told by who reads them.
fn nearly_blank_pages(subject: &Subject) -> Fact {
    /// Pages that are left so here and there: the last line of a part.
    const STRAY: usize = 3;
    let without = &subject.structure.document.pages.without_text;
    let mut pages = nearly_blank(&subject.structure);
    pages.retain(|page| !without.contains(page));
    if pages.len() <= STRAY {
        return None;
    }
    let (n, pages) = (pages.len(), crate::message::ranges(&pages));
    Some(say!(
        "{n} pages presque vides (deux courtes lignes ou une petite image au plus) : {pages}. Le nombre de pages en dépend.",
        "{n} pages that are almost empty (two short lines or a small picture at most): {pages}. The number of pages depends on them."
    ))
}

/// White space between lines, where the format knows them: as drawn, or as the file asks for it.
fn leading(subject: &Subject) -> Fact {
    let times = drawn_leading(subject).or_else(|| asked_leading(subject))?;
    if SPACING.contains(&times) {
        return None;
    }
    let times = (times * 10.0).round() / 10.0;
    let (fr, en) = (times.to_string().replace('.', ","), times);
    Some(say!(
        "L'interligne du texte courant est d'environ {fr} ; l'usage est de 1 à 1,5. Le nombre de pages en dépend.",
        "The line spacing of the running text is about {en}; 1 to 1.5 is usual. The number of pages depends on it."
    ))
}

/// What the file asks for in most of its running text.
fn asked_leading(subject: &Subject) -> Option<f32> {
    let mut asked: BTreeMap<u32, usize> = BTreeMap::new();
    for block in running(subject) {
        let times = block.cues.line_spacing.unwrap_or(1.0);
        *asked.entry((times * 100.0).round() as u32).or_default() += block.text().len();
    }
    let all: usize = asked.values().sum();
    let (&times, &most) = asked.iter().max_by_key(|(_, characters)| **characters)?;
    (all >= TEXT && most * 2 > all).then_some(times as f32 / 100.0)
}

/// By single spacing.
fn drawn_leading(subject: &Subject) -> Option<f32> {
    let mut leadings: Vec<f32> = running(subject)
        .filter_map(|block| {
            let (lines, at) = (block.cues.lines.filter(|lines| *lines >= 3)?, block.cues.position?);
            let size = block.cues.size.filter(|size| *size > 0.0)?;
            // What follows the last line is no space between lines.
            Some(((at.bottom - at.top) * HEIGHT - size) / (lines - 1) as f32 / size)
        })
        .collect();
    if leadings.len() < 10 {
        return None;
    }
    leadings.sort_by(f32::total_cmp);
    Some(*leadings.get(leadings.len() / 2)? / SINGLE)
}

fn text_on_a_page(subject: &Subject) -> Fact {
    let measured = &subject.measured;
    let pages = measured.body_pages_without_cover_and_contents.as_ref()?;
    let known = pages.method.is_sure() || pages.method == PageMethod::Recorded;
    let each = measured.body_without_cover_and_contents.characters / pages.value.max(1) as usize;
    if !known || pages.value < PAGES || each == 0 || ON_A_PAGE.contains(&each) {
        return None;
    }
    let (number, value) = (places::number(each), pages.value);
    let (fr, en) = (number.fr, number.en);
    Some(say!(
        "En moyenne {fr} caractères sans les espaces par page, sur {value} pages sans couverture, sommaire ni annexes : c'est inhabituel (images nombreuses, blancs, interligne, petits caractères ?).",
        "On average {en} characters without spaces a page, over {value} pages without cover, contents and annexes: that is unusual (many pictures, white space, line spacing, small print?)."
    ))
}

/// A number of pages that the file declares and its own text contradicts.
fn recorded(subject: &Subject) -> Fact {
    let said = subject.structure.document.pages.recorded.as_ref()?.pages;
    let pages = subject.measured.pages.as_ref()?;
    // Programs that lay nothing out record one page whatever the text.
    let contradicted = said > pages.high.saturating_add(2) || said > 1 && said.saturating_add(2) < pages.low;
    if pages.method == PageMethod::Recorded || !contradicted {
        return None;
    }
    let (low, high) = (pages.low, pages.high);
    Some(say!(
        "Le fichier déclare {said} pages ; d'après ce qu'il contient il en a de {low} à {high}. Le nombre déclaré n'a pas été retenu.",
        "The file declares {said} pages; going by what it holds it has {low} to {high}. The declared number was not used."
    ))
}

/// Page marks of a word processor that the text contradicts.
fn marked(subject: &Subject) -> Fact {
    let (marked, room) = marked_beyond(&subject.structure)?;
    let (low, high) = (room.low, room.high);
    Some(say!(
        "Le fichier porte les marques de {marked} pages ; d'après son texte, ses images et ses sauts de page il en remplit de {low} à {high}. Le nombre de pages n'est pas sûr.",
        "The file bears the marks of {marked} pages; going by its text, pictures and page breaks it fills {low} to {high}. The number of pages is not certain."
    ))
}
