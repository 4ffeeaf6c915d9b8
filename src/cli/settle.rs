//! What is added to answers once they are there: other weights, the deadlines of a session, waivers. None of it needs
//! the document, so that answers from the cache are settled as fresh ones are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;

use conforme::assess::Task;
use conforme::batch::Shelves;
use conforme::calendar::{Calendar, Date, english_date, french_date};
use conforme::check::{Deposit, deadlines};
use conforme::config::{Config, Session, Standing, apply};
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::Dossier;
use conforme::finding::{Finding, Status, Verdict};
use conforme::message::Message;
use conforme::say;

use super::args::CheckArgs;
use super::choose::{Terms, shelf};
use super::console::Console;
use super::failure::Failure;

/// A dossier with what it was made of.
pub(super) struct Judged {
    pub(super) task: Task,
    pub(super) terms: Terms,
    pub(super) dossier: Dossier,
}

/// Settles all dossiers, and gives what is to be told of the run.
pub(super) fn settle(
    judged: &mut [Judged],
    whole: &[Rc<Config>],
    shelves: &Shelves,
    args: &CheckArgs,
    console: &Console,
) -> Result<Vec<Notice>, Failure> {
    let today = super::deadlines::today();
    let mut told = BTreeSet::new();
    for one in judged.iter_mut() {
        weigh(one);
        let Session { date, calendar } = args.session.in_force(&one.terms)?;
        tell_edition(one, shelves, date.unwrap_or(today))?;
        if let Some(first_day) = date {
            if told.insert(first_day) {
                let past = (first_day < today && args.depot.is_none()).then(|| past(first_day));
                let slips = super::deadlines::not_worked(first_day).into_iter().chain(past);
                slips.for_each(|slip| console.note(&slip));
            }
            let depot = args.depot.map_or(Deposit { day: today, assumed: true }, Deposit::on);
            add_deadlines(one, shelves, first_day, &calendar, depot)?;
        }
    }
    let mut notices = weightless(judged);
    notices.extend(idle(judged, shelves)?);
    if !args.no_waivers {
        notices.extend(waive(judged, whole, shelves, args.depot.unwrap_or(today))?);
    }
    Ok(notices)
}

fn past(session: Date) -> Message {
    let (fr, en) = (french_date(session), english_date(session));
    say!(
        "la session du {fr} est passée : les échéances sont comptées comme si le dépôt avait lieu aujourd'hui. Corrigez la date, ou donnez le jour du dépôt avec --depot.",
        "the session of {en} is over: deadlines are counted as if the dossier were handed in today. Put the date right, or give the day of deposit with --depot."
    )
}

/// Gives findings the weights of the configuration.
fn weigh(one: &mut Judged) {
    let Some(config) = one.terms.config.as_deref().filter(|config| !config.severities.is_empty()) else {
        return;
    };
    for finding in &mut one.dossier.findings {
        if let Some(severity) = config.severities.get(&finding.requirement) {
            finding.severity = *severity;
        }
    }
    reconsider(&mut one.dossier);
}

/// Weights that no dossier has a requirement for.
fn weightless(judged: &[Judged]) -> Vec<Notice> {
    let mut seen: Vec<&Rc<Config>> = Vec::new();
    let mut notices = Vec::new();
    for config in judged.iter().filter_map(|one| one.terms.config.as_ref()) {
        if seen.iter().any(|other| Rc::ptr_eq(other, config)) {
            continue;
        }
        seen.push(config);
        let of = |one: &&Judged| one.terms.config.as_ref().is_some_and(|other| Rc::ptr_eq(other, config));
        let known: BTreeSet<&str> = judged
            .iter()
            .filter(of)
            .flat_map(|one| &one.dossier.findings)
            .map(|finding| finding.requirement.as_str())
            .collect();
        if known.is_empty() {
            continue;
        }
        for id in config.severities.keys().filter(|id| !known.contains(id.as_str())) {
            let file = config.file.display();
            let message = say!(
                "{file} : aucune exigence « {id} » ; sa gravité ne change rien.",
                "{file}: no requirement “{id}”; its severity changes nothing."
            );
            notices.push(Notice { kind: NoticeKind::Rules, message, page: None });
        }
    }
    notices
}

