//! The receipt as a page to print or to send.

mod files;

use maud::{Markup, html};

use super::waiting::{by_part, waits};
use super::{Text, stand_alone};
use crate::calendar::{Date, Zone, english_date, french_date};
use crate::certification::RESUME;
use crate::finding::Status;
use crate::message::Lang;
use crate::receipt::{Answer, Due, File, Receipt, Waived};
use crate::report::words::{self, pick};

/// The page: self-contained, without script.
pub(in crate::report) fn page(receipt: &Receipt, lang: Lang) -> String {
    let outcome = receipt.outcome();
    let title = pick(lang, "Reçu de dépôt", "Receipt");
    let title = format!("{title} – {}{}{}", receipt.candidate, words::colon(lang), outcome.get(lang));
    stand_alone(&title, &body(receipt, lang), lang)
}

fn body(receipt: &Receipt, lang: Lang) -> Markup {
    let class = if receipt.is_to_be_checked() { "open" } else { "good" };
    let sign = if receipt.is_to_be_checked() { "?" } else { "✓" };
    html! {
        header {
            (super::brand(lang))
            h1 { (pick(lang, "Reçu de dépôt", "Receipt")) }
            div.verdict.(class) {
                p { span.sign aria-hidden="true" { (sign) } " " (Text(&capital(receipt.outcome().get(lang)))) }
            }
            (grounds(receipt, lang))
        }
        main id="contenu" tabindex="-1" {
            section {
                h2 { (pick(lang, "Fichiers reçus", "Files received")) }
                (files::received(receipt, lang))
            }
            @if !receipt.unexamined.is_empty() {
                section {
                    h2 { (pick(lang, "Fichiers non examinés", "Files not examined")) }
                    (files::unexamined(receipt, lang))
                }
            }
            @if !receipt.deadlines.is_empty() {
                section { h2 { (pick(lang, "Échéances", "Deadlines")) } (deadlines(receipt, lang)) }
            }
            (to_check(receipt, lang))
            @if !receipt.remarks.is_empty() {
                section {
                    h2 { (pick(lang, "Remarques", "Remarks")) }
                    ul { @for one in &receipt.remarks { li { (Text(one.get(lang))) } } }
                }
            }
            section { h2 { (pick(lang, "Ce que dit ce reçu", "What this receipt says")) } (meaning(receipt, lang)) }
        }
    }
}

/// A day as people write it; what is none stays as it is.
pub(super) fn date(lang: Lang, iso: &str) -> String {
    match (iso.parse::<Date>(), lang) {
        (Ok(day), Lang::Fr) => french_date(day),
        (Ok(day), Lang::En) => english_date(day),
        (Err(_), _) => iso.to_owned(),
    }
}

/// The name of a zone; what is none stays as it is.
fn zone(lang: Lang, id: &str) -> String {
    id.parse().map_or_else(|_| id.to_owned(), |zone: Zone| zone.name().get(lang).to_owned())
}

