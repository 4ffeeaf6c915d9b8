//! Waivers (dérogations): which are in force for whom, and which serve nothing.

use super::names;
use crate::calendar::{Date, english_date, french_date};
use crate::dossier::Dossier;
use crate::finding::{Status, Waiver};
use crate::message::Message;
use crate::say;

/// A waiver as it was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Id of the requirement that is let be.
    pub rule: String,
    /// The candidate: a name or the path of a dossier; `*` and `?` stand for any letters.
    pub candidate: String,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
    /// When.
    pub granted_on: Option<Date>,
    /// The last day on which it holds.
    pub expires_on: Option<Date>,
}

/// What became of a waiver in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Dossiers of its candidate.
    pub dossiers: usize,
    /// Of these, those held against a requirement of its id.
    pub known: usize,
    /// Of these, those whose rules have that requirement or deadline, answered or not.
    pub exists: usize,
    /// Findings that it lets pass.
    pub used: usize,
}

/// When waivers are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day of the deposit.
    pub deposit: Date,
    /// Today: a waiver for a late deposit is granted after it.
    pub today: Date,
}

/// Gives each finding of `dossier` that is not met or not judged the first waiver in force at that `moment`, and enters in
/// `standings`, parallel to `grants`, what became of each; `has` says whether the rules of the dossier have a requirement
/// of that id at all. The verdict follows.
pub fn apply(
    grants: &[Grant],
    standings: &mut [Standing],
    dossier: &mut Dossier,
    candidate: Option<&str>,
    moment: Moment,
    has: impl Fn(&str) -> bool,
) {
    for (grant, standing) in grants.iter().zip(standings) {
        if !grant.is_for(&dossier.path, candidate) || dossier.unreadable.is_some() {
            continue;
        }
        standing.dossiers += 1;
        standing.exists += usize::from(has(&grant.rule));
        for finding in dossier.findings.iter_mut().filter(|finding| finding.requirement == grant.rule) {
            standing.known += 1;
            if finding.status != Status::Met && finding.waiver.is_none() && grant.is_in_force(moment) {
                finding.waiver = Some(grant.waiver());
                standing.used += 1;
            }
        }
    }
    dossier.reconsider();
}

impl Grant {
    /// True where it is meant for the dossier at `path`, or for its candidate.
    pub fn is_for<'a>(&'a self, path: &'a str, candidate: Option<&str>) -> bool {
        // A folder that is told as « . » is in front of the paths of what was found in it.
        let bare = |path: &'a str| path.trim_start_matches("./");
        names(bare(&self.candidate), bare(path))
            || candidate.is_some_and(|candidate| names(&self.candidate, candidate))
    }

    /// True where it holds: it is granted, and had not expired on the day of the deposit.
    pub fn is_in_force(&self, moment: Moment) -> bool {
        !self.has_expired(moment) && !self.is_to_come(moment)
    }

    fn is_to_come(&self, Moment { deposit, today }: Moment) -> bool {
        self.granted_on.is_some_and(|granted| granted > deposit.max(today))
    }

    /// True where it held no longer on the day of the deposit.
    pub fn has_expired(&self, moment: Moment) -> bool {
        self.expires_on.is_some_and(|last| moment.deposit > last)
    }

    /// The waiver as a finding tells it.
    pub fn waiver(&self) -> Waiver {
        Waiver {
            reason: self.reason.clone(),
            granted_by: self.granted_by.clone(),
            granted_on: self.granted_on.map(|day| day.to_string()),
            expires_on: self.expires_on.map(|day| day.to_string()),
        }
    }

    /// What is to be told of it after a run: that it has expired, or serves nothing. `everybody` where all candidates
    /// of the configuration were checked.
    pub fn remark(&self, standing: Standing, moment: Moment, everybody: bool) -> Option<Message> {
        let (rule, candidate) = (&self.rule, &self.candidate);
        if self.has_expired(moment)
            && (standing.dossiers > 0 || everybody)
            && let Some(last) = self.expires_on
        {
            let (fr, en) = (french_date(last), english_date(last));
            return Some(say!(
                "Dérogation expirée depuis le {fr} : {rule}, pour {candidate}. Elle n'a plus d'effet ; renouvelez-la ou retirez-la.",
                "Waiver expired since {en}: {rule}, for {candidate}. It has no effect any more; renew it or take it out."
            ));
        }
        if standing.dossiers > 0
            && self.is_to_come(moment)
            && let Some(granted) = self.granted_on
        {
            let (fr, en) = (french_date(granted), english_date(granted));
            return Some(say!(
                "Dérogation pas encore en vigueur : {rule}, pour {candidate}, accordée le {fr}. Elle n'a pas d'effet avant ce jour.",
                "Waiver not in force yet: {rule}, for {candidate}, granted on {en}. It has no effect before that day."
            ));
        }
        match standing {
            Standing { dossiers: 0, .. } if everybody => Some(say!(
                "Dérogation sans emploi : aucun dossier de {candidate} (règle {rule}). Vérifiez le nom.",
                "Unused waiver: no dossier of {candidate} (rule {rule}). Check the name."
            )),
            Standing { dossiers: 1.., known: 0, exists: 1.., .. } => Some(say!(
                "Dérogation sans objet cette fois : « {rule} » n'a pas été jugée pour {candidate} (document non remis, ou date de session non donnée).",
                "Waiver without object this time: “{rule}” was not judged for {candidate} (a document not handed in, or no date of the session)."
            )),
            Standing { dossiers: 1.., known: 0, .. } => Some(say!(
                "Dérogation sans emploi : aucune exigence « {rule} » pour {candidate}. Vérifiez l'identifiant.",
                "Unused waiver: no requirement “{rule}” for {candidate}. Check the id."
            )),
            Standing { dossiers: 1.., used: 0, .. } => Some(say!(
                "Dérogation sans emploi : {rule} est respectée pour {candidate}. Elle peut être retirée.",
                "Unused waiver: {rule} is met for {candidate}. It can be taken out."
            )),
            _ => None,
        }
    }
}
