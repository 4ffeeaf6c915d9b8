//! `conforme rules`: what whoever writes a rule file needs.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use conforme::assess::{Shelf, misfits, silent_aliases, untried};
use conforme::certification::{Certification, Library, is_overlay, schema};
use conforme::message::{Message, counted};
use conforme::say;
use conforme::source::regular;

use super::choose::own_file;
use super::console::Console;
use super::failure::Failure;

#[derive(Clone, Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Cherche les fautes d'un fichier de règles.
    Validate {
        /// Les fichiers.
        #[arg(required = true, value_name = "FICHIER")]
        paths: Vec<PathBuf>,
    },
    /// Essaie les exemples d'un fichier de règles, ou de tous ceux qui sont fournis.
    Test {
        /// Les fichiers, ou les noms de ceux qui sont fournis.
        #[arg(value_name = "FICHIER")]
        paths: Vec<PathBuf>,
    },
    /// Montre un fichier de règles fourni.
    Show {
        /// Son identifiant, son nom court ou un fichier.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Écrit le JSON Schema du langage de règles.
    Schema,
}

pub(super) fn rules(command: &RulesCommand, console: &Console) -> Result<u8, Failure> {
    match command {
        RulesCommand::Validate { paths } => {
            let mut out = String::new();
            for certification in load(paths)? {
                let (id, count) = (&certification.id, certification.requirements.len());
                let Message { fr, en } =
                    counted(count, ["exigence", "exigences"], ["requirement", "requirements"]);
                let text = say!("{id} : sans faute, {fr}", "{id}: no fault, {en}");
                out += &format!("{}\n", text.get(console.lang));
                out += &without_help(&certification)
                    .map_or_else(String::new, |told| format!("  {}\n", told.get(console.lang)));
            }
            console.print(&out)?;
            Ok(super::OK)
        }
        RulesCommand::Test { paths } => test(paths, console),
        RulesCommand::Show { id } => {
            if let Some(path) = own_file(id, Path::new("")) {
                let text =
                    regular::text(&path, regular::SETTINGS).map_err(|error| unreadable(&path, &error))?;
                console.print(&text)?;
                return Ok(super::OK);
            }
            let library = Library::built_in();
            let id = if library.text(id).is_some() { id.clone() } else { library.find(id)?.id };
            console.print_rendered(library.text(&id).unwrap_or_default())?;
            Ok(super::OK)
        }
        RulesCommand::Schema => {
            console.print_rendered(&schema())?;
            Ok(super::OK)
        }
    }
}

/// Requirements of which a candidate is not told what to do where they are not met.
fn without_help(certification: &Certification) -> Option<Message> {
    let bare = certification.requirements.iter().filter(|requirement| requirement.help.is_empty());
    let ids = bare.map(|requirement| requirement.id.as_str()).collect::<Vec<_>>().join(", ");
    (!ids.is_empty()).then(|| {
        say!(
            "sans `help`, que le candidat lirait pour corriger : {ids}",
            "without `help`, which the candidate would read to put it right: {ids}"
        )
    })
}

fn test(paths: &[PathBuf], console: &Console) -> Result<u8, Failure> {
    let all = if paths.is_empty() { Library::built_in().load_all()? } else { load(paths)? };
    let mut out = String::new();
    let mut wrong = 0;
    for certification in &all {
        let (id, count) = (&certification.id, certification.examples.len());
        let found = misfits(certification);
        wrong += found.len();
        let Message { fr, en } = counted(count, ["exemple", "exemples"], ["example", "examples"]);
        out += &format!("{}\n", say!("{id} : {fr}", "{id}: {en}").get(console.lang));
        // The files that come with the program are tried by its own tests.
        let is_own = Library::built_in().text(id).is_none();
        if is_own && count == 0 && !certification.requirements.is_empty() {
            wrong += 1;
            let none =
                say!("  aucun `[[example]]` : rien n'a été essayé", "  no `[[example]]`: nothing was tried");
            out += &format!("{}\n", none.get(console.lang));
            continue;
        }
        let silent = if is_own { silent_aliases(certification) } else { Vec::new() };
        let untried = if is_own { untried(certification) } else { Vec::new() };
        for told in found.iter().chain(&untried).chain(&silent) {
            out += &format!("  {}\n", told.get(console.lang));
        }
    }
    console.print(&out)?;
    Ok(if wrong > 0 { super::FINDINGS } else { super::OK })
}

/// Loads files that may extend the built-in ones and one another. Where there is no such file, the name is that of a
/// built-in one.
fn load(paths: &[PathBuf]) -> Result<Vec<Certification>, Failure> {
    let mut library = Library::built_in();
    let mut ids = Vec::new();
    let mut overlays = Vec::new();
    for path in paths {
        if !path.exists()
            && let Ok(known) = library.find(&path.to_string_lossy())
        {
            ids.push(known.id);
            continue;
        }
        let read = Shelf::read(path).map_err(|error| unreadable(&error.path, &error.error))?;
        for (number, (id, text)) in read.into_iter().enumerate() {
            if is_overlay(&text) {
                overlays.push((id, text));
                continue;
            }
            library.insert(id.clone(), text);
            if number == 0 {
                ids.push(id);
            }
        }
    }
    let mut all: Vec<Certification> = ids.iter().map(|id| library.load(id)).collect::<Result<_, _>>()?;
    for (id, text) in &overlays {
        all.extend(overlaid(&library, id, text)?);
    }
    Ok(all)
}

/// An overlay by itself, held against the first certification that it goes with.
fn overlaid(library: &Library, id: &str, text: &str) -> Result<Option<Certification>, Failure> {
    for mut certification in library.load_all()? {
        certification.own_aliases.clear();
        if library.overlay(&mut certification, id, text)? {
            certification.requirements.retain(|requirement| requirement.overlay.is_some());
            certification.examples.retain(|example| {
                example.expect.iter().all(|(id, _)| certification.requirements.iter().any(|r| r.id == *id))
            });
            certification.id = format!("{id} ({})", certification.id);
            return Ok(Some(certification));
        }
    }
    Ok(None)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Path(Message::unread(path, error))
}
