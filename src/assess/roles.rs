//! Which document of a session a file is: by its own words, its format, or its name.

use std::path::Path;

use crate::certification::{RESUME, SessionDocument, parted};
use crate::document::Document;
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::read::Format;
use crate::say;

/// How many words from the beginning of a document may show what it is.
const OPENING_WORDS: usize = 1_500;

/// Words that join two documents in the name of one file.
const JOINING: [&str; 4] = [" et ", " avec ", " and ", " with "];

/// How many lines from the beginning may be the title, and how many words it has at most.
const TITLE_LINES: usize = 8;
const TITLE_WORDS: usize = 15;

/// The least words and headings of a whole dossier, and the words of the shortest paragraph of prose.
const WHOLE_WORDS: usize = 1_500;
const WHOLE_HEADINGS: usize = 8;
const PARAGRAPH_WORDS: usize = 20;

/// What a table of contents is called, as it is compared.
const CONTENTS: [&str; 4] = ["sommaire", "table des matieres", "plan", "contents"];

/// A role, and what showed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The role.
    pub role: String,
    /// What showed it.
    pub by: RecognisedBy,
}

/// What shows which document a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecognisedBy {
    /// Whoever runs the check, or the configuration.
    Said,
    /// Its own words.
    Words(String),
    /// Its first lines, which give these words as its title.
    Title(String),
    /// Its format, which only that document has.
    Format,
    /// Its name.
    Name(String),
    /// Its length and its headings, whatever its name says.
    Content {
        /// The words of its name that claim another role.
        name: String,
        /// That role.
        claimed: String,
    },
    /// Nothing: it is what a session is mainly about.
    Default,
}

impl RecognisedBy {
    /// `said`, `words`, `format`, `name`, `content`, `default`: stable, never translated.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Words(_) | Self::Title(_) => "words",
            Self::Format => "format",
            Self::Name(_) => "name",
            Self::Content { .. } => "content",
            Self::Default => "default",
        }
    }

    /// What showed it, for people; empty where nobody needs to be told.
    pub fn message(&self) -> Message {
        match self {
            Self::Said | Self::Default => Message::default(),
            Self::Words(words) | Self::Title(words) => {
                say!("d'après ses mots « {words} »", "by its words “{words}”")
            }
            Self::Format => say!("d'après son format", "by its format"),
            Self::Name(name) => say!("d'après son nom (« {name} »)", "by its name (“{name}”)"),
            Self::Content { name, .. } => say!(
                "d'après sa longueur et ses titres, malgré son nom (« {name} »)",
                "by its length and its headings, in spite of its name (“{name}”)"
            ),
        }
    }

    /// The role to name where what was recognised is wrong, `main` being the one that most files have.
    pub fn other<'a>(&'a self, main: &'a str) -> &'a str {
        if let Self::Content { claimed, .. } = self { claimed } else { main }
    }
}

/// Which of `documents` the file at `path` is.
pub fn recognise(
    documents: &[SessionDocument],
    path: &Path,
    format: Format,
    document: &Document,
) -> Recognised {
    let text = format!(" {} ", folded(&opening(document)));
    for candidate in documents {
        let shows = |phrase: &&String| text.contains(&format!(" {} ", folded(phrase)));
        if let Some(phrase) = candidate.words.iter().find(shows) {
            return Recognised { role: candidate.id.clone(), by: RecognisedBy::Words(phrase.clone()) };
        }
    }
    if let Some(role) = by_format(documents, format.id()) {
        return Recognised { role, by: RecognisedBy::Format };
    }
    let main = documents.first().map(|document| document.id.clone()).unwrap_or_default();
    let fits = |other: &SessionDocument| other.id != main && takes(other, format.id());
    if let Some((other, name)) = by_name(documents, path).filter(|(other, _)| fits(other)) {
        let claimed = other.id.clone();
        if (other.slides || claimed == RESUME) && is_whole(document) {
            return Recognised { role: main, by: RecognisedBy::Content { name, claimed } };
        }
        return Recognised { role: claimed, by: RecognisedBy::Name(name) };
    }
    match by_title(documents, document) {
        Some((other, title)) if fits(other) => {
            Recognised { role: other.id.clone(), by: RecognisedBy::Title(title) }
        }
        _ => Recognised { role: main, by: RecognisedBy::Default },
    }
}

