//! The paths of a command: those typed, those of list files, standard input.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use conforme::message::Message;
use conforme::read::Limits;
use conforme::say;
use conforme::source::regular;

use super::args::ViewArgs;
use super::failure::Failure;

/// Something to check.
pub(super) enum Given {
    /// A file, folder or pattern.
    Path(PathBuf),
    /// What came in on standard input.
    Stdin {
        /// The name to call it by.
        name: PathBuf,
        /// What came in.
        content: Vec<u8>,
    },
}

/// Everything that was given, in order: the paths typed, then those of the lists.
pub(super) fn given(args: &ViewArgs) -> Result<Vec<Given>, Failure> {
    let dash = Path::new("-");
    let readers = args.paths.iter().chain(&args.files_from).filter(|path| *path == dash).count();
    if readers > 1 {
        return Err(Failure::Path(say!(
            "l'entrée standard (« - ») ne peut être lue qu'une fois.",
            "standard input (“-”) can be read only once."
        )));
    }
    if args.stdin_filename.is_some() && !args.paths.iter().any(|path| path == dash) {
        return Err(Failure::Path(say!(
            "--stdin-filename ne va qu'avec « - ».",
            "--stdin-filename goes with “-” only."
        )));
    }
    let mut out = Vec::new();
    for path in &args.paths {
        if path == dash {
            let name = args.stdin_filename.clone().unwrap_or_else(|| dash.to_owned());
            let bound = args.settings.isolation.limits(Limits::default())?.file_bytes;
            out.push(Given::Stdin { name, content: stdin(bound)? });
        } else {
            out.push(Given::Path(path.clone()));
        }
    }
    for list in &args.files_from {
        let bytes = if list == dash {
            let bytes = stdin(regular::SETTINGS)?;
            if bytes.len() as u64 > regular::SETTINGS {
                return Err(refused(list, &std::io::ErrorKind::FileTooLarge.into()));
            }
            bytes
        } else {
            regular::bytes(list, regular::SETTINGS).map_err(|error| refused(list, &error))?
        };
        let text = String::from_utf8_lossy(&bytes);
        let lines =
            text.trim_start_matches('\u{feff}').lines().map(str::trim_end).filter(|line| !line.is_empty());
        out.extend(lines.map(|line| Given::Path(PathBuf::from(line))));
        if out.is_empty() {
            let list = list.display();
            return Err(Failure::Path(say!("{list} : la liste est vide.", "{list}: the list is empty.")));
        }
    }
    Ok(out)
}

/// Standard input, up to one byte more than `bound`, so that what is too much is known as such.
fn stdin(bound: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(bound.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(refused(Path::new("-"), &error)),
    }
}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    let shown = path.display();
    Failure::Path(if error.kind() == std::io::ErrorKind::NotFound {
        say!("{shown} : ce fichier n'existe pas.", "{shown}: no such file.")
    } else {
        Message::unread(path, error)
    })
}
