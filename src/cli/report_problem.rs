//! `report-problem`: what somebody who contests a finding can show without giving the dossier away. Sends nothing.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::{Input, Shelf, Task, TaskError};
use conforme::bundle::{Bundle, Contest, Contested, Replay, Replayed, Uncontested, Unreplayed};
use conforme::certification::{Certification, is_overlay};
use conforme::dossier::Report;
use conforme::finding::Status;
use conforme::message::{Message, english_number, french_number};
use conforme::read::{Limits, Unreadable};
use conforme::report::{self, Format};
use conforme::say;
use conforme::source::{digest_of, regular};
use conforme::worker::{Answer, Work};

use super::args::{ConfigFileArgs, Settings};
use super::choose::{Chooser, unknown};
use super::console::Console;
use super::failure::Failure;
use super::here::{Here, here};
use super::isolation::{IsolationArgs, once};
use super::output::write_file;

/// Lines of the bundle that are shown.
const SHOWN: usize = 6;

#[derive(Clone, Debug, Args)]
pub(super) struct ReportProblemArgs {
    /// Le dossier ; avec --replay, une contestation déjà écrite.
    #[arg(value_name = "FICHIER")]
    path: PathBuf,
    /// La certification : un identifiant (ais-2018/titre), un nom court (ais, ccp1 ; voir « conforme list ») ou un fichier
    /// de règles (mon-titre.toml).
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    certification: Option<String>,
    /// L'exigence dont la réponse est contestée ; peut être répété.
    #[arg(short, long, value_name = "EXIGENCE")]
    requirement: Vec<String>,
    /// Où écrire (contestation-….json dans le dossier courant si rien n'est dit).
    #[arg(short, long, value_name = "FICHIER", conflicts_with = "replay")]
    output: Option<PathBuf>,
    /// Rejoue les vérifications sur une contestation.
    #[arg(long)]
    replay: bool,
    #[command(flatten)]
    isolation: IsolationArgs,
}

pub(super) fn report_problem(args: &ReportProblemArgs, console: &Console) -> Result<u8, Failure> {
    if args.replay {
        return replay(args, console);
    }
    let output = match &args.output {
        Some(output) => output.clone(),
        None => beside(&args.path, &args.isolation.limits(Limits::default())?)?,
    };
    if output.exists() {
        let output = output.display();
        return Err(Failure::Path(say!(
            "{output} existe déjà et n'a pas été touché : donnez un autre nom avec --output.",
            "{output} is there already and was left alone: give another name with --output."
        )));
    }
    let (contested, shelf) = contested(args, console)?;
    let certification = shelf.find(&contested.bundle.certification)?;
    write_file(&output, &contested.bundle.to_json())?;
    console.tell_lines(&told(&contested, &certification, &output))?;
    Ok(super::OK)
}

/// The bundle of the dossier, and the rules that it was judged by.
fn contested(args: &ReportProblemArgs, console: &Console) -> Result<(Contested, Arc<Shelf>), Failure> {
    let isolation = args.isolation.clone();
    let certification = args.certification.iter().cloned().collect();
    let settings = Settings { certification, isolation, ..Settings::default() };
    let mut chooser = Chooser::new(&settings);
    let terms = chooser.terms(&args.path)?;
    let Task { rules, limits, overlays, .. } = chooser.task(args.path.clone(), &terms)?;
    // A rule file of the centre's own judges; what it only adds to others is not contested here.
    let adds = |file: &PathBuf| regular::text(file, regular::SETTINGS).is_ok_and(|text| is_overlay(&text));
    let overlays: Vec<PathBuf> = overlays.into_iter().filter(|file| !adds(file)).collect();
    let shelf = super::choose::shelf(&chooser.shelves, &overlays)?;
    let task = Task { limits, overlays, ..Task::of(&args.path, rules) };
    let salt = RandomState::new().hash_one(&args.path);
    let work = Work::Contest(Box::new(Contest { task, requirements: args.requirement.clone(), salt }));
    let isolation = args.isolation.isolation.or(terms.config.and_then(|config| config.isolation));
    let outcome = match once(isolation.unwrap_or_default(), work, &shelf, console)? {
        Ok(Answer::Contested(outcome)) => *outcome,
        Ok(_) => return Err(unreadable(&args.path, None)),
        Err(reason) => return Err(unreadable(&args.path, Some(&reason))),
    };
    let contested = outcome.map_err(|error| match error {
        Uncontested::Task(TaskError::NoCertification) => {
            unknown(shelf.library()).map_or_else(|failure| failure, Failure::Certification)
        }
        Uncontested::Task(error) => Failure::Path(error.message()),
        Uncontested::Unreadable(reason) => unreadable(&args.path, reason.as_ref()),
        Uncontested::Requirement { certification: of, id } => Failure::Certification(say!(
            "{of} n'a pas d'exigence « {id} ». « conforme check » donne l'identifiant de chacune entre crochets.",
            "{of} has no requirement “{id}”. “conforme check” gives the id of each in square brackets."
        )),
    })?;
    Ok((contested, shelf))
}