/// True for a text that is far too long for slides or a résumé, and has the headings of a dossier: most of it in
/// paragraphs.
fn is_whole(document: &Document) -> bool {
    let (mut words, mut prose, mut headings) = (0, 0, 0);
    for block in document.blocks.iter().filter(|block| block.in_flow()) {
        let own = block.text().split_whitespace().count();
        words += own;
        prose += if own >= PARAGRAPH_WORDS { own } else { 0 };
        headings += usize::from(block.heading().is_some());
    }
    words >= WHOLE_WORDS && headings >= WHOLE_HEADINGS && prose * 2 >= words
}

/// The document that the first lines give as the title, with the words: the first line that begins with the title of
/// one decides, and no line of a table of contents.
fn by_title<'a>(
    documents: &'a [SessionDocument],
    document: &Document,
) -> Option<(&'a SessionDocument, String)> {
    let lines = document.blocks.iter().map(|block| folded(&block.text())).filter(|line| !line.is_empty());
    let lines = lines.take(TITLE_LINES).take_while(|line| !CONTENTS.contains(&line.as_str()));
    let titles: Vec<(&SessionDocument, &String, String)> = documents
        .iter()
        .flat_map(|one| one.titles.iter().map(move |title| (one, title, folded(title))))
        .collect();
    lines.filter(|line| line.split(' ').count() <= TITLE_WORDS).find_map(|line| {
        let begins = |title: &str| {
            line.strip_prefix(title).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        titles.iter().find(|(_, _, folded)| begins(folded)).map(|(one, title, _)| (*one, (*title).clone()))
    })
}

/// True where a document can have that format.
pub(super) fn takes(document: &SessionDocument, format: &str) -> bool {
    document.formats.is_empty() || document.formats.iter().any(|known| known == format)
}

/// The role of the only document that a presentation program's file can be.
fn by_format(documents: &[SessionDocument], format: &str) -> Option<String> {
    let is_slides = ["pptx", "odp"].contains(&format);
    let main_takes = documents.first().is_some_and(|main| main.formats.iter().any(|known| known == format));
    let mut slides = documents.iter().filter(|document| document.slides);
    match (slides.next(), slides.next()) {
        (Some(one), None) if is_slides && !main_takes => Some(one.id.clone()),
        _ => None,
    }
}

/// The document that the name of a file claims to be, with the words that claim it: the longest of them decide, and the
/// main document where they are as long.
pub fn by_name<'a>(documents: &'a [SessionDocument], path: &Path) -> Option<(&'a SessionDocument, String)> {
    let stem = path.file_stem()?.to_string_lossy();
    let joined = stem.contains(['+', '&']);
    let stem = format!(" {} ", folded(&parted(&stem)));
    // « dossier et cahier des charges » holds both: the main document, whatever is bound with it.
    let joined = joined || JOINING.iter().any(|word| stem.contains(word));
    let main = documents.first().filter(|_| joined);
    let own =
        main.and_then(|main| main.names.iter().find(|name| claims(&without_others(&stem, documents), name)));
    if let (Some(main), Some(name)) = (main, own) {
        return Some((main, name.clone()));
    }
    documents
        .iter()
        .enumerate()
        .flat_map(|(rank, document)| document.names.iter().map(move |name| (rank, document, name)))
        .filter(|(_, _, name)| claims(&stem, name))
        .max_by_key(|(rank, _, name)| (folded(name).split(' ').count(), std::cmp::Reverse(*rank)))
        .map(|(_, document, name)| (document, name.clone()))
}

/// True where the words of a file's name hold those of a document's.
fn claims(stem: &str, name: &str) -> bool {
    stem.contains(&format!(" {} ", folded(name)))
}

/// A file's name without the words that name documents other than the main one.
fn without_others(stem: &str, documents: &[SessionDocument]) -> String {
    let names = documents.iter().skip(1).flat_map(|document| &document.names);
    names.fold(stem.to_owned(), |rest, name| rest.replace(&format!(" {} ", folded(name)), "  "))
}

/// The role that a path alone claims, by its name or its extension; none where it claims nothing, or to be the main
/// document.
pub fn claimed(documents: &[SessionDocument], path: &Path) -> Option<String> {
    let main = documents.first()?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if let Some(role) = by_format(documents, &extension) {
        return Some(role);
    }
    by_name(documents, path).map(|(document, _)| document.id.clone()).filter(|role| *role != main.id)
}

