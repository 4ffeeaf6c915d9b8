//! Texts of a form that must stand as they are.

use std::ops::Range;

use super::Context;
use super::alterations::{Alteration, Read, denies, lay};
use super::draft::Answer;
use super::form_text::words;
use super::subject::excerpt;
use crate::certification::Requirement;
use crate::finding::Status;
use crate::hash::HashSet;
use crate::lexicon::Normalised;
use crate::message::{Message, counted};
use crate::say;

/// Share of its words from which a text is there, however changed.
const THERE: f64 = 0.6;
/// One word in so many may be one that was lost in the reading of a page.
const ONE_IN: usize = 10;
/// How many texts are told, and how many changes of each.
const TEXTS: usize = 4;
const CHANGES: usize = 3;

/// How a text was found.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Unchanged,
    /// From a word of the document on.
    Changed(usize, Vec<Alteration>),
    Absent,
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, texts: &[String]) -> Answer {
    let stream = context.form.stream();
    let found: Vec<(&String, Found)> = texts.iter().map(|text| (text, find(&stream, &words(text)))).collect();
    let faults: Vec<&(&String, Found)> = found.iter().filter(|(_, f)| *f != Found::Unchanged).collect();
    let (count, bad) = (texts.len(), faults.len());
    if faults.is_empty() {
        let message =
            say!("Les {count} textes vérifiés du formulaire sont intacts", "The {count} texts are unchanged");
        return Answer::new(requirement, Status::Met, 0.9, message);
    }
    if bad == count && faults.iter().all(|(_, found)| *found == Found::Absent) {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.5,
            say!(
                "Aucun des textes du formulaire n'a été trouvé : est-ce bien ce formulaire ?",
                "None of the form's texts was found: is this the form?"
            ),
        );
    }
    let each: Vec<Message> =
        faults.iter().take(TEXTS).map(|(text, found)| told(context, &stream, text, found)).collect();
    let list = |get: fn(&Message) -> &str| each.iter().map(get).collect::<Vec<_>>().join(" ; ");
    let (fr, en) = (list(|m| &m.fr), list(|m| &m.en));
    let at = faults.iter().find_map(|(_, found)| match found {
        Found::Changed(at, _) => stream.get(*at).map(|(_, block)| context.dossier.place(*block)),
        _ => None,
    });
    let Message { fr: texts, .. } = counted(bad, ["texte", "textes"], ["", ""]);
    let doubtful = !context.dossier.structure.document.knows_tables
        && faults.iter().all(|(text, found)| may_be_misread(&stream, text, found));
    let (status, confidence, message) = if doubtful {
        let message = say!(
            "{texts} sur {count} : {fr}. La mise en page a pu couper ou mêler ces mots : comparez avec le formulaire.",
            "{bad} of {count} texts: {en}. The layout may have cut or mixed these words: compare with the form."
        );
        (Status::NotJudged, 0.4, message)
    } else {
        let message = say!("{texts} sur {count} : {fr}.", "{bad} of {count} texts: {en}.");
        (Status::NotMet, 0.75, message)
    };
    Answer::new(requirement, status, confidence, message)
        .found(Message::new(fr, en))
        .at(at.unwrap_or_default())
}

/// A text and what was changed in it.
fn told(context: &Context<'_>, stream: &[Read<'_>], text: &str, found: &Found) -> Message {
    let short = excerpt(text);
    let alterations = match found {
        Found::Changed(_, alterations) => alterations.as_slice(),
        _ => return say!("« {short} » (introuvable)", "“{short}” (not found)"),
    };
    let own = Normalised::of(text);
    let mut changes: Vec<Message> = alterations
        .iter()
        .take(CHANGES)
        .map(|Alteration { was, is }| {
            let was = own.source(was.clone()).and_then(|range| text.get(range)).unwrap_or_default();
            let is = as_read(context, stream, is);
            match (was, is.as_str()) {
                (_, "") => say!("« {was} » manque", "“{was}” is missing"),
                ("", _) => say!("« {is} » ajouté", "“{is}” was added"),
                _ => say!("« {was} » devenu « {is} »", "“{was}” became “{is}”"),
            }
        })
        .collect();
    if alterations.len() > CHANGES {
        changes.push(Message::same("…".to_owned()));
    }
    let list = |get: fn(&Message) -> &str| changes.iter().map(get).collect::<Vec<_>>().join(", ");
    let (fr, en) = (list(|m| &m.fr), list(|m| &m.en));
    say!("« {short} » (modifié : {fr})", "“{short}” (changed: {en})")
}

