//! The documents of a session judged together: each by its own requirements, all by their agreement.

use std::path::PathBuf;

use super::given::Unread;
use super::roles::{RecognisedBy, by_name, takes};
use super::{Task, judged, shown_path, without_main};
use crate::certification::{AgreeOn, Asks, Certification, Extent, SessionDocument};
use crate::check::{Beside, Checked, Companion, Inside, Subject, check};
use crate::document::{Notice, NoticeKind};
use crate::dossier::{Dossier, HandedIn};
use crate::finding::{Finding, Status};
use crate::message::{Message, english_number, french_number};
use crate::read::Format;
use crate::say;

/// A document that was handed in, read and structured.
pub(super) struct Document {
    pub(super) path: PathBuf,
    pub(super) format: Format,
    pub(super) digest: Option<String>,
    pub(super) role: String,
    pub(super) by: RecognisedBy,
    pub(super) subject: Subject,
}

/// Judges the documents of the session of `task`, which are all of it where it is `complete`; the first is the one that the
/// result is named after.
pub(super) fn judge(
    documents: Vec<Document>,
    unread: &[Unread],
    certification: &Certification,
    task: &Task,
    complete: bool,
) -> Dossier {
    let handed: Vec<HandedIn> = documents.iter().map(|one| handed_in(one, certification)).collect();
    let alone = documents.len() == 1;
    let lacks_main = lacks_main(&documents, certification, task);
    let mut notices: Vec<Notice> =
        documents.iter().filter_map(|document| role_of(document, certification, alone)).collect();
    let unfit = unfit(&documents, certification);
    notices.extend(unfit.iter().map(told_unfit));
    let unread: Vec<Unfit> = unread.iter().filter_map(|one| unfit_unread(certification, one)).collect();
    let all: Vec<Companion> =
        documents.into_iter().map(|one| Companion { role: one.role, subject: one.subject }).collect();
    let mut findings = Vec::new();
    let mut serves = Vec::new();
    let mut about = Vec::new();
    for (at, (one, handed)) in all.iter().zip(&handed).enumerate() {
        let others: Vec<&Companion> =
            all.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, other)| other).collect();
        let kind = certification.document(&one.role);
        let mut checked = answers(certification, kind, one, Beside { others: &others, complete });
        for finding in &mut checked.findings {
            let bears_on = |why: &&Unfit| why.bears_on(certification, &one.role, finding);
            // What was not found may be in what was not read.
            let of_unread = || unread.iter().find(bears_on).filter(|_| finding.status == Status::NotJudged);
            if let Some(why) = unfit.iter().find(bears_on).or_else(of_unread) {
                not_judged(finding, why);
            }
        }
        let body = one.subject.measured.body.characters;
        notices.extend(checked.inside.iter().map(|found| inside(found, body)));
        if at > 0 {
            checked.findings.iter_mut().for_each(|finding| in_file(finding, &handed.path));
            notices.extend(facts_beside(one, certification, &handed.path));
        }
        about.append(&mut checked.notices);
        if at == 0 {
            serves = checked.serves;
        }
        findings.extend(checked.findings);
    }
    if findings.is_empty() {
        let Message { fr, en } = kinds(&handed);
        let id = &certification.id;
        notices.push(notice(say!(
            "Les règles {id} ne demandent rien qui se vérifie pour {fr}.",
            "The rules {id} ask nothing that can be checked of {en}."
        )));
    }
    let mut all = all.into_iter();
    let Some(main) = all.next() else { return judged(Subject::default(), None, Checked::default()) };
    let mut dossier = judged(
        main.subject,
        Some(certification),
        Checked { findings, serves, notices: about, inside: Vec::new() },
    );
    if lacks_main {
        let unread: Vec<String> = task.unread.iter().map(|path| shown_path(path)).collect();
        let unread: Vec<&str> = unread.iter().map(String::as_str).collect();
        notices.insert(0, without_main::notice(certification, &handed, &unread));
    }
    dossier.documents = handed;
    dossier.reconsider();
    let slides = dossier.documents.first().and_then(|one| certification.document(&one.role));
    if slides.is_some_and(|kind| kind.slides) {
        // What is unusual in a text is usual on slides.
        dossier.notices.retain(|notice| notice.kind != NoticeKind::Integrity);
    }
    dossier.notices.splice(0..0, notices);
    dossier
}

/// How the role of `document` was told, where somebody needs to know.
fn role_of(document: &Document, certification: &Certification, alone: bool) -> Option<Notice> {
    let Message { fr, en } = document.by.message();
    let title = &certification.document(&document.role).filter(|_| !fr.is_empty())?.title;
    let path = shown_path(&document.path);
    let otherwise = if alone {
        let other = document.by.other(certification.main_document());
        say!(" Si ce n'est pas le cas : --document {other}", " If it is not: --document {other}")
    } else {
        Message::default()
    };
    Some(notice(Message::new(
        format!("{path} : {}, {fr}.{}", title.fr, otherwise.fr),
        format!("{path}: {}, {en}.{}", title.en, otherwise.en),
    )))
}

