//! Files as a receipt tells them: what each was judged as, its size and digest, and why it could not be read.

use std::path::Path;

use conforme::certification::RESUME;
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::message::Message;
use conforme::read::Unreadable;
use conforme::receipt::{File, Role};
use conforme::say;
use conforme::source::{digest_of, size_of};

use super::{Received, ReceivedFile};

impl Received {
    /// A file as the receipt tells it, `main` being the document that a session is mainly about. What was judged has the
    /// digest of the bytes that were.
    pub(super) fn file(
        &self,
        received: &ReceivedFile,
        dossier: Option<&Dossier>,
        main: &str,
    ) -> (File, Option<Message>) {
        let shown = conforme::source::shown(&received.path);
        let judged = dossier.iter().flat_map(|dossier| &dossier.documents).find(|one| one.path == shown);
        let in_parts = received.role == Role::Dossier && self.of(Role::Dossier).count() > 1;
        let digest = judged.filter(|_| !in_parts).and_then(|one| one.digest.clone());
        let (size, digest, unread) = match digest.zip(size_of(&received.path).ok()) {
            Some((digest, bytes)) => (bytes, digest, None),
            None => identity(&received.path, &received.name, self.bare.limits.file_bytes),
        };
        let document = judged.map(|one| one.role.clone());
        let is_said = document.as_deref().is_some_and(|document| match received.role {
            Role::Dossier => document == main,
            Role::Resume => document == RESUME,
            _ => false,
        });
        let looks_like = judged.filter(|_| !is_said).map(|one| one.title.clone().into());
        let (name, role) = (received.name.clone(), received.role);
        let why = if judged.is_some() { None } else { self.why_unread(received, dossier, size) };
        (File { name, role, document, looks_like, size, digest, unread: why.map(Into::into) }, unread)
    }

    /// Why a file that was not judged cannot be read as a document, as far as that is known.
    fn why_unread(&self, file: &ReceivedFile, dossier: Option<&Dossier>, size: u64) -> Option<Message> {
        let is_read = file.role == Role::Dossier || self.files.len() == 1;
        let of_dossier = dossier.and_then(|dossier| dossier.unreadable.as_ref()).filter(|_| is_read);
        let beside = || {
            let shown = conforme::source::shown(&file.path);
            let notices = dossier.iter().flat_map(|dossier| &dossier.notices);
            let mut told = notices.filter(|notice| notice.kind == NoticeKind::UnreadDocument);
            // The sentence that names the file says that it was not read, those behind it why.
            let why = |text: &str| {
                let behind = text.get(text.find(shown.as_str())? + shown.len()..)?;
                behind.split_once(". ").map(|(_, why)| why.to_owned())
            };
            told.find_map(|notice| Some(Message::new(why(&notice.message.fr)?, why(&notice.message.en)?)))
        };
        let empty = || (size == 0).then(|| Unreadable::Empty.message());
        let mut why = of_dossier.map(Unreadable::message).or_else(beside).or_else(empty)?;
        self.disguise.iter().for_each(|disguise| disguise.message(&mut why));
        Some(why)
    }
}

/// What there is to tell of a file that could not be read; of the dossier, the receipt tells it first.
pub(super) fn unread_beside(file: &File) -> Option<Message> {
    let (name, why) = (&file.name, file.unread.as_ref().filter(|_| file.role != Role::Dossier)?);
    let (fr, en) = (&why.fr, &why.en);
    Some(say!(
        "À vérifier : {name} ne peut pas être lu. {fr} Demandez-le de nouveau au candidat, puis recevez-le avec --replace.",
        "To be checked: {name} cannot be read. {en} Ask the candidate for it again, then receive it with --replace."
    ))
}

/// The size and the digest of the file at `path`, which is told as `name`. One that the system does not let be read has no
/// digest; why, and what to do, is told.
pub(super) fn identity(path: &Path, name: &str, bound: u64) -> (u64, String, Option<Message>) {
    match digest_of(path, bound) {
        Ok((size, digest)) => (size, digest, None),
        Err(error) => {
            let size = std::fs::metadata(path).map(|meta| meta.len()).unwrap_or_default();
            let Message { fr, en } = error.reason();
            let told = say!(
                "{name} : reçu, mais il n'a pas pu être ouvert ({fr}) : il n'a pas d'empreinte. Vérifiez ses droits ou demandez-le de nouveau, puis recevez-le avec --replace.",
                "{name}: received, but it could not be opened ({en}): it has no digest. Check its permissions or ask for it again, then receive it with --replace."
            );
            (size, String::new(), Some(told))
        }
    }
}
