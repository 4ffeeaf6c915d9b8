//! What is added to answers once they are there: other weights, the deadlines of a session, waivers. None of it needs
//! the document, so that answers from the cache are settled as fresh ones are.

mod due;
mod notices;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use conforme::assess::{Companion, Task, claimed};
use conforme::batch::Shelves;
use conforme::calendar::{Date, english_date, french_date};
use conforme::certification::{Certification, RESUME};
use conforme::check::{Deposit, Given, Known, deadlines, unanswered};
use conforme::config::{Config, HandedInOn, Moment, Session, Standing, apply};
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{Dossier, Filed};
use conforme::finding::Verdict;
use conforme::message::Message;
use conforme::say;

use super::check::CheckArgs;
use super::choose::{Terms, shelf};
use super::clock::Clock;
use super::console::Console;
use super::failure::Failure;

/// A dossier that was settled and put away, with what it was made of.
pub(super) struct Judged {
    pub(super) task: Task,
    pub(super) terms: Terms,
    pub(super) filed: Filed,
}

/// Settles dossiers as they are finished, in any order and from several threads, and gathers what is to be told of the
/// run.
pub(super) struct Settling<'a> {
    shelves: &'a Shelves,
    args: &'a CheckArgs,
    clock: Clock,
    gathered: Mutex<Vec<Gathered>>,
    /// Deadlines that could not be judged for want of a day, by their titles in French.
    undated: Mutex<BTreeMap<String, String>>,
}

/// What dossiers of one configuration showed of it.
struct Gathered {
    config: Arc<Config>,
    /// Requirements that they have.
    known: BTreeSet<String>,
    /// How its waivers stand.
    standings: Vec<Standing>,
    /// When they are asked for.
    moment: Moment,
}

impl<'a> Settling<'a> {
    pub(super) fn new(shelves: &'a Shelves, args: &'a CheckArgs) -> Self {
        Self { shelves, args, clock: Clock::now(), gathered: Mutex::default(), undated: Mutex::default() }
    }

    /// Settles one dossier.
    pub(super) fn settle(&self, task: &Task, terms: &Terms, dossier: &mut Dossier) -> Result<(), Failure> {
        let (args, overlays) = (self.args, task.overlays.as_slice());
        dossier.candidate.clone_from(&terms.candidate);
        let id = dossier.certification.id.as_str();
        let rules =
            if id.is_empty() { None } else { Some(shelf(self.shelves, overlays)?.find_at(id, task.stage)?) };
        if let Some(rules) = rules.as_deref() {
            tell_unanswered(task, rules, dossier);
        }
        weigh(terms, dossier);
        let session = args.session.in_force(terms)?;
        let today = self.clock.day(&session);
        let Session { date, calendar, handed_in, .. } = session;
        let handed_in = HandedInOn { depot: args.depot, resume: args.resume_date }.or(handed_in);
        if let Some(rules) = rules.as_deref().filter(|_| dossier.unreadable.is_none()) {
            tell_edition(dossier, rules, date.unwrap_or(today));
        }
        if let (Some(first_day), Some(rules)) = (date, &rules)
            && dossier.verdict != Verdict::Illisible
        {
            let not_yet = Deposit { day: today, known: Known::Today };
            let depot = handed_in.depot.map_or(not_yet, Deposit::on);
            let of_the_dossier = |day| Deposit { day, known: Known::OfTheDossier };
            let with_it = handed_in.depot.map_or(not_yet, of_the_dossier);
            let resume = handed_in.resume.map_or(with_it, Deposit::on);
            let due = |role: &str, is_there: bool| {
                let depot = if role == RESUME { resume } else { depot };
                // What is not there is still to be handed in.
                deadlines(rules, &calendar, first_day, if is_there { depot } else { not_yet }, &[role])
            };
            let undated = due::add_deadlines(dossier, rules, due);
            let mut all = self.undated.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(undated.into_iter().map(|Message { fr, en }| (fr, en)));
        }
        if let Some(config) = &terms.config {
            let moment = Moment { deposit: handed_in.depot.unwrap_or(today), today };
            self.hold_against(config, terms, rules.as_deref(), dossier, moment);
        }
        Ok(())
    }

