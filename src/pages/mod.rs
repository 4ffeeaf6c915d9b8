//! Pages of a text that has none of its own: from a PDF of the same name, or from what LibreOffice makes of it.
//!
//! The two are held side by side word by word; only where they are the same text does the one give its pages to the
//! other, block by block, so that a heading of a DOCX is told with the page that a reader of the PDF finds it on.

mod fonts;
mod home;
mod keeper;
mod libreoffice;
mod versions;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use keeper::{SUBCOMMAND, keep};
pub use libreoffice::{Renderer, find as find_libreoffice};
pub use versions::other_version;

use crate::align::{Alignment, Fate, Text};
use crate::document::{LaidOut, Layouter, Notice, NoticeKind};
use crate::message::{Message, counted};
use crate::read::{Limits, read};
use crate::say;
use crate::source::{Content, Input, Source};
use crate::structure::Structure;

/// The share of a text that may be missing in its twin.
const TWIN: f64 = 0.005;
/// The share of a text from which it is another one, and no older or newer state of it.
const ANOTHER: f64 = 0.05;
/// The share of a text that may be missing in what was rendered from it: drawings and fields come out otherwise.
const RENDERED: f64 = 0.05;
/// Words of a passage quoted in a notice.
const QUOTED: usize = 8;

/// Where pages are taken from, beside what the dossier's own file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PagesFrom {
    /// A PDF of the same name.
    Twin(Input),
    /// A rendering by LibreOffice.
    LibreOffice {
        /// Who renders.
        renderer: Renderer,
        /// What was rendered before, so that nothing is to be started. It is not written down.
        #[serde(skip)]
        pdf: Option<Content>,
    },
}

impl PagesFrom {
    /// The PDF of the same name, where it is one.
    pub fn twin(&self) -> Option<&Input> {
        match self {
            Self::Twin(file) => Some(file),
            Self::LibreOffice { .. } => None,
        }
    }

    pub(crate) fn twin_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Twin(file) => Some(file),
            Self::LibreOffice { .. } => None,
        }
    }

    /// The PDF, where it was opened or made before.
    pub(crate) fn content_mut(&mut self) -> &mut Option<Content> {
        match self {
            Self::Twin(file) => &mut file.content,
            Self::LibreOffice { pdf, .. } => pdf,
        }
    }
}

/// Gives `structure`, read from `sources`, the pages of the first of `from` that can be used, and tells of each what
/// became of it. A document that has pages of its own keeps them.
pub fn lay_out(
    structure: &mut Structure,
    sources: &[Source],
    from: &[PagesFrom],
    limits: &Limits,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for one in from {
        if structure.document.pages.own().is_some() {
            break;
        }
        let (kind, message) = match one {
            PagesFrom::Twin(file) => twin(structure, file, limits),
            PagesFrom::LibreOffice { renderer, pdf } => {
                let pdf = pdf.clone().unwrap_or_else(|| renderer.render_one(sources));
                rendered(structure, pdf, limits)
            }
        };
        notices.push(Notice { kind, message, page: None });
    }
    notices
}

/// The pages of the PDF `file`, where its text is the same; what to say of it.
fn twin(structure: &mut Structure, file: &Input, limits: &Limits) -> (NoticeKind, Message) {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let layout = match file.open(limits.file_bytes) {
        Ok(source) => read(&source, limits).map_err(|reason| reason.message()),
        Err(error) => Err(error.message()),
    };
    let layout = match layout {
        Ok(reading) => Structure::of(reading.document),
        Err(Message { fr, en }) => {
            return (
                NoticeKind::UnreadDocument,
                say!(
                    "À vérifier : le PDF du même nom ({name}) n'a pas pu être lu : {fr}",
                    "To be checked: the PDF of the same name ({name}) could not be read: {en}"
                ),
            );
        }
    };
    match give(structure, &layout, TWIN, |pages| LaidOut {
        pages,
        low: pages,
        high: pages,
        by: Layouter::TwinPdf,
    }) {
        Ok(()) => (
            NoticeKind::Recognised,
            say!(
                "Pages lues dans le PDF du même nom ({name}), dont le texte est le même.",
                "Pages read in the PDF of the same name ({name}), whose text is the same."
            ),
        ),
        Err(Message { fr, en }) if Side::by_side(structure, &layout).apart(ANOTHER).is_some() => (
            NoticeKind::OtherVersion,
            say!(
                "À vérifier : le PDF du même nom ({name}) n'a pas le même texte : {fr} Ses pages ne sont pas prises. Ne laissez que le bon, ou comparez-les avec « conforme compare ».",
                "To be checked: the PDF of the same name ({name}) has not the same text: {en} Its pages are not used. Leave only the right one, or hold them side by side with “conforme compare”."
            ),
        ),
        Err(Message { fr, en }) => (
            NoticeKind::Pages,
            say!(
                "Le PDF du même nom ({name}) n'a pas le même texte : {fr} Ses pages ne sont pas prises ; exportez-le de nouveau, ou comparez-les avec « conforme compare ».",
                "The PDF of the same name ({name}) has not the same text: {en} Its pages are not used; export it again, or hold them side by side with “conforme compare”."
            ),
        ),
    }
}

