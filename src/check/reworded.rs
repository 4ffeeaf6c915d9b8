//! Lines of a list of competencies that may be one of them in other words: « Scripts » for « Créer des scripts
//! d'automatisation ».

use std::ops::Range;

use super::Context;
use crate::document::Block;
use crate::finding::Named;
use crate::lexicon::Phrase;

/// The block of the listing that may name competency `number`, counted over the certification: it says nothing that the
/// name does not say, something that no other name says, and stands in no row or line that names another.
pub(super) fn of(context: &Context<'_>, number: usize) -> Option<usize> {
    misspelt(context, number).or_else(|| in_short(context, number))
}

/// The block of the listing that names competency `number` with a slip of the pen in a word or two: « Créer des scrpts d'automatisation ».
fn misspelt(context: &Context<'_>, number: usize) -> Option<usize> {
    let (_, competency) = context.certification.competencies().nth(number)?;
    let name = Phrase::new(&competency.name);
    let name: Vec<&str> = name.stems().collect();
    let names_it = |block: &Block| {
        let text = Phrase::new(&block.text());
        let stems: Vec<&str> = text.stems().collect();
        stems.windows(name.len()).any(|row| {
            row.iter().zip(&name).all(|(here, there)| is_slip(here, there))
                && 2 * row.iter().zip(&name).filter(|(here, there)| here == there).count() >= name.len()
        })
    };
    let shows = |at: &usize| context.dossier.block(*at).is_some_and(|it| it.in_flow() && names_it(it));
    let listing = context.names.listing.clone().filter(|_| name.len() > 1)?;
    listing.into_iter().find(shows)
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
fn in_short(context: &Context<'_>, number: usize) -> Option<usize> {
    let listing = context.names.listing.clone()?;
    let names: Vec<Phrase> =
        context.certification.competencies().map(|(_, it)| Phrase::new(&it.name)).collect();
    let own = names.get(number)?;
    let others = || names.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, name)| name);
    let is_own = |stem: &str| {
        own.stems().any(|it| it == stem) && !others().any(|name| name.stems().any(|it| it == stem))
    };
    let may_be = |at: &usize| {
        context.dossier.block(*at).is_some_and(|block| {
            let line = Phrase::new(after_code(&block.text()));
            line.stems().any(is_own)
                && line.stems().all(|stem| own.stems().any(|it| it == stem))
                && !is_named_beside(context, &listing, *at, block)
        })
    };
    listing.clone().skip(1).find(may_be)
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
