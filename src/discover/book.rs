//! A folder that is one dossier: what says so, and its files in reading order.

use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag};

use super::FoundBy;
use super::names::{Entry, chapter_number, entries, is_document, is_markdown, is_project_file, name};
use crate::source::regular;

/// The files of a book.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) files: Vec<PathBuf>,
    pub(super) by: FoundBy,
    pub(super) missing: Vec<String>,
    pub(super) left_out: Vec<PathBuf>,
}

/// How many pages that the list leaves out are told.
const MOST_LEFT_OUT: usize = 12;
/// The largest list of chapters that is read, in bytes.
const MAX_LIST: u64 = 1 << 20;

impl Book {
    /// The book that `folder`, which holds `entries`, is.
    pub(super) fn of(folder: &Path, entries: &[Entry]) -> Option<Self> {
        let named = |wanted: &[&str]| {
            let mut files = entries.iter().filter(|entry| !entry.is_dir);
            files.find(|entry| wanted.contains(&name(&entry.path).to_lowercase().as_str())).map(|e| &e.path)
        };
        let listed = named(&["mkdocs.yml", "mkdocs.yaml"])
            .or_else(|| named(&["summary.md"]))
            .cloned()
            .or_else(|| Some(folder.join("src/SUMMARY.md")).filter(|_| named(&["book.toml"]).is_some()));
        let book = match listed.and_then(|list| Self::announced_by(&list)) {
            Some(book) => book,
            None => Self::numbered(entries)?,
        };
        let others = entries.iter().filter(|entry| !entry.is_dir && is_document(&entry.path));
        let mut left_out: Vec<PathBuf> = others
            .map(|entry| entry.path.clone())
            .filter(|path| !book.files.contains(path) && !is_project_file(path))
            .collect();
        let inner = book.left_out.iter().filter(|path| !left_out.contains(path));
        left_out.extend(inner.cloned().collect::<Vec<_>>());
        Some(Self { left_out, ..book })
    }

    /// The book that the list of chapters `list` announces, where it is one and names files that are there.
    pub(super) fn announced_by(list: &Path) -> Option<Self> {
        let folder = list.parent()?;
        match name(list).to_lowercase().as_str() {
            "summary.md" => Self::of_links(folder, summary_links(&read_list(list)?), FoundBy::Summary),
            "mkdocs.yml" | "mkdocs.yaml" => {
                let config = MkDocs::parse(&read_list(list)?);
                let docs = folder.join(inside(&config.docs_dir)?);
                match config.nav {
                    Some(nav) => Self::of_links(&docs, nav, FoundBy::MkDocs),
                    None => Self::of_pages(&docs),
                }
            }
            _ => None,
        }
    }

    /// The Markdown files that `links` lead to, from `folder` and inside it.
    fn of_links(folder: &Path, links: Vec<String>, by: FoundBy) -> Option<Self> {
        let mut book = Self { files: Vec::new(), by, missing: Vec::new(), left_out: Vec::new() };
        for link in links {
            let target = percent_decoded(link.split(['#', '?']).next().unwrap_or_default());
            let path = inside(&target).map(|path| folder.join(path)).filter(|path| is_markdown(path));
            match path {
                Some(path) if book.files.contains(&path) => {}
                Some(path) if path.is_file() => book.files.push(path),
                Some(_) => book.missing.push(target),
                None => {}
            }
        }
        let mut all = Vec::new();
        pages(folder, 0, &mut all);
        all.retain(|path| !book.files.contains(path) && !is_project_file(path));
        all.truncate(MOST_LEFT_OUT);
        book.left_out = all;
        (!book.files.is_empty()).then_some(book)
    }

    /// All pages of a MkDocs site without a list, as MkDocs orders them: by name, `index.md` first, depth first.
    fn of_pages(docs: &Path) -> Option<Self> {
        let mut files = Vec::new();
        pages(docs, 0, &mut files);
        (!files.is_empty()).then_some(Self {
            files,
            by: FoundBy::MkDocs,
            missing: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Markdown files numbered as chapters, with those that stand before and after them by their name.
    fn numbered(entries: &[Entry]) -> Option<Self> {
        let markdown = || entries.iter().filter(|entry| !entry.is_dir && is_markdown(&entry.path));
        let numbers: Vec<u32> = markdown().filter_map(|entry| chapter_number(&entry.path)).collect();
        let (first, distinct) =
            (numbers.first()?, numbers.windows(2).filter(|pair| pair[0] != pair[1]).count());
        if *first > 1 || distinct == 0 || are_whole_dossiers(markdown()) {
            return None;
        }
        let mut files: Vec<(Rank, PathBuf)> = Vec::new();
        for entry in entries {
            match Rank::of(entry) {
                Some(rank) if !entry.is_dir => files.push((rank, entry.path.clone())),
                Some(rank) => {
                    let mut inner = Vec::new();
                    pages(&entry.path, 0, &mut inner);
                    files.extend(inner.into_iter().map(|path| (rank, path)));
                }
                None => {}
            }
        }
        files.sort_by_key(|(rank, _)| *rank);
        let files = files.into_iter().map(|(_, path)| path).collect();
        Some(Self { files, by: FoundBy::Numbered, missing: Vec::new(), left_out: Vec::new() })
    }
}

/// Where a file stands among numbered chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Opening,
    Chapter(u32),
    Annexes,
}

impl Rank {
    /// None for what is no part of the dossier.
    fn of(entry: &Entry) -> Option<Self> {
        const OPENINGS: [&str; 9] = [
            "index",
            "couverture",
            "page-de-garde",
            "page_de_garde",
            "sommaire",
            "remerciements",
            "abstract",
            "résumé",
            "resume",
        ];
        if let Some(number) = chapter_number(&entry.path) {
            return (entry.is_dir || is_markdown(&entry.path)).then_some(Self::Chapter(number));
        }
        let stem = entry.path.file_stem()?.to_string_lossy().to_lowercase();
        if entry.is_dir || !is_markdown(&entry.path) {
            return (entry.is_dir && stem == "annexes").then_some(Self::Annexes);
        }
        if stem.starts_with("annexe") || stem.starts_with("appendi") {
            return Some(Self::Annexes);
        }
        OPENINGS.iter().any(|word| stem.starts_with(word)).then_some(Self::Opening)
    }
}

/// True where the numbered files are the dossiers of several people rather than chapters of one: at least two of them
/// have what a dossier has only once.
fn are_whole_dossiers<'a>(files: impl Iterator<Item = &'a Entry>) -> bool {
    const ONCE: [&[&str]; 4] =
        [&["sommaire", "table des mati"], &["annexe"], &["abstract", "résumé", "resume"], &["conclusion"]];
    let whole = files.filter_map(|entry| read_list(&entry.path)).filter(|text| {
        let headings: Vec<String> =
            text.lines().filter(|line| line.starts_with('#')).map(str::to_lowercase).collect();
        let has =
            |words: &&[&str]| headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)));
        ONCE.iter().filter(|words| has(words)).count() >= 2
    });
    whole.take(2).count() == 2
}

