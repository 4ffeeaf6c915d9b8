//! What conforme itself writes into a folder of dossiers, and how it is known again. Uses
//! nothing of ours but the opening of files.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::source::regular;

/// Name of the configuration file.
pub(crate) const CONFIG: &str = "conforme.toml";
/// Titles of the report in Markdown, in French and in English.
pub(crate) const REPORT: [&str; 2] =
    ["Vérification des dossiers de projet", "Check of the dossiers de projet"];
/// Titles of the list of the résumés, likewise.
pub(crate) const LIST: [&str; 2] = ["Liste récapitulative des résumés", "List of the résumés"];

/// Bytes of a file that are enough to hold its title.
const TITLE: u64 = 256;

/// A property of the documents that are written, which word processors keep: its name, and its value for the list of the
/// résumés.
pub(crate) const PROPERTY: [&str; 2] = ["conforme", "liste-des-resumes"];
/// The part of an Office document that holds it.
const PROPERTIES: &str = "docProps/custom.xml";

/// Bytes of a file for programs that are enough to tell who wrote it.
const START: u64 = 4096;
/// Bytes of an Office document beyond which it is none that was written here.
const DOCUMENT: u64 = 8 << 20;
/// Bytes at its end that hold the names of its last parts.
const NAMES: u64 = 64 << 10;

/// True for the configuration, a report, a receipt or a list of the résumés: they lie beside dossiers and are none.
pub(crate) fn is_own(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "toml" => path.file_name().unwrap_or_default() == CONFIG,
        "md" => has_own_title(path),
        "docx" => has_own_property(path).unwrap_or(false),
        "html" => starts_with_any(path, &["<meta name=\"generator\" content=\"conforme "]),
        "json" => starts_with_any(path, &["\"schema\": \"conforme-receipt/", "\"name\": \"conforme\""]),
        "sarif" => starts_with_any(path, &["\"name\": \"conforme\""]),
        "xml" => starts_with_any(path, &["<testsuites name=\"conforme\""]),
        "csv" => starts_with_any(path, &["\u{feff}\"dossier\";\"format\";\"verdict\";"]),
        _ => false,
    }
}

/// True where one of `marks` is in the beginning of the file.
fn starts_with_any(path: &Path, marks: &[&str]) -> bool {
    let start = regular::beginning(path, START).unwrap_or_default();
    let text = String::from_utf8_lossy(&start);
    marks.iter().any(|mark| text.contains(mark))
}

/// True for a document that says by [`PROPERTY`] that it was written here. Only one that names such a part at all, and is
/// no longer than a list, is opened.
fn has_own_property(path: &Path) -> std::io::Result<bool> {
    let (mut file, meta) = regular::open(path)?;
    let length = meta.len();
    if length > DOCUMENT {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(length.saturating_sub(NAMES)))?;
    let mut end = Vec::new();
    file.by_ref().take(NAMES).read_to_end(&mut end)?;
    if !end.windows(PROPERTIES.len()).any(|bytes| bytes == PROPERTIES.as_bytes()) {
        return Ok(false);
    }
    let mut package = zip::ZipArchive::new(std::io::BufReader::new(file))?;
    let mut text = Vec::new();
    package.by_name(PROPERTIES)?.take(START).read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text);
    let [name, value] = PROPERTY;
    Ok(text.contains(&format!("name=\"{name}\"")) && text.contains(&format!(">{value}<")))
}

fn has_own_title(path: &Path) -> bool {
    let start = regular::beginning(path, TITLE).unwrap_or_default();
    let text = String::from_utf8_lossy(&start);
    let title = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
    REPORT.iter().chain(&LIST).any(|own| *own == title)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_was_written_here_is_known_again_and_a_dossier_is_not_taken_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let is = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            is_own(&path)
        };
        assert!(is("conforme.toml", ""));
        assert!(is("r.md", &format!("# {}\n\nRègles", REPORT[0])));
        assert!(is("liste.md", &format!("# {}\n", LIST[1])));
        assert!(!is("dossier.md", &format!("# Mon projet\n\n# {}\n", REPORT[0])));
        assert!(!is("dossier.txt", ""));
        assert!(is("r.json", "{\n  \"schema\": \"conforme-receipt/1\",\n"));
        assert!(!is("package.json", "{ \"name\": \"mon-projet\" }"));
        assert!(!is("dossier.docx", "docProps/custom.xml"));
    }
}