/// True for a file whose name says that it holds annexes and nothing else: `annexes.pdf`, `dossier-annexes.pdf`, not
/// `dossier avec annexes.pdf`.
pub(crate) fn holds_annexes(path: &Path) -> bool {
    let stem = folded(&parted(&path.file_stem().unwrap_or_default().to_string_lossy()));
    let has = |words: &[&str]| stem.split(' ').any(|word| words.contains(&word));
    has(&["annexe", "annexes"]) && !has(&["avec", "et", "sans", "with", "and", "without"])
}

/// What is left of a file's name without the words of any document: whose it is.
pub(super) fn owner(documents: &[SessionDocument], path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut rest = format!(" {} ", folded(&parted(&stem)));
    let mut names: Vec<String> = documents.iter().flat_map(|d| &d.names).map(|name| folded(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.iter().map(String::as_str).chain(["annexes", "annexe"]) {
        rest = rest.replace(&format!(" {name} "), " ");
    }
    let mut words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn folded(text: &str) -> String {
    Normalised::of(text).words().collect::<Vec<_>>().join(" ")
}

/// The beginning of a document, as text: the words by which its certification is told.
pub fn opening(document: &Document) -> String {
    beginning(document, OPENING_WORDS)
}

/// A whole document as text, for where its beginning tells no certification.
pub(super) fn whole(document: &Document) -> String {
    beginning(document, usize::MAX)
}

fn beginning(document: &Document, most: usize) -> String {
    let mut text = String::new();
    let mut words = 0;
    for block in &document.blocks {
        let piece = block.text();
        words += piece.split_whitespace().count();
        text.push_str(&piece);
        text.push('\n');
        if words > most {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::certification::Library;

    fn documents() -> Vec<SessionDocument> {
        Library::built_in().load("ais-2018/titre").unwrap().documents
    }

    #[test]
    fn names_claim_roles_and_the_longest_words_decide() {
        let documents = documents();
        let role = |name: &str| claimed(&documents, Path::new(name));
        for name in
            ["dupont_presentation.pdf", "Soutenance Dupont.pdf", "deck.pptx", "DupontPresentation.pdf"]
        {
            assert_eq!(role(name).as_deref(), Some("presentation"), "{name}");
        }
        assert_eq!(role("résumé-dupont.docx").as_deref(), Some("resume"));
        assert_eq!(role("Dossier_Professionnel_Dupont.pdf").as_deref(), Some("dossier-professionnel"));
        assert_eq!(role("cahier-des-charges-dupont.odt").as_deref(), Some("cahier-des-charges"));
        for name in [
            "dossier et cahier des charges.docx",
            "DOSSIER + CAHIER DES CHARGES.docx",
            "dossier avec resume.pdf",
        ] {
            assert_eq!(role(name), None, "{name}");
        }
        assert_eq!(role("cv et dossier professionnel.pdf").as_deref(), Some("dossier-professionnel"));
        for name in ["dossier-projet-presentation.pdf", "dupont.pdf", "dossier.docx", "presentable.pdf"] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn a_whole_dossier_is_one_whatever_its_name() {
        use crate::document::{Block, Heading, Kind, KnownBy, Run};
        let documents = documents();
        let of = |name: &str, words: usize, parts: usize| {
            let heading = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Markup });
            let title = Block { kind: heading, runs: vec![Run::plain("Réseau")], ..Block::default() };
            let text = Block { runs: vec![Run::plain("mot ".repeat(words / parts))], ..Block::default() };
            let blocks = (0..parts).flat_map(|_| [title.clone(), text.clone()]).collect();
            let document = Document { blocks, ..Document::default() };
            recognise(&documents, Path::new(name), Format::Markdown, &document)
        };
        for name in ["rapport_presentation.md", "exemple_resume.md"] {
            let whole = of(name, 3_000, 10);
            assert_eq!((whole.role.as_str(), whole.by.id()), (documents[0].id.as_str(), "content"), "{name}");
            // Two pages, a text without parts, and slides of a few words each.
            for (words, parts) in [(900, 10), (3_000, 2), (3_000, 300)] {
                assert_eq!(of(name, words, parts).by.id(), "name", "{name} {words} {parts}");
            }
        }
        assert_eq!(of("cahier-des-charges.md", 3_000, 10).by.id(), "name");
    }

    #[test]
    fn what_is_left_of_a_name_tells_whose_it_is() {
        let documents = documents();
        let of = |name: &str| owner(&documents, Path::new(name));
        assert_eq!(of("Dossier_projet_Dupont.docx"), of("dupont-presentation.pptx"));
        assert_ne!(of("dossier-martin.docx"), of("dupont-presentation.pptx"));
    }
}
