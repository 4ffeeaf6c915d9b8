//! What cannot be judged because the part or the document that it is about was not found, which another finding tells:
//! told once for each document, and not finding by finding, in formats that list what is open.

use super::summary::Group;
use super::words::{self, pick};
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::message::Lang;

/// The name under which machines find what is gathered here.
pub(super) const ID: &str = "en-attente";

/// The findings of one document that wait.
pub(super) struct Waiting<'d> {
    /// Role of the document; empty where only one was looked at.
    pub(super) document: &'d str,
    findings: Vec<&'d Finding>,
}

/// What waits in `dossier`, by document, in the order of the findings.
pub(super) fn waiting(dossier: &Dossier) -> Vec<Waiting<'_>> {
    let mut all: Vec<Waiting<'_>> = Vec::new();
    for finding in dossier.findings.iter().filter(|finding| waits(finding)) {
        match all.iter_mut().find(|one| one.document == finding.document) {
            Some(one) => one.findings.push(finding),
            None => all.push(Waiting { document: &finding.document, findings: vec![finding] }),
        }
    }
    all
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
        words::counted(
            lang,
            self.findings.len(),
            ["exigence en attente", "exigences en attente"],
            ["requirement waiting", "requirements waiting"],
        )
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
        format!("{}{}{}.", Group::Waiting.title(lang), words::colon(lang), self.names(lang))
    }
}
