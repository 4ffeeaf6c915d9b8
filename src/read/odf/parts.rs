//! What stands beside the text: the manifest, the properties, the page styles with their running heads.

use super::styles::{Layout, Styles};
use super::walk::{Story, Walk};
use crate::document::{Block, Document, Recorded};
use crate::hash::{HashMap, HashSet};
use crate::read::package::Package;
use crate::read::xml::{Node, Ns, Stop, Tag, Xml};
use crate::read::{Limits, Unreadable};

/// True where the manifest says that the text is encrypted.
///
/// # Errors
/// Where a bound is reached.
pub(in crate::read) fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Unreadable> {
    if package.has("encrypted-package") {
        return Ok(true);
    }
    let Some(text) = package.text("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = Xml::new(&text, package.limits());
    let mut encrypted = false;
    let mut read = || -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(entry) = xml.child(1)? {
            let main = entry.attr("full-path").is_some_and(|path| path == "content.xml");
            while let Some(tag) = xml.child(2)? {
                encrypted |= main && tag.is(Ns::Manifest, "encryption-data");
            }
        }
        Ok(())
    };
    // A broken manifest hides no text: what it does not say is not needed.
    if let Err(stop) = read() {
        stop.damage()?;
    }
    Ok(encrypted)
}

/// Reads title, author, language, the program and the pages that it counted.
///
/// # Errors
/// Where a bound is reached.
pub(in crate::read) fn read_meta(
    package: &mut Package<'_>,
    document: &mut Document,
) -> Result<(), Unreadable> {
    let Some(text) = package.text("meta.xml")? else { return Ok(()) };
    let mut xml = Xml::new(&text, package.limits());
    let (mut pages, mut characters) = (None, None);
    let mut read = || -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(_meta) = xml.child(1)? {
            while let Some(tag) = xml.child(2)? {
                if tag.is(Ns::Meta, "document-statistic") {
                    pages = tag.number("page-count").filter(|pages| *pages > 0);
                    characters = tag.number("non-whitespace-character-count");
                } else {
                    take_property(&tag, &mut xml, document)?;
                }
            }
        }
        Ok(())
    };
    // Properties are a help, no part of the text: what is broken in them is passed over.
    if let Err(stop) = read() {
        stop.damage()?;
    }
    document.pages.recorded = pages.map(|pages| Recorded {
        pages,
        characters,
        application: document.properties.producer.clone(),
        shown: true,
    });
    Ok(())
}

/// The texts of the formulas of the package, which are documents of their own, by the names of their folders.
///
/// # Errors
/// Where a bound is reached.
pub(in crate::read) fn formulas(package: &mut Package<'_>) -> Result<HashMap<String, String>, Unreadable> {
    let folder = |name: &&str| Some(name.strip_suffix("/content.xml")?.to_owned());
    let objects: Vec<String> = package.names().iter().filter_map(folder).collect();
    let mut formulas = HashMap::default();
    for object in objects {
        let Some(text) = package.text(&format!("{object}/content.xml"))? else { continue };
        let mut xml = Xml::new(&text, package.limits());
        let mut read = || -> Result<Option<String>, Stop> {
            let root = xml.child(0)?.filter(|root| root.ns == Ns::MathMl);
            root.map(|_| math(&mut xml)).transpose()
        };
        match read() {
            Ok(formula) => {
                formulas.extend(formula.map(|formula| (object, formula)));
            }
            Err(stop) => stop.damage()?,
        }
    }
    Ok(formulas)
}

/// The characters of the innermost element, a formula, without what programs keep beside it to edit it.
fn math(xml: &mut Xml<'_>) -> Result<String, Stop> {
    let (depth, mut out) = (xml.depth(), String::new());
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local.starts_with("annotation") => xml.skip()?,
            Node::Text(text) => out.push_str(text.trim()),
            Node::Close if xml.depth() < depth => return Ok(out),
            Node::End => return Ok(out),
            Node::Open(_) | Node::Close => {}
        }
    }
}

/// Hundredths of a millimetre below which no window showed the text when it was saved.
const NO_WINDOW: u32 = 100;

/// True where the program saved the text without having shown it: LibreOffice then ends before its layout does, and the
/// pages that it counted and marked are those of a beginning.
///
/// # Errors
/// Where a bound is reached.
pub(in crate::read) fn was_never_shown(package: &mut Package<'_>) -> Result<bool, Unreadable> {
    let Some(text) = package.text("settings.xml")? else { return Ok(false) };
    let mut xml = Xml::new(&text, package.limits());
    let mut shown = None;
    let mut read = || -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(_settings) = xml.child(1)? {
            while let Some(_set) = xml.child(2)? {
                while let Some(item) = xml.child(3)? {
                    let width = item.is(Ns::Config, "config-item")
                        && item.attr("name").is_some_and(|name| name == "ViewAreaWidth");
                    if width {
                        shown = xml.text()?.trim().parse::<u32>().ok();
                    }
                }
            }
        }
        Ok(())
    };
    // Settings are a help, no part of the text.
    if let Err(stop) = read() {
        stop.damage()?;
    }
    Ok(shown.is_some_and(|width| width < NO_WINDOW))
}

