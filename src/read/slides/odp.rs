//! ODP: OpenDocument presentation in a package.

use super::deck::Slide;
use crate::document::Document;
use crate::read::Unreadable;
use crate::read::odf::{self, Family, Story, Styles, Walk};
use crate::read::package::Package;
use crate::read::xml::{Ns, Stop, Xml};

/// Reads the slides in their order.
///
/// # Errors
/// Where it is encrypted, holds no presentation or a bound is reached.
pub(super) fn read(package: &mut Package<'_>, document: &mut Document) -> Result<Vec<Slide>, Unreadable> {
    if odf::is_encrypted(package)? {
        return Err(Unreadable::Password);
    }
    let content = package.text("content.xml")?.ok_or_else(|| {
        Unreadable::Damaged("les diapositives (content.xml) manquent dans le fichier".into())
    })?;
    odf::read_meta(package, document)?;
    let mut styles = Styles::default();
    let named = package.text("styles.xml")?.unwrap_or_default();
    let end = odf::read_styles(&mut Xml::new(&named, package.limits()), &mut styles);
    package.survive("styles.xml", end)?;
    let end = styles.read_masters(&mut Xml::new(&named, package.limits()));
    package.survive("styles.xml", end)?;
    styles.drop_automatic();
    let moves = ["animateMotion", "preset-class=\"exit\"", "preset-class='exit'"];
    let moves = moves.iter().any(|sign| content.contains(sign));
    let mut deck = Deck { moves, ..Deck::default() };
    let end = deck.read(&mut Xml::new(&content, package.limits()), &mut styles, package);
    package.survive("content.xml", end)?;
    document.properties.language = document.properties.language.take().or(styles.language);
    Ok(deck.slides)
}

#[derive(Default)]
struct Deck {
    slides: Vec<Slide>,
    table_count: u32,
    /// Shapes move while it is shown, or go away.
    moves: bool,
}

impl Deck {
    fn read(&mut self, xml: &mut Xml<'_>, styles: &mut Styles, package: &Package<'_>) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if styles.take(xml, &tag)? || !tag.is(Ns::Office, "body") {
                continue;
            }
            while let Some(_presentation) = xml.child(2)? {
                while let Some(page) = xml.child(3)? {
                    if page.is(Ns::Draw, "page") {
                        let hidden = styles.get(Family::Page, page.attr("style-name").as_deref()).hidden;
                        let ground = styles.ground_of(&page);
                        self.read_slide(xml, styles, (hidden, ground), package)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn read_slide(
        &mut self,
        xml: &mut Xml<'_>,
        styles: &mut Styles,
        (hidden, ground): (bool, Option<u32>),
        package: &Package<'_>,
    ) -> Result<(), Stop> {
        let limits = package.limits();
        if self.slides.len() >= limits.pages {
            return Err(Stop::Bound("pages", limits.pages as u64));
        }
        let mut walk = Walk::new(xml, styles, Story::Slide, limits.characters);
        walk.table_count = self.table_count;
        walk.slide.ground = ground;
        walk.slide.moves = self.moves;
        let end = walk.run();
        self.table_count = walk.table_count;
        let blocks = walk.flow.into_blocks().chain(walk.comments).collect();
        self.slides.push(Slide { hidden, blocks });
        end
    }
}
