//! What LibreOffice makes of a file: one process a file, in a profile that is thrown away, stopped at a time limit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::message::Message;
use crate::read::{Format, sniff};
use crate::say;
use crate::source::{Content, Source, SourceError, as_shown};

/// How often a running conversion is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// Settings of the throw-away profile: no macro runs, nothing is fetched.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// An installed LibreOffice, and how long it may take for one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renderer {
    /// The program (`soffice`).
    #[serde(serialize_with = "as_shown")]
    pub program: PathBuf,
    /// The longest time for one file, in seconds.
    pub seconds: u64,
}

/// Why a file was not rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The format is none that LibreOffice lays out as its author's program does.
    #[error("only DOCX and ODT are rendered")]
    Format,
    /// A folder for the work could not be made or used.
    #[error("no room to work in: {0}")]
    Room(#[from] std::io::Error),
    /// The program could not be started.
    #[error("{program}: {error}")]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// It took too long and was stopped.
    #[error("stopped after {0} s")]
    Late(u64),
    /// It ended without a PDF.
    #[error("it made no PDF")]
    Nothing,
}

impl RenderError {
    /// What happened and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Format => say!(
                "Seuls les DOCX et les ODT sont mis en page avec LibreOffice.",
                "Only DOCX and ODT files are laid out with LibreOffice."
            ),
            Self::Room(error) => say!(
                "LibreOffice n'a pas pu travailler : le dossier temporaire n'est pas utilisable ({error}).",
                "LibreOffice could not work: the temporary folder cannot be used ({error})."
            ),
            Self::Start { program, error } => {
                let program = program.display();
                say!(
                    "LibreOffice n'a pas pu être lancé ({program} : {error}).",
                    "LibreOffice could not be started ({program}: {error})."
                )
            }
            Self::Late(seconds) => say!(
                "LibreOffice n'avait pas fini au bout de {seconds} secondes et a été arrêté : les pages sont comptées sans lui.",
                "LibreOffice had not finished after {seconds} seconds and was stopped: pages are counted without it."
            ),
            Self::Nothing => say!(
                "LibreOffice n'a pas pu mettre ce fichier en page : les pages sont comptées sans lui.",
                "LibreOffice could not lay out this file: pages are counted without it."
            ),
        }
    }
}

/// The `soffice` of `folders` (those of `PATH`), or of where installers put it.
pub fn find(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["soffice", "libreoffice", "soffice.com", "soffice.exe"];
    const USUAL: [&str; 5] = [
        "/usr/lib/libreoffice/program",
        "/opt/libreoffice/program",
        "/Applications/LibreOffice.app/Contents/MacOS",
        r"C:\Program Files\LibreOffice\program",
        r"C:\Program Files (x86)\LibreOffice\program",
    ];
    let folders = folders.filter(|folder| folder.is_absolute()).chain(USUAL.iter().map(PathBuf::from));
    folders.flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|program| program.is_file())
}

impl Renderer {
    /// The PDF that LibreOffice makes of `source`.
    ///
    /// # Errors
    /// Where it is neither DOCX nor ODT, or LibreOffice gives no PDF in time.
    pub fn render(&self, source: &Source) -> Result<Source, RenderError> {
        let extension = match sniff(&source.bytes) {
            Ok(Format::Docx) => "docx",
            Ok(Format::Odt) => "odt",
            _ => return Err(RenderError::Format),
        };
        let room = tempfile::Builder::new().prefix("conforme-").tempdir()?;
        let input = room.path().join(format!("dossier.{extension}"));
        std::fs::write(&input, source.bytes.as_slice())?;
        let profile = room.path().join("profil");
        std::fs::create_dir_all(profile.join("user"))?;
        std::fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS)?;
        let mut child = self.start(room.path(), &profile, &input)?;
        let ended = wait(&mut child, Duration::from_secs(self.seconds))?;
        stop(&mut child);
        if !ended {
            return Err(RenderError::Late(self.seconds));
        }
        let pdf = room.path().join("dossier.pdf");
        Source::open(&pdf, u64::MAX).map_err(|error| match error {
            SourceError::Io { error, .. } => RenderError::Room(error),
            _ => RenderError::Nothing,
        })
    }

    /// The PDF that LibreOffice makes of the one file of `sources`, or why there is none.
    pub(crate) fn render_one(&self, sources: &[Source]) -> Content {
        match sources {
            [source] => self.render(source).map(|pdf| pdf.bytes).map_err(|error| error.message()),
            _ => Err(say!(
                "LibreOffice ne met pas en page un dossier de plusieurs fichiers.",
                "LibreOffice does not lay out a dossier of several files."
            )),
        }
    }

    fn start(&self, room: &Path, profile: &Path, input: &Path) -> Result<Child, RenderError> {
        let mut installation = OsString::from("-env:UserInstallation=");
        installation.push(file_url(profile));
        let mut command = Command::new(&self.program);
        command
            .arg(installation)
            .args(["--headless", "--norestore", "--nodefault", "--nolockcheck", "--nofirststartwizard"])
            .args(["--convert-to", "pdf", "--outdir"])
            .arg(room)
            .arg(input)
            .current_dir(room)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().map_err(|error| RenderError::Start { program: self.program.clone(), error })
    }
}

