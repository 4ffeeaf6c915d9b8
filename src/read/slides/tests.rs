//! Presentations made of a few lines of XML each, and those of the fixtures.

use std::path::Path;

use super::*;
use crate::document::{Block, Cell, Doubt, Kind, ListItem, NoteKind, NoticeKind};
use crate::read::testing::{doubt_of, shown, zip};

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
        [
            "Un\ntitre",
            "Point",
            "Suite",
            "{PageNumber 1}",
            "{AlternativeText Un schéma}",
            "{Hidden a}",
            "{Hidden b}",
            "{Hidden À dire}"
        ]
    );
    let pages: Vec<Option<u32>> = document.blocks.iter().map(|block| block.place.page).collect();
    assert_eq!(pages, [1, 1, 1, 1, 1, 2, 2, 2].map(Some));
    assert!(document.blocks[0].heading().is_some());
    assert_eq!(document.blocks[1].context.list, Some(ListItem { depth: 2, ordered: false }));
    assert_eq!(document.blocks[3].kind, Kind::PageNumber);
    assert_eq!(document.blocks[6].context.cell, Some(Cell { table: 1, row: 1, column: 2 }));
    assert_eq!(document.blocks[7].context.note, Some(NoteKind::Footnote));
    assert_eq!(document.pages.exact, Some(2), "slides that are shown");
    assert_eq!(document.pages.without_text, [3]);
    assert_eq!(document.notices[0].kind, NoticeKind::HiddenText);
}