/// The Markdown files of a folder and its folders, `index.md` and `README.md` first.
fn pages(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let mut found = entries(folder).unwrap_or_default();
    found.sort_by_key(|entry| !matches!(name(&entry.path).to_lowercase().as_str(), "index.md" | "readme.md"));
    for entry in found {
        if entry.is_dir && depth < super::MAX_DEPTH {
            pages(&entry.path, depth + 1, files);
        } else if !entry.is_dir && is_markdown(&entry.path) {
            files.push(entry.path);
        }
    }
}

/// The beginning of a text file; none where it cannot be read.
fn read_list(path: &Path) -> Option<String> {
    let bytes = regular::beginning(path, MAX_LIST).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// `path` where it stays inside the folder that it starts from: a stranger's list must not reach other files.
fn inside(path: &str) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for component in Path::new(path).components() {
        match component {
            Component::Normal(part) => out.push(part),
            Component::CurDir => {}
            Component::ParentDir if out.pop() => {}
            _ => return None,
        }
    }
    Some(out)
}

/// Where the links of a `SUMMARY.md` lead, in order; drafts (links to nothing) are left out.
fn summary_links(text: &str) -> Vec<String> {
    let links = Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    links.filter(|link| !link.is_empty() && !link.contains("://")).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a `mkdocs.yml` says of its pages.
#[derive(Debug, PartialEq, Eq)]
struct MkDocs {
    docs_dir: String,
    nav: Option<Vec<String>>,
}

impl MkDocs {
    /// Reads the two keys that matter. The value of `nav` is a list of lists; the pages are its leaves, in order, which
    /// is all that is needed of it.
    fn parse(text: &str) -> Self {
        let mut config = Self { docs_dir: "docs".to_owned(), nav: None };
        let mut in_nav = false;
        for line in text.lines() {
            let inner = line.trim();
            if inner.is_empty() || inner.starts_with('#') {
                continue;
            }
            let at_margin = !line.starts_with([' ', '\t', '-']);
            if let Some(value) = line.strip_prefix("docs_dir:") {
                config.docs_dir = yaml_scalar(value).to_owned();
            }
            if at_margin {
                in_nav = line.starts_with("nav:") || line.starts_with("pages:");
            }
            if in_nav {
                let leaf = inner.trim_start_matches("- ").trim_start_matches("nav:").trim();
                let leaf = leaf.rsplit_once(": ").map_or(leaf, |(_, value)| value);
                let leaf = yaml_scalar(leaf);
                let nav = config.nav.get_or_insert_default();
                if is_markdown(Path::new(leaf)) {
                    nav.push(leaf.to_owned());
                }
            }
        }
        config
    }
}

/// A scalar without its comment and quotes.
fn yaml_scalar(value: &str) -> &str {
    let value = value.split(" #").next().unwrap_or_default().trim().trim_end_matches(',');
    value.trim_matches(['"', '\'', '[', ']', '{', '}']).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_navigation_gives_its_pages_in_order() {
        let text = "site_name: Dossier\ndocs_dir: 'pages/'\nnav:\n  - Accueil: index.md # début\n  - 'Cahier : des charges':\n    - \"cdc/contexte.md\"\n    - Moyens: cdc/moyens.md\n  - https://exemple.fr\ntheme:\n  name: x.md\n";
        let config = MkDocs::parse(text);
        assert_eq!(config.docs_dir, "pages");
        assert_eq!(config.nav.unwrap(), ["index.md", "cdc/contexte.md", "cdc/moyens.md"]);
        assert_eq!(MkDocs::parse("site_name: x\n").nav, None);
    }

    #[test]
    fn a_list_never_leads_out_of_its_folder() {
        for path in ["../x.md", "a/../../x.md", "/etc/x.md"] {
            assert_eq!(inside(path), None, "{path}");
        }
        assert_eq!(inside("./a/../b/c.md"), Some(PathBuf::from("b/c.md")));
        assert_eq!(percent_decoded("r%C3%A9sum%c3%a9%20.md%"), "résumé .md%");
    }
}
