//! Ids of requirements where dossiers of one report are held against different rule files.

use std::borrow::Cow;

use crate::dossier::{CertificationSummary, Dossier, Report};

/// How the requirements of a report are called.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    /// Several rule files judged: one id may be another requirement in each.
    several: bool,
}

impl Ids {
    pub(super) fn of(report: &Report) -> Self {
        Self { several: report.certifications().len() > 1 }
    }

    /// The id of `requirement`, after that of the rule file where there are several (`ais-2018/ccp1/abstract`).
    pub(super) fn id<'a>(self, dossier: &Dossier, requirement: &'a str) -> Cow<'a, str> {
        match dossier.certification.id.as_str() {
            certification if self.several && !certification.is_empty() => {
                Cow::Owned(format!("{certification}/{requirement}"))
            }
            _ => Cow::Borrowed(requirement),
        }
    }

    /// The rule file that judged `dossier`, where there are several.
    pub(super) fn rules(self, dossier: &Dossier) -> Option<&CertificationSummary> {
        Some(&dossier.certification).filter(|rules| self.several && !rules.id.is_empty())
    }
}
