//! The text of what is due apart (the French résumé), to be gathered for the jury.

use super::passage::{FEW_WORDS, passages};
use super::{Beside, Context, Subject};
use crate::certification::{Asks, Certification, Presence};
use crate::document::Kind;
use crate::finding::Where;
use crate::measure::Count;

/// The text of the part that is due apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DueApart {
    /// Its paragraphs, without headings.
    pub paragraphs: Vec<String>,
    /// Where it stands in the dossier; none where it was handed in as a document of its own.
    pub place: Option<Where>,
    /// Its characters and words.
    pub count: Count,
}

/// The text of what `certification` wants handed in apart: the document handed in beside the dossier, or the passage of
/// the dossier that is it, in the language asked for. None where there is neither.
pub fn due_apart(certification: &Certification, dossier: &Subject, apart: &[Subject]) -> Option<DueApart> {
    let asks = asked_apart(certification)?;
    match apart.first() {
        Some(document) => passage(certification, document, asks)
            .or_else(|| whole(document))
            .map(|text| DueApart { place: None, ..text }),
        None => passage(certification, dossier, asks),
    }
}

/// True where `certification` asks for something that is handed in apart.
pub fn wants_apart(certification: &Certification) -> bool {
    asked_apart(certification).is_some()
}

fn asked_apart(certification: &Certification) -> Option<&Presence> {
    certification.requirements.iter().find_map(|requirement| match &requirement.asks {
        Asks::Presence(asks) if asks.apart => Some(asks),
        _ => None,
    })
}

fn passage(certification: &Certification, subject: &Subject, asks: &Presence) -> Option<DueApart> {
    let context = Context::new(certification, certification.main_document(), subject, Beside::default());
    let language = asks.language.as_deref();
    let found = asks.topics.iter().flat_map(|topic| passages(&context, topic, language)).find(|passage| {
        let right = language.is_none_or(|wanted| passage.language.is_some_and(|is| is.id() == wanted));
        right && passage.tally.count.words >= FEW_WORDS
    })?;
    Some(DueApart {
        paragraphs: paragraphs(subject, found.blocks.clone()),
        place: Some(subject.place_without_excerpt(found.candidate.block)),
        count: found.tally.count,
    })
}

/// All that a document handed in apart says; none where that is nothing.
pub fn whole(subject: &Subject) -> Option<DueApart> {
    let all = 0..subject.structure.document.blocks.len();
    let count = subject.count(all.clone());
    let paragraphs = paragraphs(subject, all);
    (!paragraphs.is_empty()).then_some(DueApart { paragraphs, place: None, count })
}

fn paragraphs(subject: &Subject, blocks: std::ops::Range<usize>) -> Vec<String> {
    blocks
        .filter_map(|index| subject.block(index))
        .filter(|block| block.in_flow() && matches!(block.kind, Kind::Paragraph | Kind::Code))
        .map(|block| block.text().split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}
