//! ODT: OpenDocument text in a package.
//!
//! Styles first, then one pass over the text of `content.xml`, then the running heads of the page styles that were
//! met, which stand in `styles.xml`.

#[cfg(test)]
mod tests;

use super::odf::{self, Story, Styles, Walk};
use super::package::Package;
use super::xml::{Ns, Stop, Xml};
use super::{Limits, Unreadable};
use crate::document::Document;
use crate::hash::{HashMap, HashSet};

/// Reads `bytes`.
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, limits)?;
    if odf::is_encrypted(&mut package)? {
        return Err(Unreadable::Password);
    }
    let content = package.text("content.xml")?.ok_or_else(|| {
        Unreadable::Damaged("le texte du document (content.xml) manque dans le fichier".into())
    })?;
    let named = package.text("styles.xml")?.unwrap_or_default();
    let mut document = Document::default();
    odf::read_meta(&mut package, &mut document)?;
    let mut styles = Styles::default();
    let end = odf::read_styles(&mut Xml::new(&named, limits), &mut styles);
    package.survive("styles.xml", end)?;
    styles.drop_automatic();
    let mut pages = HashSet::default();
    let formulas = odf::formulas(&mut package)?;
    let mut xml = Xml::new(&content, limits);
    let end = read_content(&mut xml, limits, &mut styles, &formulas, &mut document, &mut pages);
    package.survive("content.xml", end)?;
    styles.drop_automatic();
    let end = odf::read_heads(&mut Xml::new(&named, limits), limits, &mut styles, pages, &mut document);
    package.survive("styles.xml", end)?;
    if document.properties.language.is_none() {
        document.properties.language = styles.language;
    }
    if odf::was_never_shown(&mut package)? {
        document.pages.recorded = None;
        document.pages.by_rendered_breaks = None;
    }
    package.finish(document)
}

/// Reads `content.xml` into `document`; adds the page styles that its paragraphs name to `pages`.
fn read_content(
    xml: &mut Xml<'_>,
    limits: &Limits,
    styles: &mut Styles,
    formulas: &HashMap<String, String>,
    document: &mut Document,
    pages: &mut HashSet<String>,
) -> Result<(), Stop> {
    let Some(_root) = xml.child(0)? else { return Ok(()) };
    while let Some(tag) = xml.child(1)? {
        if styles.take(xml, &tag)? || !tag.is(Ns::Office, "body") {
            continue;
        }
        while let Some(_text) = xml.child(2)? {
            let mut walk = Walk::new(xml, styles, Story::Body, limits.characters);
            walk.formulas.clone_from(formulas);
            let end = walk.run();
            pages.extend(walk.master_pages);
            let breaks = walk.flow.breaks.replay(|_| true);
            walk.flow.place(&breaks, walk.styles.page, document);
            document.blocks.extend(walk.comments);
            end?;
        }
    }
    Ok(())
}
