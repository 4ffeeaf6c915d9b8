//! The documents of a session as they are used, and what is checked of them as written.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::error::{Origin, nearest};
use super::load::Resolved;
use super::relations::{agreement, order};
use super::validate::{Checked, message, one_of, plain};
use super::{Asks, Band, Certification, written};
use crate::message::Message;
use crate::say;

/// The role that a requirement is about where no document is listed.
pub const DOSSIER: &str = "dossier";

/// Id of the French résumé.
pub const RESUME: &str = "resume";
/// Names of the formats that can be read.
const FORMATS: [&str; 6] = ["markdown", "docx", "odt", "pdf", "pptx", "odp"];

/// A document that a session has. See [`written::SessionDocument`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SessionDocument {
    /// Its role.
    pub id: String,
    /// What people call it.
    pub title: Message,
    /// Words of a file name that claim the role.
    pub names: Vec<String>,
    /// Phrases of a text that show the role.
    pub words: Vec<String>,
    /// Phrases that its title begins with.
    pub titles: Vec<String>,
    /// Formats it can have; any where there are none.
    pub formats: Vec<String>,
    /// Its pages are slides.
    pub slides: bool,
    /// The rules that judge it, where they are not those of this certification.
    #[serde(with = "super::compiled::rules")]
    pub rules: Option<Arc<Certification>>,
}

/// A passage of a form. See [`written::Passage`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passage {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Message,
    /// Phrases that open it.
    pub opens: Vec<String>,
    /// A number follows the phrase.
    pub numbered: bool,
    /// The phrase opens it wherever it stands in a paragraph.
    pub anywhere: bool,
    /// Phrases that end it.
    pub ends: Vec<String>,
    /// Id of the passage it stands in.
    pub within: Option<String>,
}

/// Parts in an order: ids of requirements.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Ids of the requirements that ask for the parts.
    pub of: Vec<String>,
}

/// Two documents that say the same.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Agreement {
    /// The role of the other.
    pub with: String,
    /// What they must agree on.
    pub on: AgreeOn,
    /// The other must be handed in.
    pub due: bool,
}

/// What documents can agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgreeOn {
    /// The words and names of the project.
    Project,
    /// The competencies.
    Competencies,
    /// That both are there.
    Presence,
}

/// A passage that comes a number of times or has a number of pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Repeat {
    /// Id of the passage.
    pub of: String,
    /// What is counted.
    pub count: RepeatCount,
    /// How many.
    pub band: Band,
}

/// What is counted of a passage that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RepeatCount {
    /// How many times it comes.
    Times,
    /// How many pages it takes.
    Pages,
}

/// Fields to fill in, each time a passage comes. See [`written::Fields`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fields {
    /// Id of the passage.
    pub of: String,
    /// The fields in their order.
    pub fields: Vec<Field>,
    /// What the empty form shows.
    pub placeholders: Vec<String>,
}

/// A field of a form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// Words of the form inside it.
    pub parts: Vec<String>,
    /// May be left empty.
    pub optional: bool,
}

/// Blanks of a passage that must be filled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Filled {
    /// Id of the passage.
    pub of: String,
    /// What belongs in each blank, and whether it is a date.
    pub blanks: Vec<(Message, bool)>,
    /// The form's own words.
    pub fixed: Vec<String>,
}

/// The documents in force, nearest file first where an id comes again; the dossier alone where none is listed.
pub(super) fn documents(
    resolved: &Resolved,
    rules: impl Fn(&Origin, &Spanned<String>) -> Checked<Certification>,
) -> Checked<Vec<SessionDocument>> {
    let mut out: Vec<SessionDocument> = Vec::new();
    for parsed in resolved.chain.iter().rev() {
        for item in &parsed.file.document {
            let own = item.rules.as_ref().map(|id| rules(&parsed.origin, id)).transpose()?;
            let document = document(&parsed.origin, item, own)?;
            match out.iter_mut().find(|other| other.id == document.id) {
                Some(other) => *other = document,
                None => out.push(document),
            }
        }
    }
    if out.is_empty() {
        out.push(SessionDocument {
            id: DOSSIER.to_owned(),
            title: Message::new("le dossier", "the dossier"),
            names: Vec::new(),
            words: Vec::new(),
            titles: Vec::new(),
            formats: Vec::new(),
            slides: false,
            rules: None,
        });
    }
    Ok(out)
}

/// A document as listed, with the rules of its own where it has any.
pub(super) fn document(
    origin: &Origin,
    item: &written::SessionDocument,
    rules: Option<Certification>,
) -> Checked<SessionDocument> {
    for format in &item.formats {
        if !FORMATS.contains(&format.get_ref().as_str()) {
            return Err(one_of(origin, format.span(), format.get_ref(), &FORMATS));
        }
    }
    Ok(SessionDocument {
        id: item.id.get_ref().clone(),
        title: message(&item.title),
        names: plain(&item.names),
        words: plain(&item.words),
        titles: plain(&item.titles),
        formats: plain(&item.formats),
        slides: item.slides,
        rules: rules.map(Arc::new),
    })
}

