//! A passage in another language that no heading announces: it may be what is asked for, or an extract.

use super::Context;
use super::absent::{in_annexes, in_picture, unsure};
use super::draft::Answer;
use super::passage::FEW_WORDS;
use super::presence::{NEAR, place};
use crate::certification::{Presence, Requirement};
use crate::document::{Block, Kind};
use crate::finding::Status;
use crate::lexicon::{Nature, Normalised};
use crate::measure::Language;
use crate::message::language_name;
use crate::say;
use crate::structure::ZoneKind;

/// English words in a row that may be an abstract without its heading.
const STRAY_WORDS: usize = 60;
/// Words of a heading over a text by somebody else.
const OF_OTHERS: [&str; 12] = [
    "extrait",
    "extraits",
    "extract",
    "source",
    "sources",
    "article",
    "texte",
    "documentation",
    "traduction",
    "translation",
    "citation",
    "recherche",
];
/// No heading names it: text in that language elsewhere, or nothing at all.
pub(super) fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    language: &str,
) -> Answer {
    let all = context.dossier.structure.document.blocks.len();
    // Every dossier is in French; only in another language does the whole of one hide the passage.
    let whole = language != Language::French.id()
        && context.dossier.language(0..all).is_some_and(|is| is.id() == language);
    let (fr, en) = language_name(language);
    if let Some(block) = stray(context, language).or_else(|| closing(context, language)).filter(|_| !whole) {
        return unsure(
            requirement,
            say!(
                "Aucun titre ne l'annonce, mais un passage en {fr} pourrait en tenir lieu : vérifiez, et donnez-lui un titre.",
                "No heading announces it, but a passage in {en} may be it: check, and give it a heading."
            ),
            vec![context.dossier.place(block)],
        );
    }
    if let Some(answer) = in_annexes(context, requirement, &asks.topics) {
        return answer;
    }
    if let Some(block) = headed(context, language).filter(|_| !whole) {
        return unsure(
            requirement,
            say!(
                "Aucun titre ne l'annonce clairement, mais ce passage en {fr}, sous son propre titre, pourrait en tenir lieu : vérifiez.",
                "No heading announces it clearly, but this passage in {en}, under a heading of its own, may be it: check."
            ),
            vec![context.dossier.place(block)],
        );
    }
    if let Some(answer) = in_picture(context, requirement) {
        return answer;
    }
    let matches = context.candidates.matching(&asks.topics, None);
    let near = matches.iter().find(|found| found.score >= NEAR && found.candidate.section.is_some());
    if whole {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!(
                "Aucun titre ne l'annonce ; tout le dossier est en {fr}, sa langue seule ne dit donc pas où il serait.",
                "No heading announces it; the whole dossier is in {en}, so that its language alone does not tell where it is."
            ),
        )
        .found(say!("un dossier en {fr}, sans ce titre", "a dossier in {en}, without that heading"))
        .passages(near.map(|found| place(context, found.candidate)).into_iter().collect());
    }
    if let Some(block) = in_a_row(context, language, all, |_| false) {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!(
                "Aucun titre ne l'annonce ; le passage en {fr} qui est plus loin (un extrait, une citation) n'en tient pas lieu.",
                "No heading announces it; the passage in {en} further on (an extract, a quotation) does not stand for it."
            ),
        )
        .found(say!("un passage en {fr}, sans ce titre", "a passage in {en}, without that heading"))
        .passages(vec![context.dossier.place(block)]);
    }
    let mut answer = Answer::new(
        requirement,
        Status::NotMet,
        0.9,
        say!(
            "Aucun titre ne l'annonce, et aucun passage du dossier n'est en {fr}.",
            "No heading announces it, and no passage of the dossier is in {en}."
        ),
    )
    .found(say!("aucun passage en {fr}", "no passage in {en}"));
    if let Some(found) = near {
        answer = answer.passages(vec![place(context, found.candidate)]);
    }
    answer
}

/// A passage in `language` in the first half of the body that is no extract, quotation or code: its first block.
fn stray(context: &Context<'_>, language: &str) -> Option<usize> {
    let half = context.dossier.structure.document.blocks.len() / 2;
    in_a_row(context, language, half, |block| is_extract(context, block))
}

