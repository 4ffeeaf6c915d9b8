//! What LibreOffice makes of a file: one process a file, in a profile that is thrown away, stopped at a time limit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::home::{fonts, settle};
use super::keeper::Running;
use crate::message::Message;
use crate::read::{Format, sniff};
use crate::say;
use crate::source::{Content, Source, SourceError, as_shown};

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
    /// This program, where it can mind LibreOffice as a process of its own: what was started then ends with whoever asked
    /// for it, however that ends.
    #[serde(skip)]
    pub keeper: Option<PathBuf>,
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
        let mut running = self.start(room.path(), &profile, &input)?;
        if !running.wait(Duration::from_secs(self.seconds))? {
            return Err(RenderError::Late(self.seconds));
        }
        let pdf = room.path().join("dossier.pdf");
        let made = Source::open(&pdf, u64::MAX).map_err(|error| match error {
            SourceError::Io { error, .. } => RenderError::Room(error),
            _ => RenderError::Nothing,
        });
        drop(running);
        made
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

    fn start<'a>(&self, room: &'a Path, profile: &Path, input: &Path) -> Result<Running<'a>, RenderError> {
        let mut installation = OsString::from("-env:UserInstallation=");
        installation.push(file_url(profile));
        let mut command = Command::new(&self.program);
        command
            .arg(installation)
            .args(["--headless", "--norestore", "--nodefault", "--nolockcheck", "--nofirststartwizard"])
            .args(["--convert-to", "pdf", "--outdir"])
            .arg(room)
            .arg(input)
            .current_dir(room);
        settle(&mut command, profile)?;
        Running::start(&mut command, self.keeper.as_deref(), room)
            .map_err(|error| RenderError::Start { program: self.program.clone(), error })
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

impl Renderer {
    /// What tells one LibreOffice from another, and the fonts that it lays out with, as far as their files do.
    pub(crate) fn stamp(&self) -> String {
        let program = self.program.canonicalize().unwrap_or_else(|_| self.program.clone());
        let folder = program.parent().map(Path::to_owned).unwrap_or_default();
        let own = fonts().into_iter().map(|(own, _)| own);
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
}
