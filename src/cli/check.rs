//! `check`: judge every dossier, print the report.

mod disguise;
mod share;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use conforme::assess::{Companion, Input, Task, TaskError};
use conforme::calendar::Date;
use conforme::changes::Past;
use conforme::config::{Config, FailOn};
use conforme::discover::natural_order;
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{Changes, Dossier, Report};
use conforme::message::Message;
use conforme::report::Format;
use conforme::say;
use conforme::shard::Shard;

use super::args::{FailOnArgs, ViewArgs};
use super::asked;
use super::choose::{Terms, shelf, unknown};
use super::console::Console;
use super::english::refusal;
use super::failure::Failure;
use super::gather::{Gathered, Purpose, gather};
use super::judge::Run;
use super::outcome::{Ending, reaches};
use super::output::{Outputs, place_of};
use super::pseudonyms::PseudonymArgs;
use super::ruling::RulingArgs;
use super::session::{SessionArgs, day};
use super::settle::{Judged, Settling};
use super::spared::Spared;

#[derive(Clone, Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) files: ViewArgs,
    /// Le résumé en français, s'il est remis dans un fichier à part.
    #[arg(long, value_name = "FICHIER")]
    pub(super) resume: Option<PathBuf>,
    /// Le support de présentation (PPTX, ODP, PDF ou Markdown).
    #[arg(long, value_name = "FICHIER")]
    pub(super) presentation: Option<PathBuf>,
    /// Le dossier professionnel.
    #[arg(long, value_name = "FICHIER")]
    pub(super) dossier_professionnel: Option<PathBuf>,
    /// Un autre document de la session et son rôle ; peut être répété.
    #[arg(long, value_name = "RÔLE=FICHIER", value_parser = companion)]
    pub(super) with: Vec<(String, PathBuf)>,
    /// Le rôle des fichiers donnés, s'il n'est pas celui que leur nom et leur contenu montrent : dossier, resume,
    /// presentation, dossier-professionnel…
    #[arg(long, value_name = "RÔLE")]
    pub(super) document: Option<String>,
    #[command(flatten)]
    pub(super) session: SessionArgs,
    /// Jour du dépôt. Si rien ne le dit, c'est aujourd'hui, et un retard n'est pas jugé.
    #[arg(long, value_name = "DATE", env = "CONFORME_DEPOT", hide_env = true, value_parser = day)]
    pub(super) depot: Option<Date>,
    /// Jour où le résumé en français a été remis, si c'est un autre : sa date limite est avant celle du dossier.
    #[arg(long, value_name = "DATE", env = "CONFORME_RESUME_DATE", hide_env = true, value_parser = day)]
    pub(super) resume_date: Option<Date>,
    #[command(flatten)]
    pub(super) fail_on: FailOnArgs,
    /// Code de sortie 0 même s'il y a à corriger (2 reste 2).
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Ne vérifie qu'une part des dossiers : 2/8 est la deuxième de huit. Un dossier tombe toujours dans la même part.
    #[arg(long, value_name = "PART", env = "CONFORME_SHARD", hide_env = true, value_parser = shard)]
    pub(super) shard: Option<Shard>,
    /// Ignore les dérogations de conforme.toml.
    #[arg(long)]
    pub(super) no_waivers: bool,
    /// Rapport JSON d'une vérification précédente : dit ce qui est nouveau, corrigé, inchangé.
    #[arg(long, value_name = "RAPPORT.json")]
    pub(super) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(super) ruling: RulingArgs,
    #[command(flatten)]
    pub(super) pseudonyms: PseudonymArgs,
    /// Tout dire, y compris le détail de ce qui est conforme.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// `presentation=soutenance.pptx`.
fn companion(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((role, path)) if !role.trim().is_empty() && !path.is_empty() => {
            Ok((role.trim().to_owned(), PathBuf::from(path)))
        }
        _ => {
            let told = say!(
                "il s'écrit RÔLE=FICHIER, par exemple resume=resume.docx",
                "it is written ROLE=FILE, such as resume=resume.docx"
            );
            Err(refusal(&told))
        }
    }
}

fn shard(text: &str) -> Result<Shard, String> {
    let told =
        say!("une part s'écrit 2/8 : la deuxième de huit", "a share is written 2/8: the second of eight");
    text.parse().map_err(|_| refusal(&told))
}

