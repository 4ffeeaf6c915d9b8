//! What DOCX and PPTX share: parts that point to one another by relationships, the properties of the package, and
//! alternatives for programs that do not know everything.

use super::Unreadable;
use super::package::Package;
use super::xml::{Ns, Tag, Xml};
use crate::document::{PageFacts, Properties, Recorded};

/// A relationship from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    /// Its id in the part it belongs to.
    pub(super) id: String,
    /// The last piece of its type: `styles`, `footnotes`, `slide`…
    pub(super) kind: String,
    /// Name of the part it points to.
    pub(super) target: String,
}

/// The relationships of one part, without those that point outside the package.
#[derive(Clone, Debug, Default)]
pub(super) struct Relationships(Vec<Relationship>);

impl Relationships {
    /// Reads those of `part`; `""` for the package itself.
    ///
    /// # Errors
    /// Where a bound is reached.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, Unreadable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = format!("{folder}/_rels/{name}.rels");
        let Some(text) = package.text(&rels)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(&text, package.limits());
        let mut all = Self::default();
        let read = (|| {
            let Some(_root) = xml.child(0)? else { return Ok(()) };
            while let Some(tag) = xml.child(1)? {
                if !tag.is(Ns::Rel, "Relationship") || tag.attr("TargetMode").as_deref() == Some("External") {
                    continue;
                }
                let (Some(id), Some(kind), Some(target)) =
                    (tag.attr("Id"), tag.attr("Type"), tag.attr("Target"))
                else {
                    continue;
                };
                all.0.push(Relationship {
                    id: id.into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: absolute(folder, &target),
                });
            }
            Ok(())
        })();
        if let Err(stop) = read {
            super::xml::Stop::damage(stop)?;
            package.note_damage(&rels);
        }
        Ok(all)
    }

    /// The part of the relationship `id`.
    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|r| r.id == id).map(|r| r.target.as_str())
    }

    /// Every part of that kind.
    pub(super) fn all_by_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// The first part of that kind.
    pub(super) fn by_kind(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|r| r.kind == kind).map(|r| r.target.as_str())
    }
}

/// The name of a part that is written relative to `folder`.
fn absolute(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut pieces: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

/// The main part: by relationship, else by its usual name in `folder`, else by the last piece of its name.
///
/// # Errors
/// Where a bound is reached.
pub(super) fn main_part(
    package: &mut Package<'_>,
    folder: &str,
    file: &str,
) -> Result<Option<String>, Unreadable> {
    let rels = Relationships::of(package, "")?;
    if let Some(target) = rels.by_kind("officeDocument").filter(|target| package.has(target)) {
        return Ok(Some(target.to_owned()));
    }
    let usual = format!("{folder}/{file}");
    if package.has(&usual) {
        return Ok(Some(usual));
    }
    let stem = file.trim_end_matches(".xml");
    let found = package.names().into_iter().find(|name| {
        name.strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| rest.starts_with(stem) && rest.ends_with(".xml"))
    });
    Ok(found.map(str::to_owned))
}

/// Reads title, author and language, the program and the pages that it recorded.
///
/// # Errors
/// Where a bound is reached.
pub(super) fn properties(
    package: &mut Package<'_>,
    properties: &mut Properties,
    pages: &mut PageFacts,
) -> Result<(), Unreadable> {
    let rels = Relationships::of(package, "")?;
    let core = rels.by_kind("core-properties").unwrap_or("docProps/core.xml").to_owned();
    for (name, value) in leaves(package, &core)? {
        match name.as_str() {
            "title" => properties.title = Some(value),
            "creator" => properties.author = Some(value),
            "language" => properties.language = Some(value),
            _ => {}
        }
    }
    let app = rels
        .by_kind("extended-properties")
        .or_else(|| rels.by_kind("extendedProperties"))
        .unwrap_or("docProps/app.xml")
        .to_owned();
    let mut recorded = None;
    let mut characters = None;
    for (name, value) in leaves(package, &app)? {
        match name.as_str() {
            "Application" => properties.producer = Some(value),
            "Pages" => recorded = value.parse().ok().filter(|pages| *pages > 0),
            "Characters" => characters = value.parse().ok(),
            _ => {}
        }
    }
    pages.recorded = recorded.map(|pages| Recorded {
        pages,
        characters,
        application: properties.producer.clone(),
        shown: false,
    });
    Ok(())
}

/// Names and non-empty texts of the root's children.
fn leaves(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Unreadable> {
    let Some(text) = package.text(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, package.limits());
    let mut leaves = Vec::new();
    let read = (|| {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            let value = xml.text()?;
            if !value.trim().is_empty() {
                leaves.push((tag.local.to_owned(), value.trim().to_owned()));
            }
        }
        Ok(())
    })();
    // Properties are a help, no part of the text: what is broken in them is passed over.
    if let Err(stop) = read {
        super::xml::Stop::damage(stop)?;
    }
    Ok(leaves)
}

/// True where `tag` is read, an alternative of `mc:AlternateContent` one of which may be `taken`: the first that is
/// understood, else the fallback.
pub(super) fn is_read(xml: &Xml<'_>, tag: &Tag<'_>, taken: &mut bool) -> bool {
    let is_understood = match tag.local {
        "Choice" => xml.understands(&tag.attr("Requires").unwrap_or_default()),
        "Fallback" => true,
        _ => return true,
    };
    let is_first = is_understood && !*taken;
    *taken |= is_first;
    is_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_their_part() {
        assert_eq!(absolute("word", "styles.xml"), "word/styles.xml");
        assert_eq!(absolute("ppt/slides", "../notesSlides/n1.xml"), "ppt/notesSlides/n1.xml");
        assert_eq!(absolute("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(absolute("", "word\\document2.xml"), "word/document2.xml");
    }
}
