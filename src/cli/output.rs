//! Where reports go: one to standard output, any number to files. A file is written beside its place and renamed, so
//! that nothing half-written is ever found there; that it can be written is known before any work is done.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use conforme::discover::in_its_folder;
use conforme::dossier::Report;
use conforme::message::Message;
use conforme::report::{self, Format, Options, RenderError};
use conforme::say;
use conforme::written::{beside, take_place, write_whole};
use tempfile::NamedTempFile;

use super::console::Console;
use super::failure::Failure;
use super::spared::Spared;

/// What writes what a person is shown.
pub(super) type View = fn(&Report, &Options, &mut dyn Write) -> Result<(), RenderError>;

/// The outputs asked for, ready to be written.
pub(super) struct Outputs {
    screen: Option<Format>,
    /// Each with its path as it was told.
    files: Vec<(Format, PathBuf, Place)>,
}

/// Where a file will be.
enum Place {
    /// A file to be renamed to the path.
    Renamed(NamedTempFile, PathBuf),
    /// A pipe or device, written to as it is.
    Direct(PathBuf),
}

impl Outputs {
    /// Prepares `formats`, each `FORMAT` or `FORMAT=FILE`; the one for a person where there are none. None may take the place of
    /// what is `spared`.
    pub(super) fn prepare(formats: &[String], spared: &Spared) -> Result<Self, Failure> {
        let mut outputs = Self { screen: formats.is_empty().then_some(Format::Human), files: Vec::new() };
        for text in formats {
            let (name, file) =
                text.split_once('=').map_or((text.as_str(), None), |(name, file)| (name, Some(file)));
            let format = Format::from_id(name.trim()).ok_or_else(|| Failure::Format(name.to_owned()))?;
            match file {
                Some("") => {
                    return Err(Failure::Path(say!(
                        "--format {name}= : il manque le fichier, par exemple --format {name}=rapport.{name}.",
                        "--format {name}=: the file is missing, such as --format {name}=report.{name}."
                    )));
                }
                Some(file) => outputs.add_file(format, Path::new(file), spared)?,
                None if outputs.screen.is_some_and(|other| other != format) => {
                    return Err(Failure::Path(say!(
                        "un seul format peut aller à l'écran ; donnez un fichier aux autres : --format {name}=FICHIER",
                        "only one format can go to the screen; give the others a file: --format {name}=FILE"
                    )));
                }
                None => outputs.screen = Some(format),
            }
        }
        Ok(outputs)
    }

    /// True where one of them tells the digests of the files.
    pub(super) fn have_digests(&self) -> bool {
        let formats = self.files.iter().map(|(format, ..)| *format);
        self.screen.into_iter().chain(formats).any(Format::has_digests)
    }

    fn add_file(&mut self, format: Format, told: &Path, spared: &Spared) -> Result<(), Failure> {
        if format != Format::Json || !spared.is_earlier(told) {
            spared.check(told)?;
        }
        let path = place_of(told);
        let taken = self
            .files
            .iter()
            .any(|(_, _, place)| matches!(place, Place::Renamed(_, other) if *other == path));
        if taken {
            let path = told.display();
            return Err(Failure::Path(say!(
                "{path} : deux formats pour un seul fichier.",
                "{path}: two formats for one file."
            )));
        }
        let place = match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                return Err(unwritable(&path, &std::io::ErrorKind::IsADirectory.into()));
            }
            Ok(meta) if !meta.is_file() => Place::Direct(path),
            Ok(meta) if meta.permissions().readonly() => {
                return Err(unwritable(&path, &std::io::ErrorKind::PermissionDenied.into()));
            }
            _ => Place::Renamed(beside(&path).map_err(|error| unwritable(&path, &error))?, path),
        };
        self.files.push((format, told.to_owned(), place));
        Ok(())
    }

    /// Leaves out the one that would take the place of the file at `path`; true where there was one.
    pub(super) fn spare(&mut self, path: &Path) -> bool {
        let before = self.files.len();
        let path = place_of(path);
        self.files.retain(|(_, told, _)| place_of(told) != path);
        self.files.len() < before
    }

    /// Writes all of them. `human` is what a person is shown, where it is not the usual report.
    pub(super) fn write(
        self,
        report: &Report,
        options: &Options,
        console: &Console,
        human: Option<View>,
    ) -> Result<(), Failure> {
        let write = |format: Format, options: &Options, out: &mut dyn Write| match human {
            Some(human) if format == Format::Human => human(report, options, out),
            _ => report::write(report, format, options, out),
        };
        let in_files = Options { styles: report::Styles::plain(), ..options.clone() };
        for (format, path, place) in self.files {
            place.write(|out| write(format, &in_files, out))?;
            let path = path.display();
            console.note(&say!("rapport {} écrit : {path}", "{} report written: {path}", format.id()));
        }
        match self.screen {
            // Nothing was found to tell about: what went wrong was told already.
            Some(Format::Human) if report.dossiers.is_empty() => Ok(()),
            Some(format) => console.write(|out| write(format, options, out)),
            None => Ok(()),
        }
    }
}

impl Place {
    fn write(self, render: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>) -> Result<(), Failure> {
        let told = |path: &Path, error: RenderError| match error {
            RenderError::Output(error) => unwritable(path, &error),
            RenderError::Lost(lost) => lost.into(),
            error => Failure::Report(error.to_string()),
        };
        match self {
            Self::Direct(path) => {
                let file = std::fs::File::options().write(true).open(&path);
                let mut out = BufWriter::new(file.map_err(|error| unwritable(&path, &error))?);
                let written = render(&mut out).and_then(|()| out.flush().map_err(RenderError::Output));
                written.map_err(|error| told(&path, error))
            }
            Self::Renamed(file, path) => {
                let mut out = BufWriter::new(file);
                render(&mut out).map_err(|error| told(&path, error))?;
                let file = out.into_inner().map_err(|error| unwritable(&path, error.error()))?;
                take_place(file, &path).map_err(|error| unwritable(&path, &error))
            }
        }
    }
}

/// Where a file will be, however its path is told. A link stays a link: what it leads to is written.
pub(super) fn place_of(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| in_its_folder(path))
}

/// Writes `text` to `path`, whole or not at all.
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    write_whole(path, text.as_bytes()).map_err(|error| unwritable(path, &error))
}

/// Writes what `render` writes to `path`, whole or not at all.
pub(super) fn write_rendered(
    path: &Path,
    render: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>,
) -> Result<(), Failure> {
    let file = beside(path).map_err(|error| unwritable(path, &error))?;
    Place::Renamed(file, path.to_owned()).write(render)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    let Message { fr, en } = match error.kind() {
        std::io::ErrorKind::NotFound => say!("le dossier n'existe pas", "the folder does not exist"),
        _ => Message::system(error),
    };
    Failure::Path(say!(
        "{path} : impossible d'y écrire ({fr}). Choisissez un autre fichier.",
        "{path}: cannot be written ({en}). Choose another file."
    ))
}