/// A folder as an address: on Windows, `file:///C:/…`. What is no plain letter of an address stands as its bytes.
fn file_url(path: &Path) -> String {
    use std::fmt::Write as _;
    let path = crate::source::shown(path);
    let mut url = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => url.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            byte => {
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    url
}

/// True where the process ended within `limit`. It is left to be waited for, so that its number stays its own.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<bool> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if has_ended(child)? {
            return Ok(true);
        }
        std::thread::sleep(LOOK);
    }
    has_ended(child)
}

#[cfg(unix)]
fn has_ended(child: &mut Child) -> std::io::Result<bool> {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    match number(child) {
        Some(number) => Ok(waitid(WaitId::Pid(number), options)?.is_some()),
        None => Ok(child.try_wait()?.is_some()),
    }
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> std::io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

/// Ends the process and whatever it started: `soffice` is a script that starts the program proper.
#[cfg(unix)]
fn stop(child: &mut Child) {
    if let Some(number) = number(child) {
        let _ = rustix::process::kill_process_group(number, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}

#[cfg(unix)]
fn number(child: &Child) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(i32::try_from(child.id()).ok()?)
}

/// Ends the process and whatever it started.
#[cfg(not(unix))]
fn stop(child: &mut Child) {
    let mut killer = Command::new("taskkill");
    killer.args(["/T", "/F", "/PID", &child.id().to_string()]);
    let _ = killer.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

impl Renderer {
    /// What tells one LibreOffice from another, and the fonts that it lays out with, as far as their files do.
    pub(crate) fn stamp(&self) -> String {
        let program = self.program.canonicalize().unwrap_or_else(|_| self.program.clone());
        let folder = program.parent().map(Path::to_owned).unwrap_or_default();
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let own = home.iter().flat_map(|home| [".fonts", ".local/share/fonts"].map(|fonts| home.join(fonts)));
        let shared = ["/usr/share/fonts", "/usr/local/share/fonts", "/var/cache/fontconfig"];
        let files = [folder.join("versionrc"), folder.join("version.ini"), program];
        let all = files.into_iter().chain(shared.map(PathBuf::from)).chain(own);
        let told = all.filter_map(|path| {
            let meta = std::fs::metadata(&path).ok()?;
            Some(format!("{} {} {:?}", path.display(), meta.len(), meta.modified().ok()))
        });
        told.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn an_address_holds_any_name() {
        let url = file_url(Path::new("/tmp/à faire/100 %/n°1#2?"));
        assert_eq!(url, "file:///tmp/%C3%A0%20faire/100%20%25/n%C2%B01%232%3F");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_program_started_ends_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let script = "sleep 60 & echo $! > number; exit 0";
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(folder.path());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().unwrap();
        assert!(wait(&mut child, Duration::from_secs(20)).unwrap());
        // Seen to have ended and not yet waited for: its number cannot be another's.
        assert!(rustix::process::test_kill_process_group(number(&child).unwrap()).is_ok());
        stop(&mut child);
        let started: i32 =
            std::fs::read_to_string(folder.path().join("number")).unwrap().trim().parse().unwrap();
        let started = rustix::process::Pid::from_raw(started).unwrap();
        let gone = (0..100).any(|_| {
            std::thread::sleep(LOOK);
            rustix::process::test_kill_process(started).is_err()
                || std::fs::read_to_string(format!("/proc/{}/stat", started.as_raw_nonzero()))
                    .is_ok_and(|stat| stat.contains(") Z "))
        });
        assert!(gone, "what it started is still there");
    }
}