fn days(days: &[String], lang: Lang) -> String {
    days.iter().map(|day| date(lang, day)).collect::<Vec<_>>().join(", ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn grounds(receipt: &Receipt, lang: Lang) -> Markup {
    html! {
        dl.grounds {
            dt { (pick(lang, "Candidat", "Candidate")) } dd { (Text(&receipt.candidate)) }
            dt { (pick(lang, "Reçu le", "Received on")) } dd { (Text(&date(lang, &receipt.date))) }
            @if let Some(day) = &receipt.resume_date {
                dt { (pick(lang, "Résumé remis le", "Résumé handed in on")) } dd { (Text(&date(lang, day))) }
            }
            @if let Some(session) = &receipt.session {
                dt { (pick(lang, "Session", "Session")) }
                dd {
                    (Text(&date(lang, &session.date))) " (" (Text(&zone(lang, &session.zone))) ")"
                    @if !session.closed.is_empty() {
                        (pick(lang, ", fermeture : ", ", closed: ")) (Text(&days(&session.closed, lang)))
                    }
                    @if !session.worked.is_empty() {
                        (pick(lang, ", travaillé : ", ", worked: ")) (Text(&days(&session.worked, lang)))
                    }
                }
            }
            @if !receipt.certification.id.is_empty() {
                dt { (pick(lang, "Règles", "Rules")) }
                dd { (Text(&receipt.certification.title)) " " code.id { (Text(&receipt.certification.id)) } }
            }
            @if let Some(counts) = &receipt.counts {
                dt { (pick(lang, "Longueur", "Length")) }
                dd {
                    (words::number(lang, counts.characters)) " "
                    (pick(lang, "caractères sans les espaces ni les annexes", "characters without spaces or annexes"))
                    @if let Some(pages) = &counts.pages {
                        ", "
                        @if pages.low == pages.high { (pages.value) } @else { (pages.low) "–" (pages.high) }
                        " pages"
                    }
                }
            }
        }
    }
}

fn deadlines(receipt: &Receipt, lang: Lang) -> Markup {
    html! {
        ul {
            @for due in &receipt.deadlines {
                li {
                    (Text(due.title.get(lang))) (words::colon(lang)) (Text(due.due.get(lang))) " – "
                    strong { (Text(&kept(due, receipt, lang))) }
                    @if due.waived { (Text(&terms(due.waiver.as_ref(), lang))) }
                }
            }
        }
    }
}

/// Whether a deadline was kept, as far as the receipt knows.
fn kept(due: &Due, receipt: &Receipt, lang: Lang) -> String {
    let is_there = match due.of.as_str() {
        "" | RESUME => receipt.files.iter().any(File::is_resume),
        _ => false,
    };
    let told = match due.in_time {
        Some(true) => pick(lang, "à temps", "in time"),
        Some(false) if due.waived => pick(
            lang,
            "remis après cette date, couvert par une dérogation",
            "handed in after that day, waived",
        ),
        None if due.waived => pick(lang, "couvert par une dérogation", "waived"),
        Some(false) => {
            pick(lang, "à vérifier : remis après cette date", "to be checked: handed in after that day")
        }
        None if is_unread(due, receipt) => pick(
            lang,
            "à vérifier : reçu, mais le fichier ne peut pas être lu",
            "to be checked: received, but the file cannot be read",
        ),
        None if is_there => {
            let day = date(lang, &receipt.date);
            return match lang {
                Lang::Fr => {
                    format!("à vérifier : remis au plus tard le {day} ; dites le jour avec --resume-date")
                }
                Lang::En => format!("to be checked: handed in by {day}; say on which day with --resume-date"),
            };
        }
        None => pick(
            lang,
            "à vérifier : non remis avec ces fichiers",
            "to be checked: not handed in with these files",
        ),
    };
    told.to_owned()
}

/// True where what is due was received and cannot be read.
fn is_unread(due: &Due, receipt: &Receipt) -> bool {
    let is_it = |file: &&File| match due.of.as_str() {
        "" | RESUME => file.is_resume(),
        _ => file.is_called_dossier(),
    };
    receipt.files.iter().filter(|file| file.unread.is_some()).any(|file| is_it(&file))
}

/// The points that somebody has to look at, by name only: the candidate's own report tells more.
fn to_check(receipt: &Receipt, lang: Lang) -> Markup {
    let (waiting, open): (Vec<&Answer>, Vec<&Answer>) =
        receipt.answers.iter().filter(|one| one.is_open()).partition(|one| one.waits);
    let (weighty, others): (Vec<&Answer>, Vec<&Answer>) = open.into_iter().partition(|one| one.weighs());
    let (faults, doubts): (Vec<&Answer>, Vec<&Answer>) =
        weighty.into_iter().partition(|one| one.status == Status::NotMet.id());
    html! {
        @if !faults.is_empty() {
            section {
                h2 { (pick(lang, "À vérifier avec le candidat", "To be checked with the candidate")) }
                (named(&faults, lang))
            }
        }
        @if !doubts.is_empty() {
            section {
                h2 { (pick(lang, "À vérifier : conforme ne peut pas trancher", "To be checked: conforme cannot decide")) }
                (named(&doubts, lang))
            }
        }
        @if !others.is_empty() {
            section {
                h2 { (pick(lang, "Conseils, et ce qui n'est qu'à regarder : sans effet sur le résultat", "Advice, and what is only to be looked at: without effect on the result")) }
                (named(&others, lang))
            }
        }
        @if !waiting.is_empty() {
            section {
                h2 { (pick(lang, "En attente", "Waiting")) }
                @for answers in by_part(&waiting) { (waits(&answers, lang)) }
            }
        }
        @if receipt.points.waived > 0 { (waived(receipt, lang)) }
    }
}

/// What waivers let pass: which points, why, and who granted them.
fn waived(receipt: &Receipt, lang: Lang) -> Markup {
    html! {
        section {
            h2 { (pick(lang, "Dérogations", "Waivers")) }
            p { (words::counted(
                lang,
                receipt.points.waived,
                ["point couvert par une dérogation.", "points couverts par une dérogation."],
                ["point covered by a waiver.", "points covered by a waiver."],
            )) }
            ul {
                @for one in receipt.answers.iter().filter(|one| one.waived) {
                    li {
                        (Text(one.title.get(lang))) " " code.id { (Text(&one.id)) }
                        (Text(&terms(one.waiver.as_ref(), lang)))
                    }
                }
            }
        }
    }
}

/// « : tiers temps (accordée par le jury, jusqu'au 2026-12-31) », after what a waiver is for; empty where nothing is known
/// of it.
fn terms(waiver: Option<&Waived>, lang: Lang) -> String {
    let terms = waiver.map(|waiver| words::waiver(lang, &waiver.clone().into())).unwrap_or_default();
    if terms.is_empty() { terms } else { format!("{}{terms}", words::colon(lang)) }
}

fn named(answers: &[&Answer], lang: Lang) -> Markup {
    html! { ul { @for one in answers { li { (Text(one.title.get(lang))) " " code.id { (Text(&one.id)) } } } } }
}

fn meaning(receipt: &Receipt, lang: Lang) -> Markup {
    html! {
        p { (Text(pick(
            lang,
            "Ce reçu constate quels fichiers ont été reçus et ce qu'une lecture automatique de leur forme a donné. Il ne \
             juge pas le fond, et ne met personne en cause : ce qui est « à vérifier » demande qu'une personne regarde.",
            "This receipt states which files were received and what an automatic reading of their form gave. It does not \
             judge their substance and accuses nobody: what is “to be checked” asks for a person to look.",
        ))) }
        p { (Text(pick(
            lang,
            "Pour le revérifier, avec le fichier JSON qui l'accompagne : conforme verify RECU.json --in DOSSIER",
            "To verify it again, with the JSON file that goes with it: conforme verify RECEIPT.json --in FOLDER",
        ))) }
        dl.grounds {
            dt { (pick(lang, "Logiciel", "Program")) }
            dd { (Text(&receipt.tool.name)) " " (Text(&receipt.tool.version)) ", " (Text(&receipt.counting_profile)) }
            @if !receipt.certification.digest.is_empty() {
                dt { (pick(lang, "Empreinte des règles", "Digest of the rules")) }
                dd { code.digest { (Text(&receipt.certification.digest)) } }
            }
            dt { (pick(lang, "Empreinte du reçu", "Digest of the receipt")) }
            dd { code.digest { (Text(&receipt.digest)) } }
        }
    }
}