/// Judges the document of a bundle again.
fn replay(args: &ReportProblemArgs, console: &Console) -> Result<u8, Failure> {
    let shown = args.path.display();
    let limits = args.isolation.limits(Limits::default())?;
    let Here { shelf, certification, .. } =
        here(args.certification.as_deref(), &[], &ConfigFileArgs::default())?;
    let otherwise = certification.map(|certification| certification.id.clone());
    let work = Work::Replay(Box::new(Replay { file: Input::at(&args.path), otherwise, limits }));
    let shelf = Arc::new(shelf);
    let outcome = match once(args.isolation.isolation.unwrap_or_default(), work, &shelf, console)? {
        Ok(Answer::Replayed(outcome)) => *outcome,
        Ok(_) => Err(Unreplayed::NoBundle("no answer".into())),
        Err(reason) => {
            let Message { fr, en } = reason.message();
            return Err(Failure::Path(say!("{shown} : {fr}", "{shown}: {en}")));
        }
    };
    let Replayed { dossier, certification, rules_changed } = outcome.map_err(|error| match error {
        Unreplayed::Path(message) => Failure::Path(message),
        Unreplayed::Rules(message) => Failure::Certification(message),
        Unreplayed::NoBundle(error) => Failure::Path(say!(
            "{shown} n'est pas une contestation écrite par conforme report-problem, ou elle a été abîmée.",
            "{shown} was not written by conforme report-problem ({error})."
        )),
    })?;
    if rules_changed {
        console.note(&say!(
            "les règles de {certification} ont changé depuis : les réponses peuvent différer.",
            "the rules of {certification} have changed since: answers may differ."
        ));
    }
    let text = report::render(&Report::of(vec![dossier]), Format::Human, &console.options(false))
        .map_err(|error| Failure::Report(error.to_string()))?;
    console.print_rendered(&text)?;
    Ok(super::OK)
}

fn unreadable(path: &Path, reason: Option<&Unreadable>) -> Failure {
    let path = path.display();
    let Message { fr, en } = reason.map(Unreadable::message).unwrap_or_default();
    Failure::Path(say!(
        "{path} : {fr} Il n'y a rien à rendre anonyme ; décrivez le problème avec vos mots.",
        "{path}: {en} There is nothing to make anonymous; describe the problem in your own words."
    ))
}

/// `contestation-1f0c9a.json`, in the current folder: called after the bytes of the dossier and nothing of the
/// candidate's.
fn beside(path: &Path, limits: &Limits) -> Result<PathBuf, Failure> {
    let (_, digest) = digest_of(path, limits.file_bytes).map_err(|error| Failure::Path(error.message()))?;
    let digits: String = digest.trim_start_matches("sha256:").chars().take(6).collect();
    Ok(PathBuf::from(format!("contestation-{digits}.json")))
}

/// What the bundle holds, what it does not, and what to do with it.
fn told(contested: &Contested, certification: &Certification, output: &Path) -> Vec<Message> {
    let bundle = &contested.bundle;
    let blocks = bundle.document.blocks.len() as u64;
    let (fr, en) = (french_number(blocks), english_number(blocks));
    let file = output.display();
    let mut lines = vec![
        say!("{file} est écrit. Rien n'a été envoyé.", "{file} is written. Nothing was sent."),
        Message::default(),
        say!("Ce qu'il contient", "What it holds"),
        say!(
            "  - {fr} blocs de texte où chaque mot est remplacé par un autre de même longueur, sauf les mots des règles et les mots outils ;",
            "  - {en} blocks of text in which every word is replaced by another of the same length, but for the words of the rules and function words;"
        ),
        say!(
            "  - la structure, les styles, les pages et les places, tels que conforme les a lus ;",
            "  - the structure, styles, pages and places as conforme read them;"
        ),
        say!(
            "  - les règles ({}) et la réponse à chaque exigence.",
            "  - the rules ({}) and the answer to each requirement.",
            certification.id
        ),
        say!(
            "Ce qu'il ne contient pas : vos phrases, les noms, les images, les propriétés du fichier, son nom.",
            "What it does not hold: your sentences, names, pictures, the file's properties, its name."
        ),
        Message::default(),
        say!("Par exemple", "For instance"),
    ];
    let texts = bundle.document.blocks.iter().map(|block| block.text());
    let shown = texts.filter(|text| text.split_whitespace().count() > 3).take(SHOWN);
    lines.extend(shown.map(|text| Message::same(format!("  {}", cut(&text)))));
    lines.push(Message::default());
    lines.extend(reproduced(bundle, &contested.differences));
    lines.push(say!(
        "Relisez le fichier, puis joignez-le à votre message. Pour rejouer : conforme report-problem --replay {file}",
        "Look through the file, then attach it to your message. To run it again: conforme report-problem --replay {file}"
    ));
    lines
}

/// Whether the answers are the same without the content.
fn reproduced(bundle: &Bundle, differences: &[(String, Status, Option<Status>)]) -> Vec<Message> {
    let (all, same) = (bundle.answers.len(), bundle.answers.len() - differences.len());
    let mut lines = vec![say!(
        "Réponses identiques sur ce fichier anonyme : {same} sur {all}.",
        "Answers that are the same on this anonymous file: {same} of {all}."
    )];
    for (id, was, is) in differences {
        let (was, is) = (was.id(), is.map_or("–", Status::id));
        let contested = bundle.contested.contains(id);
        let (fr, en) = if contested {
            (
                " (celle que vous contestez : décrivez-la avec vos mots)",
                " (the one you contest: describe it in your words)",
            )
        } else {
            ("", "")
        };
        lines.push(say!("  - {id} : {was}, ici {is}{fr}", "  - {id}: {was}, here {is}{en}"));
    }
    let contested: Vec<_> =
        bundle.answers.iter().filter(|answer| bundle.contested.contains(&answer.requirement)).collect();
    for answer in contested {
        let (id, status) = (&answer.requirement, answer.status.id());
        lines.push(say!("Réponse contestée : {id} ({status}).", "Contested answer: {id} ({status})."));
    }
    lines
}

fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(14).collect();
    words.join(" ")
}
