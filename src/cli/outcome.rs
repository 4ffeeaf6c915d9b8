//! How a run ends: the exit code.

use conforme::config::FailOn;
use conforme::dossier::Dossier;
use conforme::finding::{Severity, Status, Verdict};

/// True where the dossier is a reason to fail.
pub(super) fn reaches(dossier: &Dossier, fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Never => return false,
        FailOn::Error | FailOn::NotJudged => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
    };
    let not_met = dossier
        .findings
        .iter()
        .any(|finding| finding.status == Status::NotMet && !finding.is_waived() && finding.severity >= least);
    let unread = dossier.verdict == Verdict::Illisible;
    let open = fail_on == FailOn::NotJudged && dossier.verdict == Verdict::AVerifier;
    unread || not_met || open
}