/// True where the document that a session is mainly about is due and none of these is it. It is not due where somebody asks
/// for another one alone: says so, or names a file that its own name says to be that one.
fn lacks_main(documents: &[Document], certification: &Certification, task: &Task) -> bool {
    let main = certification.main_document();
    if documents.iter().any(|one| one.role == main) {
        return false;
    }
    let [Document { path, role, by, .. }] = documents else { return true };
    let claims_main =
        || by_name(&certification.documents, path).is_some_and(|(claimed, _)| claimed.id == main);
    let is_asked_for = task.role.is_some()
        || !task.found
            && match by {
                RecognisedBy::Said | RecognisedBy::Name(_) => true,
                RecognisedBy::Format => !claims_main(),
                RecognisedBy::Words(_) | RecognisedBy::Title(_) | RecognisedBy::Default => false,
                RecognisedBy::Content { .. } => role == main,
            };
    !is_asked_for
}

/// What there is to tell of the text of a document that goes with the main one, at `path`: what nobody sees of it, and,
/// but for slides, on which much is unusual, what may be done to its length.
fn facts_beside(document: &Companion, certification: &Certification, path: &str) -> Vec<Notice> {
    let slides = certification.document(&document.role).is_some_and(|kind| kind.slides);
    let quotes = certification.requirements.iter().map(|one| one.quote.as_str());
    let read = document.subject.structure.document.notices.iter().cloned();
    let told = |notice: &Notice| match notice.kind {
        NoticeKind::Damaged | NoticeKind::HiddenText | NoticeKind::InvisibleCharacters => true,
        NoticeKind::Integrity => !slides,
        _ => false,
    };
    let in_it = |Notice { kind, message: Message { fr, en }, .. }: Notice| Notice {
        kind,
        message: say!("{path} : {fr}", "{path}: {en}"),
        page: None,
    };
    read.chain(crate::facts::of(&document.subject, quotes)).filter(told).map(in_it).collect()
}

/// What the rules of a document say of it.
fn answers(
    certification: &Certification,
    kind: Option<&SessionDocument>,
    document: &Companion,
    beside: Beside<'_>,
) -> Checked {
    let mut checked = check(certification, &document.role, &document.subject, beside);
    if let Some(rules) = kind.and_then(|kind| kind.rules.as_deref()) {
        let own = check(rules, rules.main_document(), &document.subject, beside);
        checked.findings.splice(0..0, own.findings);
        for (list, own) in checked.serves.iter_mut().zip(own.serves) {
            list.splice(0..0, own);
        }
    }
    for finding in &mut checked.findings {
        finding.document.clone_from(&document.role);
    }
    checked
}

fn handed_in(document: &Document, certification: &Certification) -> HandedIn {
    HandedIn {
        role: document.role.clone(),
        title: certification.document(&document.role).map(|kind| kind.title.clone()).unwrap_or_default(),
        path: shown_path(&document.path),
        format: document.format,
        digest: document.digest.clone(),
        recognised_by: document.by.id().to_owned(),
    }
}

/// Says which file the places of a finding are in.
fn in_file(finding: &mut Finding, path: &str) {
    for place in std::iter::once(&mut finding.place).chain(&mut finding.passages) {
        place.file.get_or_insert_with(|| path.to_owned());
    }
}

fn kinds(handed: &[HandedIn]) -> Message {
    let list =
        |get: fn(&Message) -> &str| handed.iter().map(|one| get(&one.title)).collect::<Vec<_>>().join(", ");
    Message::new(list(|m| &m.fr), list(|m| &m.en))
}

fn wrong_format(kind: &SessionDocument, format: Format) -> Message {
    let (format, wanted) = (format.id().to_uppercase(), kind.formats.join(", "));
    let Message { fr, en } = &kind.title;
    say!(
        "Ce fichier est un {format} ; pour {fr}, ces formats se vérifient : {wanted}. Rien n'y a donc été jugé.",
        "This file is a {format}; for {en}, these formats can be checked: {wanted}. So nothing in it was judged."
    )
}

/// A document that cannot be judged in the role that it was given.
struct Unfit {
    role: String,
    reason: Message,
    help: Message,
    /// What it waits for.
    waits_for: Message,
    /// Where it is.
    path: String,
    /// It is handed in all the same.
    is_there: bool,
}

impl Unfit {
    /// True for what is said of the document, or of it together with the one of role `role`.
    fn bears_on(&self, certification: &Certification, role: &str, finding: &Finding) -> bool {
        if role == self.role {
            return true;
        }
        let asks = certification.requirements.iter().find(|one| one.id == finding.requirement);
        asks.is_some_and(|requirement| match &requirement.asks {
            Asks::Presence(asks) => asks.apart && asks.topics.contains(&self.role),
            Asks::Length(asks) => asks.apart && asks.of == Extent::Topic(self.role.clone()),
            Asks::Agreement(asks) => {
                asks.with == self.role && !(self.is_there && asks.on == AgreeOn::Presence)
            }
            _ => false,
        })
    }
}

