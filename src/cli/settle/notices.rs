//! What is to be told of a run as a whole.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use conforme::batch::Shelves;
use conforme::config::Config;
use conforme::document::{Notice, NoticeKind};
use conforme::message::Message;
use conforme::say;

use super::{Gathered, Judged, Settling};
use crate::cli::choose::shelf;
use crate::cli::failure::Failure;
use crate::cli::meant::meant;

impl Settling<'_> {
    /// What is to be told of the run, once all `judged` are settled. All candidates of the configurations `whole` are
    /// among them.
    pub(in crate::cli) fn notices(
        self,
        judged: &[Judged],
        whole: &[Arc<Config>],
    ) -> Result<Vec<Notice>, Failure> {
        let undated = self.undated.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        // In the order of the dossiers, whichever was finished first.
        gathered.sort_by_cached_key(|one| {
            let is =
                |judged: &Judged| judged.terms.config.as_ref().is_some_and(|c| Arc::ptr_eq(c, &one.config));
            judged.iter().position(is)
        });
        let mut notices: Vec<Notice> = gathered.iter().flat_map(weightless).collect();
        notices.extend(idle(judged, self.shelves)?);
        if judged.len() > 1 || self.args.shard.is_some() {
            notices.extend(without_a_day(&undated));
        }
        if !self.args.no_waivers {
            for Gathered { config, standings, moment, .. } in &gathered {
                let everybody = whole.iter().any(|other| Arc::ptr_eq(other, config));
                let remarks = config.waivers.iter().zip(standings);
                let remarks =
                    remarks.filter_map(|(grant, standing)| grant.remark(*standing, *moment, everybody));
                notices.extend(remarks.map(|message| Notice {
                    kind: NoticeKind::Waiver,
                    message,
                    page: None,
                }));
            }
        }
        Ok(notices)
    }
}

/// That deadlines have passed and nobody said when the dossiers were handed in: once for all of them.
fn without_a_day(undated: &BTreeMap<String, String>) -> Option<Notice> {
    let list = |titles: Vec<&str>| titles.join(", ");
    let (fr, en) = (
        list(undated.keys().map(String::as_str).collect()),
        list(undated.values().map(String::as_str).collect()),
    );
    let message = say!(
        "Échéances passées et non jugées, faute du jour du dépôt : {fr}. Dites-le avec --depot et --resume-date, ou depot et resume-date dans [session] de conforme.toml.",
        "Deadlines that have passed and were not judged, for want of the day of deposit: {en}. Say it with --depot and --resume-date, or depot and resume-date in [session] of conforme.toml."
    );
    (!undated.is_empty()).then_some(Notice { kind: NoticeKind::Run, message, page: None })
}

/// Weights that no dossier has a requirement for.
fn weightless(gathered: &Gathered) -> Vec<Notice> {
    let Gathered { config, known, .. } = gathered;
    let ids = config.severities.keys().filter(|id| !known.is_empty() && !known.contains(id.as_str()));
    let notice = |id: &String| {
        let file = config.file.display();
        let Message { fr, en } = meant(id, known.iter().map(|id| id.as_ref()));
        let message = say!(
            "{file} : aucune exigence « {id} » ; sa gravité ne change rien.{fr}",
            "{file}: no requirement “{id}”; its severity changes nothing.{en}"
        );
        Notice { kind: NoticeKind::Rules, message, page: None }
    };
    ids.map(notice).collect()
}

/// Overlays that are for none of the certifications of the run.
fn idle(judged: &[Judged], shelves: &Shelves) -> Result<Vec<Notice>, Failure> {
    let mut by_overlays: BTreeMap<&[PathBuf], Vec<&str>> = BTreeMap::new();
    for one in judged {
        let id = &one.filed.brief().certification.id;
        if !id.is_empty() {
            by_overlays.entry(&one.task.overlays).or_default().push(id);
        }
    }
    let mut notices = Vec::new();
    for (overlays, ids) in by_overlays {
        for (file, wanted) in shelf(shelves, overlays)?.library().idle_overlays(&ids)? {
            let message = say!(
                "{file} : consignes pour {wanted}, dont ne relève aucun dossier de cette vérification ; elles n'ont rien changé.",
                "{file}: rules for {wanted}, which no dossier of this run is about; they changed nothing."
            );
            notices.push(Notice { kind: NoticeKind::Rules, message, page: None });
        }
    }
    Ok(notices)
}
