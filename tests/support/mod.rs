//! What tests share about the fixtures.

pub(crate) mod variants;

/// What every dossier is built as, the Markdown source first.
pub(crate) const FORMATS: [&str; 6] = [
    "dossier.md",
    "dossier.docx",
    "dossier.odt",
    "dossier-libreoffice.pdf",
    "dossier-typst.pdf",
    "dossier-chromium.pdf",
];
