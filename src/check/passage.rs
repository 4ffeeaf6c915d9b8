//! The passage a topic names: the French résumé, the English abstract. Its text decides, not its heading.

use std::ops::Range;

use super::Context;
use super::candidates::{Candidate, of_role};
use super::draft::Answer;
use super::presence;
use super::subject::Subject;
use crate::certification::{Asks, Requirement};
use crate::document::Kind;
use crate::finding::Status;
use crate::lexicon::Normalised;
use crate::measure::{Language, Tally};

/// Words below which a passage is taken for empty.
pub(super) const FEW_WORDS: usize = 15;

/// A passage under a heading.
#[derive(Clone, Debug)]
pub(super) struct Passage<'a> {
    pub(super) candidate: &'a Candidate,
    /// Its blocks, without the heading, up to where another language begins.
    pub(super) blocks: Range<usize>,
    /// The language of most of it.
    pub(super) language: Option<Language>,
    /// What counts in it.
    pub(super) tally: Tally,
}

/// Passages under headings that fit `topic` (surely, or nearly where the heading opens a section), best first: those in
/// `language` before others, non-empty before empty.
pub(super) fn passages<'a>(
    context: &'a Context<'_>,
    topic: &str,
    language: Option<&str>,
) -> Vec<Passage<'a>> {
    let topics = [topic.to_owned()];
    let mut out: Vec<(f32, Passage<'a>)> = context
        .candidates
        .sections_about(&topics)
        .map(|found| (found.score, passage(context.dossier, found.candidate, language)))
        .collect();
    if let Some(wanted) = language.filter(|_| out.iter().all(|(_, passage)| rank(passage, language) < BEST)) {
        out.extend(under_another(context, topic, wanted));
    }
    out.sort_by(|(a_score, a), (b_score, b)| {
        rank(b, language).cmp(&rank(a, language)).then(b_score.total_cmp(a_score))
    });
    // « Résumés » over « Résumé en français » and « Abstract » is neither: what it holds is.
    let holds_other = |whole: &Passage<'_>| {
        out.iter().any(|(_, part)| {
            part.candidate.block > whole.candidate.block
                && whole.candidate.range.contains(&part.candidate.block)
                && rank(part, language) >= rank(whole, language)
        })
    };
    let over: Vec<bool> = out.iter().map(|(_, passage)| holds_other(passage)).collect();
    let parts = out.into_iter().zip(over).filter(|(_, over)| !over);
    let mut parts: Vec<Passage<'_>> = parts.map(|((_, passage), _)| passage).collect();
    take_what_goes_on(context.dossier, &mut parts);
    parts
}

/// Gives the best of `passages` what follows it under « Abstract (continued) ».
fn take_what_goes_on(subject: &Subject, passages: &mut Vec<Passage<'_>>) {
    const GOES_ON: [&str; 6] = ["suite", "continued", "cont", "contd", "fin", "end"];
    let goes_on = |title: &str| Normalised::of(title).words().any(|word| GOES_ON.contains(&word));
    let Some((best, rest)) = passages.split_first_mut() else { return };
    let mut taken = Vec::new();
    while let Some(next) = rest.iter().find(|next| {
        next.candidate.block == best.blocks.end
            && next.language == best.language
            && next.candidate.range.start >= best.candidate.range.end
            && goes_on(&next.candidate.title)
    }) {
        best.tally += next.tally;
        best.blocks.end = next.blocks.end;
        taken.push(next.candidate.block);
    }
    passages.retain(|passage| !taken.contains(&passage.candidate.block));
    if let Some(best) = passages.first_mut().filter(|_| !taken.is_empty()) {
        best.language = subject.shares(best.blocks.clone()).majority();
    }
}

/// Sections all of which are in `language` under a heading that names a passage asked for in another: « Résumé » over the
/// English abstract.
fn under_another<'a>(
    context: &'a Context<'_>,
    topic: &str,
    language: &str,
) -> impl Iterator<Item = (f32, Passage<'a>)> {
    let asked = context.certification.requirements.iter().filter_map(|requirement| match &requirement.asks {
        Asks::Presence(asks) => asks.language.as_deref().map(|in_it| (&asks.topics, in_it)),
        _ => None,
    });
    let others =
        asked.filter(move |(topics, in_it)| *in_it != language && !topics.iter().any(|it| it == topic));
    let topics: Vec<String> = others.flat_map(|(topics, _)| topics).cloned().collect();
    let found = context.candidates.sections_about(&topics);
    let found: Vec<_> = found.map(|found| (found.score, found.candidate)).collect();
    found.into_iter().filter_map(move |(score, candidate)| {
        let passage = passage(context.dossier, candidate, Some(language));
        let is_all = passage.blocks.end == candidate.range.end && passage.blocks.start == candidate.block + 1;
        (is_all && rank(&passage, Some(language)) == BEST).then_some((score, passage))
    })
}

/// The [`rank`] of a passage in the language that is asked for, which is not empty.
const BEST: u8 = 3;