/// The words `range` of the document as they are written, block by block.
fn as_read(context: &Context<'_>, stream: &[Read<'_>], range: &Range<usize>) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut from = range.start;
    while let Some((_, block)) = stream.get(from).filter(|_| from < range.end) {
        let first = stream.partition_point(|(_, other)| other < block);
        let end = stream.partition_point(|(_, other)| other <= block).min(range.end);
        let text = context.dossier.block(*block).map(|block| block.text()).unwrap_or_default();
        let place = Normalised::of(&text).source(from - first..end - first);
        out.extend(place.and_then(|place| text.get(place)).map(excerpt));
        from = end.max(from + 1);
    }
    out.join(" ")
}

/// True where what was changed may be what the reading of a page made of it: few words that are missing, or that stand
/// between others and deny nothing.
fn may_be_misread(stream: &[Read<'_>], text: &str, found: &Found) -> bool {
    let Found::Changed(_, alterations) = found else { return false };
    let lost: usize = alterations.iter().map(|it| it.was.len()).sum();
    let one_sided = |it: &Alteration| {
        let read: Vec<&str> =
            stream.get(it.is.clone()).unwrap_or_default().iter().map(|(word, _)| *word).collect();
        it.is.is_empty() || it.was.is_empty() && !denies(&read)
    };
    lost <= words(text).len() / ONE_IN && alterations.iter().all(one_sided)
}

/// The best place of `text` in the words of a document.
fn find(stream: &[Read<'_>], text: &[String]) -> Found {
    let set: HashSet<&str> = text.iter().map(String::as_str).collect();
    let reach = text.len() + text.len() / 4 + 2;
    let least = THERE * text.len() as f64;
    let mut best = None;
    for (at, (word, _)) in stream.iter().enumerate() {
        if !text.iter().take(3).any(|first| first == word) {
            continue;
        }
        let window = at..(at + reach).min(stream.len());
        let shared = stream.get(window.clone()).unwrap_or_default().iter();
        if (shared.filter(|(word, _)| set.contains(word)).count() as f64) < least {
            continue;
        }
        let Some(laid) = lay(text, stream, window) else { continue };
        let worth = (laid.same, std::cmp::Reverse(laid.alterations.len()));
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, laid));
        }
    }
    match best {
        Some((_, laid)) if laid.alterations.is_empty() => Found::Unchanged,
        Some((_, laid)) if laid.same as f64 >= least => Found::Changed(laid.start, laid.alterations),
        _ => Found::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str, text: &str) -> Found {
        let all = words(document);
        let stream: Vec<(&str, usize)> = all.iter().map(|word| (word.as_str(), 0)).collect();
        find(&stream, &words(text))
    }

    const TEXT: &str = "déclare sur l'honneur que les renseignements fournis dans ce dossier sont exacts et que je \
                        suis l'auteur(e) des réalisations jointes.";

    #[test]
    fn a_gender_chosen_is_no_change_and_another_word_is() {
        let of = |text: &str| found(&format!("Page 3. Je soussignée Zoé, {text} Fait à Lyon"), TEXT);
        assert_eq!(of(TEXT), Found::Unchanged);
        assert_eq!(of(&TEXT.replace("l'auteur(e)", "l’auteure")), Found::Unchanged);
        for (from, to) in [
            ("exacts", "inexacts"),
            ("sont exacts", "ne sont pas exacts"),
            (" sur l'honneur", ""),
            ("fournis dans ce dossier ", ""),
        ] {
            assert!(matches!(of(&TEXT.replace(from, to)), Found::Changed(5, _)), "{to}");
        }
        assert_eq!(of("certifie avoir tout écrit."), Found::Absent);
    }

    #[test]
    fn a_text_that_stands_twice_is_taken_where_it_was_changed_least() {
        let altered = TEXT.replace("sont exacts", "sont presque exacts");
        assert_eq!(found(&format!("{altered} {TEXT}"), TEXT), Found::Unchanged);
    }
}