#[test]
fn a_slide_that_is_listed_again_is_read_once_and_all_slides_are_bounded_together() {
    let package = |list: &[&str]| {
        let ids: String = list.iter().map(|id| format!("<p:sldId r:id=\"{id}\"/>")).collect();
        let main = format!("<p:presentation {NS}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>");
        let text = slide("", &shape("<p:ph type=\"title\"/>", &[&t(&"mot ".repeat(100))]));
        zip(&[
            ("ppt/presentation.xml".to_owned(), main),
            (
                "ppt/_rels/presentation.xml.rels".to_owned(),
                rels(&[("r1", "slide", "slides/one.xml"), ("r2", "slide", "slides/two.xml")]),
            ),
            ("ppt/slides/one.xml".to_owned(), text.clone()),
            ("ppt/slides/two.xml".to_owned(), text),
        ])
    };
    let again = read(&package(&["r1"; 50]), &Limits::default()).unwrap();
    assert_eq!((again.pages.exact, again.notices.len()), (Some(1), 1));
    let bound = |characters| Limits { characters, ..Limits::default() };
    assert!(read(&package(&["r1", "r2"]), &bound(200)).is_ok());
    assert!(matches!(read(&package(&["r1", "r2"]), &bound(150)), Err(Unreadable::Bound { .. })));
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
    assert_eq!(shown(&document), ["Un\ntitre", "Point", "À dire", "{PageNumber 1}", "{Hidden Fin}"]);
    assert!(document.blocks[0].heading().is_some());
    assert_eq!(document.blocks[2].context.note, Some(NoteKind::Footnote));
    assert_eq!(document.blocks[4].place.page, Some(2));
    assert_eq!(document.pages.exact, Some(1), "slides that are shown");
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

/// A presentation of one slide with those shapes, on a master of that ground; more is put behind the shapes of the slide.
fn deck(before: &str, shapes: &str, behind: &str, master: &str) -> Document {
    let theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:clrScheme>\
        <a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1></a:clrScheme></a:themeElements></a:theme>";
    let sheet = |kind: &str, inside: &str, names: &str| {
        format!("<p:{kind} {NS}><p:cSld>{inside}</p:cSld>{names}</p:{kind}>")
    };
    let names = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\"/>";
    let files = [
        (
            "ppt/presentation.xml",
            format!(
                "<p:presentation {NS}><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/></p:presentation>"
            ),
        ),
        ("ppt/_rels/presentation.xml.rels", rels(&[("r1", "slide", "slides/s1.xml")])),
        (
            "ppt/slides/s1.xml",
            format!("<p:sld {NS}><p:cSld>{before}<p:spTree>{shapes}</p:spTree></p:cSld>{behind}</p:sld>"),
        ),
        ("ppt/slides/_rels/s1.xml.rels", rels(&[("r1", "slideLayout", "../slideLayouts/l1.xml")])),
        ("ppt/slideLayouts/l1.xml", sheet("sldLayout", "<p:spTree/>", "")),
        ("ppt/slideLayouts/_rels/l1.xml.rels", rels(&[("r1", "slideMaster", "../slideMasters/m1.xml")])),
        ("ppt/slideMasters/m1.xml", sheet("sldMaster", master, names)),
        ("ppt/slideMasters/_rels/m1.xml.rels", rels(&[("r1", "theme", "../theme/t1.xml")])),
        ("ppt/theme/t1.xml", theme.to_owned()),
    ];
    read(&zip(&files.map(|(name, text)| (name.to_owned(), text))), &Limits::default()).unwrap()
}

const PAPER: &str = "<p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg><p:spTree/>";

/// A shape that lies there, in points, with that fill, whose text has those properties.
fn written(at: (i32, i32), size: (i32, i32), fill: &str, run: &str, text: &str) -> String {
    let [x, y, cx, cy] = [at.0, at.1, size.0, size.1].map(|points| points * 12_700);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"/>{fill}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr{run}</a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

fn solid(colour: &str) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>")
}

#[test]
fn text_of_a_slide_that_cannot_be_seen_is_hidden_where_its_ground_is_known() {
    let dark = format!("<p:bg><p:bgPr>{}</p:bgPr></p:bg>", solid("203864"));
    let plain = ((50, 50), (300, 100));
    let one = |before: &str, fill: &str, run: &str, master: &str| {
        shown(&deck(before, &written(plain.0, plain.1, fill, run, "mot"), "", master)).concat()
    };
    let white = format!(">{}", solid("FFFFFF"));
    for (before, fill, run) in [
        ("", "<a:noFill/>", white.as_str()),
        ("", "", "><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>"),
        ("", "", "><a:noFill/>"),
        ("", "", "><a:solidFill><a:srgbClr val=\"000000\"><a:alpha val=\"0\"/></a:srgbClr></a:solidFill>"),
        ("", "", " sz=\"100\">"),
        (dark.as_str(), "", &format!(">{}", solid("203864"))),
        ("", &solid("203864"), &format!(">{}", solid("203864"))),
    ] {
        assert_eq!(one(before, fill, run, PAPER), "{Hidden mot}", "{before} {fill} {run}");
    }
    // White on something dark, and on what is not known.
    let pictured = format!("{}<p:spTree><p:pic/></p:spTree>", PAPER.replace("<p:spTree/>", ""));
    let gradient = "<p:bg><p:bgRef idx=\"1003\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>";
    for (before, fill, master) in [
        (dark.as_str(), "", PAPER),
        ("", solid("203864").as_str(), PAPER),
        ("", "<a:blipFill/>", PAPER),
        ("", "", pictured.as_str()),
        ("", "", gradient),
        ("", "", "<p:spTree/>"),
    ] {
        assert_eq!(one(before, fill, &white, master), "mot", "{before} {fill} {master}");
    }
    let behind = |under: &str| {
        let text = written((60, 60), (100, 50), "", &white, "mot");
        shown(&deck("", &format!("{under}{text}"), "", PAPER)).concat()
    };
    assert_eq!(behind(&written((50, 50), (300, 200), &solid("203864"), ">", "")), "mot");
    assert_eq!(behind(&written((400, 50), (100, 200), &solid("203864"), ">", "")), "{Hidden mot}");
}

#[test]
fn text_beside_a_slide_or_under_a_cover_is_told() {
    let text = |at, size, more: &str| {
        let shape = written(at, size, "", ">", "mot").replace("id=\"2\"", &format!("id=\"2\" {more}"));
        shown(&deck("", &shape, "", PAPER)).concat()
    };
    assert_eq!(text((50, 50), (300, 100), ""), "mot");
    assert_eq!(text((50, 50), (300, 100), "hidden=\"1\""), "{Hidden mot}");
    assert_eq!(text((800, 50), (300, 100), ""), "{OffPage mot}");
    assert_eq!(text((-400, 50), (300, 100), ""), "{OffPage mot}");
    assert_eq!(text((50, 50), (1, 100), ""), "{Hidden mot}");
    let under = written((50, 50), (300, 100), "", ">", "mot");
    let cover = |fill: &str, behind: &str| {
        let cover = written((0, 0), (720, 540), fill, ">", "");
        doubt_of(&deck("", &format!("{under}{cover}"), behind, PAPER), "mot")
    };
    assert_eq!(cover(&solid("FFFFFF"), ""), Some(Doubt::Covered));
    assert_eq!(cover("<a:noFill/>", ""), None);
    // One that goes away while the slide is shown.
    assert_eq!(cover(&solid("FFFFFF"), "<p:timing><p:cTn presetClass=\"exit\"/></p:timing>"), None);
}

#[test]
fn an_opendocument_slide_hides_what_has_the_colour_of_its_ground() {
    let ns = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
        xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
        xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
        xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\"";
    let seen = |page: &str, frame: &str, before: &str, master: &str| {
        let page = format!(
            "<style:style style:name=\"dp\" style:family=\"drawing-page\"><style:drawing-page-properties {page}/></style:style>"
        );
        let frames = "<style:style style:name=\"f\" style:family=\"presentation\"><style:graphic-properties draw:fill=\"none\"/></style:style>\
            <style:style style:name=\"d\" style:family=\"graphic\"><style:graphic-properties draw:fill=\"solid\" draw:fill-color=\"#203864\"/></style:style>\
            <style:style style:name=\"w\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>";
        let content = format!(
            "<office:document-content {ns}><office:automatic-styles>{page}{frames}</office:automatic-styles><office:body><office:presentation>\
             <draw:page draw:style-name=\"dp\" draw:master-page-name=\"M\">{before}<draw:frame presentation:style-name=\"f\" svg:x=\"2cm\" svg:y=\"2cm\" \
             svg:width=\"9cm\" svg:height=\"5cm\" {frame}><draw:text-box><text:p><text:span text:style-name=\"w\">mot</text:span></text:p></draw:text-box>\
             </draw:frame></draw:page></office:presentation></office:body></office:document-content>"
        );
        let styles = format!(
            "<office:document-styles {ns}><office:master-styles><draw:layer-set><draw:layer draw:name=\"z\" draw:display=\"none\"/></draw:layer-set>\
             <style:master-page style:name=\"M\">{master}</style:master-page></office:master-styles></office:document-styles>"
        );
        let files = [("content.xml".to_owned(), content), ("styles.xml".to_owned(), styles)];
        shown(&read(&zip(&files), &Limits::default()).unwrap()).concat()
    };
    assert_eq!(seen("", "", "", ""), "{Hidden mot}");
    assert_eq!(seen("draw:fill=\"solid\" draw:fill-color=\"#203864\"", "", "", ""), "mot");
    assert_eq!(seen("draw:fill=\"bitmap\"", "", "", ""), "mot");
    assert_eq!(seen("", "", "", "<draw:frame/>"), "mot", "the master has a picture");
    let shape = |x: &str| {
        format!(
            "<draw:rect draw:style-name=\"d\" svg:x=\"{x}\" svg:y=\"1cm\" svg:width=\"12cm\" svg:height=\"8cm\"/>"
        )
    };
    assert_eq!(seen("", "", &shape("1cm"), ""), "mot");
    assert_eq!(seen("", "", &shape("15cm"), ""), "{Hidden mot}");
    let dark = "draw:fill=\"solid\" draw:fill-color=\"#203864\"";
    assert_eq!(seen(dark, "draw:layer=\"z\"", "", ""), "{Hidden mot}");
    assert_eq!(seen(dark, "draw:display=\"none\"", "", ""), "{Hidden mot}");
}
