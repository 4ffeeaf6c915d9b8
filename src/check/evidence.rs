//! Where the text shows a competency at work.
//!
//! What situates the work, says what was wanted or sums it up shows none of it, nor does a list of words, nor a sentence
//! that says that somebody else did it.

use super::Context;
use super::candidates::Candidate;
use super::denial::sentence;
use crate::certification::Competency;
use crate::document::{Block, Kind};
use crate::finding::Where;
use crate::hash::HashSet;
use crate::lexicon::{Fit, Nature, Normalised, Phrase};
use crate::structure::ZoneKind;

/// How many places of evidence are shown.
const SHOWN: usize = 5;
/// What parts are that show no work.
const ASIDE: [Nature; 6] =
    [Nature::Summary, Nature::Thanks, Nature::Setting, Nature::Aims, Nature::Glossary, Nature::Contents];
/// The share of the body, and the words, from which a part holds more than its heading says: « Le projet ».
const WHOLE: usize = 3;
const WHOLE_WORDS: usize = 1_500;
/// Score of a heading, and the share of the body up to which what stands under it, whatever the headings there, is about
/// the same: « Infrastructure existante ».
const NAMED: f32 = 0.9;
const PART: usize = 4;
/// Things in a row that make a list of words, and the words of each.
const ITEMS: usize = 3;
const ITEM_WORDS: usize = 3;
/// Words of an item of a list that names something and says nothing of it.
const ENTRY_WORDS: usize = 2;

/// What the sections of a dossier show.
pub(super) struct Showing<'c> {
    context: &'c Context<'c>,
    /// For every section, what of it shows no work.
    aside: Vec<Aside>,
}

/// What of a section shows no work.
#[derive(Clone, Copy, Default)]
struct Aside {
    /// Its own text.
    own: bool,
    /// What stands under further headings that do not say what it is.
    below: bool,
}

impl<'c> Showing<'c> {
    pub(super) fn of(context: &'c Context<'c>) -> Self {
        let topics = context.certification.lexicon.of(&ASIDE);
        let sections = &context.dossier.structure.sections;
        let body = context.dossier.structure.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
        let words: usize = body.map(|zone| context.dossier.count(zone.blocks.clone()).words).sum();
        let settings = context.certification.lexicon.of(&[Nature::Setting]);
        let mut showing = Self { context, aside: Vec::with_capacity(sections.len()) };
        for (index, section) in sections.iter().enumerate() {
            let count = context.dossier.count(section.blocks.clone()).words;
            let heading = context.candidates.heading(index);
            let named = |it: &Candidate| settings.iter().any(|topic| it.score(topic) >= NAMED);
            let above =
                section.parent.and_then(|parent| showing.aside.get(parent)).copied().unwrap_or_default();
            let aside = match heading.and_then(|it| showing.tells(it, &topics)) {
                _ if count >= WHOLE_WORDS && WHOLE * count > words => Aside::default(),
                Some(own) => Aside { own, below: own && PART * count <= words && heading.is_some_and(named) },
                None => Aside { own: above.below, below: above.below },
            };
            showing.aside.push(aside);
        }
        showing
    }

    /// Whether a heading says that what follows shows no work; none where it does not say.
    fn tells(&self, heading: &Candidate, aside: &[String]) -> Option<bool> {
        let about: Vec<&String> =
            heading.fits.iter().filter(|fit| fit.score >= Fit::SURE).map(|fit| &fit.topic).collect();
        if about.is_empty() {
            return None;
        }
        // « Livrables attendus » in the cahier des charges is a part of it.
        let candidates = &self.context.candidates;
        let above: Vec<&Candidate> =
            heading.above.iter().filter_map(|section| candidates.heading(*section)).collect();
        let belongs = |topic: &String| {
            candidates.wanted_within.iter().any(|(wanted, part)| {
                wanted == topic && aside.contains(part) && above.iter().any(|it| it.is_about(part))
            })
        };
        Some(about.iter().all(|topic| aside.contains(topic) || belongs(topic)))
    }

    fn is_aside(&self, block: usize) -> bool {
        let section = self.context.dossier.structure.section_of(block);
        section.and_then(|section| self.aside.get(section)).is_some_and(|aside| aside.own)
    }