pub(super) fn check(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    args.session.zone()?;
    args.pseudonyms.hide(console);
    let roots = args.files.paths.as_slice();
    let (mut gathered, shelves) = gather(&args.files, Purpose::Check, console)?;
    if let Some(shard) = args.shard {
        share::keep(shard, &mut gathered, roots);
    }
    say_documents(args, &mut gathered.tasks)?;
    args.ruling.apply(&mut gathered.tasks)?;
    asked::refuse_unknown(gathered.tasks.iter().zip(&gathered.terms), &shelves)?;
    let config = gathered.config.take();
    let formats = formats(&args.files, config.as_deref());
    let baseline = baseline(args, formats, console)?;
    let mut outputs = Outputs::prepare(formats, &spared(args, &gathered))?;
    let mut disguise = args.pseudonyms.salt().map(|salt| disguise::of(salt, &gathered, roots));
    let Gathered { mut tasks, terms, whole, failed, absent, strays, .. } = gathered;
    // What is kept for another run may be asked for in any format then.
    let digests = outputs.have_digests() || !args.files.settings.no_cache;
    tasks.iter_mut().for_each(|task| task.digests = digests);

    let fail_on = fail_on(args, config.as_deref());
    let reached = AtomicBool::new(false);
    let settling = Settling::new(&shelves, args);
    let settle = |task: &Task, terms: &Terms, dossier: &mut Dossier| {
        settling.settle(task, terms, dossier)?;
        reached.fetch_or(reaches(dossier, fail_on), Ordering::Relaxed);
        Ok(())
    };
    let run = Run { shelves: &shelves, settings: &args.files.settings, config: config.as_deref(), console };
    let mut done = run.judge(tasks, terms, &settle)?;
    if formats.is_empty()
        && let [(_, TaskError::NoCertification)] = done.failures.as_slice()
        && let [only] = done.judged.as_slice()
    {
        // Nothing but a screen would tell it: what can be chosen is told instead.
        return Err(Failure::Certification(unknown(shelf(&shelves, &only.task.overlays)?.library())?));
    }
    done.failures.iter().for_each(|(message, _)| console.note(message));
    done.answer(strays, console.lang, &settle)?;
    if !is_listed(&args.files) {
        in_order(&mut done.judged);
    }

    let whole = if args.shard.is_some() || done.stopped { &[] } else { whole.as_slice() };
    settling.tell_days(&done.judged, console)?;
    let mut notices = settling.notices(&done.judged, whole)?;
    if done.stopped {
        notices.push(interrupted());
    }
    if let Some(disguise) = &mut disguise {
        disguise::hide(&mut done, &mut notices, roots, disguise)?;
        // The order of the names would tell who is who.
        in_order(&mut done.judged);
    }
    args.pseudonyms.show(console, disguise.as_ref());
    let ending = Ending {
        stopped: done.stopped,
        failed: failed || !done.failures.is_empty(),
        to_fix: reached.into_inner() || (absent && fail_on != FailOn::Never),
    };
    let dossiers = done.dossiers();
    let changes = baseline.map(|past| Changes::between(&past, &dossiers)).transpose()?;
    let report = Report { notices, shard: args.shard, changes, ..Report::on(dossiers) };
    if let Some(earlier) = args.baseline.as_deref().filter(|_| ending.stopped) {
        leave(earlier, &mut outputs, console);
    }
    outputs.write(&report, &console.options(args.verbose), console, None)?;
    // The process ends: its rules are thousands of small strings, and giving back each takes longer than reading a dossier.
    std::mem::forget(shelves);
    Ok(ending.code())
}

/// The files that the run reads.
fn spared(args: &CheckArgs, gathered: &Gathered) -> Spared {
    let Gathered { tasks, terms, strays, .. } = gathered;
    let mut spared = Spared::of(tasks, strays.iter().map(|(_, terms)| terms).chain(terms));
    spared.add(&args.files.files_from);
    match &args.baseline {
        // A share of the dossiers says nothing of the others, which the earlier report may hold.
        Some(earlier) if args.shard.is_none() => spared.add_earlier(earlier),
        earlier => spared.add(earlier),
    }
    spared.add(strays.iter().flat_map(|(stray, _)| &stray.found));
    spared
}

/// What gives the exit code of something to fix.
fn fail_on(args: &CheckArgs, config: Option<&Config>) -> FailOn {
    let said = args.fail_on.fail_on.or(config.and_then(|config| config.fail_on));
    if args.exit_zero { FailOn::Never } else { said.unwrap_or_default() }
}

/// Leaves the earlier report where it is, as this one does not hold everything.
fn leave(earlier: &Path, outputs: &mut Outputs, console: &Console) {
    if outputs.spare(earlier) {
        let path = earlier.display();
        console.note(&say!(
            "{path} n'a pas été remplacé : la vérification a été interrompue.",
            "{path} was not replaced: the check was interrupted."
        ));
    }
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

/// Tells the tasks which documents they are of and which are beside them, as the command line says.
fn say_documents(args: &CheckArgs, tasks: &mut [Task]) -> Result<(), Failure> {
    let said = companions(args);
    // One that is held against several certifications is one dossier.
    let is_several = tasks.iter().any(|task| tasks.first().is_some_and(|first| first.path != task.path));
    if !said.is_empty() && is_several {
        return Err(Failure::Path(several(tasks)));
    }
    for task in tasks {
        task.companions.retain(|one| one.role.is_none() || said.iter().all(|other| other.role != one.role));
        task.companions.extend(said.iter().cloned());
        task.role.clone_from(&args.document);
    }
    Ok(())
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
fn formats<'a>(args: &'a ViewArgs, config: Option<&'a Config>) -> &'a [String] {
    if args.format.format.is_empty() {
        config.map(|config| config.formats.as_slice()).unwrap_or_default()
    } else {
        &args.format.format
    }
}

fn interrupted() -> Notice {
    let message = say!(
        "Vérification interrompue : ce rapport ne tient que les dossiers terminés.",
        "The check was interrupted: this report holds only the dossiers that were finished."
    );
    Notice { kind: NoticeKind::Run, message, page: None }
}