/// The pages of what LibreOffice made of the dossier; what to say of it.
fn rendered(structure: &mut Structure, pdf: Content, limits: &Limits) -> (NoticeKind, Message) {
    let pdf = match pdf {
        Ok(bytes) => Source { path: PathBuf::new(), bytes },
        Err(message) => return (NoticeKind::Pages, message),
    };
    let layout = match read(&pdf, limits) {
        Ok(reading) => Structure::of(reading.document),
        Err(reason) => {
            let Message { fr, en } = reason.message();
            return (
                NoticeKind::Pages,
                say!(
                    "Ce que LibreOffice a mis en page n'a pas pu être lu : {fr}",
                    "What LibreOffice laid out could not be read: {en}"
                ),
            );
        }
    };
    let recorded = structure.document.pages.recorded.as_ref().map(|recorded| recorded.pages);
    let others = fonts::replaced(&structure.document.pages.fonts, &layout.document.pages.fonts);
    match give(structure, &layout, RENDERED, |pages| around(pages, recorded, others.is_empty())) {
        Ok(()) => {
            let Message { fr: missing, en: missing_en } = fonts::told(&others);
            let laid_out = structure.document.pages.laid_out.unwrap_or_default();
            let LaidOut { pages, low, high, .. } = laid_out;
            let other = disagreement(pages, recorded, others.is_empty());
            let kind = if other.is_some() { NoticeKind::Pages } else { NoticeKind::Recognised };
            let Message { fr: other, en: other_en } = other.unwrap_or_default();
            (
                kind,
                say!(
                    "{pages} pages selon LibreOffice (entre {low} et {high} : la mise en page de Word, ou de LibreOffice avec d'autres polices, n'est pas la même ; comparez avec le programme de l'auteur).{other}{missing}",
                    "{pages} pages by LibreOffice (between {low} and {high}: the layout of Word, or of LibreOffice with other fonts, is not the same: compare with the author's program).{other_en}{missing_en}"
                ),
            )
        }
        Err(Message { fr, en }) => (
            NoticeKind::Pages,
            say!(
                "LibreOffice n'a pas rendu le même texte : {fr} Ses pages ne sont pas prises.",
                "LibreOffice did not render the same text: {en} Its pages are not used."
            ),
        ),
    }
}

/// How sure a number of rendered pages is. A number that the file records bounds it on its side, within one page or three
/// in a hundred on the other, or ten where it was rendered with other fonts than the document names; without one the
/// fonts may be others here than where the author counted, and a third less or nearly half as many again are possible.
fn around(pages: u32, recorded: Option<u32>, same_fonts: bool) -> LaidOut {
    let slack = slack(pages, same_fonts);
    let (low, high) = match recorded.filter(|said| *said > 1) {
        Some(said) => (pages.saturating_sub(slack).min(said), (pages + slack).max(said)),
        None => (pages * 65 / 100, (pages * 145).div_ceil(100)),
    };
    LaidOut { pages, low: low.clamp(1, pages), high, by: Layouter::LibreOffice }
}

/// Pages by which a rendering may be off on the side that nothing bounds.
fn slack(pages: u32, same_fonts: bool) -> u32 {
    (pages * if same_fonts { 3 } else { 10 }).div_ceil(100).max(1)
}

/// What to say of the number that the file records, where a rendering that has `pages` is further from it than it may be off.
fn disagreement(pages: u32, recorded: Option<u32>, same_fonts: bool) -> Option<Message> {
    let said = recorded.filter(|said| *said > 1 && said.abs_diff(pages) > slack(pages, same_fonts))?;
    let Message { fr, en } = counted(said as usize, ["page", "pages"], ["page", "pages"]);
    Some(say!(
        " Le fichier, lui, déclare {fr} : les deux comptes ne s'accordent pas.",
        " The file itself declares {en}: the two counts do not agree."
    ))
}

/// Gives `structure` the pages of `layout`, where at most the share `tolerance` of either text is missing in the other;
/// else says what is missing.
fn give(
    structure: &mut Structure,
    layout: &Structure,
    tolerance: f64,
    laid_out: impl FnOnce(u32) -> LaidOut,
) -> Result<(), Message> {
    let side = Side::by_side(structure, layout);
    if let Some(apart) = side.apart(tolerance) {
        return Err(apart);
    }
    let Some(pages) = layout.document.pages.exact else {
        return Err(say!("il n'a pas de pages.", "it has no pages."));
    };
    let places = places(structure, &side.own, &side.alignment.a, &side.theirs, layout);
    structure.paginate(&places, laid_out(pages));
    Ok(())
}

