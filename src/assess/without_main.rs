//! What is told where nothing that was handed in is the document that a session is mainly about.

use crate::certification::Certification;
use crate::discover::is_archive;
use crate::document::{Notice, NoticeKind};
use crate::dossier::HandedIn;
use crate::message::Message;
use crate::say;

/// Files that are named before the others are only told to be there.
const NAMED: usize = 5;

/// That the document `main` is not among what was handed in; why each of `documents`, by the name it is told under, is
/// none; and what to do. `unread` are the files that nobody opened: it may be among them.
pub fn without_main<'a>(
    certification: Option<&Certification>,
    documents: impl IntoIterator<Item = (&'a str, &'a HandedIn)>,
    unread: &[&str],
) -> Vec<Message> {
    let main = certification.and_then(|rules| rules.document(rules.main_document()));
    let title = main.map_or_else(
        || say!("le dossier de projet", "the dossier de projet"),
        |document| document.title.clone(),
    );
    let mut out = vec![none_of(&title)];
    let mut any = false;
    for (name, document) in documents {
        any = true;
        out.push(what_it_is(name, document, &title));
    }
    let (archives, others): (Vec<&str>, Vec<&str>) =
        unread.iter().copied().partition(|name| is_archive(name.as_ref()));
    out.extend(listed(&archives).map(|names| {
        say!(
            "À vérifier : une archive n'est pas ouverte ({names}). Décompressez-la à côté d'elle, puis recommencez (receive : avec --replace) ; ou demandez au candidat ses documents eux-mêmes (DOCX, ODT ou PDF).",
            "To be checked: an archive is not opened ({names}). Unpack it beside where it lies, then do this again (receive: with --replace); or ask the candidate for the documents themselves (DOCX, ODT or PDF)."
        )
    }));
    out.extend(listed(&others).map(|names| {
        say!(
            "À vérifier : ces fichiers ne sont pas d'un genre que conforme ouvre ({names}). Si le dossier en est un, demandez au candidat de l'enregistrer en DOCX, ODT ou PDF.",
            "To be checked: these files are of no kind that conforme opens ({names}). If one is the dossier, ask the candidate to save it as DOCX, ODT or PDF."
        )
    }));
    if any {
        let (Message { fr, en }, id) = (title, main.map_or("dossier", |document| &document.id));
        out.push(say!(
            "À vérifier : il faut {fr} ; si c'est un de ces fichiers, dites lequel (« documents » dans conforme.toml, ou --document {id}).",
            "To be checked: {en} is needed; if it is one of these files, say which (“documents” in conforme.toml, or --document {id})."
        ));
    }
    out
}

/// All that, as a remark on what was judged.
pub(super) fn notice(certification: &Certification, documents: &[HandedIn], unread: &[&str]) -> Notice {
    let named = documents.iter().map(|one| (one.path.as_str(), one));
    let mut told = without_main(Some(certification), named, unread);
    if let [one] = documents {
        let (Message { fr, en }, role) = (&one.title, &one.role);
        told.push(say!(
            "Pour ne juger que {fr} : --document {role}.",
            "To have only {en} judged: --document {role}."
        ));
    }
    let joined = |get: fn(&Message) -> &str| told.iter().map(get).collect::<Vec<_>>().join(" ");
    let message = Message::new(joined(|one| &one.fr), joined(|one| &one.en));
    Notice { kind: NoticeKind::NoMainDocument, message, page: None }
}

fn none_of(title: &Message) -> Message {
    let Message { fr, en } = title;
    let fr = match (fr.strip_prefix("le "), fr.strip_prefix("la ")) {
        (Some(name), _) => format!("Aucun {name} parmi ces fichiers."),
        (_, Some(name)) => format!("Aucune {name} parmi ces fichiers."),
        _ => format!("Il manque {fr} parmi ces fichiers."),
    };
    let en = en.strip_prefix("the ").unwrap_or(en);
    Message::new(fr, format!("No {en} among these files."))
}

fn what_it_is(name: &str, document: &HandedIn, main: &Message) -> Message {
    let (by, from) = match document.recognised_by.as_str() {
        "words" => ("d'après ses mots, ", "by its words, "),
        "format" => ("d'après son format, ", "by its format, "),
        "name" => ("d'après son nom, ", "by its name, "),
        _ => ("", ""),
    };
    let (Message { fr, en }, Message { fr: not, en: not_en }) = (&document.title, main);
    say!("{name} : {by}c'est {fr}, et non {not}.", "{name}: {from}it is {en}, not {not_en}.")
}

fn listed(names: &[&str]) -> Option<String> {
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| format!("{shown}{}", if names.len() > NAMED { ", …" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::none_of;
    use crate::message::Message;

    #[test]
    fn what_is_missing_is_called_by_its_title() {
        for (title, told) in [
            (Message::new("le portfolio", "the portfolio"), "Aucun portfolio parmi ces fichiers."),
            (Message::new("la note", "the note"), "Aucune note parmi ces fichiers."),
            (Message::new("l'étude", "the study"), "Il manque l'étude parmi ces fichiers."),
        ] {
            assert_eq!(none_of(&title).fr, told);
        }
        assert_eq!(
            none_of(&Message::new("le portfolio", "the portfolio")).en,
            "No portfolio among these files."
        );
    }
}