/// The heading, wherever it stands, of a section all of which is in `language` and that says so itself, « In English,
/// please », or is in it as well: « What this project was about ». It is no extract.
fn headed(context: &Context<'_>, language: &str) -> Option<usize> {
    let subject = context.dossier;
    let says = |title: &str| {
        let words = Normalised::of(title);
        let has = |any: &[&str]| words.words().any(|word| any.contains(&word));
        let in_it = || {
            let mut told = words.words().filter_map(Language::of_word).peekable();
            told.peek().is_some() && told.all(|is| is.id() == language)
        };
        let named = language == Language::English.id() && has(&["english", "anglais"]);
        (named || in_it()) && !has(&OF_OTHERS)
    };
    let sections = subject.structure.sections.iter();
    let mut sections = sections.filter(|section| section.zone == ZoneKind::Body && says(&section.title));
    let found = sections.find(|section| {
        let text = section.block + 1..section.blocks.end.max(section.block + 1);
        let shares = subject.shares(text.clone());
        shares.french == 0
            && shares.majority().is_some_and(|is| is.id() == language)
            && subject.count(text).words >= FEW_WORDS
            && !is_extract(context, section.block)
    });
    found.map(|section| section.block)
}

/// The first block of a passage of some length in `language` that ends the body, or the whole as a back cover does, and is
/// no extract. A document among the annexes follows its heading.
fn closing(context: &Context<'_>, language: &str) -> Option<usize> {
    let in_body = ends_in(context, language, |zone| zone != ZoneKind::Annexes);
    in_body.filter(|&first| !is_extract(context, first)).or_else(|| {
        let first = ends_in(context, language, |_| true)?;
        let before = context.dossier.structure.blocks(0..first).iter().rev();
        let mut before = before.filter(|block| block.in_flow() && !block.is_blank());
        before.next().is_some_and(|block| block.heading().is_none()).then_some(first)
    })
}

/// The first of the last blocks in the zones that `keep` keeps, where these are a passage of some length in `language`.
fn ends_in(context: &Context<'_>, language: &str, keep: impl Fn(ZoneKind) -> bool) -> Option<usize> {
    let subject = context.dossier;
    let blocks = subject.structure.document.blocks.iter().enumerate().rev();
    let body = blocks.filter(|(at, block)| block.in_flow() && !block.is_blank() && keep(subject.zone(*at)));
    let is_in_it = |at: usize, block: &Block| {
        block.kind == Kind::Paragraph && subject.language(at..at + 1).is_some_and(|is| is.id() == language)
    };
    let last: Vec<usize> = body.take_while(|(at, block)| is_in_it(*at, block)).map(|(at, _)| at).collect();
    let words: usize = last.iter().map(|at| subject.count(*at..at + 1).words).sum();
    last.last().copied().filter(|_| words >= STRAY_WORDS)
}

/// The first block of a passage of some length in `language` among the first `most` blocks, but for those that are
/// `passed` over.
fn in_a_row(
    context: &Context<'_>,
    language: &str,
    most: usize,
    passed: impl Fn(usize) -> bool,
) -> Option<usize> {
    let subject = context.dossier;
    let blocks = &subject.structure.document.blocks;
    let (mut start, mut words) = (0, 0);
    for (index, block) in blocks.iter().enumerate().take(most) {
        let is_prose = block.kind == Kind::Paragraph && subject.zone(index) != ZoneKind::Contents;
        if block.is_blank() {
            continue;
        }
        let same = is_prose && subject.language(index..index + 1).is_some_and(|is| is.id() == language);
        if !same || passed(index) {
            words = 0;
            continue;
        }
        if words == 0 {
            start = index;
        }
        words += subject.count(index..index + 1).words;
        if words >= STRAY_WORDS {
            return Some(start);
        }
    }
    None
}

/// True under a heading about research, watch or translation, where extracts in English belong, and before one, as an
/// extract stands before its translation.
fn is_extract(context: &Context<'_>, block: usize) -> bool {
    let structure = &context.dossier.structure;
    let topics = context.certification.lexicon.of(&[Nature::Extracts]);
    let parent = |index: &usize| structure.sections.get(*index).and_then(|section| section.parent);
    let above = std::iter::successors(structure.section_of(block), parent);
    let below = structure.sections.iter().position(|section| section.block > block);
    above.chain(below).any(|index| {
        let mut all = context.candidates.all.iter();
        let candidate = all.find(|candidate| candidate.section == Some(index));
        candidate.is_some_and(|candidate| candidate.is_about_any(&topics))
    })
}
