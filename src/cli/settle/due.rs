//! What the deadlines of the session say of a dossier.

use std::collections::BTreeSet;

use conforme::certification::Certification;
use conforme::dossier::Dossier;
use conforme::finding::{Finding, Status};
use conforme::message::Message;
use conforme::say;

/// Adds what the session's deadlines, `due` of each role of a document and whether there is one, say to a dossier that
/// was judged. Gives the titles of those that were not judged for want of a day.
pub(super) fn add_deadlines(
    dossier: &mut Dossier,
    certification: &Certification,
    due: impl Fn(&str, bool) -> Vec<Finding>,
) -> Vec<Message> {
    let of: BTreeSet<&str> = dossier.documents.iter().map(|document| document.role.as_str()).collect();
    let all: BTreeSet<&str> = certification.deadlines.iter().map(|deadline| deadline.of.as_str()).collect();
    let mut findings: Vec<Finding> = all.into_iter().flat_map(|role| due(role, of.contains(role))).collect();
    findings
        .sort_by_key(|finding| certification.deadlines.iter().position(|one| one.id == finding.requirement));
    let (due, missing): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| of.contains(finding.document.as_str()));
    let undated = due.iter().filter(|finding| finding.status == Status::NotJudged);
    let undated = undated.map(|finding| finding.title.clone()).collect();
    let main = certification.main_document();
    let missing = missing.into_iter().filter(|finding| finding.status != Status::Met);
    dossier.findings.extend(due);
    dossier.findings.extend(missing.map(|finding| passed(finding, main)));
    dossier.reconsider();
    undated
}

/// That something is not among the documents, and was due: told of the document `main`, which is there. It may have been
/// handed in elsewhere.
fn passed(finding: Finding, main: &str) -> Finding {
    let expected = &finding.expected;
    let message = Message::new(
        format!("Rien n'a été donné ici, et la date est passée ({}).", expected.fr),
        format!("Nothing was given here, and the day has passed ({}).", expected.en),
    );
    Finding {
        status: Status::NotJudged,
        document: main.to_owned(),
        found: say!("rien", "nothing"),
        message,
        help: say!(
            "S'il a été remis ailleurs, donnez-le avec le dossier, et dites quel jour. Sinon, prévenez le centre sans attendre.",
            "If it was handed in elsewhere, give it with the dossier, and say on which day. If not, tell the centre at once."
        ),
        ..finding
    }
}