/// The documents that cannot be judged: of a format that their role does not come in, or handed in for another role too.
fn unfit(documents: &[Document], certification: &Certification) -> Vec<Unfit> {
    let mut out = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let Some(kind) = certification.document(&document.role) else { continue };
        let first = documents.iter().take(at).find(|other| {
            other.digest.is_some() && other.digest == document.digest && other.role != document.role
        });
        if let Some(kinds) = first.map(|other| (certification.document(&other.role), kind)) {
            let title = |get: fn(&Message) -> &str| {
                (
                    kinds.0.map(|kind| get(&kind.title).to_owned()).unwrap_or_default(),
                    get(&kinds.1.title).to_owned(),
                )
            };
            let ((fr, own), (en, own_en)) = (title(|m| &m.fr), title(|m| &m.en));
            out.push(Unfit {
                role: document.role.clone(),
                reason: say!(
                    "Le même fichier est donné pour {fr} et pour {own} : rien n'y a donc été jugé pour {own}.",
                    "The same file is given for {en} and for {own_en}: so nothing in it was judged for {own_en}."
                ),
                help: say!("Donnez pour {own} un fichier à part.", "Give a file of its own for {own_en}."),
                waits_for: kind.title.clone(),
                path: shown_path(&document.path),
                is_there: false,
            });
        } else if !takes(kind, document.format.id()) {
            let (Message { fr, en }, formats) = (&kind.title, kind.formats.join(", "));
            out.push(Unfit {
                role: document.role.clone(),
                reason: wrong_format(kind, document.format),
                help: if kind.slides {
                    say!(
                        "Donnez le fichier d'origine du diaporama, ou son export en PDF.",
                        "Give the original file of the presentation, or its export to PDF."
                    )
                } else {
                    say!("Donnez-le dans un de ces formats.", "Give it in one of these formats.")
                },
                waits_for: say!("{fr} ({formats})", "{en} ({formats})"),
                path: shown_path(&document.path),
                is_there: true,
            });
        }
    }
    out
}

/// What could not be read, as what is held against it needs it: that it was not is told beside.
fn unfit_unread(certification: &Certification, Unread { role, path }: &Unread) -> Option<Unfit> {
    let title = certification.document(role)?.title.clone();
    let Message { fr, en } = &title;
    Some(Unfit {
        role: role.clone(),
        reason: say!(
            "{path} a été remis pour {fr}, mais n'a pas pu être lu : rien n'a donc été jugé.",
            "{path} was handed in for {en}, but could not be read: so nothing was judged."
        ),
        help: Message::default(),
        waits_for: title.clone(),
        path: path.clone(),
        is_there: true,
    })
}

/// Nothing is there to be judged in such a document, which is told once for all of it.
fn not_judged(finding: &mut Finding, why: &Unfit) {
    finding.status = Status::NotJudged;
    finding.confidence = 0.3;
    finding.message = why.reason.clone();
    finding.help = Message::default();
    finding.waits = true;
    finding.waits_for = why.waits_for.clone();
}

/// That nothing of a document can be checked, and what to give instead.
fn told_unfit(Unfit { path, reason, help, .. }: &Unfit) -> Notice {
    let ((fr, en), (instead, instead_en)) = ((&reason.fr, &reason.en), (&help.fr, &help.en));
    let message = say!("{path} : {fr} {instead}", "{path}: {en} {instead_en}");
    Notice { kind: NoticeKind::UnreadDocument, ..notice(message) }
}

/// Tells that what is due apart is in the dossier too, with what it counts for.
fn inside(found: &Inside, body: usize) -> Notice {
    let characters = found.count.characters;
    let words = found.count.words;
    let [fr_c, fr_b, fr_r] =
        [characters, body, body.saturating_sub(characters)].map(|n| french_number(n as u64));
    let [en_c, en_b, en_r] =
        [characters, body, body.saturating_sub(characters)].map(|n| english_number(n as u64));
    let Message { fr, en } = &found.title;
    let heading = found.place.heading.clone().unwrap_or_default();
    let (same_fr, same_en) = match found.same {
        Some(true) => (", le même que celui qui est remis à part", ", the same as the one handed in apart"),
        Some(false) => (", différent de celui qui est remis à part", ", other than the one handed in apart"),
        None => ("", ""),
    };
    notice(Message::new(
        format!(
            "{fr} : dû à part, il est aussi dans le dossier (« {heading} », {words} mots, {fr_c} caractères{same_fr}). \
             Les {fr_b} caractères du dossier hors annexes le comptent ; sans lui : {fr_r}."
        ),
        format!(
            "{en}: due apart, it is in the dossier too (“{heading}”, {words} words, {en_c} characters{same_en}). The \
             {en_b} characters of the dossier without annexes include it; without it: {en_r}."
        ),
    ))
}

fn notice(message: Message) -> Notice {
    Notice { kind: NoticeKind::Recognised, message, page: None }
}
