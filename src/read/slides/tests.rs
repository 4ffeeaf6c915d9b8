//! Presentations made of a few lines of XML each, and those of the fixtures.

use std::path::Path;

use super::*;
use crate::document::{Block, Cell, Kind, ListItem, NoteKind, NoticeKind};
use crate::read::testing::{shown, zip};

const NS: &str = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

fn rels(list: &[(&str, &str, &str)]) -> String {
    let each = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = list.iter().map(each).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn shape(placeholder: &str, paragraphs: &[&str]) -> String {
    let text: String = paragraphs.iter().map(|p| format!("<a:p>{p}</a:p>")).collect();
    format!("<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>")
}

fn t(text: &str) -> String {
    format!("<a:r><a:t>{text}</a:t></a:r>")
}

fn slide(more: &str, shapes: &str) -> String {
    format!("<p:sld {NS}{more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>")
}

#[test]
fn slides_come_in_their_order_with_titles_first_and_notes_last() {
    let first = slide(
        "",
        &[
            shape(
                "<p:ph idx=\"1\"/>",
                &[&format!("<a:pPr lvl=\"1\"><a:buChar/></a:pPr>{}", t("Point")), &t("Suite")],
            ),
            shape("<p:ph type=\"title\"/>", &[&t("Un"), &t("titre")]),
            shape("<p:ph type=\"sldNum\"/>", &["<a:fld type=\"slidenum\"><a:t>1</a:t></a:fld>"]),
            "<p:pic><p:nvPicPr><p:cNvPr descr=\"Un schéma\"/></p:nvPicPr></p:pic>".to_owned(),
        ]
        .concat(),
    );
    let table = format!(
        "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p>{}</a:p></a:txBody></a:tc><a:tc><a:txBody><a:p>{}</a:p>\
         </a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>",
        t("a"),
        t("b")
    );
    let notes = format!(
        "<p:notes {NS}>{}{}</p:notes>",
        shape("<p:ph type=\"body\"/>", &[&t("À dire")]),
        shape("<p:ph type=\"sldNum\"/>", &[&t("2")])
    );
    let list = format!(
        "<p:presentation {NS}><p:sldIdLst><p:sldId id=\"256\" r:id=\"r2\"/><p:sldId id=\"257\" r:id=\"r1\"/>\
         <p:sldId id=\"258\" r:id=\"r3\"/></p:sldIdLst></p:presentation>"
    );
    let files = [
        ("ppt/presentation.xml", list),
        (
            "ppt/_rels/presentation.xml.rels",
            rels(&[
                ("r1", "slide", "slides/s1.xml"),
                ("r2", "slide", "slides/s2.xml"),
                ("r3", "slide", "slides/s3.xml"),
            ]),
        ),
        ("ppt/slides/s2.xml", first),
        ("ppt/slides/s1.xml", slide(" show=\"0\"", &table)),
        ("ppt/slides/_rels/s1.xml.rels", rels(&[("r1", "notesSlide", "../notesSlides/n1.xml")])),
        ("ppt/notesSlides/n1.xml", notes),
        ("ppt/slides/s3.xml", slide("", "")),
    ]
    .map(|(name, text)| (name.to_owned(), text));
    let document = read(&zip(&files), &Limits::default()).unwrap();
    assert_eq!(
        shown(&document),
        ["Un\ntitre", "Point", "Suite", "{PageNumber 1}", "{AlternativeText Un schéma}", "a", "b", "À dire"]
    );
    let pages: Vec<Option<u32>> = document.blocks.iter().map(|block| block.place.page).collect();
    assert_eq!(pages, [1, 1, 1, 1, 1, 2, 2, 2].map(Some));
    assert!(document.blocks[0].heading().is_some());
    assert_eq!(document.blocks[1].context.list, Some(ListItem { depth: 2, ordered: false }));
    assert_eq!(document.blocks[3].kind, Kind::PageNumber);
    assert_eq!(document.blocks[6].context.cell, Some(Cell { table: 1, row: 1, column: 2 }));
    assert_eq!(document.blocks[7].context.note, Some(NoteKind::Footnote));
    assert_eq!(document.pages.exact, Some(3));
    assert_eq!(document.pages.without_text, [3]);
    assert_eq!(document.notices[0].kind, NoticeKind::HiddenText);
}

#[test]
fn an_opendocument_slide_has_its_title_its_text_and_its_notes() {
    let ns = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
        xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
        xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
        xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\"";
    let frame = |class: &str, text: &str| {
        format!(
            "<draw:frame presentation:class=\"{class}\"><draw:text-box>{text}</draw:text-box></draw:frame>"
        )
    };
    let xml = format!(
        "<office:document-content {ns}><office:automatic-styles><style:style style:name=\"dp2\" style:family=\"drawing-page\">\
         <style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style></office:automatic-styles>\
         <office:body><office:presentation><draw:page draw:style-name=\"dp1\">{}{}<presentation:notes>{}{}</presentation:notes>\
         </draw:page><draw:page draw:style-name=\"dp2\">{}</draw:page></office:presentation></office:body></office:document-content>",
        frame("outline", "<text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list>"),
        frame("title", "<text:p>Un</text:p><text:p>titre</text:p>"),
        frame("notes", "<text:p>À dire</text:p>"),
        frame("page-number", "<text:p><text:page-number>1</text:page-number></text:p>"),
        frame("subtitle", "<text:p>Fin</text:p>"),
    );
    let document = read(&zip(&[("content.xml".to_owned(), xml)]), &Limits::default()).unwrap();
    assert_eq!(shown(&document), ["Un\ntitre", "Point", "À dire", "{PageNumber 1}", "Fin"]);
    assert!(document.blocks[0].heading().is_some());
    assert_eq!(document.blocks[2].context.note, Some(NoteKind::Footnote));
    assert_eq!(document.blocks[4].place.page, Some(2));
    assert_eq!(document.pages.exact, Some(2));
    assert_eq!(document.notices[0].kind, NoticeKind::HiddenText);
}

#[test]
fn the_same_presentation_in_both_formats_is_the_same() {
    let said = |path: &Path| {
        let document = read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap();
        let blocks = document.blocks.iter().filter(|block| block.in_flow() && !block.is_blank());
        let text: Vec<String> = blocks.map(Block::text).collect();
        (document.pages.exact, text)
    };
    for entry in std::fs::read_dir("fixtures/dossiers").unwrap() {
        let (pptx, odp) = (
            entry.as_ref().unwrap().path().join("presentation.pptx"),
            entry.unwrap().path().join("presentation.odp"),
        );
        if pptx.exists() && odp.exists() {
            let (pptx, odp) = (said(&pptx), said(&odp));
            assert!(pptx.0 >= Some(5));
            assert_eq!(pptx, odp);
        }
    }
}