fn take_property(tag: &Tag<'_>, xml: &mut Xml<'_>, document: &mut Document) -> Result<(), Stop> {
    let properties = &mut document.properties;
    let slot = match (tag.ns, tag.local) {
        (Ns::Dc, "title") => &mut properties.title,
        (Ns::Dc, "language") => &mut properties.language,
        (Ns::Dc, "creator") | (Ns::Meta, "initial-creator") => &mut properties.author,
        (Ns::Meta, "generator") => &mut properties.producer,
        _ => return Ok(()),
    };
    let text = xml.text()?;
    if !text.trim().is_empty() {
        *slot = Some(text.trim().to_owned());
    }
    Ok(())
}

/// Reads the styles of `styles.xml`.
pub(in crate::read) fn read_styles(xml: &mut Xml<'_>, styles: &mut Styles) -> Result<(), Stop> {
    let Some(_root) = xml.child(0)? else { return Ok(()) };
    while let Some(tag) = xml.child(1)? {
        styles.take(xml, &tag)?;
    }
    Ok(())
}

/// A page style.
#[derive(Debug, Default)]
struct MasterPage {
    layout: Option<String>,
    /// Page style of the page after.
    next: Option<String>,
    heads: Vec<Block>,
}

/// The page style of a text that names none.
const STANDARD: &str = "Standard";

/// Reads the running heads and feet of the page styles in `used` and of those that follow them, and the text area.
pub(in crate::read) fn read_heads(
    xml: &mut Xml<'_>,
    limits: &Limits,
    styles: &mut Styles,
    used: HashSet<String>,
    document: &mut Document,
) -> Result<(), Stop> {
    let mut masters = HashMap::default();
    let mut order = Vec::new();
    let end = read_masters(xml, limits, styles, &mut masters, &mut order);
    let mut shown = used;
    shown.insert(STANDARD.to_owned());
    let mut due: Vec<String> = shown.iter().cloned().collect();
    while let Some(name) = due.pop() {
        if let Some(next) = masters.get(&name).and_then(|master| master.next.clone())
            && shown.insert(next.clone())
        {
            due.push(next);
        }
    }
    for name in order.iter().filter(|name| shown.contains(*name)) {
        let Some(master) = masters.remove(name) else { continue };
        document.blocks.extend(master.heads);
        if let Some(Layout { text_area: (height, width), page }) =
            master.layout.and_then(|layout| styles.layouts.get(&layout))
            && (document.pages.text_height.is_none() || name == STANDARD)
        {
            (document.pages.text_height, document.pages.text_width) = (Some(*height), Some(*width));
            document.pages.size = Some(*page);
        }
    }
    end
}

fn read_masters(
    xml: &mut Xml<'_>,
    limits: &Limits,
    styles: &mut Styles,
    masters: &mut HashMap<String, MasterPage>,
    order: &mut Vec<String>,
) -> Result<(), Stop> {
    let Some(_root) = xml.child(0)? else { return Ok(()) };
    while let Some(tag) = xml.child(1)? {
        if tag.is(Ns::Office, "automatic-styles") {
            styles.take(xml, &tag)?;
        }
        if !tag.is(Ns::Office, "master-styles") {
            continue;
        }
        while let Some(tag) = xml.child(2)? {
            if tag.is(Ns::Style, "master-page") {
                let name = tag.attr("name").unwrap_or_default().into_owned();
                let (master, end) = read_master(xml, &tag, limits, styles);
                order.push(name.clone());
                masters.insert(name, master);
                end?;
            }
        }
    }
    Ok(())
}

fn read_master(
    xml: &mut Xml<'_>,
    tag: &Tag<'_>,
    limits: &Limits,
    styles: &mut Styles,
) -> (MasterPage, Result<(), Stop>) {
    let mut master = MasterPage {
        layout: tag.attr("page-layout-name").map(Into::into),
        next: tag.attr("next-style-name").map(Into::into),
        heads: Vec::new(),
    };
    let depth = xml.depth();
    let mut read = || -> Result<(), Stop> {
        while let Some(tag) = xml.child(depth)? {
            let story = match (tag.ns, tag.local) {
                (Ns::Style, "header" | "header-left" | "header-first") => Story::Head,
                (Ns::Style, "footer" | "footer-left" | "footer-first") => Story::Foot,
                _ => continue,
            };
            if tag.attr("display").as_deref() == Some("false") {
                continue;
            }
            let mut walk = Walk::new(xml, styles, story, limits.characters);
            let end = walk.run();
            master.heads.extend(walk.flow.into_blocks().filter(|block| !block.runs.is_empty()));
            end?;
        }
        Ok(())
    };
    let end = read();
    (master, end)
}
