//! Kinds of structure elements.

/// What an element is, as far as blocks care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A heading, with its level where it is told.
    Heading(Option<u8>),
    /// The title of the document.
    Title,
    /// An entry of a table of contents.
    Contents,
    /// The bullet or number of a list item.
    Label,
    /// A list item.
    Item,
    /// A list item without a body of its own: its text stands in it.
    BareItem,
    /// A paragraph, a caption, the body of a list item: any other block of text.
    Paragraph,
    /// A table.
    Table,
    /// A cell of a table.
    Cell,
    /// A footnote.
    Note,
    /// A part of a paragraph.
    Inline,
    /// Anything that holds other elements.
    Group,
}

impl Kind {
    /// The kind of the first of `names` that says something; they are what an element is called, and what the file
    /// says that this means. `around` is the kind of the element around it.
    pub(super) fn of(names: &[String], around: Option<Self>) -> Self {
        let own = names.iter().find_map(|name| style_level(name)).map(|level| Self::Heading(Some(level)));
        let kind = own.or_else(|| names.iter().find_map(|name| Self::named(name))).unwrap_or(Self::Group);
        match (kind, around) {
            // The parts of an entry are the entry.
            (Self::Paragraph | Self::Label, Some(Self::Contents)) => Self::Inline,
            // Browsers give an item no body but this.
            (Self::Group, Some(Self::Item)) if names.iter().any(|name| name == "NonStruct") => {
                Self::Paragraph
            }
            _ => kind,
        }
    }

    /// True for an element that is a block of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Group | Self::Table | Self::Label | Self::Item)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                Self::Heading(name.get(1..).and_then(|level| level.parse().ok()))
            }
            "H" => Self::Heading(None),
            "Title" => Self::Title,
            "TOCI" => Self::Contents,
            "Lbl" => Self::Label,
            "LI" => Self::Item,
            "P" | "LBody" | "Caption" | "BlockQuote" | "Code" | "Formula" | "Figure" | "Aside" | "Index" => {
                Self::Paragraph
            }
            "Table" => Self::Table,
            "TD" | "TH" => Self::Cell,
            "Note" | "FENote" => Self::Note,
            "Span" | "Link" | "Quote" | "Reference" | "BibEntry" | "Annot" | "Ruby" | "Warichu" | "Em"
            | "Strong" | "Sub" | "RB" | "RT" | "RP" => Self::Inline,
            "Document" | "Part" | "Art" | "Sect" | "Div" | "TOC" | "L" | "TR" | "THead" | "TBody"
            | "TFoot" | "NonStruct" | "Private" | "DocumentFragment" => Self::Group,
            _ => return None,
        })
    }
}

/// The level of a paragraph style that is a heading by its name: programs write the style as the element's name, and
/// what it means as no more than a paragraph.
fn style_level(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    let rest = ["heading", "titre", "überschrift"].iter().find_map(|stem| lower.strip_prefix(stem))?;
    let level: u8 = rest.trim_start_matches([' ', '_', '-']).parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_they_mean() {
        let of = |names: &[&str]| Kind::of(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>(), None);
        assert_eq!(of(&["H2"]), Kind::Heading(Some(2)));
        assert_eq!(of(&["Heading 1", "P"]), Kind::Heading(Some(1)));
        assert_eq!(of(&["Titre3", "P"]), Kind::Heading(Some(3)));
        assert_eq!(of(&["Standard", "P"]), Kind::Paragraph);
        assert_eq!(of(&["Whatever"]), Kind::Group);
        let within = |name: &str| Kind::of(&[name.to_owned()], Some(Kind::Item));
        assert_eq!((within("NonStruct"), within("L")), (Kind::Paragraph, Kind::Group));
    }
}
