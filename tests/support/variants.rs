//! Changes to a fictional dossier that break one requirement at a time (`fixtures/dossiers/*/variants.toml`).

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The changes that one dossier comes with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Variants {
    /// Id of the certification that the dossier meets.
    pub(crate) certification: String,
    /// The changes.
    #[serde(rename = "variant")]
    pub(crate) all: Vec<Variant>,
    /// The dossier as it stands, compliant.
    #[serde(skip)]
    pub(crate) original: String,
    /// Its folder's name.
    #[serde(skip)]
    pub(crate) dossier: String,
}

/// One change. A requirement that no list names must be answered as for the original.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Variant {
    /// Unique in its file.
    pub(crate) id: String,
    /// What is changed, for the reader of a failure.
    pub(crate) why: String,
    /// Requirements that may no longer be met; *not met* and *not judged* are both right.
    #[serde(default)]
    pub(crate) broken: Vec<String>,
    /// Those of `broken` that must be *not met*.
    #[serde(default)]
    pub(crate) not_met: Vec<String>,
    /// Requirements that must be met, whatever the original says.
    #[serde(default)]
    pub(crate) met: Vec<String>,
    /// Requirements whose answer may change as a consequence.
    #[serde(default)]
    pub(crate) follows: Vec<String>,
    /// Applied in order.
    #[serde(rename = "edit")]
    edits: Vec<Edit>,
}

/// One step of a change. A heading is given by its text, without the number signs, and must stand exactly once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "op", rename_all = "kebab-case")]
enum Edit {
    /// Takes out a heading and all that stands under it.
    RemoveSection { heading: String },
    /// Gives a heading another text.
    Rename { heading: String, to: String },
    /// Replaces what stands exactly once.
    Replace { find: String, with: String },
    /// Replaces what stands at least once.
    ReplaceAll { find: String, with: String },
    /// Puts `with` in the place of all that stands under a heading.
    Body { heading: String, with: String },
    /// Leaves the first words of a section's paragraphs, and nothing else of it.
    Cut { heading: String, words: usize },
    /// Puts what stands under a heading there several times.
    Repeat { heading: String, times: usize },
    /// Puts a text before a heading.
    InsertBefore { heading: String, text: String },
    /// Moves a section before another heading.
    Move { heading: String, before: String },
    /// Writes every heading in capitals.
    UppercaseHeadings,
    /// Ends lines as Windows does.
    Crlf,
    /// Begins with a byte order mark.
    Bom,
}

/// Every dossier that has variants, with them.
pub(crate) fn load_all() -> Vec<Variants> {
    load_from(&folder())
}

/// The dossiers of other certifications, which are short of what their length should be and of nothing else.
pub(crate) fn load_small() -> Vec<Variants> {
    load_from(&small())
}

fn load_from(root: &Path) -> Vec<Variants> {
    let mut names: Vec<String> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| root.join(name).join("variants.toml").exists())
        .collect();
    names.sort();
    names.iter().map(|name| load(root, name)).collect()
}

/// `fixtures/dossiers`.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers")
}

/// `fixtures/small`.
pub(crate) fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/small")
}

