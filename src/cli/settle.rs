//! What is added to answers once they are there: other weights, the deadlines of a session, waivers. None of it needs
//! the document, so that answers from the cache are settled as fresh ones are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use conforme::assess::Task;
use conforme::batch::Shelves;
use conforme::calendar::{Date, english_date, french_date};
use conforme::certification::{Certification, RESUME};
use conforme::check::{Deposit, deadlines};
use conforme::config::{Config, HandedInOn, Moment, Session, Standing, apply};
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{Dossier, Filed};
use conforme::finding::{Finding, Status, Verdict};
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
        weigh(terms, dossier);
        let session = args.session.in_force(terms)?;
        let today = self.clock.day(&session);
        let Session { date, calendar, handed_in, .. } = session;
        let handed_in = HandedInOn { depot: args.depot, resume: args.resume_date }.or(handed_in);
        let id = dossier.certification.id.as_str();
        let rules = if id.is_empty() { None } else { Some(shelf(self.shelves, overlays)?.find(id)?) };
        if let Some(rules) = rules.as_deref().filter(|_| dossier.unreadable.is_none()) {
            tell_edition(dossier, rules, date.unwrap_or(today));
        }
        if let (Some(first_day), Some(rules)) = (date, &rules)
            && dossier.verdict != Verdict::Illisible
        {
            let not_yet = Deposit { day: today, assumed: true };
            let depot = handed_in.depot.map_or(not_yet, Deposit::on);
            let resume = handed_in.resume.map_or(depot, Deposit::on);
            let due = |role: &str, is_there: bool| {
                let depot = if role == RESUME { resume } else { depot };
                // What is not there is still to be handed in.
                deadlines(rules, &calendar, first_day, if is_there { depot } else { not_yet }, &[role])
            };
            let undated = add_deadlines(dossier, rules, due);
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
            known.extend(dossier.findings.iter().map(|finding| finding.requirement.clone()));
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

    /// What is to be told of the run, once all `judged` are settled. All candidates of the configurations `whole` are
    /// among them.
    pub(super) fn notices(self, judged: &[Judged], whole: &[Arc<Config>]) -> Result<Vec<Notice>, Failure> {
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

/// True where the rules have a requirement or a deadline of that id.
pub(super) fn asks(rules: &Certification, id: &str) -> bool {
    rules.requirement(id).is_some() || rules.deadlines.iter().any(|deadline| deadline.id == id)
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
    for finding in &mut dossier.findings {
        if let Some(severity) = config.severities.get(&finding.requirement) {
            finding.severity = *severity;
        }
    }
    reconsider(dossier);
}

/// Weights that no dossier has a requirement for.
fn weightless(gathered: &Gathered) -> Vec<Notice> {
    let Gathered { config, known, .. } = gathered;
    let ids = config.severities.keys().filter(|id| !known.is_empty() && !known.contains(id.as_str()));
    let notice = |id: &String| {
        let file = config.file.display();
        let message = say!(
            "{file} : aucune exigence « {id} » ; sa gravité ne change rien.",
            "{file}: no requirement “{id}”; its severity changes nothing."
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

/// Adds what the session's deadlines, `due` of each role of a document and whether there is one, say to a dossier that
/// was judged. Gives the titles of those that were not judged for want of a day.
fn add_deadlines(
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
    reconsider(dossier);
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

/// Tells what whoever is judged by this edition of the référentiel must know.
fn tell_edition(dossier: &mut Dossier, certification: &Certification, day: Date) {
    let notice = |message| Notice { kind: NoticeKind::Rules, message, page: None };
    dossier.notices.extend(certification.edition(day).into_iter().map(notice));
}

/// The verdict anew, of a dossier that could be read.
fn reconsider(dossier: &mut Dossier) {
    if dossier.unreadable.is_none() {
        dossier.verdict = Verdict::of(&dossier.findings);
    }
}
