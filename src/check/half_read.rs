//! A document of which it is known that not all was read: what was found is there, what was not found may be in what is
//! missing, and nobody knows how long it is.

use super::draft::Answer;
use super::{Context, Subject};
use crate::certification::{AgreeOn, Asks, Extent, Requirement};
use crate::document::{Gap, Why};
use crate::finding::Status;
use crate::message::{Message, ranges};
use crate::say;

/// How sure such an answer is.
const OPEN: f32 = 0.3;

/// The answer to `requirement` as far as it stands for the whole document.
pub(super) fn apply(context: &Context<'_>, requirement: &Requirement, answer: Answer) -> Answer {
    match subject(context, requirement) {
        Some(read) => of_part(requirement, read, answer),
        None => answer,
    }
}

/// The document that the answer comes from, where not all of it was read.
fn subject<'c>(context: &'c Context<'_>, requirement: &Requirement) -> Option<&'c Subject> {
    let apart = match &requirement.asks {
        Asks::Presence(asks) if asks.apart => context.apart(&asks.topics),
        Asks::Length(asks) if asks.apart => match &asks.of {
            Extent::Topic(topic) => context.apart(std::slice::from_ref(topic)),
            _ => None,
        },
        Asks::Agreement(asks) => {
            let others = context.others.iter().filter(|other| other.role == asks.with);
            others.map(|other| &other.subject).find(|other| !other.structure.document.gaps.is_empty())
        }
        _ => None,
    };
    Some(apart.unwrap_or(context.dossier)).filter(|read| !read.structure.document.gaps.is_empty())
}

/// The answer to `requirement` on the document `read`, some of which is missing.
pub(super) fn of_part(requirement: &Requirement, read: &Subject, mut answer: Answer) -> Answer {
    if answer.finding.waits
        || answer.finding.status == Status::NotJudged
        || stands(requirement, read, &answer)
    {
        return answer;
    }
    let Message { fr, en } = told(&read.structure.document.gaps);
    let is_length = matches!(requirement.asks, Asks::Length(_));
    let finding = &mut answer.finding;
    finding.message = match finding.status {
        _ if is_length => say!(
            "{fr} : la longueur mesurée n'est peut-être pas la bonne.",
            "{en}: the length as measured may not be the true one."
        ),
        Status::NotMet => say!(
            "{fr} : ce qui n'a pas été trouvé peut y être sans avoir été lu.",
            "{en}: what was not found may be there all the same, unread."
        ),
        _ => say!(
            "{fr} : rien à redire à ce qui a été lu, mais le reste n'est pas connu.",
            "{en}: nothing is wrong with what was read, but the rest is not known."
        ),
    };
    finding.help = help(&read.structure.document.gaps);
    (finding.status, finding.confidence) = (Status::NotJudged, OPEN);
    answer
}

/// True for an answer that what is missing cannot change.
fn stands(requirement: &Requirement, read: &Subject, answer: &Answer) -> bool {
    let met = answer.finding.status == Status::Met;
    match &requirement.asks {
        Asks::Protection(_) => true,
        // Another file is there or not, whatever is in this one.
        Asks::Agreement(asks) if asks.on == AgreeOn::Presence => true,
        // What is there already is too much, or must not be.
        Asks::Length(asks) => answer.beyond && knows_end(read, &asks.of),
        Asks::Absence(_) => !met,
        // Said of all that comes, or of how often it does.
        Asks::Order(_) | Asks::Repeat(_) | Asks::Fields(_) => false,
        _ => met,
    }
}

/// True where nothing was counted as a part that comes after it: all that is missing comes after what was read, or the
/// annexes, behind which the body cannot go on, were found.
fn knows_end(read: &Subject, of: &Extent) -> bool {
    // Without its styles a text may not show where its annexes begin.
    let at_end = |gap: &Gap| {
        matches!(gap.why, Why::Damaged | Why::CutOff) && gap.pages.is_empty() && !gap.part.contains("styles")
    };
    let bounded =
        *of != Extent::Annexes && !matches!(of, Extent::Topic(_)) && read.structure.annexes().is_some();
    bounded || read.structure.document.gaps.iter().all(at_end)
}

/// What was not read, in words that begin a sentence.
fn told(gaps: &[Gap]) -> Message {
    let garbled = gaps.iter().all(|gap| gap.why == Why::Garbled);
    let (mut fr, mut en) = (Vec::new(), Vec::new());
    for gap in gaps {
        let Message { fr: one, en: one_en } = place(gap);
        fr.push(one);
        en.push(one_en);
    }
    let (fr, en) = (fr.join(", "), en.join(", "));
    if garbled {
        return say!(
            "Le texte de ce document ne se lit pas avec certitude ({fr})",
            "The text of this document cannot be read for certain ({en})"
        );
    }
    say!("Ce document n'a pu être lu qu'en partie ({fr})", "This document could be read only in part ({en})")
}

fn place(gap: &Gap) -> Message {
    let pages = ranges(&gap.pages);
    let Message { fr, en } = match gap.why {
        Why::CutOff => say!("la fin du fichier manque", "the end of the file is missing"),
        Why::Imported => {
            say!(
                "un fichier inséré, que seul son logiciel affiche",
                "a file taken in, which only its program shows"
            )
        }
        Why::Damaged | Why::Garbled => Message::default(),
    };
    let join = |end: &str| {
        let pages = if pages.is_empty() { String::new() } else { format!("p. {pages}") };
        let all = [gap.part.as_str(), end, pages.as_str()];
        all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" : ")
    };
    Message::new(join(&fr), join(&en))
}

fn help(gaps: &[Gap]) -> Message {
    if gaps.iter().all(|gap| gap.why == Why::Garbled) {
        return say!(
            "Refaites l'export PDF depuis le logiciel de traitement de texte (polices incorporées, texte et non images), ou donnez le DOCX ou l'ODT.",
            "Export the PDF again from the word processor (fonts embedded, text and no pictures), or give the DOCX or ODT."
        );
    }
    say!(
        "Ouvrez le fichier dans son logiciel : s'il est entier, enregistrez-le ou exportez-le de nouveau ; sinon, reprenez une sauvegarde. Puis relancez la vérification.",
        "Open the file in its program: if it is whole, save or export it again; if not, take a backup. Then check again."
    )
}
