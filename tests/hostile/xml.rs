//! XML that grows, goes deep or repeats itself.

use std::fmt::Write as _;

use conforme::read::Limits;

use crate::archives::docx;
use crate::targets::archive;
use crate::{assert_over, bound, judged, judged_within, many};

const ODT: &str = "application/vnd.oasis.opendocument.text";

fn odt(content: &str) -> Vec<u8> {
    archive(&[("mimetype", ODT.as_bytes()), ("content.xml", content.as_bytes())])
}

#[test]
fn entities_are_never_expanded() {
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a0 \"ha\">");
    for i in 1..64 {
        write!(laughs, "<!ENTITY a{i} \"{}\">", format!("&a{};", i - 1).repeat(10)).unwrap();
    }
    let quadratic = format!("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"{}\">", "a".repeat(1 << 20));
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    for (name, head, uses) in
        [("laughs", laughs, "&a63;".to_owned()), ("quadratic", quadratic, "&a;".repeat(many(50_000)))]
    {
        let body = format!("<w:p><w:r><w:t>{uses}</w:t></w:r></w:p>");
        let text = format!("{head}]><w:document {w}><w:body>{body}</w:body></w:document>");
        let dossier = judged(name, archive(&[("word/document.xml", text.as_bytes())]));
        let characters = dossier.measured.map_or(0, |measured| measured.extracted.characters);
        assert!(characters <= uses.len(), "{name}: {characters}");
    }
    let outside = "<!DOCTYPE d SYSTEM \"file:///etc/passwd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let text = format!(
        "{outside}<w:document {w}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    );
    let dossier = judged("outside", archive(&[("word/document.xml", text.as_bytes())]));
    assert!(dossier.measured.is_none_or(|measured| measured.extracted.characters <= 3));
}

#[test]
fn depth_is_bounded_whatever_is_nested() {
    let table = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let content = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>");
    let unknown = ("<w:x>", "</w:x>");
    for (open, close) in [table, content, unknown] {
        let nest = |depth: usize| {
            let text = "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>";
            docx(&format!("{}{text}{}", open.repeat(depth), close.repeat(depth)))
        };
        assert_over(&judged(open, nest(100_000)), "xml_depth");
        judged(open, nest(160));
        // As deep as the stack has to bear.
        assert_over(
            &judged_within(open, nest(400), Limits { xml_depth: 300, ..Limits::default() }),
            "xml_depth",
        );
    }
    let odt_text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    for (open, close) in [
        ("<t:section>", "</t:section>"),
        ("<t:list><t:list-item>", "</t:list-item></t:list>"),
        ("<t:span>", "</t:span>"),
    ] {
        let nest = |depth: usize| {
            odt(&format!(
                "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:t=\"{odt_text}\"><o:body><o:text>{}<t:p>a</t:p>{}</o:text></o:body></o:document-content>",
                open.repeat(depth),
                close.repeat(depth)
            ))
        };
        assert_over(&judged(open, nest(100_000)), "xml_depth");
        judged(open, nest(240));
    }
}

#[test]
fn names_and_attributes_without_number_are_read_in_time() {
    let mut prefixes = String::new();
    for i in 0..many(60_000) {
        write!(prefixes, " xmlns:p{i}=\"urn:{i}\"").unwrap();
    }
    let uses: String = (0..many(60_000)).map(|i| format!("<p{i}:a/>")).collect();
    let few = prefixes.get(..prefixes.find(" xmlns:p900=").unwrap()).unwrap();
    let declared = docx(&format!("<w:p{prefixes}>{uses}<w:r><w:t>a</w:t></w:r></w:p>"));
    assert_over(&judged("declared prefixes", declared), "xml_namespaces");
    judged("prefixes", docx(&format!("<w:p{few}>{uses}<w:r><w:t>a</w:t></w:r></w:p>")));
    let attributes: String = (0..many(100_000)).map(|i| format!(" w:a{i}=\"1\"")).collect();
    judged("attributes", docx(&format!("<w:p><w:r><w:t{attributes}>a</w:t></w:r></w:p>").repeat(3)));
    let bindings = "<w:r xmlns:p=\"u\"><w:t>a</w:t></w:r>".repeat(many(2_000));
    judged("bindings", docx(&format!("<w:p{few}>{bindings}</w:p>")));
}

#[test]
fn elements_and_blocks_are_bounded() {
    let limits = Limits { xml_elements: 10_000, ..Limits::default() };
    assert_over(&judged_within("elements", docx(&"<w:p/>".repeat(10_001)), limits), "xml_elements");
    let limits = Limits { blocks: 1_000, ..Limits::default() };
    let text = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_001);
    assert_over(&judged_within("blocks", docx(&text), limits), "blocks");
}

#[test]
fn much_of_the_same_is_judged_in_time() {
    let heading = |i: usize| {
        format!(
            "<w:p><w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr><w:r><w:t>{i}. Annexe</w:t></w:r></w:p>",
            i % 9
        )
    };
    let headings: String = (0..many(5_000)).map(heading).collect();
    assert_eq!(bound(&judged("headings", docx(&headings))), None);
    let paragraphs: String = (0..many(20_000))
        .map(|i| format!("<w:p><w:r><w:t>Abstract {} .... {i}</w:t></w:r></w:p>", i % 7))
        .collect();
    assert_eq!(bound(&judged("paragraphs", docx(&paragraphs))), None);
    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "mot. ".repeat(many(200_000)));
    assert_eq!(bound(&judged("one paragraph", docx(&long))), None);
    let runs = "<w:r><w:t>a</w:t></w:r>".repeat(many(100_000));
    assert_eq!(bound(&judged("runs", docx(&format!("<w:p>{runs}</w:p>")))), None);
}

#[test]
fn styles_that_rest_on_one_another_come_to_an_end() {
    let style = |i: usize, on: usize| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"s{i}\"><w:basedOn w:val=\"s{on}\"/></w:style>")
    };
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let body =
        "<w:p><w:pPr><w:pStyle w:val=\"s1\"/></w:pPr><w:r><w:t>Bonjour</w:t></w:r></w:p>".repeat(many(2_000));
    let document = format!("<w:document {w}><w:body>{body}</w:body></w:document>");
    for (name, styles) in [
        ("circle", (0..3).map(|i| style(i, (i + 1) % 3)).collect::<String>()),
        ("chain", (0..many(20_000)).map(|i| style(i, i + 1)).collect()),
    ] {
        let styles = format!("<w:styles {w}>{styles}</w:styles>");
        let parts = [("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())];
        assert_eq!(bound(&judged(name, archive(&parts))), None);
    }
}
