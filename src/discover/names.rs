//! What names tell: order, documents, and what to pass over.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// What lies in a folder.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) is_dir: bool,
}

/// What lies in `folder` and is not to be passed over, in natural order, whether or not it can be read: a pipe or a link
/// to nothing is told by whoever opens it. Links to folders are not followed, so that no loop is; one that is called as
/// a document stands for a file that is none.
pub(super) fn entries(folder: &Path) -> std::io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        let passed_over = is_ignored(&path) || (kind.is_dir() && is_tool_folder(&path));
        let leads_on = kind.is_symlink() && path.is_dir() && !is_document(&path);
        if !passed_over && !leads_on {
            entries.push(Entry { path, is_dir: kind.is_dir() });
        }
    }
    entries.sort_by(|a, b| natural(&name(&a.path), &name(&b.path)));
    Ok(entries)
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The extension in lower case, empty where there is none.
pub(super) fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// `.md` for `a.md`, as written.
pub(super) fn suffix(path: &Path) -> String {
    format!(".{}", path.extension().unwrap_or_default().to_string_lossy())
}

/// A kind of file that is read, or that its owner takes for a document and must be told about.
pub(super) fn is_document(path: &Path) -> bool {
    is_source(path) || ["pdf", "doc", "rtf", "pages", "fodt"].contains(&extension(path).as_str())
}

/// A kind of file that is read and that a PDF may have been made from.
pub(super) fn is_source(path: &Path) -> bool {
    is_markdown(path) || ["docx", "docm", "odt", "pptx", "odp"].contains(&extension(path).as_str())
}

/// True for a file whose name says Markdown.
pub fn is_markdown(path: &Path) -> bool {
    ["md", "markdown", "mdown", "mkd"].contains(&extension(path).as_str())
}

/// Hidden files, and those that programs leave while a document is open.
pub(super) fn is_ignored(path: &Path) -> bool {
    let name = name(path);
    name.starts_with(['.', '~']) || name.ends_with('~') || name.ends_with('#')
}

/// True for an archive, by its name.
pub fn is_archive(path: &Path) -> bool {
    const KNOWN: [&str; 11] = ["zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "tbz", "xz", "txz", "zst"];
    KNOWN.contains(&extension(path).as_str())
}

/// Folders that programs fill.
pub(super) fn is_tool_folder(path: &Path) -> bool {
    const FOLDERS: [&str; 7] =
        ["node_modules", "target", "__pycache__", "__macosx", "vendor", "_book", "venv"];
    FOLDERS.contains(&name(path).to_lowercase().as_str())
}

/// The files that a software project carries beside its documents.
pub(super) fn is_project_file(path: &Path) -> bool {
    const STEMS: [&str; 9] = [
        "readme",
        "changelog",
        "license",
        "licence",
        "contributing",
        "code_of_conduct",
        "security",
        "todo",
        "summary",
    ];
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    is_markdown(path) && STEMS.iter().any(|name| stem == *name || stem.starts_with(&format!("{name}.")))
}

/// The number that a name starts with, before a separator: 3 for `03-contexte.md`, `3. Contexte.md`, `03_contexte`.
pub(super) fn chapter_number(path: &Path) -> Option<u32> {
    let stem = path.file_stem()?.to_string_lossy().to_lowercase();
    let stem = ["chapitre", "chapter", "chap", "partie", "part", "section"]
        .iter()
        .find_map(|word| stem.strip_prefix(word))
        .map_or(stem.as_str(), |rest| rest.trim_start_matches(['-', '_', ' ', '.']));
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let after = stem.get(digits..)?;
    let apart =
        after.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric()) || is_letter_alone(after);
    stem.get(..digits)?.parse().ok().filter(|_| apart && digits <= 3)
}

/// The `a` of `03a-suite`.
fn is_letter_alone(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Natural order: runs of digits by value, letters without case, then byte by byte so that it is total.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                x.len().cmp(&y.len()).then_with(|| x.cmp(&y))
            }
            (Some(x), Some(y)) => {
                left.next();
                right.next();
                x.to_lowercase().cmp(y.to_lowercase())
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes a run of digits, without its leading zeros.
fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut run = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        if !(run.is_empty() && digit == '0') {
            run.push(digit);
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_natural_and_total() {
        let mut names = ["b", "a10", "A2", "a02", "a", "é", "a1b", "a1"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "a1", "a1b", "A2", "a02", "a10", "b", "é"]);
    }

    #[test]
    fn chapters_are_numbered_and_years_are_not() {
        let number = |name: &str| chapter_number(Path::new(name));
        assert_eq!(number("01-intro.md"), Some(1));
        assert_eq!(number("3. Contexte.md"), Some(3));
        assert_eq!(number("03a_suite.md"), Some(3));
        assert_eq!(number("Chapitre 4.md"), Some(4));
        for name in ["2024-rapport.md", "3decks.md", "annexe.md", "1er.md"] {
            assert_eq!(number(name), None, "{name}");
        }
    }
}
