//! The namespaces of office documents, by their URI.

/// A namespace, whatever its prefix; transitional and strict ones are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Ns {
    /// WordprocessingML.
    W,
    /// Office mathematics.
    Math,
    /// Markup compatibility.
    Mc,
    /// Where a drawing stands in a text document.
    Wp,
    /// DrawingML.
    A,
    /// DrawingML pictures.
    Pic,
    /// DrawingML charts and diagrams.
    Graphic,
    /// Vector Markup Language.
    Vml,
    /// PresentationML.
    P,
    /// Relationships of a package.
    Rel,
    /// Content types of a package.
    Types,
    /// Properties of a package: core, extended, Dublin Core.
    Props,
    /// OpenDocument: settings.
    Config,
    /// OpenDocument: office.
    Office,
    /// OpenDocument: text.
    Text,
    /// OpenDocument: table.
    Table,
    /// OpenDocument: drawing.
    Draw,
    /// OpenDocument: style.
    Style,
    /// OpenDocument: presentation.
    Presentation,
    /// OpenDocument: meta.
    Meta,
    /// OpenDocument: manifest.
    Manifest,
    /// OpenDocument: SVG.
    Svg,
    /// Mathematics of the web.
    MathMl,
    /// Dublin Core.
    Dc,
    /// Anything else, or none.
    Other,
}

impl Ns {
    /// The namespace of that URI.
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main"
            | "http://schemas.microsoft.com/office/word/2003/wordml" => Self::W,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Mc,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Wp,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::A,
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Self::Pic,
            "http://schemas.openxmlformats.org/drawingml/2006/chart"
            | "http://purl.oclc.org/ooxml/drawingml/chart"
            | "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Graphic,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Self::P,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::Rel,
            "http://schemas.openxmlformats.org/package/2006/content-types" => Self::Types,
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            | "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
            | "http://purl.oclc.org/ooxml/officeDocument/extendedProperties" => Self::Props,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://www.w3.org/1998/Math/MathML" => Self::MathMl,
            "urn:oasis:names:tc:opendocument:xmlns:config:1.0" => Self::Config,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" => Self::Presentation,
            "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => Self::Meta,
            "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" => Self::Manifest,
            "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" => Self::Svg,
            _ => Self::Other,
        }
    }
}
