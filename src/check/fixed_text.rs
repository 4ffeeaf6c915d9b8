//! Texts of a form that must stand as they are.

use super::Context;
use super::draft::Answer;
use super::form_text::{Words, words};
use crate::certification::Requirement;
use crate::finding::Status;
use crate::hash::HashSet;
use crate::message::{Message, counted};
use crate::say;

/// One word in so many may differ: a gender chosen, a word that the page's layout cut.
const ONE_IN: usize = 10;
/// Share of its words from which a text is there, however changed.
const THERE: f64 = 0.6;

/// How a text was found.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Found {
    Unchanged,
    Changed(usize),
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
    let list = |absent: &str, changed: &str| {
        let each = faults.iter().take(4).map(|(text, found)| {
            let state = if matches!(found, Found::Absent) { absent } else { changed };
            format!("« {} » ({state})", super::subject::excerpt(text))
        });
        each.collect::<Vec<_>>().join(" ; ")
    };
    let Message { fr, en } = Message::new(list("introuvable", "modifié"), list("not found", "changed"));
    let at = faults.iter().find_map(|(_, found)| match found {
        Found::Changed(block) => Some(context.dossier.place(*block)),
        _ => None,
    });
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
    let Message { fr: texts, .. } = counted(bad, ["texte", "textes"], ["", ""]);
    Answer::new(
        requirement,
        Status::NotMet,
        0.75,
        say!("{texts} sur {count} : {fr}.", "{bad} of {count} texts: {en}."),
    )
    .found(Message::new(fr, en))
    .at(at.unwrap_or_default())
}

/// The best place of `text` in the words of a document.
fn find(stream: &[(&str, usize)], text: &[String]) -> Found {
    let set: HashSet<&str> = text.iter().map(String::as_str).collect();
    let reach = text.len() + text.len() / 4 + 2;
    let slack = text.len() / ONE_IN;
    let mut best = (0, 0);
    for (at, (word, block)) in stream.iter().enumerate() {
        if !text.iter().take(3).any(|first| first == word) {
            continue;
        }
        let window: Words = stream.iter().skip(at).take(reach).map(|(word, _)| (*word).to_owned()).collect();
        let shared = window.iter().filter(|word| set.contains(word.as_str())).count();
        if (shared as f64) < THERE * text.len() as f64 {
            continue;
        }
        let same = in_order(text, &window);
        if same > best.0 {
            best = (same, *block);
        }
    }
    if best.0 + slack >= text.len() {
        Found::Unchanged
    } else if best.0 as f64 >= THERE * text.len() as f64 {
        Found::Changed(best.1)
    } else {
        Found::Absent
    }
}

/// How many words of `text` stand in `window` in their order.
fn in_order(text: &[String], window: &[String]) -> usize {
    let mut row = vec![0; window.len() + 1];
    for word in text {
        let mut diagonal = 0;
        for (column, other) in window.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
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
    fn a_gender_chosen_is_no_change_and_another_sentence_is() {
        let of = |text: &str| found(&format!("Page 3. Je soussignée Zoé, {text} Fait à Lyon"), TEXT);
        assert_eq!(of(TEXT), Found::Unchanged);
        assert_eq!(of(&TEXT.replace("l'auteur(e)", "l’auteure")), Found::Unchanged);
        let shortened =
            "déclare que les renseignements fournis dans ce dossier sont exacts et que je suis seul.";
        assert_eq!(of(shortened), Found::Changed(0));
        assert_eq!(of("certifie avoir tout écrit."), Found::Absent);
    }
}
