//! The answer where things that a text is to deal with are not shown where they belong, or less often than is asked for. Every
//! doubt comes before the answer that they are not.

use super::{Found, Ground, SHOWN, join};
use crate::certification::{Mention, Requirement};
use crate::check::Context;
use crate::check::candidates::Candidate;
use crate::check::draft::Answer;
use crate::check::phrases::search;
use crate::check::presence::{self, NEAR};
use crate::finding::{Status, Where};
use crate::message::Message;
use crate::say;

/// The answer where the things of `missing` are not shown, or not often enough.
pub(super) fn answer(
    ground: &Ground<'_>,
    requirement: &Requirement,
    asks: &Mention,
    missing: &[&Found<'_>],
) -> Answer {
    let lack = Lack::of(ground, missing);
    if let Some(answer) = lack.only_named(ground, requirement, missing) {
        return answer;
    }
    let context = ground.context;
    let Message { fr: here, en: here_en } = lack.here();
    if let Some(candidate) = elsewhere(context, asks) {
        let title = &candidate.title;
        let message = say!(
            "{here}, mais « {title} » en parle : à vous de voir si cela suffit.",
            "{here_en}, but “{title}” does: see for yourself whether that is enough."
        );
        let place = presence::place(context, candidate);
        return Answer::open(requirement, message).at(place.clone()).passages(vec![place]);
    }
    if !asks.within.is_empty() && !context.dossier.outline_is_sure() {
        let message = say!(
            "{here}, mais les titres de ce fichier se lisent mal : où cette partie finit n'est pas sûr.",
            "{here_en}, but the headings of this file are hard to read: where this part ends is not sure."
        );
        return Answer::open(requirement, message).at(ground.place()).passages(lack.places);
    }
    let Message { fr, en } = &lack.what;
    let (message, found) = if lack.some {
        (say!("Évoqué trop peu de fois ({fr}).", "Mentioned too few times ({en})."), say!("{fr}", "{en}"))
    } else {
        (
            say!("Rien n'évoque {fr}.", "Nothing mentions {en}."),
            say!("aucun mot qui s'y rapporte", "no word about it"),
        )
    };
    let place = lack.places.first().cloned().unwrap_or_else(|| ground.place());
    Answer::new(requirement, Status::NotMet, 0.6, message).found(found).at(place).passages(lack.places)
}

/// What lacks.
struct Lack {
    /// The things that are not shown, or of each how often it is.
    what: Message,
    /// Some are shown, but not often enough.
    some: bool,
    /// Where.
    places: Vec<Where>,
}

impl Lack {
    fn of(ground: &Ground<'_>, missing: &[&Found<'_>]) -> Self {
        if missing.iter().all(|found| found.times == 0) {
            let what = join(missing.iter().map(|found| found.thing));
            return Self { what, some: false, places: Vec::new() };
        }
        let each: Vec<Message> = missing
            .iter()
            .map(|found| {
                let (Message { fr, en }, times, wanted) = (found.thing, found.times, found.wanted);
                say!("{fr} : {times} sur {wanted}", "{en}: {times} of {wanted}")
            })
            .collect();
        let list = |get: fn(&Message) -> &str| each.iter().map(get).collect::<Vec<_>>().join(" ; ");
        let places = missing
            .iter()
            .flat_map(|found| found.blocks.iter().map(|block| found.place(ground.context, *block)));
        Self {
            what: Message::new(list(|m| &m.fr), list(|m| &m.en)),
            some: true,
            places: places.take(SHOWN).collect(),
        }
    }

    /// The beginning of a sentence that tells of it, where the things belong.
    fn here(&self) -> Message {
        let Message { fr, en } = &self.what;
        match self.some {
            true => {
                say!("Évoqué trop peu de fois à cet endroit ({fr})", "Mentioned too few times there ({en})")
            }
            false => say!("Rien n'évoque {fr} à cet endroit", "Nothing mentions {en} there"),
        }
    }

    /// The answer where the dossier at least names each of the things often enough, in a heading or in the list of
    /// competencies.
    fn only_named(
        &self,
        ground: &Ground<'_>,
        requirement: &Requirement,
        missing: &[&Found<'_>],
    ) -> Option<Answer> {
        let named: Vec<usize> = missing.iter().map(|found| named(ground, found)).collect::<Option<_>>()?;
        let context = ground.context;
        let heading = named.iter().find(|block| !ground.listing.contains(block));
        let Message { fr, en } = &self.what;
        let message = match (heading, self.some) {
            (Some(_), false) => say!(
                "Seul un titre évoque {fr} : voyez si le texte qui suit en parle.",
                "Only a heading mentions {en}: see whether the text that follows is about it."
            ),
            (None, false) => say!(
                "Seule la liste des compétences évoque {fr} : voyez si le dossier le montre ailleurs.",
                "Only the list of competencies mentions {en}: see whether the dossier shows it elsewhere."
            ),
            (Some(_), true) => say!(
                "Évoqué trop peu de fois ({fr}), à moins qu'un titre ne compte : voyez si le texte qui le suit en parle.",
                "Mentioned too few times ({en}), unless a heading counts: see whether the text that follows it is about it."
            ),
            (None, true) => say!(
                "Évoqué trop peu de fois ({fr}) hors de la liste des compétences : voyez si le dossier le montre ailleurs.",
                "Mentioned too few times ({en}) outside of the list of competencies: see whether the dossier shows it elsewhere."
            ),
        };
        let listed = || context.dossier.place_without_excerpt(ground.listing.start);
        let place = heading.map_or_else(listed, |block| context.dossier.place(*block));
        Some(Answer::open(requirement, message).at(place).passages(self.places.clone()))
    }
}

/// The first block that names a thing without showing it, where all that name it are enough.
fn named(ground: &Ground<'_>, found: &Found<'_>) -> Option<usize> {
    let shows = |block: usize| ground.shows(block) && !ground.announces(block);
    let blocks = search(ground.context, found.phrases, |block| ground.holds(block));
    let enough = found.times == 0 || blocks.len() >= found.wanted;
    blocks.into_iter().find(|block| !shows(*block)).filter(|_| enough)
}

/// A section without sub-sections, about nothing else asked for, that mentions all the things, where the part belongs or
/// under a title that comes near: a candidate may have written it under a title of his own.
fn elsewhere<'a>(context: &'a Context<'_>, asks: &'a Mention) -> Option<&'a Candidate> {
    if asks.within.is_empty() {
        return None;
    }
    let sections = &context.dossier.structure.sections;
    let homes = context.candidates.home_parts(&asks.within);
    let near = |candidate: &Candidate| candidate.best(&asks.within).is_some_and(|(_, score)| score >= NEAR);
    context
        .candidates
        .unclaimed(&asks.within)
        .filter(|candidate| near(candidate) || homes.iter().any(|home| home.range.contains(&candidate.block)))
        .filter(|candidate| sections.iter().all(|section| section.parent != candidate.section))
        .find(|candidate| {
            let inside = |block: usize| candidate.range.contains(&block);
            asks.of.iter().all(|thing| search(context, &thing.any_of, inside).len() >= thing.at_least)
        })
}
