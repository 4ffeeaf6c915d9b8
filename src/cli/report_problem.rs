//! `report-problem`: what somebody who contests a finding can show without giving the dossier away. Sends nothing.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Shelf, Task, TaskError, run_showing, unjudged};
use conforme::bundle::{Answer, Bundle};
use conforme::certification::{Certification, is_overlay};
use conforme::document::Document;
use conforme::dossier::{Dossier, Report};
use conforme::finding::Status;
use conforme::message::{Message, english_number, french_number};
use conforme::read::Unreadable;
use conforme::report::{self, Format};
use conforme::say;
use conforme::worker::in_time;

use super::args::{ConfigFileArgs, ReportProblemArgs, Settings};
use super::choose::{Chooser, unknown};
use super::console::Console;
use super::failure::Failure;
use super::here::{Here, here};
use super::output::write_file;

/// Lines of the bundle that are shown.
const SHOWN: usize = 6;

pub(super) fn report_problem(args: &ReportProblemArgs, console: &Console) -> Result<u8, Failure> {
    if args.replay {
        return replay(args, console);
    }
    let settings = Settings { certification: args.certification.clone(), ..Settings::default() };
    let mut chooser = Chooser::new(&settings, false);
    let terms = chooser.terms(&args.path)?;
    let Task { rules, overlays, .. } = chooser.task(args.path.clone(), &terms)?;
    // A rule file of the centre's own judges; what it only adds to others is not contested here.
    let adds = |file: &PathBuf| std::fs::read_to_string(file).is_ok_and(|text| is_overlay(&text));
    let overlays: Vec<PathBuf> = overlays.into_iter().filter(|file| !adds(file)).collect();
    let shelf = super::choose::shelf(&chooser.shelves, &overlays)?;
    let task = Task { overlays, ..Task::of(&args.path, rules) };
    let (dossier, document) = match judged(task, &shelf) {
        Ok((dossier, document)) => match (&dossier.unreadable, document) {
            (None, Some(document)) => (dossier, document),
            (reason, _) => return Err(unreadable(&args.path, reason.as_ref())),
        },
        Err(TaskError::NoCertification) => return Err(Failure::Certification(unknown(shelf.library())?)),
        Err(error) => return Err(Failure::Path(error.message())),
    };
    let certification = shelf.find(&dossier.certification.id)?;
    for id in &args.requirement {
        if certification.requirement(id).is_none() {
            let of = &certification.id;
            return Err(Failure::Certification(say!(
                "{of} n'a pas d'exigence « {id} ». « conforme check » donne l'identifiant de chacune entre crochets.",
                "{of} has no requirement “{id}”. “conforme check” gives the id of each in square brackets."
            )));
        }
    }
    let salt = RandomState::new().hash_one(&args.path);
    let bundle = Bundle::of(&document, &dossier, &certification, args.requirement.clone(), salt);
    let output = args.output.clone().unwrap_or_else(|| beside(&args.path));
    write_file(&output, &bundle.to_json())?;
    let text = told(&bundle, &certification, &output);
    console.print(&text.iter().map(|line| format!("{}\n", line.get(console.lang))).collect::<String>())?;
    Ok(super::OK)
}

/// What came of `task`, within its limits, with the document as it was read.
fn judged(task: Task, shelf: &Arc<Shelf>) -> Result<(Dossier, Option<Document>), TaskError> {
    let limits = task.limits.clone();
    let (job, rules) = (task.clone(), Arc::clone(shelf));
    let done = in_time(&limits, move || {
        let mut document = None;
        run_showing(&job, &rules, |read| document = Some(read.clone())).map(|dossier| (dossier, document))
    });
    done.unwrap_or_else(|ended| Ok((unjudged(&task, ended.reason(&limits), shelf), None)))
}

/// Judges the document of a bundle again.
fn replay(args: &ReportProblemArgs, console: &Console) -> Result<u8, Failure> {
    let path = &args.path;
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Path(Message::unread(path, &error)))?;
    let bundle = Bundle::parse(&text).map_err(|error| {
        Failure::Path(say!(
            "{shown} n'est pas une contestation écrite par conforme report-problem ({error}).",
            "{shown} was not written by conforme report-problem ({error})."
        ))
    })?;
    let Here { shelf, certification: chosen, .. } =
        here(args.certification.as_deref(), &[], &ConfigFileArgs::default())?;
    let certification = match chosen {
        Some(one) if shelf.library().text(&bundle.certification).is_none() => one,
        _ => shelf.find(&bundle.certification)?,
    };
    if certification.digest != bundle.rules {
        let id = &certification.id;
        console.note(&say!(
            "les règles de {id} ont changé depuis : les réponses peuvent différer.",
            "the rules of {id} have changed since: answers may differ."
        ));
    }
    let dossier = Dossier { path: shown.to_string(), ..bundle.judge(&certification) };
    let text = report::render(&Report::of(vec![dossier]), Format::Human, &console.options(false))
        .map_err(|error| Failure::Report(error.to_string()))?;
    console.print(&text)?;
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

/// `contestation-dossier.json` beside nothing of the candidate's: in the current folder.
fn beside(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    PathBuf::from(format!("contestation-{stem}.json"))
}

/// What the bundle holds, what it does not, and what to do with it.
fn told(bundle: &Bundle, certification: &Certification, output: &Path) -> Vec<Message> {
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
    lines.extend(shown.map(|text| Message::same(format!("  {}", conforme::report::inert(&cut(&text))))));
    lines.push(Message::default());
    lines.extend(reproduced(bundle, certification));
    lines.push(say!(
        "Relisez le fichier, puis joignez-le à votre message. Pour rejouer : conforme report-problem --replay {file}",
        "Look through the file, then attach it to your message. To run it again: conforme report-problem --replay {file}"
    ));
    lines
}

/// Whether the answers are the same without the content.
fn reproduced(bundle: &Bundle, certification: &Certification) -> Vec<Message> {
    let differences = bundle.differences(certification);
    let (all, same) = (bundle.answers.len(), bundle.answers.len() - differences.len());
    let mut lines = vec![say!(
        "Réponses identiques sur ce fichier anonyme : {same} sur {all}.",
        "Answers that are the same on this anonymous file: {same} of {all}."
    )];
    for (id, was, is) in differences {
        let (was, is) = (was.id(), is.map_or("–", Status::id));
        let contested = bundle.contested.contains(&id);
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
    let contested: Vec<&Answer> =
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
