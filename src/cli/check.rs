//! `check`: judge every dossier, print the report.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use conforme::assess::{Companion, Input, Rules, Task, TaskError, unreadable};
use conforme::batch::{self, Executor, Outcome, Shelves};
use conforme::cache::{Cache, Cached};
use conforme::changes::Past;
use conforme::config::{Config, FailOn, Stray};
use conforme::discover::natural_order;
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{Archive, Changes, Dossier, Dossiers, Filed, Report};
use conforme::handed_in::candidate;
use conforme::message::{Lang, Message};
use conforme::pseudonym::Disguise;
use conforme::read::Unreadable;
use conforme::report::Format;
use conforme::say;

use super::args::{CheckArgs, Settings, ViewArgs};
use super::choose::{Terms, shelf, unknown};
use super::console::Console;
use super::failure::Failure;
use super::gather::{Gathered, gather};
use super::interrupt::Interrupt;
use super::outcome::reaches;
use super::output::{Outputs, place_of};
use super::progress::Progress;
use super::settle::{Judged, Settling};
use super::spared::Spared;
use super::undone::undone;

pub(super) fn check(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    args.session.zone()?;
    args.pseudonyms.hide(console);
    let (Gathered { mut tasks, mut terms, config, whole, mut failed, absent, mut strays }, shelves) =
        gather(&args.files, false, console)?;
    if let Some(shard) = args.shard {
        (tasks, terms) = tasks
            .into_iter()
            .zip(terms)
            .filter(|(task, terms)| shard.holds(&in_session(&task.path, &args.files.paths, terms)))
            .unzip();
        strays.retain(|(stray, terms)| shard.holds(&in_session(&stray.place, &args.files.paths, terms)));
    }
    let said = companions(args);
    if !said.is_empty() && tasks.len() > 1 {
        return Err(Failure::Path(several(&tasks)));
    }
    for task in &mut tasks {
        task.companions.retain(|one| one.role.is_none() || said.iter().all(|other| other.role != one.role));
        task.companions.extend(said.iter().cloned());
        task.role.clone_from(&args.document);
    }
    args.ruling.apply(&mut tasks)?;
    let formats = formats(&args.files, config.as_deref());
    let baseline = baseline(args, formats, console)?;
    let mut spared = Spared::of(&tasks, strays.iter().map(|(_, terms)| terms).chain(&terms));
    spared.add(&args.files.files_from);
    match &args.baseline {
        // A share of the dossiers says nothing of the others, which the earlier report may hold.
        Some(earlier) if args.shard.is_none() => spared.add_earlier(earlier),
        earlier => spared.add(earlier),
    }
    spared.add(strays.iter().flat_map(|(stray, _)| &stray.found));
    let mut outputs = Outputs::prepare(formats, &spared)?;
    let mut disguise = args.pseudonyms.salt().map(Disguise::new);
    if let Some(disguise) = &mut disguise {
        for (task, terms) in tasks.iter().zip(&terms) {
            let beside = task.companions.iter().map(|one| &one.file);
            let paths = task.files.iter().chain(beside).map(|file| file.path.to_string_lossy());
            let paths: Vec<_> = paths.collect();
            disguise.know(&told(terms, &args.files.paths, &task.path), paths.iter().map(|path| &**path));
        }
        for (stray, _) in &strays {
            let found: Vec<_> = stray.found.iter().map(|file| file.to_string_lossy()).collect();
            disguise.know(&stray.candidate, found.iter().map(|path| &**path));
        }
    }
    let fail_on =
        args.fail_on.fail_on.or(config.as_deref().and_then(|config| config.fail_on)).unwrap_or_default();
    let fail_on = if args.exit_zero { FailOn::Never } else { fail_on };
    let reached = AtomicBool::new(false);
    let settling = Settling::new(&shelves, args);
    let settle = |task: &Task, terms: &Terms, dossier: &mut Dossier| {
        settling.settle(task, terms, dossier)?;
        reached.fetch_or(reaches(dossier, fail_on), Ordering::Relaxed);
        Ok(())
    };
    let settings = &args.files.settings;
    let overlays = tasks.first().map(|task| task.overlays.clone()).unwrap_or_default();
    let Done { mut judged, mut archive, failures, stopped } =
        judge_all(tasks, terms, &shelves, settings, config.as_deref(), console, &settle)?;
    if let ([(_, TaskError::NoCertification)], [_], true) =
        (failures.as_slice(), judged.as_slice(), formats.is_empty())
    {
        // Nothing but a screen would tell it: what can be chosen is told instead.
        return Err(Failure::Certification(unknown(shelf(&shelves, &overlays)?.library())?));
    }
    failures.iter().for_each(|(message, _)| console.note(message));
    failed |= !failures.is_empty();
    for (stray, terms) in strays {
        judged.push(unmatched(&stray, terms, console.lang, &archive, &settle)?);
    }
    if !is_listed(&args.files) {
        in_order(&mut judged);
    }
    let whole = if args.shard.is_some() || stopped { &[] } else { whole.as_slice() };
    settling.tell_days(&judged, console)?;
    let mut notices = settling.notices(&judged, whole)?;
    if stopped {
        notices.push(interrupted());
    }
    if let Some(disguise) = &mut disguise {
        archive = hide(&mut judged, &archive, &mut notices, &args.files.paths, disguise)?;
        // The order of the names would tell who is who.
        in_order(&mut judged);
    }
    args.pseudonyms.show(console, disguise.as_ref());
    let dossiers = Dossiers::of(archive, judged.into_iter().map(|one| one.filed).collect());
    let changes = baseline.map(|past| Changes::between(&past, &dossiers)).transpose()?;
    let report = Report { notices, shard: args.shard, changes, ..Report::on(dossiers) };
    if let Some(earlier) = args.baseline.as_deref().filter(|_| stopped)
        && outputs.spare(earlier)
    {
        let path = earlier.display();
        console.note(&say!(
            "{path} n'a pas été remplacé : la vérification a été interrompue.",
            "{path} was not replaced: the check was interrupted."
        ));
    }
    outputs.write(&report, &console.options(args.verbose), console, None)?;
    // The process ends: its rules are thousands of small strings, and giving back each takes longer than reading a dossier.
    std::mem::forget(shelves);
    Ok(match reached.into_inner() {
        _ if stopped => super::INTERRUPTED,
        _ if failed => super::FAILED,
        false if absent && fail_on != FailOn::Never => super::FINDINGS,
        false => super::OK,
        true => super::FINDINGS,
    })
}

