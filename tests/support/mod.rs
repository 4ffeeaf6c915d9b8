//! What tests share about the fixtures and the rule files.

#![allow(dead_code, reason = "no test uses all of it")]

pub(crate) mod rules;
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