/// Two texts held side by side.
struct Side<'s> {
    structure: &'s Structure,
    layout: &'s Structure,
    own: Text,
    theirs: Text,
    alignment: Alignment,
}

impl<'s> Side<'s> {
    fn by_side(structure: &'s Structure, layout: &'s Structure) -> Self {
        let (own, theirs) = (Text::with_contents(structure), Text::with_contents(layout));
        let alignment = Alignment::of(&own, &theirs);
        Self { structure, layout, own, theirs, alignment }
    }

    /// What is missing, where that is more than the share `tolerance` of either text.
    fn apart(&self, tolerance: f64) -> Option<Message> {
        let Self { structure, layout, own, theirs, alignment } = self;
        let (missing, more) = (alignment.shares_of_a(own).missing(), alignment.shares_of_b(theirs).missing());
        if missing <= tolerance && more <= tolerance {
            return None;
        }
        let share = |share: f64| format!("{:.1}", share * 100.0);
        let (missing, more) = (share(missing), share(more));
        let (fr, en) = (missing.replace('.', ","), missing);
        let (more_fr, more_en) = (more.replace('.', ","), more);
        let quote = quote(structure, own, &alignment.a).or_else(|| quote(layout, theirs, &alignment.b));
        let (quote_fr, quote_en) =
            quote.map(|text| (format!(" (« {text} »)"), format!(" (“{text}”)"))).unwrap_or_default();
        Some(say!(
            "{fr} % du dossier n'y est pas et {more_fr} % est en plus{quote_fr}.",
            "{en}% of the dossier is not in it and {more_en}% is in addition{quote_en}."
        ))
    }
}

/// The beginning of the first passage of `text` that is alone.
fn quote(structure: &Structure, text: &Text, fates: &[Fate]) -> Option<String> {
    let weighs = |at: usize| {
        text.words.get(at).is_some_and(|word| !word.label && !word.contents)
            && fates.get(at) == Some(&Fate::Alone)
    };
    let run = |from: usize| (from..from + QUOTED).take_while(|&at| weighs(at)).count();
    let starts = (0..text.words.len()).filter(|&at| weighs(at));
    let best = starts
        .take(2_000)
        .map(|at| (run(at), at))
        .max_by_key(|&(length, at)| (length, std::cmp::Reverse(at)))?;
    let words = text.words.get(best.1..best.1 + best.0)?;
    let shown = words.iter().filter_map(|word| {
        let block = structure.document.blocks.get(word.block)?.text();
        block.get(word.span.0 as usize..word.span.1 as usize).map(str::to_owned)
    });
    Some(shown.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// The page of every block: that of its first word in the layout; a block without any stands where the last one did.
fn places(
    structure: &Structure,
    own: &Text,
    fates: &[Fate],
    theirs: &Text,
    layout: &Structure,
) -> Vec<Option<u32>> {
    let blocks = &structure.document.blocks;
    let mut pages: Vec<Option<u32>> = vec![None; blocks.len()];
    for (word, fate) in own.words.iter().zip(fates) {
        if let (Fate::Same(at) | Fate::Moved(at), Some(page @ None)) = (fate, pages.get_mut(word.block)) {
            let block = theirs.words.get(*at).and_then(|word| layout.document.blocks.get(word.block));
            *page = block.and_then(|block| block.place.page);
        }
    }
    let mut last = Some(1);
    for (page, block) in pages.iter_mut().zip(blocks) {
        match page {
            // A note stands at the foot of its page, wherever the file keeps it.
            Some(_) if block.context.note.is_some() || !block.in_flow() => {}
            Some(_) => last = *page,
            None => *page = last,
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_number_bounds_a_rendering_and_is_told_where_it_is_another() {
        let of = |pages, recorded, same_fonts| {
            let LaidOut { low, high, .. } = around(pages, recorded, same_fonts);
            let told = disagreement(pages, recorded, same_fonts);
            (low, high, told.map(|message| message.fr))
        };
        assert_eq!(of(40, Some(41), true), (38, 42, None));
        assert_eq!(of(40, Some(44), false), (36, 44, None));
        for (recorded, interval) in [(30, (30, 42)), (60, (38, 60))] {
            let (low, high, told) = of(40, Some(recorded), true);
            assert_eq!((low, high), interval);
            let told = told.unwrap();
            assert!(told.contains(&format!("déclare {recorded} pages : les deux")), "{told}");
        }
        // A program that lays nothing out records one page whatever the text.
        assert_eq!(of(40, Some(1), true), (26, 58, None));
        assert_eq!(of(40, None, true), (26, 58, None));
    }
}