/// The path of a dossier within the folder that was given, or that of its configuration: the same on every machine that
/// shares a session, wherever the session lies there. Of a file that was named, the file and its folder.
fn in_session(path: &Path, roots: &[PathBuf], terms: &Terms) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = whole(path);
    let configured = terms.config.iter().map(|config| config.folder_or_here());
    let given = roots.iter().map(PathBuf::as_path).filter(|root| root.is_dir());
    let within = given.chain(configured).find_map(|root| path.strip_prefix(whole(root)).ok());
    let within = within.filter(|within| !within.as_os_str().is_empty()).map(Path::to_owned);
    let named = || path.iter().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    within.unwrap_or_else(named).to_string_lossy().into_owned()
}

/// Puts dossiers in the natural order of their paths as they are told, which is that of a merged report.
fn in_order(judged: &mut [Judged]) {
    judged.sort_by(|a, b| natural_order(&a.filed.brief().path, &b.filed.brief().path));
}

/// True where every dossier was named: they stay in the order in which they were.
fn is_listed(args: &ViewArgs) -> bool {
    let any = !args.paths.is_empty() || !args.files_from.is_empty();
    any && args.paths.iter().all(|path| path.is_file())
}

/// What is done to a dossier once it is judged, before it is put away.
pub(super) type Settle<'a> = &'a (dyn Fn(&Task, &Terms, &mut Dossier) -> Result<(), Failure> + Sync);

/// The answer on a place where a candidate is looked for and there is no dossier, or no telling which.
pub(super) fn unmatched(
    stray: &Stray,
    terms: Terms,
    lang: Lang,
    archive: &Archive,
    settle: Settle<'_>,
) -> Result<Judged, Failure> {
    let said = |message: Message| message.get(lang).to_owned();
    let reason = Unreadable::Told {
        id: stray.id().to_owned(),
        message: said(stray.message()),
        help: said(stray.help()),
    };
    let task = Task::of(&stray.place, Rules::OwnWords { or_none: true });
    let mut dossier = unreadable(&stray.place, None, reason);
    settle(&task, &terms, &mut dossier)?;
    Ok(Judged { task, terms, filed: archive.put(dossier) })
}

