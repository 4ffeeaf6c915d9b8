//! What conforme itself writes into a folder of dossiers, and how it is known again. Uses nothing of ours.

use std::io::Read as _;
use std::path::Path;

/// Name of the configuration file.
pub(crate) const CONFIG: &str = "conforme.toml";
/// Titles of the report in Markdown, in French and in English.
pub(crate) const REPORT: [&str; 2] =
    ["Vérification des dossiers de projet", "Check of the dossiers de projet"];
/// Titles of the list of the résumés, likewise.
pub(crate) const LIST: [&str; 2] = ["Liste récapitulative des résumés", "List of the résumés"];

/// Bytes of a file that are enough to hold its title.
const TITLE: u64 = 256;

/// True for the configuration, and for a report or a list in Markdown: they lie beside dossiers and are none.
pub(crate) fn is_own(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name == CONFIG || path.extension().is_some_and(|extension| extension == "md") && has_own_title(path)
}

fn has_own_title(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(TITLE).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    let title = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
    read.is_ok() && REPORT.iter().chain(&LIST).any(|own| *own == title)
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
    }
}