/// The passages in force.
pub(super) fn passages(resolved: &Resolved) -> Checked<Vec<Passage>> {
    let mut out: Vec<Passage> = Vec::new();
    for parsed in resolved.chain.iter().rev() {
        for item in &parsed.file.passage {
            if item.opens.is_empty() {
                let (span, id) = (item.id.span(), item.id.get_ref());
                let message = say!("`{id}` : `opens` est vide", "`{id}`: `opens` is empty");
                return Err(parsed.origin.fault(span, message, say!("ce passage", "this passage"), None));
            }
            if let Some(within) = &item.within {
                known_passage(&parsed.origin, within, &out)?;
            }
            let passage = Passage {
                id: item.id.get_ref().clone(),
                title: message(&item.title),
                opens: plain(&item.opens),
                numbered: item.numbered,
                anywhere: item.anywhere,
                ends: plain(&item.ends),
                within: item.within.as_ref().map(|id| id.get_ref().clone()),
            };
            match out.iter_mut().find(|other| other.id == passage.id) {
                Some(other) => *other = passage,
                None => out.push(passage),
            }
        }
    }
    Ok(out)
}

fn known_passage(origin: &Origin, id: &Spanned<String>, passages: &[Passage]) -> Checked<String> {
    if passages.iter().any(|passage| passage.id == *id.get_ref()) {
        return Ok(id.get_ref().clone());
    }
    Err(origin.fault(
        id.span(),
        say!("passage inconnu `{0}`", "unknown passage `{0}`", id.get_ref()),
        say!("aucun `[[passage]]` avant ne l'a", "no `[[passage]]` before has it"),
        nearest(id.get_ref(), passages.iter().map(|passage| passage.id.as_str())),
    ))
}

/// The role that a requirement is about.
pub(super) fn role(
    origin: &Origin,
    id: Option<&Spanned<String>>,
    documents: &[SessionDocument],
) -> Checked<String> {
    match id {
        None => Ok(documents.first().map_or_else(|| DOSSIER.to_owned(), |first| first.id.clone())),
        Some(id) if documents.iter().any(|document| document.id == *id.get_ref()) => Ok(id.get_ref().clone()),
        Some(id) => Err(origin.fault(
            id.span(),
            say!("document inconnu `{0}`", "unknown document `{0}`", id.get_ref()),
            say!("aucun `[[document]]` ne l'a", "no `[[document]]` has it"),
            nearest(id.get_ref(), documents.iter().map(|document| document.id.as_str())),
        )),
    }
}

/// What only some documents of a session have: an order, an agreement, a form to fill in; none for other kinds.
pub(super) fn asks(
    origin: &Origin,
    item: &written::Requirement,
    requirements: &[&written::Requirement],
    (documents, passages): (&[SessionDocument], &[Passage]),
    range: impl Fn(&Spanned<written::Band>) -> Checked<Band>,
) -> Checked<Option<Asks>> {
    Ok(if let Some(written) = &item.order {
        Some(Asks::Order(order(origin, item, written, (requirements, documents))?))
    } else if let Some(written) = &item.agreement {
        Some(Asks::Agreement(agreement(origin, item, written, documents)?))
    } else if let Some(written) = &item.repeat {
        Some(Asks::Repeat(repeat(origin, written, passages, range)?))
    } else if let Some(written) = &item.fields {
        Some(Asks::Fields(fields(origin, written, passages)?))
    } else if let Some(written) = &item.filled {
        Some(Asks::Filled(filled(origin, written, passages)?))
    } else if let Some(fixed) = &item.fixed_text {
        Some(Asks::FixedText(plain(&fixed.texts)))
    } else {
        item.page_numbers.map(|_| Asks::PageNumbers)
    })
}

fn repeat(
    origin: &Origin,
    written: &written::Repeat,
    passages: &[Passage],
    range: impl Fn(&Spanned<written::Band>) -> Checked<Band>,
) -> Checked<Repeat> {
    let of = known_passage(origin, &written.of, passages)?;
    let (count, of_band) = match (&written.times, &written.pages) {
        (Some(times), None) => (RepeatCount::Times, times),
        (None, Some(pages)) => (RepeatCount::Pages, pages),
        _ => {
            let message = say!("`times` ou `pages`, l'un des deux", "`times` or `pages`, one of them");
            let label = say!("cette répétition", "this repetition");
            return Err(origin.fault(written.of.span(), message, label, None));
        }
    };
    Ok(Repeat { of, count, band: range(of_band)? })
}

fn fields(origin: &Origin, written: &written::Fields, passages: &[Passage]) -> Checked<Fields> {
    let field = |field: &written::Field| Field {
        label: field.label.get_ref().clone(),
        parts: plain(&field.parts),
        optional: field.optional,
    };
    Ok(Fields {
        of: known_passage(origin, &written.of, passages)?,
        fields: written.field.iter().map(field).collect(),
        placeholders: plain(&written.placeholders),
    })
}

fn filled(origin: &Origin, written: &written::Filled, passages: &[Passage]) -> Checked<Filled> {
    let mut blanks = Vec::new();
    for blank in &written.blank {
        let date = match blank.is.get_ref().as_str() {
            "date" => true,
            "text" => false,
            other => return Err(one_of(origin, blank.is.span(), other, &["text", "date"])),
        };
        blanks.push((message(&blank.title), date));
    }
    Ok(Filled { of: known_passage(origin, &written.of, passages)?, blanks, fixed: plain(&written.fixed) })
}
