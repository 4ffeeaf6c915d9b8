//! Which certification is in force: the flag or the environment, the nearest `conforme.toml`, the document's words.

use std::path::Path;

use conforme::certification::{Certification, Library};
use conforme::check::Subject;
use conforme::message::Message;
use conforme::say;

use super::failure::Failure;

/// How many words from the beginning of a document may name its certification.
const OPENING_WORDS: usize = 1_500;

/// The certification, and how it was chosen where nobody said it on the command line.
pub(super) struct Choice {
    pub(super) certification: Certification,
    pub(super) why: Option<Message>,
}

/// Chooses for the files given; `first` gives the first that could be read, if its words must be asked.
pub(super) fn choose(
    library: &Library,
    asked: Option<&str>,
    path: &Path,
    first: impl FnOnce() -> Option<Subject>,
) -> Result<Choice, Failure> {
    if let Some(name) = asked {
        return Ok(Choice { certification: library.find(name)?, why: None });
    }
    if let Some((file, name)) = configured(path)? {
        let certification = library.find(&name)?;
        let (id, file) = (certification.id.clone(), file.display().to_string());
        let why = say!("Certification {id}, choisie par {file}.", "Certification {id}, chosen by {file}.");
        return Ok(Choice { certification, why: Some(why) });
    }
    if let Some(subject) = first()
        && let Some(told) = library.recognise(&opening(&subject))?
    {
        let words: Vec<String> = told.words.iter().map(|word| format!("« {word} »")).collect();
        let (id, words) = (told.id.clone(), words.join(", "));
        let why = say!(
            "Certification {id}, d'après les mots du document : {words}.",
            "Certification {id}, by the document's own words: {words}."
        );
        return Ok(Choice { certification: library.load(&told.id)?, why: Some(why) });
    }
    Err(Failure::Certification(unknown(library)?))
}

/// The `certification` of the nearest `conforme.toml`, from the file's folder upwards.
fn configured(path: &Path) -> Result<Option<(std::path::PathBuf, String)>, Failure> {
    let start = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in start.ancestors().skip(1) {
        let file = folder.join("conforme.toml");
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let (file, error) = (file.display(), error.to_string());
            Failure::Path(say!("{file} : {error}", "{file}: {error}"))
        })?;
        return Ok(table.get("certification").and_then(|v| v.as_str()).map(|name| (file, name.to_owned())));
    }
    Ok(None)
}

/// The beginning of the document, as text.
fn opening(subject: &Subject) -> String {
    let mut text = String::new();
    let mut words = 0;
    for block in &subject.structure.document.blocks {
        let piece = block.text();
        words += piece.split_whitespace().count();
        text.push_str(&piece);
        text.push('\n');
        if words > OPENING_WORDS {
            break;
        }
    }
    text
}

fn unknown(library: &Library) -> Result<Message, Failure> {
    let mut lines = Vec::new();
    for certification in library.load_all()? {
        let short = certification.short.first().map(String::as_str).unwrap_or_default();
        lines.push(format!("  {short:<8} {}", certification.title));
    }
    let lines = lines.join("\n");
    Ok(say!(
        "impossible de savoir quelle certification est visée. Dites-le avec --certification :\n{lines}",
        "cannot tell which certification is meant. Say so with --certification:\n{lines}"
    ))
}
