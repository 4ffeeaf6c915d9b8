//! Slides that are written as text: where each begins is a convention of the program that shows them.

use super::{PageMeasure, PageMethod};
use crate::structure::{Section, Structure};

/// How many slides `structure` makes: those that its titles begin, as pandoc and most others have it, and those that
/// lines across the text (`---`) part; a program may take either, or both. None where nothing parts them.
pub(super) fn of(structure: &Structure) -> Option<PageMeasure> {
    let titled = titled(structure);
    let parted = match structure.document.pages.rules {
        0 => 0,
        rules => rules + 1,
    };
    let value = titled.max(parted);
    if value == 0 {
        return None;
    }
    let low = if titled == 0 || parted == 0 { value } else { titled.min(parted) };
    // The front matter may make a slide of its own.
    let high = value + 1;
    Some(PageMeasure { value, low, high, method: PageMethod::Estimate })
}

/// The titles down to the level of the first that text follows: those above it, with nothing but other titles under
/// them, are slides of their own.
fn titled(structure: &Structure) -> u32 {
    let has_text =
        |section: &&Section| structure.blocks(section.own.clone()).iter().any(|block| !block.is_blank());
    let level = structure.sections.iter().filter(has_text).map(|section| section.level).min();
    let slides =
        structure.sections.iter().filter(|section| level.is_some_and(|level| section.level <= level));
    slides.count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, read};
    use crate::source::Source;

    fn slides(text: &str) -> Option<(u32, u32, u32)> {
        let document = read(&Source::new("a.md", text), &Limits::default()).expect("text").document;
        of(&Structure::of(document)).map(|pages| (pages.low, pages.value, pages.high))
    }

    #[test]
    fn titles_and_lines_across_part_slides() {
        assert_eq!(slides("# Un\n\na\n\n# Deux\n\nb\n\n# Trois\n\nc\n"), Some((3, 3, 4)));
        assert_eq!(slides("# Partie\n\n## Un\n\na\n\n## Deux\n\nb\n\n### Détail\n\nc\n"), Some((3, 3, 4)));
        assert_eq!(slides("# Un\n\na\n\n---\n\nb\n\n---\n\n# Deux\n\nc\n"), Some((2, 3, 4)));
        assert_eq!(slides("Du texte, sans rien qui le partage.\n"), None);
    }
}