/// Overlays that are for none of the certifications of the run.
fn idle(judged: &[Judged], shelves: &Shelves) -> Result<Vec<Notice>, Failure> {
    let mut by_overlays: BTreeMap<&[PathBuf], Vec<&str>> = BTreeMap::new();
    for one in judged.iter().filter(|one| !one.dossier.certification.id.is_empty()) {
        by_overlays.entry(&one.task.overlays).or_default().push(&one.dossier.certification.id);
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

/// Adds what the session's deadlines say to a dossier that was judged.
fn add_deadlines(
    one: &mut Judged,
    shelves: &Shelves,
    session: Date,
    calendar: &Calendar,
    depot: Deposit,
) -> Result<(), Failure> {
    let id = &one.dossier.certification.id;
    if one.dossier.verdict == Verdict::Illisible || id.is_empty() {
        return Ok(());
    }
    let certification = shelf(shelves, &one.task.overlays)?.find(id)?;
    let of: Vec<&str> = one.dossier.documents.iter().map(|document| document.role.as_str()).collect();
    let due = deadlines(&certification, calendar, session, depot, &of);
    let missing: Vec<&str> = certification
        .deadlines
        .iter()
        .map(|deadline| deadline.of.as_str())
        .filter(|role| !of.contains(role))
        .collect();
    let late = deadlines(&certification, calendar, session, depot, &missing);
    let late = late.iter().filter(|finding| finding.status == Status::NotMet).map(|finding| Notice {
        kind: NoticeKind::Rules,
        message: passed(finding),
        page: None,
    });
    one.dossier.notices.extend(late);
    one.dossier.findings.extend(due);
    reconsider(&mut one.dossier);
    Ok(())
}

/// That something is not among the documents, and was due.
fn passed(finding: &Finding) -> Message {
    let (title, expected) = (&finding.title, &finding.expected);
    Message::new(
        format!("{} : rien n'a été donné ici, et la date est passée ({}).", title.fr, expected.fr),
        format!("{}: nothing was given here, and the day has passed ({}).", title.en, expected.en),
    )
}

/// Tells what whoever is judged by this edition of the référentiel must know.
fn tell_edition(one: &mut Judged, shelves: &Shelves, day: Date) -> Result<(), Failure> {
    let id = &one.dossier.certification.id;
    if one.dossier.unreadable.is_some() || id.is_empty() {
        return Ok(());
    }
    let notice = |message| Notice { kind: NoticeKind::Rules, message, page: None };
    let edition = shelf(shelves, &one.task.overlays)?.find(id)?.edition(day);
    one.dossier.notices.extend(edition.into_iter().map(notice));
    Ok(())
}

/// Gives waivers, and tells of those that serve nothing.
fn waive(
    judged: &mut [Judged],
    whole: &[Rc<Config>],
    shelves: &Shelves,
    day: Date,
) -> Result<Vec<Notice>, Failure> {
    let mut configs: Vec<(Rc<Config>, Vec<Standing>)> = Vec::new();
    for one in judged.iter_mut() {
        let Some(config) = one.terms.config.as_ref().filter(|config| !config.waivers.is_empty()) else {
            continue;
        };
        let at = configs.iter().position(|(other, _)| Rc::ptr_eq(other, config)).unwrap_or_else(|| {
            configs.push((Rc::clone(config), vec![Standing::default(); config.waivers.len()]));
            configs.len() - 1
        });
        let id = &one.dossier.certification.id;
        let rules = if id.is_empty() { None } else { Some(shelf(shelves, &one.task.overlays)?.find(id)?) };
        let has = |rule: &str| {
            let rules = rules.as_ref();
            rules.is_some_and(|c| c.requirement(rule).is_some() || c.deadlines.iter().any(|d| d.id == rule))
        };
        if let Some((config, standings)) = configs.get_mut(at) {
            apply(&config.waivers, standings, &mut one.dossier, one.terms.candidate.as_deref(), day, has);
        }
    }
    let mut notices = Vec::new();
    for (config, standings) in &configs {
        let everybody = whole.iter().any(|other| Rc::ptr_eq(other, config));
        let remarks = config.waivers.iter().zip(standings);
        let remarks = remarks.filter_map(|(grant, standing)| grant.remark(*standing, day, everybody));
        notices.extend(remarks.map(|message| Notice { kind: NoticeKind::Waiver, message, page: None }));
    }
    Ok(notices)
}

/// The verdict anew, of a dossier that could be read.
fn reconsider(dossier: &mut Dossier) {
    if dossier.unreadable.is_none() {
        dossier.verdict = Verdict::of(&dossier.findings);
    }
}
