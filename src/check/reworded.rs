//! Lines of a list of competencies that may be one of them in other words: « Scripts » for « Créer des scripts
//! d'automatisation ».

use std::cell::OnceCell;
use std::ops::Range;

use super::Context;
use crate::document::Block;
use crate::finding::Named;
use crate::lexicon::{Normalised, Phrase};

/// The words of the listing and of the names of competencies, worked out once and only where one of them is not found.
#[derive(Default)]
pub(super) struct Shared(OnceCell<Lines>);

struct Lines {
    listing: Vec<Line>,
    /// The names of the competencies, in order, each with its letters.
    names: Vec<(Phrase, String)>,
}

/// A block of the listing.
struct Line {
    at: usize,
    words: Phrase,
    /// Its words behind a code, and the letters of these.
    bare: Phrase,
    letters: String,
}

impl Shared {
    fn lines(&self, context: &Context<'_>) -> &Lines {
        self.0.get_or_init(|| {
            let line = |at: usize| {
                let text = context.dossier.block(at)?.text();
                let bare = after_code(&text);
                Some(Line { at, words: Phrase::new(&text), bare: Phrase::new(bare), letters: letters(bare) })
            };
            let name = |name: &str| (Phrase::new(name), letters(name));
            Lines {
                listing: context.names.listing.clone().into_iter().flatten().filter_map(line).collect(),
                names: context.certification.competencies().map(|(_, it)| name(&it.name)).collect(),
            }
        })
    }
}

/// The block of the listing that may name competency `number`, counted over the certification: it says nothing that the
/// name does not say, something that no other name says, and stands in no row or line that names another.
pub(super) fn of(context: &Context<'_>, number: usize) -> Option<usize> {
    let lines = context.reworded.lines(context);
    misspelt(context, lines, number).or_else(|| in_short(context, lines, number))
}

/// The block of the listing that names competency `number` with a slip of the pen in a word or two: « Créer des scrpts
/// d'automatisation ».
fn misspelt(context: &Context<'_>, lines: &Lines, number: usize) -> Option<usize> {
    let (name, own) = lines.names.get(number)?;
    let name: Vec<&str> = name.stems().collect();
    if name.len() < 2 {
        return None;
    }
    let names_it = |text: &Phrase| {
        let stems: Vec<&str> = text.stems().collect();
        stems.windows(name.len()).any(|row| {
            2 * row.iter().zip(&name).filter(|(here, there)| here == there).count() >= name.len()
                && row.iter().zip(&name).all(|(here, there)| is_slip(here, there))
        })
    };
    let in_flow = |at: usize| context.dossier.block(at).is_some_and(Block::in_flow);
    let is_it = |line: &&Line| in_flow(line.at) && (names_it(&line.words) || is_nearly(&line.letters, own));
    lines.listing.iter().find(is_it).map(|line| line.at)
}

/// The letters and digits of a text, as they are compared, without what parts words.
fn letters(text: &str) -> String {
    Normalised::of(text).words().collect()
}

/// True where two long texts are the same but for a letter or two: « Créer des scriptsd'automatisaion ».
fn is_nearly(here: &str, there: &str) -> bool {
    const LONG: usize = 20;
    const SLIPS: usize = 2;
    there.len() >= LONG
        && here.len().abs_diff(there.len()) <= SLIPS
        && strsim::osa_distance(here, there) <= SLIPS
}

/// True where two words are one, or one of them with a letter too many, too few, wrong, or changed with the next.
fn is_slip(here: &str, there: &str) -> bool {
    const LONG: usize = 5;
    here == there
        || here.len().min(there.len()) >= LONG - 1
            && here.len().max(there.len()) >= LONG
            && strsim::osa_distance(here, there) == 1
}

/// The block of the listing that may name it in fewer words.
fn in_short(context: &Context<'_>, lines: &Lines, number: usize) -> Option<usize> {
    let listing = context.names.listing.clone()?;
    let (own, _) = lines.names.get(number)?;
    let others =
        || lines.names.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, (name, _))| name);
    let is_own = |stem: &str| {
        own.stems().any(|it| it == stem) && !others().any(|name| name.stems().any(|it| it == stem))
    };
    let may_be = |line: &&Line| {
        line.bare.stems().any(is_own)
            && line.bare.stems().all(|stem| own.stems().any(|it| it == stem))
            && context
                .dossier
                .block(line.at)
                .is_some_and(|block| !is_named_beside(context, &listing, line.at, block))
    };
    lines.listing.iter().filter(|line| line.at > listing.start).find(may_be).map(|line| line.at)
}

/// True where the row of block `at` names a competency.
fn is_named_beside(context: &Context<'_>, listing: &Range<usize>, at: usize, block: &Block) -> bool {
    let mut named = context.names.named.iter().filter(|(state, _)| *state != Named::Nowhere);
    named.any(|(_, place)| {
        place.is_some_and(|place| {
            place == at
                || listing.contains(&place)
                    && block.row().is_some()
                    && context.dossier.block(place).and_then(Block::row) == block.row()
        })
    })
}

/// « CP3 – Scripts » without its code.
fn after_code(text: &str) -> &str {
    let bare = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '.' | '-'))
    };
    match text.trim().split_once(char::is_whitespace) {
        Some((code, rest)) if code.contains(|c: char| c.is_ascii_digit()) && bare(code) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_nearly, letters};

    #[test]
    fn a_letter_or_a_space_that_is_missing_does_not_part_names() {
        let near = |text: &str| is_nearly(&letters(text), &letters("Créer des scripts d’automatisation"));
        assert!(near("Créer des scripts d'automatisaion") && near("Creer des scriptsd'automatisation"));
        assert!(!near("Créer des scripts d'administration") && !near("Créer des scripts"));
        assert!(!is_nearly(&letters("Gérer un réseau"), &letters("Gérer un réseaux")), "too short to tell");
    }
}
