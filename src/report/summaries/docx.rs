//! The list as a DOCX: styles that Word and LibreOffice know, a title, a heading for each candidate, page numbers.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, PageNum, Paragraph, Run, RunFonts, Style, StyleType,
};

use super::{facts, source, title};
use crate::message::Lang;
use crate::own::PROPERTY;
use crate::report::escape::visible;
use crate::report::words;
use crate::summaries::{Entry, Summaries};

/// A list that could not be written as DOCX: what the writer says.
#[derive(Debug, thiserror::Error)]
#[error("the list cannot be written as DOCX: {0}")]
pub struct DocxError(String);

/// The list as a DOCX file. The same list gives the same bytes.
///
/// # Errors
/// Where the writer refuses it.
pub fn docx(list: &Summaries, lang: Lang) -> Result<Vec<u8>, DocxError> {
    let [property, value] = PROPERTY;
    let mut document = styled()
        .custom_property(property, value)
        .footer(
            Footer::new()
                .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new())),
        )
        .add_paragraph(text(title(lang)).style("Title"));
    for fact in facts(list, lang) {
        document = document.add_paragraph(text(&fact));
    }
    if let Some((quote, reference)) = &list.rule {
        let quote = format!("{} ({reference})", words::quoted(lang, quote));
        document = document.add_paragraph(Paragraph::new().add_run(run(&quote).italic()));
    }
    for (n, entry) in list.entries.iter().enumerate() {
        document = candidate(document, n + 1, entry, lang);
    }
    let mut bytes = Cursor::new(Vec::new());
    let mut parts = document.build();
    parts.doc_props.core = properties(lang).into_bytes();
    parts.pack(&mut bytes).map_err(|error| DocxError(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Title and author. No day: the same list gives the same bytes, and none is better than one that is wrong.
fn properties(lang: Lang) -> String {
    let (title, own) = (title(lang), "conforme");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{own}</dc:creator><cp:lastModifiedBy>{own}</cp:lastModifiedBy></cp:coreProperties>"#
    )
}

fn styled() -> Docx {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let heading = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").next("Normal").size(size).bold()
    };
    Docx::new()
        .default_fonts(fonts)
        .default_size(22)
        .default_line_spacing(LineSpacing::new().after(120))
        .add_style(Style::new("Normal", StyleType::Paragraph).name("Normal"))
        .add_style(heading("Title", "Title", 36))
        .add_style(heading("Heading1", "heading 1", 28).outline_lvl(0))
}

fn candidate(mut document: Docx, n: usize, entry: &Entry, lang: Lang) -> Docx {
    document = document
        .add_paragraph(text(&format!("{n}. {}", entry.candidate)).style("Heading1").keep_next(true))
        .add_paragraph(
            Paragraph::new().keep_next(true).add_run(run(&source(entry, lang)).italic().color("4D535C")),
        );
    for paragraph in entry.resume.iter().flat_map(|resume| &resume.paragraphs) {
        document = document.add_paragraph(text(paragraph).align(AlignmentType::Both));
    }
    for remark in &entry.remarks {
        document = document.add_paragraph(text(&format!("– {}", remark.get(lang))));
    }
    document
}

fn text(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}

/// What cannot be seen, or no XML may hold, is shown.
fn run(text: &str) -> Run {
    Run::new().add_text(visible(text).into_owned())
}
