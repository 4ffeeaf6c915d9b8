//! What cannot be judged because the part or the document that it is about was not found, which another finding tells:
//! told once for each part, and not finding by finding, in formats that list what is open.

use super::summary::Group;
use super::words::{self, pick};
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::message::{Lang, Message};

/// The name under which machines find what is gathered here.
pub(super) const ID: &str = "en-attente";

/// The findings of one document that wait for one part.
pub(super) struct Waiting<'d> {
    /// Role of the document; empty where only one was looked at.
    pub(super) document: &'d str,
    /// What they wait for.
    part: &'d Message,
    findings: Vec<&'d Finding>,
}

/// What waits in `dossier`, by document and part, in the order of the findings.
pub(super) fn waiting(dossier: &Dossier) -> Vec<Waiting<'_>> {
    let mut all: Vec<Waiting<'_>> = Vec::new();
    for finding in dossier.findings.iter().filter(|finding| waits(finding)) {
        let is_it =
            |one: &&mut Waiting<'_>| one.document == finding.document && *one.part == finding.waits_for;
        match all.iter_mut().find(is_it) {
            Some(one) => one.findings.push(finding),
            None => {
                let (document, part) = (&finding.document, &finding.waits_for);
                all.push(Waiting { document, part, findings: vec![finding] });
            }
        }
    }
    all
}

/// What waits in `dossier`, all of a document together, for formats that show few entries.
pub(super) fn by_document(dossier: &Dossier) -> Vec<Vec<Waiting<'_>>> {
    let mut all: Vec<Vec<Waiting<'_>>> = Vec::new();
    for one in waiting(dossier) {
        match all.iter_mut().find(|known| known.first().is_some_and(|first| first.document == one.document)) {
            Some(known) => known.push(one),
            None => all.push(vec![one]),
        }
    }
    all
}

/// « 3 exigences en attente ».
pub(super) fn title(all: &[Waiting<'_>], lang: Lang) -> String {
    words::counted(
        lang,
        all.iter().map(|one| one.findings.len()).sum(),
        ["exigence en attente", "exigences en attente"],
        ["requirement waiting", "requirements waiting"],
    )
}

/// True for a finding that is gathered here.
pub(super) fn waits(finding: &Finding) -> bool {
    Group::of(finding) == Group::Waiting
}

impl Waiting<'_> {
    /// The ids of the requirements.
    pub(super) fn ids(&self) -> String {
        self.findings.iter().map(|one| one.requirement.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// « 3 exigences en attente ».
    pub(super) fn title(&self, lang: Lang) -> String {
        title(std::slice::from_ref(self), lang)
    }

    /// What they wait for, in French, as no language changes it; empty where it is not known.
    pub(super) fn part(&self) -> &str {
        &self.part.fr
    }

    /// The short names of the requirements.
    pub(super) fn names(&self, lang: Lang) -> String {
        let name = |one: &&Finding| {
            let title = one.title.get(lang);
            if title.is_empty() { one.requirement.clone() } else { title.to_owned() }
        };
        self.findings.iter().map(name).collect::<Vec<_>>().join(pick(lang, " ; ", "; "))
    }

    /// Why they are not judged, and which they are.
    pub(super) fn text(&self, lang: Lang) -> String {
        format!("{}{}{}.", until(self.part.get(lang), lang), words::colon(lang), self.names(lang))
    }
}

/// « Rien à vérifier ici tant que la partie « Abstract » n'est pas trouvée », of a part that may not be known.
fn until(part: &str, lang: Lang) -> String {
    match (part, lang) {
        ("", _) => Group::Waiting.title(lang).to_owned(),
        (part, Lang::Fr) => format!("Rien à vérifier ici tant que la partie « {part} » n'est pas trouvée"),
        (part, Lang::En) => format!("Nothing to check here until the part “{part}” is found"),
    }
}
