//! How well a title fits topics.
//!
//! A French title says first what it is about and then of what: « Contexte de la migration » is about a context,
//! « Diagramme de contexte » is not. So a phrase counts for much where it opens the title, or a part of it after
//! punctuation or « et », and otherwise as far as it covers what the title says.

use std::ops::Range;

use super::grammar::{Function, function, is_inversion};
use super::pattern::{Hit, Part, Pattern, TitleWord};
use super::words::{Joint, Normalised};
use super::{Fit, Lexicon, OwnNames, title};

/// What a light word adds to what a title says, an ordinary word adding 1.
const LIGHT: f32 = 0.25;
/// The best score of a weak phrase, and of a word with a typing error.
const NEAR: f32 = 0.7;
/// The best score of a title that stands under one where it means something else.
const ELSEWHERE: f32 = 0.6;
/// The most that a title may say before the part of it that a phrase opens, and what says so much that it is a sentence,
/// in which still less may stand before.
const FAR: f32 = 6.0;
const SENTENCE: f32 = 12.0;
const FAR_IN_SENTENCE: f32 = 4.0;
/// The most of a title that may lie outside a phrase that must stand alone.
const ALONE: f32 = 0.8;
/// The score of such a phrase with a complement: « Les étapes de la bascule » may tell how the work was organised, and
/// « Les étapes du paiement » does not.
const COMPLEMENTED: f32 = 0.5;

/// The topics that `title` may serve, best first.
pub(super) fn fits(lexicon: &Lexicon, title: &str, own: &OwnNames) -> Vec<Fit> {
    let Line { words, core, line } = Line::of(lexicon, title, own);
    // A class or a function is called after anything: only a whole phrase at its head says what such a title is about.
    let code = title::names_code(title);
    let hits = hits(lexicon, &line);
    let mut best: Vec<Option<(f32, &Hit)>> = vec![None; lexicon.topics.len()];
    for (pattern, hit) in hits.iter().filter(|(pattern, _)| pattern.part.speaks_for()) {
        if vetoed(&hits, pattern, hit, &line) || tells_subject(&line, hit) {
            continue;
        }
        let mut score = score(pattern, hit, &hits, &line);
        if code && !(hit.at.len() > 1 && opens_title(&line, hit)) {
            score = score.min(NEAR);
        }
        if let Some(slot) = best.get_mut(pattern.topic)
            && score > slot.map_or(0.0, |(score, _)| score)
        {
            *slot = Some((score, hit));
        }
    }
    let mut fits: Vec<Fit> = best
        .iter()
        .zip(&lexicon.topics)
        .filter_map(|(best, topic)| {
            let (score, hit) = (*best)?;
            let matched = matched(title, &words, core.start, hit);
            Some(Fit { topic: topic.id.clone(), score, matched })
        })
        .collect();
    fits.sort_by(|a, b| b.score.total_cmp(&a.score));
    fits
}

/// True where the hit is only about who does what the title tells.
fn tells_subject(line: &[TitleWord], hit: &Hit) -> bool {
    let says = |at: &&usize| line.get(**at).is_some_and(|word| word.weight > 0.0);
    let mut words = hit.at.iter().filter(says).peekable();
    words.peek().is_some() && words.all(|at| line.get(*at).is_some_and(|word| word.subject))
}

/// Lowers the fits of a title that stands under `above` to what they mean there.
pub(super) fn lower_under(lexicon: &Lexicon, fits: &mut [Fit], above: &str) {
    let Line { line, .. } = Line::of(lexicon, above, &OwnNames::default());
    for (pattern, hit) in hits(lexicon, &line) {
        if pattern.part == Part::NotUnder && hit.is_close(&line) {
            let topic = lexicon.topics.get(pattern.topic).map(|topic| topic.id.as_str());
            for fit in fits.iter_mut().filter(|fit| Some(fit.topic.as_str()) == topic) {
                fit.score = fit.score.min(ELSEWHERE);
            }
        }
    }
}

/// A title, ready to be compared.
struct Line {
    words: Normalised,
    /// Its words without numbering.
    core: Range<usize>,
    /// What is to be known of them.
    line: Vec<TitleWord>,
}

impl Line {
    fn of(lexicon: &Lexicon, title: &str, own: &OwnNames) -> Self {
        let words = title::normalise(title);
        let core = title::core(title, &words);
        let mut line: Vec<TitleWord> =
            core.clone().map(|index| title_word(lexicon, title, &words, index, own)).collect();
        free_question_words(&words, core.start, &mut line);
        lighten_question(title, &words, core.start, &mut line);
        lighten_subject(&words, core.start, &mut line);
        Self { words, core, line }
    }
}

/// « Avec quels acteurs », « Dans quel contexte » ask for what follows, and make no complement of it.
fn free_question_words(words: &Normalised, offset: usize, line: &mut [TitleWord]) {
    for (at, word) in line.iter_mut().enumerate() {
        let next = words.word(offset + at + 1);
        let asks = matches!(next, "quel" | "quelle" | "quels" | "quelles" | "qui" | "quoi");
        if asks && word.function == Function::Preposition {
            word.function = Function::Filler;
        }
    }
}