    /// Gives the waivers of the configuration, and gathers what the dossier shows of it.
    fn hold_against(
        &self,
        config: &Arc<Config>,
        terms: &Terms,
        rules: Option<&Certification>,
        dossier: &mut Dossier,
        moment: Moment,
    ) {
        let mut all = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|one| Arc::ptr_eq(&one.config, config)).unwrap_or_else(|| {
            let standings = vec![Standing::default(); config.waivers.len()];
            all.push(Gathered { config: Arc::clone(config), known: BTreeSet::new(), standings, moment });
            all.len() - 1
        });
        let Some(Gathered { known, standings, .. }) = all.get_mut(at) else { return };
        if !config.severities.is_empty() {
            let unanswered = dossier.unanswered.iter().map(|one| &one.finding);
            let all = dossier.findings.iter().chain(unanswered);
            known.extend(all.map(|finding| finding.requirement.clone()));
        }
        if !self.args.no_waivers && !config.waivers.is_empty() {
            let has = |rule: &str| rules.is_some_and(|rules| asks(rules, rule));
            apply(&config.waivers, standings, dossier, terms.candidate.as_deref(), moment, has);
        }
    }

    /// Tells what is odd about the days of the sessions.
    pub(super) fn tell_days(&self, judged: &[Judged], console: &Console) -> Result<(), Failure> {
        let mut told = BTreeSet::new();
        self.tell_idle(judged, console)?;
        for one in judged {
            let session = self.args.session.in_force(&one.terms)?;
            let Some(first_day) = session.date else { continue };
            if told.insert(first_day) {
                let is_dated = self.args.depot.or(session.handed_in.depot).is_some();
                let past = (first_day < self.clock.day(&session) && !is_dated).then(|| past(first_day));
                let slips = super::deadlines::not_worked(first_day).into_iter().chain(past);
                slips.for_each(|slip| console.note(&slip));
            }
        }
        Ok(())
    }

    /// Tells what was typed about a session and serves nothing, where the date of none is known.
    fn tell_idle(&self, judged: &[Judged], console: &Console) -> Result<(), Failure> {
        let session = &self.args.session;
        for one in judged {
            if session.in_force(&one.terms)?.date.is_some() {
                return Ok(());
            }
        }
        let waived = judged.iter().filter_map(|one| one.terms.config.as_ref());
        let depot = self.args.depot.is_some() && waived.clone().all(|config| config.waivers.is_empty());
        let zone = session.zone.as_ref().filter(|zone| {
            // In the environment it may stand for other runs.
            std::env::var("CONFORME_ZONE").as_ref() != Ok(zone)
        });
        for option in depot.then_some("--depot").into_iter().chain(zone.map(|_| "--zone")) {
            console.note(&say!(
                "{option} ne change rien sans la date de la session : donnez-la avec --session, ou dans [session] de conforme.toml.",
                "{option} changes nothing without the date of the session: give it with --session, or in [session] of conforme.toml."
            ));
        }
        Ok(())
    }
}

/// True where the rules have a requirement or a deadline of that id.
pub(super) fn asks(rules: &Certification, id: &str) -> bool {
    rules.requirement(id).is_some() || rules.deadlines.iter().any(|deadline| deadline.id == id)
}

fn past(session: Date) -> Message {
    let (fr, en) = (french_date(session), english_date(session));
    say!(
        "la session du {fr} est passée : les échéances sont comptées comme si le dépôt avait lieu aujourd'hui. Corrigez la date, ou donnez le jour du dépôt avec --depot.",
        "the session of {en} is over: deadlines are counted as if the dossier were handed in today. Put the date right, or give the day of deposit with --depot."
    )
}

/// Gives findings the weights of the configuration.
pub(super) fn weigh(terms: &Terms, dossier: &mut Dossier) {
    let Some(config) = terms.config.as_deref().filter(|config| !config.severities.is_empty()) else {
        return;
    };
    let unanswered = dossier.unanswered.iter_mut().map(|one| &mut one.finding);
    for finding in dossier.findings.iter_mut().chain(unanswered) {
        if let Some(severity) = config.severities.get(&finding.requirement) {
            finding.severity = *severity;
        }
    }
    dossier.reconsider();
}
/// Gives the dossier the requirements that nothing which `task` brought was held against.
fn tell_unanswered(task: &Task, rules: &Certification, dossier: &mut Dossier) {
    let roles: Vec<&str> = dossier.documents.iter().map(|one| one.role.as_str()).collect();
    let all = task.companions.len() < roles.len();
    let is_told = |path: &Path| {
        let shown = conforme::source::shown(path);
        let mut told = dossier.notices.iter().filter(|notice| notice.kind == NoticeKind::UnreadDocument);
        told.any(|notice| notice.message.fr.contains(&shown))
    };
    let beside = task.companions.iter().filter(|one| is_told(&one.file.path));
    let role = |one: &Companion| one.role.clone().or_else(|| claimed(&rules.documents, &one.file.path));
    let unread: Vec<String> =
        beside.filter_map(role).filter(|role| !roles.contains(&role.as_str())).collect();
    dossier.unanswered = unanswered(rules, &dossier.findings, Given { roles: &roles, unread: &unread, all });
}

/// Tells what whoever is judged by this edition of the référentiel must know.
fn tell_edition(dossier: &mut Dossier, certification: &Certification, day: Date) {
    let notice = |message| Notice { kind: NoticeKind::Rules, message, page: None };
    dossier.notices.extend(certification.edition(day).into_iter().map(notice));
}