fn load(root: &Path, dossier: &str) -> Variants {
    let file = |name| {
        let path = root.join(dossier).join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut variants: Variants =
        toml::from_str(&file("variants.toml")).unwrap_or_else(|error| panic!("{dossier}: {error}"));
    variants.original = file("dossier.md");
    variants.dossier = dossier.to_owned();
    variants
}

impl Variants {
    /// True for a dossier that is short on purpose.
    pub(crate) fn is_small(&self) -> bool {
        small().join(&self.dossier).exists()
    }
}

impl Variant {
    /// The changed text, or which edit found nothing to change.
    pub(crate) fn apply(&self, original: &str) -> Result<String, String> {
        self.edits
            .iter()
            .try_fold(original.to_owned(), |text, edit| edit.apply(&text))
            .map_err(|error| format!("{}: {error}", self.id))
    }
}

impl Edit {
    fn apply(&self, text: &str) -> Result<String, String> {
        Ok(match self {
            Self::RemoveSection { heading } => {
                let section = Section::find(text, heading)?;
                format!("{}{}", section.before, section.after)
            }
            Self::Rename { heading, to } => {
                let section = Section::find(text, heading)?;
                let signs = section.line.split(' ').next().unwrap_or_default();
                format!("{}{signs} {to}\n{}{}", section.before, section.body, section.after)
            }
            Self::Replace { find, with } => match text.matches(find.as_str()).count() {
                1 => text.replacen(find.as_str(), with, 1),
                n => return Err(format!("{find:?} stands {n} times")),
            },
            Self::ReplaceAll { find, with } if text.contains(find.as_str()) => {
                text.replace(find.as_str(), with)
            }
            Self::ReplaceAll { find, .. } => return Err(format!("{find:?} stands nowhere")),
            Self::Body { heading, with } => Section::find(text, heading)?.with_body(with.trim()),
            Self::Cut { heading, words } => {
                let section = Section::find(text, heading)?;
                section.with_body(&first_words(section.body, *words))
            }
            Self::Repeat { heading, times } => {
                let section = Section::find(text, heading)?;
                section.with_body(section.body.repeat(*times).trim())
            }
            Self::InsertBefore { heading, text: added } => {
                let section = Section::find(text, heading)?;
                let Section { before, line, body, after } = section;
                format!("{before}{}\n\n{line}{body}{after}", added.trim())
            }
            Self::Move { heading, before } => {
                let moved = Section::find(text, heading)?;
                let rest = format!("{}{}", moved.before, moved.after);
                let target = Section::find(&rest, before)?;
                let Section { before, line, body, after } = target;
                format!("{before}{}{}{line}{body}{after}", moved.line, moved.body)
            }
            Self::UppercaseHeadings => uppercase_headings(text),
            Self::Crlf => text.replace('\n', "\r\n"),
            Self::Bom => format!("\u{feff}{text}"),
        })
    }
}

/// A text cut at one heading.
struct Section<'a> {
    before: &'a str,
    /// The heading's line with its end.
    line: &'a str,
    /// All that stands under the heading, deeper headings too.
    body: &'a str,
    after: &'a str,
}

impl<'a> Section<'a> {
    fn find(text: &'a str, heading: &str) -> Result<Self, String> {
        let all = headings(text);
        let found: Vec<usize> = (0..all.len()).filter(|&n| all[n].2 == heading).collect();
        let [at] = found[..] else { return Err(format!("heading {heading:?} stands {} times", found.len())) };
        let (start, level, _) = all[at];
        let end = all[at + 1..].iter().find(|next| next.1 <= level).map_or(text.len(), |next| next.0);
        let body = start + text[start..].find('\n').map_or(text.len() - start, |n| n + 1);
        Ok(Self {
            before: &text[..start],
            line: &text[start..body],
            body: &text[body..end],
            after: &text[end..],
        })
    }

    fn with_body(&self, body: &str) -> String {
        format!("{}{}\n{body}\n\n{}", self.before, self.line, self.after)
    }
}

/// Offset, level and text of every ATX heading outside fenced code.
fn headings(text: &str) -> Vec<(usize, usize, &str)> {
    let (mut out, mut offset, mut fenced) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        let level = line.bytes().take_while(|&b| b == b'#').count();
        if !fenced && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            out.push((offset, level, line[level..].trim()));
        }
        offset += line.len();
    }
    out
}

fn first_words(body: &str, words: usize) -> String {
    let prose = body.lines().filter(|line| line.starts_with(char::is_alphabetic));
    prose.flat_map(str::split_whitespace).take(words).collect::<Vec<_>>().join(" ")
}

fn uppercase_headings(text: &str) -> String {
    let starts: Vec<usize> = headings(text).iter().map(|heading| heading.0).collect();
    let mut offset = 0;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if starts.contains(&offset) {
            out.push_str(&line.to_uppercase())
        } else {
            out.push_str(line)
        }
        offset += line.len();
    }
    out
}