/// A question says what it is about before its verb: in « Avec quels acteurs ai-je travaillé ? », « travaillé » adds
/// hardly anything.
fn lighten_question(title: &str, words: &Normalised, offset: usize, line: &mut [TitleWord]) {
    if !title.trim_end().ends_with('?') {
        return;
    }
    let Some(verb) =
        (1..line.len()).find(|at| is_inversion(words.word(offset + at - 1), words.word(offset + at)))
    else {
        return;
    };
    let after = line.iter_mut().skip(verb + 1).take_while(|word| !word.opens);
    for word in after.filter(|word| word.weight > LIGHT) {
        word.weight = LIGHT;
    }
}

/// « Ce que le cabinet attendait », « Ce qu'Argos doit livrer » are about what was expected, by whomever.
fn lighten_subject(words: &Normalised, offset: usize, line: &mut [TitleWord]) {
    if words.word(offset) != "ce" || !matches!(words.word(offset + 1), "que" | "qu") {
        return;
    }
    let article =
        matches!(words.word(offset + 2), "le" | "la" | "l" | "les" | "mon" | "ma" | "notre" | "mes");
    let Some(subject) = line.get_mut(if article { 3 } else { 2 }) else { return };
    if subject.function == Function::Content && (article || subject.own) {
        subject.weight = subject.weight.min(LIGHT);
        subject.subject = true;
    }
}

fn title_word(lexicon: &Lexicon, title: &str, words: &Normalised, index: usize, own: &OwnNames) -> TitleWord {
    let word = words.word(index);
    let vocabulary = &lexicon.vocabulary;
    let function = function(word);
    let known = vocabulary.stem(word);
    let stem = match function {
        Function::Content => known.or_else(|| vocabulary.nearly(word)),
        _ => known,
    };
    let light = stem.and_then(|stem| lexicon.light.get(&stem).copied());
    let weight = match function {
        Function::Content if word.len() < 2 || title::is_number(word) => 0.0,
        Function::Content if light.is_some() || own.contains(word) => LIGHT,
        Function::Content => 1.0,
        _ => 0.0,
    };
    TitleWord {
        own: light.is_none() && own.contains(word),
        subject: false,
        stem,
        literal: vocabulary.literal(word),
        function,
        weight,
        lead_in: light == Some(true),
        opens: words.joint(index) == Joint::Break && !is_quoted(title, words, index),
        typo: known.is_none() && stem.is_some(),
    }
}

/// True where nothing but a quotation mark stands before word `index`: « Page “Ressources” » names a page.
fn is_quoted(title: &str, words: &Normalised, index: usize) -> bool {
    let between = index.checked_sub(1).and_then(|before| {
        let (before, after) = (words.source(before..index)?, words.source(index..index + 1)?);
        title.get(before.end..after.start)
    });
    between.is_some_and(|between| matches!(between.trim(), "“" | "«" | "\"" | "‘" | "„"))
}

fn hits<'a>(lexicon: &'a Lexicon, line: &[TitleWord]) -> Vec<(&'a Pattern, Hit)> {
    let mut hits = Vec::new();
    for (first, word) in line.iter().enumerate() {
        let by_stem = word.stem.map(|stem| lexicon.by_stem.get(stem));
        let by_literal = word.literal.map(|literal| lexicon.by_literal.get(literal));
        let numbers = by_stem.into_iter().chain(by_literal).flatten();
        for pattern in numbers.filter_map(|number| lexicon.patterns.get(*number as usize)) {
            if let Some(hit) = pattern.find(line, first) {
                hits.push((pattern, hit));
            }
        }
    }
    hits
}

/// True where a counter-example of the same topic covers words of the hit, or a longer weak phrase covers them all.
fn vetoed(hits: &[(&Pattern, Hit)], pattern: &Pattern, hit: &Hit, line: &[TitleWord]) -> bool {
    hits.iter().filter(|(other, _)| other.topic == pattern.topic).any(|(other, veto)| {
        let overrules = match other.part {
            Part::Not => hit.at.iter().any(|at| veto.at.contains(at)) && veto.is_one_phrase(line),
            Part::Weak => veto.at.len() > hit.at.len() && hit.at.iter().all(|at| veto.at.contains(at)),
            Part::Alias | Part::Alone | Part::Vague | Part::NotUnder => false,
        };
        overrules && veto.is_close(line)
    })
}

