//! What whoever receives decided beside the rules: what a requirement weighs, what a waiver lets pass. As the
//! configuration says, or, where a receipt is worked out again, as the receipt does.

use conforme::assess::Task;
use conforme::config::{Grant, Moment, Standing, apply};
use conforme::dossier::Dossier;
use conforme::finding::{Finding, Severity, Waiver};
use conforme::receipt::Receipt;

use super::choose::Terms;
use super::settle::weigh;

/// Where the decisions stand.
#[derive(Debug)]
pub(super) enum Decisions {
    /// In the configuration.
    Configured {
        /// What holds for the candidate.
        terms: Terms,
        /// When waivers are asked for.
        moment: Moment,
    },
    /// In a receipt.
    Received(Box<Receipt>),
}

impl Decisions {
    /// Applies them to a dossier that was judged.
    pub(super) fn apply(&self, dossier: &mut Dossier) {
        match self {
            Self::Configured { terms, moment } => {
                weigh(terms, dossier);
                if let Some(config) = &terms.config {
                    let mut standings = vec![Standing::default(); config.waivers.len()];
                    let candidate = terms.candidate.as_deref();
                    apply(&config.waivers, &mut standings, dossier, candidate, *moment, |_| true);
                }
            }
            Self::Received(receipt) => {
                dossier.findings.iter_mut().for_each(|finding| as_received(receipt, finding));
                dossier.reconsider();
            }
        }
    }

    /// The waiver that lets pass what misses the deadline `id`, where there is one.
    pub(super) fn waiver(&self, id: &str, task: &Task) -> Option<Waiver> {
        match self {
            Self::Configured { terms, moment } => {
                let grants = terms.config.iter().flat_map(|config| &config.waivers);
                let path = task.path.to_string_lossy();
                let mut grants = grants.filter(|grant| grant.rule == id && grant.is_in_force(*moment));
                grants.find(|grant| grant.is_for(&path, terms.candidate.as_deref())).map(Grant::waiver)
            }
            Self::Received(receipt) => {
                let due = receipt.deadlines.iter().find(|due| due.id == id && due.waived)?;
                Some(due.waiver.clone().unwrap_or_default().into())
            }
        }
    }
}

/// Gives a finding the weight that the receipt has for it, and the waiver.
fn as_received(receipt: &Receipt, finding: &mut Finding) {
    let Some(answer) = receipt.answers.iter().find(|answer| answer.id == finding.requirement) else { return };
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    finding.severity = all.into_iter().find(|one| one.id() == answer.severity).unwrap_or(finding.severity);
    if answer.waived {
        finding.waiver = Some(answer.waiver.clone().unwrap_or_default().into());
    }
}