/// Puts pseudonyms in the place of the names of candidates and files, and the dossiers into another archive.
fn hide(
    judged: &mut [Judged],
    archive: &Archive,
    notices: &mut [Notice],
    roots: &[PathBuf],
    disguise: &mut Disguise,
) -> Result<Archive, Failure> {
    let hidden = Archive::default();
    for Judged { task, terms, filed } in judged.iter_mut() {
        let mut dossier = archive.open(filed)?.into_owned();
        disguise.dossier(&told(terms, roots, &task.path), &mut dossier);
        *filed = hidden.put(dossier);
    }
    // What a reason names may be another's than the dossier's that could not be read.
    for one in judged.iter_mut().filter(|one| one.filed.brief().unreadable) {
        let mut dossier = hidden.open(&one.filed)?.into_owned();
        dossier.unreadable.iter_mut().for_each(|why| disguise.unreadable(why));
        one.filed = hidden.put(dossier);
    }
    let configs = judged.iter().filter_map(|one| one.terms.config.as_deref());
    let named: BTreeSet<&str> = configs.flat_map(Config::named).collect();
    named.into_iter().for_each(|name| disguise.know(name, []));
    notices.iter_mut().for_each(|notice| disguise.message(&mut notice.message));
    Ok(hidden)
}

/// How the candidate is called whose dossier is at `path`.
fn told(terms: &Terms, roots: &[PathBuf], path: &Path) -> String {
    terms.candidate.clone().unwrap_or_else(|| candidate(roots, path))
}

/// The points of the earlier run. Where its report is the one that this run writes, there may be none yet.
fn baseline(args: &CheckArgs, formats: &[String], console: &Console) -> Result<Option<Past>, Failure> {
    let Some(path) = args.baseline.as_deref() else { return Ok(None) };
    let mut written = formats.iter().filter_map(|format| format.split_once('='));
    let is_written = written.any(|(format, file)| {
        format.trim() == Format::Json.id() && place_of(Path::new(file)) == place_of(path)
    });
    if is_written && !path.exists() {
        let path = path.display();
        console.note(&say!(
            "{path} n'existe pas encore : premier rapport, rien à quoi le comparer.",
            "{path} does not exist yet: a first report, with nothing to compare it with."
        ));
        return Ok(None);
    }
    super::previous::past(path).map(Some)
}

/// The documents said to be handed in beside the dossier.
fn companions(args: &CheckArgs) -> Vec<Companion> {
    let named = [
        ("resume", &args.resume),
        ("presentation", &args.presentation),
        ("dossier-professionnel", &args.dossier_professionnel),
    ];
    let named = named.into_iter().filter_map(|(role, path)| Some((role.to_owned(), path.clone()?)));
    let all = named.chain(args.with.iter().cloned());
    all.map(|(role, path)| Companion { role: Some(role), file: Input::at(path) }).collect()
}

/// Documents of one session cannot be handed in beside several dossiers.
fn several(tasks: &[Task]) -> Message {
    let list = tasks.iter().map(|task| task.path.display().to_string()).collect::<Vec<_>>().join(", ");
    say!(
        "--resume, --presentation, --dossier-professionnel et --with vont avec un seul dossier ; il y en a plusieurs : {list}.",
        "--resume, --presentation, --dossier-professionnel and --with go with one dossier; there are several: {list}."
    )
}

/// The formats in force.
pub(super) fn formats<'a>(args: &'a ViewArgs, config: Option<&'a Config>) -> &'a [String] {
    if args.format.format.is_empty() {
        config.map(|config| config.formats.as_slice()).unwrap_or_default()
    } else {
        &args.format.format
    }
}

/// How many dossiers are checked at once.
fn jobs(settings: &Settings, config: Option<&Config>) -> usize {
    let said = settings.jobs.map(usize::from).or(config.and_then(|config| config.jobs));
    said.unwrap_or_else(batch::default_jobs)
}

