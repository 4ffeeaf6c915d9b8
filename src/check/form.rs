//! The form of a part: a table, a picture.

use super::Context;
use super::draft::Answer;
use super::presence::place;
use crate::certification::{Form, Requirement, Shape};
use crate::document::Kind;
use crate::finding::Status;
use crate::lexicon::Phrase;
use crate::say;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Form) -> Answer {
    let Some(part) = context.candidates.sections_about(std::slice::from_ref(&asks.of)).next() else {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La partie concernée n'a pas été trouvée : rien à vérifier ici.",
                "The part concerned was not found: nothing to check here."
            ),
        );
    };
    let range = part.candidate.range.clone();
    let blocks = context.dossier.structure.blocks(range.clone());
    let table = blocks.iter().any(|block| block.context.cell.is_some());
    let image = blocks.iter().any(|block| block.kind == Kind::Image);
    let found = match asks.is {
        Shape::Table => table,
        Shape::Image => image,
    };
    let at = place(context, part.candidate);
    if !found && (asks.is == Shape::Image || !context.dossier.structure.document.knows_tables || image) {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "Ce format ne dit pas si c'est un tableau ou une image : regardez vous-même.",
                "This format does not tell whether it is a table or a picture: look for yourself."
            ),
        )
        .at(at);
    }
    if !found {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!("C'est une liste ou un texte, pas un tableau.", "It is a list or text, not a table."),
        )
        .found(say!("aucun tableau dans cette partie", "no table in this part"))
        .at(at);
    }
    if asks.by_activity && !names_activities(context, range) {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.6,
            say!(
                "Le tableau est là, mais les activités-types n'y sont pas nommées.",
                "The table is there, but it does not name the activities."
            ),
        )
        .found(say!("aucun nom d'activité-type", "no name of an activity"))
        .at(at);
    }
    Answer::new(requirement, Status::Met, 0.85, say!("Il y a un tableau", "There is a table")).at(at)
}

/// True where the part names at least one activity, or speaks of activities by number.
fn names_activities(context: &Context<'_>, range: std::ops::Range<usize>) -> bool {
    let names: Vec<Phrase> = context
        .certification
        .activities
        .iter()
        .map(|activity| activity.name.as_str())
        .chain(["activité type", "activité-type", "CCP 1", "bloc 1", "BC01", "AT1"])
        .map(Phrase::new)
        .collect();
    let words = context.dossier.words.get(range).unwrap_or_default();
    words.iter().any(|words| names.iter().any(|name| name.find_in(words).is_some_and(|m| m.score >= 0.72)))
}
