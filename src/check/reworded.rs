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