    /// Places of the body, outside the listing, that show a competency at work: one a section.
    pub(super) fn places(&self, competency: &Competency) -> Vec<Where> {
        let context = self.context;
        let outside = |block: usize| {
            context.names.listing.as_ref().is_none_or(|range| !range.contains(&block))
                && context.dossier.zone(block) == ZoneKind::Body
                && !self.is_aside(block)
        };
        let mut out: Vec<Where> = Vec::new();
        let mut seen: HashSet<Option<usize>> = HashSet::default();
        for block in super::phrases::search(context, &competency.evidence, outside) {
            let section = context.dossier.structure.section_of(block);
            if seen.contains(&section) {
                continue;
            }
            let Some(at) = self.start(competency, block) else { continue };
            seen.insert(section);
            out.push(context.dossier.place_around(block, at));
            if out.len() == SHOWN {
                break;
            }
        }
        out
    }

    /// Where in `block` the first words of evidence stand that show something, in bytes of its text.
    fn start(&self, competency: &Competency, block: usize) -> Option<usize> {
        let phrases = &self.context.phrases;
        let text = self.context.dossier.block(block).filter(|block| !is_list_of_words(block))?.text();
        let denials = &self.context.certification.lexicon.denials;
        let is_work = |at: &usize| !denials.are_of_work(sentence(&text, &(*at..*at)));
        let starts: Vec<usize> =
            competency.evidence.iter().filter_map(|phrase| phrases.start_of(phrase, block)).collect();
        let first = starts.iter().copied().filter(is_work).min();
        // A later sentence may say what the first one does not.
        first.or_else(|| later(&text, &competency.evidence).filter(|_| !starts.is_empty()).find(is_work))
    }
}

/// Where each sentence of `text` that has any of `phrases` has it, in bytes.
fn later<'t>(text: &'t str, phrases: &'t [String]) -> impl Iterator<Item = usize> + 't {
    let mut end = 0;
    text.split_inclusive(['.', ';', '!', '?', '\n']).filter_map(move |part| {
        let start = end;
        end += part.len();
        let words = Normalised::of(part);
        let found = phrases.iter().filter_map(|phrase| Phrase::new(phrase).find_in(&words));
        found.filter(|found| found.is_literal()).map(|found| start + found.range.start).min()
    })
}

/// True for a line that only strings names together: « Mots-clés : Active Directory, DNS, VLAN ».
fn is_list_of_words(block: &Block) -> bool {
    if !matches!(block.kind, Kind::Paragraph) || block.context.cell.is_some() {
        return false;
    }
    let text = block.text();
    let named = text.split_once(':').map_or(text.as_str(), |(_, named)| named);
    let named = named.trim().trim_end_matches('.');
    let items: Vec<&str> = named.split([',', ';', '/', '|', '•', '·']).map(str::trim).collect();
    let words = |item: &str| item.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).count();
    let is_entry = block.context.list.is_some() && words(&text) <= ENTRY_WORDS;
    let are_short = || items.iter().all(|item| words(item) <= ITEM_WORDS && !item.contains(". "));
    is_entry || items.len() >= ITEMS && are_short()
}

#[cfg(test)]
mod tests {
    use super::is_list_of_words;
    use crate::document::{Block, ListItem, Run};

    #[test]
    fn names_in_a_row_are_no_sentence() {
        let block = |text: &str| Block { runs: vec![Run::plain(text)], ..Block::default() };
        let is_list = |text: &str| is_list_of_words(&block(text));
        assert!(is_list("Mots-clés : Active Directory, DNS, VLAN"));
        assert!(is_list("Windows Server / gestion de parc / scripts PowerShell."));
        assert!(!is_list("J'ai installé Active Directory, le DNS et le DHCP."));
        assert!(!is_list("Le serveur héberge le DNS, le DHCP, l'annuaire."));
        assert!(!is_list("Configuration du DHCP"));
        let mut item = block("Active Directory");
        item.context.list = Some(ListItem { depth: 1, ordered: false });
        assert!(is_list_of_words(&item) && !is_list_of_words(&block("Active Directory")));
    }
}