/// What came of a batch.
pub(super) struct Done {
    pub(super) judged: Vec<Judged>,
    /// What put their dossiers away.
    pub(super) archive: Archive,
    /// Why some could not be done, to be told; they stand in the report as unreadable.
    pub(super) failures: Vec<(Message, TaskError)>,
    /// It was interrupted: some were not begun.
    pub(super) stopped: bool,
}

/// Does all tasks, settles and puts away each dossier as soon as it is judged, and tells those that could not be done.
pub(super) fn judge_all(
    tasks: Vec<Task>,
    terms: Vec<Terms>,
    shelves: &Shelves,
    settings: &Settings,
    config: Option<&Config>,
    console: &Console,
    settle: Settle<'_>,
) -> Result<Done, Failure> {
    let archive = Archive::default();
    let keep = |index: usize, outcome: Outcome| -> Result<Result<Filed, TaskError>, Failure> {
        let mut dossier = match outcome {
            Ok(dossier) => dossier,
            Err(error) => return Ok(Err(error)),
        };
        if let (Some(task), Some(terms)) = (tasks.get(index), terms.get(index)) {
            settle(task, terms, &mut dossier)?;
        }
        Ok(Ok(archive.put(dossier)))
    };
    let lang = console.lang;
    let outcomes = execute(&tasks, shelves, settings, config, console, &keep)?;
    let mut judged = Vec::with_capacity(outcomes.len());
    let mut failures = Vec::new();
    let mut stopped = false;
    for ((task, terms), outcome) in tasks.into_iter().zip(terms).zip(outcomes) {
        match outcome.transpose()? {
            Some(Ok(filed)) => judged.push(Judged { task, terms, filed }),
            Some(Err(error)) => {
                let message = about(&task, &error);
                let mut dossier = undone(&task, &error, lang);
                settle(&task, &terms, &mut dossier)?;
                judged.push(Judged { task, terms, filed: archive.put(dossier) });
                failures.push((message, error));
            }
            None => stopped = true,
        }
    }
    Ok(Done { judged, archive, failures, stopped })
}

/// Does all tasks, with a progress bar, and within the bounds that are in force; gives what `keep` makes of each outcome
/// as soon as it is there (see [`batch::run`]).
pub(super) fn execute<T: Send>(
    tasks: &[Task],
    shelves: &Shelves,
    settings: &Settings,
    config: Option<&Config>,
    console: &Console,
    keep: &(dyn Fn(usize, Outcome) -> T + Sync),
) -> Result<Vec<Option<T>>, Failure> {
    let jobs = jobs(settings, config);
    let isolation = settings.isolation.isolation.or(config.and_then(|config| config.isolation));
    let inner = super::isolation::executor(isolation.unwrap_or_default(), tasks, jobs, shelves, console)?;
    let progress =
        Progress::new(tasks.len(), Interrupt::listen(console.lang), console.lang, !console.holds());
    let cache = if settings.no_cache { None } else { cache(settings) };
    let outcomes = match &cache {
        Some(cache) => {
            let cached: &dyn Executor = &Cached { cache, inner };
            let outcomes = batch::run(tasks, cached, jobs, &progress, keep);
            cache.prune();
            outcomes
        }
        None => batch::run(tasks, &inner, jobs, &progress, keep),
    };
    progress.finish();
    Ok(outcomes)
}

/// The cache in its folder; none where the system has no place for one.
fn cache(settings: &Settings) -> Option<Cache> {
    Some(Cache::new(settings.cache_dir.clone().or_else(cache_folder)?, conforme::cache::SOURCES))
}

/// The folder of this program in the user's folder of caches.
pub(super) fn cache_folder() -> Option<std::path::PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("conforme"))
}

/// Why a task was not done, with the dossier it is about.
fn about(task: &Task, error: &TaskError) -> Message {
    let (path, Message { fr, en }) = (task.path.display(), error.message());
    match error {
        TaskError::Path(message) => message.clone(),
        _ => say!("{path} : {fr}", "{path}: {en}"),
    }
}

fn interrupted() -> Notice {
    let message = say!(
        "Vérification interrompue : ce rapport ne tient que les dossiers terminés.",
        "The check was interrupted: this report holds only the dossiers that were finished."
    );
    Notice { kind: NoticeKind::Run, message, page: None }
}
