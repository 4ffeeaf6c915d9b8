//! A document that its headings show to be another one than its first lines say.

use std::collections::BTreeSet;

use super::roles::{Recognised, RecognisedBy};
use crate::certification::{Asks, Certification};
use crate::lexicon::Fit;
use crate::structure::Structure;

/// What its first lines call a document is not what it is where its headings are those of the main one: a dossier de
/// projet under the title « Dossier professionnel ». The words of a form, where they stand in it, have told before.
pub(super) fn by_headings(
    certification: &Certification,
    recognised: Recognised,
    structure: &Structure,
) -> Recognised {
    /// Chapters of the main document that make it one, or parts of them.
    const CHAPTERS: usize = 2;
    const PARTS: usize = 4;
    let main = certification.main_document();
    let RecognisedBy::Title(name) = &recognised.by else { return recognised };
    let chapters: BTreeSet<&String> = certification
        .requirements
        .iter()
        .filter_map(|requirement| match &requirement.asks {
            Asks::Presence(asks) if requirement.document == main => asks.within.as_ref(),
            Asks::Listing(listing) if requirement.document == main => Some(&listing.topic),
            _ => None,
        })
        .collect();
    let titles = structure.sections.iter().map(|section| section.title.as_str());
    let fits = titles.flat_map(|title| certification.lexicon.fits(title)).filter(Fit::is_sure);
    let held: BTreeSet<String> = fits.map(|fit| fit.topic).collect();
    let parts: BTreeSet<&String> = certification
        .requirements
        .iter()
        .filter_map(|requirement| match &requirement.asks {
            Asks::Presence(asks) if requirement.document == main => Some(&asks.topics),
            _ => None,
        })
        .flatten()
        .collect();
    let count = |topics: BTreeSet<&String>| topics.into_iter().filter(|topic| held.contains(*topic)).count();
    if count(chapters) < CHAPTERS && count(parts) < PARTS {
        return recognised;
    }
    let by = RecognisedBy::Content { name: name.clone(), claimed: recognised.role };
    Recognised { role: main.to_owned(), by }
}