fn score(pattern: &Pattern, hit: &Hit, hits: &[(&Pattern, Hit)], line: &[TitleWord]) -> f32 {
    let total = weight(Some(line));
    let covered: f32 = hit.at.iter().filter_map(|at| line.get(*at)).map(|word| word.weight).sum();
    let alone = matches!(pattern.part, Part::Alone | Part::Vague);
    if alone && total - covered > ALONE && !is_all_of_its_part(hit, hits, line) {
        let heads = hit.at.first().is_some_and(|first| is_head(line, *first));
        return if heads && pattern.part == Part::Alone { COMPLEMENTED } else { 0.0 };
    }
    // « Gestion d'Argos » may be about the project of that name, or about a program.
    let named = alone && line.iter().any(|word| word.own);
    let far = if total > SENTENCE { FAR_IN_SENTENCE } else { FAR };
    let coverage = if total > 0.0 { covered / total } else { 1.0 };
    let score = match hit.at.as_slice() {
        [first, ..] if is_head(line, *first) && weight(line.get(..*first)) <= far => 0.8 + 0.2 * coverage,
        [_] => 0.9 * coverage,
        _ => 0.2 + 0.75 * coverage,
    };
    let score = (score - 0.04 * hit.skipped as f32).max(0.0);
    let typo = !pattern.literal && hit.at.iter().filter_map(|at| line.get(*at)).any(|word| word.typo);
    if matches!(pattern.part, Part::Weak | Part::Vague) || typo || named { score * NEAR } else { score }
}

fn weight(words: Option<&[TitleWord]>) -> f32 {
    words.unwrap_or_default().iter().map(|word| word.weight).sum()
}

/// True where nothing but grammar and words like « présentation » stands before the hit.
fn opens_title(line: &[TitleWord], hit: &Hit) -> bool {
    let before = hit.at.first().and_then(|first| line.get(..*first)).unwrap_or_default();
    before.iter().all(|word| word.weight == 0.0 || word.lead_in)
}

/// True where the hit is one of the things that a title puts side by side, and the others are such things as well:
/// « Livrables et calendrier », not « Statistiques et calendrier ». Not where it, or one before it, has a complement, which
/// what follows « et » may belong to.
fn is_all_of_its_part(hit: &Hit, hits: &[(&Pattern, Hit)], line: &[TitleWord]) -> bool {
    let until = hit.at.last().map_or(0, |last| last + 1);
    let own = line.iter().skip(until).position(|word| word.opens || word.function == Function::Conjunction);
    let own = own.map_or(line.len(), |more| until + more);
    if line.iter().take(own).any(|word| word.function == Function::Preposition) {
        return false;
    }
    let weight = |part: &Range<usize>| -> f32 {
        line.get(part.clone()).unwrap_or_default().iter().map(|word| word.weight).sum()
    };
    let says_all = |hit: &Hit, part: &Range<usize>| {
        let covered: f32 = hit.at.iter().filter_map(|at| line.get(*at)).map(|word| word.weight).sum();
        hit.at.iter().all(|at| part.contains(at)) && weight(part) - covered <= ALONE
    };
    let parts = parts(line);
    let known = |part: &Range<usize>| {
        weight(part) == 0.0
            || hits.iter().any(|(pattern, other)| pattern.part.speaks_surely() && says_all(other, part))
    };
    parts.iter().any(|part| says_all(hit, part)) && parts.iter().all(known)
}

/// The things that a title puts side by side.
fn parts(line: &[TitleWord]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, word) in line.iter().enumerate() {
        if at > start && (word.opens || word.function == Function::Conjunction) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..line.len());
    parts
}

/// True where word `at` opens the title or a part of it, but for grammar and words like « présentation ».
///
/// What stands behind a preposition that opens the title is a circumstance: « En phase de développement », « Pour réaliser
/// une sauvegarde ».
fn is_head(line: &[TitleWord], first: usize) -> bool {
    let mut at = first;
    let opens =
        |at: usize| at == first || line.get(at).is_some_and(|word| word.function != Function::Preposition);
    while let (Some(word), Some(before)) = (line.get(at), at.checked_sub(1).and_then(|i| line.get(i))) {
        if word.opens {
            return opens(at);
        }
        if before.function == Function::Conjunction {
            return word.function != Function::Preposition || complements_lead_in(line, at - 1);
        }
        // « Project abstract »: in English what a title is about stands behind what it is of.
        let of_the_project = before.weight == LIGHT && word.function == Function::Content;
        // « Présentation générale de l'entreprise »: an adjective of no weight belongs to the word before it.
        let adjective = before.weight == LIGHT
            && at.checked_sub(2).and_then(|i| line.get(i)).is_some_and(|word| word.lead_in);
        let skipped = before.function != Function::Content
            || before.lead_in
            || before.weight == 0.0
            || of_the_project
            || adjective;
        if !skipped {
            return false;
        }
        at -= 1;
    }
    opens(at)
}

/// True where the words before the conjunction `at` are « présentation de … »: what follows it is then told as well.
fn complements_lead_in(line: &[TitleWord], conjunction: usize) -> bool {
    let start = (0..conjunction).rev().find(|at| line.get(*at).is_some_and(|word| word.opens)).unwrap_or(0);
    let part = line.get(start..conjunction).unwrap_or_default();
    part.iter()
        .find(|word| word.function == Function::Content && word.weight > 0.0)
        .is_some_and(|word| word.lead_in)
}

fn matched(title: &str, words: &Normalised, offset: usize, hit: &Hit) -> Vec<String> {
    hit.at
        .iter()
        .filter_map(|at| words.source(offset + at..offset + at + 1))
        .filter_map(|range| title.get(range))
        .map(str::to_owned)
        .collect()
}