/// As [`passages`], for what else is asked of the part that `requirement` is about: where another requirement asks for
/// that part by its heading, the passage that it found comes first, and there is none where it was not sure to find one.
pub(super) fn passages_of_part<'a>(
    context: &'a Context<'_>,
    requirement: &Requirement,
    topic: &str,
    language: Option<&str>,
) -> Vec<Passage<'a>> {
    let mut out = passages(context, topic, language);
    let asked = of_role(context.certification, &requirement.document).filter_map(|other| match &other.asks {
        Asks::Presence(asks) if asks.language.is_none() && asks.topics.iter().any(|one| one == topic) => {
            Some(presence::check(context, other, asks))
        }
        _ => None,
    });
    let asked: Vec<Answer> = asked.collect();
    let part = asked.iter().filter(|answer| answer.finding.status == Status::Met).find_map(|it| it.part);
    match part {
        Some(block) => {
            let own = context.candidates.all.iter().find(|candidate| candidate.block == block);
            let other = |passage: &Passage<'_>| passage.candidate.block != block;
            if let Some(candidate) = own.filter(|_| out.iter().all(other)) {
                out.push(self::passage(context.dossier, candidate, language));
            }
            out.sort_by_key(other);
        }
        None if !asked.is_empty() => out.clear(),
        None => {}
    }
    out
}

/// Better passages rank higher.
fn rank(passage: &Passage<'_>, language: Option<&str>) -> u8 {
    let right = language.is_some_and(|wanted| passage.language.is_some_and(|is| is.id() == wanted));
    2 * u8::from(right) + u8::from(passage.tally.count.words >= FEW_WORDS)
}

/// The passage that `candidate` opens. Where it holds text in `language` and in another, only the former.
fn passage<'a>(subject: &Subject, candidate: &'a Candidate, language: Option<&str>) -> Passage<'a> {
    let mut blocks = (candidate.block + 1).min(candidate.range.end)..candidate.range.end;
    if let Some(wanted) = language {
        blocks = in_language(subject, blocks, wanted);
    }
    let shares = subject.shares(blocks.clone());
    Passage { candidate, language: shares.majority(), tally: subject.tally(blocks.clone()), blocks }
}

/// Words of another language that may stand between two stretches of a passage and part it not.
const INSERTED: usize = 40;

/// Cuts `blocks` to the stretch in `wanted`, where there is one beside text in another language: an abstract that is
/// followed by its French version, or the reverse.
fn in_language(subject: &Subject, blocks: Range<usize>, wanted: &str) -> Range<usize> {
    let languages: Vec<Option<Language>> =
        blocks.clone().map(|index| subject.language(index..index + 1)).collect();
    let is = |language: &Option<Language>| language.map(|language| language.id() == wanted);
    let Some(first) = languages.iter().position(|language| is(language) == Some(true)) else { return blocks };
    if !languages.iter().any(|language| is(language) == Some(false)) {
        return blocks;
    }
    let before =
        languages[..first].iter().rposition(|language| is(language) == Some(false)).map_or(0, |at| at + 1);
    let (mut other, mut words) = (None, 0);
    for (at, language) in (blocks.start..).zip(&languages).skip(first) {
        match (is(language), other) {
            // What stood between was a quotation, a caption, a figure.
            (Some(true), _) => (other, words) = (None, 0),
            (Some(false), None) => other = Some(at),
            _ => {}
        }
        let heading = subject.block(at).is_some_and(|block| block.heading().is_some());
        words += if other.is_some() { subject.count(at..at + 1).words } else { 0 };
        if other.is_some() && (heading || words > INSERTED) {
            break;
        }
    }
    trim_headings(subject, blocks.start + before..other.unwrap_or(blocks.end))
}

/// Leaves out headings at the end of a stretch: they open what follows.
fn trim_headings(subject: &Subject, mut blocks: Range<usize>) -> Range<usize> {
    while blocks.end > blocks.start
        && subject.block(blocks.end - 1).is_some_and(|b| matches!(b.kind, Kind::Heading(_)) || b.is_blank())
    {
        blocks.end -= 1;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::in_language;
    use crate::assess::prepare;
    use crate::read::Limits;
    use crate::source::Source;

    const ENGLISH: &str =
        "The servers of the town have been moved to a new room, and they were told about it.";
    const FRENCH: &str =
        "Les serveurs de la mairie ont été déplacés dans une salle neuve, et ils en ont été avertis.";

    fn words(paragraphs: &[&str]) -> usize {
        let source = Source::new("d.md", paragraphs.join("\n\n").into_bytes());
        let subject = prepare(&source, &Limits::default()).unwrap();
        let all = 0..subject.structure.document.blocks.len();
        subject.count(in_language(&subject, all, "en")).words
    }

    #[test]
    fn a_line_in_another_language_parts_no_passage() {
        let own = words(&[ENGLISH]);
        let caption = "Figure 1 : la salle des serveurs de la mairie avant les travaux.";
        assert!(words(&[ENGLISH, caption, ENGLISH]) > 2 * own);
        assert_eq!(
            words(&[ENGLISH, FRENCH, FRENCH, FRENCH, ENGLISH]),
            own,
            "its French version stands between"
        );
        assert_eq!(words(&[ENGLISH, caption]), own);
        assert_eq!(words(&[FRENCH, ENGLISH]), own);
    }
}
