//! How a run ends: the exit code.

use conforme::config::FailOn;
use conforme::dossier::Dossier;
use conforme::finding::{Severity, Status, Verdict};

use super::{FAILED, FINDINGS, INTERRUPTED, OK};

/// What there is to say of a run that came to its end.
pub(super) struct Ending {
    /// It was interrupted; what was finished was reported.
    pub(super) stopped: bool,
    /// Something could not be done, which was told.
    pub(super) failed: bool,
    /// Something is to be fixed.
    pub(super) to_fix: bool,
}

impl Ending {
    /// The exit code: that of the gravest.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self { stopped: true, .. } => INTERRUPTED,
            Self { failed: true, .. } => FAILED,
            Self { to_fix: true, .. } => FINDINGS,
            _ => OK,
        }
    }
}

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
